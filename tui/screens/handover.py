"""Devices handed over, and taken back, by minutes (bàn giao, nhận lại thiết bị)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import ClassVar
from uuid import UUID

from textual.binding import BindingType

from congress.access.values import Authority
from congress.errors import Refused
from congress.i18n import t
from devices.custody import service
from devices.custody.rules import BACK_FROM
from devices.custody.service import Handed
from devices.custody.values import HandedLine, HandoverKind, NewHandover, NewLine, NewReturn, Side
from devices.custody.views import HandoverSeen
from devices.readiness import queries as readiness
from devices.readiness.rules import seals
from devices.readiness.values import SealKind
from devices.register.values.devices import Device, UseClass
from tui.keys import bindings
from tui.screens.asking import ValuesDialog
from tui.screens.device_asking import Values, body_named, body_names, both, read_day, read_wiping, wiping_fields
from tui.screens.device_words import options, word
from tui.screens.handover_lines import LinesScreen, is_secret
from tui.widgets.drawing import Part
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import WindowedTable

_SAME_USE = ""
_HEAD = ("number", "on", "basis", "giver_name", "taker", "taker_name")


def kind_of(devices: Sequence[Device]) -> HandoverKind:
    """Which minutes these devices go by; classified machines and others never go by the same."""
    secret = [one for one in devices if is_secret(one)]
    if not secret:
        return HandoverKind.ORDINARY
    if len(secret) < len(devices):
        raise Refused("handover-mixed", tags=", ".join(one.tag for one in secret))
    return HandoverKind.CLASSIFIED


class HandoverScreen(LinesScreen):
    """Devices to be handed over: how each is, then the head of the minutes, then the deed."""

    HEADING = "Hand-over of devices"
    NEEDS: ClassVar[dict[str, str]] = {"make_minutes": "device:hand-over"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("make_minutes", "same_accessories")
    SAYS = (
        "Enter says how a device is and what goes along with it; A gives the same accessories to all that have none.",
        "F8 asks for number, decision and both sides; then every device changes hands in one act, and the minutes are "
        "printed for one signature a side, with the list as XLSX.",
        "Machines for classified papers go by minutes of their own, by two people: of their documents only number and "
        "symbol are typed.",
    )

    def __init__(self, devices: Sequence[Device], *, after: Callable[[], object]) -> None:
        super().__init__(kind_of(devices), after=after)
        self.devices = tuple(devices)
        self.typed = {one.tag: NewLine(tag=one.tag, condition=one.condition) for one in devices}
        self.chosen_tags = frozenset(self.typed)
        self._names: Mapping[UUID, str] = {}
        self._seals_read = False

    def show_state(self) -> None:
        """The devices; seals that hold are put in once."""
        self._names = self.read(body_names)
        if self.kind is HandoverKind.CLASSIFIED and not self._seals_read:
            self._seals_read = True
            self._put_seals()
        self.show_lines()

    def title_lines(self) -> Sequence[Part]:
        """Who hands over how many."""
        holder = self._names.get(self.devices[0].custody.holder_id, "")
        count = t("{count} devices", count=len(self.devices))
        return ((word(self.kind), "bold"), f"  ·  {holder}  ·  {count}")

    def action_same_accessories(self) -> None:
        """A: what goes along with each device that has nothing yet."""

        def said(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.typed = {
                    tag: one if one.accessories else replace(one, accessories=values["accessories"])
                    for tag, one in self.typed.items()
                }
                self.show_lines()

        field = FormField("accessories", t("Accessories"), hint=t("of each device that has none yet"))
        self.app.push_screen(ValuesDialog(t("Accessories of all"), [field], yes=t("Take it")), said)

    def _put_seals(self) -> None:
        ids, on = [one.id for one in self.devices], self._today()
        there = self.read(lambda unit: readiness.seals_on(unit, ids))
        for one in self.devices:
            if (held := seals.held(there, one.id, SealKind.SEAL, on=on)) is not None:
                self.typed[one.tag] = NewLine(tag=one.tag, condition=one.condition, seal=held.number)

    def _today(self) -> date:
        return self.read(lambda unit: unit.now).astimezone().date()

    def action_make_minutes(self) -> None:
        """F8: the head of the minutes, then the deed."""
        if self.lines_are_wrong():
            return
        first, today = self.devices[0].custody, self._today()
        number = self.read(lambda unit: service.next_number(unit, first.holder_id, year=today.year))
        day = t("day/month/year")
        fields = [
            FormField("number", t("Number of the minutes"), value=number),
            FormField("on", t("Date"), value=f"{today:%d/%m/%Y}", hint=day),
            FormField("basis", t("Rests on"), hint=t("decision or plan, with number and date")),
            FormField("giver_name", t("Handed over by"), value=first.holder_name),
            FormField("giver_post", t("Post"), hint=t("may stay empty")),
            FormField("taker", t("To which body"), hint=t("the body's name, or some words of it")),
            FormField("taker_name", t("Taken by")),
            FormField("taker_post", t("Their post"), hint=t("may stay empty")),
            FormField("place", t("Place of the hand-over"), hint=t("may stay empty")),
            FormField("until", t("Due back on"), hint=t("day/month/year; empty where it stays")),
            FormField("remarks", t("Remarks"), hint=t("may stay empty")),
        ]
        if self.kind is HandoverKind.CLASSIFIED:
            uses = ((_SAME_USE, t("as before")), *(one for one in options(UseClass) if one[0] != UseClass.CLASSIFIED))
            fields += [FormField("use_class", t("Use from then on"), FieldKind.CHOICE, options=uses), *wiping_fields()]
        said = (t("{count} devices change hands in one act.", count=len(self.devices)),)
        self.ask_head(t("Hand over"), fields, kind=self.kind, needed=_HEAD, deed=self._deed, said=said)

    def _deed(self, values: Values, by: Authority) -> Handed:
        workspace, secret = self.workspace, self.kind is HandoverKind.CLASSIFIED
        with workspace.reading() as unit:
            taker, (on, until) = both(
                lambda: body_named(unit, values["taker"], field="taker"),
                lambda: both(
                    lambda: read_day(values["on"], field="on"),
                    lambda: read_day(values["until"], field="until") if values["until"] else None,
                ),
            )
        new = NewHandover(
            number=values["number"],
            on=on,
            basis=values["basis"],
            giver=Side(self.devices[0].custody.holder_id, values["giver_name"], values["giver_post"]),
            taker=Side(taker.id, values["taker_name"], values["taker_post"]),
            lines=self.named_lines(),
            place=values["place"],
            remarks=values["remarks"],
            congress_id=self.session.congress_id,
            until=until,
        )
        if not secret:
            return service.hand_over(workspace, by, new=new)
        if not values["use_class"]:
            return service.hand_over_classified(workspace, by, new=new)
        use_class, wiping = UseClass(values["use_class"]), read_wiping(values)
        return service.hand_over_classified(workspace, by, new=new, use_class=use_class, wiping=wiping)


class ReturnScreen(LinesScreen):
    """Devices of a hand-over that are out: those that come back are marked, and how they are."""

    HEADING = "Return of devices"
    NEEDS: ClassVar[dict[str, str]] = {"make_return": "device:hand-back"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("make_return", "mark", "mark_all")
    SAYS = (
        "The blank bar marks a device as come back, U marks all. Enter says how it came back, as it went until then: "
        "what differs from the hand-over is named on the minutes.",
        "F8 asks for number and both people, then takes back what is marked. What is not marked stays out, by name.",
    )

    def __init__(self, seen: HandoverSeen, out: Sequence[Device]) -> None:
        secret = any(map(is_secret, out))
        super().__init__(HandoverKind.CLASSIFIED if secret else HandoverKind.ORDINARY)
        self._of = seen.handover
        self.devices = tuple(out)
        went = {line.device_id: line for line in self._of.lines}
        self.typed = {one.tag: _as_it_went(one, went[one.id]) for one in out}
        self._names: Mapping[UUID, str] = {}

    def show_state(self) -> None:
        """What is out, as it went."""
        self._names = self.read(body_names)
        self.show_lines()

    def title_lines(self) -> Sequence[Part]:
        """Of which minutes, how many are marked."""
        of = self._of
        said = t("minutes {number} of {on}", number=of.number, on=f"{of.on:%d/%m/%Y}")
        marked = t("{marked} of {out} come back", marked=len(self.chosen_tags), out=len(self.devices))
        return ((self._names[of.taker.body_id], "bold"), f"  ·  {said}  ·  ", (marked, "$gold"))

    def action_mark(self) -> None:
        """The blank bar: it came back, or not; on to the next."""
        table = self.query_one(WindowedTable)
        if table.cursor < len(self.devices):
            self.say_nothing()
            self.chosen_tags ^= {self.devices[table.cursor].tag}
            self.show_lines()
            table.cursor = min(table.cursor + 1, len(self.devices) - 1)

    def action_mark_all(self) -> None:
        """U: all came back, or none."""
        self.say_nothing()
        everything = frozenset(self.typed)
        self.chosen_tags = frozenset() if self.chosen_tags == everything else everything
        self.show_lines()

    def line_typed(self, tag: str) -> None:
        """What something is said of came back."""
        self.say_nothing()
        self.chosen_tags |= {tag}

    def action_make_return(self) -> None:
        """F8: the head of the minutes, then the deed."""
        if not self.chosen_tags:
            self.say(Refused("return-none-marked"))
            return
        try:
            kind = kind_of([one for one in self.devices if one.tag in self.chosen_tags])
        except Refused as mixed:
            self.say(mixed)
            return
        if self.lines_are_wrong():
            return
        of, today = self._of, self.read(lambda unit: unit.now).astimezone().date()
        number = self.read(lambda unit: service.next_number(unit, of.giver.body_id, year=today.year))
        fields = [
            FormField("number", t("Number of the minutes"), value=number),
            FormField("on", t("Date"), value=f"{today:%d/%m/%Y}", hint=t("day/month/year")),
            FormField("giver_name", t("Handed back by"), value=of.taker.name),
            FormField("giver_post", t("Post"), value=of.taker.post, hint=t("may stay empty")),
            FormField("taker_name", t("Taken back by"), value=of.giver.name),
            FormField("taker_post", t("Their post"), value=of.giver.post, hint=t("may stay empty")),
            FormField("place", t("Place of the hand-over"), hint=t("may stay empty")),
            FormField("remarks", t("Remarks"), hint=t("may stay empty")),
        ]
        left = len(self.devices) - len(self.chosen_tags)
        said = [t("{marked} come back, {left} stay out.", marked=len(self.chosen_tags), left=left)]
        marked = (one for one in self.devices if one.tag in self.chosen_tags)
        placed = sum(one.whereabouts.position_id is not None and one.state in BACK_FROM for one in marked)
        if placed:
            said.append(t("{count} of them fill positions of a site and leave them empty.", count=placed))
        needed = ("number", "on", "giver_name", "taker_name")
        deed = partial(self._deed, kind)
        self.ask_head(t("Take the devices back"), fields, kind=kind, needed=needed, deed=deed, said=said)

    def _deed(self, kind: HandoverKind, values: Values, by: Authority) -> Handed:
        new = NewReturn(
            handover_id=self._of.id,
            number=values["number"],
            on=read_day(values["on"], field="on"),
            giver_name=values["giver_name"],
            giver_post=values["giver_post"],
            taker_name=values["taker_name"],
            taker_post=values["taker_post"],
            lines=self.named_lines(),
            place=values["place"],
            remarks=values["remarks"],
        )
        if kind is HandoverKind.CLASSIFIED:
            return service.hand_back_classified(self.workspace, by, new=new)
        return service.hand_back(self.workspace, by, new=new)


def _as_it_went(device: Device, line: HandedLine) -> NewLine:
    bare = NewLine(tag=device.tag, condition=line.condition, accessories=", ".join(line.accessories))
    if not is_secret(device):  # of another use by now: wiped, its disk and documents are told no more
        return bare
    return replace(
        bare,
        disk_serial=line.disk_serial,
        seal=line.seal,
        documents=", ".join(line.documents),
    )
