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
from textual.pilot import Pilot

SIZES = ((80, 24), (120, 40))
Snapshot = Callable[..., Awaitable[None]]
_PAINTED_AFTER_S = 0.25
_LOOKS = 12
"""On a busy machine the last line of a picture comes late."""

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
    """`await snapshot(app, "name", press=(...))`: the app's pictures equal the ones kept beside the test."""
    folder = request.path.parent / "pictures"

    async def check(make: Callable[[], App[Any]], name: str, *, press: tuple[str, ...] = ()) -> None:
        async with make().run_test(size=SIZES[0]) as pilot:
            await pilot.pause()
            await pilot.press(*press)
            await compare_pictures(pilot, folder / name)

    return check


async def compare_pictures(pilot: Pilot[Any], stem: Path) -> None:
    """What is shown at each size, the window resized as a person does it, equals `stem`-80x24.txt and so on."""
    for width, height in SIZES:
        await pilot.resize_terminal(width, height)
        await _compare(pilot, stem.with_name(f"{stem.name}-{width}x{height}.txt"))


async def _compare(pilot: Pilot[Any], path: Path) -> None:
    """What is shown equals the picture kept, once everything is painted; or becomes it under `PICTURES=write`."""
    if os.environ.get("PICTURES") == "write":
        await pilot.pause(_PAINTED_AFTER_S)
        path.parent.mkdir(exist_ok=True)
        path.write_text(screen_text(pilot.app), encoding="utf-8")
    assert path.exists(), f"no picture {path.name} yet: PICTURES=write makes it"
    kept = path.read_text(encoding="utf-8")
    for _ in range(_LOOKS):
        if screen_text(pilot.app) == kept:
            return
        await pilot.pause(_PAINTED_AFTER_S)
    assert screen_text(pilot.app) == kept
