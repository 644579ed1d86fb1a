"""Keys of stations (khóa máy trạm): a station states its own, the head's laptop certifies it."""

from typing import TYPE_CHECKING

from congress.access.keyring import AUTHORITY_LIFE, BEHIND, KEY, authority_certificate
from congress.access.registry import ADMINISTRATOR_WITH_HEAD, deed
from congress.access.values import Authority as By
from congress.config import cleaned_tag
from congress.errors import Finding, Malformed, Refused
from congress.handover.formats import read_key, write_key
from congress.handover.values import StationKey
from congress.sealing import detached, keys
from congress.sealing.values import Authority

if TYPE_CHECKING:
    from congress.workspace import Workspace


def own_key(workspace: "Workspace") -> bytes:
    """This machine's public key with its tag, signed by itself: what the head's laptop certifies."""
    key = workspace.machine_key
    if key is None:
        raise Refused("machine-key-missing")
    stated = StationKey(workspace.settings.tag, key.public)
    return write_key(stated, signature=detached.sign(key, stated.signed))


@deed("key:station:certify", who=ADMINISTRATOR_WITH_HEAD, title="Certificate issued for the key of another machine")
def certify(workspace: "Workspace", by: By, *, data: bytes, name: str, secret: str) -> bytes:
    """Issue the certificate (PEM) of another machine's key (cấp chứng thư cho máy trạm), by the authority.

    People carried the file from that machine: what is checked is that whoever wrote it holds the key.
    """
    stated, signature = read_key(data, name=name)
    if not detached.holds(stated.public, stated.signed, signature):
        raise Malformed([Finding(name, "station-key-forged")])
    if cleaned_tag(stated.tag) != stated.tag:
        raise Malformed([Finding(name, "station-key-forged")])
    if stated.tag == workspace.settings.tag:
        raise Malformed([Finding(name, "bundle-tag-is-ours", {"machine": stated.tag})])
    certificate, key = authority_certificate(workspace.keys), workspace.keys / KEY
    if certificate is None or not key.exists():
        raise Refused("authority-missing")
    with workspace.reading() as look:
        begins, ends = look.now - BEHIND, look.now + AUTHORITY_LIFE
    issued = keys.issue_machine(
        Authority(certificate, key.read_bytes()),
        stated.public,
        tag=stated.tag,
        authority_secret=secret,
        not_before=begins,
        not_after=min(ends, keys.read_certificate(certificate).not_after),
    )
    with workspace.unit(by) as unit:
        unit.record(stated.tag, fingerprint=keys.read_certificate(issued).fingerprint)
    return issued
