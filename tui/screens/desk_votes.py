"""Votes by cards (biểu quyết giơ thẻ): how many are present, and for, against, another opinion on each question."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult

from ballots.counting import service
from ballots.counting.deeds import StepDone
from ballots.counting.figures import CardVote, CardVotes, StepFigures
from ballots.counting.values import Step
from ballots.counting.views import DeskView
from congress.access.values import Authority
from congress.errors import Finding
from congress.i18n import t
from tui.messages import FormSubmitted
from tui.screens.asking import missing
from tui.screens.desk_step import StepScreen
from tui.screens.faults_in_grid import FaultsInGrid
from tui.widgets.forms import FieldKind, Form, FormField
from tui.widgets.grid import Grid, GridColumn

QUESTIONS = ("seats", "list", "board")
"""In the order of the grid; as `CardVotes` names them."""


class CardVotesScreen(FaultsInGrid, StepScreen):
    """Present, and three votes."""

    HEADING = "Votes by cards"
    STEP = Step.CARD_VOTES

    def compose_figures(self) -> ComposeResult:
        """One field, then the grid."""
        yield Form([FormField("present", t("Present"), FieldKind.NUMBER, hint=t("at the votes and at the ballot"))])
        yield Grid(
            [
                GridColumn("agreed", t("agreed"), 13),
                GridColumn("against", t("against"), 17),
                GridColumn("other", t("other opinion"), 13),
            ],
            labels=(t("Number to be elected"), t("List of candidates"), t("Counting board")),
        )

    async def _fill(self, view: DeskView) -> None:
        had = view.desk.figures.card_votes
        present = had.present if had else view.sheet.roll.present
        form = self.query_one(Form)
        form.put("present", "" if present is None else str(present))
        if had is not None:
            votes = [getattr(had, name) for name in QUESTIONS]
            await self.query_one(Grid).fill([_texts(vote) for vote in votes])
        form.focus_first()

    def fill(self, view: DeskView) -> None:
        """The votes kept so far; the attendance of the electorate where there are none."""
        self.run_worker(self._fill(view))

    def look_on(self) -> None:
        """Only read."""
        self.query_one(Form).disabled = True
        self.query_one(Grid).disabled = True

    def typed(self) -> StepFigures:
        """Present and the three votes; an empty cell is nought."""
        values = dict(self.query_one(Form).values)
        if empty := missing(values, "present"):
            raise empty
        rows = self.query_one(Grid).values
        votes = {
            name: CardVote(*(int(row[column] or 0) for column in ("agreed", "against", "other")))
            for name, row in zip(QUESTIONS, rows, strict=True)
        }
        return CardVotes(int(values["present"]), **votes)

    def keep(self, by: Authority, figures: StepFigures) -> StepDone:
        """Keep the votes."""
        assert isinstance(figures, CardVotes)
        return service.vote_by_cards(self.workspace, by, contest_id=self.contest_id, figures=figures)

    def row_of(self, finding: Finding) -> int | None:
        """The row of a question."""
        return next((row for row, name in enumerate(QUESTIONS) if finding.where == f"$.{name}"), None)

    @on(FormSubmitted)
    def _into_the_grid(self, event: FormSubmitted) -> None:
        event.stop()
        self.query_one(Grid).focus_first()

    @on(Grid.Sent)
    def _sent(self) -> None:
        self.action_submit()


def _texts(vote: CardVote) -> Sequence[str]:
    return [str(number) if vote.cast else "" for number in (vote.agreed, vote.against, vote.other)]
