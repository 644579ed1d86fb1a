"""An entry of the journal in words (dòng nhật ký bằng lời): what, who, when, why, its facts without codes."""

import re
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from textual.content import Content

from congress.i18n import t
from congress.journal.values import JournalEntry
from tui.screens.home_recent import title_of
from tui.widgets.drawing import line

_SAID_AS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "kind": ("contest-kind", "electorate", "congress-kind", "pile-kind"),
        "form": ("contest-form",),
        "secrecy": ("secrecy",),
        "lines": ("stage", "not-summoned", "deduction"),
        "people": ("capacity",),
        "roles": ("role",),
        "before": ("role", "choice"),
        "after": ("role", "choice"),
        "mode": ("mode",),
        "state": ("account-state",),
        "step": ("step",),
        "outcome": ("outcome",),
        "basis": ("basis",),
        "key": ("point",),
        "value": ("choice",),
        "values": ("point", "choice"),
        "previous": ("choice",),
        "counts_as": ("counts-as", "reason"),
        "blockers": ("",),
        "overruled": ("",),
        "gates": ("",),
        "ways": ("",),
        "equation": ("equation",),
        "question": ("",),
        "regulation": ("regulation",),
        "field": ("place-of",),
    }
)
"""Under which ids of the catalogue the codes of a fact have their words."""
_CODE = re.compile(r"(?<![\w-])[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*(?![\w-])")
_GAP = re.compile(r"\s*\(?\{\w+\}\)?")
"""What a sentence of the catalogue is told; an entry keeps only what it was about."""
_OF_WAYS = frozenset({"blockers", "overruled", "ways"})
_WAY = re.compile(r"(?P<code>[a-z][a-z-]*)(?::(?P<thing>.+))?")
"""What blocked, as an entry names it: `machine-network-up:eth0`."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


def short(digits: str) -> str:
    """The first digits of a hash, as papers print them."""
    return " ".join(digits[place : place + 4] for place in range(0, 16, 4))


def who_did(entry: JournalEntry, people: Mapping[str, str]) -> str:
    """Who did it; before anybody is logged in, whose account it was about, by the names of accounts."""
    people = {**people, "unknown": t("no such account")}
    return ", ".join(name for name in (entry.actor, entry.second) if name) or people.get(entry.subject, entry.subject)


def told(entry: JournalEntry, people: Mapping[str, str], *, most: int) -> list[Content]:
    """An entry in full: what, who, when, why, its facts, its hash."""
    said = [
        line((title_of(entry.event), "bold")),
        line((f"{entry.at.astimezone():%d/%m/%Y %H:%M:%S}  ", "$quiet"), who_did(entry, people)),
    ]
    if entry.reason:
        said.append(line((f"{t('Reason')}: ", "$quiet"), entry.reason))
    facts = [
        line((f"{named(name, value)}: ", "$quiet"), in_words(name, value))
        for name, value in entry.facts.items()
        if value not in (None, "", [])
    ]
    said += facts[:most]
    if len(facts) > most:
        said.append(line((t("and {more} more", more=len(facts) - most), "$quiet")))
    said.append(line((f"{short(entry.hash)} …", "$quiet")))
    return said


def named(fact: str, value: object = "") -> str:
    """A fact's name in words; one that has none yet by its name in the entry."""
    match fact, value:
        case "papers", list():  # the hashes of the papers made, elsewhere a number of ballots
            code = "entry-records"
        case "piles", list():  # each pile sorted, elsewhere how many
            code = "entry-pile"
        case "printed", int():  # ballots printed, elsewhere what stands in the minutes
            code = "entry-printed-papers"
        case _:
            code = f"entry-{fact.replace('_', '-')}"
    said = t(code)
    return fact if said == code else said


def in_words(fact: str, value: object) -> str:
    """The value of a fact: codes in words, hashes short, days as they are written here."""
    match value:
        case bool():
            return t("entry-yes") if value else t("entry-no")
        case list():
            return "; ".join(in_words(fact, one) for one in value)
        case dict():
            return ", ".join(_of_both(fact, name, one) for name, one in value.items() if one not in (None, "", []))
        case str() if _DIGEST.fullmatch(value):
            return f"{short(value)} …"
        case str() if fact in _OF_WAYS and (found := _WAY.fullmatch(value)):
            said = _word(fact, found["code"]).partition(";")[0]  # what it advises is no matter of an entry
            return f"{said}: {found['thing']}" if found["thing"] else said
        case str():
            return _day(value) or _CODE.sub(lambda code: _word(fact, code.group()), value)
        case _:
            return str(value)


def _of_both(fact: str, name: str, value: object) -> str:
    """A part of a fact that has parts: its own name says which words it takes, else the whole's."""
    label = _word(fact, name) if fact in _SAID_AS and named(name, value) == name else named(name, value)
    return f"{label}: {in_words(name if name in _SAID_AS else fact, value)}"


def _word(fact: str, code: str) -> str:
    for kind in _SAID_AS.get(fact, ()):
        asked = f"{kind}-{code}".strip("-").replace("_", "-")
        said = t(asked)
        if said != asked:
            return _GAP.sub("", said).rstrip(".")
    return code


def _day(text: str) -> str:
    """A day, or a moment, as people write it; nothing where the text is none."""
    if not re.match(r"\d{4}-\d{2}-\d{2}", text):
        return ""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return f"{moment:%d/%m/%Y}" if len(text) == len("2025-08-12") else f"{moment.astimezone():%H:%M:%S %d/%m/%Y}"
