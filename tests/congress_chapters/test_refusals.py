"""What does not come in: each fault by its file, line and column, every one of them at once."""

from typing import Any
from uuid import uuid4

import pytest

from congress.chapters import Entry, FileRef, Lines
from congress.errors import Malformed
from congress.i18n import LANGUAGES, say_in, sentence
from congress.workspace import Workspace
from tests.congress_chapters.altering import altered, faults, with_rows
from tests.congress_chapters.filling import Filled, taken, written_of
from tests.workspaces import Office

PERSON, ACCOUNT, TERM = "people/person.jsonl", "people/account.jsonl", "term/term.jsonl"
CONTEST, CANDIDATE = "contests/contest.jsonl", "contests/candidate.jsonl"
RECORD, STEP, RESULT = "records/record.jsonl", "counting/desk_step.jsonl", "results/result.jsonl"
JOURNAL, PILE, SEALED_PILE = "journal/journal_entry.jsonl", "counting/pile.jsonl", "counting-sealed/pile.jsonl"

Entries = tuple[Entry, ...]


def test_unaltered_entries_come_in(nothing: Workspace, entries: Entries) -> None:
    assert faults(nothing, entries) == []


@pytest.mark.parametrize(
    ("name", "column", "value", "code"),
    [
        (PERSON, "id", "A" * 36, "wrong-pattern"),
        (PERSON, "name", 7, "not-text"),
        (PERSON, "name", "Ha\u0323nh", "text-not-composed"),
        (PERSON, "name", "Hạnh\0", "wrong-pattern"),
        (PERSON, "name", None, "missing-key"),
        (TERM, "begins", "2025", "not-a-whole-number"),
        (TERM, "begins", True, "not-a-whole-number"),
        (TERM, "begins", -1, "out-of-range"),
        (TERM, "ends", 2**31, "out-of-range"),
        (RECORD, "at", "2025-08-12T01:10:00Z", "wrong-pattern"),
        (RECORD, "kind", "k" * 41, "wrong-pattern"),
        (RECORD, "name", "../../keys/machine.key", "value-unusable"),
        (RECORD, "sha256", "../../../etc/passwd", "value-unusable"),
        (CONTEST, "kind", "vote", "not-one-of"),
        (CONTEST, "settings", {"all_blank": "maybe"}, "value-unusable"),
        (CONTEST, "settings", {"more": [[]]}, "value-unusable"),
        (CANDIDATE, "born", "1975-3-2", "value-unusable"),
        ("counting/desk.jsonl", "by_hand", 0, "not-one-of"),
        ("counting/desk.jsonl", "slip", {"numbers": [1]}, "value-unusable"),
        ("counting/desk.jsonl", "sealed", {"tally": {}}, "value-unusable"),
        (RESULT, "outcome", "{}", "value-unusable"),
        (RESULT, "keep_until", "2026-2-1", "wrong-pattern"),
        ("results-sealed/result.jsonl", "sealed_file", "../congress.db", "value-unusable"),
        (SEALED_PILE, "salt", "AB", "wrong-pattern"),
        ("counting-sealed/reading.jsonl", "seen", {"aside": True}, "value-unusable"),
    ],
)
def test_a_value_that_its_column_does_not_take_is_named(
    nothing: Workspace, entries: Entries, name: str, column: str, value: Any, code: str
) -> None:
    spoiled = with_rows(entries, name, lambda rows: rows[0].update({column: value}))
    assert faults(nothing, spoiled) == [(f"{name}:2:$.{column}", code)]


def test_half_a_letter_is_no_text(nothing: Workspace, entries: Entries) -> None:
    spoiled = altered(entries, PERSON, lambda data: data.replace(b'"name":"', b'"name":"\\ud800', 1))
    assert faults(nothing, spoiled) == [(f"{PERSON}:2:$.name", "not-text-letters")]


