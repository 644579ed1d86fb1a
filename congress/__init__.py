"""The ground: what a congress (đại hội) is, and what elections and equipment both stand on."""
