"""The scan of minutes signed by pen, bound to the outcome they carry (gắn bản quét với kết quả)."""

import hashlib
from dataclasses import dataclass

from congress.errors import Finding


@dataclass(frozen=True, slots=True)
class Binding:
    """An outcome and the scan of its signed minutes, each by its SHA-256 (64 hexadecimal digits)."""

    outcome_sha256: str
    scan_sha256: str
    scan_bytes: int


def bind(*, outcome: bytes, scan: bytes) -> Binding:
    """The binding of this scan to this outcome (lập gắn kết); people said that they belong together."""
    return Binding(_sha256(outcome), _sha256(scan), len(scan))


def check(binding: Binding, *, outcome: bytes | None = None, scan: bytes | None = None) -> tuple[Finding, ...]:
    """Where the files at hand are not those that were bound (kiểm tra gắn kết); nothing found means they are."""
    findings = []
    if outcome is not None and _sha256(outcome) != binding.outcome_sha256:
        findings.append(Finding("outcome", "binding-outcome", {"bound": binding.outcome_sha256}))
    if scan is not None and _sha256(scan) != binding.scan_sha256:
        facts = {"bound": binding.scan_sha256, "bytes": len(scan), "bound_bytes": binding.scan_bytes}
        findings.append(Finding("scan", "binding-scan", facts))
    return tuple(findings)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
