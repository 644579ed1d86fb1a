"""Search over everything (tra cứu): one field, what is found as it is typed, a card, and the way there."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from congress.catalogue import service
from congress.catalogue.values import Answer
from congress.i18n import t
from congress.subjects import SubjectKind
from tui import found_words as words
from tui.faults import PROBLEMS
from tui.keys import Hint, bindings
from tui.messages import Problem, RowChosen
from tui.screens.frame import WorkScreen
from tui.screens.search_card import FoundCardScreen
from tui.widgets.drawing import line, lines
from tui.widgets.vietnamese_input import VietnameseInput
from tui.widgets.windowed_table import Column, Row, WindowedTable

PAUSE = 0.15
"""Seconds without a key before what is typed is sought."""
LISTED = 200
_ORDER = (None, *SubjectKind)
"""Kinds in the order in which a key goes through them; None: every one."""

Wanted = tuple[str, SubjectKind | None]


class Answered(Message):
    """A search came to its end (đã tìm xong)."""

    def __init__(self, wanted: Wanted, answer: Answer | Problem) -> None:
        self.wanted = wanted
        self.answer = answer
        super().__init__()


class SearchScreen(WorkScreen):
    """A field, a table of what was found, the one under the cursor below; searching never holds up the keys."""

    HEADING = "Search the archive"
    AUTO_FOCUS = "#list-search"
    BINDINGS: ClassVar[list[BindingType]] = bindings("search", "other_kind")
    SAYS = (
        "Type names, numbers, tags, with marks or without: every word has to occur, in any order; the best come first. "
        "It is searched in this workspace and in the packages that were taken in. The arrow goes down to the list, "
        "Enter opens what was found.",
        "A unit that was merged is found by its old name with the one that it became, and the reverse. F6 looks for "
        "one kind of thing only.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._wanted: Wanted = ("", None)
        self._answer = Answer(())
        self._searching = False
        self._pause: Timer | None = None

    def compose_page(self) -> ComposeResult:
        """The field, how many were found, the table, the one under the cursor."""
        yield VietnameseInput(placeholder=t("Search: names, numbers, tags; marks or not"), id="list-search")
        yield Static("", id="list-sums", markup=False)
        yield WindowedTable(
            (
                Column(t("Kind"), 11, most=12),
                Column(t("Found")),
                Column(t("Term"), 11),
                Column(t("Source"), 24, room=110),
            ),
            fetch=self._fetch,
            count=lambda: len(self._answer.found),
            widget_id="found",
        )
        yield Static("", id="line-below", markup=False)

    def on_mount(self) -> None:
        """Follow the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self._show_below, init=False)

    def show_state(self) -> None:
        """What there is now: something may have been done meanwhile."""
        self._show()
        self._seek()

    def hints(self) -> tuple[Hint, ...]:
        """Enter opens the card."""
        return (("⏎", t("Card")),)

    # --- the table -----------------------------------------------------------------------------------------

    def _fetch(self, offset: int, limit: int) -> list[Row]:
        return [
            Row(
                offset + place,
                (
                    (words.kind(one.subject.kind), "$quiet"),
                    (one.subject.title, "bold"),
                    one.subject.term,
                    (words.source(one), "$quiet"),
                ),
            )
            for place, one in enumerate(self._answer.found[offset : offset + limit])
        ]

    def _show(self) -> None:
        text, kind = self._wanted
        of_kind = t("every kind") if kind is None else words.kind(kind)
        count = t("{count} found", count=len(self._answer.found))
        said: Sequence[str] = (of_kind, count, words.more(self._answer)) if text.split() else (of_kind,)
        self.query_one("#list-sums", Static).update(line((" · ".join(part for part in said if part), "$quiet")))
        table = self.query_one(WindowedTable)
        table.empty = _why_empty(text, searching=self._searching)
        table.reload()
        self._show_below()

    def _show_below(self) -> None:
        place = self.query_one(WindowedTable).cursor
        said = []
        if place < len(self._answer.found):
            found = self._answer.found[place]
            one = found.subject
            said = [line((one.title, "bold"), (f"  ·  {words.source(found)}", "$quiet"))]
            said += [line(text) for text in (words.gist(one), words.belongs_to(one)) if text]
        self.query_one("#line-below", Static).update(lines(said))

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        if isinstance(event.key, int) and event.key < len(self._answer.found):
            self.app.push_screen(FoundCardScreen(self._answer.found[event.key]))

    # --- searching -----------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """/: into the field."""
        self.query_one("#list-search").focus()

    def action_other_kind(self) -> None:
        """F6: one kind after the other, then every one."""
        text, kind = self._wanted
        self._wanted = (text, _ORDER[(_ORDER.index(kind) + 1) % len(_ORDER)])
        self.query_one(WindowedTable).cursor = 0
        self._seek()

    @on(Input.Changed, "#list-search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._seek_what_is_typed)

    @on(Input.Submitted, "#list-search")
    def _sent(self, event: Input.Submitted) -> None:
        event.stop()
        self._seek_what_is_typed()
        self.query_one(WindowedTable).focus()

    def on_key(self, event: events.Key) -> None:
        """From the field down into the table."""
        if event.key == "down" and self.query_one("#list-search").has_focus:
            event.stop()
            event.prevent_default()
            self.query_one(WindowedTable).focus()

    def _seek_what_is_typed(self) -> None:
        text = self.query_one("#list-search", Input).value
        if text != self._wanted[0]:
            self._wanted = (text, self._wanted[1])
            self.query_one(WindowedTable).cursor = 0
            self._seek()

    def _seek(self) -> None:
        if not self._wanted[0].split():
            self._answer, self._searching = Answer(()), False
        else:
            self._searching = True
            work = partial(self._search, self._wanted)
            self.run_worker(work, thread=True, exclusive=True, exit_on_error=False, group="search")
        self._show()

    def _search(self, wanted: Wanted) -> None:
        """In a thread."""
        text, kind = wanted
        kinds = () if kind is None else (kind,)

        def asked() -> Answer:
            with self.session.reading() as unit:
                return service.search(unit, self.workspace.house, text, kinds=kinds, limit=LISTED)

        try:
            self.post_message(Answered(wanted, self.shell.attempt(asked, alone=False)))
        except PROBLEMS as problem:
            self.post_message(Answered(wanted, problem))

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        event.stop()
        if event.wanted != self._wanted:
            return  # something else was typed meanwhile
        self._searching = False
        if isinstance(event.answer, Answer):
            self.say_nothing()
            self._answer = event.answer
        else:
            self.say(event.answer)
        self._show()


def _why_empty(text: str, *, searching: bool) -> str:
    if not text.split():
        return t("type what is sought")
    return t("searching …") if searching else t("nothing like this")
