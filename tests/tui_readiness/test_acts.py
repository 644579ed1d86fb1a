"""The acts at a site by keys: stamps put on, inspection asked for, papers, incident and spare, duty, consumables."""

from hashlib import sha256
from pathlib import Path

import pytest
from textual.widgets import Input

from congress.journal.queries import entries as journal
from congress.papers.values import PartyPaper
from devices.readiness import incidents, queries
from devices.readiness.values import IncidentKind, IncidentState, Light, NewSeal, SealKind, SealState
from devices.register import service as register
from devices.register.values.devices import DeviceState
from tests.devices_readiness.test_service import POLICE, At
from tests.devices_readiness.test_stamps_back import filled, requested
from tests.tui_counting.driving import Person, at_work
from tests.tui_readiness.conftest import AppAt
from tui.screens.device_asking import DeedDialog
from tui.screens.readiness_escalation import EscalationScreen
from tui.screens.readiness_incidents import IncidentsScreen
from tui.screens.readiness_seals import SealsScreen
from tui.screens.readiness_site import SiteScreen
from tui.screens.site_needs import SiteNeedsScreen
from tui.widgets.dialogs import ConfirmDialog
from tui.widgets.forms import Form
from tui.widgets.grid import Grid

BOARD = "kythuat"


def state(at: At, place: int) -> DeviceState:
    """Of a device by its place."""
    return at.kept(at.tags[place])[0].state


async def numbers(person: Person, prefix: str, *, issuer: str = POLICE) -> None:
    """A number into every row of the grid, the issuer into the first."""
    grid = person.screen.query_one(Grid)
    for place, row in enumerate(grid.rows[:-1]):
        row.inputs[2].value = f"{prefix} {place}"
    grid.rows[0].inputs[3].value = issuer
    await person.settle()


async def test_stamps_then_seals_make_the_site_ready(at: At, app_at: AppAt) -> None:
    for tag in at.tags:
        at.check(tag)
    at.count(2)
    async with at_work(app_at) as person:
        await person.press("enter", "d")
        assert person.is_at(SealsScreen)
        await numbers(person, "T")
        await person.press("f4")
        assert person.is_at(SiteScreen)
    assert at.standing.light is Light.READY
    assert {one.state for one in at.kept(*at.tags)} == {DeviceState.SEALED}
    with at.office.workspace.reading() as unit:
        seals = queries.seals_on(unit, [*(one.id for one in at.devices), at.box])
    assert len(seals) == 2 * len(at.tags) + 1
    assert {one.issuer for one in seals} == {POLICE}


async def test_a_fault_of_a_stamp_stands_below_its_row_and_nothing_is_kept(at: At, app_at: AppAt) -> None:
    at.check(at.tags[0])
    async with at_work(app_at) as person:
        await person.press("enter", "d")
        grid = person.screen.query_one(Grid)
        for place, text in ((0, "T 1"), (1, "t1")):
            grid.rows[place].inputs[2].value = text
        await person.press("f4")
        assert person.sees.count("Chưa ghi cơ quan cấp tem") == 1
        grid.rows[0].inputs[3].value = POLICE
        grid.rows[0].inputs[4].value = "31/02/2026"
        await person.settle()
        await person.press("f4")
        assert "Ngày không đúng" in person.sees
        grid.rows[0].inputs[4].value = "01/01/2020"
        await person.settle()
        await person.press("f4")
        assert "hết hạn" in person.sees
        assert person.is_at(SealsScreen)
    with at.office.workspace.reading() as unit:
        assert queries.seals_on(unit, [at.devices[0].id]) == ()


