"""The field that takes people for a list (ô thêm người): one typed, or a whole column pasted."""

import re
from collections.abc import Sequence

from textual import events
from textual.message import Message

from ballots.contests.rules.details import parse_born
from ballots.contests.values import ListEntry
from congress.errors import Finding, Malformed
from congress.text import clean
from tui.widgets.vietnamese_input import VietnameseInput

_LIKE_A_DATE = re.compile(r"[0-9][0-9 ./-]*")


class NameInput(VietnameseInput):
    """Takes one name typed, or many pasted a line each (ô thêm người)."""

    class Pasted(Message):
        """Several lines were pasted."""

        def __init__(self, rows: Sequence[str]) -> None:
            self.rows = tuple(rows)
            super().__init__()

    def _on_paste(self, event: events.Paste) -> None:
        rows = [clean(row.replace("\t", ";")) for row in event.text.splitlines() if clean(row)]
        if len(rows) > 1:
            event.stop()
            event.prevent_default()
            self.post_message(self.Pasted(rows))


def entry_of(row: str) -> ListEntry:
    """A person from a line as typed or pasted: name; date of birth; note, in this order.

    Refused where the date is none ("31/02/1980"): else it would stand on the ballot as a note.
    """
    name, *rest = [clean(part) for part in row.split(";")]
    born = parse_born(rest[0]) if rest else None
    if rest and born is None and _LIKE_A_DATE.fullmatch(rest[0]):
        raise Malformed([Finding(name, "date-wrong")])
    notes = rest[1:] if born is not None else rest
    return ListEntry(name, born=born, note=", ".join(note for note in notes if note))
