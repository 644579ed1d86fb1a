"""The sample congress: its data, its folder, the whole run."""
