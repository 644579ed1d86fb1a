"""The figures each step of the desk asks for (số liệu từng bước), with their checks: every fault at once."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, assert_never

from ballots.counting.values import PILE_PAPERS_MOST, PileKind, SortedPile, Step
from congress.errors import Finding
from congress.text import canonical_json, clean

MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Received:
    """Ballots from the office (nhận phiếu): counted, their stamps checked."""

    printed: int
    """Good ballots: printed on the set form and stamped."""
    faulty: int = 0
    """Misprinted or unstamped, given back; not among the printed."""


@dataclass(frozen=True, slots=True)
class CardVote:
    """A vote by cards (biểu quyết giơ thẻ)."""

    agreed: int = 0
    against: int = 0
    other: int = 0
    """Another opinion (ý kiến khác)."""

    @property
    def cast(self) -> int:
        """All cards raised; 0 where this was not put to a vote here."""
        return self.agreed + self.against + self.other


@dataclass(frozen=True, slots=True)
class CardVotes:
    """The three votes before the ballot (biểu quyết số lượng, danh sách, ban kiểm phiếu).

    A vote of nobody was not taken at this contest: the number of delegates comes from above, the board was
    voted once for the congress.
    """

    present: int
    """Delegates present at the votes and the ballot (có mặt)."""
    seats: CardVote = CardVote()
    list: CardVote = CardVote()
    board: CardVote = CardVote()


@dataclass(frozen=True, slots=True)
class BoxSealed:
    """The empty boxes shown and sealed (niêm phong hòm phiếu)."""

    boxes: int
    seals: tuple[str, ...]
    """What stands on the seals (số tem niêm phong), one or more a box."""
    witnesses: tuple[str, ...]
    """Who looked on (người chứng kiến)."""


@dataclass(frozen=True, slots=True)
class Delegation:
    """Papers handed to one delegation (phát phiếu theo đoàn)."""

    name: str
    issued: int
    spoiled: int = 0
    """Exchanged and cancelled; not among those issued."""


@dataclass(frozen=True, slots=True)
class Issued:
    """Papers handed out (phát phiếu)."""

    delegations: tuple[Delegation, ...]

    @property
    def issued(self) -> int:
        """All papers handed out (phát ra)."""
        return sum(line.issued for line in self.delegations)

    @property
    def spoiled(self) -> int:
        """Papers spoiled, exchanged and cancelled (phiếu hỏng, đổi)."""
        return sum(line.spoiled for line in self.delegations)


@dataclass(frozen=True, slots=True)
class Closed:
    """Voting closed, unused papers counted, cancelled and sealed (kết thúc bỏ phiếu)."""

    left: int


@dataclass(frozen=True, slots=True)
class BoxOpened:
    """The box opened, its papers counted by hand twice (mở hòm phiếu, đếm phiếu hai lần)."""

    first: int
    second: int

    @property
    def collected(self) -> int:
        """Papers collected (thu về); both counts say so."""
        return self.first


@dataclass(frozen=True, slots=True)
class Reported:
    """Issued and collected reported to the congress before tallying (thông báo phát ra, thu về)."""

    issued: int
    collected: int


@dataclass(frozen=True, slots=True)
class Sorted:
    """Papers sorted into piles (phân loại, chia tập)."""

    piles: tuple[SortedPile, ...]

    @property
    def papers(self) -> int:
        """Papers of all piles."""
        return sum(pile.papers for pile in self.piles)


StepFigures = Received | CardVotes | BoxSealed | Issued | Closed | BoxOpened | Reported | Sorted


@dataclass(frozen=True, slots=True)
class Figures:
    """The newest figures of every step done (số liệu hiện có)."""

    received: Received | None = None
    card_votes: CardVotes | None = None
    box_sealed: BoxSealed | None = None
    issued: Issued | None = None
    closed: Closed | None = None
    box_opened: BoxOpened | None = None
    reported: Reported | None = None
    sorted: Sorted | None = None

    def with_(self, new: "StepFigures") -> "Figures":
        """These figures with one step's kept anew."""
        changed: dict[str, Any] = {FIELD_OF[STEP_OF[type(new)]]: new}
        return replace(self, **changed)


@dataclass(frozen=True, slots=True)
class Known:
    """What the checks know besides (điều kiện kiểm tra)."""

    list_voted: bool
    """The list of an election is put to the congress's vote."""
    pile_most: int = PILE_PAPERS_MOST


