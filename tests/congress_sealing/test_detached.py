"""The machine's signature beside a file: what openssl makes of it, and everything that has to be refused."""

import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID, NameOID
from hypothesis import given
from hypothesis import strategies as st

from congress.errors import Malformed
from congress.i18n import LANGUAGES, sentence
from congress.sealing import detached, heads, keys
from congress.sealing.values import Authority, Verdict
from tests.congress_sealing.conftest import BEGINS, ENDS, SECRET, SIGNED_AT, Board, new_authority
from tests.tools import require_tool

KEY, OTHER = heads.machine_key(bytes(range(32))), heads.machine_key(bytes(32))
DATA = "0f3c… data/kết quả.json\n".encode()
SIGNATURE = detached.sign(KEY, DATA)
Write = Callable[[str, bytes], Path]
Outside = Callable[[bytes, bytes, bytes, bytes], tuple[bool, bool]]


def issued(authority: Authority, public: bytes = KEY.public, *, begins: datetime = BEGINS) -> bytes:
    return keys.issue_machine(
        authority, public, tag="MAY-1", authority_secret=SECRET, not_before=begins, not_after=ENDS
    )


@pytest.fixture(scope="module")
def machine(board: Board) -> bytes:
    """The certificate of KEY."""
    return issued(board.authority)


@pytest.fixture
def openssl(on_disk: Write) -> Outside:
    """Whether the two lines of openssl, which a stranger types, both agree."""

    def agrees(data: bytes, signature: bytes, signer: bytes, authority: bytes) -> tuple[bool, bool]:
        root, leaf = on_disk("authority.pem", authority), on_disk("signer.pem", signer)
        file, beside = on_disk("tagmanifest.txt", data), on_disk("tagmanifest.txt.sig", signature)
        chain: list[str | Path] = ["verify", "-CAfile", root, "-no_check_time", leaf]
        said: list[str | Path] = [
            "pkeyutl",
            "-verify",
            "-certin",
            "-inkey",
            leaf,
            "-rawin",
            "-in",
            file,
            "-sigfile",
            beside,
        ]
        return _agrees(chain), _agrees(said)

    return agrees


