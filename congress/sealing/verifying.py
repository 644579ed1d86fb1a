"""Verifying the signatures of a PDF (kiểm tra chữ ký số) offline: every fault found, never a traceback.

pyHanko does the cryptography and compares the revisions; `contents` and `revisions` ask what it does not.
A finding's code has a weight of its own, and the gravest weight is the verdict: see `WEIGHTS`.
"""
# mypy: disable-error-code="no-untyped-call"
# pyHanko annotates only a part of what it offers.

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from congress.errors import Finding, Malformed
from congress.sealing import contents
from congress.sealing.hostile import quiet, unreadable
from congress.sealing.revisions import only_signatures
from congress.sealing.settling import settle
from congress.sealing.values import PdfVerdict, Revocation, Signer, Verdict, gravest
from congress.text import clean

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate as Asn1Certificate

CLOCKS_APART = timedelta(minutes=10)
"""How far the clocks of two laptops may differ before a signature counts as made later than now."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a paper's signatures must be (yêu cầu đối với chữ ký)."""

    signers: int = 2
    """Different people who must have signed: minutes need two."""
    root_inside: bool = False
    """Some offices' tools put their authority's certificate into the signature. True admits it where it is
    one of the given anchors byte for byte, so that a change in it is still noticed."""


_REFUSING = (
    "pdf-broken",  # shows signatures but cannot be read
    "signature-hidden",  # signature bytes that no field leads to
    "signature-missing",
    "signature-unreadable",
    "content-altered",
    "signature-wrong",
    "signature-range",
    "not-whole-file",
    "changed-after-signing",
    "padding-not-empty",
    "hex-mixed-case",
    "signature-encoding",
    "signature-extras",
    "root-inside",
    "certificate-unused",
    "certificate-encoding",
    "certificate-forged",
    "certificate-misused",
    "certificate-invalid",
    "certificate-revoked",
    "signed-outside-validity",
    "weak-algorithm",
)
_UNDECIDED = (
    "unsigned",
    "no-anchor",
    "certificate-expired",
    "certificate-not-yet-valid",
    "certificate-revoked-later",
    "signed-later-than-now",
    "time-missing",
)
_TITLE = "Chứng thực nội bộ"
"""What an authority of a workspace is called before its name."""
_REMARKS = ("authority-namesake", "timestamp-ignored", "root-admitted")

WEIGHTS = (
    dict.fromkeys(_REFUSING, Verdict.REFUSED)
    | dict.fromkeys(_UNDECIDED, Verdict.UNDECIDED)
    | dict.fromkeys(_REMARKS, Verdict.VERIFIED)
)
"""Verdict that each finding alone brings about; `verified` is a mere remark."""


def verify_pdf(
    data: bytes,
    *,
    trust: Sequence[bytes],
    at: datetime,
    revoked: Sequence[Revocation] = (),
    policy: Policy = Policy(),
) -> PdfVerdict:
    """What the signatures of a PDF prove (kết luận chữ ký), given trust anchors (PEM or DER) and the time.

    Malformed is raised only for data that is no PDF, or cannot be read and shows no signature; a signed paper
    that was broken is refused. A signer's certificate had to be valid when the signer's machine says it
    signed; where it has ended since, the verdict is undecided.
    """
    if any(moment.utcoffset() is None for moment in (at, *(entry.at for entry in revoked))):
        raise ValueError("times are given with their zone")
    quiet()
    anchors = _anchors(trust)
    if b"%PDF-" not in data[:1024] and b"/ByteRange" not in data:
        raise Malformed([Finding("pdf", "not-a-pdf")])
    try:
        found, empty = _signatures(data)
    except unreadable() as error:
        if b"/ByteRange" in data:
            return _verdict([Finding("pdf", "pdf-broken")], ())
        raise Malformed([Finding("pdf", "pdf-unreadable")]) from error
    if not found:
        code = "signature-hidden" if b"/ByteRange" in data else "unsigned"
        return _verdict([Finding("pdf", code)], ())

    findings: list[Finding] = []
    signers: list[Signer] = []
    people: set[bytes] = set()
    keys: set[bytes] = set()
    unread = 0
    for number, (name, signature) in enumerate(found, start=1):
        check = _Check(data, name, anchors=anchors, at=at, revoked=revoked, policy=policy)
        try:
            signer = check.run(signature, last=number == len(found))
        except unreadable():
            check.note("signature-unreadable")
            signer = None
        findings += check.findings
        if signer is None:
            unread += 1
        else:
            signers.append(signer)
            people.add(signature.signer_cert.subject.dump())
            keys.add(signature.signer_cert.public_key.dump())
    different = min(len(people), len(keys))
    facts = {"found": different, "needed": policy.signers, "empty": len(empty)}
    findings += [Finding(f"signature:{name}", "signature-missing", facts) for name in empty]
    if different + unread < policy.signers and not empty:
        findings.append(Finding("pdf", "signature-missing", facts))
    return _verdict(findings, signers)


