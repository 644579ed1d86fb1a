"""A machine's statement of itself: short enough for a QR of 28 mm, refused when anything in it was changed."""

from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest
import qrcode

from congress.errors import Malformed, Refused
from congress.sealing import heads, keys, machines
from congress.sealing.machines import MachineState, check_machine, state_machine
from congress.sealing.values import Verdict
from tests.congress_sealing.conftest import SECRET, SIGNED_AT, Board

KEY = heads.machine_key(bytes(range(32)))
AT = SIGNED_AT.astimezone(UTC).replace(microsecond=0)
STATE = MachineState("p" * 32, "w" * 32, "MÁY-1", AT)
TEXT = state_machine(KEY, STATE)


@pytest.fixture(scope="module")
def certified(board: Board) -> tuple[bytes, bytes]:
    """The authority's certificate and the machine's."""
    begins, ends = AT - timedelta(days=1), AT + timedelta(days=1)
    authority = board.authority
    machine = keys.issue_machine(
        authority, KEY.public, tag="MÁY-1", authority_secret=SECRET, not_before=begins, not_after=ends
    )
    return authority.certificate, machine


def test_what_is_stated_is_verified_on_another_laptop(certified: tuple[bytes, bytes]) -> None:
    authority, machine = certified
    checked = check_machine(TEXT, machine, trust=[authority])
    assert (checked.said, checked.verdict, checked.findings) == (STATE, Verdict.VERIFIED, ())
    wrapped = "\r\n".join(TEXT[at : at + 64] for at in range(0, len(TEXT), 64))
    assert check_machine(wrapped, machine, trust=[authority]) == checked


def test_without_the_authority_it_is_not_concluded(certified: tuple[bytes, bytes]) -> None:
    assert check_machine(TEXT, certified[1], trust=[]).verdict is Verdict.UNDECIDED


def test_every_changed_character_is_noticed(certified: tuple[bytes, bytes]) -> None:
    authority, machine = certified
    for place, letter in enumerate(TEXT):
        for other in ("0" if letter != "0" else "1", "A" if letter != "A" else "B", ""):
            changed = TEXT[:place] + other + TEXT[place + 1 :]
            assert _refused(changed, machine, authority), changed


def _refused(text: str, machine: bytes, authority: bytes) -> bool:
    """Found altered, or no statement at all."""
    try:
        return check_machine(text, machine, trust=[authority]).verdict is Verdict.REFUSED
    except Malformed as unread:
        return [finding.code for finding in unread.findings] == ["statement-unreadable"]


def test_another_machines_certificate_does_not_verify_it(certified: tuple[bytes, bytes]) -> None:
    authority, machine = certified
    forged = state_machine(heads.machine_key(bytes(32)), STATE)
    assert check_machine(forged, machine, trust=[authority]).verdict is Verdict.REFUSED


def test_a_statement_from_outside_the_certificates_time_is_refused(certified: tuple[bytes, bytes]) -> None:
    authority, machine = certified
    late = state_machine(KEY, replace(STATE, at=AT + timedelta(days=2)))
    found = check_machine(late, machine, trust=[authority])
    assert [finding.code for finding in found.findings] == ["signed-outside-validity"]


def test_a_usual_tag_makes_215_bytes_and_the_longest_of_ascii_still_a_qr_of_28_mm() -> None:
    assert len(state_machine(KEY, replace(STATE, tag="A" * 26)).encode()) == 215
    longest = state_machine(KEY, replace(STATE, tag="A" * 40))
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=4)
    code.add_data(longest.encode())
    assert code.best_fit() == 11
    assert (code.modules_count + 2 * 4) * 0.4 <= 28
    with pytest.raises(Refused) as refused:
        state_machine(KEY, replace(STATE, tag="Ệ" * 40))
    assert refused.value.code == "statement-tag-long"


def test_the_programs_name_changes_with_any_file_and_not_with_what_is_compiled(tmp_path: Path) -> None:
    root = tmp_path / "wing"
    (root / "room").mkdir(parents=True)
    (root / "room" / "values.py").write_bytes(b"a = 1\n")
    before = machines.program_name([root])
    assert len(before) == 32
    (root / "room" / "__pycache__").mkdir()
    (root / "room" / "__pycache__" / "values.cpython-311.pyc").write_bytes(b"compiled")
    assert machines.program_name([root]) == before
    (root / "room" / "values.py").write_bytes(b"a = 2\n")
    changed = machines.program_name([root])
    assert changed != before
    (root / "room" / "values.py").rename(root / "values.py")
    assert machines.program_name([root]) not in {before, changed}


def test_the_workspaces_name_changes_with_head_and_schema() -> None:
    first = machines.workspace_name(stream="MAY-1", number=7, head="ab", schema="0017")
    others = {
        machines.workspace_name(stream="MAY-2", number=7, head="ab", schema="0017"),
        machines.workspace_name(stream="MAY-1", number=8, head="ab", schema="0017"),
        machines.workspace_name(stream="MAY-1", number=7, head="ac", schema="0017"),
        machines.workspace_name(stream="MAY-1", number=7, head="ab", schema="0018"),
    }
    assert len(others) == 4
    assert first not in others
