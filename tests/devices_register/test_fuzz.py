"""Whatever is given as a list: findings with sentences, or a plan; never anything else, and nothing written."""

import io
import zipfile
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from congress.errors import Finding, Malformed
from congress.i18n import sentence
from congress.spreadsheet import read_grids
from devices.register.rules import words
from devices.register.rules.importing import Known, plan
from devices.register.rules.listing import find_header, read_list

_HEADS = [spelling for spellings in words.COLUMNS.values() for spelling in spellings]
_CELLS = [
    *_HEADS,
    *(spelling for spellings in words.CATEGORIES.values() for spelling in spellings),
    "TB-00000U",
    "2023",
    "Đảng ủy",
    "Tổng",
    "",
    "'=1",
]
_ODD = [b"", b"<", b'r="A99999999"', b"&x;", b"\xff", b"-1", b'<mergeCell ref="A1:ZZZ9999999"/>']
cells = st.one_of(st.sampled_from(_CELLS), st.text(max_size=12))


def _look(data: bytes) -> list[Finding]:
    try:
        grids = read_grids(data, name="a")
    except Malformed as error:
        return list(error.findings)
    found: list[Finding] = []
    for grid in grids:
        found += grid.faults
        header = find_header(grid.rows)
        if header is not None:
            listed = read_list(grid.rows, header, grid.where)
            known = Known({}, {}, {}, lambda _: None, lambda _: ())
            found += [*plan(listed, known, grid.where).faults, *listed.remarks]
    return found


def _told(findings: list[Finding]) -> None:
    for finding in findings:
        assert finding.where
        said = sentence(finding)
        assert said != finding.code
        assert "{" not in said or "{" in str(finding.facts)


@cache
def _sheet() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Loại thiết bị", "Serial", "Năm"], ["Máy in", "S1", 2020], ["Máy tính", None, "=A1"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    _told(_look(data))


@given(st.lists(st.lists(cells, max_size=8), max_size=8), st.sampled_from(["utf-8", "utf-16", "utf-16-le"]))
def test_any_csv(rows: list[list[str]], encoding: str) -> None:
    text = "\n".join(",".join(row) for row in rows)
    _told(_look(text.encode(encoding, errors="replace")))


@given(st.data())
def test_an_xlsx_with_flipped_bytes(data: st.DataObject) -> None:
    file = bytearray(_sheet())
    for _ in range(data.draw(st.integers(1, 4))):
        file[data.draw(st.integers(2, len(file) - 1))] = data.draw(st.integers(0, 255))
    _told(_look(bytes(file)))


@given(st.data())
def test_an_xlsx_whose_parts_were_altered(data: st.DataObject) -> None:
    """The package is sound, what is in it is not: XML cut, doubled, filled with other numbers."""
    with zipfile.ZipFile(io.BytesIO(_sheet())) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    part = parts[name]
    at = data.draw(st.integers(0, len(part)))
    inserted = data.draw(
        st.sampled_from([b"", b"<", b'r="A99999999"', b"&x;", b"\xff", b"-1", b'<mergeCell ref="A1:ZZZ9999999"/>'])
    )
    parts[name] = part[:at] + inserted + part[at + data.draw(st.integers(0, 40)) :]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for one, content in parts.items():
            packed.writestr(one, content)
    _told(_look(target.getvalue()))
