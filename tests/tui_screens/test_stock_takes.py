"""A stock-take on the screen: a code reader types tags and Enter; one key moves, one closes, one prints the minutes."""

import threading
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from congress.errors import Refused
from congress.records import files
from congress.records import queries as records
from devices.register import service, stocktaking
from devices.register.queries import devices as queries
from devices.register.queries import stocktakes
from devices.register.values.stocktakes import FindVerdict
from tests.congress_papers.reading import text_of
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.equipment import KEEPER, Equipped
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import shown, standing, until
from tests.tui_widgets.snapshots import compare_pictures
from tui.screens.device_asking import DeedDialog
from tui.screens.stock_take import StockTakeScreen
from tui.widgets.dialogs import ConfirmDialog
from tui.widgets.forms import Form

PICTURES = Path(__file__).parent / "pictures"


@pytest.fixture
def placed(prepared: Prepared, equipped: Equipped) -> Equipped:
    """Two devices in the hall, one in the school."""
    workspace, by = prepared.office.workspace, prepared.office.by(KEEPER)
    tags = [device.tag for device in equipped.devices]
    service.assign(workspace, by, tags=tags[:2], site_id=equipped.site.id, place="bàn 1")
    service.assign(workspace, by, tags=tags[2:3], site_id=equipped.other_site.id)
    return equipped


async def _read(pilot: Pilot[Any], *tags: str) -> None:
    """As a code reader does: the letters and Enter, without a pause."""
    for tag in tags:
        await pilot.press(*tag, "enter")


async def _begun(pilot: Pilot[Any]) -> None:
    await pilot.press("a")
    await until(pilot, lambda: isinstance(pilot.app.screen, DeedDialog))
    form = pilot.app.screen.query_one(Form)
    form.put("place", "hoi truong")
    form.submit()
    await until(pilot, lambda: "Có phải “Hội trường xã”" in shown(pilot.app))
    form.submit()
    await until(pilot, lambda: isinstance(pilot.app.screen, StockTakeScreen) and "còn phải tìm 2" in shown(pilot.app))


def _verdicts(prepared: Prepared) -> list[FindVerdict]:
    with prepared.office.workspace.reading() as unit:
        (take,) = stocktakes.stock_takes(unit)
        return [find.verdict for find in stocktakes.finds(unit, take.id)]


async def test_tags_are_scanned_moved_closed_and_put_down_in_minutes(
    app_at: AppAt, prepared: Prepared, placed: Equipped
) -> None:
    tags = [device.tag for device in placed.devices]
    async with standing(app_at(KEEPER, "stock-takes"), "chưa có đợt kiểm kê nào", size=(120, 40)) as pilot:
        await _begun(pilot)
        await _read(pilot, tags[0], "TB-LA", tags[0].lower())
        await until(pilot, lambda: len(_verdicts(prepared)) == 3)
        await _read(pilot, tags[2])
        await until(pilot, lambda: "sai vị trí 1 · mã lạ 1" in shown(pilot.app))
        await pilot.press("f6")
        await until(pilot, lambda: "sai vị trí 1 (đã chuyển 1)" in shown(pilot.app))
        await pilot.press("f7")
        await until(pilot, lambda: tags[1] in shown(pilot.app) and "chưa quét" in shown(pilot.app))
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        await pilot.press("right", "enter")
        await until(pilot, lambda: "không thấy 1" in shown(pilot.app))
        await pilot.press("b")
        await until(pilot, lambda: "Biên bản kiểm kê - Hội trường xã.xlsx" in shown(pilot.app))
    assert _verdicts(prepared) == [
        FindVerdict.RIGHT,
        FindVerdict.UNKNOWN,
        FindVerdict.DOUBLE,
        FindVerdict.WRONG_PLACE,
        FindVerdict.NOT_FOUND,
    ]
    workspace = prepared.office.workspace
    with workspace.reading() as unit:
        assert queries.devices_of(unit, [tags[2]])[tags[2]].whereabouts.site_id == placed.site.id
        (take,) = stocktakes.stock_takes(unit)
        (paper,) = records.of_scope(unit, take.id, kind=stocktaking.MINUTES)
    said = text_of(files.fetch(workspace.papers, paper.sha256))
    assert "kiểm kê thiết bị tại Hội trường xã" in said
    assert "TB-LA" in said
    assert "đã chuyển về đây" in said
    assert said.index("Có trong sổ nhưng không thấy") < said.index(tags[1]) < said.index("Thấy tại đây")


