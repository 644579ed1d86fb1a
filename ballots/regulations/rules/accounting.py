"""The accounting of papers and persons (cân đối số phiếu, số người): what must add up, and what is remarkable."""

from dataclasses import dataclass

from ballots.regulations.rules.tallying import Tally
from ballots.regulations.values import Ballots, Electorate
from congress.errors import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures that must agree (số liệu cần cân đối); None is a figure not known."""

    summoned: int | None
    deducted: int | None
    present: int | None
    printed: int | None
    issued: int | None
    spoiled: int | None
    collected: int | None
    papers: int | None
    """Papers there are (tổng số phiếu của các tập)."""
    not_issued: int | None
    """Those among them that the board did not hand out."""

    @property
    def denominator(self) -> int | None:
        """Summoned less deducted (mẫu số)."""
        return None if self.summoned is None or self.deducted is None else self.summoned - self.deducted


def figures(electorate: Electorate, ballots: Ballots, tally: Tally) -> Figures:
    """The figures of a whole count (số liệu của lượt kiểm phiếu)."""
    return Figures(
        summoned=electorate.summoned,
        deducted=electorate.deducted,
        present=electorate.present,
        printed=ballots.printed,
        issued=ballots.issued,
        spoiled=ballots.spoiled,
        collected=ballots.collected,
        papers=tally.papers,
        not_issued=tally.not_issued,
    )


def faults(known: Figures) -> tuple[Finding, ...]:
    """Every way in which the figures contradict each other (sai lệch): no result stands on such figures."""
    checks = (_denominator, _present, _printed, _sum_of_papers, _issued_and_collected)
    return tuple(finding for check in checks if (finding := check(known)) is not None)


def remarks(electorate: Electorate, ballots: Ballots) -> tuple[Finding, ...]:
    """What the board should know, though the count stands (lưu ý)."""
    # An alternate's paper or a late comer: unusual, but Art. 30 counts those summoned, not those present.
    if ballots.issued > electorate.present:
        return (Finding("$.ballots.issued", "issued-over-present"),)
    return ()


def _denominator(known: Figures) -> Finding | None:
    if known.denominator is None or known.denominator >= 1:
        return None
    facts = {"summoned": known.summoned, "deducted": known.deducted}
    return Finding("$.electorate", "denominator-below-one", facts)


def _present(known: Figures) -> Finding | None:
    if known.present is None or known.summoned is None or known.present <= known.summoned:
        return None
    facts = {"present": known.present, "summoned": known.summoned}
    return Finding("$.electorate.present", "present-over-summoned", facts)


def _printed(known: Figures) -> Finding | None:
    if known.printed is None or known.issued is None or known.spoiled is None:
        return None
    if known.issued + known.spoiled <= known.printed:
        return None
    facts = {"issued": known.issued, "spoiled": known.spoiled, "printed": known.printed}
    return Finding("$.ballots.printed", "issued-over-printed", facts)


def _sum_of_papers(known: Figures) -> Finding | None:
    if known.papers is None or known.collected is None or known.papers == known.collected:
        return None
    facts = {"papers": known.papers, "collected": known.collected}
    return Finding("$.ballots.collected", "papers-not-collected", facts)


def _issued_and_collected(known: Figures) -> Finding | None:
    # issued + not-issued = collected + missing: an alien paper may make collected exceed issued.
    if known.collected is None or known.not_issued is None or known.issued is None:
        return None
    if known.collected - known.not_issued <= known.issued:
        return None
    facts = {"collected": known.collected, "not_issued": known.not_issued, "issued": known.issued}
    return Finding("$.ballots.collected", "collected-over-issued", facts)
