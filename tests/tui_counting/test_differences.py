"""Counts compared and settled on screen: a third person proposes unseen, two of the board settle, others look on."""

from functools import partial
from pathlib import Path

from ballots.counting import service as counting
from ballots.counting.comparing import Placed, Standing
from ballots.counting.values import ThirdEntry
from tests.ballots_counting.desks import AtDesk, struck
from tests.tui_counting.conftest import StageAt
from tests.tui_counting.driving import app_for, at_work
from tui.screens.differences import DifferencesScreen
from tui.screens.doubtful_paper import DoubtfulPaperScreen
from tui.screens.settling import SettleScreen


def papers(at: AtDesk) -> tuple[Placed, ...]:
    """What the counts read differently."""
    with at.office.workspace.reading() as unit:
        return counting.differences(unit, at.contest_id)


def third(at: AtDesk, place: int) -> ThirdEntry | None:
    """What a third person read on one of them."""
    with at.office.workspace.reading() as unit:
        return counting.third_entry(unit, at.contest_id, papers(at)[place])


async def test_two_settle_by_the_paper_and_the_next_asks_for_the_pin_alone(stage: StageAt, tmp_path: Path) -> None:
    at = stage("one_of_two_keyed")
    async with at_work(lambda: app_for(at, tmp_path / "kept", place="differences")) as person:
        assert "1/4 phiếu khớp nhau" in person.sees
        assert "Nguyễn Văn Chi" not in person.sees
        await person.press("enter")
        assert "03  Nguyễn Văn Chi  lượt 1: gạch  ·  lượt 2: không gạch" in person.sees
        await person.press("2", "enter")
        await person.fill("uyvien1", "135792")
        assert person.is_at(SettleScreen)
        assert "Tập 01, phiếu 4" in person.sees
        await person.press("3", "enter")
        await person.fill("02 03")
        await person.fill("135792")
        assert person.is_at(DifferencesScreen)
    first, second = papers(at)
    assert (first.standing, second.standing) == (Standing.SETTLED, Standing.SETTLED)
    assert (first.newest.seen, second.newest.seen) == (struck(1, 4), struck(2, 3))
    assert first.settlement is not None
    assert first.settlement.why == "đối chiếu với phiếu: lượt 1 nhập sai"
    assert second.settlement is not None
    assert second.settlement.why == "đối chiếu với phiếu: lượt 1, 2 nhập sai"


async def test_a_third_person_who_keyed_no_count_proposes_without_seeing_what_differs(
    stage: StageAt, tmp_path: Path
) -> None:
    at = stage("one_of_two_keyed")
    async with at_work(lambda: app_for(at, tmp_path / "kept", place="differences")) as person:
        await person.press("t")
        await person.fill("01 04", "kythuat", "135792")
        await person.press("enter")
        assert "đã nhập tập 1 ở lượt khác" in person.was_told
        assert third(at, 0) is None
        await person.press("escape", "t")
        await person.fill("01 04", "uyvien1", "135792")
        await person.press("enter")
        kept = third(at, 0)
        assert kept is not None
        assert kept.seen == struck(1, 4)
        await person.press("enter")
        assert "Lượt đọc thứ ba: như lượt 2" in person.sees


async def test_a_paper_that_turns_out_doubtful_is_handed_to_the_conclusions(stage: StageAt, tmp_path: Path) -> None:
    at = stage("one_of_two_keyed")
    async with at_work(lambda: app_for(at, tmp_path / "kept", place="differences")) as person:
        await person.press("enter", "k")
        assert person.is_at(DoubtfulPaperScreen)
        assert "lượt 1: 01 Nguyễn Văn An, 03 Nguyễn Văn Chi" in person.sees
        await person.press("3", "enter")
        await person.fill("uyvien1", "135792")
    (left,) = papers(at)
    assert left.position == 4
    assert at.desk.pile(1).waiting == 1  # the one that a count laid aside


async def test_who_does_not_settle_sees_neither_names_nor_the_keys(stage: StageAt, tmp_path: Path) -> None:
    at = stage("one_of_two_keyed")
    make = partial(app_for, at, tmp_path / "kept", account="kythuat", place="differences")
    async with at_work(make) as person:
        await person.press("enter")
        assert "Nguyễn Văn Chi" not in person.sees
        assert "chỉ xem" in person.sees
        await person.press("f4")
        assert len([one for one in papers(at) if one.standing is Standing.DIFFERS]) == 2


async def test_home_leads_to_the_differences_while_there_are_any(stage: StageAt, tmp_path: Path) -> None:
    at = stage("two_counts_closed")
    async with at_work(lambda: app_for(at, tmp_path / "kept", place="home")) as person:
        assert "kết quả nhập khác nhau" in person.sees
        await person.press("enter")
        assert person.is_at(DifferencesScreen)
