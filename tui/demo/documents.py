"""The sample's documents (tài liệu mẫu): report, signed scan, picture; copies handed out; opinions on the draft."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from uuid import UUID

from PIL import Image, ImageDraw, ImageFont

from congress.documents import collecting, issuing
from congress.documents import service as documents
from congress.documents.values.documents import CopyState, Document, DocumentDetails, NewDocument
from congress.documents.values.issues import CopyFate, NewCopy, NewReturn
from congress.documents.values.opinions import Giver, OpinionDetails, Uptake
from congress.papers import render
from congress.papers.blocks import NumberedSection, Paragraph, Signature, Signatures
from congress.papers.typefaces import FONTS_DIR
from congress.papers.values import Mark, PartyPaper, PlaceAndDate
from congress.term import queries as terms
from tui.demo.contests import BODY, PLACE, SESSION, TITLE, UPPER_BODY
from tui.demo.office import Office
from tui.demo.people import ARCHIVIST, CHAIR, SECRETARY

_FONDS, _FILE = "Đảng bộ xã Đạ Srông", "Đại hội đại biểu Đảng bộ xã Đạ Srông lần thứ I"
_REPORT = "Báo cáo chính trị của Ban Chấp hành Đảng bộ xã trình Đại hội"
_HOLDERS = (
    ("Bon Niêng Ha Sương", "Đoàn khối Đảng, Mặt trận, đoàn thể"),
    ("Nguyễn Thị Thu Thảo", "Đoàn khối chính quyền"),
    ("Trần Quốc Vinh", "Đoàn Quân sự - Công an"),
    ("Phạm Thị Hồng Nhung", "Đoàn khối giáo dục - y tế"),
    ("Cil Múp Ha Riêng", "Đoàn các thôn phía bắc"),
    ("K'Să Ha Bình", "Đoàn các thôn phía nam"),
)
_OPINIONS = (
    ("Phần thứ nhất, mục II", "Chi bộ thôn Păng Tiêng", "Bổ sung kết quả xây dựng nông thôn mới.", Uptake.TAKEN, ""),
    (
        "Phần thứ nhất, mục III",
        "Chi bộ Công an xã",
        "Nêu rõ hơn nguyên nhân của hạn chế về trật tự an toàn giao thông.",
        Uptake.PARTLY,
        "Đã bổ sung nguyên nhân chủ quan; nguyên nhân khách quan đã nêu ở mục II.",
    ),
    (
        "Phần thứ hai, mục I",
        "Chi bộ Trường THCS",
        "Nâng chỉ tiêu kết nạp đảng viên lên 40 người mỗi năm.",
        Uptake.NOT_TAKEN,
        "Giữ chỉ tiêu theo kế hoạch của Đảng ủy để bảo đảm chất lượng.",
    ),
    ("", "Cil Ha Nghiêm", "Rút gọn phần đánh giá chung.", Uptake.UNDECIDED, ""),
)  # fmt: skip
_PAGE = (827, 1169)
"""A4 at 100 dpi."""


def documents_kept(office: Office, congress_id: UUID) -> None:
    """The archivist takes documents in, hands numbered copies out and keeps the opinions: by the ordinary deeds."""
    today = office.workspace.house.clock.now().astimezone().date()
    report = _taken(office, congress_id, _report(office, today))
    for new in (_resolution(today), _picture(today)):
        _taken(office, congress_id, new)
    _handed_out(office, congress_id, report)
    _collected(office, congress_id, report, today)


def _taken(office: Office, congress_id: UUID, new: NewDocument) -> Document:
    return documents.add(office.workspace, office.by(ARCHIVIST), congress_id=congress_id, new=new)


def _handed_out(office: Office, congress_id: UUID, report: Document) -> None:
    workspace, by = office.workspace, office.by(SECRETARY)
    title = issuing.make_title(workspace, by, congress_id=congress_id, document_id=report.id)
    copies = [NewCopy(holder=holder, delegation=delegation) for holder, delegation in _HOLDERS]
    issuing.hand_out(workspace, by, title_id=title.id, new=copies)
    for numbers, fate in (((1, 2, 3), CopyFate.RETURNED), ((4,), CopyFate.LOST)):
        issuing.take_back(workspace, by, title_id=title.id, new=NewReturn(numbers=numbers, fate=fate))


def _collected(office: Office, congress_id: UUID, report: Document, today: date) -> None:
    workspace, by = office.workspace, office.by(SECRETARY)
    draft = collecting.make_draft(workspace, by, congress_id=congress_id, document_id=report.id)
    for section, giver, text, verdict, answer in _OPINIONS:
        kind = Giver.DELEGATION if giver.startswith("Chi bộ") else Giver.PERSON
        details = OpinionDetails(
            section=section, giver=giver, giver_kind=kind, on=today, text=text, verdict=verdict, answer=answer
        )
        collecting.add(workspace, by, draft_id=draft.id, details=details)


# --- the files ---------------------------------------------------------------------------------------------


def _details(kind: str, summary: str, today: date, *, place: int, number: str = "", pages: int = 1) -> DocumentDetails:
    return DocumentDetails(
        kind=kind,
        summary=summary,
        number=number,
        on=today,
        issuer=BODY,
        pages=pages,
        signer=CHAIR.name if number else "",
        fonds=_FONDS,
        file_number="01",
        file_title=_FILE,
        place_in_file=place,
        copy_state=CopyState.ORIGINAL,
    )


def _report(office: Office, today: date) -> NewDocument:
    with office.workspace.reading() as unit:
        heading = terms.congresses(unit)[0].heading
        now = unit.now
    parts = (
        ("PHẦN THỨ NHẤT", "KẾT QUẢ THỰC HIỆN NHIỆM VỤ NHIỆM KỲ QUA"),
        ("PHẦN THỨ HAI", "PHƯƠNG HƯỚNG, NHIỆM VỤ NHIỆM KỲ 2025 - 2030"),
    )
    said = "Nội dung mẫu để chạy thử phần mềm; mọi số liệu, tên người đều là giả định."
    paper = PartyPaper(
        title=_REPORT,
        created=now,
        issuer=heading,
        number="01-BC/ĐU",
        place_and_date=PlaceAndDate(PLACE, today),
        kind="Báo cáo chính trị",
        summary=f"của Ban Chấp hành Đảng bộ xã\ntrình {TITLE}",
        body=tuple(NumberedSection(f"{name}:", text, (Paragraph(said),), level=1) for name, text in parts),
        signatures=Signatures((Signature(post="Bí thư", hint="(Ký, ghi rõ họ tên)"),)),
        recipients=("Các đại biểu dự đại hội", "Lưu hồ sơ đại hội"),
        mark=Mark.SAMPLE,
    )
    made = render.render(paper)
    details = _details("Báo cáo", _REPORT, today, place=1, number="01-BC/ĐU", pages=made.pages)
    return NewDocument(data=made.pdf, name="Báo cáo chính trị.pdf", details=details)


def _resolution(today: date) -> NewDocument:
    lines = (
        UPPER_BODY.upper(),
        BODY.upper(),
        SESSION,
        "",
        "NGHỊ QUYẾT (MẪU)",
        TITLE,
        "",
        "Đại hội thông qua Báo cáo chính trị và phương hướng nhiệm kỳ 2025 - 2030.",
        "",
        "T/M ĐOÀN CHỦ TỊCH",
    )
    page = Image.new("L", _PAGE, 246)
    draw = ImageDraw.Draw(page)
    _written(draw, lines, top=90)
    draw.line([(380, 640), (420, 590), (440, 660), (470, 600), (500, 650), (560, 610)], fill=60, width=3)
    _written(draw, (CHAIR.name,), top=690)
    out = BytesIO()
    page.rotate(0.6, fillcolor=246).save(out, "PDF", resolution=100)
    details = _details("Nghị quyết", f"Nghị quyết {TITLE}", today, place=2, number="01-NQ/ĐH")
    return NewDocument(data=out.getvalue(), name="Nghị quyết đại hội - bản quét đã ký.pdf", details=details)


def _picture(today: date) -> NewDocument:
    picture = Image.new("RGB", (900, 600), (120, 20, 24))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 380, 900, 600), fill=(92, 64, 48))
    draw.rectangle((330, 330, 570, 430), fill=(130, 90, 60))
    for left in range(20, 880, 70):
        draw.ellipse((left, 470, left + 36, 506), fill=(60, 42, 36))
        draw.rectangle((left - 8, 506, left + 44, 600), fill=(32, 44, 70))
    _written(draw, ("ĐẠI HỘI ĐẠI BIỂU", BODY.upper(), "(ẢNH MẪU)"), top=90, middle=450, fill=(255, 214, 90))
    out = BytesIO()
    picture.save(out, "JPEG", quality=80)
    details = _details("Ảnh", "Toàn cảnh phiên khai mạc đại hội", today, place=3)
    return NewDocument(data=out.getvalue(), name="Phiên khai mạc.jpg", details=details)


def _written(
    draw: ImageDraw.ImageDraw,
    lines: tuple[str, ...],
    *,
    top: int,
    middle: int = _PAGE[0] // 2,
    fill: int | tuple[int, int, int] = 40,
) -> None:
    font = ImageFont.truetype(str(FONTS_DIR / "LiberationSerif-Regular.ttf"), 20)
    for number, text in enumerate(_broken(lines)):
        draw.text((middle, top + 32 * number), text, font=font, fill=fill, anchor="ma")


def _broken(lines: tuple[str, ...], most: int = 64) -> Iterator[str]:
    """Long lines over several."""
    for text in lines:
        line = ""
        for word in text.split():
            if len(line) + len(word) >= most:
                yield line
                line = ""
            line = f"{line} {word}".strip()
        yield line
