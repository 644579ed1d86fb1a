"""Opinions on drafts on the screen: typed one after the other, decided, read from a list, put together on paper."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from congress.documents import collecting
from congress.documents.queries import opinions as queries
from congress.documents.values.opinions import Draft, Giver, Opinion, OpinionDetails, Uptake
from congress.spreadsheet import write_xlsx
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import fill, shown, standing, type_in, until
from tests.tui_widgets.snapshots import compare_pictures
from tui.screens.device_asking import DeedDialog
from tui.screens.drafts import DraftsScreen
from tui.screens.opinions import OpinionListScreen, OpinionsScreen
from tui.widgets.forms import Form

PICTURES = Path(__file__).parent / "pictures"
KEEPER = "luutru"
REPORT = "Dự thảo Báo cáo chính trị trình Đại hội"


def _opinions(prepared: Prepared) -> tuple[Opinion, ...]:
    with prepared.office.workspace.reading() as unit:
        return tuple(one for draft in queries.drafts(unit) for one in queries.opinions(unit, draft.id))


async def _asked(pilot: Pilot[Any], title: str) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, DeedDialog) and title in shown(pilot.app), title)


@pytest.fixture
def collected(prepared: Prepared) -> Draft:
    """A draft with four opinions: one of each verdict."""
    ws, by = prepared.office.workspace, prepared.office.by(KEEPER)
    made = collecting.make_draft(ws, by, congress_id=prepared.congress_id, title=REPORT)
    said = (
        ("Phần thứ nhất, mục II", "Chi bộ thôn Păng Tiêng", "Bổ sung kết quả nông thôn mới", Uptake.TAKEN, ""),
        ("Phần thứ nhất, mục II", "Đa Cát K' Hương", "Nêu rõ [b]nguyên nhân[/b]", Uptake.PARTLY, "đã nêu ở mục III"),
        ("Phần thứ hai", "Chi bộ Công an xã", "Tăng chỉ tiêu kết nạp", Uptake.NOT_TAKEN, "giữ theo kế hoạch"),
        ("", "Chi bộ trường học", "Rút gọn dự thảo", Uptake.UNDECIDED, ""),
    )  # fmt: skip
    for section, giver, text, verdict, answer in said:
        details = OpinionDetails(
            section=section,
            giver=giver,
            giver_kind=Giver.PERSON if "Hương" in giver else Giver.DELEGATION,
            on=date(2025, 5, 4),
            text=text,
            verdict=verdict,
            answer=answer,
        )
        collecting.add(ws, by, draft_id=made.id, details=details)
    return made


async def test_opinions_are_typed_one_after_the_other_and_decided(app_at: AppAt, prepared: Prepared) -> None:
    async with standing(app_at(KEEPER, "opinions"), "chưa có dự thảo nào", size=(120, 40)) as pilot:
        await pilot.press("a")
        await _asked(pilot, "Dự thảo lấy ý kiến")
        await fill(pilot, "", REPORT)
        await until(pilot, lambda: isinstance(pilot.app.screen, OpinionsScreen))
        await pilot.press("a")
        await _asked(pilot, "Ý kiến góp ý")
        for name, text in (("section", "Mục I"), ("giver", "Đoàn 1"), ("on", "31/2/2025"), ("text", "Ý một")):
            pilot.app.screen.query_one(Form).put(name, text)
        pilot.app.screen.query_one(Form).submit()
        await until(pilot, lambda: "Ngày không đúng" in shown(pilot.app))
        pilot.app.screen.query_one(Form).put("on", "4/5/2025")
        pilot.app.screen.query_one(Form).submit()
        await until(pilot, lambda: len(_opinions(prepared)) == 1)
        await _asked(pilot, "Ý kiến góp ý")
        await until(pilot, lambda: pilot.app.screen.query_one(Form).values["giver"] == "Đoàn 1")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, OpinionsScreen) and "1 ý kiến" in shown(pilot.app))
        await pilot.press("enter")
        await _asked(pilot, "Ý kiến số 1")
        pilot.app.screen.query_one(Form).put("verdict", "not-taken")
        pilot.app.screen.query_one(Form).submit()
        await until(pilot, lambda: "phải ghi giải trình" in shown(pilot.app))
        pilot.app.screen.query_one(Form).put("answer", "ngoài thẩm quyền")
        pilot.app.screen.query_one(Form).submit()
        await until(pilot, lambda: "không tiếp thu 1 · chưa kết luận 0" in shown(pilot.app))
    (made,) = _opinions(prepared)
    assert (made.details.on, made.details.verdict) == (date(2025, 5, 4), Uptake.NOT_TAKEN)


async def test_a_list_of_opinions_is_looked_at_and_taken_in(
    app_at: AppAt, prepared: Prepared, collected: Draft, tmp_path: Path
) -> None:
    path, head = tmp_path / "gop-y.xlsx", ["Mục", "Nội dung góp ý", "Người góp ý"]
    path.write_bytes(write_xlsx([head, ["I", "Ý mới", "Đoàn 2"], ["I", "", "Đoàn 3"]], title="x"))
    async with standing(app_at(KEEPER, "opinions"), REPORT, size=(120, 40)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, OpinionsScreen))
        await pilot.press("i")
        await until(pilot, lambda: isinstance(pilot.app.screen, OpinionListScreen))
        await type_in(pilot, str(path))
        await pilot.press("enter")
        await until(pilot, lambda: "Dòng: 2 · lỗi: 1" in shown(pilot.app))
        path.write_bytes(write_xlsx([head, ["I", "Ý mới", "Đoàn 2"]], title="x"))
        pilot.app.screen.query_one("#list-path").focus()
        await pilot.press("enter")
        await until(pilot, lambda: "Dòng: 1 · lỗi: 0" in shown(pilot.app))
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(pilot.app.screen, OpinionsScreen) and "5 ý kiến" in shown(pilot.app))
    assert len(_opinions(prepared)) == 5


async def test_the_opinions_look_as_they_were_drawn_and_are_printed(
    app_at: AppAt, prepared: Prepared, collected: Draft
) -> None:
    async with standing(app_at(KEEPER, "opinions"), REPORT) as pilot:
        await compare_pictures(pilot, PICTURES / "drafts")
        await pilot.press("enter")
        await until(pilot, lambda: "4 ý kiến" in shown(pilot.app))
        await pilot.press("down", "down")
        await compare_pictures(pilot, PICTURES / "opinions")
        await pilot.press("e")
        await _asked(pilot, "Ý kiến số 2")
        await compare_pictures(pilot, PICTURES / "opinion-form")
        await pilot.press("escape", "v")
        await until(pilot, lambda: "Rút gọn" in shown(pilot.app) and "kết nạp" not in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, DraftsScreen))
        await pilot.press("b")
        await _asked(pilot, "In báo cáo tổng hợp")
        pilot.app.screen.query_one(Form).submit()
        await until(pilot, lambda: "Báo cáo tổng hợp ý kiến góp ý.pdf" in shown(pilot.app))


async def test_whoever_may_not_collect_is_told_who_may(app_at: AppAt, collected: Draft) -> None:
    async with standing(app_at("giamsat", "opinions"), REPORT, size=(120, 40)) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "lưu trữ; quản trị" in shown(pilot.app))
