"""Opening a paper in the system's viewer (mở văn bản): it is printed or read there."""

import shutil
import subprocess
import sys
from pathlib import Path

from congress.errors import Refused


def open_file(path: Path) -> None:
    """Show a file with the program that the system has for it; refused, with its path, where there is none."""
    if sys.platform == "win32":
        import os

        os.startfile(path)  # noqa: S606  # the system's own way to open a paper
        return
    viewer = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if viewer is None:
        raise Refused("viewer-missing", path=str(path))
    subprocess.Popen(
        [viewer, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
