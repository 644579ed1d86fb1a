"""The outcome as JSON: as described, read back strictly, and stable byte for byte."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from ballots.regulations.formats import read_outcome, write_outcome
from ballots.regulations.service import tally_record
from ballots.regulations.values import Outcome
from congress import i18n
from congress.errors import Malformed
from congress.jsondoc import differences
from tests.ballots_regulations import records


def _outcome(**changes: Any) -> Outcome:
    record = records.example()
    record["contest"] |= changes
    return tally_record(records.data(record)).outcome


@given(records.records())
def test_an_outcome_written_and_read_again_is_the_same(record: records.Json) -> None:
    outcome = tally_record(records.data(record)).outcome
    written = write_outcome(outcome)
    assert read_outcome(written) == outcome
    assert write_outcome(read_outcome(written)) == written


def test_the_keys_of_an_outcome_are_those_of_the_description() -> None:
    keys = {
        "format", "denominator", "needed", "collected", "valid", "invalid", "invalid_by_reason", "votes", "elected",
        "alternates", "ties", "unfilled", "next", "findings", "record_sha256",
    }  # fmt: skip
    for kind in ("election", "revote"):
        assert json.loads(write_outcome(_outcome(kind=kind))).keys() == keys
    for kind in ("opinion", "indicative"):
        assert json.loads(write_outcome(_outcome(kind=kind))).keys() == keys | {"ranking", "over_30_percent"}


def test_reasons_stand_in_their_order() -> None:
    record = records.example()
    record["papers"] = [
        {"strike": [1, 2, 3, 4]}, {"strike": []}, {"void": "other", "why": "rách"}, {"void": "signed"},
        {"strike": [], "void": "not-issued"}, {"strike": [1]},
    ]  # fmt: skip
    tree = json.loads(write_outcome(tally_record(records.data(record)).outcome))
    assert tree["invalid_by_reason"] == {
        "not-issued": 1, "signed": 1, "other": 1, "too-many": 1, "elects-nobody": 1,
    }  # fmt: skip
    assert list(tree["invalid_by_reason"]) == ["not-issued", "signed", "other", "too-many", "elects-nobody"]


def test_more_papers_issued_than_persons_present_is_a_remark_in_the_same_words_in_every_language() -> None:
    record = records.example()
    record["electorate"]["present"] = 146
    outcome = tally_record(records.data(record)).outcome
    # Part of the format: an outcome made today has to compare equal in twenty years.
    expected = [
        {
            "where": "$.ballots.issued",
            "code": "issued-over-present",
            "message": "Số phiếu phát ra nhiều hơn số người có mặt.",
        }
    ]
    for language in i18n.LANGUAGES:
        i18n.use(language)
        assert json.loads(write_outcome(outcome))["findings"] == expected


def test_a_draft_has_no_record_and_is_not_written() -> None:
    with pytest.raises(ValueError):
        write_outcome(replace(_outcome(), record_sha256=None))


def test_papers_counted_by_hand_leave_no_record() -> None:
    by_hand = replace(_outcome(), record_sha256=None)
    written = write_outcome(by_hand, by_hand=True)
    assert json.loads(written)["record_sha256"] is None
    assert read_outcome(written) == by_hand
    with pytest.raises(ValueError):
        write_outcome(_outcome(), by_hand=True)


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"needed": "75"}, ("$.needed", "not-a-whole-number")),
        ({"valid": 3.0}, ("$.valid", "not-a-whole-number")),
        ({"invalid_by_reason": {"torn": 1}}, ("$.invalid_by_reason.torn", "not-one-of")),
        ({"invalid_by_reason": {"signed": -1}}, ("$.invalid_by_reason.signed", "out-of-range")),
        ({"elected": [1, 1]}, ("$.elected[1]", "repeated-number")),
        ({"ties": [{"for": "seats", "numbers": [2, 2], "places": 1}]}, ("$.ties[0].numbers[1]", "repeated-number")),
        ({"ties": [{"for": "chairs", "numbers": [2, 3], "places": 1}]}, ("$.ties[0].for", "not-one-of")),
        (
            {"ties": [{"border": "seats", "for": "seats", "numbers": [], "places": 1}]},
            ("$.ties[0].border", "unknown-key"),
        ),
        ({"ranking": None}, ("$.ranking", "not-a-list")),
        ({"next": "again"}, ("$.next", "not-one-of")),
        ({"record_sha256": "AB" * 32}, ("$.record_sha256", "wrong-pattern")),
        ({"extra": 1}, ("$.extra", "unknown-key")),
    ],
)
def test_an_outcome_of_another_shape_is_refused_with_its_place(change: Any, finding: tuple[str, str]) -> None:
    tree = json.loads(write_outcome(_outcome())) | change
    with pytest.raises(Malformed) as caught:
        read_outcome(json.dumps(tree).encode())
    assert {(one.where, one.code) for one in caught.value.findings} == {finding}


def test_wrong_figures_are_no_fault_of_shape_so_that_the_comparison_can_name_them() -> None:
    tree = json.loads(write_outcome(_outcome()))
    changed = json.loads(json.dumps(tree))
    changed["votes"][1]["agree"] += 1
    changed["elected"] = [2]
    del changed["ties"]
    changed["needed"] = None
    assert differences(tree, changed) == ("$.needed", "$.votes[1].agree", "$.elected[0]", "$.ties")
    changed["ties"] = tree["ties"]
    assert read_outcome(json.dumps(changed).encode()).elected == (2,)


def test_differences_tell_one_from_true_and_look_into_lists() -> None:
    assert differences({"a": [1, 2]}, {"a": [1, 2]}) == ()
    assert differences({"a": 1}, {"a": True}) == ("$.a",)
    assert differences({"a": [1, 2]}, {"a": [1]}) == ("$.a[1]",)
    assert differences([1], {"0": 1}) == ("$",)
    assert differences({"a": None}, {}) == ("$.a",)
