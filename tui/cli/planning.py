"""`congress devices norms`, `staff`, `plan`: equipment planned from the register (lập phương án từ sổ thiết bị)."""

from pathlib import Path
from typing import Annotated

import typer

from congress.csvdoc import Source
from congress.errors import Finding, Malformed
from congress.i18n import t
from congress.jsondoc import read_source
from devices.needs import keeping
from devices.needs.formats.case import case_files
from devices.needs.registered import Asked, plan_registered
from devices.needs.wording import short_day
from tui.cli.answers import say
from tui.cli.folders import Accept, AccountName, AsJson, Folder, day_of, opened, write_whole
from tui.cli.needs import (
    AsPaper,
    AsWorkbook,
    Distances,
    Prices,
    Printed,
    SharedPrinters,
    answer,
    refuse_overwriting,
    sources,
)
from tui.cli.people import sign_in

DONE = 0

GivenBy = Annotated[str, typer.Option("--source", help=t("Who says so: the paper's number and date."), metavar="TEXT")]
Since = Annotated[str, typer.Option(help=t("The day it holds from, 1/7/2025."), metavar="DAY")]


def norms(
    file: Annotated[str, typer.Argument(help=t("The norms by item and purpose."), metavar="R.csv")],
    workspace: Folder,
    source: GivenBy,
    since: Since,
    accept: Accept = False,
    account: AccountName = None,
) -> int:
    """Look at norms of equipment, or keep them with their source and the day they hold from."""
    read, day = _source(file), day_of(since, option="--since")
    with opened(workspace, writing=accept) as there:
        looked = keeping.look_at_norms(there, read, given_by=source, since=day)
        if accept:
            keeping.keep_norms(there, sign_in(there, account=account, second=None), read, given_by=source, since=day)
    told = {"count": len(looked.norms.norms), "day": short_day(day), "source": looked.norms.dated.source}
    say(t("{count} norms, valid from {day} on, by {source}.", **told))
    if looked.before is not None:
        say(t("Norms of the same day gave or give place to them: {source}.", source=looked.before.dated.source))
    say(t("Kept.") if accept else t("Nothing was written."))
    return DONE


def staff(
    file: Annotated[str, typer.Argument(help=t("The new units and their staff."), metavar="N.csv")],
    workspace: Folder,
    source: GivenBy,
    since: Since,
    accept: Accept = False,
    account: AccountName = None,
) -> int:
    """Look at a list of units and their staff, or keep it with its source and the day it holds from."""
    read, day = _source(file), day_of(since, option="--since")
    with opened(workspace, writing=accept) as there:
        looked = keeping.look_at_staff(there, read, given_by=source, since=day)
        if accept:
            keeping.keep_staff(there, sign_in(there, account=account, second=None), read, given_by=source, since=day)
    for name, number in looked:
        say(f"{name}: {number.staff}")
    say(t("Kept.") if accept else t("Nothing was written."))
    return DONE


def plan(
    workspace: Folder,
    decision: Annotated[
        list[str] | None,
        typer.Option(help=t("Decisions on mergers; none: all whose new units are still there."), metavar="NUMBER"),
    ] = None,
    on: Annotated[
        str | None, typer.Option(help=t("The day whose norms and staff count; else the mergers' own."), metavar="DAY")
    ] = None,
    printed: Printed = None,
    distances: Distances = None,
    prices: Prices = None,
    shared_printers: SharedPrinters = None,
    json: AsJson = False,
    xlsx: AsWorkbook = None,
    pdf: AsPaper = None,
    export: Annotated[
        Path | None, typer.Option(help=t("Write the files that devices needs makes the same of."), metavar="DIR")
    ] = None,
) -> int:
    """Plan from the register: Có is counted, norms and staff numbers are those of a day."""
    given = {"printed": printed, "distances": distances, "prices": prices}
    refuse_overwriting(filter(None, given.values()), filter(None, (xlsx, pdf)))
    read = sources(given)
    asked = Asked(
        decisions=tuple(decision or ()),
        on=None if on is None else day_of(on, option="--on"),
        printed=read.get("printed"),
        distances=read.get("distances"),
        prices=read.get("prices"),
        shared_printers=shared_printers,
    )
    with opened(workspace, writing=False) as there:
        planned = plan_registered(there, asked)
    if export is not None:
        _export(export, case_files(planned.plan.case), quiet=json)
    answer(planned, json=json, xlsx=xlsx, pdf=pdf)
    return DONE


def _export(folder: Path, files: dict[str, bytes], *, quiet: bool) -> None:
    """Into a new or empty folder: nothing is written over."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Malformed([Finding(str(folder), "needs-folder-not-empty")])
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        write_whole(folder / name, data, quiet=quiet)


def _source(path: str) -> Source:
    return Source(Path(path).name, read_source(path))
