"""The workspace's own authority and signing keys: made by two people, kept under passphrases, marked as internal."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from congress.access import keyring, queries
from congress.errors import Refused
from congress.journal import queries as journal
from congress.journal import signing
from congress.sealing import detached, keys
from congress.sealing.values import Verdict
from congress.upkeep.service import renew_machine_key
from tests.workspaces import Office

NAME, SECRET, PASSPHRASE = "Đại hội xã Đam Rông 1", "khóa gốc của đại hội", "mật khẩu ký"


@pytest.fixture(scope="module", autouse=True)
def _cheap_rounds() -> Iterator[None]:
    """Keys of tests are not worth 600,000 rounds; the sealing room asserts what the program really uses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "ROUNDS", 20_000)
        yield


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        work()
    return caught.value.code


def make(office: Office, *people: str, secret: str = SECRET) -> bytes:
    by = office.by(*(people or ("quantri", "truongban")))
    return keyring.make_authority(office.workspace, by, name=NAME, secret=secret)


def account_id(office: Office, name: str) -> UUID:
    with office.workspace.reading() as unit:
        known = queries.by_name(unit, name)
    assert known is not None
    return known.account.id


def issue(office: Office, name: str, *people: str, secret: str = SECRET, passphrase: str = PASSPHRASE) -> Path:
    return keyring.issue_signer(
        office.workspace,
        office.by(*(people or ("quantri", "truongban"))),
        account_id=account_id(office, name),
        capacity="Ủy viên Ban Kiểm phiếu",
        secret=secret,
        passphrase=passphrase,
    )


def test_administrator_and_head_make_the_authority_once(any_office: Office) -> None:
    certificate = make(any_office)
    assert keyring.authority_certificate(any_office.workspace.keys) == certificate
    said = keys.read_certificate(certificate)
    assert said.authority
    assert "Chứng thực nội bộ" in said.name
    assert keys.INTERNAL.split(",")[0] in said.subject.replace("\\", "")
    assert refused(partial(make, any_office)) == "authority-there"
    with any_office.workspace.reading() as unit:
        (entry,) = journal.of_event(unit, "MAY-1", "key:authority:make")
    machine = keyring.machine_certificate(any_office.workspace.keys)
    assert machine is not None
    certified = keys.read_certificate(machine).fingerprint
    assert entry.facts == {"fingerprint": said.fingerprint, "machine_certificate": certified}


@pytest.mark.parametrize(
    "people", [("quantri",), ("truongban", "uyvien1"), ("quantri", "chutich"), ("kythuat", "truongban")]
)
def test_nobody_else_makes_it_and_no_key_is_left_behind(office: Office, people: tuple[str, ...]) -> None:
    assert refused(partial(make, office, *people)) in {"second-missing", "roles-missing"}
    assert keyring.authority_certificate(office.workspace.keys) is None
    assert not (office.workspace.keys / keyring.KEY).exists()
    make(office)
    assert refused(partial(issue, office, "uyvien1", *people)) in {"second-missing", "roles-missing"}
    assert not list(office.workspace.keys.glob("signer-*"))


def test_a_persons_key_opens_with_the_persons_passphrase_and_names_them(office: Office) -> None:
    make(office)
    path = issue(office, "uyvien1")
    certificate = keys.read_signer(path.read_bytes(), PASSPHRASE)
    assert certificate.name == "Lê Thị Hà"
    assert not certificate.authority
    assert str(office.actor("uyvien1").person_id) in certificate.subject, "namesakes are two different signers"
    with pytest.raises(Refused):
        keys.read_signer(path.read_bytes(), "mật khẩu khác")
    assert path == keyring.signer_file(office.workspace.keys, office.actor("uyvien1").person_id)


def test_the_authoritys_key_stands_under_its_passphrase_alone(office: Office) -> None:
    make(office)
    stored = (office.workspace.keys / keyring.KEY).read_bytes()
    assert stored.startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
    kept = b"".join(path.read_bytes() for path in office.workspace.folder.rglob("*") if path.is_file())
    assert SECRET.encode() not in kept
    assert refused(partial(issue, office, "uyvien1", secret="một mật khẩu khác")) == "passphrase-wrong"
    assert not list(office.workspace.keys.glob("signer-*"))


