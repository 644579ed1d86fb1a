"""The workspace's own authority and signing keys: made by two people, kept under passphrases, marked as internal."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from congress.access import keyring, queries
from congress.errors import Refused
from congress.journal import queries as journal
from congress.sealing import keys
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
    assert entry.facts == {"fingerprint": said.fingerprint}


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
