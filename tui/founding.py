"""A workspace founded from the app (lập thư mục làm việc), with its first two accounts and their codes."""

from dataclasses import dataclass
from pathlib import Path

from congress.config import HashCost
from congress.errors import Refused
from congress.text import clean, fold
from tui.session import Session


@dataclass(frozen=True, slots=True)
class Founded:
    """A new workspace, open, with what is shown once."""

    session: Session
    codes: tuple[tuple[str, str, str], ...]
    """(person, account, one-time code) of the first two."""


def found(folder: Path, *, tag: str, administrator: str, head: str, hash_cost: HashCost | None = None) -> Founded:
    """Make the folder and its first two accounts."""
    from congress import workspace as workspaces
    from congress.access import service as access
    from tui.house import house

    if fold(administrator) == fold(head):  # before the folder is made: nothing is to be left of a slip
        raise Refused("second-is-first", person=clean(head))
    made = workspaces.create(folder, house=house(folder), tag=tag, hash_cost=hash_cost)
    try:
        accounts = access.found(made, administrator=administrator, head=head)
    except BaseException:  # Ctrl+C too: the lock is let go
        made.close()
        raise
    return Founded(Session(made), tuple((account.person, account.name, code) for account, code in accounts))
