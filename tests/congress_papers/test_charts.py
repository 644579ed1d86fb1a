"""Bars on paper: as long as their figures say, told apart without colour, every figure printed."""

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.errors import Refused
from congress.papers.blocks import Bar, BarChart, BarGroup
from congress.papers.render import render
from tests.congress_papers.reading import text_of
from tests.congress_papers.samples import paper

TERMS = ("2020 - 2025", "2025 - 2030")
CHART = BarChart(
    TERMS,
    (
        BarGroup("Có mặt trên số được triệu tập", (Bar(9867, "98,67%"), Bar(9500, "95,00%"))),
        BarGroup("Số dư", (Bar(3333, "33,33%"), Bar(5000, "50,00%"))),
        BarGroup("Không có nhiệm kỳ trước", (None, Bar(0, "0,00%"))),
    ),
    whole=10_000,
)


def rectangles(chart: BarChart) -> list[tuple[float, float]]:
    """Width and grey of each rectangle on the first page that is filled and framed."""
    found, grey, width = [], 0.0, 0.0
    with pikepdf.open(BytesIO(render(paper(chart)).pdf)) as pdf:
        for step in pikepdf.parse_content_stream(pdf.pages[0]):
            match str(step.operator):
                case "g":
                    grey = float(str(step.operands[0]))
                case "re":
                    width = float(str(step.operands[2]))
                case "B*":
                    found.append((width, grey))
    return found


def test_every_label_figure_and_series_is_printed() -> None:
    text = text_of(render(paper(CHART)).pdf)
    for said in ("98,67%", "95,00%", "33,33%", "50,00%", "0,00%", "Số dư", "2020 - 2025", "2025 - 2030"):
        assert said in text.replace("\N{NO-BREAK SPACE}", " ")


def test_bars_are_as_long_as_their_figures_say_and_told_apart_by_grey() -> None:
    swatches, bars = rectangles(CHART)[:2], rectangles(CHART)[2:]
    light, dark = (grey for _, grey in swatches)
    assert light - dark > 0.3
    assert [grey for _, grey in bars] == [light, dark, light, dark, dark]
    widths = [width for width, _ in bars]
    assert widths[3] * 9867 == pytest.approx(widths[0] * 5000, rel=0.001)
    assert widths[4] == 0


def test_without_a_whole_the_greatest_bar_is_full() -> None:
    chart = BarChart(("Số phiếu",), (BarGroup("A", (Bar(50, "50"),)), BarGroup("B", (Bar(200, "200"),))))
    (_, (half, _), (full, _)) = rectangles(chart)
    assert full == pytest.approx(4 * half, rel=0.001)


def test_a_long_chart_goes_on_on_the_next_page() -> None:
    groups = tuple(BarGroup(f"Chỉ tiêu {n}", (Bar(n, str(n)), Bar(2 * n, str(2 * n)))) for n in range(60))
    made = render(paper(BarChart(TERMS, groups)))
    assert made.pages > 1
    text = text_of(made.pdf)
    assert all(f"Chỉ tiêu {n}" in text for n in range(60))


def test_letters_that_no_face_has_are_refused() -> None:
    with pytest.raises(Refused, match="glyph-missing"):
        render(paper(BarChart(("委員",), (BarGroup("A", (Bar(1, "1"),)),))))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: BarChart((), ()),
        lambda: BarChart(TERMS, ()),
        lambda: BarChart(TERMS, (BarGroup("A", (Bar(1, "1"),)),)),
        lambda: BarChart(("A",), (BarGroup("A", (Bar(-1, "-1"),)),)),
    ],
)
def test_what_is_no_chart_is_refused(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(ValueError):
        wrong()


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=8))
def test_whatever_is_charted_is_drawn(values: list[tuple[int, int]]) -> None:
    groups = tuple(BarGroup("A", (Bar(one, str(one)), Bar(other, str(other)))) for one, other in values)
    assert render(paper(BarChart(TERMS, groups))).pages == 1
