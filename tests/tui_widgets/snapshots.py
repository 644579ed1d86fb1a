"""Pictures of screens as text (ảnh chụp màn hình): what stands on the screen, line by line, kept beside the tests.

`PICTURES=write` writes what is shown now; otherwise a picture must equal the one kept.
"""

import html
import os
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

SIZES = ((80, 24), (120, 40))
Snapshot = Callable[..., Awaitable[None]]

_TEXT = re.compile(r'<text class="[^"]*-r\d+" x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>', re.DOTALL)
_CELL_WIDTH = 12.2


def screen_text(app: App[Any]) -> str:
    """The lines on screen, from the picture that Textual exports; blanks at the ends are left out."""
    rows: dict[float, str] = {}
    for x, y, escaped in sorted(_TEXT.findall(app.export_screenshot()), key=lambda hit: (float(hit[1]), float(hit[0]))):
        text = html.unescape(escaped).replace("\u00a0", " ")
        row = rows.get(float(y), "")
        rows[float(y)] = row.ljust(round(float(x) / _CELL_WIDTH)) + text
    return "\n".join(row.rstrip() for _, row in sorted(rows.items())) + "\n"


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Snapshot:
    """`await snapshot(app, "name", press=(...))`: the app's picture at both sizes equals the ones kept."""
    folder = request.path.parent / "pictures"

    async def check(make: Callable[[], App[Any]], name: str, *, press: tuple[str, ...] = ()) -> None:
        for size in SIZES:
            app = make()
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                await pilot.press(*press)
                await pilot.pause()
                compare_picture(folder / f"{name}-{size[0]}x{size[1]}.txt", screen_text(app))

    return check


def compare_picture(path: Path, shown: str) -> None:
    """What is shown equals the picture kept, or becomes it under `PICTURES=write`."""
    if os.environ.get("PICTURES") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert path.exists(), f"no picture {path.name} yet: PICTURES=write makes it"
    assert shown == path.read_text(encoding="utf-8")
