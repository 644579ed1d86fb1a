"""Deeds of upkeep: accept a clock, renew a machine's key, back up, restore."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from congress.access.registry import ADMINISTRATOR_WITH_HEAD, One, deed
from congress.access.service import authorise
from congress.access.values import Authority, Role
from congress.errors import Refused
from congress.journal import headfile
from congress.journal import queries as journal_queries
from congress.journal.values import Head
from congress.records.files import legal_name
from congress.sealing.sealed import destroy
from congress.store import backup as database_backup
from congress.store.database import embedded_reader
from congress.store.unit import Unit
from congress.upkeep import copies, restoring
from congress.upkeep.restoring import Prepared, exchange
from congress.upkeep.values import Backup, Restored
from congress.workspace import BACKUPS, DATABASE, Workspace

KEEPERS = One(frozenset({Role.ADMINISTRATOR, Role.HEAD}))
"""Back up: nothing is changed, and the copy is as secret as the workspace."""
BACK_UP = "workspace:backup"
RESTORE = "workspace:restore"


@deed("clock:accept", who=ADMINISTRATOR_WITH_HEAD, title="Clock accepted after it jumped")
def accept_clock(workspace: Workspace, by: Authority) -> None:
    """Take this machine's clock as it stands for true (công nhận giờ máy): two people have looked at it."""
    question = workspace.clock_in_question()
    if question is None:
        raise Refused("clock-not-in-question")
    with workspace.unit(by) as unit:
        unit.record(workspace.settings.tag, scope_id=None, question=question.code, **question.facts)
    workspace.accept_clock()


@deed("key:machine:renew", who=ADMINISTRATOR_WITH_HEAD, title="Machine's key made anew")
def renew_machine_key(workspace: Workspace, by: Authority) -> str:
    """Make a new key of this machine (cấp lại khóa của máy), the former one lost or seen by others; its public part.

    What the former one has stated can no longer be checked here: its public part stands in the journal.
    """
    by.due_reason()
    with workspace.unit(by) as unit:
        key = workspace.renew_machine_key()
        unit.record(workspace.settings.tag, machine_key=key.public.hex())
    return key.public.hex()


@deed(BACK_UP, who=KEEPERS, title="Workspace backed up")
def back_up(workspace: Workspace, by: Authority, *, into: Path | None = None) -> Backup:
    """Copy the whole workspace (sao lưu) to a folder of its own under `into`, read it again and compare.

    The copy holds what the workspace holds, papers that are keyed but not yet sealed included: it is kept and
    destroyed like the ballots. Its place stands in the journal.
    """
    if not workspace.embedded:
        raise Refused("backup-on-server")
    with workspace.reading() as look:
        authorise(look, by, scope_id=None)  # before anything is copied; the unit below asks again
        head = workspace.stated(journal_queries.head(look, workspace.settings.tag))
        at = look.now
    place = workspace.backups if into is None else into
    _sweep_parts(place, head.stream)
    target = place / legal_name(f"{head.stream}-{head.number:06d}-{at:%Y%m%d-%H%M%S}")
    with _written_whole(target) as part:
        database_backup.take(workspace.folder / DATABASE, part / DATABASE)
        copies.copy_files(workspace.folder, part)
        head = _head_in(part, head.stream, at=at)
        if not (part / headfile.NAME).exists() or restoring.kept_head(part) is None:
            headfile.note_lost(part, head)
            headfile.write(part, workspace.stated(head))
        copies.write_manifest(part, head=head, at=at)
    try:
        made = copies.read(target)
        with workspace.unit(by) as unit:
            unit.record(target.name, place=str(place), number=made.head.number, files=len(made.files))
    except BaseException:  # Ctrl+C too: a copy that the journal doesn't name is none
        shutil.rmtree(target, ignore_errors=True)
        raise
    return made


