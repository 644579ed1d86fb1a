"""Results of earlier terms, offered to search and comparison (kết quả nhiệm kỳ trước để tra cứu, so sánh)."""

from collections.abc import Iterator
from datetime import date

from congress.earlier import queries
from congress.store.unit import Unit
from congress.subjects import ContestResult


def contest_results(unit: Unit) -> Iterator[ContestResult]:
    """Each result that was taken in and holds; its source is the file's or package's name. Oldest first."""
    found = (one.result for one in queries.all_of(unit) if one.withdrawn is None)
    yield from sorted(found, key=lambda one: one.on or date.min)
