"""The papers of readiness (văn bản sẵn sàng thiết bị): requests, seal minutes, certificates, incidents."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from congress.i18n import code_of, say_in, sentence
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
from congress.papers.phrasing import grouped, long_date, long_moment, two_digits
from congress.papers.values import Mark, PartyPaper, PlaceAndDate
from congress.term.values import Congress, Site
from congress.text import fold
from devices.readiness.rules import seals as sealing
from devices.readiness.values import (
    Contact,
    DueChange,
    Incident,
    IncidentKind,
    Inspection,
    Item,
    Lack,
    Light,
    OwnItem,
    Seal,
    SealKind,
    SiteDuty,
    SiteStanding,
)
from devices.register.values.devices import Device
from devices.register.values.sites import FilledPosition, Place

_vi = say_in("vi")
_NUMBER, _TAG = Column("TT", 10, Align.CENTRE), Column("Mã", 31)
_SIZE_PT = 12.0
"""Letters of the tables of devices and seals: most rows take a line or two, and a hall's list a page."""
_HINT = "(Ký, ghi rõ họ tên)"


@dataclass(frozen=True, slots=True)
class About:
    """What every paper of a site says of where it belongs (căn cứ chung)."""

    congress: Congress
    site: Site
    head: Head
    now: datetime
    duty: SiteDuty | None = None
    sample: bool = False
    """Printed to try things out: every page says so."""


def inspection_request(about: About, asked: Inspection, devices: Sequence[Device]) -> PartyPaper:
    """Ask the inspecting body for stamps (đề nghị kiểm định): the list, device by device."""
    columns = (
        _NUMBER,
        _TAG,
        Column("Loại", 23),
        Column("Kiểu máy"),
        Column("Số sê-ri", 28),
        Column("Mục đích", 25),
        Column("Số tem", 17, Align.CENTRE),
    )
    rows = tuple(
        (
            str(number),
            one.tag,
            _vi(f"category-{one.category}"),
            one.details.model,
            one.details.serial,
            _vi(f"use-class-{one.use_class}"),
            "",
        )
        for number, one in enumerate(devices, 1)
    )
    return _paper(
        about,
        kind="Đề nghị",
        summary=f"kiểm định an toàn, an ninh thông tin thiết bị\nphục vụ {about.congress.details.title}",
        body=(
            Paragraph(f"Kính gửi: {asked.addressed_to}."),
            Paragraph(
                f"Để bảo đảm an toàn, an ninh thông tin phục vụ {about.congress.details.title}, đề nghị "
                f"{asked.addressed_to} kiểm tra, dán tem kiểm định cho {two_digits(len(devices))} thiết bị tại "
                f"{about.site.name}{_opening(about)}:"
            ),
            Table(columns, rows, size_pt=_SIZE_PT),
        ),
        signatures=(Signature(post="Tổ kỹ thuật tại đại hội", name=asked.by),),
        recipients=(asked.addressed_to, "Lưu hồ sơ đại hội"),
    )


def seal_minutes(about: About, seals: Sequence[Seal], things: Mapping[UUID, Device | Place]) -> PartyPaper:
    """Minutes of stamps and seals put on (biên bản dán tem): both sides sign.

    Where on each thing and until when are columns only where a seal says so.
    """
    columns = (
        _NUMBER,
        Column("Loại tem", 32),
        Column("Số tem", 22),
        Column("Dán tại"),
        Column("Vị trí dán", 27),
        Column("Hạn", 24, Align.CENTRE),
    )
    rows = seal_rows(seals, things)
    filled = [place for place in range(len(columns)) if any(row[place] for row in rows)]
    issuers = "; ".join(dict.fromkeys(one.issuer for one in seals))
    return _paper(
        about,
        kind="Biên bản",
        summary=f"kiểm tra, dán tem kiểm định, tem niêm phong\ntại {about.site.name}",
        body=(
            Paragraph(
                f"Hôm nay, {long_moment(about.now)}, tại {about.site.name}, đại diện {issuers} và Tổ kỹ thuật tại đại "
                f"hội đã kiểm tra và dán {two_digits(len(seals))} tem như sau:"
            ),
            Table(
                tuple(columns[place] for place in filled),
                tuple(tuple(row[place] for place in filled) for row in rows),
                size_pt=_SIZE_PT,
            ),
            Paragraph("Các bên thống nhất nội dung biên bản; khi bàn giao, tem còn nguyên vẹn."),
        ),
        signatures=(
            Signature(post=f"Đại diện {issuers}", hint=_HINT),
            Signature(post="Tổ kỹ thuật tại đại hội", hint=_HINT),
        ),
    )


