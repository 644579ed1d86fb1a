"""Finishing by hand on screen: from any step, totals by pile with checks, closed by the board."""

from pathlib import Path

import pytest

from ballots.counting import service as counting
from ballots.counting.values import PileKind, Step
from tests.tui_counting.conftest import StageAt
from tests.tui_counting.driving import app_for, at_work
from tui.screens.desk import DeskScreen
from tui.screens.hand_piles import HandScreen
from tui.screens.hand_totals import HandTotalsScreen
from tui.widgets.grid import Grid


async def test_a_count_goes_over_to_hand_counting_from_the_middle_of_entry(stage: StageAt, tmp_path: Path) -> None:
    at = stage("half_keyed")
    async with at_work(lambda: app_for(at, tmp_path / "kept")) as person:
        await person.press("k")
        await person.with_second("uyvien1", "mất điện")
        assert person.is_at(DeskScreen)
        assert "Kiểm phiếu thủ công" in person.sees
        assert "Bảng kiểm phiếu" in person.sees
    assert at.desk.by_hand
    assert at.step is Step.HAND_TALLY


async def test_totals_are_checked_against_the_pile_while_they_are_typed(stage: StageAt, tmp_path: Path) -> None:
    at = stage("by_hand")
    async with at_work(lambda: app_for(at, tmp_path / "kept")) as person:
        await person.press("enter", "enter")
        assert person.is_at(HandTotalsScreen)
        await person.fill("4")
        assert "hợp lệ 4 + không hợp lệ 0 = 5 phiếu ✗" in person.sees
        await person.press("f4")
        assert "Hợp lệ 4 và không hợp lệ 0 không bằng 5 phiếu của tập." in person.sees
        assert person.is_at(HandTotalsScreen)


@pytest.mark.slow
async def test_piles_are_typed_in_by_two_of_the_board_and_the_tally_closed(stage: StageAt, tmp_path: Path) -> None:
    at = stage("opened")
    at.until_sorted((PileKind.FULL, 2), (PileKind.ASIDE, 1))
    counting.go_by_hand(at.office.workspace, at.two, contest_id=at.contest_id)
    async with at_work(lambda: app_for(at, tmp_path / "kept")) as person:
        await person.press("enter")
        await person.press("enter")
        await person.fill("2")
        person.screen.query_one("#votes", Grid).focus_first()
        await person.fill(*["2"] * 7)
        await person.press("f4")
        await person.with_second()
        assert person.is_at(HandScreen), person.sees
        await person.press("enter")
        await person.fill("0", "1")
        await person.press("f4")
        await person.with_second()
        await person.press("f8", "right", "enter")
        assert "Tổng kiểm tra" in person.sees
    assert at.step is Step.CHECK
    assert at.desk.tally is not None
    assert (at.desk.tally.valid, at.desk.tally.invalid) == (2, 1)
