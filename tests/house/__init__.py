"""Tests of the house itself: its walls, its texts, its wheel."""
