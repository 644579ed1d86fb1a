"""`congress devices import`, `export`, `labels`: lists and labels of the register (sổ thiết bị)."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from congress.errors import Finding, Malformed
from congress.i18n import sentence, t
from congress.jsondoc import finding_tree, read_source
from devices.register import importing, labelling, reports
from devices.register.importing import ImportPlan
from devices.register.rules.labels import LabelSheet, Setting
from devices.register.values.importing import RowOutcome
from devices.register.values.listing import Sought
from devices.register.values.mergers import Side, When
from tui.cli.answers import complain, say, show
from tui.cli.folders import Accept, AccountName, AsJson, Folder, opened, write_whole
from tui.cli.people import sign_in

if TYPE_CHECKING:
    from congress.workspace import Workspace

DONE, NOT_YET = 0, 1
"""NOT_YET: faults or open questions stand in the way; nothing was written."""

Out = Annotated[Path, typer.Option(help=t("The file to write."), metavar="F")]
Search = Annotated[str, typer.Option(help=t("Only devices with these words."), metavar="WORDS")]


AsOf = Annotated[When, typer.Option("--as-of", help=t("As it stands, as before or as after the mergers."))]
Decisions = Annotated[
    list[str] | None, typer.Option("--decision", help=t("The decisions meant; none: all of them."), metavar="NUMBER")
]


def import_list(
    source: Annotated[str, typer.Argument(help=t("The list: XLSX or CSV."), metavar="LIST")],
    workspace: Folder,
    accept: Accept = False,
    account: AccountName = None,
    spelling: Annotated[
        list[str] | None,
        typer.Option("--spelling", help=t("A body's name as the list has it, =, its name."), metavar="TEXT=BODY"),
    ] = None,
    confirm_changes: Annotated[
        bool,
        typer.Option(
            "--confirm-changes",
            help=t("I looked at what changes of serial numbers, holders and owners: each is right."),
        ),
    ] = False,
    json: AsJson = False,
) -> int:
    """Look at a list, or take it in; every fault is told by row and column."""
    data = read_source(source)
    name = Path(source).name
    with opened(workspace, writing=accept) as there:
        spellings = _spellings(there, spelling or [])
        plan = importing.look(there, source=data, name=name, spellings=spellings)
        findings = _stands_in_the_way(there, plan)
        waits = bool(plan.changes) and not confirm_changes
        written = accept and not findings and not waits
        if written:
            by = sign_in(there, account=account, second=None)
            importing.accept(
                there, by, source=data, name=name, digest=plan.digest, spellings=spellings, confirmed=confirm_changes
            )
    if json:
        show(_told(plan, findings, written=written))
    else:
        _said(plan, findings, written=written)
        if waits:
            complain(t("{count} changes wait to be confirmed: --confirm-changes.", count=len(plan.changes)))
    return NOT_YET if findings or waits else DONE


def export_list(
    workspace: Folder, out: Out, search: Search = "", as_of: AsOf = When.NOW, decision: Decisions = None
) -> int:
    """Write the list of devices as XLSX or CSV, by the name of the file; as it stands, it can be taken in again."""
    side = Side(as_of, tuple(decision or ()))
    with opened(workspace, writing=False) as there:
        kind = out.suffix.lower().removeprefix(".")
        data = reports.export(there, kind=kind, sought=Sought(text=search), side=side)
    write_whole(out, data)
    return DONE


def print_labels(
    workspace: Folder,
    out: Out,
    tags: Annotated[
        list[str] | None, typer.Argument(help=t("Tags; without any all devices that are sought."), metavar="TAG")
    ] = None,
    search: Search = "",
    sheet: Annotated[LabelSheet, typer.Option(help=t("The kind of sheet."))] = LabelSheet.PLAIN,
    start: Annotated[int, typer.Option(help=t("The first label that is still on the sheet."))] = 1,
    right: Annotated[float, typer.Option(help=t("Move everything so many millimetres to the right."))] = 0.0,
    down: Annotated[float, typer.Option(help=t("Move everything so many millimetres down."))] = 0.0,
) -> int:
    """Write labels with QR codes as a PDF; print it at its own size."""
    with opened(workspace, writing=False) as there:
        setting = Setting(sheet, start, right, down)
        data = labelling.print_labels(there, setting, tags=tags or (), sought=Sought(text=search))
    write_whole(out, data)
    return DONE


def _spellings(workspace: "Workspace", given: Iterable[str]) -> dict[str, UUID]:
    from congress.term import queries
    from congress.term.rules import same_name

    with workspace.reading() as unit:
        bodies = [body for body in queries.bodies(unit) if not body.is_closed]
    found: dict[str, UUID] = {}
    faults: list[Finding] = []
    for text in given:
        spelled, _, name = text.partition("=")
        meant = next((body.id for body in bodies if same_name(body.name, name)), None)
        if meant is None:
            faults.append(Finding("--spelling", "list-body-unknown", {"text": name or text}))
        else:
            found[spelled] = meant
    if faults:
        raise Malformed(faults)
    return found


def _stands_in_the_way(workspace: "Workspace", plan: ImportPlan) -> tuple[Finding, ...]:
    with workspace.reading() as unit:
        return (*plan.planned.faults, *importing.doubts_told(unit, plan.doubts))


def _numbers(plan: ImportPlan) -> dict[str, int]:
    return {outcome.value: len(plan.planned.those(outcome)) for outcome in RowOutcome}


def _told(plan: ImportPlan, findings: Iterable[Finding], *, written: bool) -> dict[str, object]:
    return {
        "format": "congress-device-list/1",
        "written": written,
        **_numbers(plan),
        "encoding": plan.encoding,
        "remarks": [finding_tree(remark) for remark in plan.remarks],
        "changes": [finding_tree(change) for change in plan.changes],
        "findings": [finding_tree(finding) for finding in findings],
    }


def _said(plan: ImportPlan, findings: Iterable[Finding], *, written: bool) -> None:
    for remark in (*plan.remarks, *plan.changes, *findings):
        complain(f"{remark.where}: {sentence(remark)}")
    numbers = _numbers(plan)
    say(
        t(
            "New devices: {new}; changed: {changed}; as they are: {same}.",
            new=numbers["new"],
            changed=numbers["changed"],
            same=numbers["same"],
        )
    )
    say(t("The list was taken in.") if written else t("Nothing was written."))
