"""`congress bundle export`, `import`: what one offline machine hands over to another (bàn giao giữa các máy)."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from congress.errors import Finding, Malformed, Refused
from congress.i18n import sentence, t
from congress.jsondoc import read_source
from tui.cli.answers import complain, report, say, show
from tui.cli.folders import AccountName, AsJson, Folder, SecondName, opened
from tui.cli.people import all_asked, sign_in

if TYPE_CHECKING:
    from congress.workspace import Workspace

DONE, REFUSED = 0, 1


def export(
    workspace: Folder,
    to: Annotated[
        list[str],
        typer.Option("--to", metavar="CERT.pem", help=t("The certificate of the machine that is to open it.")),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=t("The bundle: a name that is free."))],
    contest: Annotated[
        str | None, typer.Option(metavar="CODE", help=t("Code of the contest; needed where there are several."))
    ] = None,
    account: AccountName = None,
    json: AsJson = False,
) -> int:
    """Write what this machine has counted for another machine: the piles that are closed."""
    from ballots.counting.handing import NAME
    from congress.handover import service

    certificates = [read_source(path) for path in to]
    with opened(workspace, writing=True) as there:
        scope = _contest(there, NAME, contest)
        by = sign_in(there, account=account, second=None)
        done = service.export(there, by, kind=NAME, scope_id=scope, to=certificates, out=out)
    if json:
        show({"format": "congress-bundle-written/1", "path": str(done.path), "sha256": done.sha256, **done.told})
        return DONE
    say(t("Written, read back and compared: {path}", path=done.path))
    _say_passes(done.told)
    if done.told["left"]:
        say(t("Piles still open here, not in it: {count}.", count=done.told["left"]))
    return DONE


def take(
    file: Annotated[str, typer.Argument(metavar="FILE", help=t("A bundle that another machine wrote."))],
    workspace: Folder,
    account: AccountName = None,
    second: SecondName = None,
    json: AsJson = False,
) -> int:
    """Take in what another machine counted: all of it or nothing; a second time changes nothing."""
    from congress.handover import service
    from congress.sealing.values import Verdict

    data = read_source(file)
    with opened(workspace, writing=True) as there:
        looked = service.inspect(there, name=file, data=data)
        if looked.verdict is not Verdict.VERIFIED:
            report((Finding(f"{file}: {one.where}", one.code, one.facts) for one in looked.findings), as_json=json)
            return REFUSED
        first, other = all_asked(
            (account, "--account", t("Account")), (second, "--second", t("The second person's account"))
        )
        taken = service.take_in(there, sign_in(there, account=first, second=other), name=file, data=data)
        findings = there.findings
    for one in findings:
        complain(f"{one.where}: {sentence(one)}")
    if json:
        show({"format": "congress-bundle-taken/1", "machine": taken.machine, "rows": taken.rows, **taken.told})
        return DONE
    if not taken.rows:
        say(t("Everything in it was taken in before; nothing was changed."))
        return DONE
    say(t("Taken in from machine {machine}.", machine=taken.machine))
    _say_passes(taken.told)
    for one in taken.told["compared"]:
        say(
            t(
                "Pile {pile}, all counts closed: {differing} papers differ, {aside} wait for the board.",
                pile=one["pile"],
                differing=one["differing"],
                aside=one["aside"],
            )
        )
    return DONE


def _say_passes(told: Mapping[str, Any]) -> None:
    for one in told["passes"]:
        say(t("Pile {pile}, count {count}.", pile=one["pile"], count=one["count"]))


def _contest(there: "Workspace", kind: str, code: str | None) -> UUID:
    """The contest that is meant: the one of the code, or the only one of which something can leave."""
    from ballots.contests import steps as contests

    with there.reading() as look:
        scopes = [scope for cargo in there.house.cargoes if cargo.name == kind for scope in cargo.scopes(look)]
        codes = {scope: contests.existing(look, scope).details.code for scope in scopes}
    if not codes:
        raise Refused("bundle-without-passes")
    wanted = [scope for scope, known in codes.items() if code is None or known.casefold() == code.casefold()]
    if len(wanted) != 1:
        listed = ", ".join(sorted(codes.values()))
        raise Malformed([Finding("--contest", "bundle-which-contest", {"codes": listed})])
    return wanted[0]
