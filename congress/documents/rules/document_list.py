"""The list of a folder of documents (danh mục tài liệu): each row understood by itself, and written again."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from congress.documents.rules import words
from congress.documents.rules.documents import check_details, cleaned, is_secret
from congress.documents.rules.listing import Cells, Header, header_told, rows_below
from congress.documents.rules.words import Column
from congress.documents.values.documents import CopyState, DocumentDetails
from congress.errors import Finding
from congress.headings import Where
from congress.term.values import SecrecyLabel

NEEDED = (Column.FILE, Column.SUMMARY)
"""A list without one of these columns is none."""
DAY = "%d/%m/%Y"


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A row: a file's name and what is said of it."""

    row: int
    where: str
    file: str
    details: DocumentDetails


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet understood."""

    documents: tuple[ListedDocument, ...]
    faults: tuple[Finding, ...]
    remarks: tuple[Finding, ...]


def read_list(rows: Sequence[Sequence[str]], header: Header[Column], where: Where, *, today: date) -> Listed:
    """Every row below the header; faults by row and column."""
    faults: list[Finding] = []
    found: list[ListedDocument] = []
    first: dict[str, int] = {}
    for cells in rows_below(rows, header, where, faults, saying=(Column.FILE, Column.SUMMARY)):
        file = cells.text(Column.FILE)
        if not file:
            cells.fault(Column.FILE, "field-empty")
        elif first.setdefault(file.casefold(), cells.number) != cells.number:
            cells.fault(Column.FILE, "list-file-twice", {"name": file, "row": first[file.casefold()]})
        details = _details(cells)
        for fault in check_details(details, today=today):
            cells.fault(Column(fault.where.partition(".")[2]), fault.code, fault.facts)
        if is_secret(details):
            cells.fault(Column.SECRECY, "list-document-secret")
        found.append(ListedDocument(cells.number, cells.place(Column.FILE), file, details))
    if not found:
        faults.append(Finding(where(header.row, None), "list-without-rows"))
    differing, remarks = header_told(rows, header, [one.row for one in found], where)
    return Listed(tuple(found), (*faults, *differing), remarks)


def cells_of(details: DocumentDetails, *, file: str = "", ordinal: int | None = None) -> dict[Column, str]:
    """What stands in the columns of a row; `read_list` reads the same details in it."""
    cells: dict[Column, str] = {Column.ORDINAL: "" if ordinal is None else str(ordinal), Column.FILE: file}
    for one in fields(details):
        cells[Column(one.name)] = _written(one.name, getattr(details, one.name))
    return cells


def _written(name: str, value: Any) -> str:
    match value:
        case SecrecyLabel():
            return words.SECRECY[value][0]
        case CopyState():
            return words.COPY_STATES[value][0]
        case date():
            return f"{value:{DAY}}"
    if name == Column.RETENTION:
        return words.PERMANENT[0] if value is None else words.YEARS.format(years=value)
    return "" if value is None else str(value)


def _details(cells: Cells[Column]) -> DocumentDetails:
    texts = {
        column.value: cells.text(column)
        for column in (
            *(Column.KIND, Column.SUMMARY, Column.NUMBER, Column.ISSUER, Column.SIGNER, Column.ARCHIVE_CODE),
            *(Column.FONDS, Column.FILE_NUMBER, Column.FILE_TITLE, Column.SCAN_DEVICE, Column.LANGUAGE),
        )
    }
    return cleaned(
        DocumentDetails(
            **texts,
            on=cells.day(Column.ON),
            pages=cells.number_of(Column.PAGES),
            secrecy=cells.one_of(Column.SECRECY, words.READ_SECRECY, words.SECRECY, empty=SecrecyLabel.INTERNAL),
            retention_years=_retention(cells),
            copy_state=cells.one_of(
                Column.COPY_STATE, words.READ_COPY_STATE, words.COPY_STATES, empty=CopyState.ORIGINAL
            ),
            place_in_file=cells.number_of(Column.PLACE_IN_FILE),
            scanned_on=cells.day(Column.SCANNED_ON),
        )
    )


def _retention(cells: Cells[Column]) -> int | None:
    """Years, with or without the word; "Vĩnh viễn" or nothing: for good."""
    text = words.key(cells.text(Column.RETENTION))
    if not text or text in {words.key(word) for word in words.PERMANENT}:
        return None
    digits = text.removesuffix("nam").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 3):
        cells.fault(Column.RETENTION, "list-retention-wrong", {"text": cells.text(Column.RETENTION)})
        return None
    return int(digits)
