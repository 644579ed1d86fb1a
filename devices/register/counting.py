"""Counts by unit and category as a workbook and on paper (biểu tổng hợp số lượng thiết bị)."""

from congress.errors import Refused
from congress.papers.render import render
from congress.papers.sheets import sheet_blocks, sheet_paper
from congress.papers.workbooks import Sheet, SheetColumn, workbook
from devices.register.reports import Counts
from devices.register.rules import words
from devices.register.values.mergers import When

TOTAL = "Tổng"
SIDES = {
    When.NOW: "theo sổ hiện tại",
    When.BEFORE: "theo đơn vị trước sắp xếp",
    When.AFTER: "theo đơn vị sau sắp xếp",
}
_COUNTED = "Máy hỏng, máy mượn, máy thất lạc và máy đã thanh lý không tính."


def counts_file(counts: Counts, *, kind: str) -> bytes:
    """The table as a file, by the ending of its name."""
    match kind:
        case ".xlsx":
            return counts_xlsx(counts)
        case ".pdf":
            return counts_pdf(counts)
        case _:
            raise Refused("report-format-unknown", kind=kind)


def counts_xlsx(counts: Counts) -> bytes:
    """The workbook's bytes (tệp bảng tính)."""
    return workbook(
        (counts_sheet(counts),), title=f"Số lượng thiết bị {SIDES[counts.side.when]}", created=counts.made_at
    )


def counts_pdf(counts: Counts) -> bytes:
    """The table as a Party paper (bản in)."""
    side = SIDES[counts.side.when]
    paper = sheet_paper(
        f"Biểu số lượng thiết bị {side}",
        summary=f"số lượng thiết bị {side}",
        body=sheet_blocks(counts_sheet(counts)),
        created=counts.made_at,
    )
    return render(paper).pdf


def counts_sheet(counts: Counts) -> Sheet:
    """A unit a line, a category a column, and the sums."""
    kinds = counts.categories
    rows = [(one.unit.name, tuple(one.have.get(kind, 0) for kind in kinds)) for one in counts.units]
    sums = tuple(sum(one.have.get(kind, 0) for one in counts.units) for kind in kinds)
    decided = "; ".join(f"{one.details.decision} ngày {one.details.decided_on:%d/%m/%Y}" for one in counts.mergers)
    return Sheet(
        name="Số lượng",
        title=f"Số lượng thiết bị {SIDES[counts.side.when]}",
        columns=(
            SheetColumn("TT", 10),
            SheetColumn("Tên đơn vị", None, is_text=True),
            *(SheetColumn(words.CATEGORIES[kind][0], 17) for kind in kinds),
            SheetColumn(TOTAL, 17),
        ),
        rows=tuple((place, name, *have, sum(have)) for place, (name, have) in enumerate(rows, start=1)),
        totals=(("", TOTAL, *sums, sum(sums)),),
        notes=(_COUNTED, *([f"Quyết định: {decided}."] if decided else [])),
    )
