"""`python -m tui.manual DIR` writes the pages of the manual that are drawn from the code (tài liệu sinh tự động)."""

import sys
from pathlib import Path

import tui.house  # brings every room's deeds
from congress.access.manual import page
from congress.access.registry import deeds
from congress.store.safely import replace_file

EVENTS = "events.md"


def main(arguments: list[str]) -> int:
    """Write every page into the folder named."""
    (folder,) = arguments
    replace_file(Path(folder) / EVENTS, page(deeds()).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
