"""Steps of earlier terms, for this room's deeds and for the rooms above: what is known, what would come in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from congress.earlier import queries
from congress.earlier.rules import checking, matching
from congress.earlier.rules.matching import Known
from congress.earlier.rules.reading import Listed
from congress.earlier.subjects import contest_results
from congress.earlier.values import Figure, SourceTold, Taken
from congress.errors import Finding, Malformed
from congress.store.unit import Unit
from congress.subjects import ContestResult

if TYPE_CHECKING:
    from congress.workspace import Workspace


class Coming(StrEnum):
    """What a result is to what is known (so với dữ liệu đã có)."""

    NEW = "new"
    SAME = "same"
    """Figure for figure: left alone."""
    DIFFERS = "differs"
    """Of a contest that is known with other figures: a fault."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A result that would be taken in."""

    where: str
    result: ContestResult
    coming: Coming


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking results in would do, as a person looks at it (xem trước)."""

    name: str
    """The file's."""
    contests: tuple[Planned, ...]
    faults: tuple[Finding, ...]
    doubts: tuple[Finding, ...]
    """What does not add up: a person confirms each."""
    remarks: tuple[Finding, ...]
    digest: str
    """Of the file, of what is known, of what is to be confirmed: accepting asks for the same."""

    def those(self, coming: Coming) -> tuple[Planned, ...]:
        """The contests of one kind."""
        return tuple(one for one in self.contests if one.coming is coming)

    @property
    def is_acceptable(self) -> bool:
        """Whether nothing is wrong, and something is new."""
        return not self.faults and bool(self.those(Coming.NEW))


def known_results(unit: Unit, workspace: "Workspace") -> tuple[Known, ...]:
    """Step: every result that is here, taken in or counted in this workspace."""
    counted = (
        Known(result, "")
        for offers in workspace.house.results
        if offers is not contest_results
        for result in offers(unit)
    )
    return (*counted, *taken_in(unit))


def taken_in(unit: Unit) -> tuple[Known, ...]:
    """Step: results that were taken in and hold."""
    return tuple(Known(one.result, one.source.told.name) for one in queries.all_of(unit) if one.withdrawn is None)


def planned(
    listed: Sequence[Listed], known: Iterable[Known]
) -> tuple[tuple[Planned, ...], tuple[Finding, ...], tuple[Finding, ...], tuple[Finding, ...]]:
    """Step: contests as they would come in, faults, doubts and remarks; what is known already asks nothing anew."""
    here = matching.by_key(known)
    contests: list[Planned] = []
    faults: list[Finding] = []
    doubts: list[Finding] = []
    remarks: list[Finding] = []
    for one in listed:
        where = one.where(Figure.CODE, None)
        found = here.get(matching.contest_key(one.result))
        if found is None:
            coming = Coming.NEW
            doubts += checking.doubts(one.result, one.where)
            remarks += checking.notes(one.result, one.where)
        elif matching.same(found.result, one.result):
            coming = Coming.SAME
        else:
            coming = Coming.DIFFERS
            faults.append(matching.differing(one.result, found, where))
        contests.append(Planned(where, one.result, coming))
    return tuple(contests), tuple(faults), tuple(doubts), tuple(remarks)


def take_results(
    unit: Unit, results: Iterable[ContestResult], *, source: SourceTold, known: Iterable[Known] | None = None
) -> Taken:
    """Step: take results in with their source (nhận kết quả); what is here already, figure for figure, stays alone.

    For the rooms above: a package hands over what its own rooms offered. `known`: what is here; where nobody says,
    what was taken in before. `Malformed` names each contest that is here with other figures, and both sources.
    """
    here = matching.by_key(taken_in(unit) if known is None else known)
    new: list[ContestResult] = []
    faults: list[Finding] = []
    same = 0
    for one in results:
        found = here.get(matching.contest_key(one))
        if found is None:
            here[matching.contest_key(one)] = Known(one, source.name)
            new.append(one)
        elif matching.same(found.result, one):
            same += 1
        else:
            faults.append(matching.differing(one, found, source.name))
    if faults:
        raise Malformed(faults)
    if new:
        queries.add(unit, queries.add_source(unit, source), new)
    return Taken(len(new), same)
