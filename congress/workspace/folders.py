"""What stands where in a workspace's folder."""

DATABASE = "congress.db"
PAPERS, KEYS, SEALED, BACKUPS, LOGS = "papers", "keys", "sealed", "backups", "log"
FOLDERS = (PAPERS, KEYS, SEALED, BACKUPS, LOGS)
WORK = ".restoring"
"""A backup opened apart while people decide on bringing it back; left behind only by a program that was killed."""
MAKING = ".making"
"""Stands in a folder until its making has ended: its first accounts are there."""
