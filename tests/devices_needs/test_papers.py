"""The plan on paper and as a workbook: the tables that officials know, everything on them, on A4 across."""

from datetime import UTC, datetime

import pypdfium2 as pdfium
import pytest

from devices.needs.formats.workbook import needs_xlsx
from devices.needs.papers import needs_pdf
from devices.needs.rules import use_of
from devices.needs.service import Planned, plan_from
from devices.needs.values import Use
from tests.congress_papers.reading import cells_of, pages_of, text_of
from tests.devices_needs.samples import dam_rong, small

AT = datetime(2026, 2, 10, tzinfo=UTC)
PRICES = (
    "item,price,fund,bought,paid\ncomputers,15000000,Ngân sách tỉnh,41,600000000\nprinters,4000000,Ngân sách huyện,,\n"
)
UNIT = "Đảng ủy xã Đam Rông"
DISTANCES = f"from,to,km\n{UNIT} 2,{UNIT} 1,21.5\n{UNIT} 2,{UNIT} 3,12\n{UNIT} 4,{UNIT} 2,18\n"


@pytest.fixture(scope="module")
def full() -> Planned:
    """A plan with everything that can stand on it."""
    merge = dam_rong().merge.data.decode().replace("Rô Men", "Rô  Men")
    return plan_from(dam_rong(prices=PRICES, distances=DISTANCES, merge=merge))


def test_the_workbook_has_a_sheet_for_every_table(full: Planned) -> None:
    cells = cells_of(needs_xlsx(full, created=AT))
    assert list(cells) == [
        "Nhu cầu",
        "Điều chuyển",
        "Mua mới",
        "Tách máy mật",
        "Nhu cầu (máy thường)",
        "Nhu cầu (máy mật)",
        "Phương án 1",
        "Phương án 2",
        "Dự toán và thực hiện",
        "Nguồn kinh phí",
        "Ô sai",
        "Định mức",
        "Lưu ý",
    ]
    heads = cells["Nhu cầu"][2:4]
    assert heads[0][2::4] == ["Máy tính", "Máy in", "Máy photocopy", "Máy scan"]
    assert heads[1][2:] == ["Có", "Cần", "Thiếu", "Dư"] * 4
    assert cells["Nhu cầu"][-1] == [None, "Tổng", 55, 96, 52, 11, 53, 100, 55, 8, 1, 4, 3, 0, 5, 12, 7, 0]
    assert cells["Điều chuyển"][-2][1:] == ["Máy in", f"{UNIT} 2", f"{UNIT} 3", 8, "12"]
    assert cells["Điều chuyển"][1][0] == "Tổng quãng đường của các máy ngắn nhất: 228 máy-km."
    assert cells["Phương án 1"][-1] == [None, "Tổng", 98, None, 803_000_000, None]
    assert cells["Phương án 2"][-1] == [None, "Tổng", 117, None, 1_000_000_000, None]
    assert cells["Dự toán và thực hiện"][-1] == [None, "Tổng", None, 41, 615_000_000, 41, 600_000_000, -15_000_000]
    assert cells["Nguồn kinh phí"][-1][2:] == [
        *(803_000_000, 1_000_000_000, 615_000_000, 600_000_000, -15_000_000, 188_000_000)
    ]
    assert len([row for row in cells["Ô sai"] if isinstance(row[0], int)]) == 6
    (remark,) = cells["Lưu ý"][3:]
    assert remark[:2] == [1, "merge.csv:5:old_unit"]
    assert str(remark[2]).startswith("“Đảng ủy xã Rô Men” viết khác về dấu cách")


def test_the_paper_stands_on_a4_across_in_the_layout_of_party_papers(full: Planned) -> None:
    pdf = needs_pdf(full, created=AT)
    page = pdfium.PdfDocument(pdf)[0]
    assert (round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4)) == (297, 210)
    first = pages_of(pdf)[0]
    for words in ("ĐẢNG CỘNG SẢN VIỆT NAM", "BIỂU TỔNG HỢP", "Máy tính", "Có", "Cần", "Thiếu", "Dư"):
        assert words in first
    text = text_of(pdf)
    assert "02 Đảng ủy xã Đam Rông 2 35 24 0 11 33 25 0 08 01 01 0 0 03 03 0 0" in text
    assert "Tổng 55 96 52 11 53 100 55 08 01 04 03 0 05 12 07 0" in text
    for words in ("803.000.000", "1.000.000.000", "-15.000.000", "Ngân sách tỉnh: 615.000.000 đồng"):
        assert words in text
    assert "Dự toán và thực hiện theo nguồn kinh phí" in text
    assert "THỦ TRƯỞNG ĐƠN VỊ" in text


def test_equal_plans_give_equal_papers(full: Planned) -> None:
    assert needs_pdf(full, created=AT) == needs_pdf(full, created=AT)


def test_more_items_than_a_page_is_wide_go_on_in_a_second_table() -> None:
    items = [f"i{number}" for number in range(1, 10)]
    units = f"unit,{','.join(items)}\nA cũ,{','.join('7' * 9)}\nB cũ,{','.join('0' * 9)}\n"
    norms = "item,purpose,basis,quantity\ni1,x,person,1\n"
    text = text_of(needs_pdf(plan_from(small(units=units, norms=norms)), created=AT))
    for item in items:
        assert item in text


def test_tables_without_rows_say_so() -> None:
    planned = plan_from(small(new_units="new_unit,staff\nA,9\nB,9\n"))
    assert "Không có." in text_of(needs_pdf(planned, created=AT))


@pytest.mark.parametrize(
    ("purpose", "use"),
    [
        ("soạn thảo văn bản không mật", Use.ORDINARY),
        ("soạn thảo văn bản mật (độc lập không kết nối mạng)", Use.CLASSIFIED),
        ("máy mật", Use.CLASSIFIED),
        ("Máy Mật", Use.CLASSIFIED),
        ("không  mật", Use.ORDINARY),
        ("đọc tài liệu tối mật", Use.CLASSIFIED),
        ("văn thư", Use.ORDINARY),
    ],
)
def test_classified_work_is_told_by_the_word_of_its_purpose(purpose: str, use: Use) -> None:
    assert use_of(purpose) is use
