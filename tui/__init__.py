"""The two front doors: the full-screen app and the commands."""