def seal_rows(seals: Sequence[Seal], things: Mapping[UUID, Device | Place]) -> tuple[tuple[str, ...], ...]:
    """Stamps and seals as the minutes list them."""
    return tuple(
        (
            str(number),
            _vi(f"seal-kind-{one.kind}"),
            one.number,
            _thing(things[_subject(one)]),
            one.spot,
            "" if one.expires_on is None else f"{one.expires_on:%d/%m/%Y}",
        )
        for number, one in enumerate(seals, 1)
    )


def certificate(
    about: About,
    standing: SiteStanding,
    lacking: Sequence[Lack],
    filled: Sequence[FilledPosition],
    seals: Sequence[Seal],
    changes: Sequence[DueChange],
    own: Sequence[OwnItem],
    on: date,
) -> PartyPaper:
    """Whether a site is ready (giấy xác nhận sẵn sàng), with every position; what is lacking is named."""
    columns = (
        _NUMBER,
        Column("Vị trí", 38),
        _TAG,
        Column("Kiểu máy, số sê-ri"),
        Column("Tem kiểm định", 22),
        Column("Niêm phong", 22),
    )
    there = [one for one in filled if one.device is not None]
    rows = tuple(_position_row(number, one, seals, on) for number, one in enumerate(there, 1))
    adapted = (*map(_change, changes), *map(_own, own))
    said = (
        f"đã sẵn sàng phục vụ {about.congress.details.title}."
        if standing.light is Light.READY
        else "chưa sẵn sàng; các vướng mắc ghi tại mục 3."
    )
    return _paper(
        about,
        kind="Giấy xác nhận",
        summary=f"tình trạng sẵn sàng thiết bị tại {about.site.name}",
        body=(
            Paragraph(f"Đến {long_moment(about.now)}, thiết bị tại {about.site.name} {said}"),
            *_lapsing(standing),
            NumberedSection("1.", "Số liệu", (_figures(standing),)),
            NumberedSection(
                "2.",
                "Thiết bị theo vị trí",
                (Table(columns, rows, size_pt=_SIZE_PT),) if rows else (Paragraph("Chưa có."),),
            ),
            NumberedSection("3.", "Vướng mắc", tuple(_lack_lines(lacking))),
            *([NumberedSection("4.", "Mẫu kiểm tra đã điều chỉnh", adapted)] if adapted else []),
        ),
        signatures=(
            Signature(post="Người phụ trách thiết bị", name="" if about.duty is None else about.duty.who, hint=_HINT),
            Signature(post="Tổ kỹ thuật tại đại hội", hint=_HINT),
        ),
    )


def _lapsing(standing: SiteStanding) -> Iterable[Block]:
    if standing.lapse is not None:
        count, at = two_digits(standing.lapse.devices), long_moment(standing.lapse.at)
        yield Paragraph(
            f"Kết quả kiểm tra của {count} thiết bị hết hạn từ {at}; các thiết bị này phải được kiểm tra lại trước "
            "khi đại hội sử dụng."
        )


def incident_report(
    about: About, incident: Incident, out: Device, spare: Device | None, contacts: Sequence[Contact]
) -> PartyPaper:
    """What happened to a device (báo cáo sự cố); a security incident names whom it goes to."""
    facts = [
        KeyValue("Loại sự cố", _vi(f"incident-kind-{incident.kind}")),
        KeyValue("Thiết bị", _described(out)),
        KeyValue("Báo lúc", long_moment(incident.reported_at)),
        KeyValue("Người báo", incident.by),
        KeyValue("Nội dung", incident.what),
        KeyValue("Tình trạng", _vi(f"incident-state-{incident.state}")),
    ]
    if spare is not None:
        moved = "đã chuyển dữ liệu" if incident.data_moved else "không chuyển dữ liệu"
        facts.append(KeyValue("Thiết bị thay thế", f"{_described(spare)}; {moved}"))
    if incident.minutes_without_service is not None:
        facts.append(KeyValue("Thời gian gián đoạn", f"{two_digits(incident.minutes_without_service)} phút"))
    if incident.outcome:
        facts.append(KeyValue("Kết quả xử lý", incident.outcome))
    body: list[Block] = [NumberedSection("1.", "Diễn biến", (KeyValues(tuple(facts)),))]
    if incident.kind is IncidentKind.SECURITY:
        body.append(NumberedSection("2.", "Đội ứng cứu sự cố, theo thứ tự liên hệ", (_contacts(contacts),)))
    return _paper(
        about,
        kind="Báo cáo",
        summary=f"sự cố thiết bị tại {about.site.name}",
        body=tuple(body),
        signatures=(
            Signature(post="Người phụ trách thiết bị", name="" if about.duty is None else about.duty.who, hint=_HINT),
            Signature(post="Tổ kỹ thuật tại đại hội", hint=_HINT),
        ),
        recipients=(*dict.fromkeys(one.body for one in contacts if one.body), "Lưu hồ sơ đại hội")
        if incident.kind is IncidentKind.SECURITY
        else ("Lưu hồ sơ đại hội",),
    )


