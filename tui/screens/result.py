"""The result (kết quả): the draft that the whole board reads, and the fixed result; who, the border, what follows."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from ballots.counting.values import Step
from ballots.counting.views import DeskView
from ballots.regulations.values import Outcome
from ballots.results import drafting, making, service
from ballots.results.drafting import Signing
from ballots.results.facts import MinutesFacts
from ballots.results.service import Done
from ballots.results.steps import result_of
from ballots.results.values import Result
from congress.i18n import t
from congress.records import files
from tui.keys import Hint, bindings
from tui.screens.desk_decisions import Decisions, aliens, explainable
from tui.screens.desk_opening import open_file
from tui.screens.desk_showing import next_line, what_blocks
from tui.screens.desk_words import introduction
from tui.screens.frame import ScreenCommand
from tui.screens.result_acts import ActsScreen
from tui.screens.result_dialogs import SigningDialog
from tui.screens.result_showing import how_counted, papers_line, picture, signers_line, state_line, what_follows
from tui.widgets.drawing import line, lines
from tui.widgets.results import ResultPicture, ResultTable


class ResultScreen(Decisions):
    """Who has how many votes, from the draft to the sealed result."""

    HEADING = "Result"
    SAYS = (
        "The draft is read by the whole board, on the screen or on paper (D). S says who signs the minutes.",
        "F8 fixes the result: from then on nothing is edited. It takes the head and a member.",
        "Enter shows what is done with a fixed result: print and sign the minutes, make it official, correct, seal.",
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("fix", "draft_paper", "signers", "explain", "decide_aliens")
    NEEDS: ClassVar[dict[str, str]] = {
        "fix": "result:fix",
        "explain": "desk:explain",
        "decide_aliens": "desk:aliens-decide",
    }

    def __init__(self) -> None:
        super().__init__()
        self._result: Result | None = None
        self._draft: MinutesFacts | None = None
        self._signing: Signing | None = None

    def compose_page(self) -> ComposeResult:
        """State, papers, the table, what follows."""
        yield Static("", id="about", markup=False)
        yield ResultTable(ResultPicture((), 0))
        yield Static("", id="next", markup=False)

    def hints(self) -> tuple[Hint, ...]:
        """Enter, once there is something to do with a result."""
        return (("⏎", t("what is done with it")),) if self._result is not None else ()

    def show_desk(self, view: DeskView) -> None:
        """The draft, the result, or what keeps it from being drawn up."""
        contest_id = self.contest_id
        self._result = self.read(lambda unit: result_of(unit, contest_id))
        self._draft = None
        if self._result is None and view.step is Step.CHECK and not view.blockers:
            self._draft = service.draft(self.workspace, contest_id, signing=self._signing)
        table = self.query_one(ResultTable)
        outcome = self._outcome()
        table.display = outcome is not None
        if outcome is None:
            self._show_blocked(view)
        else:
            self._show_outcome(view, outcome)
            table.focus()

    def _outcome(self) -> Outcome | None:
        if self._result is not None:
            return self._result.outcome
        return None if self._draft is None else self._draft.outcome

    def _show_blocked(self, view: DeskView) -> None:
        rows = [line((t("There is no result to draw up yet."), "bold")), line("")]
        if view.step is Step.CHECK:
            rows += what_blocks(view.blockers)
        rows.append(next_line(view))
        self.query_one("#about", Static).update(lines(rows))
        self.query_one("#next", Static).update("")

    def _show_outcome(self, view: DeskView, outcome: Outcome) -> None:
        contest = view.sheet.contest
        assert contest is not None
        how = how_counted(by_hand=view.by_hand, counts=1 if self._draft is None else self._draft.counts)
        head = [state_line(self._result, how=how), papers_line(outcome)]
        self.query_one("#about", Static).update(lines([*head, line("")]))
        self.query_one(ResultTable).show(picture(contest, outcome))
        foot = [*what_follows(contest, outcome)]
        if self._draft is not None:
            foot.append(signers_line(self._draft))
            why = self.why_not("result:fix")
            foot += [why] if why is not None else []
        self.query_one("#next", Static).update(lines(foot))

    def show_beside(self, view: DeskView) -> None:
        """How it goes on."""
        self.put_beside(introduction(view.step if view.step is not Step.DONE else Step.PACK))

    # --- doing ---------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Fixing, and what belongs to a draft, only while there is one."""
        if action in {"fix", "draft_paper", "signers"} and self._draft is None:
            return False
        view = self.view if self.view is not None and self.view.step is Step.CHECK else None
        if action == "explain" and (view is None or explainable(view) is None):
            return False
        if action == "decide_aliens" and (view is None or not aliens(view)):
            return False
        if action == "signers" and not self._rights.may("result:fix"):
            return False
        return super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Enter: what is done with the result."""
        super().on_key(event)
        if event.key == "enter" and self._result is not None:
            event.stop()
            self.app.push_screen(ActsScreen())

    def action_draft_paper(self) -> None:
        """D: the draft as a paper, kept nowhere but in the workspace's folder of papers."""
        draft, workspace = self._draft, self.workspace
        if draft is None:
            return

        def made() -> Path:
            path = workspace.papers / f"{t('Draft of the counting minutes')} - {draft.contest.id}.pdf"
            files.write(path, making.draft_pdf(draft))
            return path

        self.do(made, then=self._draft_made)

    def _draft_made(self, path: Path) -> None:
        open_file(path)
        self.tell(t("The draft is at {path}", path=path))

    def action_signers(self) -> None:
        """S: who signs the minutes."""
        contest_id, draft = self.contest_id, self._draft
        if draft is None:
            return
        acting = self.read(lambda unit: drafting.presidium_of(unit, contest_id))
        self.app.push_screen(SigningDialog(draft, acting), self._sign_by)

    def _sign_by(self, signing: Signing | None) -> None:
        if signing is not None:
            self._signing = signing
            self.renew()

    def action_fix(self) -> None:
        """F8: head and member fix what was read."""
        read, workspace, contest_id = self._draft, self.workspace, self.contest_id
        if read is None:
            return

        def fixed(done: Done) -> None:
            self.note_papers(done.papers)

        self.do_together(
            t("Fix the result"),
            lambda by: service.fix(workspace, by, contest_id=contest_id, read=read),
            said=(
                t("The whole board has read the draft."),
                t("From here on nothing is edited; record, outcome and minutes are final."),
            ),
            then=fixed,
        )

    def commands(self) -> Iterable[ScreenCommand]:
        """What the keys do."""
        if self._draft is not None:
            yield ScreenCommand(t("Print the draft"), self.action_draft_paper)
            yield ScreenCommand(t("Who signs the minutes"), self.action_signers)
            yield ScreenCommand(t("Fix the result"), self.action_fix)
