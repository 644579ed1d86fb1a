"""The workspace's own authority and its people's signing keys (khóa ký nội bộ): deeds of two people."""

import secrets
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from congress.access import queries
from congress.access.registry import ADMINISTRATOR_WITH_HEAD, deed
from congress.access.values import Authority as By
from congress.errors import Refused
from congress.records import files

if TYPE_CHECKING:
    from congress.workspace import Workspace

CERTIFICATE, KEY, SECRET = "authority.pem", "authority.key", "authority.secret"
AUTHORITY_LIFE = timedelta(days=365 * 20)
"""The archive is verified in twenty years."""
SIGNER_LIFE = timedelta(days=365 * 6)
"""A term and a year."""


def authority_certificate(keys: Path) -> bytes | None:
    """The authority's certificate (PEM), None while there is no authority."""
    path = keys / CERTIFICATE
    return path.read_bytes() if path.exists() else None


def signer_file(keys: Path, person_id: UUID) -> Path:
    """Where a person's PKCS#12 key stands."""
    return keys / f"signer-{person_id}.p12"


@deed("key:authority:make", who=ADMINISTRATOR_WITH_HEAD, title="Internal authority made")
def make_authority(workspace: "Workspace", by: By, *, name: str) -> bytes:
    """Make the workspace's own authority (tổ chức chứng thực nội bộ); gives its certificate.

    It vouches for nobody outside: other machines trust it only where they are given its certificate.
    """
    from congress.sealing import keys

    if authority_certificate(workspace.keys) is not None:
        raise Refused("authority-there")
    secret = secrets.token_bytes(32)
    with workspace.unit(by) as unit:
        # A day back: another machine's clock may be behind ours.
        authority = keys.create_authority(
            name, secret, not_before=unit.now - timedelta(days=1), not_after=unit.now + AUTHORITY_LIFE
        )
        files.write(workspace.keys / SECRET, secret, private=True)
        files.write(workspace.keys / KEY, authority.key, private=True)
        files.write(workspace.keys / CERTIFICATE, authority.certificate, private=True)
        certificate = keys.read_certificate(authority.certificate)
        unit.record(name, fingerprint=certificate.fingerprint)
    return authority.certificate


@deed("key:signer:issue", who=ADMINISTRATOR_WITH_HEAD, title="Signing key issued")
def issue_signer(workspace: "Workspace", by: By, *, account_id: UUID, capacity: str, passphrase: str) -> Path:
    """Issue a person's signing key (cấp khóa ký) under a passphrase of that person's own; a former one is replaced."""
    from congress.sealing import keys
    from congress.sealing.values import Authority, Holder

    certificate = authority_certificate(workspace.keys)
    if certificate is None:
        raise Refused("authority-missing")
    authority = Authority(certificate, (workspace.keys / KEY).read_bytes())
    with workspace.unit(by) as unit:
        account = queries.by_id(unit, account_id)
        if account is None:
            raise Refused("account-unknown", account=str(account_id))
        known = queries.person(unit, account.person_id)
        post = known.post if known else ""
        signer = keys.issue_signer(
            authority,
            Holder(account.person, post=post, capacity=capacity, tag=str(account.person_id)),
            authority_secret=(workspace.keys / SECRET).read_bytes(),
            passphrase=passphrase,
            not_before=unit.now - timedelta(days=1),
            not_after=unit.now + SIGNER_LIFE,
        )
        path = signer_file(workspace.keys, account.person_id)
        files.write(path, signer.pkcs12, private=True)
        unit.record(account.name, fingerprint=keys.read_certificate(signer.certificate).fingerprint, capacity=capacity)
    return path
