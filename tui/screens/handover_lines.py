"""Devices on minutes that are being made (các dòng của biên bản): condition, accessories, remarks of each."""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from congress.access.values import Authority
from congress.errors import Finding
from congress.i18n import t
from devices.custody import rules
from devices.custody.service import Handed
from devices.custody.values import HandoverKind, NewLine
from devices.register.values.devices import Condition, Device, UseClass
from tui.keys import Hint
from tui.messages import Problem, RowChosen
from tui.screens.asking import ValuesDialog
from tui.screens.desk_deeds import TogetherDialog
from tui.screens.desk_frame import in_words
from tui.screens.device_asking import DeedDialog, Values, put_proposals
from tui.screens.device_words import condition, options, word
from tui.screens.made_papers import MadePapers
from tui.widgets.drawing import OK, Part, line, lines
from tui.widgets.forms import FieldKind, Form, FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable

HeadDeed = Callable[[Values, Authority], Handed]
"""What the head of minutes is given to."""


def is_secret(device: Device) -> bool:
    """Whether a device is for classified papers now."""
    return device.use_class is UseClass.CLASSIFIED


def _faults(typed: NewLine, device: Device) -> list[Finding]:
    kind = HandoverKind.CLASSIFIED if is_secret(device) else HandoverKind.ORDINARY
    return list(rules.check_lines(kind, [typed], [device]))


class SignedTogether(TogetherDialog[Handed]):
    """The head of minutes that two people make; a name that means one body only is put in whole."""

    def say(self, problem: Problem) -> None:
        """What was refused."""
        super().say(problem)
        put_proposals(self.query_one(Form), problem)


