"""Lists for people (danh mục tài liệu): XLSX and CSV, in words that reading them in understands again."""

from collections.abc import Iterable, Iterator

from congress.documents.rules import words
from congress.documents.rules.document_list import cells_of
from congress.documents.rules.words import Column
from congress.documents.values.documents import Document, DocumentDetails
from congress.spreadsheet import CSV, XLSX, write_csv, write_xlsx

FORMATS = (XLSX, CSV)
SHEET = "Danh mục tài liệu"
_WIDE = 18


def write_documents(documents: Iterable[Document], *, kind: str) -> bytes:
    """The list of documents as a file (xuất danh mục): `xlsx` or `csv`."""
    rows = (_row(ordinal, one) for ordinal, one in enumerate(documents, start=1))
    return _written(words.EXPORTED, rows, kind=kind)


def write_template(files: Iterable[str]) -> bytes:
    """A list to be filled in (mẫu danh mục), one row a file of the folder; what mostly holds is written already."""
    usual = DocumentDetails(kind="", summary="")
    rows = (cells_of(usual, file=name, ordinal=ordinal) for ordinal, name in enumerate(files, start=1))
    return _written(words.TEMPLATE, rows, kind=XLSX)


def _written(columns: tuple[Column, ...], rows: Iterable[dict[Column, str]], *, kind: str) -> bytes:
    def lines() -> Iterator[list[str]]:
        yield [words.COLUMNS[column][0] for column in columns]
        yield from ([cells[column] for column in columns] for cells in rows)

    if kind == CSV:
        return write_csv(lines())
    return write_xlsx(lines(), title=SHEET, widths=(words.WIDTHS.get(column, _WIDE) for column in columns))


def _row(ordinal: int, one: Document) -> dict[Column, str]:
    return {
        **cells_of(one.details, file=one.name, ordinal=ordinal),
        Column.FORMAT: words.FORMATS[one.looked.format],
        Column.SIZE: str(one.size),
        Column.SHA256: one.sha256,
        Column.STATE: "" if one.withdrawn is None else f"{words.WITHDRAWN}: {one.withdrawn.reason}",
    }
