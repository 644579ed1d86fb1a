"""What the body of a paper is made of (các khối nội dung): values, set in type by `congress.papers.render`.

Text is `Runs`: a string, a `Span`, or a tuple of both. A line feed in a text is a line break; nothing else in
it means anything but itself.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Face(StrEnum):
    """Face of a span (kiểu chữ)."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    BOLD_ITALIC = "bold-italic"
    MONO = "mono"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one face (đoạn chữ)."""

    text: str
    face: Face = Face.PLAIN
    struck: bool = False
    """With a line through it (gạch ngang), as a voter strikes a name: on sheets to practise with."""


Runs: TypeAlias = str | Span | tuple[str | Span, ...]


def bold(text: str) -> Span:
    """Bold text (chữ đậm)."""
    return Span(text, Face.BOLD)


def italic(text: str) -> Span:
    """Italic text (chữ nghiêng)."""
    return Span(text, Face.ITALIC)


def mono(text: str) -> Span:
    """Text in letters of one width (chữ đơn cách): hashes, keys."""
    return Span(text, Face.MONO)


def struck(text: str) -> Span:
    """Text with a line through it (chữ bị gạch)."""
    return Span(text, struck=True)


class Align(StrEnum):
    """Alignment (căn lề)."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"
    JUSTIFY = "justify"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text (đoạn văn), justified, first line indented."""

    runs: Runs
    align: Align = Align.JUSTIFY
    first_line_mm: float | None = None
    """Indent of the first line; None takes the page style's where the paragraph is justified."""
    left_mm: float = 0.0
    size_pt: float | None = None


@dataclass(frozen=True, slots=True)
class NumberedSection:
    """A heading with its number (mục) and what stands under it; never the last line of a page.

    Level 1 ("I-") and 2 ("1.") are bold, level 3 ("1.1.") bold italic.
    """

    number: str
    title: str
    blocks: "tuple[Block, ...]" = ()
    level: int = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table (cột): its head, width in millimetres (one may take the rest), alignment.

    Neighbours with the same `group` stand under one common head.
    """

    head: str
    width_mm: float | None = None
    align: Align = Align.LEFT
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with thin rules (bảng); its head is repeated on each page, no row is lost."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    totals: tuple[tuple[Runs, ...], ...] = ()
    """Bold rows at the end (cộng)."""
    size_pt: float | None = None

    def __post_init__(self) -> None:
        for row in (*self.rows, *self.totals):
            if len(row) != len(self.columns):
                raise ValueError(f"a row of {len(row)} cells in a table of {len(self.columns)} columns")
        if sum(column.width_mm is None for column in self.columns) > 1:
            raise ValueError("only one column can take the rest of the width")


@dataclass(frozen=True, slots=True)
class KeyValue:
    """A label and its figure (dòng số liệu); an empty value leaves dots to write on."""

    label: Runs
    value: Runs = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Lines of labels and figures joined by dotted leaders (dòng kẻ chấm)."""

    items: tuple[KeyValue, ...]
    left_mm: float = 10.0


@dataclass(frozen=True, slots=True)
class TickBox:
    """A square to tick and its text (ô đánh dấu)."""

    runs: Runs
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class TickBoxes:
    """Squares to tick, one a line (các ô đánh dấu)."""

    items: tuple[TickBox, ...]
    left_mm: float = 10.0


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code (mã QR), level M, drawn in squares of `module_mm`; its caption stands at its right."""

    payload: str | bytes
    module_mm: float = 0.4
    caption: Runs = ""
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in small italics (ghi chú)."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class TallyLine:
    """One line of a hand count (dòng kiểm phiếu): number, name, and strokes already known, if any."""

    number: str
    name: str
    strokes: int = 0


@dataclass(frozen=True, slots=True)
class FiveStrokeTallySheet:
    """Squares of five strokes, four sides and a diagonal, for counting by hand (ô kiểm phiếu năm nét).

    Without strokes the squares are faint, to be drawn over by pen.
    """

    lines: tuple[TallyLine, ...]
    squares: int = 20
    """Squares in each line; five votes a square."""
    square_mm: float = 5.0
    name_head: str = "Họ và tên"
    total_head: str = "Cộng"


@dataclass(frozen=True, slots=True)
class CertificateKey:
    """A key to be typed again from paper (khoá giải niêm phong): large, in groups, letters of one width."""

    key: str
    group_letters: int = 4
    groups_a_line: int = 4
    size_pt: float = 20.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar (thanh biểu đồ): how long, and the figure that stands at its end."""

    value: int
    shown: str


@dataclass(frozen=True, slots=True)
class BarGroup:
    """The bars of one label, one a series (nhóm thanh); None where a series has nothing there."""

    label: str
    bars: tuple[Bar | None, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars lying across the page (biểu đồ thanh), a label at the left, every figure at the right edge.

    Series are told apart by grey and frame, so that a copy says the same as the print.
    """

    series: tuple[str, ...]
    groups: tuple[BarGroup, ...]
    whole: int = 0
    """The value of a full bar; 0: the greatest one."""

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= 3:
            raise ValueError("a chart has one to three series")
        if not self.groups:
            raise ValueError("a chart of nothing")
        if any(len(group.bars) != len(self.series) for group in self.groups):
            raise ValueError("a bar for each series")
        if any(bar is not None and bar.value < 0 for group in self.groups for bar in group.bars):
            raise ValueError("bars begin at nothing")


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height (khoảng trống), millimetres."""

    height_mm: float


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page (sang trang)."""


@dataclass(frozen=True, slots=True)
class KeptTogether:
    """Blocks that stand on one page (giữ liền khối)."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs (thể thức đề ký, chức vụ, họ tên) and the room for pen and stamp."""

    name: str = ""
    capacity: str = ""
    """For whom: "T/M BAN KIỂM PHIẾU"."""
    post: str = ""
    """As what: "TRƯỞNG BAN"."""
    hint: str = ""
    """Small italics under the post: "(Ký, ghi rõ họ tên)"."""
    field: str = ""
    """Name of the signature field to be made there; empty where only a pen signs."""
    room_mm: float = 28.0


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signature block (khối chữ ký): one to three columns, rows filled from the left.

    Kept together, and never alone on a page. With one signatory the recipients stand at its left.
    """

    signatories: tuple[Signature, ...]
    columns: int = 0
    """0: as many as there are signatories, at most three."""

    def __post_init__(self) -> None:
        if not self.signatories or not 0 <= self.columns <= 3:
            raise ValueError("a signature block has one signatory or more, in one to three columns")


Block: TypeAlias = (
    Paragraph
    | NumberedSection
    | Table
    | KeyValues
    | TickBoxes
    | QrCode
    | Note
    | FiveStrokeTallySheet
    | CertificateKey
    | BarChart
    | Signatures
    | Space
    | PageBreak
    | KeptTogether
)
