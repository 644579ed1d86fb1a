"""Who works at this laptop now (phiên làm việc): the open workspace, the person logged in, the contest chosen.

Imports the rooms only inside its functions: the first screen stands before they are loaded.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from congress.access.values import Actor, Authority, Role
from congress.errors import Broken, Finding, Refused

if TYPE_CHECKING:
    from congress.store.unit import Unit
    from congress.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person may do here (quyền), by the registry of deeds; each deed asks again when it is done."""

    roles: frozenset[Role] = frozenset()

    def may(self, deed: str) -> bool:
        """Whether the person may do this deed, alone or as one of its two."""
        return self.why_not(deed) is None

    def why_not(self, deed: str) -> Refused | None:
        """Why the person may not do this deed, who may instead; None where they may."""
        from congress.access.registry import Anyone, ByItself, One, Oneself, Pair, deed_of

        known = deed_of(deed)
        if known is None:
            raise Broken("deed-unknown", deed=deed)
        match known.who:
            case Anyone() | ByItself() | Oneself():
                return None
            case One(roles):
                return None if self.roles & roles else Refused("role-missing", deed=deed, roles=roles)
            case Pair(pairs):
                if any(role in self.roles for pair in pairs for role in pair):
                    return None
                named = tuple(Finding("", "two-roles", {"first": a, "second": b}) for a, b in pairs)
                return Refused("pair-missing", deed=deed, pairs=named)


class Session:
    """An open workspace and who works in it (phiên làm việc)."""

    def __init__(self, workspace: "Workspace") -> None:
        self.workspace = workspace
        self.actor: Actor | None = None
        self.congress_id: UUID | None = None
        self.contest_id: UUID | None = None
        self.step: str | None = None
        """The step of the desk that was chosen on home (`ballots.counting.values.Step`); None: the next one."""

    @property
    def person(self) -> str:
        """Name of the person logged in; empty while nobody is."""
        return "" if self.actor is None else self.actor.person

    @contextmanager
    def reading(self) -> "Iterator[Unit]":
        """A transaction that only reads."""
        with self.workspace.reading() as unit:
            yield unit

    def prove(self, account: str, secret: str) -> "Proof":
        """Let somebody prove who they are (đăng nhập): Argon2 takes its time, so call it from a worker."""
        from congress.access import service as access

        actor = access.log_in(self.workspace, name=account, secret=secret)
        with self.reading() as unit:
            return Proof(actor, must_set_secret=access.must_set_secret(unit, actor))

    def set_own_secret(self, actor: Actor, *, old: str, new: str) -> None:
        """Put a person's own PIN in the place of the one-time code; from a worker too."""
        from congress.access import service as access

        access.set_own_secret(self.workspace, Authority(actor), old=old, new=new)

    def by(self, *, reason: str | None = None) -> Authority:
        """The person logged in, who does a deed alone."""
        if self.actor is None:
            raise Refused("login-missing", deed="")
        return Authority(self.actor, None, reason)

    def by_two(self, account: str, secret: str, *, reason: str | None = None) -> Authority:
        """The person logged in with a second, who proves this moment who they are; from a worker."""
        first = self.by(reason=reason).first
        return Authority(first, self.prove(account, secret).actor, reason)

    def rights(self, contest_id: UUID | None = None) -> Rights:
        """What the person logged in may do, in a contest where one is named."""
        from congress.access import service as access

        if self.actor is None:
            return Rights()
        with self.reading() as unit:
            return Rights(access.roles_of(unit, self.actor, scope_id=contest_id))


@dataclass(frozen=True, slots=True)
class Proof:
    """That somebody is who they say (đã đăng nhập), and whether they still have to set a PIN of their own."""

    actor: Actor
    must_set_secret: bool
