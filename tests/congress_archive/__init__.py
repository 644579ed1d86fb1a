"""Packages of terms: what others accept, what we refuse, what comes back."""