STEP_OF: Mapping[type[StepFigures], Step] = {
    Received: Step.RECEIVE,
    CardVotes: Step.CARD_VOTES,
    BoxSealed: Step.SEAL_BOX,
    Issued: Step.ISSUE,
    Closed: Step.CLOSE_VOTING,
    BoxOpened: Step.OPEN_BOX,
    Reported: Step.REPORT,
    Sorted: Step.SORT,
}
FIELD_OF: Mapping[Step, str] = {
    Step.RECEIVE: "received",
    Step.CARD_VOTES: "card_votes",
    Step.SEAL_BOX: "box_sealed",
    Step.ISSUE: "issued",
    Step.CLOSE_VOTING: "closed",
    Step.OPEN_BOX: "box_opened",
    Step.REPORT: "reported",
    Step.SORT: "sorted",
}


def faults(new: StepFigures, before: Figures, known: Known) -> tuple[Finding, ...]:
    """Everything wrong with a step's figures (sai sót), against each other and against the other steps'."""
    numbers = tuple(_whole_numbers(new))
    return numbers or tuple(_faults(new, before, known))


def _whole_numbers(new: StepFigures) -> Iterator[Finding]:
    """Whole numbers from 0 to ten million; anything else is a fault wherever it stands."""
    for path, value in _leaves("$", asdict(new)):
        if isinstance(value, str):
            continue
        if type(value) is not int or not 0 <= value <= MOST:
            yield Finding(path, "figure-not-whole", {"most": MOST})


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    match value:
        case dict():
            for key, item in value.items():
                yield from _leaves(f"{path}.{key}", item)
        case list() | tuple():
            for index, item in enumerate(value):
                yield from _leaves(f"{path}[{index}]", item)
        case _:
            yield path, value


def _faults(new: StepFigures, before: Figures, known: Known) -> Iterator[Finding]:
    match new:
        case Received():
            yield from _received(new, before)
        case CardVotes():
            yield from _card_votes(new, known)
        case BoxSealed():
            yield from _box_sealed(new)
        case Issued():
            yield from _issued(new, before)
        case Closed():
            yield from _closed(new, before)
        case BoxOpened():
            yield from _box_opened(new)
        case Reported():
            yield from _reported(new, before)
        case Sorted():
            yield from _sorted(new, before, known)
        case _:
            assert_never(new)


def _received(new: Received, before: Figures) -> Iterator[Finding]:
    if new.printed < 1:
        yield Finding("$.printed", "printed-none")
    if before.issued is not None and before.issued.issued + before.issued.spoiled > new.printed:
        yield _over_printed("$.printed", before.issued, new)


def _card_votes(new: CardVotes, known: Known) -> Iterator[Finding]:
    if new.present < 1:
        yield Finding("$.present", "present-none")
    if known.list_voted and not new.list.cast:
        yield Finding("$.list", "card-vote-missing")
    for name in ("seats", "list", "board"):
        vote: CardVote = getattr(new, name)
        if vote.cast > new.present:
            yield Finding(f"$.{name}", "card-vote-over-present", {"cast": vote.cast, "present": new.present})
        elif vote.cast and 2 * vote.agreed <= vote.cast:
            yield Finding(f"$.{name}", "card-vote-not-carried", {"agreed": vote.agreed, "cast": vote.cast})


def _box_sealed(new: BoxSealed) -> Iterator[Finding]:
    if new.boxes < 1:
        yield Finding("$.boxes", "boxes-none")
    if any(not clean(seal) for seal in new.seals) or any(not clean(name) for name in new.witnesses):
        yield Finding("$.seals", "text-empty")
    if len(set(new.seals)) < len(new.seals):
        yield Finding("$.seals", "seal-repeated")
    if len(new.seals) < new.boxes:
        yield Finding("$.seals", "seals-fewer-than-boxes", {"seals": len(new.seals), "boxes": new.boxes})
    if not new.witnesses:
        yield Finding("$.witnesses", "witness-missing")


def _issued(new: Issued, before: Figures) -> Iterator[Finding]:
    names = [line.name for line in new.delegations]
    for index, name in enumerate(names):
        if not clean(name):
            yield Finding(f"$.delegations[{index}].name", "text-empty")
        elif name in names[:index]:
            yield Finding(f"$.delegations[{index}].name", "delegation-repeated", {"name": name})
    if new.issued < 1:
        yield Finding("$.delegations", "issued-none")
    if before.received is not None and new.issued + new.spoiled > before.received.printed:
        yield _over_printed("$.delegations", new, before.received)


