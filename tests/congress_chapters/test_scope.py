"""One contest alone: its rows and what they stand on, nothing of another."""

import json
from pathlib import Path
from uuid import UUID

from congress.chapters import FileRef
from tests.congress_chapters.filling import Filled, empty, lines, rows_of, taken, written_of

GROUND = ("person", "account", "term", "congress", "site", "congress_setting", "board_member", "journal_entry")


def _contests(sample: Filled, scope: UUID) -> dict[str, set[str]]:
    named: dict[str, set[str]] = {}
    for name, data in lines(written_of(sample.office.workspace, scope)).items():
        rows = [json.loads(line) for line in data.splitlines()[1:]]
        key = "id" if name == "contests/contest.jsonl" else "scope_id" if name.startswith("records/") else "contest_id"
        named[name] = {row[key] for row in rows if row.get(key)}
    return named


def test_a_contest_leaves_without_the_others(sample: Filled) -> None:
    for scope in (sample.keyed, sample.by_hand):
        assert set().union(*_contests(sample, scope).values()) == {str(scope)}


def test_a_further_round_leaves_with_the_list_of_the_round_before_but_not_with_its_desk(sample: Filled) -> None:
    named = _contests(sample, sample.second_round)
    both = {str(sample.second_round), str(sample.keyed)}
    assert named["contests/contest.jsonl"] == named["contests/candidate.jsonl"] == both
    assert named["counting/desk.jsonl"] == set()


def test_one_contest_can_be_read_by_itself(sample: Filled, tmp_path: Path) -> None:
    source = rows_of(sample.office.workspace)
    for scope in (sample.keyed, sample.by_hand, sample.second_round):
        with empty(tmp_path / str(scope), sample.office.clock) as made:
            taken(made, written_of(sample.office.workspace, scope))
            held = rows_of(made)
        for table, rows in held.items():
            if table not in {"account", "journal_entry"}:
                assert all(row in source[table] for row in rows), table
        assert all(held[table] for table in GROUND)
        assert {row["contest_id"] for row in held["desk"]} == {str(scope)} - {str(sample.second_round)}
        assert bool(held["reading"]) is (scope == sample.keyed)
        assert bool(held["hand_votes"]) is (scope == sample.by_hand)


def test_the_contests_meet_in_one_workspace(sample: Filled, tmp_path: Path) -> None:
    """Two laptops' contests into a third: what both stand on comes once."""
    ws = sample.office.workspace
    with empty(tmp_path / "met", sample.office.clock) as met:
        for scope in (sample.by_hand, sample.second_round, sample.keyed):
            taken(met, written_of(ws, scope))
        held, source = rows_of(met), rows_of(ws)
    for table in ("contest", "desk", "pile", "reading", "hand_votes", "result", "sorted_pile"):
        due = source[table] if table != "contest" else [r for r in source[table] if r["code"] != "dd"]
        assert held[table] == due, table


def test_papers_of_other_contests_stay(sample: Filled) -> None:
    def papers(scope: UUID | None) -> set[str]:
        return {entry.name for entry in written_of(sample.office.workspace, scope) if isinstance(entry, FileRef)}

    keyed, by_hand = papers(sample.keyed), papers(sample.by_hand)
    assert keyed
    assert by_hand
    assert keyed | by_hand <= papers(None)
    assert not keyed & by_hand
