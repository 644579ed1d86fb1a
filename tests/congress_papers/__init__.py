"""Party papers (văn bản): layout, letters, PDF/A-3b."""
