"""Pictures of screens as text (ảnh chụp màn hình): what stands on the screen, line by line, kept beside the tests.

`PICTURES=write` writes what is shown now; otherwise a picture must equal the one kept.
"""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.pilot import Pilot

SIZES = ((80, 24), (120, 40))
Snapshot = Callable[..., Awaitable[None]]
_PAINTED_AFTER_S = 0.25
_LOOKS = 12
"""On a busy machine the last line of a picture comes late."""


def screen_text(app: App[Any]) -> str:
    """The lines on screen, as Textual would export them; blanks at the ends are left out."""
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    assert isinstance(update, LayoutUpdate)
    rows = ("".join(segment.text for strip in line for segment in strip) for line in update.strips)
    return "\n".join(row.replace("\u00a0", " ").rstrip() for row in rows) + "\n"


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
