"""The machine's signature beside a file (chữ ký rời của máy): 64 raw Ed25519 bytes over the file as it stands.

A stranger checks it with what every system has, and with the authority's certificate got another way:

    openssl verify -CAfile authority.pem -no_check_time signer.pem
    openssl pkeyutl -verify -certin -inkey signer.pem -rawin -in FILE -sigfile FILE.sig

`check` asks the same, and what those two lines do not: whether the certificate was valid when the file was
made, and whether it is a machine's and no authority's.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ExtensionNotFound

from congress.errors import Finding, Malformed
from congress.sealing.keys import UNREADABLE, load_certificate, said
from congress.sealing.values import MachineKey, Verdict

Checked = tuple[Verdict, tuple[Finding, ...]]

_WHERE = "signer"
_STRONG = (hashes.SHA256, hashes.SHA384, hashes.SHA512, type(None))
"""An authority with an Ed25519 key names no hash of its own."""
_KNOWN = (x509.BasicConstraints, x509.KeyUsage)
"""Critical extensions that are understood here; any other has to be refused (RFC 5280, 4.2)."""
_BLOCK = b"-----BEGIN "
_NO_BIT_UNUSED = b"\0"
"""What stands before the signature's bytes, the one place that neither the signature nor its reader covers."""


def sign(key: MachineKey, data: bytes) -> bytes:
    """This machine's signature of `data` (máy ký), 64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(key.private).sign(data)


def holds(public: bytes, data: bytes, signature: bytes) -> bool:
    """Whether whoever has the private half of this key signed `data` (kiểm tra chữ ký bằng khóa)."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except InvalidSignature:
        return False
    return True


def check(data: bytes, signature: bytes, certificate_pem: bytes, trust: Sequence[bytes], at: datetime) -> Checked:
    """Whether the machine that this certificate names signed `data` (kiểm tra chữ ký rời), as of `at`.

    `at` is when the package says it was made. Refused where anything is wrong, undecided where nothing is but no
    anchor was given. What cannot be read as a certificate is Malformed, every such file named at once.
    """
    certificate, anchors = _read(certificate_pem, trust)
    return _judged(certificate, anchors, at, wrong=_signature(certificate, data, signature))


def check_machine(certificate_pem: bytes, trust: Sequence[bytes], at: datetime) -> Checked:
    """Whether a certificate is a machine's (chứng thư của máy), issued by one of the authorities, and valid then."""
    certificate, anchors = _read(certificate_pem, trust)
    misused = () if isinstance(certificate.public_key(), Ed25519PublicKey) else (_misused(),)
    return _judged(certificate, anchors, at, wrong=misused)


def _judged(
    certificate: x509.Certificate, anchors: Sequence[x509.Certificate], at: datetime, *, wrong: Iterable[Finding]
) -> Checked:
    wrong = [*wrong, *_fitness(certificate), *_validity(certificate, at)]
    wrong += _issuer(certificate, anchors, at) if anchors else ()
    if wrong:
        return Verdict.REFUSED, tuple(wrong)
    if not anchors:
        return Verdict.UNDECIDED, (_named("no-anchor", certificate),)
    return Verdict.VERIFIED, ()


def _read(certificate_pem: bytes, trust: Sequence[bytes]) -> tuple[x509.Certificate, list[x509.Certificate]]:
    signers: list[x509.Certificate] = []
    anchors: list[x509.Certificate] = []
    faults: list[Finding] = []
    places = [(_WHERE, certificate_pem, signers)]
    places += [(f"trust[{number}]", anchor, anchors) for number, anchor in enumerate(trust)]
    for where, encoded, into in places:
        try:
            into += _certificates(encoded, one=into is signers)
        except UNREADABLE:
            faults.append(Finding(where, "certificate-unreadable"))
    if faults:
        raise Malformed(faults)
    return signers[0], anchors


def _certificates(encoded: bytes, *, one: bool) -> list[x509.Certificate]:
    """Read to the end, so that nothing is found unreadable later on."""
    if one and encoded.count(_BLOCK) > 1:
        raise ValueError("two certificates: another program might take the other one")
    several = encoded.count(_BLOCK) > 1
    found = x509.load_pem_x509_certificates(encoded) if several else [load_certificate(encoded)]
    for certificate in found:
        said(certificate), certificate.public_key(), certificate.extensions, certificate.signature_hash_algorithm
    return found


def _signature(certificate: x509.Certificate, data: bytes, signature: bytes) -> Iterator[Finding]:
    public = certificate.public_key()
    if not isinstance(public, Ed25519PublicKey):
        yield _misused()
        return
    try:
        public.verify(signature, data)
    except InvalidSignature:
        yield Finding(_WHERE, "signature-wrong")


def _misused() -> Finding:
    return Finding(_WHERE, "certificate-misused")


def _fitness(certificate: x509.Certificate) -> Iterator[Finding]:
    usage = _usage(certificate)
    if _is_authority(certificate) or usage is None or not usage.digital_signature or usage.key_cert_sign:
        yield _misused()
    if _demands_more(certificate):
        yield Finding(_WHERE, "certificate-invalid")
    if not certificate.public_bytes(Encoding.DER).endswith(_NO_BIT_UNUSED + certificate.signature):
        yield Finding(_WHERE, "certificate-encoding")
    if not isinstance(certificate.signature_hash_algorithm, _STRONG):
        yield Finding(_WHERE, "weak-algorithm")


def _validity(certificate: x509.Certificate, at: datetime) -> Iterator[Finding]:
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not begins <= at <= ends:
        facts = {
            "name": said(certificate).name,
            "not_before": begins.astimezone(at.tzinfo),
            "not_after": ends.astimezone(at.tzinfo),
        }
        yield Finding(_WHERE, "signed-outside-validity", facts)


def _issuer(certificate: x509.Certificate, anchors: Sequence[x509.Certificate], at: datetime) -> Iterator[Finding]:
    issuers = [anchor for anchor in anchors if _issued(certificate, anchor)]
    able = [issuer for issuer in issuers if _may_issue(issuer)]
    if not issuers:
        yield _named("signer-not-trusted", certificate)
    elif not able:
        yield _named("anchor-no-authority", certificate)
    elif all(any(_validity(issuer, at)) for issuer in able):
        yield from _validity(able[0], at)


def _issued(certificate: x509.Certificate, anchor: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(anchor)
    except (InvalidSignature, ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return True


def _may_issue(anchor: x509.Certificate) -> bool:
    usage = _usage(anchor)
    return _is_authority(anchor) and (usage is None or usage.key_cert_sign) and not _demands_more(anchor)


def _demands_more(certificate: x509.Certificate) -> bool:
    return any(one.critical and not isinstance(one.value, _KNOWN) for one in certificate.extensions)


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except ExtensionNotFound:
        return False


def _usage(certificate: x509.Certificate) -> x509.KeyUsage | None:
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except ExtensionNotFound:
        return None


def _named(code: str, certificate: x509.Certificate) -> Finding:
    told = said(certificate)
    return Finding(_WHERE, code, {"name": told.name, "issuer": _common(certificate.issuer)})


def _common(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.rfc4514_string()
