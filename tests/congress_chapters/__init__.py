"""Chapters: what leaves for packages and bundles, and comes back."""
