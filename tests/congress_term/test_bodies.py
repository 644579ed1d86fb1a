"""Party bodies and the decisions that merge them, on both engines."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from congress.errors import Malformed, Refused
from congress.term import bodies as service
from congress.term import queries
from congress.term.rules.bodies import Names, loose_key
from congress.term.values import BodyDetails, BodyKind, MergerDetails, MergerPart, PartyBody
from congress.workspace import check_journal
from tests.workspaces import Office

OLD = BodyDetails("Đảng ủy xã Đạ K' Nàng", BodyKind.COMMUNE, code="A01", opened_on=date(1990, 1, 1))
NEW = BodyDetails("Đảng ủy xã Đam Rông 1", BodyKind.COMMUNE, opened_on=date(2025, 7, 1))
ON = date(2025, 7, 1)


def _body(office: Office, details: BodyDetails) -> PartyBody:
    return service.make_body(office.workspace, office.by("thuky"), details=details)


def _merger(*parts: MergerPart, decision: str = "2147-KL/HU") -> MergerDetails:
    return MergerDetails(decision, date(2025, 4, 14), ON, parts)


def test_a_body_is_kept_as_it_was_entered(any_office: Office) -> None:
    above = _body(any_office, BodyDetails("Huyện ủy Đam Rông", BodyKind.DISTRICT))
    made = _body(any_office, replace(OLD, parent_id=above.id))
    with any_office.workspace.reading() as unit:
        assert queries.bodies(unit) == (made, above)
        assert queries.body(unit, made.id) == made
        assert queries.bodies_above(unit, made.id) == (made.id, above.id)
    with pytest.raises(Refused, match="body-below-itself"):
        service.change_body(
            any_office.workspace,
            any_office.by("thuky"),
            body_id=above.id,
            details=replace(above.details, parent_id=made.id),
        )
    assert check_journal(any_office.workspace) == ()


def test_a_name_is_unique_among_the_open_bodies(office: Office) -> None:
    old, new = _body(office, OLD), _body(office, NEW)
    twin = replace(OLD, name="ĐẢNG ỦY XÃ ĐẠ K’Nàng")
    with pytest.raises(Malformed, match="body-exists"):
        _body(office, twin)
    merger = _merger(MergerPart(old.id, new.id))
    service.make_merger(office.workspace, office.by("thuky"), details=merger)
    assert _body(office, twin).name == "ĐẢNG ỦY XÃ ĐẠ K’Nàng"


def test_all_bodies_of_a_list_are_entered_or_none(office: Office) -> None:
    by = office.by("quantri")
    details = [OLD, NEW, replace(OLD, name=OLD.name.upper()), replace(NEW, name="  "), replace(NEW, name="☎")]
    with pytest.raises(Malformed) as raised:
        service.make_bodies(office.workspace, by, details=details)
    assert [(one.where, one.code) for one in raised.value.findings] == [
        ("body[3]", "body-exists"),
        ("body[4]", "body-name-missing"),
        ("body[5]", "letters-not-printable"),
    ]
    assert len(service.make_bodies(office.workspace, by, details=details[:2])) == 2


def test_a_merger_closes_the_old_bodies_and_deletes_none(any_office: Office) -> None:
    old, new = _body(any_office, OLD), _body(any_office, NEW)
    made = service.make_merger(
        any_office.workspace, any_office.by("thuky"), details=_merger(MergerPart(old.id, new.id))
    )
    with any_office.workspace.reading() as unit:
        closed = queries.body(unit, old.id)
        assert queries.mergers(unit) == (made,)
    assert closed is not None
    assert closed.closed_on == ON
    assert closed.is_closed
    assert not new.is_closed
    assert made.whole == {old.id: new.id}
    with pytest.raises(Refused, match="body-closed"):
        service.change_body(any_office.workspace, any_office.by("thuky"), body_id=old.id, details=OLD)


def test_every_fault_of_a_decision_is_named(office: Office) -> None:
    old, new = _body(office, OLD), _body(office, NEW)
    third = _body(office, replace(OLD, name="Đảng ủy xã Phi Liêng", opened_on=date(2030, 1, 1)))
    wrong = MergerDetails(
        " ",
        date(2025, 7, 2),
        ON,
        (
            MergerPart(old.id, new.id),
            MergerPart(old.id, new.id),
            MergerPart(uuid4(), new.id),
            MergerPart(third.id, old.id),
        ),
    )
    with pytest.raises(Malformed) as raised:
        service.make_merger(office.workspace, office.by("thuky"), details=wrong)
    assert [(one.where, one.code) for one in raised.value.findings] == [
        ("decision", "merger-decision-missing"),
        ("effective_on", "merger-days-wrong"),
        ("parts[2]", "merger-old-twice"),
        ("parts[3]", "body-unknown"),
        ("parts[4]", "merger-before-opening"),
        ("parts[4]", "merger-new-is-old"),
    ]
    with pytest.raises(Malformed, match="merger-parts-missing"):
        service.make_merger(office.workspace, office.by("thuky"), details=_merger())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Đạ K'Nàng", "Đảng ủy xã Đạ K' Nàng"),
        ("Đảng ủy xã: Đạ K'Nàng", None),
        ("xã Đung K'Nó", "Đảng ủy xã Đưng K' Nớ"),
        ("Đạ M'Rông", "Đảng ủy xã Đạ M' Rông"),
        ("Huyện ủy", "Cơ quan Huyện ủy"),
        ("Đam Rông 1", "Đảng ủy xã Đam Rông 1"),
        ("Rô Men", "Đảng ủy xã Rô Men"),
        ("Đam Rông", None),
    ],
)
def test_spellings_of_the_plan_are_proposed_and_only_a_person_confirms_them(written: str, meant: str | None) -> None:
    names = [
        "Đảng ủy xã Đạ K' Nàng",
        "Đảng ủy xã Đưng K' Nớ",
        "Đảng ủy xã Đạ M' Rông",
        "Cơ quan Huyện ủy",
        "Đảng ủy xã Đam Rông 1",
        "Đảng ủy xã Rô Men",
    ]
    bodies = {name: PartyBody(UUID(int=n), BodyDetails(name, BodyKind.COMMUNE)) for n, name in enumerate(names)}
    found = Names(bodies.values(), {})
    assert found.surely(written) is None
    assert found.perhaps(written) == (() if meant is None else (bodies[meant].id,))
    if meant is not None:
        assert Names(bodies.values(), {written.casefold(): bodies[meant].id}).surely(written) == bodies[meant].id


def test_a_name_is_sure_whatever_its_case_and_blanks() -> None:
    body = PartyBody(UUID(int=1), OLD)
    found = Names([body], {})
    assert found.surely("ĐẢNG ỦY XÃ ĐẠ K'NÀNG") == body.id
    assert loose_key("Xã") == "xa"


def test_a_confirmed_spelling_means_one_body(any_office: Office) -> None:
    old, new = _body(any_office, OLD), _body(any_office, NEW)
    ws, by = any_office.workspace, any_office.by("hoitruong")
    service.confirm_spellings(ws, by, spellings={" Đạ  K'Nàng": old.id})
    service.confirm_spellings(ws, by, spellings={"đạ k'nàng": old.id})
    with pytest.raises(Malformed, match="spelling-taken"):
        service.confirm_spellings(ws, by, spellings={"Đạ K'Nàng": new.id})
    with ws.reading() as unit:
        assert [one.body_id for one in queries.spellings(unit)] == [old.id]
