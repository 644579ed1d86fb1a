"""A statement compiled once gives what it gives otherwise: same rows, same transaction, same errors."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from congress.access.registry import Anyone, deed, no_deed
from congress.access.rows import AccountRow, GrantRow, PersonRow
from congress.access.values import AccountState, Role
from congress.records.rows import RecordRow
from congress.store.prepared import Prepared
from congress.store.unit import Unit
from tests.workspaces import Office

ACCOUNTS = (
    select(AccountRow.id, AccountRow.name, AccountRow.state, AccountRow.must_change, AccountRow.locked_until)
    .where(AccountRow.name == bindparam("name"), AccountRow.state == AccountState.ACTIVE)
    .order_by(AccountRow.name)
)
ADD = insert(RecordRow)
RECORD = {
    "scope_id": None,
    "kind": "thử",
    "number": 1,
    "sha256": "0" * 64,
    "size": 3,
    "name": "Biên bản.pdf",
    "at": datetime(2025, 8, 12, 1, 10, 0, 7, tzinfo=UTC),
}


def test_its_rows_are_those_of_the_ordinary_way(any_office: Office) -> None:
    prepared = Prepared(ACCOUNTS)
    with any_office.workspace.reading() as unit:
        for name in ("truongban", "kythuat", "không có"):
            usual = [tuple(row) for row in unit.connection.execute(ACCOUNTS, {"name": name})]
            assert prepared.rows(unit, {"name": name}) == usual
        ((_, _, state, must_change, _),) = prepared.rows(unit, {"name": "kythuat"})
    assert state is AccountState.ACTIVE
    assert must_change is False


def test_enums_and_absent_values_come_back_as_they_are(any_office: Office) -> None:
    held = Prepared(
        select(GrantRow.role, GrantRow.scope_id)
        .join(AccountRow, AccountRow.id == GrantRow.account_id)
        .where(AccountRow.name == bindparam("name"))
    )
    with any_office.workspace.reading() as unit:
        assert held.rows(unit, {"name": "truongban"}) == [(Role.HEAD, None)]


def test_what_it_writes_is_in_the_units_own_transaction(any_office: Office) -> None:
    prepared = Prepared(ADD)
    record_id = uuid4()

    def work(unit: Unit) -> None:
        prepared.run(unit, {**RECORD, "id": record_id})
        kept = unit.connection.execute(select(RecordRow.name, RecordRow.at)).one()
        assert tuple(kept) == (RECORD["name"], RECORD["at"])
        raise KeyError

    with pytest.raises(KeyError):
        writing(any_office, work)
    with any_office.workspace.reading() as unit:
        assert unit.connection.execute(select(RecordRow.id)).all() == []


def test_its_errors_are_the_ordinary_ones(any_office: Office) -> None:
    prepared = Prepared(ADD)
    record_id = uuid4()

    def twice(unit: Unit) -> None:
        for _ in range(2):
            prepared.run(unit, {**RECORD, "id": record_id})

    with pytest.raises(IntegrityError):
        writing(any_office, twice)


def test_a_list_of_varying_length_is_refused_before_it_reaches_the_driver(office: Office) -> None:
    prepared = Prepared(select(PersonRow.id).where(PersonRow.name.in_(bindparam("names", expanding=True))))
    with office.workspace.reading() as unit, pytest.raises(TypeError, match="list"):
        prepared.rows(unit, {"names": ["A", "B"]})


def writing(office: Office, work: Callable[[Unit], None]) -> None:
    """Do `work` in a writing unit of a deed of the test's own."""
    with no_deed():

        @deed("test:work", who=Anyone(), title="Version", journal=False)
        def do() -> None:
            with office.workspace.unit(None) as unit:
                work(unit)

        do()
