"""A dialog that does a deed of one person (hộp thoại của một người): refused, it stays open and says why; pictures."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from textual import on

from congress.access.values import Authority
from congress.i18n import t
from congress.jsondoc import read_source
from devices.readiness import pictures
from devices.readiness.values import Picture
from tui.messages import FormSubmitted
from tui.screens.asking import FormDialog, missing
from tui.screens.frame import Done
from tui.widgets.forms import FormField

Result = TypeVar("Result")


class DeedDialog(FormDialog[Done[Result]], Generic[Result]):
    """Fields and the deed that takes them."""

    def __init__(
        self,
        title: str,
        fields: Sequence[FormField],
        *,
        deed: Callable[[Mapping[str, str], Authority], Result],
        said: Sequence[str] = (),
        yes: str | None = None,
        needed: Sequence[str] = (),
    ) -> None:
        super().__init__(title, fields, said=said, yes=yes)
        self._deed, self._needed = deed, tuple(needed)

    @on(FormSubmitted)
    def _try(self, event: FormSubmitted) -> None:
        event.stop()
        values = dict(event.values)
        if empty := missing(values, *self._needed):
            self.say(empty)
            return
        session, deed = self.shell.at_work, self._deed
        self.attempt(lambda: Done(deed(values, session.by())))


def picture_field() -> FormField:
    """Asks for the path of a picture."""
    return FormField("path", t("File"), hint=t("JPEG or PNG"))


def read_picture(path: str) -> Picture:
    """A picture of the disk."""
    place = Path(path).expanduser()
    return pictures.checked(Picture(place.name, read_source(str(place))))
