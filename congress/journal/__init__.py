"""The journal (nhật ký): every deed, numbered and chained by hash; one entry a deed, a pile, never a paper."""
