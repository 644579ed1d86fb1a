"""Deeds on accounts: founding, logging in, making, resetting, lifting a lock-out."""

import secrets
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from congress.access import queries, registry, rules
from congress.access.gates import Blocker, Gate, Overruling, Passage, Watch, answers, ask
from congress.access.registry import (
    ADMINISTRATOR_WITH_HEAD,
    ANY_TWO_IN_CHARGE,
    HEAD_WITH_PRESIDIUM,
    Anyone,
    ByItself,
    Oneself,
    deed,
)
from congress.access.values import Account, AccountState, Actor, Authority, Grant, Role
from congress.errors import Broken, Refused
from congress.store.unit import Unit
from congress.text import clean, fold, unprintable

if TYPE_CHECKING:
    from congress.config import HashCost
    from congress.workspace import Workspace

SHORTEST_SECRET = 6
LONGEST_ACCOUNT, LONGEST_PERSON = 40, 120
"""Letters; names stand on papers, in boxes for signatures and in lists."""
ONE_TIME_DIGITS = 8
WATCH_BLOCKED = "watch-blocked"
"""Code of the refusal while something that is watched blocks: front doors offer to overrule it then."""


def authorise(unit: Unit, by: Authority | None, *, scope_id: UUID | None) -> None:
    """Step: refuse the deed being done unless its people may do it here. Called once by every writing unit."""
    act = registry.current_deed()
    if act is None:
        raise Broken("unit-without-deed")
    if isinstance(act.who, Anyone | ByItself):
        return
    if by is None:
        raise Refused("login-missing", deed=act.name)
    first = _roles(unit, by.first, scope_id, deed_name=act.name)
    second = None
    if by.second is not None:
        rules.check_second(by.first, by.second, now=unit.now)
        second = _roles(unit, by.second, scope_id, deed_name=act.name)
    rules.check_roles(act, first, second)


def _roles(unit: Unit, actor: Actor, scope_id: UUID | None, *, deed_name: str) -> frozenset[Role]:
    held = queries.standing(unit, actor.account_id, scope_id=scope_id)
    if held is None or held.state is not AccountState.ACTIVE or held.person_id != actor.person_id:
        raise Refused("account-unknown", account=actor.account)
    if held.must_change and deed_name != "account:secret:set":
        raise Refused("secret-not-own", person=held.person)
    return rules.roles_in(held.grants, scope_id=scope_id, own_team=held.own_team)


def roles_of(unit: Unit, actor: Actor, *, scope_id: UUID | None = None) -> frozenset[Role]:
    """Step: the roles an actor holds now, for screens that show what a person may do."""
    return _roles(unit, actor, scope_id, deed_name="account:secret:set")


@deed("workspace:found", who=Anyone(), title="Workspace founded, first two accounts made")
def found(workspace: "Workspace", *, administrator: str, head: str) -> tuple[tuple[Account, str], tuple[Account, str]]:
    """Make the first two accounts, of an administrator (quản trị) and the head (trưởng ban); give their one-time codes.

    The names are persons' names; accounts are called "quantri" and "truongban".
    """
    check_founders(administrator, head)
    codes = one_time_code(), one_time_code()
    verifiers = [_hash(workspace.settings.hash_cost, code) for code in codes]
    with workspace.unit(None) as unit:
        if queries.accounts(unit):
            raise Refused("already-founded")
        made = []
        for person, account, role, verifier in (
            (administrator, "quantri", Role.ADMINISTRATOR, verifiers[0]),
            (head, "truongban", Role.HEAD, verifiers[1]),
        ):
            person_id = queries.add_person(unit, name=_named(person), post="", card_number=None)
            account_id = queries.add_account(
                unit, person_id=person_id, folded=account, verifier=verifier, must_change=True
            )
            queries.set_grants(unit, account_id, frozenset({Grant(role)}))
            made.append(_existing(unit, account_id))
        key = workspace.machine_key
        unit.record(
            workspace.settings.tag,
            accounts=[account.name for account in made],
            machine_key=None if key is None else key.public.hex(),
        )
    workspace.made()
    return (made[0], codes[0]), (made[1], codes[1])


