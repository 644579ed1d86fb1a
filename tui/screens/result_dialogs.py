"""Dialogs of a result (hộp thoại kết quả): who signs, one's own passphrase, a file from outside, the envelope's key."""

from collections.abc import Callable, Sequence
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ballots.results.drafting import Signing
from ballots.results.facts import BoardLine, MinutesFacts
from ballots.results.keeping import KeyPaper
from congress.errors import Refused
from congress.i18n import t
from tui.faults import PROBLEMS
from tui.messages import FormSubmitted
from tui.screens.asking import FormDialog, missing
from tui.screens.desk_opening import open_file
from tui.widgets.dialogs import Answer
from tui.widgets.drawing import line, lines
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.notices import ErrorPanel

_NOBODY = "-"


class SigningDialog(FormDialog[Signing]):
    """Which member signs, and who for the presidium (người ký biên bản)."""

    def __init__(self, draft: MinutesFacts, acting: Sequence[BoardLine]) -> None:
        signing = {one.name for one in draft.signatories}
        member = next((one.name for one in draft.members if one.name in signing), "")
        chair = next((str(place) for place, one in enumerate(acting) if one.name in signing), _NOBODY)
        chairs = [(str(place), one.name) for place, one in enumerate(acting)]
        super().__init__(
            t("Who signs the minutes"),
            [
                FormField(
                    "member",
                    t("Member of the board"),
                    FieldKind.CHOICE,
                    value=member,
                    options=tuple((one.name, one.name) for one in draft.members) or (("", "—"),),
                ),
                FormField(
                    "presidium",
                    t("For the presidium"),
                    FieldKind.CHOICE,
                    value=chair,
                    options=(*chairs, (_NOBODY, t("does not sign"))),
                ),
            ],
            said=(t("The head of the board signs in any case."),),
            yes=t("Take them"),
        )
        self._acting = tuple(acting)

    @on(FormSubmitted)
    def _chosen(self, event: FormSubmitted) -> None:
        event.stop()
        place = event.values["presidium"]
        chair = None if place == _NOBODY else self._acting[int(place)]
        self.dismiss(Signing(member=event.values["member"] or None, presidium=chair))


class OneFieldDialog(FormDialog[object]):
    """One field, one deed of one person (hộp thoại một ô): a passphrase, words, a path."""

    def __init__(
        self,
        title: str,
        field: FormField,
        *,
        deed: Callable[[str], object],
        said: Sequence[str] = (),
        yes: str | None = None,
    ) -> None:
        super().__init__(title, [field], said=said, yes=yes)
        self._deed = deed
        self._field_name = field.name

    @on(FormSubmitted)
    def _try(self, event: FormSubmitted) -> None:
        event.stop()
        values, deed = dict(event.values), self._deed
        if empty := missing(values, self._field_name):
            self.say(empty)
            return
        text = values[self._field_name]

        def attempt() -> object:
            return deed(text) or True

        self.attempt(attempt)


def file_at(path: str) -> bytes:
    """A file that somebody named; refused in a sentence where it cannot be read."""
    place = Path(path.strip().strip("'\"")).expanduser()
    try:
        return place.read_bytes()
    except OSError as error:
        raise Refused("file-not-read", path=str(place), detail=error.strerror or "") from error


class KeyDialog(ModalScreen[None]):
    """The key of the sealed record (khóa bản ghi), large, this once: it is printed and goes into the envelope."""

    def __init__(self, key: KeyPaper) -> None:
        super().__init__()
        self._key = key

    def compose(self) -> ComposeResult:
        """The key in groups, what to do with it, the paper's path."""
        with Vertical(classes="dialog", id="key-dialog"):
            yield Static(t("Key of the sealed record"), classes="title", markup=False)
            yield ErrorPanel()
            yield Static(self._groups(), id="key", markup=False)
            yield Static("\n".join(self._instructions()), classes="said", markup=False)
            with Horizontal(classes="answers"):
                yield Answer(t("Open the paper to print it"), widget_id="open")
                yield Static("", classes="spring")
                yield Answer(t("The key is on paper"), widget_id="done")

    def _groups(self) -> Content:
        groups = self._key.text.split("-")
        rows = [groups[start : start + 4] for start in range(0, len(groups), 4)]
        return lines([line(("   ".join(row), "bold $gold")) for row in rows])

    def _instructions(self) -> Sequence[str]:
        return (
            t("1. Print the paper: {path}", path=self._key.path),
            t("2. Put it into the envelope with the ballots and seal the envelope."),
            t("3. When the packets are sealed, type the last group of the key off the paper."),
            t("Paper and key on this laptop are destroyed then; without the envelope nobody opens the record."),
        )

    def on_mount(self) -> None:
        """To the printing first."""
        self.query_one("#open", Answer).focus()

    @on(Answer.Taken)
    def _take(self, event: Answer.Taken) -> None:
        if event.answer.id == "done":
            self.dismiss(None)
            return
        try:
            open_file(self._key.path)
        except PROBLEMS as problem:
            self.query_one(ErrorPanel).show(problem)
        self.query_one("#done", Answer).focus()

    def on_key(self, event: events.Key) -> None:
        """Esc closes it: the key can be printed again until the ballots are packed."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)


class SaidDialog(ModalScreen[None]):
    """What came of a deed, to be read before going on (hộp thoại báo kết quả)."""

    def __init__(self, title: str, said: Sequence[str]) -> None:
        super().__init__()
        self._title, self._said = title, tuple(said)

    def compose(self) -> ComposeResult:
        """Words, one answer."""
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="title", markup=False)
            yield Static("\n".join(self._said), classes="said", markup=False)
            with Horizontal(classes="answers"):
                yield Static("", classes="spring")
                yield Answer(t("Understood"), widget_id="done")

    def on_mount(self) -> None:
        """One answer."""
        self.query_one("#done", Answer).focus()

    @on(Answer.Taken)
    def _take(self) -> None:
        self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Esc too."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
