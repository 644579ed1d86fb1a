"""Statements of a machine: short enough for a QR, refused when anything in them was changed."""

import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import qrcode
from hypothesis import given
from hypothesis import strategies as st

from congress.errors import Malformed, Refused
from congress.sealing import heads
from congress.sealing.heads import Subject
from tests.tools import require_tool

KEY = heads.machine_key(bytes(range(32)))
OTHER = heads.machine_key(bytes(32))
DIGEST = bytes(range(100, 132))
AT = datetime(2026, 3, 4, 9, 30, 15, tzinfo=timezone(timedelta(hours=7)))
TEXT = heads.state(KEY, Subject.HEAD, number=1234, digest=DIGEST, at=AT)


@given(number=st.integers(0, 10**15 - 1), digest=st.binary(min_size=32, max_size=32), subject=st.sampled_from(Subject))
def test_what_is_stated_is_read_back(number: int, digest: bytes, subject: Subject) -> None:
    text = heads.state(KEY, subject, number=number, digest=digest, at=AT)
    said = heads.read_statement(text, [OTHER.public, KEY.public])
    assert (said.subject, said.number, said.digest) == (subject, number, digest)
    assert said.at == AT
    assert said.key_id == heads.key_id(KEY.public)


def test_the_longest_statement_has_197_characters() -> None:
    text = heads.state(KEY, Subject.RESULT, number=10**15 - 1, digest=DIGEST, at=AT)
    assert len(text.encode("ascii")) == 197


def test_it_fits_into_the_qr_that_minutes_have_room_for() -> None:
    longest = heads.state(KEY, Subject.RESULT, number=10**15 - 1, digest=DIGEST, at=AT)
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(longest)
    assert code.best_fit() == 10


def test_the_layout_of_a_statement() -> None:
    parts = TEXT.split(" ")
    assert parts[0] == "congress-head/1"
    assert parts[1] == "1234"
    assert parts[3] == "2026-03-04T02:30:15Z"
    assert [len(part) for part in parts[2:]] == [43, 20, 11, 86]


def test_every_changed_character_is_noticed() -> None:
    for place, letter in enumerate(TEXT):
        for other in ("0" if letter != "0" else "1", "A" if letter != "A" else "B"):
            with pytest.raises((Refused, Malformed)):
                heads.read_statement(TEXT[:place] + other + TEXT[place + 1 :], [KEY.public])


def test_a_machine_that_is_not_known_is_named() -> None:
    with pytest.raises(Refused) as refused:
        heads.read_statement(TEXT, [OTHER.public])
    assert refused.value.code == "statement-key-unknown"
    assert refused.value.facts == {"key": heads.key_id(KEY.public)}


def test_a_head_is_no_result() -> None:
    with pytest.raises(Refused) as refused:
        heads.read_statement(TEXT.replace("congress-head", "congress-result"), [KEY.public])
    assert refused.value.code == "statement-forged"


@pytest.mark.parametrize(
    "text", ["", "congress-head/1", TEXT + "A", TEXT.replace(" ", "  "), TEXT.replace("1234", "01234")]
)
def test_what_is_no_statement_is_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        heads.read_statement(text, [KEY.public])


def test_blanks_round_a_scanned_statement_do_not_matter() -> None:
    assert heads.read_statement(f" {TEXT}\r\n", [KEY.public]).number == 1234


def test_openssl_agrees_with_the_signature(on_disk: Callable[[str, bytes], Path]) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    public = Ed25519PublicKey.from_public_bytes(KEY.public).public_bytes(
        Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    )
    said, _, signature = TEXT.rpartition(" ")
    import base64

    files = {
        "key.pem": public,
        "said.txt": said.encode(),
        "signature.bin": base64.urlsafe_b64decode(signature + "=="),
    }
    paths = {name: str(on_disk(name, data)) for name, data in files.items()}
    command = [require_tool("openssl"), "pkeyutl", "-verify", "-pubin", "-inkey", paths["key.pem"], "-rawin"]
    command += ["-in", paths["said.txt"], "-sigfile", paths["signature.bin"]]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr


def test_a_statement_takes_only_a_sha256_and_a_number_it_can_hold() -> None:
    for number, digest in ((-1, DIGEST), (10**15, DIGEST), (1, b"short")):
        with pytest.raises(ValueError):
            heads.state(KEY, Subject.HEAD, number=number, digest=digest, at=AT)


def test_new_machine_keys_differ_and_do_not_show_their_secret() -> None:
    one, other = heads.new_machine_key(), heads.new_machine_key()
    assert one.private != other.private
    assert heads.machine_key(one.private).public == one.public
    assert one.private.hex() not in repr(one)
    assert str(one.private) not in repr(one)
