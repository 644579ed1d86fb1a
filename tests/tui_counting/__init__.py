"""The counting screens: desk, piles, entry, doubtful papers, result."""
