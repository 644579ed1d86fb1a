"""Contests: names and their order, the list, the electorate, open points, and the deeds on them."""
