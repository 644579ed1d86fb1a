"""What is done at a site: inspection asked for, papers, devices opened for work, duty, consumables, seals taken off."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import ClassVar
from uuid import UUID

from textual.binding import BindingType

from congress.access.values import Authority
from congress.errors import Refused
from congress.i18n import code_of, t
from congress.records.values import Record
from devices.readiness import pictures, printing, sealing, service
from devices.readiness.printing import Asked
from devices.readiness.values import Seal
from devices.readiness.views import DeviceSeen, PlaceSeen, PositionSeen, SiteView
from devices.register.values.devices import Device, DeviceState
from devices.register.values.sites import SPARE_KINDS
from tui.keys import bindings
from tui.screens.asking import Result
from tui.screens.desk_opening import open_file
from tui.screens.device_asking import DeedDialog
from tui.screens.frame import ScreenCommand
from tui.screens.made_papers import MadePapers
from tui.screens.readiness_dialogs import picture_field, read_picture
from tui.screens.readiness_incidents import IncidentsScreen
from tui.screens.readiness_seals import SealsScreen
from tui.screens.readiness_words import position_name
from tui.screens.site_needs import SiteNeedsScreen
from tui.widgets.forms import FieldKind, FormField

_CERTIFICATE, _MINUTES = "certificate", "minutes"
_THIS, _ALL = "this", "all"
Thing = PositionSeen | DeviceSeen | PlaceSeen
"""What a row of the site's table is."""


