"""One doubtful paper (một phiếu cần kết luận): the paper in hand, two names conclude, then the next."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from ballots.counting import service
from ballots.counting.values import Conclusion, Doubtful, Step
from ballots.counting.views import DeskView
from ballots.regulations.values import BoardReason, Contest, Form, Marks
from congress.access.values import Authority
from congress.errors import Finding, Malformed, Refused
from congress.i18n import sentence, t
from congress.text import clean
from tui.keys import bindings
from tui.messages import ChoiceMade, Problem
from tui.screens.desk_frame import DeskFrame
from tui.screens.desk_words import introduction
from tui.screens.doubtful_marks import FIELDS, marked_names, marks_typed, texts_of, verdict_of
from tui.widgets.drawing import columns, line, lines
from tui.widgets.notices import ErrorPanel
from tui.widgets.vietnamese_input import VietnameseInput

FIX = "fix"
_OPTIONS: tuple[str, ...] = (FIX, *BoardReason)
_ROWS = 4


class Options(Widget, can_focus=True):
    """What the board may conclude (các kết luận): fix the marks, or one of its six reasons; digits choose."""

    value: reactive[str] = reactive(FIX)

    def render(self) -> Content:
        """Two columns, numbered."""
        width = self.content_size.width
        cells = [self._cell(place, name) for place, name in enumerate(_OPTIONS, start=1)]
        return lines(columns(cells, width=width, across=2))

    def _cell(self, place: int, name: str) -> Content:
        chosen = name == self.value
        ground = " on $panel" if self.has_focus and chosen else ""
        sign = ("●", "bold $gold") if chosen else ("○", "$quiet")
        label = (t(f"conclude-{name}"), f"bold $gold{ground}" if chosen else "")
        return line(" ", sign, (f" {place}  ", "$quiet"), label)

    def get_content_height(self, _container: object, _viewport: object, _width: int) -> int:
        """Four lines."""
        return _ROWS

    def on_focus(self) -> None:
        """Show it."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide it."""
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Digits, arrows; Enter goes on."""
        place = _OPTIONS.index(self.value)
        moves = {"up": -1, "down": 1, "left": -_ROWS, "right": _ROWS}
        if event.key.isdigit() and 1 <= int(event.key) <= len(_OPTIONS):
            place = int(event.key) - 1
        elif event.key in moves and 0 <= place + moves[event.key] < len(_OPTIONS):
            place += moves[event.key]
        elif event.key == "enter":
            self.post_message(ChoiceMade("go-on", self.value))
        elif event.key not in moves:
            return
        event.stop()
        self.value = _OPTIONS[place]
        self.post_message(ChoiceMade("options", self.value))


class DoubtfulPaperScreen(DeskFrame):
    """A paper, what was typed, what would follow, and the two who conclude."""

    HEADING = "Doubtful papers"
    SAYS = (
        "Take the paper out of its clip and look at it together.",
        "1 fixes the marks: type the numbers struck (00 where nobody is); the regulation says at once what follows. "
        "2 to 7 are the board's own reasons; 7 needs words.",
        "The second person types account and PIN; for the next papers the PIN alone.",
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("conclude_paper")
    NEEDS: ClassVar[dict[str, str]] = {"conclude_paper": "paper:conclude"}

    def __init__(self, pile: int, position: int) -> None:
        super().__init__()
        self._at = (pile, position)
        self._papers: tuple[Doubtful, ...] = ()
        self._shown: tuple[int, int] | None = None

    # --- what is shown -------------------------------------------------------------------------------------

    def compose_page(self) -> ComposeResult:
        """Paper, options, marks, verdict, people."""
        yield Static("", id="paper", markup=False)
        with Vertical(id="conclusion"):
            yield Options()
            with Horizontal(id="marks", classes="fields"):
                for form in Form:
                    for name in FIELDS[form]:
                        yield Static(t(f"marks-{name}"), classes=f"label -{form}", markup=False)
                        yield VietnameseInput("", restrict=r"[0-9 ,]*", id=f"marks-{name}", classes=f"-{form}")
            with Horizontal(id="words", classes="fields"):
                yield Static(t("In words"), classes="label", markup=False)
                yield VietnameseInput("", id="why")
            yield Static("", id="verdict", markup=False)
            with Horizontal(id="people", classes="fields"):
                yield Static(t("Second person"), classes="label", markup=False)
                yield VietnameseInput("", id="second")
                yield Static(t("PIN"), classes="label", markup=False)
                yield VietnameseInput("", password=True, id="pin")

    def show_desk(self, view: DeskView) -> None:
        """The paper at hand."""
        self._papers = view.doubtful
        paper = self._paper()
        self.query_one("#paper", Static).update(lines(self._paper_lines(paper)))
        self.query_one("#conclusion").display = self.why_not("paper:conclude") is None and view.step in {
            Step.KEY,
            Step.CONCLUDE,
            Step.CHECK,
        }
        if self._shown != self._at:
            self._shown = self._at
            self._fill(paper)
        self._judge()

    def show_beside(self, view: DeskView) -> None:
        """How it is done."""
        self.put_beside(introduction(Step.CONCLUDE))

    @property
    def _contest(self) -> Contest:
        assert self.view is not None
        assert self.view.sheet.contest is not None
        return self.view.sheet.contest

    def _paper(self) -> Doubtful:
        return next(one for one in self._papers if one.place == self._at)

    def _paper_lines(self, paper: Doubtful) -> Sequence[Content]:
        place = self._papers.index(paper) + 1
        because = t(paper.because) if paper.because else t("taken up by the board")
        rows = [
            line(
                (t("Pile {pile}, paper {position}", pile=f"{paper.pile:02d}", position=paper.position), "bold"),
                (f"   {t('{place} of {papers} papers aside', place=place, papers=len(self._papers))}", "$quiet"),
            ),
            line((f"{t('Lies aside')}: ", "$quiet"), because),
        ]
        why = self.why_not("paper:conclude")
        if why is None:
            # What stands on a paper is as good as a signature: only those see it who conclude on it.
            typed = t("nothing") if paper.seen is None else marked_names(self._contest, paper.seen)
            rows.append(line((f"{t('Typed')}: ", "$quiet"), typed))
        if paper.concluded is not None:
            one = paper.concluded
            said = t("standing-valid") if one.reason is None else one.why or t(f"reason-{one.reason}")
            rows.append(
                line((f"{t('Concluded')}: ", "$quiet"), (said, "bold"), (f"  ({one.first}, {one.second})", "$quiet"))
            )
        return rows if why is None else [*rows, why]

    def _fill(self, paper: Doubtful) -> None:
        """Begin with what is known: a conclusion that is there, else what was typed."""
        form = self._contest.form
        for other in Form:
            for widget in self.query(f".-{other}"):
                widget.display = other is form
        concluded = paper.concluded
        options = self.query_one(Options)
        options.value = FIX if concluded is None or concluded.void is None else str(concluded.void)
        marks = paper.paper.marks if paper.paper is not None and paper.paper.marks is not None else paper.seen
        texts = texts_of(self._contest, marks)
        for name in FIELDS[form]:
            self._field(f"marks-{name}").value = texts.get(name, "")
        self._field("why").value = concluded.why if concluded is not None else ""
        self._field("pin").value = ""
        self._choice_shown()
        options.focus()

    def _field(self, name: str) -> VietnameseInput:
        return self.query_one(f"#{name}", VietnameseInput)

    def _choice_shown(self) -> None:
        value = self.query_one(Options).value
        self.query_one("#marks").display = value == FIX
        self.query_one("#words").display = value == BoardReason.OTHER

    # --- judging while typing ------------------------------------------------------------------------------

    @on(ChoiceMade)
    def _chosen(self, event: ChoiceMade) -> None:
        event.stop()
        self._choice_shown()
        self._judge()
        if event.name == "go-on":
            self._next_field(None)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.view is not None:
            self._judge()

    def _judge(self) -> None:
        void = self._void()
        try:
            marks = None if void else self._marks()
        except Malformed as wrong:
            said = lines([line(("✗ ", "bold $bad"), sentence(finding)) for finding in wrong.findings])
            self.query_one("#verdict", Static).update(said)
            return
        verdict = verdict_of(self._contest, marks, void)
        rows = [verdict.verdict]
        if marks is not None:
            rows.append(line((marked_names(self._contest, marks), "$quiet")))
        if verdict.cited:
            rows.append(line((f"{t('Basis')}: {verdict.cited}", "$quiet")))
        self.query_one("#verdict", Static).update(lines(rows))

    def _void(self) -> BoardReason | None:
        value = self.query_one(Options).value
        return None if value == FIX else BoardReason(value)

    def _marks(self) -> Marks | None:
        form = self._contest.form
        return marks_typed(self._contest, {name: self._field(f"marks-{name}").value for name in FIELDS[form]})

    # --- concluding ----------------------------------------------------------------------------------------

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._next_field(event.input)

    def _next_field(self, after: Input | None) -> None:
        """On to the next field in sight; from the last one the paper is concluded on."""
        fields = [one for one in self.query(Input) if one.display and one.parent and one.parent.display]
        place = 0 if after is None else fields.index(after) + 1
        if place >= len(fields):
            self.action_conclude_paper()
            return
        target = fields[place]
        if target.id == "second" and target.value:
            target = fields[place + 1]
        target.focus()

    def action_conclude_paper(self) -> None:
        """F4: the two conclude."""
        if self.refuses("paper:conclude"):
            return
        void = self._void()
        why = clean(self._field("why").value) if void is BoardReason.OTHER else ""
        second, pin = clean(self._field("second").value), self._field("pin").value
        try:
            marks = None if void else self._marks()
            if void is None and marks is None:
                raise Refused("conclusion-missing")
            if void is BoardReason.OTHER and not why:
                raise Refused("conclusion-why-missing")
            if not second or not pin:
                raise Refused("second-missing")
        except (Refused, Malformed) as problem:
            self.say(problem)
            return
        workspace, contest_id, (pile, position) = self.workspace, self.contest_id, self._at
        session = self.session

        def deed() -> Conclusion:
            by: Authority = session.by_two(second, pin)
            return service.conclude_paper(
                workspace, by, contest_id=contest_id, pile=pile, position=position, marks=marks, void=void, why=why
            )

        self.do(deed, then=self._concluded)

    def _concluded(self, done: Conclusion) -> None:
        said = t("standing-valid") if done.reason is None else t(f"reason-{done.reason}")
        self.tell(t("Paper {position}: {verdict}.", position=done.position, verdict=said))
        waiting = [one.place for one in self._papers if one.concluded is None and one.ready and one.place != self._at]
        after = [place for place in waiting if place > self._at] or waiting
        if not after:
            self.shell.go_back()
            return
        self._at = after[0]

    def say(self, problem: Problem) -> None:
        """What went wrong stands above; a PIN is typed again."""
        self.query_one("#problem", ErrorPanel).show(_without_places(problem))
        if isinstance(problem, Refused) and self._field("second").value:
            self._field("pin").value = ""
            self._field("pin").focus()


def _without_places(problem: Problem) -> Problem:
    if isinstance(problem, Malformed) and problem.findings:
        first: Finding = problem.findings[0]
        facts: Mapping[str, Any] = first.facts
        return Refused(first.code, **facts)
    return problem
