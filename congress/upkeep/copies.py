"""Copies of a whole workspace: written file by file under a list of hashes, and checked against it."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from congress import config, jsondoc
from congress.errors import Finding, Malformed
from congress.journal import headfile
from congress.journal.values import Head
from congress.records.files import OBJECTS
from congress.store.safely import replace_file, sync_file, sync_folder
from congress.upkeep.values import Backup, CopiedFile
from congress.workspace import DATABASE, KEYS, PAPERS, SEALED

MANIFEST = "backup.json"
FORMAT = "congress-backup/1"


def files_of(folder: Path) -> Iterator[Path]:
    """Every file of a workspace that a backup holds beside the database, below `folder`."""
    for name in (config.NAME, headfile.NAME, headfile.DISPUTED):
        if (folder / name).is_file():
            yield Path(name)
    for below in (Path(PAPERS) / OBJECTS, Path(KEYS), Path(SEALED)):
        for path in sorted((folder / below).rglob("*")):
            if path.is_file():
                yield path.relative_to(folder)


def copy_files(source: Path, target: Path) -> None:
    """Copy what `files_of` names, each on the disk before this returns."""
    for name in files_of(source):
        copy_file(source / name, target / name)


def copy_file(source: Path, target: Path) -> None:
    """Copy one file, its folder made where it is missing, those of keys for this user alone."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o600)
    sync_file(target)


def write_manifest(folder: Path, *, head: Head, at: datetime) -> Backup:
    """List every file of a copy with its hash; the list is written last."""
    names = [Path(DATABASE), *files_of(folder)]
    files = {name.as_posix(): _measured(folder / name) for name in names}
    document = {
        "format": FORMAT,
        "tag": head.stream,
        "number": head.number,
        "hash": head.hash,
        "at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "files": {name: {"sha256": file.sha256, "size": file.size} for name, file in files.items()},
    }
    replace_file(folder / MANIFEST, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())
    sync_folder(folder)
    return Backup(folder, at, head, files)


def read(folder: Path) -> Backup:
    """A backup with every file as its list says; each that is missing, altered or not listed is named."""
    path = folder / MANIFEST
    if not path.is_file():
        raise Malformed([Finding(str(folder), "not-a-backup")])
    backup = _listed(folder, jsondoc.load(path.read_bytes(), name=MANIFEST))
    findings = []
    for name, due in backup.files.items():
        place = folder / name
        if not place.is_file():
            findings.append(Finding(name, "backup-file-missing"))
        elif _measured(place) != due:
            findings.append(Finding(name, "backup-file-altered"))
    if findings:
        raise Malformed(findings)
    return backup


def _listed(folder: Path, document: jsondoc.Document) -> Backup:
    unreadable = Malformed([*document.findings, Finding(MANIFEST, "backup-list-unreadable")])
    match document.tree:
        case {
            "format": "congress-backup/1",
            "tag": str(tag),
            "number": int(number),
            "hash": str(digest),
            "at": str(at),
            "files": dict(files),
        } if not document.findings:
            pass  # its names are bound
        case _:
            raise unreadable
    try:
        moment = datetime.fromisoformat(at)
        listed = {name: CopiedFile(str(file["sha256"]), int(file["size"])) for name, file in files.items()}
    except (ValueError, TypeError, KeyError) as error:
        raise unreadable from error
    if DATABASE not in listed or config.NAME not in listed or not all(_is_below(name) for name in listed):
        raise unreadable
    return Backup(folder, moment, Head(tag, number, digest), listed)


def _is_below(name: str) -> bool:
    """Names from a foreign file: none may lead out of the folder."""
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name


def _measured(path: Path) -> CopiedFile:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
            size += len(block)
    return CopiedFile(digest.hexdigest(), size)
