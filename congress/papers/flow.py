"""Blocks become what ReportLab sets on pages (dàn trang)."""

from dataclasses import replace
from typing import assert_never

from reportlab.platypus import CondPageBreak, Flowable, Spacer
from reportlab.platypus import PageBreak as NewPage

from congress.papers.binding import Bound, Stack
from congress.papers.blocks import (
    Align,
    BarChart,
    Block,
    CertificateKey,
    Face,
    FiveStrokeTallySheet,
    KeptTogether,
    KeyValue,
    KeyValues,
    Note,
    NumberedSection,
    PageBreak,
    Paragraph,
    QrCode,
    Signatures,
    Space,
    Span,
    Table,
    TickBoxes,
)
from congress.papers.charts import set_chart
from congress.papers.drawings import KeyGroups, LeaderLine, QrSquares, Tick
from congress.papers.setting import TextStyle, mm, running, set_text
from congress.papers.signing import set_signatures
from congress.papers.tables import set_table, set_tally
from congress.papers.typefaces import printable, spans, text_width_pt
from congress.papers.values import PageStyle, SignatureBox

_LINE_GAP_PT = 1.5
_LEAD_IN_LINES = 6
_SHIFT = {Align.LEFT: 0.0, Align.JUSTIFY: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}


def set_blocks(blocks: tuple[Block, ...], style: PageStyle, found: list[SignatureBox]) -> list[Flowable]:
    """The flowables of `blocks`, in order; signature boxes are noted in `found` when they are drawn."""
    placed: list[Flowable] = []
    for place, block in enumerate(blocks):
        flowables = _set(block, style, found)
        if isinstance(block, Table | FiveStrokeTallySheet) and place and _leads_in(blocks[place - 1], placed, style):
            flowables = [Bound(placed.pop(), *flowables)]
        placed += flowables
    return placed


def _leads_in(block: Block, placed: list[Flowable], style: PageStyle) -> bool:
    """Whether a block is the sentence before a table (câu dẫn), short enough to go with it to the next page."""
    if not isinstance(block, Paragraph):
        return False
    _, tall = placed[-1].wrap(mm(style.text_width_mm), mm(style.text_height_mm))
    return bool(tall <= style.body_pt * style.line_spacing * _LEAD_IN_LINES)


def _set(block: Block, style: PageStyle, found: list[SignatureBox]) -> list[Flowable]:
    match block:
        case Paragraph():
            return [_paragraph(block, style)]
        case NumberedSection():
            return _section(block, style, found)
        case Table():
            return [set_table(block, style)]
        case FiveStrokeTallySheet():
            return [set_tally(block, style)]
        case KeyValues():
            return [
                _leader_line(item, block.left_mm, style, after=after)
                for item, after in zip(block.items, _line_gaps(len(block.items), style), strict=True)
            ]
        case TickBoxes():
            text = running(style)
            return [
                Tick(set_text(item.runs, text), ticked=item.ticked, left=mm(block.left_mm), after=after)
                for item, after in zip(block.items, _line_gaps(len(block.items), style), strict=True)
            ]
        case QrCode():
            return [_qr(block, style)]
        case Note():
            return [set_text(block.runs, _note(style))]
        case CertificateKey():
            return [_key(block)]
        case BarChart():
            return set_chart(block, style)
        case Signatures():
            return [Stack(set_signatures(block, (), style, found))]
        case Space():
            return [Spacer(1, mm(block.height_mm))]
        case PageBreak():
            return [NewPage()]
        case KeptTogether():
            return [Stack(set_blocks(block.blocks, style, found))]
        case _:
            assert_never(block)


def _paragraph(block: Paragraph, style: PageStyle) -> Flowable:
    indent = block.first_line_mm
    if indent is None:
        indent = style.first_line_mm if block.align is Align.JUSTIFY else 0.0
    text = replace(
        running(style, size=block.size_pt, align=block.align),
        first_line=mm(indent),
        left=mm(block.left_mm),
        after=style.paragraph_gap_pt,
    )
    return set_text(block.runs, text)


def _section(block: NumberedSection, style: PageStyle, found: list[SignatureBox]) -> list[Flowable]:
    heading = set_text(
        f"{block.number} {block.title}",
        replace(
            running(style),
            face=Face.BOLD if block.level < 3 else Face.BOLD_ITALIC,
            first_line=mm(style.first_line_mm),
            before=style.paragraph_gap_pt,
            after=style.paragraph_gap_pt,
        ),
    )
    below = set_blocks(block.blocks, style, found)
    if not below:
        return [CondPageBreak(style.body_pt * style.line_spacing * 4), heading]
    first, *rest = below
    return [Bound(heading, first), *rest]


def _line_gaps(lines: int, style: PageStyle) -> list[float]:
    """Space below each of the lines of one block: little between them, a paragraph's behind the last."""
    return [_LINE_GAP_PT] * (lines - 1) + [style.paragraph_gap_pt] if lines else []


def _leader_line(item: KeyValue, left_mm: float, style: PageStyle, *, after: float) -> Flowable:
    value: tuple[str | Span, ...] = spans(item.value)
    if item.unit and any(span.text for span in spans(item.value)):
        value = (*value, f" {item.unit}")
    width = sum(text_width_pt(span.text, span.face, style.body_pt) for span in spans(value))
    limit = mm(style.text_width_mm) * 0.6
    return LeaderLine(
        set_text(item.label, running(style)),
        set_text(value, running(style, align=Align.RIGHT)) if width else None,
        value_width=min(width + 0.5, limit) if width else 0.0,
        left=mm(left_mm),
        after=after,
    )


def _qr(block: QrCode, style: PageStyle) -> Flowable:
    text = TextStyle(size=style.body_pt - 4, leading=(style.body_pt - 4) * 1.2)
    caption = set_text(block.caption, text) if block.caption else None
    return QrSquares(block.payload, mm(block.module_mm), caption, _SHIFT[block.align])


def _note(style: PageStyle) -> TextStyle:
    size = style.body_pt - 2
    return TextStyle(
        size=size,
        leading=size * 1.2,
        face=Face.ITALIC,
        align=Align.JUSTIFY,
        after=style.paragraph_gap_pt,
    )


def _key(block: CertificateKey) -> Flowable:
    key = printable(block.key, Face.MONO)
    groups = [key[start : start + block.group_letters] for start in range(0, len(key), block.group_letters)]
    lines = tuple(
        " ".join(groups[start : start + block.groups_a_line]) for start in range(0, len(groups), block.groups_a_line)
    )
    return KeyGroups(lines, block.size_pt)
