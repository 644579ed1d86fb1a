"""A list of devices taken in (nhập danh sách thiết bị): looked at first, faults by row and column; then one key."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from congress.access.values import Authority
from congress.i18n import sentence, t
from congress.jsondoc import read_source
from congress.term import bodies
from congress.term.values import BodyDetails, BodyKind, PartyBody
from devices.register import importing
from devices.register.importing import Imported, ImportPlan
from devices.register.rules.importing import Doubt
from devices.register.values.importing import PlannedRow, RowOutcome
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.device_asking import DeedDialog, Values, body_named, body_names
from tui.screens.device_words import changes, options, word
from tui.screens.looked_at_list import LookedAtList, doubt_asked, line_of
from tui.widgets.drawing import NEXT, WRONG
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.vietnamese_input import VietnameseInput
from tui.widgets.windowed_table import Row

ACCEPT = "device:import"
MAKE_BODIES = "body:make-several"
MOST_SHOWN = 4
"""So many changes stand in the question itself."""


class DeviceImportScreen(LookedAtList):
    """Path, what is wrong, what is to be settled, what would be new and changed; F8 takes it in."""

    HEADING = "List of devices"
    NEEDS: ClassVar[dict[str, str]] = {"accept_list": ACCEPT, "new_body": MAKE_BODIES}
    BINDINGS: ClassVar[list[BindingType]] = bindings("accept_list", "new_body", "other_file")
    SAYS = (
        "Type the path of an XLSX or CSV file. Nothing is written before F8; with one fault nothing at all.",
        "A body's name that is spelled otherwise is settled with Enter; the spelling is kept for the next list. "
        "A enters it as a new body. Known devices are found by tag, else by serial number.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._path = ""
        self._data = b""
        self._plan: ImportPlan | None = None
        self._spellings: dict[str, UUID] = {}
        self._names: Mapping[UUID, str] = {}
        self._doubts: dict[str, Doubt] = {}

    def compose_page(self) -> ComposeResult:
        """The path, the sums, the lines."""
        yield VietnameseInput(placeholder=t("Path of the list (XLSX or CSV), then Enter"), id="list-path")
        yield from super().compose_page()

    # --- looking -------------------------------------------------------------------------------------------

    @on(Input.Submitted, "#list-path")
    def _path_typed(self, event: Input.Submitted) -> None:
        event.stop()
        self._path, self._spellings, self._plan = event.value.strip(), {}, None
        if self._path:
            self._look()

    def _look(self) -> None:
        path, spellings = self._path, dict(self._spellings)

        def look() -> tuple[bytes, ImportPlan]:
            data = read_source(str(Path(path).expanduser()))
            return data, importing.look(self.workspace, source=data, name=Path(path).name, spellings=spellings)

        self.do(look, then=self._looked)

    def _looked(self, found: tuple[bytes, ImportPlan]) -> None:
        self._data, self._plan = found
        self.show_from_top()

    def show_state(self) -> None:
        """What the list would do."""
        self._names = self.read(body_names)
        plan = self._plan
        self._doubts = {} if plan is None else {doubt.text: doubt for doubt in plan.doubts}
        self.show_lines(() if plan is None else self._lines(plan), sums="" if plan is None else _sums(plan))

    def _lines(self, plan: ImportPlan) -> Iterator[Row]:
        for n, fault in enumerate(plan.planned.faults):
            yield line_of(("fault", n), (WRONG, "bold $bad"), _cell(plan, fault.where), sentence(fault))
        for doubt in plan.doubts:
            yield line_of(("doubt", doubt.text), (NEXT, "bold $gold"), _cell(plan, doubt.where), self._asked(doubt))
        for n, change in enumerate(plan.changes):
            yield line_of(("change", n), ("!", "bold $gold"), _cell(plan, change.where), sentence(change))
        for n, remark in enumerate(plan.remarks):
            yield line_of(("remark", n), ("·", "$quiet"), _cell(plan, remark.where), sentence(remark))
        for outcome, sign in ((RowOutcome.CHANGED, ("~", "bold $gold")), (RowOutcome.NEW, ("+", "bold $good"))):
            for row in plan.planned.those(outcome):
                said = f"{word(outcome)}: {self._said(row)}"
                yield line_of(("row", row.row), sign, t("row {row}", row=row.row), said)

    def _asked(self, doubt: Doubt) -> str:
        near = [self._names[one] for one in doubt.candidates]
        return doubt_asked(doubt.text, rows=doubt.rows, near=near)

    def _said(self, row: PlannedRow) -> str:
        if row.new is None:
            return f"{row.tag}  {changes(importing.differences(row), self._names)}"
        details = row.new.details
        parts = (word(details.category), details.model, details.serial, self._names.get(details.owner_id, ""))
        return " · ".join(part for part in parts if part)

    def hints(self) -> tuple[Hint, ...]:
        """Enter settles a name."""
        return (("⏎", t("Settle the name")),) if self._doubts else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Taking in waits until nothing is wrong or open."""
        if action == "accept_list" and (self._plan is None or not self._plan.is_acceptable):
            return False
        if action == "new_body" and self._doubt is None:
            return False
        return super().check_action(action, parameters)

    # --- settling names ------------------------------------------------------------------------------------

    @property
    def _doubt(self) -> Doubt | None:
        return self._doubts.get(self.chosen_doubt())

    @on(RowChosen)
    def _settle(self, event: RowChosen) -> None:
        event.stop()
        doubt = self._doubt
        if doubt is None:
            return
        near = self._names[doubt.candidates[0]] if len(doubt.candidates) == 1 else ""

        def meant(values: Values, _by: Authority) -> PartyBody:
            with self.workspace.reading() as unit:
                return body_named(unit, values["body"], field="body")

        dialog = DeedDialog[PartyBody](
            t("Which body is “{text}”?", text=doubt.text),
            [FormField("body", t("Body meant"), value=near, hint=t("the body's name, or some words of it"))],
            deed=meant,
            needed=("body",),
            yes=t("It is this one"),
        )
        self.app.push_screen(dialog, lambda body: self._settled(doubt, body))

    def _settled(self, doubt: Doubt, body: PartyBody | None) -> None:
        if body is not None:
            self._spellings[doubt.text] = body.id
            self._look()

    def action_new_body(self) -> None:
        """A: the name is one of a body that is not entered yet."""
        doubt = self._doubt
        if doubt is None:
            return

        def deed(values: Values, by: Authority) -> tuple[PartyBody, ...]:
            details = BodyDetails(values["name"], BodyKind(values["kind"]))
            return bodies.make_bodies(self.workspace, by, details=[details])

        dialog = DeedDialog[tuple[PartyBody, ...]](
            t("A new body"),
            [
                FormField("name", t("Name of the body"), value=doubt.text),
                FormField("kind", t("Kind"), FieldKind.CHOICE, options=options(BodyKind)),
            ],
            deed=deed,
            needed=("name",),
        )
        self.app.push_screen(dialog, lambda made: self._settled(doubt, made[0] if made else None))

    # --- taking in -----------------------------------------------------------------------------------------

    def action_accept_list(self) -> None:
        """F8: take it in as it was looked at."""
        plan = self._plan
        if plan is None:
            return
        if not plan.changes:
            self._accept(plan, confirmed=False)
            return
        said = [f"{_cell(plan, change.where)}  {sentence(change)}" for change in plan.changes[:MOST_SHOWN]]
        if (more := len(plan.changes) - MOST_SHOWN) > 0:
            said.append(t("and {count} more, in the table", count=more))
        self.ask(
            t("Changes of known devices: {count}. Is each of them right?", count=len(plan.changes)),
            said=said,
            yes=t("Each is right: take in"),
            then=lambda: self._accept(plan, confirmed=True),
        )

    def _accept(self, plan: ImportPlan, *, confirmed: bool) -> None:
        data, spellings = self._data, dict(self._spellings)
        self.do_alone(
            lambda by: importing.accept(
                self.workspace,
                by,
                source=data,
                name=plan.name,
                digest=plan.digest,
                spellings=spellings,
                confirmed=confirmed,
            ),
            then=self._taken_in,
        )

    def _taken_in(self, done: Imported) -> None:
        self.tell(
            t(
                "Taken in: {new} new, {changed} changed, {same} as they were.",
                new=done.new,
                changed=done.changed,
                same=done.same,
            )
        )
        self.shell.go_back()

    def action_other_file(self) -> None:
        """O: another file."""
        self.query_one("#list-path").focus()


def _cell(plan: ImportPlan, where: str) -> str:
    """Where in the file: its name is known."""
    return where.removeprefix(plan.name).lstrip(":")


def _sums(plan: ImportPlan) -> str:
    numbers = {outcome: len(plan.planned.those(outcome)) for outcome in RowOutcome}
    said = t(
        "New: {new} · changed: {changed} · as they are: {same} · faults: {faults} · names to settle: {doubts}",
        new=numbers[RowOutcome.NEW],
        changed=numbers[RowOutcome.CHANGED],
        same=numbers[RowOutcome.SAME],
        faults=len(plan.planned.faults),
        doubts=len(plan.doubts),
    )
    return f"{said} · {t('to confirm: {count}', count=len(plan.changes))}" if plan.changes else said
