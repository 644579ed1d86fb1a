"""What is done to devices from screens (việc trên thiết bị): to the one shown, or to all that are marked."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from congress.access.values import Authority
from congress.errors import Refused
from congress.i18n import t
from congress.term import queries as terms
from congress.term.values import Site
from devices.register import repairs, service, sites, transferring
from devices.register.queries import devices as queries
from devices.register.values.devices import Condition, Device, DeviceState, UseClass
from tui.screens.asking import ValuesDialog
from tui.screens.desk_deeds import REASON, TogetherDialog
from tui.screens.device_asking import (
    DeedDialog,
    Values,
    body_named,
    body_names,
    both,
    read_day,
    read_wiping,
    wiping_fields,
)
from tui.screens.device_words import called, options
from tui.screens.frame import WorkScreen
from tui.screens.free_positions import free_positions, why_none
from tui.screens.handover import HandoverScreen
from tui.widgets.forms import FieldKind, FormField

DEEDS = {
    "place_device": "device:assign",
    "take_back_device": "device:return",
    "hand_over": "device:hand-over",
    "set_condition": "device:condition:set",
    "lost_or_found": "device:lose",
    "change_use": "device:use-class:change",
    "retire_device": "device:retire",
    "transfer_device": "device:transfer",
}
"""Actions and the deeds behind them."""
ACTIONS = tuple(DEEDS)
NO_POSITION = ""
HELD_SECRETS = frozenset({UseClass.CLASSIFIED, UseClass.COUNTING})
_WIPING = ("method", "done_on", "minutes")


class DeviceDeeds(WorkScreen):
    """Placing, taking back, handing over, condition, lost and found, use, retiring."""

    NEEDS: ClassVar[dict[str, str]] = DEEDS

    def meant(self) -> Sequence[str]:
        """Tags of the devices that a key means."""
        return ()

    def deed_done(self) -> None:
        """Something was done to them."""

    def _devices(self) -> tuple[Device, ...]:
        tags = tuple(self.meant())
        found = self.read(lambda unit: queries.devices_of(unit, tags))
        return tuple(found[tag] for tag in tags if tag in found)

    def _said(self, devices: Sequence[Device]) -> tuple[str, ...]:
        if len(devices) == 1:
            return (called(devices[0]),)
        return (t("{count} devices: {tags}", count=len(devices), tags=", ".join(one.tag for one in devices)),)

    def _finished(self, title: str, done: object) -> None:
        if done is not None:
            self.deed_done()
            self.tell(t("Done: {what}", what=title))

    def _ask_deed(
        self,
        title: str,
        fields: Sequence[FormField],
        deed: Callable[[Values, Authority], Any],
        *,
        devices: Sequence[Device],
        needed: Sequence[str] = (),
        said: Sequence[str] = (),
    ) -> None:
        dialog = DeedDialog[Any](title, fields, deed=deed, said=(*self._said(devices), *said), needed=needed, yes=title)
        self.app.push_screen(dialog, partial(self._finished, title))

    # --- where they stand ----------------------------------------------------------------------------------

    def action_place_device(self) -> None:
        """B: at a site of the congress; one device at a position of it."""
        devices, congress_id = self._devices(), self.session.congress_id
        there = () if congress_id is None else self.read(lambda unit: terms.sites(unit, congress_id))
        if not there:
            self.say(Refused("device-sites-none"))
        elif len(there) == 1 and devices:
            self._place_at(devices, there[0])
        elif devices:
            choices = tuple((str(site.id), site.name) for site in there)
            dialog = ValuesDialog(
                t("Place at a site"),
                [FormField("site", t("Site"), FieldKind.CHOICE, options=choices)],
                said=self._said(devices),
                yes=t("Go on"),
            )

            def asked(values: Values | None) -> None:
                if values is not None:
                    self._place_at(devices, next(site for site in there if str(site.id) == values["site"]))

            self.app.push_screen(dialog, asked)

    def _place_at(self, devices: Sequence[Device], site: Site) -> None:
        fields = [FormField("place", t("Where exactly"), hint=t("room, table; may stay empty"))]
        said, free = self._open_to(devices, site)
        if free:
            choices = ((NO_POSITION, t("at no position")), *free)
            fields.insert(0, FormField("position", t("Position"), FieldKind.CHOICE, value=free[0][0], options=choices))
        tags = [device.tag for device in devices]

        def deed(values: Values, by: Authority) -> tuple[Device, ...]:
            wanted = values.get("position", NO_POSITION)
            positions = {tags[0]: UUID(wanted)} if wanted else None
            return service.assign(
                self.workspace, by, tags=tags, site_id=site.id, place=values["place"], positions=positions
            )

        self._ask_deed(t("Place at a site"), fields, deed, devices=devices, said=(site.name, *said))

    def _open_to(self, devices: Sequence[Device], site: Site) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        """What is said of the site's positions, and those to choose from."""
        if len(devices) > 1:
            return (t("Several devices are placed at the site, at no position."),), ()
        filled = self.read(lambda unit: sites.filled_positions(unit, site.id))
        free = free_positions(devices[0], filled)
        return (() if free else tuple(why_none(devices[0], filled))), free

    def action_take_back_device(self) -> None:
        """N: back from its site, or from repair with what was done."""
        devices = self._devices()
        tags = [device.tag for device in devices]
        if devices and all(device.state is DeviceState.REPAIR for device in devices):
            self._take_back_repaired(devices)
        elif devices:
            self.ask(
                t("Take the device back"),
                said=self._said(devices),
                yes=t("Take the device back"),
                then=lambda: self.do_alone(
                    lambda by: service.take_back(self.workspace, by, tags=tags),
                    then=partial(self._finished, t("Take the device back")),
                ),
            )

    def _take_back_repaired(self, devices: Sequence[Device]) -> None:
        tags = [device.tag for device in devices]

        def deed(values: Values, by: Authority) -> tuple[Device, ...]:
            condition = Condition(values["condition"])
            return repairs.back_from_repair(self.workspace, by, tags=tags, condition=condition, work=values["work"])

        fields = [
            FormField("condition", t("Condition"), FieldKind.CHOICE, options=options(Condition)),
            FormField("work", t("What was repaired"), hint=t("not mended: say why, and choose broken")),
        ]
        self._ask_deed(t("Back from repair"), fields, deed, devices=devices, needed=("work",))

    def action_hand_over(self) -> None:
        """G: to another body, another person, by minutes; the owner stays."""
        if devices := self._devices():
            try:
                self.app.push_screen(HandoverScreen(devices, after=self.deed_done))
            except Refused as refused:
                self.say(refused)

    def action_transfer_device(self) -> None:
        """D: to another unit, by a decision: it owns and holds them from then on."""
        devices = self._devices()
        tags = [device.tag for device in devices]
        if not devices:
            return

        def deed(values: Values, by: Authority) -> tuple[Device, ...]:
            with self.workspace.reading() as unit:
                body, day = both(
                    lambda: body_named(unit, values["body"], field="body"),
                    lambda: read_day(values["decided_on"], field="decided_on"),
                )
            return transferring.transfer(
                self.workspace, by, tags=tags, body_id=body.id, decision=values["decision"], decided_on=day
            )

        names = self.read(body_names)
        owners = "; ".join(sorted({names[device.details.owner_id] for device in devices}))
        fields = [
            FormField("body", t("New unit"), hint=t("the body's name, or some words of it")),
            FormField("decision", t("Decision")),
            FormField("decided_on", t("Its day"), hint=t("day/month/year")),
        ]
        needed = ("body", "decision", "decided_on")
        self._ask_deed(
            t("Move to another unit"), fields, deed, devices=devices, needed=needed, said=(f"{t('Owner')}: {owners}",)
        )

    # --- how they are --------------------------------------------------------------------------------------

    def action_set_condition(self) -> None:
        """T: good, worn, broken."""
        devices = self._devices()
        tags = [device.tag for device in devices]

        def deed(values: Values, by: Authority) -> tuple[Device, ...]:
            return service.set_condition(self.workspace, by, tags=tags, condition=Condition(values["condition"]))

        if devices:
            now = str(devices[0].condition)
            field = FormField("condition", t("Condition"), FieldKind.CHOICE, value=now, options=options(Condition))
            self._ask_deed(t("Condition"), [field], deed, devices=devices)

    def action_lost_or_found(self) -> None:
        """H: lost, with the reason; a lost one found again, and how."""
        devices = self._devices()
        if not devices:
            return
        tags = [device.tag for device in devices]
        lost = all(device.state is DeviceState.LOST for device in devices)
        act, title = (service.find, t("Enter as found")) if lost else (service.lose, t("Report lost"))
        self._ask_deed(
            title,
            [FormField(REASON, t("Reason"))],
            lambda _values, by: act(self.workspace, by, tags=tags),
            devices=devices,
            needed=(REASON,),
        )

    def action_change_use(self) -> None:
        """M: for something else, wiped, by two people."""
        devices = self._devices()
        if not devices:
            return
        tags, now = [device.tag for device in devices], devices[0].use_class
        others = tuple(option for option in options(UseClass) if option[0] != now)

        def deed(values: Values, by: Authority) -> tuple[Device, ...]:
            return service.change_use_class(
                self.workspace, by, tags=tags, use_class=UseClass(values["use_class"]), wiping=read_wiping(values)
            )

        fields = [FormField("use_class", t("Use"), FieldKind.CHOICE, options=others), *wiping_fields()]
        said = (*self._said(devices), t("A technician together with the administrator or the head."))
        title = t("Other use")
        dialog = TogetherDialog[Any](title, fields, deed=deed, said=said)
        self.app.push_screen(dialog, partial(self._finished, title))

    def action_retire_device(self) -> None:
        """X: out of the register's work for good, with the reason; what held secrets is wiped first."""
        devices = self._devices()
        if not devices:
            return
        tags = [device.tag for device in devices]
        wiped = any(device.use_class in HELD_SECRETS for device in devices)

        def deed(values: Values, by: Authority) -> tuple[Device, ...]:
            wiping = read_wiping(values) if wiped else None
            return service.retire(self.workspace, by, tags=tags, wiping=wiping)

        fields = [FormField(REASON, t("Reason")), *(wiping_fields() if wiped else ())]
        needed = (REASON, *(_WIPING if wiped else ()))
        self._ask_deed(t("Retire"), fields, deed, devices=devices, needed=needed)
