"""A stock-take: right, wrong place with one key that moves it, not found, unknown, double."""

import pytest

from congress.errors import Refused
from congress.workspace import check_journal
from devices.register import service, stocktaking
from devices.register.queries import devices as queries
from devices.register.queries import stocktakes
from devices.register.rules.stocktaking import figures
from devices.register.values.devices import Category, Device, DeviceDetails, DeviceState, NewDevice
from devices.register.values.history import Happening
from devices.register.values.stocktakes import FindVerdict, StockTakeLine
from tests.devices_register.stores import TECHNICIAN, a_site, dam_rong, registered
from tests.workspaces import Office


def _five(office: Office) -> tuple[Device, ...]:
    known = dam_rong(office)
    return registered(office, [NewDevice(DeviceDetails(Category.COMPUTER, known.old[n])) for n in range(5)])


def test_a_stock_take_of_a_site(any_office: Office) -> None:
    made, ws, by = _five(any_office), any_office.workspace, any_office.by(TECHNICIAN)
    here, there = a_site(any_office), a_site(any_office, "Hội trường B")
    tags = [device.tag for device in made]
    service.assign(ws, by, tags=tags[:3], site_id=here.id)
    service.assign(ws, by, tags=tags[3:4], site_id=there.id)
    take = stocktaking.open_stock_take(ws, by, title=" Kiểm kê  trước đại hội ", site_id=here.id)
    assert take.title == "Kiểm kê trước đại hội"
    finds = stocktaking.scan(ws, by, take_id=take.id, texts=[tags[0], tags[3].lower(), "TB-??", tags[0], "", tags[1]])
    assert [one.verdict for one in finds] == [
        FindVerdict.RIGHT,
        FindVerdict.WRONG_PLACE,
        FindVerdict.UNKNOWN,
        FindVerdict.DOUBLE,
        FindVerdict.RIGHT,
    ]
    (again,) = stocktaking.scan(ws, by, take_id=take.id, texts=[tags[3].replace("-", "")])
    assert (again.number, again.verdict) == (6, FindVerdict.DOUBLE)
    with ws.reading() as unit:
        assert [device.tag for device in stocktaking.not_scanned(unit, take)] == [tags[2]]
    moved = stocktaking.move_here(ws, by, take_id=take.id, number=2)
    assert moved.whereabouts.site_id == here.id
    with pytest.raises(Refused, match="stock-take-not-misplaced"):
        stocktaking.move_here(ws, by, take_id=take.id, number=2)
    with pytest.raises(Refused, match="stock-take-not-misplaced"):
        stocktaking.move_here(ws, by, take_id=take.id, number=1)
    finds = stocktaking.close_stock_take(ws, by, take_id=take.id)
    assert [(one.text, one.verdict) for one in finds if one.verdict is FindVerdict.NOT_FOUND] == [
        (tags[2], FindVerdict.NOT_FOUND)
    ]
    with ws.reading() as unit:
        assert queries.history(unit, moved.id)[0].happening is Happening.TAKEN_STOCK
        (kept,) = stocktakes.stock_takes(unit)
        assert kept.closed_at is not None
        assert stocktakes.finds(unit, take.id) == finds
        assert [one.moved for one in finds] == [False, True, False, False, False, False, False]
        assert stocktakes.lines(unit) == (StockTakeLine(kept, here.name, figures(finds)),)
    with pytest.raises(Refused, match="stock-take-closed"):
        stocktaking.scan(ws, by, take_id=take.id, texts=[tags[0]])
    assert check_journal(ws) == ()


def test_a_stock_take_of_what_a_body_holds_finds_what_was_lost(any_office: Office) -> None:
    made, ws = _five(any_office), any_office.workspace
    by = any_office.by(TECHNICIAN, reason="không thấy")
    service.lose(ws, by, tags=[made[1].tag])
    body = made[0].details.owner_id
    take = stocktaking.open_stock_take(ws, by, title="Xã", body_id=body)
    finds = stocktaking.scan(ws, by, take_id=take.id, texts=[made[0].tag, made[1].tag])
    assert [one.verdict for one in finds] == [FindVerdict.RIGHT, FindVerdict.WRONG_PLACE]
    moved = stocktaking.move_here(ws, by, take_id=take.id, number=2)
    assert (moved.state, moved.custody.holder_id) == (DeviceState.RETURNED, body)
    with ws.reading() as unit:
        (line,) = stocktakes.lines(unit)
        assert (line.take, line.place) == (take, stocktaking.place_of(unit, take))
        assert (line.figures.right, line.figures.wrong_place, line.figures.moved) == (1, 1, 1)
    assert all(
        one.verdict is not FindVerdict.NOT_FOUND for one in stocktaking.close_stock_take(ws, by, take_id=take.id)
    )


def test_a_stock_take_is_of_one_place_and_has_a_title(office: Office) -> None:
    made, ws, by = _five(office), office.workspace, office.by(TECHNICIAN)
    site = a_site(office)
    with pytest.raises(Refused, match="stock-take-of-one-place"):
        stocktaking.open_stock_take(ws, by, title="x")
    with pytest.raises(Refused, match="stock-take-of-one-place"):
        stocktaking.open_stock_take(ws, by, title="x", site_id=site.id, body_id=made[0].details.owner_id)
    with pytest.raises(Refused, match="stock-take-title-missing"):
        stocktaking.open_stock_take(ws, by, title=" ", site_id=site.id)
    take = stocktaking.open_stock_take(ws, by, title="x", site_id=site.id)
    with pytest.raises(Refused, match="stock-take-nothing-scanned"):
        stocktaking.scan(ws, by, take_id=take.id, texts=["", " "])
    with pytest.raises(Refused, match="stock-take-unknown"):
        stocktaking.scan(ws, by, take_id=site.id, texts=["x"])
    with pytest.raises(Refused, match="stock-take-still-open"):
        stocktaking.print_minutes(ws, by, take_id=take.id)
