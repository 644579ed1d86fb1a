"""This machine (máy này): what it can prove about itself, what is unknown, which media may be plugged in."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from congress.access.values import Authority
from congress.i18n import code_of, sentence, t
from congress.term.holding import holding_of, set_holding
from congress.term.values import Holding, MachineClass
from congress.workspace import Workspace
from devices.machine.media import allow_medium, forbid_medium
from devices.machine.service import examine
from devices.machine.values import Answer, Fact, Topic
from devices.register.own_class import contradictions
from tui.keys import bindings
from tui.screens.asking import ValuesDialog
from tui.screens.desk_deeds import TogetherDialog, Values
from tui.screens.frame import WorkScreen
from tui.widgets.drawing import OK, WRONG, Part, line, lines
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable

_SIGNS: Mapping[Answer, Part] = {
    Answer.YES: (OK, "bold $good"),
    Answer.NO: ("–", "bold $warn"),
    Answer.UNKNOWN: ("?", "bold $gold"),
}
_NOW, _EVER = "now", "ever"
_STYLES = {Answer.YES: "$good", Answer.NO: "$warn", Answer.UNKNOWN: "$gold"}


class MachineScreen(WorkScreen):
    """A row an answer; the media allowed here below them."""

    HEADING = "This machine"
    AUTO_FOCUS = "#machine-facts"
    NEEDS: ClassVar[dict[str, str]] = {
        "allow_medium": "medium:allow",
        "forbid_medium": "medium:forbid",
        "set_class": "machine:class:set",
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings("look_again", "allow_medium", "forbid_medium", "set_class")
    SAYS = (
        "What this laptop can prove about itself: networks, ways out, radio, listeners, clock, disk, encryption, "
        "power, printers, media, the last backup. ✗ keeps official counting waiting, – should be put right, ? could "
        "not be seen and is never taken for good. F5 looks again.",
        "A allows the medium under the cursor, or one whose number is typed; Del takes an allowed one off the list. "
        "Both take two people and a reason.",
        "C says what this machine is for. State secrets are taken in only where it is a machine for them and nothing "
        "leads out of it at that moment: nobody can overrule this.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._facts: tuple[Fact, ...] | None = None
        self._allowed: tuple[str, ...] = ()

    def compose_page(self) -> ComposeResult:
        """What it comes to, the answers, the one under the cursor in full."""
        yield Static("", id="machine-sums", markup=False)
        yield WindowedTable(
            (Column("", 1), Column(t("Checked"), 23), Column(t("Answer"), 9), Column(t("What was seen"))),
            fetch=lambda offset, limit: self._rows()[offset : offset + limit],
            count=lambda: len(self._rows()),
            empty=t("looking …"),
            widget_id="machine-facts",
        )
        yield Static("", id="machine-below", markup=False)

    def on_mount(self) -> None:
        """Look at once; follow the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self._cursor_moved, init=False)
        self.action_look_again()

    def show_state(self) -> None:
        """What the latest look found, and the media allowed by now."""
        self._allowed = tuple(self.workspace.settings.allowed_media)
        self.query_one("#machine-sums", Static).update(lines([_sums(self._facts), line("")]))
        self.query_one(WindowedTable).reload()
        self._cursor_moved()

    def action_look_again(self) -> None:
        """F5: look at the laptop again."""
        folder, workspace = self.workspace.folder, self.workspace
        now = self.read(lambda unit: unit.now)
        told = self.read(contradictions)
        self.do(lambda: (*examine(folder, workspace=workspace, now=now), *told), then=self._looked)

    def _looked(self, facts: tuple[Fact, ...]) -> None:
        self._facts = facts

    def _rows(self) -> list[Row]:
        if self._facts is None:
            return []
        allowed: list[Row] = []
        for medium in self._allowed:
            cells: tuple[Part, ...] = ((OK, "$quiet"), (t("Allowed medium"), "$quiet"), "", medium)
            allowed.append(Row(("allowed", medium), cells))
        return [_row(place, fact) for place, fact in enumerate(self._facts)] + allowed

    @property
    def _under_cursor(self) -> tuple[str, object]:
        tables = self.query(WindowedTable)
        row = tables.first().chosen if tables else None
        return row.key if row is not None and isinstance(row.key, tuple) else ("", None)

    def _cursor_moved(self) -> None:
        row = self.query_one(WindowedTable).chosen
        said: Sequence[Content] = [] if row is None else [line(row.cells[3])]
        self.query_one("#machine-below", Static).update(lines(said))
        self.refresh_bindings()

    # --- media ---------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only an allowed medium is taken off the list."""
        if action == "forbid_medium" and self._under_cursor[0] != "allowed":
            return False
        return super().check_action(action, parameters)

    def action_allow_medium(self) -> None:
        """A: the medium under the cursor, or one whose number is typed."""
        kind, place = self._under_cursor
        fact = self._facts[place] if self._facts and kind == "fact" and isinstance(place, int) else None
        found = fact.thing if fact is not None and fact.topic is Topic.MEDIA else ""
        field = FormField("medium", t("Serial number"), value=found, hint=t("as this screen names it"))
        dialog = ValuesDialog(t("Allow a medium"), [field], needed=("medium",), yes=t("Go on"))
        self.app.push_screen(dialog, lambda values: None if values is None else self._allow(values["medium"]))

    def _allow(self, medium: str) -> None:
        self.do_together(
            t("Allow a medium"),
            lambda by: allow_medium(self.workspace, by, medium=medium),
            then=partial(self._changed, t("Allowed: {medium}", medium=medium)),
            said=(medium, t("An administrator together with the head of the board.")),
            asks_reason=True,
        )

    def action_forbid_medium(self) -> None:
        """Del: the allowed medium under the cursor, off the list."""
        medium = str(self._under_cursor[1])
        self.do_together(
            t("No longer allow a medium"),
            lambda by: forbid_medium(self.workspace, by, medium=medium),
            then=partial(self._changed, t("No longer allowed: {medium}", medium=medium)),
            said=(medium, t("An administrator together with the head of the board.")),
            asks_reason=True,
        )

    # --- what it may hold ----------------------------------------------------------------------------------

    def action_set_class(self) -> None:
        """C: what this machine is for."""
        self.app.push_screen(class_dialog(self.workspace, self.read(holding_of)), self._class_set)

    def _class_set(self, holding: Holding | None) -> None:
        if holding is not None:
            self._changed(t(code_of(holding.machine_class)), None)

    def _changed(self, said: str, _allowed: object) -> None:
        self.tell(said)
        self.action_look_again()


