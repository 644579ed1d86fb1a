"""Exported for signing, signed elsewhere, brought back: other tools' signatures are judged by the same rules.

OpenSSL puts today into its certificates and pyHanko's signer signs with today's clock, so these tests verify
at today too: the only place of this room where the time is not pinned.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from congress.sealing import contents, signing
from congress.sealing.values import PdfVerdict, Verdict
from congress.sealing.verifying import Policy, verify_pdf
from tests.congress_sealing.conftest import HEAD, PRESIDIUM, codes
from tests.congress_sealing.foreign import (
    WORD,
    Office,
    make_office,
    sign_as_their_tool_does,
    sign_with_openssl,
)
from tests.congress_sealing.papers import page

Check = Callable[..., PdfVerdict]
TWO_PEOPLE = Policy()


def now() -> datetime:
    return datetime.now(tz=UTC)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return make_office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def people(office: Office) -> tuple[str, str]:
    return office.person("Lê Văn Tám"), office.person("Phạm Thị Sáu")


@pytest.fixture(scope="module")
def minutes() -> bytes:
    return signing.add_fields(page("Biên bản kiểm phiếu"), [HEAD, PRESIDIUM])


@pytest.fixture(scope="module")
def verdict(office: Office) -> Check:
    def ask(pdf: bytes, policy: Policy = TWO_PEOPLE) -> PdfVerdict:
        return verify_pdf(pdf, trust=[office.root], at=now() + timedelta(minutes=1), policy=policy)

    return ask


@pytest.mark.parametrize("pades", [False, True])
def test_two_signatures_of_another_tool_verify(
    office: Office, people: tuple[str, str], minutes: bytes, verdict: Check, pades: bool
) -> None:
    pdf = sign_as_their_tool_does(minutes, "head", office.signer(people[0]), pades=pades)
    pdf = sign_as_their_tool_does(pdf, "presidium", office.signer(people[1]), pades=pades)
    found = verdict(pdf)
    assert (found.verdict, found.findings) == (Verdict.VERIFIED, ())
    assert [signer.name for signer in found.signers] == ["Lê Văn Tám", "Phạm Thị Sáu"]
    assert found.signers[0].authority == "Văn phòng Tỉnh ủy - gốc"


def test_signatures_made_by_openssl_verify(
    office: Office, people: tuple[str, str], minutes: bytes, verdict: Check
) -> None:
    pdf = sign_with_openssl(minutes, "presidium", office, people[0], at=now())
    pdf = sign_with_openssl(pdf, "head", office, people[1], at=now())
    found = verdict(pdf)
    assert (found.verdict, found.findings) == (Verdict.VERIFIED, ())


@pytest.mark.parametrize("ours_first", [True, False])
def test_one_signs_here_and_the_other_in_the_office(
    office: Office, people: tuple[str, str], minutes: bytes, verdict: Check, ours_first: bool
) -> None:
    def here(pdf: bytes) -> bytes:
        return signing.sign(pdf, "head", pkcs12=office.pkcs12(people[0]), passphrase=WORD, at=now())

    def there(pdf: bytes) -> bytes:
        return sign_as_their_tool_does(pdf, "presidium", office.signer(people[1]))

    pdf = there(here(minutes)) if ours_first else here(there(minutes))
    found = verdict(pdf)
    assert (found.verdict, found.findings) == (Verdict.VERIFIED, ())


def test_our_signer_takes_their_key_file_and_leaves_their_root_out(
    office: Office, people: tuple[str, str], minutes: bytes
) -> None:
    pdf = signing.sign(minutes, "head", pkcs12=office.pkcs12(people[0]), passphrase=WORD, at=now())
    root = verify_pdf(pdf, trust=[office.root], at=now(), policy=Policy(signers=1))
    assert "root-inside" not in codes(root)
    gap = contents.gap_of(pdf, byte_range(pdf))
    assert gap is not None
    assert len(contents.embedded(gap.cms)) == 2, "the person's and the office's"


def byte_range(pdf: bytes) -> list[int]:
    start = pdf.rindex(b"/ByteRange [") + len(b"/ByteRange [")
    return [int(part) for part in pdf[start : pdf.index(b"]", start)].split()]


def with_roots(office: Office, people: tuple[str, str], minutes: bytes) -> bytes:
    pdf = sign_as_their_tool_does(minutes, "head", office.signer(people[0], root=True))
    return sign_as_their_tool_does(pdf, "presidium", office.signer(people[1], root=True))


def test_a_root_inside_is_refused_or_where_the_policy_admits_it_only_the_given_one(
    office: Office, people: tuple[str, str], minutes: bytes, verdict: Check
) -> None:
    pdf = with_roots(office, people, minutes)
    assert verdict(pdf).verdict is Verdict.REFUSED
    assert codes(verdict(pdf)) == {"root-inside"}
    admitting = Policy(root_inside=True)
    assert verdict(pdf, admitting).verdict is Verdict.VERIFIED
    # The last byte of the root's own signature, which no path checks: the change pyHanko does not see.
    start = pdf.rindex(contents_of_root(office)) + len(contents_of_root(office)) - 1
    altered = pdf[:start] + (b"0" if pdf[start : start + 1] != b"0" else b"1") + pdf[start + 1 :]
    assert verdict(altered, admitting).verdict is Verdict.REFUSED


def contents_of_root(office: Office) -> bytes:
    from asn1crypto import pem

    der: bytes = pem.unarmor(office.root)[2]
    return der.hex().upper().encode()


def test_a_second_tool_may_add_an_invisible_field_but_not_paint_a_visible_one(
    office: Office, people: tuple[str, str], verdict: Check
) -> None:
    bare = page("Biên bản kiểm phiếu")
    first = sign_as_their_tool_does(bare, "first", office.signer(people[0]), box=(60, 60, 200, 120))
    unseen = sign_as_their_tool_does(first, "second", office.signer(people[1]))
    assert verdict(unseen).verdict is Verdict.VERIFIED
    painted = sign_as_their_tool_does(first, "second", office.signer(people[1]), box=(0, 0, 595, 842))
    assert codes(verdict(painted)) == {"changed-after-signing"}


def test_a_time_stamp_is_remarked_and_not_leaned_on(
    office: Office, people: tuple[str, str], minutes: bytes, verdict: Check
) -> None:
    pdf = sign_as_their_tool_does(minutes, "head", office.signer(people[0]))
    pdf = sign_as_their_tool_does(pdf, "presidium", office.signer(people[1]), stamper=office.stamper())
    found = verdict(pdf)
    assert (found.verdict, codes(found)) == (Verdict.VERIFIED, {"timestamp-ignored"})


def test_a_server_certificate_signs_no_minutes(
    office: Office, people: tuple[str, str], minutes: bytes, verdict: Check
) -> None:
    server = office.person("máy chủ", section="server")
    pdf = sign_with_openssl(minutes, "head", office, server, at=now())
    pdf = sign_as_their_tool_does(pdf, "presidium", office.signer(people[1]))
    assert verdict(pdf).verdict is Verdict.REFUSED
    assert codes(verdict(pdf)) == {"certificate-misused"}


def test_a_certificate_signed_with_sha1_is_too_weak(
    office: Office, people: tuple[str, str], minutes: bytes, verdict: Check
) -> None:
    weak = office.person("chữ ký cũ", digest="sha1")
    pdf = sign_as_their_tool_does(minutes, "head", office.signer(weak))
    pdf = sign_as_their_tool_does(pdf, "presidium", office.signer(people[1]))
    assert codes(verdict(pdf)) == {"weak-algorithm"}


def test_a_certificate_that_stands_for_itself_may_be_the_anchor(
    office: Office, people: tuple[str, str], minutes: bytes
) -> None:
    lone = [office.lone_person(name) for name in ("Hà Thị Một", "Hồ Văn Hai")]
    pdf = sign_as_their_tool_does(minutes, "head", office.signer(lone[0]))
    pdf = sign_as_their_tool_does(pdf, "presidium", office.signer(lone[1]))
    pinned = [(office.folder / f"{tag}.pem").read_bytes() for tag in lone]
    assert verify_pdf(pdf, trust=pinned, at=now() + timedelta(minutes=1)).verdict is Verdict.VERIFIED
    assert codes(verify_pdf(pdf, trust=[office.root], at=now() + timedelta(minutes=1))) == {"no-anchor"}
