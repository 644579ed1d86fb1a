"""`congress bundle key`, `certify`, `export`, `import`: hand-over between offline machines (bàn giao giữa các máy)."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from congress.errors import Finding, Malformed, Refused
from congress.i18n import sentence, t
from congress.jsondoc import read_source
from tui.cli.answers import complain, report, say, show
from tui.cli.folders import AccountName, AsJson, Folder, SecondName, opened, write_whole
from tui.cli.people import all_asked, passphrase, sign_in
from tui.cli.verify import Trust, anchors

if TYPE_CHECKING:
    from congress.access.values import Authority
    from congress.handover.values import TakenIn
    from congress.workspace import Workspace

DONE, REFUSED = 0, 1
AUTHORITY = "CONGRESS_AUTHORITY_PASSPHRASE"


def key(
    workspace: Folder,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=t("Where the key goes: a name that is free."))],
) -> int:
    """Write this machine's public key, for the head's laptop to certify."""
    from congress.handover import stations

    with opened(workspace, writing=False) as there:
        data = stations.own_key(there)
    _write_new(out, data)
    return DONE


def certify(
    file: Annotated[str, typer.Argument(metavar="FILE", help=t("The key that the other machine wrote."))],
    workspace: Folder,
    out: Annotated[Path, typer.Option("--out", metavar="CERT.pem", help=t("Where its certificate goes."))],
    account: AccountName = None,
    second: SecondName = None,
) -> int:
    """Issue a certificate for another machine's key: the administrator with the head."""
    from congress.handover import stations

    data = read_source(file)
    _check_new(out)
    with opened(workspace, writing=True) as there:
        by = _two(there, account, second)
        secret = passphrase(t("Passphrase of the internal authority"), AUTHORITY)
        issued = stations.certify(there, by, data=data, name=file, secret=secret)
    _write_new(out, issued)
    return DONE


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
    setup: Annotated[
        bool, typer.Option("--setup", help=t("Set stations up: contest, piles, accounts. Two people do it."))
    ] = False,
    account: AccountName = None,
    second: SecondName = None,
    json: AsJson = False,
) -> int:
    """Write what this machine has counted for another machine: the piles that are closed."""
    from ballots.counting.handing import NAME
    from congress.handover import service

    certificates = [read_source(path) for path in to]
    with opened(workspace, writing=True) as there:
        scope = _contest(there, service.SETUP if setup else NAME, contest)
        if setup:
            by = _two(there, account, second)
            done = service.export_setup(there, by, scope_id=scope, to=certificates, out=out)
        else:
            by = sign_in(there, account=account, second=None)
            done = service.export(there, by, kind=NAME, scope_id=scope, to=certificates, out=out)
    if json:
        told = {"kind": done.kind, "path": str(done.path), "sha256": done.sha256}
        show({"format": "congress-bundle-written/1", **told, **done.told})
        return DONE
    say(t("Written, read back and compared: {path}", path=done.path))
    _say_passes(done.told)
    if done.told.get("left"):
        say(t("Piles still open here, not in it: {count}.", count=done.told["left"]))
    return DONE


def take(
    file: Annotated[str, typer.Argument(metavar="FILE", help=t("A bundle that another machine wrote."))],
    workspace: Folder,
    trust: Trust = None,
    account: AccountName = None,
    second: SecondName = None,
    json: AsJson = False,
) -> int:
    """Take in what another machine counted, or this station's setup: all of it or nothing."""
    from congress.handover import packing, service
    from congress.sealing.values import Verdict

    data = read_source(file)
    trusted = anchors(trust or [], workspace, may_lack=True)
    looked = packing.look(data, name=file, trust=trusted)
    if looked.verdict is not Verdict.VERIFIED or looked.header is None:
        report((Finding(f"{file}: {one.where}", one.code, one.facts) for one in looked.findings), as_json=json)
        return REFUSED
    with opened(workspace, writing=True) as there:
        by = _two(there, account, second)
        if looked.header.kind == service.SETUP:
            taken = service.take_setup(there, by, name=file, data=data, trust=trusted)
        else:
            taken = service.take_in(there, by, name=file, data=data)
        findings = there.findings
    for one in findings:
        complain(f"{one.where}: {sentence(one)}")
    if json:
        told = {"kind": taken.kind, "machine": taken.machine, "rows": taken.rows}
        show({"format": "congress-bundle-taken/1", **told, **taken.told})
    elif not taken.rows:
        say(t("Everything in it was taken in before; nothing was changed."))
    else:
        _say_taken(taken)
    return DONE


def _say_taken(taken: "TakenIn") -> None:
    say(t("Taken in from machine {machine}.", machine=taken.machine))
    if taken.kind == "setup":
        say(t("This machine is a station now: the accounts of machine {machine} log in here.", machine=taken.machine))
    _say_passes(taken.told)
    for one in taken.told.get("compared", ()):
        say(
            t(
                "Pile {pile}, all counts closed: {differing} papers differ, {aside} wait for the board.",
                pile=one["pile"],
                differing=one["differing"],
                aside=one["aside"],
            )
        )


def _two(there: "Workspace", account: str | None, second: str | None) -> "Authority":
    first, other = all_asked(
        (account, "--account", t("Account")), (second, "--second", t("The second person's account"))
    )
    return sign_in(there, account=first, second=other)


def _check_new(out: Path) -> None:
    if out.exists():
        raise Malformed([Finding(str(out), "file-there")])


def _write_new(out: Path, data: bytes) -> None:
    _check_new(out)
    write_whole(out, data)


def _say_passes(told: Mapping[str, Any]) -> None:
    for one in told.get("passes", ()):
        say(t("Pile {pile}, count {count}.", pile=one["pile"], count=one["count"]))


def _contest(there: "Workspace", kind: str, code: str | None) -> UUID:
    """The contest that is meant: the one of the code, or the only one of which something can leave."""
    from ballots.contests import steps as contests

    with there.reading() as look:
        scopes = [scope for cargo in there.house.cargoes if cargo.name == kind for scope in cargo.scopes(look)]
        codes = {scope: contests.existing(look, scope).details.code for scope in scopes}
    if not codes:
        raise Refused("bundle-without-passes" if kind == "count" else "bundle-without-contest")
    wanted = [scope for scope, known in codes.items() if code is None or known.casefold() == code.casefold()]
    if len(wanted) != 1:
        listed = ", ".join(sorted(codes.values()))
        raise Malformed([Finding("--contest", "bundle-which-contest", {"codes": listed})])
    return wanted[0]
