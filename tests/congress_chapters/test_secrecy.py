"""What stays for good says nothing of a single paper: no marks, no place in a pile, no moment of a reading."""

import json
from contextlib import suppress
from uuid import UUID

from sqlalchemy import delete, select, update

from ballots.counting.rows import ConclusionRow, HandTotalRow, HandVotesRow, PileRow, ReadingRow
from congress.chapters import Retention, write_chapters
from congress.store.unit import Unit
from congress.workspace import Workspace
from tests.congress_chapters.altering import GivenUp
from tests.congress_chapters.filling import Filled, lines, rows_of, within, written_of
from tui.house import CHAPTERS

TAGGED = ("pile", "reading", "conclusion", "settlement", "third_entry")
SECRET_TABLES = {"reading", "conclusion", "settlement", "third_entry", "hand_total", "hand_votes"}


def _permanent(ws: Workspace) -> bytes:
    return b"".join(lines(written_of(ws, retention=Retention.PERMANENT)).values())


def test_the_permanent_part_is_the_same_whatever_was_on_the_papers(sample: Filled) -> None:
    """Without any reading, conclusion, salt and total of a pile it has the same bytes: it is made of none of them."""
    ws = sample.office.workspace
    before = written_of(ws, retention=Retention.PERMANENT)
    after: list[object] = []

    def forget(unit: Unit) -> None:
        for row in (ReadingRow, ConclusionRow, HandVotesRow, HandTotalRow):
            assert unit.connection.execute(select(row)).first() is not None
            unit.connection.execute(delete(row))
        unit.connection.execute(update(PileRow).values(salt=None, mac=None))
        after.extend(write_chapters(unit, CHAPTERS, None, retention=Retention.PERMANENT))
        raise GivenUp

    with suppress(GivenUp):
        within(ws, forget)
    assert tuple(after) == before


def test_no_id_moment_or_salt_of_the_sealed_part_is_in_the_permanent_one(sample: Filled) -> None:
    ws = sample.office.workspace
    permanent = _permanent(ws).decode()
    rows = rows_of(ws)
    secrets = {row["id"] for table in SECRET_TABLES - {"hand_votes"} for row in rows[table]}
    secrets |= {row["salt"] for row in rows["pile"] if row["salt"]}
    secrets |= {
        row["mac"]
        for table in ("pile", "reading", "conclusion", "settlement", "third_entry")
        for row in rows[table]
        if row["mac"]
    }
    moments = {row["at"] for row in rows["reading"] if row["at"]}
    assert len(moments) == 2
    assert not [secret for secret in secrets | moments if secret in permanent]


def test_no_line_of_the_permanent_part_has_what_was_seen_on_a_paper(sample: Filled) -> None:
    permanent = lines(written_of(sample.office.workspace, retention=Retention.PERMANENT))
    for name, data in permanent.items():
        assert name.rpartition("/")[2].removesuffix(".jsonl") not in SECRET_TABLES
        for line in data.splitlines()[1:]:
            assert not _keys(json.loads(line)) & {"strike", "seen", "because", "salt", "mac"}, name


def test_the_sealed_part_is_all_that_the_permanent_one_leaves_out(sample: Filled) -> None:
    names = lines(written_of(sample.office.workspace, retention=Retention.SEALED))
    tables = {name.rpartition("/")[2].removesuffix(".jsonl") for name in names}
    assert tables == {*SECRET_TABLES, "pile", "result"}


def test_readings_lie_in_no_order_of_papers(sample: Filled) -> None:
    data = lines(written_of(sample.office.workspace))["counting-sealed/reading.jsonl"]
    ids = [UUID(json.loads(line)["id"]) for line in data.splitlines()[1:]]
    assert ids == sorted(ids)
    assert {one.version for one in ids} == {4}  # random


def _keys(tree: object) -> set[str]:
    match tree:
        case dict():
            return set(tree).union(*map(_keys, tree.values()))
        case list():
            return set[str]().union(*map(_keys, tree))
        case _:
            return set()
