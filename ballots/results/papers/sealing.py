"""Papers after the result is official: corrigendum, hand-over of the sealed ballots, the key for the envelope."""

from datetime import date, datetime

from ballots.contests.values import ContestSheet
from ballots.results.papers.names import foot, grouped, long_date, long_moment, lowered
from ballots.results.values import Basis, Correction, Packed, Result
from congress.access.values import Authority
from congress.journal.values import Head
from congress.papers.blocks import (
    CertificateKey,
    KeyValue,
    KeyValues,
    Note,
    Paragraph,
    Signature,
    Signatures,
    mono,
)
from congress.papers.values import Mark, PartyPaper, PlaceAndDate

_BASIS = {Basis.PEN: "chữ ký tay trên biên bản", Basis.DIGITAL: "chữ ký số trên biên bản"}


def corrigendum(
    sheet: ContestSheet,
    result: Result,
    said: Correction,
    *,
    number: int,
    by: Authority,
    head: Head,
    at: datetime,
    machine: str,
    sample: bool,
) -> PartyPaper:
    """A numbered corrigendum (đính chính): what was printed, what is right, why; the minutes stay as they are."""
    return PartyPaper(
        title=f"Đính chính số {number}: {lowered(sheet.title)}",
        created=at,
        issuer=sheet.congress.heading,
        place_and_date=_place(sheet, at),
        kind="Đính chính",
        summary=f"lần thứ {number} biên bản kiểm phiếu {lowered(sheet.title)}",
        body=(
            Paragraph(
                f"Biên bản kiểm phiếu {lowered(sheet.title)} chốt lúc {long_moment(result.fixed_at)} được đính chính "
                "như sau; biên bản đã ký giữ nguyên."
            ),
            KeyValues(
                (
                    KeyValue("Nội dung đã in", said.printed),
                    KeyValue("Nay đính chính là", said.corrected),
                    KeyValue("Lý do", said.reason),
                )
            ),
            Paragraph(("Mã băm SHA-256 của kết quả được đính chính: ", mono(result.outcome_sha256)), size_pt=10),
        ),
        signatures=_two(by),
        mark=_mark(sample),
        footer=foot(head, machine=machine, digest=result.outcome_sha256),
    )


def hand_over(
    sheet: ContestSheet,
    result: Result,
    packed: Packed,
    *,
    by: Authority,
    head: Head,
    at: datetime,
    machine: str,
    keep_until: date,
    sample: bool,
) -> PartyPaper:
    """Minutes of sealing the ballots and handing them over (biên bản niêm phong, bàn giao phiếu), QC190 Art. 35."""
    basis = _BASIS[result.basis] if result.basis else "chữ ký trên biên bản"
    return PartyPaper(
        title=f"Biên bản niêm phong, bàn giao phiếu: {lowered(sheet.title)}",
        created=at,
        issuer=sheet.congress.heading,
        place_and_date=_place(sheet, at),
        kind="Biên bản",
        summary=f"niêm phong, bàn giao phiếu {lowered(sheet.title)}",
        body=(
            Paragraph(
                f"Vào {long_moment(at)}, Ban kiểm phiếu niêm phong phiếu {lowered(sheet.title)} và bàn giao cho Đoàn "
                f"Chủ tịch để chuyển cấp ủy lưu giữ. Kết quả đã được công nhận theo {basis}."
            ),
            KeyValues(
                (
                    KeyValue("Số phiếu thu về đã niêm phong", grouped(result.outcome.collected), "phiếu"),
                    KeyValue("Số gói niêm phong", grouped(packed.packets), "gói"),
                    KeyValue("Số tem, dấu niêm phong", ", ".join(packed.seals)),
                    KeyValue("Lưu giữ đến hết", long_date(keep_until)),
                )
            ),
            Paragraph(
                "Trong thời gian lưu giữ 6 tháng không ai được mở niêm phong nếu không có quyết định của cấp có thẩm "
                "quyền; hết thời hạn, nếu không có khiếu nại, tố cáo về kết quả bầu cử thì cấp ủy cùng cấp quyết định "
                "cho hủy phiếu."
            ),
            Paragraph(_record_text(result)),
            Note("Các ô nhớ dự phòng của ổ SSD không thể chứng minh là đã trống."),
        ),
        signatures=Signatures(
            (
                Signature(capacity="T/M Đoàn Chủ tịch", post="Người nhận", name=by.second.person if by.second else ""),
                Signature(capacity="T/M Ban kiểm phiếu", post="Trưởng ban", name=by.first.person),
            ),
            columns=2,
        ),
        mark=_mark(sample),
        footer=foot(head, machine=machine, digest=result.outcome_sha256),
    )


def key_paper(title: str, result: Result, key_text: str, *, at: datetime, sample: bool) -> PartyPaper:
    """The key of the sealed record (khóa mở bản ghi), printed once for the envelope packed with the ballots."""
    return PartyPaper(
        title="Khóa mở bản ghi kiểm phiếu",
        created=at,
        kind="Khóa mở bản ghi kiểm phiếu",
        summary=title,
        body=(
            Paragraph(
                "Bỏ tờ này vào phong bì, niêm phong cùng phiếu bầu. Máy tính không giữ khóa; không có tờ này không ai "
                "mở được bản ghi từng phiếu."
            ),
            CertificateKey(key_text),
            Paragraph(("Tệp: ", mono(result.sealed_file or ""))),
            Paragraph(("Mã băm SHA-256 của bản ghi: ", mono(result.record_sha256 or "")), size_pt=10),
            Note("Chỉ mở theo quyết định của cấp có thẩm quyền. In một lần, không sao chụp."),
        ),
        mark=_mark(sample),
    )


def _record_text(result: Result) -> str:
    if result.sealed_file is None:
        return "Kiểm phiếu thủ công: không có bản ghi điện tử từng phiếu."
    return (
        "Bản ghi điện tử từng phiếu được mã hóa; khóa in một lần, bỏ trong phong bì niêm phong cùng phiếu. Dữ liệu "
        "từng phiếu trên máy tính đã xóa."
    )


def _two(by: Authority) -> Signatures:
    return Signatures(
        (
            Signature(post="Ủy viên", name=by.second.person if by.second else ""),
            Signature(capacity="T/M Ban kiểm phiếu", post="Trưởng ban", name=by.first.person),
        ),
        columns=2,
    )


def _place(sheet: ContestSheet, at: datetime) -> PlaceAndDate:
    return PlaceAndDate(sheet.congress.details.place, at.astimezone().date())


def _mark(sample: bool) -> Mark | None:
    return Mark.SAMPLE if sample else None
