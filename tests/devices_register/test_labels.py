"""Labels stand where the sheet has them, to a fifth of a millimetre, measured in the printed page."""

import io
from itertools import pairwise
from uuid import UUID

import pypdfium2
import pytest
from PIL import Image
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from congress.errors import Malformed, Refused
from devices.register import labelling
from devices.register.papers import label_sheet
from devices.register.rules.labels import (
    GRIDS,
    MODULES,
    PAGE_HEIGHT_MM,
    PAGE_WIDTH_MM,
    LabelSheet,
    Setting,
    boxes,
    check_setting,
    code_box,
    module_mm,
)
from devices.register.rules.tags import NUMBERS, tag_of
from devices.register.values.devices import Category, Condition, DeviceDetails, DeviceState, NewDevice, Tenure, UseClass
from devices.register.values.listing import DeviceLine, Sought
from tests.congress_papers.reading import words_of
from tests.devices_register.stores import dam_rong, registered
from tests.workspaces import Office

DOTS_A_MM = 10
EXACT_MM = 0.2
MANUFACTURER = {
    LabelSheet.L7162: (16, 99.1, 33.9, 4.65, 12.9, 101.6, 33.9),
    LabelSheet.L7163: (14, 99.1, 38.1, 4.65, 15.15, 101.6, 38.1),
    LabelSheet.L4731: (189, 25.4, 10.0, 8.6, 13.5, 27.9, 10.0),
}
"""Labels a sheet, width, height, left, top, from label to label across and down."""


def _line(number: int, *, model: str = "HP ProBook 440 G9", owner: str = "Đảng ủy xã Đạ K' Nàng") -> DeviceLine:
    tag = next(tag for n in range(number * 977, NUMBERS) if (tag := tag_of(n)) is not None)
    return DeviceLine(
        UUID(int=number),
        tag,
        Category.COMPUTER,
        model,
        "5CD1",
        Condition.GOOD,
        Tenure.OWN,
        UseClass.INTERNAL,
        DeviceState.REGISTERED,
        owner,
        owner,
        "",
        "",
        "",
        "",
    )


