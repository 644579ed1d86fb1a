"""The piles of a count (các tập phiếu): who enters which, how far each has come; from here to the pad."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ballots.counting import service
from ballots.counting.events import FIXED
from ballots.counting.values import OpenPile, Pass, Pile, PileHash, PileKind, PileState, Step
from ballots.counting.views import DeskView
from congress.access.values import Actor, Authority
from congress.errors import Refused
from congress.i18n import t
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.asking import ValuesDialog
from tui.screens.desk_frame import DeskFrame
from tui.screens.desk_showing import next_line, short_name, what_blocks
from tui.screens.desk_words import introduction
from tui.screens.entry import EntryScreen, closed_words
from tui.widgets.accounting import figure
from tui.widgets.drawing import NEXT, OK, Part, bar, line, lines
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable

_KIND_STYLES = {PileKind.FULL: "", PileKind.FEWER: "$gold", PileKind.ASIDE: "$warn", PileKind.HEAP: "$good"}
_BAR = 10
_ON_PILE = frozenset({"close_pile", "reopen", "restart_pile"})


class PilesScreen(DeskFrame):
    """Every pile under its slip; Enter takes one up."""

    HEADING = "Key the piles"
    SAYS = (
        "Enter takes up the pile under the cursor: a new one, one half entered, or one that another person began. Each "
        "count of a pile is another person's, who learns nothing of the others before all are closed.",
        "Piles laid aside when sorting are entered by members of the board only.",
        "D closes a pile that is entered to its last paper: its hash goes into the journal. Only then the board may "
        "take out papers. M opens a closed pile again, with a reason; it takes two people.",
        "X throws away what is entered of a pile where the wrong papers were keyed, and the pile is keyed anew from "
        "its first paper. It takes two people and a reason; a single wrong paper is corrected instead.",
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("close_pile", "reopen", "restart_pile", "differences", "doubtful")
    NEEDS: ClassVar[dict[str, str]] = {
        "close_pile": "pile:close",
        "reopen": "pile:reopen",
        "restart_pile": "pile:restart",
    }

    def compose_page(self) -> ComposeResult:
        """How far it is, the piles, what is next."""
        yield Static("", id="about", markup=False)
        yield WindowedTable(
            [
                Column("", 1),
                Column(t("Pile"), 5, right=True),
                Column(t("Kind"), 9),
                Column(t("Papers"), 8, right=True),
                Column(t("Aside"), 6, right=True),
                Column(t("Differ"), 6, right=True),
                Column(t("Counts: how far, by whom")),
            ],
            fetch=self._fetch,
            count=lambda: len(self._piles()),
            empty=t("No pile yet"),
            widget_id="piles",
        )
        yield Static("", id="next", markup=False)

    def show_desk(self, view: DeskView) -> None:
        """The piles as they stand; the cursor on the first that waits."""
        table = self.query_one(WindowedTable)
        first = table.cursor == 0 and not table.has_focus
        table.reload()
        waiting = next((i for i, pile in enumerate(view.piles) if pile.state is not PileState.CLOSED), None)
        chosen = self._piles()[table.cursor] if self._piles() else None
        if waiting is not None and (first or (chosen and chosen.state is PileState.CLOSED)):
            table.cursor = waiting
        table.focus()
        done = view.closed_piles
        read = sum(one.read for pile in view.piles for one in pile.passes)
        due = sum(pile.papers * len(pile.passes) for pile in view.piles)
        self.query_one("#about", Static).update(
            lines(
                [
                    line(
                        (how_many(view.desk.counts), "$gold"),
                        (f"  ·  {t('piles {done} / {whole}', done=done, whole=len(view.piles))}", "bold"),
                        (f"  ·  {t('papers {read} / {papers}', read=figure(read), papers=figure(due))}", "bold"),
                    ),
                    line(""),
                ]
            )
        )
        self.query_one("#next", Static).update(lines(self._next(view)))

    def _next(self, view: DeskView) -> Sequence[Content]:
        looks_on = self.why_not("pile:open")
        rows = [] if looks_on is None else [looks_on]
        if view.step is Step.CONCLUDE:
            waiting = view.accounting.waiting
            if view.accounting.unsettled:
                said = t(
                    "Every pile is closed: {papers} papers were read differently.", papers=view.accounting.unsettled
                )
                return [*rows, line((f"{NEXT} S  ", "bold $gold"), (said, "bold"))]
            said = t("Every pile is closed: the board concludes on {papers} papers.", papers=waiting)
            if not waiting:
                said = t("Every pile is closed, no paper waits: the count may be closed.")
            return [*rows, line((f"{NEXT} P  ", "bold $gold"), (said, "bold"))]
        if view.step is not Step.KEY:
            rows.append(next_line(view))
        return [*rows, *what_blocks(view.blockers, at_most=2)]

    def hints(self) -> tuple[Hint, ...]:
        """What Enter does."""
        return (("⏎", t("enter the pile")),) if self.why_not("pile:open") is None else ()

    def show_beside(self, view: DeskView) -> None:
        """How it is done."""
        self.put_beside(introduction(Step.KEY))

    def _piles(self) -> tuple[Pile, ...]:
        return () if self.view is None else self.view.piles

    def _fetch(self, offset: int, limit: int) -> Sequence[Row]:
        return [_row(pile) for pile in self._piles()[offset : offset + limit]]

    # --- taking a pile up ----------------------------------------------------------------------------------

    @on(RowChosen)
    def _chosen(self, event: RowChosen) -> None:
        event.stop()
        view = self.view
        if view is None or self.refuses("pile:open"):
            return
        assert isinstance(event.key, int)
        pile = view.desk.pile(event.key)
        if pile.state is PileState.CLOSED:
            self.say(Refused("pile-closed", pile=pile.number))
        elif view.step in FIXED or view.by_hand:
            self.say(Refused("not-at-this-step"))
        elif (one := pile.at_hand) and one.state is PileState.OPEN and one.typist != self.session.person:
            self.ask(
                t("Take pile {pile} over from {name}?", pile=pile.number, name=one.typist),
                said=(t("{read} of {papers} papers are entered; they stay.", read=one.read, papers=pile.papers),),
                then=lambda: self._take_up(pile),
                yes=t("Take it over"),
            )
        else:
            self._take_up(pile)

    def _take_up(self, pile: Pile) -> None:
        if pile.kind is PileKind.HEAP and len(pile.passes) == 1:
            self._with_second_counter(pile)
        else:
            self._open(pile, second=None)

    def _with_second_counter(self, pile: Pile) -> None:
        """A heap is counted by two people: the second says who they are before the pad opens."""
        self.do_together(
            t("Heap {pile}: two people count", pile=pile.number),
            lambda by: by.second,
            said=(
                t(
                    "{papers} papers of one pattern. Each counts them; the second types the second count.",
                    papers=pile.papers,
                ),
            ),
            then=lambda second: self._open(pile, second=second),
        )

    def _open(self, pile: Pile, *, second: Actor | None) -> None:
        workspace, contest_id, number = self.workspace, self.contest_id, pile.number
        one = pile.at_hand
        mine = one is not None and one.state is PileState.OPEN and one.typist == self.session.person
        pile_id = None if one is None else one.id

        def opened(by: Authority) -> OpenPile:
            if mine and pile_id is not None:
                with workspace.reading() as unit:
                    return service.pile_view(unit, contest_id, pile_id)
            return service.open_pile(workspace, by, contest_id=contest_id, number=number)

        self.do_alone(opened, then=lambda at: self.app.push_screen(EntryScreen(at, second=second)))

    # --- closing and reopening -----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the pile under the cursor is ready for."""
        if action in _ON_PILE:
            pile = self._under_cursor()
            fixed = self.view is None or self.view.step in FIXED or self.view.by_hand
            if fixed or pile is None or not _is_ready(pile, action):
                return False
        begun = any(pile.state is not PileState.SORTED for pile in self._piles())
        if action in {"doubtful", "differences"} and not begun:
            return False
        if action == "differences" and (self.view is None or self.view.desk.counts < 2):
            return False
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """The keys offered follow the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self.refresh_bindings, init=False)

    def _under_cursor(self) -> Pile | None:
        tables = self.query(WindowedTable)
        piles = self._piles()
        if not tables or not piles:
            return None
        return piles[min(tables.first().cursor, len(piles) - 1)]

    def action_close_pile(self) -> None:
        """D: close the pile, its hash is written."""
        pile = self._under_cursor()
        if pile is None:
            return
        workspace, contest_id, number = self.workspace, self.contest_id, pile.number
        self.do_alone(
            lambda by: service.close_pile(workspace, by, contest_id=contest_id, number=number), then=self._pile_closed
        )

    def _pile_closed(self, done: PileHash) -> None:
        self.tell(closed_words(done))

    def action_reopen(self) -> None:
        """M: open a closed pile again."""
        pile = self._under_cursor()
        if pile is None:
            return
        workspace, contest_id, number = self.workspace, self.contest_id, pile.number
        self.do_together(
            t("Open pile {pile} again", pile=number),
            lambda by: service.reopen_pile(workspace, by, contest_id=contest_id, number=number),
            said=(t("Papers may then be corrected; the pile is closed anew under another hash."),),
            asks_reason=True,
        )

    def action_restart_pile(self) -> None:
        """X: throw away what was keyed of a pile from the wrong papers."""
        pile = self._under_cursor()
        if pile is None:
            return
        begun = [one for one in pile.passes if one.state is not PileState.SORTED]
        if len(begun) == 1:
            self._restart(pile, begun[0])
            return
        counts = tuple(
            (str(one.count), t("count {number}: {name}", number=one.count, name=short_name(one.typist)))
            for one in begun
        )
        asked = FormField("count", t("Which count"), FieldKind.CHOICE, options=counts)
        dialog = ValuesDialog(t("Key pile {pile} anew", pile=pile.number), [asked], yes=t("Go on"))
        self.app.push_screen(
            dialog, lambda found: None if found is None else self._restart(pile, pile.of_count(int(found["count"])))
        )

    def _restart(self, pile: Pile, one: Pass) -> None:
        workspace, contest_id, number = self.workspace, self.contest_id, pile.number
        self.do_together(
            t("Key pile {pile} anew", pile=number),
            lambda by: service.restart_pile(workspace, by, contest_id=contest_id, number=number, count=one.count),
            said=(
                t(
                    "{read} papers entered are thrown away, with what was concluded on them; the pile is keyed anew "
                    "from its first paper.",
                    read=one.read,
                ),
            ),
            asks_reason=True,
        )

    def action_differences(self) -> None:
        """S: the counts side by side."""
        self.shell.go("differences")

    def action_doubtful(self) -> None:
        """P: the doubtful papers."""
        self.shell.go("doubtful")


def how_many(counts: int) -> str:
    """How many counts there are, while they go on."""
    return t("One count, not compared") if counts == 1 else t("{counts} independent counts", counts=counts)


def _is_ready(pile: Pile, action: str) -> bool:
    """Whether a key is offered for a pile as it stands."""
    one = pile.at_hand
    begun = [each for each in pile.passes if each.state is not PileState.SORTED]
    match action:
        case "close_pile":
            return one is not None and one.state is PileState.OPEN and one.read == pile.papers
        case "reopen":
            closed = any(each.state is PileState.CLOSED for each in pile.passes)
            return closed and not (len(pile.passes) > 1 and pile.state is PileState.CLOSED)
        case "restart_pile":
            return bool(begun)
        case _:
            raise ValueError(action)


def _row(pile: Pile) -> Row:
    sign = {PileState.CLOSED: (OK, "bold $good"), PileState.OPEN: (NEXT, "bold $gold"), PileState.SORTED: (" ", "")}
    return Row(
        pile.number,
        (
            sign[pile.state],
            (f"{pile.number:02d}", "bold"),
            (t(f"pile-kind-{pile.kind}"), _KIND_STYLES[pile.kind]),
            figure(pile.papers),
            (str(pile.waiting), "bold $warn") if pile.waiting else ("", ""),
            (str(pile.differing), "bold $warn") if pile.differing else ("", ""),
            _passes(pile),
        ),
    )


def _passes(pile: Pile) -> Content:
    """Each count: how far, by whom; one count with a bar, several by their numbers."""
    if len(pile.passes) <= 1:
        one = next(iter(pile.passes), Pass(1))
        if one.state is PileState.SORTED:
            return line(("—", "$quiet"))
        said = (f"  {short_name(one.typist)}", "$quiet")
        return line(bar(one.read, pile.papers, _BAR), f" {one.read}/{pile.papers}", said)
    return line(*(part for one in pile.passes for part in _pass(one, pile.papers)))


def _pass(one: Pass, papers: int) -> Sequence[Part]:
    name = short_name(one.typist).split()[-1] if one.typist else ""
    number = (f"{one.count} ", "$quiet")
    match one.state:
        case PileState.SORTED:
            return (number, ("—   ", "$quiet"))
        case PileState.OPEN:
            return (number, (f"{NEXT} ", "bold $gold"), f"{one.read}/{papers} ", (f"{name}   ", "$quiet"))
        case PileState.CLOSED:
            return (number, (f"{OK} ", "bold $good"), (f"{name}   ", "$quiet"))
