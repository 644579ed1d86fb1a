"""A package's own catalogue: what was written is read again, the same bytes; anything else is named."""

import json
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.catalogue import formats
from congress.errors import Broken, Malformed
from congress.subjects import CandidateResult, ContestResult, Subject
from congress.text import canonical_json
from tests.congress_catalogue import samples
from tests.congress_catalogue.samples import CONTEST, DEVICE, UNIT

NAME = "catalogue.jsonl"
Rows = list[dict[str, Any]]


def faults(data: bytes, *, results: bool = False) -> list[tuple[str, str]]:
    try:
        if results:
            formats.read_results(data, NAME)
        else:
            formats.read_catalogue(data, NAME)
    except Malformed as error:
        return [(finding.where, finding.code) for finding in error.findings]
    return []


def with_rows(data: bytes, change: Callable[[Rows], None]) -> bytes:
    head, *lines = data.splitlines()
    rows: Rows = [json.loads(line) for line in lines]
    change(rows)
    header = {**json.loads(head), "rows": len(rows)}
    return "".join(f"{canonical_json(row)}\n" for row in (header, *rows)).encode()


def test_a_line_says_every_field_of_a_value() -> None:
    kept: dict[type[Any], type[formats._Line]] = {
        Subject: formats._SubjectLine,
        ContestResult: formats._ResultLine,
        CandidateResult: formats._CandidateLine,
    }
    for value, line in kept.items():
        assert {field.name for field in fields(value)} == set(line.model_fields)


def test_a_catalogue_reads_as_it_is_specified() -> None:
    head, first, second = formats.catalogue_lines([UNIT, DEVICE]).decode().splitlines()
    assert head == '{"format":"congress-catalogue/1","rows":2}'
    assert json.loads(first)["title"] == "TB-7K3M9Q"
    assert json.loads(second) == {
        "kind": "unit",
        "key": "u1",
        "title": "Đảng ủy xã Đạ Long",
        "term": "",
        "congress": "",
        "on": None,
        "also": ["Đảng ủy xã Đam Rông 4"],
        "facts": {"body-kind": "commune", "merged-by": ["2147-KL/HU"]},
    }


@given(st.lists(samples.subjects, max_size=5, unique_by=lambda one: (one.kind, one.key)), st.randoms())
def test_subjects_come_back_as_they_were_in_the_same_bytes_whatever_their_order(
    several: list[Subject], random: Any
) -> None:
    data = formats.catalogue_lines(several)
    read = formats.read_catalogue(data, NAME)
    assert sorted(read, key=lambda one: (one.kind, one.key)) == sorted(several, key=lambda one: (one.kind, one.key))
    random.shuffle(several)
    assert formats.catalogue_lines(several) == data == formats.catalogue_lines(read)


@given(st.lists(samples.results, max_size=4, unique_by=lambda one: one.key))
def test_results_come_back_as_they_were(several: list[ContestResult]) -> None:
    data = formats.results_lines(several)
    assert formats.read_results(data, NAME) == tuple(several)


def test_text_is_cleaned_when_it_is_written() -> None:
    (found,) = formats.read_catalogue(formats.catalogue_lines([replace(UNIT, title="  Đạ\u00a0Long\n")]), NAME)
    assert found.title == "Đạ Long"


@pytest.mark.parametrize("fact", [1.5, None, True, -1, 10_000_001, {"a": "b"}, ("a", 1), b"x"])
def test_a_fact_that_has_no_place_in_a_package_is_never_written(fact: object) -> None:
    with pytest.raises(Broken, match="catalogue-unfit"):
        formats.catalogue_lines([replace(UNIT, facts={"figure": fact})])
    with pytest.raises(Broken, match="catalogue-unfit"):
        formats.catalogue_lines([replace(UNIT, title=" ")])


