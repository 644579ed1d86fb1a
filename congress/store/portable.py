"""Values of columns as they stand in files (giá trị trong tệp trao đổi): one spelling each, the same from any engine.

A moment is ISO 8601 in UTC to the microsecond, a day its ISO date, an id its dashed text, bytes are hexadecimal
digits. Read strictly: another spelling of the same value is a fault, so that equal rows give equal bytes.
"""

import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Boolean, Date, Enum, Integer, LargeBinary, String, Uuid
from sqlalchemy.types import TypeEngine

from congress.errors import Broken
from congress.jsondoc import Kind
from congress.store.types import INSTANT, Instant, Json, Words

DEEPEST: Final = 32
"""So many lists and objects may lie in one another in a JSON column; ours have five."""
GREATEST: Final = 2**31 - 1
"""The greatest number that both engines take."""


class Unfit(Exception):
    """A value that its column does not take (giá trị không hợp lệ)."""

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def written(value: Any) -> Any:
    """A column's value as JSON has it."""
    match value:
        case datetime():
            return value.astimezone(UTC).strftime(INSTANT)
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case bytes():
            return value.hex()
        case str():
            return str(value)  # members of a StrEnum too
        case _:
            return value


def read(kind: TypeEngine[Any], tree: Any) -> Any:
    """A JSON value as its column takes it; raises `Unfit`."""
    match kind:
        case Json():
            return _plain(tree, DEEPEST)
        case Boolean():
            return _boolean(tree)
        case Integer():
            return _whole(tree)
        case Uuid():
            return _spelled(tree, UUID)
        case Instant():
            return _spelled(tree, lambda text: datetime.strptime(text, INSTANT).replace(tzinfo=UTC))
        case Date():
            return _spelled(tree, date.fromisoformat)
        case LargeBinary():
            return _spelled(tree, bytes.fromhex)
        case Enum():
            return _member(kind, tree)
        case Words() | String():
            return _text(tree, longest=getattr(kind, "length", None), composed=isinstance(kind, Words))
        case _:
            raise Broken("column-not-portable", kind=repr(kind))


def schema(kind: TypeEngine[Any], *, null: bool) -> dict[str, object]:
    """What `read` takes, as JSON Schema has it; without a type where any JSON value may stand."""
    found = _schema(kind)
    if null and "type" in found:
        found["type"] = [found["type"], "null"]
    if null and "enum" in found:
        found["enum"] = [*found["enum"], None]
    return found


def _schema(kind: TypeEngine[Any]) -> dict[str, Any]:
    match kind:
        case Json():
            return {}
        case Boolean():
            return {"type": "boolean"}
        case Integer():
            return {"type": "integer", "minimum": 0, "maximum": GREATEST}
        case Uuid():
            return {"type": "string", "format": "uuid"}
        case Instant():
            return {"type": "string", "format": "date-time"}
        case Date():
            return {"type": "string", "format": "date"}
        case LargeBinary():
            return {"type": "string", "pattern": "^([0-9a-f]{2})*$"}
        case Enum():
            return {"type": "string", "enum": [str(one) for one in kind.enums]}
        case Words() | String():
            longest = getattr(kind, "length", None)
            return {"type": "string"} if longest is None else {"type": "string", "maxLength": longest}
        case _:
            raise Broken("column-not-portable", kind=repr(kind))


def _spelled(tree: Any, value_of: Callable[[str], Any]) -> Any:
    text = _text(tree)
    try:
        value = value_of(text)
        right = written(value) == text
    except (ValueError, OverflowError):
        right = False
    if not right:
        raise Unfit(Kind.WRONG_PATTERN)
    return value


def _text(tree: Any, *, longest: int | None = None, composed: bool = False) -> str:
    if not isinstance(tree, str):
        raise Unfit(Kind.NOT_TEXT)
    if "\0" in tree or (longest is not None and len(tree) > longest):
        raise Unfit(Kind.WRONG_PATTERN)
    if composed and not unicodedata.is_normalized("NFC", tree):
        raise Unfit("text-not-composed")
    return tree


def _whole(tree: Any) -> int:
    if type(tree) is not int:
        raise Unfit(Kind.NOT_A_NUMBER)
    if not 0 <= tree <= GREATEST:
        raise Unfit(Kind.OUT_OF_RANGE, bound=f"0 … {GREATEST}")
    return tree


def _boolean(tree: Any) -> bool:
    if type(tree) is not bool:
        raise Unfit(Kind.NOT_ONE_OF, allowed="true, false")
    return tree


def _member(kind: Enum, tree: Any) -> Any:
    if not isinstance(tree, str) or tree not in kind.enums:
        raise Unfit(Kind.NOT_ONE_OF, allowed=", ".join(map(str, kind.enums)))
    return tree if kind.enum_class is None else kind.enum_class(tree)


def _plain(tree: Any, deepest: int) -> Any:
    """JSON that has a canonical form: no float in it, and not deeper than any reader can go."""
    if deepest < 0:
        raise Unfit("too-deep")
    match tree:
        case float():
            raise Unfit(Kind.NOT_A_NUMBER)
        case dict():
            for member in tree.values():
                _plain(member, deepest - 1)
        case list():
            for member in tree:
                _plain(member, deepest - 1)
    return tree
