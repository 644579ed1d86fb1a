"""The workspace's own authority and its signers (tổ chức chứng thực nội bộ): made, kept and read offline.

Keys are EC P-256: 0.1 ms to make and 1 ms to open, where RSA-3072 took 0.3 s and 0.2 s in the same run;
poppler, OpenSSL and pyHanko verify both. The authority's key is a PKCS#8 file under PBES2 with 600,000
rounds of PBKDF2-SHA256, which OpenSSL opens; a signer's key is a PKCS#12 file that other tools import. No
certificate points to a network address: what was taken back is a list (`Revocation`) handed to the verifier.
"""

import os
import unicodedata
import warnings
from datetime import UTC, datetime
from textwrap import wrap
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.oid import NameOID

from congress.errors import Finding, Malformed, Refused
from congress.sealing.values import Authority, Certificate, Holder, SignerKey
from congress.text import clean

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

Secret = str | bytes
"""A passphrase, or the bytes of a key file (their SHA-256 in hexadecimal stands for the passphrase)."""

ROUNDS = 600_000
LEAST_PASSPHRASE = 8
INTERNAL = "Chứng thư nội bộ, không thay chứng thư số chuyên dùng công vụ"
MACHINE = "Khóa của máy ký gói lưu trữ điện tử, không thay chữ ký của người"
UNREADABLE = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)
"""What `cryptography` raises on a certificate that somebody damaged: it promises no family of its own."""
# What it remarks on an odd one (a serial number of nought) is for programmers, and would stand over the screen.
warnings.filterwarnings("ignore", category=CryptographyDeprecationWarning)
warnings.filterwarnings("ignore", message="Attribute's length must be", category=UserWarning)
_LIMIT = 64  # X.520, each part of a name (a common name: in bytes); a long organisation takes several parts


def create_authority(name: str, secret: Secret, *, not_before: datetime, not_after: datetime) -> Authority:
    """A new authority (tổ chức chứng thực nội bộ) named after the workspace, its key under `secret`."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(common=_titled(clean(name)), organisation=clean(name), unit=INTERNAL)
    public = key.public_key()
    certificate = (
        _builder(subject, subject, public, not_before=not_before, not_after=not_after)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Authority(certificate=_pem(certificate), key=_lock(key, _passphrase(secret)))


def issue_signer(
    authority: Authority,
    holder: Holder,
    *,
    authority_secret: Secret,
    passphrase: Secret,
    not_before: datetime,
    not_after: datetime,
) -> SignerKey:
    """A key and certificate for one person (cấp chứng thư), under that person's own passphrase."""
    issuer_key = _open_authority(authority, authority_secret)
    issuer = x509.load_pem_x509_certificate(authority.certificate)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(
        common=clean(holder.name),
        organisation=_organisation(issuer),
        unit=clean(holder.capacity),
        title=clean(holder.post),
        tag=clean(holder.tag),
    )
    certificate = (
        _builder(subject, issuer.subject, key.public_key(), not_before=not_before, not_after=not_after)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    encryption = (
        serialization.PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(ROUNDS // 10)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(_passphrase(passphrase))
    )
    friendly = clean(holder.name).encode()
    return SignerKey(
        # Without the root: a signature carries only what its own path needs.
        pkcs12=pkcs12.serialize_key_and_certificates(friendly, key, certificate, None, encryption),
        certificate=_pem(certificate),
    )


def issue_machine(
    authority: Authority,
    public: bytes,
    *,
    tag: str,
    authority_secret: Secret,
    not_before: datetime,
    not_after: datetime,
) -> bytes:
    """A certificate (PEM) for the Ed25519 key of a machine (chứng thư của máy): a stranger's openssl checks with it."""
    issuer_key = _open_authority(authority, authority_secret)
    issuer = x509.load_pem_x509_certificate(authority.certificate)
    key = ed25519.Ed25519PublicKey.from_public_bytes(public)
    subject = _name(common=machine_name(tag), organisation=_organisation(issuer), unit=MACHINE)
    certificate = (
        _builder(subject, issuer.subject, key, not_before=not_before, not_after=not_after)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False, decides=False), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    return _pem(certificate)


def machine_name(tag: str) -> str:
    """What the certificate of a machine calls it (tên máy)."""
    return _shortened(f"Máy {clean(tag)}")


def read_certificate(data: bytes) -> Certificate:
    """What a PEM or DER certificate says (đọc chứng thư)."""
    try:
        return said(load_certificate(data))
    except UNREADABLE as error:
        raise Malformed([Finding("certificate", "certificate-unreadable")]) from error


def public_key(certificate: bytes) -> bytes | None:
    """The 32 bytes of the Ed25519 key in a certificate; None where it is for a key of another kind."""
    try:
        found = load_certificate(certificate).public_key()
    except UNREADABLE as error:
        raise Malformed([Finding("certificate", "certificate-unreadable")]) from error
    return found.public_bytes_raw() if isinstance(found, ed25519.Ed25519PublicKey) else None


def load_certificate(data: bytes) -> x509.Certificate:
    """The first certificate in PEM or DER; raises one of `UNREADABLE`."""
    if data.lstrip().startswith(b"-----"):
        return x509.load_pem_x509_certificate(data)
    return x509.load_der_x509_certificate(data)


def read_signer(pkcs12_data: bytes, passphrase: Secret) -> Certificate:
    """The certificate in a PKCS#12 file (đọc tệp khóa), after its passphrase has opened it."""
    return said(open_signer(pkcs12_data, passphrase)[1])


def open_signer(
    pkcs12_data: bytes, passphrase: Secret
) -> tuple["PrivateKeyTypes", x509.Certificate, list[x509.Certificate]]:
    """Key, certificate and further certificates of a PKCS#12 file, ours or another tool's (mở tệp khóa)."""
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(pkcs12_data, _bytes(passphrase))
    except ValueError as error:
        # OpenSSL does not tell a wrong passphrase from a damaged file.
        raise Refused("passphrase-wrong") from error
    if key is None or certificate is None:
        raise Malformed([Finding("pkcs12", "key-missing")])
    return key, certificate, others


def _titled(name: str) -> str:
    """An authority's common name; one that says already what it is gets no second title."""
    return name if "chứng thực nội bộ" in name.casefold() else f"Chứng thực nội bộ {name}"


def _organisation(issuer: x509.Certificate) -> str:
    return " ".join(str(part.value) for part in issuer.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME))


def said(certificate: x509.Certificate) -> Certificate:
    """What a certificate says, in plain words (nội dung chứng thư)."""
    common = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    try:
        authority = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        authority = False
    return Certificate(
        name=str(common[0].value) if common else certificate.subject.rfc4514_string(),
        subject=certificate.subject.rfc4514_string(),
        issuer=certificate.issuer.rfc4514_string(),
        serial=f"{certificate.serial_number:x}",
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        authority=authority,
    )


def _name(*, common: str, organisation: str, unit: str = "", title: str = "", tag: str = "") -> x509.Name:
    if not common:
        raise Refused("certificate-name-missing")
    parts = (
        (NameOID.COMMON_NAME, [_shortened(common)]),
        (NameOID.TITLE, wrap(title, _LIMIT)),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, wrap(unit, _LIMIT)),
        (NameOID.ORGANIZATION_NAME, wrap(organisation, _LIMIT)),
        (NameOID.SERIAL_NUMBER, [tag] if tag else []),
    )
    return x509.Name([x509.NameAttribute(oid, value) for oid, values in parts for value in values])