async def test_the_numbers_that_came_back_fill_the_grid_and_f4_keeps_them(
    at: At, app_at: AppAt, unset: None, tmp_path: Path
) -> None:
    path = tmp_path / "so-tem.xlsx"
    path.write_bytes(filled(requested(at), {"F4": None}))
    async with at_work(app_at) as person:
        await person.press("enter", "d")
        await person.screen.query_one(Grid).fill([("Hòm phiếu số 1", "2", "NP 9", "", "")])
        await person.press("f6")
        await person.fill(str(path))
        assert person.is_at(DeedDialog)
        assert "Thiếu số tem" in person.sees
        path.write_bytes(filled(requested(at), {}))
        await person.press("enter")
        assert person.is_at(SealsScreen)
        typed = [row["number"] for row in person.screen.query_one(Grid).values]
        assert typed == [*(f"KĐ {n:04d}" for n in range(4, 8)), "NP 9"]  # what was typed before stays
        await person.press("escape")
        assert person.is_at(ConfirmDialog)
        await person.press("escape", "f4")
        assert person.is_at(SiteScreen)
    assert at.standing.stamped == 4
    with at.office.workspace.reading() as unit:
        kept = next(one for one in journal(unit, unit.machine) if one.event == "seal:affix")
    assert kept.facts["file"] == "so-tem.xlsx"
    assert kept.facts["sha256"] == sha256(path.read_bytes()).hexdigest()


async def test_enter_on_an_empty_position_puts_a_device_there(at: At, app_at: AppAt) -> None:
    workspace, by = at.office.workspace, at.office.by("hoitruong")
    register.take_back(workspace, by, tags=[at.tags[0]])
    async with at_work(app_at) as person:
        await person.press("enter")
        assert "Bố trí thiết bị" in person.sees.splitlines()[-1]
        await person.press("enter")
        assert person.is_at(DeedDialog)
        assert at.tags[0] in person.sees
        assert at.tags[1] not in person.sees  # a printer
        await person.fill("lạ", "")
        assert "không phải mã của thiết bị nào" in person.sees
        await person.press("escape", "enter")
        await person.fill("sn 1", "bàn cạnh cửa")
        assert person.is_at(SiteScreen)
    placed = at.kept(at.tags[0])[0]
    assert placed.state is DeviceState.ASSIGNED
    assert placed.whereabouts.place == "bàn cạnh cửa"


async def test_needs_of_the_site_are_one_key_away(at: At, app_at: AppAt) -> None:
    async with at_work(app_at) as person:
        await person.press("enter", "n")
        assert person.is_at(SiteNeedsScreen)
        await person.press("9", "escape")
        assert person.is_at(ConfirmDialog)
        await person.press("escape")
        assert person.is_at(SiteNeedsScreen)
        assert person.screen.query_one(Form).values["counting-station"] == "9"


