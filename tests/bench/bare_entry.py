"""The least a program can do at the same terminal: a key is shown, at Enter a row is committed by SQLite alone.

Run by itself, with the folder of its database: what the machine takes in the same minute, without a suite.
"""

import os
import sys
import tty
from pathlib import Path

from tests.bench.bare_commit import commit, database

PROMPT = b"> "
_PICTURE = b"\x1b[H" + b"." * 80 * 24
"""A whole screen anew, as an entry that takes a paper draws it."""


def main(folder: Path) -> None:
    """Show keys until the terminal is gone."""
    alone = database(folder / "bare.db")
    tty.setraw(0)
    os.write(1, PROMPT)
    while key := os.read(0, 1):
        if key == b"\r":
            commit(alone, '{"strike":[8,9]}')
            os.write(1, _PICTURE + PROMPT)
        else:
            os.write(1, key)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
