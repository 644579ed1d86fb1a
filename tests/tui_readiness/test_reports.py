"""Reports on the screen: figures of each phase, printed with number and words, counted."""

from pathlib import Path
from typing import Any

import pytest

from congress.records import queries as records
from congress.records.values import Record
from devices.reports.service import REPORT
from devices.reports.values import Phase
from tests.devices_readiness.test_service import At
from tests.devices_reports.scenes import close, hand_back, hand_over, lose_service, reported
from tests.devices_reports.test_service import printed
from tests.tui_readiness.conftest import AppAt
from tests.tui_screens.waiting import shown, until
from tests.tui_widgets.snapshots import Snapshot
from tui.screens.device_asking import DeedDialog
from tui.screens.equipment_reports import EquipmentReportsScreen
from tui.widgets.forms import Form


def happened(at: At) -> None:
    """A congress from hand-over to return."""
    of = reported(at)
    at.make_ready()
    made = hand_over(of)
    close(of, lose_service(of))
    hand_back(of, made)


def kept(at: At, phase: Phase) -> tuple[Record, ...]:
    with at.office.workspace.reading() as unit:
        return records.of_scope(unit, at.site.congress_id, kind=f"{REPORT}-{phase}")


async def _open(pilot: Any) -> None:
    await until(pilot, lambda: "Hội trường A" in shown(pilot.app))
    await pilot.press("b")
    await until(pilot, lambda: isinstance(pilot.app.screen, EquipmentReportsScreen))


async def test_the_reports_look_as_they_were_drawn(at: At, app_at: AppAt, snapshot: Snapshot) -> None:
    happened(at)
    await snapshot(app_at, "reports", press=("b", "down", "down"))


@pytest.mark.parametrize("place", range(3))
async def test_a_report_is_printed_with_number_and_words(place: int, at: At, app_at: AppAt) -> None:
    phase = tuple(Phase)[place]
    happened(at)
    app = app_at()
    async with app.run_test(size=(120, 40)) as pilot:
        await _open(pilot)
        for _ in range(place):
            await pilot.press("down")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        form = app.screen.query_one(Form)
        form.put("number", "05-BC/TKT")
        form.put("words", "Dự phòng thêm 01 máy tính.")
        form.submit()
        await until(pilot, lambda: len(kept(at, phase)) == 1)
        await until(pilot, lambda: "Báo cáo thiết bị" in shown(app))
        await pilot.press("enter")  # printed again: what was written is proposed
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        assert app.screen.query_one(Form).values["words"] == "Dự phòng thêm 01 máy tính."
    assert all(kept(at, other) == () for other in Phase if other is not phase)


async def test_a_report_printed_before_is_opened_from_its_row(
    at: At, app_at: AppAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = reported(at)
    first, _ = printed(of, Phase.DURING)
    opened: list[Path] = []
    monkeypatch.setattr("tui.screens.made_papers.open_file", opened.append)
    app = app_at()
    async with app.run_test(size=(120, 40)) as pilot:
        await _open(pilot)
        await until(pilot, lambda: "O Mở văn bản" not in shown(app))
        await pilot.press("down", "o")
        await until(pilot, lambda: bool(opened))
        assert "O Mở văn bản" in shown(app)
    assert [path.name for path in opened] == [first.name]


async def test_whoever_may_not_print_is_told_why(at: At, app_at: AppAt) -> None:
    app = app_at("giamsat")
    async with app.run_test(size=(120, 40)) as pilot:
        await _open(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "✗" in shown(app))
        assert isinstance(app.screen, EquipmentReportsScreen)
    assert kept(at, Phase.BEFORE) == ()
