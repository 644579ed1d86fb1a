"""What is typed while a dialog opens or closes (phím gõ trước): kept in order, and given to what stands there then."""

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import App

from tui.widgets.dialogs import TryingDialog

LOOKS_EVERY_SECONDS = 0.02
LONGEST_LOOKS = 250
"""Five seconds: a dialog that takes longer gets the keys as they are, nobody is locked out of the keyboard."""

Typed = events.Key | events.Paste


class TypedAhead:
    """Keys and pastes that came too early for the dialog at hand."""

    def __init__(self, app: App[Any], handle: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._handle = handle
        self._waiting: deque[Typed] = deque()
        self._looks = 0

    def holds(self, event: Typed) -> bool:
        """Keep it for later where something stands before it, or the dialog at hand is not ready for it."""
        if not self._waiting and self._is_ready():
            return False
        if not self._waiting:
            self._looks = 0
            self._look_again()
        self._waiting.append(event)
        return True

    def _is_ready(self) -> bool:
        screen = self._app.screen
        return not isinstance(screen, TryingDialog) or screen.takes_keys

    def _look_again(self) -> None:
        self._app.set_timer(LOOKS_EVERY_SECONDS, self._give)

    async def _give(self) -> None:
        """Give what waits, as far as it is taken."""
        self._looks += 1
        is_late = self._looks > LONGEST_LOOKS
        if is_late and isinstance(self._app.screen, TryingDialog):
            self._app.screen.take_keys()
        while self._waiting and (is_late or self._is_ready()):
            screen = self._app.screen
            await self._handle(self._waiting.popleft())
            if self._app.screen is not screen:
                break
        if self._waiting:
            self._look_again()
