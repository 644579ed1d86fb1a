"""Further rounds: re-votes among the tied and further elections, as the congress decides."""

import pytest

from ballots.contests import queries, rules, service
from ballots.regulations.values import (
    ContestKind,
    Form,
)
from congress.errors import Refused
from tests.ballots_contests.preparing import codes, prepared
from tests.workspaces import Office


def test_the_list_of_contests_shows_rounds_behind_one_another(any_office: Office) -> None:
    known = prepared(any_office)
    first = known.ready()
    known.contest(code="bt", seats=1, names=["Lê An"])
    known.lock(first.id)
    by = any_office.by("chutich")
    second = service.make_round(
        any_office.workspace, by, previous_id=first.id, kind=ContestKind.REVOTE, seats=1, numbers=[4, 2]
    )
    with any_office.workspace.reading() as unit:
        lines = queries.contests(unit, known.congress.id)
    assert [(line.code, line.round, line.names, line.list_confirmed) for line in lines] == [
        ("bch", 1, 4, True),
        ("bch", 2, 2, False),
        ("bt", 1, 1, False),
    ]
    assert lines[1].previous_id == first.id
    assert second.id == lines[1].id


def test_a_further_round_keeps_some_names_and_asks_for_a_new_look(office: Office) -> None:
    known = prepared(office)
    workspace, by = office.workspace, office.by("thuky")
    first = known.ready()
    with pytest.raises(Refused, match="round-before-open"):
        service.make_round(workspace, by, previous_id=first.id, kind=ContestKind.ELECTION, seats=1, numbers=[1])
    known.lock(first.id)
    with pytest.raises(Refused, match="round-number-unknown"):
        service.make_round(workspace, by, previous_id=first.id, kind=ContestKind.ELECTION, seats=1, numbers=[1, 9])
    again = service.make_round(workspace, by, previous_id=first.id, kind=ContestKind.REVOTE, seats=1, numbers=[4, 2])
    assert [(person.number, person.entry.name) for person in again.people] == [
        (1, "Phan Thị Cúc"),
        (2, "Vũ Minh Sơn"),
    ]
    assert (again.round, again.previous_id, again.details.kind, again.form) == (
        2,
        first.id,
        ContestKind.REVOTE,
        Form.STRIKE,
    )
    assert (again.denominator, again.needed) == (148, None)
    assert again.roll == first.roll
    assert codes(rules.blockers(again)) == ["list-unconfirmed"]
    with pytest.raises(Refused, match="round-exists"):
        service.make_round(workspace, by, previous_id=first.id, kind=ContestKind.ELECTION, seats=1, numbers=[1])


def test_more_rounds_than_usual_are_remarked(office: Office) -> None:
    known = prepared(office)
    contest_id = known.ready().id
    workspace, by = office.workspace, office.by("thuky")
    for _ in range(2):
        known.lock(contest_id)
        made = service.make_round(
            workspace, by, previous_id=contest_id, kind=ContestKind.ELECTION, seats=1, numbers=[1, 2]
        )
        contest_id = service.confirm_list(workspace, by, contest_id=made.id).id
    assert codes(rules.remarks(known.sheet(contest_id))) == ["rounds-over-limit"]
