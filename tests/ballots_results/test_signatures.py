"""Signing digitally: each in their own place with their own key, or with the office's tool and back again."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO

import pikepdf
import pytest

from ballots.results import making, rules, signatures
from ballots.results.signatures import signed_places
from ballots.results.values import Basis
from congress.errors import Malformed, Refused
from congress.journal import queries as journal
from congress.sealing import keys, signing
from congress.sealing.values import Authority, Holder
from tests.ballots_results import samples
from tests.ballots_results.counted import CHAIR, HEAD, MEMBER, OTHER, PASSPHRASE, Counted
from tests.ballots_results.forging import noted
from tests.ballots_results.samples import Signers


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        work()
    return caught.value.code


def sign(at: Counted, account: str, passphrase: str = PASSPHRASE) -> object:
    return signatures.sign(at.workspace, at.office.by(account), contest_id=at.contest_id, passphrase=passphrase)


def test_each_signs_in_their_own_place_in_any_order(at_result: Counted) -> None:
    at_result.issue_keys()
    at_result.fix()
    order = (CHAIR, HEAD, MEMBER)
    done: set[str] = set()
    for account in order:
        record = at_result.sign(account)
        done.add(at_result.office.actor(account).person)
        shown = signed_places(at_result.workspace, at_result.contest_id)
        assert {place.signatory.name for place, is_signed in shown if is_signed} == done
        assert record.number == len(done)
    with at_result.workspace.reading() as unit:
        entries = journal.of_event(unit, "MAY-1", "result:sign")
    assert [entry.facts["field"] for entry in entries] == ["doan-chu-tich", "truong-ban", "uy-vien"]


def test_who_has_no_place_no_key_or_a_wrong_passphrase_does_not_sign(at_result: Counted) -> None:
    at_result.fix()
    assert refused(partial(sign, at_result, HEAD)) == "signing-key-missing"
    assert refused(partial(sign, at_result, OTHER)) == "no-place-to-sign"
    at_result.issue_keys()
    assert refused(partial(sign, at_result, HEAD, "mật khẩu khác")) == "passphrase-wrong"
    sign(at_result, HEAD)
    assert refused(partial(sign, at_result, HEAD)) == "field-signed"
    assert refused(partial(sign, at_result, "kythuat")) == "role-missing"


def test_before_every_place_is_signed_the_result_is_not_official_by_them(at_result: Counted) -> None:
    at_result.issue_keys()
    at_result.fix()
    assert refused(partial(at_result.make_official, Basis.DIGITAL)) == "minutes-not-signed"
    at_result.sign(HEAD, MEMBER)
    with pytest.raises(Malformed) as caught:
        at_result.make_official(Basis.DIGITAL)
    assert {finding.code for finding in caught.value.findings} == {"signature-missing"}
    at_result.make_official(Basis.PEN)


# --- with the office's own tool ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def office_keys() -> Signers:
    """Another authority, for the very people of the sample board."""
    begins, ends = samples.AT.replace(year=2020), samples.AT.replace(year=2040)
    authority: Authority = keys.create_authority("Văn phòng Tỉnh ủy", samples.SECRET, not_before=begins, not_after=ends)
    people = {"doan-chu-tich": "Nguyễn Thị Ánh", "uy-vien": "Lê Thị Hà", "truong-ban": "Trần Đức Bình"}
    issued = {
        field: keys.issue_signer(
            authority, Holder(name, tag=field), authority_secret=samples.SECRET,
            passphrase=samples.PASSPHRASE, not_before=begins, not_after=ends,
        )
        for field, name in people.items()
    }  # fmt: skip
    return Signers(authority, issued)


def signed_elsewhere(at: Counted, office_keys: Signers, pdf: bytes | None = None) -> bytes:
    pdf = at.pdf(at.of_kind("counting-minutes")[0]) if pdf is None else pdf
    for field, key in office_keys.keys.items():
        pdf = signing.sign(pdf, field, pkcs12=key.pkcs12, passphrase=samples.PASSPHRASE, at=at.office.clock.now())
    return pdf


def take(at: Counted, pdf: bytes, *trust: bytes) -> object:
    by = at.office.by(MEMBER, HEAD)
    return signatures.take_signed(at.workspace, by, contest_id=at.contest_id, pdf=pdf, trust=trust)


def test_minutes_signed_with_the_offices_tool_come_back_and_make_the_result_official(
    at_result: Counted, office_keys: Signers
) -> None:
    at_result.fix()
    take(at_result, signed_elsewhere(at_result, office_keys), office_keys.authority.certificate)
    done = at_result.make_official(Basis.DIGITAL).result
    assert set(done.signed_by) == {"Nguyễn Thị Ánh", "Lê Thị Hà", "Trần Đức Bình"}
    with at_result.workspace.reading() as unit:
        (entry,) = journal.of_event(unit, "MAY-1", "result:signed:take")
    assert entry.facts["trusted"] == [keys.read_certificate(office_keys.authority.certificate).fingerprint]


def test_one_person_alone_brings_no_foreign_authority_in(at_result: Counted, office_keys: Signers) -> None:
    at_result.fix()
    pdf = signed_elsewhere(at_result, office_keys)
    trust = (office_keys.authority.certificate,)
    for people in ((MEMBER,), (HEAD,), (MEMBER, OTHER), ("kythuat", HEAD)):
        by = at_result.office.by(*people)
        with pytest.raises(Refused):
            signatures.take_signed(at_result.workspace, by, contest_id=at_result.contest_id, pdf=pdf, trust=trust)
    assert not tuple(at_result.workspace.keys.glob("office-*"))


def test_a_tool_that_writes_the_file_anew_before_it_signs_is_no_harm(at_result: Counted, office_keys: Signers) -> None:
    at_result.fix()
    with pikepdf.open(BytesIO(at_result.pdf(at_result.of_kind("counting-minutes")[0]))) as pdf:
        out = BytesIO()
        pdf.save(out)
    take(at_result, signed_elsewhere(at_result, office_keys, out.getvalue()), office_keys.authority.certificate)


def test_what_is_not_what_was_fixed_is_not_taken_whoever_signed_it(at_result: Counted, office_keys: Signers) -> None:
    fixed = at_result.fix()
    pdf = at_result.pdf(fixed.papers[0])
    anchor = office_keys.authority.certificate
    other, _ = making.minutes_pdf(samples.facts())
    assert refused(partial(take, at_result, signed_elsewhere(at_result, office_keys, other), anchor)) == (
        "signed-other-outcome"
    )
    with pikepdf.open(BytesIO(pdf)) as opened:
        page = opened.pages[0]
        content = page.Contents.read_bytes()
        assert b"(147)" in content, "present at the vote: no part of the outcome"
        page.Contents = opened.make_stream(content.replace(b"(147)", b"(174)"))
        out = BytesIO()
        opened.save(out)
    forged = signed_elsewhere(at_result, office_keys, out.getvalue())
    assert refused(partial(take, at_result, forged, anchor)) == "signed-other-text"


def test_signatures_that_do_not_verify_are_not_taken(at_result: Counted, office_keys: Signers) -> None:
    at_result.fix()
    pdf = signed_elsewhere(at_result, office_keys)
    with pytest.raises(Malformed) as caught:
        take(at_result, pdf)
    assert {finding.code for finding in caught.value.findings} == {"no-anchor"}
    with pytest.raises(Malformed):
        take(at_result, pdf[:-1], office_keys.authority.certificate)
    with pytest.raises(Malformed):
        take(at_result, b"%PDF-1.7 no more", office_keys.authority.certificate)
    assert at_result.result.signed_id is None
    assert not list(at_result.workspace.keys.glob("office-*"))


def test_an_update_written_behind_the_fixed_minutes_is_not_taken(at_result: Counted, office_keys: Signers) -> None:
    """The fixed file stands whole at the beginning, what follows it paints other pages."""
    from pyhanko.pdf_utils.generic import StreamObject, pdf_name
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    pdf = at_result.pdf(at_result.fix().papers[0])
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.find_page_for_modification(0)[0].get_object()
    content = page["/Contents"].data
    assert b"(147)" in content
    page[pdf_name("/Contents")] = writer.add_object(StreamObject(stream_data=content.replace(b"(147)", b"(174)")))
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(pdf)
    forged = signed_elsewhere(at_result, office_keys, out.getvalue())
    assert refused(partial(take, at_result, forged, office_keys.authority.certificate)) == "signed-other-text"


def test_a_note_laid_over_a_figure_is_not_taken(at_result: Counted, office_keys: Signers) -> None:
    pdf = at_result.pdf(at_result.fix().papers[0])
    forged = signed_elsewhere(at_result, office_keys, noted(pdf))
    with pytest.raises(Malformed) as caught:
        take(at_result, forged, office_keys.authority.certificate)
    assert {finding.code for finding in caught.value.findings} == {"annotation-on-page"}


def test_who_signs_in_the_place_of_another_is_not_taken(at_result: Counted, office_keys: Signers) -> None:
    pdf = at_result.pdf(at_result.fix().papers[0])
    keys_of = office_keys.keys
    turned = dict(zip(keys_of, [*list(keys_of.values())[1:], *list(keys_of.values())[:1]], strict=True))
    forged = signed_elsewhere(at_result, replace(office_keys, keys=turned), pdf)
    assert refused(partial(take, at_result, forged, office_keys.authority.certificate)) == "signer-not-of-place"


@pytest.mark.parametrize(
    ("signer", "name", "same"),
    [
        ("Trần Đức Bình", "Trần Đức Bình", True),
        ("TRAN DUC BINH", "Trần Đức Bình", True),
        ("Trần Đức Bình, Văn phòng Huyện ủy", "Trần Đức Bình", True),
        ("Trần Đức Bình Minh", "Đức Bình An", False),
        ("Lê Thị Hà", "Trần Đức Bình", False),
        ("Lê Thị Hà", "", False),
    ],
)
def test_a_certificate_is_of_a_person_however_its_office_writes_names(signer: str, name: str, same: bool) -> None:
    assert rules.is_named(signer, name) is same


def test_a_certificate_that_only_lies_among_the_keys_is_trusted_by_nobody(
    at_result: Counted, office_keys: Signers
) -> None:
    at_result.fix()
    (at_result.workspace.keys / "office-00.pem").write_bytes(office_keys.authority.certificate)
    with pytest.raises(Malformed) as caught:
        take(at_result, signed_elsewhere(at_result, office_keys))
    assert {finding.code for finding in caught.value.findings} == {"no-anchor"}
