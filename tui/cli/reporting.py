"""`congress devices report`: how many devices units have, as it stands, as before and as after mergers (báo cáo)."""

from pathlib import Path
from typing import Annotated

import typer

from congress.i18n import t
from devices.register import reports
from devices.register.reports import Counts
from devices.register.values.mergers import Side, When
from tui.cli.answers import say, show
from tui.cli.folders import AsJson, Folder, opened, write_whole
from tui.cli.register import AsOf, Decisions

DONE = 0


def report(
    workspace: Folder,
    as_of: AsOf = When.NOW,
    decision: Decisions = None,
    out: Annotated[Path | None, typer.Option(help=t("Write it as XLSX or PDF."), metavar="F")] = None,
    json: AsJson = False,
) -> int:
    """Count what units have, by category."""
    with opened(workspace, writing=False) as there:
        counts = reports.counts(there, Side(as_of, tuple(decision or ())))
    if out is not None:
        from devices.register.counting import counts_file

        write_whole(out, counts_file(counts, kind=out.suffix.lower()), quiet=json)
    if json:
        show(_told(counts))
    elif out is None:
        for one in counts.units:
            parts = (f"{t(f'category-{kind}')} {number}" for kind, number in one.have.items())
            say(f"{one.unit.name}: {', '.join(parts) or '0'}")
    return DONE


def _told(counts: Counts) -> dict[str, object]:
    return {
        "format": "congress-device-counts/1",
        "as_of": counts.side.when,
        "decisions": [merger.details.decision for merger in counts.mergers],
        "units": [
            {"unit": one.unit.name, "have": {str(kind): one.have.get(kind, 0) for kind in counts.categories}}
            for one in counts.units
        ],
    }
