"""The verdict on a signed paper: verified, refused or undecided, with every reason."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pytest

from congress.errors import Malformed
from congress.sealing import keys, signing
from congress.sealing.values import Authority, Holder, PdfVerdict, Revocation, SignatureField, SignerKey, Verdict
from congress.sealing.verifying import WEIGHTS, Policy, verify_pdf
from tests.congress_sealing.conftest import (
    BEGINS,
    ENDS,
    HEAD,
    NOW,
    PRESIDIUM,
    SIGNED_AT,
    Board,
    codes,
    new_authority,
)
from tests.congress_sealing.papers import page

Check = Callable[[bytes], PdfVerdict]


def test_two_people_of_the_authority_make_it_verified(signed: bytes, check: Check) -> None:
    found = check(signed)
    assert (found.verdict, found.findings) == (Verdict.VERIFIED, ())
    head, presidium = found.signers
    assert (head.field, head.name, head.reason) == ("head", "Nguyễn Thị Hạnh", "Đã kiểm phiếu")
    assert (presidium.field, presidium.name) == ("presidium", "Trần Văn Đức")
    assert head.signed_at == SIGNED_AT
    assert "nội bộ" in head.authority
    assert "Ủy viên Ban Thường vụ" in head.subject


def test_a_signers_fingerprint_is_that_of_the_certificate(signed: bytes, check: Check, board: Board) -> None:
    assert check(signed).signers[0].fingerprint == keys.read_certificate(board.hanh.certificate).fingerprint


def test_a_paper_without_a_signature_is_undecided(prepared: bytes, check: Check) -> None:
    for pdf in (page("Biên bản"), prepared):
        found = check(pdf)
        assert (found.verdict, codes(found)) == (Verdict.UNDECIDED, {"unsigned"})


def test_one_signature_of_two_is_refused_and_the_empty_field_named(once_signed: bytes, check: Check) -> None:
    found = check(once_signed)
    assert found.verdict is Verdict.REFUSED
    assert [(finding.code, finding.where) for finding in found.findings] == [
        ("signature-missing", "signature:presidium")
    ]


def test_a_file_cut_back_to_its_first_signature_is_refused(once_signed: bytes, signed: bytes, check: Check) -> None:
    cut = signed[: len(once_signed)]
    assert check(cut).verdict is Verdict.REFUSED
    assert codes(check(cut)) == {"signature-missing"}


def test_one_place_made_and_signed_is_too_few_unless_the_caller_asks_for_one(board: Board) -> None:
    pdf = board.sign(signing.add_fields(page("A"), [HEAD]), "head", board.hanh)
    trust = [board.authority.certificate]
    assert codes(verify_pdf(pdf, trust=trust, at=NOW)) == {"signature-missing"}
    assert verify_pdf(pdf, trust=trust, at=NOW, policy=Policy(signers=1)).verdict is Verdict.VERIFIED


def twice(board: Board, prepared: bytes, first: SignerKey, second: SignerKey) -> bytes:
    return board.sign(board.sign(prepared, "head", first), "presidium", second)


def test_one_person_signing_twice_is_one_signer(board: Board, prepared: bytes, check: Check) -> None:
    found = check(twice(board, prepared, board.hanh, board.hanh))
    assert (found.verdict, codes(found)) == (Verdict.REFUSED, {"signature-missing"})


def test_one_person_with_two_keys_is_one_signer(board: Board, prepared: bytes, check: Check) -> None:
    again = board.issue(Holder("Nguyễn Thị Hạnh", "Ủy viên Ban Thường vụ", "Trưởng Ban kiểm phiếu", "p-1"))
    assert codes(check(twice(board, prepared, board.hanh, again))) == {"signature-missing"}


def test_two_people_of_one_name_are_two_signers(board: Board, prepared: bytes, check: Check) -> None:
    namesake = board.issue(Holder("Nguyễn Thị Hạnh", "Ủy viên Ban Thường vụ", "Trưởng Ban kiểm phiếu", "p-9"))
    assert check(twice(board, prepared, board.hanh, namesake)).verdict is Verdict.VERIFIED


def test_without_an_anchor_it_is_undecided_and_says_whose_certificate_is_wanted(signed: bytes) -> None:
    found = verify_pdf(signed, trust=[], at=NOW)
    assert (found.verdict, codes(found)) == (Verdict.UNDECIDED, {"no-anchor"})
    assert {finding.where for finding in found.findings} == {"signature:head", "signature:presidium"}
    assert "nội bộ" in str(found.findings[0].facts["issuer"])
    assert [signer.authority for signer in found.signers] == ["", ""]


def test_an_anchor_for_one_signer_only_is_undecided(board: Board, prepared: bytes, check: Check) -> None:
    other = stranger(new_authority("Văn phòng"), Holder("Người khác"))
    found = check(twice(board, prepared, board.hanh, other))
    assert (found.verdict, codes(found)) == (Verdict.UNDECIDED, {"no-anchor"})
    assert [finding.where for finding in found.findings] == ["signature:presidium"]


def stranger(authority: Authority, holder: Holder) -> SignerKey:
    from tests.congress_sealing.conftest import PASSPHRASE, SECRET

    return keys.issue_signer(
        authority, holder, authority_secret=SECRET, passphrase=PASSPHRASE, not_before=BEGINS, not_after=ENDS
    )


def test_several_anchors_may_be_given_in_one_file_or_many_and_in_der(signed: bytes, board: Board) -> None:
    from asn1crypto import pem

    wanted, other = board.authority.certificate, new_authority("Khác").certificate
    lists: list[Sequence[bytes]] = [[other, wanted], [other + wanted], [pem.unarmor(wanted)[2]]]
    for trust in lists:
        assert verify_pdf(signed, trust=trust, at=NOW).verdict is Verdict.VERIFIED


@pytest.mark.parametrize(
    "anchor", [b"", b"nonsense", b"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"]
)
def test_an_anchor_that_is_no_certificate_is_malformed_and_named(signed: bytes, board: Board, anchor: bytes) -> None:
    with pytest.raises(Malformed) as malformed:
        verify_pdf(signed, trust=[board.authority.certificate, anchor], at=NOW)
    assert malformed.value.findings[0].where == "trust[1]"


def test_a_certificate_that_has_ended_since_leaves_it_undecided(signed: bytes, board: Board) -> None:
    found = verify_pdf(signed, trust=[board.authority.certificate], at=ENDS + timedelta(days=1))
    assert (found.verdict, codes(found)) == (Verdict.UNDECIDED, {"certificate-expired"})


def test_a_verifier_with_a_flat_battery_refuses_nothing(signed: bytes, board: Board) -> None:
    found = verify_pdf(signed, trust=[board.authority.certificate], at=BEGINS - timedelta(days=4000))
    assert found.verdict is Verdict.UNDECIDED
    assert codes(found) == {"certificate-not-yet-valid", "signed-later-than-now"}


def test_clocks_a_few_minutes_apart_do_not_matter(signed: bytes, board: Board) -> None:
    trust = [board.authority.certificate]
    assert verify_pdf(signed, trust=trust, at=SIGNED_AT - timedelta(minutes=5)).verdict is Verdict.VERIFIED
    late = verify_pdf(signed, trust=trust, at=SIGNED_AT - timedelta(minutes=15))
    assert (late.verdict, codes(late)) == (Verdict.UNDECIDED, {"signed-later-than-now"})


def test_signing_outside_the_certificates_time_is_refused(
    board: Board, prepared: bytes, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = board.issue(Holder("Hết hạn"), begins=BEGINS, ends=BEGINS + timedelta(days=2))
    pdf = board.sign(prepared, "head", short, at=BEGINS + timedelta(days=1))
    assert "signed-outside-validity" not in codes(check(pdf))
    backdated = sign_unasked(prepared, short, monkeypatch)
    found = check(board.sign(backdated, "presidium", board.duc))
    assert (found.verdict, codes(found)) == (Verdict.REFUSED, {"signed-outside-validity"})


def sign_unasked(pdf: bytes, key: SignerKey, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A signature that our signer would refuse to make."""
    from cryptography import x509

    from tests.congress_sealing.conftest import PASSPHRASE

    real = keys.open_signer

    class Lying:
        def __init__(self, certificate: x509.Certificate) -> None:
            self._certificate = certificate
            self.not_valid_before_utc, self.not_valid_after_utc = BEGINS, ENDS

        def __getattr__(self, name: str) -> object:
            return getattr(self._certificate, name)

    def lied(data: bytes, word: str) -> tuple[object, Lying, object]:
        secret, certificate, others = real(data, word)
        return secret, Lying(certificate), others

    with monkeypatch.context() as patch:
        patch.setattr(
            signing,
            "open_signer",
            lied,
        )
        return signing.sign(pdf, "head", pkcs12=key.pkcs12, passphrase=PASSPHRASE, at=SIGNED_AT)


