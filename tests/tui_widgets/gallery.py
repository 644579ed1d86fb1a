"""Every widget in a scene of its own, on plain values: to be looked at, pictured and tried at a real terminal.

`python -m tests.tui_widgets.gallery SCENE [light]` opens one scene in the terminal.
"""

import sys
from collections.abc import Callable, Iterable

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from ballots.counting.keypad import Keep, Pad, Slip, press, start
from ballots.counting.values import PileKind
from ballots.regulations.values import Form
from congress.errors import Broken, Finding, Malformed, Refused
from tests.ballots_counting.pads import slip
from tui.keys import PAD_HINTS, PAD_HINTS_AGREE, PAD_HINTS_HEAP, bindings
from tui.styles import DARK_NAME, LIGHT_NAME, STYLE_SHEETS, themes
from tui.widgets.accounting import AccountingBar, Equation, Term
from tui.widgets.commands import Commands
from tui.widgets.dialogs import ConfirmDialog, SecondPerson, TwoPersonDialog
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.forms import Form as FormWidget
from tui.widgets.frame import BREAKPOINTS, HeaderLine, KeyBar
from tui.widgets.notices import ErrorPanel, Notice
from tui.widgets.pad_entry import PadEntry
from tui.widgets.results import ResultPicture, ResultRow, ResultTable, Standing
from tui.widgets.steps import DeskStep, StepList, StepState
from tui.widgets.windowed_table import Column, Row, WindowedTable

CONGRESS = "Đại hội đại biểu Đảng bộ huyện Đam Rông lần thứ XXII"
UNIT = "2025–2030"

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ")
_MIDDLE = ("Văn", "Thị", "Đức", "Quốc", "Minh", "Hữu", "Thanh")
_GIVEN = ("An", "Bình", "Châu", "Dũng", "Hà", "Khánh", "Lan", "Nghĩa", "Phượng", "Quỳnh", "Sơn")


def name_of(number: int) -> str:
    """A made-up name; two of them are not Kinh, one is long, one looks like markup."""
    special = {
        7: "Đa Cát K' Hương",
        12: "Y Ngông Niê Kdăm",
        22: "Công Tằng Tôn Nữ Thị Phương Thảo",
        31: "Lê [b]Hà[/b]",
    }
    made = f"{_FAMILY[number % 9]} {_MIDDLE[number % 7]} {_GIVEN[number % 11]}"
    return special.get(number, made)


NAMES = {number: name_of(number) for number in range(1, 121)}


def typed(slip: Slip, keys: str) -> Pad:
    """A pad after these keys; `⏎` is Enter."""
    pad = start(slip)
    for key in keys.replace(" ", ""):
        pad = press(pad, "enter" if key == "⏎" else key).pad
    return pad


PAPERS = "0209223140445160⏎ 0307123140485160⏎ / *0102030405060708⏎ *⏎ 0307224855566162⏎"


