"""Open points (nội dung do đại hội quyết định): value, why it is open, article; decided, and confirmed by the board."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ballots.contests import service
from ballots.contests.values import SettingLine
from ballots.regulations.catalogue import regulation
from ballots.regulations.open_points import BY_KEY, OpenPoint, Value
from ballots.regulations.values import RegulationId
from congress.i18n import current, t
from congress.journal import queries as journal
from tui.keys import bindings
from tui.messages import RowChosen
from tui.screens.asking import ValuesDialog
from tui.screens.frame import ScreenCommand, WorkScreen
from tui.widgets.drawing import Part, line, lines
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable

WORDS = frozenset({"QC190", "QC244"})
"""Values that are names, not words of a language."""


class SettingsScreen(WorkScreen):
    """Every open point of the regulation as it stands for this congress (các nội dung cần thống nhất)."""

    HEADING = "Open points"
    HAS_BESIDE = True
    NEEDS: ClassVar[dict[str, str]] = {"edit": "congress:setting:set", "confirm": "congress:settings:confirm"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("edit", "confirm", "regulation")
    SAYS = (
        "What the regulation leaves to the congress, or what nobody could confirm against its text. Each value is "
        "printed in the minutes.",
        "E enters what the congress decided, with the reason. Points that wait are confirmed by the board before the "
        "desk opens: F8 confirms all of them at the values shown.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._points: tuple[SettingLine, ...] = ()

    def compose_page(self) -> ComposeResult:
        """The points, and the one under the cursor."""
        yield Static("", id="settings-remark", markup=False)
        yield WindowedTable(
            (Column(t("Open point")), Column(t("Value"), 26), Column(t("State"), 15)),
            fetch=lambda offset, limit: self._rows()[offset : offset + limit],
            count=lambda: len(self._points),
            empty=t("the congress first"),
            widget_id="points",
        )
        yield Static("", id="point-below", markup=False)

    def compose_beside(self) -> ComposeResult:
        """Why the point is open, and its article."""
        yield Static("", id="point-beside", markup=False)

    def on_mount(self) -> None:
        """Follow the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self._show_point, init=False)

    def show_state(self) -> None:
        """What holds now."""
        congress_id = self.session.congress_id
        if congress_id is not None:
            self._points = self.read(lambda unit: service.settings_of(unit, congress_id))
        waiting = sum(1 for point in self._points if point.is_open)
        said = (
            line(
                ("● ", "bold $warn"),
                t("{count} points of the whole congress wait for the board: F8 confirms them", count=waiting),
            )
            if waiting
            else line((t("Nothing waits for the board."), "$good"), self._who_confirmed())
        )
        self.query_one("#settings-remark", Static).update(lines([said, line("")]))
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()
        self._show_point()

    def _who_confirmed(self) -> str:
        """Who confirmed points of this congress, by the journal: each by one person of the board."""
        wanted = str(self.session.congress_id)
        entries = self.read(lambda unit: journal.of_event(unit, unit.machine, "congress:settings:confirm"))
        people = dict.fromkeys(entry.actor for entry in entries if entry.subject == wanted and entry.actor)
        return " " + t("Confirmed by {person}.", person=", ".join(people)) if people else ""

    def _rows(self) -> list[Row]:
        return [
            Row(point.key, (t(BY_KEY[point.key].title_id), (said_value(point.value), "bold"), _state(point)))
            for point in self._points
        ]

    def _show_point(self) -> None:
        place = self.query_one(WindowedTable).cursor
        said: list[Content] = []
        if place < len(self._points):
            said = _about(self._points[place], BY_KEY[self._points[place].key])
        self.query_one("#point-below", Static).update(lines(said))
        self.query_one("#point-beside", Static).update(lines(said))

    # --- deciding ----------------------------------------------------------------------------------------

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        if refused := self._rights.why_not("congress:setting:set"):
            self.say(refused)
        else:
            self.action_edit()

    def action_edit(self) -> None:
        """E: what the congress decided."""
        congress_id, place = self.session.congress_id, self.query_one(WindowedTable).cursor
        if congress_id is None or place >= len(self._points):
            return
        line_ = self._points[place]
        point = BY_KEY[line_.key]
        title = t(point.title_id)
        dialog = ValuesDialog(
            title,
            [
                _field(point, line_.value),
                FormField("reason", t("Reason"), hint=t("how the congress decided, on what paper")),
            ],
            needed=("value", "reason"),
        )

        def entered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.do_alone(
                    lambda by: service.set_setting(
                        self.workspace, by, congress_id=congress_id, key=point.key, value=values["value"]
                    ),
                    reason=values["reason"],
                )

        self.app.push_screen(dialog, entered)

    def action_confirm(self) -> None:
        """F8: the board confirms every point that waits, at the value shown."""
        congress_id = self.session.congress_id
        waiting = [point for point in self._points if point.is_open]
        if congress_id is None:
            return
        if not waiting:
            self.tell(t("Nothing waits for the board."))
            return
        self.ask(
            t("Confirm these points as they stand?"),
            said=[f"{t(BY_KEY[point.key].title_id)}: {said_value(point.value)}" for point in waiting],
            yes=t("Confirm"),
            then=lambda: self.do_alone(
                lambda by: service.confirm_settings(self.workspace, by, congress_id=congress_id),
                then=lambda _lines: self.tell(t("Confirmed by {person}.", person=self.session.person)),
            ),
        )

    def action_regulation(self) -> None:
        """Q: what the regulation says."""
        self.shell.go("regulation")

    def commands(self) -> Iterable[ScreenCommand]:
        """The regulation."""
        yield ScreenCommand(t("The regulation"), self.action_regulation)


def said_value(value: Value) -> str:
    """A value in words, or the number."""
    if isinstance(value, int) or value in WORDS or not value.islower():
        return str(value)
    return t(f"choice-{value}")


def _state(point: SettingLine) -> Part:
    if point.is_open:
        return (t("waits"), "bold $warn")
    if point.is_decided:
        return (t("decided"), "$good")
    return (t("default"), "$quiet")


def _about(said: SettingLine, point: OpenPoint) -> list[Content]:
    about = [line((t(point.title_id), "bold"))]
    if current() == "vi":
        about.append(line((point.why, "")))
    chosen = RegulationId.QC190
    about.append(line((regulation(chosen).cite(point.topic), "$quiet") if point.topic else ""))
    about.append(line((t(f"certainty-{point.certainty.name.lower().replace('_', '-')}"), "$quiet")))
    if point.choices and len(point.choices) > 1:
        about.append(line((f"{t('allowed')}: ", "$quiet"), " · ".join(said_value(one) for one in point.choices)))
    elif not point.choices:
        about.append(line((f"{t('allowed')}: {point.least}-{point.most}", "$quiet")))
    return [row for row in about if row.plain]


def _field(point: OpenPoint, value: Value) -> FormField:
    if point.choices:
        options = tuple((choice, said_value(choice)) for choice in point.choices)
        return FormField("value", t("Value"), FieldKind.CHOICE, value=str(value), options=options)
    return FormField("value", t("Value"), FieldKind.NUMBER, value=str(value), hint=f"{point.least}-{point.most}")
