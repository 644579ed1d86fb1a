"""The head of a Party paper (phần đầu): title, issuing body, number, place and date, kind and summary."""

from reportlab.platypus import Flowable

from congress.papers.binding import Stack
from congress.papers.blocks import Align, Face
from congress.papers.drawings import RuledTitle
from congress.papers.grids import side_by_side
from congress.papers.phrasing import long_date
from congress.papers.setting import TextStyle, mm, set_text
from congress.papers.typefaces import printable, text_width_pt
from congress.papers.values import PartyPaper, PlaceAndDate, Secrecy

TITLE = "ĐẢNG CỘNG SẢN VIỆT NAM"


def place_and_date(at: PlaceAndDate) -> str:
    """ "Hà Tĩnh, ngày 10 tháng 02 năm 2020", or dots to write on."""
    when = long_date(at.on) if at.on else "ngày ..... tháng ..... năm 20....."
    return f"{at.place}, {when}" if at.place else when


def set_heading(paper: PartyPaper) -> list[Flowable]:
    """Head and title of `paper`; nothing for a paper without them."""
    head = [_head(paper)] if paper.issuer or paper.place_and_date else []
    return [*head, *_title(paper)]


def _head(paper: PartyPaper) -> Flowable:
    style = paper.style
    body = style.heading_pt
    width = mm(style.text_width_mm)
    when = place_and_date(paper.place_and_date) if paper.place_and_date else ""
    right_width = max(
        text_width_pt(TITLE, Face.BOLD, body + 1),
        min(text_width_pt(printable(when, Face.ITALIC), Face.ITALIC, body), width * 0.55),
    )
    right_width = min(right_width + 6, width * 0.56)
    left_width = width - right_width - mm(4)
    right: list[Flowable] = [RuledTitle(TITLE, body + 1)]
    if when:
        right.append(set_text(when, _line(body, Face.ITALIC, before=4)))
    return side_by_side(
        [[Stack(_issuer(paper, left_width)), "", Stack(right)]],
        [left_width, mm(4), right_width],
        after=body * 1.3,
    )


def _issuer(paper: PartyPaper, width: float) -> list[Flowable]:
    body = paper.style.heading_pt
    *upper, own = paper.issuer or ("",)
    lines = [set_text(name.upper(), _line(body, Face.PLAIN)) for name in upper]
    lines.append(set_text(own.upper(), _line(body, Face.BOLD)))
    lines.append(set_text("*", _line(body, Face.PLAIN)))
    if paper.number:
        lines.append(set_text(f"Số {paper.number}", _line(body, Face.PLAIN)))
    if paper.secrecy:
        lines.append(_secrecy(paper.secrecy, body, width))
    return lines


def _secrecy(secrecy: Secrecy, body: float, width: float) -> Flowable:
    long = text_width_pt(secrecy.value, Face.BOLD, body) + 16
    return side_by_side(
        [["", set_text(secrecy.value, _line(body, Face.BOLD)), ""]],
        [(width - long) / 2, long, (width - long) / 2],
        commands=[
            ("BOX", (1, 0), (1, 0), 1.0, (0, 0, 0)),
            ("TOPPADDING", (1, 0), (1, 0), 1),
            ("BOTTOMPADDING", (1, 0), (1, 0), 4),
        ],
        before=6,
    )


def _title(paper: PartyPaper) -> list[Flowable]:
    body = paper.style.body_pt
    lines: list[Flowable] = []
    if paper.kind:
        lines.append(set_text(paper.kind.upper(), _line(body + 2, Face.BOLD)))
    if paper.summary:
        lines.append(set_text(paper.summary, _line(body, Face.BOLD)))
    if lines:
        lines.append(set_text("-----", _line(body, Face.PLAIN, after=body * 0.6)))
    return [Stack(lines)] if lines else []


def _line(size: float, face: Face, *, before: float = 0, after: float = 0) -> TextStyle:
    return TextStyle(size=size, leading=size * 1.22, face=face, align=Align.CENTRE, before=before, after=after)
