"""An entry of the journal in words (dòng nhật ký bằng lời): what, who, when, why, its facts without codes."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from textual.content import Content

from congress.i18n import t
from congress.journal.values import JournalEntry
from devices.readiness.papers import template_words
from tui.screens.home_recent import title_of
from tui.screens.readiness_words import held
from tui.widgets.drawing import line

_SAID_AS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "kind": (
            *("contest-kind", "electorate", "congress-kind", "pile-kind", "body-kind"),
            *("place-kind", "seal-kind", "incident-kind", "handover-kind"),
        ),
        "bundle": ("bundle-kind",),
        "form": ("contest-form",),
        "secrecy": ("secrecy",),
        "lines": ("stage", "not-summoned", "deduction"),
        "people": ("capacity",),
        "roles": ("role",),
        "before": ("role", "choice", "machine-class"),
        "after": ("role", "choice"),
        "mode": ("mode",),
        "machine_class": ("machine-class",),
        "state": ("account-state",),
        "step": ("step",),
        "outcome": ("outcome", "fixity"),
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
        "category": ("category",),
        "tenure": ("tenure",),
        "condition": ("condition",),
        "use_class": ("use-class",),
        "phase": ("phase",),
        "passed": ("item",),
        "failed": ("item",),
        "item": ("item",),
        "seals": ("seal-kind",),
        "needed": ("position-kind",),
        "counted": ("position-kind",),
        "finds": ("find-verdict",),
        "scanned": ("find-verdict",),
        "sheet": ("label-sheet",),
        "format": ("file-format",),
        "faults": ("",),
        "copy_state": ("copy-state",),
        "fate": ("copy-fate",),
        "giver_kind": ("giver",),
        "verdict": ("uptake",),
    }
)
"""Under which ids of the catalogue the codes of a fact have their words."""
_CODE = re.compile(r"(?<![\w-])[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*(?![\w-])")
_GAP = re.compile(r"\s*\(?\{\w+\}\)?")
"""What a sentence of the catalogue is told; an entry keeps only what it was about."""
_OF_WAYS = frozenset({"blockers", "overruled", "ways", "question"})
_WAY = re.compile(r"(?P<code>[a-z][a-z-]*)(?::(?P<thing>.+))?")
"""What blocked, as an entry names it: `machine-network-up:eth0`."""
_THING = ("position-kind", "category")
"""What may block: a position, a kind of device; else it has a name."""
_OR_FREE = frozenset({"passed", "failed", "item"})
"""Facts that are a code, else somebody's own words, in which no word is a code."""
_KEY = re.compile(r"[0-9a-f]{16}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FOLDER = re.compile(r"/|[A-Za-z]:[\\/]|\\\\")
"""How the path of a folder begins, here and on Windows."""


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
        case "minutes", str():  # the number of minutes, elsewhere minutes of an hour
            code = "entry-minutes-number"
        case "aside", str():  # the folder a workspace was put aside as, elsewhere papers put aside
            code = "entry-aside-folder"
        case "place", str() if _FOLDER.match(value):  # where packages stand, elsewhere a place of the congress
            code = "entry-folder-of"
        case "second", str():  # a medium, or a term; elsewhere a count
            code = "entry-second-medium" if _FOLDER.match(value) else "entry-second-term"
        case "first", str():
            code = "entry-first-term"
        case "files", list():  # removed, elsewhere how many
            code = "entry-removed-files"
        case "left", list():  # files that the second copy had no better, elsewhere how many
            code = "entry-left-files"
        case "tag", str() if _DIGEST.fullmatch(value):  # of a total, elsewhere of a device
            code = "entry-hash"
        case "key", str() if _KEY.fullmatch(value):  # of a sealed record, elsewhere a setting
            code = "entry-key-id"
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
        case {"template": str(template), "item": item, "due": bool(due), "days": int() | None as days, **rest}:
            said = f"{template_words(template, t)}: {in_words('item', item)}"
            least = f", {t('at least {count}', count=rest['least'])}" if "least" in rest else ""
            return f"{said}, {held(days)}{least}" if due else f"{said}, {t('not checked')}"
        case {"old": str(old), "new": str(new), "whole": bool(whole)}:
            return f"{old} → {new}" if whole else f"{old} → {new} ({t('device by device')})"
        case {"id": str(), "name": str(name), "manifest_sha256": str(digest)}:
            return f"{name} ({short(digest)} …)"
        case dict():
            return ", ".join(_of_both(fact, name, one) for name, one in value.items() if one not in (None, "", []))
        case str() if _DIGEST.fullmatch(value):
            return f"{short(value)} …"
        case str() if fact in _OF_WAYS and (found := _WAY.fullmatch(value)):
            return _blocked(fact, found["code"], (found["thing"] or "").strip())
        case str() if fact in _OR_FREE:
            return _word(fact, value)
        case str():
            return _day(value) or _CODE.sub(lambda code: _word(fact, code.group()), value)
        case _:
            return str(value)


def _of_both(fact: str, name: str, value: object) -> str:
    """A part of a fact that has parts: its own name says which words it takes, else the whole's."""
    label = named(name, value)
    label = in_words(fact, name) if label == name else label
    return f"{label}: {in_words(name if name in _SAID_AS else fact, value)}"


def _blocked(fact: str, code: str, thing: str) -> str:
    """What blocked, and what it was about; what its sentence advises is no matter of an entry."""
    short = f"entry-{code}"
    said = t(short) if t(short) != short else _word(fact, code).partition(";")[0]
    return f"{said}: {_CODE.sub(lambda one: _of_kinds(_THING, one.group()), thing)}" if thing else said


def _word(fact: str, code: str) -> str:
    return _of_kinds(_SAID_AS.get(fact, ()), code)


def _of_kinds(kinds: Iterable[str], code: str) -> str:
    for kind in kinds:
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
