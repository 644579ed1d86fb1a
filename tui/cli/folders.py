"""What commands on a workspace share (tham số chung): its folder, a day as people write it, a file written whole."""

import errno
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from congress.errors import Finding, Malformed, Refused
from congress.i18n import t
from congress.store.safely import replace_file
from tui.cli.answers import say

if TYPE_CHECKING:
    from congress.workspace import Workspace

Folder = Annotated[Path, typer.Option(envvar="CONGRESS_WORKSPACE", help=t("The workspace's folder."))]
AsJson = Annotated[bool, typer.Option("--json", help=t("Print one JSON document."))]
AccountName = Annotated[str | None, typer.Option(help=t("Who does it: an account's name."), metavar="NAME")]
SecondName = Annotated[str | None, typer.Option(help=t("The second person's account."), metavar="NAME")]
Accept = Annotated[bool, typer.Option("--accept", help=t("Write it; without this it is only looked at."))]


def opened(folder: Path, *, writing: bool) -> "Workspace":
    """The workspace of a folder: to be written, or to be looked into beside a program that works."""
    from congress.workspace import look_into
    from tui.house import house, open_for_work

    return open_for_work(folder) if writing else look_into(folder, house=house(folder))


def day_of(text: str, *, option: str) -> date:
    """A day as people write it, 14/4/2025, or as programs do, 2025-04-14."""
    try:
        if "-" in text:
            return date.fromisoformat(text)
        day, month, year = (int(part) for part in text.split("/"))
        return date(year, month, day)
    except ValueError:
        raise Malformed([Finding(option, "date-wrong")]) from None


def write_whole(path: Path, data: bytes, *, quiet: bool = False) -> None:
    """Write a file, whole or not at all, and say so where the answer is no document."""
    try:
        if path.exists() and not path.is_file():
            raise Malformed([Finding(str(path), "file-is-folder")])
        replace_file(path.resolve(), data)
    except (OSError, ValueError) as error:  # a name that no file can have is a ValueError
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise
        detail = getattr(error, "strerror", None) or str(error)
        raise Refused("file-not-written", path=str(path), detail=detail) from None
    if not quiet:
        say(t("Written: {path}", path=path))
