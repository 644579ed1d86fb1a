"""The scan of minutes signed by pen belongs to one outcome."""

import hashlib

from congress.sealing.binding import Binding, bind, check

OUTCOME, SCAN = b'{"format": "congress-outcome/1"}', b"%PDF-1.7 scan"


def codes(binding: Binding, **files: bytes) -> list[str]:
    return [finding.code for finding in check(binding, **files)]


def test_a_binding_names_both_files_by_their_sha256() -> None:
    binding = bind(outcome=OUTCOME, scan=SCAN)
    assert binding.outcome_sha256 == hashlib.sha256(OUTCOME).hexdigest()
    assert binding.scan_sha256 == hashlib.sha256(SCAN).hexdigest()
    assert binding.scan_bytes == len(SCAN)


def test_the_bound_files_are_found_to_be_theirs() -> None:
    binding = bind(outcome=OUTCOME, scan=SCAN)
    assert codes(binding, outcome=OUTCOME, scan=SCAN) == []
    assert codes(binding) == []


def test_each_other_file_is_named() -> None:
    binding = bind(outcome=OUTCOME, scan=SCAN)
    assert codes(binding, outcome=OUTCOME + b" ", scan=SCAN) == ["binding-outcome"]
    assert codes(binding, outcome=OUTCOME, scan=SCAN[:-1]) == ["binding-scan"]
    assert codes(binding, outcome=SCAN, scan=OUTCOME) == ["binding-outcome", "binding-scan"]
