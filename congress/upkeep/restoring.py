"""Bringing a backup back: opened apart and checked first, then put in place by names alone."""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from congress import config
from congress.errors import Finding, Malformed, Refused
from congress.holder import HOLDER, LOCK, Hold, hold
from congress.journal import headfile, signing
from congress.journal import queries as journal_queries
from congress.journal.values import GENESIS, Head
from congress.store.safely import sync_folder
from congress.upkeep import copies
from congress.upkeep.values import Backup
from congress.workspace import (
    BACKUPS,
    DATABASE,
    FOLDERS,
    KEYS,
    PAPERS,
    SEALED,
    WORK,
    House,
    Workspace,
    check_journal,
    open_folder,
)

_LEFT_OVER = {WORK, LOCK, HOLDER}
_NO_HINDRANCE = {"machine-key-missing", "journal-head-lost", "journal-head-noted"}
"""What a backup may say of the workspace it was made from: its own rows and chain are whole."""
_LOGS = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a backup's journal lies to the one it replaces (đối chiếu nhật ký)."""

    common: int
    left_behind: int
    former: Head


@dataclass(slots=True)
class Prepared:
    """A backup opened apart, found whole and brought to this program's schema, not yet in place."""

    folder: Path
    """The workspace to be replaced."""
    source: Backup
    workspace: Workspace
    """The backup as an open workspace of its own."""
    held: Hold | None
    """The folder's hold, where nobody has it open."""
    aside: Path = field(init=False)

    def __post_init__(self) -> None:
        with self.workspace.reading() as look:
            self.aside = self.folder / BACKUPS / f"aside-{look.now:%Y%m%d-%H%M%S}"

    def compare(self, current: Workspace | None) -> Comparison:
        """Where the two journals part. Another workspace's backup is refused."""
        tag = self.source.head.stream
        with self.workspace.reading() as look:
            ours = {entry.number: entry.hash for entry in journal_queries.entries(look, tag)}
        if current is None:
            former = kept_head(self.folder) or Head(tag, 0, GENESIS)
            common = former.number if ours.get(former.number) == former.hash else self.source.head.number
            return Comparison(common, max(0, former.number - common), former)
        with current.reading() as look:
            theirs = {entry.number: entry.hash for entry in journal_queries.entries(look, tag)}
            former = journal_queries.head(look, tag)
        if current.settings.tag != tag or ours.get(1) != theirs.get(1):
            raise Refused("backup-of-another", tag=tag)
        common = max(number for number, digest in ours.items() if theirs.get(number) == digest)
        return Comparison(common, former.number - common, former)

    def set_aside_files(self) -> None:
        """Copy every file but the database aside, and put those of the backup where they are missing."""
        try:
            self.aside.mkdir(parents=True, exist_ok=True)
            copies.copy_files(self.folder, self.aside)
        except OSError as error:
            shutil.rmtree(self.aside, ignore_errors=True)
            raise Refused("backup-not-written", path=str(self.aside), detail=error.strerror or "") from error

    def abandon(self) -> None:
        """Leave everything as it was."""
        self.workspace.close()
        shutil.rmtree(self.folder / WORK, ignore_errors=True)
        if self.held is not None:
            self.held.release()


def is_bare(folder: Path) -> bool:
    """Whether there is nothing to replace (máy thay thế): no folder, or only what a restoring that broke off left."""
    return not folder.exists() or (folder.is_dir() and {path.name for path in folder.iterdir()} <= _LEFT_OVER)


