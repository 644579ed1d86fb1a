"""What is written comes back: equal rows on both engines, equal bytes, and nothing twice."""

from pathlib import Path

from congress.chapters import FileRef, Lines, Retention, TableChapter
from congress.journal import service as journal
from congress.workspace import Workspace
from tests.congress_chapters.filling import Filled, empty, rows_of, taken, written_of
from tui.house import CHAPTERS

LEFT_OUT = {
    str(row.__tablename__) for chapter in CHAPTERS if isinstance(chapter, TableChapter) for row in chapter.left_out
}


def test_every_row_comes_back_as_it_was(any_sample: Filled, any_empty: Workspace) -> None:
    before, entries = rows_of(any_sample.office.workspace), written_of(any_sample.office.workspace)
    assert [name for name, rows in before.items() if not rows] == []

    came_in = taken(any_empty, entries)

    after = rows_of(any_empty)
    own = [row for row in after["journal_entry"] if row["stream"] == any_empty.settings.tag]
    after["journal_entry"] = [row for row in after["journal_entry"] if row not in own]
    assert len(own) == 1  # of the deed that took them in
    for table in LEFT_OUT:
        assert after.pop(table) == []
        del before[table]
    for table, rows in before.items():
        assert after[table] == [_as_it_comes_back(table, row) for row in rows], table
    # Rows whose sealed columns were put to them count twice: once for each part.
    assert came_in == sum(map(len, before.values())) + _put_to(entries)
    assert written_of(any_sample.office.workspace) == entries


def _as_it_comes_back(table: str, row: object) -> object:
    assert isinstance(row, dict)
    if table != "account":
        return row
    stays = {"name": row["id"], "verifier": "", "must_change": True, "wrong_tries": 0, "locked_until": None}
    return row | stays | {"state": "disabled"}


def _put_to(entries: object) -> int:
    assert isinstance(entries, tuple)
    apart = {"counting-sealed/pile.jsonl", "results-sealed/result.jsonl"}
    return sum(entry.data.count(b"\n") - 1 for entry in entries if isinstance(entry, Lines) and entry.name in apart)


def test_both_engines_write_the_same_bytes(any_sample: Filled, any_empty: Workspace, tmp_path: Path) -> None:
    """Read on one, written there, read on SQLite, written there: not a byte moves."""
    entries = written_of(any_sample.office.workspace)
    taken(any_empty, entries)
    with empty(tmp_path / "third", any_sample.office.clock, tag="MAY-3") as third:
        taken(third, entries)
        names = {entry.name for entry in entries} - {"journal/journal_entry.jsonl"}
        here, there = written_of(third), written_of(any_empty)
    assert [e for e in here if e.name in names] == [e for e in there if e.name in names]
    assert [e for e in here if e.name in names] == [e for e in entries if e.name in names]


def test_reading_the_same_again_changes_nothing(any_sample: Filled, any_empty: Workspace) -> None:
    entries = written_of(any_sample.office.workspace)
    taken(any_empty, entries)
    before = rows_of(any_empty)
    assert taken(any_empty, entries) == 0
    after = rows_of(any_empty)
    after["journal_entry"], before["journal_entry"] = [], []
    assert after == before


def test_the_permanent_part_stands_alone_and_the_sealed_part_is_put_to_it(
    any_sample: Filled, any_empty: Workspace
) -> None:
    permanent = written_of(any_sample.office.workspace, retention=Retention.PERMANENT)
    sealed = written_of(any_sample.office.workspace, retention=Retention.SEALED)
    taken(any_empty, permanent)
    alone = rows_of(any_empty)
    assert alone["reading"] == alone["conclusion"] == alone["hand_total"] == alone["hand_votes"] == []
    assert {row["salt"] for row in alone["pile"]} == {None}
    taken(any_empty, sealed)
    whole, source = rows_of(any_empty), rows_of(any_sample.office.workspace)
    assert all(whole[table] == source[table] for table in ("pile", "reading", "conclusion", "result", "hand_votes"))


def test_the_journal_is_whole_and_goes_on_where_it_is_the_laptops_own(sample: Filled, tmp_path: Path) -> None:
    entries = written_of(sample.office.workspace)
    with sample.office.workspace.reading() as unit:
        last = max(row["number"] for row in rows_of(sample.office.workspace)["journal_entry"])
        assert journal.verify(unit) == ()
    with empty(tmp_path / "again", sample.office.clock, tag=sample.office.workspace.settings.tag) as again:
        taken(again, entries)
        assert again.head().number == last + 1
        with again.reading() as unit:
            assert journal.verify(unit, heads=[again.head(), sample.office.workspace.head()]) == ()


def test_a_paper_leaves_as_its_file_under_its_hash(sample: Filled) -> None:
    refs = [entry for entry in written_of(sample.office.workspace) if isinstance(entry, FileRef)]
    papers = [ref for ref in refs if ref.name.startswith("records/")]
    assert papers
    for ref in papers:
        assert ref.sha256 == ref.name.rpartition("/")[2]
        assert (sample.office.workspace.folder / ref.path).stat().st_size == ref.size
    (sealed,) = (ref for ref in refs if ref not in papers)
    assert sealed.path.startswith("sealed/record-")
    assert sealed.sha256 is None


def test_chapters_have_names_of_their_own_and_titles() -> None:
    assert len({chapter.name for chapter in CHAPTERS}) == len(CHAPTERS)
    assert all(chapter.title for chapter in CHAPTERS)
