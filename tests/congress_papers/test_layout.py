"""A paper looks as the Party's guide says (36-HD/VPTW 2018): head, dates, margins, page numbers, marks."""

from datetime import date

import pypdfium2 as pdfium
import pytest

from congress.papers.blocks import Note, NumberedSection, Paragraph
from congress.papers.heading import place_and_date
from congress.papers.phrasing import long_date
from congress.papers.render import render
from congress.papers.setting import TextStyle, set_text
from congress.papers.values import A4_2004, A4_2018, A5_SLIP, Margins, Mark, PageStyle, PlaceAndDate, Secrecy
from tests.congress_papers.reading import Word, pages_of, text_of, words_of
from tests.congress_papers.samples import HEAD_OF_JOURNAL, minutes, paper, slip

_POINTS_A_MM = 72 / 25.4
_LONG = "Ban kiểm phiếu làm việc đúng quy chế và ghi lại từng việc theo thứ tự đã làm. " * 6


@pytest.mark.parametrize(
    ("on", "written"),
    [
        (date(2020, 2, 10), "ngày 10 tháng 02 năm 2020"),
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2025, 10, 31), "ngày 31 tháng 10 năm 2025"),
    ],
)
def test_days_below_ten_and_the_first_two_months_have_a_leading_zero(on: date, written: str) -> None:
    assert long_date(on) == written
    assert place_and_date(PlaceAndDate("Hà Tĩnh", on)) == f"Hà Tĩnh, {written}"


def test_the_head_holds_the_parts_of_the_guide_and_no_national_motto() -> None:
    first = pages_of(render(minutes(3)).pdf)[0]
    for part in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "ĐẢNG BỘ TỈNH HÀ TĨNH",
        "ĐẠI HỘI ĐẠI BIỂU LẦN THỨ XX",
        "Số 01-BB/ĐH",
        "Hà Tĩnh, ngày 05 tháng 02 năm 2026",
        "BIÊN BẢN",
    ):
        assert part in first
    assert "\n*\n" in "\n".join(line.strip() for line in first.splitlines()) + "\n"
    assert "Số:" not in first
    assert "CỘNG HOÀ" not in first
    assert "Độc lập" not in first


def test_the_issuing_body_stands_left_and_the_title_right() -> None:
    words = words_of(render(minutes(3)).pdf)
    title, issuer = _word(words, "CỘNG"), _word(words, "TĨNH")
    assert issuer.right_mm < 105 < title.left_mm
    assert abs(title.top_mm - issuer.top_mm) < 1


def test_the_line_under_the_title_is_as_long_as_the_title() -> None:
    pdf = render(minutes(3)).pdf
    words = words_of(pdf)
    left, right = _word(words, "CỘNG"), _word(words, "NAM")
    start = min(word.left_mm for word in words if word.text == "ĐẢNG" and word.left_mm > 105)
    below = [
        (box[0] / _POINTS_A_MM, box[2] / _POINTS_A_MM)
        for box in _strokes(pdf)
        if left.bottom_mm - 2 < 297 - box[1] / _POINTS_A_MM < left.bottom_mm + 2
    ]
    assert len(below) == 1
    assert below[0][0] == pytest.approx(start, abs=0.5)
    assert below[0][1] == pytest.approx(right.right_mm, abs=0.5)


@pytest.mark.parametrize("style", [A4_2018, A4_2004, A5_SLIP, PageStyle(margins=Margins(20, 20, 30, 20))])
def test_all_text_stands_within_the_margins(style: PageStyle) -> None:
    pdf = render(minutes(40, style=style, footer="", body=(*minutes(40).body[:2], Paragraph(_LONG * 5)))).pdf
    margins, size = style.margins, style.size
    for word in words_of(pdf):
        if word.top_mm < margins.top_mm and word.text.isdigit():
            continue  # the page's number
        assert word.left_mm >= margins.left_mm - 0.1
        assert word.right_mm <= size.width_mm - margins.right_mm + 0.1
        assert word.top_mm >= margins.top_mm - 1.5
        assert word.bottom_mm <= size.height_mm - margins.bottom_mm + 1


