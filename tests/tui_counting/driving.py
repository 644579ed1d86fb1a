"""Driving the counting screens with keys alone (điều khiển màn hình kiểm phiếu): what a person at the laptop does."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from tests.ballots_counting.desks import AtDesk
from tests.tui_widgets.snapshots import screen_text
from tests.workspaces import PIN
from tui.app import CongressApp
from tui.widgets.notices import ErrorPanel

SIZE = (80, 24)
_NAMED = {".": "full_stop", "-": "minus", "+": "plus", "*": "asterisk", "/": "slash", " ": "space", "⏎": "enter"}


def app_for(at: AtDesk, kept_in: Path, *, account: str = "truongban", place: str = "desk") -> CongressApp:
    """The app with somebody logged in, at a place, the contest chosen."""
    office = at.office
    app = CongressApp(workspace=office.workspace, kept_in=kept_in, ticks=office.clock.steady)
    app.at_work.contest_id = at.contest_id
    app.at_work.congress_id = at.sheet.congress.id
    app.start_at(office.actor(account), place)
    return app


@dataclass
class Person:
    """Somebody at the keyboard (người dùng)."""

    app: CongressApp
    pilot: Pilot[Any]

    @property
    def screen(self) -> Screen[Any]:
        """What is in front."""
        return self.app.screen

    @property
    def sees(self) -> str:
        """What stands on the screen."""
        return screen_text(self.app)

    @property
    def was_told(self) -> str:
        """The refusal that stands above the page, if there is one."""
        panels = [panel for panel in self.screen.query(ErrorPanel) if panel.display]
        return "\n".join(str(panel.render()) for panel in panels)

    @property
    def noted(self) -> list[str]:
        """The remarks in the corner."""
        return [one.message for one in self.app._notifications]

    async def press(self, *keys: str) -> None:
        """Press keys by their names, and wait until what they did is done."""
        for key in keys:
            await self.pilot.press(key)
        await self.settle()

    async def write(self, keys: str) -> None:
        """Press keys by their characters; `⏎` is Enter."""
        for char in keys:
            await self.pilot.press(_NAMED.get(char, char))
        await self.settle()

    async def fill(self, *texts: str) -> None:
        """Put each text into the field at hand, Enter after each."""
        for text in texts:
            if text and self.screen.focused is not None:
                self.screen.focused.post_message(events.Paste(text))
                await self.pilot.pause()
            await self.pilot.press("enter")
            await self.pilot.pause()
        await self.settle()

    async def with_second(self, account: str = "uyvien1", *before: str) -> None:
        """Fill in a dialog of two people: what it asks before, then account and PIN of the second."""
        await self.fill(*before, account, PIN)

    async def settle(self) -> None:
        """Until no deed is being done and everything is painted."""
        for _ in range(3):
            await self.pilot.pause()
            await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    def is_at(self, kind: type[Screen[Any]]) -> bool:
        """Whether this screen is in front."""
        return isinstance(self.screen, kind)


@asynccontextmanager
async def at_work(make: Callable[[], CongressApp], *, size: tuple[int, int] = SIZE) -> AsyncIterator[Person]:
    """Run the app and give somebody at its keyboard."""
    app = make()
    async with app.run_test(size=size) as pilot:
        person = Person(app, pilot)
        await person.settle()
        yield person
