"""A list that would give a known device another serial number, holder or owner waits for a person's yes."""

import pytest

from congress.errors import Malformed
from congress.i18n import LANGUAGES, sentence
from congress.workspace import check_journal
from devices.register import importing, service
from devices.register.queries import devices as queries
from devices.register.values.devices import Category, Device, DeviceDetails, NewDevice, UseClass
from tests.congress_journal.forging import entries
from tests.devices_register.stores import TECHNICIAN, DamRong, dam_rong
from tests.workspaces import Office
from tui.screens.device_words import told

HEADER = "Mã thiết bị,Loại thiết bị,Số sê-ri,Đơn vị sở hữu,Đơn vị giữ,Người giữ"


@pytest.fixture
def known(office: Office) -> DamRong:
    """The bodies of Đam Rông."""
    return dam_rong(office)


def _entered(office: Office, known: DamRong, *, use_class: UseClass = UseClass.INTERNAL) -> tuple[Device, ...]:
    new = [
        NewDevice(
            details=DeviceDetails(category=category, owner_id=known.old[0], serial=serial),
            holder_name=name,
            use_class=use_class,
        )
        for category, serial, name in (
            (Category.COMPUTER, "AA-1", "Đa Cát K' Hương"),
            (Category.COMPUTER, "BB-2", ""),
            (Category.PRINTER, "", ""),
        )
    ]
    return service.register(office.workspace, office.by(TECHNICIAN), devices=new)


def _looked(office: Office, *rows: str) -> tuple[bytes, importing.ImportPlan]:
    data = "\n".join((HEADER, *rows)).encode()
    return data, importing.look(office.workspace, source=data, name="a.csv")


def _changes(plan: importing.ImportPlan) -> list[tuple[str, str]]:
    for change in plan.changes:
        for language in LANGUAGES:
            said = sentence(change, language)
            assert said != change.code
            assert "{" not in said
    return [(change.where, change.code) for change in plan.changes]


def test_another_serial_number_of_a_known_device_is_named_and_waits(office: Office, known: DamRong) -> None:
    first, second, third = _entered(office, known)
    data, plan = _looked(office, f"{first.tag},,CC-3,,,", f"{second.tag},,bb 2,,,", f"{third.tag},,DD-4,,,")
    assert _changes(plan) == [("a.csv:2:C", "list-serial-becomes")]
    assert plan.changes[0].facts == {"tag": first.tag, "before": "AA-1", "after": "CC-3"}
    by = office.by(TECHNICIAN)
    with pytest.raises(Malformed, match="list-serial-becomes"):
        importing.accept(office.workspace, by, source=data, name="a.csv", digest=plan.digest)
    with office.workspace.reading() as unit:
        assert queries.devices_of(unit, [first.tag])[first.tag].details.serial == "AA-1"
    importing.accept(office.workspace, by, source=data, name="a.csv", digest=plan.digest, confirmed=True)
    with office.workspace.reading() as unit:
        assert queries.devices_of(unit, [first.tag])[first.tag].details.serial == "CC-3"
    assert entries(office)[-1].facts["confirmed"] == {"serials": 1}
    assert check_journal(office.workspace) == ()


def test_swapped_serial_numbers_are_called_a_swap(office: Office, known: DamRong) -> None:
    first, second, _ = _entered(office, known)
    _, plan = _looked(office, f"{first.tag},,BB-2,,,", f"{second.tag},,AA-1,,,")
    assert _changes(plan) == [("a.csv:2:C", "list-serials-swapped"), ("a.csv:3:C", "list-serials-swapped")]
    assert plan.changes[0].facts["other"] == second.tag


def test_a_serial_number_moved_on_is_not_one_of_two_devices(office: Office, known: DamRong) -> None:
    first, second, _ = _entered(office, known)
    _, plan = _looked(office, f"{first.tag},,BB-2,,,", f"{second.tag},,CC-3,,,")
    assert _changes(plan) == [("a.csv:2:C", "list-serial-becomes"), ("a.csv:3:C", "list-serial-becomes")]


