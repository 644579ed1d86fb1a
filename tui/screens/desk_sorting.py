"""Sorting into piles (phân loại, chia tập): kind and number of papers, one key a pile, the sum against collected."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from ballots.counting import service
from ballots.counting.deeds import StepDone
from ballots.counting.figures import Sorted, StepFigures
from ballots.counting.values import PILE_PAPERS_MOST, PileKind, SortedPile, Step
from ballots.counting.views import DeskView
from congress.access.values import Authority
from congress.errors import Malformed
from congress.i18n import t
from tui.keys import Hint
from tui.messages import Problem
from tui.screens.desk_frame import in_words
from tui.screens.desk_step import NotePapers, StepScreen
from tui.widgets.accounting import figure
from tui.widgets.drawing import OK, bar, fit, line
from tui.widgets.notices import ErrorPanel
from tui.widgets.vietnamese_input import VietnameseInput
from tui.widgets.windowed_table import LineView

KINDS = (PileKind.FULL, PileKind.FEWER, PileKind.ASIDE, PileKind.HEAP)
_HINTS = (("⏎", t("add the pile")), ("+", t("other kind")), ("-", t("take the last off")), ("↑", t("change a pile")))
_MOVES = {"plus": "other_kind", "add": "other_kind", "minus": "take_off", "subtract": "take_off"}
_MARKS = {PileKind.FULL: "", PileKind.FEWER: "$gold", PileKind.ASIDE: "$warn", PileKind.HEAP: "$good"}


class PileLines(LineView):
    """The piles made so far (các tập đã chia), the last in sight; one of them may be under the cursor."""

    cursor: reactive[int | None] = reactive(None)

    def __init__(self) -> None:
        super().__init__()
        self.can_focus = False
        self.piles: tuple[SortedPile, ...] = ()

    def show(self, piles: tuple[SortedPile, ...]) -> None:
        """Other piles."""
        self.piles = piles
        self.lines_changed()
        if piles:
            self.bring_into_view(len(piles) - 1)

    def watch_cursor(self, cursor: int | None) -> None:
        """Bring it into sight."""
        if cursor is not None:
            self.bring_into_view(cursor)
        self.refresh()

    def line_count(self) -> int:
        """A line a pile, or one that says there is none."""
        return len(self.piles) or 1

    def draw_head(self, width: int) -> Content:
        """The titles."""
        head = line(f" {t('Pile'):>6}  ", fit(t("Kind"), 14), fit(t("Papers"), 8, right=True))
        return fit(head, width).stylize("$quiet underline")

    def draw_line(self, index: int, width: int) -> Content:
        """One pile."""
        if not self.piles:
            return fit(line((f"  {t('No pile yet')}", "$quiet")), width)
        pile = self.piles[index]
        drawn = fit(
            line(
                (f" {pile.number:>6}  ", "$quiet"),
                fit(line((t(f"pile-kind-{pile.kind}"), _MARKS[pile.kind])), 14),
                fit(line((figure(pile.papers), "bold")), 8, right=True),
            ),
            width,
        )
        return drawn.stylize("on $cursor") if index == self.cursor else drawn


class PileSize(VietnameseInput):
    """How many papers the next pile has (số phiếu); `+` and `-` are the screen's."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key in _MOVES:
            event.prevent_default()
        else:
            await super()._on_key(event)


class KindLine(Widget):
    """What the next pile is (loại của tập sắp thêm): every kind in sight, the chosen one marked."""

    kind: reactive[PileKind] = reactive(PileKind.FULL)

    def render(self) -> Content:
        """The kinds."""
        parts = []
        for kind in KINDS:
            chosen = kind is self.kind
            parts.append(
                line((f"{'●' if chosen else '○'} {t(f'pile-kind-{kind}')}", "bold $gold" if chosen else "$quiet"))
            )
        return Content("   ").join(parts)


