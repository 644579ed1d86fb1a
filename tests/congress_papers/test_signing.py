"""Signatures are kept together, never stand alone on a page, and the places to sign are known."""

from dataclasses import replace

import pytest

from congress.errors import Refused
from congress.papers.blocks import Block, KeyValue, KeyValues, Note, Paragraph, Signature, Signatures
from congress.papers.render import render
from congress.papers.stamp import signature_stamp
from congress.papers.values import SignatureBox
from tests.congress_papers.reading import Word, fonts_of, pages_of, text_of, words_of
from tests.congress_papers.samples import ONE_SIGNS, TWO_SIGN, long_table, minutes, paper

_CAPACITY = "T/M BAN KIỂM PHIẾU"


def _closing(last: str, lines: int) -> Block:
    match last:
        case "paragraph":
            return Paragraph("nội dung văn bản " * lines * 5)
        case "table":
            return long_table(lines)
        case _:
            return KeyValues(tuple(KeyValue(f"nội dung {line}", "1") for line in range(lines)))


@pytest.mark.parametrize("last", ["paragraph", "table", "lines"])
@pytest.mark.parametrize("lines", range(20, 44, 2))
def test_signatures_are_never_alone_on_a_page(last: str, lines: int) -> None:
    pages = pages_of(render(paper(_closing(last, lines), signatures=TWO_SIGN)).pdf)
    signed = [page for page in pages if _CAPACITY in page]
    assert len(signed) == 1
    assert "Nguyễn Văn Hạnh" in signed[0].split(_CAPACITY)[1]
    above = signed[0].split(_CAPACITY)[0].split()
    assert {"nội", "340"} & set(above)


def test_a_short_remark_before_the_signatures_brings_the_text_above_it_along() -> None:
    for lines in range(20, 36):
        body: tuple[Block, ...] = (*(Paragraph("nội dung") for _ in range(lines)), Note("ghi chú"))
        signed = next(page for page in pages_of(render(paper(*body, signatures=TWO_SIGN)).pdf) if _CAPACITY in page)
        assert "nội dung" in signed


def test_a_body_that_is_signed_by_many_breaks_between_rows_of_signatures_only() -> None:
    many = Signatures(tuple(Signature(name=f"Ủy viên {number}", hint="(Ký)") for number in range(25)), columns=3)
    pages = pages_of(render(paper(Paragraph("nội dung"), signatures=many)).pdf)
    assert len(pages) > 1
    for page in pages:
        assert page.count("(Ký)") == page.count("Ủy viên")
    assert sum(page.count("Ủy viên") for page in pages) == 25


def test_each_box_stands_between_the_post_and_the_name_with_room_for_pen_and_stamp() -> None:
    done = render(minutes(63))
    words = words_of(done.pdf)
    boxes = {box.field: box for box in done.signature_boxes}
    assert set(boxes) == {"presidium", "head"}
    for field, post, name in (("presidium", "TỊCH", "Dũng"), ("head", "TRƯỞNG", "Hạnh")):
        box = boxes[field]
        assert box.height_mm >= 25
        assert box.width_mm >= 60
        on_page = [word for word in words if word.page == box.page]
        assert _below(on_page, post, box)
        assert _above(on_page, name, box)
    assert boxes["presidium"].x_mm + boxes["presidium"].width_mm < boxes["head"].x_mm


def test_the_rectangle_of_a_box_is_counted_from_the_foot_of_the_page() -> None:
    box = SignatureBox(field="a", page=1, x_mm=25.4, y_mm=50.8, width_mm=50.8, height_mm=25.4, page_height_mm=297.0)
    left, bottom, right, top = box.rectangle_pt
    assert (left, right - left, top - bottom) == (72, 144, 72)
    assert top == pytest.approx(297 / 25.4 * 72 - 144, abs=1)


def test_without_a_field_only_a_pen_signs() -> None:
    assert render(minutes(3, signatures=ONE_SIGNS)).signature_boxes == ()


def test_two_fields_of_one_name_are_a_fault_of_the_caller() -> None:
    twice = Signatures((Signature(name="A", field="x"), Signature(name="B", field="x")))
    with pytest.raises(ValueError, match="one name"):
        render(minutes(3, signatures=twice))


def test_recipients_stand_at_the_left_of_a_single_signature_and_end_as_the_guide_says() -> None:
    pdf = render(
        minutes(3, signatures=ONE_SIGNS, recipients=("Tỉnh uỷ", "Các đảng uỷ", "Lưu Văn phòng"), footer="")
    ).pdf
    assert "- Tỉnh uỷ, " in text_of(pdf)
    words = words_of(pdf)
    receives = next(word for word in words if word.text == "Nơi")
    signs = next(word for word in words if word.text == "T/M")
    assert receives.right_mm < 105 < signs.left_mm
    assert abs(receives.top_mm - signs.top_mm) < 4
    tail = [word.text for word in words if word.left_mm < 60 and word.page == receives.page][-8:]
    assert tail[-1] == "phòng."


def test_the_picture_of_a_signature_has_the_size_of_its_box_and_its_letters_inside() -> None:
    box = render(minutes(3)).signature_boxes[0]
    stamp = signature_stamp(("Ký số: Hoàng Trung Dũng", "05/02/2026 10:30"), box)
    assert text_of(stamp) == "Ký số: Hoàng Trung Dũng 05/02/2026 10:30"
    assert [font[-5] for font in fonts_of(stamp)] == ["yes"]
    assert stamp == signature_stamp(("Ký số: Hoàng Trung Dũng", "05/02/2026 10:30"), box)
    with pytest.raises(Refused):
        signature_stamp(("dài " * 500,), replace(box, height_mm=10))


def _below(words: list[Word], text: str, box: SignatureBox) -> bool:
    return any(word.text == text and word.bottom_mm <= box.y_mm + 1 and _over(word, box) for word in words)


def _above(words: list[Word], text: str, box: SignatureBox) -> bool:
    foot = box.y_mm + box.height_mm
    return any(word.text == text and word.top_mm >= foot - 1 and _over(word, box) for word in words)


def _over(word: Word, box: SignatureBox) -> bool:
    return box.x_mm <= (word.left_mm + word.right_mm) / 2 <= box.x_mm + box.width_mm