@pytest.mark.parametrize(
    ("since", "verdict", "code"),
    [
        (SIGNED_AT - timedelta(hours=1), Verdict.REFUSED, "certificate-revoked"),
        (SIGNED_AT, Verdict.REFUSED, "certificate-revoked"),
        (SIGNED_AT + timedelta(hours=1), Verdict.UNDECIDED, "certificate-revoked-later"),
    ],
)
def test_a_certificate_taken_back(since: datetime, verdict: Verdict, code: str, signed: bytes, board: Board) -> None:
    fingerprint = keys.read_certificate(board.duc.certificate).fingerprint
    revoked = [Revocation(fingerprint.upper(), since, "Mất tệp khóa.")]
    found = verify_pdf(signed, trust=[board.authority.certificate], at=NOW, revoked=revoked)
    assert (found.verdict, codes(found)) == (verdict, {code})
    assert found.findings[0].where == "signature:presidium"


def test_an_authority_taken_back_takes_its_signers_along(signed: bytes, board: Board) -> None:
    fingerprint = keys.read_certificate(board.authority.certificate).fingerprint
    revoked = [Revocation(fingerprint, BEGINS)]
    found = verify_pdf(signed, trust=[board.authority.certificate], at=NOW, revoked=revoked)
    assert found.verdict is Verdict.REFUSED
    assert len(found.findings) == 2


