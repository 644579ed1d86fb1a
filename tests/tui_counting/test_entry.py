"""Entry on screen: each paper is stored before the prompt goes on, piles are taken up, refusals are said."""

from pathlib import Path

from ballots.counting import service as counting
from ballots.counting.values import OpenPile, PileKind, PileState, SetAside
from ballots.regulations.values import Boxes
from tests.ballots_counting.desks import AtDesk, aside, struck
from tests.tui_counting.conftest import StageAt
from tests.tui_counting.driving import app_for, at_work
from tui.screens.entry import EntryScreen, PileDoneDialog
from tui.screens.piles import PilesScreen


def pile_of(at: AtDesk, number: int) -> OpenPile:
    """A pile as it is stored."""
    with at.office.workspace.reading() as unit:
        pile_id = counting.desk_of(unit, at.contest_id).pile(number).passes[0].id
        assert pile_id is not None
        return counting.pile_view(unit, at.contest_id, pile_id)


async def test_a_paper_is_on_the_disk_when_the_counter_goes_on(stage: StageAt, tmp_path: Path) -> None:
    at = stage("counting_open")
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="kythuat")) as person:
        await person.press("enter", "enter")
        assert "phiếu 1 / 5" in person.sees
        await person.write("0102⏎")
        assert "phiếu 2 / 5" in person.sees
        assert [one.seen for one in pile_of(at, 1).readings] == [struck(1, 2)]
        await person.write("/")
        assert [one.seen for one in pile_of(at, 1).readings] == [struck(1, 2), SetAside("pad-aside-typist")]
        await person.write(".⏎0102⏎")
        assert [one.seen for one in pile_of(at, 1).readings] == [struck(1, 2), struck(1, 2)]


async def test_a_pile_half_entered_goes_on_exactly_where_it_was(stage: StageAt, tmp_path: Path) -> None:
    at = stage("counting_open")
    pile = at.open_pile(1)
    at.keep(pile, 1, struck(3, 4))
    at.keep(pile, 2, aside(seen=struck(5)))
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="kythuat")) as person:
        await person.press("enter", "enter")
        assert "phiếu 3 / 5" in person.sees
        assert "Phiếu trước (2):" in person.sees
        await person.write("0607⏎0809")
        await person.press("escape")
        assert person.is_at(PilesScreen)
        assert person.noted == ["Đã lưu 3 phiếu. Lần sau nhập tiếp từ phiếu 4."]
        await person.press("enter")
        assert "phiếu 4 / 5" in person.sees
    assert [one.seen for one in pile_of(at, 1).readings] == [struck(3, 4), aside(seen=struck(5)), struck(6, 7)]


async def test_what_could_not_be_stored_is_said_and_the_pad_does_not_go_on(stage: StageAt, tmp_path: Path) -> None:
    at = stage("counting_open")
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="kythuat")) as person:
        await person.press("enter", "enter")
        await person.write("0102⏎")
        counting.open_pile(at.office.workspace, at.by("uyvien2"), contest_id=at.contest_id, number=1)
        await person.write("0304⏎")
        assert "Chưa lưu được phiếu: Tập 1 do người khác nhập" in person.sees
        assert "phiếu 2 / 5" in person.sees
    assert len(pile_of(at, 1).readings) == 1


async def test_a_pile_is_closed_from_the_pad_and_never_by_a_hasty_enter(stage: StageAt, tmp_path: Path) -> None:
    at = stage("half_keyed")
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="kythuat")) as person:
        await person.press("enter", "enter")
        await person.write("//⏎")
        assert person.is_at(EntryScreen)
        assert at.desk.pile(2).state is PileState.OPEN
        await person.press("f8")
        assert person.is_at(PileDoneDialog)
        await person.write("+")
        assert person.is_at(PilesScreen)
    assert at.desk.pile(2).state is PileState.CLOSED


