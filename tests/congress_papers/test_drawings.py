"""What is drawn is what was given: QR modules, strokes of a hand count, ticks, keys."""

from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from congress.papers.blocks import Block, CertificateKey, FiveStrokeTallySheet, QrCode, TallyLine, TickBox, TickBoxes
from congress.papers.render import render
from tests.congress_papers.reading import text_of
from tests.congress_papers.samples import paper

_DPI = 300
_DARK = 128


@pytest.mark.parametrize("payload", ["tap:07", "đoàn Hà Tĩnh", bytes(range(215))], ids=["tag", "text", "statement"])
def test_every_module_of_a_qr_code_stands_where_it_belongs(payload: str | bytes) -> None:
    module_mm = 0.4
    matrix = _matrix(payload)
    picture = pdfium.PdfDocument(render(paper(QrCode(payload, module_mm))).pdf)[0].render(scale=_DPI / 72).to_pil()
    grey = picture.convert("L")
    pixels_a_mm = _DPI / 25.4
    left_mm, top_mm = 30.0, 20.0  # the corner of the text on A4
    for row, modules in enumerate(matrix):
        for column, dark in enumerate(modules):
            x = (left_mm + (column + 0.5) * module_mm) * pixels_a_mm
            y = (top_mm + (row + 0.5) * module_mm) * pixels_a_mm
            assert (grey.getpixel((int(x), int(y))) < _DARK) == dark


@pytest.mark.parametrize("strokes", [0, 1, 5, 17, 64, 115])
def test_a_hand_count_shows_as_many_strokes_as_votes(strokes: int) -> None:
    sheet = FiveStrokeTallySheet((TallyLine("1", "Nguyễn Văn Hạnh", strokes),), squares=20)
    solid, faint = _strokes(sheet)
    assert solid == strokes
    assert solid + faint == 5 * max(20, -(-strokes // 5))


def test_only_ticked_boxes_have_a_cross() -> None:
    def crossing(*ticked: bool) -> int:
        boxes = TickBoxes(tuple(TickBox("x", ticked=tick) for tick in ticked))
        return _lines_of_width(boxes, 1.3)

    assert [crossing(False, False), crossing(True, False), crossing(True, True)] == [0, 2, 4]


def test_a_key_is_printed_whole_in_groups() -> None:
    key = "7F3K9QX2M4B8W6TDZ1HJ5RVC0"
    printed = text_of(render(paper(CertificateKey(key, group_letters=4, groups_a_line=3))).pdf)
    assert printed == "7F3K 9QX2 M4B8 W6TD Z1HJ 5RVC 0"


def test_a_long_key_is_set_smaller_rather_than_beyond_the_margin() -> None:
    key = "7F3K9QX2" * 6
    assert text_of(render(paper(CertificateKey(key, groups_a_line=12, size_pt=28))).pdf).replace(" ", "") == key


def _matrix(payload: str | bytes) -> list[list[bool]]:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(payload, optimize=0)
    code.make(fit=True)
    matrix: list[list[bool]] = code.get_matrix()
    return matrix


def _strokes(sheet: FiveStrokeTallySheet) -> tuple[int, int]:
    return _lines_of_width(sheet, 1.0), _lines_of_width(sheet, 0.4)


def _lines_of_width(block: Block, width: float) -> int:
    """Lines drawn `width` points thick on the first page."""
    lines, current, stack = 0, 0.0, []
    with pikepdf.open(BytesIO(render(paper(block)).pdf)) as pdf:
        for step in pikepdf.parse_content_stream(pdf.pages[0]):
            match str(step.operator):
                case "w":
                    current = float(str(step.operands[0]))
                case "q":
                    stack.append(current)
                case "Q":
                    current = stack.pop()
                case "l":
                    lines += current == width
    return lines
