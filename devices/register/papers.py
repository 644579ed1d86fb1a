"""Sheets of labels (tem thiết bị): a QR code of the tag and the tag to be read, exact to the millimetre."""

from collections.abc import Sequence
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from congress.papers.blocks import Face
from congress.papers.drawings import QrSquares
from congress.papers.setting import mm
from congress.papers.typefaces import font_name, printable, text_width_pt
from devices.register.rules import words
from devices.register.rules.labels import (
    GRIDS,
    MODULES,
    PAGE_HEIGHT_MM,
    PAGE_WIDTH_MM,
    QUIET,
    LabelBox,
    LabelGrid,
    Setting,
    boxes,
    code_box,
    module_mm,
)
from devices.register.values.listing import DeviceLine

_TAG_PT, _TEXT_PT, _LEAST_PT = 15.0, 9.0, 5.0
_LEADING = 1.25
_MARGIN_MM = 1.0
_CUT_MM = 4.0
"""How far a cut line stands out of the field of labels."""


def label_sheet(lines: Sequence[DeviceLine], setting: Setting) -> bytes:
    """Labels of devices on A4 sheets (in tem): equal input gives equal bytes."""
    target = BytesIO()
    canvas = Canvas(
        target,
        pagesize=(mm(PAGE_WIDTH_MM), mm(PAGE_HEIGHT_MM)),
        invariant=1,
        pageCompression=1,
        initialFontName=font_name(Face.PLAIN),
    )
    canvas.setTitle("Tem thiết bị")
    canvas.setViewerPreference("PrintScaling", "None")  # a printer that fits to the page moves every label
    grid, page = GRIDS[setting.sheet], 0
    for line, box in zip(lines, boxes(setting, len(lines)), strict=True):
        if box.page != page:
            if page:
                canvas.showPage()
            page = box.page
            if grid.cut_lines:
                _cut_lines(canvas, grid, setting)
        _label(canvas, line, grid, box)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _label(canvas: Canvas, line: DeviceLine, grid: LabelGrid, box: LabelBox) -> None:
    left, top, side = code_box(grid, box)
    module = module_mm(grid)
    border = QUIET * module
    code = QrSquares(line.tag, mm(module), None, 0.0)
    whole = module * (MODULES + 2 * QUIET)
    code.wrapOn(canvas, mm(whole), mm(whole))
    code.drawOn(canvas, mm(left - border), mm(PAGE_HEIGHT_MM - top - side - border))
    text_left = left + side + border  # readers need the white border on every side
    width = mm(box.left_mm + box.width_mm - _MARGIN_MM - text_left)
    shown = _texts(line, tall_pt=mm(box.height_mm - 2 * _MARGIN_MM), width_pt=width)
    height = sum(size * _LEADING for _, _, size in shown)
    y = mm(PAGE_HEIGHT_MM - box.top_mm - box.height_mm / 2) + height / 2
    for text, face, size in shown:
        y -= size * _LEADING
        canvas.setFont(font_name(face), size)
        canvas.drawString(mm(text_left), y + size * 0.3, text)


def _texts(line: DeviceLine, *, tall_pt: float, width_pt: float) -> list[tuple[str, Face, float]]:
    """The tag first and largest, then what room there is for: category, model, owner."""
    wanted = [(line.tag, Face.BOLD, _TAG_PT)]
    more = (words.CATEGORIES[line.category][0], line.model, line.owner)
    wanted += [(text, Face.PLAIN, _TEXT_PT) for text in more if text]
    shown: list[tuple[str, Face, float]] = []
    left = tall_pt
    for text, face, size in wanted:
        fitted = _fitted(printable(text), face, size, width_pt)
        if fitted[2] * _LEADING > left:
            break
        left -= fitted[2] * _LEADING
        shown.append(fitted)
    return shown


def _fitted(text: str, face: Face, size: float, width_pt: float) -> tuple[str, Face, float]:
    """A text set smaller until it fits, then shortened; a tag always fits whole."""
    while size > _LEAST_PT and text_width_pt(text, face, size) > width_pt:
        size -= 0.5
    if text_width_pt(text, face, size) > width_pt:
        while len(text) > 1 and text_width_pt(f"{text}…", face, size) > width_pt:
            text = text[:-1]
        text = f"{text.rstrip()}…"
    return text, face, size


def _cut_lines(canvas: Canvas, grid: LabelGrid, setting: Setting) -> None:
    """Lines to cut along, faint, standing out a little at the ends."""
    left, top = grid.left_mm + setting.right_mm, grid.top_mm + setting.down_mm
    right, bottom = left + grid.columns * grid.width_mm, top + grid.rows * grid.height_mm
    canvas.saveState()
    canvas.setLineWidth(0.3)
    canvas.setStrokeGray(0.6)
    upright = [left + column * grid.width_mm for column in range(grid.columns + 1)]
    level = [PAGE_HEIGHT_MM - top - row * grid.height_mm for row in range(grid.rows + 1)]
    high, low = mm(PAGE_HEIGHT_MM - top + _CUT_MM), mm(PAGE_HEIGHT_MM - bottom - _CUT_MM)
    canvas.lines([(mm(x), low, mm(x), high) for x in upright])
    canvas.lines([(mm(left - _CUT_MM), mm(y), mm(right + _CUT_MM), mm(y)) for y in level])
    canvas.restoreState()
