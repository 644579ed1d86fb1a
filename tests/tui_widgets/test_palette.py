"""Every text of both palettes can be read: WCAG 2.2, contrast (minimum), AA."""

import pytest
from textual.theme import Theme

from tui.styles.palette import DARK, LIGHT, TEXT_PAIRS, Palette, themes

AA = 4.5


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
def test_text_stands_out_from_its_ground(palette: Palette, pair: tuple[str, str]) -> None:
    text, ground = (getattr(palette, name) for name in pair)
    assert contrast(text, ground) >= AA


@pytest.mark.parametrize("theme", themes(), ids=lambda theme: theme.name)
def test_the_signs_of_test_and_of_focus_stand_out(theme: Theme) -> None:
    colours = theme.variables
    assert contrast(colours["paper"], colours["gold"]) >= AA
    assert contrast(colours["input-cursor-foreground"], colours["input-cursor-background"]) >= AA
