"""Lists, forms, dialogs and notices do what their keys say, and show data as it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from ballots.regulations.values import (
    Candidate,
    CandidateVotes,
    Contest,
    NextStep,
    Outcome,
    RegulationId,
    Tie,
    TieFor,
)
from ballots.regulations.values import (
    Form as PaperForm,
)
from congress.errors import Broken, Finding, Malformed, Refused
from tests.tui_screens.waiting import until
from tests.tui_widgets.gallery import FIELDS, PEOPLE, STEPS
from tests.tui_widgets.snapshots import screen_text
from tui.keys import ACTIONS, bindings
from tui.messages import ChoiceMade, FormSubmitted, RowChosen, StepChosen
from tui.screens.result_showing import picture, what_follows
from tui.styles import DARK_NAME, STYLE_SHEETS, themes
from tui.widgets.accounting import AccountingBar, Equation, Term, equation_line, figure
from tui.widgets.commands import CommandField, Commands
from tui.widgets.dialogs import ConfirmDialog, SecondPerson, TwoPersonDialog
from tui.widgets.drawing import bar, columns, fit, flow, line
from tui.widgets.forms import Choice, FieldKind, Form, FormField, FormRow
from tui.widgets.frame import HeaderLine, KeyBar
from tui.widgets.notices import MOST_SHOWN, problem_lines, problem_text
from tui.widgets.results import ResultPicture, ResultRow, ResultTable, Standing
from tui.widgets.steps import StepList, StepState
from tui.widgets.windowed_table import PAGE, Column, Row, WindowedTable


class Stage(App[None]):
    """One widget, and what it said."""

    CSS_PATH = STYLE_SHEETS
    BINDINGS = bindings("help", "quit")

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self._widgets = widgets
        self.heard: list[Message] = []
        self.register_theme(themes()[0])
        self.theme = DARK_NAME

    def compose(self) -> ComposeResult:
        yield from self._widgets

    def on_row_chosen(self, message: RowChosen) -> None:
        self.heard.append(message)

    def on_step_chosen(self, message: StepChosen) -> None:
        self.heard.append(message)

    def on_choice_made(self, message: ChoiceMade) -> None:
        self.heard.append(message)

    def on_form_submitted(self, message: FormSubmitted) -> None:
        self.heard.append(message)


# --- the windowed table ---------------------------------------------------------------------------------------


class Pages:
    """A list of many rows that remembers what it was asked for."""

    def __init__(self, rows: int = PEOPLE) -> None:
        self.rows = rows
        self.asked: list[tuple[int, int]] = []

    def fetch(self, offset: int, limit: int) -> Sequence[Row]:
        self.asked.append((offset, limit))
        return [Row(n, (str(n), f"[b]{n}[/x]")) for n in range(offset, min(offset + limit, self.rows))]

    def table(self) -> WindowedTable:
        shape = (Column("#", 7, right=True), Column("Tên"))
        return WindowedTable(shape, fetch=self.fetch, count=lambda: self.rows, widget_id="list")


async def test_a_long_list_asks_only_for_what_is_in_sight() -> None:
    pages = Pages()
    app = Stage(pages.table())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert pages.asked == [(0, PAGE)]
        await pilot.press("end")
        await pilot.pause()
        assert f"[b]{PEOPLE - 1}[/x]" in screen_text(app)
        assert len(pages.asked) <= 3


async def test_a_list_is_walked_by_keys_and_enter_chooses() -> None:
    app = Stage(Pages().table())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "pagedown", "up", "enter")
        await pilot.pause()
        chosen = app.heard[0]
        assert isinstance(chosen, RowChosen)
        assert (chosen.key, chosen.table_id) == (app.query_one(WindowedTable).cursor, "list")
        assert chosen.key == 2 + 22 - 1


async def test_a_list_that_shrank_keeps_its_cursor_on_a_row() -> None:
    pages = Pages(100)
    app = Stage(pages.table())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        pages.rows = 3
        table = app.query_one(WindowedTable)
        table.reload()
        await pilot.pause()
        assert table.cursor == 2
        assert table.chosen is not None
        pages.rows = 0
        table.reload()
        await pilot.press("enter")
        assert "chưa có gì" in screen_text(app)
        assert app.heard == []


# --- steps, equations, results --------------------------------------------------------------------------------


async def test_the_cursor_waits_on_the_next_step() -> None:
    app = Stage(StepList(STEPS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "up", "enter")
        assert [m.key for m in app.heard if isinstance(m, StepChosen)] == ["sort", "collect"]


async def test_what_is_next_and_the_cursor_are_in_sight_where_the_list_is_longer_than_its_room() -> None:
    fifteen = [replace(STEPS[0], title=f"Bước {n}", state=StepState.DONE) for n in range(1, 16)]
    fifteen[13] = replace(fifteen[13], state=StepState.NEXT)
    below = Static("", markup=False)
    app = Stage(Vertical(VerticalScroll(StepList(fifteen), can_focus=False), below))
    async with app.run_test(size=(80, 14)) as pilot:
        below.styles.height = 4
        app.query_one(StepList).focus()
        await until(pilot, lambda: "Bước 14" in screen_text(app))
        await pilot.press("home")
        await until(pilot, lambda: "Bước 1 " in screen_text(app))
        await pilot.press("end")
        await until(pilot, lambda: "Bước 15" in screen_text(app))


@pytest.mark.parametrize(
    ("typed", "step"), [("3", 3), ("12", 12), ("1", 1), ("19", 9), ("0", 4), ("4up0", 3), ("100", 10)]
)
async def test_a_step_is_chosen_by_its_number(typed: str, step: int) -> None:
    twelve = [replace(STEPS[0], key=str(number), state=StepState.TO_COME) for number in range(1, 13)]
    twelve[3] = replace(twelve[3], state=StepState.NEXT)
    app = Stage(StepList(twelve))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*re.findall(r"up|\d", typed), "enter")
        assert [m.key for m in app.heard if isinstance(m, StepChosen)] == [str(step)]


@pytest.mark.parametrize(("left", "sign"), [(360, "✓"), (361, "✗ lệch 1"), (None, "·")])
def test_an_equation_says_whether_it_holds(left: int | None, sign: str) -> None:
    equation = Equation((Term("In ra", left),), (Term("phát", 348), Term("hủy", 2), Term("còn", 10)))
    assert equation_line(equation).plain.endswith(f"còn 10 {sign}")


def test_figures_are_grouped_as_vietnamese_papers_do() -> None:
    assert [figure(19021), figure(0), figure(None)] == ["19 021", "0", "—"]


async def test_equations_take_the_lines_they_need() -> None:
    equations = [Equation((Term("Thu", n),), (Term("tập", n),)) for n in range(9)]
    app = Stage(AccountingBar(equations))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert all(f"Thu {n} = tập {n} ✓" in screen_text(app) for n in range(9))


async def test_the_border_stands_below_the_last_elected() -> None:
    rows = [
        ResultRow(rank, f"Người {rank}", 90 - 10 * rank, "50.00", standing)
        for rank, standing in enumerate([Standing.ELECTED, Standing.ELECTED, Standing.NOT_ELECTED], start=1)
    ]
    app = Stage(ResultTable(ResultPicture(tuple(rows), most=100, needed=51, border="đủ 2")))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = screen_text(app).splitlines()
    order = [next(i for i, text in enumerate(shown) if wanted in text) for wanted in ("Người 2", "đủ 2", "Người 3")]
    assert order == sorted(order)
    assert "50,00" in shown[order[0]]


@pytest.mark.parametrize("width", [80, 120])
async def test_what_tells_people_of_one_name_apart_is_not_cut_off(width: int) -> None:
    people = [Candidate(number, "Nguyễn Thị Lan", f"{number}2/03/1982") for number in (1, 2)]
    contest = Contest(
        "bch", "Bầu", RegulationId.QC190, PaperForm.STRIKE, 1, (*people, Candidate(3, "Lê Thị Hà", "1979"))
    )
    votes = tuple(CandidateVotes(one.number, one.name, 9, 1, 0, "90.00") for one in contest.candidates)
    outcome = Outcome(10, 6, 10, 10, 0, (), votes, (3,), (), (Tie(TieFor.SEATS, (1, 2), 1),), 0, NextStep.REVOTE)
    app = Stage(ResultTable(picture(contest, outcome)))
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.pause()
        shown = screen_text(app)
    assert "Nguyễn Thị Lan (12/03/1982) " in shown
    assert "Nguyễn Thị Lan (22/03/1982) " in shown
    assert "Lê Thị Hà  " in shown
    tied = next(what_follows(contest, outcome)).plain
    assert "Nguyễn Thị Lan (12/03/1982), Nguyễn Thị Lan (22/03/1982)" in tied


# --- forms ----------------------------------------------------------------------------------------------------


async def test_all_faults_are_shown_at_once_beside_their_fields() -> None:
    app = Stage(Form(FIELDS))
    async with app.run_test(size=(80, 24)) as pilot:
        form = app.query_one(Form)
        findings = [Finding("$.seats", "field-empty"), Finding("a.csv:3:summoned", "field-empty"), Finding("$", "x")]
        assert form.say(Malformed(findings)) == [findings[2]]
        await pilot.pause()
        assert [row.field.name for row in app.query(FormRow) if row.has_class("-faulty")] == ["seats", "summoned"]
        assert screen_text(app).count("Chưa điền") == 2
        assert app.focused is not None
        assert app.focused.id == "field-seats"


async def test_enter_goes_through_the_fields_and_sends_from_the_last() -> None:
    app = Stage(Form(FIELDS))
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(Form).focus_first()
        await pilot.press("end", "space", "x", *["enter"] * 5)
        await pilot.pause()
        sent = app.heard[-1]
        assert isinstance(sent, FormSubmitted)
        assert sent.values["title"] == "Bầu Ban Chấp hành x"
        assert sent.values["form"] == "A"


async def test_numbers_take_digits_only_and_choices_the_arrows() -> None:
    fields = [
        FormField("seats", "Số lượng", FieldKind.NUMBER),
        FormField("form", "Mẫu", FieldKind.CHOICE, options=(("A", "gạch"), ("B", "đồng ý"))),
    ]
    app = Stage(Form(fields))
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(Form).focus_first()
        await pilot.press("5", "a", "-", "5", "enter", "right")
        assert dict(app.query_one(Form).values) == {"seats": "55", "form": "B"}
        assert isinstance(app.query_one(Choice), Choice)


# --- dialogs --------------------------------------------------------------------------------------------------


async def answer(screen: Screen[Any], keys: Iterable[str]) -> object:
    answers: list[object] = []
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen, answers.append)
        await pilot.press(*keys)
        await pilot.pause()
    return answers[0] if answers else "open"


@pytest.mark.parametrize(
    ("keys", "said"),
    [(["enter"], False), (["escape"], False), (["right", "enter"], True), (["tab", "space"], True), (["left"], "open")],
)
async def test_a_hasty_enter_changes_nothing(keys: list[str], said: object) -> None:
    assert await answer(ConfirmDialog("Chốt?"), keys) == said


def attempt(person: SecondPerson) -> str:
    if person.pin != "246810":
        raise Refused("pad-number-missing", missing=1)
    return person.account


async def test_the_second_person_is_asked_until_the_deed_is_done() -> None:
    dialog = TwoPersonDialog("Mở kiểm phiếu", attempt=attempt)
    app = Stage()
    answers: list[str | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(dialog, answers.append)
        await pilot.press(*"binh", "enter", *"111111", "enter")
        await pilot.pause()
        assert "Còn thiếu 1 số" in screen_text(app)
        await pilot.press(*"246810", "enter")
        await pilot.pause()
    assert answers == ["binh"]


async def test_a_command_is_found_by_typing_vietnamese() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(Commands())
        await pilot.press("l", "e", "backspace", "ệ", "n", "h")
        assert app.screen.query_one(CommandField).value == "lệnh"
        await pilot.press("escape")
        assert not isinstance(app.screen, Commands)


async def test_no_deed_is_tried_with_an_empty_field() -> None:
    def never(_person: SecondPerson) -> None:
        pytest.fail("tried")

    dialog = TwoPersonDialog("Mở", attempt=never, asks_reason=True)
    assert await answer(dialog, ["enter", "enter", "enter"]) == "open"


# --- words, header, keys --------------------------------------------------------------------------------------


def test_every_fault_is_listed_with_its_place_and_the_rest_counted() -> None:
    said = problem_lines(Malformed([Finding(f"$.papers[{n}]", "field-empty") for n in range(MOST_SHOWN + 3)]))
    assert len(said) == MOST_SHOWN + 1
    assert "$.papers[0]" in said[0].plain
    assert "3" in said[-1].plain


@pytest.mark.parametrize(
    "problem", [Refused("field-empty"), Malformed([Finding("a", "field-empty")]), Broken("field-empty")]
)
def test_a_problem_is_a_sentence(problem: Refused | Malformed | Broken) -> None:
    assert "Chưa điền" in problem_text(problem)


async def test_test_and_official_are_told_apart_by_words() -> None:
    for official, word in ((True, "CHÍNH THỨC"), (False, "THỬ")):
        app = Stage(HeaderLine("Đại hội " * 20, official=official))
        async with app.run_test(size=(80, 24)):
            assert word in screen_text(app)


async def test_the_bar_shows_hints_then_the_keys_of_the_screen() -> None:
    app = Stage(KeyBar((("*", "như phiếu trước"),)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = screen_text(app)
        assert shown.index("như phiếu trước") < shown.index("F1 Trợ giúp")
        assert "Ctrl+Q" not in shown


@pytest.mark.parametrize(
    ("hints", "shown"), [(4, "3 mười ký tự  F1 Trợ giúp"), (5, "4 mười ký tự  F1"), (6, "4 mười ký tự  F1")]
)
async def test_where_room_is_short_the_keys_of_every_screen_stay_without_words(hints: int, shown: str) -> None:
    app = Stage(KeyBar(tuple((str(number), "mười ký tự") for number in range(hints))))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert screen_text(app).strip().splitlines()[-1].rstrip().endswith(shown)


def test_no_action_stands_twice_in_the_table() -> None:
    assert all(action.name == name and action.keys and action.cap for name, action in ACTIONS.items())


# --- drawing --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [0, 1, 5, 30])
def test_fitted_text_has_exactly_its_width(width: int) -> None:
    assert fit("Nguyễn Thị Phượng", width).cell_length == width
    assert fit(line(("Đa Cát", "bold")), width, right=True).cell_length == width


@pytest.mark.parametrize(
    ("part", "whole", "drawn"), [(0, 10, "────"), (5, 10, "━━──"), (10, 10, "━━━━"), (3, 0, "────")]
)
def test_a_bar_is_as_long_as_its_share(part: int, whole: int, drawn: str) -> None:
    assert bar(part, whole, 4).plain == drawn


def test_a_cell_too_long_for_its_column_goes_on_in_a_second_line() -> None:
    cells = [Content("12  NGUYỄN VĂN AN (Đoàn Đam Rông 1)"), Content("13  LÊ AN"), Content("14  BÙI Ý")]
    rows = [row.plain.rstrip() for row in columns(cells, width=50, across=2)]
    assert rows == ["12  NGUYỄN VĂN AN (Đoàn   13  LÊ AN", "    Đam Rông 1)           14  BÙI Ý"]


def test_columns_are_read_down_and_cells_flow_across() -> None:
    cells = [line(text) for text in "abcde"]
    assert [row.plain for row in columns(cells, width=6, across=2)] == ["a   d ", "b   e ", "c     "]
    assert [row.plain for row in flow(cells, width=5, gap=1)] == ["a b c", "d e"]
