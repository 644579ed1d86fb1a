"""What holds for a hand-over and a return (quy tắc bàn giao): every fault at once; what differs, what stays out."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from congress.errors import Finding
from congress.text import clean, fold
from devices.custody.values import HandedLine, Handover, HandoverKind, NewHandover, NewLine, Side
from devices.register.rules.details import check_text
from devices.register.rules.states import TRANSITIONS
from devices.register.values.devices import Category, Condition, Device, DeviceAct, DeviceState, UseClass

LONGEST_WORDS = 1000
"""Remarks may be a few sentences."""
_APART = re.compile(r"[,;\n]")
_DOCUMENT = re.compile(r"\d{1,6}[A-Za-z]?[-/][^\s,;]{1,30}")
"""Number and symbol, "12-BC/HU": what a document is about has spaces in it, and never stands here."""
_AT_WORK = frozenset({DeviceState.SEALED, DeviceState.IN_USE})
BACK_FROM = TRANSITIONS[DeviceAct.RETURN].sources - {DeviceState.INCIDENT}
"""In these states a return takes the device off its site; one with an open incident waits for the incident's end."""


def listed(text: str) -> tuple[str, ...]:
    """The things of a list as typed: "sạc, chuột; túi", each once."""
    return tuple(dict.fromkeys(part for each in _APART.split(text) if (part := clean(each))))


def cleaned(new: NewHandover) -> NewHandover:
    """The same minutes with texts cleaned."""
    return replace(
        new,
        number=clean(new.number),
        basis=clean(new.basis),
        place=clean(new.place),
        remarks=clean(new.remarks),
        giver=_side(new.giver),
        taker=_side(new.taker),
    )


def _side(side: Side) -> Side:
    return replace(side, name=clean(side.name), post=clean(side.post))


def handed(line: NewLine, device: Device) -> HandedLine:
    """A line as it will be kept."""
    return HandedLine(
        device_id=device.id,
        condition=line.condition,
        accessories=listed(line.accessories),
        note=clean(line.note),
        disk_serial=clean(line.disk_serial),
        seal=clean(line.seal),
        documents=listed(line.documents),
    )


def number_key(number: str) -> str:
    """By which two numbers of minutes are the same."""
    return "".join(fold(number).split())


def check_head(new: NewHandover, *, today: date, taken: Collection[str]) -> Iterator[Finding]:
    """Everything wrong with the head of the minutes, already cleaned; `taken`: numbers of its issuer."""
    texts = {
        "number": new.number,
        "basis": new.basis,
        "giver_name": new.giver.name,
        "giver_post": new.giver.post,
        "taker_name": new.taker.name,
        "taker_post": new.taker.post,
        "place": new.place,
    }
    for name in ("number", "basis", "giver_name", "taker_name"):
        if not texts[name]:
            yield Finding(name, "field-empty")
    for name, text in texts.items():
        yield from check_text(text, where=name)
    if len(new.remarks) > LONGEST_WORDS:
        yield Finding("remarks", "field-too-long", {"longest": LONGEST_WORDS})
    if number_key(new.number) in taken:
        yield Finding("number", "handover-number-used", {"number": new.number, "year": new.on.year})
    if new.on > today:
        yield Finding("on", "handover-in-future")
    if new.until is not None and new.until < new.on:
        yield Finding("until", "handover-due-before")
    if (new.giver.body_id, fold(new.giver.name)) == (new.taker.body_id, fold(new.taker.name)):
        yield Finding("taker_name", "handover-to-oneself")


def check_lines(kind: HandoverKind, lines: Sequence[NewLine], devices: Sequence[Device]) -> Iterator[Finding]:
    """Everything wrong with the devices of the minutes and what is said of each."""
    times = Counter(device.tag for device in devices)
    for line, device in zip(lines, devices, strict=True):
        if times[device.tag] > 1:
            yield Finding(device.tag, "handover-device-twice", {"tag": device.tag})
        yield from _of_the_kind(kind, device)
        yield from _there(device)
        yield from _words(line, device)
        if line.condition is Condition.BROKEN and device.condition is not Condition.BROKEN and device.state in _AT_WORK:
            yield Finding(device.tag, "device-breaks-by-incident", {"tag": device.tag})
        yield from (_classified if kind is HandoverKind.CLASSIFIED else _bare)(line, device)


