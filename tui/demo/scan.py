"""A made scan (bản quét giả định): the printed minutes with ink on the signing places, as a scanner would give them."""

import random
from collections.abc import Iterable
from io import BytesIO
from itertools import pairwise

import pikepdf

from ballots.results.values import SigningPlace

_INK = "0.08 0.13 0.55 RG 1.1 w 1 J 1 j"
_POINTS = 9


def signed_by_pen(minutes: bytes, places: Iterable[SigningPlace]) -> bytes:
    """The minutes without fields and attached file, which no scanner sees, and a stroke of ink at each place."""
    with pikepdf.open(BytesIO(minutes)) as pdf:
        pages = dict(enumerate(pdf.pages, start=1))
        for page in pages.values():
            if "/Annots" in page.obj:
                del page.obj["/Annots"]
        for entry in ("/AcroForm", "/Names", "/AF", "/Perms"):
            if entry in pdf.Root:
                del pdf.Root[entry]
        for place in places:
            page = pages[place.box.page]
            page.contents_add(f"q {_INK} {_stroke(place)} S Q".encode())
        pdf.remove_unreferenced_resources()
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _stroke(place: SigningPlace) -> str:
    """A signature nobody has: curves through points drawn by the name."""
    left, bottom, right, top = place.box.rectangle_pt
    draw = random.Random(place.signatory.name)
    wide, high = right - left, top - bottom
    points = [
        (left + wide * (0.15 + 0.7 * step / _POINTS), bottom + high * draw.uniform(0.2, 0.75))
        for step in range(_POINTS)
    ]
    path = ["{:.1f} {:.1f} m".format(*points[0])]
    for (x1, y1), (x2, y2) in pairwise(points):
        bend = high * draw.uniform(-0.5, 0.5)
        path.append(
            f"{x1 + wide * 0.06:.1f} {y1 + bend:.1f} {x2 - wide * 0.06:.1f} {y2 - bend:.1f} {x2:.1f} {y2:.1f} c"
        )
    return " ".join(path)
