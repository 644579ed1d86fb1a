"""What a person of this laptop likes (tùy chọn của máy): language, light or dark, minutes to the lock, last folders.

None of it belongs to a workspace; it is kept in the user's own settings folder.
"""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from congress.i18n import LANGUAGES
from congress.store.safely import replace_file

FILE_NAME = "app.json"
FORMAT = "congress-app/1"
MOST_FOLDERS = 6
IDLE_MINUTES = (2, 5, 10, 20, 30)
USUAL_MINUTES = 10
"""Choices of how long a screen may stand untouched."""
MOST_OFF_MM = 10.0


@dataclass(frozen=True, slots=True)
class Preferences:
    """The choices of this laptop's user (tùy chọn)."""

    language: str | None = None
    light: bool = False
    idle_minutes: int = USUAL_MINUTES
    folders: tuple[str, ...] = ()
    """Workspaces last opened, the newest first."""
    label_sheet: str = ""
    label_right_mm: float = 0.0
    label_down_mm: float = 0.0
    """How labels go through this laptop's printer: the sheet last used, and how far the printer is off."""

    def opened(self, folder: Path) -> "Preferences":
        """The same with this folder as the newest."""
        path = str(folder.absolute())
        return replace(self, folders=(path, *(one for one in self.folders if one != path))[:MOST_FOLDERS])


def default_folder() -> Path:
    """Where the user's settings stand."""
    from platformdirs import user_config_path

    return user_config_path("congress", appauthor=False)


def read(folder: Path) -> Preferences:
    """What was kept; where the file is missing or spoiled, what holds for everybody."""
    try:
        document = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        return Preferences()
    language, minutes, folders = document.get("language"), document.get("idle_minutes"), document.get("folders")
    return Preferences(
        language=language if language in LANGUAGES else None,
        light=document.get("light") is True,
        idle_minutes=minutes if type(minutes) is int and minutes in IDLE_MINUTES else USUAL_MINUTES,
        folders=tuple(one for one in folders if isinstance(one, str)) if isinstance(folders, list) else (),
        label_sheet=sheet if isinstance(sheet := document.get("label_sheet"), str) else "",
        label_right_mm=_offset(document.get("label_right_mm")),
        label_down_mm=_offset(document.get("label_down_mm")),
    )


def _offset(kept: object) -> float:
    told = float(kept) if isinstance(kept, int | float) else 0.0
    return told if -MOST_OFF_MM <= told <= MOST_OFF_MM else 0.0


def write(folder: Path, preferences: Preferences) -> None:
    """Keep the choices; a laptop whose settings folder cannot be written to works all the same."""
    text = json.dumps({"format": FORMAT, **asdict(preferences)}, ensure_ascii=False, indent=1) + "\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(folder / FILE_NAME, text.encode())
    except OSError:
        return
