"""The checklist by keyboard: results entered item by item, kept in one deed; boards follow."""

from hashlib import sha256
from pathlib import Path

from devices.readiness import queries
from devices.readiness.queries import congress as of_congress
from devices.readiness.rules.templates import template
from devices.readiness.values import Checked, Item
from devices.register.values.devices import Category, UseClass
from tests.devices_readiness.test_service import At
from tests.devices_register.stores import a_site
from tests.tui_counting.driving import Person, at_work
from tests.tui_readiness.conftest import AppAt
from tui.screens.asking import ValuesDialog
from tui.screens.device_asking import DeedDialog
from tui.screens.readiness_board import ReadinessScreen
from tui.screens.readiness_checks import ChecksScreen
from tui.screens.readiness_site import SiteScreen
from tui.widgets.dialogs import ConfirmDialog

COUNTING = template(Category.COMPUTER, UseClass.COUNTING)


def done(at: At) -> tuple[Checked, ...]:
    """The checks of the first device."""
    with at.office.workspace.reading() as unit:
        return queries.checks(unit, [at.devices[0].id])[at.devices[0].id]


async def through(person: Person) -> None:
    """Every item of a counting computer, all passed."""
    for due in COUNTING:
        await person.press("enter")
        if due.measure is not None:
            await person.fill(str(due.least), "")


async def test_a_device_is_checked_item_by_item_and_kept_in_one_deed(at: At, app_at: AppAt) -> None:
    async with at_work(app_at) as person:
        assert person.is_at(ReadinessScreen)
        await person.press("enter")
        assert person.is_at(SiteScreen)
        await person.press("enter")
        assert person.is_at(ChecksScreen)
        await through(person)
        assert done(at) == ()
        await person.press("f4")
        assert person.noted == [f"Đã lưu {len(COUNTING)} kết quả."]
        await person.press("escape")
        assert f"{len(COUNTING)}/{len(COUNTING)}" in person.sees
    kept = done(at)
    assert [one.passed for one in kept] == [True] * len(COUNTING)
    assert len({one.at for one in kept}) == 1
    assert {one.item: one.value for one in kept}[Item.BATTERY] == 30


async def test_a_value_too_low_is_said_in_the_dialog_and_fails_with_its_note(at: At, app_at: AppAt) -> None:
    battery = [due.item for due in COUNTING].index(Item.BATTERY)
    async with at_work(app_at) as person:
        await person.press("enter", "enter", *["down"] * battery, "1")
        await person.fill("12", "")
        assert person.is_at(ValuesDialog)
        assert "ít nhất" in person.sees
        await person.press("escape", "2")
        await person.fill("12", "chai pin")
        await person.press("f4")
    (kept,) = done(at)
    assert (kept.passed, kept.value, kept.note) == (False, 12, "chai pin")


async def test_a_picture_goes_with_the_result_and_is_told_in_the_history(at: At, app_at: AppAt, tmp_path: Path) -> None:
    path = tmp_path / "ảnh máy.png"
    async with at_work(app_at) as person:
        await person.press("enter", "enter", "p")
        assert "Nhập kết quả trước" in person.was_told
        await person.press("1", "up", "p")
        path.write_bytes(b"text")
        await person.fill(str(path))
        assert "không phải là ảnh" in person.sees
        path.write_bytes(b"\x89PNG\r\n\x1a\n")
        await person.press("enter")
        await person.settle()
        await person.press("up")
        assert "ảnh máy.png" in person.sees
        await person.press("f4")
        assert "có ảnh" in person.sees
    (kept,) = done(at)
    assert kept.picture == sha256(path.read_bytes()).hexdigest()


async def test_what_is_not_kept_is_asked_about_and_can_be_taken_back(at: At, app_at: AppAt) -> None:
    async with at_work(app_at) as person:
        await person.press("enter", "enter", "2", "escape")
        assert person.is_at(ConfirmDialog)
        await person.press("escape", "up", "delete", "escape")
        assert person.is_at(SiteScreen)
    assert done(at) == ()


async def test_nothing_entered_is_nothing_kept_and_said(at: At, app_at: AppAt) -> None:
    async with at_work(app_at) as person:
        await person.press("enter", "enter", "f4")
        assert "Chưa có nội dung kiểm tra nào" in person.was_told


async def test_whoever_is_not_of_the_teams_only_looks_on(at: At, app_at: AppAt) -> None:
    async with at_work(lambda: app_at("giamsat")) as person:
        await person.press("enter", "enter", "enter")
        assert person.is_at(ChecksScreen)
        assert person.was_told
        await person.press("1", "f4")
        assert person.was_told
    assert done(at) == ()


async def test_a_site_is_sought_by_its_name_and_those_not_ready_are_shown_alone(at: At, app_at: AppAt) -> None:
    at.make_ready()
    a_site(at.office, "Nhà văn hóa thôn 2")
    async with at_work(app_at) as person:
        assert "1/2 điểm" in person.sees
        await person.press("v")
        assert "Hội trường A" not in person.sees
        await person.press("v", "slash")
        await person.fill("hoi truong")
        assert "Hội trường A" in person.sees
        assert "thôn 2" not in person.sees


async def test_the_board_is_reached_from_home(at: At, app_at: AppAt) -> None:
    async with at_work(lambda: app_at(place="home")) as person:
        await person.press("s")
        assert person.is_at(ReadinessScreen)


async def test_a_congress_changes_a_template_and_takes_the_default_again(at: At, app_at: AppAt) -> None:
    async with at_work(lambda: app_at(place="templates")) as person:
        await person.press("e")
        assert person.is_at(DeedDialog)
        await person.press("enter")
        await person.fill("30")
        assert "● " in person.sees
        assert "30 ngày" in person.sees
        with at.office.workspace.reading() as unit:
            (change,) = of_congress.changes(unit, at.site.congress_id)
        assert change.days == 30
        await person.press("delete")
        with at.office.workspace.reading() as unit:
            assert of_congress.changes(unit, at.site.congress_id) == ()
