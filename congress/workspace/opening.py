"""Making and opening a workspace: what is found in the folder, and what is swept from it."""

import shutil
from pathlib import Path

from congress import config
from congress.access import queries as access_queries
from congress.config import HashCost, Settings
from congress.errors import Broken, Refused
from congress.holder import hold
from congress.journal import signing
from congress.records import files
from congress.records import queries as record_queries
from congress.store.database import Database, embedded, embedded_reader, server
from congress.workspace.folders import BACKUPS, DATABASE, FOLDERS, KEYS, MAKING, WORK
from congress.workspace.opened import House, Workspace


def create(
    folder: Path, *, house: House, tag: str, database_url: str | None = None, hash_cost: HashCost | None = None
) -> Workspace:
    """Make a new workspace in an empty or absent folder and open it; where that fails, nothing is left behind."""
    settings = Settings(tag=config.cleaned_tag(tag), database_url=database_url, hash_cost=hash_cost or HashCost())
    existed = folder.exists()
    check_free(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            (folder / MAKING).touch()
            for name in FOLDERS:
                (folder / name).mkdir()
            (folder / KEYS).chmod(0o700)
            signing.make_key(folder / KEYS)
            config.write(folder, settings)
            made = _opened(folder, house=house, founding=True)
            with made.reading() as unit:
                is_founded = access_queries.is_founded(unit)  # a folder that joins a server in use
            if is_founded:
                made.made()
            return made
        except BaseException:  # Ctrl+C too: half a workspace is none
            _undo(folder, existed=existed)
            raise
    except OSError as error:
        raise Refused("folder-not-writable", folder=str(folder), detail=error.strerror or "") from error


def check_free(folder: Path) -> None:
    """Refuse a folder in which no workspace can be made: something stands there."""
    try:
        _check_made(folder)
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Refused("folder-not-empty", folder=str(folder))
    except OSError as error:
        raise Refused("folder-not-writable", folder=str(folder), detail=error.strerror or "") from error


def open_folder(folder: Path, *, house: House) -> Workspace:
    """Open a workspace for work: locked, found whole, migrated after a verified backup, orphans swept."""
    _check_made(folder)
    return _opened(folder, house=house, founding=False)


def look_into(folder: Path, *, house: House) -> Workspace:
    """Open a workspace for reading only, beside a program that works in it."""
    _check_made(folder)
    settings = _settings(folder)
    if settings.database_url is None:
        if not (folder / DATABASE).exists():
            raise Broken("database-missing", detail=str(folder / DATABASE))
        database = embedded_reader(folder / DATABASE)
    else:
        database = server(settings.database_url)
    try:
        database.check_current()
        return Workspace(folder, settings=settings, database=database, house=house, held=None, writable=False)
    except BaseException:  # Ctrl+C too: the database is let go
        database.close()
        raise


def _opened(folder: Path, *, house: House, founding: bool) -> Workspace:
    settings = _settings(folder)
    held = hold(folder) if settings.database_url is None else None
    database: Database | None = None
    try:
        if settings.database_url is not None:
            database = server(settings.database_url)
        elif founding or (folder / DATABASE).exists():
            database = embedded(folder / DATABASE)
        else:
            raise Broken("database-missing", detail=str(folder / DATABASE))
        database.bring_up(folder / BACKUPS, founding=founding)
        workspace = Workspace(folder, settings=settings, database=database, house=house, held=held, writable=True)
        workspace.compare_head()
        if held is not None:
            _sweep_copies(folder)
            if not workspace.findings:
                _sweep(workspace)
        return workspace
    except BaseException:  # Ctrl+C too: neither the lock nor the database is kept
        if database is not None:
            database.close()
        if held is not None:
            held.release()
        raise


def _sweep(workspace: Workspace) -> None:
    with workspace.reading() as unit:
        registered = record_queries.hashes(unit)
    files.sweep(workspace.papers, registered)


def _sweep_copies(folder: Path) -> None:
    """Unfinished copies of the whole, left by a program that was killed: they hold what the workspace holds."""
    shutil.rmtree(folder / WORK, ignore_errors=True)
    for part in (folder / BACKUPS).glob("*.part"):
        shutil.rmtree(part, ignore_errors=True)
    for part in (folder / BACKUPS).glob("*.db.new"):
        part.unlink(missing_ok=True)


def _check_made(folder: Path) -> None:
    """A program that was killed while it made the folder has left nothing in it that anybody entered."""
    if (folder / MAKING).exists():
        raise Refused("making-not-ended", folder=str(folder))


def _settings(folder: Path) -> Settings:
    if not (folder / config.NAME).exists():
        raise Refused("not-a-workspace", folder=str(folder))
    return config.read(folder)


def _undo(folder: Path, *, existed: bool) -> None:
    """The folder was empty or absent: it is so again."""
    for path in folder.iterdir():
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
    if not existed:
        folder.rmdir()