def _verdict(findings: Sequence[Finding], signers: Sequence[Signer]) -> PdfVerdict:
    verdict = gravest(WEIGHTS[finding.code] for finding in findings)
    return PdfVerdict(verdict, tuple(findings), tuple(signers))


def _signatures(data: bytes) -> tuple[list[tuple[str, Any]], list[str]]:
    """Signed fields in the order of signing with their signatures, and the names of empty fields."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    reader = PdfFileReader(BytesIO(data), strict=True)
    found: list[tuple[str, Any]] = []
    empty: list[str] = []
    for name, value, field in enumerate_sig_fields(reader):
        if value is None:
            empty.append(str(name))
        else:
            found.append((str(name), EmbeddedPdfSignature(reader, field, name)))
    if found:
        # Read every page once: a broken page tree is a broken paper, whatever its signatures say.
        for index in range(int(reader.root["/Pages"]["/Count"])):
            reader.find_page_for_modification(index)
    return sorted(found, key=lambda item: int(item[1].signed_revision)), empty


def _anchors(trust: Sequence[bytes]) -> list["Asn1Certificate"]:
    from asn1crypto import pem, x509

    found: list[Asn1Certificate] = []
    for number, given in enumerate(trust):
        try:
            ders = [der for _, _, der in pem.unarmor(given, multiple=True)] if pem.detect(given) else [given]
            parsed = [x509.Certificate.load(der, strict=True) for der in ders]
            for certificate in parsed:
                certificate.subject.dump(), certificate.public_key.dump(), certificate.not_valid_after
        except (ValueError, TypeError) as error:
            raise Malformed([Finding(f"trust[{number}]", "certificate-unreadable")]) from error
        found += parsed
    return found


class _Check:
    """One signature under examination: collects its findings."""

    def __init__(
        self,
        data: bytes,
        name: str,
        *,
        anchors: Sequence["Asn1Certificate"],
        at: datetime,
        revoked: Sequence[Revocation],
        policy: Policy,
    ) -> None:
        self.data, self.name, self.anchors, self.at = data, name, anchors, at
        self.revoked = {entry.fingerprint.lower(): entry for entry in revoked}
        self.policy = policy
        self.findings: list[Finding] = []

    def note(self, code: str, **facts: object) -> None:
        facts = {name: self._local(fact) for name, fact in facts.items()}
        self.findings.append(Finding(f"signature:{self.name}", code, facts))

    def _local(self, fact: object) -> object:
        """Times in the verifier's zone: the sentences print them without one."""
        return fact.astimezone(self.at.tzinfo) if isinstance(fact, datetime) else fact

    def run(self, signature: Any, *, last: bool) -> Signer | None:
        """Every question asked of this signature, and who signed."""
        from pyhanko.sign.validation.errors import SignatureValidationError

        gap = contents.gap_of(self.data, [int(part) for part in signature.byte_range])
        if gap is None or gap.value != signature.pkcs7_content:
            self.note("signature-range")
            return None
        self._bytes(gap)
        end = int(signature.byte_range[2]) + int(signature.byte_range[3])
        if last and end != len(self.data):
            self.note("not-whole-file", covered=end, bytes=len(self.data))
        try:
            signed_at = signature.self_reported_timestamp
            signer = signature.signer_cert
            status = self._status(signature, signed_at or self.at)
        except SignatureValidationError:
            self.note("signature-wrong")
            return None
        self._integrity(status)
        path = self._path(status, signer)
        self._cms(gap.cms, signer, path)
        self._times(signed_at, path)
        for certificate in path or (signer,):
            self._revocation(certificate, signed_at)
        return _signer(self.name, signature, signed_at, path)

    def _bytes(self, gap: contents.Gap) -> None:
        if not gap.one_case:
            self.note("hex-mixed-case")
        if any(gap.padding):
            self.note("padding-not-empty")

    def _status(self, signature: Any, moment: datetime) -> Any:
        from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_signature
        from pyhanko.sign.validation.settings import KeyUsageConstraints
        from pyhanko_certvalidator import ValidationContext

        context = ValidationContext(
            trust_roots=list(self.anchors), allow_fetching=False, moment=moment, revocation_mode="soft-fail"
        )
        usage = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
        return settle(
            async_validate_pdf_signature(
                signature,
                signer_validation_context=context,
                diff_policy=only_signatures(),
                key_usage_settings=usage,
            )
        )

    def _integrity(self, status: Any) -> None:
        from pyhanko.sign.validation.status import SignatureCoverageLevel

        if not status.intact:
            self.note("content-altered")
        if not status.valid:
            self.note("signature-wrong")
        if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
            self.note("signature-range")
        elif not status.docmdp_ok or not status.seed_value_ok:
            self.note("changed-after-signing")

    def _path(self, status: Any, signer: "Asn1Certificate") -> list["Asn1Certificate"] | None:
        """The signer's certificate up to the anchor, both included, where the chain holds."""
        from pyhanko.sign.ades.report import AdESIndeterminate as Trouble

        if not status.valid:
            return None  # no chain was looked for
        trouble = status.trust_problem_indic
        if trouble is None and status.validation_path is not None:
            return list(reversed(list(status.validation_path.iter_certs(include_root=True))))
        if signer.subject == signer.issuer and signer not in self.anchors:
            self._no_anchor(signer)
            return None
        match trouble:
            case Trouble.NO_CERTIFICATE_CHAIN_FOUND | None:
                self._no_anchor(signer)
            case Trouble.OUT_OF_BOUNDS_NO_POE | Trouble.NOT_YET_VALID | Trouble.EXPIRED:
                self.note("signed-outside-validity")
            case Trouble.CRYPTO_CONSTRAINTS_FAILURE | Trouble.CRYPTO_CONSTRAINTS_FAILURE_NO_POE:
                self.note("weak-algorithm")
            case Trouble.CHAIN_CONSTRAINTS_FAILURE:
                self.note("certificate-misused")
            case _:
                self.note("certificate-invalid")
        return None

    def _no_anchor(self, signer: "Asn1Certificate") -> None:
        issuer = _authority(signer.issuer)
        namesakes = [anchor for anchor in self.anchors if anchor.subject == signer.issuer]
        for anchor in namesakes:
            if signer.authority_key_identifier and signer.authority_key_identifier == anchor.key_identifier:
                self.note("certificate-forged", issuer=issuer)
                return
        self.note("no-anchor", name=_common(signer.subject), issuer=issuer)
        if namesakes:
            self.note("authority-namesake", issuer=issuer)

    def _cms(self, value: bytes, signer: "Asn1Certificate", path: Sequence["Asn1Certificate"] | None) -> None:
        if not contents.rebuilds(value, signer):
            self.note("signature-encoding")
        extras = contents.extras(value)
        if extras == {"signature_time_stamp_token"}:
            self.note("timestamp-ignored")
        elif extras:
            self.note("signature-extras", extras=", ".join(sorted(extras)))
        if path is None:
            return
        on_path = {certificate.dump() for certificate in path}
        root = path[-1].dump()
        for der in contents.embedded(value):
            if not contents.strict_certificate(der):
                self.note("certificate-encoding")
            if der not in on_path:
                self.note("certificate-unused")
            elif der == root and der != signer.dump():
                self.note("root-admitted" if self.policy.root_inside else "root-inside")

    def _times(self, signed_at: datetime | None, path: Sequence["Asn1Certificate"] | None) -> None:
        if signed_at is None:
            self.note("time-missing")
        elif signed_at > self.at + CLOCKS_APART:
            self.note("signed-later-than-now", signed_at=signed_at, at=self.at)
        for certificate in path or ():
            begins, ends = certificate.not_valid_before, certificate.not_valid_after
            name = _common(certificate.subject)
            if signed_at is not None and not begins <= signed_at <= ends:
                self.note("signed-outside-validity", name=name, not_before=begins, not_after=ends)
            if self.at > ends:
                self.note("certificate-expired", name=name, not_after=ends)
            elif self.at < begins:
                self.note("certificate-not-yet-valid", name=name, not_before=begins)

    def _revocation(self, certificate: "Asn1Certificate", signed_at: datetime | None) -> None:
        entry = self.revoked.get(certificate.sha256.hex())
        if entry is None:
            return
        before = signed_at is not None and signed_at < entry.at
        # Before: the time is the signer's own word, so people decide.
        code = "certificate-revoked-later" if before else "certificate-revoked"
        self.note(code, name=_common(certificate.subject), at=entry.at, reason=entry.reason)


def _signer(field: str, signature: Any, signed_at: datetime | None, path: Sequence["Asn1Certificate"] | None) -> Signer:
    certificate = signature.signer_cert
    return Signer(
        field=field,
        name=_common(certificate.subject),
        subject=clean(certificate.subject.human_friendly),
        fingerprint=certificate.sha256.hex(),
        signed_at=signed_at,
        authority=_common(path[-1].subject) if path else "",
        reason=clean(str(signature.sig_object.get("/Reason", ""))),
    )


def _common(name: Any) -> str:
    parts = name.native.get("common_name", name.human_friendly)
    return clean(parts if isinstance(parts, str) else " ".join(str(part) for part in parts))


def _authority(name: Any) -> str:
    """Who issued (tổ chức cấp): its common name, or the whole organisation where that was cut to what X.520 allows."""
    common = _common(name)
    parts = name.native.get("organization_name", "")
    organisation = clean(parts if isinstance(parts, str) else " ".join(str(part) for part in parts))
    if not (common.endswith("…") and organisation):
        return common
    titled = common.startswith(_TITLE) and _TITLE.casefold() not in organisation.casefold()
    return f"{_TITLE} {organisation}" if titled else organisation
