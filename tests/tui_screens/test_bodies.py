"""Units on the screen: typed in, changed, found by another spelling that was confirmed; a closed one stays."""

from pathlib import Path

from congress.term import bodies as term
from congress.term import queries
from congress.term.values import BodyDetails, BodyKind
from tests.devices_register.stores import dam_rong, decision
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.equipment import KEEPER
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import shown, standing, until
from tests.tui_widgets.snapshots import compare_pictures
from tui.screens.bodies import BodiesScreen
from tui.screens.device_asking import DeedDialog
from tui.widgets.forms import Form

PICTURES = Path(__file__).parent / "pictures"
PHI_LIENG = "Đảng ủy xã Phi Liêng"


async def test_a_unit_is_typed_in_below_another_and_changed(app_at: AppAt, prepared: Prepared) -> None:
    office = prepared.office
    term.make_body(office.workspace, office.by(KEEPER), details=BodyDetails("Huyện ủy Đam Rông", BodyKind.DISTRICT))
    async with standing(app_at(KEEPER, "bodies"), "Huyện ủy Đam Rông", size=(120, 40)) as pilot:
        app = pilot.app
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        form = app.screen.query_one(Form)
        for name, text in {"name": "đảng ủy", "parent": "dam rong", "opened_on": "1/7/x"}.items():
            form.put(name, text)
        form.submit()
        await until(pilot, lambda: "Có phải “Huyện ủy Đam Rông”?" in shown(app))
        assert form.values["parent"] == "Huyện ủy Đam Rông"
        form.put("name", PHI_LIENG)
        form.submit()
        await until(pilot, lambda: "✗" in shown(app) and "ngày" in shown(app))
        form.put("opened_on", "1/7/1990")
        form.submit()
        await until(pilot, lambda: isinstance(app.screen, BodiesScreen) and PHI_LIENG in shown(app))
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        form = app.screen.query_one(Form)
        assert (form.values["name"], form.values["opened_on"]) == (PHI_LIENG, "01/07/1990")
        form.put("code", "A02")
        form.submit()
        await until(pilot, lambda: isinstance(app.screen, BodiesScreen) and "A02" in shown(app))
    with office.workspace.reading() as unit:
        made = {body.name: body for body in queries.bodies(unit)}
    assert made[PHI_LIENG].details.parent_id == made["Huyện ủy Đam Rông"].id
    assert made[PHI_LIENG].details.code == "A02"


async def test_another_spelling_is_confirmed_and_finds_the_unit(app_at: AppAt, prepared: Prepared) -> None:
    office = prepared.office
    details = [BodyDetails(name, BodyKind.COMMUNE) for name in (PHI_LIENG, "Đảng ủy xã Rô Men")]
    known = term.make_bodies(office.workspace, office.by(KEEPER), details=details)
    async with standing(app_at(KEEPER, "bodies"), "Phi Liêng", size=(120, 40)) as pilot:
        app = pilot.app
        await pilot.press("k")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        app.screen.query_one(Form).put("spelling", "Fi Liêng cũ")
        app.screen.query_one(Form).submit()
        await until(pilot, lambda: isinstance(app.screen, BodiesScreen) and "“fi liêng cũ”" in shown(app))
        await pilot.press("slash", *"fi lieng cu", "enter")
        await until(pilot, lambda: "Rô Men" not in shown(app))
    with office.workspace.reading() as unit:
        assert [one.body_id for one in queries.spellings(unit)] == [known[0].id]


async def test_a_closed_unit_stays_as_it_is(app_at: AppAt, prepared: Prepared) -> None:
    office = prepared.office
    known = dam_rong(office)
    term.make_merger(office.workspace, office.by(KEEPER), details=decision(known))
    async with standing(app_at(KEEPER, "bodies"), "Cơ quan Huyện ủy", size=(120, 40)) as pilot:
        app = pilot.app
        await pilot.press("slash", *"phi lieng", "enter")
        await until(pilot, lambda: "Đã nhập vào: Đảng ủy xã Đam Rông 1" in shown(app))
        await pilot.press("e", "k", "enter")
        await pilot.pause()
        assert isinstance(app.screen, BodiesScreen)


async def test_the_units_look_as_they_were_drawn(app_at: AppAt, prepared: Prepared) -> None:
    office = prepared.office
    known = dam_rong(office)
    term.make_merger(office.workspace, office.by(KEEPER), details=decision(known))
    by = office.by(KEEPER)
    term.confirm_spellings(office.workspace, by, spellings={"Đam Rông I": known.new[0]})
    async with standing(app_at(KEEPER, "bodies"), "Cơ quan Huyện ủy") as pilot:
        await pilot.press("slash", *"dam rong 1", "enter")
        await until(pilot, lambda: "Hình thành từ" in shown(pilot.app))
        await compare_pictures(pilot, PICTURES / "bodies")
        await pilot.press("e")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeedDialog))
        await compare_pictures(pilot, PICTURES / "body-form")
