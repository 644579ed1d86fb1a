"""Deeds on the electorate and on the open points of the regulation, on both engines."""

import pytest

from ballots.contests import rules, service
from ballots.contests.values import (
    ElectorateLine,
    ElectorateStage,
    Roll,
)
from ballots.regulations.values import (
    ElectorateKind,
    Form,
)
from congress.errors import Malformed, Refused
from congress.term.values import CongressKind
from tests.ballots_contests.preparing import codes, prepared
from tests.workspaces import Office


def test_attendance_at_this_vote_is_entered_when_it_is_known(any_office: Office) -> None:
    known = prepared(any_office)
    locked = known.lock(known.ready().id)
    changed = known.step(lambda unit: service.set_present(unit, locked.id, present=140), scope_id=locked.id)
    assert changed.electorate is not None
    assert (changed.electorate.present, changed.denominator) == (140, 148)
    with pytest.raises(Malformed) as caught:
        known.step(lambda unit: service.set_present(unit, locked.id, present=151), scope_id=locked.id)
    assert codes(caught.value.findings) == ["present-over-summoned"]
    assert known.sheet(locked.id) == changed


@pytest.mark.parametrize("kind", list(CongressKind))
def test_the_electorate_is_of_the_kind_of_the_congress(office: Office, kind: CongressKind) -> None:
    known = prepared(office, kind=kind)
    assert known.contest().roll.kind == ElectorateKind(kind)


def test_the_electorate_is_read_back_line_by_line(any_office: Office) -> None:
    known = prepared(any_office, kind=CongressKind.MEMBERS)
    made = known.contest()
    roll = Roll(
        ElectorateKind.MEMBERS,
        on_roll=24,
        present=19,
        lines=(
            ElectorateLine(ElectorateStage.NOT_SUMMONED, "prosecuted", 1, "Lê Văn X"),
            ElectorateLine(ElectorateStage.NOT_SUMMONED, "suspended", 1),
            ElectorateLine(ElectorateStage.DEDUCTION, "living-elsewhere", 1),
            ElectorateLine(ElectorateStage.DEDUCTION, "absent-accepted", 2, "Vũ Thị Y, Đỗ Văn Z"),
        ),
    )
    by = any_office.by("thamtra")
    entered = service.set_electorate(any_office.workspace, by, contest_id=made.id, roll=roll)
    assert known.sheet(made.id).roll == entered.roll == roll
    assert (entered.summoned, entered.denominator, entered.needed) == (22, 19, 10)


def test_a_faulty_electorate_names_every_fault_and_changes_nothing(office: Office) -> None:
    known = prepared(office)
    ready = known.ready()
    lines = (ElectorateLine(ElectorateStage.DEDUCTION, "living-elsewhere", 0),)
    wrong = Roll(ElectorateKind.DELEGATES, on_roll=5, present=9, lines=lines)
    with pytest.raises(Malformed) as caught:
        service.set_electorate(office.workspace, office.by("thamtra"), contest_id=ready.id, roll=wrong)
    assert codes(caught.value.findings) == [
        "electorate-reason-wrong",
        "electorate-persons-wrong",
        "present-over-summoned",
    ]
    assert known.sheet(ready.id) == ready


def test_an_open_point_is_decided_with_a_reason(any_office: Office) -> None:
    known = prepared(any_office)
    workspace, congress_id = any_office.workspace, known.congress.id
    with pytest.raises(Refused, match="reason-missing"):
        service.set_setting(workspace, any_office.by("thuky"), congress_id=congress_id, key="all_blank", value="valid")
    by = any_office.by("thuky", reason="Đại hội biểu quyết")
    for key, value, code in (("all_blank", "x", "setting-not-allowed"), ("khac", "x", "setting-unknown")):
        with pytest.raises(Refused, match=code):
            service.set_setting(workspace, by, congress_id=congress_id, key=key, value=value)
    service.set_setting(workspace, by, congress_id=congress_id, key="all_blank", value="valid")
    lines = service.set_setting(workspace, by, congress_id=congress_id, key="minutes_copies", value=5)
    known_lines = {line.key: line for line in lines}
    assert (known_lines["all_blank"].value, known_lines["minutes_copies"].value) == ("valid", 5)
    with workspace.reading() as unit:
        assert service.settings_of(unit, congress_id) == lines


def test_the_board_confirms_open_points_at_their_defaults(any_office: Office) -> None:
    known = prepared(any_office)
    workspace, congress_id = any_office.workspace, known.congress.id
    with pytest.raises(Refused, match="role-missing"):
        service.confirm_settings(workspace, any_office.by("kythuat"), congress_id=congress_id)
    one = service.confirm_settings(workspace, any_office.by("uyvien1"), congress_id=congress_id, keys=["tie"])
    assert {line.key for line in one if line.must_confirm and line.is_decided} == {"tie"}
    every = service.confirm_settings(workspace, any_office.by("truongban"), congress_id=congress_id)
    assert not any(line.is_open for line in every)
    assert all(line.is_default for line in every)
    with pytest.raises(Refused, match="settings-none-open"):
        service.confirm_settings(workspace, any_office.by("truongban"), congress_id=congress_id)


def test_the_form_that_a_congress_prints_holds_for_its_contests(office: Office) -> None:
    known = prepared(office)
    made = known.contest()
    by = office.by("thuky", reason="Đại hội thống nhất mẫu phiếu")
    service.set_setting(office.workspace, by, congress_id=known.congress.id, key="ballot_form", value="agree")
    changed = known.sheet(made.id)
    assert (changed.form, changed.derived_form) == (Form.AGREE, Form.STRIKE)
    assert changed.contest is not None
    assert changed.contest.form is Form.AGREE
    assert "agree-with-surplus" in codes(rules.remarks(changed))
