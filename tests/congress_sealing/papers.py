"""Papers to sign: small, with letters of their own, so that tests need no other room."""

from io import BytesIO
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import congress

FONT = Path(congress.__file__).parent / "papers" / "fonts" / "LiberationSerif-Regular.ttf"
MM = 72 / 25.4


def page(text: str, *, w_mm: float = 210, h_mm: float = 297, pages: int = 1) -> bytes:
    """A PDF of `pages` pages that say `text`."""
    if "SealingTest" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("SealingTest", str(FONT)))
    target = BytesIO()
    canvas = Canvas(target, pagesize=(w_mm * MM, h_mm * MM), invariant=1, initialFontName="SealingTest")
    for number in range(1, pages + 1):
        canvas.setFont("SealingTest", 11)
        canvas.drawString(6, h_mm * MM / 2, f"{text} {number}" if pages > 1 else text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()
