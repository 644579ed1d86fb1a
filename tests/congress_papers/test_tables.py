"""No row of a table is lost, its head is on each page, nothing long pushes anything out."""

import re
from collections import Counter

import pytest

from congress.papers.blocks import (
    Align,
    Column,
    FiveStrokeTallySheet,
    KeyValue,
    KeyValues,
    NumberedSection,
    Paragraph,
    Table,
    TallyLine,
    bold,
)
from congress.papers.render import render
from congress.papers.values import A5_SLIP
from tests.congress_papers.reading import pages_of, text_of, words_of
from tests.congress_papers.samples import TWO_SIGN, long_table, minutes, paper


def test_of_300_rows_each_is_printed_once_under_a_repeated_head() -> None:
    pages = pages_of(render(minutes(300)).pdf)
    found = Counter(word for page in pages for word in page.split() if word.startswith("D0"))
    assert found == Counter(f"D{row:04}" for row in range(1, 301))
    with_rows = [page for page in pages if "D0" in page]
    assert len(with_rows) > 5
    for page in with_rows:
        assert page.count("Họ và tên") == 1
        assert page.count("Số phiếu") >= 1


def test_rows_keep_their_order_and_their_figures() -> None:
    table = Table(
        (Column("Mã", 30), Column("Số", 30, Align.RIGHT), Column("Ghi chú")),
        tuple((f"D{row}", f"{row * 7}", f"g{row}") for row in range(100)),
        totals=(("Cộng", "34650", ""),),
    )
    printed = text_of(render(paper(table)).pdf)
    assert re.findall(r"D(\d+) (\d+) g(\d+)", printed) == [(f"{row}", f"{row * 7}", f"{row}") for row in range(100)]
    assert printed.endswith("Cộng 34650")


def test_a_long_name_wraps_within_its_column() -> None:
    name = "Nguyễn Phúc Hoàng Thị Công Tằng Tôn Nữ " * 3 + "W" * 80
    table = Table((Column("Mã", 20), Column("Họ và tên", 50), Column("Số", 95, Align.RIGHT)), (("D1", name, "7"),))
    words = words_of(render(paper(table)).pdf)
    names = [word for word in words if word.text.startswith(("Nguyễn", "Phúc", "Tằng", "W"))]
    assert len({word.top_mm for word in names}) > 4
    assert all(word.left_mm > 49.9 and word.right_mm < 100.1 for word in names)
    assert sum(word.text.count("W") for word in words) == 80


def test_figures_are_aligned_at_the_right() -> None:
    table = Table((Column("Tên"), Column("Số", 30, Align.RIGHT)), (("a", "1"), ("b", "22.222"), ("c", "333")))
    words = {word.text: word for word in words_of(render(paper(table)).pdf)}
    edges = {round(words[figure].right_mm, 1) for figure in ("1", "22.222", "333")}
    assert len(edges) == 1


@pytest.mark.parametrize("rows_before", [0, 1, 20])
def test_a_row_taller_than_a_page_goes_on_on_the_next(rows_before: int) -> None:
    words = [f"từ{number}" for number in range(1500)]
    rows = tuple((f"D{row}", "ngắn") for row in range(rows_before))
    table = Table((Column("Mã", 20), Column("Nội dung")), (*rows, ("D", " ".join(words))))
    printed = text_of(render(paper(table)).pdf).split()
    assert [word for word in printed if word.startswith("từ")] == words


def test_columns_wider_than_the_page_and_short_rows_are_faults_of_the_caller() -> None:
    with pytest.raises(ValueError, match="text width"):
        render(paper(Table((Column("a", 100), Column("b", 100)), ())))
    with pytest.raises(ValueError, match="1 cells"):
        Table((Column("a"), Column("b", 10)), (("x",),))


def test_an_empty_table_is_its_head() -> None:
    assert text_of(render(paper(Table((Column("Mã", 20), Column("Tên")), ()))).pdf) == "Mã Tên"


