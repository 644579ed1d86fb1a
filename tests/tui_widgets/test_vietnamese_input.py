"""Vietnamese can be typed with an input method, through a real terminal, and arrives composed."""

import unicodedata
from collections.abc import Callable

import pytest
from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Input

from tests.tui_widgets.terminal import Terminal, open_terminal
from tui.widgets.vietnamese_input import VietnameseInput

APP = "tests.tui_widgets.typing_app"

# What Unikey sends for each word typed in Telex: letters one by one, then backspaces and the rest in one write.
TELEX_HANH_DUONG = [
    *("h", "a", "n", "h"),
    "\x7f\x7f\x7fạnh",  # j
    *(" ", "d"),
    "\x7fđ",  # d
    *("u", "o"),
    "\x7f\x7fươ",  # w
    *("n", "g"),
]


def letters(text: str) -> str:
    return f"[{text.encode('unicode_escape').decode()}]"


def type_all(terminal: Terminal, writes: list[str]) -> None:
    """Each write waits for the one before, as a person's keys do."""
    terminal.wait_for("ready")
    for typed in writes:
        before = terminal.text
        terminal.send(typed)
        terminal.wait_until(before.__ne__)


def test_a_corrected_word_keeps_its_marks_in_a_real_terminal() -> None:
    with open_terminal("-m", APP) as terminal:
        type_all(terminal, TELEX_HANH_DUONG)
        terminal.wait_for(letters("hạnh đương"))


def test_typing_faster_than_the_app_reads_loses_nothing() -> None:
    with open_terminal("-m", APP) as terminal:
        terminal.wait_for("ready")
        terminal.send("".join(TELEX_HANH_DUONG))
        terminal.wait_for(letters("hạnh đương"))


def test_marks_sent_as_letters_of_their_own_arrive_composed() -> None:
    """Unikey's "Unicode tổ hợp": it counts its backspaces in what it sent, not in what stands there."""
    with open_terminal("-m", APP) as terminal:
        terminal.wait_for("ready")
        terminal.send("ha\u0323nh")
        terminal.wait_for(letters("hạnh"))
        terminal.send("\x7f\x7f\x7f\u0301nh")  # the tone is changed: nặng to sắc
        terminal.wait_for(letters("hánh"))


def test_pasted_text_arrives_composed_and_in_one_line() -> None:
    with open_terminal("-m", APP) as terminal:
        terminal.wait_for("ready")
        terminal.send(f"\x1b[200~{unicodedata.normalize('NFD', 'Đa Cát K’ Hương')}\r\nsecond\x1b[201~")
        terminal.wait_for(letters("Đa Cát K’ Hương"))


class OneField(App[None]):
    def __init__(self, make: Callable[[], VietnameseInput] = VietnameseInput) -> None:
        super().__init__()
        self._make = make

    def compose(self) -> ComposeResult:
        yield self._make()

    @property
    def field(self) -> VietnameseInput:
        return self.query_one(VietnameseInput)


async def typed_at_once(make: Callable[[], Input]) -> str:
    """The field's value after a backspace and a letter that came in one read."""

    class Field(App[None]):
        def compose(self) -> ComposeResult:
            yield make()

    app = Field()
    async with app.run_test() as pilot:
        await pilot.press("h", "a")
        for key in (Key("backspace", "\x7f"), Key("ạ", "ạ")):
            app.post_message(key)
        await pilot.pause()
        return app.query_one(Input).value


async def test_the_stock_field_still_loses_the_letter_and_ours_does_not() -> None:
    """The day the first line fails, the subclass may go."""
    assert await typed_at_once(Input) == "ha"
    assert await typed_at_once(VietnameseInput) == "hạ"


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["a", "b", "left", "c"], "acb"),
        (["a", "b", "left", "backspace"], "b"),
        (["a", "b", "home", "delete", "c"], "cb"),
        (["a", "b", "c", "left", "left", "backspace", "x", "backspace", "end", "d"], "bcd"),
        (["a", "space", "b", "ctrl+u", "c"], "c"),
        (["backspace", "a"], "a"),
    ],
)
async def test_editing_keys_work_as_in_any_field(keys: list[str], value: str) -> None:
    async with OneField().run_test() as pilot:
        await pilot.press(*keys)
        assert pilot.app.query_one(Input).value == value


async def test_a_value_set_by_the_program_is_composed_as_well() -> None:
    app = OneField(lambda: VietnameseInput(unicodedata.normalize("NFD", "Trần")))
    async with app.run_test():
        assert app.field.value == "Trần"
        app.field.value = unicodedata.normalize("NFD", "Nguyễn")
        assert app.field.value == "Nguyễn"


async def test_typing_over_a_selection_replaces_it() -> None:
    app = OneField(lambda: VietnameseInput("abc", select_on_focus=True))
    async with app.run_test() as pilot:
        app.field.select_all()
        await pilot.press("x", "y", "backspace")
        assert app.field.value == "x"


async def test_no_longer_than_allowed_and_going_on_after_a_refused_letter() -> None:
    app = OneField(lambda: VietnameseInput(max_length=3))
    async with app.run_test() as pilot:
        await pilot.press("a", "b", "c", "d", "backspace", "e")
        assert app.field.value == "abe"
