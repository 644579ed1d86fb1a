"""The sample congress (đại hội mẫu): invented people, invented ballots, counted by the very deeds of the screens."""
