"""What a bundle says of itself (định dạng gói bàn giao): its open header, the list at the head of its contents."""

from datetime import UTC, datetime
from typing import Annotated, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from congress.errors import Finding, Malformed
from congress.handover.values import Contents, Header, StationKey
from congress.jsondoc import Kind, dump, load, shape_findings
from congress.parts import Lines
from congress.text import canonical_json

MAGIC = b"congress-bundle/"
VERSION = 1
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"

Line = Annotated[str, Field(max_length=200)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Size = Annotated[int, Field(ge=0, le=2**31 - 1)]


class _Model(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class HeaderModel(_Model):
    """The header, in the clear."""

    kind: Line
    machine: Line
    made_at: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    signer: Annotated[str, Field(max_length=8000)]
    recipients: list[Digest]
    bytes: Size
    sha256: Digest


class EntryModel(_Model):
    """One chapter's entry in the contents."""

    name: Line
    bytes: Size


class ContentsModel(_Model):
    """The list at the head of the contents."""

    kind: Line
    scope: Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    signer: Digest
    about: dict[str, str | int]
    entries: list[EntryModel]


class KeyModel(_Model):
    """A machine's public key, signed by itself (congress-machine-key/1)."""

    format: Literal["congress-machine-key/1"]
    tag: Annotated[str, Field(min_length=1, max_length=40)]
    public: Digest
    signature: Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]


_Read = TypeVar("_Read", HeaderModel, ContentsModel, KeyModel)


def write_header(header: Header) -> bytes:
    """The line that stands in the clear."""
    tree = {
        "kind": header.kind,
        "machine": header.machine,
        "made_at": header.made_at.astimezone(UTC).strftime(_MOMENT),
        "signer": header.signer,
        "recipients": list(header.recipients),
        "bytes": header.size,
        "sha256": header.sha256,
    }
    return canonical_json(tree).encode()


def read_header(line: bytes, *, name: str) -> Header:
    """The same, read; raises Malformed with every fault."""
    model = _read(HeaderModel, line, name=name)
    try:
        made_at = datetime.strptime(model.made_at, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        raise Malformed([Finding(f"{name}:$.made_at", Kind.WRONG_PATTERN)]) from None
    return Header(
        kind=model.kind,
        machine=model.machine,
        made_at=made_at,
        signer=model.signer,
        recipients=tuple(model.recipients),
        size=model.bytes,
        sha256=model.sha256,
    )


def write_contents(contents: Contents, *, signer: str) -> bytes:
    """What is encrypted: a line that lists the entries, then their bytes one after the other.

    `signer` is the fingerprint of whoever signs outside: nobody else's signature can be put over it.
    """
    tree = {
        "kind": contents.kind,
        "scope": str(contents.scope_id),
        "signer": signer,
        "about": dict(contents.about),
        "entries": [{"name": one.name, "bytes": len(one.data)} for one in contents.entries],
    }
    return canonical_json(tree).encode() + b"\n" + b"".join(one.data for one in contents.entries)


def read_contents(plain: bytes, *, name: str) -> tuple[Contents, str]:
    """The contents and the fingerprint of who is to have signed; raises Malformed with every fault."""
    line, _, rest = plain.partition(b"\n")
    model = _read(ContentsModel, line, name=name)
    entries: list[Lines] = []
    for one in model.entries:
        entries.append(Lines(one.name, rest[: one.bytes]))
        if len(rest) < one.bytes:
            raise Malformed([Finding(f"{name}: {one.name}", "part-cut-off")])
        rest = rest[one.bytes :]
    if rest:
        raise Malformed([Finding(name, "bundle-holds-more", {"bytes": len(rest)})])
    return Contents(model.kind, UUID(model.scope), model.about, tuple(entries)), model.signer


def write_key(stated: StationKey, *, signature: bytes) -> bytes:
    """A machine's public key as it is carried to the head's laptop."""
    tree = {"format": "congress-machine-key/1", "tag": stated.tag, "public": stated.public.hex()}
    return dump({**tree, "signature": signature.hex()}, indent=1)


def read_key(data: bytes, *, name: str) -> tuple[StationKey, bytes]:
    """The same, read, with its signature; raises Malformed with every fault."""
    model = _read(KeyModel, data, name=name)
    return StationKey(model.tag, bytes.fromhex(model.public)), bytes.fromhex(model.signature)


def _read(model: type[_Read], line: bytes, *, name: str) -> _Read:
    document = load(line, name=name)
    findings = [Finding(f"{name}:{one.where}", one.code, one.facts) for one in document.findings]
    try:
        read = model.model_validate(document.tree)
    except ValidationError as error:
        for one in shape_findings(error.errors(include_url=False)):
            findings.append(Finding(f"{name}:{one.where}", one.code, one.facts))
        raise Malformed(findings) from None
    if findings:
        raise Malformed(findings)
    return read