async def test_no_tag_is_lost_while_one_is_being_written_down(
    app_at: AppAt, prepared: Prepared, placed: Equipped, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader is faster than the disk; a lot that was refused waits for the next Enter."""
    scan, let_go, calls = stocktaking.scan, threading.Event(), []

    def slow(workspace: Any, by: Any, *, take_id: Any, texts: Any) -> Any:
        calls.append(tuple(texts))
        assert let_go.wait(10)
        if len(calls) == 2:
            raise Refused("stock-take-unknown")
        return scan(workspace, by, take_id=take_id, texts=texts)

    async with standing(app_at(KEEPER, "stock-takes"), "chưa có đợt kiểm kê nào") as pilot:
        await _begun(pilot)
        monkeypatch.setattr(stocktaking, "scan", slow)
        await _read(pilot, "TB-MOT", "TB-HAI", "TB-BA")
        let_go.set()
        await until(pilot, lambda: "chưa ghi được 2 mã" in shown(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: "mã lạ 3" in shown(pilot.app))
    assert calls == [("TB-MOT",), ("TB-HAI", "TB-BA"), ("TB-HAI", "TB-BA")]
    assert len(_verdicts(prepared)) == 3


async def test_whoever_may_not_scan_is_told_why_and_a_body_s_stock_is_taken_too(
    app_at: AppAt, prepared: Prepared, placed: Equipped
) -> None:
    async with standing(app_at("giamsat", "stock-takes"), "chưa có đợt kiểm kê nào", size=(120, 40)) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "kỹ thuật" in shown(pilot.app))
    async with standing(app_at(KEEPER, "stock-takes"), "chưa có đợt kiểm kê nào") as pilot:
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeedDialog))
        form = pilot.app.screen.query_one(Form)
        form.put("place", "Đảng ủy xã Đa Tẻh")
        form.submit()
        await until(pilot, lambda: isinstance(pilot.app.screen, StockTakeScreen))
        await until(pilot, lambda: "Đảng ủy xã Đa Tẻh · Kiểm kê ngày" in shown(pilot.app))


async def test_a_stock_take_looks_as_it_was_drawn(app_at: AppAt, prepared: Prepared, placed: Equipped) -> None:
    workspace, by = prepared.office.workspace, prepared.office.by(KEEPER)
    take = stocktaking.open_stock_take(workspace, by, title="Trước khai mạc", site_id=placed.site.id)
    tags = [device.tag for device in placed.devices]
    stocktaking.scan(workspace, by, take_id=take.id, texts=[tags[0], "TB-[b]LA", tags[0], tags[2]])
    async with standing(app_at(KEEPER, "stock-takes"), "Trước khai mạc") as pilot:
        for name, key in (("stock-takes", ()), ("stock-take", ("enter",)), ("stock-take-left", ("f7",))):
            await pilot.press(*key)
            await compare_pictures(pilot, PICTURES / f"{name}")
    stocktaking.move_here(workspace, by, take_id=take.id, number=4)
    stocktaking.close_stock_take(workspace, by, take_id=take.id)
    async with standing(app_at(KEEPER, "stock-takes"), "Trước khai mạc") as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: "không thấy 1" in shown(pilot.app))
        await compare_pictures(pilot, PICTURES / "stock-take-closed")