def _shortened(common: str) -> str:
    short = common
    while len(short.encode()) > _LIMIT:
        short = short.removesuffix("…")[:-1].rstrip() + "…"
    return short


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey,
    *,
    not_before: datetime,
    not_after: datetime,
) -> x509.CertificateBuilder:
    if not_before >= not_after:
        raise Refused("certificate-dates", not_before=not_before, not_after=not_after)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(not_before.astimezone(UTC))
        .not_valid_after(not_after.astimezone(UTC))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _usage(*, authority: bool, decides: bool = True) -> x509.KeyUsage:
    """What the key is for; only a person `decides`, and commits to what is signed."""
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority and decides,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _bytes(secret: Secret) -> bytes:
    if isinstance(secret, str):
        return unicodedata.normalize("NFC", secret).encode()
    digest = hashes.Hash(hashes.SHA256())
    digest.update(secret)
    return digest.finalize().hex().encode()


def _passphrase(secret: Secret) -> bytes:
    if len(secret) < LEAST_PASSPHRASE:
        raise Refused("passphrase-short", least=LEAST_PASSPHRASE)
    return _bytes(secret)


def _lock(key: ec.EllipticCurvePrivateKey, passphrase: bytes) -> bytes:
    """PKCS#8 under PBES2 (PBKDF2-SHA256, AES-256-CBC): `cryptography` itself writes only 2,048 rounds."""
    from asn1crypto import core, keys, pem
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
    from cryptography.hazmat.primitives.padding import PKCS7

    plain = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    salt, start = os.urandom(16), os.urandom(16)
    derived = PBKDF2HMAC(hashes.SHA256(), length=32, salt=salt, iterations=ROUNDS).derive(passphrase)
    pad = PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(derived), modes.CBC(start)).encryptor()
    derivation = {"salt": core.OctetString(salt), "iteration_count": ROUNDS, "prf": {"algorithm": "sha256"}}
    locked = keys.EncryptedPrivateKeyInfo(
        {
            "encryption_algorithm": {
                "algorithm": "pbes2",
                "parameters": {
                    "key_derivation_func": {"algorithm": "pbkdf2", "parameters": derivation},
                    "encryption_scheme": {"algorithm": "aes256_cbc", "parameters": start},
                },
            },
            "encrypted_data": encryptor.update(pad.update(plain) + pad.finalize()) + encryptor.finalize(),
        }
    )
    armoured: bytes = pem.armor("ENCRYPTED PRIVATE KEY", locked.dump())
    return armoured


def _open_authority(authority: Authority, secret: Secret) -> ec.EllipticCurvePrivateKey:
    try:
        key = serialization.load_pem_private_key(authority.key, _bytes(secret))
    except (ValueError, TypeError) as error:
        raise Refused("passphrase-wrong") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise Malformed([Finding("authority", "key-missing")])
    return key
