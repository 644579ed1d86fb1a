"""Two terms compared as a workbook (bảng tính so sánh): figures of each contest side by side, then the names."""

from collections.abc import Iterator
from datetime import datetime

from congress.earlier import wording
from congress.earlier.papers import Compared
from congress.earlier.rules.comparing import Comparison, Line, Measure
from congress.papers.workbooks import Sheet, SheetColumn, Value, workbook

_TEXT_MM, _FIGURE_MM = 90.0, 24.0


def comparison_workbook(compared: Compared, *, at: datetime) -> bytes:
    """The workbook's bytes: counts as numbers, shares as papers print them."""
    title = f"So sánh kết quả bầu cử nhiệm kỳ {compared.first} và {compared.second}"
    notes = (
        "Bản in, số liệu thử" if compared.is_sample else "",
        f"Nhiệm kỳ trước: {compared.first}; sau: {compared.second}",
    )
    said = tuple(note for note in notes if note)
    figures = Sheet("Số liệu", title, tuple(_columns()), tuple(map(_row, compared.comparisons)), notes=said)
    heads = ("Cuộc bầu", "Họ và tên", "Năm sinh", "Ghi chú", "So với nhiệm kỳ trước")
    names = Sheet(
        "Nhân sự",
        title,
        (
            *(SheetColumn(head, 50.0, is_text=True) for head in heads),
            SheetColumn("Số phiếu nhiệm kỳ trước", _FIGURE_MM),
            SheetColumn("Số phiếu nhiệm kỳ sau", _FIGURE_MM),
        ),
        tuple(row for one in compared.comparisons for row in _names(one)),
        notes=said,
    )
    return workbook((figures, names), title=title, created=at)


def _columns() -> Iterator[SheetColumn]:
    yield SheetColumn("Cuộc bầu", _TEXT_MM, is_text=True)
    for measure in Measure:
        name = wording.MEASURES[measure]
        is_share = Line(measure, None, None).is_share
        for side in ("trước", "sau"):
            yield SheetColumn(side, _FIGURE_MM, group=f"{name} (%)" if is_share else name, is_text=is_share)


def _row(one: Comparison) -> tuple[Value, ...]:
    cells: list[Value] = [wording.titled(one.second)]
    for line in one.lines:
        for value in (line.first, line.second):
            shown = None if value is None else wording.figure(line, value).removesuffix("%")
            cells.append(shown if line.is_share else value)
    return tuple(cells)


def _names(one: Comparison) -> Iterator[tuple[Value, ...]]:
    for person in one.people:
        known = person.second or person.first
        born, note = ("", "") if known is None else (known.born, known.note)
        votes = (side.votes if side else None for side in (person.first, person.second))
        yield (wording.titled(one.second), person.name, born, note, wording.STANDINGS[person.standing], *votes)
