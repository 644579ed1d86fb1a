"""What there is to be found in a workspace (nội dung tra cứu của thư mục làm việc)."""

from collections.abc import Iterator, Sequence

from congress.catalogue.contests import subjects_of
from congress.store.unit import Unit
from congress.subjects import ContestResult, Subject
from congress.workspace import House


def everything(unit: Unit, house: House) -> tuple[tuple[Subject, ...], tuple[ContestResult, ...]]:
    """Step: all subjects and results of this workspace, as its rooms offer them; what packages brought is not its."""
    results = tuple(_results(unit, house))
    return tuple(_subjects(unit, house, results, None)), results


def _results(unit: Unit, house: House) -> Iterator[ContestResult]:
    for offered in house.results:
        yield from offered(unit)


def _subjects(
    unit: Unit, house: House, results: Sequence[ContestResult], words: Sequence[str] | None
) -> Iterator[Subject]:
    for offered in house.subjects:
        yield from offered(unit, words)
    for result in results:
        yield from subjects_of(result)
