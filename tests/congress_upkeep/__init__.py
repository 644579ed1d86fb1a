"""Tests of upkeep: clocks accepted, backups, restoring (giữ gìn)."""
