"""Whatever is cut short or comes in between: nothing is lost, nothing stays that must not, nothing is overwritten."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from ballots.results import keeping, making, queries, service
from ballots.results.facts import MinutesFacts
from ballots.results.keeping import finish_sealing
from ballots.results.papers import Standing
from ballots.results.values import ResultState, SigningPlace
from congress.access import service as access
from congress.errors import Broken, Finding, Refused
from congress.records.values import KeptFile
from congress.workspace import Workspace
from tests.ballots_results.counted import CHAIR, HEAD, MEMBER, Counted
from tests.scans import scanned
from tests.workspaces import PIN


class Cut(Exception):
    """The power goes."""


def cut(*_: object, **__: object) -> None:
    raise Cut


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        work()
    return caught.value.code


def secrets_of(workspace: Workspace) -> set[str]:
    return {path.name.partition("-")[0] + path.suffix for path in workspace.keys.glob("re*")}


def alter(at: Counted, statement: str, *values: object) -> None:
    """The database past the program, as someone with the laptop would open it."""
    with closing(sqlite3.connect(at.workspace.folder / "congress.db")) as connection:
        assert connection.execute(statement, values).rowcount == 1
        connection.commit()


# --- fixing ------------------------------------------------------------------------------------------------


def test_what_happens_while_the_papers_are_drawn_makes_the_board_look_again(
    at_result: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = making.keep_minutes

    def slowly(workspace: Workspace, facts: MinutesFacts) -> tuple[KeptFile, tuple[SigningPlace, ...]]:
        # Another terminal of this program.
        elsewhere = Thread(target=access.log_in, args=(workspace,), kwargs={"name": "uyvien2", "secret": PIN})
        elsewhere.start()
        elsewhere.join()
        return real(workspace, facts)

    monkeypatch.setattr(making, "keep_minutes", slowly)
    assert refused(at_result.fix) == "changed-meanwhile"
    monkeypatch.undo()
    assert at_result.fix().result.state is ResultState.FIXED


def test_a_second_fixing_never_touches_the_record_of_the_first(
    at_result: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = at_result.draft()
    at_result.fix()
    before = {path.name: path.read_bytes() for path in at_result.workspace.sealed.iterdir()}
    by = at_result.office.by(HEAD, MEMBER)
    again = partial(service.fix, at_result.workspace, by, contest_id=at_result.contest_id, read=read)
    assert refused(again) == "result-fixed-already"
    # Even one that gets past the first look: two people press the key at once.
    monkeypatch.setattr(queries, "result", lambda *_: None)
    assert refused(again)
    monkeypatch.undo()
    after = {path.name: path.read_bytes() for path in at_result.workspace.sealed.iterdir()}
    assert before.items() <= after.items()
    at_result.make_official()
    printed = at_result.print_key()
    at_result.seal(last_group=printed.text[-5:])


def test_a_fixing_that_was_cut_short_leaves_files_that_go_at_the_next_opening(
    at_result: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "add", cut)
    with pytest.raises(Cut):
        at_result.fix()
    monkeypatch.undo()
    assert len(list(at_result.workspace.sealed.iterdir())) == 1
    assert secrets_of(at_result.workspace) == {"readings.key", "record.key"}
    finish_sealing(at_result.workspace)
    assert list(at_result.workspace.sealed.iterdir()) == []
    assert secrets_of(at_result.workspace) == {"readings.key"}
    at_result.fix()
    finish_sealing(at_result.workspace)
    assert len(list(at_result.workspace.sealed.iterdir())) == 1
    assert secrets_of(at_result.workspace) == {"readings.key", "record.key"}


def test_where_the_journal_is_in_question_nothing_is_touched(
    at_result: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "add", cut)
    with pytest.raises(Cut):
        at_result.fix()
    at_result.workspace.findings = (Finding("MAY-1#9", "journal-head-leads", {"number": 9, "last": 8}),)
    finish_sealing(at_result.workspace)
    assert len(list(at_result.workspace.sealed.iterdir())) == 1
    assert secrets_of(at_result.workspace) == {"readings.key", "record.key"}


# --- sealing -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["destroy_backups", "counting.after_sealing", "_destroy"])
def test_a_sealing_that_was_cut_short_after_its_commit_is_finished_at_the_next_opening(
    at_official: Counted, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    at = at_official
    printed = at.print_key()
    monkeypatch.setattr(f"ballots.results.keeping.{where}", cut)
    with pytest.raises(Cut):
        at.seal(last_group=printed.text[-5:])
    monkeypatch.undo()
    assert at.result.state is ResultState.SEALED
    assert "record.key" in secrets_of(at.workspace)
    finish_sealing(at.workspace)
    assert secrets_of(at.workspace) == set()
    by = at.office.by(HEAD, CHAIR)
    opened = keeping.open_record(at.workspace, by, contest_id=at.contest_id, decision="1-QĐ", key_text=printed.text)
    assert opened.agrees


def test_a_sealing_that_does_not_come_to_its_commit_leaves_everything_as_it_was(
    at_official: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = at_official
    printed = at.print_key()
    monkeypatch.setattr(queries, "set_sealed", cut)
    with pytest.raises(Cut):
        at.seal(last_group=printed.text[-5:])
    monkeypatch.undo()
    finish_sealing(at.workspace)
    assert at.result.state is ResultState.OFFICIAL
    at.seal(last_group=printed.text[-5:])


def test_a_destruction_that_was_cut_short_is_finished_at_the_next_opening(
    at_official: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = at_official
    at.seal(last_group=at.print_key().text[-5:])
    at.office.clock.advance(days=200)
    monkeypatch.setattr(keeping, "_destroy", cut)
    with pytest.raises(Cut):
        keeping.destroy(at.workspace, at.office.by(HEAD, CHAIR), contest_id=at.contest_id, decision="45-QĐ/HU")
    monkeypatch.undo()
    assert list(at.workspace.sealed.iterdir())
    finish_sealing(at.workspace)
    assert not list(at.workspace.sealed.iterdir())


def test_what_was_done_in_between_is_seen_before_the_scan_is_bound(
    at_result: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_result.fix()
    real = making.keep_proof

    def slowly(workspace: Workspace, facts: MinutesFacts, standing: Standing) -> KeptFile:
        alter(at_result, "UPDATE result SET basis = 'pen'")
        return real(workspace, facts, standing)

    monkeypatch.setattr(making, "keep_proof", slowly)
    by = at_result.office.by(HEAD, MEMBER)
    bind = partial(service.bind_scan, at_result.workspace, by, contest_id=at_result.contest_id, scan=scanned())
    assert refused(bind) == "changed-meanwhile"


# --- a table that was edited -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        ("UPDATE result SET outcome = replace(outcome, '\"valid\": 8', '\"valid\": 9')", ()),
        ("UPDATE result SET record_sha256 = ?", ("ab" * 32,)),
        ("UPDATE result SET outcome_sha256 = ?", ("ab" * 32,)),
        ("UPDATE result SET state = 'fixed'", ()),
        ("UPDATE result SET state = 'sealed', keep_until = '2025-01-01'", ()),
        ("UPDATE result SET basis = 'digital'", ()),
        ("UPDATE result SET signed_by = json_array('Trần Đức Bình')", ()),
        ("UPDATE result SET minutes_id = (SELECT id FROM record WHERE kind = 'proof' LIMIT 1)", ()),
    ],
)
def test_a_result_that_is_not_what_the_journal_says_is_refused_wherever_it_is_asked_for(
    at_official: Counted, statement: str, values: tuple[str, ...]
) -> None:
    alter(at_official, statement, *values)
    assert refused(lambda: at_official.result) == "result-altered"
    assert refused(at_official.print_key) == "result-altered"


def test_the_kept_minutes_are_checked_against_their_hash(at_result: Counted) -> None:
    at_result.issue_keys()
    minutes = at_result.fix().papers[0]
    path: Path = at_result.workspace.papers / "objects" / minutes.sha256
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(Broken) as caught:
        at_result.sign(HEAD)
    assert caught.value.code == "kept-file-altered"
