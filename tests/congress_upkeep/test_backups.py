"""A backup is a whole workspace that opens as it is; restoring loses nothing of what stood there before."""

import json
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from congress.access import service as access
from congress.errors import Broken, Malformed, Refused
from congress.records import files
from congress.store import backup as store_backup
from congress.upkeep import restoring, service
from congress.workspace import check_journal, look_into, open_folder
from tests.congress_upkeep.backing_up import (
    back_up,
    edit_journal,
    flip,
    keep_paper,
    list_anew,
    reopened,
    restore,
    works,
)
from tests.workspaces import PIN, Office


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

    def slowly(connection: sqlite3.Connection) -> tuple[object, ...]:
        found = real(connection)
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
    flip(made.folder / name, -1)
    with pytest.raises(Malformed) as malformed:
        restore(office, made)
    assert [(finding.where, finding.code) for finding in malformed.value.findings] == [(name, "backup-file-altered")]
    works(office.workspace)


def test_every_missing_and_altered_file_of_a_backup_is_named(office: Office) -> None:
    made = back_up(office)
    (made.folder / "keys/machine.key").unlink()
    flip(made.folder / "congress.db", 5000)
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
    edit_journal(made.folder / "congress.db")
    list_anew(made.folder, "congress.db")
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


@pytest.mark.postgres
def test_a_server_s_data_are_backed_up_there(server_office: Office) -> None:
    with pytest.raises(Refused, match="backup-on-server"):
        back_up(server_office)


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
        unit.connection.execute(text("SELECT * FROM no_table_of_ours"))


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
