"""The picture of a digital signature (hình chữ ký số): drawn here, its letters embedded as PDF/A asks."""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph as SetParagraph

from congress.errors import Refused
from congress.papers.blocks import Align, Face
from congress.papers.setting import TextStyle, mm, set_text
from congress.papers.typefaces import font_name
from congress.papers.values import SignatureBox

_SIZES_PT = (10.0, 9.0, 8.0, 7.0, 6.0, 5.0)
_INSET = mm(1.5)
_FRAME_INSET_PT = 1.0


def signature_stamp(lines: tuple[str, ...], box: SignatureBox) -> bytes:
    """One page of the size of `box`: a frame and `lines`, to be shown where the field was signed."""
    left, bottom, right, top = box.rectangle_pt
    width, height = right - left, top - bottom
    texts = _fitted(lines, width - 2 * _INSET, height - 2 * _INSET)
    target = BytesIO()
    canvas = Canvas(
        target, pagesize=(width, height), invariant=1, initialFontName=font_name(Face.PLAIN), pageCompression=0
    )
    canvas.setLineWidth(0.6)
    canvas.rect(_FRAME_INSET_PT, _FRAME_INSET_PT, width - 2 * _FRAME_INSET_PT, height - 2 * _FRAME_INSET_PT)
    y = (height + sum(text.height for text in texts)) / 2
    for text in texts:
        y -= text.height
        text.drawOn(canvas, _INSET, y)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _fitted(lines: tuple[str, ...], width: float, height: float) -> list[SetParagraph]:
    for size in _SIZES_PT:
        shape = TextStyle(size=size, leading=size * 1.2, align=Align.CENTRE)
        texts = [set_text(line, shape) for line in lines]
        if sum(text.wrap(width, height)[1] for text in texts) <= height:
            return texts
    raise Refused("block-too-large", title=" ".join(lines))
