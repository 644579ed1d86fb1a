"""Labels from the device table: marked rows or a whole site, start and printer's offset, a file among the records."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from congress.records import files
from congress.records import queries as records
from congress.records.values import Record
from devices.register import labelling, service
from devices.register.rules.labels import LabelSheet, Setting, boxes
from tests.congress_papers.reading import words_of
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.equipment import KEEPER, Equipped
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import shown, standing, until
from tests.tui_widgets.snapshots import compare_pictures
from tui.screens.device_asking import DeedDialog
from tui.screens.devices import DevicesScreen
from tui.widgets.forms import Form

PICTURES = Path(__file__).parent / "pictures"


def _kept(prepared: Prepared) -> tuple[Record, ...]:
    with prepared.office.workspace.reading() as unit:
        return tuple(records.of_scope(unit, None, kind=labelling.LABELS))


async def _asked(pilot: Pilot[Any], **values: str) -> Form:
    await pilot.press("p")
    await until(pilot, lambda: isinstance(pilot.app.screen, DeedDialog))
    form = pilot.app.screen.query_one(Form)
    for name, text in values.items():
        form.put(name, text)
    form.submit()
    return form


async def test_labels_of_marked_rows_stand_where_the_sheet_and_the_printer_have_them(
    app_at: AppAt, prepared: Prepared, equipped: Equipped
) -> None:
    tags = [device.tag for device in equipped.devices]
    async with standing(app_at(KEEPER, "devices"), "5 thiết bị", size=(120, 40)) as pilot:
        await pilot.press("space", "space")
        form = await _asked(pilot, sheet="L7163", start="15", right="0,5", down="xa")
        await until(pilot, lambda: "nhiều nhất 10 mm" in shown(pilot.app))
        assert _kept(prepared) == ()
        form.put("down", "-1")
        form.submit()
        await until(pilot, lambda: "từ 1 đến 14" in shown(pilot.app))
        form.put("start", "14")
        form.submit()
        await until(pilot, lambda: "Tem thiết bị - 2 tem.pdf" in shown(pilot.app))
        await until(pilot, lambda: str(prepared.office.workspace.papers)[:40] in shown(pilot.app))
        await pilot.press("p")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeedDialog))
        again = pilot.app.screen.query_one(Form).values
    assert again == {"sheet": "L7163", "start": "2", "right": "0,5", "down": "-1"}, "the next labels go on from there"
    (record,) = _kept(prepared)
    printed = words_of(files.fetch(prepared.office.workspace.papers, record.sha256))
    setting = Setting(LabelSheet.L7163, 14, 0.5, -1.0)
    for tag, box in zip(tags[:2], boxes(setting, 2), strict=True):
        word = next(one for one in printed if one.text == tag)
        assert word.page == box.page
        assert box.left_mm < word.left_mm < word.right_mm < box.left_mm + box.width_mm
        assert box.top_mm < word.top_mm < word.bottom_mm < box.top_mm + box.height_mm
    assert tags[2] not in {word.text for word in printed}


async def test_labels_of_a_whole_site(app_at: AppAt, prepared: Prepared, equipped: Equipped) -> None:
    workspace, by = prepared.office.workspace, prepared.office.by(KEEPER)
    there = [device.tag for device in equipped.devices[:3]]
    service.assign(workspace, by, tags=there, site_id=equipped.other_site.id)
    async with standing(app_at(KEEPER, "devices"), "5 thiết bị") as pilot:
        await pilot.press("l")
        await until(pilot, lambda: bool(pilot.app.screen.query(Form)))
        form = pilot.app.screen.query_one(Form)
        form.put("site", str(equipped.other_site.id))
        form.submit()
        await until(pilot, lambda: "3 thiết bị · Trường THCS Quang Trung" in shown(pilot.app))
        await _asked(pilot)
        await until(pilot, lambda: "Tem thiết bị - 3 tem.pdf" in shown(pilot.app))
        assert isinstance(pilot.app.screen, DevicesScreen)
    (record,) = _kept(prepared)
    printed = {word.text for word in words_of(files.fetch(workspace.papers, record.sha256))}
    assert {device.tag for device in equipped.devices} & printed == set(there)


async def test_the_dialog_of_labels_looks_as_it_was_drawn(app_at: AppAt, equipped: Equipped) -> None:
    async with standing(app_at(KEEPER, "devices"), "5 thiết bị") as pilot:
        await pilot.press("p")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeedDialog))
        await compare_pictures(pilot, PICTURES / "device-labels")