def _contacts(contacts: Sequence[Contact]) -> Block:
    if not contacts:
        return Paragraph("Chưa lập danh sách.")
    columns = (_NUMBER, Column("Họ và tên", 55), Column("Đơn vị"), Column("Điện thoại", 38))
    return Table(
        columns, tuple((str(place), one.name, one.body, one.telephone) for place, one in enumerate(contacts, 1))
    )


def _described(device: Device) -> str:
    details = device.details
    return ", ".join(filter(None, (device.tag, _vi(f"category-{device.category}"), details.model, details.serial)))


def _change(one: DueChange) -> Paragraph:
    least = "" if one.least is None else f", ít nhất {grouped(one.least)}"
    said = f"hiệu lực {_held(one.days)}{least}" if one.is_due else "không kiểm tra"
    return Paragraph(f"- {template_words(one.template, _vi)}: {_vi(f'item-{one.item}')}: {said}.")


def _own(one: OwnItem) -> Paragraph:
    return Paragraph(f"- {template_words(one.template, _vi)}: bổ sung “{one.text}”: hiệu lực {_held(one.days)}.")


def _held(days: int | None) -> str:
    return "không giới hạn" if days is None else f"{two_digits(days)} ngày"


def item_words(item: str, say: Callable[[str], str]) -> str:
    """An item in words; one of the congress's own is its words."""
    return say(code_of(item)) if isinstance(item, Item) else item


def template_words(name: str, say: Callable[[str], str]) -> str:
    """A template in words: its category, of a computer its use class too."""
    category, _, use_class = name.partition(" ")
    return (
        f"{say(f'category-{category}')} ({say(f'use-class-{use_class}')})" if use_class else say(f"category-{category}")
    )


def _figures(standing: SiteStanding) -> KeyValues:
    return KeyValues(
        (
            KeyValue("Vị trí đã có thiết bị", f"{grouped(standing.filled)}/{grouped(standing.positions)}"),
            KeyValue("Vị trí sẵn sàng", f"{grouped(standing.ready)}/{grouped(standing.positions)}"),
            KeyValue("Thiết bị có tem kiểm định", f"{grouped(standing.stamped)}/{grouped(standing.devices)}"),
            KeyValue("Dự phòng sẵn sàng", f"{grouped(standing.spares)}/{grouped(standing.spares_due)}"),
        )
    )


def _lack_lines(lacks: Iterable[Lack]) -> Iterable[Block]:
    found = [Paragraph(f"- {sentence(lack, 'vi')}{_due(lack)}") for lack in lacks]
    return found or [Paragraph("Không có.")]


def _due(lack: Lack) -> str:
    parts = [] if lack.due_on is None else [f"hạn {lack.due_on:%d/%m/%Y}"]
    parts += [lack.who] if lack.who else []
    return f" ({', '.join(parts)})" if parts else ""


def _position_row(number: int, one: FilledPosition, seals: Sequence[Seal], on: date) -> tuple[str, ...]:
    device = one.device
    assert device is not None
    stuck = [sealing.held(seals, device.id, kind, on=on) for kind in (SealKind.INSPECTION, SealKind.SEAL)]
    return (
        str(number),
        f"{_vi(f'position-kind-{one.position.kind}')} {one.position.number}",
        device.tag,
        ", ".join(text for text in (device.details.model, device.details.serial) if text),
        *("" if seal is None else seal.number for seal in stuck),
    )


def _subject(seal: Seal) -> UUID:
    subject = seal.device_id or seal.place_id
    assert subject is not None, "a seal is on one thing"
    return subject


def _thing(thing: Device | Place) -> str:
    if isinstance(thing, Place):
        kind = _vi(f"place-kind-{thing.kind}")
        return thing.name if fold(thing.name).startswith(fold(kind)) else f"{kind} {thing.name}"
    return f"{_vi(f'category-{thing.category}')} {thing.tag}"


def _opening(about: About) -> str:
    opens_on = about.congress.details.opens_on
    return "" if opens_on is None else f", trước ngày khai mạc {long_date(opens_on)}"


def _paper(
    about: About,
    *,
    kind: str,
    summary: str,
    body: tuple[Block, ...],
    signatures: tuple[Signature, ...],
    recipients: tuple[str, ...] = (),
) -> PartyPaper:
    details = about.congress.details
    return PartyPaper(
        title=f"{kind} {summary}".replace("\n", " "),
        created=about.now,
        issuer=about.congress.heading,
        place_and_date=PlaceAndDate(details.place, about.now.astimezone().date()),
        kind=kind,
        summary=summary,
        body=body,
        signatures=Signatures(signatures),
        recipients=recipients,
        mark=Mark.SAMPLE if about.sample else None,
        footer=about.head.foot(),
    )
