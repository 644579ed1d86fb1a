"""JSON from and to the outside (tài liệu JSON): read so that nothing ambiguous gets through, written one way.

Python's reader keeps the last of duplicate keys, takes NaN and half of a surrogate pair, and gives up on
numbers of thousands of digits. `load` names each of these with its path and puts `UNUSABLE` in its place, so that
the models that look at the tree afterwards add no second complaint about the same place.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeGuard

from congress.errors import Finding, Malformed
from congress.i18n import sentence

MAX_NUMBER: Final = 10_000_000
"""The greatest whole number in any of our documents."""
MAX_BYTES: Final = 64 * 1024 * 1024
"""The longest document read (64 MiB): over a million papers of eight strikes, some two gigabytes in memory."""

Place = tuple[str | int, ...]
"""Keys and indices from the root to a value."""

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class _Unusable:
    """Stands where the document holds something that no JSON reader should take."""

    def __repr__(self) -> str:
        return "UNUSABLE"


UNUSABLE: Final = _Unusable()


class _Doubled(dict[str, Any]):
    """An object with keys that stand more than once (khóa lặp)."""

    keys_twice: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Document:
    """A JSON document as it was read (tài liệu đã đọc): its tree and what was wrong at once."""

    tree: Any
    findings: tuple[Finding, ...] = ()


def read_source(source: str) -> bytes:
    """The bytes of a file, or of standard input for `-` (đọc tệp): `Malformed` says why they cannot be had."""
    try:
        if source == "-" and sys.stdin is None:  # closed by whoever started the program
            raise Malformed([Finding(source, "file-missing")])
        if source == "-":
            data = _bounded(sys.stdin.buffer)
        elif Path(source).is_dir():
            raise Malformed([Finding(source, "file-is-folder")])
        else:
            with Path(source).open("rb") as file:
                data = _bounded(file)
    except FileNotFoundError:
        raise Malformed([Finding(source, "file-missing")]) from None
    except PermissionError:
        raise Malformed([Finding(source, "file-forbidden")]) from None
    except (OSError, ValueError) as error:
        raise Malformed(
            [Finding(source, "file-unreadable", {"reason": getattr(error, "strerror", None) or str(error)})]
        ) from None
    if len(data) > MAX_BYTES:
        raise Malformed([Finding(source, "file-too-large", {"limit_mib": MAX_BYTES // 1024**2})])
    return data


def _bounded(file: BinaryIO) -> bytes:
    return file.read(MAX_BYTES + 1)


def load(data: bytes, *, name: str = "-") -> Document:
    """The tree of a JSON document, with every duplicate key, NaN and broken letter named (đọc JSON).

    `Malformed` where there is no tree at all; `name` is the file's name in such a finding.
    """
    text = _text(data, name=name)
    suspicious: list[object] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) == len(items):
            return found
        doubled = _Doubled(items)
        doubled.keys_twice = frozenset(key for key, times in Counter(key for key, _ in items).items() if times > 1)
        suspicious.append(doubled)
        return doubled

    def constant(literal: str) -> _Unusable:
        suspicious.append(literal)
        return UNUSABLE

    findings: list[Finding] = []
    try:
        tree = _parse(text, name=name, pairs=pairs, constant=constant)
        if suspicious or _SURROGATE.search(text):
            tree = _cleared(tree, (), findings)
    except RecursionError:
        raise Malformed([Finding("$", "too-deep")]) from None
    return Document(tree, tuple(findings))


def _text(data: bytes, *, name: str) -> str:
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise Malformed([Finding(f"{name}:1:1", "byte-order-mark")])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        row, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        raise Malformed([Finding(f"{name}:{row}:{column}", "not-utf8")]) from None


def _parse(text: str, *, name: str, pairs: Any, constant: Any) -> Any:
    hooks = {"object_pairs_hook": pairs, "parse_constant": constant}
    try:
        return json.loads(text, **hooks)
    except json.JSONDecodeError as error:
        code = "not-json" if text.strip() else "empty-file"
        raise Malformed([Finding(f"{name}:{error.lineno}:{error.colno}", code)]) from None
    except ValueError:
        # A number of more digits than Python reads: read again, such numbers as one that no bound allows.
        return json.loads(text, **hooks, parse_int=_bounded_int)


def _bounded_int(digits: str) -> int:
    return int(digits[:20])


def _cleared(value: Any, place: Place, findings: list[Finding]) -> Any:
    """`value` with whatever cannot be used named and replaced."""
    match value:
        case dict():
            return _cleared_object(value, place, findings)
        case list():
            return [_cleared(item, (*place, index), findings) for index, item in enumerate(value)]
        case str() if not _is_text(value):
            return _unusable(place, "not-text-letters", findings)
        case _Unusable():
            return _unusable(place, "not-a-json-number", findings)
        case _:
            return value


def _cleared_object(value: dict[str, Any], place: Place, findings: list[Finding]) -> dict[str, Any]:
    twice = value.keys_twice if isinstance(value, _Doubled) else frozenset()
    cleared: dict[str, Any] = {}
    for key, member in value.items():
        below = (*place, key)
        if not _is_text(key):
            _unusable(below, "not-text-letters", findings)
        elif key in twice:
            cleared[key] = _unusable(below, "duplicate-key", findings)
        else:
            cleared[key] = _cleared(member, below, findings)
    return cleared


def _unusable(place: Place, code: str, findings: list[Finding]) -> _Unusable:
    findings.append(Finding(path(place), code))
    return UNUSABLE


def _is_text(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def path(place: Iterable[str | int]) -> str:
    """A place as a JSON path (đường dẫn JSON): `$.papers[3].strike[0]`; odd keys stand quoted, in ASCII."""
    return "$" + "".join(_step(step) for step in place)


def _step(step: str | int) -> str:
    match step:
        case int():
            return f"[{step}]"
        case str() if _PLAIN_KEY.fullmatch(step):
            return f".{step}"
        case _:
            return f"[{json.dumps(step)}]"


class Kind(StrEnum):
    """Codes of faults in the shape of a document (lỗi cấu trúc)."""

    MISSING = "missing-key"
    UNKNOWN_KEY = "unknown-key"
    NOT_A_NUMBER = "not-a-whole-number"
    OUT_OF_RANGE = "out-of-range"
    NOT_TEXT = "not-text"
    BLANK = "blank-text"
    NOT_ONE_OF = "not-one-of"
    NOT_A_LIST = "not-a-list"
    NOT_AN_OBJECT = "not-an-object"
    WRONG_PATTERN = "wrong-pattern"


_KINDS = {
    "missing": Kind.MISSING,
    "extra_forbidden": Kind.UNKNOWN_KEY,
    "invalid_key": Kind.UNKNOWN_KEY,
    "int_type": Kind.NOT_A_NUMBER,
    "greater_than_equal": Kind.OUT_OF_RANGE,
    "less_than_equal": Kind.OUT_OF_RANGE,
    "string_type": Kind.NOT_TEXT,
    "blank-text": Kind.BLANK,
    "enum": Kind.NOT_ONE_OF,
    "literal_error": Kind.NOT_ONE_OF,
    "list_type": Kind.NOT_A_LIST,
    "model_type": Kind.NOT_AN_OBJECT,
    "dict_type": Kind.NOT_AN_OBJECT,
    "string_pattern_mismatch": Kind.WRONG_PATTERN,
}


def shape_findings(errors: Iterable[Mapping[str, Any]], *, below: Place = ()) -> Iterator[Finding]:
    """Findings from the error list of a pydantic model (lỗi cấu trúc); an unusable value is not named twice."""
    for error in errors:
        if error["input"] is UNUSABLE:
            continue
        place = tuple(step for step in error["loc"] if step != "[key]")
        yield Finding(path((*below, *place)), _KINDS[error["type"]], _facts(error.get("ctx", {})))


def _facts(context: Mapping[str, Any]) -> dict[str, object]:
    match context:
        case {"expected": expected}:
            return {"allowed": str(expected).replace(" or ", ", ").replace("'", "")}
        case {"ge": least}:
            return {"bound": f"≥ {least}"}
        case {"le": most}:
            return {"bound": f"≤ {most}"}
        case _:
            return {}


def is_number(value: object) -> TypeGuard[int]:
    """Whether a value of a tree is a whole number in range (số nguyên hợp lệ); `true` is none."""
    return type(value) is int and 0 <= value <= MAX_NUMBER


def finding_tree(finding: Finding, *, language: str | None = None) -> dict[str, str]:
    """One finding as it stands in our documents (một phát hiện): where, code, message."""
    return {"where": finding.where, "code": finding.code, "message": sentence(finding, language)}


def dump(tree: Any, *, indent: int | None = None) -> bytes:
    """The one way our JSON is written (ghi JSON): UTF-8, keys in the order given, one line end at the end."""
    separators = (",", ":") if indent is None else (",", ": ")
    text = json.dumps(tree, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
    return text.encode() + b"\n"


def differences(left: Any, right: Any) -> tuple[str, ...]:
    """JSON paths at which two trees differ (các trường khác nhau), 1 and true told apart."""
    return tuple(path(place) for place in _differences(left, right, ()))


def _differences(left: Any, right: Any, place: Place) -> Iterator[Place]:
    match left, right:
        case dict(), dict():
            for key in left | right:
                if key in left and key in right:
                    yield from _differences(left[key], right[key], (*place, key))
                else:
                    yield (*place, key)
        case list(), list():
            for index in range(max(len(left), len(right))):
                pair: Sequence[list[Any]] = (left[index : index + 1], right[index : index + 1])
                if pair[0] and pair[1]:
                    yield from _differences(left[index], right[index], (*place, index))
                else:
                    yield (*place, index)
        case _:
            if type(left) is not type(right) or left != right:
                yield place
