"""What a count record is refused for: every fault with its place, all at once."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from ballots.regulations.formats import read_contest, read_record
from congress.errors import Malformed
from congress.i18n import LANGUAGES, say_in
from tests.ballots_regulations.records import Json, data, example

Change = Callable[[Json], Any]


def refused(document: bytes) -> set[tuple[str, str]]:
    """Place and code of every finding; each has a sentence in both languages."""
    with pytest.raises(Malformed) as caught:
        read_record(document, name="r.json")
    places = [(finding.where, finding.code) for finding in caught.value.findings]
    assert len(set(places)) == len(places)
    for finding in caught.value.findings:
        for language in LANGUAGES:
            text = say_in(language)(finding.code, **finding.facts)
            assert text != finding.code
            assert "{" not in text
    return set(places)


def put(*keys: str | int, to: Any) -> Change:
    """Sets one value of a record."""

    def change(record: Json) -> None:
        place: Any = record
        for key in keys[:-1]:
            place = place[key]
        place[keys[-1]] = to

    return change


def drop(*keys: str | int) -> Change:
    """Takes one key out of a record."""

    def change(record: Json) -> None:
        place: Any = record
        for key in keys[:-1]:
            place = place[key]
        del place[keys[-1]]

    return change


NUMBERS = [
    (("contest", "seats"), "$.contest.seats"),
    (("contest", "alternates"), "$.contest.alternates"),
    (("contest", "round"), "$.contest.round"),
    (("contest", "candidates", 1, "number"), "$.contest.candidates[1].number"),
    (("electorate", "summoned"), "$.electorate.summoned"),
    (("electorate", "present"), "$.electorate.present"),
    (("electorate", "deductions", 0, "persons"), "$.electorate.deductions[0].persons"),
    (("ballots", "printed"), "$.ballots.printed"),
    (("ballots", "issued"), "$.ballots.issued"),
    (("ballots", "spoiled"), "$.ballots.spoiled"),
    (("ballots", "collected"), "$.ballots.collected"),
    (("papers", 0, "strike", 0), "$.papers[0].strike[0]"),
    (("papers", 1, "times"), "$.papers[1].times"),
]


@pytest.mark.parametrize("value", [3.0, 3.5, "3", True, False, None, [], {}, "", 1e300])
@pytest.mark.parametrize(("keys", "where"), NUMBERS)
def test_a_number_is_a_json_integer_and_nothing_else(keys: tuple[str | int, ...], where: str, value: Any) -> None:
    record = example()
    put(*keys, to=value)(record)
    assert refused(data(record)) == {(where, "not-a-whole-number")}


@pytest.mark.parametrize("value", [-1, 10_000_001, 10**400, -(10**400)])
@pytest.mark.parametrize(("keys", "where"), NUMBERS)
def test_a_number_is_between_nought_and_ten_million(keys: tuple[str | int, ...], where: str, value: int) -> None:
    record = example()
    put(*keys, to=value)(record)
    assert refused(data(record)) == {(where, "out-of-range")}


def test_a_number_of_more_digits_than_python_reads_is_out_of_range_too() -> None:
    text = data(example()).replace(b'"summoned": 150', b'"summoned": ' + b"9" * 5000)
    assert refused(text) == {("$.electorate.summoned", "out-of-range")}


MISSING = object()
FAULTS_IN_PLACE = [
    ("$.contest.seats", 0, "out-of-range"),
    ("$.contest.round", 0, "out-of-range"),
    ("$.papers[0].times", 0, "out-of-range"),
    ("$.extra", 1, "unknown-key"),
    ("$.contest.candidates[0].sex", "nữ", "unknown-key"),
    ("$.contest.settings.tie", "age", "unknown-key"),
    ("$.contest.format", "congress-contest/1", "unknown-key"),
    ("$.contest.body", "Đảng bộ", "unknown-key"),
    ("$.contest.settings.all_blank", "maybe", "not-one-of"),
    ("$.contest.settings.percent_base", "present", "not-one-of"),
    ("$.contest.settings.sheet", None, "not-an-object"),
    ("$.contest.settings", [], "not-an-object"),
    ("$.contest.id", MISSING, "missing-key"),
    ("$.contest.regulation", MISSING, "missing-key"),
    ("$.contest.form", MISSING, "missing-key"),
    ("$.contest.seats", MISSING, "missing-key"),
    ("$.contest.title", "", "blank-text"),
    ("$.contest.candidates[0].name", " \t", "blank-text"),
    ("$.contest.candidates[0].name", None, "not-text"),
    ("$.contest.candidates[0].name", 7, "not-text"),
    ("$.contest.candidates[0].note", None, "not-text"),
    ("$.contest.candidates", [], "no-candidates"),
    ("$.contest.candidates[2].number", 1, "repeated-number"),
    ("$.contest.kind", None, "not-one-of"),
    ("$.contest.kind", "lottery", "not-one-of"),
    ("$.contest.regulation", "QC220", "not-one-of"),
    ("$.papers[0].strike", MISSING, "paper-without-marks"),
    ("$.papers[0]", [4], "not-an-object"),
    ("$.papers[0].agree", [1], "mark-of-another-form"),
    ("$.papers[3].strike[0]", 77, "unknown-candidate"),
    ("$.papers[2].void", "too-many", "not-one-of"),
    ("$.papers[2].void", None, "not-one-of"),
    ("$.papers[3].why", "rách", "why-without-other"),
    ("$.papers[0].why", "rách", "why-without-other"),
    ("$.papers", {}, "not-a-list"),
    ("$.papers", MISSING, "missing-key"),
    ("$.salt", "ab" * 31, "wrong-pattern"),
    ("$.salt", "a" * 64 + "\n", "wrong-pattern"),
    ("$.salt", "g" * 64, "wrong-pattern"),
    ("$.salt", None, "not-text"),
    ("$.electorate.kind", "voters", "not-one-of"),
    ("$.electorate.present", MISSING, "missing-key"),
    ("$.electorate.deductions", None, "not-a-list"),
    ("$.electorate.deductions[0].reason", "ill", "not-one-of"),
    ("$.electorate.deductions[0].reason", "suspended", "reason-of-another-kind"),
    ("$.electorate.present", 151, "present-over-summoned"),
    ("$.ballots.printed", 146, "issued-over-printed"),
    ("$.ballots.collected", 7, "papers-not-collected"),
    ("$.ballots", 6, "not-an-object"),
]


@pytest.mark.parametrize(("where", "value", "code"), FAULTS_IN_PLACE)
def test_a_fault_is_named_once_at_its_place(where: str, value: Any, code: str) -> None:
    record = example()
    keys = [int(key) if key.isdigit() else key for key in re.findall(r"\w+", where)]
    (drop(*keys) if value is MISSING else put(*keys, to=value))(record)
    if code == "paper-without-marks":
        where = "$.papers[0]"
    assert refused(data(record)) == {(where, code)}


FAULTS_ELSEWHERE: list[tuple[Change, tuple[str, str]]] = [
    (put("ballots", 'a"b c', to=1), ('$.ballots["a\\"b c"]', "unknown-key")),
    (
        put("contest", "settings", "sheet", to={"paper": "A2", "columns": 1}),
        ("$.contest.settings.sheet.paper", "not-one-of"),
    ),
    (put("contest", "settings", "sheet", to={"columns": 4}), ("$.contest.settings.sheet.columns", "out-of-range")),
    (
        put("contest", "settings", "sheet", to={"columns": True}),
        ("$.contest.settings.sheet.columns", "not-a-whole-number"),
    ),
    (put("papers", 0, "strike", to=[4, 4]), ("$.papers[0].strike[1]", "repeated-number")),
    (put("papers", 0, "strike", to=[4, 5]), ("$.papers[0].strike[1]", "unknown-candidate")),
    (put("papers", 0, to={"times": 1}), ("$.papers[0]", "paper-without-marks")),
    (put("papers", 3, "void", to="other"), ("$.papers[3].why", "missing-key")),
    (put("papers", 3, to={"void": "other", "why": " "}), ("$.papers[3].why", "blank-text")),
    (put("electorate", "kind", to="committee"), ("$.electorate.deductions[0].reason", "reason-of-another-kind")),
    (put("electorate", "deductions", 0, "persons", to=150), ("$.electorate", "denominator-below-one")),
    (put("electorate", "deductions", 0, "persons", to=151), ("$.electorate", "denominator-below-one")),
    (put("ballots", "spoiled", to=14), ("$.ballots.printed", "issued-over-printed")),
    (put("papers", 1, "times", to=4), ("$.ballots.collected", "papers-not-collected")),
    (put("ballots", "issued", to=4), ("$.ballots.collected", "collected-over-issued")),
]


@pytest.mark.parametrize(("change", "finding"), FAULTS_ELSEWHERE)
def test_a_fault_between_values_is_named_once_where_it_shows(change: Change, finding: tuple[str, str]) -> None:
    record = example()
    change(record)
    assert refused(data(record)) == {finding}


def test_an_alien_paper_may_make_collected_exceed_issued() -> None:
    record = example()
    record["ballots"]["issued"] = 5
    assert read_record(data(record)).ballots.collected == 6


def test_strikes_on_the_agree_form_are_marks_of_the_other_form() -> None:
    record = example()
    record["contest"]["form"] = "agree"
    assert refused(data(record)) == {(f"$.papers[{i}].strike", "mark-of-another-form") for i in (0, 1, 3)}


def test_all_faults_are_named_at_once_whatever_their_kind() -> None:
    record = example()
    for change in (
        put("contest", "seats", to="3"),
        put("contest", "candidates", 2, "number", to=2),
        put("electorate", "summoned", to=140),
        put("electorate", "deductions", 0, "reason", to="suspended"),
        put("ballots", "printed", to=100),
        put("ballots", "spoiled", to=-1),
        put("papers", 0, "strike", to=[4, 4, 9, "x"]),
        put("papers", 2, "void", to="lost"),
        put("salt", to=""),
    ):
        change(record)
    record["ballots"]["collected"] = 60
    assert refused(data(record)) == {
        ("$.contest.seats", "not-a-whole-number"),
        ("$.contest.candidates[2].number", "repeated-number"),
        ("$.electorate.deductions[0].reason", "reason-of-another-kind"),
        ("$.electorate.present", "present-over-summoned"),
        ("$.ballots.spoiled", "out-of-range"),
        ("$.ballots.collected", "papers-not-collected"),
        ("$.papers[0].strike[1]", "repeated-number"),
        ("$.papers[0].strike[2]", "unknown-candidate"),
        ("$.papers[0].strike[3]", "not-a-whole-number"),
        ("$.papers[2].void", "not-one-of"),
        ("$.salt", "wrong-pattern"),
    }


def test_a_duplicate_key_is_named_where_it_stands_and_its_value_is_not_looked_at() -> None:
    text = data(example()).decode()
    text = text.replace('"seats": 3', '"seats": 3, "seats": "x"')
    text = text.replace('{"strike": [4]}', '{"strike": [4], "strike": [9]}')
    assert refused(text.encode()) == {("$.contest.seats", "duplicate-key"), ("$.papers[0].strike", "duplicate-key")}


def test_a_duplicate_key_of_equal_value_is_one_too() -> None:
    text = data(example()).replace(b'"papers":', b'"papers": [], "papers":')
    assert refused(text) == {("$.papers", "duplicate-key")}


@pytest.mark.parametrize("literal", [b"NaN", b"Infinity", b"-Infinity"])
def test_what_is_no_json_number_is_named_where_it_stands(literal: bytes) -> None:
    text = data(example()).replace(b'"summoned": 150', b'"summoned": ' + literal)
    assert refused(text) == {("$.electorate.summoned", "not-a-json-number")}


def test_half_of_a_pair_is_no_letter() -> None:
    text = data(example()).replace("Lê Văn Chi".encode(), rb"L\ud83d")
    assert refused(text) == {("$.contest.candidates[2].name", "not-text-letters")}
    whole = data(example()).replace("Lê Văn Chi".encode(), rb"L\ud83d\ude00")
    assert read_record(whole).contest.candidates[2].name == "L😀"


def test_a_key_of_broken_letters_is_told_in_ascii() -> None:
    text = data(example()).replace(b'"salt"', b'"x"').replace(b'{"format"', rb'{"\ud800": 1, "format"', 1)
    assert refused(text) == {('$["\\ud800"]', "not-text-letters")}


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (b"", ("r.json:1:1", "empty-file")),
        (b" \n", ("r.json:2:1", "empty-file")),
        (b"{", ("r.json:1:2", "not-json")),
        (b'{"format":\n "congress-count/1",}', ("r.json:2:21", "not-json")),
        (b"{} x", ("r.json:1:4", "not-json")),
        (b"\xef\xbb\xbf{}", ("r.json:1:1", "byte-order-mark")),
        ("{}".encode("utf-16"), ("r.json:1:1", "byte-order-mark")),
        (b'{"a":\n "\xff"}', ("r.json:2:3", "not-utf8")),
        (b"[" * 100_000, ("$", "too-deep")),
        (b'{"a":' * 100_000, ("$", "too-deep")),
        (b'{"a":' * 900 + b"NaN" + b"}" * 900, ("$", "too-deep")),
        (b"[]", ("$", "not-an-object")),
        (b"3", ("$", "not-an-object")),
        (b"null", ("$", "not-an-object")),
        (b'{"format": "congress-outcome/1", "x": 1}', ("$.format", "not-one-of")),
    ],
)
def test_what_is_no_record_at_all_is_told_in_one_sentence(text: bytes, finding: tuple[str, str]) -> None:
    assert refused(text) == {finding}


def test_a_record_with_nothing_in_it_names_all_that_is_missing() -> None:
    keys = ("format", "contest", "electorate", "ballots", "papers")
    assert refused(b"{}") == {(f"$.{key}", "missing-key") for key in keys}


def test_a_contest_file_is_held_to_the_same() -> None:
    contest = {"format": "congress-contest/1", "body": "Đảng bộ", **example()["contest"]}
    contest["candidates"][3]["number"] = 1
    contest["seats"] = 0
    contest["papers"] = []
    with pytest.raises(Malformed) as caught:
        read_contest(json.dumps(contest).encode())
    assert {(finding.where, finding.code) for finding in caught.value.findings} == {
        ("$.seats", "out-of-range"),
        ("$.papers", "unknown-key"),
        ("$.candidates[3].number", "repeated-number"),
    }
