"""What was found in full (phiếu tra cứu): every fact in words, where it is kept; G leads there."""

from collections.abc import Callable, Iterator
from typing import ClassVar
from uuid import UUID

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input

from congress.catalogue.values import Found
from congress.i18n import t
from congress.subjects import Subject, SubjectKind
from tui import found_words as words
from tui.keys import bindings
from tui.screens.frame import WorkScreen
from tui.widgets.drawing import line
from tui.widgets.flowing import Flowing

_LABEL = 24
_PLACES = {
    SubjectKind.TERM: "congress",
    SubjectKind.CONGRESS: "congress",
    SubjectKind.PERSON: "accounts",
}


class FoundCardScreen(WorkScreen):
    """One thing that was found; a thing of this workspace has a place of its own, too."""

    HEADING = "What was found in full"
    AUTO_FOCUS = "#found-facts"
    BINDINGS: ClassVar[list[BindingType]] = bindings("go_there")
    SAYS = (
        "All that is known of it, of this workspace as it is now, of a package as it was when the package was built. "
        "G goes to its own screen where it is a thing of this workspace.",
    )

    def __init__(self, found: Found) -> None:
        super().__init__()
        self._found = found

    def compose_page(self) -> ComposeResult:
        """The facts."""
        with VerticalScroll(id="found-facts"):
            yield Flowing(hang=_LABEL, widget_id="found-lines")

    def show_state(self) -> None:
        """As it was found."""
        self.query_one(Flowing).rows = tuple(self._lines())

    def _lines(self) -> Iterator[Content]:
        one = self._found.subject
        yield line((one.title, "bold $gold"), (f"   {words.kind(one.kind)}", "$quiet"))
        yield line("")
        rows = [*words.card(one), (t("Found where"), self._where())]
        for label, text in rows:
            if text:
                yield line((f"{label:<{_LABEL}}", "$quiet"), text)

    def _where(self) -> str:
        source = self._found.source
        if source is None:
            return t("this workspace")
        day = f"{source.built_at.astimezone():%d/%m/%Y}"
        named = {"title": source.title, "day": day, "by": source.taken_by}
        return t("package “{title}”, built {day}, taken in by {by}", **named)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A thing of a package has no screen here."""
        if action == "go_there" and self._found.source is not None:
            return False
        return super().check_action(action, parameters)

    def action_go_there(self) -> None:
        """G: to its own screen."""
        self._way(self._found.subject)()

    def _way(self, one: Subject) -> Callable[[], object]:
        match one.kind:
            case SubjectKind.UNIT:
                return lambda: self._search_in("bodies", one.title)
            case SubjectKind.DEVICE:
                from tui.screens.device_card import DeviceCardScreen

                return lambda: self.app.push_screen(DeviceCardScreen(one.title))
            case SubjectKind.DOCUMENT:
                from tui.screens.document_card import DocumentCardScreen

                return lambda: self.app.push_screen(DocumentCardScreen(UUID(one.key)))
            case SubjectKind.CONTEST | SubjectKind.VOTE:
                return lambda: self._to_the_result(one)
            case kind:
                return lambda: self.shell.go(_PLACES[kind])

    def _search_in(self, place: str, text: str) -> None:
        self.shell.go(place)
        shown = self.app.screen
        shown.call_after_refresh(lambda: setattr(shown.query_one("#list-search", Input), "value", text))

    def _to_the_result(self, one: Subject) -> None:
        """Results of earlier terms have a source; others were counted here."""
        if one.facts.get("source"):
            self._search_in("earlier", str(one.facts.get("contest", one.title)))
            return
        self.shell.choose_contest(UUID(str(one.facts.get("contest-key", one.key))))
        self.shell.go("result")
