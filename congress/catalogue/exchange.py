"""Packages' catalogues stay where they were taken in: the packages themselves are what leaves."""

from congress.catalogue.rows import ContextRow, EntryRow, SourceRow, TextRow, WordRow
from congress.chapters import Retention, TableChapter

_WHY = "drawn from packages, which are kept themselves: they are taken in again wherever they are needed"

CHAPTERS = (
    TableChapter(
        name="catalogue",
        title="Mục lục các gói hồ sơ đã đưa vào tra cứu",
        retention=Retention.PERMANENT,
        tables=(),
        left_out=dict.fromkeys((SourceRow, ContextRow, EntryRow, TextRow, WordRow), _WHY),
    ),
)
