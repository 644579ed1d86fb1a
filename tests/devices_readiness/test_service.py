"""A site from the register to ready, an incident, a spare in its place; on both engines."""

import io
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from congress.access.gates import Blocker
from congress.errors import Malformed, Refused
from congress.papers.phrasing import long_moment
from congress.records import files
from congress.term import bodies
from congress.term.values import BodyDetails, BodyKind, Site
from congress.workspace import check_journal
from devices.readiness import incidents, printing, queries, sealing, service, steps, views
from devices.readiness.gate import ReadinessGate
from devices.readiness.rules.sites import lacks, site_standing
from devices.readiness.rules.templates import template
from devices.readiness.service import Result
from devices.readiness.values import (
    IncidentKind,
    IncidentState,
    Item,
    ItemState,
    Lack,
    Lapse,
    Light,
    NewSeal,
    SealKind,
    SealState,
    SiteStanding,
)
from devices.register import service as register
from devices.register import sites
from devices.register.queries import devices as devices_kept
from devices.register.values.devices import Category, Device, DeviceAct, DeviceDetails, DeviceState, NewDevice, UseClass
from devices.register.values.sites import Needed, PlaceKind, Position, PositionKind
from tests.congress_papers.reading import text_of
from tests.devices_register.stores import a_site
from tests.workspaces import Office

TECHNICIAN, COUNTING_TECHNICIAN = "hoitruong", "kythuat"
PASSED = ItemState.PASSED
NEEDED = (
    Needed(PositionKind.COUNTING_STATION, 1),
    Needed(PositionKind.PRINTER),
    Needed(PositionKind.SPARE_COMPUTER),
    Needed(PositionKind.SPARE_PRINTER),
    Needed(PositionKind.PAPER, quantity=2),
)
POLICE = "Công an tỉnh"


@dataclass(frozen=True, slots=True)
class At:
    """A site with its devices in their positions, nothing checked yet."""

    office: Office
    site: Site
    devices: tuple[Device, ...]
    box: UUID

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(device.tag for device in self.devices)

    def check(self, tag: str, *, failing: Collection[str] = ()) -> None:
        (device,) = self.kept(tag)
        due = template(device.category, device.use_class)
        results = [
            Result(one.item, one.item not in failing, None if one.measure is None else (one.least or 0)) for one in due
        ]
        service.check_device(self.office.workspace, self.office.by(TECHNICIAN), tag=tag, results=results)

    def kept(self, *tags: str) -> tuple[Device, ...]:
        with self.office.workspace.reading() as unit:
            found = devices_kept.devices_of(unit, tags)
        return tuple(found[tag] for tag in tags)

    def affix(self, *seals: NewSeal) -> None:
        sealing.affix(self.office.workspace, self.office.by(TECHNICIAN), seals=seals)

    def make_ready(self) -> None:
        for tag in self.tags:
            self.check(tag)
        self.affix(*(NewSeal(SealKind.INSPECTION, f"KĐ {n:04d}", POLICE, tag=tag) for n, tag in enumerate(self.tags)))
        self.affix(*(NewSeal(SealKind.SEAL, f"NP {n:04d}", POLICE, tag=tag) for n, tag in enumerate(self.tags)))
        self.affix(NewSeal(SealKind.SEAL, "NP hòm 1", POLICE, place_id=self.box))
        self.count(2)

    def count(self, quantity: int) -> None:
        with self.office.workspace.reading() as unit:
            paper = next(one for one in sites.filled_positions(unit, self.site.id) if one.position.quantity == 2)
        counted = {paper.position.id: quantity}
        service.count_consumables(
            self.office.workspace, self.office.by(TECHNICIAN), site_id=self.site.id, counted=counted
        )

    @property
    def standing(self) -> SiteStanding:
        with self.office.workspace.reading() as unit:
            return site_standing(steps.site_now(unit, self.site.id), on=steps.today(unit.now))

    @property
    def lacks(self) -> tuple[Lack, ...]:
        with self.office.workspace.reading() as unit:
            return tuple(lacks(steps.site_now(unit, self.site.id)))

    @property
    def blockers(self) -> tuple[Blocker, ...]:
        with self.office.workspace.reading() as unit:
            return ReadinessGate().blockers(unit, act="count:open", site_id=self.site.id)


