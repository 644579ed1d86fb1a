"""One paper that the counts read differently (thống nhất một phiếu): the paper in hand, two of the board settle."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from ballots.counting import service
from ballots.counting.comparing import Placed, Standing
from ballots.counting.events import FIXED
from ballots.counting.values import SetAside, Settlement, ThirdEntry
from ballots.counting.views import DeskView
from ballots.regulations.rules import told_apart
from ballots.regulations.values import Form, Marks
from congress.errors import Malformed, Refused
from congress.i18n import sentence, t
from tui.keys import bindings
from tui.messages import ChoiceMade
from tui.screens.doubtful_marks import joined, marked_names
from tui.screens.doubtful_paper import DoubtfulPaperScreen
from tui.screens.paper_in_hand import PaperInHand
from tui.widgets.drawing import OK, line, lines
from tui.widgets.options import Options

ANEW = "anew"
"""Neither count is right: the marks are typed from the paper."""
MOST_NAMES = 8


class SettleScreen(PaperInHand):
    """What each count read, what the third person proposes, what the two settle."""

    HEADING = "Compare the counts"
    SAYS = (
        "Take the paper out of its clip and look at it together: the names on which the counts differ are below.",
        "A digit says which count is right; the last one takes the marks typed anew from the paper.",
        "K hands a paper to the conclusions where it turns out to be doubtful. The second person types account and "
        "PIN; for the next papers the PIN alone.",
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("settle_paper", "to_conclusion")
    DECIDES = "settle_paper"
    NEEDS: ClassVar[dict[str, str]] = {"settle_paper": "paper:settle", "to_conclusion": "paper:conclude"}

    def __init__(self, pile: int, position: int) -> None:
        super().__init__()
        self._at = (pile, position)
        self._papers: tuple[Placed, ...] = ()
        self._third: ThirdEntry | None = None
        self._shown: tuple[int, int] | None = None

    def compose_page(self) -> ComposeResult:
        """Paper, what differs, options, marks, people."""
        yield Static("", id="paper", markup=False)
        with Vertical(id="conclusion"):
            yield Options(())
            yield from self.compose_marks()
            yield Static("", id="verdict", markup=False)
            yield from self.compose_people()

    def show_desk(self, view: DeskView) -> None:
        """The paper at hand."""
        self._papers = view.differences
        paper = self._paper()
        if paper is None:
            self.shell.go_back()
            return
        contest_id, may = self.contest_id, self.why_not("paper:settle") is None
        self._third = self.read(lambda unit: service.third_entry(unit, contest_id, paper)) if may else None
        self.query_one("#paper", Static).update(lines(self._paper_lines(paper)))
        self.query_one("#conclusion").display = may and view.step not in FIXED
        if self._shown != self._at:
            self._shown = self._at
            self._fill(paper)
        self._say_chosen()

    def _paper(self) -> Placed | None:
        return next((one for one in self._papers if one.place == self._at), None)

    def _paper_lines(self, paper: Placed) -> Sequence[Content]:
        place = t("{place} of {papers} papers", place=self._papers.index(paper) + 1, papers=len(self._papers))
        at = t("Pile {pile}, paper {position}", pile=f"{paper.pile:02d}", position=paper.position)
        rows = [line((at, "bold"), (f"   {place}", "$quiet"))]
        why = self.why_not("paper:settle")
        if why is not None:
            # What stands on a paper is as good as a signature: only those see it who settle it.
            return [*rows, why]
        rows += self._differing(paper)
        if self._third is not None:
            rows.append(line((f"{t('Third entry')}: ", "$quiet"), (self._proposal(paper), "bold")))
        if paper.settlement is not None and paper.standing is Standing.SETTLED:
            one = paper.settlement
            rows.append(
                line((f"{t('Settled')}: ", "$quiet"), (one.why, "bold"), (f"  ({one.first}, {one.second})", "$quiet"))
            )
        return rows

    def _differing(self, paper: Placed) -> Sequence[Content]:
        names, contest = told_apart(self.contest.candidates), self.contest
        rows = []
        for one in paper.differences[:MOST_NAMES]:
            said = "  ·  ".join(
                t("count {number}: {mark}", number=number, mark=t(f"mark-{value or self._nothing}"))
                for number, value in enumerate(one.values, start=1)
            )
            rows.append(line((f"{joined(contest, [one.field])}  {names[one.field]}  ", "bold"), said))
        if more := len(paper.differences) - MOST_NAMES:
            rows += [line((t("and {more} more", more=more), "$quiet"))] if more > 0 else []
        return rows

    @property
    def _nothing(self) -> str:
        return "kept" if self.contest.form is Form.STRIKE else "blank"

    def _proposal(self, paper: Placed) -> str:
        assert self._third is not None
        like = [str(number) for number, one in enumerate(paper.typed, start=1) if one.seen == self._third.seen]
        if like:
            return t("as count {number}", number=", ".join(like))
        return t("neither count")

    def _fill(self, paper: Placed) -> None:
        self.fill_marks({})
        options = self.query_one(Options)
        options.choices = (
            *((str(n), t("Count {number} is right", number=n)) for n in range(1, len(paper.typed) + 1)),
            (ANEW, t("Type the marks from the paper")),
        )
        options.value = ANEW
        if self._third is not None:
            options.value = next(
                (str(n) for n, one in enumerate(paper.typed, start=1) if one.seen == self._third.seen), ANEW
            )
        self.field("pin").value = ""
        self.query_one("#marks").display = options.value == ANEW
        options.focus()

    # --- choosing ------------------------------------------------------------------------------------------

    @on(ChoiceMade)
    def _chosen(self, event: ChoiceMade) -> None:
        event.stop()
        self.query_one("#marks").display = self.query_one(Options).value == ANEW
        self._say_chosen()
        if event.name == "go-on":
            self.next_field(None)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.view is not None:
            self._say_chosen()

    def _say_chosen(self) -> None:
        try:
            marks = self._marks()
        except Malformed as wrong:
            said = lines([line(("✗ ", "bold $bad"), sentence(finding)) for finding in wrong.findings])
            self.query_one("#verdict", Static).update(said)
            return
        rows = [] if marks is None else [line((f"{OK} ", "bold $good"), marked_names(self.contest, marks))]
        self.query_one("#verdict", Static).update(lines(rows))

    def _marks(self) -> Marks | None:
        value, paper = self.query_one(Options).value, self._paper()
        if value == ANEW or paper is None:
            return self.typed_marks()
        seen = paper.typed[int(value) - 1].seen
        assert not isinstance(seen, SetAside), "such a paper is the board's to conclude on"
        return seen

    # --- settling ------------------------------------------------------------------------------------------

    def action_settle_paper(self) -> None:
        """F4: the two settle."""
        if self.refuses("paper:settle"):
            return
        try:
            marks = self._marks()
            if marks is None:
                raise Refused("conclusion-missing")
            second, pin = self.second_person()
        except (Refused, Malformed) as problem:
            self.say(problem)
            return
        workspace, contest_id, (pile, position) = self.workspace, self.contest_id, self._at
        session, why = self.session, self._why(marks)

        def deed() -> Settlement:
            by = session.by_two(second, pin, reason=why)
            return service.settle_paper(workspace, by, contest_id=contest_id, pile=pile, position=position, marks=marks)

        self.do(deed, then=self._settled)

    def _why(self, marks: Marks) -> str:
        """The reason that stands in the entry log: which counts the paper proved wrong."""
        paper = self._paper()
        assert paper is not None
        wrong = [str(number) for number, one in enumerate(paper.typed, start=1) if one.seen != marks]
        return f"đối chiếu với phiếu: lượt {', '.join(wrong)} nhập sai"

    def _settled(self, done: Settlement) -> None:
        self.tell(t("Paper {position} is settled.", position=done.position))
        waiting = [one.place for one in self._papers if one.standing is Standing.DIFFERS and one.place != self._at]
        after = [place for place in waiting if place > self._at] or waiting
        if not after:
            self.shell.go_back()
            return
        self._at = after[0]

    def action_to_conclusion(self) -> None:
        """K: the paper turns out to be doubtful; the board concludes."""
        self.app.push_screen(DoubtfulPaperScreen(*self._at))
