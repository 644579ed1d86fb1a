"""A bundle's bytes (đóng gói, kiểm tra, mở gói). Looking at one needs no workspace and no key.

    congress-bundle/1
    {"bytes":…,"kind":"count","machine":"MAY-2",…}     who made it when and for whom; size and SHA-256 of the last part
    <128 hexadecimal digits>                           the machine's Ed25519 signature of the two lines before
    …                                                  the contents, encrypted to the receivers (age)

Every byte is covered: the first two lines by the signature, the last part by its SHA-256 in them, the signature by
itself. The contents name their signer once more, so that nobody puts a signature of his own over what others wrote.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from congress.errors import Finding, Malformed
from congress.handover import formats
from congress.handover.formats import MAGIC, VERSION
from congress.handover.values import Contents, Header, Looked
from congress.sealing import detached, envelopes, keys
from congress.sealing.values import MachineKey, Verdict, gravest

_FIRST = re.compile(rb"congress-bundle/([1-9][0-9]{0,5})")
_SIGNATURE = re.compile(rb"[0-9a-f]{128}")


def pack(
    contents: Contents, *, machine: str, at: datetime, signer: bytes, key: MachineKey, recipients: Sequence[bytes]
) -> bytes:
    """The bytes of a bundle from `machine`, whose certificate is `signer`, to the machines of `recipients` (PEM)."""
    plain = formats.write_contents(contents, signer=keys.read_certificate(signer).fingerprint)
    sealed = envelopes.encrypt(plain, [public for one in recipients if (public := keys.public_key(one))])
    header = Header(
        kind=contents.kind,
        machine=machine,
        made_at=at,
        signer=signer.decode("ascii"),
        recipients=tuple(keys.read_certificate(one).fingerprint for one in recipients),
        size=len(sealed),
        sha256=hashlib.sha256(sealed).hexdigest(),
    )
    head = MAGIC + b"%d\n" % VERSION + formats.write_header(header) + b"\n"
    return head + detached.sign(key, head).hex().encode() + b"\n" + sealed


def is_bundle(start: bytes) -> bool:
    """Whether a file that begins so is meant to be a bundle."""
    return start.startswith(MAGIC)


def look(data: bytes, *, name: str, trust: Sequence[bytes]) -> Looked:
    """The verdict on a bundle, every fault named (kiểm tra gói); Malformed for what is none.

    Without an anchor in `trust` what is otherwise whole is undecided: anybody may have made it.
    """
    if not is_bundle(data):
        raise Malformed([Finding(name, "bundle-not-there")])
    first, *lines = data.split(b"\n", 3)
    version = _FIRST.fullmatch(first)
    if version is None or int(version[1]) != VERSION:
        found = "—" if version is None else version[1].decode()
        return _refused(name, Finding("bundle", "bundle-newer", {"found": found, "known": VERSION}))
    if len(lines) < 3:
        return _refused(name, Finding("bundle", "bundle-cut-off"))
    line, signature, sealed = lines
    try:
        header = formats.read_header(line, name="bundle")
        head = data[: len(first) + len(line) + 2]
        verdict, said = _signed(head, signature, header, trust)
    except Malformed as malformed:
        return _refused(name, *malformed.findings)
    faults = tuple(_sealed_faults(header, sealed))
    whole = gravest([verdict, *((Verdict.REFUSED,) if faults else ())])
    return Looked(name, whole, (*said, *faults), header, sealed)


def opened(looked: Looked, key: MachineKey) -> Contents:
    """What a verified bundle carries; refused where it is for others, Malformed where it is not as it says."""
    header = looked.header
    assert header is not None  # it was verified
    contents, signer = formats.read_contents(envelopes.decrypt(looked.sealed, key, name=looked.name), name=looked.name)
    if signer != keys.read_certificate(header.signer.encode()).fingerprint or contents.kind != header.kind:
        raise Malformed([Finding(looked.name, "bundle-signed-by-another", {"machine": header.machine})])
    return contents


def _signed(
    head: bytes, signature: bytes, header: Header, trust: Sequence[bytes]
) -> tuple[Verdict, tuple[Finding, ...]]:
    if not _SIGNATURE.fullmatch(signature):
        return Verdict.REFUSED, (Finding("signer", "signature-wrong"),)
    certificate = header.signer.encode()
    verdict, said = detached.check(head, bytes.fromhex(signature.decode()), certificate, trust, header.made_at)
    if keys.read_certificate(certificate).name != keys.machine_name(header.machine):
        facts = {"machine": header.machine, "name": keys.read_certificate(certificate).name}
        return Verdict.REFUSED, (*said, Finding("signer", "bundle-machine-differs", facts))
    return verdict, said


def _sealed_faults(header: Header, sealed: bytes) -> Iterator[Finding]:
    if len(sealed) < header.size:
        yield Finding("bundle", "bundle-cut-off")
    elif hashlib.sha256(sealed).hexdigest() != header.sha256:
        yield Finding("bundle", "bundle-altered")


def _refused(name: str, *findings: Finding) -> Looked:
    return Looked(name, Verdict.REFUSED, findings, None)
