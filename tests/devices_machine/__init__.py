"""Tests of what the laptop proves about itself (máy tính)."""
