"""Counting (kiểm phiếu): the desk, counts, piles, readings, doubtful papers, the accounting of papers."""
