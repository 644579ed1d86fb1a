"""What is typed faster than the screen follows (phím gõ trước): kept in order, given to what stands there then.

A key that may open a dialog, or move the cursor into another field, does so only when it has gone its way from the
field up to the app. What is typed right behind it, by a quick hand or while the laptop is slow, waits for that: else
a figure would land in the field that was left, and a name in the table beneath a dialog.
"""

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message_pump import MessagePump

from tui.widgets.dialogs import TryingDialog

LOOKS_EVERY_SECONDS = 0.02
LONGEST_LOOKS = 250
"""Five seconds: what takes longer gets the keys as they are, nobody is locked out of the keyboard."""
_ROUNDS = 3
"""The way of a key, of the message that it becomes in a field, and of what a screen makes of that."""

Typed = events.Key | events.Paste


class TypedAhead:
    """Keys and pastes that came before what they are meant for was ready."""

    def __init__(self, app: App[Any], handle: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._handle = handle
        self._waiting: deque[Typed] = deque()
        self._looks = 0
        self._on_its_way: object = None
        """The key whose effect is not seen yet."""

    def holds(self, event: Typed) -> bool:
        """Keep it for later where something stands before it, or where it would come too early."""
        if not self._waiting and self._is_ready():
            self._follow(event)
            return False
        if not self._waiting:
            self._looks = 0
            self._look_again()
        self._waiting.append(event)
        return True

    # --- the way of a key ----------------------------------------------------------------------------------

    def _follow(self, event: Typed) -> None:
        """See to it that nothing overtakes a key on its way; what a field takes as text moves nothing."""
        target: DOMNode = self._app.focused or self._app.screen
        if not isinstance(event, events.Key) or _is_text_for(target, event):
            return
        self._on_its_way = event
        self._app.call_later(self._go, event, target, _ROUNDS)

    async def _go(self, event: events.Key, at: MessagePump, rounds: int) -> None:
        """Behind the key through one queue after the other, up to the app, as often as there are rounds."""
        if event is not self._on_its_way:
            return
        if at is self._app:
            at, rounds = self._app.focused or self._app.screen, rounds - 1
            if not rounds:
                self._on_its_way = None
                await self._give()
                return
        above = self._app if at._parent is None else at._parent
        if not at.call_later(self._go, event, above, rounds):  # gone meanwhile, with the key
            self._app.call_later(self._go, event, self._app, rounds)

    # --- what waits ----------------------------------------------------------------------------------------

    def _is_ready(self) -> bool:
        screen = self._app.screen
        if self._on_its_way is not None or not screen.is_mounted:
            return False
        return not isinstance(screen, TryingDialog) or screen.takes_keys

    def _look_again(self) -> None:
        self._app.set_timer(LOOKS_EVERY_SECONDS, self._look)

    async def _look(self) -> None:
        """Whether it is taken by now; for a while, then it is given all the same."""
        self._looks += 1
        if self._looks > LONGEST_LOOKS:
            self._on_its_way = None
            if isinstance(self._app.screen, TryingDialog):
                self._app.screen.take_keys()
        await self._give()
        if self._waiting:
            self._look_again()

    async def _give(self) -> None:
        """Give what waits, as far as it is taken."""
        while self._waiting and (self._looks > LONGEST_LOOKS or self._is_ready()):
            screen, event = self._app.screen, self._waiting.popleft()
            self._follow(event)
            await self._handle(event)
            if self._app.screen is not screen:
                break


def _is_text_for(target: DOMNode, event: events.Key) -> bool:
    return target.check_consume_key(event.key, event.character)
