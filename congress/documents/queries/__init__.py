"""Every SELECT and write of this room, a topic a file."""
