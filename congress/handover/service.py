"""Deeds of handing over (bàn giao giữa các máy): a bundle onto a stick, a bundle taken in."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from congress.access import queries as accounts
from congress.access.exchange import some_people
from congress.access.keyring import CERTIFICATE, authority_certificate, machine_certificate
from congress.access.registry import ADMINISTRATOR_WITH_HEAD, BOARD, HEAD_WITH_MEMBER, deed
from congress.access.service import authorise
from congress.access.values import Authority
from congress.cargo import Cargo, Loaded
from congress.chapters import read_chapters
from congress.errors import Finding, Malformed, Refused
from congress.handover import packing
from congress.handover.values import Contents, Looked, TakenIn, Written
from congress.journal import queries as journal
from congress.journal import signing
from congress.journal.exchange import one_stream
from congress.parts import Entry, Lines
from congress.records import files
from congress.sealing import detached, keys
from congress.sealing.values import MachineKey, Verdict
from congress.store.safely import write_compared
from congress.store.unit import Unit

if TYPE_CHECKING:
    from congress.workspace import Workspace

SETUP = "setup"
"""The kind of bundle that makes a machine a station."""
_PEM = re.compile(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n", re.DOTALL)


@deed("bundle:export", who=BOARD, title="Bundle for other machines written")
def export(
    workspace: "Workspace", by: Authority, *, kind: str, scope_id: UUID, to: Sequence[bytes], out: Path
) -> Written:
    """Write a bundle for the machines of these certificates (PEM) to `out` (xuất gói bàn giao), and read it back.

    Refused for a machine that this workspace's authority has not certified: what leaves is the ballots' content.
    """
    return _export(workspace, by, kind=kind, scope_id=scope_id, to=to, out=out)


@deed("bundle:setup:export", who=ADMINISTRATOR_WITH_HEAD, title="Setup of stations written")
def export_setup(workspace: "Workspace", by: Authority, *, scope_id: UUID, to: Sequence[bytes], out: Path) -> Written:
    """Write what stations need to key a contest's piles (xuất thiết lập máy trạm): accounts with their PINs, too."""
    return _export(workspace, by, kind=SETUP, scope_id=scope_id, to=to, out=out)


@deed("bundle:import", who=HEAD_WITH_MEMBER, title="Bundle of another machine taken in")
def take_in(workspace: "Workspace", by: Authority, *, name: str, data: bytes) -> TakenIn:
    """Take a bundle in (nhận gói bàn giao): all of it or nothing; taken in a second time it changes nothing.

    Raises Malformed with every fault and every conflict with what is here.
    """
    taken, _ = _take(workspace, by, name=name, data=data, trust=anchors(workspace), setup=False)
    return taken


@deed("bundle:setup:import", who=ADMINISTRATOR_WITH_HEAD, title="Setup of this station taken in")
def take_setup(
    workspace: "Workspace", by: Authority, *, name: str, data: bytes, trust: Sequence[bytes] = ()
) -> TakenIn:
    """Make this machine a station (nhận thiết lập máy trạm): whoever has an account at the head's laptop logs in here.

    `trust` is the authority's certificate, whose fingerprint two people compared with the paper; a machine that has
    an authority keeps to it. The accounts that this workspace was founded with end with it.
    """
    own = authority_certificate(workspace.keys)
    taken, contents = _take(workspace, by, name=name, data=data, trust=trust if own is None else (own,), setup=True)
    certificate = _of_this_machine(workspace, contents)
    if own is None:
        files.write(workspace.keys / CERTIFICATE, str(contents.about["authority"]).encode(), private=True)
    if machine_certificate(workspace.keys) is None:
        files.write(workspace.keys / signing.CERTIFICATE, certificate, private=True)
    return taken


def _export(
    workspace: "Workspace", by: Authority, *, kind: str, scope_id: UUID, to: Sequence[bytes], out: Path
) -> Written:
    cargo, signer, key = _cargo(workspace, kind), *_signer(workspace)
    (authority,) = anchors(workspace)
    if out.exists():
        raise Malformed([Finding(str(out), "file-there")])
    with workspace.reading() as look:
        authorise(look, by, scope_id=scope_id)
        _check_recipients(to, (authority,), at=look.now)
        head, at = journal.head(look, look.machine), look.now.replace(microsecond=0)
        loaded = cargo.load(look, scope_id)
        entries = (*_people_and_journal(look, loaded), *loaded.entries)
    given = {"authority": authority.decode("ascii"), "certificates": b"".join(to).decode("ascii")}
    about = {**loaded.about, **given} if kind == SETUP else loaded.about
    contents = Contents(kind, scope_id, about, tuple(one for one in entries if isinstance(one, Lines)))
    data = packing.pack(contents, machine=workspace.settings.tag, at=at, signer=signer, key=key, recipients=to)
    named = [keys.read_certificate(one).fingerprint for one in to]
    digest = hashlib.sha256(data).hexdigest()
    with _on_medium(out, data), workspace.unit(by, scope_id=scope_id) as unit:
        if journal.head(unit, unit.machine) != head:
            raise Refused("changed-meanwhile")
        unit.record(scope_id, bundle=kind, sha256=digest, recipients=named, **loaded.told)
    return Written(out, kind, digest, loaded.told)


