"""Papers of sealing the ballots: minutes of hand-over, and the key for the envelope."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ballots.results.facts import MinutesFacts
from ballots.results.papers.shared import foot_of, hash_line, in_two_lines
from ballots.results.values import Basis, Copy, Packed, Result
from congress.journal.values import Head
from congress.papers.blocks import (
    Align,
    Block,
    CertificateKey,
    Column,
    KeptTogether,
    KeyValue,
    KeyValues,
    Note,
    Paragraph,
    Signature,
    Signatures,
    Table,
    mono,
)
from congress.papers.phrasing import grouped, long_date, long_moment, lowered
from congress.papers.values import Mark, PartyPaper, PlaceAndDate

_BASIS = {Basis.PEN: "chữ ký tay trên biên bản", Basis.DIGITAL: "chữ ký số trên biên bản"}
GROUP_LETTERS = 5


@dataclass(frozen=True, slots=True)
class HandOver:
    """What is handed over, by whom, for how long (nội dung bàn giao)."""

    packed: Packed
    keep_until: date
    keep_months: int
    complaint_days: int
    complaints_until: date
    """The last of these days where the congress closes on the day of the hand-over."""
    giver: str
    """The head of the board."""
    receiver: str
    """For the presidium."""
    copies: tuple[Copy, ...]
    """Backups outside the workspace that people have to destroy."""


def hand_over(facts: MinutesFacts, result: Result, given: HandOver, *, head: Head, at: datetime) -> PartyPaper:
    """Minutes of sealing the ballots and handing them over (biên bản niêm phong, bàn giao phiếu), QC190 Art. 35."""
    title = lowered(facts.title)
    basis = _BASIS[result.basis or Basis.PEN]
    return PartyPaper(
        title=f"Biên bản niêm phong, bàn giao phiếu {title}",
        created=at,
        issuer=facts.issuer,
        place_and_date=PlaceAndDate(facts.place, at.astimezone().date()),
        kind="Biên bản",
        summary=in_two_lines(f"niêm phong, bàn giao phiếu {title}"),
        body=(
            Paragraph(
                f"Hồi {long_moment(at)}, tại {facts.place}, Ban Kiểm phiếu niêm phong phiếu {title} và bàn giao cho "
                f"Đoàn Chủ tịch {facts.assembly} để chuyển cấp ủy lưu giữ. Kết quả kiểm phiếu đã chính thức theo "
                f"{basis}."
            ),
            KeyValues(
                (
                    KeyValue("Số phiếu thu về, đã niêm phong", grouped(result.outcome.collected), "phiếu"),
                    KeyValue("- Hợp lệ", grouped(result.outcome.valid), "phiếu"),
                    KeyValue("- Không hợp lệ", grouped(result.outcome.invalid), "phiếu"),
                    KeyValue("Số phiếu còn lại, đã hủy và niêm phong", grouped(facts.left), "phiếu"),
                    KeyValue("Số phiếu hỏng, đã hủy và niêm phong", grouped(facts.ballots.spoiled), "phiếu"),
                    KeyValue("Số gói niêm phong", grouped(given.packed.packets), "gói"),
                    KeyValue("Lưu giữ đến hết", long_date(given.keep_until)),
                )
            ),
            Table(
                columns=(Column("TT", 14, Align.CENTRE), Column("Số, ký hiệu tem niêm phong")),
                rows=tuple((str(place), seal) for place, seal in enumerate(given.packed.seals, start=1)),
            ),
            Paragraph(
                f"Phiếu được lưu giữ {given.keep_months} tháng; trong thời gian đó không ai được mở niêm phong nếu "
                "không có quyết định của cấp có thẩm quyền. Khiếu nại về bầu cử được xem xét trong thời hạn "
                f"{given.complaint_days} ngày làm việc kể từ ngày bế mạc {facts.assembly.lower()} (bế mạc trong ngày "
                f"lập biên bản này thì đến hết {long_date(given.complaints_until)}, chưa trừ ngày lễ). Hết thời hạn "
                "lưu giữ, nếu không có khiếu nại, tố cáo về kết quả bầu cử, cấp ủy cùng cấp quyết định cho hủy phiếu."
            ),
            *_record(result),
            *_copies(given.copies),
        ),
        signatures=Signatures(
            (
                Signature(capacity="T/M Đoàn Chủ tịch", post="Người nhận", name=given.receiver),
                Signature(capacity="T/M Ban Kiểm phiếu", post="Trưởng ban", name=given.giver),
            ),
            columns=2,
        ),
        recipients=("Cấp ủy lưu giữ phiếu", f"Đoàn Chủ tịch {facts.assembly}", f"Lưu hồ sơ {facts.assembly}"),
        mark=Mark.SAMPLE if facts.sample else None,
        secrecy=facts.secrecy,
        style=facts.style,
        footer=foot_of(head, machine=facts.machine, digest=facts.digest),
    )


def _record(result: Result) -> tuple[Block, ...]:
    if result.record_sha256 is None:
        return (Paragraph("Kiểm phiếu thủ công: không có bản ghi điện tử của từng phiếu."),)
    record = (
        Paragraph(
            "Bản ghi điện tử của từng phiếu đã mã hóa; khóa được in ra, bỏ trong phong bì niêm phong cùng phiếu. Máy "
            "tính không giữ khóa; dữ liệu từng phiếu trên máy tính đã xóa. Mã băm SHA-256 của bản ghi:"
        ),
        hash_line(result.record_sha256),
    )
    return (
        KeptTogether(record),
        Note(
            "Ổ đĩa thể rắn (SSD) có thể còn giữ dữ liệu cũ ở những ô nhớ mà chương trình không xóa được; máy tính được "
            "quản lý như phiếu bầu cho đến khi hủy phiếu."
        ),
    )


def _copies(copies: Iterable[Copy]) -> tuple[Block, ...]:
    rows = tuple((copy.name, copy.place) for copy in copies)
    if not rows:
        return ()
    return (
        Paragraph("Bản sao lưu ở ngoài thư mục làm việc còn dữ liệu từng phiếu, phải hủy hoặc niêm phong cùng phiếu:"),
        Table(columns=(Column("Tên bản sao lưu", 62), Column("Nơi để")), rows=rows, size_pt=11),
    )


def key_paper(facts: MinutesFacts, result: Result, key_text: str, *, key_id: str, at: datetime) -> PartyPaper:
    """The key of the sealed record (khóa mở bản ghi), for the envelope packed with the ballots."""
    letters = "".join(character for character in key_text if character.isalnum())
    return PartyPaper(
        title="Khóa mở bản ghi kiểm phiếu",
        created=at,
        issuer=facts.issuer,
        place_and_date=PlaceAndDate(facts.place, at.astimezone().date()),
        kind="Khóa mở bản ghi kiểm phiếu",
        summary=in_two_lines(lowered(facts.title)),
        body=(
            Paragraph(
                "Bỏ tờ này vào phong bì, niêm phong cùng phiếu bầu. Sau khi niêm phong, máy tính không còn giữ khóa; "
                "không có tờ này thì không ai mở được bản ghi từng phiếu."
            ),
            CertificateKey(letters, group_letters=GROUP_LETTERS, groups_a_line=4),
            Paragraph(("Ký hiệu khóa: ", mono(key_id))),
            Paragraph(("Tệp bản ghi: ", mono(result.sealed_file or "")), align=Align.LEFT),
            Paragraph("Mã băm SHA-256 của bản ghi:"),
            hash_line(result.record_sha256 or ""),
            Note(
                "Khóa dùng chữ số và chữ in hoa, nhóm năm ký tự. Chỉ mở theo quyết định của cấp có thẩm quyền; không "
                "sao, không chụp."
            ),
        ),
        mark=Mark.SAMPLE if facts.sample else None,
        secrecy=facts.secrecy,
        style=facts.style,
    )
