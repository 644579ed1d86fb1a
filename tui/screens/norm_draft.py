"""Norms typed in (nhập định mức): lines added, changed, taken out, from those that held before; F8 keeps them."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from congress.access.values import Authority
from congress.errors import Finding
from congress.i18n import t
from congress.text import clean
from devices.needs import keeping
from devices.needs.rules.norms import norm_faults
from devices.needs.rules.registered import ITEMS
from devices.needs.values import Basis, Norm, NormSet, Use
from tui.keys import bindings
from tui.messages import RowChosen
from tui.needs_words import basis, item
from tui.screens.asking import ValuesDialog
from tui.screens.dated_lists import GIVEN, day_given, given_fields
from tui.screens.device_asking import DeedDialog, Values
from tui.screens.frame import WorkScreen
from tui.screens.norm_lines import norm_columns, norm_rows
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import WindowedTable


class NormDraftScreen(WorkScreen):
    """A row a norm, as it will be kept; nothing is written before F8."""

    HEADING = "Norms typed in"
    NEEDS: ClassVar[dict[str, str]] = {"confirm": "needs:norms:enter"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("new", "edit", "remove", "confirm")
    SAYS = (
        "The lines of the set that was shown, to be changed: A adds a line, E or Enter changes the one under the "
        "cursor, Del takes it out. F8 asks for source and day and keeps them as a new set.",
    )

    def __init__(self, norms: Sequence[Norm]) -> None:
        super().__init__()
        self._norms = list(norms)
        self._is_changed = False

    def compose_page(self) -> ComposeResult:
        """How many lines, and each."""
        yield Static("", id="draft-said", classes="quiet", markup=False)
        yield WindowedTable(
            norm_columns(),
            fetch=lambda offset, limit: norm_rows(self._norms)[offset : offset + limit],
            count=lambda: len(self._norms),
            empty=t("no line yet: A adds one"),
            widget_id="draft",
        )

    def show_state(self) -> None:
        """The lines as they stand."""
        said = t("not kept yet: F8 keeps them") if self._is_changed else t("as they were kept: change what is new")
        self.query_one("#draft-said", Static).update(f"{t('{count} lines', count=len(self._norms))}  ·  {said}\n")
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without lines there is nothing to change or to keep."""
        if action in {"edit", "remove", "confirm"} and not self._norms:
            return False
        return super().check_action(action, parameters)

    @on(RowChosen)
    def _chosen(self, event: RowChosen) -> None:
        event.stop()
        self.action_edit()

    def action_new(self) -> None:
        """A: another line."""
        self._ask(t("A norm"), None)

    def action_edit(self) -> None:
        """E: the line under the cursor."""
        self._ask(t("A norm"), self.query_one(WindowedTable).cursor)

    def action_remove(self) -> None:
        """Del: the line under the cursor out."""
        table = self.query_one(WindowedTable)
        del self._norms[table.cursor]
        table.cursor = max(0, min(table.cursor, len(self._norms) - 1))
        self._is_changed = True
        self.renew()

    def _ask(self, title: str, place: int | None) -> None:
        def put(values: Values | None) -> None:
            if values is not None:
                self._put(_norm(values), place)

        def faults(values: Values) -> list[Finding]:
            others = [norm for number, norm in enumerate(self._norms) if number != place]
            empty = [Finding(name, "field-empty") for name in ("purpose", "quantity") if not values[name]]
            return empty or [one for one in norm_faults((*others, _norm(values))) if _is_last(one, len(others) + 1)]

        fields = _fields(None if place is None else self._norms[place])
        self.app.push_screen(ValuesDialog(title, fields, check=faults), put)

    def _put(self, norm: Norm, place: int | None) -> None:
        if place is None:
            self._norms.append(norm)
            self.query_one(WindowedTable).cursor = len(self._norms) - 1
        else:
            self._norms[place] = norm
        self._is_changed = True
        self.renew()

    def action_confirm(self) -> None:
        """F8: keep them, with source and day."""
        norms = tuple(self._norms)

        def deed(values: Values, by: Authority) -> NormSet:
            since = day_given(values)
            return keeping.enter_norms(self.workspace, by, norms, given_by=values["source"], since=since)

        dialog = DeedDialog[NormSet](
            t("Keep the norms"),
            given_fields(),
            deed=deed,
            needed=GIVEN,
            said=(t("{count} lines", count=len(norms)), t("Norms of the same day give place to these.")),
        )
        self.app.push_screen(dialog, self._kept)

    def _kept(self, kept: NormSet | None) -> None:
        if kept is not None:
            self.tell(t("Kept."))
            self.shell.go("norms")

    def action_go_back(self) -> None:
        """Esc: what is not kept is asked about."""
        if self._is_changed:
            self.ask(t("Leave without keeping the norms?"), then=self.shell.go_back, yes=t("Leave"))
        else:
            self.shell.go_back()


def _fields(known: Norm | None) -> list[FormField]:
    items = tuple((name, item(name)) for name in ITEMS.values())
    machines = ((str(Use.ORDINARY), t("ordinary")), (str(Use.CLASSIFIED), t("classified")))
    return [
        FormField("item", t("Device"), FieldKind.CHOICE, value=known.item if known else "", options=items),
        FormField("purpose", t("Purpose"), value=known.purpose if known else ""),
        FormField("quantity", t("Quantity"), FieldKind.NUMBER, value=str(known.quantity) if known else ""),
        FormField(
            "basis",
            t("Reckoned by"),
            FieldKind.CHOICE,
            value=str(known.basis) if known else "",
            options=tuple((str(one), basis(one)) for one in Basis),
        ),
        FormField("use", t("Machines"), FieldKind.CHOICE, value=str(known.use) if known else "", options=machines),
    ]


def _norm(values: Values) -> Norm:
    return Norm(
        values["item"],
        clean(values["purpose"]),
        Basis(values["basis"]),
        int(values["quantity"]),
        Use(values["use"]),
    )


def _is_last(one: Finding, place: int) -> bool:
    return one.where.startswith(f"norm[{place}].")
