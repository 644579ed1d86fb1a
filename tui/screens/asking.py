"""A dialog with a form that does a deed (hộp thoại có biểu mẫu): refused, it stays open and says why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from congress.errors import Finding, Malformed
from congress.i18n import t
from tui.messages import FormSubmitted
from tui.widgets.dialogs import Answer, TryingDialog
from tui.widgets.forms import Form, FormField
from tui.widgets.notices import ErrorPanel

if TYPE_CHECKING:
    from tui.app import CongressApp

Result = TypeVar("Result")


class FormDialog(TryingDialog[Result], Generic[Result]):
    """Title, what it is about, fields, answers. A subclass handles `FormSubmitted` and calls `attempt`."""

    def __init__(
        self, title: str, fields: Sequence[FormField], *, said: Sequence[str] = (), yes: str | None = None
    ) -> None:
        super().__init__()
        self._title = title
        self._fields = tuple(fields)
        self._said = tuple(said)
        self._yes = yes or t("Save")

    @property
    def shell(self) -> "CongressApp":
        """The app."""
        return cast("CongressApp", self.app)

    def compose(self) -> ComposeResult:
        """Title, words, what went wrong, fields, answers."""
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="title", markup=False)
            if self._said:
                yield Static("\n".join(self._said), classes="said", markup=False)
            yield ErrorPanel()
            yield Form(self._fields)
            with Horizontal(classes="answers"):
                yield Static("", classes="spring")
                yield Answer(t("Cancel"), widget_id="no")
                yield Static("", classes="gap")
                yield Answer(self._yes, widget_id="yes")

    def attempt(self, work: Callable[[], Result]) -> None:
        """Do a deed of the app's workspace in a thread; its result closes the dialog, a refusal is said in it."""
        super().attempt(partial(self.shell.attempt, work))


class ValuesDialog(FormDialog[Mapping[str, str]]):
    """Asks for values and gives them back (hộp thoại nhập); `check` names what is wrong with them."""

    def __init__(
        self,
        title: str,
        fields: Sequence[FormField],
        *,
        said: Sequence[str] = (),
        yes: str | None = None,
        needed: Iterable[str] = (),
        check: Callable[[Mapping[str, str]], Sequence[Finding]] | None = None,
    ) -> None:
        super().__init__(title, fields, said=said, yes=yes)
        self._needed = tuple(needed)
        self._check = check

    @on(FormSubmitted)
    def _submitted(self, event: FormSubmitted) -> None:
        event.stop()
        faults = [Finding(name, "field-empty") for name in self._needed if not event.values[name]]
        if not faults and self._check is not None:
            faults += self._check(event.values)
        if faults:
            self.say(Malformed(faults))
        else:
            self.dismiss(event.values)


def missing(values: Mapping[str, str], *names: str) -> Malformed | None:
    """The fields of these that are empty, as faults; None where all are filled in."""
    empty = [name for name in names if not values[name]]
    return Malformed([Finding(name, "field-empty") for name in empty]) if empty else None
