"""How the app looks (giao diện): two palettes and the style sheets that use them."""

from pathlib import Path, PurePath

from tui.styles.palette import DARK, DARK_NAME, LIGHT, LIGHT_NAME, Palette, themes

_FOLDER = Path(__file__).parent

STYLE_SHEETS: list[str | PurePath] = [
    _FOLDER / name for name in ("base.tcss", "entry.tcss", "lists.tcss", "forms.tcss", "dialogs.tcss", "counting.tcss")
]
"""For `App.CSS_PATH`, in this order."""

__all__ = ["DARK", "DARK_NAME", "LIGHT", "LIGHT_NAME", "STYLE_SHEETS", "Palette", "themes"]
