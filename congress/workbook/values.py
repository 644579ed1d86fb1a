"""What cells show (nội dung ô), as text: numbers as they stand, days as people sort them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import isfinite
from typing import Final

from congress.text import clean
from congress.workbook.limits import Unreadable

EXACT: Final = 10**15
"""Excel keeps fifteen digits of a number: a longer serial number typed as one has lost its last."""
_ZEROS = re.compile("0{2,40}")
"""A number format that shows leading zeros."""
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How letters that XML cannot hold are written."""
Attributes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CellFault:
    """What a cell lost, or could not compute; row and column from 1."""

    row: int
    column: int
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Meaning:
    """What the parts beside the sheets say of their cells."""

    strings: list[str] = field(default_factory=list)
    """Texts that cells share."""
    forms: list[str] = field(default_factory=list)
    """The number format of each style."""
    since_1904: bool = False


class Reading:
    """What cells show, as text; what is lost becomes a fault."""

    def __init__(self, meaning: Meaning, tell: Callable[[CellFault], None]) -> None:
        from openpyxl.styles.numbers import is_date_format, is_timedelta_format

        self._meaning, self._tell = meaning, tell
        self._durations = {form: is_timedelta_format(form) for form in set(meaning.forms) if is_date_format(form)}

    def cell(self, row: int, column: int, given: Attributes, text: str, *, is_formula: bool) -> str:
        """The text of a cell; empty where there is none, or a fault instead."""
        kind = given.get("t", "n")
        if not text:
            # A formula whose result is no text at all says so by its type; else nobody has calculated it.
            if is_formula and kind != "str":
                self._fault(row, column, "cell-not-calculated")
            return ""
        match kind:
            case "s":
                return self._shared(text)
            case "str" | "inlineStr":
                return cleaned(text)
            case "b":
                return "1" if text in {"1", "true"} else "0"
            case "d":
                return cleaned(text).partition("T")[0]
            case "n":
                return self._number(row, column, text, given)
            case _:
                self._fault(row, column, "cell-error", text=cleaned(text))
                return ""

    def _shared(self, text: str) -> str:
        if not text.strip().isdecimal():
            raise Unreadable
        return self._meaning.strings[int(text)]

    def _number(self, row: int, column: int, text: str, given: Attributes) -> str:
        number = float(text)
        style = given.get("s", "")
        form = self._meaning.forms[int(style)] if style.isdecimal() and int(style) < len(self._meaning.forms) else ""
        if not isfinite(number):
            raise Unreadable
        if form in self._durations:
            return self._day(row, column, number, form)
        if abs(number) >= EXACT:
            self._fault(row, column, "cell-number-too-long")
            return ""
        if not number.is_integer():
            return str(number)
        # A serial number that is shown as 0012 is not 12.
        return str(int(number)).zfill(len(form)) if _ZEROS.fullmatch(form) else str(int(number))

    def _day(self, row: int, column: int, number: float, form: str) -> str:
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

        epoch = MAC_EPOCH if self._meaning.since_1904 else WINDOWS_EPOCH
        try:
            found = from_excel(number, epoch, timedelta=self._durations[form])
        except (OverflowError, ValueError):  # shown as ##### by Excel
            self._fault(row, column, "cell-error", text="#VALUE!")
            return ""
        return found.date().isoformat() if isinstance(found, datetime) else str(found)

    def _fault(self, row: int, column: int, code: str, **facts: object) -> None:
        self._tell(CellFault(row, column, code, facts))


def cleaned(text: str) -> str:
    """Text as people see it; letters that XML cannot hold are written _x000D_."""
    return clean(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text)
