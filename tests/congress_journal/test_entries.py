"""What an entry holds is what is read back, and any other program can compute its hash."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.errors import Malformed
from congress.journal import rules
from congress.journal.values import GENESIS, Head, JournalEntry, StoredEntry, printed_head
from congress.text import canonical_json

KNOWN = JournalEntry(
    stream="MAY-1",
    number=7,
    at=datetime(2025, 8, 12, 1, 10, 0, 5, tzinfo=UTC),
    event="count:open",
    actor="Trần Đức Bình",
    second="Lê Thị Hà",
    machine="MAY-1",
    scope_id=UUID("12345678-1234-5678-1234-567812345678"),
    subject="bch",
    reason=None,
    facts={"papers": 348, "piles": ["01", "02"]},
    previous=GENESIS,
    hash="",
)

texts = st.text(st.characters(codec="utf-8"), max_size=20)
moments = st.integers(0, 10**17).map(
    lambda tick: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(microseconds=tick % 10**16)
)
leaves = st.none() | st.booleans() | st.integers(-(10**20), 10**20) | texts


def objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[Any, Any]]:
    return st.dictionaries(texts, inner, max_size=3) | st.dictionaries(st.integers(0, 200), inner, max_size=3)


facts = objects(st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | objects(inner), max_leaves=8))


def test_the_hash_is_that_of_the_manual_computed_by_hand() -> None:
    """docs/events.md: SHA-256 over the canonical JSON of all fields but the hash."""
    by_hand = (
        '{"actor":"Trần Đức Bình","at":"2025-08-12T01:10:00.000005Z","event":"count:open",'
        '"facts":{"papers":348,"piles":["01","02"]},"machine":"MAY-1","number":7,"previous":"' + "0" * 64 + '",'
        '"reason":null,"scope":"12345678-1234-5678-1234-567812345678","second":"Lê Thị Hà","stream":"MAY-1",'
        '"subject":"bch"}'
    )
    assert rules.entry_hash(KNOWN) == hashlib.sha256(by_hand.encode()).hexdigest()


@given(facts)
def test_whatever_json_a_deed_tells_the_hash_still_fits_when_it_is_read_back(told: dict[Any, Any]) -> None:
    """A number as a key becomes text, and sorts as text: it is hashed as it is kept."""
    kept = rules.kept_facts(told)
    assert rules.kept_facts(json.loads(canonical_json(kept))) == kept


@given(facts, texts, moments)
def test_an_entry_written_and_read_is_the_same_entry(told: dict[Any, Any], subject: str, at: datetime) -> None:
    fields = {name: getattr(KNOWN, name) for name in JournalEntry.__slots__}
    entry = JournalEntry(**{**fields, "facts": rules.kept_facts(told), "subject": subject, "at": at})
    line = StoredEntry(
        **{
            **{name: getattr(entry, name) for name in StoredEntry.__slots__},
            "at": entry.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "scope_id": str(entry.scope_id),
            "facts": canonical_json(dict(entry.facts)),
        }
    )
    read = rules.believed(line)
    assert read == entry
    assert rules.entry_hash(read) == rules.entry_hash(entry)


@given(st.sampled_from(sorted(set(JournalEntry.__slots__) - {"hash"})))
def test_every_field_weighs_in_the_hash(field: str) -> None:
    other: dict[str, Any] = {
        "number": 8,
        "at": KNOWN.at + timedelta(microseconds=1),
        "scope_id": None,
        "facts": {},
        "reason": "",
    }
    fields = {name: getattr(KNOWN, name) for name in JournalEntry.__slots__}
    changed = JournalEntry(**{**fields, field: other.get(field, "khác")})
    assert rules.entry_hash(changed) != rules.entry_hash(KNOWN)


def test_a_head_is_printed_in_groups_that_people_compare_by_eye() -> None:
    assert Head("MAY-1", 123, "ab12cd34ef56ab78" + "0" * 48).printed() == "123 · ab12 cd34 ef56 ab78"


@pytest.mark.parametrize("typed", ["123 · ab12 cd34 ef56 ab78", "123:ab12cd34ef56ab78", " 123 : AB12CD34 EF56AB78 "])
def test_a_head_is_typed_as_it_is_printed_or_without_blanks(typed: str) -> None:
    assert printed_head(typed, stream="MAY-1") == Head("MAY-1", 123, "ab12cd34ef56ab78")


@pytest.mark.parametrize("typed", ["", "123", "123:", "123:ab12", "x:ab12cd34", "123:ab12cd3g", f"1:{'a' * 65}"])
def test_a_head_typed_too_short_or_wrong_proves_nothing_and_is_refused(typed: str) -> None:
    with pytest.raises(Malformed) as raised:
        printed_head(typed, stream="MAY-1")
    assert raised.value.findings[0].code == "journal-head-mistyped"
