"""What a typing trial showed (kết quả tập nhập): seconds a paper, wrong papers, keys."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ballots.regulations.values import Strikes
from congress.i18n import t
from congress.text import decimal_comma

GOAL_SECONDS = 6.0
"""A paper of 60 names with 8 struck, typed by a person without training."""
_PAPERS, _COUNTS, _STATIONS = 348, 2, 4
"""A province's congress: what the seconds come to on the day."""


@dataclass(slots=True)
class Typed:
    """What was typed so far (phiếu đã gõ)."""

    seconds: list[float] = field(default_factory=list)
    """From the paper before to this one, pauses left out."""
    kept: dict[int, Strikes | None] = field(default_factory=dict)
    """By paper, from 1: what the database holds; None for one that was set aside."""
    keys: int = 0
    refused: int = 0
    """Keys that were not taken; the bell rang."""
    corrected: int = 0


def wrong(papers: Sequence[Strikes], kept: Mapping[int, Strikes | None]) -> tuple[int, ...]:
    """Papers that the database holds otherwise than they lie there (phiếu ghi sai)."""
    return tuple(number for number, seen in sorted(kept.items()) if seen != papers[number - 1])


def lines(papers: Sequence[Strikes], typed: Typed) -> tuple[str, ...]:
    """The report, a line a matter."""
    if not typed.seconds:
        return (t("No paper was typed."),)
    mean = statistics.fmean(typed.seconds)
    faults = wrong(papers, typed.kept)
    done = len(typed.kept)
    hall = round(_PAPERS * _COUNTS * mean / _STATIONS / 60)
    return (
        t(
            "{papers} papers typed: {mean} seconds a paper (median {median}, fastest {least}, slowest {most}).",
            papers=done,
            mean=_said(mean),
            median=_said(statistics.median(typed.seconds)),
            least=_said(min(typed.seconds)),
            most=_said(max(typed.seconds)),
        ),
        t("The goal of {goal} seconds is met.", goal=_said(GOAL_SECONDS))
        if mean <= GOAL_SECONDS
        else t("The goal of {goal} seconds is not met yet.", goal=_said(GOAL_SECONDS)),
        t("Papers kept wrong: {count} of {papers}.", count=len(faults), papers=done),
        *(_fault(number, papers[number - 1], typed.kept[number]) for number in faults),
        t(
            "Keys: {keys}, {each} a paper; refused with a bell: {refused}; papers typed anew: {corrected}.",
            keys=typed.keys,
            each=_said(typed.keys / done),
            refused=typed.refused,
            corrected=typed.corrected,
        ),
        t(
            "At this pace {papers} papers, each counted {counts} times at {stations} stations, take {minutes} minutes.",
            papers=_PAPERS,
            counts=_COUNTS,
            stations=_STATIONS,
            minutes=hall,
        ),
    )


def _fault(number: int, due: Strikes, seen: Strikes | None) -> str:
    if seen is None:
        return t("    paper {paper}: set aside without need", paper=number)
    missing = set(due.struck) - set(seen.struck)
    extra = set(seen.struck) - set(due.struck)
    return t(
        "    paper {paper}: {missing} left out, {extra} typed instead",
        paper=number,
        missing=_listed(missing),
        extra=_listed(extra),
    )


def _listed(numbers: set[int]) -> str:
    return ", ".join(f"{number:02}" for number in sorted(numbers)) or "-"


def _said(figure: float) -> str:
    return decimal_comma(f"{figure:.1f}")