async def test_a_whole_pile_left_open_asks_to_be_closed_when_taken_up(stage: StageAt, tmp_path: Path) -> None:
    at = stage("half_keyed")
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="kythuat")) as person:
        await person.press("enter", "enter")
        await person.write("//")
        await person.press("escape", "escape")
        assert person.is_at(PilesScreen)
        assert at.desk.pile(2).state is PileState.OPEN
        await person.press("enter")
        assert person.is_at(PileDoneDialog)
        await person.press("escape")
        assert "+ đóng tập" in person.sees
        await person.write("0")
        assert "bấm + để đóng tập" in person.sees
        await person.write("+")
        assert person.is_at(PileDoneDialog)
        await person.write("+")
        assert person.is_at(PilesScreen)
    assert at.desk.pile(2).state is PileState.CLOSED


async def test_a_pile_of_another_is_taken_over_only_when_asked(stage: StageAt, tmp_path: Path) -> None:
    at = stage("half_keyed")
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="uyvien2")) as person:
        await person.press("enter", "enter")
        assert "Nhận tập 2 của đồng chí Đặng Văn Ơn?" in person.sees
        await person.press("right", "enter")
        assert "phiếu 2 / 3" in person.sees
    assert at.desk.pile(2).passes[0].typist == "K'Brơi"


async def test_a_pile_laid_aside_is_for_the_board(stage: StageAt, tmp_path: Path) -> None:
    at = stage("counting_open")
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="kythuat")) as person:
        await person.press("enter", "end", "enter")
        assert "Tập để riêng do trưởng ban hoặc ủy viên ban kiểm phiếu nhập." in person.was_told
        assert person.is_at(PilesScreen)


async def test_a_heap_is_counted_by_two_people(stage: StageAt, tmp_path: Path) -> None:
    at = stage("counting_open")
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="kythuat")) as person:
        await person.press("enter", "down", "down", "enter")
        await person.with_second("uyvien2")
        assert person.is_at(EntryScreen)
        await person.write("0506⏎4⏎4⏎+")
        assert person.is_at(PilesScreen)
    (reading,) = pile_of(at, 3).readings
    assert (reading.times, reading.recount) == (4, 4)


async def test_a_closed_pile_is_opened_again_by_two_people_with_a_reason(stage: StageAt, tmp_path: Path) -> None:
    at = stage("half_keyed")
    async with at_work(lambda: app_for(at, tmp_path / "kept")) as person:
        await person.press("enter", "up")
        await person.press("m")
        await person.with_second("uyvien1", "gõ nhầm phiếu 2")
        assert at.desk.pile(1).state is PileState.OPEN


async def test_form_b_is_entered_by_its_exceptions(boxed: AtDesk, tmp_path: Path) -> None:
    boxed.open()
    boxed.until_sorted((PileKind.FULL, 2))
    boxed.open_count()
    async with at_work(lambda: app_for(boxed, tmp_path / "kept", account="kythuat")) as person:
        await person.press("enter", "enter")
        assert "+ đồng ý cả" in person.sees
        await person.write("+⏎+/")
        assert person.is_at(PileDoneDialog)
    kept = [one.seen for one in pile_of(boxed, 1).readings]
    assert kept[0] == Boxes.of(agree=[1])
    assert isinstance(kept[1], SetAside)


async def test_a_pile_keyed_from_the_wrong_papers_is_thrown_away_by_two(stage: StageAt, tmp_path: Path) -> None:
    at = stage("half_keyed")
    keyed = next(pile for pile in at.desk.piles if pile.read)
    async with at_work(lambda: app_for(at, tmp_path / "kept")) as person:
        await person.press("enter", "home", *["down"] * (keyed.number - 1), "x")
        assert f"Nhập lại tập {keyed.number} từ đầu" in person.sees
        assert f"Bỏ kết quả nhập {keyed.read} phiếu" in person.sees
        await person.with_second("uyvien1", "nhập nhầm phiếu của tập khác")
        assert person.is_at(PilesScreen)
    assert (at.desk.pile(keyed.number).state, at.desk.pile(keyed.number).read) == (PileState.SORTED, 0)


async def test_a_pile_that_nobody_keyed_has_nothing_to_throw_away(stage: StageAt, tmp_path: Path) -> None:
    at = stage("half_keyed")
    async with at_work(lambda: app_for(at, tmp_path / "kept")) as person:
        await person.press("enter", "end", "x")
        assert person.is_at(PilesScreen)
