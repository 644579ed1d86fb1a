"""Settings of a workspace (thiết lập): one small file in its folder."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from congress import jsondoc
from congress.errors import Finding, Malformed, Refused
from congress.store.safely import replace_file
from congress.text import clean

NAME = "settings.json"
FORMAT = "congress-workspace/1"
LONGEST_TAG = 40
LONGEST_MEDIUM = 200
_KEYS = frozenset({"format", "tag", "database_url", "hash_cost", "allowed_media"})


@dataclass(frozen=True, slots=True)
class HashCost:
    """Cost of Argon2id (RFC 9106, second recommended option: 64 MiB, three passes)."""

    passes: int = 3
    memory_kib: int = 65536
    lanes: int = 4


_MOST = HashCost(passes=100, memory_kib=4 * 1024 * 1024, lanes=64)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a workspace is set to."""

    tag: str
    """Name of this workspace's journal stream, and tag of its laptop."""
    database_url: str | None = None
    """`postgresql+psycopg://…`, or nothing for the embedded database."""
    hash_cost: HashCost = field(default_factory=HashCost)
    allowed_media: tuple[str, ...] = ()
    """Serial numbers of the sticks and other media that may be plugged in here; what `congress check-machine` names."""


def cleaned_tag(tag: str) -> str:
    """A tag as it is kept and printed (mã máy): letters, digits, blanks, `-`, `_`, `.`; at most 40."""
    kept = clean(tag)
    if not kept or len(kept) > LONGEST_TAG or not all(char.isalnum() or char in " -_." for char in kept):
        raise Refused("tag-wrong", tag=kept, longest=LONGEST_TAG)
    return kept


def write(folder: Path, settings: Settings) -> None:
    """Write the settings file, whole or not at all; one with a server's address, and password, is the owner's alone."""
    document = {"format": FORMAT, **asdict(settings)}
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    replace_file(folder / NAME, text.encode(), private=settings.database_url is not None)


def read(folder: Path) -> Settings:
    """Read the settings file; every fault in it is named."""
    try:
        data = (folder / NAME).read_bytes()
    except OSError as error:
        raise Malformed([Finding(NAME, "settings-unreadable", {"detail": error.strerror or ""})]) from error
    document = jsondoc.load(data, name=NAME)
    tree = document.tree
    if not isinstance(tree, dict) or tree.get("format") != FORMAT:
        raise Malformed([*document.findings, Finding(f"{NAME}:$.format", "settings-other-format", {"format": FORMAT})])
    findings = [
        *document.findings,
        *(Finding(f"{NAME}:$.{key}", "settings-key-unknown", {"key": key}) for key in sorted(set(tree) - _KEYS)),
    ]
    tag, url = tree.get("tag"), tree.get("database_url")
    cost: Any = tree.get("hash_cost")
    media: Any = tree.get("allowed_media", [])  # missing in workspaces made before there was such a list
    wrong = {
        "tag": not _is_tag(tag),
        "database_url": not (url is None or isinstance(url, str)),
        "allowed_media": not _is_media(media),
    }
    findings += [
        Finding(f"{NAME}:$.{key}", "settings-wrong-value", {"key": key}) for key, is_wrong in wrong.items() if is_wrong
    ]
    findings += _wrong_cost(cost)
    if findings:
        raise Malformed(findings)
    return Settings(tag=str(tag), database_url=url, hash_cost=HashCost(**cost), allowed_media=tuple(media))


def _is_tag(tag: object) -> bool:
    try:
        return isinstance(tag, str) and cleaned_tag(tag) == tag
    except Refused:
        return False


def cleaned_medium(medium: str) -> str:
    """A medium's serial number as it is kept: not empty, one line."""
    kept = clean(medium)
    if not kept or len(kept) > LONGEST_MEDIUM:
        raise Refused("medium-wrong", medium=kept[:LONGEST_MEDIUM])
    return kept


def _is_media(media: object) -> bool:
    return isinstance(media, list) and all(isinstance(one, str) and one and clean(one) == one for one in media)


def _wrong_cost(cost: object) -> list[Finding]:
    most = asdict(_MOST)
    if not isinstance(cost, dict) or set(cost) != set(most):
        return [Finding(f"{NAME}:$.hash_cost", "settings-wrong-value", {"key": "hash_cost"})]
    return [
        Finding(f"{NAME}:$.hash_cost.{key}", "settings-wrong-value", {"key": key})
        for key, value in cost.items()
        if type(value) is not int or not 1 <= value <= most[key]
    ]