WRITTEN = formats.catalogue_lines([UNIT, DEVICE])
RESULTS = formats.results_lines([CONTEST])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda data: b"", [(NAME, "part-cut-off")]),
        (lambda data: data[:-1], [(NAME, "part-cut-off")]),
        (lambda data: data[data.index(b"\n") + 1 :], [(f"{NAME}:1", "catalogue-of-another-kind")]),
        (lambda data: data.replace(b"catalogue/1", b"catalogue/2"), [(f"{NAME}:1", "part-newer")]),
        (lambda data: data.replace(b"catalogue/1", b"chapter-x/2"), [(f"{NAME}:1", "catalogue-of-another-kind")]),
        (lambda data: data.replace(b'"rows":2', b'"rows":3'), [(f"{NAME}:1", "part-rows-differ")]),
        (lambda data: data + data[data.rindex(b"\n{") + 1 :], [(f"{NAME}:1", "part-rows-differ")]),
        (lambda data: data.replace(b'"year":2023', b'"year": 2023'), [(f"{NAME}:2", "line-not-canonical")]),
        (lambda data: data.replace(b'"year":2023', b'"year":2.5'), [(f"{NAME}:2:$.facts.year", "not-text")]),
        (lambda data: data.replace(b'"year":2023', b'"year":NaN'), [(f"{NAME}:2:$.facts.year", "not-a-json-number")]),
        (lambda data: data.replace(b'"year":2023', b'"year":-1'), [(f"{NAME}:2:$.facts.year", "out-of-range")]),
        (lambda data: data.replace(b'"key"', b'"kex"', 1), [(f"{NAME}:2:$.key", "missing-key")]),
        (lambda data: data.replace(b'"device"', b'"fridge"'), [(f"{NAME}:2:$.kind", "not-one-of")]),
        (lambda data: data.replace(b'"on":null', b'"on":"2025-02-30"', 1), [(f"{NAME}:2:$.on", "wrong-pattern")]),
        (lambda data: data.replace(b'"TB-7K3M9Q"', b'"TB  7"'), [(f"{NAME}:2:$.title", "wrong-pattern")]),
        (lambda data: data.replace(b'"TB-7K3M9Q"', b'""'), [(f"{NAME}:2:$.title", "blank-text")]),
        (lambda data: data.replace(b'"d1"', b'"u1"').replace(b'"device"', b'"unit"'), [(f"{NAME}:3", "row-twice")]),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_named(
    change: Callable[[bytes], bytes], expected: list[tuple[str, str]]
) -> None:
    assert change(WRITTEN) != WRITTEN
    assert faults(change(WRITTEN))[: len(expected)] == expected


def test_every_fault_is_named_at_once() -> None:
    def spoil(rows: Rows) -> None:
        rows[0].update(title=3, also="x", facts=[])
        rows[1]["facts"]["merged-by"] = [None]

    assert faults(with_rows(WRITTEN, spoil)) == [
        (f"{NAME}:2:$.title", "not-text"),
        (f"{NAME}:2:$.also", "not-a-list"),
        (f"{NAME}:2:$.facts", "not-an-object"),
        (f'{NAME}:3:$.facts["merged-by"]', "not-text"),
    ]


def test_results_are_read_as_strictly() -> None:
    def spoil(rows: Rows) -> None:
        rows[0]["seats"] = True
        rows[0]["candidates"][0].update(elected="yes", percent="94,59")

    assert faults(with_rows(RESULTS, spoil), results=True) == [
        (f"{NAME}:2:$.seats", "not-a-whole-number"),
        (f"{NAME}:2:$.candidates[0].percent", "wrong-pattern"),
        (f"{NAME}:2:$.candidates[0].elected", "not-one-of"),
    ]


def test_another_spelling_of_a_truth_is_none() -> None:
    data = RESULTS.replace(b'"elected":true', b'"elected":1')
    assert faults(data, results=True) == [(f"{NAME}:2", "line-not-canonical")]


_plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | samples.texts | st.just("\u0301x\0"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(samples.texts, inner, max_size=3),
    max_leaves=6,
)


@given(results=st.booleans(), data=st.data())
def test_any_value_anywhere_is_read_or_named(results: bool, data: st.DataObject) -> None:
    def change(rows: Rows) -> None:
        holder: Any = data.draw(st.sampled_from(rows))
        key = data.draw(st.sampled_from(sorted(holder)))
        while isinstance(holder[key], dict | list) and holder[key] and data.draw(st.booleans()):
            holder = holder[key]
            key = data.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
        holder[key] = data.draw(_plain)

    text = json.dumps  # floats too, which the canonical form refuses
    head, *lines = (RESULTS if results else WRITTEN).splitlines()
    rows: Rows = [json.loads(line) for line in lines]
    change(rows)
    body = "".join(f"{text(row, ensure_ascii=False, sort_keys=True, separators=(',', ':'))}\n" for row in rows)
    faults(head + b"\n" + body.encode("utf-8", "surrogatepass"), results=results)


@given(results=st.booleans(), data=st.data())
def test_bytes_altered_anywhere_are_read_or_named(results: bool, data: st.DataObject) -> None:
    spoiled = bytearray(RESULTS if results else WRITTEN)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(spoiled) - 1))
        match data.draw(st.sampled_from(["set", "cut", "insert"])):
            case "set":
                spoiled[at] = data.draw(st.integers(0, 255))
            case "cut":
                del spoiled[at : at + data.draw(st.integers(1, 40))]
                spoiled = spoiled or bytearray(b" ")
            case _:
                spoiled[at:at] = data.draw(st.binary(min_size=1, max_size=4))
    faults(bytes(spoiled), results=results)


def test_a_depth_that_no_reader_goes_to_is_named() -> None:
    deep = b"[" * 100_000 + b"]" * 100_000
    assert faults(WRITTEN.replace(b"2023", deep))[0][1] == "too-deep"
