"""What each site needs, set on the screen: numbers by kind, rooms and boxes; a filled position is not dropped."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from devices.register import service, sites
from devices.register.queries import sites as queries
from devices.register.values.sites import PlaceKind, PositionKind
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.equipment import KEEPER, Equipped
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import fill, shown, standing, until
from tests.tui_widgets.snapshots import compare_pictures
from tui.screens.device_asking import DeedDialog
from tui.screens.site_needs import SiteNeedsScreen
from tui.screens.sites import SitesScreen
from tui.widgets.forms import Form

PICTURES = Path(__file__).parent / "pictures"


async def _opened(pilot: Pilot[Any]) -> Form:
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, SiteNeedsScreen))
    return pilot.app.screen.query_one(Form)


def _needed(prepared: Prepared, equipped: Equipped) -> list[tuple[PositionKind, int, int]]:
    with prepared.office.workspace.reading() as unit:
        return [(one.kind, one.number, one.quantity) for one in queries.positions(unit, equipped.site.id)]


async def test_positions_consumables_and_a_box_are_set(app_at: AppAt, prepared: Prepared, equipped: Equipped) -> None:
    async with standing(app_at(KEEPER, "sites"), "Hội trường xã") as pilot:
        form = await _opened(pilot)
        assert form.values["counting-station"] == "2"
        form.put("counting-station", "3")
        form.put("spare-printer", "1")
        form.put("paper", "12")
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeedDialog))
        pilot.app.screen.query_one(Form).put("kind", "ballot-box")
        await pilot.press("enter")
        await fill(pilot, "Hòm phiếu số 1")
        await until(pilot, lambda: "Hòm phiếu: Hòm phiếu số 1" in shown(pilot.app))
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(pilot.app.screen, SitesScreen))
    assert _needed(prepared, equipped) == [
        (PositionKind.COUNTING_STATION, 1, 1),
        (PositionKind.COUNTING_STATION, 2, 1),
        (PositionKind.COUNTING_STATION, 3, 1),
        (PositionKind.PRINTER, 1, 1),
        (PositionKind.SPARE_PRINTER, 1, 1),
        (PositionKind.PAPER, 1, 12),
    ]
    with prepared.office.workspace.reading() as unit:
        assert [(one.kind, one.name) for one in queries.places(unit, equipped.site.id)] == [
            (PlaceKind.BALLOT_BOX, "Hòm phiếu số 1")
        ]


async def test_a_filled_position_stays_and_it_is_said_which(
    app_at: AppAt, prepared: Prepared, equipped: Equipped
) -> None:
    workspace, by = prepared.office.workspace, prepared.office.by(KEEPER)
    tag = equipped.devices[0].tag
    with workspace.reading() as unit:
        second = queries.positions(unit, equipped.site.id)[1]
    service.assign(workspace, by, tags=[tag], site_id=equipped.site.id, positions={tag: second.id})
    before = _needed(prepared, equipped)
    async with standing(app_at(KEEPER, "sites"), "Hội trường xã") as pilot:
        form = await _opened(pilot)
        form.put("counting-station", "1")
        await pilot.press("f4")
        await until(pilot, lambda: tag in shown(pilot.app))
        assert isinstance(pilot.app.screen, SiteNeedsScreen)
    assert _needed(prepared, equipped) == before


async def test_sites_look_as_they_were_drawn(app_at: AppAt, prepared: Prepared, equipped: Equipped) -> None:
    by = prepared.office.by(KEEPER)
    for kind, name in ((PlaceKind.ROOM, "Phòng kiểm phiếu"), (PlaceKind.BALLOT_BOX, "Hòm phiếu số 1")):
        sites.make_place(prepared.office.workspace, by, site_id=equipped.site.id, kind=kind, name=name)
    async with standing(app_at(KEEPER, "sites"), "Hội trường xã") as pilot:
        await compare_pictures(pilot, PICTURES / "sites")
        await _opened(pilot)
        await until(pilot, lambda: "Phòng kiểm phiếu" in shown(pilot.app))
        await compare_pictures(pilot, PICTURES / "site-needs")
