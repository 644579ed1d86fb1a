"""Steps whose figures are a few fields (số liệu một bước): ballots received, box sealed, voting closed, box opened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from textual import on
from textual.app import ComposeResult

from ballots.counting import service
from ballots.counting.deeds import StepDone
from ballots.counting.figures import BoxOpened, BoxSealed, Closed, Figures, Received, StepFigures
from ballots.counting.guide import RULES
from ballots.counting.values import Step
from ballots.counting.views import DeskView
from congress.access.values import Authority
from congress.i18n import t
from congress.text import clean
from tui.messages import FormSubmitted
from tui.screens.asking import missing
from tui.screens.desk_step import NotePapers, StepScreen
from tui.widgets.forms import FieldKind, Form, FormField

Values = Mapping[str, str]
_BETWEEN = ";"
"""Between two seals or two witnesses in one field."""


@dataclass(frozen=True, slots=True)
class Fields:
    """How a step's figures become fields and fields its figures (ô của một bước)."""

    fields: Callable[[], list[FormField]]
    show: Callable[[Figures], Mapping[str, str]]
    read: Callable[[Values], StepFigures]
    keep: Callable[..., StepDone]


def _number(name: str, label: str, hint: str = "") -> FormField:
    return FormField(name, label, FieldKind.NUMBER, hint=hint)


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for one in text.replace("\n", _BETWEEN).split(_BETWEEN) if (part := clean(one)))


def _received() -> list[FormField]:
    return [
        _number("printed", t("Good ballots"), t("printed on the set form and stamped")),
        _number("faulty", t("Given back"), t("misprinted or without stamp; 0 if there are none")),
    ]


def _box_sealed() -> list[FormField]:
    return [
        _number("boxes", t("Boxes")),
        FormField("seals", t("Numbers of the seals"), hint=t("one or more a box, with a semicolon between")),
        FormField("witnesses", t("Witnesses"), hint=t("who looked on, with a semicolon between")),
    ]


def _opened() -> list[FormField]:
    return [
        _number("first", t("First count")),
        _number("second", t("Second count"), t("by another person, without looking at the first")),
    ]


_FIELDS: Mapping[Step, Fields] = MappingProxyType(
    {
        Step.RECEIVE: Fields(
            _received,
            lambda had: {} if had.received is None else _texts(had.received.printed, had.received.faulty, of=_received),
            lambda values: Received(int(values["printed"]), int(values["faulty"] or 0)),
            service.receive,
        ),
        Step.SEAL_BOX: Fields(
            _box_sealed,
            lambda had: {} if had.box_sealed is None else _sealed_texts(had.box_sealed),
            lambda values: BoxSealed(int(values["boxes"]), _split(values["seals"]), _split(values["witnesses"])),
            service.seal_box,
        ),
        Step.CLOSE_VOTING: Fields(
            lambda: [_number("left", t("Unused papers"))],
            lambda had: {} if had.closed is None else {"left": str(had.closed.left)},
            lambda values: Closed(int(values["left"])),
            service.close_voting,
        ),
        Step.OPEN_BOX: Fields(
            _opened,
            lambda had: (
                {} if had.box_opened is None else _texts(had.box_opened.first, had.box_opened.second, of=_opened)
            ),
            lambda values: BoxOpened(int(values["first"]), int(values["second"])),
            service.open_box,
        ),
    }
)


def _texts(*numbers: int, of: Callable[[], list[FormField]]) -> Mapping[str, str]:
    return {field.name: str(number) for field, number in zip(of(), numbers, strict=True)}


def _sealed_texts(sealed: BoxSealed) -> Mapping[str, str]:
    between = f"{_BETWEEN} "
    return {
        "boxes": str(sealed.boxes),
        "seals": between.join(sealed.seals),
        "witnesses": between.join(sealed.witnesses),
    }


class FiguresScreen(StepScreen):
    """A step with a few fields."""

    def __init__(self, step: Step, note: NotePapers) -> None:
        super().__init__(note)
        self.STEP = step
        self.HEADING = RULES[step].title
        self._fields = _FIELDS[step]

    def compose_figures(self) -> ComposeResult:
        """The fields."""
        yield Form(self._fields.fields())

    def fill(self, view: DeskView) -> None:
        """The figures kept so far; a hint where the books say what should come out."""
        form = self.query_one(Form)
        for name, text in self._fields.show(view.desk.figures).items():
            form.put(name, text)
        form.focus_first()

    def look_on(self) -> None:
        """Only read."""
        self.query_one(Form).disabled = True

    def typed(self) -> StepFigures:
        """The figures as typed."""
        values = dict(self.query_one(Form).values)
        optional = {"faulty"}
        if empty := missing(values, *(name for name in values if name not in optional)):
            raise empty
        return self._fields.read(values)

    def keep(self, by: Authority, figures: StepFigures) -> StepDone:
        """The step's deed."""
        return self._fields.keep(self.workspace, by, contest_id=self.contest_id, figures=figures)

    @on(FormSubmitted)
    def _submitted(self, event: FormSubmitted) -> None:
        event.stop()
        self.action_submit()
