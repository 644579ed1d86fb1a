"""The counting minutes: every field of a Party's minutes, in words that say what was counted and what was not."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from ballots.counting.values import Agreement
from ballots.results import making, papers
from ballots.results.facts import DecisionLine, MinutesFacts
from congress.papers.render import render
from congress.papers.values import Secrecy
from tests.ballots_results import samples
from tests.ballots_results.samples import KINDS, Signers, by_hand, facts
from tests.congress_papers.pdfa import broken_rules
from tests.congress_papers.reading import pages_of, text_of
from tests.tools import require_tool


def minutes_text(found: MinutesFacts) -> str:
    return text_of(making.minutes_pdf(found)[0])


def test_every_field_of_the_model_stands_there_in_its_order() -> None:
    text = minutes_text(facts())
    expected = (
        "ĐẢNG BỘ HUYỆN ĐAM RÔNG", "BIÊN BẢN", "kiểm phiếu bầu Ban Chấp hành", "nhiệm kỳ 2025 - 2030",
        "Quyết định 190-QĐ/TW ngày 10/10/2024", "Số lượng bầu 145 1 1", "Số lượng cần bầu", "3 Đa Cát K' Hương",
        "Trưởng ban: đồng chí Vũ Minh Sơn", "Ủy viên: đồng chí Hoàng Thị Lan",
        "Tổng số đại biểu có trong danh sách", "Không triệu tập: bị đình chỉ", "được triệu tập",
        "Trừ: đại biểu vắng mặt",
        "làm căn cứ tính kết quả", "quá một nửa", "có mặt khi bỏ phiếu", "vắng mặt khi bỏ phiếu",
        "Số phiếu phát ra", "Số phiếu hỏng", "Số phiếu còn lại", "Đoàn 2",
        "Số phiếu thu về", "Số phiếu hợp lệ", "Số phiếu không hợp lệ", "Có dấu hiệu riêng", "Cộng",
        "4 Lê Thị Hà 40 27,03", "tính trên số đại biểu làm căn cứ tính kết quả (148 người)",
        "03 đồng chí sau đây trúng cử", "1 Trần Đức Bình 130 87,84", "Kết quả bầu đủ số lượng",
        "một lượt, chưa đối chiếu", "Tổng kiểm tra", "Bỏ qua chốt kiểm tra: máy có cạc mạng",
        "03 bản", "T/M ĐOÀN CHỦ TỊCH", "Nơi nhận",
        "PHỤ LỤC 1", "Hoàng Thị Lan, Vũ Minh Sơn", "PHỤ LỤC 2", "Điều 30", "Nhật ký của máy MAY-1",
    )  # fmt: skip
    at = 0
    for wanted in expected:
        found = text.find(wanted, at)
        assert found >= 0, f"{wanted!r} is missing after {text[max(0, at - 40) : at]!r}"
        at = found if wanted != "T/M ĐOÀN CHỦ TỊCH" else at


def test_counted_by_hand_it_says_so_and_names_no_record() -> None:
    text = minutes_text(by_hand())
    assert "Kiểm phiếu thủ công" in text
    assert "nhập từng phiếu" not in text
    assert "bản ghi kiểm phiếu" not in text


def test_the_minutes_say_how_far_independent_counts_agreed_and_what_was_done_where_they_did_not() -> None:
    text = minutes_text(facts(counts=2, agreement=Agreement(2, alike=142, differed=3, names=4, once=2)))
    assert "2 lượt độc lập, do những người khác nhau nhập" in text
    assert "142/145 phiếu khớp nhau ngay từ đầu; 3 phiếu có kết quả nhập khác nhau" in text
    assert "2 phiếu để riêng khi phân loại do ban kiểm phiếu trực tiếp kết luận" in text
    assert "chưa đối chiếu" not in text


def test_counts_that_agreed_on_every_paper_say_nothing_of_differences() -> None:
    text = minutes_text(facts(counts=3, agreement=Agreement(3, alike=147, differed=0, names=0, once=0)))
    assert "Đối chiếu 3 lượt: 147/147 phiếu khớp nhau ngay từ đầu." in text
    assert "khác nhau, đã" not in text
    assert "để riêng khi phân loại" not in text


def test_a_tie_at_the_border_stops_and_says_who_votes_again_for_how_many_places() -> None:
    text = minutes_text(facts(samples.TIE))
    assert (
        "02 đồng chí Nguyễn Văn An, Đa Cát K' Hương có số phiếu bằng nhau (97 phiếu) ở cuối danh sách trúng cử, "
        "còn 01 chỗ" in text
    )
    assert "Danh sách bầu lại chỉ gồm những người ngang phiếu" in text
    assert "bầu đủ số lượng" not in text


def test_a_revote_tied_again_is_the_congresss_decision() -> None:
    text = minutes_text(facts(samples.REVOTE_TIED))
    assert "Bầu lại vẫn ngang phiếu; việc bầu tiếp hay không do đại hội quyết định" in text
    assert "Bầu lại giữa những người ngang phiếu" in text
    assert "quá một nửa)" not in text, "in a revote nobody needs half"


def test_seats_that_stay_open_are_the_congresss_decision() -> None:
    assert "Còn thiếu 02 người so với số lượng cần bầu" in minutes_text(facts(samples.UNFILLED))


def test_alternates_follow_the_officials_of_the_common_list() -> None:
    text = minutes_text(facts(samples.ALTERNATES))
    assert "Số lượng dự khuyết lấy trong cùng danh sách" in text
    assert text.index("sau đây trúng cử, xếp") < text.index("sau đây trúng cử dự khuyết")


def test_an_opinion_ballot_elects_nobody() -> None:
    text = minutes_text(facts(samples.OPINION))
    assert "không quyết định người trúng cử" in text
    assert "trên 30% số người có mặt đồng ý" in text
    assert "trúng cử," not in text


def test_form_b_has_its_three_columns_and_thousands_are_grouped() -> None:
    text = minutes_text(facts(samples.FORM_B))
    assert "1 Nguyễn Văn An 1.303 0 0" in text
    assert "đánh dấu X" in text


def test_papers_that_are_missing_or_not_issued_have_their_lines() -> None:
    decided = DecisionLine("Giải trình 2 phiếu phát ra nhưng không thu về", "đại biểu mang ra ngoài", ("A", "B"))
    text = minutes_text(facts(missing=2, alien=1, unaccounted=1, decisions=(decided,)))
    for wanted in ("nhưng không thu về", "không do Ban Kiểm phiếu phát ra", "không tìm thấy", "đại biểu mang ra ngoài"):
        assert wanted in text


def test_a_settled_point_that_is_not_the_default_stands_out_and_names_its_article() -> None:
    found = facts()
    text = minutes_text(found)
    for line in found.open_points:
        assert line.title.split("(")[0].split(",")[0].strip()[:20] in text
    assert "Chữ đậm: khác mức mặc định" in text


def test_a_degree_of_secrecy_and_the_older_layout_are_kept() -> None:
    from congress.papers.values import A4_2004

    assert "TUYỆT MẬT" in minutes_text(facts(secrecy=Secrecy.STRICTEST, style=A4_2004))


def test_a_draft_says_that_it_is_one_on_every_page_and_has_nothing_to_sign() -> None:
    draft = replace(facts(), outcome_bytes=b"", statement="", outcome=replace(facts().outcome, record_sha256=None))
    pdf = making.draft_pdf(draft)
    assert all("DỰ THẢO" in page for page in pages_of(pdf))
    text = text_of(pdf)
    assert "T/M ĐOÀN CHỦ TỊCH" not in text
    assert "Mã băm" not in text
    sample = making.draft_pdf(replace(draft, sample=True))
    assert all("MẪU" in page for page in pages_of(sample))
    assert "(DỰ THẢO)" in text_of(sample)


def test_a_trial_says_mẫu_on_every_page_of_minutes() -> None:
    pdf, _ = making.minutes_pdf(facts(sample=True))
    assert all("MẪU" in page for page in pages_of(pdf))


def test_each_signatory_has_a_place_of_their_own_and_all_are_made_before_the_first_signature() -> None:
    from congress.sealing import signing

    pdf, places = making.minutes_pdf(facts())
    assert [place.signatory.name for place in places] == [samples.CHAIR, samples.MEMBER, samples.HEAD]
    assert signing.fields(pdf) == dict.fromkeys(samples.FIELDS.values(), False)


@pytest.mark.parametrize("kind", ["form-a", "form-b", "tie", "sixty-three"])
def test_no_heading_ends_a_page(kind: str) -> None:
    heading = re.compile(r"\d\. (Căn cứ|Số |Ban Kiểm|Phát phiếu|Kết quả|Cách)")
    for page in pages_of(making.minutes_pdf(facts(KINDS[kind]))[0]):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        *_, last = (line for line in lines if not line.startswith("Đầu nhật ký"))
        assert not heading.match(last), last


@pytest.mark.slow
def test_signed_minutes_of_every_kind_hold_up_before_other_programs(signers: Signers, tmp_path: Path) -> None:
    """Block by block in pdfsig, whole in qpdf, PDF/A-3b in veraPDF."""
    written = []
    kinds = {**KINDS, "three-hundred": samples.THREE_HUNDRED}
    for name, data in kinds.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(signers.signed(facts(data, sample=name == "tie")))
        written.append(path)
    (tmp_path / "by-hand.pdf").write_bytes(signers.signed(by_hand()))
    written.append(tmp_path / "by-hand.pdf")
    for path in written:
        blocks = run("pdfsig", "-nocert", str(path), package="poppler-utils").split("Signature #")[1:]
        assert len(blocks) == 3, path
        assert all("Signature is Valid" in block for block in blocks), path
        assert "Total document signed" in blocks[0]
        assert "No syntax or stream encoding errors found" in run("qpdf", "--check", str(path), package="qpdf")
    assert broken_rules(written) == dict.fromkeys(written, ())


@pytest.mark.slow
def test_every_other_paper_is_fit_for_the_archive(tmp_path: Path) -> None:
    from datetime import date
    from uuid import uuid4

    from ballots.results.papers.sealing import HandOver
    from ballots.results.values import Basis, Copy, Correction, Packed, Result, ResultState
    from congress.access.values import Actor, Authority
    from congress.sealing.sealed import format_key, key_id, new_key

    found = facts(sample=True)
    result = Result(
        contest_id=uuid4(), state=ResultState.OFFICIAL, outcome=found.outcome, outcome_bytes=found.outcome_bytes,
        outcome_sha256=found.digest, record_sha256=found.outcome.record_sha256, sealed_file="record-ab.sealed",
        head=found.head, fixed_at=found.at, minutes_id=uuid4(), places=(), basis=Basis.PEN,
    )  # fmt: skip
    first, second = (Actor(uuid4(), uuid4(), "a", name, found.at) for name in (samples.HEAD, samples.MEMBER))
    by = Authority(first, second)
    given = HandOver(
        Packed(2, ("NP-1", "NP-2")), date(2027, 5, 22), 6, 15, date(2026, 12, 11), "A", "B", (Copy("MAY-1-40", "E:/"),)
    )
    key = new_key()
    drawn = {
        "draft": papers.draft(replace(found, outcome_bytes=b"", statement="")),
        "proof": papers.proof(found, papers.Standing(found.at, found.head)),
        "corrigendum": papers.corrigendum(
            found, Correction("3", "2", "nhầm"), number=1, by=by, head=found.head, at=found.at
        ),
        "hand-over": papers.hand_over(found, result, given, head=found.head, at=found.at),
        "key": papers.key_paper(found, result, format_key(key), key_id=key_id(key), at=found.at),
    }
    written = []
    for name, paper in drawn.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(render(paper).pdf)
        written.append(path)
    assert broken_rules(written) == dict.fromkeys(written, ())
    assert all("MẪU" in page for path in written for page in pages_of(path.read_bytes()))
    groups = format_key(key).split("-")
    assert all(group in text_of((tmp_path / "key.pdf").read_bytes()) for group in groups)


def run(*command: str, package: str) -> str:
    done = subprocess.run(
        [require_tool(command[0], package=package), *command[1:]], capture_output=True, text=True, check=True
    )
    return done.stdout
