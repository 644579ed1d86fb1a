"""Checking a result on another machine (kiểm tra kết quả): papers, outcomes and records against each other."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ballots.regulations.formats import outcome_tree, read_outcome
from ballots.regulations.service import tally_record
from ballots.regulations.values import Outcome
from ballots.results.pages import pages_of
from ballots.results.papers.shared import OUTCOME_NAME
from ballots.results.reading import differences as printed_differences
from ballots.results.reading import is_sample
from congress.errors import Finding, Malformed
from congress.jsondoc import Document, load, read_source
from congress.jsondoc import differences as tree_differences
from congress.sealing.values import Checked, Kind, Verdict

PDF, JSON = b"%PDF-", (".json",)
ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Given:
    """What the checker knows beside the paths (căn cứ kiểm tra)."""

    trust: tuple[bytes, ...]
    """Certificates of authorities, PEM or DER."""
    record: bytes | None
    """The sealed count record, opened by decision."""
    at: datetime


@dataclass(frozen=True, slots=True)
class _Seen:
    checked: Checked
    data: bytes
    carries: str | None = None
    """Hash of the record that a paper's outcome names."""


def verify(paths: Iterable[tuple[str, bytes]], given: Given, *, unread: Iterable[Finding] = ()) -> tuple[Checked, ...]:
    """The verdict on each path (kết luận từng tệp). Malformed, with every fault of every path, if any is unreadable.

    `unread` are the faults of paths that could not be read at all.
    """
    faults = list(unread)
    known: Outcome | None = None
    try:
        known = None if given.record is None else tally_record(given.record, name="--record").outcome
    except Malformed as malformed:
        faults += _placed("--record", malformed)
    seen: list[_Seen] = []
    for name, data in paths:
        try:
            seen.append(_seen(name, data, given, known))
        except Malformed as malformed:
            faults += _placed(name, malformed)
    if faults:
        raise Malformed(faults)
    carried = {one.carries for one in seen if one.checked.verdict is Verdict.VERIFIED and one.carries}
    return tuple(_with_records(one, carried) for one in seen)


def _placed(name: str, malformed: Malformed) -> list[Finding]:
    """The faults of one file, each with the file's name in front of its place."""
    return [
        replace(found, where=found.where if found.where.startswith(name) else f"{name}: {found.where}")
        for found in malformed.findings
    ]


def _seen(name: str, data: bytes, given: Given, known: Outcome | None) -> _Seen:
    if PDF in data[:1024] or name.lower().endswith(".pdf"):
        return _pdf(name, data, given, known)
    if data.startswith(ZIP):
        raise Malformed([Finding("$", "package-not-there")])
    document = _document(name, data)
    form = document.tree.get("format") if isinstance(document.tree, dict) else None
    match form:
        case "congress-outcome/1":
            return _outcome(name, data, known)
        case "congress-count/1":
            tally_record(data, name=name)
            return _Seen(Checked(name, Kind.RECORD, Verdict.UNDECIDED), data)
        case _:
            found = form if isinstance(form, str) else "—"
            raise Malformed(document.findings or [Finding("$.format", "format-unknown", {"found": found})])


def _document(name: str, data: bytes) -> Document:
    """The JSON document in a file; one that is none is no kind of file that is checked here."""
    try:
        return load(data, name=name)
    except Malformed as malformed:
        if name == "-" or name.lower().endswith(JSON) or data.lstrip()[:1] in {b"{", b"["}:
            raise
        raise Malformed([Finding(name, "kind-not-checked")]) from malformed


def _pdf(name: str, data: bytes, given: Given, known: Outcome | None) -> _Seen:
    from congress.sealing.attachments import attached
    from congress.sealing.verifying import verify_pdf

    signed = verify_pdf(data, trust=given.trust, at=given.at)
    if signed.verdict is Verdict.REFUSED:
        return _Seen(Checked(name, Kind.PDF, Verdict.REFUSED, signed.findings), data)
    inside = attached(data).get(OUTCOME_NAME)
    outcome = None if inside is None else read_outcome(inside, name=OUTCOME_NAME)
    pages = pages_of(data)
    findings = list(signed.findings)
    verdict: Verdict = signed.verdict
    if outcome is not None:
        wrong = [*printed_differences(pages, outcome), *_against(known, outcome)]
        findings += wrong
        verdict = Verdict.REFUSED if wrong else verdict
    elif known is not None:
        findings.append(Finding("pdf", "outcome-not-attached"))
    if is_sample(pages):
        findings.append(Finding("pdf", "sample"))
    carries = None if outcome is None else outcome.record_sha256
    return _Seen(Checked(name, Kind.PDF, verdict, tuple(findings)), data, carries)


def _outcome(name: str, data: bytes, known: Outcome | None) -> _Seen:
    outcome = read_outcome(data, name=name)
    if known is None:
        code = "record-not-given" if outcome.record_sha256 else "record-none"
        return _Seen(Checked(name, Kind.OUTCOME, Verdict.UNDECIDED, (Finding("$", code),)), data)
    wrong = _against(known, outcome)
    verdict = Verdict.REFUSED if wrong else Verdict.VERIFIED
    return _Seen(Checked(name, Kind.OUTCOME, verdict, tuple(wrong)), data)


def _against(known: Outcome | None, outcome: Outcome) -> list[Finding]:
    """Every field in which the outcome differs from what the record tallies to."""
    if known is None:
        return []
    places = tree_differences(outcome_tree(known), outcome_tree(outcome))
    return [Finding(place, "differs-from-record") for place in places]


def _with_records(seen: _Seen, carried: set[str]) -> Checked:
    checked = seen.checked
    if checked.kind != Kind.RECORD:
        return checked
    if hashlib.sha256(seen.data).hexdigest() in carried:
        return replace(checked, verdict=Verdict.VERIFIED)
    return replace(checked, findings=(Finding("$", "record-not-carried"),))


def files_below(
    paths: Sequence[str], *, besides: Collection[Path] = ()
) -> tuple[tuple[tuple[str, bytes], ...], tuple[Finding, ...]]:
    """Every file that the paths name, and what is wrong with paths: not there, a folder without any.

    Of a folder its PDFs and JSON files of the kinds checked here; what else lies there is left alone, and `besides`:
    packages, which others check.
    """
    found: list[tuple[str, bytes]] = []
    faults: list[Finding] = []
    for given in paths:
        try:
            found += _folder(Path(given), besides) if Path(given).is_dir() else [(given, read_source(given))]
        except Malformed as malformed:
            faults += malformed.findings
    return tuple(found), tuple(faults)


def _folder(folder: Path, besides: Collection[Path]) -> list[tuple[str, bytes]]:
    found = [
        (str(path), data)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {path, *path.parents} & set(besides) and (data := _checkable(path)) is not None
    ]
    if not found and not any(folder in place.parents for place in besides):
        raise Malformed([Finding(str(folder), "folder-empty")])
    return found


def _checkable(path: Path) -> bytes | None:
    """The content of a file in a folder that is one of the kinds checked here, whatever its name."""
    if path.suffix.lower() == ".pdf":
        return read_source(str(path))
    with path.open("rb") as file:
        start = file.read(1024)
    if PDF in start:
        return read_source(str(path))
    if path.suffix.lower() not in JSON:
        return None
    data = read_source(str(path))
    tree = load(data, name=str(path)).tree
    form = tree.get("format") if isinstance(tree, dict) else None
    return data if form in {"congress-outcome/1", "congress-count/1"} else None
