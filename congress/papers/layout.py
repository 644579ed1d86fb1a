"""The page (trang giấy): margins, page number, mark across the page, foot; and the whole story on it."""

from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph as SetParagraph
from reportlab.platypus.doctemplate import LayoutError

from congress.errors import Refused
from congress.papers.binding import Closing, Stack
from congress.papers.blocks import Align, Face
from congress.papers.drawings import RULE_PT
from congress.papers.flow import set_blocks
from congress.papers.heading import set_heading
from congress.papers.setting import TextStyle, mm, set_text
from congress.papers.signing import set_recipients, set_signatures
from congress.papers.typefaces import font_name, text_width_pt
from congress.papers.values import Annex, Mark, PageStyle, PartyPaper, SignatureBox

_EDGE_MM = 10.0  # page number, running mark and foot: from the edge (11-HD/VPTW 2004)
_PALE_GREY = 0.92
_TEXT_WITH_SIGNATURES_PT = 75.0  # so much text at least stands above the signatures
_FOOT_PT = 8.0
_FOOT_BELOW_TEXT_MM, _LEAST_EDGE_MM = 5.0, 4.0


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A plain PDF (bản dàn trang) and where it is signed."""

    pdf: bytes
    pages: int
    signature_boxes: tuple[SignatureBox, ...]


def lay_out(paper: PartyPaper) -> LaidOut:
    """`paper` set on pages, not yet fit for the archive."""
    found: list[SignatureBox] = []
    target = BytesIO()
    document = _document(target, paper, _set_foot(paper))
    story = _story(paper, found)  # every refusal of ours comes here: ReportLab rewrites those raised inside it
    try:
        document.build(story)
    except LayoutError as too_large:
        raise Refused("block-too-large", title=paper.title) from too_large
    if len({box.field for box in found}) < len(found):
        raise ValueError("two signature fields have one name")
    return LaidOut(target.getvalue(), document.page, tuple(found))


def _document(target: BytesIO, paper: PartyPaper, foot: SetParagraph | None) -> BaseDocTemplate:
    style, margins = paper.style, paper.style.margins
    size = (mm(style.size.width_mm), mm(style.size.height_mm))
    document = BaseDocTemplate(
        target,
        pagesize=size,
        invariant=1,
        initialFontName=font_name(Face.PLAIN),
        pageCompression=0,
        title=paper.title,
    )
    frame = Frame(
        mm(margins.left_mm),
        mm(margins.bottom_mm),
        mm(style.text_width_mm),
        mm(style.text_height_mm),
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )

    def furnish(canvas: Canvas, _: BaseDocTemplate) -> None:
        _furnish(canvas, paper, foot)

    document.addPageTemplates([PageTemplate("page", [frame], onPage=furnish)])
    return document


def _story(paper: PartyPaper, found: list[SignatureBox]) -> list[Flowable]:
    story = [*set_heading(paper), *set_blocks(paper.body, paper.style, found)]
    story = _closed(story, _ending(paper, found), paper)
    for annex in paper.annexes:
        story += _annex(annex, paper, found)
    return story


def _ending(paper: PartyPaper, found: list[SignatureBox]) -> list[Flowable]:
    if paper.signatures:
        return set_signatures(paper.signatures, paper.recipients, paper.style, found)
    return [set_recipients(paper.recipients, paper.style)] if paper.recipients else []


def _closed(story: list[Flowable], ending: list[Flowable], paper: PartyPaper) -> list[Flowable]:
    """Signatures bound to the last text; only a block taller than half a page may break between rows."""
    if not ending:
        return story
    room = mm(paper.style.text_height_mm)
    whole = Stack(ending)
    _, tall = whole.wrap(mm(paper.style.text_width_mm), room)
    bound, loose = ([whole], []) if tall <= room / 2 else (ending[:1], ending[1:])
    foot, text_height = bound[0], 0.0
    while story and not isinstance(story[-1], NewPage) and text_height < _TEXT_WITH_SIGNATURES_PT:
        *story, last = story
        text_height += last.wrap(mm(paper.style.text_width_mm), room)[1]
        foot = Closing(last, foot)
    return [*story, foot, *loose]


def _annex(annex: Annex, paper: PartyPaper, found: list[SignatureBox]) -> list[Flowable]:
    body = paper.style.body_pt
    title = TextStyle(size=body, leading=body * 1.25, face=Face.BOLD, align=Align.CENTRE)
    lines = [set_text(text, title) for text in (annex.title.upper(), annex.summary) if text]
    lines.append(set_text("-----", TextStyle(size=body, leading=body * 1.25, align=Align.CENTRE, after=6)))
    return [NewPage(), Stack(lines), *set_blocks(annex.blocks, paper.style, found)]


def _set_foot(paper: PartyPaper) -> SetParagraph | None:
    if not paper.footer:
        return None
    text = set_text(paper.footer, TextStyle(size=_FOOT_PT, leading=_FOOT_PT * 1.2, align=Align.CENTRE))
    _, tall = text.wrap(mm(paper.style.text_width_mm), mm(paper.style.text_height_mm))
    if tall > mm(paper.style.margins.bottom_mm - _FOOT_BELOW_TEXT_MM - _LEAST_EDGE_MM):
        raise Refused("footer-too-long", text=paper.footer)
    return text


def _furnish(canvas: Canvas, paper: PartyPaper, foot: SetParagraph | None) -> None:
    size = paper.style.size
    canvas.saveState()
    if paper.mark:
        _across(canvas, paper.mark, mm(size.width_mm), mm(size.height_mm))
        canvas.setFont(font_name(Face.BOLD), 11)
        right = mm(size.width_mm - paper.style.margins.right_mm)
        canvas.drawRightString(right, mm(size.height_mm - _EDGE_MM) - 8, paper.mark.value)
    if canvas.getPageNumber() > 1:
        canvas.setFont(font_name(Face.PLAIN), paper.style.body_pt)
        top = mm(size.height_mm - _EDGE_MM) - paper.style.body_pt * 0.7
        canvas.drawCentredString(mm(size.width_mm) / 2, top, str(canvas.getPageNumber()))
    if foot:
        _foot(canvas, foot, paper.style)
    canvas.restoreState()


def _across(canvas: Canvas, mark: Mark, width: float, height: float) -> None:
    size = 0.62 * (width**2 + height**2) ** 0.5 / text_width_pt(mark.value, Face.BOLD, 1)
    size = min(size, width * 0.42)
    canvas.saveState()
    canvas.setFillGray(_PALE_GREY)
    canvas.setFont(font_name(Face.BOLD), size)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(55)
    canvas.drawCentredString(0, -size * 0.33, mark.value)
    canvas.restoreState()


def _foot(canvas: Canvas, text: SetParagraph, style: PageStyle) -> None:
    margins, top = style.margins, mm(style.margins.bottom_mm - _FOOT_BELOW_TEXT_MM)
    canvas.setLineWidth(RULE_PT)
    canvas.line(mm(margins.left_mm), top, mm(margins.left_mm + style.text_width_mm), top)
    text.drawOn(canvas, mm(margins.left_mm), top - 2 - text.height)
