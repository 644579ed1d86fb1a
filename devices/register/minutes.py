"""The minutes of a stock-take (biên bản kiểm kê): a paper to be signed, and the same lists as a workbook."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from congress.i18n import say_in
from congress.journal.values import Head
from congress.papers.blocks import (
    Align,
    Block,
    Column,
    KeyValue,
    KeyValues,
    NumberedSection,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from congress.papers.phrasing import grouped, long_date, long_moment
from congress.papers.values import Mark, PartyPaper, PlaceAndDate
from congress.papers.workbooks import Sheet, SheetColumn, workbook
from congress.term.values import Congress
from devices.register.rules import stocktaking
from devices.register.values.listing import DeviceLine
from devices.register.values.stocktakes import Find, FindVerdict, StockFigures, StockTake

_vi = say_in("vi")
_DOTS = "…" * 12
_HEADS = ("TT", "Mã", "Loại", "Kiểu máy, số sê-ri", "Theo sổ")
_SECTIONS = (
    (FindVerdict.NOT_FOUND, "Có trong sổ nhưng không thấy"),
    (FindVerdict.WRONG_PLACE, "Thấy tại đây nhưng sổ ghi nơi khác"),
    (FindVerdict.UNKNOWN, "Mã không có trong sổ"),
    (FindVerdict.RIGHT, "Đúng vị trí"),
)
"""What asks for something to be done stands first."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A stock-take that is closed, with all that its papers tell (đợt kiểm kê đã kết thúc)."""

    take: StockTake
    place: str
    """Name of the site or body."""
    finds: Sequence[Find]
    devices: Mapping[UUID, DeviceLine]
    """Each device found or not found, as the register has it now."""
    congress: Congress | None
    """Whose site it is; a body's stock belongs to none."""
    head: Head
    now: datetime
    sample: bool = False

    @property
    def figures(self) -> StockFigures:
        """What it comes to."""
        return stocktaking.figures(self.finds)


def minutes(closed: Closed) -> PartyPaper:
    """The paper: figures, then list by list."""
    take, held = closed.take, closed.congress
    assert take.closed_at is not None, "minutes are of a closed stock-take"
    body: list[Block] = [
        Paragraph(
            f"Hôm nay, {long_moment(take.closed_at)}, tại {closed.place}, Tổ kỹ thuật đã kết thúc đợt kiểm kê "
            f"“{take.title}”, bắt đầu {long_date(take.opened_at.astimezone().date())}. Thiết bị được quét mã tại chỗ "
            "và đối chiếu với sổ thiết bị; kết quả như sau:"
        ),
        NumberedSection("1.", "Số liệu", (_figures(closed.figures),)),
    ]
    body += [
        NumberedSection(f"{number}.", title, (_table(closed, verdict),))
        for number, (verdict, title) in enumerate(_filled(closed), start=2)
    ]
    return PartyPaper(
        title=f"Biên bản kiểm kê thiết bị tại {closed.place}",
        created=closed.now,
        issuer=(_DOTS, _DOTS) if held is None else held.heading,
        place_and_date=PlaceAndDate(_DOTS if held is None else held.details.place, take.closed_at.astimezone().date()),
        kind="Biên bản",
        summary=f"kiểm kê thiết bị\ntại {closed.place}",
        body=tuple(body),
        signatures=Signatures(
            (
                Signature(post="Đại diện nơi kiểm kê", hint="(Ký, ghi rõ họ tên)"),
                Signature(post="Người kiểm kê", name=take.by),
            )
        ),
        mark=Mark.SAMPLE if closed.sample else None,
        footer=closed.head.foot(),
    )


def stock_workbook(closed: Closed) -> bytes:
    """Every line that was scanned or not found, in one sheet."""
    columns = (
        SheetColumn("TT", 12),
        SheetColumn("Mã", 30, is_text=True),
        SheetColumn("Kết quả", 45, is_text=True),
        SheetColumn("Loại", 35, is_text=True),
        SheetColumn("Kiểu máy", 50, is_text=True),
        SheetColumn("Số sê-ri", 40, is_text=True),
        SheetColumn("Theo sổ", 60, is_text=True),
        SheetColumn("Quét lúc", 40, is_text=True),
        SheetColumn("Người quét", 45, is_text=True),
    )
    title = f"Kết quả kiểm kê thiết bị tại {closed.place}"
    sheet = Sheet("Kiểm kê", title, columns, tuple(_sheet_row(closed, find) for find in closed.finds))
    return workbook((sheet,), title=title, created=closed.now)


def _figures(found: StockFigures) -> KeyValues:
    moved = f"Sai vị trí (trong đó đã chuyển về đây {grouped(found.moved)})"
    rows = (
        ("Theo sổ tại nơi kiểm kê", found.right + found.not_found),
        ("Đúng vị trí", found.right),
        ("Không thấy", found.not_found),
        (moved, found.wrong_place),
        ("Mã không có trong sổ", found.unknown),
        ("Quét lặp", found.double),
    )
    return KeyValues(tuple(KeyValue(label, grouped(number)) for label, number in rows))


def _filled(closed: Closed) -> Iterator[tuple[FindVerdict, str]]:
    there = {find.verdict for find in closed.finds}
    return ((verdict, title) for verdict, title in _SECTIONS if verdict in there)


def _table(closed: Closed, verdict: FindVerdict) -> Table:
    finds = [find for find in closed.finds if find.verdict is verdict]
    number, tag, kind, model, where = _HEADS
    if verdict is FindVerdict.UNKNOWN:
        columns: tuple[Column, ...] = (Column(number, 12, Align.CENTRE), Column("Mã đọc được"))
        return Table(columns, tuple((str(place), find.text) for place, find in enumerate(finds, 1)))
    columns = (Column(number, 12, Align.CENTRE), Column(tag, 30), Column(kind, 28), Column(model), Column(where, 42))
    return Table(columns, tuple((str(place), *_cells(closed, find)) for place, find in enumerate(finds, 1)))


def _cells(closed: Closed, find: Find) -> tuple[str, str, str, str]:
    line = _line(closed, find)
    if line is None:
        return find.text, "", "", ""
    model = ", ".join(part for part in (line.model, line.serial) if part)
    return line.tag, _vi(f"category-{line.category}"), model, _where(find, line)


def _where(find: Find, line: DeviceLine) -> str:
    """Site and place as the register has them, else who holds it; one that was moved says so."""
    if find.moved:
        return "đã chuyển về đây"
    return " · ".join(part for part in (line.site, line.place) if part) or line.holder


def _line(closed: Closed, find: Find) -> DeviceLine | None:
    return None if find.device_id is None else closed.devices[find.device_id]


def _sheet_row(closed: Closed, find: Find) -> tuple[str | int | None, ...]:
    line = _line(closed, find)
    verdict, at = _vi(f"find-verdict-{find.verdict}"), f"{find.at.astimezone():%d/%m/%Y %H:%M:%S}"
    if line is None:
        return find.number, find.text, verdict, "", "", "", "", at, find.by
    kind = _vi(f"category-{line.category}")
    return find.number, line.tag, verdict, kind, line.model, line.serial, _where(find, line), at, find.by
