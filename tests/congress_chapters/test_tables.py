"""Every column of every table is in one chapter, or named as not kept, with the reason."""

from collections import Counter

from congress.chapters import TableChapter
from congress.store.base import Base
from tui.house import CHAPTERS

TABLES = {table.name: {column.name for column in table.columns} for table in Base.metadata.sorted_tables}


def _table_chapters() -> list[TableChapter]:
    assert all(isinstance(chapter, TableChapter) for chapter in CHAPTERS)
    return [chapter for chapter in CHAPTERS if isinstance(chapter, TableChapter)]


def test_every_table_is_in_exactly_one_chapter_or_left_out() -> None:
    homes = Counter(kept.name for chapter in _table_chapters() for kept in chapter.tables if not kept.fills)
    homes.update(str(row.__tablename__) for chapter in _table_chapters() for row in chapter.left_out)
    assert homes == dict.fromkeys(TABLES, 1)


def test_every_column_leaves_once_or_is_not_kept() -> None:
    places = {table: Counter[str]() for table in TABLES}
    for chapter in _table_chapters():
        for kept in chapter.tables:
            places[kept.name].update(kept.fills or kept.columns)
            places[kept.name].update(kept.not_kept.keys())
        for row in chapter.left_out:
            places[str(row.__tablename__)].update(TABLES[str(row.__tablename__)])
    assert places == {table: dict.fromkeys(columns, 1) for table, columns in TABLES.items()}


def test_columns_named_are_there() -> None:
    for chapter in _table_chapters():
        for kept in chapter.tables:
            named = {*kept.later, *kept.fills, *kept.not_kept, *kept.checks, *kept.order, kept.of.split(".")[0]}
            assert named - {""} <= TABLES[kept.name], kept.name


def test_what_is_put_off_is_filled_by_a_later_chapter() -> None:
    put_off: dict[str, set[str]] = {}
    for chapter in _table_chapters():
        for kept in chapter.tables:
            if kept.fills:
                assert put_off.pop(kept.name) == set(kept.fills)
            elif kept.later:
                put_off[kept.name] = set(kept.later)
    assert put_off == {}


def test_a_chapter_only_points_at_rows_that_are_there_by_then() -> None:
    there: set[str] = set()
    for chapter in _table_chapters():
        for kept in chapter.tables:
            there.add(kept.name)
            due = {link.column.table.name for name in kept.columns for link in kept.table.c[name].foreign_keys}
            assert due <= there, kept.name


def test_what_is_not_kept_has_its_reason() -> None:
    for chapter in _table_chapters():
        assert all(chapter.left_out.values())
        assert all(column.why for kept in chapter.tables for column in kept.not_kept.values())


def test_what_opens_a_laptop_never_leaves_it() -> None:
    leaves = {(kept.name, name) for chapter in _table_chapters() for kept in chapter.tables for name in kept.columns}
    assert {name for table, name in leaves if table == "account"} == {"id", "person_id"}
    assert {name for table, name in leaves if table == "role_grant"} == set()