def at_site(office: Office) -> At:
    by = office.by(TECHNICIAN)
    body = bodies.make_body(office.workspace, by, details=BodyDetails("Văn phòng Huyện ủy", BodyKind.AGENCY))
    site = a_site(office)
    positions = sites.set_positions(office.workspace, by, site_id=site.id, needed=NEEDED)
    box = sites.make_place(office.workspace, by, site_id=site.id, kind=PlaceKind.BALLOT_BOX, name="Hòm phiếu số 1")
    kinds = (Category.COMPUTER, Category.PRINTER, Category.COMPUTER, Category.PRINTER)
    new = [
        NewDevice(
            DeviceDetails(kind, body.id, serial=f"SN-{number}"),
            use_class=UseClass.COUNTING if kind is Category.COMPUTER else UseClass.INTERNAL,
        )
        for number, kind in enumerate(kinds, 1)
    ]
    devices = register.register(office.workspace, by, devices=new)
    filling = {device.tag: position.id for device, position in zip(devices, _in_order(positions), strict=True)}
    register.assign(office.workspace, by, tags=list(filling), site_id=site.id, positions=filling)
    service.name_duty(office.workspace, by, site_id=site.id, who="Phạm Quốc Khánh")
    return At(office, site, devices, box.id)


def _in_order(positions: Iterable[Position]) -> list[Position]:
    by_kind = {one.kind: one for one in positions}
    return [by_kind[one.kind] for one in NEEDED if one.kind is not PositionKind.PAPER]


def test_a_site_becomes_ready_and_opens_the_gate(any_office: Office) -> None:
    at = at_site(any_office)
    before = at.standing
    assert before.light is Light.PARTLY or before.light is Light.NOT_READY
    assert (before.positions, before.ready, before.stamped, before.devices) == (3, 0, 0, 4)
    assert at.blockers
    at.make_ready()
    assert at.lacks == ()
    assert at.standing.light is Light.READY
    assert at.blockers == ()
    with any_office.workspace.reading() as unit:
        assert ReadinessGate().aside(unit, act="count:open", site_id=at.site.id) == ""
    assert {device.state for device in at.kept(*at.tags)} == {DeviceState.SEALED}
    assert check_journal(any_office.workspace) == ()


def test_a_site_whose_register_has_no_counting_device_asks_nothing(office: Office) -> None:
    site = a_site(office)
    gate = ReadinessGate()
    with office.workspace.reading() as unit:
        assert gate.blockers(unit, act="count:open", site_id=site.id) == ()
        assert gate.blockers(unit, act="count:open", site_id=None) == ()
        assert gate.aside(unit, act="count:open", site_id=site.id) == "no-counting-device"
        assert gate.aside(unit, act="count:open", site_id=None) == "no-site"


def test_the_newest_check_counts_and_the_rest_stay(any_office: Office) -> None:
    at = at_site(any_office)
    tag = at.tags[0]
    at.check(tag, failing=[Item.KEYPAD])
    assert ("check-failed", tag) in {(one.code, one.subject) for one in at.lacks}
    at.office.clock.advance(minutes=5)
    at.check(tag)
    assert ("check-failed", tag) not in {(one.code, one.subject) for one in at.lacks}
    with any_office.workspace.reading() as unit:
        done = queries.checks(unit, [at.devices[0].id])[at.devices[0].id]
    assert [one.passed for one in done if one.item is Item.KEYPAD] == [False, True]


