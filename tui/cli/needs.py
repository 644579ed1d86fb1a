"""`congress devices needs`: have, need, short, surplus; what to move and what to buy (nhu cầu thiết bị)."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from congress.csvdoc import Source
from congress.errors import Finding, Malformed
from congress.i18n import sentence, t
from congress.jsondoc import read_source
from devices.needs.formats import Files, write_answer
from devices.needs.norms import MOST_PERSONS
from devices.needs.service import Planned, plan_from
from devices.needs.values import Plan
from tui.cli.answers import say
from tui.cli.folders import AsJson, write_whole
from tui.needs_words import apart, fund, item, km, listed, money, option, wrong_cell

if TYPE_CHECKING:
    from rich.table import Table

DONE = 0

Printed = Annotated[str | None, typer.Option(help=t("A printed table to be checked."), metavar="P.csv")]
Distances = Annotated[str | None, typer.Option(help=t("Kilometres between new units."), metavar="D.csv")]
Prices = Annotated[str | None, typer.Option(help=t("Unit prices, funds, and what was really paid."), metavar="G.csv")]
SharedPrinters = Annotated[
    int | None,
    typer.Option(help=t("How many persons share one printer on a wired network."), min=1, max=MOST_PERSONS),
]
AsWorkbook = Annotated[Path | None, typer.Option(help=t("Write the tables as a workbook."), metavar="F")]
AsPaper = Annotated[Path | None, typer.Option(help=t("Write the tables as a Party paper."), metavar="F")]


def needs(
    units: Annotated[str, typer.Argument(help=t("What each old unit has."), metavar="UNITS.csv")],
    merge: Annotated[str, typer.Option(help=t("Which new unit each old one goes into."), metavar="M.csv")],
    new_units: Annotated[str, typer.Option(help=t("The new units and their staff."), metavar="N.csv")],
    norms: Annotated[str, typer.Option(help=t("The norms by item and purpose."), metavar="R.csv")],
    printed: Printed = None,
    distances: Distances = None,
    classified: Annotated[
        str | None, typer.Option(help=t("How many devices of each old unit are classified."), metavar="C.csv")
    ] = None,
    prices: Prices = None,
    shared_printers: SharedPrinters = None,
    json: AsJson = False,
    xlsx: AsWorkbook = None,
    pdf: AsPaper = None,
) -> int:
    """Plan from files (lập phương án): Malformed names every fault of all of them."""
    names = {
        "units": units,
        "merge": merge,
        "new_units": new_units,
        "norms": norms,
        "printed": printed,
        "distances": distances,
        "classified": classified,
        "prices": prices,
    }
    refuse_overwriting(filter(None, names.values()), filter(None, (xlsx, pdf)))
    answer(plan_from(_read(names, shared_printers=shared_printers)), json=json, xlsx=xlsx, pdf=pdf)
    return DONE


def answer(planned: Planned, *, json: bool, xlsx: Path | None, pdf: Path | None) -> None:
    """Write the files asked for, then say or print what a plan comes to (trả lời)."""
    for target, data in _drawn(planned, xlsx, pdf):
        write_whole(target, data, quiet=True)
    if json:
        sys.stdout.write(write_answer(planned.plan).decode())
        return
    _show(planned)
    for path in (xlsx, pdf):
        if path is not None:
            say(t("Written: {path}", path=path))


def _read(names: dict[str, str | None], *, shared_printers: int | None) -> Files:
    return Files(**sources(names), shared_printers=shared_printers)


def sources(names: Mapping[str, str | None]) -> dict[str, Source]:
    """Every file's bytes; all that cannot be had are named at once."""
    found: dict[str, Source] = {}
    faults: list[Finding] = []
    for given, name in names.items():
        if name is None:
            continue
        try:
            found[given] = Source(name, read_source(name))
        except Malformed as unreadable:
            faults += unreadable.findings
    if faults:
        raise Malformed(faults)
    return found


def refuse_overwriting(read: Iterable[str], written: Iterable[Path]) -> None:
    """No file is written over one that is read, nor over the other one written."""
    taken = {realpath(name) for name in read if "\0" not in name}
    for path in written:
        if realpath(path) in taken:
            raise Malformed([Finding(str(path), "file-given-twice")])
        taken.add(realpath(path))


def _drawn(planned: Planned, xlsx: Path | None, pdf: Path | None) -> list[tuple[Path, bytes]]:
    """Every file is made before the first is written."""
    now = datetime.now(UTC)
    made: list[tuple[Path, bytes]] = []
    if xlsx is not None:
        from devices.needs.formats.workbook import needs_xlsx

        made.append((xlsx, needs_xlsx(planned, created=now)))
    if pdf is not None:
        from devices.needs.papers import needs_pdf

        made.append((pdf, needs_pdf(planned, created=now)))
    return made


def _show(planned: Planned) -> None:
    from rich.console import Console

    plan = planned.plan
    # Names are data: no markup, no emoji codes, no colours guessed from their letters.
    console = Console(file=sys.stdout, markup=False, emoji=False, highlight=False)
    console.print(_table(plan))
    for line in (*_moved(plan), *_bought(plan), *apart(plan), *_costs(planned), *_wrong(plan), *_findings(plan)):
        say(line)


def _table(plan: Plan) -> "Table":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column(t("Unit"), overflow="fold")
    table.add_column(t("Device"), overflow="fold")
    for heading in (t("Have"), t("Need"), t("Short"), t("Surplus")):
        table.add_column(heading, justify="right")
    for lines, style in ((plan.whole.table, ""), (plan.whole.totals, "bold")):
        for line in lines:
            figures = map(str, (line.have, line.need, line.short, line.surplus))
            table.add_row(*map(Text, (line.unit, item(line.item), *figures)), style=style)
    return table


def _moved(plan: Plan) -> Iterator[str]:
    yield t("To move:") if plan.whole.moves else f"{t('To move:')} {t('no device')}"
    for move in plan.whole.moves:
        way = "" if move.km is None else f" ({km(move.km)} km)"
        told = {"quantity": move.quantity, "item": item(move.item), "giver": move.giver, "taker": move.taker}
        yield "  " + t("{item} × {quantity}: {giver} → {taker}", **told) + way
    if plan.whole.moves and plan.case.distances is None:
        yield "  " + t("No distances were given: all ways count as equal, in the order of names.")


def _bought(plan: Plan) -> Iterator[str]:
    yield listed(t("To buy:"), plan.whole)


def _costs(planned: Planned) -> Iterator[str]:
    if planned.costs is None:
        return
    yield from map(option, planned.costs.options)
    for line in planned.costs.actual:
        told = {"item": f"{item(line.item)}, {line.fund}", "estimate": money(line.estimate), "paid": money(line.paid)}
        yield "  " + t("{item}: estimated {estimate}, paid {paid}", **told)
    yield from ("  " + fund(one) for one in planned.costs.funds)


def _wrong(plan: Plan) -> Iterator[str]:
    if not plan.case.printed:
        return
    yield t("Wrong cells of the printed table: {count}", count=len(plan.discrepancies))
    for one in plan.discrepancies:
        yield f"  {wrong_cell(one)}"


def _findings(plan: Plan) -> Iterator[str]:
    for finding in plan.findings:
        yield t("Note: {sentence}", sentence=f"{sentence(finding)} ({finding.where})")
