"""The checklist of a device, run by keyboard (phiếu kiểm tra thiết bị): item by item, kept in one deed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from congress.access.values import Authority
from congress.errors import Finding, Malformed, Refused
from congress.i18n import code_of, t
from devices.readiness import pictures, service
from devices.readiness.papers import item_words
from devices.readiness.rules.checks import result_faults
from devices.readiness.service import Result
from devices.readiness.values import Checked, Due, ItemStanding, ItemState, Picture
from devices.readiness.views import Checklist, checklist
from tui.keys import Hint, bindings
from tui.messages import Problem, RowChosen
from tui.screens.asking import ValuesDialog
from tui.screens.desk_frame import in_words
from tui.screens.desk_opening import open_file
from tui.screens.device_asking import DeedDialog
from tui.screens.frame import WorkScreen
from tui.screens.readiness_dialogs import picture_field, read_picture
from tui.screens.readiness_words import moment, value_of, what_it_is
from tui.widgets.drawing import OK, WRONG, Part, line, lines
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable

_STATES: Mapping[ItemState, tuple[str, str]] = {
    ItemState.PASSED: (OK, "bold $good"),
    ItemState.FAILED: (WRONG, "bold $bad"),
    ItemState.EXPIRED: ("!", "bold $warn"),
    ItemState.MISSING: ("·", "$quiet"),
}
_HISTORY_BELOW, _HISTORY_BESIDE = 4, 20


class ChecksScreen(WorkScreen):
    """Each item: newest result, until when it holds; 1 passes, 2 fails, F4 keeps all that was entered."""

    HEADING = "Checklist"
    HAS_BESIDE = True
    NEEDS: ClassVar[dict[str, str]] = {
        "pass_item": "device:check",
        "fail_item": "device:check",
        "note_item": "device:check",
        "picture_item": "device:check",
        "submit": "device:check",
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "pass_item", "fail_item", "note_item", "picture_item", "take_back", "open_picture", "submit"
    )
    SAYS = (
        "The template of the device, item by item. Enter or 1: passed; 2: failed; N adds a note. Where something is "
        "measured the value is asked for. Del takes back what was entered for an item.",
        "P puts a picture with what was entered, O opens the newest picture of the item under the cursor.",
        "F4 keeps everything entered in one act. The newest result counts until the time shown; earlier ones stay.",
    )

    def __init__(self, tag: str) -> None:
        super().__init__()
        self._tag = tag
        self._list: Checklist | None = None
        self._entered: dict[str, Result] = {}

    def compose_page(self) -> ComposeResult:
        """The device, its items, earlier results of the one under the cursor."""
        yield Static("", id="about", markup=False)
        yield WindowedTable(
            (
                Column("", 1),
                Column(t("Item")),
                Column(t("Result"), 13),
                Column(t("Value"), 8, right=True),
                Column(t("Checked at"), 12),
                Column(t("Holds until"), 11),
            ),
            fetch=lambda offset, limit: [self._row(one) for one in self._items[offset : offset + limit]],
            count=lambda: len(self._items),
            widget_id="items",
        )
        yield Static("", id="checks-below", markup=False)

    def compose_beside(self) -> ComposeResult:
        """Earlier results of the item under the cursor."""
        yield Static("", id="checks-beside", markup=False)

    def on_mount(self) -> None:
        """Follow the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self._cursor_moved, init=False)

    def show_state(self) -> None:
        """What is kept; what was entered stays until it is kept."""
        self._list = self.read(lambda unit: checklist(unit, self._tag))
        self.query_one(WindowedTable).focus()
        self._show()

    def _show(self) -> None:
        if self._list is None:
            return
        device, entered = self._list.device, len(self._entered)
        said = (
            line(("● ", "bold $warn"), t("{count} results entered, not kept yet: F4 keeps them", count=entered))
            if entered
            else line((t("key 1: passed, key 2: failed; F4 keeps what was entered"), "$quiet"))
        )
        named = line(
            (device.tag, "bold"), f"  {what_it_is(device)}", (f"  ·  {t(code_of(device.use_class))}", "$quiet")
        )
        self.query_one("#about", Static).update(lines([named, said, line("")]))
        self.query_one(WindowedTable).reload()
        self._show_history()

    # --- what stands there ---------------------------------------------------------------------------------

    @property
    def _items(self) -> tuple[ItemStanding, ...]:
        return () if self._list is None else self._list.items

    @property
    def _item(self) -> ItemStanding | None:
        place = self.query_one(WindowedTable).cursor
        return self._items[place] if place < len(self._items) else None

    def _row(self, one: ItemStanding) -> Row:
        item = one.due.item
        entered = self._entered.get(item)
        if entered is not None:
            state = ItemState.PASSED if entered.passed else ItemState.FAILED
            value = "" if entered.value is None or one.due.measure is None else _with_unit(entered.value, one.due)
            fresh = (
                ("●", "bold $warn"),
                (item_words(item, t), "bold"),
                _said(state),
                value,
                (t("just now"), "$warn"),
                "",
            )
            return Row(str(item), fresh)
        newest = one.newest
        value, at = ("", "") if newest is None else (value_of(one.due, newest), moment(newest.at))
        return Row(str(item), (_STATES[one.state], item_words(item, t), _said(one.state), value, at, _until(one)))

    def _cursor_moved(self) -> None:
        self._show_history()
        self.refresh_bindings()

    def _show_history(self) -> None:
        one = self._item
        for name, most in (("#checks-below", _HISTORY_BELOW), ("#checks-beside", _HISTORY_BESIDE)):
            said: list[Content] = []
            if one is not None and self._list is not None:
                done = [check for check in self._list.history if check.item == one.due.item]
                said.append(line((item_words(one.due.item, t), "bold"), (f"  {_asked(one.due)}", "$quiet")))
                if entered := self._entered.get(one.due.item):
                    said += [line(("● ", "bold $warn"), text) for text in _added(entered)]
                said += [_told(one.due, check) for check in done[:most]]
                if not done:
                    said.append(line((t("never checked yet"), "$quiet")))
            self.query_one(name, Static).update(lines(said))

    def hints(self) -> tuple[Hint, ...]:
        """Enter passes the item."""
        return (("⏎", t("Passed")),)

    def say(self, problem: Problem) -> None:
        """Faults in words alone: each names its item."""
        super().say(in_words(problem.findings) if isinstance(problem, Malformed) else problem)

    # --- going through it ------------------------------------------------------------------------------------

    @on(RowChosen)
    def _chosen(self, event: RowChosen) -> None:
        event.stop()
        if refused := self._rights.why_not("device:check"):
            self.say(refused)
        else:
            self.action_pass_item()

    def action_pass_item(self) -> None:
        """Enter or 1: the item passes."""
        self._result(passed=True)

    def action_fail_item(self) -> None:
        """2: the item fails."""
        self._result(passed=False)

    def action_note_item(self) -> None:
        """N: a note to what was entered; without a result, of an item that passes."""
        one = self._item
        if one is not None:
            before = self._entered.get(one.due.item)
            self._ask(one.due, passed=before is None or before.passed)

    def action_take_back(self) -> None:
        """Del: nothing was entered for the item."""
        if self._item is not None and self._entered.pop(self._item.due.item, None) is not None:
            self._show()

    def _result(self, *, passed: bool) -> None:
        one = self._item
        if one is None:
            return
        if one.due.measure is not None:
            self._ask(one.due, passed=passed)
            return
        before = self._entered.get(one.due.item) or Result(one.due.item, passed)
        self._put(replace(before, passed=passed))

    def _ask(self, due: Due, *, passed: bool) -> None:
        before = self._entered.get(due.item)
        fields = []
        if due.measure is not None:
            value = "" if before is None or before.value is None else str(before.value)
            label = t("Value ({unit})", unit=t(code_of(due.measure)))
            fields.append(FormField("value", label, FieldKind.NUMBER, value=value, hint=_asked(due)))
        fields.append(FormField("note", t("Note"), value="" if before is None else before.note))

        def entered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                typed = _typed(due, values, passed=passed)
                self._put(replace(typed, picture=None if before is None else before.picture))

        def faults(values: Mapping[str, str]) -> list[Finding]:
            typed = _typed(due, values, passed=passed)
            return list(result_faults(due, passed=passed, value=typed.value, where="value"))

        said = t("Passed") if passed else t("Failed")
        self.app.push_screen(ValuesDialog(f"{item_words(due.item, t)}: {said}", fields, check=faults), entered)

    def _put(self, result: Result) -> None:
        self._entered[result.item] = result
        self.say_nothing()
        table = self.query_one(WindowedTable)
        table.cursor = min(table.cursor + 1, len(self._items) - 1)
        self._show()

    def action_picture_item(self) -> None:
        """P: a picture with what was entered for the item."""
        before = None if self._item is None else self._entered.get(self._item.due.item)
        if before is None:
            self.say(Refused("picture-without-result"))
            return

        def taken(values: Mapping[str, str], _by: Authority) -> Picture:
            return read_picture(values["path"])

        def put(picture: Picture | None) -> None:
            if picture is not None:
                self._put(replace(before, picture=picture))

        self.app.push_screen(DeedDialog(t("Picture"), [picture_field()], deed=taken, needed=("path",)), put)

    def action_open_picture(self) -> None:
        """O: the newest picture of the item, in the system's viewer."""
        sha256 = self._picture
        if sha256 is not None:
            self.do(lambda: open_file(pictures.show(self.workspace, sha256)))

    @property
    def _picture(self) -> str | None:
        if self._list is None or self._item is None:
            return None
        done = (one for one in self._list.history if one.item == self._item.due.item)
        return next((one.picture for one in done if one.picture is not None), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """O is offered where there is a picture."""
        if action == "open_picture" and (not self.query(WindowedTable) or self._picture is None):
            return False
        return super().check_action(action, parameters)

    def action_submit(self) -> None:
        """F4: keep what was entered, in one deed."""
        results = tuple(self._entered[one.due.item] for one in self._items if one.due.item in self._entered)
        self.do_alone(
            lambda by: service.check_device(self.workspace, by, tag=self._tag, results=results), then=self._kept
        )

    def _kept(self, kept: tuple[Checked, ...]) -> None:
        self._entered.clear()
        self.tell(t("{count} results are kept.", count=len(kept)))

    def action_go_back(self) -> None:
        """Esc: what is not kept is asked about."""
        if self._entered:
            self.ask(t("Leave without keeping the results?"), then=self.shell.go_back, yes=t("Leave"))
        else:
            self.shell.go_back()


def _typed(due: Due, values: Mapping[str, str], *, passed: bool) -> Result:
    text = values.get("value", "")
    return Result(due.item, passed, int(text) if text else None, values["note"])


def _added(entered: Result) -> list[str]:
    """The note and the picture of what was entered."""
    picture = "" if entered.picture is None else f"{t('picture')}: {entered.picture.name}"
    return [text for text in (entered.note, picture) if text]


def _said(state: ItemState) -> Part:
    return t(code_of(state)), _STATES[state][1]


def _with_unit(value: int, due: Due) -> str:
    assert due.measure is not None
    return f"{value} {t(code_of(due.measure))}"


def _until(one: ItemStanding) -> Part:
    if one.until is not None:
        return moment(one.until), "$quiet" if one.state is ItemState.PASSED else "$warn"
    return ("", "") if one.state is not ItemState.PASSED else (t("no limit"), "$quiet")


def _asked(due: Due) -> str:
    """What the template asks for."""
    if due.measure is not None and due.least is not None:
        return t("at least {least} {unit}", least=due.least, unit=t(code_of(due.measure)))
    return ""


def _told(due: Due, check: Checked) -> Content:
    state = ItemState.PASSED if check.passed else ItemState.FAILED
    sign, style = _STATES[state]
    picture = t("picture") if check.picture else ""
    said = " · ".join(filter(None, (value_of(due, check), check.note, picture, check.by)))
    return line((f"{sign} ", style), f"{moment(check.at)}  ", (said, "$quiet"))
