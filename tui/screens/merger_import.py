"""A list of mergers taken in (nhập danh sách sáp nhập): looked at first, names settled by a person, then one key."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from congress.access.values import Authority
from congress.errors import Finding, Malformed
from congress.i18n import sentence, t
from congress.term import merging
from congress.term.merging import MergerList, MergerPlan
from congress.term.rules.merger_lists import NameDoubt
from congress.term.values import Merger
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.asking import ValuesDialog
from tui.screens.device_asking import Values, body_names
from tui.screens.looked_at_list import LookedAtList, doubt_asked, line_of
from tui.widgets.drawing import NEXT, WRONG
from tui.widgets.forms import FormField
from tui.widgets.windowed_table import Row


class MergerImportScreen(LookedAtList):
    """What is wrong, what is to be settled, which units would be entered; F8 takes it in."""

    HEADING = "List of mergers"
    NEEDS: ClassVar[dict[str, str]] = {"accept_list": "merger:import"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("enter_units", "accept_list")
    SAYS = (
        "Nothing is written before F8; with one fault nothing at all. A name that no unit bears is settled with Enter: "
        "the name of the unit that is meant, or the same name again where the unit is not entered yet. A says so of "
        "all names at once that are like no other; which old unit goes into which new one stands below.",
    )

    def __init__(self, handed: MergerList) -> None:
        super().__init__()
        self._handed = handed
        self._plan: MergerPlan | None = None

    def on_mount(self) -> None:
        """The list is there already."""
        self._look()

    def _look(self) -> None:
        self.do(lambda: merging.look(self.workspace, self._handed), then=self._looked)

    def _looked(self, plan: MergerPlan) -> None:
        self._plan = plan
        self.show_from_top()

    def show_state(self) -> None:
        """What the list would do."""
        plan = self._plan
        self.show_lines(() if plan is None else self._lines(plan), sums="" if plan is None else _sums(plan))

    def _lines(self, plan: MergerPlan) -> Iterator[Row]:
        for n, fault in enumerate(plan.faults):
            yield line_of(("fault", n), (WRONG, "bold $bad"), self.cell(fault.where), sentence(fault))
        for doubt in plan.planned.doubts:
            said = doubt_asked(doubt.text, rows=doubt.rows, near=doubt.near)
            yield line_of(("doubt", doubt.text), (NEXT, "bold $gold"), self.cell(doubt.where), said)
        for n, remark in enumerate(plan.remarks):
            yield line_of(("remark", n), ("·", "$quiet"), self.cell(remark.where), sentence(remark))
        for wanted in (*plan.planned.old, *plan.planned.new):
            said = t("to be entered: {unit}", unit=wanted.details.name)
            yield line_of(("unit", str(wanted.id)), ("+", "bold $good"), "", said)
        names = {wanted.id: wanted.details.name for wanted in (*plan.planned.old, *plan.planned.new)}
        names = {**self.read(body_names), **names}
        for n, part in enumerate(plan.planned.parts):
            how = "" if part.whole else t(", by device")
            said = f"{names[part.old_id]}{how} → {names[part.new_id]}"
            yield line_of(("part", n), ("→", "$quiet"), "", said)

    def cell(self, where: str) -> str:
        """Where in the list: its name is known."""
        return where.removeprefix(self._handed.mergers.name).lstrip(":")

    def hints(self) -> tuple[Hint, ...]:
        """Enter settles a name."""
        return (("⏎", t("Settle the name")),) if self._plan is not None and self._plan.planned.doubts else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Taking in waits until nothing is wrong or open; A is for names like no other."""
        doubts = () if self._plan is None else self._plan.planned.doubts
        if action == "enter_units" and not any(not doubt.near for doubt in doubts):
            return False
        if action == "accept_list" and (self._plan is None or self._plan.in_the_way):
            return False
        return super().check_action(action, parameters)

    @on(RowChosen)
    def _settle(self, event: RowChosen) -> None:
        event.stop()
        doubts = {} if self._plan is None else {doubt.text: doubt for doubt in self._plan.planned.doubts}
        if doubt := doubts.get(self.chosen_doubt()):
            self._ask(doubt)

    def _ask(self, doubt: NameDoubt) -> None:
        dialog = ValuesDialog(
            t("Which body is “{text}”?", text=doubt.text),
            [
                FormField(
                    "name",
                    t("Body meant"),
                    value=doubt.near[0] if len(doubt.near) == 1 else doubt.text,
                    hint=t("the same name again: a unit that is not entered yet"),
                )
            ],
            needed=("name",),
            yes=t("It is this one"),
        )
        self.app.push_screen(dialog, lambda values: self._settled(doubt, values))

    def _settled(self, doubt: NameDoubt, values: Values | None) -> None:
        if values is None:
            return
        name, before = values["name"], self._handed
        said = replace(before, said={**before.said, doubt.text: name})

        def looked(plan: MergerPlan) -> None:
            if any(one.text == doubt.text for one in plan.planned.doubts):
                told = {"text": doubt.text, "name": name}
                self.say(Malformed([Finding(self.cell(doubt.where), "merger-said-unknown", told)]))
            else:
                self._handed = said
                self._looked(plan)

        self.do(lambda: merging.look(self.workspace, said), then=looked)

    def action_enter_units(self) -> None:
        """A: every name like no other is a unit that is not entered yet."""
        self._handed = replace(self._handed, enter=True)
        self._look()

    def action_accept_list(self) -> None:
        """F8: take it in as it was looked at."""
        plan, handed = self._plan, self._handed
        if plan is not None:
            self.do_alone(lambda by: self.write(by, handed, plan), then=self._taken_in)

    def write(self, by: Authority, handed: MergerList, plan: MergerPlan) -> Merger:
        """The deed that keeps what was looked at."""
        return merging.accept(self.workspace, by, handed, digest=plan.digest)

    def _taken_in(self, merger: Merger) -> None:
        self.tell(t("Taken in: decision {decision}.", decision=merger.details.decision))
        self.shell.go("mergers")


def _sums(plan: MergerPlan) -> str:
    planned = plan.planned
    return t(
        "Mergers: {parts} · units to be entered: {units} · faults: {faults} · names to settle: {doubts}",
        parts=len(planned.parts),
        units=len(planned.old) + len(planned.new),
        faults=len(plan.faults),
        doubts=len(planned.doubts),
    )
