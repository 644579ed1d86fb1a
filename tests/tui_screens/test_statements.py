"""What a screen of many things reads when it is shown: no more statements where there is more to show."""

from typing import Any

import pytest
from sqlalchemy import event

from congress.term import service as term
from devices.register import stocktaking
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.equipment import KEEPER, Equipped
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import standing
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


async def _statements(app: CongressApp, shows: str) -> int:
    """How often the database is asked when the screen is shown again."""
    said: list[str] = []

    def asked(*given: Any) -> None:
        said.append(given[2])

    async with standing(app, shows, size=(120, 40)) as pilot:
        with app.at_work.reading() as unit:
            engine = unit.connection.engine
        assert isinstance(app.screen, WorkScreen)
        event.listen(engine, "before_cursor_execute", asked)
        app.screen.renew()
        await pilot.pause()
        event.remove(engine, "before_cursor_execute", asked)
    return len(said)