def test_three_signatures_in_any_order_verify(board: Board, check: Check) -> None:
    third = SignatureField("supervisor", PRESIDIUM.box)
    pdf = signing.add_fields(page("A", pages=3), [HEAD, PRESIDIUM, third])
    minh = board.issue(Holder("Lê Minh", tag="p-3"))
    for field, key in (("supervisor", minh), ("head", board.hanh), ("presidium", board.duc)):
        pdf = board.sign(pdf, field, key)
    found = check(pdf)
    assert found.verdict is Verdict.VERIFIED
    assert [signer.field for signer in found.signers] == ["supervisor", "head", "presidium"]


@pytest.mark.parametrize("data", [b"", b"{}", b"\x89PNG\r\n", b"%PDF", b"PK\x03\x04" + bytes(2000)])
def test_what_is_no_pdf_is_malformed(data: bytes, check: Check) -> None:
    with pytest.raises(Malformed) as malformed:
        check(data)
    assert malformed.value.findings[0].code == "not-a-pdf"


def test_an_unsigned_pdf_cut_short_is_malformed(check: Check) -> None:
    with pytest.raises(Malformed) as malformed:
        check(page("A")[:3000])
    assert malformed.value.findings[0].code == "pdf-unreadable"


def test_a_signed_pdf_cut_short_is_refused(signed: bytes, check: Check) -> None:
    for keep in (len(signed) - 1, len(signed) - 20, len(signed) - 2000, len(signed) * 3 // 4):
        assert check(signed[:keep]).verdict is Verdict.REFUSED


def test_every_code_has_one_weight_and_remarks_do_not_lower_a_verdict() -> None:
    assert WEIGHTS["signature-missing"] is Verdict.REFUSED
    assert WEIGHTS["no-anchor"] is WEIGHTS["unsigned"] is Verdict.UNDECIDED
    assert WEIGHTS["authority-namesake"] is Verdict.VERIFIED


_WATCHED = """
import sys
seen = []
sys.addaudithook(lambda event, args: seen.append(event) if event in {
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request",
    "http.client.connect"} else None)
from datetime import datetime
from congress.sealing import signing, verifying
from congress.sealing.attachments import attached
pdf, key, root = (open(name, "rb").read() for name in sys.argv[1:4])
at = datetime.fromisoformat(sys.argv[5])
done = signing.sign(pdf, "presidium", pkcs12=key, passphrase=sys.argv[4], at=at)
verdict = verifying.verify_pdf(done, trust=[root], at=at)
undecided = verifying.verify_pdf(done, trust=[], at=at)
attached(done)
for broken in (done + b"x", done[:-700], done.replace(b"/Producer", b"/Producfr", 1), done.replace(b"/Kids", b"/Kxds")):
    assert verifying.verify_pdf(broken, trust=[root], at=at).verdict.value == "refused"
print(verdict.verdict.value, undecided.verdict.value, seen)
"""


def test_signing_and_verifying_open_no_connection(
    once_signed: bytes, board: Board, on_disk: Callable[[str, bytes], object]
) -> None:
    from tests.congress_sealing.conftest import PASSPHRASE

    files = [
        on_disk("minutes.pdf", once_signed),
        on_disk("duc.p12", board.duc.pkcs12),
        on_disk("root.pem", board.authority.certificate),
    ]
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, *map(str, files), PASSPHRASE, NOW.isoformat()],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.stdout.strip() == "verified undecided []", done.stderr
    assert done.stderr == "", "the libraries write nothing over the screen"


def test_a_time_without_its_zone_is_a_fault_of_the_caller(signed: bytes, board: Board) -> None:
    trust = [board.authority.certificate]
    with pytest.raises(ValueError, match="zone"):
        verify_pdf(signed, trust=trust, at=NOW.replace(tzinfo=None))
    with pytest.raises(ValueError, match="zone"):
        verify_pdf(signed, trust=trust, at=NOW, revoked=[Revocation("00", NOW.replace(tzinfo=None))])
    with pytest.raises(ValueError, match="zone"):
        board.sign(signed, "head", board.hanh, at=NOW.replace(tzinfo=None))
