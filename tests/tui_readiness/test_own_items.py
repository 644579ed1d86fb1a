"""Items that a congress adds to a check template: typed in, put in order, changed, taken out, run in the checklist."""

from collections.abc import Sequence

from devices.readiness import templating
from devices.readiness.queries import congress as queries
from devices.readiness.values import OwnItem
from tests.devices_readiness.test_service import At
from tests.tui_counting.driving import at_work
from tests.tui_readiness.conftest import AppAt
from tests.tui_widgets.snapshots import Snapshot
from tui.screens.asking import ValuesDialog
from tui.screens.readiness_checks import ChecksScreen
from tui.screens.readiness_templates import TemplatesScreen

COUNTING = "computer counting"
TAGGED, BAG = OwnItem(COUNTING, "Dán nhãn tài sản"), OwnItem(COUNTING, "Túi, sạc đi kèm", 1)


def _own(at: At) -> Sequence[OwnItem]:
    with at.office.workspace.reading() as unit:
        return queries.own_items(unit, at.site.congress_id)


def _add(at: At, *items: OwnItem) -> None:
    by = at.office.by("hoitruong")
    templating.set_own_items(at.office.workspace, by, congress_id=at.site.congress_id, items=items)


async def test_an_item_is_added_changed_put_in_order_and_taken_out(at: At, app_at: AppAt) -> None:
    async with at_work(lambda: app_at(place="templates")) as person:
        await person.press("a")
        assert person.is_at(ValuesDialog)
        await person.fill("", "0")
        assert person.is_at(ValuesDialog)
        await person.press("escape", "a")
        await person.fill(TAGGED.text, "")
        assert "bổ sung: 1" in person.sees
        await person.press("a")
        await person.fill("dan nhan TÀI SẢN", "")
        assert person.is_at(ValuesDialog)
        await person.press("escape", "a")
        await person.fill(BAG.text, "1")
        assert _own(at) == (TAGGED, BAG)
        defaults = 10
        await person.press("home", *["down"] * (defaults + 1), "ctrl+up")
        assert _own(at) == (BAG, TAGGED)
        await person.press("ctrl+up")
        assert _own(at) == (BAG, TAGGED)
        await person.press("e")
        assert person.is_at(ValuesDialog)
        await person.press("enter")
        await person.fill("7")
        assert _own(at) == (OwnItem(COUNTING, BAG.text, 7), TAGGED)
        await person.press("delete")
        assert _own(at) == (TAGGED,)
        assert person.is_at(TemplatesScreen)


async def test_the_checklist_runs_own_items_too(at: At, app_at: AppAt) -> None:
    _add(at, TAGGED, BAG)
    async with at_work(app_at) as person:
        await person.press("enter", "enter")
        assert person.is_at(ChecksScreen)
        await person.press("end", "2", "up", "1", "f4")
        assert not person.was_told
        seen = " ".join(person.sees.split())
        assert "✗ Túi, sạc đi kèm" in seen
        assert "✓ Dán nhãn tài sản" in seen


async def test_own_items_look_as_they_were_drawn(at: At, app_at: AppAt, snapshot: Snapshot) -> None:
    _add(at, TAGGED, BAG, OwnItem("printer", "Khay giấy thứ hai", 3))
    await snapshot(lambda: app_at(place="templates"), "templates-own", press=["down"] * 12)
