"""`congress init`, `backup`, `restore`: a workspace made, copied, brought back (thư mục làm việc)."""

from pathlib import Path
from typing import Annotated

import typer

from congress import workspace as workspaces
from congress.access import service as access
from congress.access.values import Account
from congress.errors import Broken
from congress.i18n import sentence, t
from congress.upkeep import restoring
from congress.upkeep import service as upkeep
from congress.workspace import House, Workspace
from tui.cli.answers import complain, program, say, show
from tui.cli.folders import AccountName, AsJson, Folder, SecondName
from tui.cli.people import all_asked, sign_in

DONE = 0
_CLOSED = {"database-damaged", "database-empty", "database-missing"}
"""Why a database can no longer be opened: then a backup's own accounts say who may bring it back."""


def init(
    workspace: Annotated[
        Path | None, typer.Option(envvar="CONGRESS_WORKSPACE", help=t("The folder to make, absent or empty."))
    ] = None,
    tag: Annotated[str | None, typer.Option(help=t("The laptop's tag, printed on every paper."))] = None,
    administrator: Annotated[str | None, typer.Option(help=t("The administrator's name."), metavar="NAME")] = None,
    head: Annotated[str | None, typer.Option(help=t("The name of the counting board's head."), metavar="NAME")] = None,
    database_url: Annotated[
        str | None, typer.Option(help=t("A PostgreSQL server, for an office with many sites."), metavar="URL")
    ] = None,
    json: AsJson = False,
) -> int:
    """Make a workspace and its first two accounts; print their one-time codes."""
    place, wanted_tag, *names = all_asked(
        (None if workspace is None else str(workspace), "--workspace", t("Folder of the workspace")),
        (tag, "--tag", t("Tag of this laptop (for instance MAY-1)")),
        (administrator, "--administrator", t("Full name of the administrator")),
        (head, "--head", t("Full name of the head of the counting board")),
        checks={"--workspace": lambda text: workspaces.check_free(Path(text))},
    )
    access.check_founders(*names)
    folder = Path(place)
    with workspaces.create(folder, house=House(), tag=wanted_tag, database_url=database_url) as made:
        accounts = access.found(made, administrator=names[0], head=names[1])
    if json:
        show({"format": "congress-init/1", "workspace": str(folder), "accounts": [_told(*one) for one in accounts]})
        return DONE
    say(t("The workspace is in {folder}.", folder=folder))
    for account, code in accounts:
        say(t("{person}: account {name}, one-time code {code}", person=account.person, name=account.name, code=code))
    say(t("Each sets a PIN of their own at the first log-in; the codes are shown only here."))
    say(f'{program()} open --workspace "{folder}"')
    return DONE


def backup(
    workspace: Folder,
    account: AccountName = None,
    out: Annotated[
        Path | None, typer.Option(help=t("Where the copy goes: a folder, on a stick for instance."), metavar="DIR")
    ] = None,
    json: AsJson = False,
) -> int:
    """Copy the whole workspace, and compare."""
    with workspaces.open_folder(workspace, house=House()) as opened:
        made = upkeep.back_up(opened, sign_in(opened, account=account, second=None), into=out)
        findings = opened.findings
    for finding in findings:
        complain(f"{finding.where}: {sentence(finding)}")
    if json:
        show(
            {
                "format": "congress-backup-made/1",
                "folder": str(made.folder),
                "number": made.head.number,
                "hash": made.head.hash,
                "files": len(made.files),
            }
        )
        return DONE
    say(t("Backed up and compared: {folder}, {count} files.", folder=made.folder, count=len(made.files)))
    say(t("Head of the journal in it: {head}", head=made.head.printed()))
    say(t("The copy holds what the workspace holds: keep it like the ballots."))
    return DONE


def restore(
    source: Annotated[Path, typer.Argument(help=t("A backup's folder."), metavar="BACKUP")],
    workspace: Folder,
    account: AccountName = None,
    second: SecondName = None,
    reason: Annotated[str | None, typer.Option(help=t("Why it is restored."))] = None,
    json: AsJson = False,
) -> int:
    """Put a backup in the workspace's place; what stood there is kept aside."""
    place = House()
    is_new = restoring.is_bare(workspace)
    current = None if is_new else _openable(workspace, place)
    try:
        prepared = restoring.prepare(workspace, source, house=place, current=current)
        try:
            subject = current or prepared.workspace
            first, other, why = all_asked(
                (account, "--account", t("Account")),
                (second, "--second", t("The second person's account")),
                (reason, "--reason", t("Reason")),
            )
            by = sign_in(subject, account=first, second=other, reason=why)
            done = upkeep.restore(subject, by, prepared=prepared)
        except BaseException:  # Ctrl+C at a question too: what was prepared goes
            prepared.abandon()
            raise
    finally:
        if current is not None:
            current.close()
    if json:
        show(
            {
                "format": "congress-restored/1",
                "aside": str(done.aside),
                "common": done.common,
                "left_behind": done.left_behind,
                "number": done.head.number,
                "hash": done.head.hash,
            }
        )
        return DONE
    say(t("Restored from {folder}. Head of the journal: {head}", folder=source, head=done.head.printed()))
    if not is_new:
        say(t("What stood there before is kept in {folder}.", folder=done.aside))
    if done.left_behind:
        say(t("{count} entries after number {number} stand there alone.", count=done.left_behind, number=done.common))
    return DONE


def _openable(folder: Path, place: House) -> Workspace | None:
    try:
        return workspaces.open_folder(folder, house=place)
    except Broken as broken:
        if broken.code not in _CLOSED:
            raise
        complain(sentence(broken))
        return None


def _told(account: Account, code: str) -> dict[str, str]:
    return {"account": account.name, "person": account.person, "code": code}