def _take(
    workspace: "Workspace", by: Authority, *, name: str, data: bytes, trust: Sequence[bytes], setup: bool
) -> tuple[TakenIn, Contents]:
    looked, key = packing.look(data, name=name, trust=trust), workspace.machine_key
    if looked.verdict is not Verdict.VERIFIED or looked.header is None:
        raise Malformed(Finding(f"{name}: {one.where}", one.code, one.facts) for one in looked.findings)
    if key is None:
        raise Refused("machine-key-missing")
    contents, machine = packing.opened(looked, key), looked.header.machine
    if (contents.kind == SETUP) is not setup:
        raise Malformed([Finding(name, "bundle-kind-unknown", {"kind": contents.kind})])
    if setup:
        _of_this_machine(workspace, contents)
        _check_authority(contents, trust)
    cargo = _cargo(workspace, contents.kind)
    with workspace.unit(by, scope_id=contents.scope_id) as unit:
        if machine == unit.machine:
            raise Malformed([Finding(name, "bundle-tag-is-ours", {"machine": machine})])
        arriving = cargo.arriving(unit, contents.scope_id, contents.about, machine=machine)
        chapters = (some_people((), ()), one_stream(machine), *arriving.chapters)
        if absent := {one.name for one in chapters} - {one.name.partition("/")[0] for one in contents.entries}:
            raise Malformed(Finding(part, "part-missing") for part in sorted(absent))
        rows = read_chapters(unit, chapters, contents.entries)
        told = arriving.settle(unit)
        digest = hashlib.sha256(data).hexdigest()
        unit.record(contents.scope_id, machine=machine, bundle=contents.kind, sha256=digest, rows=rows, **told)
    return TakenIn(machine, contents.kind, rows, told), contents


def _of_this_machine(workspace: "Workspace", contents: Contents) -> bytes:
    """The certificate of this machine that came along."""
    key = workspace.machine_key
    for one in _PEM.findall(str(contents.about.get("certificates", ""))):
        if key is not None and keys.public_key(one.encode()) == key.public:
            return str(one).encode()
    raise Malformed([Finding("bundle", "bundle-without-certificate")])


def inspect(workspace: "Workspace", *, name: str, data: bytes) -> Looked:
    """Step: the verdict on a bundle by this workspace's own authority."""
    return packing.look(data, name=name, trust=anchors(workspace))


def anchors(workspace: "Workspace") -> tuple[bytes, ...]:
    """The one certificate by which this workspace knows machines: its own authority's."""
    own = authority_certificate(workspace.keys)
    if own is None:
        raise Refused("authority-missing")
    return (own,)


def _cargo(workspace: "Workspace", kind: str) -> Cargo:
    for one in workspace.house.cargoes:
        if one.name == kind:
            return one
    raise Malformed([Finding("bundle", "bundle-kind-unknown", {"kind": kind})])


def _signer(workspace: "Workspace") -> tuple[bytes, MachineKey]:
    signer, key = machine_certificate(workspace.keys), workspace.machine_key
    if signer is None or key is None:
        raise Refused("package-machine-not-certified")
    return signer, key


def _check_recipients(to: Sequence[bytes], trust: Sequence[bytes], *, at: datetime) -> None:
    faults: list[Finding] = [] if to else [Finding("--to", "recipient-missing")]
    for number, one in enumerate(to):
        try:
            _, found = detached.check_machine(one, trust, at)
        except Malformed as malformed:
            found = malformed.findings
        faults += (Finding(f"--to[{number}]", fault.code, fault.facts) for fault in found)
    if faults:
        raise Malformed(faults)


def _people_and_journal(unit: Unit, loaded: Loaded) -> tuple[Entry, ...]:
    known = {one.id: one.person_id for one in accounts.accounts(unit)}
    people = some_people(loaded.accounts, {known[one] for one in loaded.accounts})
    return (*people.write(unit, None), *one_stream(unit.machine).write(unit, None))


def _check_authority(contents: Contents, trust: Sequence[bytes]) -> None:
    """The authority that this machine is to keep to is the one that it was told to trust."""
    told = keys.read_certificate(str(contents.about.get("authority", "")).encode()).fingerprint
    if told not in {keys.read_certificate(one).fingerprint for one in trust}:
        raise Malformed([Finding("bundle", "bundle-authority-differs")])


@contextmanager
def _on_medium(out: Path, data: bytes) -> Iterator[None]:
    """The bundle under its name, compared; gone where what is done with it fails."""
    try:
        same = write_compared(out, data)
    except OSError as error:
        raise Refused("file-not-written", path=str(out), detail=error.strerror or "") from error
    if not same:
        raise Refused("bundle-medium-bad", path=str(out))
    try:
        yield
    except BaseException:  # Ctrl+C too: a bundle that the journal doesn't name is none
        out.unlink(missing_ok=True)
        raise
