"""Norms as lines of a table (các dòng định mức): as they are kept, read from a file, typed in."""

from collections.abc import Sequence

from congress.i18n import t
from devices.needs.values import Norm, Use
from tui.needs_words import basis, item
from tui.widgets.windowed_table import Column, Row


def norm_columns() -> tuple[Column, ...]:
    """Of a table of norms."""
    return (
        Column(t("Device"), 15, most=20),
        Column(t("Purpose")),
        Column(t("Quantity"), 8, right=True),
        Column(t("Reckoned by"), 12),
        Column(t("Machines"), 9),
    )


def norm_rows(norms: Sequence[Norm]) -> list[Row]:
    """A row a norm."""
    return [
        Row(
            place,
            (
                (item(norm.item), "bold"),
                norm.purpose,
                str(norm.quantity),
                basis(norm.basis),
                (t("classified"), "$warn") if norm.use is Use.CLASSIFIED else "",
            ),
        )
        for place, norm in enumerate(norms)
    ]
