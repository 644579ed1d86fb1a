"""Dialogs of deeds at the desk (hộp thoại): a reason, and fields of a deed together with its second person."""

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from textual import on

from congress.access.values import Authority
from congress.errors import Malformed
from congress.i18n import t
from tui.messages import FormSubmitted, Problem
from tui.screens.asking import FormDialog, missing
from tui.widgets.forms import FieldKind, Form, FormField

Result = TypeVar("Result")
Values = Mapping[str, str]

SECOND, PIN, REASON = "second", "pin", "reason"
"""Names of the fields that every deed of two has."""


class ReasonDialog(FormDialog[str]):
    """Why (lý do): kept with the deed, read by whoever checks later."""

    def __init__(self, title: str, *, said: Sequence[str] = (), yes: str | None = None) -> None:
        super().__init__(title, [FormField(REASON, t("Reason"))], said=said, yes=yes)

    @on(FormSubmitted)
    def _answer(self, event: FormSubmitted) -> None:
        event.stop()
        if empty := missing(dict(event.values), REASON):
            self.say(empty)
        else:
            self.dismiss(event.values[REASON])


class TogetherDialog(FormDialog[Result], Generic[Result]):
    """Fields of a deed, and the second person who does it too (hai người cùng làm); refused, it stays open."""

    def __init__(
        self,
        title: str,
        fields: Sequence[FormField] = (),
        *,
        deed: Callable[[Values, Authority], Result],
        said: Sequence[str] = (),
        yes: str | None = None,
        second: str = "",
        asks_reason: bool = False,
        optional: Sequence[str] = (),
    ) -> None:
        reason = [FormField(REASON, t("Reason"))] if asks_reason else []
        people = [
            FormField(SECOND, t("Second person"), value=second),
            FormField(PIN, t("Their PIN"), FieldKind.SECRET),
        ]
        super().__init__(title, [*fields, *reason, *people], said=said, yes=yes or t("Agree and do it"))
        self._deed = deed
        self._optional = frozenset(optional)

    def place_cursor(self) -> None:
        """Into the first field that is still to be filled in, or chosen."""
        due = (field.name for field in self._fields if field.kind is FieldKind.CHOICE or not field.value)
        self.query_one(Form).focus_on(next(due))

    @on(FormSubmitted)
    def _try(self, event: FormSubmitted) -> None:
        event.stop()
        values = dict(event.values)
        if empty := missing(values, *(name for name in values if name not in self._optional)):
            self.say(empty)
            return
        session, deed = self.shell.at_work, self._deed

        def attempt() -> Result:
            return deed(values, session.by_two(values[SECOND], values[PIN], reason=values.get(REASON) or None))

        self.attempt(attempt)

    def say(self, problem: Problem) -> None:
        """What was refused; a PIN is typed again."""
        super().say(problem)
        if not isinstance(problem, Malformed):
            form = self.query_one(Form)
            form.put(PIN, "")
            form.focus_on(PIN)
