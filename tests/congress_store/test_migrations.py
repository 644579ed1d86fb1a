"""One history of the schema, the same on both engines, that loses nothing of a filled database."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, Enum, create_engine, insert, inspect, select, text

import tui.house  # completes the metadata
from congress import workspace
from congress.access import service as access
from congress.errors import Refused
from congress.store import schema
from congress.store.base import Base
from congress.store.database import Database, embedded, server
from congress.workspace import House, check_journal
from tests.clocks import PinnedClock
from tests.postgres import Cluster
from tests.workspaces import PIN, Office

VERSIONS = Path(schema.__file__).parent / "migrations" / "versions"
_numbers = count(1)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of each engine."""
    if request.param == "sqlite":
        database = embedded(tmp_path / "congress.db")
        yield database
        database.close()
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    name = f"migrations_{next(_numbers)}"
    database = server(cluster.create(name))
    yield database
    database.close()
    cluster.drop(name)


def upgrade(engine: Engine, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(VERSIONS.parent))
    with engine.execution_options(writing=True).connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def fill(connection: Connection) -> None:
    """Two people, an account with roles and wrong tries, a paper and a journal entry, as revision 0001 had them."""
    statements = (
        "INSERT INTO person (id, name, post, card_number) VALUES (:one, 'Nguyễn Thị Ánh', 'Bí thư', '123')",
        "INSERT INTO person (id, name, post, card_number) VALUES (:two, 'K''Brơi', '', NULL)",
        "INSERT INTO account (id, person_id, name, verifier, must_change, state, wrong_tries, locked_until) "
        "VALUES (:three, :one, 'anh', 'x', :no, 'active', 3, '2025-08-12T01:10:00.000000Z')",
        "INSERT INTO role_grant (id, account_id, role, scope_id) VALUES (:four, :three, 'head', NULL)",
        "INSERT INTO role_grant (id, account_id, role, scope_id) VALUES (:five, :three, 'presidium', :one)",
        "INSERT INTO record (id, scope_id, kind, number, sha256, size, name, at) "
        "VALUES (:six, NULL, 'minutes', 1, 'ab', 2, 'Biên bản.pdf', '2025-08-12T01:10:00.000000Z')",
        "INSERT INTO journal_entry (stream, number, at, event, actor, second, machine, scope_id, subject, reason, "
        "facts, previous, hash) VALUES ('M', 1, '2025-08-12T01:10:00.000000Z', 'e', 'a', NULL, 'M', NULL, 's', NULL, "
        "'{}', 'p', 'h')",
    )
    plain = connection.dialect.name == "sqlite"
    ids = {
        name: f"{n:032x}" if plain else f"00000000-0000-0000-0000-{n:012x}"
        for n, name in enumerate(("one", "two", "three", "four", "five", "six"), start=1)
    }
    for statement in statements:
        wanted = {name: value for name, value in ids.items() if f":{name}" in statement}
        connection.execute(text(statement), {**wanted, **({"no": False} if ":no" in statement else {})})


def content(engine: Engine) -> dict[str, list[object]]:
    tables = ("person", "account", "role_grant", "record", "journal_entry")
    found: dict[str, list[object]] = {}
    with engine.connect() as connection:
        for table in tables:
            rows = connection.execute(text(f"SELECT * FROM {table}")).mappings()
            found[table] = [*sorted(str(sorted((key, str(value)) for key, value in row.items())) for row in rows)]
    return found


def test_the_constant_is_the_history_s_own_end(empty: Database) -> None:
    """At open the stored revision is compared with a constant, so that Alembic is loaded only where they differ."""
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(VERSIONS.parent))
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [schema.REVISION]
    assert [revision.revision for revision in script.walk_revisions()] == list(reversed(schema.known_revisions()))


def test_the_migrated_schema_is_what_the_rooms_declare(empty: Database) -> None:
    schema.migrate(empty.engine)
    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_table_of_the_rooms_is_there_with_named_constraints(empty: Database) -> None:
    schema.migrate(empty.engine)
    there = inspect(empty.engine)
    assert set(there.get_table_names()) == {*Base.metadata.tables, "alembic_version"}
    for table in Base.metadata.tables:
        assert there.get_pk_constraint(table)["name"] == f"pk_{table}"
        for constraint in (*there.get_foreign_keys(table), *there.get_unique_constraints(table)):
            assert constraint["name"], (table, constraint)
        for check in there.get_check_constraints(table):
            assert str(check["name"]).startswith(f"ck_{table}_"), (table, check)


