"""What the register writes out (báo cáo từ sổ thiết bị): the list or the counts, on either side of mergers."""

from pathlib import Path
from typing import TYPE_CHECKING

from congress.i18n import t
from devices.register import reports
from devices.register.values.listing import Sought
from devices.register.values.mergers import Side, When
from tui.screens.device_asking import Values
from tui.widgets.forms import FieldKind, FormField

if TYPE_CHECKING:
    from congress.workspace import Workspace

LIST, COUNTS = "list", "counts"


def report_fields() -> list[FormField]:
    """Where to, what is written, and as of which side of the mergers."""
    return [
        FormField("path", t("File"), hint=t("a new file: .xlsx or .csv; counts .xlsx or .pdf")),
        FormField(
            "what",
            t("What to write"),
            FieldKind.CHOICE,
            value=LIST,
            options=((LIST, t("List of devices")), (COUNTS, t("Counts by unit and category"))),
        ),
        FormField(
            "as_of",
            t("By units"),
            FieldKind.CHOICE,
            value=When.NOW,
            options=(
                (When.NOW, t("as they are now")),
                (When.BEFORE, t("before the mergers")),
                (When.AFTER, t("after the mergers")),
            ),
        ),
    ]


def reported(workspace: "Workspace", path: Path, values: Values, sought: Sought) -> bytes:
    """The file's bytes, by the ending of its name."""
    kind, side = path.suffix.lower(), Side(When(values["as_of"]))
    if values["what"] == LIST:
        return reports.export(workspace, kind=kind.removeprefix("."), sought=sought, side=side)
    from devices.register.counting import counts_file

    return counts_file(reports.counts(workspace, side), kind=kind)