@deed("account:log-in", who=Anyone(), title="Logged in, or tried to")
def log_in(workspace: "Workspace", *, name: str, secret: str) -> Actor:
    """Prove who one is (đăng nhập). Wrong tries are kept and cost a growing delay, through restarts too."""
    folded = _account_name(name)
    with workspace.reading() as look:
        known = queries.by_name(look, folded)
        if known is not None:
            rules.check_not_locked(known.account.locked_until, now=look.now)
    # Argon2 runs outside the writing unit: it takes as long as a hundred commits.
    right = _verified(workspace.settings.hash_cost, None if known is None else known.verifier, secret)
    refusal = Refused("login-wrong")
    actor: Actor | None = None
    with workspace.unit(None) as unit:
        current = queries.by_name(unit, folded)
        if current is None or known is None or current.verifier != known.verifier:
            unit.record("unknown", outcome="unknown")
        else:
            account = current.account
            rules.check_not_locked(account.locked_until, now=unit.now)
            if right and account.state is AccountState.ACTIVE:
                queries.set_tries(unit, account.id, wrong_tries=0, locked_until=None)
                actor = Actor(account.id, account.person_id, account.name, account.person, unit.now)
                unit.record(account.name, outcome="right")
            else:
                tries = account.wrong_tries + 1
                delay = rules.delay_after(tries)
                queries.set_tries(unit, account.id, wrong_tries=tries, locked_until=unit.now + delay if delay else None)
                unit.record(account.name, outcome="wrong", tries=tries)
                if delay:
                    refusal = Refused("login-wrong-wait", seconds=int(delay.total_seconds()))
    if actor is None:
        raise refusal
    return actor


def must_set_secret(unit: Unit, actor: Actor) -> bool:
    """Step: whether a person still has the one-time code, and sets a PIN of their own before anything else."""
    account = queries.by_id(unit, actor.account_id)
    return account is not None and account.must_change


@deed("account:secret:set", who=Oneself(), title="Own PIN or password set")
def set_own_secret(workspace: "Workspace", by: Authority, *, old: str, new: str) -> None:
    """Set one's own PIN or password (đặt mã PIN); the one-time code, or the former one, is asked once more."""
    _check_secret(new)
    if old == new:
        raise Refused("secret-same")
    with workspace.reading() as look:
        known = queries.by_name(look, by.first.account)
    if known is None or not _verified(workspace.settings.hash_cost, known.verifier, old):
        raise Refused("login-wrong")
    verifier = _hash(workspace.settings.hash_cost, new)
    with workspace.unit(by) as unit:
        queries.set_verifier(unit, by.first.account_id, verifier=verifier, must_change=False)
        unit.record(by.first.account)


@deed("account:make", who=ADMINISTRATOR_WITH_HEAD, title="Account made")
def make_account(
    workspace: "Workspace",
    by: Authority,
    *,
    name: str,
    person: str,
    grants: Iterable[Grant],
    post: str = "",
    card_number: str | None = None,
    person_id: UUID | None = None,
) -> tuple[Account, str]:
    """Make an account (tạo tài khoản) and give its one-time code; its person sets a PIN at the first login.

    `person_id` gives a further account to a person already known: two accounts of one person stay one person.
    """
    code = one_time_code()
    verifier = _hash(workspace.settings.hash_cost, code)
    with workspace.unit(by) as unit:
        folded = _account_name(name)
        if not folded:
            raise Refused("account-name-empty")
        if len(folded) > LONGEST_ACCOUNT:
            raise Refused("name-too-long", longest=LONGEST_ACCOUNT)
        if queries.by_name(unit, folded) is not None:
            raise Refused("account-name-taken", account=folded)
        if person_id is None:
            person_id = _new_person(
                unit, _named(person), post=clean(post), card_number=clean(card_number or "") or None
            )
        elif queries.person(unit, person_id) is None:
            raise Refused("person-unknown")
        account_id = queries.add_account(unit, person_id=person_id, folded=folded, verifier=verifier, must_change=True)
        _give(unit, account_id, person_id, grants)
        account = _existing(unit, account_id)
        unit.record(account.name, person=account.person, roles=_listed(account.grants))
    return account, code