def test_one_serial_number_under_two_tags_is_named(office: Office, known: DamRong) -> None:
    first, second, third = _entered(office, known)
    _, plan = _looked(office, f"{third.tag},,AA1,,,", f"{second.tag},,AA-1,,,")
    assert _changes(plan) == [
        ("a.csv:2:C", "list-serial-of-another"),
        ("a.csv:3:C", "list-serial-becomes"),
        ("a.csv:3:C", "list-serial-of-another"),
    ]
    assert {change.facts.get("tags") for change in plan.changes} == {first.tag, None}


def test_a_new_device_of_another_category_with_a_known_serial_number_is_named(office: Office, known: DamRong) -> None:
    _entered(office, known)
    body = "Đảng ủy xã Rô Men"
    _, plan = _looked(office, f",Máy in,AA-1,{body},,", f",Máy scan,XX-9,{body},,", f",Máy in,XX-9,{body},,")
    assert _changes(plan) == [("a.csv:2:C", "list-serial-of-another"), ("a.csv:4:C", "list-serial-again")]


def test_another_holder_without_minutes_is_named_and_history_says_so(office: Office, known: DamRong) -> None:
    first, second, third = _entered(office, known)
    rows = (
        f"{first.tag},,,,,Bon Niêng Y Klong",
        f"{second.tag},,,,Đảng ủy xã Rô Men,",
        f"{third.tag},,,,,Kră Jăn Sim",
    )
    data, plan = _looked(office, *rows)
    assert _changes(plan) == [("a.csv:2:F", "list-holder-changes"), ("a.csv:3:E", "list-holder-changes")]
    assert plan.changes[0].facts == {
        "tag": first.tag,
        "before": "Đa Cát K' Hương, Đảng ủy xã Đạ K' Nàng",
        "after": "Bon Niêng Y Klong, Đảng ủy xã Đạ K' Nàng",
    }
    assert "chưa có biên bản bàn giao" in sentence(plan.changes[0], "vi")
    by = office.by(TECHNICIAN)
    importing.accept(office.workspace, by, source=data, name="a.csv", digest=plan.digest, confirmed=True)
    with office.workspace.reading() as unit:
        lines = [queries.history(unit, device.id)[0] for device in (first, second, third)]
    assert [line.facts.get("without_minutes") for line in lines] == [True, True, None]
    assert ["chưa có biên bản bàn giao" in told(line, {}) for line in lines] == [True, True, False]


def test_another_owner_is_named(office: Office, known: DamRong) -> None:
    first, *_ = _entered(office, known)
    _, plan = _looked(office, f"{first.tag},,,Đảng ủy xã Rô Men,,")
    assert _changes(plan) == [("a.csv:2:D", "list-owner-changes")]


def test_a_classified_machine_does_not_change_hands_by_a_list(office: Office, known: DamRong) -> None:
    first, *_ = _entered(office, known, use_class=UseClass.CLASSIFIED)
    _, plan = _looked(office, f"{first.tag},,,,Đảng ủy xã Rô Men,")
    assert [(one.where, one.code) for one in plan.planned.faults] == [("a.csv:2:E", "list-holder-of-classified")]


def test_what_was_confirmed_is_what_was_seen(office: Office, known: DamRong) -> None:
    """A serial number that came to another device since is another change than the one confirmed."""
    first, second, _ = _entered(office, known)
    data, plan = _looked(office, f"{first.tag},,CC-3,,,")
    details = DeviceDetails(category=Category.COMPUTER, owner_id=known.old[0], serial="CC-3")
    by = office.by(TECHNICIAN)
    service.change(office.workspace, by, tag=second.tag, details=details)
    with pytest.raises(Exception, match="import-changed"):
        importing.accept(office.workspace, by, source=data, name="a.csv", digest=plan.digest, confirmed=True)
