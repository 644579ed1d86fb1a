"""What is checked of each kind of device (mẫu kiểm tra), and what the congress changes of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from congress.access.values import Authority
from congress.i18n import code_of, t
from devices.readiness import templating
from devices.readiness.papers import template_words
from devices.readiness.queries import congress as queries
from devices.readiness.rules.templates import DEFAULTS, Changes, as_default, by_item
from devices.readiness.values import Due, DueChange
from tui.keys import bindings
from tui.messages import RowChosen
from tui.screens.device_asking import DeedDialog
from tui.screens.frame import WorkScreen
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable

_LINES = [(name, due) for name, template in DEFAULTS.items() for due in template]
_DUE, _OFF = "due", "off"


class TemplatesScreen(WorkScreen):
    """A row an item of a template; E changes it for this congress, Del takes the default again."""

    HEADING = "Check templates"
    NEEDS: ClassVar[dict[str, str]] = {"edit": "device:template:set", "remove": "device:template:set"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("edit", "remove")
    SAYS = (
        "What is checked of each kind of device, and how long a passed check holds. ● is changed by this congress.",
        "E changes the item under the cursor: checked or not, days, least value. Del takes the default again. A "
        "certificate names what was changed.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._changes: Changes = {}

    def compose_page(self) -> ComposeResult:
        """The items."""
        yield Static("", id="templates-remark", classes="quiet", markup=False)
        yield WindowedTable(
            (
                Column("", 1),
                Column(t("Device"), 23),
                Column(t("Item")),
                Column(t("Holds"), 10),
                Column(t("Least"), 9, right=True),
            ),
            fetch=lambda offset, limit: [self._row(place) for place in range(offset, min(offset + limit, len(_LINES)))],
            count=lambda: len(_LINES),
            widget_id="templates",
        )

    def show_state(self) -> None:
        """The templates as they hold now."""
        congress_id = self.session.congress_id
        if congress_id is not None:
            self._changes = by_item(self.read(lambda unit: queries.changes(unit, congress_id)))
        said = t("changed by this congress: {count}", count=len(self._changes))
        self.query_one("#templates-remark", Static).update(f"{said}\n")
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()

    def _row(self, place: int) -> Row:
        name, due = _LINES[place]
        one = self._now(name, due)
        sign = ("●", "bold $warn") if (name, due.item) in self._changes else ("", "")
        days = t("no limit") if one.days is None else t("{days} days", days=one.days)
        unit = "" if due.measure is None else t(code_of(due.measure))
        least = "" if one.least is None else f"{one.least} {unit}"
        cells = (days, least) if one.is_due else ((t("not checked"), "$warn"), "")
        return Row(place, (sign, template_words(name, t), (t(code_of(due.item)), "bold"), *cells))

    def _now(self, name: str, due: Due) -> DueChange:
        return self._changes.get((name, due.item)) or as_default(name, due)

    @on(RowChosen)
    def _chosen(self, event: RowChosen) -> None:
        event.stop()
        if refused := self._rights.why_not("device:template:set"):
            self.say(refused)
        else:
            self.action_edit()

    def action_edit(self) -> None:
        """E: the item under the cursor, for this congress."""
        name, due = _LINES[self.query_one(WindowedTable).cursor]
        one = self._now(name, due)
        choices = ((_DUE, t("checked")), (_OFF, t("not checked")))
        fields = [
            FormField("due", t("Item"), FieldKind.CHOICE, value=_DUE if one.is_due else _OFF, options=choices),
            FormField(
                "days", t("Holds, days"), FieldKind.NUMBER, value=_text(one.days), hint=t("empty: without a limit")
            ),
        ]
        if due.measure is not None:
            label = t("At least ({unit})", unit=t(code_of(due.measure)))
            fields.append(FormField("least", label, FieldKind.NUMBER, value=_text(one.least)))

        def deed(values: Mapping[str, str], by: Authority) -> object:
            typed = replace(
                one,
                is_due=values["due"] == _DUE,
                days=_number(values["days"]),
                least=_number(values.get("least", "")),
            )
            return self._keep(typed, by)

        title = f"{template_words(name, t)}: {t(code_of(due.item))}"
        self.app.push_screen(DeedDialog(title, fields, deed=deed), self._kept)

    def action_remove(self) -> None:
        """Del: the default again."""
        name, due = _LINES[self.query_one(WindowedTable).cursor]
        if (name, due.item) in self._changes:
            self.do_alone(lambda by: self._keep(as_default(name, due), by))

    def _keep(self, one: DueChange, by: Authority) -> tuple[DueChange, ...]:
        congress_id = self.session.congress_id
        assert congress_id is not None
        changes = {**self._changes, (one.template, one.item): one}
        return templating.set_changes(self.workspace, by, congress_id=congress_id, changes=changes.values())

    def _kept(self, done: object) -> None:
        if done is not None:
            self.tell(t("Kept."))


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(text: str) -> int | None:
    return int(text) if text else None
