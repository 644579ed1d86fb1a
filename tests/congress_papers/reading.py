"""A finished PDF read back by a program that is not ours (đọc lại bản in): poppler."""

import subprocess
import xml.etree.ElementTree as Xml
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import load_workbook

from tests.tools import require_tool

_NAMESPACE = "{http://www.w3.org/1999/xhtml}"
_POINTS_A_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, millimetres from the top left corner of the page."""

    text: str
    page: int
    left_mm: float
    top_mm: float
    right_mm: float
    bottom_mm: float


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, as it lies there."""
    return _pdftotext(pdf, "-layout").split("\f")[:-1]


def text_of(pdf: bytes) -> str:
    """All text, white space folded."""
    return " ".join(_pdftotext(pdf).split())


def words_of(pdf: bytes) -> list[Word]:
    """Every word and where it stands."""
    tree = Xml.fromstring(_pdftotext(pdf, "-bbox"))  # poppler's own output
    return [
        Word(
            text=word.text or "",
            page=page,
            left_mm=float(word.attrib["xMin"]) / _POINTS_A_MM,
            top_mm=float(word.attrib["yMin"]) / _POINTS_A_MM,
            right_mm=float(word.attrib["xMax"]) / _POINTS_A_MM,
            bottom_mm=float(word.attrib["yMax"]) / _POINTS_A_MM,
        )
        for page, leaf in enumerate(tree.iter(f"{_NAMESPACE}page"), start=1)
        for word in leaf.iter(f"{_NAMESPACE}word")
    ]


def fonts_of(pdf: bytes) -> list[list[str]]:
    """The lines of `pdffonts`, split into fields."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        listed = _run(require_tool("pdffonts", package="poppler-utils"), str(path))
    return [line.split() for line in listed.splitlines()[2:]]


def _pdftotext(pdf: bytes, *options: str) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        return _run(require_tool("pdftotext", package="poppler-utils"), *options, str(path), "-")


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def cells_of(xlsx: bytes) -> dict[str, list[list[Any]]]:
    """Every sheet's cells, as they stand."""
    book = load_workbook(BytesIO(xlsx), read_only=True, data_only=True)
    return {name: [list(row) for row in book[name].iter_rows(values_only=True)] for name in book.sheetnames}
