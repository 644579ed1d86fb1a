"""Checking a result on another machine (kiểm tra kết quả): papers, outcomes and records against each other."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ballots.regulations.formats import outcome_tree, read_outcome
from ballots.regulations.service import tally_record
from ballots.regulations.values import Outcome
from ballots.results.reading import differences as printed_differences
from ballots.results.reading import read as read_paper
from congress.errors import Finding, Malformed
from congress.jsondoc import differences as tree_differences
from congress.jsondoc import load
from congress.sealing.values import Checked, Kind, Verdict

OUTCOME_NAME = "outcome.json"


@dataclass(frozen=True, slots=True)
class Given:
    """What the checker knows beside the paths (căn cứ kiểm tra)."""

    trust: tuple[bytes, ...]
    """Certificates of authorities, PEM."""
    record: bytes | None
    """The sealed count record, opened by decision."""
    at: datetime


@dataclass(frozen=True, slots=True)
class _Seen:
    checked: Checked
    record_sha256: str | None = None
    """Of the record that a verified paper's outcome carries."""


def verify(paths: Iterable[tuple[str, bytes]], given: Given) -> tuple[Checked, ...]:
    """The verdict on each path (kết luận từng tệp). Malformed, with every fault of every path, if any is unreadable."""
    known = None if given.record is None else tally_record(given.record, name="--record").outcome
    files = tuple(paths)
    faults: list[Finding] = []
    seen: dict[str, _Seen] = {}
    for name, data in files:
        try:
            seen[name] = _seen(name, data, given, known)
        except Malformed as malformed:
            faults += [Finding(f"{name}: {f.where}", f.code, f.facts) for f in malformed.findings]
    if faults:
        raise Malformed(faults)
    carried = {s.record_sha256 for s in seen.values() if s.checked.verdict is Verdict.VERIFIED and s.record_sha256}
    return tuple(_with_records(seen[name].checked, data, carried) for name, data in files)


def _seen(name: str, data: bytes, given: Given, known: Outcome | None) -> _Seen:
    if data[:1024].lstrip().startswith(b"%PDF") or name.lower().endswith(".pdf"):
        return _pdf(name, data, given, known)
    tree = load(data, name=name).tree
    form = tree.get("format") if isinstance(tree, dict) else None
    match form:
        case "congress-outcome/1":
            return _outcome(name, data, known)
        case "congress-count/1":
            tally_record(data, name=name)
            return _Seen(Checked(name, Kind.RECORD, Verdict.UNDECIDED))
        case _:
            raise Malformed([Finding("$.format", "format-unknown", {"found": str(form)})])


def _pdf(name: str, data: bytes, given: Given, known: Outcome | None) -> _Seen:
    from congress.sealing.attachments import attached
    from congress.sealing.verifying import verify_pdf

    verdict = verify_pdf(data, trust=given.trust, at=given.at)
    findings, result = list(verdict.findings), verdict.verdict
    try:
        inside = attached(data).get(OUTCOME_NAME)
    except Malformed:
        if result is not Verdict.REFUSED:
            raise
        inside = None
    if inside is None or result is Verdict.REFUSED:
        return _Seen(Checked(name, Kind.PDF, result, tuple(findings)))
    outcome = read_outcome(inside, name=OUTCOME_NAME)
    printed = read_paper(data)
    wrong = list(printed_differences(printed, outcome))
    if known is not None:
        wrong += _against(known, outcome)
    if printed.sample:
        findings.append(Finding("pdf", "sample"))
    if wrong:
        return _Seen(Checked(name, Kind.PDF, Verdict.REFUSED, (*findings, *wrong)))
    return _Seen(Checked(name, Kind.PDF, result, tuple(findings)), outcome.record_sha256)


def _outcome(name: str, data: bytes, known: Outcome | None) -> _Seen:
    outcome = read_outcome(data, name=name)
    if known is None:
        return _Seen(Checked(name, Kind.OUTCOME, Verdict.UNDECIDED, (Finding("$", "record-not-given"),)))
    wrong = _against(known, outcome)
    return _Seen(Checked(name, Kind.OUTCOME, Verdict.REFUSED if wrong else Verdict.VERIFIED, tuple(wrong)))


def _against(known: Outcome, outcome: Outcome) -> list[Finding]:
    """Every field in which the outcome differs from what the record tallies to."""
    return [
        Finding(place, "differs-from-record") for place in tree_differences(outcome_tree(known), outcome_tree(outcome))
    ]


def _with_records(checked: Checked, data: bytes, carried: set[str]) -> Checked:
    if checked.kind != Kind.RECORD:
        return checked
    if hashlib.sha256(data).hexdigest() in carried:
        return Checked(checked.path, checked.kind, Verdict.VERIFIED)
    return Checked(checked.path, checked.kind, Verdict.UNDECIDED, (Finding("$", "record-not-carried"),))


def files_below(paths: Sequence[str]) -> tuple[tuple[str, bytes], ...]:
    """Every file that the paths name, folders taken apart; what cannot be read is a fault of its own."""
    found: list[tuple[str, bytes]] = []
    faults: list[Finding] = []
    for given in paths:
        path = Path(given)
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        if not inside:
            faults.append(Finding(given, "folder-empty"))
        for file in inside:
            try:
                found.append((str(file), file.read_bytes()))
            except OSError as error:
                faults.append(Finding(str(file), "file-unreadable", {"detail": error.strerror or ""}))
    if faults:
        raise Malformed(faults)
    return tuple(found)
