"""A folder taken in by a list: what is written is read again; faults by row and column; all of it or nothing."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.chapters import Lines
from congress.documents import importing
from congress.documents.queries import documents as queries
from congress.documents.rules import document_list, words
from congress.documents.rules.document_list import NEEDED, cells_of
from congress.documents.rules.listing import find_header
from congress.documents.values.documents import Document, DocumentDetails
from congress.errors import Finding, Malformed, Refused
from congress.i18n import sentence
from congress.journal import queries as journal
from congress.spreadsheet import read_grids, write_csv, write_xlsx
from tests.congress_chapters.filling import empty, lines, taken, written_of
from tests.congress_documents.samples import KEEPER, Archive, archival, archive, details
from tests.workspaces import Office

TODAY = date(2025, 6, 2)
LIST = "danh-muc.xlsx"


@pytest.fixture
def at(office: Office) -> Archive:
    return archive(office)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "tai lieu"
    made.mkdir()
    (made / "Báo cáo.pdf").write_bytes(archival())
    (made / unicodedata.normalize("NFD", "Nghị quyết.txt")).write_bytes(b"nghi quyet")
    (made / "Thumbs.db").write_bytes(b"x")
    return made


def read(data: bytes) -> document_list.Listed:
    (grid,) = read_grids(data, name=LIST)
    header = find_header(grid.rows, words.READ_COLUMN, needs=NEEDED)
    assert header is not None
    return document_list.read_list(grid.rows, header, grid.where, today=TODAY)


def table(*rows: dict[str, str]) -> bytes:
    heads = list(dict.fromkeys(head for row in rows for head in row))
    return write_xlsx([heads, *([row.get(head, "") for head in heads] for row in rows)], title="x")


def look(at: Archive, folder: Path, source: bytes) -> importing.FolderPlan:
    return importing.look(at.office.workspace, folder=folder, source=source, name=LIST)


def accept(at: Archive, folder: Path, source: bytes, digest: str) -> tuple[Document, ...]:
    ws, by = at.office.workspace, at.office.by(KEEPER)
    where = {"congress_id": at.congress_id, "folder": folder}
    return importing.accept(ws, by, **where, source=source, name=LIST, digest=digest)  # type: ignore[arg-type]  # by name


GOOD = (
    {"Tên tệp": "Báo cáo.pdf", "Tên loại": "Báo cáo", "Trích yếu": "chính trị", "Ngày": "20/5/2025"},
    {"Tên tệp": "Nghị quyết.txt", "Tên loại": "Nghị quyết", "Trích yếu": "của đại hội", "Ngày": "2025-05-21"},
)


@given(st.lists(details(), min_size=1, max_size=4), st.sampled_from(["xlsx", "csv"]))
def test_metadata_written_into_a_list_are_read_again_to_the_letter(many: list[DocumentDetails], kind: str) -> None:
    rows = [cells_of(one, file=f"{place}.pdf", ordinal=place) for place, one in enumerate(many, 1)]
    sheet = [[words.COLUMNS[column][0] for column in words.TEMPLATE]]
    sheet += [[cells[column] for column in words.TEMPLATE] for cells in rows]
    found = read(write_csv(sheet) if kind == "csv" else write_xlsx(sheet, title="x"))
    assert found.faults == ()
    assert [one.details for one in found.documents] == many


def test_a_template_names_every_file_and_what_mostly_holds(folder: Path) -> None:
    found = read(importing.template(folder))
    assert [one.file for one in found.documents] == ["Báo cáo.pdf", "Nghị quyết.txt"]
    assert {one.details for one in found.documents} == {DocumentDetails(kind="", summary="")}
    assert {one.code for one in found.faults} == {"field-empty"}


def test_a_folder_is_looked_at_and_taken_in_whole(at: Archive, folder: Path) -> None:
    (folder / "thừa.bin").write_bytes(b"\0")
    source = table(*GOOD)
    plan = look(at, folder, source)
    assert (plan.faults, len(plan.files)) == ((), 2)
    assert [one.code for one in plan.remarks] == ["list-file-not-named"]
    with at.office.workspace.reading() as unit:
        assert queries.documents(unit) == ()
    made = accept(at, folder, source, plan.digest)
    assert [one.name for one in made] == ["Báo cáo.pdf", "Nghị quyết.txt"]
    assert made[0].details.pages == 1
    assert made[1].details.on == date(2025, 5, 21)
    with at.office.workspace.reading() as unit:
        assert set(queries.documents(unit, at.congress_id)) == set(made)
        told = journal.latest(unit, unit.machine, limit=1)[0]
    assert told.event == "document:import"
    assert told.facts["digests"] == [one.sha256 for one in made]


def test_every_fault_stands_at_its_row_and_column_and_nothing_is_written(at: Archive, folder: Path) -> None:
    (folder / "ban-hai.pdf").write_bytes(archival())
    (folder / "rong.txt").write_bytes(b"")
    good = GOOD[0]
    source = table(
        good,
        {**good, "Tên tệp": "ban-hai.pdf"},
        {**good, "Tên tệp": "báo cáo.PDF", "Số trang": "nhiều"},
        {**GOOD[1], "Mức độ mật": "Mật", "Thời hạn": "lâu", "Ngày": "31/02/2025"},
        {**good, "Tên tệp": "", "Trích yếu": "không có tệp"},
        {**good, "Tên tệp": "rong.txt", "Tên loại": ""},
        {**good, "Tên tệp": "../ngoai.pdf"},
    )
    plan = look(at, folder, source)
    sheet = f"{LIST}:x"
    assert sorted((one.where, one.code) for one in plan.faults) == sorted(
        [
            (f"{sheet}:3:A", "list-files-equal"),
            (f"{sheet}:4:A", "list-file-missing"),
            (f"{sheet}:4:A", "list-file-twice"),
            (f"{sheet}:4:E", "list-number-wrong"),
            (f"{sheet}:5:D", "date-wrong"),
            (f"{sheet}:5:F", "list-document-secret"),
            (f"{sheet}:5:G", "list-retention-wrong"),
            (f"{sheet}:6:A", "field-empty"),
            (f"{sheet}:7:A", "document-empty"),
            (f"{sheet}:7:B", "field-empty"),
            (f"{sheet}:8:A", "list-file-missing"),
        ]
    )
    with pytest.raises(Malformed):
        accept(at, folder, source, plan.digest)
    with at.office.workspace.reading() as unit:
        assert queries.documents(unit) == ()


def test_what_changed_since_it_was_looked_at_is_looked_at_again(at: Archive, folder: Path) -> None:
    source = table(*GOOD)
    plan = look(at, folder, source)
    (folder / "Báo cáo.pdf").write_bytes(archival() + b"\n")
    with pytest.raises(Refused, match="documents-changed"):
        accept(at, folder, source, plan.digest)


def test_a_list_taken_in_twice_says_of_each_file_that_it_is_there(at: Archive, folder: Path) -> None:
    source = table(*GOOD)
    accept(at, folder, source, look(at, folder, source).digest)
    assert [one.code for one in look(at, folder, source).faults] == ["document-twice", "document-twice"]


def test_the_list_written_out_has_what_was_found_too(at: Archive, folder: Path) -> None:
    source = table(*GOOD)
    made = accept(at, folder, source, look(at, folder, source).digest)
    data = importing.export(at.office.workspace, congress_id=at.congress_id, kind="xlsx")
    (grid,) = read_grids(data, name=LIST)
    assert made[0].sha256 in grid.rows[1]
    assert {one.details for one in read(data).documents} == {one.details for one in made}
    with pytest.raises(Refused, match="list-format-unknown"):
        importing.export(at.office.workspace, congress_id=at.congress_id, kind="pdf")


def test_a_file_without_such_a_list_and_a_folder_that_is_not_there_are_told(at: Archive, folder: Path) -> None:
    with pytest.raises(Malformed) as found:
        look(at, folder, table({"a": "b"}))
    assert [one.code for one in found.value.findings] == ["list-of-documents-missing"]
    with pytest.raises(Malformed) as found:
        look(at, folder / "khong-co", table(*GOOD))
    assert [one.code for one in found.value.findings] == ["folder-unreadable"]


@given(st.lists(st.lists(st.sampled_from(["Tên tệp", "Trích yếu", "Ngày", "Mật", "", "1", "x" * 1200]), max_size=6)))
def test_whatever_stands_in_a_list_is_read_or_told(rows: list[list[str]]) -> None:
    try:
        grids = read_grids(write_csv(rows), name="a")
    except Malformed:
        return
    for grid in grids:
        if (header := find_header(grid.rows, words.READ_COLUMN, needs=NEEDED)) is not None:
            found = document_list.read_list(grid.rows, header, grid.where, today=TODAY)
            for one in (*found.faults, *found.remarks):
                assert isinstance(one, Finding)
                assert sentence(one) != one.code


def test_no_two_columns_have_one_spelling() -> None:
    spellings = [words.key(text) for texts in words.COLUMNS.values() for text in texts]
    assert len(spellings) == len(set(spellings))


def test_metadata_leave_in_the_chapter_and_come_back_to_the_letter(at: Archive, folder: Path, tmp_path: Path) -> None:
    source = table(*GOOD)
    made = accept(at, folder, source, look(at, folder, source).digest)
    entries = written_of(at.office.workspace)
    with empty(tmp_path / "other", at.office.clock) as other:
        taken(other, entries)
        with other.reading() as unit:
            assert set(queries.documents(unit)) == set(made)


def test_a_chapter_with_an_unknown_fault_or_half_a_withdrawal_is_refused(
    at: Archive, folder: Path, tmp_path: Path
) -> None:
    source = table(*GOOD)
    accept(at, folder, source, look(at, folder, source).digest)
    entries = written_of(at.office.workspace)
    name = "documents/document.jsonl"
    data = lines(entries)[name]
    for old, instead, code in (
        (b'"faults":[]', b'"faults":["x"]', "value-unusable"),
        (b'"withdrawn_reason":""', b'"withdrawn_reason":"x"', "document-row-withdrawal"),
    ):
        assert old in data
        damaged = [Lines(name, data.replace(old, instead, 1)) if entry.name == name else entry for entry in entries]
        with empty(tmp_path / code, at.office.clock) as other, pytest.raises(Malformed) as found:
            taken(other, damaged)
        assert code in {one.code for one in found.value.findings}
