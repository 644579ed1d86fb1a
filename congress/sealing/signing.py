"""Signing a PDF (ký số văn bản): every field made first, then one signature after another, each an addition.

The first signature certifies the paper (DocMDP 2): after it only the fields already there may be signed.
Signatures are `adbe.pkcs7.detached` with the time among the signed attributes, no root inside, the
hexadecimal in lower case and exactly as much padding as was reserved. The visible stamp is a page drawn by
the caller with its own embedded font: pyHanko's text stamp does not survive PDF/A. pyHanko would also
stamp the system's clock into the metadata at every writing; here nothing but the signature is added.
"""
# mypy: disable-error-code="no-untyped-call"
# pyHanko annotates only a part of what it offers.

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from congress.errors import Finding, Malformed, Refused
from congress.sealing.hostile import quiet, unreadable
from congress.sealing.keys import Secret, open_signer
from congress.sealing.settling import settle
from congress.sealing.values import SignatureField

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import SimpleSigner

POINTS_PER_MM = 72 / 25.4
_SPARE = 64  # bytes kept beyond the trial signature: an ECDSA value varies by a few


def add_fields(pdf: bytes, fields: Sequence[SignatureField]) -> bytes:
    """`pdf` with all its places for signatures (ô chữ ký), before the first signature."""
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    writer = _writer(pdf)
    taken = {name for name, _ in _fields(writer)}
    if any(signed for _, signed in _fields(writer)):
        raise Refused("fields-after-signature")
    for field in fields:
        if field.name in taken:
            raise Refused("field-name-taken", field=field.name)
        taken.add(field.name)
        spec = SigFieldSpec(
            field.name,
            on_page=field.page - 1,
            box=_points(writer, field),  # type: ignore[arg-type]  # declared int; whole points would be up to 0.2 mm off
            readable_field_name=field.label or None,
        )
        append_signature_field(writer, spec)
    return _written(writer)


def fields(pdf: bytes) -> dict[str, bool]:
    """The paper's places for signatures by name (các ô chữ ký), and whether each is signed."""
    return dict(_fields(_writer(pdf)))


def sign(
    pdf: bytes,
    field: str,
    *,
    pkcs12: bytes,
    passphrase: Secret,
    at: datetime,
    stamp: bytes | None = None,
    reason: str = "",
    place: str = "",
) -> bytes:
    """`pdf` with one more signature in `field` (ký số), made with a PKCS#12 key at the time `at`.

    `stamp` is a one-page PDF of the field's size, shown in the field. What stood in `pdf` stays byte for
    byte, so earlier signatures hold.
    """
    from pyhanko.sign.fields import MDPPerm
    from pyhanko.sign.signers import cms_embedder, pdf_byterange

    if at.utcoffset() is None:
        raise ValueError("the time of signing is given with its zone")
    writer = _writer(pdf)
    signed = dict(_fields(writer))
    if field not in signed:
        raise Refused("field-unknown", field=field)
    if signed[field]:
        raise Refused("field-signed", field=field)
    signer = _signer(pkcs12, passphrase, at=at)
    trial = _cms(signer, bytes(32), at=at)

    steps = cms_embedder.PdfCMSEmbedder().write_cms(field, writer, existing_fields_only=True)
    field_ref = next(steps)
    if stamp is not None:
        _show(writer, field_ref.get_object(), stamp)
    placeholder = pdf_byterange.SignatureObject(
        timestamp=at, reason=reason, location=place, bytes_reserved=2 * (len(trial) + _SPARE)
    )
    first = not any(signed.values())
    mdp = cms_embedder.SigMDPSetup("sha256", certify=True, docmdp_perms=MDPPerm.FILL_FORMS) if first else None
    steps.send(cms_embedder.SigObjSetup(placeholder, mdp_setup=mdp))
    prepared, output = steps.send(cms_embedder.SigIOSetup("sha256"))
    cms = _cms(signer, prepared.document_digest, at=at)
    # Not through the embedder's last step: it writes upper case.
    output.seek(prepared.reserved_region_start + 1)
    output.write(cms.hex().encode())
    result: bytes = output.getvalue()
    return result


