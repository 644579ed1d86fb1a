"""The entry widget: what is shown as taken is stored, keys keep their order, wrong keys ring and type nothing."""

from collections.abc import Callable

import pytest
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from ballots.counting.keypad import Keep, Pad, Slip, start
from ballots.counting.values import SetAside
from ballots.regulations.values import Boxes, Form, Strikes
from congress.errors import Broken, Refused
from tests.ballots_counting.pads import slip
from tests.tui_widgets.gallery import NAMES
from tests.tui_widgets.terminal import open_terminal
from tui.messages import CorrectionBegan, KeepingFailed, PaperKept, PileCompleted
from tui.widgets.pad_entry import PadEntry

GALLERY = "tests.tui_widgets.gallery"


class Store:
    """Papers as they were kept; it can be full."""

    def __init__(self) -> None:
        self.papers: list[Keep] = []
        self.trouble: Exception | None = None

    def __call__(self, paper: Keep) -> None:
        if self.trouble:
            raise self.trouble
        self.papers.append(paper)


class Entry(App[None]):
    def __init__(self, pad: Pad, store: Store, clock: Callable[[], float] = lambda: 0.0) -> None:
        super().__init__()
        self._pad, self._store, self._clock = pad, store, clock
        self.heard: list[Message] = []
        self.rings = 0

    def compose(self) -> ComposeResult:
        yield PadEntry(self._pad, title="Tập 07", names=NAMES, keep=self._store, clock=self._clock)

    def on_mount(self) -> None:
        self.query_one(PadEntry).focus()

    def bell(self) -> None:
        self.rings += 1

    def on_paper_kept(self, message: PaperKept) -> None:
        self.heard.append(message)

    def on_pile_completed(self, message: PileCompleted) -> None:
        self.heard.append(message)

    def on_correction_began(self, message: CorrectionBegan) -> None:
        self.heard.append(message)

    def on_keeping_failed(self, message: KeepingFailed) -> None:
        self.heard.append(message)


SMALL = slip(5, 3, size=2)


async def type_in(pilot: Pilot[None], text: str) -> None:
    names = {"⏎": "enter", "-": "minus", "*": "asterisk", "/": "slash", "+": "plus", ".": "full_stop"}
    await pilot.press(*(names.get(char, char) for char in text))
    await pilot.pause()


def shown(app: App[None]) -> str:
    pad = app.query_one(PadEntry)
    return "\n".join(pad.render_line(y).text for y in range(pad.content_size.height))


async def test_every_paper_is_stored_before_the_next_one_is_asked_for() -> None:
    store = Store()
    app = Entry(start(SMALL), store)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_in(pilot, "0103⏎")
        assert store.papers == [Keep(1, Strikes((1, 3)))]
        assert "phiếu 2 / 2" in shown(app)
        await type_in(pilot, "/")
        assert isinstance(store.papers[1].seen, SetAside)
        assert [type(message) for message in app.heard] == [PaperKept, PaperKept, PileCompleted]


@pytest.mark.parametrize("trouble", [Broken("disk-full"), Refused("pile-closed")])
async def test_a_paper_that_was_not_stored_stays_in_hand(trouble: Exception) -> None:
    store = Store()
    app = Entry(start(SMALL), store)
    async with app.run_test(size=(80, 24)) as pilot:
        store.trouble = trouble
        await type_in(pilot, "0103⏎")
        assert "phiếu 1 / 2" in shown(app)
        assert "Chưa lưu được phiếu" in shown(app)
        assert isinstance(app.heard[0], KeepingFailed)
        store.trouble = None
        await type_in(pilot, "⏎")
        assert store.papers == [Keep(1, Strikes((1, 3)))]


async def test_our_own_fault_while_storing_is_not_swallowed() -> None:
    store = Store()
    store.trouble = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        async with Entry(start(SMALL), store).run_test() as pilot:
            await type_in(pilot, "0103⏎")


@pytest.mark.parametrize(
    ("keys", "rings"), [(["home"], 2), (["w"], 2), (["0", "9"], 2), (["enter"], 1), (["0", "1"], 0)]
)
async def test_a_wrong_key_rings_twice_a_paper_not_ready_once(keys: list[str], rings: int) -> None:
    app = Entry(start(SMALL), Store())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause(0.3)
        assert app.rings == rings


