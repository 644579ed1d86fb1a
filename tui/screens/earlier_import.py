"""Results of earlier terms looked at before they are taken in (xem trước kết quả nhiệm kỳ trước); then one key."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType

from ballots.results.earlier import outcome_figures
from congress.access.values import Authority
from congress.earlier import service
from congress.earlier.steps import Coming, Plan
from congress.earlier.values import Frame, Taken
from congress.errors import Finding
from congress.i18n import code_of, sentence, t
from tui.keys import bindings
from tui.screens.looked_at_list import LookedAtList, line_of
from tui.widgets.drawing import WRONG
from tui.widgets.windowed_table import Row

MOST_SHOWN = 4
"""So many doubts stand in the question itself."""
PLACE = 16
"""Cells of the column of places."""
_SIGNS = {Coming.NEW: ("+", "bold $good"), Coming.SAME: ("=", "$quiet"), Coming.DIFFERS: (WRONG, "bold $bad")}


@dataclass(frozen=True, slots=True)
class Handed:
    """A file as it was handed in: a workbook, or (`frame`) an outcome with what its minutes say."""

    data: bytes
    name: str
    remark: str = ""
    frame: Frame | None = None


class EarlierImportScreen(LookedAtList):
    """What is wrong, what has to be confirmed, what would be new; F8 takes it in."""

    HEADING = "Results to be taken in"
    NEEDS: ClassVar[dict[str, str]] = {"accept_list": "earlier:import"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("accept_list")
    SAYS = (
        "Nothing is written before F8; with one fault nothing at all: put the file right and read it again. ✗ is a "
        "fault; ! does not add up and is confirmed with the minutes in hand; · is only told.",
        "+ would be new, = is here already with the same figures and is left alone.",
    )

    def __init__(self, handed: Handed) -> None:
        super().__init__()
        self._handed = handed
        self._plan: Plan | None = None

    def on_mount(self) -> None:
        """Look at it at once."""
        super().on_mount()
        self.do(self._looked, then=self._show)

    def _looked(self) -> Plan:
        handed = self._handed
        if handed.frame is None:
            return service.look(self.workspace, data=handed.data, name=handed.name)
        return service.look_at_outcome(
            self.workspace, data=handed.data, name=handed.name, frame=handed.frame, reader=outcome_figures
        )

    def _show(self, plan: Plan) -> None:
        self._plan = plan
        self.show_from_top()

    def show_state(self) -> None:
        """What the file would do."""
        plan = self._plan
        self.show_lines(() if plan is None else self._lines(plan), sums="" if plan is None else _sums(plan))

    def _lines(self, plan: Plan) -> Iterator[Row]:
        told = (
            ("fault", (WRONG, "bold $bad"), plan.faults),
            ("confirm", ("!", "bold $gold"), plan.doubts),
            ("remark", ("·", "$quiet"), plan.remarks),
        )
        for kind, sign, findings in told:
            for n, one in enumerate(findings):
                yield line_of((kind, n), sign, _end(self._cell(one.where)), sentence(one))
        for n, planned in enumerate(plan.contests):
            result = planned.result
            said = f"{t(code_of(planned.coming))}: {result.term} · {result.title} · {result.body}"
            yield line_of(("contest", n), _SIGNS[planned.coming], _end(self._cell(planned.where)), said)

    def _cell(self, where: str) -> str:
        """Where in the file: its name is known."""
        return where.removeprefix(self._handed.name).lstrip(":")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Taking in waits until nothing is wrong and something is new."""
        if action == "accept_list" and (self._plan is None or not self._plan.is_acceptable):
            return False
        return super().check_action(action, parameters)

    def action_accept_list(self) -> None:
        """F8: take it in as it was looked at."""
        plan = self._plan
        if plan is None:
            return
        if not plan.doubts:
            self._accept(plan, confirmed=False)
            return
        said = [self._doubt(one) for one in plan.doubts[:MOST_SHOWN]]
        if (more := len(plan.doubts) - MOST_SHOWN) > 0:
            said.append(t("and {count} more, in the table", count=more))
        self.ask(
            t("Does not add up: {count}. Do the minutes say so?", count=len(plan.doubts)),
            said=said,
            yes=t("The minutes say so: take in"),
            then=lambda: self._accept(plan, confirmed=True),
        )

    def _doubt(self, one: Finding) -> str:
        return f"{self._cell(one.where)}  {sentence(one)}"

    def _accept(self, plan: Plan, *, confirmed: bool) -> None:
        self.do_alone(lambda by: self._take(by, plan, confirmed=confirmed), then=self._taken)

    def _take(self, by: Authority, plan: Plan, *, confirmed: bool) -> Taken:
        handed = self._handed
        if handed.frame is None:
            return service.accept(
                self.workspace,
                by,
                data=handed.data,
                name=handed.name,
                digest=plan.digest,
                remark=handed.remark,
                confirmed=confirmed,
            )
        return service.take_outcome(
            self.workspace,
            by,
            data=handed.data,
            name=handed.name,
            frame=handed.frame,
            reader=outcome_figures,
            digest=plan.digest,
            remark=handed.remark,
            confirmed=confirmed,
        )

    def _taken(self, done: Taken) -> None:
        self.tell(t("Taken in: {new} new, {same} as they were.", new=done.new, same=done.same))
        self.shell.go_back()


def _end(place: str) -> str:
    """A place whose sheet has a long name: row and column stand at its end."""
    return place if len(place) <= PLACE else f"…{place[1 - PLACE :]}"


def _sums(plan: Plan) -> str:
    said = t(
        "New: {new} · as they are: {same} · faults: {faults}",
        new=len(plan.those(Coming.NEW)),
        same=len(plan.those(Coming.SAME)),
        faults=len(plan.faults),
    )
    return f"{said} · {t('to confirm: {count}', count=len(plan.doubts))}" if plan.doubts else said
