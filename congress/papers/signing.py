"""Who signs and who receives (phần ký và nơi nhận), and where on which page the signatures go."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from congress.papers.binding import Stack
from congress.papers.blocks import Align, Face, Signature, Signatures
from congress.papers.grids import side_by_side
from congress.papers.setting import POINTS_A_MM, TextStyle, mm, set_text
from congress.papers.values import PageStyle, SignatureBox

_INSET_X, _INSET_Y = mm(3), mm(1.5)


class SigningRoom(Flowable):
    """Empty height for pen and stamp (chỗ ký, đóng dấu); notes where it came to stand."""

    def __init__(self, field: str, height: float, page_height: float, found: list[SignatureBox]) -> None:
        super().__init__()
        self._field, self.height, self._page_height, self._found = field, height, page_height, found

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return self.width, self.height

    def draw(self) -> None:
        if not self._field:
            return
        x, y = self.canv.absolutePosition(_INSET_X, _INSET_Y)
        tall = self.height - 2 * _INSET_Y
        self._found.append(
            SignatureBox(
                field=self._field,
                page=self.canv.getPageNumber(),
                x_mm=round(x / POINTS_A_MM, 3),
                y_mm=round((self._page_height - y - tall) / POINTS_A_MM, 3),
                width_mm=round((self.width - 2 * _INSET_X) / POINTS_A_MM, 3),
                height_mm=round(tall / POINTS_A_MM, 3),
                page_height_mm=round(self._page_height / POINTS_A_MM, 3),
            )
        )


def set_signatures(
    block: Signatures, recipients: tuple[str, ...], style: PageStyle, found: list[SignatureBox]
) -> list[Flowable]:
    """The rows of the block, each a flowable that does not break; recipients beside or under them."""
    columns = block.columns or min(3, len(block.signatories))
    beside = recipients if columns == 1 else ()
    rows = [
        _signature_row(block.signatories[start : start + columns], columns, beside if start == 0 else (), style, found)
        for start in range(0, len(block.signatories), columns)
    ]
    if recipients and not beside:
        rows.append(set_recipients(recipients, style))
    return rows


def set_recipients(recipients: Sequence[str], style: PageStyle) -> Flowable:
    """The list of recipients: "- …," and a full stop behind the archive copy."""
    head = TextStyle(size=style.body_pt, leading=style.body_pt * 1.3, before=style.body_pt, underline=True)
    line = TextStyle(size=style.body_pt - 2, leading=(style.body_pt - 2) * 1.2)
    ends = [","] * (len(recipients) - 1) + ["."]
    items = [set_text(f"- {name}{end}", line) for name, end in zip(recipients, ends, strict=True)]
    return Stack([set_text("Nơi nhận:", head), *items])


def _signature_row(
    signatories: tuple[Signature, ...],
    columns: int,
    beside: tuple[str, ...],
    style: PageStyle,
    found: list[SignatureBox],
) -> Flowable:
    width = mm(style.text_width_mm)
    page_height = mm(style.size.height_mm)
    heads = [_head(signatory, style) for signatory in signatories]
    rooms: list[Flowable] = [
        SigningRoom(signatory.field, mm(signatory.room_mm), page_height, found) for signatory in signatories
    ]
    names = [set_text(signatory.name, _centred(style, Face.BOLD)) for signatory in signatories]
    empty = [""] * (columns - len(signatories))
    cells: list[list[Flowable | str]] = [[*heads, *empty], [*rooms, *empty], [*names, *empty]]
    if columns > 1:
        return side_by_side(cells, [width / columns] * columns, before=12, after=4)
    left: list[Flowable | str] = [set_recipients(beside, style) if beside else "", "", ""]
    return side_by_side(
        [[mine, *row] for mine, row in zip(left, cells, strict=True)],
        [width * 0.46, width * 0.54],
        commands=[("SPAN", (0, 0), (0, 2))],
        before=12,
        after=4,
    )


def _head(signatory: Signature, style: PageStyle) -> Flowable:
    strong = _centred(style, Face.BOLD)
    small = TextStyle(size=style.body_pt - 2, leading=(style.body_pt - 2) * 1.2, align=Align.CENTRE, face=Face.ITALIC)
    lines = [
        set_text(text, shape)
        for text, shape in (
            (signatory.capacity.upper(), strong),
            (signatory.post.upper(), strong),
            (signatory.hint, small),
        )
        if text
    ]
    return Stack(lines or [set_text("", strong)])


def _centred(style: PageStyle, face: Face) -> TextStyle:
    return TextStyle(size=style.body_pt, leading=style.body_pt * 1.2, align=Align.CENTRE, face=face)