def test_a_leader_joins_label_and_figure_at_the_right_edge() -> None:
    label = "Số phiếu không hợp lệ vì bầu quá số lượng đại hội đã quyết định cùng các lý do khác kèm theo"
    lines = KeyValues((KeyValue("Phát ra", "348", "phiếu"), KeyValue(label, "2", "phiếu"), KeyValue("Để trống")))
    words = words_of(render(paper(lines, style=A5_SLIP)).pdf)
    ends = [word.right_mm for word in words if word.text == "phiếu" and word.right_mm > 130]
    assert len(ends) == 2
    assert all(end == pytest.approx(136, abs=0.5) for end in ends)


def test_a_tally_sheet_prints_every_name_and_the_strokes_already_known() -> None:
    sheet = FiveStrokeTallySheet(
        tuple(TallyLine(f"N{row}", f"Người{row}", strokes) for row, strokes in enumerate([0, 17, 64] * 10))
    )
    pages = pages_of(render(paper(sheet)).pdf)
    words = [word for page in pages for word in page.split()]
    assert [word for word in words if word.startswith("Người")] == [f"Người{row}" for row in range(30)]
    assert words.count("64") == words.count("17") == 10
    assert all("Họ và tên" in page for page in pages)


def test_a_table_behind_text_starts_on_the_page_that_has_room_for_it() -> None:
    pages = pages_of(render(paper(*(Paragraph("dòng") for _ in range(30)), long_table(40))).pdf)
    assert "D0001" in pages[0] or "Họ và tên" not in pages[0]


LEAD_IN = "Kết quả xếp như sau:"


@pytest.mark.parametrize("rows", [2, 20])
@pytest.mark.parametrize("signed", [False, True])
def test_a_table_starts_with_heading_lead_in_and_three_rows_or_all_of_them(rows: int, *, signed: bool) -> None:
    """Measured in the print, for every height at which the table can come upon a page's end."""
    starts = set()
    for lines in range(16, 44, 2):
        above = tuple(Paragraph("dòng") for _ in range(lines))
        section = NumberedSection("1.", "Danh sách", (Paragraph(LEAD_IN), long_table(rows)))
        made = render(paper(*above, section, **({"signatures": TWO_SIGN} if signed else {})))
        pages = pages_of(made.pdf)
        start = next(number for number, page in enumerate(pages) if "D0001" in page)
        starts.add(start)
        assert len(re.findall(r"\bD0\d{3}\b", pages[start])) >= min(3, rows)
        assert [number for number, page in enumerate(pages) if LEAD_IN in page] == [start]
        assert [number for number, page in enumerate(pages) if "Danh sách" in page] == [start]
    assert starts == {0, 1}


def test_a_long_paragraph_before_a_table_stays_where_it_is() -> None:
    pages = pages_of(render(paper(Paragraph("từ " * 3000), long_table(6))).pdf)
    assert "từ" in pages[0]
    assert sum("D000" in page for page in pages) == 1


def test_a_line_stands_exactly_where_a_paragraph_of_it_would() -> None:
    """Cells of one line are drawn without a paragraph; a tuple of two spans is always one."""
    columns = tuple(Column(f"Cột {n}", 40, align) for n, align in enumerate(Align))
    rows = [("06", "Đảng ủy xã Đạ K'", "1.000", "từ 2025 - 2030"), ("", "a", "", "b"), ("x" * 60, "a  b", "c\nd", " e")]
    lines = Table(columns, (*rows,), totals=(rows[0],))
    parted = tuple(tuple((cell[:1], cell[1:]) for cell in row) for row in rows)
    paragraphs = Table(columns, parted, totals=(tuple((bold(cell[:1]), bold(cell[1:])) for cell in rows[0]),))
    assert words_of(render(paper(lines)).pdf) == words_of(render(paper(paragraphs)).pdf)