def test_pages_are_numbered_from_the_second_on_top_in_the_middle_ten_millimetres_down() -> None:
    words = [word for word in words_of(render(minutes(100)).pdf) if word.top_mm < 15]
    assert [(word.text, word.page) for word in words] == [("2", 2), ("3", 3), ("4", 4)]
    for word in words:
        assert (word.left_mm + word.right_mm) / 2 == pytest.approx(105, abs=0.5)
        assert 8 < word.top_mm < 11


def test_the_head_of_the_journal_stands_at_the_foot_of_every_page() -> None:
    pages = pages_of(render(minutes(100)).pdf)
    assert len(pages) == 4
    assert all(HEAD_OF_JOURNAL in page for page in pages)


@pytest.mark.parametrize("mark", Mark)
def test_a_sample_or_draft_says_so_twice_on_every_page(mark: Mark) -> None:
    words = words_of(render(minutes(63, mark=mark)).pdf)
    last = mark.value.split()[-1]
    for page in range(1, words[-1].page + 1):
        on_page = [word for word in words if word.page == page]
        assert [word.top_mm < 15 for word in on_page if word.text == last] == [True]
        assert any(word.bottom_mm - word.top_mm > 40 for word in on_page)


@pytest.mark.parametrize("filler", range(40, 90))
def test_the_years_of_a_term_stand_in_one_line(filler: int) -> None:
    words = words_of(render(paper(Paragraph(f"{'a ' * filler}2025 - 2030 trở đi"))).pdf)
    assert _word(words, "2025").top_mm == pytest.approx(_word(words, "2030").top_mm, abs=1)


def test_an_original_bears_no_mark() -> None:
    words = words_of(render(minutes(63)).pdf)
    assert not {"MẪU", "THẢO"} & {word.text for word in words}
    assert all(word.bottom_mm - word.top_mm < 10 for word in words)


def test_a_paper_without_head_and_title_is_its_body_alone() -> None:
    assert text_of(render(paper(Paragraph("Chỉ có nội dung."))).pdf) == "Chỉ có nội dung."


def test_a_paper_to_be_filled_in_leaves_dots_for_the_date() -> None:
    assert "Hà Tĩnh, ngày ..... tháng ..... năm 20....." in text_of(render(slip()).pdf)


def test_the_degree_of_secrecy_stands_under_the_number() -> None:
    words = words_of(render(minutes(1, secrecy=Secrecy.CONFIDENTIAL)).pdf)
    secrecy, number = _word(words, "MẬT"), _word(words, "01-BB/ĐH")
    assert secrecy.top_mm > number.top_mm
    assert secrecy.right_mm < 105


@pytest.mark.parametrize("lines", range(28, 40))
def test_a_heading_is_never_the_last_line_of_a_page(lines: int) -> None:
    filling = tuple(Note("dòng") for _ in range(lines))
    heading = NumberedSection("2.", "Đề mục", (Paragraph(_LONG), Paragraph(_LONG)))
    pages = pages_of(render(paper(*filling, heading)).pdf)
    page = next(page for page in pages if "Đề mục" in page)
    assert page.split("Đề mục")[1].split()


def _word(words: list[Word], text: str) -> Word:
    return next(word for word in words if word.text == text)


def _strokes(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Boxes of what is drawn on the first page and is no text, points from the bottom left."""
    page = pdfium.PdfDocument(pdf)[0]
    return [each.get_bounds() for each in page.get_objects() if each.type == pdfium.raw.FPDF_PAGEOBJ_PATH]


def test_no_line_ends_between_what_is_cited_and_its_number() -> None:
    said = set_text("theo Điều 8 khoản 2, Quyết định 190-QĐ/TW ngày 10/10/2024", TextStyle(size=13, leading=16))
    assert said.getPlainText().split(" ") == [
        "theo",
        "Điều\N{NO-BREAK SPACE}8",
        "khoản\N{NO-BREAK SPACE}2,",
        "Quyết",
        "định\N{NO-BREAK SPACE}190-QĐ/TW",
        "ngày\N{NO-BREAK SPACE}10/10/2024",
    ]
