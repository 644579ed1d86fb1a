"""Bringing a database to this program's schema. Alembic is loaded only where the revisions differ."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from congress.errors import Broken, Refused
from congress.store.base import Base

REVISION = "0017"
"""The newest revision this program knows; a test compares it with the migrations' own head."""

_MIGRATING = 0x6D696772  # "migr"
_MIGRATIONS = Path(__file__).parent / "migrations"


def stored_revision(engine: Engine) -> str | None:
    """The revision of a database, None for an empty one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return revision


def known_revisions() -> tuple[str, ...]:
    """Every revision, oldest first; file names begin with them."""
    return tuple(sorted(path.name[:4] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py")))


def is_current(engine: Engine) -> bool:
    """Whether the database is at this program's revision; one from a newer program is refused."""
    stored = stored_revision(engine)
    if stored is not None and stored not in known_revisions():
        raise Refused("database-newer", stored=stored, known=REVISION)
    return stored == REVISION


def migrate(engine: Engine) -> None:
    """Bring the database to the newest revision in one transaction a step.

    Foreign keys are off meanwhile on SQLite (batch mode would delete children through ON DELETE CASCADE) and
    checked afterwards.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with engine.execution_options(writing=True).connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            _foreign_keys(connection, "OFF")
        try:
            with connection.begin():
                if not sqlite:
                    # Two offices that open a server's database at once queue here; the second finds nothing to do.
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
                    raise Broken("migration-broke-links", rows=len(broken))
        finally:
            if sqlite:
                _foreign_keys(connection, "ON")


def _foreign_keys(connection: Connection, state: str) -> None:
    # Past SQLAlchemy, which would begin a transaction: within one SQLite passes this over in silence.
    connection.connection.cursor().execute(f"PRAGMA foreign_keys={state}")


def is_whole(engine: Engine) -> bool:
    """Whether SQLite finds its file whole."""
    with engine.connect() as connection:
        return connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() == "ok"


def missing_tables(engine: Engine) -> tuple[str, ...]:
    """Tables that this program keeps its rows in and that an SQLite file of its own revision lacks."""
    with engine.connect() as connection:
        there = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    return tuple(sorted(set(Base.metadata.tables) - there))
