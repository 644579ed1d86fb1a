"""The sample board at work (văn phòng mẫu): who is logged in, who does a deed, which gates two of them overrule."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from ballots.counting.deeds import OPEN_COUNT
from congress.access import service as access
from congress.access.gates import ask
from congress.access.keyring import issue_signer, make_authority
from congress.access.values import Account, Actor, Authority, Grant
from congress.errors import Refused
from congress.i18n import sentence
from congress.workspace import Workspace
from tui.demo.people import (
    ADMINISTRATOR,
    AUTHORITY_PASSPHRASE,
    CHAIR,
    FOUNDERS,
    HEAD,
    PASSPHRASE,
    PIN,
    SIGNERS,
    STAFF,
    Person,
)
from tui.demo.telling import Advance

AUTHORITY_NAME = "Tổ chức chứng thực nội bộ (mẫu)"
_WHY_OVERRULED = "Chạy thử với phiếu mẫu, máy không chứa nội dung bí mật nhà nước."
"""On papers and in the journal, so always Vietnamese."""


@dataclass(frozen=True, slots=True)
class Office:
    """An open workspace and its people, each of whom has proved who they are."""

    workspace: Workspace
    actors: Mapping[str, Actor]

    def by(self, first: Person, second: Person | None = None, *, reason: str | None = None) -> Authority:
        """Who does a deed; both stand at the table this moment."""
        return Authority(self._actor(first), None if second is None else self._actor(second), reason)

    def _actor(self, person: Person) -> Actor:
        return replace(self.actors[person.account], at=self.workspace.house.clock.now())


def founded(workspace: Workspace, advance: Advance) -> Office:
    """Found the workspace, give everybody an account, let each set the PIN: by the ordinary deeds."""
    actors: dict[str, Actor] = {}
    names = [person.name for person in FOUNDERS]
    for (account, code), person in zip(
        access.found(workspace, administrator=names[0], head=names[1]), FOUNDERS, strict=True
    ):
        actors[person.account] = _settled(workspace, account, code)
        advance()
    office = Office(workspace, actors)
    for person in STAFF[len(FOUNDERS) :]:
        account, code = access.make_account(
            workspace,
            office.by(ADMINISTRATOR, HEAD),
            name=person.account,
            person=person.name,
            post=person.post,
            grants=[Grant(person.role)],
        )
        actors[person.account] = _settled(workspace, account, code)
        advance()
    return office


def _settled(workspace: Workspace, account: Account, code: str) -> Actor:
    actor = access.log_in(workspace, name=account.name, secret=code)
    access.set_own_secret(workspace, Authority(actor), old=code, new=PIN)
    return actor


def with_keys(office: Office, advance: Advance) -> bytes:
    """Make the internal authority and the signers' keys; gives the authority's certificate."""
    certificate = make_authority(
        office.workspace, office.by(ADMINISTRATOR, HEAD), name=AUTHORITY_NAME, secret=AUTHORITY_PASSPHRASE
    )
    advance()
    for person in SIGNERS:
        issue_signer(
            office.workspace,
            office.by(ADMINISTRATOR, HEAD),
            account_id=office.actors[person.account].account_id,
            capacity=person.post,
            secret=AUTHORITY_PASSPHRASE,
            passphrase=PASSPHRASE,
        )
        advance()
    return certificate


def free_the_way(office: Office, contest_id: UUID, *, site_id: UUID) -> tuple[str, ...]:
    """Where this machine's gate blocks, head and presidium overrule it by the ordinary deed; gives what blocked."""
    workspace = office.workspace
    gates = workspace.house.gates
    try:
        with workspace.reading() as unit:
            found = ask(gates, unit, act=OPEN_COUNT, site_id=site_id)
            access.check_gates(unit, gates=gates, act=OPEN_COUNT, scope_id=contest_id, site_id=site_id)
    except Refused:
        by = office.by(HEAD, CHAIR, reason=_WHY_OVERRULED)
        access.overrule_gates(workspace, by, act=OPEN_COUNT, scope_id=contest_id, site_id=site_id, seen=found)
        return tuple(sentence(blocker) for blocker in found)
    return ()
