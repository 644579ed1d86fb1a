"""Words of the register for screens (từ ngữ của sổ thiết bị): choices, names, what a line of history tells."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

from congress.i18n import code_of, t
from devices.register.values.devices import Category, Condition, Device, DeviceState, Tenure, UseClass
from devices.register.values.history import Event, Happening
from devices.register.values.listing import DeviceLine
from devices.register.values.sites import PositionKind
from tui.widgets.drawing import Part

STATE_STYLES: Mapping[DeviceState, str] = {
    DeviceState.SEALED: "$good",
    DeviceState.IN_USE: "$good",
    DeviceState.ASSIGNED: "$gold",
    DeviceState.INCIDENT: "$bad",
    DeviceState.REPAIR: "$warn",
    DeviceState.LOST: "$bad",
    DeviceState.RETIRED: "$quiet",
}
CONDITION_STYLES: Mapping[Condition, str] = {Condition.WORN: "$warn", Condition.BROKEN: "$bad"}
_ENUMS: Mapping[str, type[StrEnum]] = {
    "category": Category,
    "condition": Condition,
    "tenure": Tenure,
    "use_class": UseClass,
}
_FIELDS = {
    "category": "Category",
    "model": "Model",
    "serial": "Serial number",
    "colour": "Colour",
    "year": "In use since",
    "tenure": "Held as",
    "note": "Note",
    "owner": "Owner",
    "holder": "Holder",
    "holder_name": "Person",
    "condition": "Condition",
    "place": "Where exactly",
    "use_class": "Use",
    "site": "Site",
    "seal": "Seal",
    "decision": "Decision",
    "wiped": "Wiped by",
    "wiped_on": "Wiped on",
    "minutes": "Number of the minutes",
    "in_place_of": "In place of",
    "work": "What was repaired",
}
"""Facts of a history line and their names; what is not here is told by the line's own words."""


def word(member: StrEnum) -> str:
    """A member of an enumeration in the user's language."""
    return t(code_of(member))


def options(kind: type[StrEnum]) -> tuple[tuple[str, str], ...]:
    """Every member of an enumeration, for a choice."""
    return tuple((str(member), word(member)) for member in kind)


def condition(one: Condition) -> Part:
    """A condition, coloured where it asks for attention."""
    return (word(one), CONDITION_STYLES.get(one, ""))


def state(one: DeviceState) -> Part:
    """A state, coloured."""
    return (word(one), STATE_STYLES.get(one, ""))


def position_name(text: str) -> str:
    """A position in words: "counting-station 3" is "Bàn kiểm phiếu 3"."""
    kind, _, number = text.partition(" ")
    return f"{word(PositionKind(kind))} {number}" if text else ""


def held_by(line: DeviceLine) -> str:
    """Body and person that hold a device."""
    return ", ".join(part for part in (line.holder_name, line.holder) if part)


def stands_at(line: DeviceLine) -> str:
    """Site, position and place of a device; empty where it stands nowhere known."""
    return " · ".join(part for part in (line.site, position_name(line.position), line.place) if part)


def called(device: Device) -> str:
    """A device in few words: tag, category, model."""
    return " · ".join(part for part in (device.tag, word(device.category), device.details.model) if part)


def told(event: Event, names: Mapping[UUID, str]) -> str:
    """What a line of history tells beside its title."""
    return "; ".join(_parts(event, names))


def changes(facts: Mapping[str, object], names: Mapping[UUID, str]) -> str:
    """Fields and what they were and become."""
    return "; ".join(_named(facts, names))


def _parts(event: Event, names: Mapping[UUID, str]) -> Iterator[str]:
    facts = dict(event.facts)
    before, after = facts.pop("before", None), facts.pop("after", None)
    match event.happening:
        case Happening.CONDITION | Happening.USE_CLASS:
            kind = "condition" if event.happening is Happening.CONDITION else "use_class"
            yield f"{_value(kind, before, names)} → {_value(kind, after, names)}"
        case Happening.HANDED_OVER:
            given = [str(facts.pop(name, "")) for name in ("from_name", "from")]
            taken = [str(facts.pop(name, "")) for name in ("holder_name", "holder")]
            yield f"{', '.join(filter(None, given))} → {', '.join(filter(None, taken))}"
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        facts |= {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}
    if position := facts.pop("position", ""):
        yield position_name(str(position))
    yield from _named(facts, names)
    if facts.get("without_minutes"):
        yield t("no hand-over minutes yet")


def _named(facts: Mapping[str, object], names: Mapping[UUID, str]) -> Iterator[str]:
    for name, label in _FIELDS.items():
        if facts.get(name) not in (None, "", []):
            yield f"{t(label)}: {_pair(name, facts[name], names)}"


def _pair(name: str, value: object, names: Mapping[UUID, str]) -> str:
    if isinstance(value, list | tuple) and len(value) == 2:
        return f"{_value(name, value[0], names)} → {_value(name, value[1], names)}"
    return _value(name, value, names)


def _value(name: str, value: object, names: Mapping[UUID, str]) -> str:
    if value in (None, ""):
        return "—"
    if name in _ENUMS:
        return word(_ENUMS[name](str(value)))
    if name == "colour":
        return t("colour") if value else t("black and white")
    if name == "wiped_on":
        return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
    if name in {"owner", "holder"}:
        return next((body for known, body in names.items() if str(known) == value), str(value))
    return str(value)
