"""A device back from repair, on its card: how it is, what was done."""

from devices.readiness import incidents
from devices.readiness.values import IncidentKind
from devices.register.queries import devices as queries
from devices.register.values.devices import Condition, DeviceAct, DeviceState
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.equipment import KEEPER, Equipped
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import shown, until
from tui.screens.device_asking import DeedDialog
from tui.screens.device_card import DeviceCardScreen
from tui.screens.devices import DevicesScreen
from tui.widgets.forms import Form


async def test_n_on_a_device_in_repair_asks_what_was_done(
    app_at: AppAt, prepared: Prepared, equipped: Equipped
) -> None:
    ws, by, tag = prepared.office.workspace, prepared.office.by(KEEPER), equipped.devices[0].tag
    incident = incidents.report(ws, by, tag=tag, kind=IncidentKind.FAULT, what="không lên nguồn")
    incidents.close(ws, by, incident_id=incident.id, outcome="gửi bảo hành", act=DeviceAct.REPAIR)
    app = app_at(KEEPER, "devices")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, DevicesScreen))
        app.push_screen(DeviceCardScreen(tag))
        await until(pilot, lambda: isinstance(app.screen, DeviceCardScreen) and tag in shown(app))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        form = app.screen.query_one(Form)
        form.put("condition", str(Condition.WORN))
        form.submit()
        await until(pilot, lambda: "✗" in shown(app))
        form.put("work", "thay nguồn")
        form.submit()
        await until(pilot, lambda: "Nội dung sửa chữa: thay nguồn" in shown(app))
    with ws.reading() as unit:
        device = queries.devices_of(unit, [tag])[tag]
    assert (device.state, device.condition) == (DeviceState.RETURNED, Condition.WORN)
