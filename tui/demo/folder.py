"""Where the sample is built (thư mục mẫu): an empty folder, or one that holds an earlier sample and nothing else."""

import shutil
from pathlib import Path

from congress import config, jsondoc
from congress.errors import Malformed, Refused
from congress.holder import HOLDER, LOCK, hold
from congress.journal import headfile
from congress.store.safely import replace_file
from congress.workspace import ARCHIVE, BACKUPS, DATABASE, KEYS, LOGS, PAPERS, SEALED
from tui import preferences

MARKER = "demo.json"
"""Written as soon as the folder is ours: only a folder with it is ever replaced."""
REPORT, ACCOUNTS, AUTHORITY, PRACTICE, KEY_PAPERS, DEVICE_LIST = (
    "README.txt",
    "tai-khoan.txt",
    "to-chuc-chung-thuc.pem",
    "phieu-tap-nhap.pdf",
    "khoa-phong-bi",
    "danh-sach-thiet-bi.csv",
)
_MARK = b'{"format": "congress-demo/1"}\n'
_OURS = frozenset(
    {
        MARKER,
        REPORT,
        ACCOUNTS,
        AUTHORITY,
        PRACTICE,
        KEY_PAPERS,
        DEVICE_LIST,
        preferences.FILE_NAME,
        config.NAME,
        DATABASE,
        f"{DATABASE}-wal",
        f"{DATABASE}-shm",
        headfile.NAME,
        headfile.DISPUTED,
        LOCK,
        HOLDER,
        *(ARCHIVE, BACKUPS, KEYS, LOGS, PAPERS, SEALED),
    }
)


def make_room(folder: Path) -> None:
    """Leave `folder` absent or empty; refused where it holds anything but an earlier sample that nobody works in."""
    try:
        if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
            return
        if not is_sample(folder):
            raise Refused("demo-folder-not-ours", folder=str(folder))
        foreign = sorted(path.name for path in folder.iterdir() if path.name not in _OURS)
        if foreign:
            raise Refused("demo-folder-holds-more", folder=str(folder), names=", ".join(foreign))
        # Whoever has the app open on the earlier sample keeps it.
        hold(folder).release()
        _clear(folder)
    except OSError as error:
        raise Refused("folder-not-writable", folder=str(folder), detail=error.strerror or "") from error


def mark(folder: Path) -> None:
    """Say in the folder itself that it is a sample."""
    replace_file(folder / MARKER, _MARK)


def is_sample(folder: Path) -> bool:
    """Whether the folder says of itself that it is a sample (bản mẫu)."""
    try:
        tree = jsondoc.load((folder / MARKER).read_bytes(), name=MARKER).tree
    except (OSError, Malformed):
        return False
    return isinstance(tree, dict) and tree.get("format") == "congress-demo/1"


def _clear(folder: Path) -> None:
    """The marker goes last: a clearing that was cut short is taken up again."""
    for path in sorted(folder.iterdir(), key=lambda path: path.name == MARKER):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