def test_short_passphrases_and_a_missing_authority_are_refused(office: Office) -> None:
    assert refused(partial(issue, office, "uyvien1")) == "authority-missing"
    assert refused(partial(make, office, secret="ngắn")) == "passphrase-short"
    make(office)
    assert refused(partial(issue, office, "uyvien1", passphrase="ngắn")) == "passphrase-short"


def test_a_key_issued_anew_takes_the_formers_place(office: Office) -> None:
    make(office)
    first = keys.read_signer(issue(office, "uyvien1").read_bytes(), PASSPHRASE)
    second = keys.read_signer(issue(office, "uyvien1").read_bytes(), PASSPHRASE)
    assert first.fingerprint != second.fingerprint
    assert len(list(office.workspace.keys.glob("signer-*"))) == 1
    with office.workspace.reading() as unit:
        entries = journal.of_event(unit, "MAY-1", "key:signer:issue")
    assert [entry.facts["fingerprint"] for entry in entries] == [first.fingerprint, second.fingerprint]


def certify(office: Office, *people: str, secret: str = SECRET) -> bytes:
    return keyring.certify_machine(office.workspace, office.by(*(people or ("quantri", "truongban"))), secret=secret)


def vouched(office: Office, certificate: bytes, authority: bytes) -> Verdict:
    key = office.workspace.machine_key
    assert key is not None
    with office.workspace.reading() as unit:
        at = unit.now
    return detached.check(b"x", detached.sign(key, b"x"), certificate, [authority], at)[0]


def test_the_authoritys_first_certificate_is_this_machines(office: Office) -> None:
    assert keyring.machine_certificate(office.workspace.keys) is None
    authority = make(office)
    machine = keyring.machine_certificate(office.workspace.keys)
    assert machine is not None
    assert vouched(office, machine, authority) is Verdict.VERIFIED
    said = keys.read_certificate(machine)
    assert said.name == "Máy MAY-1"
    assert said.not_after == keys.read_certificate(authority).not_after


def test_a_key_made_anew_has_no_certificate_until_two_people_issue_one(any_office: Office) -> None:
    office = any_office
    authority, workspace = make(office), office.workspace
    former = keyring.machine_certificate(workspace.keys)
    renew_machine_key(workspace, office.by("quantri", "truongban", reason="máy bị mượn"))
    assert keyring.machine_certificate(workspace.keys) is None
    assert (workspace.keys / f"{signing.CERTIFICATE}.1").read_bytes() == former, "what it signed is still checked"
    assert refused(partial(certify, office, secret="không phải mật khẩu")) == "passphrase-wrong"
    assert keyring.machine_certificate(workspace.keys) is None
    machine = certify(office)
    assert keyring.machine_certificate(workspace.keys) == machine
    assert machine != former
    assert vouched(office, machine, authority) is Verdict.VERIFIED
    with workspace.reading() as unit:
        (entry,) = journal.of_event(unit, "MAY-1", "key:machine:certify")
    assert (entry.subject, entry.facts) == ("MAY-1", {"fingerprint": keys.read_certificate(machine).fingerprint})


@pytest.mark.parametrize("people", [("quantri",), ("truongban", "uyvien1"), ("kythuat", "truongban")])
def test_nobody_else_issues_the_machines_certificate(office: Office, people: tuple[str, ...]) -> None:
    make(office)
    before = keyring.machine_certificate(office.workspace.keys)
    assert refused(partial(certify, office, *people)) in {"second-missing", "roles-missing"}
    assert keyring.machine_certificate(office.workspace.keys) == before


def test_without_an_authority_or_a_machines_key_no_certificate_is_issued(office: Office) -> None:
    assert refused(partial(certify, office)) == "authority-missing"
    (office.workspace.keys / signing.NAME).unlink()
    make(office)
    assert keyring.machine_certificate(office.workspace.keys) is None
    assert refused(partial(certify, office)) == "machine-key-missing"


def test_a_certificate_of_another_key_or_a_damaged_one_is_none_and_is_issued_anew(office: Office) -> None:
    authority = make(office)
    for kept in (authority, b"", b"-----BEGIN CERTIFICATE-----\n"):
        (office.workspace.keys / signing.CERTIFICATE).write_bytes(kept)
        assert keyring.machine_certificate(office.workspace.keys) is None
        assert vouched(office, certify(office), authority) is Verdict.VERIFIED
