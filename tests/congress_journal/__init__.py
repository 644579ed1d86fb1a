"""Tests of the journal: chained, guarded, walked (nhật ký)."""
