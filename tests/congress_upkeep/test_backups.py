"""A backup is a whole workspace that opens as it is; restoring loses nothing of what stood there before."""

import json
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from congress.access import queries as access_queries
from congress.access import service as access
from congress.access.values import Authority
from congress.errors import Broken, Malformed, Refused
from congress.journal import queries as journal_queries
from congress.records import files
from congress.records import queries as records_queries
from congress.records import service as records
from congress.store import backup as store_backup
from congress.store.unit import Unit
from congress.upkeep import restoring, service
from congress.upkeep.values import Backup
from congress.workspace import Workspace, check_journal, look_into, open_folder
from tests.congress_workspace.deeds import deed_of, recording
from tests.workspaces import PIN, Office

DAMAGE: dict[str, Callable[[Path], object]] = {
    "overwritten": lambda path: _overwrite(path, at=4096),
    "cut": lambda path: os.truncate(path, path.stat().st_size // 2),
    "emptied": lambda path: os.truncate(path, 0),
    "no-database": lambda path: path.write_bytes("không phải cơ sở dữ liệu\n".encode() * 400),
    "gone": lambda path: path.unlink(),
}


def works(opened: Workspace) -> None:
    with deed_of(recording) as do:
        do(opened)


def keep_paper(opened: Workspace, content: bytes) -> str:
    kept = files.keep(opened.papers, content, name="Biên bản.pdf")

    def body(unit: Unit) -> None:
        records.register(unit, kept, kind="minutes", scope_id=None)
        unit.record("biên bản")

    with deed_of(body) as do:
        do(opened)
    return kept.sha256


def back_up(office: Office, into: Path | None = None) -> Backup:
    return service.back_up(office.workspace, office.by("quantri"), into=into)


def restore(office: Office, backup: Backup, reason: str | None = "máy hỏng") -> restoring.Prepared:
    prepared = restoring.prepare(
        office.workspace.folder, backup.folder, house=office.workspace.house, current=office.workspace
    )
    try:
        service.restore(office.workspace, office.by("quantri", "truongban", reason=reason), prepared=prepared)
    except BaseException:
        prepared.abandon()
        raise
    return prepared


def reopened(office: Office) -> Workspace:
    return open_folder(office.workspace.folder, house=office.workspace.house)


def test_a_backup_opens_as_a_workspace_of_its_own(office: Office, tmp_path: Path) -> None:
    paper = keep_paper(office.workspace, b"%PDF tho")
    head = office.workspace.head()
    made = back_up(office, tmp_path / "stick")
    assert made.head == head
    with open_folder(made.folder, house=office.workspace.house) as copy:
        assert check_journal(copy, heads=(head,)) == ()
        assert files.fetch(copy.papers, paper) == b"%PDF tho"
        assert access.log_in(copy, name="uyvien1", secret=PIN).person == "Lê Thị Hà"


def test_a_backup_stands_in_the_journal_with_its_place(office: Office, tmp_path: Path) -> None:
    made = back_up(office, tmp_path / "stick")
    with office.workspace.reading() as unit:
        assert service.backups_made(unit) == ((made.folder.name, str(tmp_path / "stick")),)


def test_work_goes_on_while_a_backup_is_made(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is compared is read in the same moment as what is copied."""
    real = store_backup._fingerprint

    def slowly(connection: object) -> tuple[object, ...]:
        found = real(connection)  # type: ignore[arg-type]
        writer = threading.Thread(target=works, args=(office.workspace,))
        writer.start()
        writer.join(10)
        return found

    monkeypatch.setattr(store_backup, "_fingerprint", slowly)
    before = office.workspace.head().number
    made = back_up(office)
    assert made.head.number == before
    assert office.workspace.head().number == before + 3


@pytest.mark.parametrize("account", ["uyvien1", "kythuat", "giamsat"])
def test_whoever_may_not_back_up_gets_no_copy(office: Office, tmp_path: Path, account: str) -> None:
    with pytest.raises(Refused, match="role-missing"):
        service.back_up(office.workspace, office.by(account), into=tmp_path / "stick")
    assert not (tmp_path / "stick").exists()


def test_a_backup_that_does_not_fit_is_told_and_leaves_nothing(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(Refused, match="backup-not-written"):
        back_up(office, tmp_path / "stick")
    assert list((tmp_path / "stick").iterdir()) == []


def test_a_backup_that_differs_is_dropped(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([("một",), ("hai",)])
    monkeypatch.setattr(store_backup, "_fingerprint", lambda _: next(answers))
    with pytest.raises(Broken, match="backup-differs"):
        back_up(office, tmp_path / "stick")
    assert list((tmp_path / "stick").iterdir()) == []


@pytest.mark.parametrize("name", ["congress.db", "settings.json", "keys/machine.key"])
def test_a_backup_with_one_altered_byte_is_refused(office: Office, name: str) -> None:
    made = back_up(office)
    _flip(made.folder / name, -1)
    with pytest.raises(Malformed) as malformed:
        restore(office, made)
    assert [(finding.where, finding.code) for finding in malformed.value.findings] == [(name, "backup-file-altered")]
    works(office.workspace)


def test_every_missing_and_altered_file_of_a_backup_is_named(office: Office) -> None:
    made = back_up(office)
    (made.folder / "keys/machine.key").unlink()
    _flip(made.folder / "congress.db", 5000)
    with pytest.raises(Malformed) as malformed:
        restore(office, made)
    assert {finding.code for finding in malformed.value.findings} == {"backup-file-missing", "backup-file-altered"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "not-a-backup"),
        ("{}", "backup-list-unreadable"),
        ("{", "not-json"),
        (
            '{"format": "congress-backup/1", "tag": "MAY-1", "number": 1, "hash": "a", "at": "x", "files": {}}',
            "backup-list-unreadable",
        ),
    ],
)
def test_what_is_no_backup_is_named(office: Office, tmp_path: Path, content: str | None, code: str) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    if content is not None:
        (folder / "backup.json").write_text(content, encoding="utf-8")
    with pytest.raises(Malformed) as malformed:
        restoring.prepare(office.workspace.folder, folder, house=office.workspace.house, current=office.workspace)
    assert code in {finding.code for finding in malformed.value.findings}


@pytest.mark.parametrize("name", ["../ngoai.txt", "/etc/passwd", "a\\\\b", "C:/x"])
def test_a_list_that_leads_out_of_its_folder_is_refused(office: Office, name: str) -> None:
    made = back_up(office)
    path = made.folder / "backup.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["files"][name] = {"sha256": "0" * 64, "size": 1}
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(Malformed) as malformed:
        restore(office, made)
    assert [finding.code for finding in malformed.value.findings] == ["backup-list-unreadable"]


def test_a_backup_with_an_edited_journal_is_refused_though_its_hashes_fit(office: Office) -> None:
    made = back_up(office)
    _edit_journal(made.folder / "congress.db")
    _list_anew(made.folder, "congress.db")
    with pytest.raises(Malformed) as malformed:
        restore(office, made)
    assert "journal-edited" in {finding.code for finding in malformed.value.findings}
    works(office.workspace)


def test_another_workspace_s_backup_is_refused(office: Office, tmp_path: Path) -> None:
    from tests import workspaces

    other = tmp_path / "other"
    actors = workspaces.found(other)
    opened = open_folder(other, house=office.workspace.house)
    made = service.back_up(opened, Office(opened, office.clock, actors).by("quantri"))
    opened.close()
    with pytest.raises(Refused, match="backup-of-another"):
        restore(office, made)
    works(office.workspace)


def test_restoring_needs_two_people_and_a_reason(office: Office) -> None:
    made = back_up(office)
    with pytest.raises(Refused, match="reason-missing"):
        restore(office, made, reason="  ")
    prepared = restoring.prepare(
        office.workspace.folder, made.folder, house=office.workspace.house, current=office.workspace
    )
    with pytest.raises(Refused, match="second-missing"):
        service.restore(office.workspace, office.by("quantri", reason="máy hỏng"), prepared=prepared)
    prepared.abandon()
    assert not (office.workspace.folder / ".restoring").exists()
    works(office.workspace)


def test_restoring_brings_back_what_was_and_keeps_what_stood_there(office: Office) -> None:
    opened = office.workspace
    old_paper = keep_paper(opened, b"%PDF cu")
    made = back_up(office)
    office.clock.advance(minutes=5)
    new_paper = keep_paper(opened, b"%PDF moi")
    former = opened.head()
    prepared = restore(office, made)

    with reopened(office) as again:
        assert again.findings == ()
        assert check_journal(again) == ()
        with again.reading() as unit:
            (entry,) = journal_queries.of_event(unit, "MAY-1", "workspace:restore")
            papers = {record.sha256 for record in records_queries.of_scope(unit, None)}
        assert entry.number == made.head.number + 1
        assert (entry.actor, entry.second, entry.reason) == ("Trần Văn Quản", "Trần Đức Bình", "máy hỏng")
        assert entry.facts["former_number"] == former.number
        assert entry.facts["former_hash"] == former.hash
        assert entry.facts["left_behind"] == former.number - made.head.number
        assert papers == {old_paper}
        assert files.fetch(again.papers, old_paper) == b"%PDF cu"
        works(again)

    with open_folder(prepared.aside, house=opened.house) as aside:
        assert check_journal(aside, heads=(former,)) == ()
        assert aside.head().number == former.number + 1  # the restoring is its last entry
        assert files.fetch(aside.papers, new_paper) == b"%PDF moi"


def test_what_was_left_behind_can_be_brought_back_in_its_turn(office: Office) -> None:
    """The wrong backup was taken: the copy set aside opens as it is, and is backed up from there."""
    opened = office.workspace
    made = back_up(office)
    office.clock.advance(minutes=5)
    paper = keep_paper(opened, b"%PDF moi")
    aside = restore(office, made).aside
    office.clock.advance(minutes=5)
    with open_folder(aside, house=opened.house) as former:
        rescued = service.back_up(former, Office(former, office.clock, office.actors).by("quantri"))
    with reopened(office) as again:
        there = Office(again, office.clock, office.actors)
        restore(there, rescued)
    with reopened(office) as again:
        assert check_journal(again) == ()
        assert files.fetch(again.papers, paper) == b"%PDF moi"


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_database_is_said_and_brought_back_by_the_people_of_the_backup(office: Office, damage: str) -> None:
    opened = office.workspace
    made = back_up(office)
    office.clock.advance(minutes=5)
    works(opened)
    opened.close()
    database = opened.folder / "congress.db"
    DAMAGE[damage](database)
    left = database.read_bytes() if database.exists() else None
    with pytest.raises(Broken, match=r"database-damaged|database-empty|database-missing"):
        reopened(office)
    assert (database.read_bytes() if database.exists() else None) == left

    prepared = restoring.prepare(opened.folder, made.folder, house=opened.house, current=None)
    with pytest.raises(Refused, match="workspace-in-use"):
        reopened(office)
    two = Authority(
        access.log_in(prepared.workspace, name="quantri", secret=PIN),
        access.log_in(prepared.workspace, name="truongban", secret=PIN),
        "đĩa hỏng",
    )
    done = service.restore(prepared.workspace, two, prepared=prepared)
    with reopened(office) as again:
        assert again.findings == ()
        assert check_journal(again) == ()
        works(again)
    if left is not None:
        assert (done.aside / "congress.db").read_bytes() == left


def test_a_power_cut_at_any_step_of_the_exchange_leaves_the_old_or_the_new_one(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Every call that touches the disk in turn is the last one; afterwards one of the two opens whole."""
    opened = office.workspace
    made = back_up(office)
    office.clock.advance(minutes=5)
    works(opened)
    opened.close()
    pristine = tmp_path / "pristine"
    shutil.copytree(opened.folder, pristine)
    steps = 0
    while _exchange_cut_at(office, pristine, tmp_path / f"cut-{steps}", made, monkeypatch, last_step=steps):
        steps += 1
    assert steps > 8


def test_backups_inside_are_destroyed_with_what_was_set_aside(office: Office) -> None:
    """After a sealing no copy of the readings stays on the laptop."""
    made = back_up(office)
    office.clock.advance(minutes=5)
    aside = restore(office, made).aside
    gone = service.destroy_backups(office.workspace.folder)
    assert set(gone) == {made.folder.name, aside.name}
    assert list(office.workspace.backups.iterdir()) == []
    with reopened(office) as again:
        assert check_journal(again) == ()


@pytest.mark.postgres
def test_a_server_s_data_are_backed_up_there(server_office: Office) -> None:
    with pytest.raises(Refused, match="backup-on-server"):
        back_up(server_office)


def test_a_lost_machine_key_is_made_anew_by_two(office: Office) -> None:
    opened = office.workspace
    (opened.keys / "machine.key").unlink()
    opened.close()
    with reopened(office) as again:
        there = Office(again, office.clock, office.actors)
        assert [finding.code for finding in check_journal(again)] == ["machine-key-missing"]
        public = service.renew_machine_key(again, there.by("quantri", "truongban", reason="mất khóa"))
        assert check_journal(again) == ()
        assert again.machine_key is not None
        assert again.machine_key.public.hex() == public


def test_accounts_come_back_as_they_were(office: Office) -> None:
    made = back_up(office)
    access.make_account(
        office.workspace, office.by("quantri", "truongban"), name="moi", person="Người Mới Đến", grants=[]
    )
    restore(office, made)
    with reopened(office) as again, again.reading() as unit:
        assert "moi" not in {account.name for account in access_queries.accounts(unit)}


class _PowerCut(BaseException):
    pass


def _exchange_cut_at(
    office: Office,
    pristine: Path,
    folder: Path,
    made: Backup,
    monkeypatch: pytest.MonkeyPatch,
    *,
    last_step: int,
) -> bool:
    shutil.copytree(pristine, folder)
    current = open_folder(folder, house=office.workspace.house)
    prepared = restoring.prepare(folder, made.folder, house=office.workspace.house, current=current)
    there = Office(current, office.clock, office.actors)
    done = 0

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def step(*args: object, **kwargs: object) -> object:
            nonlocal done
            if done == last_step:
                raise _PowerCut
            done += 1
            return real(*args, **kwargs)

        return step

    cut = False
    with monkeypatch.context() as patch:
        for owner, name in ((os, "link"), (Path, "replace"), (Path, "unlink"), (shutil, "copyfile")):
            patch.setattr(owner, name, counted(getattr(owner, name)))
        try:
            service.restore(current, there.by("quantri", "truongban", reason="máy hỏng"), prepared=prepared)
        except _PowerCut:
            cut = True
    for left in (current, prepared.workspace):
        left.close()
    with open_folder(folder, house=office.workspace.house) as again:
        assert {finding.code for finding in check_journal(again)} <= {"journal-truncated", "journal-head-differs"}
        works(again)
    return cut


def _overwrite(path: Path, *, at: int) -> None:
    with path.open("rb+") as file:
        file.seek(at)
        file.write(b"\xa5" * 4096)


def _flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def _edit_journal(database: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(database)) as connection, connection:
        (statement,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'journal_entry_no_update'"
        ).fetchone()
        connection.execute("DROP TRIGGER journal_entry_no_update")
        connection.execute("UPDATE journal_entry SET actor = 'Người Khác' WHERE number = 3")
        connection.execute(statement)


def _list_anew(folder: Path, name: str) -> None:
    import hashlib

    path = folder / "backup.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    data = (folder / name).read_bytes()
    document["files"][name] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    path.write_text(json.dumps(document), encoding="utf-8")


@pytest.mark.parametrize("table", ["journal_entry", "account"])
def test_a_database_that_lacks_a_table_is_damaged(office: Office, table: str) -> None:
    import sqlite3
    from contextlib import closing

    opened = office.workspace
    opened.close()
    with closing(sqlite3.connect(opened.folder / "congress.db")) as connection, connection:
        connection.execute(f"DROP TABLE {table}")
    for act in (open_folder, look_into):
        with pytest.raises(Broken, match="database-damaged"):
            act(opened.folder, house=opened.house)


def test_a_table_that_goes_while_the_program_works_is_told_as_damage(office: Office) -> None:
    from sqlalchemy import text

    with pytest.raises(Broken, match="database-damaged"), office.workspace.reading() as unit:
        unit.session.execute(text("SELECT * FROM no_table_of_ours"))


def test_a_backup_of_a_workspace_that_lost_its_head_file_is_brought_back_with_the_mark(office: Office) -> None:
    (office.workspace.folder / "journal.head").unlink()
    made = back_up(office)
    office.clock.advance(minutes=5)
    restore(office, made)
    with reopened(office) as again:
        assert {finding.code for finding in check_journal(again)} == {"journal-head-lost"}


def test_a_folder_in_the_place_of_the_head_file_does_not_hinder_a_restoring(office: Office) -> None:
    made = back_up(office)
    office.clock.advance(minutes=5)
    head = office.workspace.folder / "journal.head"
    head.unlink()
    head.mkdir()
    restore(office, made)
    with reopened(office) as again:
        assert again.findings == ()


def test_what_a_killed_program_left_unfinished_is_swept(office: Office, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    left = stick / "MAY-1-000009-20250812-010000.part"
    others = stick / "ảnh.part"
    inside = office.workspace.backups / "MAY-1-000009-20250812-010000.part"
    work = office.workspace.folder / ".restoring"
    for folder in (left, others, inside, work):
        folder.mkdir(parents=True)
        (folder / "congress.db").write_bytes(b"phieu")
    back_up(office, stick)
    assert (left.exists(), others.exists()) == (False, True)
    office.workspace.close()
    with reopened(office):
        assert (inside.exists(), work.exists()) == (False, False)
