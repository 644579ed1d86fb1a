"""Papers (văn bản): Party document layout, fonts, PDF/A-3b. Knows no word of elections or equipment."""
