"""Workbooks with a sheet written by hand: what no spreadsheet writes, and what some do."""

import io
import zipfile
from collections.abc import Iterable
from functools import cache

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
OPENS = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
CLOSES = b"</sheetData></worksheet>"


@cache
def plain() -> bytes:
    """A workbook of one cell."""
    book, target = Workbook(), io.BytesIO()
    book.worksheets[0].append(["x"])
    book.save(target)
    return target.getvalue()


def with_part(pieces: Iterable[bytes], *, part: str = SHEET, of: bytes | None = None) -> bytes:
    """The workbook with a part of it made of those pieces."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(of or plain())) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in source.infolist():
            if entry.filename != part:
                made.writestr(entry.filename, source.read(entry))
        with made.open(part, "w") as file:
            for piece in pieces:
                file.write(piece)
    return target.getvalue()


def with_rows(*rows: bytes) -> bytes:
    """The workbook with those rows in its sheet."""
    return with_part([OPENS, *rows, CLOSES])


def said(row: int, *texts: str, column: str = "") -> bytes:
    """A row of texts."""
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    if column:
        cells = cells.replace("<c ", f'<c r="{column}{row}" ', 1)
    return f'<row r="{row}">{cells}</row>'.encode()
