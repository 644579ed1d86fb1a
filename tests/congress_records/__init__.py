"""Tests of records: files under their hash (hồ sơ)."""
