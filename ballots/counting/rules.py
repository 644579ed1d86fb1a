"""What a reading must be in its pile, what is tagged and hashed, what it means (quy tắc nhập phiếu): pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, assert_never
from uuid import UUID

from ballots.counting.values import (
    ONE_COUNT_PAPERS_MOST,
    Conclusion,
    HandTotal,
    Mode,
    PileKind,
    Reading,
    Seen,
    SetAside,
    Settlement,
    ThirdEntry,
)
from ballots.regulations.values import BoardReason, Boxes, Contest, Form, Marks, Paper, Strikes
from congress.errors import Refused
from congress.sealing.mac import salted_digest
from congress.text import canonical_json


@dataclass(frozen=True, slots=True)
class Slip:
    """What a reading is checked against (phiếu bìa): the list, the seats, the form; fixed when the desk opens."""

    numbers: tuple[int, ...]
    seats: int
    form: Form

    @classmethod
    def of(cls, contest: Contest) -> "Slip":
        """The slip of a contest."""
        return cls(contest.numbers, contest.seats, contest.form)

    @property
    def one_name(self) -> bool:
        """Form B with a single name: X under disagree alone is a vote, too."""
        return self.form is Form.AGREE and len(self.numbers) == 1


def slip_json(slip: Slip) -> dict[str, Any]:
    """A slip as JSON."""
    return {"numbers": list(slip.numbers), "seats": slip.seats, "form": str(slip.form)}


def slip_from(document: Mapping[str, Any]) -> Slip:
    """A slip from JSON."""
    return Slip(tuple(document["numbers"]), document["seats"], Form(document["form"]))


# --- what was seen, as JSON --------------------------------------------------------------------------------


def seen_json(seen: Seen | None) -> dict[str, Any] | None:
    """What was seen, as it is kept."""
    match seen:
        case None:
            return None
        case Strikes(struck=struck):
            return {"strike": list(struck)}
        case Boxes(agree=agree, disagree=disagree):
            return {"agree": list(agree), "disagree": list(disagree)}
        case SetAside(because=because, seen=marks):
            return {"aside": True, "because": because, "seen": seen_json(marks)}
        case _:
            assert_never(seen)


def seen_from(document: Mapping[str, Any] | None) -> Seen | None:
    """What was seen, as it was kept."""
    if document is None:
        return None
    if document.get("aside"):
        inner = seen_from(document["seen"])
        if isinstance(inner, SetAside):
            raise ValueError("set aside twice")
        return SetAside(document["because"], inner)
    if "strike" in document:
        return Strikes(tuple(document["strike"]))
    return Boxes(tuple(document["agree"]), tuple(document["disagree"]))


# --- how many counts ---------------------------------------------------------------------------------------


def check_counts(counts: int, *, papers: int, mode: Mode) -> None:
    """Refuse one count of many papers in earnest: nobody would find what it misread."""
    if counts == 1 and papers > ONE_COUNT_PAPERS_MOST and mode is Mode.OFFICIAL:
        raise Refused("one-count-of-many", papers=papers, most=ONE_COUNT_PAPERS_MOST)


# --- is it right for its pile ------------------------------------------------------------------------------


def check_reading(
    slip: Slip,
    kind: PileKind,
    seen: Seen,
    *,
    papers: int,
    times: int = 1,
    recount: int | None = None,
    counts: int = 1,
) -> None:
    """Refuse a reading that its pile cannot hold, whatever the screen let through.

    A heap has two people's counts: both in its one reading, or one in that of each of several `counts`.
    """
    if isinstance(seen, SetAside):
        if kind is PileKind.HEAP:
            raise Refused("heap-not-aside")
        if not seen.because:
            raise Refused("aside-without-reason")
        if seen.seen is not None:
            check_marks(slip, seen.seen)
    else:
        check_marks(slip, seen)
        _check_chosen(slip, kind, seen)
    _check_times(kind, papers=papers, times=times, recount=recount, counts=counts)


def check_marks(slip: Slip, marks: Marks) -> None:
    """Refuse marks of another form, or of numbers that are not on the list."""
    match marks:
        case Strikes(struck=struck):
            form, numbers = Form.STRIKE, set(struck)
        case Boxes(agree=agree, disagree=disagree):
            form, numbers = Form.AGREE, {*agree, *disagree}
        case _:
            assert_never(marks)
    if form is not slip.form:
        raise Refused("marks-of-other-form")
    if unknown := numbers - set(slip.numbers):
        raise Refused("marks-unknown-number", number=min(unknown))


def chosen(slip: Slip, marks: Marks) -> int:
    """How many names the marks choose (số người được chọn)."""
    match marks:
        case Strikes(struck=struck):
            return len(slip.numbers) - len(struck)
        case Boxes(agree=agree, disagree=disagree):
            return len(set(agree) - set(disagree))
        case _:
            assert_never(marks)


def _check_chosen(slip: Slip, kind: PileKind, marks: Marks) -> None:
    names, full = chosen(slip, marks), min(slip.seats, len(slip.numbers))
    match kind:
        case PileKind.ASIDE:
            raise Refused("aside-pile-concluded-only")
        case PileKind.FULL if names != full:
            raise Refused("pile-is-full", chosen=names, seats=full)
        case PileKind.FEWER if names >= full:
            raise Refused("pile-is-fewer", chosen=names, seats=full)
        case PileKind.HEAP if names > slip.seats:
            raise Refused("paper-for-the-board")
        case PileKind.FULL | PileKind.FEWER | PileKind.HEAP:
            pass  # as many names as such a pile has
        case _:
            assert_never(kind)
    if names == 0 and not (slip.one_name and _in_one_box(marks)):
        # Nobody chosen, or a single name in both boxes or in none: the board concludes, no typist does.
        raise Refused("paper-for-the-board")


def _in_one_box(marks: Marks) -> bool:
    return isinstance(marks, Boxes) and bool(marks.agree) != bool(marks.disagree)


def _check_times(kind: PileKind, *, papers: int, times: int, recount: int | None, counts: int) -> None:
    if kind is not PileKind.HEAP:
        if times != 1 or recount is not None:
            raise Refused("times-only-in-heap")
        return
    again = recount if counts == 1 else papers
    if not times == again == papers or (counts > 1 and recount is not None):
        raise Refused("heap-counts-differ", first=times, second=recount, papers=papers)


# --- tags and hashes ---------------------------------------------------------------------------------------


def reading_bytes(reading: Reading) -> bytes:
    """The canonical bytes of a reading that its tag covers; its moment, which is dropped, is not among them."""
    return canonical_json(
        {
            "id": str(reading.id),
            "pile": str(reading.pile_id),
            "position": reading.position,
            "version": reading.version,
            "times": reading.times,
            "recount": reading.recount,
            "seen": seen_json(reading.seen),
            "account": str(reading.account_id),
            "second": None if reading.second_account_id is None else str(reading.second_account_id),
            "board": reading.board,
            "mode": str(reading.mode),
            "machine": reading.machine,
        }
    ).encode()


def conclusion_bytes(contest_id: UUID, conclusion: Conclusion) -> bytes:
    """The canonical bytes of a conclusion that its tag covers."""
    return canonical_json(
        {
            "contest": str(contest_id),
            "pile": str(conclusion.pile_id),
            "position": conclusion.position,
            "version": conclusion.version,
            "void": None if conclusion.void is None else str(conclusion.void),
            "why": conclusion.why,
            "counts_as": None if conclusion.reason is None else str(conclusion.reason),
            "basis": conclusion.basis,
            "first": conclusion.first,
            "second": conclusion.second,
        }
    ).encode()


def settlement_bytes(contest_id: UUID, settlement: Settlement) -> bytes:
    """The canonical bytes of a settlement that its tag covers."""
    return canonical_json(
        {
            "contest": str(contest_id),
            "pile": str(settlement.pile_id),
            "position": settlement.position,
            "version": settlement.version,
            "why": settlement.why,
            "first": settlement.first,
            "second": settlement.second,
        }
    ).encode()


def third_bytes(contest_id: UUID, entry: ThirdEntry) -> bytes:
    """The canonical bytes of a third person's entry that its tag covers."""
    return canonical_json(
        {
            "contest": str(contest_id),
            "pile": str(entry.pile_id),
            "position": entry.position,
            "version": entry.version,
            "seen": seen_json(entry.seen),
            "account": str(entry.account_id),
            "mode": str(entry.mode),
            "machine": entry.machine,
        }
    ).encode()


