"""Looking at a package (kiểm tra hồ sơ): its shape, its signature, then every byte. Needs no workspace.

The order matters: names and signed lists are judged before the payload is read, and a file is read once.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from congress.archive import bags
from congress.archive.digesting import Advance, digests, digests_of, silent
from congress.archive.formats import PACKAGE, read_description
from congress.archive.sources import UNREADABLE, Source, read_whole, source_at
from congress.archive.values import Description, Digests, Inspected
from congress.errors import Finding, Malformed
from congress.sealing import detached
from congress.sealing.values import Verdict, gravest

OXUM = "Payload-Oxum"


class Remembered:
    """What an earlier look has found, where it was broken off (nhớ phần đã kiểm): nothing, unless somebody keeps it."""

    def known(self, name: str) -> Digests | None:
        """The digests of a file that was read already and has not been touched since."""
        return None

    def note(self, name: str, found: Digests) -> None:
        """A file was read."""


@dataclass(slots=True)
class _Look:
    source: Source
    findings: list[Finding] = field(default_factory=list)
    manifests: dict[str, dict[str, str]] = field(default_factory=dict)
    read: dict[str, bytes] = field(default_factory=dict)
    """Files that were read whole: what was judged is what was hashed, whatever becomes of them meanwhile."""

    def fault(self, where: str, code: str, **facts: object) -> None:
        self.findings.append(Finding(where, code, facts))

    def tag(self, name: str) -> bytes:
        """A tag file; nothing where it is not there, which was said."""
        if name not in self.source.sizes:
            return b""
        try:
            if name not in self.read:
                self.read[name] = read_whole(self.source, name)
            return self.read[name]
        except Malformed as malformed:
            self.findings += malformed.findings
        except UNREADABLE:
            self.fault(name, "package-file-unreadable")
        return b""


def payload_of(place: Path) -> tuple[int, int]:
    """How many files a package's payload has, and bytes: for a bar."""
    with source_at(place) as source:
        sizes = [size for name, size in source.sizes.items() if name.startswith(bags.PAYLOAD)]
        return len(sizes), sum(sizes)


def inspect(
    place: Path,
    *,
    trust: Sequence[bytes],
    advance: Advance = silent,
    remembered: Remembered | None = None,
) -> Inspected:
    """The verdict on a package, every fault named; Malformed where there is none at `place`.

    Without an anchor in `trust` what is otherwise whole is undecided: anybody may have made it.
    """
    with source_at(place) as source:
        look = _Look(source, list(source.oddities))
        look.findings += bags.name_faults(source.sizes)
        _shape(look)
        _tag_manifests(look)
        description = _description(look)
        signed = _signatures(look, trust, at=None if description is None else description.built_at)
        _manifests(look)
        _payload(look, advance, remembered or Remembered())
        if description is not None:
            _said_of_itself(look, description)
        payload = [size for name, size in source.sizes.items() if name.startswith(bags.PAYLOAD)]
        name = hashlib.sha256(look.tag(bags.TAG_MANIFESTS["sha512"])).hexdigest()
    own = (Verdict.REFUSED,) if look.findings else ()
    verdicts = [verdict for verdict, _ in signed]
    said = [finding for _, findings in signed for finding in findings]
    remarks = [Finding(PACKAGE, "sample")] if description is not None and description.sample else []
    return Inspected(
        place=place,
        verdict=gravest([*own, *verdicts]),
        findings=tuple(_each_once([*look.findings, *said, *remarks])),
        description=description,
        files=len(payload),
        size=sum(payload),
        manifest_sha256=name,
        listed=look.manifests.get("sha512", {}),
    )


def _each_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for one in findings:
        if (one.where, one.code) not in seen:
            seen.add((one.where, one.code))
            yield one


def _shape(look: _Look) -> None:
    names = {name for name in look.source.sizes if not name.startswith(bags.PAYLOAD)}
    for name in sorted(names - bags.REQUIRED):
        look.fault(name, "package-file-unknown")
    for name in sorted(bags.REQUIRED - names):
        look.fault(name, "package-file-missing")
    if bags.DECLARATION in names and look.tag(bags.DECLARATION) != bags.DECLARED:
        look.fault(bags.DECLARATION, "package-not-bagit")


def _tag_manifests(look: _Look) -> None:
    """Both list every tag file, and each has the digests that they say."""
    for algorithm, name in bags.TAG_MANIFESTS.items():
        listed = _listed(look, name, algorithm)
        if listed is None:
            continue
        for path in sorted(listed.keys() - set(bags.LISTED)):
            look.fault(path, "package-file-not-due", manifest=name)
        for path in bags.LISTED:
            if path not in listed:
                look.fault(path, "package-file-not-listed", manifest=name)
            elif path in look.source.sizes and _digest(digests_of(look.tag(path)), algorithm) != listed[path]:
                look.fault(path, "package-file-altered")


