"""Whatever broke, as a problem that can be said (sự cố): what both front doors make of a foreign exception."""

import errno

from congress.errors import Broken, Malformed, Refused

PROBLEMS = (Refused, Malformed, Broken)
"""The three families of errors: what a person may be told."""


def as_broken(error: Exception) -> Broken:
    """Our own fault or the system's, as `Broken`; its cause is kept for the log."""
    match error:
        case Broken():
            return error
        case OSError(errno=errno.ENOSPC):
            broken = Broken("disk-out-of-space")
        case OSError():
            broken = Broken("system-failed", what=error.strerror or type(error).__name__)
        case _:
            broken = Broken("program-broken", what=type(error).__name__)
    broken.__cause__ = error
    return broken