def _agrees(arguments: Sequence[str | Path]) -> bool:
    command = [require_tool("openssl"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def found(
    signer: bytes, trust: Sequence[bytes], *, data: bytes = DATA, signature: bytes = SIGNATURE, at: datetime = SIGNED_AT
) -> tuple[Verdict, list[str]]:
    verdict, findings = detached.check(data, signature, signer, trust, at)
    assert all(sentence(finding, language) != finding.code for finding in findings for language in LANGUAGES)
    return verdict, [finding.code for finding in findings]


def test_a_stranger_with_openssl_alone_checks_both_lines(board: Board, machine: bytes, openssl: Outside) -> None:
    assert openssl(DATA, SIGNATURE, machine, board.authority.certificate) == (True, True)
    assert openssl(DATA + b" ", SIGNATURE, machine, board.authority.certificate) == (True, False)
    assert openssl(DATA, detached.sign(OTHER, DATA), machine, board.authority.certificate) == (True, False)
    assert openssl(DATA, SIGNATURE, machine, new_authority().certificate) == (False, True)


def test_openssl_takes_the_certificate_for_strict(board: Board, machine: bytes, on_disk: Write) -> None:
    root, leaf = on_disk("authority.pem", board.authority.certificate), on_disk("signer.pem", machine)
    assert _agrees(["verify", "-x509_strict", "-check_ss_sig", "-no_check_time", "-CAfile", root, leaf])


def test_the_certificate_names_the_machine_and_says_what_it_is_for(machine: bytes) -> None:
    said = keys.read_certificate(machine)
    assert (said.name, said.authority, said.not_before, said.not_after) == ("Máy MAY-1", False, BEGINS, ENDS)
    assert said.subject.count("OU=") == 1
    assert keys.MACHINE.replace(",", "\\,") in said.subject
    assert keys.public_key(machine) == KEY.public
    usage = x509.load_pem_x509_certificate(machine).extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert usage.value.digital_signature
    assert not usage.value.content_commitment, "a machine commits to nothing"
    assert not usage.value.key_cert_sign


def test_a_persons_certificate_holds_no_key_of_a_machine(board: Board) -> None:
    assert keys.public_key(board.hanh.certificate) is None


@given(data=st.binary(max_size=300))
def test_what_a_machine_signed_is_verified(board: Board, machine: bytes, data: bytes) -> None:
    signature = detached.sign(KEY, data)
    assert len(signature) == 64
    given_ = found(machine, [board.authority.certificate], data=data, signature=signature)
    assert given_ == (Verdict.VERIFIED, [])


def test_without_an_anchor_nothing_is_decided_but_a_forgery_is_refused(machine: bytes) -> None:
    verdict, findings = detached.check(DATA, SIGNATURE, machine, [], SIGNED_AT)
    assert (verdict, findings[0].code) == (Verdict.UNDECIDED, "no-anchor")
    assert findings[0].facts["name"] == "Máy MAY-1"
    assert found(machine, [], data=DATA + b"x") == (Verdict.REFUSED, ["signature-wrong"])


def test_a_signature_of_another_key_or_length_is_refused(board: Board, machine: bytes) -> None:
    trust = [board.authority.certificate]
    for signature in (detached.sign(OTHER, DATA), b"", SIGNATURE[:-1], SIGNATURE + b"\0", bytes(64)):
        assert found(machine, trust, signature=signature) == (Verdict.REFUSED, ["signature-wrong"])


def test_an_authority_of_the_same_name_is_not_the_one_trusted(machine: bytes, board: Board) -> None:
    stranger = new_authority().certificate
    assert found(machine, [stranger]) == (Verdict.REFUSED, ["signer-not-trusted"])
    assert found(machine, [stranger, board.authority.certificate]) == (Verdict.VERIFIED, [])
    assert found(machine, [stranger + board.authority.certificate]) == (Verdict.VERIFIED, [])


def test_the_authoritys_or_a_persons_certificate_is_no_machines(board: Board) -> None:
    trust = [board.authority.certificate]
    for signer in (board.authority.certificate, board.hanh.certificate):
        verdict, codes = found(signer, trust)
        assert verdict is Verdict.REFUSED
        assert "certificate-misused" in codes


def test_the_validity_is_judged_when_the_file_was_made(board: Board, machine: bytes) -> None:
    trust = [board.authority.certificate]
    second = timedelta(seconds=1)
    for at, verdict in (
        (BEGINS - second, Verdict.REFUSED),
        (BEGINS, Verdict.VERIFIED),
        (ENDS, Verdict.VERIFIED),
        (ENDS + second, Verdict.REFUSED),
    ):
        assert found(machine, trust, at=at)[0] is verdict, at
    assert "signed-outside-validity" in found(machine, trust, at=ENDS + second)[1]


def test_an_authority_that_was_not_valid_then_vouches_for_nothing(board: Board) -> None:
    early = issued(board.authority, begins=BEGINS - timedelta(days=400))
    at = BEGINS - timedelta(days=30)
    assert found(early, [board.authority.certificate], at=at) == (Verdict.REFUSED, ["signed-outside-validity"])


def _own(
    *,
    usage: x509.KeyUsage | None = keys._usage(authority=False, decides=False),  # noqa: B008  # a frozen value
    ca: bool | None = False,
    extra: x509.ExtensionType | None = None,
) -> bytes:
    """A certificate that KEY made for itself."""
    private = Ed25519PrivateKey.from_private_bytes(KEY.private)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Máy MAY-1")])
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(private.public_key())
    built = built.serial_number(7).not_valid_before(BEGINS).not_valid_after(ENDS)
    if ca is not None:
        built = built.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    if usage is not None:
        built = built.add_extension(usage, critical=True)
    if extra is not None:
        built = built.add_extension(extra, critical=True)
    return built.sign(private, None).public_bytes(Encoding.PEM)


def test_a_certificate_that_vouches_for_itself_is_no_anchor() -> None:
    own = _own()
    assert found(own, [own]) == (Verdict.REFUSED, ["anchor-no-authority"])
    for ca in (None, False):
        able = _own(ca=ca, usage=None)
        assert found(able, [able]) == (Verdict.REFUSED, ["certificate-misused", "anchor-no-authority"])
    authority = _own(ca=True, usage=keys._usage(authority=True))
    assert found(authority, [authority]) == (Verdict.REFUSED, ["certificate-misused"])


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (_own(usage=None), "certificate-misused"),
        (_own(usage=keys._usage(authority=True)), "certificate-misused"),
        (_own(ca=True), "certificate-misused"),
        (_own(extra=x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])), "certificate-invalid"),
        (_own(extra=x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\0")), "certificate-invalid"),
    ],
    ids=["no usage", "an authority's usage", "an authority", "a server's", "something unknown"],
)
def test_a_certificate_for_something_else_is_refused(made: bytes, code: str) -> None:
    verdict, codes = found(made, [])
    assert (verdict, codes) == (Verdict.REFUSED, [code])


def test_a_weak_hash_under_the_certificate_is_refused(on_disk: Write, tmp_path: Path) -> None:
    """OpenSSL still makes one where it is asked to; the library that signs here refuses to."""
    key, csr, root, leaf = (tmp_path / name for name in ("root.key", "leaf.csr", "root.pem", "leaf.pem"))
    tool = require_tool("openssl")
    ext = on_disk("leaf.ext", b"basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n")
    subject, days = "/CN=Weak", ["-days", "9000"]
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", root, "-subj", subject, *days]
    asked = ["req", "-new", "-newkey", "ed25519", "-nodes", "-keyout", tmp_path / "leaf.key", "-out", csr]
    issue = ["x509", "-req", "-in", csr, "-CA", root, "-CAkey", key, "-out", leaf, "-sha1", "-extfile", ext, *days]
    for command in (made, [*asked, "-subj", "/CN=M"], issue):
        subprocess.run([tool, *map(str, command)], check=True, capture_output=True)
    at = datetime.now(UTC) + timedelta(days=30)
    verdict, codes = found(leaf.read_bytes(), [root.read_bytes()], at=at)
    assert verdict is Verdict.REFUSED
    assert set(codes) == {"signature-wrong", "weak-algorithm", "signer-not-trusted"}


