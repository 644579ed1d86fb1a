"""Versions of one thing side by side (đối chiếu): which of its named fields differ, and what each version says."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Field = TypeVar("Field", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Differing(Generic[Field, Value]):
    """One named field on which versions differ (điểm khác nhau)."""

    field: Field
    values: tuple[Value | None, ...]
    """What each version says, in the order of versions; None where it says nothing."""


def differing(versions: Sequence[Mapping[Field, Value]]) -> tuple[Differing[Field, Value], ...]:
    """Every field that is not the same in all versions, in the order in which fields come up."""
    fields = dict.fromkeys(field for version in versions for field in version)
    beside = ((field, tuple(version.get(field) for version in versions)) for field in fields)
    return tuple(Differing(field, values) for field, values in beside if any(one != values[0] for one in values))