def _over_printed(where: str, issued: Issued, received: Received) -> Finding:
    facts = {"issued": issued.issued, "spoiled": issued.spoiled, "printed": received.printed}
    return Finding(where, "issued-over-printed", facts)


def _closed(new: Closed, before: Figures) -> Iterator[Finding]:
    if before.received is not None and before.issued is not None:
        due = before.received.printed - before.issued.issued - before.issued.spoiled
        if new.left > due:
            yield Finding("$.left", "left-over-printed", {"left": new.left, "due": due})


def _box_opened(new: BoxOpened) -> Iterator[Finding]:
    if new.first != new.second:
        yield Finding("$.second", "hand-counts-differ", {"first": new.first, "second": new.second})
    elif new.first < 1:
        yield Finding("$.first", "collected-none")


def _reported(new: Reported, before: Figures) -> Iterator[Finding]:
    for name, due in _reportable(before):
        if getattr(new, name) != due:
            yield Finding(f"$.{name}", "report-differs", {"due": due})


def _reportable(before: Figures) -> Iterator[tuple[str, int]]:
    if before.issued is not None:
        yield "issued", before.issued.issued
    if before.box_opened is not None:
        yield "collected", before.box_opened.collected


def _sorted(new: Sorted, before: Figures, known: Known) -> Iterator[Finding]:
    numbers = [pile.number for pile in new.piles]
    if numbers != list(range(1, len(numbers) + 1)):
        yield Finding("$.piles", "piles-not-numbered")
    for index, pile in enumerate(new.piles):
        if pile.papers < 1:
            yield Finding(f"$.piles[{index}].papers", "pile-empty", {"pile": pile.number})
        elif pile.kind is not PileKind.HEAP and pile.papers > known.pile_most:
            facts = {"pile": pile.number, "papers": pile.papers, "most": known.pile_most}
            yield Finding(f"$.piles[{index}].papers", "pile-too-thick", facts)
    if before.box_opened is not None and new.papers != before.box_opened.collected:
        facts = {"papers": new.papers, "collected": before.box_opened.collected}
        yield Finding("$.piles", "piles-not-collected", facts)


def cleaned(new: StepFigures) -> StepFigures:
    """The figures with every text cleaned (NFC, trimmed), as they enter."""
    match new:
        case BoxSealed():
            return BoxSealed(new.boxes, tuple(map(clean, new.seals)), tuple(map(clean, new.witnesses)))
        case Issued():
            return Issued(tuple(Delegation(clean(d.name), d.issued, d.spoiled) for d in new.delegations))
        case Received() | CardVotes() | Closed() | BoxOpened() | Reported() | Sorted():
            return new
        case _:
            assert_never(new)


def as_json(figures: StepFigures) -> dict[str, Any]:
    """The figures as plain JSON, for the table and the journal."""
    plain: dict[str, Any] = json.loads(canonical_json(asdict(figures)))
    return plain


def from_json(step: Step, document: Mapping[str, Any]) -> StepFigures:
    """The figures of a step as they were kept."""
    match step:
        case Step.RECEIVE:
            return Received(**document)
        case Step.CARD_VOTES:
            votes = {name: CardVote(**document[name]) for name in ("seats", "list", "board")}
            return CardVotes(document["present"], **votes)
        case Step.SEAL_BOX:
            return BoxSealed(document["boxes"], tuple(document["seals"]), tuple(document["witnesses"]))
        case Step.ISSUE:
            return Issued(tuple(Delegation(**line) for line in document["delegations"]))
        case Step.CLOSE_VOTING:
            return Closed(**document)
        case Step.OPEN_BOX:
            return BoxOpened(**document)
        case Step.REPORT:
            return Reported(**document)
        case Step.SORT:
            return Sorted(tuple(SortedPile(p["number"], PileKind(p["kind"]), p["papers"]) for p in document["piles"]))
        case _:
            raise ValueError(step)


def asked(step: Step) -> tuple[str, ...]:
    """The names of the figures a step asks for, for the drawing and the screen."""
    kind = next((kind for kind, of in STEP_OF.items() if of is step), None)
    return () if kind is None else tuple(item.name for item in fields(kind))
