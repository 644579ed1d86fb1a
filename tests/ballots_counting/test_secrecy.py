"""Nothing keeps the order of papers beyond a pile, nothing of a paper leaves the desk, nothing is altered unseen."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ballots.counting import service as counting
from ballots.counting import tags
from ballots.counting.loading import load
from ballots.counting.values import PileKind
from ballots.regulations.values import BoardReason
from congress.access.registry import HEAD_WITH_PRESIDIUM, deed, no_deed
from congress.errors import Broken, Refused
from congress.journal import queries as journal
from congress.workspace import check_journal
from tests.ballots_counting.altering import alter, raw
from tests.ballots_counting.desks import HEAD, MEMBER, AtDesk, aside, at_desk, struck
from tests.workspaces import Office

FULL = PileKind.FULL
pytestmark = pytest.mark.usefixtures("papers_unset")


def two_piles(office: Office) -> AtDesk:
    made = at_desk(office)
    made.open()
    made.until_sorted((FULL, 4), (FULL, 2))
    made.open_count()
    return made


@pytest.fixture
def at(led: Callable[[Callable[[Office], AtDesk]], AtDesk]) -> AtDesk:
    """A count that is open over one pile of four and one of two."""
    return led(two_piles)


def files_of(at: AtDesk) -> dict[str, bytes]:
    folder = at.office.workspace.folder
    return {path.name: path.read_bytes() for path in folder.glob("congress.db*")}


def code(work: Callable[[], object]) -> str:
    with pytest.raises((Refused, Broken)) as stopped:
        work()
    assert isinstance(stopped.value, Refused | Broken)
    return stopped.value.code


def accounting(at: AtDesk) -> object:
    with at.office.workspace.reading() as unit:
        return counting.accounting(unit, at.contest_id)


# --- the order of papers -----------------------------------------------------------------------------------


def test_the_moments_of_a_pile_are_gone_from_every_file_once_it_is_closed(at: AtDesk) -> None:
    pile = at.open_pile(1)
    moments = []
    for position in range(1, 5):
        at.office.clock.advance(seconds=7, microseconds=position * 1111)
        at.keep(pile, position, struck(8, 9))
        moments.append(at.office.clock.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ").encode())
    assert all(any(moment in data for data in files_of(at).values()) for moment in moments)
    at.office.clock.advance(minutes=1)
    counting.close_pile(at.office.workspace, at.by(), contest_id=at.contest_id, number=1)
    left = [(name, moment) for name, data in files_of(at).items() for moment in moments if moment in data]
    assert left == []


def test_readings_have_no_rowid_and_their_ids_follow_no_order(at: AtDesk) -> None:
    at.key(1, [struck(8, 9)] * 4)
    with raw(at) as connection:
        with pytest.raises(sqlite3.OperationalError, match="rowid"):
            connection.execute("SELECT rowid FROM reading")
        with pytest.raises(sqlite3.OperationalError, match="rowid"):
            connection.execute("SELECT rowid FROM conclusion")
        ids = [row[0] for row in connection.execute("SELECT id FROM reading")]
        made_by_time = [one for one in ids if re.fullmatch(r".{12}[17].{19}", one)]
        assert made_by_time == []
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'").fetchone() == (
            0,
        )


def test_the_journal_holds_no_mark_no_position_and_no_entry_a_paper(at: AtDesk) -> None:
    at.key(1, [struck(8, 9), aside(seen=struck(3)), struck(4, 7), struck(8, 9)])
    at.key(2, [struck(8, 9)] * 2)
    where, ws = at.contest_id, at.office.workspace
    counting.conclude_paper(ws, at.two, contest_id=where, pile=1, position=2, marks=struck(3))
    counting.close_count(ws, at.by(HEAD), contest_id=where)
    with ws.reading() as unit:
        told = [entry for entry in journal.entries(unit, "MAY-1") if entry.scope_id == where]
    assert [entry.event for entry in told if "reading" in entry.event] == []
    keys = {key for entry in told for key in leaves(entry.facts)}
    assert keys & {"strike", "agree_marks", "seen", "position", "marks", "struck"} == set()
    text = json.dumps([dict(entry.facts) for entry in told], ensure_ascii=False, default=str)
    assert "[4, 7]" not in text
    assert "[8, 9]" not in text


def leaves(value: object) -> Iterator[str]:
    match value:
        case dict():
            for key, item in value.items():
                yield str(key)
                yield from leaves(item)
        case list() | tuple():
            for item in value:
                yield from leaves(item)


def test_the_papers_come_out_in_no_order_of_piles(at: AtDesk) -> None:
    at.key(1, [struck(8, 9), struck(1, 2), struck(4, 7), struck(8, 9)])
    at.key(2, [struck(1, 2), struck(3, 4)])
    with at.office.workspace.reading() as unit:
        papers = counting.papers_of(unit, at.contest_id)
    assert list(papers) == sorted(papers, key=repr)


# --- alterations -------------------------------------------------------------------------------------------


def test_an_altered_reading_is_found_at_every_read_and_named_by_its_place(at: AtDesk) -> None:
    at.key(1, [struck(8, 9), struck(1, 2), struck(4, 7), struck(8, 9)])
    alter(at, """UPDATE reading SET seen = '{"strike":[1,3]}' WHERE position = 2""")
    with pytest.raises(Refused) as refused:
        accounting(at)
    assert refused.value.code == "reading-altered"
    assert dict(refused.value.facts) == {"pile": 1, "position": 2}


@pytest.mark.parametrize(
    "change",
    [
        "position = 9",
        "version = 2",
        "times = 5",
        "board = 1",
        "mode = 'official'",
        "machine = 'MAY-2'",
        "mac = x'00'",
        "seen = NULL",
        "account_id = (SELECT id FROM account WHERE name = 'truongban')",
    ],
)
def test_every_field_of_a_reading_is_under_its_tag(at: AtDesk, change: str) -> None:
    at.key(1, [struck(8, 9)] * 4)
    alter(at, f"UPDATE reading SET {change} WHERE position = 4")
    assert code(lambda: accounting(at)) == "reading-altered"


def test_a_reading_that_was_removed_is_missed(at: AtDesk) -> None:
    at.key(1, [struck(8, 9)] * 4)
    alter(at, "DELETE FROM reading WHERE position = 2")
    assert code(lambda: accounting(at)) == "reading-missing"


def test_the_last_reading_of_a_closed_pile_is_missed_too(at: AtDesk) -> None:
    at.key(1, [struck(8, 9)] * 4)
    alter(at, "DELETE FROM reading WHERE position = 4")
    assert code(lambda: accounting(at)) == "pile-altered"


def test_a_correction_taken_back_past_the_program_is_missed(at: AtDesk) -> None:
    pile = at.open_pile(1)
    for position in range(1, 5):
        at.keep(pile, position, struck(8, 9))
    at.keep(pile, 2, struck(1, 2), corrects=True)
    counting.close_pile(at.office.workspace, at.by(), contest_id=at.contest_id, number=1)
    alter(at, "DELETE FROM reading WHERE version = 2")
    assert code(lambda: accounting(at)) == "pile-altered"


def test_a_reading_copied_from_another_pile_is_refused(at: AtDesk) -> None:
    at.key(1, [struck(8, 9)] * 4)
    pile = at.key(2, [struck(1, 2)] * 2)
    alter(at, "UPDATE reading SET pile_id = ?, position = 3 WHERE position = 4", pile.id.hex)
    assert code(lambda: accounting(at)) in {"reading-altered", "pile-altered"}


def test_a_new_hash_for_a_pile_needs_the_key(at: AtDesk) -> None:
    at.key(1, [struck(8, 9)] * 4)
    alter(at, "UPDATE pile SET salt = NULL, digest = NULL WHERE number = 1")
    assert code(lambda: accounting(at)) == "pile-altered"


def test_an_altered_conclusion_is_refused(at: AtDesk) -> None:
    at.key(1, [struck(8, 9)] * 3 + [aside()])
    at.key(2, [struck(8, 9)] * 2)
    counting.conclude_paper(
        at.office.workspace, at.two, contest_id=at.contest_id, pile=1, position=4, void=BoardReason.SIGNED
    )
    alter(at, "UPDATE conclusion SET void_reason = NULL, counts_as = NULL")
    assert code(lambda: accounting(at)) == "conclusion-altered"


def test_a_conclusion_removed_leaves_its_paper_waiting(at: AtDesk) -> None:
    at.key(1, [struck(8, 9)] * 3 + [aside()])
    at.key(2, [struck(8, 9)] * 2)
    where = at.contest_id
    counting.conclude_paper(at.office.workspace, at.two, contest_id=where, pile=1, position=4, marks=struck(8, 9))
    alter(at, "DELETE FROM conclusion")
    assert at.accounting.waiting == 1


def test_without_its_key_nothing_is_believed(at: AtDesk) -> None:
    at.key(1, [struck(8, 9)] * 4)
    tags.key_file(at.office.workspace.keys, at.contest_id).unlink()
    assert code(lambda: accounting(at)) == "readings-key-missing"


# --- sealing -----------------------------------------------------------------------------------------------


def seal(at: AtDesk) -> int:
    """What the deed that seals the papers does here."""
    ws, by = at.office.workspace, at.by(HEAD, "chutich", reason="niêm phong")
    with no_deed():

        @deed("test:seal", who=HEAD_WITH_PRESIDIUM, title="Contest made")
        def do() -> int:
            with ws.unit(by, scope_id=at.contest_id) as unit:
                gone = counting.seal_readings(unit, at.contest_id)
                unit.record(at.contest_id, readings=gone)
            return gone

        gone = do()
    counting.after_sealing(ws, at.contest_id)
    return gone


def test_sealing_leaves_totals_annex_and_log_and_nothing_of_a_paper(any_office: Office) -> None:
    at = at_desk(any_office)
    at.open()
    at.until_sorted((FULL, 4))
    at.open_count()
    at.key(1, [struck(8, 9), struck(2, 3), struck(4, 7), aside(seen=struck(5))])
    where, ws = at.contest_id, any_office.workspace
    counting.conclude_paper(ws, at.two, contest_id=where, pile=1, position=4, void=BoardReason.SIGNED)
    counting.close_count(ws, at.by(MEMBER), contest_id=where)
    with ws.reading() as unit:
        before = (
            counting.accounting(unit, where).equations,
            counting.desk_of(unit, where).tally,
            counting.annex(unit, where),
            counting.entry_log(unit, where),
        )
        digests = [one.digest for one in load(unit, where).passes]
    assert seal(at) == 5
    with ws.reading() as unit:
        after = (
            counting.accounting(unit, where).equations,
            counting.desk_of(unit, where).tally,
            counting.annex(unit, where),
            counting.entry_log(unit, where),
        )
        assert [one.digest for one in load(unit, where).passes] == digests
        assert counting.desk_view(unit, where).sealed
        assert code(lambda: counting.papers_of(unit, where)) == "papers-sealed"
    assert after == before
    assert check_journal(ws) == ()
    assert not tags.key_file(ws.keys, where).exists()
    assert code(lambda: seal(at)) == "papers-sealed"


def test_after_sealing_no_mark_is_left_in_any_file_of_the_database(at: AtDesk) -> None:
    at.key(1, [struck(8, 9), struck(2, 3), struck(4, 7), aside(seen=struck(5))])
    at.key(2, [struck(1, 6), struck(1, 6)])
    where, ws = at.contest_id, at.office.workspace
    counting.conclude_paper(ws, at.two, contest_id=where, pile=1, position=4, marks=struck(5))
    counting.close_count(ws, at.by(HEAD), contest_id=where)
    assert any(b'"strike":[4,7]' in data for data in files_of(at).values())
    seal(at)
    files = files_of(at)
    assert [name for name, data in files.items() if b'"strike":[' in data] == []
    assert files.get("congress.db-wal", b"") == b""
    assert Path(ws.folder / "congress.db").exists()
