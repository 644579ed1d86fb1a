"""Dialogs (hộp thoại): a question, and the second person with a PIN.

A dialog that does something is given `attempt`; it stays open, with what it was refused said in it, until the
attempt succeeds or the person gives up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from congress.errors import Broken, Finding, Malformed, Refused
from congress.i18n import t
from tui.messages import FormSubmitted, Problem, WorkFailed, WorkFinished
from tui.widgets.drawing import line
from tui.widgets.forms import FieldKind, Form, FormField
from tui.widgets.notices import ErrorPanel

Result = TypeVar("Result")


class Answer(Widget, can_focus=True):
    """One answer of a dialog (nút): Enter or the blank bar takes it."""

    class Taken(Message):
        """This answer was taken."""

        def __init__(self, answer: "Answer") -> None:
            self.answer = answer
            super().__init__()

    def __init__(self, label: str, *, widget_id: str) -> None:
        super().__init__(id=widget_id)
        self._label = label

    def render(self) -> Content:
        """The label."""
        return Content(self._label)

    def get_content_width(self, _container: object, _viewport: object) -> int:
        """As wide as its label."""
        return Content(self._label).cell_length

    def on_key(self, event: events.Key) -> None:
        """Take it, or go to the next."""
        match event.key:
            case "enter" | "space":
                self.post_message(self.Taken(self))
            case "left" | "up":
                self.screen.focus_previous()
            case "right" | "down":
                self.screen.focus_next()
            case _:
                return
        event.stop()

    def on_click(self) -> None:
        """Take it by mouse."""
        self.post_message(self.Taken(self))


class ConfirmDialog(ModalScreen[bool]):
    """One question with two answers (hỏi lại); the cursor waits on the answer that changes nothing."""

    def __init__(self, title: str, *, said: Sequence[str] = (), yes: str | None = None, no: str | None = None) -> None:
        super().__init__()
        self._title = title
        self._said = tuple(said)
        self._yes = yes or t("Yes")
        self._no = no or t("No")

    def compose(self) -> ComposeResult:
        """Question, what it means, answers."""
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="title", markup=False)
            if self._said:
                yield Static("\n".join(self._said), classes="said", markup=False)
            with Horizontal(classes="answers"):
                yield Static("", classes="spring")
                yield Answer(self._no, widget_id="no")
                yield Static("", classes="gap")
                yield Answer(self._yes, widget_id="yes")

    def on_mount(self) -> None:
        """Nothing happens by a hasty Enter."""
        self.query_one("#no", Answer).focus()

    @on(Answer.Taken)
    def _take(self, event: Answer.Taken) -> None:
        self.dismiss(event.answer.id == "yes")

    def on_key(self, event: events.Key) -> None:
        """Esc is no."""
        if event.key == "escape":
            event.stop()
            self.dismiss(False)


class TryingDialog(ModalScreen[Result | None], Generic[Result]):
    """A dialog with a form and two answers that tries something in a thread: refused, it stays open and says why."""

    def __init__(self) -> None:
        super().__init__()
        self._is_trying = False

    def on_mount(self) -> None:
        """The cursor into a field; a dialog's own way of it is `place_cursor`, since every `on_mount` is called."""
        self.place_cursor()

    def place_cursor(self) -> None:
        """Into the first field."""
        self.query_one(Form).focus_first()

    @property
    def takes_keys(self) -> bool:
        """Its cursor stands in a field, and it is not being answered: else keys wait."""
        return self.focused is not None and not any(form.is_sending for form in self.query(Form))

    def take_keys(self) -> None:
        """Whatever it was answered with, it takes keys again."""
        for form in self.query(Form):
            form.is_sending = False

    @on(events.ScreenResume)
    def _came_back(self) -> None:
        self.take_keys()

    def attempt(self, work: Callable[[], Result]) -> None:
        """Do the work in a thread; its result closes the dialog, a refusal is said in it."""
        if self._is_trying:
            return
        self._is_trying = True
        self.query_one(ErrorPanel).clear()
        self.run_worker(partial(self._work, work), thread=True, exit_on_error=False)

    def say(self, problem: Problem) -> None:
        """Beside the fields, else above them."""
        self._is_trying = False
        self.take_keys()
        if isinstance(problem, Malformed):
            homeless: Sequence[Finding] = self.query_one(Form).say(problem)
            if not homeless:
                return
            problem = Malformed(homeless)
        self.query_one(ErrorPanel).show(problem)

    def _work(self, work: Callable[[], Result]) -> None:
        try:
            result = work()
        except (Refused, Malformed, Broken) as problem:
            self.post_message(WorkFailed("dialog", problem))
        else:
            self.post_message(WorkFinished("dialog", result))

    @on(WorkFinished)
    def _did(self, event: WorkFinished) -> None:
        event.stop()
        self.dismiss(cast("Result", event.result))

    @on(WorkFailed)
    def _failed(self, event: WorkFailed) -> None:
        event.stop()
        self.say(event.problem)

    @on(Answer.Taken)
    def _take(self, event: Answer.Taken) -> None:
        event.stop()
        if event.answer.id == "yes":
            self.query_one(Form).submit()
        else:
            self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Esc gives up."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)


@dataclass(frozen=True, slots=True)
class SecondPerson:
    """The second person as typed (người thứ hai): checked by the deed, never here."""

    account: str
    pin: str
    reason: str = ""


class TwoPersonDialog(TryingDialog[Result], Generic[Result]):
    """The second person's account and PIN, and a reason where the deed wants one (hai người).

    `attempt` does the deed, in a thread. What it refuses is said in the dialog, which stays; what it gives back is
    the result.
    """

    def __init__(
        self,
        title: str,
        *,
        attempt: Callable[[SecondPerson], Result],
        said: Sequence[str] = (),
        first: str = "",
        asks_reason: bool = False,
    ) -> None:
        super().__init__()
        self._title = title
        self._second_tries = attempt
        self._said = tuple(said)
        self._first = first
        self._asks_reason = asks_reason

    def compose(self) -> ComposeResult:
        """Title, what will be done, who is the first, the second's fields."""
        reason = [FormField("reason", t("Reason"))] if self._asks_reason else []
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="title", markup=False)
            if self._said:
                yield Static("\n".join(self._said), classes="said", markup=False)
            if self._first:
                first = line((f"{t('First person')}: ", "$quiet"), (self._first, "bold"), (" ✓", "bold $good"))
                yield Static(first, classes="said", markup=False)
            yield ErrorPanel()
            yield Form(
                [
                    *reason,
                    FormField("account", t("Second person")),
                    FormField("pin", t("Their PIN"), FieldKind.SECRET),
                ]
            )
            with Horizontal(classes="answers"):
                yield Static("", classes="spring")
                yield Answer(t("Cancel"), widget_id="no")
                yield Static("", classes="gap")
                yield Answer(t("Agree and do it"), widget_id="yes")

    @on(FormSubmitted)
    def _try(self, event: FormSubmitted) -> None:
        event.stop()
        values = event.values
        if missing := [name for name, text in values.items() if not text]:
            self.query_one(Form).say(Malformed([Finding(name, "field-empty") for name in missing]))
            return
        second = SecondPerson(values["account"], values["pin"], values.get("reason", ""))
        self.attempt(partial(self._second_tries, second))

    def say(self, problem: Problem) -> None:
        """A wrong PIN is typed again from the start."""
        super().say(problem)
        if self.query_one(ErrorPanel).display:
            pin = self.query_one("#field-pin", Input)
            pin.value = ""
            pin.focus()