def _signatures(
    look: _Look, trust: Sequence[bytes], *, at: datetime | None
) -> list[tuple[Verdict, tuple[Finding, ...]]]:
    certificate = look.tag(bags.SIGNER)
    found = []
    for algorithm, name in bags.TAG_MANIFESTS.items():
        signature = bags.SIGNATURES[algorithm]
        if {name, signature, bags.SIGNER} <= look.source.sizes.keys() and at is not None:
            data = look.tag(name)
            try:
                verdict, said = detached.check(data, look.tag(signature), certificate, trust=trust, at=at)
            except Malformed as malformed:
                verdict, said = Verdict.REFUSED, malformed.findings
            found.append((verdict, tuple(Finding(signature, one.code, one.facts) for one in said)))
        else:
            found.append((Verdict.REFUSED, (Finding(signature, "package-signature-not-checked"),)))
    return found


def _manifests(look: _Look) -> None:
    payload = {name for name in look.source.sizes if name.startswith(bags.PAYLOAD)}
    for algorithm, name in bags.MANIFESTS.items():
        listed = _listed(look, name, algorithm)
        if listed is None:
            continue
        look.manifests[algorithm] = listed
        for path in sorted(payload - listed.keys()):
            look.fault(path, "package-file-not-listed", manifest=name)
        for path in sorted(listed.keys() - payload):
            look.fault(path, "package-file-missing")
    if not payload:
        look.fault(bags.PAYLOAD, "package-empty")
    _oxum(look, payload)


def _oxum(look: _Look, payload: set[str]) -> None:
    if bags.INFO not in look.source.sizes:
        return
    try:
        said = bags.read_info(look.tag(bags.INFO)).get(OXUM)
    except Malformed as malformed:
        look.findings += malformed.findings
        return
    due = f"{sum(look.source.sizes[name] for name in payload)}.{len(payload)}"
    if said != due:
        look.fault(bags.INFO, "package-size-differs", said=said or "", found=due)


def _payload(look: _Look, advance: Advance, remembered: Remembered) -> None:
    """Every file of the payload is read once, and has both digests."""
    listed = {path for manifest in look.manifests.values() for path in manifest}
    for path in sorted(listed & look.source.sizes.keys()):
        found = None if path in look.read else remembered.known(path)
        if found is None:
            found = _read(look, path, advance)
            if found is None:
                continue
            remembered.note(path, found)
        else:
            advance(found.size)
        if any(
            path in manifest and manifest[path] != _digest(found, algorithm)
            for algorithm, manifest in look.manifests.items()
        ):
            look.fault(path, "package-file-altered")


def _read(look: _Look, path: str, advance: Advance) -> Digests | None:
    if path in look.read:
        found = digests_of(look.read[path])
        advance(found.size)
        return found
    try:
        with look.source.opened(path) as file:
            return digests(file, advance=advance)
    except UNREADABLE:
        look.fault(path, "package-file-unreadable")
        return None


def _description(look: _Look) -> Description | None:
    if PACKAGE not in look.source.sizes:
        look.fault(PACKAGE, "package-file-missing")
        return None
    try:
        return read_description(look.tag(PACKAGE))
    except Malformed as malformed:
        look.findings += (Finding(f"{PACKAGE}: {one.where}", one.code, one.facts) for one in malformed.findings)
        return None


def _said_of_itself(look: _Look, said: Description) -> None:
    names = [one.entry for one in said.entries]
    for name in sorted({name for name in names if names.count(name) > 1}):
        look.fault(f"{PACKAGE}: {name}", "manifest-path-twice", path=name)
    for path in (*(one.path for one in said.entries), *said.proofs):
        if f"{bags.PAYLOAD}{path}" not in look.source.sizes:
            look.fault(f"{bags.PAYLOAD}{path}", "package-file-missing")


def _listed(look: _Look, name: str, algorithm: str) -> dict[str, str] | None:
    if name not in look.source.sizes:
        return None
    try:
        return bags.read_manifest(look.tag(name), name=name, algorithm=algorithm)
    except Malformed as malformed:
        look.findings += malformed.findings
        return None


def _digest(found: Digests, algorithm: str) -> str:
    return {"sha256": found.sha256, "sha512": found.sha512}[algorithm]
