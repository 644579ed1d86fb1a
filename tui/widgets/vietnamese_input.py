"""A text field in which Vietnamese can be typed through a real terminal (ô nhập tiếng Việt).

An input method corrects a word by sending backspaces and the new letters at once. Textual handles letters in
the field but backspace through a binding, which runs later: the new letters would be erased. Here every key
that edits is handled in the field, in the order it came. The value is always composed (NFC), while what was
typed since the cursor last moved is also kept letter by letter: an input method that writes marks as letters
of their own ("tổ hợp") counts its backspaces in those.
"""

import unicodedata

from textual import events
from textual.widgets import Input

_EDITING = frozenset(
    {"backspace", "delete", "left", "right", "home", "end", "ctrl+a", "ctrl+e", "ctrl+w", "ctrl+u", "ctrl+k", "ctrl+d"}
)


def composed(text: str) -> str:
    """`text` with letters and marks in one (NFC)."""
    return unicodedata.normalize("NFC", text)


class VietnameseInput(Input):
    """An `Input` for Vietnamese typing; its value is NFC whatever arrives."""

    _before = ""
    """The value left of what was typed in one go."""
    _typed = ""
    """What was typed in one go, as it came."""

    def validate_value(self, value: str) -> str:
        """Whatever sets the value, it is composed."""
        return composed(value)

    async def _on_key(self, event: events.Key) -> None:
        if event.key in _EDITING:
            event.stop()
            event.prevent_default()
            await self._edit(event.key)
        elif event.is_printable and event.character is not None:
            event.stop()
            event.prevent_default()
            self._restart_blink()
            self.insert_text_at_cursor(event.character)

    async def _edit(self, key: str) -> None:
        if key == "backspace" and self._is_going_on():
            self._put(self._typed[:-1])
            return
        self._typed = ""
        for binding in self._bindings.key_to_bindings.get(key, ()):
            await self.run_action(binding.action)

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert text as typed, composed with what stands before it."""
        if not self.selection.is_empty:
            self.delete_selection()
            self._typed = ""
        if not self._is_going_on():
            self._before, self._typed = self.value[: self.cursor_position], ""
        self._put(self._typed + text)

    def _is_going_on(self) -> bool:
        """The cursor still stands behind what was typed in one go."""
        return (
            self._typed != ""
            and self.selection.is_empty
            and self.value[: self.cursor_position] == composed(self._before + self._typed)
        )

    def _put(self, typed: str) -> None:
        after = self.value[self.cursor_position :]
        left = composed(self._before + typed)
        before = self.value
        self.replace(left, 0, self.cursor_position)
        if self.value != before or before == composed(left + after):
            self._typed = typed

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        lines = event.text.splitlines()
        if lines:
            self.insert_text_at_cursor("".join(char for char in lines[0] if char.isprintable()))
            self._typed = ""