def test_an_anchor_that_asks_for_more_than_is_understood_vouches_for_nothing(board: Board) -> None:
    key = keys._open_authority(board.authority, SECRET)
    before = x509.load_pem_x509_certificate(board.authority.certificate)
    built = x509.CertificateBuilder(before.issuer, before.subject, key.public_key(), 5, BEGINS, ENDS)
    for one in before.extensions:
        built = built.add_extension(one.value, critical=one.critical)
    limits = x509.NameConstraints(None, [x509.DNSName("vn")])
    limited = built.add_extension(limits, critical=True).sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
    assert found(issued(board.authority), [limited]) == (Verdict.REFUSED, ["anchor-no-authority"])


def test_two_certificates_in_the_signers_file_are_not_chosen_between(board: Board, machine: bytes) -> None:
    with pytest.raises(Malformed) as caught:
        found(machine + board.hanh.certificate, [board.authority.certificate])
    assert [finding.where for finding in caught.value.findings] == ["signer"]


def test_every_file_that_is_no_certificate_is_named_at_once(machine: bytes) -> None:
    with pytest.raises(Malformed) as caught:
        found(b"nothing", [machine, b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
    assert [finding.where for finding in caught.value.findings] == ["signer", "trust[1]", "trust[2]"]
    assert {finding.code for finding in caught.value.findings} == {"certificate-unreadable"}


def test_every_byte_of_the_certificate_counts(board: Board, machine: bytes) -> None:
    """Whatever byte is changed: refused, or no certificate any more, and never an error of another kind."""
    encoded = _encoded(machine)
    for place in range(len(encoded)):
        for mask in (0x01, 0x80, 0xFF):
            altered = encoded[:place] + bytes([encoded[place] ^ mask]) + encoded[place + 1 :]
            try:
                verdict, _ = found(altered, [board.authority.certificate])
            except Malformed:
                continue
            assert verdict is Verdict.REFUSED, (place, mask)


def test_the_one_byte_that_no_signature_covers_counts_too(board: Board) -> None:
    """That so many bits of the signature are unused: not noticed by the library where the last bits are zero."""
    even = next(made for made in iter(lambda: _encoded(issued(board.authority)), b"") if made[-1] % 2 == 0)
    place = len(even) - len(x509.load_der_x509_certificate(even).signature) - 1
    assert even[place] == 0
    trust = [board.authority.certificate]
    assert found(even, trust) == (Verdict.VERIFIED, [])
    altered = even[:place] + b"\1" + even[place + 1 :]
    assert found(altered, trust) == (Verdict.REFUSED, ["certificate-encoding"])


def _encoded(certificate: bytes) -> bytes:
    return x509.load_pem_x509_certificate(certificate).public_bytes(Encoding.DER)


def test_every_byte_of_the_anchor_may_be_changed_without_a_traceback(board: Board, machine: bytes) -> None:
    encoded = _encoded(board.authority.certificate)
    for place in range(len(encoded)):
        altered = encoded[:place] + bytes([encoded[place] ^ 0xFF]) + encoded[place + 1 :]
        with suppress(Malformed):
            found(machine, [altered])


@given(garbage=st.binary(max_size=400), anchor=st.binary(max_size=400), signature=st.binary(max_size=80))
def test_garbage_is_malformed(garbage: bytes, anchor: bytes, signature: bytes) -> None:
    with pytest.raises(Malformed):
        detached.check(DATA, signature, garbage, [anchor], SIGNED_AT)


@given(pem=st.text("ABCabc+/=\n- DEGINCRTF", max_size=300), place=st.integers(0, 500), cut=st.integers(0, 40))
def test_a_pem_with_anything_in_its_middle_raises_nothing_but_malformed(
    board: Board, machine: bytes, pem: str, place: int, cut: int
) -> None:
    altered = machine[:place] + pem.encode() + machine[place + cut :]
    try:
        verdict, _ = found(altered, [board.authority.certificate])
    except Malformed:
        return
    assert verdict is Verdict.REFUSED or keys.read_certificate(altered) == keys.read_certificate(machine)


def test_a_certificate_of_an_authority_on_no_known_curve_is_malformed(board: Board, machine: bytes) -> None:
    curve = bytes.fromhex("06082a8648ce3d030107")
    encoded = _encoded(board.authority.certificate)
    assert curve in encoded
    with pytest.raises(Malformed):
        found(machine, [encoded.replace(curve, curve[:-1] + b"\x7f")])


def test_an_extension_that_stands_there_twice_is_malformed(board: Board, machine: bytes) -> None:
    encoded = _encoded(machine)
    usage, basic = bytes.fromhex("0603551d0f"), bytes.fromhex("0603551d13")
    assert usage in encoded
    assert ExtensionOID.KEY_USAGE.dotted_string == "2.5.29.15"
    with pytest.raises(Malformed):
        found(encoded.replace(usage, basic), [board.authority.certificate])


def test_the_keys_own_bytes_do_not_show() -> None:
    assert KEY.private.hex() not in repr(replace(KEY))
