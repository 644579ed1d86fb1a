"""Papers handed out on the screen: typed one after the other, by a list, taken back by numbers, printed."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from congress.documents import issuing
from congress.documents.queries import issues as queries
from congress.documents.values.issues import CopyFate, HandedTitle, IssuedCopy, NewCopy, NewReturn
from congress.spreadsheet import write_xlsx
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import fill, shown, standing, type_in, until
from tests.tui_widgets.snapshots import compare_pictures
from tui.screens.device_asking import DeedDialog
from tui.screens.issue_register import IssueListScreen, IssueRegisterScreen
from tui.widgets.forms import Form

PICTURES = Path(__file__).parent / "pictures"
KEEPER = "luutru"
REPORT = "Dự thảo Báo cáo chính trị trình Đại hội"


def _copies(prepared: Prepared) -> tuple[IssuedCopy, ...]:
    with prepared.office.workspace.reading() as unit:
        return queries.copies_of(unit, prepared.congress_id)


async def _asked(pilot: Pilot[Any], title: str) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, DeedDialog) and title in shown(pilot.app), title)


@pytest.fixture
def handed(prepared: Prepared) -> HandedTitle:
    """A draft of which five copies went out and two came back."""
    ws, by = prepared.office.workspace, prepared.office.by(KEEPER)
    made = issuing.make_title(ws, by, congress_id=prepared.congress_id, title=REPORT)
    issuing.make_title(ws, by, congress_id=prepared.congress_id, title="Danh sách nhân sự [b]dự kiến[/b]")
    people = ("Nguyễn Văn An", "Trần Thị Bích Hạnh", "Đa Cát K' Hương", "Y Ngông Niê Kdăm", "H'Nghia Êban")
    groups = ("Đoàn thôn Păng Tiêng", "Đoàn thôn Păng Tiêng", "Đoàn khối cơ quan", "Đoàn khối cơ quan", "")
    new = [NewCopy(holder=name, delegation=group) for name, group in zip(people, groups, strict=True)]
    issuing.hand_out(ws, by, title_id=made.id, new=new)
    issuing.take_back(ws, by, title_id=made.id, new=NewReturn(numbers=(2,)))
    lost = NewReturn(numbers=(3,), fate=CopyFate.LOST, note="để quên trên xe")
    issuing.take_back(ws, by, title_id=made.id, new=lost)
    return made


async def test_copies_are_typed_one_after_the_other_and_come_back_by_their_numbers(
    app_at: AppAt, prepared: Prepared
) -> None:
    async with standing(app_at(KEEPER, "issues"), "chưa cấp phát tài liệu nào", size=(120, 40)) as pilot:
        await pilot.press("a")
        await _asked(pilot, "Tài liệu cấp phát")
        await fill(pilot, "bao cao chinh tri", REPORT)
        await until(pilot, lambda: "Không có tài liệu nào là" in shown(pilot.app))
        pilot.app.screen.query_one(Form).put("document", "")
        pilot.app.screen.query_one(Form).submit()
        await until(pilot, lambda: isinstance(pilot.app.screen, IssueRegisterScreen))
        await pilot.press("a")
        await _asked(pilot, "để trống: 1")
        await fill(pilot, "Nguyễn Văn An", "Đoàn thôn Păng Tiêng", "", "")
        await _asked(pilot, "để trống: 2")
        await fill(pilot, "Trần Thị Bích Hạnh", "", "", "")
        await _asked(pilot, "để trống: 3")
        await pilot.press("escape")
        await until(pilot, lambda: "còn ngoài 2" in shown(pilot.app))
        await pilot.press("n")
        await _asked(pilot, "Thu hồi")
        pilot.app.screen.query_one(Form).put("numbers", "1-2")
        pilot.app.screen.query_one(Form).submit()
        await until(pilot, lambda: "đã thu 2 · còn ngoài 0" in shown(pilot.app))
    assert [(one.number, one.delegation, one.fate) for one in _copies(prepared)] == [
        (1, "Đoàn thôn Păng Tiêng", CopyFate.RETURNED),
        (2, "Đoàn thôn Păng Tiêng", CopyFate.RETURNED),
    ]


async def test_a_list_of_names_is_looked_at_and_handed_out(
    app_at: AppAt, prepared: Prepared, handed: HandedTitle, tmp_path: Path
) -> None:
    path = tmp_path / "ds.xlsx"
    path.write_bytes(write_xlsx([["Họ và tên", "Đoàn"], ["K'Brơi", "Đoàn 2"], ["", "Đoàn 3"]], title="x"))
    async with standing(app_at(KEEPER, "issues"), "Dự thảo Báo cáo", size=(120, 40)) as pilot:
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, IssueRegisterScreen))
        await pilot.press("i")
        await until(pilot, lambda: isinstance(pilot.app.screen, IssueListScreen))
        await type_in(pilot, str(path))
        await pilot.press("enter")
        await until(pilot, lambda: "Dòng: 2 · lỗi: 1" in shown(pilot.app))
        path.write_bytes(write_xlsx([["Họ và tên", "Đoàn"], ["K'Brơi", "Đoàn 2"], ["Lê Thị Hà", ""]], title="x"))
        pilot.app.screen.query_one("#list-path").focus()
        await pilot.press("enter")
        await until(pilot, lambda: "Dòng: 2 · lỗi: 0" in shown(pilot.app))
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(pilot.app.screen, IssueRegisterScreen) and "đã cấp 7" in shown(pilot.app))
    assert [(one.number, one.holder) for one in _copies(prepared)][-2:] == [(6, "K'Brơi"), (7, "Lê Thị Hà")]


async def test_the_register_looks_as_it_was_drawn_and_is_printed(
    app_at: AppAt, prepared: Prepared, handed: HandedTitle
) -> None:
    async with standing(app_at(KEEPER, "issues"), "Dự thảo Báo cáo") as pilot:
        await pilot.press("down")
        await compare_pictures(pilot, PICTURES / "issues")
        await pilot.press("enter")
        await until(pilot, lambda: "đã cấp 5" in shown(pilot.app))
        await compare_pictures(pilot, PICTURES / "issue-register")
        await pilot.press("v")
        await until(pilot, lambda: "Đoàn khối cơ quan 1" in shown(pilot.app))
        await compare_pictures(pilot, PICTURES / "issue-register-out")
        await pilot.press("b")
        await until(pilot, lambda: "Sổ cấp phát, thu hồi - Dự thảo Báo cáo" in shown(pilot.app))


async def test_whoever_may_not_hand_out_is_told_who_may(app_at: AppAt, handed: HandedTitle) -> None:
    async with standing(app_at("giamsat", "issues"), "Dự thảo Báo cáo", size=(120, 40)) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "lưu trữ; quản trị" in shown(pilot.app))
