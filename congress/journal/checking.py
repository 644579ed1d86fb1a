"""The table against what stands outside it: the head file, heads once disputed, heads read off papers."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from congress.errors import Finding, Malformed
from congress.journal import headfile, queries, service, signing
from congress.journal.values import Head
from congress.sealing.values import MachineKey
from congress.store.unit import Unit

KEY_EVENTS = ("workspace:found", "key:machine:renew")
"""Deeds whose entries name the machine's key, in the fact `machine_key`."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What stands outside the table (ngoài bảng nhật ký)."""

    kept: Head | None
    disputed: tuple[Head, ...]
    findings: tuple[Finding, ...]


def look_outside(folder: Path, *, keys: Path) -> Outside:
    """Read the files. Before the table is looked at: a program that works meanwhile writes them after it."""
    kept, findings = _kept(folder)
    disputed, marks = _disputed(folder)
    if kept is None and not findings:
        findings += (Finding(headfile.NAME, "journal-head-missing"),)
    findings += marks
    if signing.is_lost(keys):
        findings += (Finding(signing.NAME, "machine-key-missing"),)
    return Outside(kept, disputed, findings)


def check(
    unit: Unit, outside: Outside, *, key: MachineKey | None, is_founded: bool, heads: Iterable[Head]
) -> tuple[Finding, ...]:
    """Step: walk everything and compare; `is_founded` where accounts say that entries are due. Empty means whole."""
    stream, kept = unit.machine, outside.kept
    size = queries.size(unit, stream)
    # A workspace before its founding has neither entries nor a head.
    findings = tuple(one for one in outside.findings if size or is_founded or one.code != "journal-head-missing")
    if kept is not None:
        findings += signing.check(kept, _publics(unit, stream, key), where=headfile.NAME)
        if kept.stream != stream:
            findings += (Finding(headfile.NAME, "journal-other-stream", {"found": kept.stream, "tag": stream}),)
    if is_founded and not size:
        findings += (Finding(f"{stream}#1", "journal-truncated", {"number": 1, "last": 0}),)
    known = (*heads, *outside.disputed, *((kept,) if kept else ()))
    return _each_once((*findings, *service.verify(unit, heads=dict.fromkeys(known))))


def compare_head(unit: Unit, folder: Path, *, is_due: bool) -> tuple[tuple[Finding, ...], bool]:
    """Step, at opening and before each entry: what the kept head says at a glance, and whether it lags.

    A head that the table does not bear out, or that is gone or unreadable though one `is_due`, is kept in mind for
    good, since the next deed writes the file anew.
    """
    kept, findings = _kept(folder)
    now = queries.head(unit, unit.machine)
    if kept is None:
        # A folder that joins a server in use has no head yet, though others have long written there.
        if not findings and not (unit.embedded and (is_due or now.number)):
            return (), False
        headfile.note_lost(folder, now)
        return findings or (Finding(headfile.NAME, "journal-head-missing"),), False
    if service.bears_out(unit, kept):
        return findings, kept.stream == now.stream and kept.number < now.number
    headfile.dispute(folder, kept)
    where = f"{kept.stream}#{kept.number}"
    return (*findings, Finding(where, "journal-head-leads", {"number": kept.number, "last": now.number})), False


def _publics(unit: Unit, stream: str, key: MachineKey | None) -> tuple[bytes, ...]:
    """The machine's own key; to a user who may not read it, and where it is lost, those that the journal names."""
    if key is not None:
        return (key.public,)
    entries = (entry for event in KEY_EVENTS for entry in queries.of_event(unit, stream, event))
    return tuple(public for entry in entries if (public := _hex(entry.facts.get("machine_key"))) is not None)


def _hex(told: object) -> bytes | None:
    try:
        return bytes.fromhex(told) if isinstance(told, str) else None
    except ValueError:
        return None


def _kept(folder: Path) -> tuple[Head | None, tuple[Finding, ...]]:
    try:
        return headfile.read(folder), ()
    except Malformed as error:
        return None, error.findings


def _disputed(folder: Path) -> tuple[tuple[Head, ...], tuple[Finding, ...]]:
    try:
        marks = tuple(
            Finding(f"{stream}#{number}", "journal-head-lost", {"number": number})
            for stream, number in headfile.lost(folder)
        )
        return headfile.disputed(folder), marks
    except Malformed as error:
        return (), error.findings


def _each_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    kept: list[Finding] = []
    for finding in findings:
        if finding not in kept:
            kept.append(finding)
    return tuple(kept)
