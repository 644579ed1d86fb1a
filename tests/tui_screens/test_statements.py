"""What a screen of many things reads when it is shown: no more statements where there is more to show."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event

from congress.term import bodies, queries
from congress.term import service as term
from congress.term.values import BodyDetails, BodyKind, MergerDetails, MergerPart
from devices.custody import service as custody
from devices.custody.values import NewHandover, NewLine, NewReturn, Side
from devices.register import stocktaking
from devices.register.values.devices import Device
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.equipment import KEEPER, Equipped
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import shown, standing, until
from tui.app import CongressApp
from tui.screens.frame import WorkScreen


@pytest.mark.parametrize(
    ("place", "shows"),
    [("sites", "Hội trường xã"), ("stock-takes", "Đợt 0"), ("readiness", "Hội trường xã"), ("devices", "5 thiết bị")],
)
async def test_more_is_shown_in_no_more_statements(
    app_at: AppAt, equipped: Equipped, prepared: Prepared, place: str, shows: str
) -> None:
    workspace, by = prepared.office.workspace, prepared.office.by(KEEPER)
    stocktaking.open_stock_take(workspace, by, title="Đợt 0", site_id=equipped.site.id)
    few = await _statements(app_at(KEEPER, place), shows)
    for number in range(1, 5):
        site = term.make_site(
            workspace, prepared.office.by("thuky"), congress_id=prepared.congress_id, name=f"Nhà văn hóa thôn {number}"
        )
        stocktaking.open_stock_take(workspace, by, title=f"Đợt {number}", site_id=site.id)
    assert 0 < few == await _statements(app_at(KEEPER, place), shows)


async def test_more_hand_overs_are_shown_in_no_more_statements(
    app_at: AppAt, equipped: Equipped, prepared: Prepared
) -> None:
    devices = equipped.devices
    _hand_over(prepared, devices[:2], "01-BB/BG", come_back=1)
    few = await _statements(app_at(KEEPER, "handovers"), "1 biên bản")
    _hand_over(prepared, devices[4:], "02-BB/BG")
    _hand_over(prepared, devices[3:4], "03-BB/BG")
    assert 0 < few == await _statements(app_at(KEEPER, "handovers"), "3 biên bản")


async def test_more_mergers_are_shown_in_no_more_statements(
    app_at: AppAt, equipped: Equipped, prepared: Prepared
) -> None:
    _merge(prepared, equipped.bodies[0], "1-NQ/TU")
    few = await _statements(app_at(KEEPER, "mergers"), "1-NQ/TU")
    for number, old in enumerate(equipped.bodies[1:], start=2):
        _merge(prepared, old, f"{number}-NQ/TU")
    assert 0 < few == await _statements(app_at(KEEPER, "mergers"), "3-NQ/TU")


async def test_the_cursor_goes_through_mergers_without_a_statement(
    app_at: AppAt, equipped: Equipped, prepared: Prepared
) -> None:
    for number, old in enumerate(equipped.bodies, start=1):
        _merge(prepared, old, f"{number}-NQ/TU")
    app = app_at(KEEPER, "mergers")
    async with standing(app, "3-NQ/TU", size=(120, 40)) as pilot:
        with _asked(app) as said:
            await pilot.press("down", "slash", *"3-nq")
            await until(pilot, lambda: "2-NQ/TU" not in shown(pilot.app))
    assert said == []


@pytest.mark.parametrize("place", ["bodies", "staff"])
async def test_a_key_in_a_search_reads_nothing_anew(app_at: AppAt, equipped: Equipped, place: str) -> None:
    app = app_at(KEEPER, place)
    async with standing(app, "Đảng ủy xã Đa Tẻh", size=(120, 40)) as pilot:
        await pilot.press("slash")
        with _asked(app) as said:
            await pilot.press("q", "u", "a", "n")
            await until(pilot, lambda: "Rông" not in shown(app))
        assert "Cơ quan Huyện ủy" in shown(app)
    assert said == []


def _hand_over(prepared: Prepared, devices: Sequence[Device], number: str, *, come_back: int = 0) -> None:
    """Devices of one holder to another, and the first ones back."""
    workspace, by = prepared.office.workspace, prepared.office.by(KEEPER)
    giver = devices[0].custody.holder_id
    with workspace.reading() as unit:
        taker = next(body.id for body in queries.bodies(unit) if body.id != giver)
    lines = tuple(NewLine(tag=one.tag, condition=one.condition) for one in devices)
    on, gives, takes = date(2025, 8, 12), Side(giver, "Đỗ Đức Hạnh"), Side(taker, "Y Ngông")
    new = NewHandover(number=number, on=on, basis="QĐ 15", giver=gives, taker=takes, lines=lines)
    made = custody.hand_over(workspace, by, new=new)
    for place, line in enumerate(lines[:come_back], start=1):
        back = NewReturn(
            handover_id=made.handover.id,
            number=f"{number} {place}",
            on=on,
            giver_name=takes.name,
            taker_name=gives.name,
            lines=(line,),
        )
        custody.hand_back(workspace, by, new=back)


def _merge(prepared: Prepared, old: UUID, decision: str) -> None:
    """A unit into a new one of its own."""
    workspace, by = prepared.office.workspace, prepared.office.by(KEEPER)
    (new,) = bodies.make_bodies(workspace, by, details=[BodyDetails(f"Đảng ủy mới {decision}", BodyKind.COMMUNE)])
    details = MergerDetails(decision, date(2025, 4, 14), date(2025, 7, 1), (MergerPart(old, new.id),))
    bodies.make_merger(workspace, by, details=details)


async def _statements(app: CongressApp, shows: str) -> int:
    """How often the database is asked when the screen is shown again."""
    async with standing(app, shows, size=(120, 40)) as pilot:
        assert isinstance(app.screen, WorkScreen)
        with _asked(app) as said:
            app.screen.renew()
            await pilot.pause()
    return len(said)


@contextmanager
def _asked(app: CongressApp) -> Iterator[list[str]]:
    """The statements that the database is asked meanwhile."""
    said: list[str] = []

    def listen(*given: Any) -> None:
        said.append(given[2])

    with app.at_work.reading() as unit:
        engine = unit.connection.engine
    event.listen(engine, "before_cursor_execute", listen)
    yield said
    event.remove(engine, "before_cursor_execute", listen)