def test_every_list_of_values_is_the_one_the_rooms_declare(empty: Database) -> None:
    """Alembic's comparison leaves CHECK constraints out."""
    schema.migrate(empty.engine)
    there = inspect(empty.engine)
    for name, table in Base.metadata.tables.items():
        found = {str(check["name"]): str(check["sqltext"]) for check in there.get_check_constraints(name)}
        for column in table.columns:
            if isinstance(column.type, Enum):
                said = found[f"ck_{name}_{column.type.name}"]
                assert set(re.findall(r"'([^']*)'", said)) == set(column.type.enums), (name, column.name)


def test_a_filled_database_comes_through_the_whole_history_unchanged(empty: Database) -> None:
    upgrade(empty.engine, "0001")
    with empty.engine.execution_options(writing=True).connect() as connection, connection.begin():
        fill(connection)
    before = content(empty.engine)
    for revision in schema.known_revisions()[1:]:
        upgrade(empty.engine, revision)
        assert content(empty.engine) == before
    schema.migrate(empty.engine)
    assert content(empty.engine) == before
    if empty.path is not None:
        with empty.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_checks_come_through_when_their_items_become_free(empty: Database) -> None:
    upgrade(empty.engine, "0009")
    body, device, check = (UUID(int=n) for n in (1, 2, 3))
    texts = dict.fromkeys(("model", "serial", "serial_key", "note", "holder_name", "place", "search"), "")
    rows: dict[str, dict[str, Any]] = {
        "party_body": {"id": body, "name": "Huyện ủy", "kind": "district", "code": "", "level": 0},
        "device": {
            "id": device,
            "tag": "TB-1",
            "category": "computer",
            "tenure": "own",
            "owner_id": body,
            "holder_id": body,
            "condition": "good",
            "use_class": "counting",
            "state": "registered",
            "events": 0,
            **texts,
        },
        "device_check": {
            "id": check,
            "device_id": device,
            "item": "battery",
            "at": datetime(2025, 8, 12, tzinfo=UTC),
            "passed": True,
            "value": 30,
            "note": "",
            "by": "K'Brơi",
        },
    }
    with empty.engine.execution_options(writing=True).connect() as connection, connection.begin():
        for name, row in rows.items():
            connection.execute(insert(Base.metadata.tables[name]).values(**row))
    schema.migrate(empty.engine)
    checks = Base.metadata.tables["device_check"]
    with empty.engine.execution_options(writing=True).connect() as connection, connection.begin():
        (kept,) = connection.execute(select(checks)).mappings()
        assert {**rows["device_check"], "picture": None} == dict(kept)
        own = {**rows["device_check"], "id": UUID(int=4), "item": "Dán nhãn tài sản"}
        connection.execute(insert(checks).values(**own))
    there = {index["name"] for index in inspect(empty.engine).get_indexes("device_check")}
    assert there == {"ix_device_check_device_id_at_passed_item"}


def test_children_stay_when_a_table_is_rebuilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Alembic's batch mode drops and makes the table anew: with foreign keys on, its children would go with it."""
    place = tmp_path / "migrations"
    import shutil

    shutil.copytree(VERSIONS.parent, place, ignore=shutil.ignore_patterns("__pycache__"))
    (place / "versions" / "9999_rebuild.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision, down_revision, branch_labels, depends_on = '9999', '{schema.REVISION}', None, None\n"
        "def upgrade() -> None:\n"
        "    with op.batch_alter_table('account', recreate='always') as batch:\n"
        "        batch.add_column(sa.Column('colour', sa.Text(), nullable=True))\n",
        encoding="utf-8",
    )
    database = embedded(tmp_path / "congress.db")
    schema.migrate(database.engine)
    with database.engine.execution_options(writing=True).connect() as connection, connection.begin():
        fill(connection)
    before = content(database.engine)["role_grant"]
    assert len(before) == 2
    monkeypatch.setattr(schema, "_MIGRATIONS", place)
    monkeypatch.setattr(schema, "REVISION", "9999")
    database.bring_up(tmp_path / "backups", founding=False)
    assert content(database.engine)["role_grant"] == before
    assert "colour" in {column["name"] for column in inspect(database.engine).get_columns("account")}
    copies = list((tmp_path / "backups").iterdir())
    assert [copy.name for copy in copies] == [f"before-9999-from-{schema.known_revisions()[-2]}.db"]
    kept = create_engine(f"sqlite:///{copies[0]}")
    assert content(kept)["role_grant"] == before
    kept.dispose()
    database.close()