def test_nothing_is_stamped_before_its_checks_or_sealed_before_its_stamp(office: Office) -> None:
    at = at_site(office)
    tag = at.tags[0]
    with pytest.raises(Malformed) as unchecked:
        at.affix(NewSeal(SealKind.INSPECTION, "KĐ 1", POLICE, tag=tag))
    assert [one.code for one in unchecked.value.findings] == ["device-checks-open"]
    at.check(tag)
    with pytest.raises(Malformed) as unstamped:
        at.affix(NewSeal(SealKind.SEAL, "NP 1", POLICE, tag=tag))
    assert [one.code for one in unstamped.value.findings] == ["device-without-stamp"]
    at.affix(NewSeal(SealKind.INSPECTION, "KĐ 1", POLICE, tag=tag), NewSeal(SealKind.SEAL, "NP 1", POLICE, tag=tag))
    assert at.kept(tag)[0].state is DeviceState.SEALED


def test_all_faults_of_a_bundle_of_stamps_are_named_and_none_is_kept(office: Office) -> None:
    at = at_site(office)
    first, second, *_ = at.tags
    at.check(first)
    with pytest.raises(Malformed) as refused:
        at.affix(
            NewSeal(SealKind.INSPECTION, "KĐ 1", POLICE, tag=first),
            NewSeal(SealKind.INSPECTION, "kđ1", POLICE, tag=second),
            NewSeal(SealKind.INSPECTION, "", POLICE, place_id=at.box),
        )
    codes = [(one.where, one.code) for one in refused.value.findings]
    assert codes == [
        ("seal[2].number", "seal-number-used"),
        ("seal[2].thing", "device-checks-open"),
        ("seal[3].number", "field-empty"),
        ("seal[3].thing", "stamp-on-a-place"),
    ]
    with office.workspace.reading() as unit:
        assert queries.seals_on(unit, [device.id for device in at.devices]) == ()


def test_a_laptop_lost_to_an_incident_is_replaced_by_a_sealed_spare(any_office: Office) -> None:
    at = at_site(any_office)
    at.make_ready()
    laptop, _, spare, _ = at.tags
    ws, by = any_office.workspace, any_office.by(TECHNICIAN)
    incident = incidents.report(ws, by, tag=laptop, kind=IncidentKind.FAULT, what="không lên nguồn")
    assert ("position-empty", "counting-station 1") in {(one.code, one.subject) for one in at.lacks}
    any_office.clock.advance(minutes=7)
    swapped = incidents.swap(ws, any_office.by(TECHNICIAN), incident_id=incident.id, spare_tag=spare, data_moved=False)
    assert swapped.state is IncidentState.SWAPPED
    assert swapped.minutes_without_service == 7
    (moved,) = at.kept(spare)
    assert moved.whereabouts.position_id == incident.position_id
    # The spare is gone from its own position: said, and overruled by people or filled again.
    assert {one.code for one in at.lacks} == {"spares-short"}
    closed = incidents.close(
        ws, any_office.by(TECHNICIAN), incident_id=incident.id, outcome="thay nguồn", act=DeviceAct.REPAIR
    )
    assert closed.state is IncidentState.CLOSED
    assert closed.minutes_without_service == 7
    assert at.kept(laptop)[0].state is DeviceState.REPAIR
    with any_office.workspace.reading() as unit:
        assert queries.incidents(unit, device_id=moved.id) == (closed,)
        assert queries.incident(unit, incident.id) == closed


def test_only_a_sealed_device_of_the_same_kind_and_use_is_a_spare(office: Office) -> None:
    at = at_site(office)
    at.make_ready()
    laptop, printer, spare, _ = at.tags
    ws = office.workspace
    incident = incidents.report(ws, office.by(TECHNICIAN), tag=laptop, kind=IncidentKind.FAULT, what="hỏng")
    for tag, code in ((printer, "spare-of-another-category"), (laptop, "spare-is-the-device")):
        with pytest.raises(Refused, match=code):
            incidents.swap(ws, office.by(TECHNICIAN), incident_id=incident.id, spare_tag=tag, data_moved=False)
    service.take_into_use(ws, office.by(COUNTING_TECHNICIAN), tags=[spare])
    with pytest.raises(Refused, match="spare-not-sealed"):
        incidents.swap(ws, office.by(TECHNICIAN), incident_id=incident.id, spare_tag=spare, data_moved=False)


