"""What is read of a workbook at most (giới hạn): counted while it is read, so that no file takes the memory."""

from typing import Final

MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 100
"""Rows and columns that say something."""
MOST_BYTES: Final = 256 * 1024 * 1024
"""The longest content of a packed XLSX (256 MiB)."""
MOST_KEPT: Final = 4_000_000
"""So many cells of all sheets, those before a filled one counted too."""
MOST_SEEN: Final = 15_000_000
"""So many elements are looked at: rows, cells, what is in them."""
MOST_MERGED: Final = 100_000
"""So many areas of merged cells of a sheet."""
MOST_TEXT: Final = 64 * 1024 * 1024
"""So many letters of all cells."""
LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
"""No spreadsheet has more."""


class Unreadable(Exception):
    """No sound workbook (tệp hỏng)."""


class TooLarge(Exception):
    """Beyond the limits (tệp quá lớn): in a sheet at its row, or the package as a whole."""

    def __init__(self, sheet: str = "", row: int = 0) -> None:
        super().__init__(sheet, row)
        self.sheet, self.row = sheet, row


class Budget:
    """What was read so far, of all sheets."""

    def __init__(self) -> None:
        self._seen = self._kept = self._letters = 0

    def look(self) -> None:
        """One element more was looked at."""
        self._seen += 1
        if self._seen > MOST_SEEN:
            raise TooLarge

    def keep(self, places: int, sheet: str, row: int) -> None:
        """So many places more are kept."""
        self._kept += places
        if self._kept > MOST_KEPT:
            raise TooLarge(sheet, row)

    def spell(self, letters: int) -> None:
        """So many letters more."""
        self._letters += letters
        if self._letters > MOST_TEXT:
            raise TooLarge