def test_a_migration_that_fails_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty: Database
) -> None:
    import shutil

    place = tmp_path / "migrations"
    shutil.copytree(VERSIONS.parent, place, ignore=shutil.ignore_patterns("__pycache__"))
    (place / "versions" / "9999_break.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision, down_revision, branch_labels, depends_on = '9999', '{schema.REVISION}', None, None\n"
        "def upgrade() -> None:\n"
        "    op.add_column('person', sa.Column('colour', sa.Text(), nullable=True))\n"
        "    raise RuntimeError('mất điện')\n",
        encoding="utf-8",
    )
    schema.migrate(empty.engine)
    revision = schema.REVISION
    monkeypatch.setattr(schema, "_MIGRATIONS", place)
    with pytest.raises(RuntimeError, match="mất điện"):
        schema.migrate(empty.engine)
    assert schema.stored_revision(empty.engine) == revision
    assert "colour" not in {column["name"] for column in inspect(empty.engine).get_columns("person")}


def test_a_newer_program_s_database_is_left_alone(any_office: Office) -> None:
    opened = any_office.workspace
    engine = opened._database.engine.execution_options(writing=True)
    with engine.connect() as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '9998'"))
    opened.close()
    house = opened.house
    for act in (workspace.open_folder, workspace.look_into):
        with pytest.raises(Refused, match="database-newer"):
            act(opened.folder, house=house)


def test_an_older_program_s_database_is_not_changed_by_a_look(tmp_path: Path, office: Office) -> None:
    opened = office.workspace
    opened.close()
    (opened.folder / "congress.db").unlink()
    database = embedded(opened.folder / "congress.db")
    upgrade(database.engine, "0001")
    database.close()
    with pytest.raises(Refused, match="database-older"):
        workspace.look_into(opened.folder, house=opened.house)
    with workspace.open_folder(opened.folder, house=opened.house) as again:
        assert schema.stored_revision(again._database.engine) == schema.REVISION
    assert [path.name for path in (opened.folder / "backups").iterdir()] == [f"before-{schema.REVISION}-from-0001.db"]


@pytest.mark.postgres
def test_a_second_office_joins_a_server_that_is_in_use(server_office: Office, tmp_path: Path) -> None:
    opened = server_office.workspace
    with workspace.create(
        tmp_path / "second",
        house=House(clock=PinnedClock()),
        tag="MAY-1",
        database_url=opened.settings.database_url,
        hash_cost=opened.settings.hash_cost,
    ) as second:
        with pytest.raises(Refused, match="already-founded"):
            access.found(second, administrator="Người Lạ", head="Người Khác")
        assert access.log_in(second, name="uyvien1", secret=PIN).person == "Lê Thị Hà"
    assert check_journal(opened) == ()


@pytest.mark.postgres
def test_two_offices_that_make_one_server_s_database_at_once_both_find_it_made(cluster: Cluster) -> None:
    from concurrent.futures import ThreadPoolExecutor

    url = cluster.create("at_once")
    databases = [server(url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda database: database.bring_up(Path("unused"), founding=True), databases))
    assert all(schema.is_current(database.engine) for database in databases)
    for database in databases:
        database.close()
    cluster.drop("at_once")


@pytest.mark.parametrize("path", sorted(VERSIONS.glob("[0-9]*.py")), ids=lambda path: path.stem)
def test_a_migration_stands_alone(path: Path) -> None:
    """It means the same in ten years: it imports none of our modules, whose columns will have changed by then."""
    imported = {
        name.name if isinstance(node, ast.Import) else str(node.module)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    assert {name.split(".")[0] for name in imported} <= {"sqlalchemy", "alembic"}
    assert path.stem[:4] in path.read_text(encoding="utf-8")
