"""The electorate (thành phần cử tri): from the roll to the denominator, every line with its reason, sums live."""

from collections.abc import Iterator
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from ballots.contests import rules, service
from ballots.contests.values import ContestSheet, ElectorateLine, ElectorateStage, Roll
from ballots.regulations.rules import needed
from ballots.regulations.values import ADVISORY, ElectorateKind
from congress.errors import Finding, Malformed
from congress.i18n import sentence, t
from tui.keys import bindings
from tui.screens.frame import WorkScreen
from tui.widgets.accounting import figure
from tui.widgets.drawing import WRONG, line, lines
from tui.widgets.forms import Choice
from tui.widgets.vietnamese_input import VietnameseInput

ON_ROLL, PRESENT = "on-roll", "present"
MOST_SAID = 3


class ElectorateScreen(WorkScreen):
    """Figures with their reasons, and what more than half is (nhập thành phần, số lượng)."""

    HEADING = "Electorate"
    OF_CONTEST = True
    HAS_BESIDE = True
    NEEDS: ClassVar[dict[str, str]] = {"submit": "electorate:set"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("submit")
    SAYS = (
        "On the roll, less those not summoned: the summoned. Less those who may be deducted: the denominator, of which "
        "more than half is needed. Nobody leaves twice.",
        "Beside a figure stand the names or the paper it rests on.",
        "Those present are counted at the vote; they may be entered again at the desk.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._sheet: ContestSheet | None = None
        self._kind = ElectorateKind.DELEGATES
        self._is_changed = False

    def compose_page(self) -> ComposeResult:
        """A line a figure."""
        contest_id = self.contest_id
        self._sheet = self.read(lambda unit: service.sheet(unit, contest_id))
        self._kind = self._sheet.roll.kind
        with VerticalScroll(id="electorate", can_focus=False):
            yield from self._lines(self._sheet.roll)
        yield Static("", id="electorate-said", markup=False)

    def compose_beside(self) -> ComposeResult:
        """The sum in large, and where it stands in the regulation."""
        yield Static("", id="electorate-sum", markup=False)

    def _lines(self, roll: Roll) -> Iterator[Horizontal]:
        yield self._choice(roll.kind)
        yield _figure(ON_ROLL, t("On the roll"), roll.on_roll, strong=True)
        for stage, below in ((ElectorateStage.NOT_SUMMONED, "summoned"), (ElectorateStage.DEDUCTION, "denominator")):
            for reason in rules.reasons_at(stage, self._kind):
                mine = [one for one in roll.at(stage) if one.reason == reason]
                yield _line_of(stage, reason, mine)
            yield _sum(below)
        yield _figure(PRESENT, t("Present at the vote"), roll.present, strong=True)
        yield _sum("needed")

    def _choice(self, kind: ElectorateKind) -> Horizontal:
        options = [(str(one), t(f"electorate-{one}")) for one in ElectorateKind]
        label = Static(t("Meeting"), classes="kind", markup=False)
        return Horizontal(label, Choice("kind", options, value=str(kind)), classes="line")

    def on_mount(self) -> None:
        """Into the first figure."""
        self.query_one(f"#{ON_ROLL}", Input).focus()

    def show_state(self) -> None:
        """What is kept now, with the sums."""
        contest_id = self.contest_id
        self._sheet = self.read(lambda unit: service.sheet(unit, contest_id))
        locked = self._sheet.locked_at is not None or not self._rights.may("electorate:set")
        for field in self.query(VietnameseInput):
            field.disabled = locked
        self._add_up()

    # --- reading the lines -------------------------------------------------------------------------------

    def _roll(self) -> Roll:
        found = []
        for stage in ElectorateStage:
            for reason in rules.reasons_at(stage, self._kind):
                persons = _number(self, f"{stage}-{reason}")
                note = self.query_one(f"#{stage}-{reason}-note", Input).value
                if persons or note:
                    found.append(ElectorateLine(stage, reason, persons or 0, note))
        return Roll(self._kind, _number(self, ON_ROLL), _number(self, PRESENT), tuple(found))

    @on(Input.Changed)
    def _changed(self) -> None:
        if self.is_mounted:
            self._add_up()

    def _add_up(self) -> None:
        roll = self._roll()
        called = rules.summoned(roll)
        faults = rules.check_roll(roll)
        deducted = sum(one.persons for one in roll.at(ElectorateStage.DEDUCTION))
        denominator = None if called is None else called - deducted
        self._put("summoned", t("= Summoned"), called)
        self._put("denominator", t("= Denominator of the result"), denominator)
        is_advisory = self._sheet is not None and self._sheet.details.kind in ADVISORY
        votes = None if is_advisory or denominator is None or denominator < 1 else needed(denominator)
        self._put("needed", t("More than half: votes needed"), votes)
        for stage in ElectorateStage:
            for reason in rules.reasons_at(stage, self._kind):
                note = self.query_one(f"#{stage}-{reason}-note", Input)
                note.visible = bool(note.value or _number(self, f"{stage}-{reason}"))
        said = [line((f"{WRONG} ", "bold $bad"), sentence(one)) for one in faults[:MOST_SAID]]
        is_kept = self._sheet is not None and roll == self._sheet.roll
        self._is_changed = not is_kept
        if not said and roll.on_roll is None:
            said = [line((t("Begin with the number on the roll."), "$quiet"))]
        elif not said:
            said = [line((t("kept"), "$good") if is_kept else (t("● not kept yet: F4"), "$warn"))]
        self.query_one("#electorate-said", Static).update(lines([line(""), *said]))
        self._show_beside(called, deducted, denominator, votes)

    def _put(self, name: str, label: str, number: int | None) -> None:
        row = self.query_one(f"#sum-{name}", Horizontal)
        row.query_one(".label", Static).update(line((label, "bold")))
        row.query_one(".sum", Static).update(line((figure(number), "bold $gold")))

    def _show_beside(self, called: int | None, deducted: int, denominator: int | None, votes: int | None) -> None:
        said: list[Content] = [
            line((t("More than half"), "bold")),
            line(f"{figure(called)} − {figure(deducted)} = {figure(denominator)}"),
            line(""),
            line((t("votes needed"), "$quiet"), "  ", (figure(votes), "bold $gold")),
            line(""),
            line((t("Half of those summoned less the deducted, not of those present."), "$quiet")),
            line(("QC190 Điều 30", "$quiet")),
        ]
        self.query_one("#electorate-sum", Static).update(lines(said))

    # --- changing ----------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Up, down and Enter go from figure to figure."""
        if event.key in {"down", "enter"}:
            event.stop()
            self.focus_next()
        elif event.key == "up":
            event.stop()
            self.focus_previous()
        else:
            super().on_key(event)

    async def on_choice_made(self) -> None:
        """Another kind of meeting: other reasons may be deducted."""
        roll = self._roll()
        self._kind = ElectorateKind(self.query_one(Choice).value)
        box = self.query_one("#electorate", VerticalScroll)
        await box.remove_children()
        await box.mount_all(self._lines(Roll(self._kind, roll.on_roll, roll.present, roll.lines)))
        self.query_one(Choice).focus()
        self._add_up()

    def action_submit(self) -> None:
        """F4: keep it."""
        roll, contest_id = self._roll(), self.contest_id
        if roll.on_roll is None:
            self.say(Malformed([Finding("electorate.on_roll", "electorate-incomplete")]))
            return
        self.do_alone(
            lambda by: service.set_electorate(self.workspace, by, contest_id=contest_id, roll=roll),
            then=lambda _sheet: self.tell(t("The electorate is kept.")),
        )

    def action_go_back(self) -> None:
        """Esc: what is not kept is asked about."""
        if self._is_changed and self._rights.may("electorate:set"):
            self.ask(t("Leave without keeping the figures?"), then=self.shell.go_back, yes=t("Leave"))
        else:
            self.shell.go_back()


def _figure(name: str, label: str, value: int | None, *, strong: bool = False) -> Horizontal:
    text = "" if value is None else str(value)
    said = Static(line((label, "bold" if strong else "")), classes="label", markup=False)
    return Horizontal(
        said,
        VietnameseInput(text, id=name, restrict=r"[0-9]*", max_length=8, classes="figure"),
        Static("", classes="room"),
        classes="line",
    )


def _line_of(stage: ElectorateStage, reason: str, mine: list[ElectorateLine]) -> Horizontal:
    persons = sum(one.persons for one in mine)
    note = "; ".join(one.note for one in mine if one.note)
    return Horizontal(
        Static(f"  − {t(f'{_PREFIX[stage]}-{reason}')}", classes="label", markup=False),
        VietnameseInput(
            str(persons) if persons else "",
            id=f"{stage}-{reason}",
            restrict=r"[0-9]*",
            max_length=8,
            classes="figure",
        ),
        VietnameseInput(note, id=f"{stage}-{reason}-note", placeholder=t("who, or which paper"), classes="note"),
        classes="line",
    )


def _sum(name: str) -> Horizontal:
    return Horizontal(
        Static("", classes="label", markup=False),
        Static("", classes="sum", markup=False),
        Static("", classes="room"),
        id=f"sum-{name}",
        classes="line",
    )


_PREFIX = {ElectorateStage.NOT_SUMMONED: "not-summoned", ElectorateStage.DEDUCTION: "deduction"}


def _number(screen: ElectorateScreen, name: str) -> int | None:
    text = screen.query_one(f"#{name}", Input).value
    return int(text) if text else None