@pytest.fixture
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers are drawn but not set in type: what they look like is tested elsewhere."""

    class Plain:
        def __init__(self, paper: PartyPaper) -> None:
            self.pdf = paper.summary.encode()

    monkeypatch.setattr("congress.papers.render.render", Plain)


async def test_inspection_is_asked_for_and_papers_are_printed(at: At, app_at: AppAt, unset: None) -> None:
    at.check(at.tags[0])
    at.affix(NewSeal(SealKind.INSPECTION, "KĐ 1", POLICE, tag=at.tags[0]))
    async with at_work(app_at) as person:
        await person.press("enter", "t")
        await person.fill(POLICE, "")
        assert "Đề nghị kiểm định - Hội trường A.pdf" in person.sees
        await person.press("b", "enter")
        assert "Xác nhận sẵn sàng - Hội trường A.pdf" in person.sees
        await person.press("b", "right", "enter")
        assert "Biên bản dán tem - Hội trường A.pdf" in person.sees
        assert "Biên bản dán tem - Hội trường A.xlsx" in person.sees
    with at.office.workspace.reading() as unit:
        (asked,) = queries.inspections(unit, at.site.id)
    assert asked.addressed_to == POLICE
    assert len(asked.device_ids) == len(at.tags) - 1


async def test_an_incident_is_reported_a_spare_swapped_in_and_closed(at: At, app_at: AppAt) -> None:
    at.make_ready()
    async with at_work(app_at) as person:
        await person.press("enter", "s", "a")
        await person.fill("", "", "không lên nguồn")
        assert person.is_at(IncidentsScreen)
        assert state(at, 0) is DeviceState.INCIDENT
        at.office.clock.advance(minutes=4)
        await person.press("t")
        assert at.tags[2] in person.sees
        await person.press("enter", "enter")
        assert "Hoạt động trở lại sau 4 phút." in person.noted
        await person.press("x")
        await person.fill("thay nguồn", "")
        assert "Đã đóng" in person.sees
    assert state(at, 0) is DeviceState.REPAIR
    with at.office.workspace.reading() as unit:
        (incident,) = queries.incidents(unit, site_id=at.site.id)
    assert (incident.state, incident.minutes_without_service) == (IncidentState.CLOSED, 4)
    assert at.kept(at.tags[2])[0].whereabouts.position_id == incident.position_id


async def test_a_security_incident_says_whom_it_goes_to(at: At, app_at: AppAt, unset: None) -> None:
    office = at.office
    incidents.report(
        office.workspace, office.by("hoitruong"), tag=at.tags[0], kind=IncidentKind.SECURITY, what="tem bị bóc"
    )
    async with at_work(app_at) as person:
        await person.press("enter", "s")
        assert "Chưa lập danh sách Đội ứng cứu sự cố" in person.sees
        await person.press("d")
        grid = person.screen.query_one(Grid)
        grid.rows[0].inputs[0].value = "Lê Văn Kỹ"
        await person.settle()
        await person.press("f4")
        assert person.is_at(EscalationScreen)
        grid.rows[0].inputs[2].value = "0263 000 113"
        await person.settle()
        await person.press("f4")
        assert person.is_at(IncidentsScreen)
        assert "1. Lê Văn Kỹ" in person.sees
        await person.press("b")
        assert f"Báo cáo sự cố - {at.tags[0]}.pdf" in person.sees


async def test_without_a_sealed_spare_the_swap_is_refused_in_words(at: At, app_at: AppAt) -> None:
    async with at_work(app_at) as person:
        await person.press("enter", "s", "a")
        await person.fill("", "", "hỏng")
        await person.press("t")
        assert "Không có thiết bị dự phòng" in person.was_told


async def test_the_board_opens_sealed_devices_for_work(at: At, app_at: AppAt) -> None:
    at.make_ready()
    async with at_work(lambda: app_at(BOARD)) as person:
        await person.press("enter", "u", "right", "enter")
    assert [state(at, place) for place in range(4)] == [
        DeviceState.IN_USE,
        DeviceState.IN_USE,
        DeviceState.SEALED,
        DeviceState.SEALED,
    ]


async def test_the_teams_may_not_open_for_work_and_are_told(at: At, app_at: AppAt) -> None:
    at.make_ready()
    async with at_work(app_at) as person:
        await person.press("enter", "u")
        assert person.is_at(SiteScreen)
        assert person.was_told


async def test_duty_and_consumables_are_kept(at: At, app_at: AppAt) -> None:
    async with at_work(app_at) as person:
        await person.press("enter", "p")
        person.screen.query_one("#field-who", Input).value = ""
        await person.fill("K'Brơi", "0912 000 111")
        assert "K'Brơi" in person.sees
        await person.press("k")
        await person.press("end", "backspace")
        await person.fill("2")
    assert not [one for one in at.lacks if one.code == "consumable-short"]
    with at.office.workspace.reading() as unit:
        duty = queries.duty(unit, at.site.id)
    assert duty is not None
    assert (duty.who, duty.telephone) == ("K'Brơi", "0912 000 111")


async def test_a_broken_seal_is_reported_from_the_palette(at: At, app_at: AppAt) -> None:
    at.make_ready()
    async with at_work(app_at) as person:
        await person.press("enter")
        site = person.screen
        assert isinstance(site, SiteScreen)
        offered = {one.title: one for one in site.commands()}
        offered["Bị rách, bị bóc: Tem niêm phong NP 0000"].run()
        await person.settle()
        assert isinstance(person.screen, DeedDialog)
        await person.fill("mép tem bị bóc")
    assert state(at, 0) is DeviceState.INCIDENT


async def test_a_seal_comes_off_by_two(at: At, app_at: AppAt) -> None:
    at.make_ready()
    async with at_work(app_at) as person:
        await person.press("enter")
        site = person.screen
        assert isinstance(site, SiteScreen)
        {one.title: one for one in site.commands()}["Gỡ: Tem niêm phong NP 0000"].run()
        await person.settle()
        await person.with_second("quantri", "thay pin")
    with at.office.workspace.reading() as unit:
        seals = queries.seals_on(unit, [at.devices[0].id])
    assert [one.state for one in seals if one.kind is SealKind.SEAL] == [SealState.REMOVED]