@deed(RESTORE, who=ADMINISTRATOR_WITH_HEAD, title="Workspace restored from a backup")
def restore(workspace: Workspace, by: Authority, *, prepared: Prepared) -> Restored:
    """Put a backup in the workspace's place (phục hồi): two people say why, the former one is kept aside whole.

    `workspace` is the one to be replaced, or, where its database can no longer be opened, `prepared.workspace`:
    then the two prove who they are against the backup. Both journals hold the entry. Afterwards `workspace` and
    `prepared` are closed; the folder is opened anew.
    """
    by.due_reason()
    current = None if workspace is prepared.workspace else workspace
    with workspace.reading() as look:
        authorise(look, by, scope_id=None)
    comparison = prepared.compare(current)
    facts = {
        "place": str(prepared.source.folder.parent),
        "backup_number": prepared.source.head.number,
        "common": comparison.common,
        "former_number": comparison.former.number,
        "former_hash": comparison.former.hash,
        "left_behind": comparison.left_behind,
        "aside": prepared.aside.name,
    }
    prepared.set_aside_files()
    with workspace.unit(by) as unit:
        unit.record(prepared.source.folder.name, scope_id=None, **facts)
    if current is not None:
        prepared.workspace.enter(by, event=RESTORE, subject=prepared.source.folder.name, facts=facts)
    head = prepared.workspace.head()
    exchange(prepared, current)
    return Restored(prepared.aside, comparison.common, comparison.left_behind, head)


def backups_made(unit: Unit) -> tuple[tuple[str, str], ...]:
    """Step: name and place of every backup that the journal knows; at the sealing each is destroyed, or locked up."""
    entries = [entry for event in (BACK_UP, RESTORE) for entry in journal_queries.of_event(unit, unit.machine, event)]
    return tuple(dict.fromkeys((entry.subject, str(entry.facts.get("place", ""))) for entry in entries))


def last_backup(unit: Unit) -> datetime | None:
    """Step: when the newest backup was made; the journal has only those that were read again and compared."""
    return max((entry.at for entry in journal_queries.of_event(unit, unit.machine, BACK_UP)), default=None)


def destroy_backups(folder: Path) -> tuple[str, ...]:
    """Destroy every copy inside the workspace (hủy bản sao lưu), as the sealing of papers asks; their names.

    Copies elsewhere are for people to destroy: `backups_made` names them.
    """
    gone = []
    for path in sorted((folder / BACKUPS).iterdir()):
        for file in [path] if path.is_file() else [below for below in path.rglob("*") if below.is_file()]:
            destroy(file)
        if path.is_dir():
            shutil.rmtree(path)
        gone.append(path.name)
    return tuple(gone)


@contextmanager
def _written_whole(target: Path) -> Iterator[Path]:
    """A folder to fill that gets its name only once it is full; gone where that fails."""
    part = target.with_name(f"{target.name}.part")
    if target.exists():
        raise Refused("backup-there", path=str(target))
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        yield part
        part.rename(target)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise Refused("backup-not-written", path=str(target), detail=error.strerror or "") from error
    except BaseException:  # Ctrl+C too: half a copy holds readings like a whole one
        shutil.rmtree(part, ignore_errors=True)
        raise


def _sweep_parts(place: Path, stream: str) -> None:
    """Copies of this workspace that a killed program left unfinished: they hold readings like any other."""
    beginning, shape = legal_name(f"{stream}-"), re.compile(r"-?[0-9]{6,}-[0-9]{8}-[0-9]{6}\.part")
    for part in place.glob("*.part"):
        if part.name.startswith(beginning) and shape.fullmatch(part.name.removeprefix(beginning)):
            shutil.rmtree(part, ignore_errors=True)


def _head_in(part: Path, stream: str, *, at: datetime) -> Head:
    """The journal's end in a copied database: work may have gone on since the folder was given its name."""
    database = embedded_reader(part / DATABASE)
    try:
        with database.reading(now=at, machine=stream) as look:
            return journal_queries.head(look, stream)
    finally:
        database.close()
