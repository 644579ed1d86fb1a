"""The workspace's authority: what other programs make of its files, and what it refuses."""

import subprocess
import sys
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from congress.errors import Malformed, Refused
from congress.sealing import keys
from congress.sealing.values import Holder
from tests.congress_sealing.conftest import (
    BEGINS,
    ENDS,
    PASSPHRASE,
    ROUNDS_OF_THE_PROGRAM,
    SECRET,
    Board,
    new_authority,
)
from tests.tools import require_tool

Write = Callable[[str, bytes], Path]


def openssl(*arguments: str | Path) -> str:
    done = subprocess.run(
        [require_tool("openssl"), *map(str, arguments)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_openssl_verifies_the_chain_strictly(board: Board, on_disk: Write) -> None:
    root = on_disk("authority.pem", board.authority.certificate)
    signer = on_disk("signer.pem", board.hanh.certificate)
    assert "OK" in openssl("verify", "-x509_strict", "-check_ss_sig", "-CAfile", root, signer)


def test_a_certificate_of_another_authority_with_the_same_name_does_not_verify(board: Board, on_disk: Write) -> None:
    stranger = on_disk("stranger.pem", new_authority().certificate)
    signer = on_disk("signer.pem", board.hanh.certificate)
    done = subprocess.run(
        [require_tool("openssl"), "verify", "-CAfile", str(stranger), str(signer)], capture_output=True, check=False
    )
    assert done.returncode != 0


def test_openssl_opens_the_authoritys_key_with_its_passphrase(board: Board, on_disk: Write) -> None:
    key = on_disk("authority.key", board.authority.key)
    assert "Key is valid" in openssl("pkey", "-in", key, "-passin", f"pass:{SECRET}", "-check", "-noout")


def test_the_authoritys_key_is_kept_under_600_000_rounds(on_disk: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ROUNDS_OF_THE_PROGRAM == 600_000
    monkeypatch.setattr(keys, "ROUNDS", ROUNDS_OF_THE_PROGRAM)
    shown = openssl("asn1parse", "-in", on_disk("authority.key", new_authority().key))
    assert f"INTEGER           :{600_000:06X}" in shown
    assert "hmacWithSHA256" in shown
    assert "aes-256-cbc" in shown


def test_openssl_opens_a_signers_file_and_finds_no_root_in_it(board: Board, on_disk: Write) -> None:
    shown = openssl("pkcs12", "-in", on_disk("hanh.p12", board.hanh.pkcs12), "-passin", f"pass:{PASSPHRASE}", "-nodes")
    assert shown.count("BEGIN CERTIFICATE") == 1
    assert shown.count("BEGIN PRIVATE KEY") == 1


def test_the_certificate_names_person_post_and_capacity_and_says_that_it_is_internal(board: Board) -> None:
    hanh = keys.read_certificate(board.hanh.certificate)
    assert hanh.name == "Nguyễn Thị Hạnh"
    assert "Ủy viên Ban Thường vụ" in hanh.subject
    assert "Trưởng Ban kiểm phiếu" in hanh.subject
    assert "nội bộ" in hanh.issuer
    assert (hanh.not_before, hanh.not_after, hanh.authority) == (BEGINS, ENDS, False)
    assert keys.read_certificate(board.authority.certificate).authority


def test_serial_numbers_are_random(board: Board) -> None:
    serials = {keys.read_certificate(board.issue(Holder("A")).certificate).serial for _ in range(5)}
    assert len(serials) == 5
    assert all(len(serial) > 24 for serial in serials)


def test_a_long_workspace_name_and_a_long_name_still_make_certificates() -> None:
    name = "Đại hội đại biểu Đảng bộ tỉnh Lâm Đồng lần thứ XII, nhiệm kỳ 2025 - 2030 " * 2
    authority = new_authority(name)
    assert keys.read_certificate(authority.certificate).name.endswith("…")
    signer = keys.issue_signer(
        authority,
        Holder("Công Tằng Tôn Nữ " * 6),
        authority_secret=SECRET,
        passphrase=PASSPHRASE,
        not_before=BEGINS,
        not_after=ENDS,
    )
    assert keys.read_certificate(signer.certificate).name.startswith("Công Tằng Tôn Nữ")


def test_a_passphrase_typed_in_decomposed_letters_opens_the_key(board: Board) -> None:
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)
    assert decomposed != PASSPHRASE
    assert keys.read_signer(board.hanh.pkcs12, decomposed).name == "Nguyễn Thị Hạnh"


@pytest.mark.parametrize("wrong", ["mật khẩu sai", "", b"not the key file"])
def test_a_wrong_passphrase_is_refused(board: Board, wrong: str | bytes) -> None:
    with pytest.raises(Refused) as signer:
        keys.read_signer(board.hanh.pkcs12, wrong)
    assert signer.value.code == "passphrase-wrong"
    with pytest.raises(Refused) as authority:
        keys.issue_signer(
            board.authority,
            Holder("Ai đó"),
            authority_secret=wrong,
            passphrase=PASSPHRASE,
            not_before=BEGINS,
            not_after=ENDS,
        )
    assert authority.value.code == "passphrase-wrong"


def test_a_key_file_stands_for_a_passphrase() -> None:
    file = bytes(range(256))
    authority = keys.create_authority("Đại hội", file, not_before=BEGINS, not_after=ENDS)
    dates = {"not_before": BEGINS, "not_after": ENDS}
    keys.issue_signer(authority, Holder("Ai đó"), authority_secret=file, passphrase=PASSPHRASE, **dates)
    with pytest.raises(Refused):
        keys.issue_signer(authority, Holder("Ai đó"), authority_secret=file[1:], passphrase=PASSPHRASE, **dates)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        keys.create_authority("Đại hội", "1234567", not_before=BEGINS, not_after=ENDS)
    assert refused.value.code == "passphrase-short"


def test_a_certificate_that_ends_before_it_begins_is_refused(board: Board) -> None:
    with pytest.raises(Refused) as refused:
        board.issue(Holder("A"), begins=ENDS, ends=ENDS - timedelta(days=1))
    assert refused.value.code == "certificate-dates"


@pytest.mark.parametrize("data", [b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", b"\x30\x00"])
def test_what_is_no_certificate_is_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        keys.read_certificate(data)


def test_an_odd_certificate_writes_nothing_over_the_screen(board: Board, on_disk: Write) -> None:
    encoded = x509.load_pem_x509_certificate(board.hanh.certificate).public_bytes(Encoding.DER)
    at = encoded.index(bytes.fromhex("0214"))  # the serial number, 20 bytes: its sign turned
    odd = on_disk("odd.der", encoded[: at + 2] + bytes([encoded[at + 2] | 0x80]) + encoded[at + 3 :])
    code = "import sys; from congress.sealing.keys import read_certificate as r; r(open(sys.argv[1], 'rb').read())"
    ran = subprocess.run([sys.executable, "-c", code, str(odd)], capture_output=True, check=True, text=True)
    assert ran.stderr == ""


def test_a_damaged_pkcs12_file_is_refused_and_not_a_traceback(board: Board) -> None:
    for cut in (0, 10, len(board.hanh.pkcs12) // 2, len(board.hanh.pkcs12) - 1):
        with pytest.raises((Refused, Malformed)):
            keys.read_signer(board.hanh.pkcs12[:cut], PASSPHRASE)
