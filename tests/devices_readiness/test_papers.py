"""A device's tag stands in one line on every paper, however wide its letters are."""

import pytest

from congress.papers.blocks import Face
from congress.papers.tables import _PAD_X  # what a cell keeps free beside its text
from congress.papers.typefaces import text_width_pt
from devices.custody.papers import heads
from devices.custody.values import HandoverKind
from devices.readiness import papers
from devices.register.rules.tags import NUMBERS, tag_of

LARGEST_PT = 12.0
"""Of the tables these columns stand in."""
TAGS = tuple(tag for number in range(0, NUMBERS, NUMBERS // 5000) if (tag := tag_of(number)))
COLUMNS = {
    "readiness": papers._TAG.width_mm,
    **{str(kind): dict(heads(kind))["Mã"] for kind in HandoverKind},
}


@pytest.mark.parametrize("column", COLUMNS)
def test_the_widest_tag_fits_its_column(column: str) -> None:
    width = COLUMNS[column]
    assert width is not None
    widest = max(TAGS, key=lambda tag: text_width_pt(tag, Face.PLAIN, LARGEST_PT))
    needed_mm = (text_width_pt(widest, Face.PLAIN, LARGEST_PT) + 2 * _PAD_X) / 72 * 25.4
    assert needed_mm <= width, widest