class SortScreen(StepScreen):
    """Piles under their cover slips: Enter adds the next one, most often with the number proposed."""

    HEADING = "Sort into piles"
    SAYS = (
        "Sort first with the papers on the table: doubtful ones and those that choose too many aside, the rest into "
        "full and fewer.",
        "Enter adds a pile of the kind marked with the number proposed; + changes the kind, - takes the last pile off.",
        "The sum of all piles must be the number collected; then F4 makes the cover slips.",
    )
    STEP = Step.SORT

    def __init__(self, note: NotePapers) -> None:
        super().__init__(note)
        self._piles: tuple[SortedPile, ...] = ()

    def compose_figures(self) -> ComposeResult:
        """The next pile, the sum, the piles."""
        with Horizontal(id="next-pile"):
            yield Static("", id="which", markup=False)
            yield KindLine()
            yield PileSize("", restrict=r"[0-9]*", max_length=5, id="size")
        yield Static("", id="sums", markup=False)
        yield PileLines()

    def hints(self) -> tuple[Hint, ...]:
        """The keys of the next pile's line."""
        return _HINTS

    def fill(self, view: DeskView) -> None:
        """The piles kept so far."""
        had = view.desk.figures.sorted
        self._put(() if had is None else had.piles)
        self.query_one("#size").focus()

    def look_on(self) -> None:
        """Only read."""
        self.query_one("#next-pile").display = False

    def typed(self) -> StepFigures:
        """The piles as they stand."""
        return Sorted(self._piles)

    def keep(self, by: Authority, figures: StepFigures) -> StepDone:
        """Keep them, make their cover slips."""
        assert isinstance(figures, Sorted)
        return service.sort(self.workspace, by, contest_id=self.contest_id, figures=figures)

    def say(self, problem: Problem) -> None:
        """Faults name their piles in words: they stand above."""
        if isinstance(problem, Malformed):
            self.query_one("#problem", ErrorPanel).show(in_words(problem.findings))
        else:
            super().say(problem)

    # --- the piles -----------------------------------------------------------------------------------------

    @property
    def _collected(self) -> int:
        opened = self.view.desk.figures.box_opened if self.view else None
        return 0 if opened is None else opened.collected

    @property
    def _left(self) -> int:
        return self._collected - sum(pile.papers for pile in self._piles)

    def _put(self, piles: tuple[SortedPile, ...]) -> None:
        """These piles, numbered from 1."""
        self._piles = tuple(SortedPile(number, pile.kind, pile.papers) for number, pile in enumerate(piles, start=1))
        lines = self.query_one(PileLines)
        lines.cursor = None
        lines.show(self._piles)
        self._propose()

    def _propose(self) -> None:
        """What the next pile most likely is."""
        cursor = self.query_one(PileLines).cursor
        number = len(self._piles) + 1 if cursor is None else cursor + 1
        self.query_one("#which", Static).update(line((t("Pile {number}", number=number), "bold")))
        field = self.query_one("#size", VietnameseInput)
        if cursor is None:
            most = max(0, self._left)
            kind = self.query_one(KindLine).kind
            field.value = str(most if kind is PileKind.HEAP else min(PILE_PAPERS_MOST, most)) if most else ""
        else:
            field.value = str(self._piles[cursor].papers)
        field.select_all()
        self._say_sum()

    def _say_sum(self) -> None:
        done, whole = sum(pile.papers for pile in self._piles), self._collected
        drawn = line(
            bar(min(done, whole), whole, 30),
            (f"  {figure(done)} / {figure(whole)}", "bold"),
            _rest(whole - done),
        )
        self.query_one("#sums", Static).update(drawn)

    @on(Input.Submitted, "#size")
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        papers = int(event.value or 0)
        if papers < 1:
            if not self._left:
                self.action_submit()
            return
        kind, cursor = self.query_one(KindLine).kind, self.query_one(PileLines).cursor
        if cursor is None:
            self._put((*self._piles, SortedPile(0, kind, papers)))
        else:
            self._put((*self._piles[:cursor], SortedPile(0, kind, papers), *self._piles[cursor + 1 :]))

    def on_key(self, event: events.Key) -> None:
        """The keys of the pad that are no digits, and the arrows."""
        super().on_key(event)
        does = {"up": "up", "down": "down"}.get(event.key) or _MOVES.get(event.key)
        if does is None or not self.query_one("#next-pile").display:
            return
        event.stop()
        event.prevent_default()
        match does:
            case "other_kind":
                self._other_kind()
            case "take_off":
                self._take_off()
            case "up":
                self._up()
            case _:
                self._down()

    def _other_kind(self) -> None:
        line_of_kinds = self.query_one(KindLine)
        line_of_kinds.kind = KINDS[(KINDS.index(line_of_kinds.kind) + 1) % len(KINDS)]
        if self.query_one(PileLines).cursor is None:
            self._propose()

    def _take_off(self) -> None:
        cursor = self.query_one(PileLines).cursor
        if cursor is None:
            self._put(self._piles[:-1])
        else:
            self._put((*self._piles[:cursor], *self._piles[cursor + 1 :]))

    def _up(self) -> None:
        lines = self.query_one(PileLines)
        if self._piles:
            lines.cursor = len(self._piles) - 1 if lines.cursor is None else max(0, lines.cursor - 1)
            self._take_up()

    def _down(self) -> None:
        lines = self.query_one(PileLines)
        if lines.cursor is None:
            return
        lines.cursor = lines.cursor + 1 if lines.cursor + 1 < len(self._piles) else None
        self._take_up()

    def _take_up(self) -> None:
        cursor = self.query_one(PileLines).cursor
        if cursor is not None:
            self.query_one(KindLine).kind = self._piles[cursor].kind
        self._propose()


def _rest(left: int) -> Content:
    if left == 0:
        return line((f"  {OK} ", "bold $good"), t("every paper is in a pile: F4"))
    if left > 0:
        return line((f"  {t('{papers} papers to go', papers=figure(left))}", "$gold"))
    return line((f"  {t('{papers} papers too many', papers=figure(-left))}", "bold $bad"))