def test_figures_that_are_not_those_of_their_step_are_named(nothing: Workspace, entries: Entries) -> None:
    def change(rows: list[Any]) -> None:
        for row in rows:
            row["figures"] = {"printed": 1} if row["event"] == "received" else row["figures"]

    found = faults(nothing, with_rows(entries, STEP, change))
    assert {code for _, code in found} == {"value-unusable"}
    assert all(where.endswith(":$.figures") for where, _ in found)


def test_columns_too_many_and_too_few_are_named(nothing: Workspace, entries: Entries) -> None:
    def change(rows: list[Any]) -> None:
        rows[0]["verifier"] = "$argon2id$"
        del rows[1]["person_id"]

    assert faults(nothing, with_rows(entries, ACCOUNT, change)) == [
        (f"{ACCOUNT}:2:$.verifier", "unknown-key"),
        (f"{ACCOUNT}:3:$.person_id", "missing-key"),
    ]


def test_every_fault_of_every_file_is_named_at_once(nothing: Workspace, entries: Entries) -> None:
    spoiled = with_rows(entries, PERSON, lambda rows: rows[2].update(name=1, post=2))
    spoiled = with_rows(spoiled, RECORD, lambda rows: rows[0].update(size="4"))
    assert faults(nothing, spoiled) == [
        (f"{PERSON}:4:$.name", "not-text"),
        (f"{PERSON}:4:$.post", "not-text"),
        (f"{RECORD}:2:$.size", "not-a-whole-number"),
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda data: data.replace(b"/1", b"/2", 1), "part-newer"),
        (
            lambda data: data.replace(b"chapter-people", b"chapter-term", 1),
            "part-not-of-this-kind",
        ),
        (lambda data: data.replace(b'"rows"', b'"Rows"', 1), "part-not-of-this-kind"),
        (lambda data: b"", "part-cut-off"),
        (lambda data: b"\n", "part-not-of-this-kind"),
        (lambda data: data[:-1], "part-cut-off"),
        (lambda data: data[: data.rindex(b"\n", 0, -1) + 1], "part-rows-differ"),
        (lambda data: data + data.splitlines(keepends=True)[-1], "part-rows-differ"),
    ],
)
def test_a_file_of_another_kind_or_length_is_refused(
    nothing: Workspace, entries: Entries, change: Any, code: str
) -> None:
    assert next(found for _, found in faults(nothing, altered(entries, PERSON, change))) == code


def test_a_line_spelled_in_another_way_is_refused(nothing: Workspace, entries: Entries) -> None:
    spoiled = altered(entries, PERSON, lambda data: data.replace(b'","name"', b'", "name"', 1))
    assert faults(nothing, spoiled) == [(f"{PERSON}:2", "line-not-canonical")]


def test_a_file_missing_doubled_or_unknown_is_named(nothing: Workspace, entries: Entries) -> None:
    without = tuple(entry for entry in entries if entry.name != TERM)
    twice = tuple(entry for entry in entries if entry.name == PERSON)
    stray = (Lines("people/keys.jsonl", b""), Lines("weather/rain.jsonl", b""))
    assert sorted(faults(nothing, (*without, *twice, *stray))) == [
        ("people/keys.jsonl", "part-unknown"),
        (PERSON, "part-twice"),
        (TERM, "part-missing"),
        ("weather/rain.jsonl", "part-unknown"),
    ]


def test_a_paper_has_to_be_there_as_the_register_has_it(nothing: Workspace, entries: Entries) -> None:
    (first, second, *_) = (e for e in entries if isinstance(e, FileRef) and e.name.startswith("records/"))
    other = FileRef(second.name, second.path, "0" * 64, second.size)
    spoiled = (*(entry for entry in entries if entry not in {first, second}), other, FileRef("records/more", "x"))
    assert faults(nothing, spoiled)[:3] == [
        (first.name, "part-missing"),
        ("records/more", "part-unknown"),
        (second.name, "part-differs"),
    ]