def _cms(signer: "SimpleSigner", digest: bytes, *, at: datetime) -> bytes:
    from asn1crypto import cms
    from pyhanko.sign import attributes
    from pyhanko.sign.general import simple_cms_attribute

    mechanism = signer.get_signature_mechanism_for_digest("sha256")
    providers = (
        attributes.SigningTimeProvider(at),
        attributes.SigningCertificateV2Provider(signer.signing_cert),
        attributes.CMSAlgorithmProtectionProvider("sha256", mechanism),
    )
    signed = cms.CMSAttributes(
        [
            simple_cms_attribute("content_type", "data"),
            simple_cms_attribute("message_digest", digest),
            *(settle(provider.get_attribute()) for provider in providers),
        ]
    )
    result: bytes = settle(signer.async_sign_prescribed_attributes("sha256", signed)).dump()
    return result


@contextmanager
def _readable() -> Iterator[None]:
    """A paper too damaged to read is malformed input, whatever the reader stumbled over."""
    try:
        yield
    except unreadable() as error:
        raise Malformed([Finding("pdf", "pdf-unreadable")]) from error


def _writer(pdf: bytes) -> "IncrementalPdfFileWriter":
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Addition(IncrementalPdfFileWriter):
        """An increment that leaves /Info and XMP as they are (pyHanko would write the clock into them)."""

        def _update_meta(self) -> None:
            return

    quiet()
    with _readable():
        return Addition(BytesIO(pdf))


def _fields(writer: "IncrementalPdfFileWriter") -> list[tuple[str, bool]]:
    from pyhanko.sign.fields import enumerate_sig_fields

    with _readable():
        return [(name, value is not None) for name, value, _ in enumerate_sig_fields(writer)]


def _written(writer: "IncrementalPdfFileWriter") -> bytes:
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def _points(writer: "IncrementalPdfFileWriter", field: SignatureField) -> tuple[float, float, float, float]:
    pages = int(writer.root["/Pages"]["/Count"])
    if not 1 <= field.page <= pages:
        raise Refused("field-page", page=field.page, pages=pages)
    page = writer.find_page_for_modification(field.page - 1)[0].get_object()
    left, _, _, top = (float(edge) for edge in _media_box(page))
    box = field.box
    x, y = left + box.x_mm * POINTS_PER_MM, top - box.y_mm * POINTS_PER_MM
    return x, y - box.h_mm * POINTS_PER_MM, x + box.w_mm * POINTS_PER_MM, y


def _media_box(page: Any) -> Any:
    while "/MediaBox" not in page:
        page = page["/Parent"]
    return page["/MediaBox"]


def _show(writer: "IncrementalPdfFileWriter", annotation: Any, stamp: bytes) -> None:
    from pyhanko.pdf_utils.generic import DictionaryObject, pdf_name
    from pyhanko.pdf_utils.reader import PdfFileReader

    form = writer.import_page_as_xobject(PdfFileReader(BytesIO(stamp)), page_ix=0)
    annotation[pdf_name("/AP")] = DictionaryObject({pdf_name("/N"): form})


def _signer(pkcs12: bytes, passphrase: Secret, *, at: datetime) -> "SimpleSigner":
    from asn1crypto import keys, x509
    from cryptography.hazmat.primitives import serialization
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    class Plain(SimpleSigner):
        """A signer without unsigned attributes; collecting none would still ask for an event loop."""

        async def unsigned_attrs(self, *_args: object, **_kwargs: object) -> None:
            return None

    key, certificate, others = open_signer(pkcs12, passphrase)
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not begins <= at <= ends:
        raise Refused("certificate-not-valid-then", at=at, not_before=begins, not_after=ends)
    plain = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    registry = SimpleCertificateStore()
    issuer, rest = certificate.issuer, list(others)
    while above := next((c for c in rest if c.subject == issuer and c.subject != c.issuer), None):
        registry.register(x509.Certificate.load(above.public_bytes(serialization.Encoding.DER)))
        rest.remove(above)
        issuer = above.issuer
    return Plain(
        signing_cert=x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(plain),
        cert_registry=registry,
        embed_roots=False,
    )
