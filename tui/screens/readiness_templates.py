"""What is checked of each kind of device (mẫu kiểm tra), what the congress changes of it, what it adds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from congress.access.values import Authority
from congress.errors import Finding
from congress.i18n import code_of, t
from congress.store.unit import Unit
from devices.readiness import templating
from devices.readiness.papers import item_words, template_words
from devices.readiness.queries import congress as queries
from devices.readiness.rules.templates import DEFAULTS, Changes, as_default, by_item, cleaned_own, own_faults
from devices.readiness.values import Due, DueChange, OwnItem
from tui.keys import bindings
from tui.messages import RowChosen
from tui.screens.asking import ValuesDialog
from tui.screens.device_asking import DeedDialog
from tui.screens.frame import WorkScreen
from tui.screens.readiness_words import held
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable

_DUE, _OFF = "due", "off"
_SET, _OWN = "device:template:set", "device:template:own:set"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: an item of a template, or one that the congress added (dòng)."""

    template: str
    due: Due | None = None
    own: OwnItem | None = None


class TemplatesScreen(WorkScreen):
    """A row an item of a template; E changes it for this congress, Del takes the default again, A adds an item."""

    HEADING = "Check templates"
    NEEDS: ClassVar[dict[str, str]] = {
        "new": _OWN,
        "edit": _SET,
        "remove": _SET,
        "move_up": _OWN,
        "move_down": _OWN,
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings("new", "edit", "remove", "move_up", "move_down")
    SAYS = (
        "What is checked of each kind of device, and how long a passed check holds. ● is changed by this congress, + "
        "was added by it.",
        "E changes the item under the cursor: checked or not, days, least value. Del takes the default again, or an "
        "added item out. A certificate names what was changed.",
        "A adds an item to the template under the cursor, in the congress's own words; Ctrl+↑ and Ctrl+↓ give added "
        "items another order. An item with other words is another item: it is checked anew.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._changes: Changes = {}
        self._own: tuple[OwnItem, ...] = ()
        self._lines: tuple[Line, ...] = tuple(_lines(()))

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
            fetch=lambda offset, limit: [self._row(one) for one in self._lines[offset : offset + limit]],
            count=lambda: len(self._lines),
            widget_id="templates",
        )

    def show_state(self) -> None:
        """The templates as they hold now."""
        self.read(self._read)
        said = t("changed by this congress: {count}", count=len(self._changes))
        added = f"  ·  {t('added: {count}', count=len(self._own))}" if self._own else ""
        self.query_one("#templates-remark", Static).update(f"{said}{added}\n")
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()

    def _read(self, unit: Unit) -> None:
        congress_id = self.session.congress_id
        if congress_id is not None:
            self._changes = by_item(queries.changes(unit, congress_id))
            self._own = queries.own_items(unit, congress_id)
            self._lines = tuple(_lines(self._own))

    def _row(self, one: Line) -> Row:
        named = template_words(one.template, t)
        if one.own is not None:
            key = (one.template, one.own.text)
            return Row(key, (("+", "bold $gold"), named, (one.own.text, "bold"), held(one.own.days), ""))
        assert one.due is not None
        now = self._now(one.template, one.due)
        sign = ("●", "bold $warn") if (one.template, one.due.item) in self._changes else ("", "")
        unit = "" if one.due.measure is None else t(code_of(one.due.measure))
        least = "" if now.least is None else f"{now.least} {unit}"
        cells = (held(now.days), least) if now.is_due else ((t("not checked"), "$warn"), "")
        return Row((one.template, one.due.item), (sign, named, (item_words(one.due.item, t), "bold"), *cells))

    def _now(self, name: str, due: Due) -> DueChange:
        return self._changes.get((name, due.item)) or as_default(name, due)

    @property
    def _line(self) -> Line:
        return self._lines[self.query_one(WindowedTable).cursor]

    @property
    def _congress_id(self) -> UUID:
        assert self.session.congress_id is not None
        return self.session.congress_id

    @on(RowChosen)
    def _chosen(self, event: RowChosen) -> None:
        event.stop()
        if refused := self._rights.why_not(_SET):
            self.say(refused)
        else:
            self.action_edit()

    def action_edit(self) -> None:
        """E: the item under the cursor, for this congress."""
        one = self._line
        if one.own is not None:
            self._ask_own(one.template, one.own)
        elif one.due is not None:
            self._ask_change(one.template, one.due)

    def action_remove(self) -> None:
        """Del: the default again; an added item out."""
        one = self._line
        if one.own is not None:
            rest = tuple(other for other in self._own if other != one.own)
            table = self.query_one(WindowedTable)
            table.cursor = max(0, table.cursor - 1)
            self._keep_own(rest)
        elif one.due is not None and (one.template, one.due.item) in self._changes:
            default = as_default(one.template, one.due)
            self.do_alone(lambda by: self._keep(default, by))

    # --- items of the template -----------------------------------------------------------------------------

    def _ask_change(self, name: str, due: Due) -> None:
        one = self._now(name, due)
        choices = ((_DUE, t("checked")), (_OFF, t("not checked")))
        fields = [
            FormField("due", t("Item"), FieldKind.CHOICE, value=_DUE if one.is_due else _OFF, options=choices),
            _days(one.days),
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

        title = f"{template_words(name, t)}: {item_words(due.item, t)}"
        self.app.push_screen(DeedDialog(title, fields, deed=deed), self._kept)

    def _keep(self, one: DueChange, by: Authority) -> tuple[DueChange, ...]:
        changes = {**self._changes, (one.template, one.item): one}
        return templating.set_changes(self.workspace, by, congress_id=self._congress_id, changes=changes.values())

    def _kept(self, done: object) -> None:
        if done is not None:
            self.tell(t("Kept."))

    # --- items that the congress adds ----------------------------------------------------------------------

    def action_new(self) -> None:
        """A: an item of the congress's own, in the template under the cursor."""
        self._ask_own(self._line.template, None)

    def _ask_own(self, name: str, known: OwnItem | None) -> None:
        fields = [
            FormField("text", t("Item"), value=known.text if known else "", hint=t("in the congress's own words")),
            _days(known.days if known else None),
        ]

        def with_it(values: Mapping[str, str]) -> tuple[OwnItem, ...]:
            typed = cleaned_own(OwnItem(name, values["text"], _number(values["days"])))
            if known is None:
                return (*self._own, typed)
            return tuple(typed if one == known else one for one in self._own)

        def faults(values: Mapping[str, str]) -> Sequence[Finding]:
            return tuple(own_faults(with_it(values)))

        def typed(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self._keep_own(with_it(values))

        title = t("{template}: an item of its own", template=template_words(name, t))
        self.app.push_screen(ValuesDialog(title, fields, check=faults), typed)

    def _keep_own(self, items: Sequence[OwnItem]) -> None:
        self.do_alone(
            lambda by: templating.set_own_items(self.workspace, by, congress_id=self._congress_id, items=items),
            then=lambda _kept: self.tell(t("Kept.")),
        )

    def action_move_up(self) -> None:
        """Ctrl+↑: an added item before the one above it."""
        self._move(-1)

    def action_move_down(self) -> None:
        """Ctrl+↓: an added item behind the one below it."""
        self._move(1)

    def _move(self, step: int) -> None:
        table = self.query_one(WindowedTable)
        there = table.cursor + step
        one, other = self._line.own, self._lines[there].own if 0 <= there < len(self._lines) else None
        if one is None or other is None or one.template != other.template:
            return
        places = {one: self._own.index(other), other: self._own.index(one)}
        moved = sorted(self._own, key=lambda item: places.get(item, self._own.index(item)))
        table.cursor = there
        self._keep_own(moved)


def _lines(own: Sequence[OwnItem]) -> Iterator[Line]:
    """Each template's items, then what the congress added to it."""
    for name, template in DEFAULTS.items():
        yield from (Line(name, due=due) for due in template)
        yield from (Line(name, own=one) for one in own if one.template == name)


def _days(days: int | None) -> FormField:
    return FormField("days", t("Holds, days"), FieldKind.NUMBER, value=_text(days), hint=t("empty: without a limit"))


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(text: str) -> int | None:
    return int(text) if text else None