def total_bytes(contest_id: UUID, total: HandTotal, names: int) -> bytes:
    """The canonical bytes of a pile's totals counted by hand that their tag covers."""
    return canonical_json(
        {
            "contest": str(contest_id),
            "pile": total.pile,
            "valid": total.valid,
            "void": {str(reason): papers for reason, papers in total.void},
            "agree": list(total.agree),
            "disagree": list(total.disagree),
            "names": names,
        }
    ).encode()


def pile_digest(salt: bytes, readings: Iterable[Reading]) -> str:
    """The salted hash of a pile (mã băm của tập): positions, times and typists left out, order does not matter."""
    items = (canonical_json({"seen": seen_json(r.seen), "times": r.times}).encode() for r in typed(readings))
    return salted_digest(salt, items).hex()


def pile_bytes(pile_id: UUID, digest: str) -> bytes:
    """The canonical bytes of a closed pile that its tag covers."""
    return canonical_json({"pile": str(pile_id), "digest": digest}).encode()


def newest(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The reading that holds at each position, by position (lần đọc đang có hiệu lực)."""
    held: dict[int, Reading] = {}
    for reading in readings:
        before = held.get(reading.position)
        if before is None or reading.version > before.version:
            held[reading.position] = reading
    return tuple(held[position] for position in sorted(held))


def typed(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The newest reading from the keyboard at each position: what the pile's hash covers."""
    return newest(reading for reading in readings if not reading.board)


# --- what it means -----------------------------------------------------------------------------------------


def paper_of(reading: Reading, conclusion: Conclusion | None) -> Paper | None:
    """The paper that a reading stands for; None while the board has not concluded on it."""
    if reading.board:
        if conclusion is None or conclusion.version != reading.version:
            return None
        return concluded_paper(_marks(reading.seen), conclusion.void, conclusion.why)
    if isinstance(reading.seen, SetAside) or reading.seen is None:
        return None
    return Paper(reading.seen, times=reading.times)


def settled_paper(reading: Reading) -> Paper | None:
    """The paper that a settlement's reading stands for."""
    marks = _marks(reading.seen)
    return None if marks is None else Paper(marks, times=reading.times)


def concluded_paper(marks: Marks | None, void: BoardReason | None, why: str) -> Paper:
    """The paper that a conclusion makes; words go with the reason `other` alone."""
    return Paper(marks, void, why if void is BoardReason.OTHER else "")


def _marks(seen: Seen | None) -> Marks | None:
    return seen.seen if isinstance(seen, SetAside) else seen
