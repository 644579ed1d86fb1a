"""Rules of a result: when it may be signed, made official, opened, destroyed; how long ballots are kept. Pure."""

import re
from dataclasses import replace
from datetime import date, timedelta

from ballots.results.facts import MinutesFacts
from ballots.results.values import Basis, Result, ResultState, SealedEvent, SealedLine
from congress.errors import Refused
from congress.text import fold

KEEPING, COMPLAINTS = "QC190 Điều 35", "QC190 Điều 33"
SCAN_KINDS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n": "png", b"II*\x00": "tif", b"MM\x00*": "tif"}
"""How the files of scanners begin."""


def working_days_after(day: date, days: int) -> date:
    """The day on which so many working days (Monday to Friday; holidays are not taken off) have passed."""
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < 5:
            days -= 1
    return day


def same_draft(read: MinutesFacts, now: MinutesFacts) -> bool:
    """Whether what the board read is what would be fixed now: all but the moment and the journal's head."""
    return replace(read, at=now.at, head=now.head) == now


def check_state(result: Result, *allowed: ResultState) -> None:
    """Refuse an act that the result's state does not allow."""
    if result.state not in allowed:
        order = list(ResultState)
        early = order.index(result.state) < min(order.index(state) for state in allowed)
        raise Refused("result-not-so-far" if early else "result-final", state=result.state)


def check_official(result: Result, basis: Basis) -> None:
    """Refuse to make a result official twice, or digitally without signatures."""
    check_state(result, ResultState.FIXED)
    if basis is Basis.DIGITAL and result.signed_id is None:
        raise Refused("minutes-not-signed")


def scan_kind(scan: bytes) -> str:
    """What a scanner made (pdf, jpg, png, tif); anything else is refused."""
    found = next((kind for start, kind in SCAN_KINDS.items() if scan.startswith(start)), None)
    if found is None:
        raise Refused("scan-empty" if not scan else "scan-unknown-kind")
    return found


def check_scan(result: Result) -> None:
    """Refuse a second scan once the result is official: what was bound stays bound."""
    if result.state is not ResultState.FIXED and result.scan_id is not None:
        raise Refused("scan-bound-already")


def is_named(signer: str, name: str) -> bool:
    """Whether a certificate is of a person: tokens write names without marks, in capitals, with an office behind."""
    words, due = re.findall(r"\w+", fold(signer)), re.findall(r"\w+", fold(name))
    return bool(due) and any(words[start : start + len(due)] == due for start in range(len(words)))


def check_openable(events: tuple[SealedLine, ...]) -> None:
    """Refuse to open what was destroyed."""
    if any(event.kind is SealedEvent.DESTROYED for event in events):
        raise Refused("destroyed-already")


def check_destroyable(result: Result, events: tuple[SealedLine, ...], *, on: date) -> None:
    """Refuse to destroy ballots and record before the time is over, or while a complaint is open."""
    if result.sealed_at is None or result.keep_until is None:
        raise Refused("not-sealed")
    check_openable(events)
    if on <= result.keep_until:
        raise Refused("kept-until", article=KEEPING, until=result.keep_until.strftime("%d/%m/%Y"))
    if open_complaints(events):
        raise Refused("complaint-open", article=KEEPING)


def open_complaints(events: tuple[SealedLine, ...]) -> int:
    """Complaints that are not settled (khiếu nại chưa giải quyết)."""
    made = sum(event.kind is SealedEvent.COMPLAINT for event in events)
    return made - sum(event.kind is SealedEvent.SETTLED for event in events)
