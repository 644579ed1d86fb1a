"""Files under their hash: written first, registered in the deed's transaction, orphans swept at open."""

import hashlib
import shutil
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from congress.errors import Broken, Refused
from congress.records.values import KeptFile
from congress.store.safely import replace_file

if TYPE_CHECKING:
    from congress.papers.values import PartyPaper

OBJECTS = "objects"
_FORBIDDEN = set('<>:"/\\|?*') | {chr(code) for code in range(32)} | {"\x7f"}
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_LONGEST_BYTES = 180  # a file system takes 255, a temporary name and a mark of difference are added
_LONGEST_ENDING = 10


def legal_name(name: str) -> str:
    """`name` in NFC, without what Windows forbids in a file name, its ending kept where it is cut."""
    kept = "".join("-" if char in _FORBIDDEN else char for char in unicodedata.normalize("NFC", name)).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if not dot or not stem or len(ending.encode(errors="replace")) > _LONGEST_ENDING:
        stem, dot, ending = kept, "", ""
    if stem.split(".")[0].strip().lower() in _DEVICES:
        stem = f"-{stem}"
    room = _LONGEST_BYTES - len((dot + ending).encode())
    cut = stem.encode(errors="replace")[:room].decode(errors="ignore").strip(" .")
    return f"{cut or 'file'}{dot}{ending}"


def write(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file in one step, on the disk before this returns; `private` ones are for this user alone."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data, private=private)
    except OSError as error:
        raise Refused("file-not-written", path=str(path), detail=error.strerror or "") from error


def keep(papers: Path, data: bytes, *, name: str) -> KeptFile:
    """Write `data` under its SHA-256, on the disk before this returns. Equal bytes are one file."""
    digest = hashlib.sha256(data).hexdigest()
    target = papers / OBJECTS / digest
    if _digest(target) != digest:
        write(target, data)
    return KeptFile(sha256=digest, size=len(data), name=legal_name(name))


def keep_paper(papers: Path, paper: "PartyPaper", *, name: str) -> KeptFile:
    """Draw a paper and keep its PDF."""
    from congress.papers.render import render  # ReportLab and pikepdf, which other files do not need

    return keep(papers, render(paper).pdf, name=name)


def fetch(papers: Path, sha256: str) -> bytes:
    """The bytes kept under a hash; a file that no longer has it is named."""
    path = papers / OBJECTS / sha256
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Broken("kept-file-missing", path=str(path)) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Broken("kept-file-altered", path=str(path))
    return data


def show(papers: Path, *, sha256: str, name: str) -> Path:
    """A copy under its human name, for printing and handing on; returns its path.

    Another paper of that name (or a copy that somebody wrote in) is left alone: this one's name tells it apart.
    """
    data = fetch(papers, sha256)
    first = papers / name
    for target in (first, first.with_name(f"{first.stem} [{sha256[:8]}]{first.suffix}")):
        if _digest(target) == sha256:
            return target
        if not target.exists():
            break
    write(target, data)
    return target


def sweep(papers: Path, registered: Iterable[str]) -> int:
    """Remove files that no register names (a deed that did not come to its end); returns how many."""
    known = set(registered)
    objects = papers / OBJECTS
    if not objects.exists():
        return 0
    orphans = [path for path in objects.iterdir() if path.name not in known]
    for path in orphans:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return len(orphans)


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