def _pictures(pdf: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        assert all((round(page.get_width(), 1), round(page.get_height(), 1)) == (595.3, 841.9) for page in document)
        return [page.render(scale=DOTS_A_MM * 25.4 / 72).to_pil().convert("L") for page in document]


def _matrix(tag: str) -> list[list[bool]]:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(tag, optimize=0)
    code.make(fit=True)
    found: list[list[bool]] = code.get_matrix()
    return found


@pytest.mark.parametrize("sheet", MANUFACTURER)
def test_the_geometry_is_the_manufacturer_s(sheet: LabelSheet) -> None:
    grid = GRIDS[sheet]
    found = (
        grid.count,
        grid.width_mm,
        grid.height_mm,
        grid.left_mm,
        grid.top_mm,
        grid.width_mm + grid.gap_mm,
        grid.height_mm,
    )
    assert found == pytest.approx(MANUFACTURER[sheet])
    assert sheet.value in grid.source


@pytest.mark.parametrize("sheet", LabelSheet)
@pytest.mark.parametrize(("start", "right_mm", "down_mm"), [(1, 0.0, 0.0), (4, 1.5, -2.0)])
def test_every_code_and_tag_is_printed_where_its_label_stands(
    sheet: LabelSheet, start: int, right_mm: float, down_mm: float
) -> None:
    setting = Setting(sheet, start, right_mm, down_mm)
    grid = GRIDS[sheet]
    lines = [_line(number) for number in range(1, grid.count + 3)]
    pdf = label_sheet(lines, setting)
    assert label_sheet(lines, setting) == pdf
    pages, words = _pictures(pdf), words_of(pdf)
    found = boxes(setting, len(lines))
    assert len(pages) == found[-1].page == 2
    for line, box in zip(lines, found, strict=True):
        _measure(pages[box.page - 1], line.tag, *code_box(grid, box))
        tag = next(word for word in words if word.text == line.tag)
        assert tag.page == box.page
        assert box.left_mm < tag.left_mm
        assert tag.right_mm < box.left_mm + box.width_mm
        assert box.top_mm < tag.top_mm
        assert tag.bottom_mm < box.top_mm + box.height_mm
        _, _, side = code_box(grid, box)
        assert side == pytest.approx(module_mm(grid) * MODULES)


def _measure(page: Image.Image, tag: str, left: float, top: float, side: float) -> None:
    """The code's dark squares begin and end where they should, and they are this tag's squares."""
    air = 0.6
    x0, y0, x1, y1 = (round(edge * DOTS_A_MM) for edge in (left - air, top - air, left + side + air, top + side + air))
    cut = page.crop((x0, y0, x1, y1)).point(lambda grey: 255 if grey < 128 else 0)
    dark = cut.getbbox()
    assert dark is not None
    x, y = x0 / DOTS_A_MM, y0 / DOTS_A_MM
    measured = [x + dark[0] / DOTS_A_MM, y + dark[1] / DOTS_A_MM, x + dark[2] / DOTS_A_MM, y + dark[3] / DOTS_A_MM]
    assert measured == pytest.approx([left, top, left + side, top + side], abs=EXACT_MM)
    module = side / MODULES
    at = [(place + 0.5) * module for place in range(MODULES)]
    seen = [
        [bool(cut.getpixel((round((left + c - x) * DOTS_A_MM), round((top + r - y) * DOTS_A_MM)))) for c in at]
        for r in at
    ]
    assert seen == _matrix(tag)


def test_labels_stay_on_the_page_and_off_one_another() -> None:
    for sheet, grid in GRIDS.items():
        found = boxes(Setting(sheet), grid.count)
        for one, other in pairwise(found):
            if one.top_mm == other.top_mm:
                assert other.left_mm >= one.left_mm + grid.width_mm
            else:
                assert other.top_mm == pytest.approx(one.top_mm + grid.height_mm)
        assert found[-1].left_mm + grid.width_mm <= PAGE_WIDTH_MM - grid.left_mm + 0.01
        assert found[-1].top_mm + grid.height_mm <= PAGE_HEIGHT_MM - grid.top_mm + 0.01


def test_plain_paper_has_lines_to_cut_along() -> None:
    setting = Setting(LabelSheet.PLAIN)
    grid = GRIDS[LabelSheet.PLAIN]
    page = _pictures(label_sheet([_line(1)], setting))[0]
    for column in range(grid.columns + 1):
        x = round((grid.left_mm + column * grid.width_mm) * DOTS_A_MM)
        y = round((grid.top_mm + grid.height_mm * 2.5) * DOTS_A_MM)
        dark, _ = page.crop((x - 1, y, x + 2, y + 1)).getextrema()
        assert isinstance(dark, int | float)
        assert dark < 220


def test_long_words_are_set_smaller_and_shortened_inside_their_label() -> None:
    long = "Máy tính xách tay Hewlett-Packard ProBook 440 G9 bản đặc biệt dành cho hội trường lớn của tỉnh"
    for sheet in LabelSheet:
        box = boxes(Setting(sheet), 1)[0]
        pdf = label_sheet([_line(1, model=long, owner=long)], Setting(sheet))
        for word in words_of(pdf):
            assert word.right_mm <= box.left_mm + box.width_mm
            assert word.bottom_mm <= box.top_mm + box.height_mm + EXACT_MM


@pytest.mark.parametrize(
    ("setting", "codes"),
    [
        (Setting(LabelSheet.L7162, 17), ["label-start-wrong"]),
        (
            Setting(LabelSheet.L7162, 0, 11.0, float("nan")),
            ["label-start-wrong", "label-offset-wrong", "label-offset-wrong"],
        ),
        (Setting(LabelSheet.L4731, 189, -10.0, 10.0), []),
    ],
)
def test_a_setting_that_cannot_be_is_named(setting: Setting, codes: list[str]) -> None:
    assert [fault.code for fault in check_setting(setting)] == codes


def test_labels_are_printed_for_tags_or_for_what_a_table_shows(any_office: Office) -> None:
    known = dam_rong(any_office)
    made = registered(any_office, [NewDevice(DeviceDetails(Category.PRINTER, known.old[n], "Canon")) for n in range(3)])
    ws, setting = any_office.workspace, Setting(LabelSheet.L7163)
    tags = [made[2].tag, made[0].tag]
    chosen = [word.text for word in words_of(labelling.print_labels(ws, setting, tags=tags)) if word.text[:3] == "TB-"]
    assert chosen == tags
    shown = labelling.print_labels(ws, setting, sought=Sought(text="phi lieng"))
    assert [word.text for word in words_of(shown) if word.text[:3] == "TB-"] == [made[1].tag]
    with pytest.raises(Refused, match="devices-none"):
        labelling.print_labels(ws, setting, sought=Sought(text="không có"))
    with pytest.raises(Refused, match="device-unknown"):
        labelling.print_labels(ws, setting, tags=["TB-1"])
    with pytest.raises(Malformed, match="label-start-wrong"):
        labelling.print_labels(ws, Setting(LabelSheet.L7163, 15))
    assert io.BytesIO(shown).read(5) == b"%PDF-"