class SiteActs(MadePapers):
    """The acts of the teams at a site, each under its key."""

    NEEDS: ClassVar[dict[str, str]] = {
        "request_inspection": "seal:request",
        "put_seals_on": "seal:affix",
        "site_papers": "site:certificate:print",
        "use_devices": "device:use",
        "set_duty": "site:duty:set",
        "count_consumables": "site:consumable:count",
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "request_inspection",
        "put_seals_on",
        "incidents",
        "site_papers",
        "site_needs",
        "use_devices",
        "set_duty",
        "count_consumables",
    )

    def __init__(self, site_id: UUID) -> None:
        super().__init__()
        self.site_id = site_id
        self.view: SiteView | None = None

    @property
    def thing(self) -> Thing | None:
        """What is under the cursor."""
        return None

    @property
    def device(self) -> DeviceSeen | None:
        """The device under the cursor."""
        thing = self.thing
        return thing.device if isinstance(thing, PositionSeen) else thing if isinstance(thing, DeviceSeen) else None

    def _try(self, dialog: DeedDialog[Result], then: Callable[[Result], object]) -> None:
        def closed(done: Result | None) -> None:
            if done is not None:
                then(done)

        self.app.push_screen(dialog, closed)

    # --- stamps and papers -----------------------------------------------------------------------------------

    def action_request_inspection(self) -> None:
        """T: ask the inspecting body for stamps, for every device that has none."""
        workspace, site_id = self.workspace, self.site_id

        def deed(values: Mapping[str, str], by: Authority) -> Asked:
            tags = values["tags"].replace(",", " ").replace(";", " ").split()
            return printing.request_inspection(
                workspace, by, site_id=site_id, addressed_to=values["addressed_to"], tags=tags or None
            )

        fields = [
            FormField("addressed_to", t("To whom"), hint=t("the inspecting body, as the request is addressed")),
            FormField("tags", t("Devices"), hint=t("tags; empty: all without a valid stamp")),
        ]
        said = (t("PDF to sign, XLSX for the numbers."), self._without_stamp())
        dialog = DeedDialog(t("Ask for inspection"), fields, deed=deed, said=said, yes=t("Make the request"))
        self._try(dialog, lambda asked: self.note_papers(asked.papers))

    def _without_stamp(self) -> str:
        """The tags of the devices here that lack a valid stamp."""
        devices = () if self.view is None else self.view.devices
        tags = [one.device.tag for one in devices if one.stamp is None]
        return t("Without a valid stamp: {tags}", tags=" ".join(tags) or "—")

    def action_put_seals_on(self) -> None:
        """D: stamps and seals that were put on."""
        self.app.push_screen(SealsScreen(self.site_id))

    def action_incidents(self) -> None:
        """S: incidents of the site."""
        tag = "" if self.device is None else self.device.device.tag
        self.app.push_screen(IncidentsScreen(self.site_id, tag))

    def action_site_papers(self) -> None:
        """B: certificate or minutes."""
        workspace, site_id = self.workspace, self.site_id

        def deed(values: Mapping[str, str], by: Authority) -> tuple[Record, ...]:
            if values["paper"] == _MINUTES:
                return printing.print_seal_minutes(workspace, by, site_id=site_id)
            return (printing.print_certificate(workspace, by, site_id=site_id),)

        options = ((_CERTIFICATE, t("Certificate of readiness")), (_MINUTES, t("Minutes of stamps and seals")))
        field = FormField("paper", t("Which paper"), FieldKind.CHOICE, options=options)
        dialog = DeedDialog(t("Papers of the site"), [field], deed=deed, yes=t("Print"))
        self._try(dialog, self.note_papers)

    # --- needs, use, duty, consumables --------------------------------------------------------------------------------

    def action_site_needs(self) -> None:
        """N: what the site needs, its rooms and boxes."""
        self.app.push_screen(SiteNeedsScreen(self.site_id))

    def action_use_devices(self) -> None:
        """U: sealed devices are opened for work."""
        workspace, sealed, device = self.workspace, self._sealed(), self.device
        options = [(_ALL, t("all sealed ones in their positions: {count}", count=len(sealed)))]
        if device is not None and device.device.state is DeviceState.SEALED:
            options.insert(0, (_THIS, device.device.tag))
        if not sealed and len(options) == 1:
            self.say(Refused("devices-none-sealed"))
            return

        def deed(values: Mapping[str, str], by: Authority) -> tuple[Device, ...]:
            tags = [device.device.tag] if device is not None and values["which"] == _THIS else sealed
            return service.take_into_use(workspace, by, tags=tags)

        field = FormField("which", t("Which"), FieldKind.CHOICE, options=tuple(options))
        said = (t("Look first that every seal is whole; it is taken off now."),)
        dialog = DeedDialog(t("Open sealed devices for work"), [field], deed=deed, said=said, yes=t("Open them"))
        self._try(dialog, lambda made: self.tell(t("{count} devices are in use.", count=len(made))))

    def _sealed(self) -> list[str]:
        positions = () if self.view is None else self.view.positions
        return [
            one.device.device.tag
            for one in positions
            if one.device is not None
            and one.device.device.state is DeviceState.SEALED
            and one.position.kind not in SPARE_KINDS
        ]

    def action_set_duty(self) -> None:
        """P: who answers for the equipment here."""
        workspace, site_id = self.workspace, self.site_id
        duty = None if self.view is None else self.view.duty

        def deed(values: Mapping[str, str], by: Authority) -> object:
            return service.name_duty(workspace, by, site_id=site_id, who=values["who"], telephone=values["telephone"])

        fields = [
            FormField("who", t("Full name"), value=duty.who if duty else ""),
            FormField("telephone", t("Telephone"), value=duty.telephone if duty else ""),
        ]
        self._try(
            DeedDialog(t("Person in charge of the equipment"), fields, deed=deed), lambda _: self.tell(t("Kept."))
        )

    def action_count_consumables(self) -> None:
        """K: how much of each consumable is there."""
        workspace, site_id = self.workspace, self.site_id
        positions = () if self.view is None else self.view.positions
        counted = {str(one.position.id): one for one in positions if one.there is not None}
        if not counted:
            self.say(Refused("consumables-none-needed"))
            return

        def deed(values: Mapping[str, str], by: Authority) -> Mapping[UUID, int]:
            typed = {counted[key].position.id: int(text) for key, text in values.items()}
            service.count_consumables(workspace, by, site_id=site_id, counted=typed)
            return typed

        fields = [
            FormField(
                key,
                position_name(one.position),
                FieldKind.NUMBER,
                value=str(one.there),
                hint=t("{due} needed", due=one.position.quantity),
            )
            for key, one in counted.items()
        ]
        dialog = DeedDialog(t("Count the consumables"), fields, deed=deed, needed=tuple(counted))
        self._try(dialog, lambda _: self.tell(t("Kept.")))

    # --- seals of the thing under the cursor ------------------------------------------------------------------

    def commands(self) -> Iterable[ScreenCommand]:
        """Keys for which a narrow bar has no room; a seal of the thing under the cursor that is torn, or comes off."""
        for action, label, run in (
            ("set_duty", "In charge", self.action_set_duty),
            ("count_consumables", "Consumables", self.action_count_consumables),
        ):
            if self._rights.may(self.NEEDS[action]):
                yield ScreenCommand(t(label), run)
        for seal in self._seals():
            name = f"{t(code_of(seal.kind))} {seal.number}"
            yield ScreenCommand(
                t("Broken: {seal}", seal=name), partial(self._broken, seal), t("The device is out, an incident opens.")
            )
            yield ScreenCommand(
                t("Take off: {seal}", seal=name), partial(self._take_off, seal), t("By two people, with the reason.")
            )
            yield ScreenCommand(t("Add a picture: {seal}", seal=name), partial(self._add_picture, seal))
            if seal.picture is not None:
                show = partial(self._show_picture, seal.picture)
                yield ScreenCommand(t("Open the picture: {seal}", seal=name), show)

    def _seals(self) -> Iterable[Seal]:
        thing, seen = self.thing, self.device
        found = [thing.seal] if isinstance(thing, PlaceSeen) else []
        found += [seen.stamp, seen.seal] if seen is not None else []
        return [one for one in found if one is not None]

    def _broken(self, seal: Seal) -> None:
        workspace = self.workspace

        def deed(values: Mapping[str, str], by: Authority) -> Seal:
            sealing.report_broken(workspace, by, seal_id=seal.id, what=values["what"])
            return seal

        title = t("Broken: {seal}", seal=f"{t(code_of(seal.kind))} {seal.number}")
        self._try(
            DeedDialog(title, [FormField("what", t("What was found"))], deed=deed, yes=t("Report it")),
            lambda _: self.tell(t("Kept.")),
        )

    def _take_off(self, seal: Seal) -> None:
        workspace = self.workspace
        self.do_together(
            t("Take off: {seal}", seal=f"{t(code_of(seal.kind))} {seal.number}"),
            lambda by: sealing.remove(workspace, by, seal_id=seal.id),
            said=(t("A device whose seal is off is checked from the first item on."),),
            asks_reason=True,
        )

    def _add_picture(self, seal: Seal) -> None:
        workspace = self.workspace

        def deed(values: Mapping[str, str], by: Authority) -> object:
            return sealing.add_picture(workspace, by, seal_id=seal.id, picture=read_picture(values["path"]))

        title = t("Add a picture: {seal}", seal=f"{t(code_of(seal.kind))} {seal.number}")
        self._try(DeedDialog(title, [picture_field()], deed=deed, needed=("path",)), lambda _: self.tell(t("Kept.")))

    def _show_picture(self, sha256: str) -> None:
        self.do(lambda: open_file(pictures.show(self.workspace, sha256)))
