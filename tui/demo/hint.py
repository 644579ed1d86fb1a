"""How to get into a sample (gợi ý đăng nhập): for the door of the app, since nobody remembers invented accounts."""

from pathlib import Path

from congress.i18n import t
from tui.demo.folder import is_sample
from tui.demo.people import HEAD, PIN


def login_hint(folder: Path) -> str:
    """One line where the folder is a sample; nothing anywhere else."""
    if not is_sample(folder):
        return ""
    return t("Sample: log in as {account}, PIN {pin}", account=HEAD.account, pin=PIN)
