"""Backups made, damaged and brought back."""

import json
import os
from collections.abc import Callable
from pathlib import Path

from congress.records import files
from congress.records import service as records
from congress.store.unit import Unit
from congress.upkeep import restoring, service
from congress.upkeep.values import Backup
from congress.workspace import Workspace, open_folder
from tests.congress_workspace.deeds import deed_of, recording
from tests.workspaces import Office

DAMAGE: dict[str, Callable[[Path], object]] = {
    "overwritten": lambda path: overwrite(path, at=4096),
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
    except BaseException:  # as the command does
        prepared.abandon()
        raise
    return prepared


def reopened(office: Office) -> Workspace:
    return open_folder(office.workspace.folder, house=office.workspace.house)


def overwrite(path: Path, *, at: int) -> None:
    with path.open("rb+") as file:
        file.seek(at)
        file.write(b"\xa5" * 4096)


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def edit_journal(database: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(database)) as connection, connection:
        (statement,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'journal_entry_no_update'"
        ).fetchone()
        connection.execute("DROP TRIGGER journal_entry_no_update")
        connection.execute("UPDATE journal_entry SET actor = 'Người Khác' WHERE number = 3")
        connection.execute(statement)


def list_anew(folder: Path, name: str) -> None:
    import hashlib

    path = folder / "backup.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    data = (folder / name).read_bytes()
    document["files"][name] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    path.write_text(json.dumps(document), encoding="utf-8")
