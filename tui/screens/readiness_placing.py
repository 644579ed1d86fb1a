"""A device for an empty position (bố trí vào vị trí trống): its tag is scanned or typed; those that fit are named."""

from collections.abc import Mapping
from uuid import UUID

from congress.access.values import Authority
from congress.errors import Finding, Malformed
from congress.i18n import t
from congress.store.unit import Unit
from congress.workspace import Workspace
from devices.register import service
from devices.register.queries import devices as queries
from devices.register.queries import tables
from devices.register.rules.details import FITS, FOR_COUNTING, position_refusals, serial_key
from devices.register.rules.states import RESTING
from devices.register.rules.tags import read_tag
from devices.register.values.devices import Condition, Device, UseClass
from devices.register.values.listing import DeviceLine, Sought
from devices.register.values.sites import Position
from tui.screens.device_asking import DeedDialog
from tui.screens.readiness_words import position_name
from tui.widgets.forms import FormField

_NAMED, _LOOKED_AT = 6, 60
"""So many devices that fit are named, of so many looked at."""


def placing(workspace: Workspace, unit: Unit, *, site_id: UUID, position: Position) -> DeedDialog[Device]:
    """Asks which device goes into a position, and puts it there."""

    def deed(values: Mapping[str, str], by: Authority) -> Device:
        with workspace.reading() as reading:
            tag = _meant(reading, values["device"], position)
        service.assign(workspace, by, tags=[tag], site_id=site_id, place=values["place"], positions={tag: position.id})
        with workspace.reading() as reading:
            return queries.devices_of(reading, [tag])[tag]

    fields = [
        FormField("device", t("Device"), hint=t("scan or type its tag; its serial number will do")),
        FormField("place", t("Where exactly"), hint=t("room, table; may stay empty")),
    ]
    title = t("A device for {position}", position=position_name(position))
    return DeedDialog(
        title, fields, deed=deed, said=_fitting(unit, position), yes=t("Place at a site"), needed=("device",)
    )


def _fitting(unit: Unit, position: Position) -> tuple[str, ...]:
    """Those that rest, work, and fill no position yet."""
    sought = Sought(
        categories=FITS[position.kind],
        states=RESTING,
        use_classes=frozenset({UseClass.COUNTING}) if position.kind in FOR_COUNTING else frozenset(),
    )
    lines = tables.page(unit, sought, offset=0, limit=_LOOKED_AT)
    free = [one for one in lines if not one.position and one.condition is not Condition.BROKEN]
    if not free:
        return (t("No device of the register that fits is free."),)
    rest = (t("and more: the register shows them all"),) if len(free) > _NAMED else ()
    return (t("These fit and are free:"), *map(_called, free[:_NAMED]), *rest)


def _called(one: DeviceLine) -> str:
    return "  " + " · ".join(part for part in (one.tag, one.model, one.serial) if part)


def _meant(unit: Unit, text: str, position: Position) -> str:
    """The tag typed, or that of the one device with this serial number that the position takes."""
    if tag := read_tag(text):
        return tag
    key = serial_key(text)
    same = queries.devices_by_serial(unit, [key]).get(key, ()) if key else ()
    those = [one for one in same if not any(position_refusals(one, position.kind))] or list(same)
    if len(those) == 1:
        return those[0].tag
    tags = ", ".join(one.tag for one in those)
    fault = Finding("device", "device-several", {"tags": tags}) if those else _unknown(text)
    raise Malformed([fault])


def _unknown(text: str) -> Finding:
    return Finding("device", "device-unknown", {"tag": text})
