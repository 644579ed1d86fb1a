"""A workbook holds what the table says: numbers as numbers, texts as texts whatever they begin with, equal bytes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO

import pytest
from openpyxl import load_workbook

from congress.papers.workbooks import MONEY, Sheet, SheetColumn, workbook
from tests.congress_papers.reading import cells_of

AT = datetime(2026, 2, 10, 8, 30, tzinfo=UTC)
SHEET = Sheet(
    name="Bảng",
    title="Thiết bị hiện có",
    columns=(
        SheetColumn("TT", 10),
        SheetColumn("Đơn vị", is_text=True),
        SheetColumn("Có", 12, "Máy tính"),
        SheetColumn("Cần", 12, "Máy tính"),
        SheetColumn("Đồng", 30, format=MONEY),
    ),
    rows=((1, "Xã A", 6, 24, 15_000_000), (2, "Xã B", 0, 3, None)),
    totals=(("", "Tổng", 6, 27, 15_000_000),),
    notes=("Ghi chú.",),
)


def test_heads_rows_and_totals_stand_where_they_belong() -> None:
    cells = cells_of(workbook([SHEET], title="Sổ", created=AT))["Bảng"]
    assert cells == [
        ["Thiết bị hiện có", None, None, None, None],
        ["Ghi chú.", None, None, None, None],
        [None] * 5,
        ["TT", "Đơn vị", "Máy tính", None, "Đồng"],
        [None, None, "Có", "Cần", None],
        [1, "Xã A", 6, 24, 15_000_000],
        [2, "Xã B", 0, 3, None],
        [None, "Tổng", 6, 27, 15_000_000],
    ]


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("x")', "+1", "-2", "@x", "03", "1e5", "#N/A", "TRUE"])
def test_a_text_is_never_a_formula_or_a_number(text: str) -> None:
    data = workbook([replace(SHEET, rows=((1, text, 1, 1, 1),), title=text, notes=(text,))], title=text, created=AT)
    page = load_workbook(BytesIO(data))["Bảng"]
    for place in ("A1", "A2", "B6"):
        assert (page[place].value, page[place].data_type) == (text, "s")


def test_equal_tables_give_equal_bytes_in_every_time_zone() -> None:
    saigon = AT.astimezone(timezone(timedelta(hours=7)))
    assert workbook([SHEET], title="Sổ", created=AT) == workbook([SHEET], title="Sổ", created=saigon)


def test_small_numbers_are_shown_as_party_tables_have_them() -> None:
    page = load_workbook(BytesIO(workbook([SHEET], title="Sổ", created=AT)))["Bảng"]
    assert page["C6"].number_format == "[=0]0;[<10]00;#,##0"
    assert page["E6"].number_format == "#,##0"
    assert page.freeze_panes == "A6"
    assert page.print_title_rows == "$4:$5"


def test_names_of_sheets_are_made_legal_and_told_apart() -> None:
    sheets = [replace(SHEET, name=name) for name in ("a/b:c", "n" * 40, "n" * 40)]
    names = list(cells_of(workbook(sheets, title="Sổ", created=AT)))
    assert names[0] == "a b c"
    assert len(set(names)) == 3
    assert max(map(len, names)) <= 31


def test_a_row_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError):
        replace(SHEET, rows=((1, "Xã A"),))
