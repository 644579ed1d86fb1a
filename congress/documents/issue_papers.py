"""The register of copies handed out as a paper (sổ cấp phát, thu hồi tài liệu): room to sign, what is still out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from congress.documents.rules import issues as rules
from congress.documents.values.documents import Document
from congress.documents.values.issues import CopyFate, HandedTitle, IssuedCopy
from congress.i18n import code_of, say_in
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
from congress.papers.phrasing import grouped, long_moment
from congress.papers.values import Mark, PageStyle, PaperSize, PartyPaper, PlaceAndDate
from congress.papers.workbooks import Sheet, SheetColumn, workbook
from congress.term.values import Congress

_STYLE = PageStyle(size=PaperSize.A4_ACROSS, table_pt=12)
_HOUR = "%d/%m/%Y %H:%M"
_NONE = "(không ghi đoàn)"
_vi = say_in("vi")


@dataclass(frozen=True, slots=True)
class Register:
    """A paper's register as it stands (sổ của một tài liệu)."""

    congress: Congress
    title: HandedTitle
    document: Document | None
    copies: tuple[IssuedCopy, ...]
    """Every line, by number and turn."""
    now: datetime


def register_paper(register: Register, head: Head, *, sample: bool = False) -> PartyPaper:
    """The register as a Party paper: figures, its lines, what is still out by delegation."""
    details = register.congress.details
    sections = (
        ("Số liệu", (_figures(register),)),
        ("Danh sách cấp phát, thu hồi", (_lines(register),)),
        ("Còn chưa thu hồi, theo đoàn", tuple(_left(register))),
    )
    numbered = tuple(NumberedSection(f"{place}.", title, blocks) for place, (title, blocks) in enumerate(sections, 1))
    opening = Paragraph(f"Tài liệu: {register.title.title}. Số liệu đến {long_moment(register.now)}.")
    return PartyPaper(
        title=f"Sổ cấp phát, thu hồi tài liệu - {register.title.title}",
        created=register.now,
        issuer=register.congress.heading,
        place_and_date=PlaceAndDate(details.place, register.now.astimezone().date()),
        kind="Sổ cấp phát, thu hồi tài liệu",
        summary=register.title.title,
        body=(opening, *numbered),
        signatures=Signatures(
            (
                Signature(post="Người lập sổ", hint="(Ký, ghi rõ họ tên)"),
                Signature(post="Thư ký đại hội", hint="(Ký, ghi rõ họ tên)"),
            )
        ),
        mark=Mark.SAMPLE if sample else None,
        footer=head.foot(),
        style=_STYLE,
    )


def register_workbook(register: Register) -> bytes:
    """Every line of the register in one sheet."""
    heads = (
        SheetColumn("Số bản", 16),
        SheetColumn("Lần", 12),
        *(
            SheetColumn(head, width, is_text=True)
            for head, width in (
                ("Họ và tên", 50),
                ("Đoàn", 50),
                ("Cấp lúc", 36),
                ("Người cấp", 40),
                ("Tình trạng", 28),
                ("Thu lúc", 36),
                ("Người thu", 40),
                ("Biên bản hủy", 32),
                ("Ghi chú", 40),
            )
        ),
    )
    rows = tuple(
        (
            one.number,
            one.turn,
            one.holder,
            one.delegation,
            _hour(one.out_at),
            one.out_by,
            fate_in_words(one.fate),
            _hour(one.back_at),
            one.back_by,
            one.minutes,
            one.note,
        )
        for one in register.copies
    )
    title = f"Sổ cấp phát, thu hồi: {register.title.title}"
    return workbook((Sheet("Sổ cấp phát", title, heads, rows),), title=title, created=register.now)


def fate_in_words(fate: CopyFate) -> str:
    """What became of a copy, as papers say it."""
    return _vi(code_of(fate))


def _figures(register: Register) -> KeyValues:
    found = rules.figures(register.copies)
    rows = (
        ("Số bản đã cấp phát", found.copies),
        ("Đã thu hồi", found.returned),
        ("Còn chưa thu hồi", found.out),
        ("Thất lạc", found.lost),
        ("Đã hủy", found.destroyed),
    )
    return KeyValues(tuple(KeyValue(label, grouped(number)) for label, number in rows))


def _lines(register: Register) -> Block:
    if not register.copies:
        return Paragraph("Chưa cấp phát bản nào.")
    columns = (
        Column("Số bản", 15, Align.CENTRE),
        Column("Họ và tên", 46),
        Column("Đoàn"),
        Column("Cấp lúc", 27, group="Cấp phát"),
        Column("Ký nhận", 26, group="Cấp phát"),
        Column("Thu lúc", 27, group="Thu hồi"),
        Column("Tình trạng", 28, group="Thu hồi"),
        Column("Ghi chú", 30),
    )
    return Table(columns, tuple(_line(one) for one in register.copies))


def _line(one: IssuedCopy) -> tuple[str, ...]:
    state = "" if one.fate is CopyFate.OUT else fate_in_words(one.fate)
    minutes = f"biên bản {one.minutes}" if one.minutes else ""
    note = "; ".join(part for part in (minutes, one.note) if part)
    number = str(one.number) if one.turn == 1 else f"{one.number} (lần {one.turn})"
    return number, one.holder, one.delegation, _hour(one.out_at), "", _hour(one.back_at), state, note


def _left(register: Register) -> Iterator[Block]:
    left = rules.still_out(register.copies)
    if not left:
        yield Paragraph("Không có.")
        return
    columns = (Column("Đoàn", 70), Column("Số lượng", 22, Align.CENTRE), Column("Số bản, người giữ"))
    rows = tuple(
        (name or _NONE, str(len(held)), "; ".join(f"{one.number} ({one.holder})" for one in held))
        for name, held in left.items()
    )
    total = sum(len(held) for held in left.values())
    yield Table(columns, rows, totals=(("Cộng", str(total), ""),))


def _hour(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment.astimezone():{_HOUR}}"
