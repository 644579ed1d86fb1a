"""The two palettes (bảng màu), dark and light: warm paper and ink, deep red for the band, gold for what is next.

Colour supports words and never replaces them. Every pair in `TEXT_PAIRS` reads at WCAG AA (4.5 : 1).
"""

from dataclasses import dataclass

from textual.theme import Theme

DARK_NAME = "congress-dark"
LIGHT_NAME = "congress-light"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours by what they are for."""

    paper: str
    """Ground of the screen."""
    surface: str
    """Ground of fields and of the bar of keys."""
    panel: str
    """Ground of dialogs, and of the row under the cursor while its list has no focus."""
    ink: str
    quiet: str
    """What stays in the second place: hints, units, steps to come."""
    rule: str
    """Lines; no text is painted in it."""
    band: str
    """Deep red of the top line and of the chosen button."""
    band_ink: str
    cursor: str
    """Ground of the row under the cursor."""
    gold: str
    """What is next, and keys."""
    good: str
    bad: str
    bad_ground: str
    """Ground of a refusal."""
    warn: str


DARK = Palette(
    paper="#171310",
    surface="#211b17",
    panel="#2b241e",
    ink="#f1eadc",
    quiet="#b5a996",
    rule="#5d4f41",
    band="#7a1717",
    band_ink="#fbefcf",
    cursor="#4d221d",
    gold="#e6bd62",
    good="#a3d08f",
    bad="#ffa394",
    bad_ground="#5c1512",
    warn="#f2c66d",
)

LIGHT = Palette(
    paper="#fbf7ee",
    surface="#f3ebdb",
    panel="#eae0cb",
    ink="#241b15",
    quiet="#5f5446",
    rule="#b7a686",
    band="#97191b",
    band_ink="#fff4d9",
    cursor="#f1d7a6",
    gold="#714f08",
    good="#1f5c27",
    bad="#9d1213",
    bad_ground="#f6d2cb",
    warn="#6d4700",
)

GROUNDS = ("paper", "surface", "panel", "cursor")
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("ink", "quiet", "gold", "good", "bad", "warn") for ground in GROUNDS),
    ("band_ink", "band"),
    ("bad", "bad_ground"),
    ("ink", "bad_ground"),
)
"""Every (text, ground) that the style sheets and widgets put together."""


def _theme(name: str, palette: Palette, *, dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=palette.band,
        secondary=palette.gold,
        accent=palette.gold,
        warning=palette.warn,
        error=palette.bad,
        success=palette.good,
        foreground=palette.ink,
        background=palette.paper,
        surface=palette.surface,
        panel=palette.panel,
        dark=dark,
        text_alpha=1.0,
        variables={
            "quiet": palette.quiet,
            "rule": palette.rule,
            "band": palette.band,
            "band-ink": palette.band_ink,
            "cursor": palette.cursor,
            "gold": palette.gold,
            "good": palette.good,
            "bad": palette.bad,
            "bad-ground": palette.bad_ground,
            "warn": palette.warn,
            "ink": palette.ink,
            "paper": palette.paper,
            "text": palette.ink,
            "text-muted": palette.quiet,
            "text-error": palette.bad,
            "text-warning": palette.warn,
            "text-success": palette.good,
            "text-accent": palette.gold,
            "block-cursor-background": palette.cursor,
            "block-cursor-foreground": palette.ink,
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": palette.panel,
            "block-cursor-blurred-foreground": palette.ink,
            "input-cursor-background": palette.gold,
            "input-cursor-foreground": palette.paper,
            "input-selection-background": palette.cursor,
            "border": palette.gold,
            "border-blurred": palette.rule,
            "scrollbar": palette.rule,
            "scrollbar-hover": palette.quiet,
            "scrollbar-active": palette.gold,
            "scrollbar-background": palette.paper,
            "scrollbar-background-hover": palette.paper,
            "scrollbar-background-active": palette.paper,
            "scrollbar-corner-color": palette.paper,
        },
    )


def themes() -> tuple[Theme, Theme]:
    """The dark and the light theme, for `App.register_theme`."""
    return _theme(DARK_NAME, DARK, dark=True), _theme(LIGHT_NAME, LIGHT, dark=False)