def test_no_spare_goes_where_another_device_was_put_meanwhile(office: Office) -> None:
    at = at_site(office)
    at.make_ready()
    laptop, _, spare, _ = at.tags
    ws, by = office.workspace, office.by(TECHNICIAN)
    incident = incidents.report(ws, by, tag=laptop, kind=IncidentKind.FAULT, what="hỏng")
    assert incident.position_id is not None
    new = NewDevice(DeviceDetails(Category.COMPUTER, at.devices[0].details.owner_id), use_class=UseClass.COUNTING)
    (another,) = register.register(ws, by, devices=[new])
    register.assign(ws, by, tags=[another.tag], site_id=at.site.id, positions={another.tag: incident.position_id})
    with pytest.raises(Refused, match="position-taken"):
        incidents.swap(ws, by, incident_id=incident.id, spare_tag=spare, data_moved=False)


def test_a_device_at_work_is_no_spare(office: Office) -> None:
    at = at_site(office)
    at.make_ready()
    laptop, _, spare, _ = at.tags
    by = office.by(TECHNICIAN)
    incident = incidents.report(office.workspace, by, tag=spare, kind=IncidentKind.FAULT, what="hỏng")
    with pytest.raises(Refused, match="spare-at-work"):
        incidents.swap(office.workspace, by, incident_id=incident.id, spare_tag=laptop, data_moved=False)


def test_a_broken_seal_takes_the_device_out_and_is_a_security_incident(any_office: Office) -> None:
    at = at_site(any_office)
    at.make_ready()
    tag = at.tags[0]
    with any_office.workspace.reading() as unit:
        (seal,) = (one for one in queries.seals_on(unit, [at.devices[0].id]) if one.kind is SealKind.SEAL)
    incident = sealing.report_broken(
        any_office.workspace, any_office.by(TECHNICIAN), seal_id=seal.id, what="mép tem bị bóc"
    )
    assert incident is not None
    assert incident.kind is IncidentKind.SECURITY
    assert at.kept(tag)[0].state is DeviceState.INCIDENT
    with any_office.workspace.reading() as unit:
        found = queries.seal(unit, seal.id)
    assert found is not None
    assert found.state is SealState.BROKEN
    with pytest.raises(Refused, match="seal-broken-already"):
        sealing.report_broken(any_office.workspace, any_office.by(TECHNICIAN), seal_id=seal.id, what="lần nữa")


def test_a_seal_comes_off_by_two_people_and_the_device_is_checked_anew(office: Office) -> None:
    at = at_site(office)
    at.make_ready()
    with office.workspace.reading() as unit:
        (seal,) = (one for one in queries.seals_on(unit, [at.devices[0].id]) if one.kind is SealKind.SEAL)
    with pytest.raises(Refused):
        sealing.remove(office.workspace, office.by(TECHNICIAN, reason="thay pin"), seal_id=seal.id)
    office.clock.advance(minutes=1)
    sealing.remove(office.workspace, office.by(TECHNICIAN, "quantri", reason="thay pin"), seal_id=seal.id)
    codes = {one.code for one in at.lacks if one.subject == at.tags[0]}
    assert {"check-missing", "device-not-sealed", "seal-missing"} <= codes


def test_opening_for_work_takes_the_seal_off_and_the_site_stays_ready(any_office: Office) -> None:
    at = at_site(any_office)
    at.make_ready()
    service.take_into_use(any_office.workspace, any_office.by(COUNTING_TECHNICIAN), tags=at.tags[:2])
    assert {device.state for device in at.kept(*at.tags[:2])} == {DeviceState.IN_USE}
    assert at.blockers == ()


