"""A Party paper (văn bản Đảng) as a value: who issues it, what it says, who signs, how the page is set.

Nothing here is markup: text is a string or spans with a face, and is printed as it stands.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from congress.papers.blocks import Block, Signatures


@dataclass(frozen=True, slots=True)
class Margins:
    """Margins of the page (định lề trang), millimetres."""

    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float


MARGINS_2018 = Margins(20, 20, 30, 15)
"""36-HD/VPTW of 3/4/2018."""
MARGINS_2004 = Margins(25, 25, 35, 15)
"""11-HD/VPTW of 28/5/2004."""
MARGINS_SLIP = Margins(15, 15, 20, 12)
"""A slip on A5 has no rule of its own; the hole punch still needs its edge."""


class PaperSize(StrEnum):
    """Paper (khổ giấy): A4, A4 across for wide tables (khổ ngang), or A5 for slips (36-HD/VPTW 2018)."""

    A4 = "A4"
    A4_ACROSS = "A4-across"
    A5 = "A5"

    @property
    def width_mm(self) -> float:
        return {PaperSize.A4: 210.0, PaperSize.A4_ACROSS: 297.0, PaperSize.A5: 148.0}[self]

    @property
    def height_mm(self) -> float:
        return {PaperSize.A4: 297.0, PaperSize.A4_ACROSS: 210.0, PaperSize.A5: 210.0}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStyle:
    """How a page is set (quy cách trình bày): a setting of the congress, since the guides change."""

    size: PaperSize = PaperSize.A4
    margins: Margins = MARGINS_2018
    body_pt: float = 14.0
    """Size of the running text; all other sizes follow from it."""
    table_pt: float = 13.0
    heading_pt: float = 14.0
    """Size of issuing body, number, place and date; the title is a point larger."""
    line_spacing: float = 1.25
    """Line height as a multiple of the size of the letters."""
    first_line_mm: float = 10.0
    paragraph_gap_pt: float = 5.0

    @property
    def text_width_mm(self) -> float:
        """Width between the margins, millimetres."""
        return self.size.width_mm - self.margins.left_mm - self.margins.right_mm

    @property
    def text_height_mm(self) -> float:
        """Height between the margins, millimetres."""
        return self.size.height_mm - self.margins.top_mm - self.margins.bottom_mm


A4_2018 = PageStyle()
A4_2004 = PageStyle(margins=MARGINS_2004)
A5_SLIP = PageStyle(
    size=PaperSize.A5,
    margins=MARGINS_SLIP,
    body_pt=12.0,
    table_pt=11.0,
    heading_pt=10.0,
    first_line_mm=8.0,
    paragraph_gap_pt=3.5,
)


class Mark(StrEnum):
    """What a paper that is not the original says across the page (dấu chỉ dẫn)."""

    SAMPLE = "MẪU"
    DRAFT = "DỰ THẢO"


class Secrecy(StrEnum):
    """Degree of secrecy (dấu chỉ mức độ mật)."""

    CONFIDENTIAL = "MẬT"
    STRICT = "TỐI MẬT"
    STRICTEST = "TUYỆT MẬT"


@dataclass(frozen=True, slots=True)
class PlaceAndDate:
    """Place and date (địa danh và ngày, tháng, năm); without a date, dots to be filled in by pen."""

    place: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """A part behind the signatures, on a page of its own (phụ lục)."""

    title: str
    blocks: tuple[Block, ...]
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyPaper:
    """A Party paper (văn bản) in the parts of 36-HD/VPTW 2018; what is empty is not printed."""

    title: str
    """Title in the file's metadata; not printed."""
    created: datetime
    """Date of the file, with its time zone: given by the caller, papers have no clock."""
    body: tuple[Block, ...]
    issuer: tuple[str, ...] = ()
    """Left head: upper body, then the body or congress that issues the paper (the last line is bold)."""
    number: str = ""
    """Number and symbol (số và ký hiệu) without the word: "12-BB/ĐH"; minutes often have none."""
    place_and_date: PlaceAndDate | None = None
    kind: str = ""
    """Kind of document (tên loại), printed in capitals: "Biên bản"."""
    summary: str = ""
    """Summary (trích yếu nội dung) under the kind, bold; line breaks are kept."""
    signatures: Signatures | None = None
    recipients: tuple[str, ...] = ()
    """Recipients (nơi nhận) without dash and punctuation; the last is the archive copy ("Lưu …")."""
    annexes: tuple[Annex, ...] = ()
    mark: Mark | None = None
    secrecy: Secrecy | None = None
    footer: str = ""
    """One line at the foot of every page: head of the journal, hash, version."""
    style: PageStyle = A4_2018


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the paper (tệp đính kèm), byte for byte; the paper is its reading."""

    name: str
    content: bytes
    mime: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """Where a person signs (ô chữ ký): page from 1, millimetres from the top left corner of the page."""

    field: str
    page: int
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    page_height_mm: float

    @property
    def rectangle_pt(self) -> tuple[int, int, int, int]:
        """Lower left and upper right corner in whole PDF points, as a signature field wants them."""
        point = 72 / 25.4
        bottom_mm = self.page_height_mm - self.y_mm - self.height_mm
        left, bottom = round(self.x_mm * point), round(bottom_mm * point)
        return left, bottom, left + int(self.width_mm * point), bottom + int(self.height_mm * point)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished PDF/A-3b file (bản in) and where it is signed."""

    pdf: bytes
    pages: int
    signature_boxes: tuple[SignatureBox, ...] = ()