@deed("account:secret:reset", who=ADMINISTRATOR_WITH_HEAD, title="Account's PIN or password reset")
def reset_secret(workspace: "Workspace", by: Authority, *, account_id: UUID) -> str:
    """Give an account a new one-time code (cấp lại mã)."""
    code = one_time_code()
    verifier = _hash(workspace.settings.hash_cost, code)
    with workspace.unit(by) as unit:
        account = _existing(unit, account_id)
        queries.set_verifier(unit, account_id, verifier=verifier, must_change=True)
        queries.set_tries(unit, account_id, wrong_tries=0, locked_until=None)
        unit.record(account.name)
    return code


@deed("account:roles:set", who=ADMINISTRATOR_WITH_HEAD, title="Account's roles changed")
def set_roles(workspace: "Workspace", by: Authority, *, account_id: UUID, grants: Iterable[Grant]) -> Account:
    """Give an account just these roles (giao vai trò)."""
    with workspace.unit(by) as unit:
        before = _existing(unit, account_id)
        _give(unit, account_id, before.person_id, grants)
        rules.check_someone_left(queries.accounts(unit))
        after = _existing(unit, account_id)
        unit.record(after.name, before=_listed(before.grants), after=_listed(after.grants))
    return after


@deed("account:state:set", who=ADMINISTRATOR_WITH_HEAD, title="Account enabled or disabled")
def set_state(workspace: "Workspace", by: Authority, *, account_id: UUID, state: AccountState) -> None:
    """Enable or disable an account (mở, khóa tài khoản)."""
    with workspace.unit(by) as unit:
        account = _existing(unit, account_id)
        queries.set_state(unit, account_id, state)
        rules.check_someone_left(queries.accounts(unit))
        unit.record(account.name, state=str(state))


@deed("account:lock:lift", who=ANY_TWO_IN_CHARGE, title="Lock-out lifted")
def lift_lock_out(workspace: "Workspace", by: Authority, *, name: str) -> None:
    """Forget an account's wrong tries (gỡ khóa đăng nhập): two people, never waiting in front of the hall."""
    with workspace.unit(by) as unit:
        known = queries.by_name(unit, _account_name(name))
        if known is None:
            raise Refused("account-unknown", account=clean(name))
        queries.set_tries(unit, known.account.id, wrong_tries=0, locked_until=None)
        unit.record(known.account.name, tries=known.account.wrong_tries)


def check_gates(
    unit: Unit, *, gates: Iterable[Gate], act: str, scope_id: UUID | None, site_id: UUID | None = None
) -> Passage:
    """Step: refuse an act while a gate blocks it and no two people have overruled just that for this contest.

    Gives how each gate stood and the overrulings that the act rests on: both stand in the minutes.
    Raises Refused("gate-blocked", blockers=…).
    """
    told = answers(gates, unit, act=act, site_id=site_id)
    found = tuple(blocker for _, blockers in told for blocker in blockers)
    overruled = queries.overrulings(unit, act=act, scope_id=scope_id, site_id=site_id) if found else ()
    covered = {blocker.key for overruling in overruled for blocker in overruling.blockers}
    if open_ones := tuple(blocker for blocker in found if blocker.key not in covered):
        raise Refused("gate-blocked", act=act, blockers=open_ones)
    keys = {blocker.key for blocker in found}
    rests = tuple(one for one in overruled if any(blocker.key in keys for blocker in one.blockers))
    return Passage(tuple(standing for standing, _ in told), rests)


def check_watch(unit: Unit, watch: Watch, *, act: str, scope_id: UUID) -> None:
    """Step: refuse to go on with an act while what is watched blocks it and no two people have overruled just that.

    Where something blocks it is looked at once more, so that a cable pulled out frees the way at once.
    """
    if watched(unit, watch.blockers(), act=act, scope_id=scope_id) and (
        found := watched(unit, watch.look(), act=act, scope_id=scope_id)
    ):
        raise Refused(WATCH_BLOCKED, blockers=found)


def watched(unit: Unit, found: tuple[Blocker, ...], *, act: str, scope_id: UUID) -> tuple[Blocker, ...]:
    """Step: of what was found, that which nobody has overruled for this act in this contest."""
    if not found:
        return ()
    decided = queries.overrulings(unit, scope_id=scope_id)
    covered = {blocker.key for one in decided if one.act == act for blocker in one.blockers}
    return tuple(blocker for blocker in found if blocker.key not in covered)