def class_dialog(workspace: Workspace, now: Holding) -> TogetherDialog[Holding]:
    """Say what this machine is for: two people, a reason."""

    def deed(values: Values, by: Authority) -> Holding:
        ever = values["ever"] == _EVER
        return set_holding(workspace, by, holding=Holding(MachineClass(values["class"]), ever_connected_counts=ever))

    classes = tuple((str(one), t(code_of(one))) for one in MachineClass)
    counting = ((_NOW, t("only what leads out now")), (_EVER, t("whatever ever led out")))
    return TogetherDialog(
        t("What this machine is for"),
        [
            FormField("class", t("Kind"), FieldKind.CHOICE, value=str(now.machine_class), options=classes),
            FormField(
                "ever",
                t("Forbids secrets"),
                FieldKind.CHOICE,
                value=_EVER if now.ever_connected_counts else _NOW,
                options=counting,
            ),
        ],
        deed=deed,
        said=(
            t("A machine for secrets joins no network. Before it becomes an ordinary one its secrets are taken off."),
            t("An administrator together with the head of the board."),
        ),
        asks_reason=True,
    )


def _row(place: int, fact: Fact) -> Row:
    sign: Part = (WRONG, "bold $bad") if fact.blocks else _SIGNS[fact.answer]
    answer = (t(code_of(fact.answer)), "$bad" if fact.blocks else _STYLES[fact.answer])
    return Row(("fact", place), (sign, t(code_of(fact.topic)), answer, sentence(fact)))


def _sums(facts: tuple[Fact, ...] | None) -> Content:
    if facts is None:
        return line((t("looking …"), "$quiet"))
    unknown = sum(fact.answer is Answer.UNKNOWN for fact in facts)
    blocks = sum(fact.blocks for fact in facts)
    said: list[Part] = [
        (t("{count} things keep official counting waiting", count=blocks), "bold $bad")
        if blocks
        else (t("Nothing here stands in the way of official counting."), "bold $good")
    ]
    if unknown:
        said.append((f"  ·  {t('{count} could not be seen', count=unknown)}", "$gold"))
    return line(*said)
