"""Minutes of hand-over and return (biên bản bàn giao, biên bản nhận lại): one signature a side for all devices.

Of documents on a classified machine number and symbol are printed, nothing else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from congress.errors import Finding
from congress.i18n import code_of, say_in, sentence
from congress.journal.values import Head
from congress.papers.blocks import (
    Align,
    Block,
    Column,
    NumberedSection,
    Paragraph,
    Signature,
    Signatures,
    Table,
    bold,
)
from congress.papers.phrasing import long_date, lowered, two_digits
from congress.papers.values import Mark, PageStyle, PaperSize, PartyPaper, PlaceAndDate
from congress.term.values import Congress
from devices.custody.rules import differences
from devices.custody.values import HandedLine, Handover, HandoverKind, Side
from devices.register.values.devices import Category, Condition, Device

_vi = say_in("vi")
_ACROSS = PageStyle(size=PaperSize.A4_ACROSS, table_pt=12)
_UPRIGHT = PageStyle(table_pt=11.5)
_NUMBER, _TAG = Column("TT", 10, Align.CENTRE), Column("Mã", 31)
_HINT = "(Ký, ghi rõ họ tên)"
Section = tuple[str, tuple[Block, ...]]
_STATE, _COUNT, _MORE = "Tình trạng", "Số văn bản", "Phụ kiện, ghi chú"


@dataclass(frozen=True, slots=True)
class About:
    """What the minutes are about (căn cứ của biên bản), and where the journal stood."""

    names: Mapping[UUID, str]
    """Of all bodies."""
    devices: Mapping[UUID, Device]
    head: Head
    now: datetime
    congress: Congress | None = None
    sample: bool = False
    """Printed to try things out: every page says so."""

    def named(self, device_id: UUID) -> str:
        """What a device is: category and model."""
        device = self.devices[device_id]
        return ", ".join(part for part in (_vi(code_of(device.category)), device.details.model) if part)

    def tag(self, device_id: UUID) -> str:
        """Its tag."""
        return self.devices[device_id].tag

    def serial(self, device_id: UUID) -> str:
        """Its serial number."""
        return self.devices[device_id].details.serial


def minutes(about: About, one: Handover) -> PartyPaper:
    """The minutes of a hand-over (biên bản bàn giao): sides, basis, devices."""
    secret = one.kind is HandoverKind.CLASSIFIED
    sections: list[Section] = [
        (f"Bên giao đã giao, bên nhận đã nhận {two_digits(len(one.lines))} thiết bị", (_devices(about, one),))
    ]
    if secret:
        stored = "Văn bản lưu trên máy" if one.wiping is None else "Văn bản đã lưu trên máy trước khi xóa dữ liệu"
        sections.append((stored, tuple(_documents(about, one.lines))))
        sections.append(("Mục đích sử dụng sau bàn giao", tuple(_use(one))))
    ends = Paragraph("Kể từ khi ký biên bản, bên nhận chịu trách nhiệm quản lý, sử dụng các thiết bị trên.")
    return _paper(about, one, summary=f"bàn giao {_what(one)}", sections=sections, ends=(ends,))


def return_minutes(about: About, one: Handover, of: Handover, out: Sequence[UUID]) -> PartyPaper:
    """The minutes of a return (biên bản nhận lại): what came back, what differs, what stays out by name."""
    before = {line.device_id: line for line in of.lines}
    found = [
        each
        for line in one.lines
        for each in differences(before[line.device_id], line, about.tag(line.device_id), kind=one.kind)
    ]
    earlier = len(of.lines) - len(one.lines) - len(out)
    title = (
        f"Bên nhận đã nhận lại {two_digits(len(one.lines))} thiết bị trên tổng số "
        f"{two_digits(len(of.lines))} thiết bị đã giao"
    )
    sections: list[Section] = [(title, (_devices(about, one, before),))]
    if one.kind is HandoverKind.CLASSIFIED:
        sections.append(("Văn bản lưu trên máy", tuple(_documents(about, one.lines))))
    sections.append(("Khác so với khi bàn giao", tuple(_sentences(found))))
    sections.append(("Thiết bị chưa nhận lại", tuple(_left_out(about, of, out, earlier))))
    return _paper(about, one, summary=f"nhận lại {_what(one)}", sections=sections)


def _what(one: Handover) -> str:
    return "máy tính soạn thảo văn bản mật" if one.kind is HandoverKind.CLASSIFIED else "thiết bị"


def cells(about: About, line: HandedLine, kind: HandoverKind) -> tuple[str, ...]:
    """A device on paper and in the list: tag, what it is, serial number, then what its kind of minutes asks."""
    first = (about.tag(line.device_id), about.named(line.device_id), about.serial(line.device_id))
    state = _vi(code_of(line.condition))
    more = "; ".join(part for part in (", ".join(line.accessories), line.note) if part)
    if kind is HandoverKind.CLASSIFIED:
        count = str(len(line.documents)) if about.devices[line.device_id].category is Category.COMPUTER else ""
        return (*first, line.disk_serial, line.seal, state, count, more)
    return (*first, state, more)


def heads(kind: HandoverKind) -> tuple[tuple[str, float | None], ...]:
    """Head and width in millimetres of each of these cells."""
    first = (("Mã", 31.0), ("Loại, kiểu máy", None))
    if kind is HandoverKind.CLASSIFIED:
        rest = (("Sê-ri ổ cứng", 34.0), ("Tem niêm phong", 28.0), (_STATE, 22.0))
        return (*first, ("Số sê-ri", 34.0), *rest, (_COUNT, 18.0), (_MORE, 38.0))
    return (*first, ("Số sê-ri", 30.0), (_STATE, 20.0), (_MORE, 34.0))


def _devices(about: About, one: Handover, before: Mapping[UUID, HandedLine] | None = None) -> Table:
    """The table of devices; on a return the condition of then stands beside that of now."""
    columns = [_NUMBER]
    for head, width in heads(one.kind):
        if before is not None and head == _STATE:
            columns.append(Column("Khi giao", 17, group=_STATE))
            columns.append(Column("Nhận lại", 17, group=_STATE))
        else:
            columns.append(Column(head, width, Align.CENTRE if head == _COUNT else Align.LEFT))
    rows = []
    for number, line in enumerate(one.lines, 1):
        row = [str(number)]
        for (head, _), cell in zip(heads(one.kind), cells(about, line, one.kind), strict=True):
            if before is not None and head == _STATE:
                row.append(_vi(code_of(before[line.device_id].condition)))
            row.append(cell)
        rows.append(tuple(row))
    return Table(tuple(columns), tuple(rows))


def _opening(about: About, one: Handover) -> Iterable[Block]:
    place = f", tại {one.place}" if one.place else ""
    yield Paragraph(f"Căn cứ {one.basis};")
    yield Paragraph(f"Hôm nay, {long_date(one.on)}{place}, chúng tôi gồm:")
    yield from _side(about, "Bên giao", one.giver)
    yield from _side(about, "Bên nhận", one.taker)
    if about.congress is not None:
        yield Paragraph(f"Thiết bị phục vụ {about.congress.details.title}.")


def _side(about: About, label: str, side: Side) -> Iterable[Block]:
    post = f", chức vụ: {side.post}" if side.post else ""
    yield Paragraph((bold(f"{label}: "), f"{about.names[side.body_id]}; đại diện: đồng chí {side.name}{post}."))


def _documents(about: About, lines: Sequence[HandedLine]) -> Iterable[Block]:
    """Documents by machine, number and symbol alone."""
    said = [
        Paragraph(f"- Máy {about.tag(line.device_id)}: {len(line.documents)} văn bản: {'; '.join(line.documents)}.")
        for line in lines
        if line.documents
    ]
    yield from said or [Paragraph("Không có.")]


def _use(one: Handover) -> Iterable[Block]:
    if one.use_class is None or one.wiping is None:
        yield Paragraph("Không thay đổi: soạn thảo văn bản mật, độc lập, không kết nối mạng.")
        return
    yield Paragraph(
        f"Chuyển sang: {lowered(_vi(code_of(one.use_class)))}. Đã xóa dữ liệu bằng cách {one.wiping.method} ngày "
        f"{one.wiping.done_on:%d/%m/%Y}, theo biên bản số {one.wiping.minutes}."
    )


def _remarks(one: Handover) -> Iterable[Block]:
    if one.until is not None:
        yield Paragraph(f"Thiết bị được trả lại chậm nhất {long_date(one.until)}.")
    if one.remarks:
        yield Paragraph(one.remarks)


def _sentences(found: Iterable[Finding]) -> Iterable[Block]:
    said = [Paragraph(f"- {sentence(each, 'vi')}") for each in found]
    yield from said or [Paragraph("Không có.")]


def _left_out(about: About, of: Handover, out: Sequence[UUID], earlier: int) -> Iterable[Block]:
    if not out:
        before = f" (cùng {two_digits(earlier)} thiết bị nhận lại các lần trước)" if earlier else ""
        yield Paragraph(f"Không có: đã nhận lại đủ{before}.")
        return
    columns = (
        _NUMBER, _TAG, Column("Loại, kiểu máy"), Column("Số sê-ri", 30), Column("Nay do ai giữ", 48),
    )  # fmt: skip
    rows = tuple(
        (str(number), about.tag(one), about.named(one), about.serial(one), _held(about, about.devices[one]))
        for number, one in enumerate(out, 1)
    )
    yield Paragraph(f"{two_digits(len(out))} thiết bị của biên bản bàn giao số {of.number} còn ở ngoài:")
    yield Table(columns, rows)


def _held(about: About, device: Device) -> str:
    holder = about.names[device.custody.holder_id]
    broken = f" ({_vi(code_of(device.condition)).lower()})" if device.condition is Condition.BROKEN else ""
    return ", ".join(part for part in (device.custody.holder_name, holder) if part) + broken


def _paper(
    about: About, one: Handover, *, summary: str, sections: Sequence[Section], ends: tuple[Block, ...] = ()
) -> PartyPaper:
    giver, taker = (about.names[side.body_id] for side in (one.giver, one.taker))
    remarks = tuple(_remarks(one))
    told = [*sections, ("Ghi nhận", remarks)] if remarks else sections
    numbered = [NumberedSection(f"{place}.", title, blocks) for place, (title, blocks) in enumerate(told, 1)]
    return PartyPaper(
        title=f"Biên bản {summary} số {one.number}",
        created=about.now,
        issuer=(giver if one.returns is None else taker,),
        number=one.number,
        place_and_date=PlaceAndDate("" if about.congress is None else about.congress.details.place, one.on),
        kind="Biên bản",
        summary=f"{summary}\ngiữa {giver} và {taker}",
        body=(*_opening(about, one), *numbered, *ends),
        signatures=Signatures(
            (
                Signature(post="Đại diện bên giao", name=one.giver.name, hint=_HINT),
                Signature(post="Đại diện bên nhận", name=one.taker.name, hint=_HINT),
            )
        ),
        mark=Mark.SAMPLE if about.sample else None,
        footer=about.head.foot(),
        style=_ACROSS if one.kind is HandoverKind.CLASSIFIED else _UPRIGHT,
    )
