"""Files encrypted to recipients: what the real `age` makes of them, round trips, damage, and whole files or none."""

import base64
import hashlib
import hmac
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from congress.errors import Malformed, Refused
from congress.i18n import LANGUAGES, sentence
from congress.sealing import recipients
from congress.sealing.recipients import decrypt_file, encrypt_file, new_identity, read_identities
from tests.tools import require_tool

ONE, OTHER = new_identity(), new_identity()
CHUNK = 64 * 1024
"""The format's: what is longer is encrypted in pieces."""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in which nothing half-written is left behind."""
    yield tmp_path
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".new")] == []


def encrypted(folder: Path, data: bytes, *to: str) -> Path:
    plain, sealed = folder / "gói.zip", folder / "gói.zip.age"
    plain.write_bytes(data)
    encrypt_file(plain, sealed, to or (ONE.recipient,))
    return sealed


def refused(work: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        work()
    for language in LANGUAGES:
        assert sentence(caught.value, language) != caught.value.code
    return caught.value


def faults(work: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(Malformed) as caught:
        work()
    for language in LANGUAGES:
        assert all(sentence(finding, language) != finding.code for finding in caught.value.findings)
    return [(finding.where, finding.code) for finding in caught.value.findings]


@given(data=st.binary(max_size=300))
def test_what_was_encrypted_is_decrypted_by_each_recipient(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.mktemp("round")
    sealed = encrypted(folder, data, ONE.recipient, OTHER.recipient)
    for one in (ONE, OTHER):
        decrypt_file(sealed, folder / "mở.zip", [one.private])
        assert (folder / "mở.zip").read_bytes() == data
    if len(data) > 8:
        assert data not in sealed.read_bytes()


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 5 * CHUNK + 7])
def test_files_of_any_length_at_the_edges_of_the_formats_pieces(folder: Path, length: int) -> None:
    data = os.urandom(length)
    decrypt_file(encrypted(folder, data), folder / "mở", [OTHER.private, ONE.private])
    assert (folder / "mở").read_bytes() == data


def test_the_real_age_opens_what_is_encrypted_here_and_the_other_way_round(folder: Path) -> None:
    age, data = require_tool("age"), os.urandom(3 * CHUNK + 5)
    keys = folder / "khóa.txt"
    keys.write_text(recipients.identity_file(ONE))
    sealed = encrypted(folder, data, OTHER.recipient, ONE.recipient)
    subprocess.run([age, "-d", "-i", str(keys), "-o", str(folder / "a"), str(sealed)], check=True, timeout=30)
    assert (folder / "a").read_bytes() == data
    for armour in ([], ["--armor"]):
        theirs = folder / "của họ.age"
        command = [age, *armour, "-r", ONE.recipient, "-o", str(theirs), str(folder / "gói.zip")]
        subprocess.run(command, check=True, timeout=30)
        decrypt_file(theirs, folder / "b", [ONE.private])
        assert (folder / "b").read_bytes() == data


def test_keys_of_ages_own_tool_are_read_and_ours_by_it(folder: Path) -> None:
    keygen = require_tool("age-keygen", package="age")
    made = subprocess.run([keygen], check=True, capture_output=True, text=True, timeout=30).stdout
    (private,) = read_identities(made)
    recipient = next(line for line in made.splitlines() if "public key" in line).rpartition(" ")[2]
    decrypt_file(encrypted(folder, b"x", recipient), folder / "mở", [private])
    told = subprocess.run(
        [keygen, "-y"], input=recipients.identity_file(ONE), check=True, capture_output=True, text=True, timeout=30
    )
    assert told.stdout.strip() == ONE.recipient


def test_the_file_is_what_the_published_format_says_read_by_hand(folder: Path) -> None:
    """age-encryption.org/v1 done once more with primitives alone: header, its MAC, the one piece of the content."""
    whole = encrypted(folder, b"noi dung").read_bytes()
    header, _, rest = whole.partition(b"\n--- ")
    mac, _, body = rest.partition(b"\n")
    version, stanza, wrapped = header.split(b"\n")[:3]
    _, kind, share = stanza.split(b" ")
    assert (version, kind) == (b"age-encryption.org/v1", b"X25519")
    private = X25519PrivateKey.from_private_bytes(_bech32(ONE.private))
    ephemeral = _unpadded(share)
    shared = private.exchange(X25519PublicKey.from_public_bytes(ephemeral))
    salt = ephemeral + private.public_key().public_bytes_raw()
    wrap_key = HKDF(SHA256(), 32, salt, b"age-encryption.org/v1/X25519").derive(shared)
    file_key = ChaCha20Poly1305(wrap_key).decrypt(bytes(12), _unpadded(wrapped), None)
    mac_key = HKDF(SHA256(), 32, b"", b"header").derive(file_key)
    assert hmac.digest(mac_key, header + b"\n---", hashlib.sha256) == _unpadded(mac)
    payload_key = HKDF(SHA256(), 32, body[:16], b"payload").derive(file_key)
    assert ChaCha20Poly1305(payload_key).decrypt(bytes(11) + b"\1", body[16:], None) == b"noi dung"


def _unpadded(text: bytes) -> bytes:
    return base64.b64decode(text + b"=" * (-len(text) % 4))


def _bech32(text: str) -> bytes:
    """The 32 bytes of a key, its checksum left out: the real tool checks that."""
    letters = text.lower().rpartition("1")[2][:-6]
    bits = "".join(f"{'qpzry9x8gf2tvdw0s3jn54khce6mua7l'.index(letter):05b}" for letter in letters)
    return int(bits[:256], 2).to_bytes(32, "big")


def test_a_key_that_does_not_fit_is_told_from_a_damaged_file(folder: Path) -> None:
    sealed = encrypted(folder, b"x" * 100)
    code = refused(lambda: decrypt_file(sealed, folder / "mở", [OTHER.private])).code
    assert code == "encrypted-for-others"
    assert not (folder / "mở").exists()


@pytest.mark.parametrize("cut", [1, 16, 17, CHUNK, CHUNK + 16, 2 * CHUNK])
def test_a_file_cut_short_is_refused_and_leaves_what_stood_there(folder: Path, cut: int) -> None:
    sealed = encrypted(folder, os.urandom(2 * CHUNK + 100))
    (folder / "mở").write_bytes(b"before")
    sealed.write_bytes(sealed.read_bytes()[:-cut])
    assert refused(lambda: decrypt_file(sealed, folder / "mở", [ONE.private])).code == "encrypted-altered"
    assert (folder / "mở").read_bytes() == b"before"


def test_whole_pieces_left_out_at_the_end_are_noticed(folder: Path) -> None:
    data = os.urandom(3 * CHUNK)
    sealed = encrypted(folder, data)
    head = len(sealed.read_bytes()) - 3 * (CHUNK + 16)
    sealed.write_bytes(sealed.read_bytes()[: head + 2 * (CHUNK + 16)])
    assert refused(lambda: decrypt_file(sealed, folder / "mở", [ONE.private])).code == "encrypted-altered"


def test_every_flipped_byte_is_refused(folder: Path) -> None:
    sealed = encrypted(folder, b"noi dung")
    whole = sealed.read_bytes()
    for place in range(len(whole)):
        sealed.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises((Refused, Malformed)):
            decrypt_file(sealed, folder / "mở", [ONE.private])
        assert not (folder / "mở").exists(), place


@given(garbage=st.binary(max_size=300), after=st.booleans())
def test_garbage_is_malformed_or_refused(
    tmp_path_factory: pytest.TempPathFactory, garbage: bytes, *, after: bool
) -> None:
    folder = tmp_path_factory.mktemp("garbage")
    sealed = folder / "x.age"
    sealed.write_bytes((b"age-encryption.org/v1\n" if after else b"") + garbage)
    with pytest.raises((Refused, Malformed)):
        decrypt_file(sealed, folder / "mở", [ONE.private])
    assert not (folder / "mở").exists()


def test_what_is_no_encrypted_file_is_said_so(folder: Path) -> None:
    plain = folder / "gói.zip"
    plain.write_bytes(b"PK\3\4")
    assert faults(lambda: decrypt_file(plain, folder / "mở", [ONE.private])) == [(str(plain), "encrypted-unreadable")]


def test_every_bad_recipient_is_named_at_once_and_no_private_half_is_shown(folder: Path) -> None:
    plain, sealed = folder / "a", folder / "b"
    plain.write_bytes(b"x")
    wrong = ONE.recipient[:-1] + ("q" if ONE.recipient[-1] != "q" else "p")
    given_ = ["", ONE.recipient, wrong, ONE.private, "\ud800", "age1" + "x" * 5000]
    with pytest.raises(Malformed) as caught:
        encrypt_file(plain, sealed, given_)
    findings = caught.value.findings
    assert [(finding.where, finding.code) for finding in findings] == [
        ("recipient[0]", "recipient-wrong"),
        ("recipient[2]", "recipient-wrong"),
        ("recipient[3]", "recipient-is-secret"),
        ("recipient[4]", "recipient-wrong"),
        ("recipient[5]", "recipient-wrong"),
    ]
    said = " ".join(sentence(finding, language) for finding in findings for language in LANGUAGES)
    assert ONE.private not in said
    assert len(said) < 2000
    assert not sealed.exists()
    assert faults(lambda: encrypt_file(plain, sealed, [])) == [("recipient", "recipient-missing")]


def test_every_bad_identity_is_named_at_once(folder: Path) -> None:
    sealed = encrypted(folder, b"x")
    given_ = [ONE.private, ONE.recipient, ONE.private[:-1], ""]
    wrong = [(f"identity[{number}]", "identity-wrong") for number in (1, 2, 3)]
    assert faults(lambda: decrypt_file(sealed, folder / "mở", given_)) == wrong
    assert faults(lambda: decrypt_file(sealed, folder / "mở", [])) == [("identity", "identity-missing")]


def test_blanks_round_a_key_and_a_recipient_given_twice_do_not_matter(folder: Path) -> None:
    sealed = encrypted(folder, b"x", f" {ONE.recipient}\n", ONE.recipient)
    assert sealed.read_bytes().count(b"-> X25519") == 1
    decrypt_file(sealed, folder / "mở", [f"{ONE.private}\r\n"])
    assert read_identities(f"\n# created: today\n\n  {ONE.private}\n{OTHER.private}\n") == (ONE.private, OTHER.private)


def test_the_private_half_does_not_show() -> None:
    assert ONE.private not in repr(ONE)
    assert ONE.recipient in repr(ONE)
    assert ONE != OTHER


def test_what_is_decrypted_is_this_users_alone(folder: Path) -> None:
    decrypt_file(encrypted(folder, b"x"), folder / "mở", [ONE.private])
    if os.name != "nt":
        assert (folder / "mở").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("work", "key"), [(encrypt_file, ONE.recipient), (decrypt_file, ONE.private)], ids=["encrypt", "decrypt"]
)
def test_files_that_cannot_be_read_or_written_are_said_and_nothing_is_left(
    folder: Path, work: Callable[[Path, Path, list[str]], None], key: str
) -> None:
    sealed = encrypted(folder, b"x")
    for source, target, code in (
        (folder / "none", folder / "x", "file-not-read"),
        (folder, folder / "x", "file-not-read"),
        (sealed, folder / "none" / "x", "file-not-written"),
        (sealed, folder, "file-not-written"),
    ):
        with pytest.raises(Refused) as caught:
            work(source, target, [key])
        assert caught.value.code == code
    assert {path.name for path in folder.iterdir()} == {"gói.zip", "gói.zip.age"}


@pytest.mark.parametrize("decrypts", [False, True])
@pytest.mark.parametrize("side", ["read", "write"])
def test_a_disk_that_fails_midway_is_said_and_nothing_is_left(
    folder: Path, monkeypatch: pytest.MonkeyPatch, side: str, *, decrypts: bool
) -> None:
    sealed = encrypted(folder, os.urandom(5 * CHUNK))
    before = {path.name for path in folder.iterdir()}
    true, calls = getattr(recipients._Side, side), iter(range(100))

    def fails(self: recipients._Side, *given: Any) -> Any:
        if next(calls) < 3:
            return true(self, *given)
        with self._kept():
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(recipients._Side, side, fails)
    if decrypts:
        problem = refused(lambda: decrypt_file(sealed, folder / "x", [ONE.private]))
    else:
        problem = refused(lambda: encrypt_file(sealed, folder / "x", [ONE.recipient]))
    assert problem.code == {"read": "file-not-read", "write": "file-not-written"}[side]
    assert problem.facts["detail"] == "No space left on device"
    assert {path.name for path in folder.iterdir()} == before


@pytest.mark.skipif(sys.platform == "win32", reason="asks the kernel for the most memory a process had")
def test_a_large_file_takes_no_more_memory_than_a_small_one(folder: Path) -> None:
    source = (
        "import resource, sys\nfrom pathlib import Path\n"
        "from congress.sealing.recipients import decrypt_file, encrypt_file\n"
        "folder, private, recipient = Path(sys.argv[1]), sys.argv[2], sys.argv[3]\n"
        "encrypt_file(folder / 'large', folder / 'sealed', [recipient])\n"
        "decrypt_file(folder / 'sealed', folder / 'again', [private])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    most = []
    for length in (CHUNK, 64 * 1024 * 1024):
        with (folder / "large").open("wb") as file:
            file.truncate(length)
        command = [sys.executable, "-c", source, str(folder), ONE.private, ONE.recipient]
        ran = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
        most.append(int(ran.stdout))
        assert (folder / "again").stat().st_size == length
    assert most[1] - most[0] < 8 * 1024, "kibibytes"
