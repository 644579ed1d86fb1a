"""What two people decide at the desk (việc hai người quyết định): differences, alien papers, gates, going by hand."""

from ballots.contests.values import ContestSheet
from ballots.counting import service
from ballots.counting.accounting import Balance, EquationName
from ballots.counting.deeds import OPEN_COUNT
from ballots.counting.views import DeskView
from congress.access.gates import Blocker
from congress.access.queries import accounts
from congress.access.service import overrule_gates
from congress.access.values import Role
from congress.errors import Finding
from congress.i18n import sentence, t
from tui.screens import staffing
from tui.screens.desk_frame import DeskFrame
from tui.screens.desk_gates import everything, site_of

OVERRULE = (Role.HEAD, Role.PRESIDIUM)
"""The two who overrule what blocks, one of each."""
_EXPLAINABLE = (EquationName.PRINTED, EquationName.ISSUED)


class Decisions(DeskFrame):
    """The deeds of two that are possible at any step."""

    def __init__(self) -> None:
        super().__init__()
        self._gates: tuple[Blocker, ...] = ()
        """What blocks the next opening on this laptop."""

    def _sheet(self) -> ContestSheet | None:
        """The contest that is opened or counted here."""
        return None if self.view is None else self.view.sheet

    def action_explain(self) -> None:
        """X: papers that are not to be found."""
        view = self.view
        found = None if view is None else explainable(view)
        if found is None:
            return
        name, papers = found
        workspace, contest_id = self.workspace, self.contest_id
        told = (
            "{papers} issued papers were not collected."
            if name is EquationName.ISSUED
            else ("{papers} printed papers are neither issued, spoiled nor left.")
        )
        self.do_together(
            t("Explain a difference"),
            lambda by: service.explain(workspace, by, contest_id=contest_id, equation=name, papers=papers),
            said=(t(told, papers=papers), t("The reason stands in the minutes.")),
            asks_reason=True,
        )

    def action_decide_aliens(self) -> None:
        """L: head and presidium decide on papers that the board did not issue."""
        if self.view is None:
            return
        workspace, contest_id, papers = self.workspace, self.contest_id, aliens(self.view)
        self.do_together(
            t("Papers not issued by the board"),
            lambda by: service.decide_aliens(workspace, by, contest_id=contest_id, papers=papers),
            said=(
                t("{papers} papers in the box were not issued by the board.", papers=papers),
                t("Work goes on; they are found void one by one, and the decision stands in the minutes."),
            ),
            asks_reason=True,
        )

    def action_overrule_gate(self) -> None:
        """V: head and presidium let the count open although something blocks."""
        workspace, sheet, gates = self.workspace, self._sheet(), self.workspace.house.gates
        if sheet is None:
            return
        seen = self.read(lambda unit: everything(unit, gates, sheet))
        self.do_together(
            t("Overrule what blocks"),
            lambda by: overrule_gates(
                workspace, by, act=OPEN_COUNT, scope_id=sheet.id, site_id=site_of(sheet), seen=seen
            ),
            said=(*(sentence(one) for one in self._gates), *self._who_may_second()),
            asks_reason=True,
        )

    def who_lacks(self) -> tuple[Finding, ...]:
        """That nobody is there to overrule what blocks: who makes the account, and where."""
        known = self.read(accounts)
        return tuple(staffing.second_lacking(role) for role in staffing.lacking(known, OVERRULE))

    def _who_may_second(self) -> tuple[str, ...]:
        """Who of the two it takes may be the second (người thứ hai), by name and account."""
        contest_id, known = self.contest_id, self.read(accounts)
        others = [role for role in OVERRULE if role not in self._rights.roles] or OVERRULE
        return tuple(staffing.who_may_second(known, role, contest_id) for role in others)

    def action_by_hand(self) -> None:
        """K: on with paper and pencil."""
        workspace, contest_id = self.workspace, self.contest_id
        self.do_together(
            t("Count by hand from here"),
            lambda by: service.go_by_hand(workspace, by, contest_id=contest_id),
            said=(
                t("Blank tally sheets are made; the totals of each pile are typed in afterwards, with checks."),
                t("Papers entered so far count no more. There is no way back to the machine."),
            ),
            asks_reason=True,
            then=lambda done: self.note_papers(done.papers),
        )

    def action_tally_sheets(self) -> None:
        """T: blank tally sheets, so that they lie ready before the power fails."""
        workspace, contest_id = self.workspace, self.contest_id
        self.do_alone(
            lambda by: service.print_tally_sheets(workspace, by, contest_id=contest_id),
            then=lambda record: self.note_papers((record,)),
        )


def explainable(view: DeskView) -> tuple[EquationName, int] | None:
    """The first difference that missing papers explain, and how many they are in all."""
    for name in _EXPLAINABLE:
        equation = view.accounting[name]
        if equation.balance is Balance.DIFFERS and equation.difference is not None:
            explained = view.accounting.explained
            before = explained.unaccounted if name is EquationName.PRINTED else explained.missing
            if before + equation.difference >= 0:
                return name, before + equation.difference
    return None


def aliens(view: DeskView) -> int:
    """Papers that the board did not issue and nobody has decided on: as concluded, else as counted."""
    figures, decided = view.accounting.figures, view.accounting.explained.aliens
    counted = 0
    if figures.issued is not None and figures.box_opened is not None:
        counted = max(0, figures.box_opened.collected - figures.issued.issued)
    found = view.accounting.alien or counted
    return 0 if found == (decided or 0) else found
