"""A full, damaged, busy or failing disk is a sentence, the last act is not kept, and all before it is whole."""

import os
import resource
import signal
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from congress.errors import Broken, Refused
from congress.i18n import sentence
from congress.store.database import embedded
from congress.store.faults import spoken
from congress.store.unit import Unit
from congress.workspace import House, check_journal, open_folder
from tests.clocks import PinnedClock
from tests.congress_workspace.deeds import deed_of, recording
from tests.workspaces import Office


def large(unit: Unit) -> None:
    unit.record("thử", filler="x" * 200_000)


def test_a_full_disk_refuses_the_deed_and_keeps_everything_before_it(office: Office) -> None:
    opened = office.workspace
    before = opened.head()
    with opened._database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with deed_of(large) as do, pytest.raises(Refused, match="disk-full") as refused:
        do(opened)
    assert "disk-full" not in sentence(refused.value)
    assert opened.head() == before
    assert check_journal(opened) == ()
    with opened._database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    with deed_of(large) as do:
        do(opened)
    assert check_journal(opened) == ()


def test_a_write_that_the_system_breaks_off_is_told_and_undone(office: Office) -> None:
    """A limit on the size of files stands for a quota: the system refuses in the middle of a write."""
    opened = office.workspace
    before = opened.head()
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = (opened.folder / "congress.db-wal").stat().st_size + 20_000
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, former[1]))
        with deed_of(large) as do, pytest.raises((Broken, Refused), match="disk-"):
            do(opened)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
    assert opened.head() == before
    with deed_of(recording) as do:
        do(opened)
    assert check_journal(opened) == ()


def test_a_busy_database_is_told_and_the_act_can_be_done_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = office.workspace
    with opened._database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    with closing(sqlite3.connect(opened.folder / "congress.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with deed_of(recording) as do, pytest.raises(Refused, match="database-busy"):
            do(opened)
        other.execute("ROLLBACK")
    with deed_of(recording) as do:
        do(opened)


def test_two_threads_of_one_program_wait_for_each_other(any_office: Office) -> None:
    opened = any_office.workspace
    before = opened.head().number
    with deed_of(recording) as do:
        threads = [threading.Thread(target=do, args=(opened,)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
    assert opened.head().number == before + 8
    assert check_journal(opened) == ()


@pytest.mark.parametrize("at", [0, 100, 4096, 4096 * 3])
def test_a_damaged_database_is_said_at_opening(office: Office, at: int) -> None:
    opened = office.workspace
    opened.close()
    path = opened.folder / "congress.db"
    data = bytearray(path.read_bytes())
    data[at : at + 300] = b"\xa5" * 300
    path.write_bytes(data)
    with pytest.raises(Broken, match="database-damaged") as broken:
        open_folder(opened.folder, house=House(clock=PinnedClock()))
    assert "congress restore" in str(sentence(broken.value))
    assert path.read_bytes() == data


def test_damage_that_comes_while_the_program_works_is_said_at_the_next_look(office: Office) -> None:
    opened = office.workspace
    opened._database.close()  # let go of every cached page
    path = opened.folder / "congress.db"
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(Broken, match="database-damaged"):
        opened.head()


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("53100", "disk-full"),
        ("40P01", "database-busy"),
        ("40001", "database-busy"),
        ("42501", "database-not-writable"),
        ("25006", "database-not-writable"),
        ("XX001", "database-damaged"),
        ("08006", "database-unreachable"),
        ("28P01", "database-unreachable"),
        ("3D000", "database-unreachable"),
        ("57P01", "database-unreachable"),
    ],
)
def test_what_a_server_says_is_a_sentence_too(state: str, code: str) -> None:
    from sqlalchemy.exc import OperationalError

    class Said(Exception):
        sqlstate = state

    with pytest.raises((Broken, Refused), match=code), spoken():
        raise OperationalError("SELECT 1", {}, Said("máy chủ nói"))


@pytest.mark.postgres
def test_a_connection_that_was_cut_is_told_and_the_next_deed_finds_a_new_one(server_office: Office) -> None:
    opened = server_office.workspace

    def cutting(unit: Unit) -> None:
        own = unit.connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with opened._database.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:own)"), {"own": own})
        unit.record("thử")

    before = opened.head()
    with deed_of(cutting) as do, pytest.raises(Broken, match="database-unreachable"):
        do(opened)
    with deed_of(recording) as do:
        do(opened)
    assert opened.head().number == before.number + 1


def test_the_database_s_durable_settings_hold_on_every_connection(tmp_path: Path) -> None:
    database = embedded(tmp_path / "congress.db")
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "recursive_triggers": 1,
        "secure_delete": 1,
        "busy_timeout": 5000,
    }
    for writing in (False, True):
        with database.engine.execution_options(writing=writing).connect() as connection:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
            assert found == wanted
    database.close()


def test_a_kill_between_two_commits_loses_no_commit(office: Office) -> None:
    """The child writes and dies without closing anything; what it was told is kept is there."""
    opened = office.workspace
    folder, before = opened.folder, opened.head().number
    opened.close()
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        with open_folder(folder, house=House(clock=PinnedClock())) as mine, deed_of(recording) as do:
            for _ in range(5):
                do(mine)
                os.write(writes, b".")
            os.kill(os.getpid(), signal.SIGKILL)
    os.close(writes)
    acknowledged = b""
    while part := os.read(reads, 10):
        acknowledged += part
    os.close(reads)
    os.waitpid(child, 0)
    assert (folder / "congress.db-wal").exists()
    with open_folder(folder, house=House(clock=PinnedClock())) as again:
        assert again.head().number == before + len(acknowledged) == before + 5
        assert check_journal(again) == ()


def test_no_room_for_the_index_of_who_only_reads_is_a_full_disk_too() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    with pytest.raises(Refused, match="disk-full"), spoken():
        raise error
