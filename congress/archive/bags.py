"""BagIt, RFC 8493, as our packages use it (quy cách gói BagIt): names, manifests, `bag-info.txt`. Pure.

Stricter than the RFC: both algorithms, both tag manifests, one spelling of every line, names in NFC that Windows takes,
nothing at the top level that is not named here. bagit.py 1.9.0 accepts our packages; it also accepts an added tag file,
removed tag manifests and manifests that were all computed anew, which is why the tag manifests are signed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from congress.errors import Finding, Malformed
from congress.records.files import legal_name

DECLARATION, INFO, README = "bagit.txt", "bag-info.txt", "README.txt"
MANIFESTS = {"sha256": "manifest-sha256.txt", "sha512": "manifest-sha512.txt"}
TAG_MANIFESTS = {"sha256": "tagmanifest-sha256.txt", "sha512": "tagmanifest-sha512.txt"}
SIGNATURES = {name: f"{file}.sig" for name, file in TAG_MANIFESTS.items()}
AUTHORITY, SIGNER = "authority.pem", "signer.pem"
PAYLOAD = "data/"

LISTED = (DECLARATION, INFO, README, AUTHORITY, SIGNER, *MANIFESTS.values())
"""Tag files that the tag manifests list."""
REQUIRED = frozenset({*LISTED, *TAG_MANIFESTS.values(), *SIGNATURES.values()})
"""Every file beside the payload: none may be missing, none added."""
DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

_LENGTHS = {"sha256": 64, "sha512": 128}
_ESCAPED = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_LABEL = re.compile(r"[A-Za-z][A-Za-z-]*")


def manifest(digests: Mapping[str, str]) -> bytes:
    """A manifest of paths and digests (danh mục mã băm), in the order of the paths, as sha256sum reads it."""
    lines = (f"{digests[path]}  {_escaped(path)}\n" for path in sorted(digests))
    return "".join(lines).encode()


def read_manifest(data: bytes, *, name: str, algorithm: str) -> dict[str, str]:
    """Paths and digests of a manifest; raises Malformed with every line that cannot be used."""
    findings: list[Finding] = []
    found: dict[str, str] = {}
    line_of = re.compile(rf"([0-9a-f]{{{_LENGTHS[algorithm]}}})  (\S.*)")
    for number, line in enumerate(_lines(data, name), 1):
        where = f"{name}:{number}"
        match = line_of.fullmatch(line)
        if match is None:
            findings.append(Finding(where, "manifest-line-unreadable"))
            continue
        path = unescaped(match[2])
        if path in found:
            findings.append(Finding(where, "manifest-path-twice", {"path": path}))
        found[path] = match[1]
    if findings:
        raise Malformed(findings)
    return found


def info(fields: Iterable[tuple[str, str]]) -> bytes:
    """`bag-info.txt`: a label and its value a line."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in fields).encode()


def read_info(data: bytes) -> dict[str, str]:
    """The labels and values of `bag-info.txt`; raises Malformed."""
    findings: list[Finding] = []
    found: dict[str, str] = {}
    for number, line in enumerate(_lines(data, INFO), 1):
        label, colon, value = line.partition(": ")
        if not colon or not _LABEL.fullmatch(label) or label in found:
            findings.append(Finding(f"{INFO}:{number}", "bag-info-line-unreadable"))
        found[label] = value
    if findings:
        raise Malformed(findings)
    return found


def name_faults(names: Iterable[str]) -> Iterator[Finding]:
    """Paths that another system would not take, take for another, or that lead out of the package."""
    seen: dict[str, str] = {}
    for name in sorted(names):
        parts = name.split("/")
        if not unicodedata.is_normalized("NFC", name) or any(legal_name(part) != part for part in parts):
            yield Finding(name, "package-name-unsafe")
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            yield Finding(name, "package-name-doubled", {"other": other})


def _escaped(path: str) -> str:
    return "".join(_ESCAPED.get(letter, letter) for letter in path)


def unescaped(path: str) -> str:
    """A path as a manifest has it, without its escapes (RFC 8493, 2.1.3)."""
    return re.sub("%(25|0D|0A)", lambda found: chr(int(found[1], 16)), path, flags=re.IGNORECASE)


def _lines(data: bytes, name: str) -> list[str]:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Malformed([Finding(name, "not-utf8")]) from error
    if "\r" in text or (text and not text.endswith("\n")):
        raise Malformed([Finding(name, "manifest-cut-off")])
    return text.split("\n")[:-1]
