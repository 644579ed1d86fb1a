"""Whatever bytes come in, the parsers give a value or name the faults: nothing else comes out."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballots.regulations.formats import read_contest, read_outcome, read_record, write_outcome, write_record
from ballots.regulations.service import tally_record
from congress.errors import Malformed
from congress.i18n import LANGUAGES, sentence
from tests.ballots_regulations import naive, records

Read = Callable[[bytes], object]
READERS: list[Read] = [read_record, read_contest, read_outcome]

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-2, 12)
    | st.sampled_from([10**7, 10**7 + 1, 10**30, -(10**30)])
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from(["strike", "agree", "void", "other", "not-issued", "QC190", "\ud800", "\x00"])
)
KEYS = st.text(max_size=3) | st.sampled_from(
    ["strike", "agree", "disagree", "void", "why", "times", "number", "format"]
)
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6
)


def _only_malformed(read: Read, data: bytes) -> object:
    """What was read; None where faults were named, each in a sentence that can be printed."""
    try:
        return read(data)
    except Malformed as error:
        findings = error.findings
    assert findings
    for finding in findings:
        json.dumps([finding.where, finding.code], ensure_ascii=False).encode()
        for language in LANGUAGES:
            assert sentence(finding, language) != finding.code
    return None


@pytest.mark.parametrize("read", READERS)
@given(data=st.binary(max_size=200))
def test_random_bytes(read: Read, data: bytes) -> None:
    _only_malformed(read, data)


@pytest.mark.parametrize("read", READERS)
@given(tree=TREES)
def test_random_json(read: Read, tree: Any) -> None:
    _only_malformed(read, json.dumps(tree).encode())


def _places(tree: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [place, *(found for key, value in inner for found in _places(value, (*place, key)))]


@st.composite
def _changed(draw: st.DrawFn, trees: st.SearchStrategy[Any]) -> Any:
    tree = copy.deepcopy(draw(trees))
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from([place for place in _places(tree) if place]))
        parent = tree
        for key in way:
            parent = parent[key]
        match draw(st.sampled_from(["put", "drop", "add"])):
            case "put":
                parent[last] = draw(TREES)
            case "drop" if len(_places(tree)) > 2:
                del parent[last]
            case _ if isinstance(parent, dict):
                parent[draw(KEYS)] = draw(TREES)
            case _:
                parent.append(draw(TREES))
    return tree


@given(_changed(records.records()))
def test_changed_records_are_refused_or_tally_like_the_second_tally(tree: Any) -> None:
    data = json.dumps(tree).encode()
    record = _only_malformed(read_record, data)
    if record is not None:
        ours = json.loads(write_outcome(tally_record(data).outcome))
        ours.pop("findings")
        theirs = naive.outcome(write_record(read_record(data)))
        assert ours | {"record_sha256": ""} == theirs | {"record_sha256": ""}


@given(
    _changed(
        records.records().map(lambda record: json.loads(write_outcome(tally_record(records.data(record)).outcome)))
    )
)
def test_changed_outcomes(tree: Any) -> None:
    _only_malformed(read_outcome, json.dumps(tree).encode())


@given(records.records(), st.data())
def test_damaged_bytes(record: records.Json, data: st.DataObject) -> None:
    text = bytearray(records.data(record))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text) - 1))
        text[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    _only_malformed(read_record, bytes(text))
