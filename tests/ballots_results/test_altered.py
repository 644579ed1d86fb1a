"""No result stands on rows that were edited past the program (dữ liệu bị sửa ngoài phần mềm)."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial

import pytest

from ballots.counting import service as counting
from ballots.counting.values import Held, Mode, PileKind
from ballots.regulations.values import BoardReason
from ballots.results.drafting import facts_of
from congress.errors import Refused
from tests.ballots_counting.desks import HEAD, MEMBER, aside, at_desk, struck
from tests.ballots_results.counted import Counted, counted_by_hand
from tests.workspaces import Office


def alter(at: Counted, statement: str) -> None:
    """Edit the database as someone with the laptop would."""
    with closing(sqlite3.connect(at.workspace.folder / "congress.db")) as connection:
        assert connection.execute(statement).rowcount > 0, statement
        connection.commit()


def refusal(work: Callable[[], object]) -> Refused:
    """How a deed is refused."""
    with pytest.raises(Refused) as caught:
        work()
    return caught.value


def held(at: Counted) -> set[Held]:
    """What the draft is refused for."""
    refused = refusal(at.draft)
    assert refused.code == "desk-altered"
    found = refused.facts["held"]
    assert isinstance(found, frozenset)
    return set(found)


_FIGURES = "UPDATE desk_step SET figures = json_set(figures, {change}) WHERE event = '{event}'"


@pytest.mark.parametrize(
    ("statement", "altered"),
    [
        ("UPDATE electorate_line SET persons = persons + 40", Held.CONTEST),
        ("UPDATE contest SET on_roll = on_roll + 40", Held.CONTEST),
        ("UPDATE contest SET present = present - 1", Held.CONTEST),
        ("UPDATE contest SET seats = 8", Held.CONTEST),
        ("UPDATE contest SET kind = 'revote'", Held.CONTEST),
        ("UPDATE contest SET frozen = json_set(frozen, '$.percent_base', 'valid')", Held.CONTEST),
        ("UPDATE candidate SET name = 'Nguyễn Văn Xuân' WHERE number = 1", Held.CONTEST),
        ("UPDATE candidate SET number = number + 10", Held.CONTEST),
        ("UPDATE board_member SET name = 'Trần Văn Khác' WHERE contest_id IS NOT NULL", Held.CONTEST),
        ("UPDATE desk SET slip = json_set(slip, '$.seats', 8)", Held.CONTEST),
        ("UPDATE desk SET mode = 'official'", Held.WAY),
        ("UPDATE desk SET by_hand = 1", Held.WAY),
        (_FIGURES.format(event="received", change="'$.printed', 100"), Held.FIGURES),
        (_FIGURES.format(event="issued", change="'$.delegations[0].spoiled', 3"), Held.FIGURES),
        (_FIGURES.format(event="closed", change="'$.left', 0").replace("closed", "voting-closed"), Held.FIGURES),
        ("UPDATE sorted_pile SET kind = 'fewer' WHERE number = 1", Held.PILES),
        ("DELETE FROM desk_step WHERE event = 'box-sealed'", Held.FIGURES),
        (
            "INSERT INTO desk_step (id, contest_id, event, number, at, by, figures) SELECT lower(hex(randomblob(16))),"
            ' contest_id, \'explained\', 1, at, by, json(\'{"equation": "issued", "papers": 5}\')'
            " FROM desk_step WHERE event = 'sorted'",
            Held.DECISIONS,
        ),
    ],
)
def test_what_a_result_rests_on_is_what_the_journal_says(at_result: Counted, statement: str, altered: Held) -> None:
    at_result.draft()
    alter(at_result, statement)
    assert altered in held(at_result)


def test_a_conclusion_taken_back_past_the_program_is_missed(office: Office) -> None:
    at = at_desk(office)
    at.open(mode=Mode.TEST)
    at.until_sorted((PileKind.FULL, 2), (PileKind.ASIDE, 1))
    at.open_count()
    at.key(1, [struck(8, 9)] * 2)
    at.key(2, [aside(seen=struck(8, 9))], by=MEMBER)
    for void in (None, BoardReason.SIGNED):
        counting.conclude_paper(
            office.workspace,
            at.by(HEAD, MEMBER),
            contest_id=at.contest_id,
            pile=2,
            position=1,
            marks=struck(8, 9),
            void=void,
        )
    counting.close_count(office.workspace, at.by(HEAD), contest_id=at.contest_id)
    result = Counted(at)
    assert result.draft().outcome.invalid == 1
    alter(result, "DELETE FROM conclusion WHERE version = 3")
    alter(result, "DELETE FROM reading WHERE version = 3")
    assert held(result) == {Held.CONCLUSIONS}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE hand_votes SET agree = agree - 1, disagree = disagree + 1 WHERE number = 1 AND agree > 0",
        "UPDATE hand_total SET names_chosen = names_chosen + 1",
        "DELETE FROM hand_total WHERE pile = 2",
    ],
)
def test_totals_counted_by_hand_are_those_that_two_people_kept(office: Office, statement: str) -> None:
    at = counted_by_hand(office)
    at.draft()
    alter(at, statement)
    assert Held.TOTALS in held(at)


def test_going_by_hand_is_not_taken_back_past_the_program(office: Office) -> None:
    at = counted_by_hand(office)
    alter(at, "UPDATE desk SET by_hand = 0")
    assert Held.WAY in held(at)


@pytest.mark.parametrize(
    "seen", ["'[1, 2]'", "'{\"strike\": 5}'", "'{\"strike\"'", "'{}'", "'7'", "'{\"aside\": true}'", "x'ff00'"]
)
def test_a_reading_that_cannot_be_read_is_refused_in_a_sentence(at_result: Counted, seen: str) -> None:
    alter(at_result, f"UPDATE reading SET seen = {seen} WHERE position = 2 AND version = 1")
    assert refusal(at_result.draft).code in {"readings-unreadable", "reading-altered"}


def test_a_conclusion_that_cannot_be_read_is_refused_in_a_sentence(at_result: Counted) -> None:
    alter(at_result, "UPDATE conclusion SET counts_as = 'nonsense'")
    assert refusal(at_result.draft).code == "conclusion-altered"


def test_what_stays_of_sealed_papers_is_what_was_sealed(at_official: Counted) -> None:
    at_official.seal(last_group=at_official.print_key().text[-5:])
    facts = partial(facts_of, contest_id=at_official.contest_id, result=at_official.result)
    with at_official.workspace.reading() as unit:
        facts(unit)
    alter(at_official, "UPDATE desk SET sealed = json_set(sealed, '$.tally.names_chosen', 1)")
    with at_official.workspace.reading() as unit:
        refused = refusal(lambda: facts(unit))
    assert (refused.code, refused.facts["held"]) == ("desk-altered", {Held.KEPT})
