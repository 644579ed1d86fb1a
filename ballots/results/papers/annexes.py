"""Annexes of the minutes (phụ lục biên bản): what the board concluded, and the open points of the regulation."""

from ballots.results.facts import MinutesFacts
from ballots.results.papers.shared import hash_line
from congress.papers.blocks import (
    Align,
    Block,
    Column,
    KeptTogether,
    Note,
    NumberedSection,
    Paragraph,
    QrCode,
    Table,
    bold,
)
from congress.papers.phrasing import capital, grouped
from congress.papers.values import Annex


def annexes(facts: MinutesFacts) -> tuple[Annex, ...]:
    """The annexes, numbered where there are several."""
    found: list[tuple[str, tuple[Block, ...]]] = []
    if facts.conclusions:
        found.append(("Phiếu do Ban Kiểm phiếu xem xét, kết luận", _conclusions(facts)))
    found.append(_settled(facts))
    numbered = len(found) > 1
    return tuple(
        Annex(f"Phụ lục {number}" if numbered else "Phụ lục", blocks, summary=summary)
        for number, (summary, blocks) in enumerate(found, start=1)
    )


def _settled(facts: MinutesFacts) -> tuple[str, tuple[Block, ...]]:
    points = "Những nội dung Quy chế để đại hội, Ban Kiểm phiếu xác định"
    if facts.is_draft:
        return points, _open_points(facts)
    proofs = "Thông tin xác thực bản điện tử"
    sections = (
        NumberedSection("1.", points, _open_points(facts)),
        NumberedSection("2.", proofs, _authentication(facts)),
    )
    return "Nội dung xác định theo Quy chế, thông tin xác thực", sections


def _conclusions(facts: MinutesFacts) -> tuple[Block, ...]:
    table = Table(
        columns=(
            Column("Lý do"),
            Column("Kết luận", 28),
            Column("Số phiếu", 22, Align.RIGHT),
            Column("Người kết luận", 50),
        ),
        rows=tuple(
            (
                capital(line.reason),
                "Hợp lệ" if line.valid else "Không hợp lệ",
                grouped(line.papers),
                ", ".join(line.concluded_by),
            )
            for line in facts.conclusions
        ),
        totals=(("Cộng", "", grouped(sum(line.papers for line in facts.conclusions)), ""),),
        size_pt=12,
    )
    return table, Note("Phụ lục không ghi dấu trên phiếu, tập, vị trí của phiếu và giờ nhập.")


def _open_points(facts: MinutesFacts) -> tuple[Block, ...]:
    table = Table(
        columns=(Column("Nội dung"), Column("Xác định", 54), Column("Điều khoản", 31)),
        rows=tuple(
            (line.title, line.value if line.is_default else bold(line.value), article(line.cited))
            for line in facts.open_points
        ),
        size_pt=11,
    )
    blocks = (
        Paragraph(f"Điều khoản dẫn theo Quy chế bầu cử trong Đảng ban hành kèm theo {facts.regulation}."),
        table,
    )
    if all(line.is_default for line in facts.open_points):
        return blocks
    return (*blocks, Note("Chữ đậm: khác mức mặc định của chương trình."))


def article(cited: str) -> str:
    """The article of a citation; number and date of the regulation stand above the table."""
    return cited.partition(",")[0] if cited.startswith("Điều") else ""


def _authentication(facts: MinutesFacts) -> tuple[Block, ...]:
    """What ties the paper to the machine-readable result, the sealed record and the journal."""
    blocks: list[Block] = [
        Paragraph(
            "Bản điện tử của biên bản đính kèm tệp kết quả outcome.json; số liệu in trên biên bản là số liệu của tệp "
            "này. Mã băm SHA-256 của tệp:"
        ),
        hash_line(facts.digest),
    ]
    if facts.outcome.record_sha256 is not None:
        blocks += [
            Paragraph("Mã băm SHA-256 của bản ghi kiểm phiếu, niêm phong cùng phiếu bầu:"),
            hash_line(facts.outcome.record_sha256),
        ]
    blocks += [Paragraph(f"Nhật ký của máy {facts.machine} trước khi chốt kết quả: số {facts.head.number}, mã băm:")]
    blocks += [hash_line(facts.head.hash)]
    if facts.statement:
        caption = (
            f"Máy {facts.machine} xác nhận mã băm của tệp kết quả và số thứ tự của việc chốt trong nhật ký, bằng chữ "
            "ký của máy."
        )
        blocks.append(QrCode(facts.statement, module_mm=0.45, caption=caption))
    blocks.append(
        Note("Tệp biên bản điện tử và chữ ký số được kiểm tra bằng phần mềm kiểm phiếu trên máy khác, không cần mạng.")
    )
    return (KeptTogether(tuple(blocks)),)