def prepare(folder: Path, source: Path, *, house: House, current: Workspace | None) -> Prepared:
    """Open a backup apart (chuẩn bị phục hồi): its hashes, database and journal are checked before people decide.

    `current` is the open workspace that it will replace; None where that can no longer be opened.
    """
    backup = copies.read(source)
    if is_bare(folder):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused("folder-not-writable", folder=str(folder), detail=error.strerror or "") from error
    held = hold(folder) if current is None else None
    work = folder / WORK
    try:
        shutil.rmtree(work, ignore_errors=True)
        for name in backup.files:
            copies.copy_file(source / name, work / name)
        opened = open_folder(work, house=house)
        try:
            findings = _faults(opened, backup)
            if findings:
                raise Malformed(findings)
            return Prepared(folder, backup, opened, held)
        except BaseException:  # Ctrl+C too: what is opened here keeps no lock
            opened.close()
            raise
    except BaseException as error:  # Ctrl+C too: nothing half restored stays
        shutil.rmtree(work, ignore_errors=True)
        if held is not None:
            held.release()
        if isinstance(error, OSError):
            raise Refused("folder-not-writable", folder=str(folder), detail=error.strerror or "") from error
        raise


def exchange(prepared: Prepared, current: Workspace | None) -> None:
    """Put the backup in place: the former database goes aside, the new one takes its name in one step."""
    folder, work = prepared.folder, prepared.workspace.folder
    prepared.workspace.close_database()
    if current is not None:
        current.close_database()
    if (folder / headfile.NAME).is_dir():
        (folder / headfile.NAME).rename(prepared.aside / f"{headfile.NAME}.folder")
    for ending in ("", *_LOGS):
        with suppress(FileNotFoundError):
            _same_file(folder / f"{DATABASE}{ending}", prepared.aside / f"{DATABASE}{ending}")
    for name in (headfile.NAME, headfile.DISPUTED):
        with suppress(FileNotFoundError):
            copies.copy_file(folder / name, prepared.aside / name)
    sync_folder(prepared.aside)
    for name in FOLDERS:  # on a new machine there is none yet
        (folder / name).mkdir(exist_ok=True)
    (folder / KEYS).chmod(0o700)
    _bring_files(work, folder)
    for ending in _LOGS:
        (folder / f"{DATABASE}{ending}").unlink(missing_ok=True)
    (work / DATABASE).replace(folder / DATABASE)
    (work / headfile.NAME).replace(folder / headfile.NAME)
    sync_folder(folder)
    prepared.workspace.close()
    shutil.rmtree(work, ignore_errors=True)
    if current is not None:
        current.close()
    if prepared.held is not None:
        prepared.held.release()


def _faults(opened: Workspace, backup: Backup) -> list[Finding]:
    """A backup's journal has to be whole and to end where its list says."""
    found = [finding for finding in check_journal(opened, heads=(backup.head,)) if finding.code not in _NO_HINDRANCE]
    if opened.settings.tag != backup.head.stream:
        found.append(Finding(copies.MANIFEST, "backup-list-unreadable"))
    with opened.reading() as look:
        if journal_queries.head(look, backup.head.stream) != backup.head:
            found.append(Finding(copies.MANIFEST, "backup-head-differs", {"number": backup.head.number}))
    return found


def _bring_files(work: Path, folder: Path) -> None:
    """Papers are named by their hash and only added; keys and sealed records are those of the backup again.

    The machine's own key and its certificate stay, where they are there.
    """
    for name in copies.files_of(work):
        target = folder / name
        kind = name.parts[0]
        replaced = kind in {KEYS, SEALED} and name.name not in {signing.NAME, signing.CERTIFICATE}
        added = kind in {PAPERS, KEYS} and not target.exists()
        added = added or (name.name == headfile.DISPUTED and not target.exists())
        if replaced or added or (name.name == config.NAME and not _readable_settings(folder)):
            target.parent.mkdir(parents=True, exist_ok=True)
            (work / name).replace(target)


def _readable_settings(folder: Path) -> bool:
    try:
        config.read(folder)
    except Malformed:
        return False
    return True


def kept_head(folder: Path) -> Head | None:
    """The head kept in a folder (đầu nhật ký lưu riêng); None where there is none that can be read."""
    try:
        return headfile.read(folder)
    except Malformed:
        return None


def _same_file(source: Path, target: Path) -> None:
    """A second name for one file, so that it never lacks one; a copy where the medium knows no second names."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        copies.copy_file(source, target)
