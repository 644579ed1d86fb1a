"""The board concludes on screen: the verdict while typing, two names, the next paper; nobody else sees the marks."""

from functools import partial
from pathlib import Path

from ballots.counting import service as counting
from ballots.counting.values import Conclusion, Doubtful, Step
from ballots.regulations.values import BoardReason, Boxes, Strikes, VoidReason
from tests.ballots_counting.desks import AtDesk
from tests.tui_counting.conftest import StageAt
from tests.tui_counting.driving import app_for, at_work
from tui.screens.doubtful import DoubtfulScreen
from tui.screens.doubtful_marks import marks_typed, texts_of


def papers(at: AtDesk) -> list[Doubtful]:
    """The papers laid aside, in their order."""
    with at.office.workspace.reading() as unit:
        return list(counting.desk_view(unit, at.contest_id).doubtful)


def conclusion(at: AtDesk, place: int) -> Conclusion:
    """What was concluded on one of them."""
    found = papers(at)[place].concluded
    assert found is not None
    return found


async def test_what_the_marks_mean_is_said_while_they_are_typed(stage: StageAt, tmp_path: Path) -> None:
    at = stage("all_keyed")
    async with at_work(lambda: app_for(at, tmp_path / "kept", place="doubtful")) as person:
        await person.press("enter")
        assert "Đã gõ: 04 Nguyễn Văn Dung" in person.sees
        assert "KHÔNG HỢP LỆ: bầu quá số lượng quy định (bầu 8 / 7 người)" in person.sees
        await person.press("enter", "end")
        await person.write(" 05")
        assert "✓ HỢP LỆ: bầu 7 / 7 người" in person.sees
        assert "Điều 30 khoản 1, Quyết định 190-QĐ/TW ngày 10/10/2024" in person.sees
        await person.write(" 12")
        assert "Không có số 12 trong danh sách." in person.sees


async def test_two_conclude_and_the_next_paper_asks_for_the_pin_alone(stage: StageAt, tmp_path: Path) -> None:
    at = stage("all_keyed")
    async with at_work(lambda: app_for(at, tmp_path / "kept", place="doubtful")) as person:
        await person.press("enter", "enter", "end")
        await person.write(" 05")
        await person.fill("", "uyvien1", "135792")
        assert "Tập 02, phiếu 3" in person.sees
        assert "uyvien1" in person.sees
        await person.press("enter", "enter")
        await person.fill("135792")
        assert "Tập 04, phiếu 1" in person.sees
        await person.press("7", "enter")
        await person.fill("mực đỏ")
        await person.fill("135792")
        await person.press("enter", "enter")
        await person.fill("135792")
        assert person.is_at(DoubtfulScreen)
        assert "0 phiếu chờ kết luận" in person.sees
    assert [conclusion(at, place).reason for place in range(4)] == [
        None,
        VoidReason.ELECTS_NOBODY,
        BoardReason.OTHER,
        VoidReason.TOO_MANY,
    ]
    assert conclusion(at, 2).why == "mực đỏ"
    assert {conclusion(at, 0).first, conclusion(at, 0).second} == {"Trần Đức Bình", "Lê Thị Hà"}


async def test_a_wrong_pin_concludes_nothing(stage: StageAt, tmp_path: Path) -> None:
    at = stage("all_keyed")
    async with at_work(lambda: app_for(at, tmp_path / "kept", place="doubtful")) as person:
        await person.press("enter", "5", "enter")
        await person.fill("uyvien1", "111111")
        assert "Sai tên tài khoản" in person.was_told
        await person.fill("135792")
        assert "Tập 02" in person.sees
    assert conclusion(at, 0).void is BoardReason.SIGNED


async def test_nobody_seconds_themselves(stage: StageAt, tmp_path: Path) -> None:
    at = stage("all_keyed")
    async with at_work(lambda: app_for(at, tmp_path / "kept", place="doubtful")) as person:
        await person.press("enter", "5", "enter")
        await person.fill("truongban", "135792")
        assert "Người thứ hai phải là người khác" in person.was_told
    assert papers(at)[0].concluded is None


async def test_a_paper_of_an_open_pile_stays_in_its_clip(stage: StageAt, tmp_path: Path) -> None:
    at = stage("half_keyed")
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="kythuat")) as person:
        await person.press("enter", "enter")
        await person.write("/")
        await person.press("escape", "p", "end", "enter")
        assert "Tập 2 chưa đóng" in person.was_told


async def test_the_marks_are_for_those_who_conclude(stage: StageAt, tmp_path: Path) -> None:
    at = stage("all_keyed")
    for account in ("chutich", "giamsat", "kythuat"):
        app = partial(app_for, at, tmp_path, account=account, place="doubtful")
        async with at_work(app) as person:
            await person.press("enter")
            assert "chỉ xem" in person.sees
            assert "Nguyễn Văn Dung" not in person.sees


async def test_the_count_is_closed_once_nothing_waits(stage: StageAt, tmp_path: Path) -> None:
    at = stage("all_keyed")
    async with at_work(lambda: app_for(at, tmp_path / "kept", place="doubtful")) as person:
        await person.press("f8")
        assert person.is_at(DoubtfulScreen)
        assert "Kết thúc lượt" not in person.sees
    assert at.step is Step.CONCLUDE


def test_marks_are_typed_apart_or_in_one_go(stage: StageAt) -> None:
    contest = stage("prepared").sheet.contest
    assert contest is not None
    assert marks_typed(contest, {"strike": "010203"}) == Strikes.of([1, 2, 3])
    assert marks_typed(contest, {"strike": "1 2,3"}) == Strikes.of([1, 2, 3])
    assert marks_typed(contest, {"strike": "00"}) == Strikes()
    assert marks_typed(contest, {"strike": ""}) is None


def test_boxes_are_typed_by_what_is_not_agreed(boxed: AtDesk) -> None:
    contest = boxed.sheet.contest
    assert contest is not None
    for marks in (Boxes.of(agree=[1]), Boxes.of(disagree=[1]), Boxes(), Boxes.of(agree=[1], disagree=[1])):
        assert marks_typed(contest, texts_of(contest, marks)) == marks
