"""The desk's steps on screen: what is refused is said where it belongs, corrections need reasons, two people decide."""

from pathlib import Path

from ballots.counting import service as counting
from ballots.counting.accounting import EquationName
from ballots.counting.figures import Closed, Received
from ballots.counting.values import Mode, Step
from tests.tui_counting.conftest import StageAt
from tests.tui_counting.driving import app_for, at_work
from tui.screens.desk import DeskScreen
from tui.screens.desk_figures import FiguresScreen
from tui.screens.desk_report import ReportScreen
from tui.screens.desk_sorting import SortScreen


async def test_a_wrong_pin_of_the_second_leaves_the_dialog_open_and_the_desk_closed(
    stage: StageAt, tmp_path: Path
) -> None:
    at = stage("prepared")
    async with at_work(lambda: app_for(at, tmp_path / "kept")) as person:
        await person.press("enter")
        await person.fill("", "uyvien1", "000000")
        assert "Sai tên tài khoản" in person.sees
        await person.fill("135792")
        assert "Nhận phiếu" in person.sees
    with at.office.workspace.reading() as unit:
        assert counting.desk_view(unit, at.contest_id).mode is Mode.OFFICIAL


async def test_every_fault_stands_beside_its_field_and_nothing_is_kept(stage: StageAt, tmp_path: Path) -> None:
    at = stage("opened")
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="kythuat")) as person:
        await person.press("enter")
        await person.press("f4")
        assert "Chưa điền" in person.sees
        await person.fill("0", "0")
        assert person.is_at(FiguresScreen)
        assert "Số phiếu nhận phải từ 1 trở lên." in person.sees
    assert at.step is Step.RECEIVE


async def test_figures_that_are_kept_are_corrected_with_a_reason(stage: StageAt, tmp_path: Path) -> None:
    at = stage("box_sealed")
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="kythuat")) as person:
        await person.press("home", "enter")
        assert "phải nêu lý do" in person.sees
        await person.press("f4")
        assert person.noted == ["Không có gì thay đổi."]
        await person.press("backspace", "backspace", "backspace")
        await person.fill("160", "")
        await person.fill("đếm lại")
        assert person.is_at(DeskScreen)
        assert "đã sửa" in person.sees
    assert at.desk.figures.received == Received(160, 1)
    assert at.step is Step.ISSUE


async def test_papers_that_are_not_to_be_found_are_explained_by_two_people(stage: StageAt, tmp_path: Path) -> None:
    at = stage("one_missing")
    async with at_work(lambda: app_for(at, tmp_path / "kept")) as person:
        assert "lệch 1" in person.sees
        await person.press("x")
        await person.with_second("uyvien1", "một đại biểu mang phiếu về")
        assert "lệch" not in person.sees
        assert "thiếu 1" in person.sees
    assert at.accounting[EquationName.ISSUED].ok


async def test_a_difference_is_explained_where_it_keeps_the_result_from_being_drawn_up(
    stage: StageAt, tmp_path: Path
) -> None:
    at = stage("concluded")
    figures = at.desk.figures.closed
    assert figures is not None
    fewer = Closed(figures.left - 1)
    by = at.by(reason="đếm lại phiếu còn lại")
    counting.close_voting(at.office.workspace, by, contest_id=at.contest_id, figures=fewer)
    async with at_work(lambda: app_for(at, tmp_path / "kept", place="result")) as person:
        assert "X Giải trình chênh lệch" in person.sees
        await person.press("x")
        await person.with_second("uyvien1", "một phiếu in bị rách, đã nộp lại văn phòng")
        assert "DỰ THẢO" in person.sees


async def test_the_report_yields_its_paper_and_says_where_it_is(stage: StageAt, tmp_path: Path) -> None:
    at = stage("one_missing")
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="kythuat")) as person:
        await person.press("enter")
        assert person.is_at(ReportScreen)
        await person.press("enter")
        assert person.is_at(DeskScreen)
        assert "Thông báo số phiếu phát ra, thu về - bch lần 1.pdf" in person.sees
    assert at.step is Step.SORT
    assert [path.name for path in at.office.workspace.papers.glob("Thông báo*")]


async def test_piles_that_do_not_sum_to_the_papers_collected_are_not_kept(stage: StageAt, tmp_path: Path) -> None:
    at = stage("one_missing")
    counting.report(at.office.workspace, at.by(), contest_id=at.contest_id)
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="kythuat")) as person:
        await person.press("enter")
        await person.write("⏎⏎⏎⏎⏎")
        assert "125 / 146  còn 21 phiếu" in person.sees
        await person.press("f4")
        assert person.is_at(SortScreen)
        assert "Tổng các tập là 125, thu về 146" in person.was_told
        await person.write("+⏎")
        assert "146 / 146" in person.sees
        await person.write("-+⏎")
        await person.press("up", "up")
        await person.write("20⏎")
        assert "còn 5 phiếu" in person.sees
        await person.write("⏎")
        await person.press("f4")
        assert person.is_at(DeskScreen)
    assert [(str(pile.kind), pile.papers) for pile in at.desk.piles] == [
        *[("full", 25)] * 4,
        ("full", 20),
        ("aside", 21),
        ("full", 5),
    ]


async def test_a_supervisor_reads_and_is_told_who_does_it(stage: StageAt, tmp_path: Path) -> None:
    at = stage("sorted_into_piles")
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="giamsat")) as person:
        await person.press("enter")
        assert "chỉ xem" in person.was_told
        assert "K Kiểm tay" not in person.sees
        await person.press("home", "enter")
        assert "Ở đây đồng chí chỉ xem" in person.sees
        await person.press("f4")
    assert at.step is Step.OPEN_COUNT
    assert at.desk.figures.received == Received(17, 1)
