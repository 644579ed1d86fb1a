"""What a measurement is, and how repeated ones are read."""

import math
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure (số đo) and the limit it is held to, where there is one."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    remark: str = ""

    @property
    def within(self) -> bool:
        """Whether the figure keeps its limit."""
        return self.limit is None or self.value <= self.limit

    def line(self) -> str:
        """The figure for a person."""
        limit = (
            "" if self.limit is None else f"  limit {self.limit:g} {self.unit}: {'kept' if self.within else 'MISSED'}"
        )
        remark = f"  ({self.remark})" if self.remark else ""
        return f"{self.name:58} {self.value:10.4g} {self.unit}{limit}{remark}"


def seconds(step: Callable[[], object]) -> float:
    """How long one run takes."""
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def median_seconds(step: Callable[[], object], *, runs: int) -> float:
    """The median of some runs, after one that warms up."""
    step()
    return statistics.median(seconds(step) for _ in range(runs))


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that `percent` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def peak_mebibytes() -> float:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
