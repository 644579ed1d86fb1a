"""What holds for what is said of a device (quy tắc về thông tin thiết bị)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from congress.errors import Finding
from congress.text import clean, fold, unprintable
from devices.register.rules.states import RESTING
from devices.register.values.devices import Category, Device, DeviceDetails, DeviceState, NewDevice, UseClass, Wiping
from devices.register.values.sites import Needed, Position, PositionKind

FIRST_YEAR, LAST_YEAR = 1980, 2100
LONGEST_TEXT = 200
MOST_NEEDED = 10_000
CONSUMABLES = frozenset({PositionKind.PAPER, PositionKind.TONER})
FITS: Mapping[PositionKind, frozenset[Category]] = {
    PositionKind.COUNTING_STATION: frozenset({Category.COMPUTER}),
    PositionKind.SPARE_COMPUTER: frozenset({Category.COMPUTER}),
    PositionKind.PRINTER: frozenset({Category.PRINTER}),
    PositionKind.SPARE_PRINTER: frozenset({Category.PRINTER}),
    PositionKind.UPS: frozenset({Category.UPS}),
    PositionKind.PROJECTOR: frozenset({Category.PROJECTOR}),
    PositionKind.NETWORK: frozenset({Category.NETWORK}),
    PositionKind.KEYPAD: frozenset({Category.KEYPAD}),
    PositionKind.PAPER: frozenset(),
    PositionKind.TONER: frozenset(),
}
"""Which devices fill a position; consumables are filled by none."""
FOR_COUNTING = frozenset({PositionKind.COUNTING_STATION, PositionKind.SPARE_COMPUTER})
"""Positions of computers that are checked for counting: no network, no radio, the program there."""


def cleaned(details: DeviceDetails) -> DeviceDetails:
    """The same details with texts cleaned."""
    return replace(details, model=clean(details.model), serial=clean(details.serial), note=clean(details.note))


def cleaned_new(new: NewDevice) -> NewDevice:
    """The same device with texts cleaned."""
    details = cleaned(new.details)
    return replace(new, details=details, holder_name=clean(new.holder_name), place=clean(new.place))


def serial_key(serial: str) -> str:
    """What two spellings of one serial number have in common: letters and digits alone."""
    return "".join(char for char in fold(serial) if char.isalnum())


def check_details(details: DeviceDetails, *, where: str) -> Iterator[Finding]:
    """Everything wrong with what is said of a device, already cleaned."""
    for name, text in (("model", details.model), ("serial", details.serial), ("note", details.note)):
        yield from _text_faults(text, where=f"{where}.{name}")
    if details.year is not None and not FIRST_YEAR <= details.year <= LAST_YEAR:
        yield Finding(f"{where}.year", "device-year-wrong", {"first": FIRST_YEAR, "last": LAST_YEAR})
    if details.category is Category.LINE_SECURITY:
        # Its make is not written anywhere: existence and custody only.
        said = {"model": details.model, "serial": details.serial, "note": details.note, "year": details.year}
        yield from (Finding(f"{where}.{name}", "device-line-security-bare") for name, value in said.items() if value)


def check_new(new: NewDevice, *, where: str) -> Iterator[Finding]:
    """Everything wrong with a device to be entered, already cleaned."""
    yield from check_details(new.details, where=where)
    yield from _text_faults(new.holder_name, where=f"{where}.holder_name")
    yield from _text_faults(new.place, where=f"{where}.place")


def check_text(text: str, *, where: str) -> tuple[Finding, ...]:
    """Everything wrong with a short text."""
    return tuple(_text_faults(text, where=where))


def _text_faults(text: str, *, where: str) -> Iterator[Finding]:
    if len(text) > LONGEST_TEXT:
        yield Finding(where, "field-too-long", {"longest": LONGEST_TEXT})
    if letters := unprintable(text):
        yield Finding(where, "letters-not-printable", {"letters": letters})


def cleaned_wiping(wiping: Wiping) -> Wiping:
    """The same evidence with texts cleaned."""
    return replace(wiping, method=clean(wiping.method), minutes=clean(wiping.minutes))


def check_wiping(wiping: Wiping) -> tuple[Finding, ...]:
    """Evidence of wiping says how, and in which minutes."""
    texts = (("method", wiping.method), ("minutes", wiping.minutes))
    return tuple(
        fault
        for name, text in texts
        for fault in (
            *(() if text else (Finding(f"wiping.{name}", "wiping-missing"),)),
            *_text_faults(text, where=f"wiping.{name}"),
        )
    )


def use_class_refusals(device: Device, wanted: UseClass, fills: Position | None = None) -> Iterator[Finding]:
    """Every reason why a device's use class may not be changed; `fills`: the position it stands in."""
    if device.use_class is wanted:
        yield Finding(device.tag, "device-use-class-same", {"tag": device.tag, "use_class": wanted})
    if device.state not in RESTING:
        facts = {"tag": device.tag, "state": device.state, "allowed": RESTING}
        yield Finding(device.tag, "device-use-class-fixed", facts)
    if fills is not None and fills.kind in FOR_COUNTING and wanted is not UseClass.COUNTING:
        stands = {"tag": device.tag, "kind": fills.kind, "number": fills.number}
        yield Finding(device.tag, "device-use-class-of-position", stands)


def change_refusals(device: Device) -> Iterator[Finding]:
    """A retired device stays as it is."""
    if device.state is DeviceState.RETIRED:
        yield Finding(device.tag, "device-retired", {"tag": device.tag})


def cleaned_needed(needed: Needed) -> Needed:
    """The same position with its note cleaned."""
    return replace(needed, note=clean(needed.note))


def check_needed(needed: tuple[Needed, ...]) -> Iterator[Finding]:
    """Everything wrong with the positions of a site."""
    seen: set[tuple[PositionKind, int]] = set()
    for place, one in enumerate(needed, start=1):
        where = f"position[{place}]"
        if (one.kind, one.number) in seen:
            yield Finding(where, "position-twice", {"kind": one.kind, "number": one.number})
        seen.add((one.kind, one.number))
        if not (1 <= one.number <= MOST_NEEDED and 1 <= one.quantity <= MOST_NEEDED):
            yield Finding(where, "position-out-of-range", {"most": MOST_NEEDED})
        elif one.kind not in CONSUMABLES and one.quantity != 1:
            yield Finding(where, "position-is-one-device", {"kind": one.kind, "number": one.number})
        yield from _text_faults(one.note, where=where)


def position_refusals(device: Device, kind: PositionKind) -> Iterator[Finding]:
    """A position takes only what it is for."""
    if device.category not in FITS[kind]:
        facts = {"tag": device.tag, "category": device.category, "kind": kind}
        yield Finding(device.tag, "position-takes-another", facts)
    elif kind in FOR_COUNTING and device.use_class is not UseClass.COUNTING:
        facts = {"tag": device.tag, "use_class": device.use_class, "kind": kind}
        yield Finding(device.tag, "position-takes-counting", facts)
