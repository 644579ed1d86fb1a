"""Waiting for what a worker does, without sleeping (đợi việc chạy nền)."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual.app import App
from textual.events import Paste
from textual.pilot import Pilot

from tests.tui_widgets.snapshots import screen_text

SECONDS = 10.0


def shown(app: App[Any]) -> str:
    """Everything on the screen as one line: a sentence may be broken anywhere."""
    return " ".join(screen_text(app).split())


async def until(pilot: Pilot[Any], holds: Callable[[], bool], what: str = "what was waited for") -> None:
    """Let the app go on until this holds."""
    end = asyncio.get_running_loop().time() + SECONDS
    while not holds():
        assert asyncio.get_running_loop().time() < end, f"{what} never came:\n{screen_text(pilot.app)}"
        await pilot.pause()


async def type_in(pilot: Pilot[Any], text: str) -> None:
    """Put a text into the field that has the cursor, in one go as a paste; typing goes through a real terminal."""
    field = pilot.app.screen.focused
    assert field is not None, "no field has the cursor"
    field.post_message(Paste(text))
    await pilot.pause()


async def fill(pilot: Pilot[Any], *texts: str) -> None:
    """A form field by field, Enter after each."""
    for text in texts:
        await type_in(pilot, text)
        await pilot.press("enter")


@asynccontextmanager
async def standing(app: App[Any], shows: str, *, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
    """The app running, once it shows this text."""
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: shows in shown(app), shows)
        yield pilot
