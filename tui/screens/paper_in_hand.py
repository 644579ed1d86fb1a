"""What the screens of one paper share (màn hình một phiếu): two of the board, the paper in hand."""

from collections.abc import Mapping
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from ballots.regulations.values import Contest, Form, Marks
from congress.errors import Finding, Malformed, Refused
from congress.i18n import t
from congress.text import clean
from tui.messages import Problem
from tui.screens.desk_frame import DeskFrame
from tui.screens.doubtful_marks import FIELDS, marks_typed
from tui.widgets.notices import ErrorPanel
from tui.widgets.vietnamese_input import VietnameseInput


class PaperInHand(DeskFrame):
    """Marks that are typed, and the second person with a PIN; Enter goes from field to field."""

    DECIDES: ClassVar[str] = ""
    """The action that Enter in the last field takes."""

    def compose_marks(self) -> ComposeResult:
        """The fields of every form of paper; those of the other are hidden once the contest is known."""
        with Horizontal(id="marks", classes="fields"):
            for form in Form:
                for name in FIELDS[form]:
                    yield Static(t(f"marks-{name}"), classes=f"label -{form}", markup=False)
                    yield VietnameseInput("", restrict=r"[0-9 ,]*", id=f"marks-{name}", classes=f"-{form}")

    def compose_people(self) -> ComposeResult:
        """Who is the second."""
        with Horizontal(id="people", classes="fields"):
            yield Static(t("Second person"), classes="label", markup=False)
            yield VietnameseInput("", id="second")
            yield Static(t("PIN"), classes="label", markup=False)
            yield VietnameseInput("", password=True, id="pin")

    @property
    def contest(self) -> Contest:
        """Whose paper it is."""
        assert self.view is not None
        assert self.view.sheet.contest is not None
        return self.view.sheet.contest

    def field(self, name: str) -> VietnameseInput:
        """A field by its name."""
        return self.query_one(f"#{name}", VietnameseInput)

    def fill_marks(self, texts: Mapping[str, str]) -> None:
        """The fields of this contest's form, filled; those of the other form hidden."""
        form = self.contest.form
        for other in Form:
            for widget in self.query(f".-{other}"):
                widget.display = other is form
        for name in FIELDS[form]:
            self.field(f"marks-{name}").value = texts.get(name, "")

    def typed_marks(self) -> Marks | None:
        """The marks as they are typed; None while nothing is."""
        return marks_typed(
            self.contest, {name: self.field(f"marks-{name}").value for name in FIELDS[self.contest.form]}
        )

    def second_person(self) -> tuple[str, str]:
        """Account and PIN of the second; refused while one is missing."""
        second, pin = clean(self.field("second").value), self.field("pin").value
        if not second or not pin:
            raise Refused("second-missing")
        return second, pin

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.next_field(event.input)

    def next_field(self, after: Input | None) -> None:
        """On to the next field in sight; from the last one it is decided."""
        fields = [one for one in self.query(Input) if one.display and one.parent and one.parent.display]
        place = 0 if after is None else fields.index(after) + 1
        if place >= len(fields):
            getattr(self, f"action_{self.DECIDES}")()
            return
        target = fields[place]
        if target.id == "second" and target.value:
            target = fields[place + 1]
        target.focus()

    def say(self, problem: Problem) -> None:
        """What went wrong stands above; a PIN is typed again."""
        self.query_one("#problem", ErrorPanel).show(_without_places(problem))
        if isinstance(problem, Refused) and self.field("second").value:
            self.field("pin").value = ""
            self.field("pin").focus()


def _without_places(problem: Problem) -> Problem:
    if isinstance(problem, Malformed) and problem.findings:
        first: Finding = problem.findings[0]
        facts: Mapping[str, Any] = first.facts
        return Refused(first.code, **facts)
    return problem
