"""Norms and staff numbers typed in: checked whole, dated, with their source; the history stays."""

from datetime import date

import pytest

from congress.errors import Malformed, Refused
from congress.term import bodies as term
from congress.workspace import check_journal
from devices.needs import keeping, queries
from devices.needs.norms import DAM_RONG_2025
from devices.needs.rules.norms import MOST, holding
from devices.needs.values import Basis, Dated, Norm, NormSet
from tests.devices_register.stores import TECHNICIAN, dam_rong, decision
from tests.workspaces import Office

ON, LATER = date(2025, 7, 1), date(2026, 1, 1)
COMPUTERS = Norm("computers", "soạn thảo", Basis.PERSON, 1)


def _entered(office: Office, *norms: Norm, given_by: str = "02-PA/HU", since: date = ON) -> NormSet:
    by = office.by(TECHNICIAN)
    return keeping.enter_norms(office.workspace, by, norms, given_by=given_by, since=since)


def test_norms_are_kept_as_they_were_typed_and_those_before_stay(any_office: Office) -> None:
    _entered(any_office, *DAM_RONG_2025.norms)
    _entered(any_office, Norm("computers", "  soạn   thảo ", Basis.PERSON, 1), given_by=" 12-QĐ/TU ", since=LATER)
    with any_office.workspace.reading() as unit:
        before, after = queries.norm_sets(unit)
    assert (before.norms, before.dated.source) == (DAM_RONG_2025.norms, "02-PA/HU")
    assert (after.norms, after.dated) == ((COMPUTERS,), Dated("12-QĐ/TU", LATER))
    assert check_journal(any_office.workspace) == ()


def test_which_norms_hold_is_a_matter_of_the_day() -> None:
    sets = [NormSet(Dated("x", since), ()) for since in (LATER, ON)]
    assert holding(sets, on=date(2025, 6, 30)) is None
    assert holding(sets, on=ON) is sets[1]
    assert holding(sets, on=LATER) is sets[0]


def test_every_fault_of_typed_norms_is_named_and_nothing_is_kept(office: Office) -> None:
    wrong = (
        COMPUTERS,
        Norm("laptops", " ", Basis.UNIT, MOST + 1),
        Norm("computers", "soạn thảo", Basis.PERSON, 2),
        Norm("ups", "☎" + "a" * 200, Basis.UNIT, 1),
    )
    with pytest.raises(Malformed) as raised:
        _entered(office, *wrong)
    assert [(one.where, one.code) for one in raised.value.findings] == [
        ("norm[2].item", "item-unknown"),
        ("norm[2].purpose", "field-empty"),
        ("norm[2].quantity", "out-of-range"),
        ("norm[3].purpose", "row-repeated"),
        ("norm[4].purpose", "field-too-long"),
        ("norm[4].purpose", "letters-not-printable"),
    ]
    for norms, given_by, code in (((), "x", "no-rows"), ((COMPUTERS,), " ", "needs-source-missing")):
        with pytest.raises(Malformed, match=code):
            _entered(office, *norms, given_by=given_by)
    with office.workspace.reading() as unit:
        assert queries.norm_sets(unit) == ()


def test_a_units_numbers_are_its_history_and_one_of_the_same_day_gives_place(any_office: Office) -> None:
    known, ws = dam_rong(any_office), any_office.workspace
    for staff, since in ((20, ON), (22, LATER), (21, ON)):
        by = any_office.by(TECHNICIAN)
        keeping.enter_staff(ws, by, body_id=known.new[0], staff=staff, seat=" Phi  Liêng ", given_by="KL", since=since)
    with ws.reading() as unit:
        history = queries.staff_history(unit)
        assert queries.staff_numbers(unit, on=ON)[known.new[0]].staff == 21
    assert [(one.staff, one.dated.since) for one in history.pop(known.new[0])] == [(22, LATER), (21, ON)]
    assert history == {}
    assert check_journal(ws) == ()


def test_numbers_that_cannot_be_are_refused(office: Office) -> None:
    known, ws, by = dam_rong(office), office.workspace, office.by(TECHNICIAN)
    term.make_merger(ws, office.by("thuky"), details=decision(known))
    with pytest.raises(Refused, match="body-closed"):
        keeping.enter_staff(ws, by, body_id=known.old[0], staff=1, given_by="x", since=ON)
    with pytest.raises(Malformed, match="out-of-range"):
        keeping.enter_staff(ws, by, body_id=known.new[0], staff=MOST + 1, given_by="x", since=ON)
    with pytest.raises(Malformed, match="needs-source-missing"):
        keeping.enter_staff(ws, by, body_id=known.new[0], staff=1, given_by=" ", since=ON)
    with pytest.raises(Malformed, match="field-too-long"):
        keeping.enter_staff(ws, by, body_id=known.new[0], staff=1, seat="a" * 201, given_by="x", since=ON)
