"""The proof for the presidium: one page in all cases, in words, true to what is signed by then."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ballots.results import making
from ballots.results.facts import DecisionLine, MinutesFacts
from ballots.results.papers import Standing
from ballots.results.values import Basis
from congress.papers.values import A4_2004, Secrecy
from tests.ballots_results import samples
from tests.ballots_results.samples import AT, KINDS, LONG, by_hand, facts, record, struck
from tests.congress_papers.reading import pages_of, text_of

ALL_TIED = record(
    [struck(*range(1, 61), times=3), struck(*range(61, 121), times=3)], count=120, seats=60, kind="revote"
)


def proof(found: MinutesFacts, **standing: Any) -> bytes:
    return making.proof_pdf(found, replace(Standing(AT, found.head), **standing))


@pytest.mark.parametrize("kind", KINDS)
def test_one_page_for_every_kind_of_count(kind: str) -> None:
    assert len(pages_of(proof(facts(KINDS[kind])))) == 1


def test_one_page_with_everything_that_can_go_wrong_at_once() -> None:
    worst = facts(
        ALL_TIED,
        title=f"Bầu đoàn đại biểu {LONG} dự Đại hội đại biểu Đảng bộ tỉnh lần thứ XX, nhiệm kỳ 2025 - 2030",
        missing=3, alien=2, unaccounted=1, sample=True, secrecy=Secrecy.STRICTEST, style=A4_2004,
        decisions=tuple(DecisionLine(f"Việc {n}", "lý do", ("A", "B")) for n in range(9)),
    )  # fmt: skip
    pdf = proof(
        worst, official_at=AT, basis=Basis.DIGITAL, signed_by=(LONG, f"{LONG} 2", f"{LONG} 3"), scan_sha256="ab" * 32
    )
    assert len(pages_of(pdf)) == 1
    assert "09 việc phải hai người quyết định" in text_of(pdf)


def test_it_says_in_words_why_the_result_stands() -> None:
    text = text_of(proof(facts()))
    for wanted in (
        "Đã nhận 160 phiếu = phát ra 147 + hỏng, đã hủy 2 + còn lại 11",
        "Phát ra 147 = thu về 147 + không thu về 0",
        "Thu về 147 = hợp lệ 144 + không hợp lệ 3",
        "một lượt, chưa đối chiếu",
        "(418) = tổng số tên được chọn trên các phiếu hợp lệ (418)",
        "trúng cử từ 75 phiếu",
        "Trúng cử 03 trong 03 người cần bầu",
        "kết quả chưa công nhận chính thức",
        "Chưa gắn bản quét biên bản đã ký",
    ):
        assert wanted in text


def test_by_pen_it_says_so_and_that_the_scan_is_not_bound_until_it_is() -> None:
    later = AT + timedelta(minutes=20)
    without = text_of(proof(facts(), official_at=later, basis=Basis.PEN))
    assert "theo chữ ký tay trên biên bản" in without
    assert "Chưa gắn bản quét" in without
    bound = text_of(proof(facts(), official_at=later, basis=Basis.PEN, scan_sha256="cd" * 32))
    assert "cdcdcdcdcdcdcdcd" in bound
    assert "Chưa gắn bản quét" not in bound


def test_digitally_it_names_who_signed_and_asks_for_no_scan() -> None:
    text = text_of(proof(facts(), official_at=AT, basis=Basis.DIGITAL, signed_by=(samples.HEAD, samples.CHAIR)))
    assert "theo chữ ký số của đồng chí Vũ Minh Sơn, đồng chí Nguyễn Thị Ánh" in text
    assert "Chưa gắn" not in text


def test_counted_by_hand_it_says_so() -> None:
    assert "Kiểm phiếu thủ công" in text_of(proof(by_hand()))
