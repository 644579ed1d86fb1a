"""The numbered corrigendum (đính chính): the only change to an official result."""

from datetime import datetime

from ballots.results.facts import MinutesFacts
from ballots.results.papers.shared import foot_of, hash_line, in_two_lines
from ballots.results.values import Correction
from congress.access.values import Authority
from congress.journal.values import Head
from congress.papers.blocks import Column, Paragraph, Signature, Signatures, Table
from congress.papers.phrasing import long_moment, lowered
from congress.papers.values import Mark, PartyPaper, PlaceAndDate


def corrigendum(
    facts: MinutesFacts, said: Correction, *, number: int, by: Authority, head: Head, at: datetime
) -> PartyPaper:
    """A numbered corrigendum: what was printed, what is right, why; the minutes stay as they are."""
    title = lowered(facts.title)
    return PartyPaper(
        title=f"Đính chính số {number} biên bản kiểm phiếu {title}",
        created=at,
        issuer=facts.issuer,
        place_and_date=PlaceAndDate(facts.place, at.astimezone().date()),
        kind=f"Đính chính số {number}",
        summary=in_two_lines(f"biên bản kiểm phiếu {title}"),
        body=(
            Paragraph(
                f"Hồi {long_moment(at)}, Ban Kiểm phiếu thống nhất đính chính biên bản kiểm phiếu {title} đã chốt lúc "
                f"{long_moment(facts.at)}, như sau:"
            ),
            Table(
                columns=(Column("Nội dung đã in", 82), Column("Nay đính chính là")),
                rows=((said.printed, said.corrected),),
            ),
            Paragraph(f"Lý do: {said.reason.rstrip('.')}."),
            Paragraph(
                "Biên bản kiểm phiếu và tệp kết quả giữ nguyên; văn bản này lưu cùng biên bản. Mã băm SHA-256 của kết "
                "quả được đính chính:"
            ),
            hash_line(facts.digest),
        ),
        signatures=Signatures(
            (
                Signature(post="Ủy viên", name=by.second.person if by.second else ""),
                Signature(capacity="T/M Ban Kiểm phiếu", post="Trưởng ban", name=facts.head_of_board.name),
            ),
            columns=2,
        ),
        recipients=(f"Đoàn Chủ tịch {facts.assembly}", f"Lưu hồ sơ {facts.assembly}"),
        mark=Mark.SAMPLE if facts.sample else None,
        secrecy=facts.secrecy,
        style=facts.style,
        footer=foot_of(head, machine=facts.machine, digest=facts.digest),
    )
