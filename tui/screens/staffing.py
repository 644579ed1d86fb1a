"""Which roles nobody holds yet (vai trò chưa có tài khoản), who may be the second person: home, accounts, gates."""

from collections.abc import Iterable
from uuid import UUID

from congress.access.values import Account, AccountState, Grant, Role
from congress.errors import Finding
from congress.i18n import sentence, t

DUE = (Role.MEMBER, Role.PRESIDIUM)
"""Without them no desk opens, and nothing that blocks is overruled."""
USUAL = (*DUE, Role.TECHNICIAN)
"""What a congress usually has; who keys papers may be of the board as well."""


def lacking(accounts: Iterable[Account], wanted: Iterable[Role] = USUAL) -> tuple[Role, ...]:
    """The roles of these that no account in use holds."""
    held = {grant.role for account in _in_use(accounts) for grant in account.grants}
    return tuple(role for role in wanted if role not in held)


def remark(accounts: Iterable[Account]) -> tuple[Finding, ...]:
    """That roles are without an account, and who makes one."""
    roles = lacking(accounts)
    return (Finding("accounts", "accounts-lacking", {"roles": roles}),) if roles else ()


def who_may_second(accounts: Iterable[Account], role: Role, contest_id: UUID | None) -> str:
    """Who holds a role here, by name and account; where nobody does, who makes such an account, and where."""
    wanted = {Grant(role), Grant(role, contest_id)}
    holders = [account for account in _in_use(accounts) if wanted & set(account.grants)]
    if not holders:
        return sentence(second_lacking(role))
    people = ", ".join(f"{account.person} ({account.name})" for account in holders)
    return t("Second person, {role}: {people}", role=t(f"role-{role}"), people=people)


def second_lacking(role: Role) -> Finding:
    """That nobody holds a role that a deed of two takes (chưa có tài khoản)."""
    return Finding("accounts", "second-role-lacking", {"role": role})


def _in_use(accounts: Iterable[Account]) -> Iterable[Account]:
    return (account for account in accounts if account.state is AccountState.ACTIVE)
