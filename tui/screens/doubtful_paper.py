"""One doubtful paper (một phiếu cần kết luận): the paper in hand, two names conclude, then the next."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from ballots.counting import service
from ballots.counting.values import Conclusion, Doubtful, SetAside, Step
from ballots.counting.views import DeskView, as_doubtful
from ballots.regulations.values import BoardReason
from congress.access.values import Authority
from congress.errors import Malformed, Refused
from congress.i18n import sentence, t
from congress.text import clean
from tui.keys import bindings
from tui.messages import ChoiceMade
from tui.screens.desk_words import introduction
from tui.screens.doubtful_marks import marked_names, texts_of, verdict_of
from tui.screens.paper_in_hand import PaperInHand
from tui.widgets.drawing import line, lines
from tui.widgets.options import Options
from tui.widgets.vietnamese_input import VietnameseInput

FIX = "fix"
_OPTIONS: tuple[str, ...] = (FIX, *BoardReason)


class DoubtfulPaperScreen(PaperInHand):
    """A paper, what was typed, what would follow, and the two who conclude."""

    HEADING = "Doubtful papers"
    SAYS = (
        "Take the paper out of its clip and look at it together.",
        "1 fixes the marks: type the numbers struck (00 where nobody is); the regulation says at once what follows. "
        "2 to 7 are the board's own reasons; 7 needs words.",
        "The second person types account and PIN; for the next papers the PIN alone.",
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("conclude_paper")
    DECIDES = "conclude_paper"
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
            yield Options(tuple((name, t(f"conclude-{name}")) for name in _OPTIONS))
            yield from self.compose_marks()
            with Horizontal(id="words", classes="fields"):
                yield Static(t("In words"), classes="label", markup=False)
                yield VietnameseInput("", id="why")
            yield Static("", id="verdict", markup=False)
            yield from self.compose_people()

    def show_desk(self, view: DeskView) -> None:
        """The paper at hand."""
        self._papers = view.doubtful
        if not any(one.place == self._at for one in self._papers):
            differing = (one for one in view.differences if one.place == self._at)
            self._papers = (*self._papers, *map(as_doubtful, differing))
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
            rows += self._typed_lines(paper)
        if paper.concluded is not None:
            one = paper.concluded
            said = t("standing-valid") if one.reason is None else one.why or t(f"reason-{one.reason}")
            rows.append(
                line((f"{t('Concluded')}: ", "$quiet"), (said, "bold"), (f"  ({one.first}, {one.second})", "$quiet"))
            )
        return rows if why is None else [*rows, why]

    def _typed_lines(self, paper: Doubtful) -> Sequence[Content]:
        """What was typed; of several counts, what each typed."""
        if len(paper.typed) < 2:
            typed = t("nothing") if paper.seen is None else marked_names(self.contest, paper.seen)
            return [line((f"{t('Typed')}: ", "$quiet"), typed)]
        rows = []
        for number, seen in enumerate(paper.typed, start=1):
            marks = seen.seen if isinstance(seen, SetAside) else seen
            said = "" if marks is None else marked_names(self.contest, marks)
            laid = t("mark-aside") if isinstance(seen, SetAside) else ""
            words = "; ".join(filter(None, (laid, said)))
            rows.append(line((t("count {number}: {mark}", number=number, mark=""), "$quiet"), words))
        return rows

    def _fill(self, paper: Doubtful) -> None:
        """Begin with what is known: a conclusion that is there, else what was typed."""
        concluded = paper.concluded
        options = self.query_one(Options)
        options.value = FIX if concluded is None or concluded.void is None else str(concluded.void)
        marks = paper.paper.marks if paper.paper is not None and paper.paper.marks is not None else paper.seen
        self.fill_marks(texts_of(self.contest, marks))
        self.field("why").value = concluded.why if concluded is not None else ""
        self.field("pin").value = ""
        self._choice_shown()
        options.focus()

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
            self.next_field(None)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.view is not None:
            self._judge()

    def _judge(self) -> None:
        void = self._void()
        try:
            marks = None if void else self.typed_marks()
        except Malformed as wrong:
            said = lines([line(("✗ ", "bold $bad"), sentence(finding)) for finding in wrong.findings])
            self.query_one("#verdict", Static).update(said)
            return
        verdict = verdict_of(self.contest, marks, void)
        rows = [verdict.verdict]
        if marks is not None:
            rows.append(line((marked_names(self.contest, marks), "$quiet")))
        if verdict.cited:
            rows.append(line((f"{t('Basis')}: {verdict.cited}", "$quiet")))
        self.query_one("#verdict", Static).update(lines(rows))

    def _void(self) -> BoardReason | None:
        value = self.query_one(Options).value
        return None if value == FIX else BoardReason(value)

    # --- concluding ----------------------------------------------------------------------------------------

    def action_conclude_paper(self) -> None:
        """F4: the two conclude."""
        if self.refuses("paper:conclude"):
            return
        void = self._void()
        why = clean(self.field("why").value) if void is BoardReason.OTHER else ""
        try:
            marks = None if void else self.typed_marks()
            if void is None and marks is None:
                raise Refused("conclusion-missing")
            if void is BoardReason.OTHER and not why:
                raise Refused("conclusion-why-missing")
            second, pin = self.second_person()
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
