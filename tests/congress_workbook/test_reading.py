"""What cells show is read as people see it, whichever program wrote them."""

import io
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.utils.datetime import MAC_EPOCH

from congress.errors import Malformed
from congress.i18n import LANGUAGES, sentence
from congress.spreadsheet import read_grids
from tests.congress_workbook.packages import CLOSES, OPENS, plain, with_part, with_rows

STRICT = b'<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'


def _saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _cell(xml: str) -> tuple[str, list[str]]:
    (grid,) = read_grids(with_rows(f'<row r="1"><c r="A1"><v>1</v></c>{xml}</row>'.encode()), name="a")
    return "".join(grid.rows[0][1:]), [fault.code for fault in grid.faults]


def test_chart_sheets_are_left_out_wherever_they_stand() -> None:
    book = Workbook()
    book.worksheets[0].append(["a"])
    book.create_chartsheet("Biểu đồ", 0).add_chart(BarChart())
    (grid,) = read_grids(_saved(book), name="a.xlsx")
    assert (grid.sheet, grid.rows) == ("Sheet", (("a",),))


def test_a_workbook_of_chart_sheets_alone_says_so() -> None:
    book = Workbook()
    book.create_chartsheet("Biểu đồ").add_chart(BarChart())
    book.remove(book.worksheets[0])
    with pytest.raises(Malformed) as raised:
        read_grids(_saved(book), name="a.xlsx")
    (finding,) = raised.value.findings
    assert finding.code == "sheet-none-with-cells"
    assert all(sentence(finding, language) != finding.code for language in LANGUAGES)


def test_hidden_sheets_come_last() -> None:
    book = Workbook()
    book.worksheets[0].append(["old"])
    book.worksheets[0].sheet_state = "hidden"
    book.create_sheet("Mới").append(["new"])
    assert [grid.rows[0][0] for grid in read_grids(_saved(book), name="a")] == ["new", "old"]


def test_days_times_and_numbers_are_as_they_show() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(
        [date(2023, 2, 1), datetime.fromisoformat("2023-02-01T13:05"), time(13, 5), 2020.0, 2.5, True, 7, -3, 0]
    )
    sheet["G1"].number_format = "000"
    (grid,) = read_grids(_saved(book), name="a")
    assert grid.rows == (("2023-02-01", "2023-02-01", "13:05:00", "2020", "2.5", "1", "007", "-3", "0"),)


def test_days_counted_from_1904_are_the_same_days() -> None:
    book = Workbook()
    book.epoch = MAC_EPOCH
    book.worksheets[0].append([date(2023, 2, 1)])
    (grid,) = read_grids(_saved(book), name="a")
    assert grid.rows == (("2023-02-01",),)


@pytest.mark.parametrize(
    ("xml", "text", "faults"),
    [
        ('<c t="inlineStr"><is><r><t>Máy</t></r><r><t xml:space="preserve"> in</t></r></is></c>', "Máy in", []),
        ('<c t="inlineStr"><is><t>漢</t><rPh sb="0" eb="1"><t>kan</t></rPh></is></c>', "漢", []),
        ('<c t="inlineStr"><is><t>a_x000D_b _x005F_x</t></is></c>', "a b _x", []),
        ('<c t="str"><f>""</f><v></v></c>', "", []),
        ("<c><f>1+1</f><v>2</v></c>", "2", []),
        ("<c><f>1+1</f></c>", "", ["cell-not-calculated"]),
        ('<c t="e"><v>#REF!</v></c>', "", ["cell-error"]),
        ("<c><v>1234567890123456</v></c>", "", ["cell-number-too-long"]),
        ("<c><v>1E3</v></c>", "1000", []),
        ('<c t="d"><v>2023-02-01T00:00:00</v></c>', "2023-02-01", []),
    ],
)
def test_a_cell_is_read_by_its_type(xml: str, text: str, faults: list[str]) -> None:
    assert _cell(xml) == (text, faults)


def test_strict_workbooks_with_prefixed_names_are_read() -> None:
    row = b'<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row>'
    (grid,) = read_grids(with_part([STRICT, row, b"</x:sheetData></x:worksheet>"]), name="a")
    assert grid.rows == (("a",),)


def test_words_elsewhere_than_in_cells_are_no_cells() -> None:
    anchor = b"</sheetData><controls><control><row>3</row><c><v>5</v></c></control></controls></worksheet>"
    (grid,) = read_grids(with_part([OPENS, b'<row r="1"><c><v>1</v></c></row>', anchor]), name="a")
    assert grid.rows == (("1",),)


def test_a_part_that_is_named_but_missing_is_no_workbook() -> None:
    rels = b"<Relationships><Relationship Id='rId1' Type='a/worksheet' Target='worksheets/none.xml'/></Relationships>"
    with pytest.raises(Malformed, match="sheet-not-xlsx"):
        read_grids(with_part([rels], part="xl/_rels/workbook.xml.rels"), name="a")


def test_a_part_is_read_once() -> None:
    book = (
        b'<workbook xmlns:r="r"><sheets><sheet name="a" r:id="rId1"/><sheet name="b" r:id="rId1"/></sheets></workbook>'
    )
    with pytest.raises(Malformed, match="sheet-not-xlsx"):
        read_grids(with_part([book], part="xl/workbook.xml"), name="a")
    assert len(read_grids(plain(), name="a")) == 1
    assert read_grids(with_part([OPENS, CLOSES]), name="a")[0].rows == ()
