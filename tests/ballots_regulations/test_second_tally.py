"""The tally against a second, independent one, over random contests of every kind and form."""

import json
import random
from collections import Counter

from hypothesis import given

from ballots.regulations.formats import write_outcome
from ballots.regulations.service import tally_record
from ballots.regulations.values import REASON_ORDER, BoardReason, ContestKind, NextStep, Outcome
from tests.ballots_regulations import naive, records


@given(records.records())
def test_every_figure_of_an_outcome_is_that_of_the_independent_tally(record: records.Json) -> None:
    given_bytes = records.data(record)
    ours = json.loads(write_outcome(tally_record(given_bytes).outcome))
    findings = ours.pop("findings")
    assert ours == naive.outcome(given_bytes)
    # The only remark there is; it never stops a count.
    more_issued = record["ballots"]["issued"] > record["electorate"]["present"]
    assert [finding["code"] for finding in findings] == ["issued-over-present"] * more_issued


@given(records.records())
def test_keys_of_counts_are_always_there_and_lists_stand_in_their_order(record: records.Json) -> None:
    outcome = tally_record(records.data(record)).outcome
    in_ballot_order = [candidate["number"] for candidate in record["contest"]["candidates"]]
    assert [line.number for line in outcome.votes] == in_ballot_order
    for numbers in (outcome.elected, outcome.alternates, outcome.ranking or ()):
        ranks = [(-outcome.votes_of(number).agree, in_ballot_order.index(number)) for number in numbers]
        assert ranks == sorted(ranks)
    for tie in outcome.ties:
        assert list(tie.numbers) == sorted(tie.numbers)
        assert 0 < tie.places < len(tie.numbers)


def test_two_thousand_small_counts_in_which_every_way_to_end_occurs() -> None:
    chance = random.Random(190)
    ends: Counter[str] = Counter()
    for _ in range(2000):
        record = records.random_record(chance)
        given_bytes = records.data(record)
        outcome = tally_record(given_bytes).outcome
        ours = json.loads(write_outcome(outcome))
        ours.pop("findings")
        assert ours == naive.outcome(given_bytes)
        ends.update(_ends(record, outcome))
    # So that agreement says something: each of these was reached, and not by chance alone.
    expected = {f"{kind}: {step}" for kind in ("election", "revote") for step in NextStep} - {"revote: revote"}
    expected |= {f"{kind}: complete" for kind in ContestKind}
    expected |= {"tie for seats", "tie for alternates", "tie out of ballot order", "alternates", "unfilled"}
    expected |= {f"void: {reason}" for reason in REASON_ORDER if reason is not BoardReason.OTHER}
    assert {end: ends[end] for end in expected if ends[end] < 10} == {}


def _ends(record: records.Json, outcome: Outcome) -> set[str]:
    """What a count shows of the rules."""
    ballot_order = [candidate["number"] for candidate in record["contest"]["candidates"]]
    ends = {f"{record['contest']['kind']}: {outcome.next}"}
    ends |= {f"tie for {tie.border}" for tie in outcome.ties}
    ends |= {f"void: {line.reason}" for line in outcome.invalid_by_reason}
    ends |= {"alternates"} if outcome.alternates else set()
    ends |= {"unfilled"} if outcome.unfilled else set()
    for tie in outcome.ties:
        if sorted(tie.numbers, key=ballot_order.index) != list(tie.numbers):
            ends.add("tie out of ballot order")
    return ends
