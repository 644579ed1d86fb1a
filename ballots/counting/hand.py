"""Totals counted by hand (kiểm phiếu thủ công): the checks of a pile's totals, and what they add up to. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ballots.counting.rules import Slip
from ballots.counting.values import HandTotal, Pile, PileKind
from ballots.regulations.rules import Tally
from ballots.regulations.values import REASON_ORDER, Contest, Form, Reason, ReasonCount
from congress.errors import Finding

MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Keyed:
    """One pile's totals as they are keyed from its tally sheet (số liệu bảng kiểm phiếu)."""

    valid: int
    votes: tuple[int, ...]
    """Votes in ballot order."""
    disagree: tuple[int, ...] = ()
    """Form B: votes against, in ballot order."""
    void: tuple[tuple[Reason, int], ...] = ()
    """Void papers under their reasons."""
    names: int | None = None
    """Names chosen on the valid papers, where the board added them up paper by paper."""


def faults(slip: Slip, pile: Pile, keyed: Keyed) -> tuple[Finding, ...]:
    """Everything wrong with a pile's totals (sai sót)."""
    numbers = tuple(_not_whole(keyed)) + tuple(_lengths(slip, keyed))
    return numbers or tuple(_faults(slip, pile, keyed))


def _not_whole(keyed: Keyed) -> Iterator[Finding]:
    named: Sequence[tuple[str, int]] = (
        ("$.valid", keyed.valid),
        *((f"$.votes[{row}]", value) for row, value in enumerate(keyed.votes)),
        *((f"$.disagree[{row}]", value) for row, value in enumerate(keyed.disagree)),
        *((f"$.void.{reason}", papers) for reason, papers in keyed.void),
        *((("$.names", keyed.names),) if keyed.names is not None else ()),
    )
    for where, value in named:
        if type(value) is not int or not 0 <= value <= MOST:
            yield Finding(where, "figure-not-whole", {"most": MOST})


def _lengths(slip: Slip, keyed: Keyed) -> Iterator[Finding]:
    due = len(slip.numbers)
    if len(keyed.votes) != due:
        yield Finding("$.votes", "totals-not-of-list", {"names": due})
    if len(keyed.disagree) != (due if slip.form is Form.AGREE else 0):
        yield Finding("$.disagree", "totals-not-of-list", {"names": due})
    reasons = [reason for reason, _ in keyed.void]
    if len(set(reasons)) < len(reasons):
        yield Finding("$.void", "reason-repeated")


def _faults(slip: Slip, pile: Pile, keyed: Keyed) -> Iterator[Finding]:
    void = sum(papers for _, papers in keyed.void)
    if keyed.valid + void != pile.papers:
        facts = {"valid": keyed.valid, "void": void, "papers": pile.papers}
        yield Finding("$.valid", "totals-not-pile", facts)
    against = keyed.disagree or (0,) * len(keyed.votes)
    for row, (number, votes, no) in enumerate(zip(slip.numbers, keyed.votes, against, strict=True)):
        if votes + no > keyed.valid:
            facts = {"number": number, "votes": votes + no, "valid": keyed.valid}
            yield Finding(f"$.votes[{row}]", "votes-over-valid", facts)
        elif pile.kind is PileKind.HEAP and votes not in {0, keyed.valid}:
            yield Finding(f"$.votes[{row}]", "heap-votes-uneven", {"number": number})
    yield from _sums(slip, pile, keyed)


def _sums(slip: Slip, pile: Pile, keyed: Keyed) -> Iterator[Finding]:
    votes, full = sum(keyed.votes), min(slip.seats, len(slip.numbers))
    facts = {"votes": votes, "valid": keyed.valid, "seats": full}
    if keyed.names is not None and keyed.names != votes:
        yield Finding("$.names", "votes-not-names", {"votes": votes, "names": keyed.names})
    match pile.kind:
        case PileKind.FULL if votes != keyed.valid * full:
            yield Finding("$.votes", "full-pile-sum", {**facts, "due": keyed.valid * full})
        case PileKind.FEWER if not _fewer(slip, keyed.valid, votes, full):
            yield Finding("$.votes", "fewer-pile-sum", facts)
        case _ if votes > keyed.valid * full:
            yield Finding("$.votes", "votes-over-seats", facts)


def _fewer(slip: Slip, valid: int, votes: int, full: int) -> bool:
    least = 0 if slip.one_name else valid
    return least <= votes <= valid * (full - 1)


def total_of(slip: Slip, pile: Pile, keyed: Keyed) -> tuple[HandTotal, int]:
    """A pile's totals as they are kept, and the names chosen on its valid papers."""
    disagree = keyed.disagree or tuple(keyed.valid - votes for votes in keyed.votes)
    ranked = dict(keyed.void)
    void = tuple((reason, ranked[reason]) for reason in REASON_ORDER if ranked.get(reason))
    full = keyed.valid * min(slip.seats, len(slip.numbers)) if pile.kind is PileKind.FULL else sum(keyed.votes)
    names = full if keyed.names is None else keyed.names
    return HandTotal(pile.number, keyed.valid, void, keyed.votes, disagree), names


def tally(contest: Contest, totals: Iterable[tuple[HandTotal, int]]) -> Tally:
    """What the totals of the piles add up to (cộng các tập)."""
    whole = Tally.empty(contest)
    for total, names in totals:
        reasons = tuple(ReasonCount(reason, papers) for reason, papers in total.void)
        whole += Tally(contest.numbers, total.valid, reasons, total.agree, total.disagree, names)
    return whole