@deed("gate:overrule", who=HEAD_WITH_PRESIDIUM, title="Gate overruled")
def overrule_gates(
    workspace: "Workspace",
    by: Authority,
    *,
    act: str,
    scope_id: UUID,
    seen: Iterable[Blocker],
    site_id: UUID | None = None,
) -> Overruling:
    """Let an act go on in one contest although gates block it (bỏ qua chốt kiểm tra): two people, a reason.

    `seen` is what the two were shown; where something more blocks by now, they look again.
    """
    reason = by.due_reason()
    known = {blocker.key for blocker in seen}
    with workspace.unit(by, scope_id=scope_id) as unit:
        found = ask(workspace.house.gates, unit, act=act, site_id=site_id)
        if not found:
            raise Refused("gate-not-blocked", act=act)
        if unseen := tuple(blocker for blocker in found if blocker.key not in known):
            raise Refused("gate-changed", blockers=unseen)
        second = "" if by.second is None else by.second.person
        overruling = Overruling(uuid4(), act, scope_id, site_id, found, by.first.person, second, reason, unit.now)
        queries.add_overruling(unit, overruling)
        unit.record(act, blockers=[f"{code}:{thing}" if thing else code for code, thing in (b.key for b in found)])
    return overruling


def check_founders(administrator: str, head: str) -> None:
    """Refuse two founders without a name, or of one name: asked before a workspace is made for them too."""
    if fold(_named(administrator)) == fold(_named(head)):
        raise Refused("second-is-first", person=clean(head))


def one_time_code() -> str:
    """Eight random digits: typed once, then replaced by the person's own PIN."""
    return "".join(str(secrets.randbelow(10)) for _ in range(ONE_TIME_DIGITS))


def _account_name(name: str) -> str:
    return fold(name).replace(" ", "")


def _named(person: str) -> str:
    name = clean(person)
    if not name:
        raise Refused("person-name-empty")
    if len(name) > LONGEST_PERSON:
        raise Refused("name-too-long", longest=LONGEST_PERSON)
    if letters := unprintable(name):
        raise Refused("letters-not-printable", letters=letters)
    return name


def _check_secret(secret: str) -> None:
    if len(secret) < SHORTEST_SECRET:
        raise Refused("secret-short", shortest=SHORTEST_SECRET)
    steps = {ord(b) - ord(a) for a, b in pairwise(secret)}
    if len(steps) == 1 and steps <= {-1, 0, 1}:
        raise Refused("secret-plain")


def _new_person(unit: Unit, name: str, *, post: str, card_number: str | None) -> UUID:
    """A new person. Who is here already gets a further account as the same person: nobody seconds themselves."""
    for known in queries.persons(unit):
        same_card = card_number is None or known.card_number is None or known.card_number == card_number
        if fold(known.name) == fold(name) and same_card:
            raise Refused("person-known", person=known.name)
    return queries.add_person(unit, name=name, post=post, card_number=card_number)


def _give(unit: Unit, account_id: UUID, person_id: UUID, grants: Iterable[Grant]) -> None:
    queries.set_grants(unit, account_id, frozenset(grants))
    rules.check_compatible(
        grant for account in queries.accounts(unit) if account.person_id == person_id for grant in account.grants
    )


def _existing(unit: Unit, account_id: UUID) -> Account:
    account = queries.by_id(unit, account_id)
    if account is None:
        raise Refused("account-unknown", account=str(account_id))
    return account


def _listed(grants: Iterable[Grant]) -> list[str]:
    return sorted(str(grant.role) if grant.scope_id is None else f"{grant.role}@{grant.scope_id}" for grant in grants)


def _hasher(cost: "HashCost") -> PasswordHasher:
    return PasswordHasher(time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes)


def _hash(cost: "HashCost", secret: str) -> str:
    return _hasher(cost).hash(_secret_bytes(secret))


def _verified(cost: "HashCost", verifier: str | None, secret: str) -> bool:
    """Compare in the same time whether or not the account exists."""
    hasher = _hasher(cost)
    if verifier is None:
        hasher.hash(_secret_bytes(secret))
        return False
    try:
        return hasher.verify(verifier, _secret_bytes(secret))
    except (VerificationError, InvalidHashError):
        return False


def _secret_bytes(secret: str) -> bytes:
    return unicodedata.normalize("NFC", secret).encode()
