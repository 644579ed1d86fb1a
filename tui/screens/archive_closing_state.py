"""Where the book of a congress stands (tình trạng đóng sổ): what is not sealed, closed when, what left the laptop."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from congress.archive import closing, queries
from congress.archive.values import Package
from congress.chapters import Retention
from congress.i18n import t
from congress.records import queries as records
from congress.records.values import Record
from congress.store.unit import Unit
from congress.term import queries as terms
from tui.widgets.steps import DeskStep, StepState

if TYPE_CHECKING:
    from congress.workspace import Workspace


class Step(StrEnum):
    """One step of the end of a congress's file (bước)."""

    SEAL = "seal"
    CLOSE = "close"
    REMOVE = "remove"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Closing:
    """The newest closing of the book (lần đóng sổ sau cùng)."""

    at: datetime
    by: str
    second: str
    """The folder on the second medium."""
    packages: tuple[tuple[str, str], ...]
    """Name, and the hash of its signed list."""
    minutes: Record | None
    holds_sealed: bool
    """Its sealed package is still on this laptop."""


@dataclass(frozen=True, slots=True)
class Removal:
    """The newest removal of a sealed part (lần gỡ sau cùng)."""

    at: datetime
    by: str
    kept_at: str
    certificate: Record | None
    elsewhere: closing.Places


@dataclass(frozen=True, slots=True)
class Book:
    """The whole of it."""

    has_term: bool
    counted: int = 0
    """Contests counted in earnest."""
    left: tuple[str, ...] = ()
    """Those not sealed yet."""
    closed: Closing | None = None
    removed: Removal | None = None

    @property
    def is_to_remove(self) -> bool:
        """A sealed part of the newest closing is still here."""
        return self.closed is not None and self.closed.holds_sealed


def book_of(unit: Unit, workspace: "Workspace") -> Book:
    """Step: how the book stands."""
    begun = workspace.house.begun
    contests = () if begun is None else tuple(begun(unit))
    return Book(
        has_term=bool(terms.terms(unit)),
        counted=sum(one.official for one in contests),
        left=tuple(one.title for one in closing.not_sealed(contests)),
        closed=_closed(unit),
        removed=_removed(unit, workspace),
    )


def steps_of(book: Book) -> tuple[DeskStep, ...]:
    """Each step as a line, the next thing marked."""
    return tuple(_steps(book))


def _steps(book: Book) -> Iterator[DeskStep]:
    done, due, later, blocked = StepState.DONE, StepState.NEXT, StepState.TO_COME, StepState.BLOCKED
    if book.left:
        sealed = f"{book.counted - len(book.left)}/{book.counted}"
        yield _step(Step.SEAL, blocked, sealed, t("not sealed yet: {count}", count=len(book.left)))
    else:
        state = done if book.counted else later
        note = "" if book.counted else t("no contest was counted in earnest")
        yield _step(Step.SEAL, state, f"{book.counted}/{book.counted}" if book.counted else "", note)
    may_close = book.has_term and not book.left
    if book.closed is None:
        note = t("two packages, on two media") if book.has_term else t("no term yet")
        yield _step(Step.CLOSE, due if may_close else later, "", note)
    else:
        yield _step(Step.CLOSE, done, _moment(book.closed.at), book.closed.by)
    if book.is_to_remove:
        yield _step(Step.REMOVE, due, "", t("two people, with a reason"))
    elif book.removed is not None:
        yield _step(Step.REMOVE, done, _moment(book.removed.at), book.removed.by)
    else:
        note = t("after the book is closed") if book.closed is None else t("no sealed part on this laptop")
        yield _step(Step.REMOVE, later, "", note)
    yield _step(Step.RESTORE, later, "", t("only what is verified comes in"))


def _step(step: Step, state: StepState, figure: str, note: str) -> DeskStep:
    return DeskStep(str(step), t(f"book-step-{step}"), state, figure, note)


def _moment(at: datetime) -> str:
    return f"{at.astimezone():%d/%m %H:%M}"


def _closed(unit: Unit) -> Closing | None:
    entry = closing.last_closing(unit)
    if entry is None:
        return None
    facts: Any = entry.facts
    found = [queries.package(unit, UUID(one["id"])) for one in facts["packages"]]
    return Closing(
        at=entry.at,
        by=entry.actor or "",
        second=facts["second"],
        packages=tuple((one["name"], one["manifest_sha256"]) for one in facts["packages"]),
        minutes=records.by_hash(unit, facts["minutes_sha256"]),
        holds_sealed=any(one is not None and _is_held(one) for one in found),
    )


def _is_held(one: Package) -> bool:
    return one.retention is Retention.SEALED and one.removed_at is None


def _removed(unit: Unit, workspace: "Workspace") -> Removal | None:
    entry = closing.last_removal(unit)
    if entry is None:
        return None
    facts: Any = entry.facts
    return Removal(
        at=entry.at,
        by=", ".join(name for name in (entry.actor, entry.second) if name),
        kept_at=facts["kept_at"],
        certificate=records.by_hash(unit, facts["certificate_sha256"]),
        elsewhere=closing.copies_elsewhere(unit, workspace),
    )