def test_a_row_twice_a_value_taken_and_a_link_into_nothing_are_named(nothing: Workspace, entries: Entries) -> None:
    def candidates(rows: list[Any]) -> None:
        rows[1] |= {"number": rows[0]["number"], "contest_id": rows[0]["contest_id"]}
        rows[2]["contest_id"] = str(uuid4())
        rows.append(dict(rows[3]))

    found = faults(nothing, with_rows(entries, CANDIDATE, candidates))
    assert (f"{CANDIDATE}:3", "value-taken") in found
    assert (f"{CANDIDATE}:4", "link-missing") in found
    assert "row-twice" in {code for _, code in found}


def test_a_row_against_its_tables_conditions_is_named_by_its_line(nothing: Workspace, entries: Entries) -> None:
    def backwards(rows: list[Any]) -> None:
        rows[0] |= {"begins": 2030, "ends": 2025}

    assert faults(nothing, with_rows(entries, TERM, backwards))[0] == (f"{TERM}:2", "row-refused")


def test_what_follows_from_a_fault_is_not_named_again(nothing: Workspace, entries: Entries) -> None:
    spoiled = with_rows(entries, PERSON, lambda rows: rows[0].update(name=""))
    spoiled = with_rows(spoiled, PERSON, lambda rows: rows[0].update(id="x"))
    assert faults(nothing, spoiled) == [(f"{PERSON}:2:$.id", "wrong-pattern")]


def test_a_row_that_is_here_with_other_content_is_refused_and_stays(sample: Filled, entries: Entries) -> None:
    """Back into the workspace they came from, one name changed."""
    ws = sample.office.workspace
    spoiled = with_rows(entries, PERSON, lambda rows: rows[0].update(name="Người khác"))
    assert faults(ws, spoiled) == [(f"{PERSON}:2", "row-differs")]
    spoiled = with_rows(entries, SEALED_PILE, lambda rows: rows[0].update(salt="00" * 16))
    assert faults(ws, spoiled) == [(f"{SEALED_PILE}:2", "row-differs")]


def test_the_sealed_part_needs_the_rows_it_is_put_to(nothing: Workspace, entries: Entries) -> None:
    alone = [entry for entry in entries if entry.name.startswith("counting-sealed/")]
    assert (f"{SEALED_PILE}:2", "link-missing") in faults(nothing, alone)


def test_a_broken_journal_is_refused(nothing: Workspace, entries: Entries) -> None:
    edited = with_rows(entries, JOURNAL, lambda rows: rows[3].update(actor="Người khác"))
    assert faults(nothing, edited) == [("MAY-1#4", "journal-edited")]
    removed = with_rows(entries, JOURNAL, lambda rows: rows.pop(3))
    assert faults(nothing, removed) == [("MAY-1#5", "journal-gap")]
    unread = with_rows(entries, JOURNAL, lambda rows: rows[3].update(facts=[1]))
    assert ("MAY-1#4", "journal-unreadable") in faults(nothing, unread)


def test_no_file_writes_on_the_journal_that_this_laptop_writes(office: Office, entries: Entries) -> None:
    """The office stands where the sample began: what came later there is not for a file to bring."""
    journal_alone = [entry for entry in entries if entry.name == JOURNAL]
    number = office.workspace.head().number
    assert faults(office.workspace, journal_alone) == [(f"MAY-1#{number + 1}", "journal-own-stream")]


def test_an_earlier_state_of_a_journal_brings_nothing_and_is_no_fault(office: Office, sample: Filled) -> None:
    earlier = [entry for entry in written_of(office.workspace) if entry.name == JOURNAL]
    assert faults(sample.office.workspace, earlier) == []


def test_codes_have_their_sentences(nothing: Workspace, entries: Entries) -> None:
    spoiled = with_rows(entries, PERSON, lambda rows: rows[0].update(name=1))
    with pytest.raises(Malformed) as raised:
        taken(nothing, spoiled)
    for language in LANGUAGES:
        assert all(sentence(finding, language) != finding.code for finding in raised.value.findings)
        assert say_in(language)("retention-permanent") != "retention-permanent"
        assert say_in(language)("retention-sealed-six-months") != "retention-sealed-six-months"
