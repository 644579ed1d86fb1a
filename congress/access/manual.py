"""The page of the manual that names every event (trang sự kiện): drawn from the registry, never by hand."""

from collections.abc import Iterable
from itertools import combinations_with_replacement

from congress.access.registry import Anyone, ByItself, Deed, One, Oneself, Pair
from congress.access.values import Role
from congress.i18n import Say, say_in

_HEAD = """# Events of the journal

Every deed writes one entry under its name, numbered and chained by hash; this page is drawn from the registry of
deeds (`make events`), which also says who may do what. `A + B` are two different persons, in either order.

| event | what was done | việc | by whom |
|---|---|---|---|
"""
_FOOT = """
An entry holds, beside its number: the moment, the persons' names, the laptop's tag, the contest, the subject, the
reason where one is given, facts as JSON, the hash of the entry before, and its own hash: SHA-256 over the canonical
JSON (keys sorted, no blanks, UTF-8) of all other fields under the names `stream`, `number`, `at` (UTC,
`2025-08-12T01:10:00.000000Z`), `event`, `actor`, `second`, `machine`, `scope`, `subject`, `reason`, `facts`,
`previous`; the first entry's `previous` is 64 zeros. No entry holds a mark on a paper, or who keyed which paper.
"""


def page(deeds: Iterable[Deed]) -> str:
    """The whole page, in English with the Vietnamese title beside."""
    vietnamese, english = say_in("vi"), say_in("en")
    rows = [
        f"| `{deed.name}`{'' if deed.journal else ' (no entry of its own)'} | {english(deed.title)} "
        f"| {vietnamese(deed.title)} | {_whom(deed, english)} |\n"
        for deed in deeds
    ]
    return _HEAD + "".join(rows) + _FOOT


def _whom(deed: Deed, say: Say) -> str:
    match deed.who:
        case Anyone():
            return "anyone at the laptop"
        case ByItself():
            return "the laptop itself"
        case Oneself():
            return "whoever has an account, on that account"
        case One(roles):
            return ", ".join(say(f"role-{role}") for role in Role if role in roles)
        case Pair(pairs) if len(either := _each_with_each(pairs)) > 1:
            return "any two of " + ", ".join(say(f"role-{role}") for role in either)
        case Pair(pairs):
            return "; ".join(f"{say(f'role-{a}')} + {say(f'role-{b}')}" for a, b in pairs)


def _each_with_each(pairs: tuple[tuple[Role, Role], ...]) -> tuple[Role, ...]:
    """The roles, where every two of them will do (two of one role included); none otherwise."""
    roles = tuple(dict.fromkeys(role for pair in pairs for role in pair))
    every = {frozenset(pair) for pair in combinations_with_replacement(roles, 2)}
    return roles if {frozenset(pair) for pair in pairs} == every else ()
