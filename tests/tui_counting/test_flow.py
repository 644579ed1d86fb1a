"""A small contest from the opened desk to the sealed result, by keys on the screens alone."""

from pathlib import Path

import pytest

from ballots.counting.values import PileKind, Step
from ballots.results.steps import existing
from ballots.results.values import ResultState
from tests.ballots_counting.desks import AtDesk
from tests.tui_counting.conftest import StageAt
from tests.tui_counting.driving import Person, app_for, at_work
from tui.screens.desk import DeskScreen
from tui.screens.doubtful import DoubtfulScreen
from tui.screens.doubtful_paper import DoubtfulPaperScreen
from tui.screens.entry import EntryScreen
from tui.screens.piles import PilesScreen
from tui.screens.result import ResultScreen
from tui.screens.result_acts import ActsScreen
from tui.screens.result_dialogs import KeyDialog, SaidDialog


def stands(at: AtDesk) -> Step:
    """Where the desk stands now."""
    return at.step


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_a_contest_is_counted_from_the_box_to_the_sealed_result(at: AtDesk, tmp_path: Path) -> None:
    async with at_work(lambda: app_for(at, tmp_path / "kept")) as person:
        await open_the_desk(person)
        await vote(person)
        await open_the_box_and_sort(person)
        assert stands(at) is Step.OPEN_COUNT
        await person.press("enter", "left", "enter")
        await person.with_second()
        assert stands(at) is Step.KEY
        await key_the_piles(person)
        assert stands(at) is Step.CONCLUDE
        await conclude(person)
        assert stands(at) is Step.CHECK
        await fix_and_make_official(person)
        assert stands(at) is Step.PACK
        await seal(person)
        assert stands(at) is Step.DONE
    with at.office.workspace.reading() as unit:
        result = existing(unit, at.contest_id)
    assert result.state is ResultState.SEALED
    assert (result.outcome.collected, result.outcome.valid, result.outcome.invalid) == (6, 5, 1)
    assert result.outcome.votes_of(1).agree == 0
    assert sum(line.agree for line in result.outcome.votes) == 5 * 7 - 1


async def open_the_desk(person: Person) -> None:
    await person.press("enter")
    await person.press("right")
    await person.with_second("uyvien1", "")
    assert person.is_at(DeskScreen)
    assert "Nhận phiếu" in person.sees


async def vote(person: Person) -> None:
    await person.press("enter")
    await person.fill("9", "0")
    await person.press("enter")
    await person.fill("", *["147", "0", "0"] * 3)
    await person.press("enter")
    await person.fill("1", "A-001; A-002", "Lê Thị Hà")
    await person.press("enter")
    await person.fill("Đoàn 1", "4", "", "Đoàn 2", "2", "1", "")
    await person.press("enter")
    await person.fill("2")
    assert person.is_at(DeskScreen)


async def open_the_box_and_sort(person: Person) -> None:
    await person.press("enter")
    await person.fill("6", "5")
    assert "Hai lần đếm khác nhau" in person.sees
    await person.press("backspace")
    await person.fill("6")
    await person.press("enter")
    await person.press("enter")
    assert "Thông báo số phiếu" in person.sees
    await person.press("enter")
    for keys in ("3⏎", "+2⏎", "+1⏎"):
        await person.write(keys)
    assert "mọi phiếu đã vào tập" in person.sees
    await person.press("f4")
    assert person.is_at(DeskScreen)


async def key_the_piles(person: Person) -> None:
    await person.press("enter")
    assert person.is_at(PilesScreen)
    await person.press("enter")
    assert person.is_at(EntryScreen)
    await person.write("0102⏎*⏎0108")
    await person.press("escape")
    assert person.is_at(PilesScreen)
    await person.press("enter")
    assert "phiếu 3 / 3" in person.sees
    await person.write("0109⏎+")
    assert person.is_at(PilesScreen)
    await person.press("enter")
    await person.write("010203⏎/+")
    await person.press("enter")
    await person.write("01⏎+")
    assert "kết luận" in person.sees


async def conclude(person: Person) -> None:
    await person.press("p")
    assert person.is_at(DoubtfulScreen)
    await person.press("enter")
    assert person.is_at(DoubtfulPaperScreen)
    await person.press("enter")
    await person.fill("01 02", "uyvien1", "135792")
    assert "KHÔNG HỢP LỆ: bầu quá số lượng" in person.sees
    await person.press("5", "enter")
    await person.fill("135792")
    assert person.is_at(DoubtfulScreen)
    await person.press("f8", "right", "enter")


async def fix_and_make_official(person: Person) -> None:
    await person.press("r")
    assert person.is_at(ResultScreen)
    assert "DỰ THẢO  ·  Một lượt, chưa đối chiếu" in person.sees
    await person.press("f8")
    await person.with_second()
    assert "ĐÃ CHỐT" in person.sees
    await person.press("enter")
    assert person.is_at(ActsScreen)
    await person.press("down", "down", "down", "down", "enter")
    await person.with_second("uyvien1", "")
    assert "CHÍNH THỨC" in person.sees


async def seal(person: Person) -> None:
    await person.press("enter")
    await person.with_second("chutich")
    assert isinstance(person.screen, KeyDialog)
    key = person.screen._key.text  # what stands on the paper
    await person.press("escape")
    await person.press("enter")
    await person.with_second("chutich", "1", "NP-1; NP-2", key.split("-")[-1])
    assert person.is_at(SaidDialog)
    assert "lưu giữ đến" in person.sees
    await person.press("enter")
    assert "ĐÃ NIÊM PHONG" in person.sees


@pytest.mark.slow
async def test_the_votes_and_the_box_are_led_through_by_keys(stage: StageAt, tmp_path: Path) -> None:
    at = stage("opened")
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="kythuat")) as person:
        await vote(person)
    assert at.step is Step.OPEN_BOX


async def test_piles_are_keyed_from_the_first_paper_to_the_last_closed(stage: StageAt, tmp_path: Path) -> None:
    at = stage("opened")
    at.until_sorted((PileKind.FULL, 3), (PileKind.FEWER, 2), (PileKind.ASIDE, 1))
    at.open_count()
    async with at_work(lambda: app_for(at, tmp_path / "kept")) as person:
        await key_the_piles(person)
    assert at.step is Step.CONCLUDE
