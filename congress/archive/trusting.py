"""By whom packages are known (chứng thư tin cậy): certificates that people brought, none from a package itself."""

from collections.abc import Sequence
from pathlib import Path

from congress.archive.bags import DECLARATION
from congress.errors import Finding, Malformed
from congress.i18n import t
from congress.jsondoc import read_source
from congress.sealing.keys import read_certificate


def trusted(path: str) -> bytes:
    """The certificate in a file that somebody says is trusted; Malformed, each fault with the file's name.

    One that lies in a package is none: whoever made the package put it there, so it says of everybody that they are
    whom they say.
    """
    if path != "-" and (package := _package_around(Path(path))) is not None:
        raise Malformed([Finding(path, "trust-from-package", {"package": str(package)})])
    try:
        data = read_source(path)
        read_certificate(data)
    except Malformed as malformed:
        raise Malformed([Finding(path, one.code, one.facts) for one in malformed.findings]) from malformed
    return data


def tree_of(trust: Sequence[bytes]) -> list[dict[str, str]]:
    """The names and fingerprints of what was trusted, for programs."""
    known = [read_certificate(one) for one in trust]
    return [{"name": one.name, "sha256": pairs(one.fingerprint)} for one in known]


def said_of(trust: Sequence[bytes]) -> list[str]:
    """The same for people, who compare it with what stands on signed paper."""
    return [
        t("Trusted here: {name}, SHA-256 fingerprint {fingerprint}", name=one["name"], fingerprint=one["sha256"])
        for one in tree_of(trust)
    ]


def pairs(digits: str) -> str:
    """As openssl prints a fingerprint."""
    return ":".join(digits[place : place + 2] for place in range(0, len(digits), 2)).upper()


def _package_around(path: Path) -> Path | None:
    """The package that a file lies in, whatever way leads there."""
    for place in (path.absolute(), path.resolve()):
        for folder in place.parents:
            if (folder / DECLARATION).is_file():
                return folder
    return None
