"""The proof for the presidium (báo cáo xác nhận kết quả): one page, in words."""

from dataclasses import dataclass, replace
from datetime import datetime

from ballots.regulations.values import ADVISORY
from ballots.results.facts import MinutesFacts
from ballots.results.papers import figures
from ballots.results.papers.minutes import agreed, control_total, method
from ballots.results.papers.shared import foot_of, hash_line, in_two_lines
from ballots.results.values import Basis
from congress.journal.values import Head
from congress.papers.blocks import Block, NumberedSection, Paragraph, QrCode, Signature, Signatures
from congress.papers.phrasing import grouped, listed, long_moment, lowered, two_digits
from congress.papers.values import Mark, PartyPaper, PlaceAndDate

SIZES_PT = (12.5, 11.5, 10.5, 9.5)
"""Sizes of the letters, of which the first is taken that keeps to one page."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the result has come when its proof is drawn (tình trạng kết quả)."""

    at: datetime
    head: Head
    official_at: datetime | None = None
    basis: Basis | None = None
    scan_sha256: str | None = None
    """Of the scan that is bound; None until then."""
    signed_by: tuple[str, ...] = ()
    """Whose digital signatures were verified."""


def proof(facts: MinutesFacts, standing: Standing, *, size_pt: float = SIZES_PT[0]) -> PartyPaper:
    """One page that says in words why the result stands: accounting, agreement, control total, signatures."""
    title = lowered(facts.title)
    style = replace(
        facts.style,
        body_pt=size_pt,
        heading_pt=min(facts.style.heading_pt, size_pt),
        line_spacing=1.15,
        paragraph_gap_pt=3.0,
    )
    return PartyPaper(
        title=f"Báo cáo xác nhận kết quả kiểm phiếu {title}",
        created=standing.at,
        issuer=facts.issuer,
        place_and_date=PlaceAndDate(facts.place, standing.at.astimezone().date()),
        kind="Báo cáo",
        summary=in_two_lines(f"xác nhận kết quả kiểm phiếu {title}"),
        body=(
            Paragraph(
                f"Ban Kiểm phiếu báo cáo Đoàn Chủ tịch {facts.assembly}: kết quả kiểm phiếu {title} đã chốt lúc "
                f"{long_moment(facts.at)}."
            ),
            NumberedSection("1.", "Cân đối phiếu", _accounting(facts)),
            NumberedSection("2.", "Cách kiểm phiếu", _method(facts)),
            NumberedSection("3.", "Kết quả", _result(facts)),
            NumberedSection("4.", "Chữ ký, giá trị của kết quả", _signed(facts, standing)),
            Paragraph("Mã băm SHA-256 của kết quả:"),
            hash_line(facts.digest),
            *_statement(facts),
        ),
        signatures=Signatures(
            (Signature(capacity="T/M Ban Kiểm phiếu", post="Trưởng ban", name=facts.head_of_board.name, room_mm=18),)
        ),
        recipients=(f"Đoàn Chủ tịch {facts.assembly}", f"Lưu hồ sơ {facts.assembly}"),
        mark=Mark.SAMPLE if facts.sample else None,
        secrecy=facts.secrecy,
        style=style,
        footer=foot_of(standing.head, machine=facts.machine, digest=facts.digest),
    )


def _accounting(facts: MinutesFacts) -> tuple[Block, ...]:
    ballots, outcome = facts.ballots, facts.outcome
    received = (
        f"Đã nhận {grouped(ballots.printed)} phiếu = phát ra {grouped(ballots.issued)} + hỏng, đã hủy "
        f"{grouped(ballots.spoiled)} + còn lại {grouped(facts.left)}"
        + (f" + không tìm thấy, đã giải trình {grouped(facts.unaccounted)}." if facts.unaccounted else ".")
    )
    issued = f"Phát ra {grouped(ballots.issued)}"
    if facts.alien:
        issued += f" + không do Ban Kiểm phiếu phát ra {grouped(facts.alien)}"
    issued += f" = thu về {grouped(outcome.collected)} + không thu về {grouped(facts.missing)}."
    collected = (
        f"Thu về {grouped(outcome.collected)} = hợp lệ {grouped(outcome.valid)} + không hợp lệ "
        f"{grouped(outcome.invalid)}."
    )
    return tuple(Paragraph(f"- {text}") for text in (received, issued, collected))


def _method(facts: MinutesFacts) -> tuple[Block, ...]:
    texts = [method(facts), *filter(None, [agreed(facts)]), control_total(facts)]
    if facts.decisions:
        texts.append(
            f"Có {two_digits(len(facts.decisions))} việc phải hai người quyết định trong khi kiểm phiếu, ghi kèm lý "
            "do trong biên bản."
        )
    return tuple(Paragraph(f"- {text}") for text in texts)


def _result(facts: MinutesFacts) -> tuple[Block, ...]:
    outcome = facts.outcome
    if facts.contest.kind in ADVISORY:
        texts = [figures.over_share(outcome)]
    else:
        base = f"Số {facts.voters} làm căn cứ tính kết quả: {grouped(outcome.denominator)} người"
        texts = [base + "." if outcome.needed is None else f"{base}; trúng cử từ {grouped(outcome.needed)} phiếu."]
        texts.append(
            f"Trúng cử {two_digits(len(outcome.elected))} trong {two_digits(facts.contest.seats)} người cần bầu"
            + (f"; dự khuyết {two_digits(len(outcome.alternates))} người." if facts.contest.alternates else ".")
        )
        texts += figures.remaining(outcome, assembly=facts.assembly.lower(), by_number=True)
    return tuple(Paragraph(f"- {text}") for text in texts)


def _signed(facts: MinutesFacts, standing: Standing) -> tuple[Block, ...]:
    """Until a scan is bound, the paper says so."""
    if standing.official_at is None or standing.basis is None:
        texts = [f"Biên bản in {two_digits(facts.copies)} bản để ký; kết quả chưa công nhận chính thức."]
    elif standing.basis is Basis.PEN:
        texts = [f"Kết quả chính thức từ {long_moment(standing.official_at)}, theo chữ ký tay trên biên bản."]
    else:
        texts = [
            f"Kết quả chính thức từ {long_moment(standing.official_at)}, theo chữ ký số của "
            f"{listed(standing.signed_by)} trên biên bản điện tử, đã kiểm tra."
        ]
    if standing.scan_sha256 is not None:
        texts.append(
            "Bản quét biên bản đã ký được gắn với kết quả bằng mã băm SHA-256 (16 ký tự đầu): "
            f"{standing.scan_sha256[:16]}."
        )
    elif standing.basis is not Basis.DIGITAL:
        texts.append("Chưa gắn bản quét biên bản đã ký.")
    return tuple(Paragraph(f"- {text}") for text in texts)


def _statement(facts: MinutesFacts) -> tuple[Block, ...]:
    if not facts.statement:
        return ()
    caption = "Máy kiểm phiếu xác nhận mã băm của kết quả, có chữ ký của máy."
    return (QrCode(facts.statement, module_mm=0.34, caption=caption),)
