"""The workspace's own authority and its people's signing keys (khóa ký nội bộ): deeds of two people.

Keys are made before the unit opens and written once it is committed: a deed that fails leaves no key behind.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from congress.access import queries
from congress.access.registry import ADMINISTRATOR_WITH_HEAD, deed
from congress.access.values import Account
from congress.access.values import Authority as By
from congress.errors import Malformed, Refused
from congress.journal import signing
from congress.records import files
from congress.store.unit import Unit
from congress.text import clean

if TYPE_CHECKING:
    from congress.sealing.values import Authority as Issuer
    from congress.workspace import Workspace

CERTIFICATE, KEY = "authority.pem", "authority.key"
AUTHORITY_LIFE = timedelta(days=365 * 20)
"""The archive is verified in twenty years."""
SIGNER_LIFE = timedelta(days=365 * 6)
"""A term and a year."""
BEHIND = timedelta(days=1)
"""Another machine's clock may be behind ours."""


def authority_certificate(keys: Path) -> bytes | None:
    """The authority's certificate (PEM), None while there is no authority."""
    path = keys / CERTIFICATE
    return path.read_bytes() if path.exists() else None


def machine_certificate(keys: Path) -> bytes | None:
    """The certificate (PEM) of this machine's key, None where the key that holds now has none that can be read."""
    from congress.sealing.keys import public_key

    path, key = keys / signing.CERTIFICATE, signing.load_key(keys)
    if key is None or not path.exists():
        return None
    certificate = path.read_bytes()
    try:
        return certificate if public_key(certificate) == key.public else None
    except Malformed:
        return None  # damaged: the deed that issues one is due, as where there is none


def signer_file(keys: Path, person_id: UUID) -> Path:
    """Where a person's PKCS#12 key stands."""
    return keys / f"signer-{person_id}.p12"


@deed("key:authority:make", who=ADMINISTRATOR_WITH_HEAD, title="Internal authority made")
def make_authority(workspace: "Workspace", by: By, *, name: str, secret: str) -> bytes:
    """Make the workspace's own authority (tổ chức chứng thực nội bộ) under a passphrase; gives its certificate.

    It vouches for nobody outside: other machines trust it only where they are given its certificate. The first it
    issues is this machine's own, where the machine's key is there.
    """
    from congress.sealing import keys

    _check_none(workspace)
    with workspace.reading() as unit:
        begins, ends = unit.now - BEHIND, unit.now + AUTHORITY_LIFE
    authority = keys.create_authority(clean(name), secret, not_before=begins, not_after=ends)
    fingerprint = keys.read_certificate(authority.certificate).fingerprint
    machine = _machine(workspace, authority, secret, begins, ends)
    certified = None if machine is None else keys.read_certificate(machine).fingerprint
    with workspace.unit(by) as unit:
        _check_none(workspace)
        unit.record(clean(name), fingerprint=fingerprint, machine_certificate=certified)
    files.write(workspace.keys / KEY, authority.key, private=True)
    files.write(workspace.keys / CERTIFICATE, authority.certificate, private=True)
    if machine is not None:
        files.write(workspace.keys / signing.CERTIFICATE, machine, private=True)
    return authority.certificate


@deed("key:machine:certify", who=ADMINISTRATOR_WITH_HEAD, title="Certificate issued for the machine's key")
def certify_machine(workspace: "Workspace", by: By, *, secret: str) -> bytes:
    """Issue the certificate (PEM) of this machine's key (cấp chứng thư cho máy) with the authority's passphrase.

    Due where the authority is older than such certificates, and after the machine's key was made anew. A former
    one of the same key is replaced: what it signed carries a copy.
    """
    from congress.sealing import keys

    authority = _authority(workspace)
    with workspace.reading() as unit:
        begins, ends = unit.now - BEHIND, unit.now + AUTHORITY_LIFE
    ends = min(ends, keys.read_certificate(authority.certificate).not_after)
    machine = _machine(workspace, authority, secret, begins, ends)
    if machine is None:
        raise Refused("machine-key-missing")
    with workspace.unit(by) as unit:
        unit.record(workspace.settings.tag, fingerprint=keys.read_certificate(machine).fingerprint)
    files.write(workspace.keys / signing.CERTIFICATE, machine, private=True)
    return machine


@deed("key:signer:issue", who=ADMINISTRATOR_WITH_HEAD, title="Signing key issued")
def issue_signer(
    workspace: "Workspace", by: By, *, account_id: UUID, capacity: str, secret: str, passphrase: str
) -> Path:
    """Issue a person's signing key (cấp khóa ký) under a passphrase of that person's own; a former one is replaced.

    `secret` is the authority's passphrase, `capacity` as what the person signs: "Trưởng Ban Kiểm phiếu".
    """
    from congress.sealing import keys
    from congress.sealing.values import Holder

    authority = _authority(workspace)
    with workspace.reading() as unit:
        account = _existing(unit, account_id)
        known = queries.person(unit, account.person_id)
        begins, ends = unit.now - BEHIND, unit.now + SIGNER_LIFE
    signer = keys.issue_signer(
        authority,
        Holder(
            account.person,
            post=known.post if known else "",
            capacity=clean(capacity),
            tag=str(account.person_id),
        ),
        authority_secret=secret,
        passphrase=passphrase,
        not_before=begins,
        not_after=min(ends, keys.read_certificate(authority.certificate).not_after),
    )
    fingerprint = keys.read_certificate(signer.certificate).fingerprint
    with workspace.unit(by) as unit:
        if _existing(unit, account_id).person_id != account.person_id:
            raise Refused("account-unknown", account=str(account_id))
        unit.record(account.name, fingerprint=fingerprint, capacity=clean(capacity))
    path = signer_file(workspace.keys, account.person_id)
    files.write(path, signer.pkcs12, private=True)
    return path


def _authority(workspace: "Workspace") -> "Issuer":
    from congress.sealing.values import Authority

    certificate, key = authority_certificate(workspace.keys), workspace.keys / KEY
    if certificate is None or not key.exists():
        raise Refused("authority-missing")
    return Authority(certificate, key.read_bytes())


def _machine(
    workspace: "Workspace", authority: "Issuer", secret: str, begins: datetime, ends: datetime
) -> bytes | None:
    from congress.sealing import keys

    key = workspace.machine_key
    if key is None:
        return None
    return keys.issue_machine(
        authority,
        key.public,
        tag=workspace.settings.tag,
        authority_secret=secret,
        not_before=begins,
        not_after=ends,
    )


def _check_none(workspace: "Workspace") -> None:
    if authority_certificate(workspace.keys) is not None:
        raise Refused("authority-there")


def _existing(unit: Unit, account_id: UUID) -> Account:
    account = queries.by_id(unit, account_id)
    if account is None:
        raise Refused("account-unknown", account=str(account_id))
    return account