def test_stamps_are_asked_for_what_has_none(any_office: Office) -> None:
    at = at_site(any_office)
    first, *others = at.tags
    at.check(first)
    at.affix(NewSeal(SealKind.INSPECTION, "KĐ 1", POLICE, tag=first))
    ws = any_office.workspace
    made = printing.request_inspection(ws, any_office.by(TECHNICIAN), site_id=at.site.id, addressed_to=POLICE)
    asked = made.inspection
    assert [record.name.rpartition(".")[2] for record in made.papers] == ["pdf", "xlsx"]
    assert set(asked.device_ids) == {device.id for device in at.kept(*others)}
    with ws.reading() as unit:
        assert queries.inspections(unit, at.site.id) == (asked,)


def test_a_request_takes_the_devices_that_are_named(office: Office) -> None:
    at = at_site(office)
    ws, named = office.workspace, at.tags[1:3]
    made = printing.request_inspection(
        ws, office.by(TECHNICIAN), site_id=at.site.id, addressed_to=POLICE, tags=[named[0].lower(), named[1]]
    )
    assert set(made.inspection.device_ids) == {one.id for one in at.kept(*named)}


def test_a_day_later_checks_have_run_out(office: Office) -> None:
    at = at_site(office)
    at.make_ready()
    at.office.clock.advance(hours=25)
    assert "check-expired" in {one.code for one in at.lacks}


def test_consumables_are_counted_and_the_newest_count_holds(any_office: Office) -> None:
    at = at_site(any_office)
    at.count(2)
    assert not {one for one in at.lacks if one.code == "consumable-short"}
    at.office.clock.advance(minutes=1)
    at.count(1)
    assert ("consumable-short", "paper 1") in {(one.code, one.subject) for one in at.lacks}


def test_a_ready_site_has_its_certificate_and_the_minutes_of_its_stamps(office: Office) -> None:
    at = at_site(office)
    at.make_ready()
    ws = office.workspace
    certificate = printing.print_certificate(ws, office.by(TECHNICIAN), site_id=at.site.id)
    minutes, table = printing.print_seal_minutes(ws, office.by(TECHNICIAN), site_id=at.site.id)
    said = text_of(files.fetch(ws.papers, certificate.sha256))
    assert "đã sẵn sàng phục vụ" in said
    assert all(tag in said.replace(" ", "") for tag in at.tags)
    numbers = [*(f"{series} {n:04d}" for series in ("KĐ", "NP") for n in range(len(at.tags))), "NP hòm 1"]
    printed = text_of(files.fetch(ws.papers, minutes.sha256))
    assert [number for number in numbers if number not in printed] == []
    page = load_workbook(io.BytesIO(files.fetch(ws.papers, table.sha256))).worksheets[0]
    listed = {row[2] for row in page.iter_rows(min_row=6, values_only=True)}
    assert listed == set(numbers)
    assert said.count("(Ký, ghi rõ họ tên)") == 2


def test_a_certificate_says_from_when_on_checks_are_done_again(office: Office) -> None:
    at = at_site(office)
    at.make_ready()
    lapse = at.standing.lapse
    assert lapse == Lapse(office.clock.now() + timedelta(days=1), len(at.tags))
    record = printing.print_certificate(office.workspace, office.by(TECHNICIAN), site_id=at.site.id)
    said = " ".join(text_of(files.fetch(office.workspace.papers, record.sha256)).split())
    assert f"Kết quả kiểm tra của 04 thiết bị hết hạn từ {long_moment(lapse.at)}" in said


