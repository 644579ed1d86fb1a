"""Devices change hands by minutes, all of them or none, and come back; on both engines."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from congress.errors import Malformed, Refused
from congress.records import files
from congress.workspace import check_journal
from devices.custody import queries, service
from devices.custody.service import Handed
from devices.custody.values import NewHandover, NewLine
from devices.readiness import incidents
from devices.readiness.values import IncidentKind
from devices.register import service as register
from devices.register.queries import devices as kept
from devices.register.values.devices import Condition, Device, DeviceAct, DeviceState, UseClass, Wiping
from devices.register.values.history import Event, Happening
from tests.congress_papers.reading import text_of
from tests.devices_custody.samples import COMMUNE, DISK, DOCUMENTS, OFFICE, OTHER, Custodians, custodians, good
from tests.workspaces import Office

WIPED = Wiping("ghi đè 3 lượt", date(2025, 8, 1), "05-BB/CY")


@pytest.fixture
def at(office: Office) -> Custodians:
    return custodians(office)


def codes(work: Callable[[], object]) -> list[str]:
    with pytest.raises(Malformed) as malformed:
        work()
    return sorted(finding.code for finding in malformed.value.findings)


def handed(at: Custodians, new: NewHandover | None = None) -> Handed:
    return service.hand_over(at.office.workspace, at.by, new=new or at.new)


def history(at: Custodians, device: Device) -> tuple[Event, ...]:
    with at.office.workspace.reading() as unit:
        return kept.history(unit, device.id)


def paper(at: Custodians, made: Handed) -> str:
    return text_of(files.fetch(at.office.workspace.papers, made.papers[0].sha256))


# --- handing over ------------------------------------------------------------------------------------------


def test_many_devices_change_hands_in_one_deed(any_office: Office) -> None:
    at = custodians(any_office)
    before = len(history(at, at.devices[0]))
    made = handed(at)
    assert at.holders(at.devices) == {(at.bodies[COMMUNE], "K'Brơi")}
    assert {one.details.owner_id for one in at.now(*at.devices)} == {at.bodies[OFFICE]}
    told = history(at, at.devices[1])[0]
    assert told.happening is Happening.HANDED_OVER
    assert told.facts["from"] == "Cơ quan Huyện ủy"
    assert told.facts["minutes"] == "03-BB/VPHU"
    assert len(history(at, at.devices[0])) == before + 1
    with any_office.workspace.reading() as unit:
        assert queries.handovers(unit) == (made.handover,)
        assert queries.handovers(unit, congress_id=at.congress_id) == (made.handover,)
    assert check_journal(any_office.workspace) == ()


def test_every_fault_is_named_at_once_and_nothing_moves(at: Custodians) -> None:
    first, second, third = at.devices
    ws = at.office.workspace
    register.lose(ws, at.office.by("hoitruong", reason="mất"), tags=[third.tag])
    wrong = replace(
        at.new,
        number=" ",
        basis="",
        on=at.today + timedelta(days=1),
        taker=replace(at.giver, body_id=at.bodies[OTHER]),
        giver=replace(at.giver, body_id=at.bodies[OTHER]),
        lines=(good(first), good(first), good(third), good(at.secret[0])),
    )
    assert codes(lambda: handed(at, wrong)) == [
        "device-lost",
        "field-empty",
        "field-empty",
        "handover-classified-apart",
        "handover-device-twice",
        "handover-device-twice",
        "handover-held-by-another",
        "handover-held-by-another",
        "handover-held-by-another",
        "handover-held-by-another",
        "handover-in-future",
        "handover-to-oneself",
    ]
    assert at.holders((first, second)) == {(at.bodies[OFFICE], "")}
    with ws.reading() as unit:
        assert queries.handovers(unit) == ()


def test_a_number_is_used_once_a_year_by_a_giver_and_the_next_is_proposed(at: Custodians) -> None:
    with at.office.workspace.reading() as unit:
        assert service.next_number(unit, at.bodies[OFFICE], year=at.today.year) == "01-BB/BG"
    handed(at, replace(at.new, number="01-bb/bg", lines=at.new.lines[:1]))
    again = replace(at.new, number="01-BB / BG", lines=at.new.lines[1:])
    assert codes(lambda: handed(at, again)) == ["handover-number-used"]
    with at.office.workspace.reading() as unit:
        assert service.next_number(unit, at.bodies[OFFICE], year=at.today.year) == "02-BB/BG"


def test_devices_go_on_only_from_the_one_who_holds_them(at: Custodians) -> None:
    handed(at)
    again = replace(at.new, number="09-BB/VPHU", taker=replace(at.taker, body_id=at.bodies[OTHER]))
    assert codes(lambda: handed(at, again)) == ["handover-held-by-another"] * 3
    on = replace(again, giver=at.taker)
    handed(at, on)
    assert at.holders(at.devices) == {(at.bodies[OTHER], "K'Brơi")}


def test_the_minutes_tell_sides_basis_devices_and_the_list_goes_along(at: Custodians) -> None:
    made = handed(at)
    text = paper(at, made)
    for said in (
        "Số 03-BB/VPHU",
        "Cơ quan Huyện ủy",
        "Đỗ Đức Hạnh, chức vụ: Chánh Văn phòng",
        "Đảng ủy xã Đạ K' Nàng",
        "Quyết định số 15-QĐ/HU ngày 01/8/2025",
        "5CD2310KLM",
        "dây nguồn, chuột",
        *(one.tag for one in at.devices),
    ):
        assert said in text, said
    assert [record.name.rpartition(".")[2] for record in made.papers] == ["pdf", "xlsx"]


# --- coming back -------------------------------------------------------------------------------------------


def test_a_return_names_what_differs_and_what_stays_out(any_office: Office) -> None:
    at = custodians(any_office)
    ws, (first, second, third) = any_office.workspace, at.devices
    of = handed(at)
    register.assign(ws, at.by, tags=[first.tag, second.tag], site_id=at.site_id)
    lines = (good(first), NewLine(tag=second.tag, condition=Condition.WORN, accessories="dây nguồn"))
    back = service.hand_back(ws, at.by, new=at.back(of, lines))
    assert at.out(of.handover) == (third.id,)
    now = at.now(*at.devices)
    assert [one.state for one in now] == [DeviceState.RETURNED, DeviceState.RETURNED, DeviceState.REGISTERED]
    assert [one.whereabouts.site_id for one in now] == [None, None, None]
    assert [one.condition for one in now] == [Condition.GOOD, Condition.WORN, Condition.GOOD]
    assert at.holders((first, second)) == {(at.bodies[OFFICE], "Đỗ Đức Hạnh")}
    assert at.holders((third,)) == {(at.bodies[COMMUNE], "K'Brơi")}
    text = paper(at, back)
    assert "khi giao “Tốt”, khi nhận lại “Đã cũ”" in text
    assert "thiếu phụ kiện chuột" in text
    assert "01 thiết bị của biên bản bàn giao số 03-BB/VPHU còn ở ngoài" in text
    assert third.tag in text
    rest = service.hand_back(ws, at.by, new=at.back(of, (good(third),), number="02-BB/ĐU"))
    assert at.out(of.handover) == ()
    assert "đã nhận lại đủ (cùng 02 thiết bị nhận lại các lần trước)" in paper(at, rest)
    assert check_journal(ws) == ()


def test_what_is_not_out_does_not_come_back(at: Custodians) -> None:
    ws, (first, second, _) = at.office.workspace, at.devices
    of = handed(at, replace(at.new, lines=at.new.lines[:2]))
    service.hand_back(ws, at.by, new=at.back(of, (good(first),)))
    again = at.back(of, (good(first), good(at.devices[2])), number="02-BB/ĐU")
    assert codes(lambda: service.hand_back(ws, at.by, new=again)) == [
        "handover-held-by-another",
        "handover-held-by-another",
        "return-not-out",
        "return-not-out",
    ]
    early = replace(at.back(of, (good(second),), number="02-BB/ĐU"), on=at.today - timedelta(days=1))
    assert codes(lambda: service.hand_back(ws, at.by, new=early)) == ["return-before-handover"]
    secret = at.back(of, (good(second),), number="02-BB/ĐU")
    assert "handover-not-classified" in codes(lambda: service.hand_back_classified(ws, at.two, new=secret))


def test_the_number_of_a_return_is_in_the_book_of_the_one_who_takes_back(at: Custodians) -> None:
    ws, (first, second, _) = at.office.workspace, at.devices
    of = handed(at)
    used = at.back(of, (good(first),), number="03-BB/VPHU")
    assert codes(lambda: service.hand_back(ws, at.by, new=used)) == ["handover-number-used"]
    service.hand_back(ws, at.by, new=at.back(of, (good(first),), number="01-BB/BG"))
    again = at.back(of, (good(second),), number="01-BB/BG")
    assert codes(lambda: service.hand_back(ws, at.by, new=again)) == ["handover-number-used"]
    with ws.reading() as unit:
        assert service.next_number(unit, at.bodies[OFFICE], year=at.today.year) == "02-BB/BG"
        assert service.next_number(unit, at.bodies[COMMUNE], year=at.today.year) == "01-BB/BG"


def test_a_device_with_an_open_incident_comes_back_and_its_incident_stays_open(at: Custodians) -> None:
    ws, device = at.office.workspace, at.devices[0]
    of = handed(at)
    incident = incidents.report(ws, at.by, tag=device.tag, kind=IncidentKind.FAULT, what="không lên nguồn")
    service.hand_back(ws, at.by, new=at.back(of, (NewLine(tag=device.tag, condition=Condition.BROKEN),)))
    (now,) = at.now(device)
    assert (now.state, now.custody.holder_id) == (DeviceState.INCIDENT, at.bodies[OFFICE])
    incidents.close(ws, at.by, incident_id=incident.id, outcome="gửi bảo hành", act=DeviceAct.REPAIR)


# --- classified machines -----------------------------------------------------------------------------------


def test_classified_machines_go_by_minutes_of_their_own_and_two_people(at: Custodians) -> None:
    ws = at.office.workspace
    mixed = replace(at.secret_new, lines=(*at.secret_new.lines, good(at.devices[0])))
    assert codes(lambda: service.hand_over_classified(ws, at.two, new=mixed)) == [
        "handover-disk-missing",
        "handover-not-classified",
        "handover-seal-missing",
    ]
    with pytest.raises(Refused, match="second-missing"):
        service.hand_over_classified(ws, at.by, new=at.secret_new)
    made = service.hand_over_classified(ws, at.two, new=at.secret_new)
    assert at.holders(at.secret) == {(at.bodies[COMMUNE], "K'Brơi")}
    text = paper(at, made)
    for said in (f"{DISK}-0", f"{DISK}-1", "12-BC/HU; 15-TTr/HU", "NP 0031-1", "Không thay đổi"):
        assert said in text, said


@pytest.mark.parametrize(
    "documents", ["12-BC/HU Báo cáo về nhân sự", "Báo cáo nhân sự", "12-BC/HU, về việc điều động", "nhân-sự/HU"]
)
def test_of_a_document_only_number_and_symbol_are_taken(at: Custodians, documents: str) -> None:
    lines = tuple(replace(line, documents=documents) for line in at.secret_new.lines[:1])
    with pytest.raises(Malformed) as malformed:
        service.hand_over_classified(at.office.workspace, at.two, new=replace(at.secret_new, lines=lines))
    (fault,) = malformed.value.findings
    assert fault.code == "handover-document-number"
    assert documents not in str(fault.facts)


def test_an_ordinary_paper_holds_nothing_of_a_classified_machine(at: Custodians) -> None:
    lines = tuple(replace(line, documents=DOCUMENTS, seal="NP 1") for line in at.new.lines[:1])
    assert codes(lambda: handed(at, replace(at.new, lines=lines))) == ["handover-ordinary-bare"] * 2


def test_another_use_asks_for_proof_of_wiping_and_is_told_on_the_minutes(at: Custodians) -> None:
    ws = at.office.workspace

    def go(**more: Any) -> Handed:
        return service.hand_over_classified(ws, at.two, new=at.secret_new, use_class=UseClass.INTERNAL, **more)

    assert codes(go) == ["wiping-missing"]
    assert codes(lambda: go(wiping=Wiping("", date(2025, 8, 1), " "))) == ["wiping-missing"] * 2
    made = go(wiping=WIPED)
    assert {one.use_class for one in at.now(*at.secret)} == {UseClass.INTERNAL}
    told = [event.happening for event in history(at, at.secret[0])][:2]
    assert told == [Happening.USE_CLASS, Happening.HANDED_OVER]
    assert "theo biên bản số 05-BB/CY" in paper(at, made)
    assert "Văn bản đã lưu trên máy trước khi xóa dữ liệu" in paper(at, made)


def test_a_machine_wiped_at_its_hand_over_comes_back_as_what_it_is_now(at: Custodians) -> None:
    ws, (first, second) = at.office.workspace, at.secret
    of = service.hand_over_classified(
        ws, at.two, new=at.secret_new, use_class=UseClass.INTERNET, wiping=replace(WIPED, method="ghi đè")
    )
    assert "Chuyển sang: kết nối Internet." in paper(at, of)
    back = service.hand_back(ws, at.by, new=at.back(of, (NewLine(tag=first.tag, condition=Condition.GOOD),)))
    assert at.out(of.handover) == (second.id,)
    assert "không còn văn bản" not in paper(at, back)
    assert "ổ cứng khi giao" not in paper(at, back)


def test_a_device_that_became_classified_meanwhile_comes_back_by_two(at: Custodians) -> None:
    ws, device = at.office.workspace, at.devices[0]
    of = handed(at, replace(at.new, lines=at.new.lines[:1]))
    register.change_use_class(ws, at.two, tags=[device.tag], use_class=UseClass.CLASSIFIED, wiping=WIPED)
    line = replace(good(device), disk_serial="WD-1", seal="NP 7")
    assert codes(lambda: service.hand_back(ws, at.by, new=at.back(of, (line,))))
    back = service.hand_back_classified(ws, at.two, new=at.back(of, (line,)))
    assert at.out(of.handover) == ()
    assert "khi giao —" not in paper(at, back)


def test_a_classified_machine_that_comes_back_with_another_disk_is_said(at: Custodians) -> None:
    ws = at.office.workspace
    of = service.hand_over_classified(ws, at.two, new=at.secret_new)
    one = replace(at.secret_new.lines[0], disk_serial="WD-9999", documents="12-BC/HU")
    back = service.hand_back_classified(ws, at.two, new=at.back(of, (one,)))
    text = paper(at, back)
    assert "ổ cứng khi giao WD-5521-0, khi nhận lại WD-9999" in text
    assert "không còn văn bản số 15-TTr/HU" in text
    assert at.out(of.handover) == (at.secret[1].id,)
