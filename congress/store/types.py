"""Column types that mean the same on SQLite and PostgreSQL."""

import json
import unicodedata
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Dialect, Enum, String, Text, TypeDecorator

from congress.text import canonical_json

INSTANT = "%Y-%m-%dT%H:%M:%S.%fZ"
"""How a moment is spelled, in tables and in files."""


class Instant(TypeDecorator[datetime]):
    """A moment in UTC to the microsecond, kept as ISO 8601 text: sorts the same on both engines."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without time zone")
        return value.astimezone(UTC).strftime(INSTANT)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Words(TypeDecorator[str]):
    """Text for people. It is NFC already: text is cleaned where it enters, and refused here otherwise."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is not None and not unicodedata.is_normalized("NFC", value):
            raise ValueError("text that was not cleaned at the border")
        return value


class Json(TypeDecorator[Any]):
    """A JSON value kept as its canonical text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else canonical_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


def text_enum(cls: type[StrEnum], *, name: str) -> Enum:
    """A StrEnum kept as text under a CHECK named `name`."""
    return Enum(
        cls,
        native_enum=False,
        create_constraint=True,
        name=name,
        length=32,
        values_callable=lambda members: [member.value for member in members],
        validate_strings=True,
    )