def test_the_rows_of_a_certificate_are_numbered_without_a_gap(office: Office) -> None:
    at = at_site(office)
    register.take_back(office.workspace, office.by(TECHNICIAN), tags=[at.tags[1]])
    record = printing.print_certificate(office.workspace, office.by(TECHNICIAN), site_id=at.site.id)
    said = text_of(files.fetch(office.workspace.papers, record.sha256))
    assert re.findall(r"(\d) (?:Bàn|Máy) [^\d]+ 1 TB-", said) == ["1", "2", "3"]


def test_the_minutes_of_stamps_have_no_column_that_nobody_filled_in(office: Office) -> None:
    at = at_site(office)
    at.make_ready()
    ws = office.workspace

    def printed() -> str:
        minutes, table = printing.print_seal_minutes(ws, office.by(TECHNICIAN), site_id=at.site.id)
        page = load_workbook(io.BytesIO(files.fetch(ws.papers, table.sha256))).worksheets[0]
        heads = next(row for row in page.iter_rows(values_only=True) if row[0] == "TT")
        text = text_of(files.fetch(ws.papers, minutes.sha256))
        assert ("Hạn" in heads, "Vị trí dán" in heads) == (" Hạn " in text, "Vị trí dán" in text)
        return text

    bare = printed()
    assert "Vị trí dán" not in bare
    assert " Hạn " not in bare
    until = office.clock.now().date() + timedelta(days=30)
    room = sites.make_place(ws, office.by(TECHNICIAN), site_id=at.site.id, kind=PlaceKind.ROOM, name="Phòng kiểm phiếu")
    place = NewSeal(SealKind.SEAL, "NP 77", POLICE, place_id=room.id, spot="cửa chính", expires_on=until)
    sealing.affix(ws, office.by(TECHNICIAN), seals=[place])
    told = printed()
    assert "cửa chính" in told
    assert f"{until:%d/%m/%Y}" in told


def test_a_certificate_of_a_site_that_is_not_ready_says_so_and_why(office: Office) -> None:
    at = at_site(office)
    at.check(at.tags[0])
    record = printing.print_certificate(office.workspace, office.by(TECHNICIAN), site_id=at.site.id)
    said = text_of(files.fetch(office.workspace.papers, record.sha256))
    assert "chưa sẵn sàng" in said
    assert "chưa có tem kiểm định" in said
    assert "Phạm Quốc Khánh" in said


def test_the_board_of_all_sites_says_what_each_site_says(any_office: Office) -> None:
    at = at_site(any_office)
    at.check(at.tags[0], failing=[Item.KEYPAD])
    at.check(at.tags[0])
    any_office.clock.advance(minutes=5)
    at.check(at.tags[1], failing=[Item.TONER])
    a_site(any_office, "Nhà văn hóa thôn 2")
    with any_office.workspace.reading() as unit:
        lines = views.sites_of(unit, at.site.congress_id)
        seen = [views.site_view(unit, one.site.id) for one in lines]
        of_rule = steps.standings(unit, at.devices)
    assert [(one.standing, one.lacks) for one in lines] == [(one.standing, one.lacks) for one in seen]
    of_board = {one.device.id: dict(one.now.open) for view in seen for one in view.devices}
    missing = {
        key: {one.due.item: one.state for one in items if one.state is not PASSED} for key, items in of_rule.items()
    }
    assert of_board == missing
    # Passed and failed at the same moment: it failed.
    assert of_board[at.devices[0].id] == {Item.KEYPAD: ItemState.FAILED}


def test_more_sites_are_read_in_no_more_statements(office: Office) -> None:
    at = at_site(office)
    few = _statements(office, at.site.congress_id)
    for number in range(5):
        a_site(office, f"Nhà văn hóa thôn {number}")
    assert _statements(office, at.site.congress_id) == few


def _statements(office: Office, congress_id: UUID) -> int:
    """How many statements the board of all sites takes."""
    said: list[str] = []
    with office.workspace.reading() as unit:
        event.listen(unit.connection, "before_cursor_execute", lambda *given: said.append(given[2]))
        views.sites_of(unit, congress_id)
    return len(said)
