"""The proof for the presidium (bản chứng minh kết quả): one page, in words."""

import hashlib

from ballots.results.papers.minutes import control_total, head_of, method, remaining
from ballots.results.papers.names import foot, grouped, long_moment, lowered
from ballots.results.values import MinutesFacts
from congress.papers.blocks import Align, Block, NumberedSection, Paragraph, QrCode, Signature, Signatures, mono
from congress.papers.values import Mark, PageStyle, PartyPaper, PlaceAndDate

ONE_PAGE = PageStyle(body_pt=12.5, line_spacing=1.15, paragraph_gap_pt=3.0)


def proof(facts: MinutesFacts) -> PartyPaper:
    """One page that says in words why the result stands: accounting, agreement, control total."""
    return PartyPaper(
        title=f"Bản chứng minh kết quả kiểm phiếu {lowered(facts.title)}",
        created=facts.fixed_at,
        issuer=facts.issuer,
        place_and_date=PlaceAndDate(facts.place, facts.on),
        kind="Bản chứng minh",
        summary=f"kết quả kiểm phiếu {lowered(facts.title)}",
        body=(
            Paragraph(
                f"Ban kiểm phiếu báo cáo Đoàn Chủ tịch: kết quả kiểm phiếu {lowered(facts.title)} đã được chốt lúc "
                f"{long_moment(facts.fixed_at)}."
            ),
            NumberedSection("1.", "Cân đối phiếu", _accounting(facts)),
            NumberedSection("2.", "Đối chiếu", (Paragraph(method(by_hand=facts.by_hand, counts=facts.counts)),)),
            NumberedSection("3.", "Tổng kiểm tra", (Paragraph(control_total(facts)),)),
            NumberedSection("4.", "Kết quả", _result(facts)),
            NumberedSection("5.", "Chữ ký", (Paragraph(_signed(facts)),)),
            *_statement(facts),
        ),
        signatures=Signatures(
            (Signature(capacity="T/M Ban kiểm phiếu", post="Trưởng ban", name=facts.head_of_board.name, room_mm=20),)
        ),
        mark=Mark.SAMPLE if facts.sample else None,
        style=ONE_PAGE,
        footer=foot(facts.journal, machine=facts.machine, digest=head_of(facts)),
    )


def _accounting(facts: MinutesFacts) -> tuple[Block, ...]:
    ballots, outcome = facts.ballots, facts.outcome
    unaccounted = ballots.left - facts.left
    printed = (
        f"Phiếu in ra {grouped(ballots.printed)} = phát ra {grouped(ballots.issued)} + hỏng, đã hủy "
        f"{grouped(ballots.spoiled)} + còn lại {grouped(facts.left)}"
        + (f" + không tìm thấy, đã giải trình {grouped(unaccounted)}." if unaccounted else ".")
    )
    issued = f"Phát ra {grouped(ballots.issued)}"
    if facts.alien:
        issued += f" + không do Ban kiểm phiếu phát ra {grouped(facts.alien)}"
    issued += f" = thu về {grouped(outcome.collected)} + không thu về {grouped(facts.missing)}."
    valid, invalid = grouped(outcome.valid), grouped(outcome.invalid)
    collected = f"Thu về {grouped(outcome.collected)} = hợp lệ {valid} + không hợp lệ {invalid}."
    return (Paragraph(printed), Paragraph(issued), Paragraph(collected))


def _result(facts: MinutesFacts) -> tuple[Block, ...]:
    outcome = facts.outcome
    half = (
        ""
        if outcome.needed is None
        else f" Mẫu số {grouped(outcome.denominator)}; để trúng cử cần quá một nửa, từ {grouped(outcome.needed)} phiếu."
    )
    texts = [f"Trúng cử {len(outcome.elected):02d} trong {facts.contest.seats:02d} người được bầu.{half}"]
    texts += remaining(outcome, contest_kind=facts.contest.kind)
    return tuple(Paragraph(text) for text in texts)


def _signed(facts: MinutesFacts) -> str:
    return (
        f"Biên bản in {facts.copies:02d} bản để ký. Bản quét biên bản đã ký, hoặc chữ ký số, được gắn với kết quả bằng "
        f"mã băm; khi lập bản này chưa gắn."
    )


def _statement(facts: MinutesFacts) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Paragraph(("Mã băm SHA-256 của kết quả: ", mono(_digest(facts))), align=Align.LEFT, size_pt=10)
    ]
    if facts.statement:
        blocks.append(QrCode(facts.statement, module_mm=0.38, caption="Xác nhận của máy kiểm phiếu"))
    return tuple(blocks)


def _digest(facts: MinutesFacts) -> str:
    return hashlib.sha256(facts.outcome_bytes).hexdigest()
