"""Sentences in the user's language (thông điệp): codes and English texts to Vietnamese or English.

A message id is either an English text ("Open the count") or a code ("count-closed"). The Vietnamese
catalogue holds both kinds, the English one only codes. Each room has a domain of its own under
`locale/<language>/LC_MESSAGES/<domain>.po`, compiled beside it; all domains are read as one.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Protocol

from congress.errors import Facts

LANGUAGES = ("vi", "en")
DEFAULT = "vi"
LOCALE_DIR = Path(__file__).parent / "locale"

Say = Callable[..., str]

_language = DEFAULT


def choose(wanted: str | None = None, *, environ: dict[str, str] | None = None) -> str:
    """The language to use: asked for, else CONGRESS_LANG, else the system's, else Vietnamese."""
    env = os.environ if environ is None else environ
    for name in (
        wanted,
        env.get("CONGRESS_LANG"),
        env.get("LC_ALL"),
        env.get("LC_MESSAGES"),
        env.get("LANG"),
    ):
        if name and name[:2].lower() in LANGUAGES:
            return name[:2].lower()
    return DEFAULT


def use(language: str) -> None:
    """Set the language of this process; called once, before `tui` is imported (binding labels are fixed then)."""
    global _language
    if language not in LANGUAGES:
        raise ValueError(language)
    _language = language


def current() -> str:
    """The language of this process."""
    return _language


class _Texts(GNUTranslations):
    """A catalogue that gives all it holds; its base reads the file and answers for one message at a time."""

    _catalog: dict[str, str]

    def said(self) -> Iterator[tuple[str, str]]:
        """Every message with its text; the head, whose message is empty, left out."""
        return ((key, text) for key, text in self._catalog.items() if key and text)


@lru_cache
def _catalogue(language: str) -> dict[str, str]:
    entries: dict[str, str] = {}
    for path in sorted((LOCALE_DIR / language / "LC_MESSAGES").glob("*.mo")):
        with path.open("rb") as file:
            entries.update(_Texts(file).said())
    return entries


def say_in(language: str) -> Say:
    """A speaker of one language: `say(msgid, **facts)`. Facts are put in with `str.format`, never as markup."""
    catalogue = _catalogue(language)

    def say(msgid: str, /, **facts: object) -> str:
        text = catalogue.get(msgid, msgid)
        return text.format_map(facts) if facts else text

    return say


def t(msgid: str, /, **facts: object) -> str:
    """`msgid` in the language of this process, its `{facts}` filled in."""
    return say_in(_language)(msgid, **facts)


class Problem(Protocol):
    """Whatever has a code and facts: a refusal, a finding, a blocker."""

    @property
    def code(self) -> str:
        """Key of its sentence."""

    @property
    def facts(self) -> Facts:
        """What the sentence is told."""


def sentence(problem: Problem, language: str | None = None) -> str:
    """The sentence of a refusal or finding, with its article where it has one.

    Facts may be problems themselves, members of a StrEnum (`Role.HEAD` is said as the message `role-head`), or
    several of these: each is said in the same language.
    """
    say = say_in(language or _language)
    text = say(problem.code, **{name: _said(fact, say) for name, fact in problem.facts.items()})
    article = getattr(problem, "article", None)
    return f"{text} ({article})" if article else text


def code_of(member: StrEnum) -> str:
    """The message id of a member of an enumeration: `Role.HEAD` is said as `role-head`."""
    kind = re.sub(r"(?<!^)(?=[A-Z])", "-", type(member).__name__).lower()
    return f"{kind}-{member.value}"


def _joined(parts: Sequence[str]) -> str:
    """Sentences one after the other; words with a semicolon between."""
    return " ".join(parts) if any(part.endswith(".") for part in parts) else "; ".join(parts)


def _said(fact: object, say: Say) -> object:
    match fact:
        case StrEnum():
            return say(code_of(fact))
        case tuple() | list() | frozenset():
            parts = [str(_said(one, say)) for one in fact]
            return _joined(sorted(parts) if isinstance(fact, frozenset) else parts)
        case _ if hasattr(fact, "code") and hasattr(fact, "facts"):
            return say(fact.code, **{name: _said(one, say) for name, one in fact.facts.items()})
        case _:
            return fact
