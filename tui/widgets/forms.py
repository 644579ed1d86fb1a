"""Forms (biểu mẫu): labelled fields, and all faults at once, each beside its field."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from congress.errors import Finding, Malformed, Refused
from congress.i18n import sentence
from congress.text import clean
from tui.messages import ChoiceMade, FormSubmitted
from tui.widgets.drawing import flow, line, lines
from tui.widgets.vietnamese_input import VietnameseInput


class FieldKind(StrEnum):
    """What is typed into a field (loại ô)."""

    TEXT = "text"
    NUMBER = "number"
    SECRET = "secret"
    CHOICE = "choice"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class FormField:
    """One field (ô): its name in code, its label already in the user's language."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    value: str = ""
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """Of a choice, of one or of several: (value, label)."""


class Choice(Widget, can_focus=True):
    """One of a few options, all in sight (chọn một): left and right, or the blank bar."""

    value: reactive[str] = reactive("")

    def __init__(self, name: str, options: Sequence[tuple[str, str]], *, value: str = "") -> None:
        super().__init__(id=f"field-{name}")
        self._name_in_form = name
        self._options = tuple(options)
        self.set_reactive(Choice.value, value or self._options[0][0])

    def get_content_height(self, _container: object, _viewport: object, width: int) -> int:
        """As many lines as the options need at this width."""
        return max(1, len(flow(self._drawn(), width=width, gap=1)))

    def render(self) -> Content:
        """Every option, the chosen one marked by sign and colour."""
        return lines(flow(self._drawn(), width=self.content_size.width or self.size.width, gap=1))

    def _drawn(self) -> list[Content]:
        ground = " on $panel" if self.has_focus else ""
        parts = []
        for value, label in self._options:
            chosen = value == self.value
            style = f"bold $gold{ground}" if chosen else f"$quiet{ground}"
            parts.append(line((f" {'●' if chosen else '○'} {label} ", style)))
        return parts

    def on_focus(self) -> None:
        """Paint the ground of focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Take it away again."""
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Another option."""
        step = {"left": -1, "right": 1, "space": 1}.get(event.key)
        if step is None:
            return
        event.stop()
        values = [value for value, _ in self._options]
        self.value = values[(values.index(self.value) + step) % len(values)]
        self.post_message(ChoiceMade(self._name_in_form, self.value))


class Several(Choice):
    """Any of a few options, all in sight (chọn nhiều): left and right move, the blank bar ticks.

    Its value is the values ticked, in the order of the options, with a blank between.
    """

    place: reactive[int] = reactive(0)

    def __init__(self, name: str, options: Sequence[tuple[str, str]], *, value: str = "") -> None:
        super().__init__(name, options, value=value)
        self.set_reactive(Choice.value, value)

    def _drawn(self) -> list[Content]:
        ticked, parts = self.value.split(), []
        for place, (value, label) in enumerate(self._options):
            ground = " on $cursor" if self.has_focus and place == self.place else ""
            style = f"bold $gold{ground}" if value in ticked else f"$quiet{ground}"
            parts.append(line((f" [{'x' if value in ticked else ' '}] {label} ", style)))
        return parts

    def on_key(self, event: events.Key) -> None:
        """Move, or tick the option under the cursor or take its tick away."""
        match event.key:
            case "left" | "right":
                self.place = (self.place + (1 if event.key == "right" else -1)) % len(self._options)
            case "space":
                chosen = set(self.value.split()) ^ {self._options[self.place][0]}
                self.value = " ".join(value for value, _ in self._options if value in chosen)
                self.post_message(ChoiceMade(self._name_in_form, self.value))
            case _:
                return
        event.stop()
        event.prevent_default()


class FormRow(Horizontal):
    """A label, its field, and below it the hint or what is wrong (dòng biểu mẫu)."""

    def __init__(self, field: FormField) -> None:
        super().__init__(id=f"row-{field.name}")
        self.field = field

    def compose(self) -> ComposeResult:
        """Label left; field over hint and fault right."""
        yield Static(self.field.label, classes="label", markup=False)
        with Vertical(classes="column"):
            yield self._widget()
            if self.field.hint:
                yield Static(self.field.hint, classes="hint", markup=False)
            yield Static("", classes="fault", markup=False)

    def _widget(self) -> Widget:
        field = self.field
        name = f"field-{field.name}"
        match field.kind:
            case FieldKind.CHOICE:
                return Choice(field.name, field.options, value=field.value)
            case FieldKind.SEVERAL:
                return Several(field.name, field.options, value=field.value)
            case FieldKind.NUMBER:
                return VietnameseInput(field.value, id=name, restrict=r"[0-9]*", max_length=8)
            case FieldKind.SECRET:
                return VietnameseInput(field.value, id=name, password=True)
            case FieldKind.TEXT:
                return VietnameseInput(field.value, id=name)

    @property
    def value(self) -> str:
        """What stands in the field: text cleaned at this border, a secret only composed."""
        widget = self.query_one(f"#field-{self.field.name}")
        if isinstance(widget, Choice):
            return widget.value
        assert isinstance(widget, Input)
        return widget.value if self.field.kind is FieldKind.SECRET else clean(widget.value)

    def say(self, faults: Sequence[str]) -> None:
        """Show what is wrong with this field; nothing takes it away."""
        self.set_class(bool(faults), "-faulty")
        self.query_one(".fault", Static).update(Content("\n".join(f"✗ {fault}" for fault in faults)))


class Form(VerticalScroll):
    """Labelled fields (biểu mẫu). Enter goes to the next field, and sends the form from the last."""

    # Taken before the field sees it: keys typed right behind Enter must not land in the field that was left.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next_field", show=False, priority=True),
        Binding("enter", "send", show=False, priority=True),
    ]

    def __init__(self, fields: Iterable[FormField], *, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id, can_focus=False)
        self._fields = tuple(fields)
        self.is_sending = False
        """Sent from the last field, and nothing said of it yet: keys typed now are not meant for it."""
        self._stood = {field.name: _standing(field) for field in self._fields}

    def compose(self) -> ComposeResult:
        """A row a field."""
        for field in self._fields:
            yield FormRow(field)

    @property
    def values(self) -> Mapping[str, str]:
        """The text of every field, by its name."""
        return {row.field.name: row.value for row in self.query(FormRow)}

    @property
    def is_changed(self) -> bool:
        """Whether a person typed or chose something else than what stood there."""
        return any(self._stood[name] != text for name, text in self.values.items())

    def put(self, name: str, text: str) -> None:
        """Put text into a field; it counts as what stood there."""
        self._stood[name] = text
        widget = self.query_one(f"#field-{name}")
        assert isinstance(widget, Input | Choice)
        widget.value = text

    def focus_on(self, name: str) -> None:
        """Put the cursor into a field."""
        self._focus(name)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self._focus(self._fields[0].name)

    def say(self, problem: Refused | Malformed) -> Sequence[Finding]:
        """Show every fault beside its field; gives back those that belong to none.

        A finding belongs to the field that its `where` names, or names last (`$.people[2].name`).
        """
        self.is_sending = False
        findings = problem.findings if isinstance(problem, Malformed) else ()
        by_field: dict[str, list[str]] = {field.name: [] for field in self._fields}
        homeless: list[Finding] = []
        for finding in findings:
            name = finding.where.rsplit(".", 1)[-1].rsplit(":", 1)[-1]
            by_field[name].append(sentence(finding)) if name in by_field else homeless.append(finding)
        for row in self.query(FormRow):
            row.say(by_field[row.field.name])
        if faulty := next((name for name, faults in by_field.items() if faults), None):
            self._focus(faulty)
        return homeless

    def clear_faults(self) -> None:
        """No fault shown."""
        for row in self.query(FormRow):
            row.say(())

    def submit(self) -> None:
        """Send the form as it stands."""
        self.clear_faults()
        self.post_message(FormSubmitted(self.values))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter goes on from every field but the last, and sends from the last."""
        if action in {"next_field", "send"}:
            focused = self.screen.focused
            is_last = self._at_last(focused)
            return is_last and isinstance(focused, Input) if action == "send" else not is_last
        return super().check_action(action, parameters)

    def action_next_field(self) -> None:
        """The cursor into the next field."""
        self.screen.focus_next()

    def action_send(self) -> None:
        """Send the form, once the last field has taken in all that was typed before Enter."""
        focused = self.screen.focused
        assert focused is not None
        self.is_sending = True
        focused.call_later(self.submit)

    @on(Input.Submitted)
    def _send(self, event: Input.Submitted) -> None:
        event.stop()
        self.submit()

    def on_key(self, event: events.Key) -> None:
        """Enter on a last choice, and up and down between fields."""
        if event.key == "enter" and isinstance(self.screen.focused, Choice):
            event.stop()
            self.submit()
        elif event.key in {"down", "up"}:
            event.stop()
            self.screen.focus_next() if event.key == "down" else self.screen.focus_previous()

    def _at_last(self, widget: Widget | None) -> bool:
        return widget is not None and widget.id == f"field-{self._fields[-1].name}"

    def _focus(self, name: str) -> None:
        field = self.query_one(f"#field-{name}")
        self.screen.set_focus(field)
        if isinstance(field, Input) and field.restrict:  # a figure; the cursor may stand there already
            field.select_all()  # what is typed takes the place of what stands; a name or a PIN is mended in it


def _standing(field: FormField) -> str:
    """What a field holds before anything is typed."""
    if field.kind is FieldKind.CHOICE:
        return field.value or field.options[0][0]
    return field.value if field.kind in {FieldKind.SECRET, FieldKind.SEVERAL} else clean(field.value)