def _of_the_kind(kind: HandoverKind, device: Device) -> Iterator[Finding]:
    secret = device.use_class is UseClass.CLASSIFIED
    if secret and kind is HandoverKind.ORDINARY:
        yield Finding(device.tag, "handover-classified-apart", {"tag": device.tag})
    if not secret and kind is HandoverKind.CLASSIFIED:
        yield Finding(device.tag, "handover-not-classified", {"tag": device.tag})


def _there(device: Device) -> Iterator[Finding]:
    if device.state is DeviceState.LOST:
        yield Finding(device.tag, "device-lost", {"tag": device.tag})
    if device.state is DeviceState.RETIRED:
        yield Finding(device.tag, "device-retired", {"tag": device.tag})


def _words(line: NewLine, device: Device) -> Iterator[Finding]:
    said = {
        "accessories": line.accessories,
        "note": line.note,
        "disk_serial": line.disk_serial,
        "seal": line.seal,
    }
    for name, text in said.items():
        yield from check_text(clean(text), where=f"{device.tag}.{name}")
    if device.category is Category.LINE_SECURITY:
        # Existence and custody only: not even its accessories are written anywhere.
        yield from (
            Finding(f"{device.tag}.{name}", "device-line-security-bare") for name, text in said.items() if clean(text)
        )


def _bare(line: NewLine, device: Device) -> Iterator[Finding]:
    for name in ("disk_serial", "seal", "documents"):
        if clean(getattr(line, name)):
            yield Finding(f"{device.tag}.{name}", "handover-ordinary-bare", {"tag": device.tag})


def _classified(line: NewLine, device: Device) -> Iterator[Finding]:
    if device.category is Category.COMPUTER:
        if not clean(line.disk_serial):
            yield Finding(f"{device.tag}.disk_serial", "handover-disk-missing", {"tag": device.tag})
        if not clean(line.seal):
            yield Finding(f"{device.tag}.seal", "handover-seal-missing", {"tag": device.tag})
    for text in listed(line.documents):
        if not _DOCUMENT.fullmatch(text):
            # What was typed may be what must not be written down: the fault does not repeat it.
            yield Finding(f"{device.tag}.documents", "handover-document-number", {"tag": device.tag})


def check_holders(devices: Iterable[Device], holder_id: UUID, names: dict[UUID, str]) -> Iterator[Finding]:
    """Only the one who holds a device hands it over."""
    for device in devices:
        if device.custody.holder_id != holder_id:
            facts = {"tag": device.tag, "holder": names[device.custody.holder_id], "giver": names[holder_id]}
            yield Finding(device.tag, "handover-held-by-another", facts)


def still_out(handover: Handover, returns: Iterable[Handover]) -> tuple[UUID, ...]:
    """Devices of a hand-over that no return has brought back, in the order of its paper."""
    back = {device_id for one in returns for device_id in one.device_ids}
    return tuple(device_id for device_id in handover.device_ids if device_id not in back)


def differences(before: HandedLine, after: HandedLine, tag: str, *, kind: HandoverKind) -> tuple[Finding, ...]:
    """What a device came back with otherwise than it went (khác so với khi bàn giao).

    `kind`: of the return; an ordinary one says nothing of disk, seal and documents that went before the wiping.
    """
    found = _differences(before, after, tag)
    return (*found, *_secret_differences(before, after, tag)) if kind is HandoverKind.CLASSIFIED else tuple(found)


def _differences(before: HandedLine, after: HandedLine, tag: str) -> Iterator[Finding]:
    if before.condition is not after.condition:
        facts = {"tag": tag, "before": before.condition, "after": after.condition}
        yield Finding(tag, "return-condition", facts)
    if gone := _without(before.accessories, after.accessories):
        yield Finding(tag, "return-accessories-missing", {"tag": tag, "things": ", ".join(gone)})


def _secret_differences(before: HandedLine, after: HandedLine, tag: str) -> Iterator[Finding]:
    if gone := _without(before.documents, after.documents):
        yield Finding(tag, "return-documents-missing", {"tag": tag, "things": ", ".join(gone)})
    if more := _without(after.documents, before.documents):
        yield Finding(tag, "return-documents-more", {"tag": tag, "things": ", ".join(more)})
    for name, code in (("disk_serial", "return-disk"), ("seal", "return-seal")):
        was, now = getattr(before, name), getattr(after, name)
        if number_key(was) != number_key(now) and was:  # an ordinary hand-over names none
            yield Finding(tag, code, {"tag": tag, "before": was or "—", "after": now or "—"})


def _without(things: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    there = {fold(one) for one in others}
    return tuple(one for one in things if fold(one) not in there)