class Ticks:
    """A clock that goes on by half a second a key."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.5
        return self.now


def pad_entry(pad: Pad, *then: str) -> Callable[[], Iterable[Widget]]:
    """A scene of entry; `then` are keys taken by the widget itself."""

    def scene() -> Iterable[Widget]:
        entry = PadEntry(pad, title="Tập 07 · lượt 1", names=NAMES, keep=lambda _paper: None, clock=Ticks())
        for key in then:
            entry.call_after_refresh(entry.take, key)
        yield entry

    return scene


def refusing(_paper: Keep) -> None:
    """A store whose disk is full."""
    raise Broken("disk-full")


def unstored() -> Iterable[Widget]:
    """A paper that could not be stored."""
    entry = PadEntry(typed(slip(), "0307223140485160"), title="Tập 07", names=NAMES, keep=refusing, clock=Ticks())
    entry.call_after_refresh(entry.take, "enter")
    yield entry


EQUATIONS = (
    Equation((Term("In ra", 360),), (Term("phát", 348), Term("hủy", 2), Term("còn", 10))),
    Equation((Term("Phát", 348),), (Term("thu", 348), Term("thiếu", 0))),
    Equation((Term("Thu", 348),), (Term("tập đủ, thiếu", 345), Term("để riêng", 2))),
    Equation((Term("Tổng phiếu bầu", None),), (Term("tổng tên được chọn", None),)),
)

STEPS = (
    DeskStep("seal", "Niêm phong hòm phiếu", StepState.DONE, "08:10", "Trưởng ban, 2 ủy viên"),
    DeskStep("issue", "Phát phiếu theo đoàn", StepState.DONE, "348", "đổi 2 · hủy 2 · còn 10"),
    DeskStep("collect", "Thu phiếu, báo cáo", StepState.DONE, "348", "thông báo phát ra, thu về đã in"),
    DeskStep("sort", "Phân loại, chia tập", StepState.NEXT, "14 tập", "345 đủ, thiếu · 3 để riêng"),
    DeskStep("enter", "Nhập phiếu", StepState.TO_COME, progress=(9, 14)),
    DeskStep("conclude", "Kết luận phiếu để riêng", StepState.BLOCKED, "3 phiếu", "còn một tập chưa đóng"),
    DeskStep("check", "Tổng kiểm tra, dự thảo", StepState.TO_COME, "—"),
    DeskStep("fix", "Công nhận, in biên bản", StepState.TO_COME, "—"),
    DeskStep("pack", "Niêm phong, bàn giao phiếu", StepState.TO_COME, "—"),
)


def home() -> Iterable[Widget]:
    """Where we are, what is next, what blocks."""
    with_beside = Vertical(
        Static("Việc gần đây", classes="heading"),
        Static("08:10  Niêm phong hòm phiếu\n08:42  Phát xong 348 phiếu\n09:15  Thu 348 phiếu", classes="quiet"),
        id="beside",
    )
    page = Vertical(
        Static("Bầu Ban Chấp hành  ·  chọn 55 trong 63", classes="heading"),
        Static("triệu tập 350, trừ 2  ·  cần 175 phiếu\n", classes="quiet"),
        StepList(STEPS),
        Static(""),
        Notice("Một lượt, chưa đối chiếu", tone="warn"),
        id="page",
    )
    yield Horizontal(page, with_beside)
    yield AccountingBar(EQUATIONS)


def result() -> Iterable[Widget]:
    """The result by votes."""
    people = sorted(range(1, 64), key=lambda number: (-votes_of(number), number))
    rows = tuple(
        ResultRow(
            rank,
            name_of(number),
            votes_of(number),
            f"{votes_of(number) * 100 / 348:.2f}",
            Standing.ELECTED if rank <= 5 else Standing.TIED if rank <= 7 else Standing.NOT_ELECTED,
        )
        for rank, number in enumerate(people, start=1)
    )
    page = Vertical(
        Static(
            "Kết quả (dự thảo)  ·  hợp lệ 346  ·  không hợp lệ 2 (thừa người 1, có dấu riêng 1)\n", classes="heading"
        ),
        ResultTable(ResultPicture(rows, most=348, needed=175, border="đủ 5")),
        id="page",
    )
    yield page
    yield AccountingBar(EQUATIONS[3:])


def votes_of(number: int) -> int:
    """Votes for the sample result, two of them equal."""
    return 341 - (number * 11) % 63 * 5 if number not in {9, 17} else 300


PEOPLE = 20_000


def people(offset: int, limit: int) -> list[Row]:
    """A page of a long list."""
    return [
        Row(n, (f"{n}", name_of(n % 63 + 1), ("đã phát", "$good") if n % 3 else ("chưa", "$warn"), str(n * 7 % 100)))
        for n in range(offset + 1, min(offset + limit, PEOPLE) + 1)
    ]


def table() -> Iterable[Widget]:
    """Twenty thousand rows."""
    columns = (Column("#", 6, right=True), Column("Họ và tên"), Column("Phiếu", 10), Column("Số", 6, right=True))
    yield Vertical(WindowedTable(columns, fetch=people, count=lambda: PEOPLE), id="page")


def empty() -> Iterable[Widget]:
    """A list with nothing in it, and every kind of trouble."""
    table = WindowedTable((Column("Họ và tên"),), fetch=lambda _o, _l: [], count=lambda: 0)
    findings = [Finding("$.candidates[3].name", "field-empty"), Finding("list.csv:4:2", "field-empty")]
    yield Vertical(
        ErrorPanel(Refused("pad-number-missing", article="QC190 Điều 30", missing=2)),
        Static(""),
        ErrorPanel(Malformed(findings)),
        Static(""),
        ErrorPanel(Broken("disk-full")),
        Static(""),
        Notice("Đã in 3 bản biên bản [b]không phải markup[/b]", tone="good"),
        Static(""),
        table,
        id="page",
    )


FIELDS = (
    FormField("title", "Tên cuộc bầu", value="Bầu Ban Chấp hành"),
    FormField("seats", "Số lượng bầu", FieldKind.NUMBER, value="55"),
    FormField("form", "Mẫu phiếu", FieldKind.CHOICE, value="A", options=(("A", "gạch tên"), ("B", "đồng ý / không"))),
    FormField("summoned", "Triệu tập", FieldKind.NUMBER, hint="Đại biểu chính thức được triệu tập"),
    FormField("pin", "Mã PIN", FieldKind.SECRET, value="123456"),
)


def form() -> Iterable[Widget]:
    """Fields, two of them wrong."""
    widget = FormWidget(FIELDS)
    faults = Malformed([Finding("$.seats", "field-empty"), Finding("summoned", "field-empty")])
    widget.call_after_refresh(widget.say, faults)
    yield Vertical(Static("Cuộc bầu mới\n", classes="heading"), widget, id="page")


HEAP = slip(23, 21, kind=PileKind.HEAP)
AGREE = slip(15, 15, Form.AGREE, PileKind.FEWER)
SCENES: dict[str, Callable[[], Iterable[Widget]]] = {
    "home": home,
    "result": result,
    "table": table,
    "trouble": empty,
    "form": form,
    "pad-start": pad_entry(start(slip())),
    "pad": pad_entry(typed(slip(), PAPERS + "0307223140 4")),
    "pad-done": pad_entry(typed(slip(), PAPERS + "0307223140485160")),
    "pad-wrong": pad_entry(typed(slip(), PAPERS + "0307 6"), "4"),
    "pad-missing": pad_entry(typed(slip(), PAPERS + "030722"), "enter"),
    "pad-numlock": pad_entry(typed(slip(), PAPERS + "030722"), "home"),
    "pad-nobody": pad_entry(typed(slip(), PAPERS + "00")),
    "pad-fewer": pad_entry(typed(slip(kind=PileKind.FEWER), "".join(f"{n:02}" for n in range(1, 20)))),
    "pad-many": pad_entry(typed(slip(kind=PileKind.FEWER), "".join(f"{n:02}" for n in range(1, 60)))),
    "pad-look-back": pad_entry(typed(slip(), PAPERS + "..")),
    "pad-correct": pad_entry(typed(slip(), PAPERS + "..⏎03")),
    "pad-agree": pad_entry(typed(AGREE, "+ 03 07+ 12++")),
    "pad-heap": pad_entry(typed(HEAP, "0422⏎ 138⏎ 13")),
    "pad-long": pad_entry(typed(slip(120, 105), "00710311205 0")),
    "pad-complete": pad_entry(typed(slip(size=6), PAPERS)),
    "pad-unstored": unstored,
}


def refuse_second(person: SecondPerson) -> None:
    """No second person is good enough here."""
    raise Refused("wrong-pin", account=person.account)


class Gallery(App[None]):
    """One scene."""

    CSS_PATH = STYLE_SHEETS
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS = bindings("help", "command_palette", "quit")

    def __init__(self, scene: str, *, theme: str = DARK_NAME) -> None:
        super().__init__()
        self._scene = scene
        for each in themes():
            self.register_theme(each)
        self.theme = theme

    def compose(self) -> ComposeResult:
        """Header, scene, keys."""
        hints = {"pad-agree": PAD_HINTS_AGREE, "pad-heap": PAD_HINTS_HEAP}.get(self._scene, PAD_HINTS)
        yield HeaderLine(CONGRESS, UNIT, official=self._scene == "home")
        yield from SCENES.get(self._scene, home)()
        yield KeyBar(hints if self._scene.startswith("pad") else (("⏎", "làm bước này"),))

    def on_mount(self) -> None:
        """Open what lies over the scene."""
        if self._scene == "dialog-confirm":
            said = ("Sau khi chốt, không ai sửa được.", "Sai sót về sau chỉ đính chính bằng văn bản có số.")
            self.push_screen(ConfirmDialog("Chốt kết quả bầu Ban Chấp hành?", said=said, yes="Chốt kết quả"))
        if self._scene == "dialog-commands":
            self.push_screen(Commands())
        if self._scene == "dialog-two":
            dialog = TwoPersonDialog(
                "Mở kiểm phiếu",
                attempt=refuse_second,
                said=("Bầu Ban Chấp hành, chọn 55 trong 63.",),
                first="Trần Đức Bình (Trưởng ban)",
                asks_reason=True,
            )
            self.push_screen(dialog)


if __name__ == "__main__":
    Gallery(sys.argv[1], theme=LIGHT_NAME if "light" in sys.argv[2:] else DARK_NAME).run()
