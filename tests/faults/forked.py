"""The app in a process forked off one that has imported it: what a start needs is imported once, not at every kill."""

import os
import sys
from importlib import import_module
from pathlib import Path

from tests.house.forked import take_streams
from tui.cli import main

for name in ("tui.app", "tui.house", "tui.screens.desk", "tui.screens.home", "tui.screens.piles"):
    import_module(name)


def be_the_app(terminal: str, folder: Path) -> None:
    """Work at that terminal (its device's path) as `congress open` does, and end as it ends."""
    os.setsid()
    end = os.open(terminal, os.O_RDWR)  # the first one opened becomes the terminal of this process
    for stream in (0, 1, 2):
        os.dup2(end, stream)
    take_streams()
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    sys.exit(main(["open", "--workspace", str(folder)]))
