"""What a screen of many things reads when it is shown: no more statements where there is more to show."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from congress.term import service as term
from devices.register import stocktaking
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
