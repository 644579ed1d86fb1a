"""What stands where in a workspace's folder."""

DATABASE = "congress.db"
PAPERS, KEYS, SEALED, BACKUPS, LOGS = "papers", "keys", "sealed", "backups", "log"
FOLDERS = (PAPERS, KEYS, SEALED, BACKUPS, LOGS)
ARCHIVE = "archive"
"""Packages that were built here; made when the first one is, in no backup: they have copies of their own."""
WORK = ".restoring"
"""A backup opened apart while people decide on bringing it back; left behind only by a program that was killed."""
MAKING = ".making"
"""Stands in a folder until its making has ended: its first accounts are there."""
