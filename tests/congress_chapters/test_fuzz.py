"""Whatever was done to entries, reading them takes them in or names what is wrong; it never breaks."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.chapters import Entry, Lines
from congress.text import canonical_json
from congress.workspace import Workspace
from tests.congress_chapters.altering import altered, faults, with_rows
from tui.house import CHAPTERS

Entries = tuple[Entry, ...]

_keys = st.sampled_from(["numbers", "seats", "form", "tally", "annex", "log", "strike", "aside", "seen"])
_texts = st.sampled_from(["", "received", "2025-08-12", "0" * 64, "head", "{}", "../x", "QC190", "strike"])
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(max_size=12) | _texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys | st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def _tables(entries: Entries) -> list[str]:
    return [entry.name for entry in entries if isinstance(entry, Lines) and entry.data.count(b"\n") > 1]


@given(data=st.data())
def test_bytes_altered_anywhere(nothing: Workspace, entries: Entries, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(_tables(entries)))

    def change(before: bytes) -> bytes:
        spoiled = bytearray(before)
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
        return bytes(spoiled)

    _read(nothing, altered(entries, name, change), name)


@given(data=st.data())
def test_any_value_in_any_column(nothing: Workspace, entries: Entries, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(_tables(entries)))

    def change(rows: list[Any]) -> None:
        row = data.draw(st.sampled_from(rows))
        row[data.draw(st.sampled_from(sorted(row)))] = data.draw(plain)

    _read(nothing, with_rows(entries, name, change), name)


@given(data=st.data())
def test_any_value_deep_inside_a_column(nothing: Workspace, entries: Entries, data: st.DataObject) -> None:
    """The shapes that rooms keep as JSON: slips, figures, what was seen, what stays of sealed papers."""
    nested = [name for name in _tables(entries) if b":{" in _data(entries, name) or b":[" in _data(entries, name)]
    name = data.draw(st.sampled_from(nested))

    def change(rows: list[Any]) -> None:
        deep = [(row, column) for row in rows for column in row if _nested(row[column])]
        holder, key = data.draw(st.sampled_from(deep))
        while _nested(holder[key]) and data.draw(st.booleans()):
            holder = holder[key]
            key = data.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
        holder[key] = data.draw(plain)

    _read(nothing, with_rows(entries, name, change), name)


@given(data=st.data())
def test_rows_left_out_doubled_or_exchanged(nothing: Workspace, entries: Entries, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(_tables(entries)))

    def change(rows: list[Any]) -> None:
        match data.draw(st.sampled_from(["out", "double", "shuffle", "mix"])):
            case "out":
                del rows[data.draw(st.integers(0, len(rows) - 1))]
            case "double":
                rows.append(dict(data.draw(st.sampled_from(rows))))
            case "shuffle":
                rows[:] = data.draw(st.permutations(rows))
            case _:
                one, other = data.draw(st.sampled_from(rows)), data.draw(st.sampled_from(rows))
                column = data.draw(st.sampled_from(sorted(one)))
                one[column] = other[column]

    _read(nothing, with_rows(entries, name, change), name)


@pytest.mark.parametrize("depth", [20, 33, 90, 400, 900, 5000, 200_000])
def test_a_depth_that_no_reader_goes_to(nothing: Workspace, entries: Entries, depth: int) -> None:
    name = "counting/desk_step.jsonl"
    rows = [json.loads(line) for line in _data(entries, name).splitlines()[1:]]
    figures = next(canonical_json(row["figures"]) for row in rows if row["event"] == "received").encode()
    deep = b"[" * depth + b"]" * depth
    assert _read(nothing, altered(entries, name, lambda data: data.replace(figures, deep, 1)), name)


def _read(ws: Workspace, entries: Entries, name: str) -> list[tuple[str, str]]:
    """Read the chapter of one entry and those before it; the journal only where it is that one."""
    order = [chapter.name for chapter in CHAPTERS]
    last = order.index(name.partition("/")[0])
    wanted = order[:1] if last == 0 else order[1 : last + 1]
    return faults(ws, [entry for entry in entries if entry.name.partition("/")[0] in wanted])


def _nested(value: object) -> bool:
    return isinstance(value, dict | list) and bool(value)


def _data(entries: Entries, name: str) -> bytes:
    return next(entry.data for entry in entries if isinstance(entry, Lines) and entry.name == name)
