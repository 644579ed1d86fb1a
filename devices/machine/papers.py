"""The statement as a paper (giấy xác nhận của máy): the QR, and what it says in letters that people compare."""

from congress.papers.blocks import Align, KeyValue, KeyValues, Note, Paragraph, QrCode, mono
from congress.papers.phrasing import long_moment
from congress.papers.values import PartyPaper
from devices.machine.stating import Statement

_GROUP = 8


def statement_paper(statement: Statement) -> PartyPaper:
    """One page: the QR of 28 mm, both names in groups, the statement's own text for typing in."""
    said = statement.said
    return PartyPaper(
        title=f"Giấy xác nhận của máy {said.tag}",
        created=said.at,
        kind="Giấy xác nhận của máy",
        summary=f"máy {said.tag}",
        body=(
            KeyValues(
                (
                    KeyValue("Máy", said.tag),
                    KeyValue("Thời điểm xác nhận", long_moment(said.at)),
                    KeyValue("Đầu nhật ký", f"số {statement.head.number}"),
                )
            ),
            Paragraph("Mã chương trình (mọi tệp của chương trình trên máy này):"),
            Paragraph(mono(_grouped(said.program)), align=Align.CENTRE),
            Paragraph("Mã vùng làm việc (đầu nhật ký và lược đồ cơ sở dữ liệu):"),
            Paragraph(mono(_grouped(said.workspace)), align=Align.CENTRE),
            QrCode(statement.text, caption="Quét mã này trên máy thứ hai để kiểm tra chữ ký của máy."),
            Paragraph("Nội dung mã, để gõ lại khi không có máy quét (các dòng viết liền nhau):"),
            *(Paragraph(mono(line), align=Align.LEFT, size_pt=10.5) for line in _lines(statement.text)),
            Note("Chữ ký trong mã là của máy, không phải của người; máy thứ hai cần tệp chứng thư của máy này."),
        ),
    )


def _grouped(name: str) -> str:
    return " ".join(name[at : at + _GROUP] for at in range(0, len(name), _GROUP))


def _lines(text: str, width: int = 72) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]
