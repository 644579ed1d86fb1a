"""The tally against a second, independent one, over random contests of every kind and form."""

import json

from hypothesis import given

from ballots.regulations.formats import write_outcome
from ballots.regulations.service import tally_record
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
