"""The registry of deeds: name, who may do it, whether two people are due.

Feeds the role checks, the two-person rule, the page of events in the manual, and the tests that walk it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from itertools import combinations_with_replacement
from typing import ParamSpec, TypeVar

from congress.access.values import Role
from congress.errors import Broken

Params = ParamSpec("Params")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Anyone:
    """A deed done without an account: founding a workspace, logging in."""


@dataclass(frozen=True, slots=True)
class ByItself:
    """A deed of the laptop itself: what it noticed, nobody asked for it and nobody can keep it from being noted."""


@dataclass(frozen=True, slots=True)
class Oneself:
    """A deed on one's own account, whatever roles it holds and in which contest."""


@dataclass(frozen=True, slots=True)
class One:
    """A deed one person does, holding any of the roles."""

    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Pair:
    """A deed of two different persons, holding between them one of the pairs of roles, in either order."""

    pairs: tuple[tuple[Role, Role], ...]


Who = Anyone | ByItself | Oneself | One | Pair

# Who may do what (the list of the house; a test walks every deed against it).
BOARD = One(frozenset({Role.TECHNICIAN, Role.MEMBER, Role.HEAD}))
"""Key papers, run the desk: technician of the board, or a member."""
BOARD_MEMBERS = One(frozenset({Role.MEMBER, Role.HEAD}))
PREPARERS = One(
    frozenset({Role.ADMINISTRATOR, Role.SECRETARY, Role.PRESIDIUM, Role.HEAD, Role.MEMBER, Role.TECHNICIAN})
)
"""Type in the congress, contests and lists; the list is confirmed by a person all the same."""
KEEPERS_OF_DOCUMENTS = One(frozenset({Role.ARCHIVIST, Role.SECRETARY, Role.ADMINISTRATOR}))
"""Keep the congress's documents, the register of papers handed out, opinions on drafts."""
ARCHIVIST_WITH_ONE_IN_CHARGE = Pair(((Role.ARCHIVIST, Role.HEAD), (Role.ARCHIVIST, Role.PRESIDIUM)))
"""Take in what bears a degree of State secrecy, or change that degree."""
HEAD_WITH_MEMBER = Pair(((Role.HEAD, Role.MEMBER),))
"""Open, fix, make official, corrigendum."""
TWO_OF_THE_BOARD = Pair(((Role.HEAD, Role.MEMBER), (Role.MEMBER, Role.MEMBER)))
"""Conclude, settle."""
HEAD_WITH_PRESIDIUM = Pair(((Role.HEAD, Role.PRESIDIUM),))
"""Seal and open the sealed part, overrule a gate."""
ADMINISTRATOR_WITH_HEAD = Pair(((Role.ADMINISTRATOR, Role.HEAD),))
"""Restore, accept a clock that jumped, keys; make, reset or change the role of an account."""
ANY_TWO_IN_CHARGE = Pair(
    tuple(combinations_with_replacement((Role.HEAD, Role.MEMBER, Role.PRESIDIUM, Role.ADMINISTRATOR), 2))
)
"""Lift a lock-out."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed (việc) as the registry knows it."""

    name: str
    """`subject:object:action`; the journal's event."""
    who: Who
    title: str
    """English text, a message id: what was done."""
    journal: bool
    """False only for keeping a reading: closing its pile writes the entry."""
    function: str
    """Where it stands, dotted."""


_DEEDS: dict[str, Deed] = {}
_current: ContextVar[Deed | None] = ContextVar("current_deed", default=None)


def deed(
    name: str, *, who: Who, title: str, journal: bool = True
) -> Callable[[Callable[Params, Result]], Callable[Params, Result]]:
    """Mark a service function as a deed. A deed calls steps, never another deed."""

    def register(function: Callable[Params, Result]) -> Callable[Params, Result]:
        if name in _DEEDS:
            raise ValueError(f"two deeds are called {name}")
        entry = Deed(name, who, title, journal, f"{function.__module__}.{function.__qualname__}")
        _DEEDS[name] = entry

        @wraps(function)
        def do(*args: Params.args, **kwargs: Params.kwargs) -> Result:
            if _current.get() is not None:
                raise Broken("deed-in-deed", deed=name)
            token = _current.set(entry)
            try:
                return function(*args, **kwargs)
            finally:
                _current.reset(token)

        return do

    return register


def current_deed() -> Deed | None:
    """The deed being done in this context."""
    return _current.get()


def deed_of(name: str) -> Deed | None:
    """The deed of a name; None where no room of this house has it."""
    return _DEEDS.get(name)


def deeds() -> tuple[Deed, ...]:
    """Every deed that is known once the house is put together, by name."""
    return tuple(_DEEDS[name] for name in sorted(_DEEDS))


@contextmanager
def no_deed() -> Iterator[None]:
    """For tests of the registry only: forget deeds registered inside."""
    before = dict(_DEEDS)
    try:
        yield
    finally:
        _DEEDS.clear()
        _DEEDS.update(before)
