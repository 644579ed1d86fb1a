"""365 real ballots (PrefLib 00026-00000001), tallied three ways: by the suite, by the second tally, by the table."""

import json

from ballots.regulations.formats import write_outcome
from ballots.regulations.service import tally_record
from ballots.regulations.values import NextStep
from congress.text import decimal_comma
from tests.ballots_regulations import naive
from tests.ballots_regulations.tables import REAL_BALLOTS, rows

DATA = REAL_BALLOTS.read_bytes()


def test_nobody_of_sixteen_passes_half_of_365() -> None:
    outcome = tally_record(DATA).outcome
    assert (outcome.denominator, outcome.needed) == (365, 183)
    assert max(line.agree for line in outcome.votes) == 139
    assert outcome.elected == ()
    assert outcome.ties == ()
    assert outcome.unfilled == 15
    assert outcome.next is NextStep.CONGRESS_DECIDES


def test_thirteen_papers_elect_nobody() -> None:
    outcome = tally_record(DATA).outcome
    assert [(line.reason.value, line.papers) for line in outcome.invalid_by_reason] == [("elects-nobody", 13)]
    assert (outcome.collected, outcome.valid, outcome.invalid) == (365, 352, 13)


def test_every_candidates_votes_are_those_of_the_table() -> None:
    table = [
        (int(r["Số"]), r["Họ và tên"], int(r["Phiếu"]), int(r["Bị gạch"]), r["Tỷ lệ"]) for r in rows("phieu-that-365")
    ]
    votes = tally_record(DATA).outcome.votes
    assert [(v.number, v.name, v.agree, v.disagree, decimal_comma(v.percent)) for v in votes] == table


def test_the_second_tally_finds_the_same_outcome() -> None:
    ours = json.loads(write_outcome(tally_record(DATA).outcome))
    assert ours.pop("findings") == []
    assert ours == naive.outcome(DATA)


def test_a_control_by_strokes() -> None:
    """Votes are papers less strikes, added up one stroke after the other."""
    record = json.loads(DATA)
    strokes = dict.fromkeys(range(1, 17), 0)
    papers = 0
    for paper in record["papers"]:
        for _ in range(paper.get("times", 1)):
            if len(paper["strike"]) < 16:
                papers += 1
                for number in paper["strike"]:
                    strokes[number] += 1
    assert {v.number: v.agree for v in tally_record(DATA).outcome.votes} == {n: papers - s for n, s in strokes.items()}
