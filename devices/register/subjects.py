"""Devices, offered to search (thiết bị để tra cứu)."""

import re
from collections.abc import Iterator, Sequence

from congress.store.unit import Unit
from congress.subjects import Subject, SubjectKind, known_facts
from congress.text import fold
from devices.register.queries import tables
from devices.register.rules.words import CATEGORIES
from devices.register.values.devices import Device
from devices.register.values.listing import DeviceLine

_CATEGORIES = {fold(names[0]): category for category, names in CATEGORIES.items()}
_SIGNS = re.compile(r"[^0-9a-z]+")


def device_subjects(unit: Unit, words: Sequence[str] | None) -> Iterator[Subject]:
    """Every device: by tag, serial number, type, units, holder and place."""
    for device, line in tables.holding(unit, [_longest_part(word) for word in words or ()], _CATEGORIES):
        yield _subject(device, line)


def _longest_part(word: str) -> str:
    """A word may be spelled with another apostrophe or dash in the register: what stands between them is the same."""
    return max(_SIGNS.split(word), key=len) or word


def _subject(device: Device, line: DeviceLine) -> Subject:
    details = device.details
    category = CATEGORIES[details.category][0]
    facts: dict[str, object] = {
        "category": str(details.category),
        "model": details.model,
        "serial": details.serial,
        "owner": line.owner,
        "holder": line.holder,
        "holder-name": line.holder_name,
        "site": line.site,
        "place": line.place,
        "condition": str(device.condition),
        "tenure": str(details.tenure),
        "use-class": str(device.use_class),
        "device-state": str(device.state),
        **({} if details.year is None else {"year": details.year}),
    }
    also = dict.fromkeys(
        (details.serial, details.model, category, line.owner, line.holder, line.holder_name, line.place)
    )
    return Subject(
        SubjectKind.DEVICE,
        str(device.id),
        device.tag,
        also=tuple(text for text in also if text),
        facts=known_facts(facts),
    )