class LinesScreen(MadePapers):
    """A row a device; Enter says how it is, what goes along with it."""

    def __init__(self, kind: HandoverKind, *, after: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.kind = kind
        self._after_it = after
        self.devices: tuple[Device, ...] = ()
        self.typed: dict[str, NewLine] = {}
        """By tag, in the order of the minutes."""
        self.chosen_tags: frozenset[str] = frozenset()
        """Which of them the minutes name."""
        self.is_made = False

    @abstractmethod
    def title_lines(self) -> Sequence[Part]:
        """What stands above the devices."""

    def compose_page(self) -> ComposeResult:
        """What it is about, the devices, the one under the cursor."""
        yield Static("", id="handover-about", markup=False)
        secret = self.kind is HandoverKind.CLASSIFIED
        last = (
            (Column(t("Disk"), 12), Column(t("Seal"), 10), Column(t("Documents"), 9, right=True))
            if secret
            else (Column(t("Accessories")), Column(t("Note"), 12, room=100))
        )
        yield WindowedTable(
            (
                Column("", 1),
                Column(t("Tag"), 9),
                Column(t("Category"), 11, most=20),
                Column(t("Model"), 14, most=30),
                Column(t("Serial number"), 12, room=100),
                Column(t("Condition"), 10),
                *last,
            ),
            fetch=lambda offset, limit: [self._row(one) for one in self.devices[offset : offset + limit]],
            count=lambda: len(self.devices),
            widget_id="handover-lines",
        )
        yield Static("", id="handover-below", markup=False)

    def on_mount(self) -> None:
        """Follow the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self._show_line, init=False)

    def show_lines(self) -> None:
        """The devices as they were typed."""
        self.query_one("#handover-about", Static).update(lines([line(*self.title_lines()), line("")]))
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()
        self._show_line()

    def _row(self, one: Device) -> Row:
        typed = self.typed[one.tag]
        if self.kind is HandoverKind.CLASSIFIED:
            count = len([part for part in typed.documents.replace(";", ",").split(",") if part.strip()])
            last: tuple[Part, ...] = (typed.disk_serial, typed.seal, str(count))
        else:
            last = (typed.accessories, typed.note)
        sign: Part = (OK, "bold $gold") if one.tag in self.chosen_tags else ""
        cells: tuple[Part, ...] = (
            sign,
            (one.tag, "bold"),
            word(one.category),
            one.details.model,
            one.details.serial,
            condition(typed.condition),
            *last,
        )
        return Row(one.tag, cells)

    def _show_line(self) -> None:
        place, said = self.query_one(WindowedTable).cursor, []
        if place < len(self.devices):
            one = self.devices[place]
            typed = self.typed[one.tag]
            said.append(line((one.tag, "bold"), f"  {word(one.category)}  {one.details.model}  {one.details.serial}"))
            said += [
                line((f"{label}: ", "$quiet"), text)
                for label, text in (
                    (t("Accessories"), typed.accessories),
                    (t("Documents"), typed.documents),
                    (t("Note"), typed.note),
                )
                if text
            ]
        self.query_one("#handover-below", Static).update(lines(said))

    def hints(self) -> tuple[Hint, ...]:
        """Enter says how a device is."""
        return () if self.is_made else (("⏎", t("How it is")),)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Minutes that were made stay as they are."""
        if action in {*self.NEEDS, "same_accessories", "mark", "mark_all"} and self.is_made:
            return False
        return super().check_action(action, parameters)

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        if self.is_made:
            return
        device = next(one for one in self.devices if one.tag == event.key)
        typed = self.typed[device.tag]
        fields = [
            FormField(
                "condition", t("Condition"), FieldKind.CHOICE, value=str(typed.condition), options=options(Condition)
            ),
            FormField("accessories", t("Accessories"), value=typed.accessories, hint=t("separated by commas")),
            FormField("note", t("Note"), value=typed.note),
        ]
        if is_secret(device):
            hint = t("number and symbol only, separated by commas: 12-BC/HU, 15-TTr/HU")
            fields += [
                FormField("disk_serial", t("Serial number of the disk"), value=typed.disk_serial),
                FormField("seal", t("Number of the seal"), value=typed.seal),
                FormField("documents", t("Documents"), value=typed.documents, hint=hint),
            ]

        def read(values: Mapping[str, str]) -> NewLine:
            more = {name: text for name, text in values.items() if name != "condition"}
            return replace(typed, condition=Condition(values["condition"]), **more)

        def said(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.typed[typed.tag] = read(values)
                self.line_typed(typed.tag)
                self.show_lines()

        dialog = ValuesDialog(typed.tag, fields, yes=t("Take it"), check=lambda values: _faults(read(values), device))
        self.app.push_screen(dialog, said)

    def lines_are_wrong(self) -> bool:
        """Whether the minutes cannot be made of what was said of the devices; the first such line is gone to."""
        named = ((place, one) for place, one in enumerate(self.devices) if one.tag in self.chosen_tags)
        wrong = [(place, found) for place, one in named if (found := _faults(self.typed[one.tag], one))]
        if wrong:
            self.query_one(WindowedTable).cursor = wrong[0][0]
            self.say(in_words(fault for _, found in wrong for fault in found))
        return bool(wrong)

    def line_typed(self, tag: str) -> None:
        """Something was said of a device."""

    def named_lines(self) -> tuple[NewLine, ...]:
        """The lines of the minutes."""
        return tuple(one for tag, one in self.typed.items() if tag in self.chosen_tags)

    def ask_head(
        self,
        title: str,
        fields: Sequence[FormField],
        *,
        kind: HandoverKind,
        needed: Sequence[str],
        deed: HeadDeed,
        said: Sequence[str],
    ) -> None:
        """The head of the minutes, then the deed: by two people where the machines are classified."""

        def closed(done: Handed | None) -> None:
            if done is not None:
                self.is_made = True
                if self._after_it is not None:
                    self._after_it()
                self.note_papers(done.papers)
                self.renew()
                self.tell(t("Done: {what}", what=title))

        if kind is HandoverKind.CLASSIFIED:
            optional = [field.name for field in fields if field.name not in needed]
            words = (*said, t("A technician together with the administrator or the head."))
            self.app.push_screen(SignedTogether(title, fields, deed=deed, said=words, optional=optional), closed)
        else:
            dialog = DeedDialog[Handed](title, fields, deed=deed, said=said, needed=needed, yes=title)
            self.app.push_screen(dialog, closed)
