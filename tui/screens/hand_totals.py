"""One pile counted by hand (số liệu một tập): valid and void papers, votes by name, checked while they are typed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ballots.counting import hand, service
from ballots.counting import queries as desk_queries
from ballots.counting.rules import Slip
from ballots.counting.values import HandTotal, Pile, PileKind
from ballots.counting.views import DeskView
from ballots.regulations.rules import told_apart
from ballots.regulations.values import REASON_ORDER, BoardReason, Contest, Form, Reason, VoidReason
from congress.errors import Finding, Malformed
from congress.i18n import sentence, t
from tui.keys import bindings
from tui.messages import Problem
from tui.screens.desk_frame import DeskFrame, in_words
from tui.widgets.accounting import figure
from tui.widgets.drawing import OK, WRONG, line, lines
from tui.widgets.grid import Grid, GridColumn
from tui.widgets.notices import ErrorPanel

_VOTE = re.compile(r"\$\.(?:votes|disagree)\[(\d+)\]")
_OF_FORM: Mapping[Form, tuple[VoidReason, ...]] = {
    Form.STRIKE: (VoidReason.TOO_MANY, VoidReason.ELECTS_NOBODY),
    Form.AGREE: (VoidReason.TOO_MANY, VoidReason.ALL_DISAGREE, VoidReason.ALL_BLANK, VoidReason.ELECTS_NOBODY),
}
_ONE_NAME = (VoidReason.BOTH_BOXES, VoidReason.NO_BOX)


def reasons_of(contest: Contest) -> tuple[Reason, ...]:
    """The reasons under which a paper of this form may be void, in their order."""
    one = contest.form is Form.AGREE and len(contest.candidates) == 1
    possible = {*BoardReason, *(_ONE_NAME if one else _OF_FORM[contest.form])}
    return tuple(reason for reason in REASON_ORDER if reason in possible)


class HandTotalsScreen(DeskFrame):
    """The tally sheet of one pile, typed in."""

    HEADING = "Count by hand"
    HAS_BESIDE = False
    SAYS = (
        "Type in the sheet: valid papers, void papers by reason, then the votes of each name.",
        "In a full pile the votes must be papers times seats; names chosen may be added up paper by paper as a check.",
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("submit")

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._is_built = False

    def compose_page(self) -> ComposeResult:
        """Head; the two grids come when the list is known; sums."""
        yield Static("", id="about", markup=False)
        yield VerticalScroll(id="sheet", can_focus=False)
        yield Static("", id="sums", markup=False)

    def show_desk(self, view: DeskView) -> None:
        """The pile."""
        pile = view.desk.pile(self._number)
        words = t("Pile {pile}", pile=f"{pile.number:02d}")
        head = line(
            (words, "bold"),
            (f"  ·  {t(f'pile-kind-{pile.kind}')}  ·  {t('{papers} papers', papers=figure(pile.papers))}", "$quiet"),
        )
        self.query_one("#about", Static).update(lines([head, line("")]))
        if not self._is_built:
            self._is_built = True
            self.run_worker(self._build(view, pile))

    async def _build(self, view: DeskView, pile: Pile) -> None:
        contest, contest_id = self._contest(view), self.contest_id
        papers = Grid(
            [GridColumn("papers", t("papers"), 12)],
            labels=(t("Valid papers"), *(t(f"void-{reason}") for reason in reasons_of(contest)), t("Names chosen")),
            widget_id="papers",
        )
        boxes = contest.form is Form.AGREE
        votes = [GridColumn("votes", t("agree") if boxes else t("votes"), 12)]
        votes += [GridColumn("disagree", t("disagree"), 16)] if boxes else []
        people = told_apart(contest.candidates)
        names = Grid(votes, labels=tuple(f"{number:>2}  {name}" for number, name in people.items()), widget_id="votes")
        await self.query_one("#sheet").mount_all([papers, names])
        found = self.read(lambda unit: desk_queries.totals(unit, contest_id, numbers=contest.numbers))
        had = next(((total, chosen) for total, chosen in found if total.pile == pile.number and pile.totalled), None)
        if had is not None:
            await papers.fill([[text] for text in _paper_texts(contest, *had)])
            await names.fill(_vote_texts(contest, had[0]))
        papers.focus_first()
        self._sums()

    def _contest(self, view: DeskView) -> Contest:
        assert view.sheet.contest is not None
        return view.sheet.contest

    # --- what was typed ------------------------------------------------------------------------------------

    def _keyed(self, contest: Contest) -> hand.Keyed:
        papers = [int(row["papers"] or 0) for row in self.query_one("#papers", Grid).values]
        chosen = self.query_one("#papers", Grid).values[-1]["papers"]
        rows = self.query_one("#votes", Grid).values
        valid, *void = papers[:-1]
        return hand.Keyed(
            valid=valid,
            votes=tuple(int(row["votes"] or 0) for row in rows),
            disagree=tuple(int(row["disagree"] or 0) for row in rows) if contest.form is Form.AGREE else (),
            void=tuple((reason, n) for reason, n in zip(reasons_of(contest), void, strict=True) if n),
            names=int(chosen) if chosen else None,
        )

    @on(Grid.Changed)
    def _sums(self) -> None:
        view = self.view
        if view is None or not self.query("#votes"):
            return
        contest, pile = self._contest(view), view.desk.pile(self._number)
        self.query_one("#sums", Static).update(lines(_sum_lines(contest, pile, self._keyed(contest))), layout=False)

    @on(Grid.Sent)
    def _sent(self, event: Grid.Sent) -> None:
        if self.screen.focused is not None and self.query_one("#papers") in self.screen.focused.ancestors:
            self.query_one("#votes", Grid).focus_first()
        else:
            self.action_submit()

    def action_submit(self) -> None:
        """F4: check, then two of the board keep the totals."""
        view = self.view
        if view is None or not self.query("#votes"):
            return
        self.say_nothing()
        contest, pile = self._contest(view), view.desk.pile(self._number)
        keyed = self._keyed(contest)
        if wrong := hand.faults(Slip.of(contest), pile, keyed):
            self.say(Malformed(wrong))
            return
        workspace, contest_id = self.workspace, self.contest_id
        self.do_together(
            t("Keep the totals of pile {pile}", pile=pile.number),
            lambda by: service.keep_total(workspace, by, contest_id=contest_id, number=pile.number, keyed=keyed),
            said=(
                t(
                    "valid {valid}, invalid {invalid}, votes {votes}",
                    valid=keyed.valid,
                    invalid=sum(n for _, n in keyed.void),
                    votes=sum(keyed.votes),
                ),
            ),
            then=lambda _: self.shell.go_back(),
        )

    # --- faults --------------------------------------------------------------------------------------------

    def say(self, problem: Problem) -> None:
        """Faults stand below their rows; those of sums above."""
        if not isinstance(problem, Malformed) or self.view is None:
            self.query_one("#problem", ErrorPanel).show(problem)
            return
        contest = self._contest(self.view)
        of_papers: dict[int, list[str]] = {}
        of_votes: dict[int, list[str]] = {}
        above: list[Finding] = []
        for finding in problem.findings:
            vote = _VOTE.match(finding.where)
            row = _paper_row(contest, finding.where)
            if vote:
                of_votes.setdefault(int(vote[1]), []).append(sentence(finding))
            elif row is not None:
                of_papers.setdefault(row, []).append(sentence(finding))
            else:
                above.append(finding)
        if above:
            self.query_one("#problem", ErrorPanel).show(in_words(above))
        self.query_one("#votes", Grid).say(of_votes)
        self.query_one("#papers", Grid).say(of_papers)

    def say_nothing(self) -> None:
        """No fault."""
        super().say_nothing()
        for grid in self.query(Grid):
            grid.clear_faults()


def _paper_row(contest: Contest, where: str) -> int | None:
    named = where.removeprefix("$.")
    if named == "valid":
        return 0
    reasons = [str(reason) for reason in reasons_of(contest)]
    if named.startswith("void.") and named.removeprefix("void.") in reasons:
        return 1 + reasons.index(named.removeprefix("void."))
    return 1 + len(reasons) if named == "names" else None


def _paper_texts(contest: Contest, total: HandTotal, names: int) -> Sequence[str]:
    void = dict(total.void)
    return [str(total.valid), *(str(void[one]) if one in void else "" for one in reasons_of(contest)), str(names)]


def _vote_texts(contest: Contest, total: HandTotal) -> Sequence[Sequence[str]]:
    if contest.form is Form.STRIKE:
        return [[str(votes)] for votes in total.agree]
    return [[str(votes), str(no)] for votes, no in zip(total.agree, total.disagree, strict=True)]


def _sum_lines(contest: Contest, pile: Pile, keyed: hand.Keyed) -> Iterator[Content]:
    void = sum(papers for _, papers in keyed.void)
    yield line("")
    yield _sum(
        t("valid {valid} + invalid {invalid} = {papers} papers", valid=keyed.valid, invalid=void, papers=pile.papers),
        holds=keyed.valid + void == pile.papers,
    )
    votes, full = sum(keyed.votes), min(contest.seats, len(contest.candidates))
    if pile.kind is PileKind.FULL:
        due = keyed.valid * full
        said = t("votes {votes} = {valid} papers x {seats}", votes=figure(votes), valid=keyed.valid, seats=full)
        yield _sum(said, holds=votes == due)
    else:
        yield line((t("votes {votes}", votes=figure(votes)), "bold"))


def _sum(said: str, *, holds: bool) -> Content:
    sign, style = (OK, "bold $good") if holds else (WRONG, "bold $bad")
    return line((f"{said} ", "bold"), (sign, style))
