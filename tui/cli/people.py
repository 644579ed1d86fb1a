"""Who does a deed at the command line (người thực hiện): names from options, passwords never from an argument."""

import getpass
import os
import sys
from collections.abc import Callable, Mapping

from congress.access import service as access
from congress.access.values import Actor, Authority
from congress.errors import Finding, Malformed, Refused
from congress.i18n import sentence, t
from congress.workspace import Workspace
from tui.cli.answers import PROGRAM, complain

FIRST, SECOND = "CONGRESS_PASSWORD", "CONGRESS_SECOND_PASSWORD"


def is_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def asked(value: str | None, option: str, question: str) -> str:
    """The value of an option, or the answer of whoever sits at the terminal; nobody there is wrong usage."""
    if value:
        return value
    if not is_terminal():
        raise Malformed([Finding(PROGRAM, "usage-parameter-missing", {"name": option, "command": PROGRAM})])
    sys.stderr.write(f"{question}: ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    if not line.strip():
        complain(t("Nothing was typed: {question} is needed.", question=question))
    return asked(line.strip(), option, question)


def all_asked(
    *wanted: tuple[str | None, str, str], checks: Mapping[str, Callable[[str], object]] | None = None
) -> list[str]:
    """The values of several options, or their answers; where nobody can be asked, every missing one is named.

    `checks` refuse the value of an option as soon as it is known, before the next is asked for.
    """
    if not is_terminal() and (missing := [option for value, option, _ in wanted if not value]):
        raise Malformed(
            [Finding(PROGRAM, "usage-parameter-missing", {"name": name, "command": PROGRAM}) for name in missing]
        )
    return [_checked(asked(value, option, question), (checks or {}).get(option)) for value, option, question in wanted]


def _checked(value: str, check: Callable[[str], object] | None) -> str:
    if check is not None:
        check(value)
    return value


def sign_in(workspace: Workspace, *, account: str | None, second: str | None, reason: str | None = None) -> Authority:
    """Let one person, or two, prove who they are (đăng nhập)."""
    name = asked(account, "--account", t("Account"))
    first = _actor(workspace, name, FIRST)
    other = None if second is None else _actor(workspace, second, SECOND)
    return Authority(first, other, reason)


def _actor(workspace: Workspace, name: str, variable: str) -> Actor:
    given = os.environ.get(variable)
    if given is not None:
        return access.log_in(workspace, name=name, secret=given)
    secret = _secret(t("Password or PIN of {name}", name=name), variable)
    actor = access.log_in(workspace, name=name, secret=secret)
    while _must_set(workspace, actor):
        new = _secret(t("A PIN of one's own for {name} (6 characters at least)", name=name), variable)
        if new != _secret(t("Once more"), variable):
            complain(t("The two are not the same."))
            continue
        try:
            access.set_own_secret(workspace, Authority(actor), old=secret, new=new)
        except Refused as refused:
            complain(sentence(refused))
    return actor


def _must_set(workspace: Workspace, actor: Actor) -> bool:
    with workspace.reading() as look:
        return access.must_set_secret(look, actor)


def passphrase(question: str, variable: str) -> str:
    """A passphrase from the surroundings, or typed unseen; never an argument."""
    given = os.environ.get(variable)
    return _secret(question, variable) if given is None else given


def _secret(question: str, variable: str) -> str:
    if not is_terminal():
        raise Malformed([Finding(PROGRAM, "usage-password-missing", {"variable": variable})])
    return getpass.getpass(f"{question}: ")
