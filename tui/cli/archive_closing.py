"""`congress archive close`, `remove-sealed`, `key`, `decrypt`: the end of a congress's file (đóng sổ)."""

from pathlib import Path
from typing import Annotated

import typer

from congress.errors import Finding, Malformed
from congress.i18n import t
from congress.jsondoc import read_source
from tui.cli.answers import say, show
from tui.cli.archive import REFUSED, all_verified, built_tree
from tui.cli.folders import AccountName, AsJson, Folder, SecondName, opened
from tui.cli.people import all_asked, sign_in
from tui.cli.verify import Trust, anchors

DONE = 0
Second = Annotated[
    Path,
    typer.Option("--second-medium", help=t("A folder on the second medium: a stick, another disk."), metavar="DIR"),
]


def close(
    workspace: Folder,
    second_medium: Second,
    account: AccountName = None,
    out: Annotated[
        Path | None, typer.Option(help=t("Where the packages go; without it, into the workspace."), metavar="DIR")
    ] = None,
    json: AsJson = False,
) -> int:
    """Close the book: build the packages, copy them to a second medium, verify both."""
    from congress.archive import closing
    from congress.records.service import show as shown

    with opened(workspace, writing=True) as there:
        by = sign_in(there, account=account, second=None)
        done = closing.close_book(there, by, second=second_medium, out=out)
        minutes = shown(there.papers, done.minutes)
    if json:
        show(
            {
                "format": "congress-archive-closed/1",
                "packages": [built_tree(one) for one in done.packages],
                "copies": [str(path) for path in done.copies],
                "minutes": str(minutes),
            }
        )
        return DONE
    for one, copy in zip(done.packages, done.copies, strict=True):
        say(t("Built and checked: {folder}, {files} files.", folder=one.folder, files=one.files))
        say(t("Copied and checked: {folder}", folder=copy))
    say(t("Written: {path}", path=minutes))
    return DONE


def remove(
    workspace: Folder,
    second_medium: Second,
    account: AccountName = None,
    second: SecondName = None,
    reason: Annotated[str | None, typer.Option(help=t("Why it is removed."))] = None,
    json: AsJson = False,
) -> int:
    """Take the sealed part and its backups off this laptop; totals, minutes and journal stay."""
    from congress.archive import closing
    from congress.records.service import show as shown

    with opened(workspace, writing=True) as there:
        first, other, why = all_asked(
            (account, "--account", t("Account")),
            (second, "--second", t("The second person's account")),
            (reason, "--reason", t("Reason")),
        )
        by = sign_in(there, account=first, second=other, reason=why)
        done = closing.remove_sealed(there, by, second=second_medium)
        certificate = shown(there.papers, done.certificate)
    if json:
        show(
            {
                "format": "congress-archive-removed/1",
                "files": done.files,
                "backups": list(done.backups),
                "elsewhere": [{"name": name, "place": place} for name, place in done.elsewhere],
                "certificate": str(certificate),
            }
        )
        return DONE
    say(t("Removed: {files} files, {backups} backups.", files=done.files, backups=len(done.backups)))
    for name, place in done.elsewhere:
        say(t("A backup elsewhere, for people to destroy or lock up: {name} in {place}", name=name, place=place))
    say(t("Written: {path}", path=certificate))
    return DONE


def take(
    packages: Annotated[list[Path], typer.Argument(metavar="PACKAGE...", help=t("Folders or zips of earlier terms."))],
    workspace: Folder,
    trust: Trust = None,
    results: Annotated[bool, typer.Option("--results", help=t("Their results, too, for comparing terms."))] = False,
    account: AccountName = None,
) -> int:
    """Make packages of other terms findable here; nothing of them is restored."""
    from congress.archive import service
    from congress.archive.trusting import said_of
    from congress.archive.verifying import inspect

    trusted = anchors(trust or [], workspace, may_lack=True)
    inspected = [inspect(place, trust=trusted) for place in packages]
    if not all_verified(inspected):
        return REFUSED
    with opened(workspace, writing=True) as there:
        new = service.take(there, sign_in(there, account=account, second=None), inspected=inspected, results=results)
    say(t("Findable here now: {new} of {packages} packages are new.", new=new, packages=len(inspected)))
    for text in said_of(trusted):
        say(text)
    return DONE


def key(
    out: Annotated[Path, typer.Option(help=t("The file that opens what is encrypted; kept by the archive alone."))],
) -> int:
    """Make a key pair: the private half into a file, the recipient on the screen."""
    from congress.records.files import write
    from congress.sealing.recipients import identity_file, new_identity

    if out.exists():
        raise Malformed([Finding(str(out), "file-there")])
    if not out.parent.is_dir():
        raise Malformed([Finding(str(out.parent), "folder-missing")])
    made = new_identity()
    write(out, identity_file(made).encode(), private=True)
    say(t("Recipient: {recipient}", recipient=made.recipient))
    return DONE


def decrypt(
    file: Annotated[Path, typer.Argument(help=t("What was encrypted: a package's .zip.age."), metavar="FILE")],
    identity: Annotated[str, typer.Option(help=t("The file with the private half of a key."), metavar="FILE")],
    out: Annotated[Path, typer.Option(help=t("Where the package goes."), metavar="FILE")],
) -> int:
    """Decrypt a package that was encrypted to a key here."""
    from congress.sealing.recipients import decrypt_file, read_identities

    if out.exists():
        raise Malformed([Finding(str(out), "file-there")])
    given = read_source(identity).decode(errors="replace")
    decrypt_file(file, out, read_identities(given))
    say(t("Written: {path}", path=out))
    return DONE
