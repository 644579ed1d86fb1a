"""A workbook takes no more memory than what its cells say, however much it unpacks to."""

import tracemalloc

import pytest

from congress.errors import Finding, Malformed
from congress.i18n import LANGUAGES, sentence
from congress.spreadsheet import Grid, read_grids
from congress.workbook import limits
from tests.congress_workbook.packages import CLOSES, OPENS, said, with_part, with_rows

MIB = 1024**2


def _read(data: bytes) -> Grid:
    (grid,) = read_grids(data, name="a.xlsx")
    return grid


def _refused(data: bytes) -> tuple[str, str]:
    with pytest.raises(Malformed) as raised:
        _read(data)
    (finding,) = raised.value.findings
    _said(finding)
    return finding.where, finding.code


def _said(finding: Finding) -> None:
    for language in LANGUAGES:
        assert sentence(finding, language) != finding.code
        assert "{" not in sentence(finding, language)


def _peak_mib(data: bytes) -> float:
    """Memory that reading added beyond what the file itself takes."""
    _read(with_rows(said(1, "x")))  # modules are in
    tracemalloc.start()
    try:
        _read(data)
        return tracemalloc.get_traced_memory()[1] / MIB
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("empty", [b"<row/>", b'<row><c s="0"/><c/></row>', b"          "])
def test_what_says_nothing_takes_no_memory(empty: bytes) -> None:
    data = with_part([OPENS, said(1, "a", "b"), *[empty * 1000] * 100, CLOSES])
    assert _read(data).rows == (("a", "b"),)
    assert _peak_mib(data) < 2


def test_more_rows_than_any_spreadsheet_has_are_refused_where_they_stand() -> None:
    first, beyond = said(1, "a"), said(limits.LAST_ROW + 1)
    assert _refused(with_rows(first, beyond)) == (f"a.xlsx:Sheet:{limits.LAST_ROW + 1}", "sheet-too-large")
    assert _refused(with_rows(b'<row r="1"><c r="XFE1"/></row>')) == ("a.xlsx:Sheet:1", "sheet-too-large")


@pytest.mark.parametrize("row", [limits.MOST_ROWS + 1, limits.LAST_ROW])
def test_a_row_far_below_is_not_dropped_in_silence(row: int) -> None:
    assert _refused(with_rows(said(1, "a"), said(row, "b"))) == (f"a.xlsx:Sheet:{row}", "sheet-too-large")


def test_a_cell_far_to_the_right_is_refused_and_an_empty_one_is_not() -> None:
    assert _refused(with_rows(said(1, "a", column="CW"))) == ("a.xlsx:Sheet:1", "sheet-too-large")
    assert _read(with_rows(b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>')).rows == (("1",),)


def test_a_package_that_unpacks_without_end_is_refused_unread() -> None:
    data = with_part([b" " * MIB] * (limits.MOST_BYTES // MIB + 1))
    assert len(data) < MIB
    assert _refused(data) == ("a.xlsx", "sheet-unpacks-too-large")


@pytest.mark.parametrize(
    ("limit", "value", "rows"),
    [
        ("MOST_SEEN", 500, [b"<x/>" * 1000]),
        ("MOST_TEXT", 100, [said(1, "a" * 101)]),
    ],
)
def test_too_much_of_anything_is_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: int, rows: list[bytes]
) -> None:
    data = with_rows(*rows)
    _read(data)
    monkeypatch.setattr(limits, limit, value)
    assert _refused(data) == ("a.xlsx", "sheet-unpacks-too-large")


def test_too_many_cells_are_refused_at_their_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_KEPT", 100)
    assert _read(with_rows(said(10, *"abcd"))).rows[9] == ("a", "b", "c", "d")
    assert _refused(with_rows(said(10, *"abcd"), said(101, "x"))) == ("a.xlsx:Sheet:101", "sheet-too-large")
    errors = b'<row r="4">' + b'<c t="e"><v>#N/A</v></c>' * 10 + b"</row>"
    assert _refused(with_rows(errors)) == ("a.xlsx:Sheet:4", "sheet-too-large")


@pytest.mark.parametrize(
    "pieces",
    [
        [OPENS, b"<a>" * 1000],
        [OPENS, *(b"<a%d/>" % n for n in range(20_000)), CLOSES],
        [OPENS, b'<row x="', *[b"a" * MIB] * 8, b'"/>', CLOSES],
        [b'<!DOCTYPE a [<!ENTITY b "bbbb">]>', OPENS, CLOSES],
        [OPENS, said(2, "a"), said(1, "b"), CLOSES],
        [OPENS, said(1, "a"), said(1, "b"), CLOSES],
        [OPENS, b'<row r="1"><c r="B1"/><c r="A1"/></row>', CLOSES],
        [OPENS, b'<row r="1"><c r="A7"/></row>', CLOSES],
        [OPENS, b'<row r="1"><c t="s"><v>-1</v></c></row>', CLOSES],
        [OPENS, b'<row r="1"><c t="s"><v>99</v></c></row>', CLOSES],
        [OPENS, b'<row r="1"><c><v>nan</v></c></row>', CLOSES],
        [OPENS, b"<c><v>1</v></c>", CLOSES],
    ],
)
def test_what_no_spreadsheet_writes_is_no_workbook(pieces: list[bytes]) -> None:
    assert _refused(with_part(pieces)) == ("a.xlsx", "sheet-not-xlsx")


def test_too_many_merged_areas_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    areas = b'</sheetData><mergeCells><mergeCell ref="A1:B2"/>' + b'<mergeCell ref="D1:D2"/>' * 100_001
    grid = _read(with_part([OPENS, said(1, "a"), said(2), areas, b"</mergeCells></worksheet>"]))
    assert [finding.code for finding in grid.faults] == ["sheet-merged-too-much"]
