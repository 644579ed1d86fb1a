"""A device typed in (nhập thiết bị), or what is said of it changed (sửa thông tin thiết bị)."""

from dataclasses import replace
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from congress.access.values import Authority
from congress.errors import Malformed
from congress.i18n import t
from devices.register import service
from devices.register.queries import devices as queries
from devices.register.rules.details import check_new, cleaned_new
from devices.register.values.devices import Category, Condition, Device, DeviceDetails, NewDevice, Tenure, UseClass
from tui.keys import bindings
from tui.messages import FormSubmitted, Problem
from tui.screens.device_asking import Values, body_named, body_names, both, put_proposals
from tui.screens.device_words import called, options
from tui.screens.frame import WorkScreen
from tui.widgets.forms import FieldKind, Form, FormField

NOT_SAID = ""
_NOBODY = UUID(int=0)
"""Stands for the owner until their name is understood."""
_COLOURS = {NOT_SAID: None, "colour": True, "black-and-white": False}


class DeviceDetailsScreen(WorkScreen):
    """A new device, or another description of a known one."""

    HEADING = "Device"
    NEEDS: ClassVar[dict[str, str]] = {"submit": "device:register"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("submit")
    SAYS = (
        "The tag is drawn by the program when the device is entered; print its label then.",
        "Holder, condition, place and use of a known device are changed on its card, each with its own key.",
    )

    def __init__(self, tag: str | None = None) -> None:
        super().__init__()
        self._tag = tag

    def compose_page(self) -> ComposeResult:
        """The form."""
        tag = self._tag
        known = None if tag is None else self.read(lambda unit: queries.devices_of(unit, [tag])).get(tag)
        names = self.read(body_names)
        yield Static(f"{t('A new device') if known is None else called(known)}\n", classes="heading", markup=False)
        yield Form(_fields(known, "" if known is None else names[known.details.owner_id]))

    def on_mount(self) -> None:
        """Into the first field."""
        self.query_one(Form).focus_first()

    def say(self, problem: Problem) -> None:
        """What is wrong; the one body that a name may mean is put in."""
        super().say(problem)
        put_proposals(self.query_one(Form), problem)

    def action_submit(self) -> None:
        """F4: keep it."""
        self.query_one(Form).submit()

    @on(FormSubmitted)
    def _keep(self, event: FormSubmitted) -> None:
        event.stop()
        values = dict(event.values)
        self.do_alone(lambda by: self._kept(values, by), then=self._show_kept)

    def _kept(self, values: Values, by: Authority) -> Device:
        (owner_id, holder_id), said = both(lambda: self._bodies(values), lambda: _said(values))
        if self._tag is not None:
            details = replace(said.details, owner_id=owner_id)
            return service.change(self.workspace, by, tag=self._tag, details=details)
        new = replace(said, details=replace(said.details, owner_id=owner_id), holder_id=holder_id)
        (made,) = service.register(self.workspace, by, devices=[new])
        return made

    def _bodies(self, values: Values) -> tuple[UUID, UUID | None]:
        """Owner and holder by their names."""
        with self.workspace.reading() as unit:
            owner, holder = both(
                lambda: body_named(unit, values["owner"], field="owner"),
                lambda: body_named(unit, values["holder"], field="holder") if values.get("holder") else None,
            )
        return owner.id, None if holder is None else holder.id

    def _show_kept(self, device: Device) -> None:
        self.tell(t("{tag} is kept.", tag=device.tag))
        self.shell.go_back()


def _said(values: Values) -> NewDevice:
    """All that is said but whose it is and who holds it; `Malformed` names every fault."""
    details = DeviceDetails(
        category=Category(values["category"]),
        owner_id=_NOBODY,
        model=values["model"],
        serial=values["serial"],
        colour=_COLOURS[values["colour"]],
        year=int(values["year"]) if values["year"] else None,
        tenure=Tenure(values["tenure"]),
        note=values["note"],
    )
    if "condition" not in values:  # a known device: these have keys of their own on its card
        said = NewDevice(details)
    else:
        said = NewDevice(
            details,
            holder_name=values["holder_name"],
            condition=Condition(values["condition"]),
            use_class=UseClass(values["use_class"]),
            place=values["place"],
        )
    if faults := tuple(check_new(cleaned_new(said), where="device")):
        raise Malformed(faults)
    return said


def _fields(known: Device | None, owner: str) -> list[FormField]:
    details = None if known is None else known.details
    colours = ((NOT_SAID, "—"), ("colour", t("colour")), ("black-and-white", t("black and white")))
    colour = NOT_SAID if details is None else next(name for name, one in _COLOURS.items() if one is details.colour)
    categories = options(Category)
    if details is not None:
        categories = tuple(one for one in categories if one[0] == details.category)
    fields = [
        FormField("category", t("Category"), FieldKind.CHOICE, options=categories),
        FormField("owner", t("Owner"), value=owner, hint=t("the body's name, or some words of it")),
        FormField("model", t("Model"), value=details.model if details else ""),
        FormField("serial", t("Serial number"), value=details.serial if details else ""),
        FormField("year", t("In use since"), FieldKind.NUMBER, value=str(details.year or "") if details else ""),
        FormField("colour", t("Colour"), FieldKind.CHOICE, value=colour, options=colours),
        FormField(
            "tenure",
            t("Held as"),
            FieldKind.CHOICE,
            value=str(details.tenure) if details else "",
            options=options(Tenure),
        ),
    ]
    if known is None:
        fields += [
            FormField("condition", t("Condition"), FieldKind.CHOICE, options=options(Condition)),
            FormField("use_class", t("Use"), FieldKind.CHOICE, value=UseClass.INTERNAL, options=options(UseClass)),
            FormField("holder", t("Holder"), hint=t("empty: the owner")),
            FormField("holder_name", t("Person")),
            FormField("place", t("Where exactly")),
        ]
    return [*fields, FormField("note", t("Note"), value=details.note if details else "")]