async def test_seconds_a_paper_leave_pauses_out() -> None:
    now = [0.0]
    app = Entry(start(slip(5, 3, size=9)), Store(), lambda: now[0])
    async with app.run_test(size=(80, 24)) as pilot:
        pad = app.query_one(PadEntry)
        await type_in(pilot, "0103")
        now[0] = 4.0
        await type_in(pilot, "⏎")
        pad.rest()
        now[0] = 1000.0
        await type_in(pilot, "0103")
        now[0] = 1006.0
        await type_in(pilot, "⏎")
        assert pad.seconds_per_paper == 5.0
        assert "5,0 giây/phiếu" in shown(app)


async def test_names_are_shown_as_they_are_and_never_read_as_markup() -> None:
    app = Entry(start(slip()), Store())
    async with app.run_test(size=(80, 24)) as pilot:
        await type_in(pilot, "31")
        assert "LÊ [B]HÀ[/B]" in shown(app)


def test_pasted_digits_are_no_paper() -> None:
    with open_terminal("-m", GALLERY, "pad-start", environment={"CONGRESS_LANG": "vi"}) as terminal:
        terminal.wait_for("còn 8 số")
        terminal.send("\x1b[200~0307223140485160\r\x1b[201~")
        terminal.wait_for("✗")
        terminal.wait_for("phiếu 1 / 25")


def test_a_burst_of_keys_in_one_read_keeps_its_order_in_a_real_terminal() -> None:
    with open_terminal("-m", GALLERY, "pad-start") as terminal:
        terminal.wait_for("còn 8 số")
        terminal.send("0307223140485160\r0102030405060-0708\r*\r/")
        terminal.wait_until(lambda text: "phiếu 5 / 25" in text and "để riêng 1" in text)
        terminal.send("..")
        terminal.wait_for("Enter nhập lại phiếu 3")


# A numeric pad in application mode, with the kitty protocol, and with NumLock off.
APPLICATION_PAD = "\x1bOp\x1bOs\x1bOp\x1bOw\x1bOm\x1bOp\x1bOw"  # 0 3 0 7 - 0 7
KITTY_PAD = "".join(f"\x1b[{code};129u" for code in (57399, 57402, 57399, 57406, 57412, 57399, 57406))


@pytest.mark.parametrize("typed", [APPLICATION_PAD, KITTY_PAD], ids=["application", "kitty"])
def test_the_pad_of_every_kind_of_terminal_is_understood(typed: str) -> None:
    with open_terminal("-m", GALLERY, "pad-start") as terminal:
        terminal.wait_for("còn 8 số")
        terminal.send(typed)
        terminal.wait_until(lambda text: "ĐA CÁT K' HƯƠNG" in text and "còn 6 số" in text)


@pytest.mark.parametrize("key", ["\x1b[H", "\x1b[F", "\x1b[A", "\x1b[2~", "\x1b[3~", "\x1b[5~", "\x1b[57417;1u"])
def test_numlock_off_is_said_and_types_nothing(key: str) -> None:
    with open_terminal("-m", GALLERY, "pad-start") as terminal:
        terminal.wait_for("còn 8 số")
        terminal.send("03" + key)
        terminal.wait_for("NumLock đang tắt")
        terminal.send("07")
        terminal.wait_for("còn 6 số")


def test_letters_of_an_input_method_type_nothing() -> None:
    with open_terminal("-m", GALLERY, "pad-start") as terminal:
        terminal.wait_for("còn 8 số")
        terminal.send("03uw\x7f\x7fư")
        terminal.wait_for("✗")
        terminal.send("07")
        terminal.wait_until(lambda text: "còn 6 số" in text and "✗" not in text)


async def test_form_b_by_exceptions() -> None:
    store = Store()
    pad = start(Slip((1, 2, 3), 3, Form.AGREE, slip().kind, 5))
    app = Entry(pad, store)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_in(pilot, "+⏎")
        assert store.papers == [Keep(1, Boxes((1, 2, 3)))]
