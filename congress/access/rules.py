"""Who may do a deed, and how long a wrong try costs: pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from congress.access.registry import Anyone, ByItself, Deed, One, Oneself, Pair
from congress.access.values import BOARD_ROLES, CONCLUDE, NEVER_CONCLUDE, Account, AccountState, Actor, Grant, Role
from congress.errors import Finding, Refused

SECOND_IS_FRESH = timedelta(minutes=5)
"""A second person proves who they are for this deed, not for the morning."""
CLOCKS_DIFFER = timedelta(minutes=2)
"""A second may have proved it at a machine whose clock goes a little before this one's."""
FREE_TRIES = 3
FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(hours=1)


def roles_in(grants: Iterable[Grant], *, scope_id: UUID | None, own_team: bool) -> frozenset[Role]:
    """The roles that hold in a contest. Where it has a team of its own, board roles from elsewhere don't count."""
    return frozenset(
        grant.role
        for grant in grants
        if grant.scope_id == scope_id or (grant.scope_id is None and not (own_team and grant.role in BOARD_ROLES))
    )


def check_roles(deed: Deed, first: frozenset[Role], second: frozenset[Role] | None) -> None:
    """Refuse a deed whose people do not hold its roles. That they are two persons is checked beside."""
    match deed.who:
        case Anyone() | ByItself() | Oneself():
            return
        case One(roles):
            if not first & roles:
                raise Refused("role-missing", deed=deed.name, roles=roles)
        case Pair(pairs):
            if second is None:
                raise Refused("second-missing", deed=deed.name)
            if not any((a in first and b in second) or (b in first and a in second) for a, b in pairs):
                raise Refused("roles-missing", deed=deed.name, pairs=tuple(_pair(a, b) for a, b in pairs))


def delay_after(wrong_tries: int) -> timedelta:
    """How long an account waits after so many wrong tries in a row: 30 s, doubling, an hour at most."""
    if wrong_tries < FREE_TRIES:
        return timedelta(0)
    doubled: timedelta = FIRST_DELAY * 2 ** min(wrong_tries - FREE_TRIES, 10)
    return min(doubled, LONGEST_DELAY)


def check_not_locked(locked_until: datetime | None, *, now: datetime) -> None:
    """Refuse while a delay runs."""
    if locked_until is not None and now < locked_until:
        seconds = int((locked_until - now).total_seconds()) + 1
        raise Refused("account-locked", seconds=seconds)


def check_second(first: Actor, second: Actor, *, now: datetime) -> None:
    """Refuse a second who is the first by another account, or who did not prove just now who they are."""
    if second.person_id == first.person_id:
        raise Refused("second-is-first", person=first.person)
    if not -CLOCKS_DIFFER <= now - second.at <= SECOND_IS_FRESH:
        raise Refused("second-not-fresh", person=second.person, minutes=int(SECOND_IS_FRESH.total_seconds() // 60))


def check_compatible(grants: Iterable[Grant]) -> None:
    """Refuse one person as technician or administrator and as member of the board at the same count."""
    held = tuple(grants)
    for machine in (grant for grant in held if grant.role in NEVER_CONCLUDE):
        for board in (grant for grant in held if grant.role in CONCLUDE):
            if machine.scope_id is None or board.scope_id is None or machine.scope_id == board.scope_id:
                raise Refused("roles-incompatible", first=machine.role, second=board.role)


def check_someone_left(accounts: Iterable[Account]) -> None:
    """Refuse a change after which no two persons could make, reset or unlock an account any more."""
    active = [account for account in accounts if account.state is AccountState.ACTIVE]
    holders = {
        role: {account.person_id for account in active if Grant(role) in account.grants}
        for role in (Role.ADMINISTRATOR, Role.HEAD)
    }
    for role, persons in holders.items():
        if not persons:
            raise Refused("last-of-role", role=role)
    if len(set().union(*holders.values())) == 1:
        raise Refused("last-of-role", role=Role.HEAD)


def _pair(first: Role, second: Role) -> Finding:
    return Finding("", "two-roles", {"first": first, "second": second})
