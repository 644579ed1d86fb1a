"""What moves the desk (sự kiện, chuyển bước): every event and transition, as data; docs/desk.md draws them."""

from dataclasses import dataclass
from enum import StrEnum

from ballots.counting.values import Step


class Event(StrEnum):
    """What moves the desk (sự kiện)."""

    RECEIVED = "received"
    VOTED_BY_CARDS = "voted-by-cards"
    BOX_SEALED = "box-sealed"
    ISSUED = "issued"
    VOTING_CLOSED = "voting-closed"
    BOX_OPENED = "box-opened"
    REPORTED = "reported"
    SORTED = "sorted"
    CORRECTED = "corrected"
    """A step's figures were kept anew; the old row stays."""
    SORTED_ANEW = "sorted-anew"
    EXPLAINED = "explained"
    ALIENS_DECIDED = "aliens-decided"
    WENT_BY_HAND = "went-by-hand"
    COUNT_OPENED = "count-opened"
    PILE_OPENED = "pile-opened"
    PAPER_READ = "paper-read"
    PILE_CLOSED = "pile-closed"
    PILE_REOPENED = "pile-reopened"
    PILE_RESTARTED = "pile-restarted"
    """Its readings are thrown away and it is keyed from its first paper."""
    PILE_TAKEN = "pile-taken"
    """One count's closed pass over a pile came from another machine."""
    PAPER_CONCLUDED = "paper-concluded"
    PAPER_SETTLED = "paper-settled"
    """Two of the board settled what the counts read differently."""
    COUNT_CLOSED = "count-closed"
    PILE_TOTALLED = "pile-totalled"
    """A pile's totals, counted by hand, were keyed."""
    HAND_TALLY_CLOSED = "hand-tally-closed"
    FIXED = "fixed"
    MADE_OFFICIAL = "made-official"
    PACKED = "packed"


class When(StrEnum):
    """Under which condition a transition is taken (điều kiện), on the desk as it would stand afterwards."""

    ALWAYS = "always"
    BY_MACHINE = "by-machine"
    BY_HAND = "by-hand"
    PILES_LEFT = "piles-left"
    PILES_DONE = "piles-done"


@dataclass(frozen=True, slots=True)
class Transition:
    """One arrow of the drawing."""

    at: Step
    event: Event
    to: Step
    when: When = When.ALWAYS


LINE = (
    (Step.RECEIVE, Event.RECEIVED, Step.CARD_VOTES),
    (Step.CARD_VOTES, Event.VOTED_BY_CARDS, Step.SEAL_BOX),
    (Step.SEAL_BOX, Event.BOX_SEALED, Step.ISSUE),
    (Step.ISSUE, Event.ISSUED, Step.CLOSE_VOTING),
    (Step.CLOSE_VOTING, Event.VOTING_CLOSED, Step.OPEN_BOX),
    (Step.OPEN_BOX, Event.BOX_OPENED, Step.REPORT),
    (Step.REPORT, Event.REPORTED, Step.SORT),
)
BEFORE_SORTING = (*(step for step, _, _ in LINE), Step.SORT)
MACHINE = (Step.OPEN_COUNT, Step.KEY, Step.CONCLUDE)
UNFIXED = (*BEFORE_SORTING, *MACHINE, Step.HAND_TALLY, Step.CHECK)
FIXED = frozenset({Step.SIGN, Step.PACK, Step.DONE})
"""The result is fixed (đã chốt): nothing of the count changes any more."""

TRANSITIONS: tuple[Transition, ...] = (
    *(Transition(at, event, to) for at, event, to in LINE),
    Transition(Step.SORT, Event.SORTED, Step.OPEN_COUNT, When.BY_MACHINE),
    Transition(Step.SORT, Event.SORTED, Step.HAND_TALLY, When.BY_HAND),
    Transition(Step.OPEN_COUNT, Event.COUNT_OPENED, Step.KEY),
    Transition(Step.KEY, Event.PILE_OPENED, Step.KEY),
    Transition(Step.KEY, Event.PAPER_READ, Step.KEY),
    Transition(Step.KEY, Event.PILE_CLOSED, Step.KEY, When.PILES_LEFT),
    Transition(Step.KEY, Event.PILE_CLOSED, Step.CONCLUDE, When.PILES_DONE),
    Transition(Step.KEY, Event.PILE_TAKEN, Step.KEY, When.PILES_LEFT),
    Transition(Step.KEY, Event.PILE_TAKEN, Step.CONCLUDE, When.PILES_DONE),
    Transition(Step.KEY, Event.PILE_REOPENED, Step.KEY),
    Transition(Step.CONCLUDE, Event.PILE_REOPENED, Step.KEY),
    Transition(Step.CHECK, Event.PILE_REOPENED, Step.KEY, When.BY_MACHINE),
    Transition(Step.KEY, Event.PILE_RESTARTED, Step.KEY),
    Transition(Step.CONCLUDE, Event.PILE_RESTARTED, Step.KEY),
    Transition(Step.CHECK, Event.PILE_RESTARTED, Step.KEY, When.BY_MACHINE),
    *(
        arrow
        for event in (Event.PAPER_CONCLUDED, Event.PAPER_SETTLED)
        for arrow in (
            Transition(Step.KEY, event, Step.KEY),
            Transition(Step.CONCLUDE, event, Step.CONCLUDE),
            Transition(Step.CHECK, event, Step.CONCLUDE, When.BY_MACHINE),
        )
    ),
    Transition(Step.CONCLUDE, Event.COUNT_CLOSED, Step.CHECK),
    *(Transition(at, Event.WENT_BY_HAND, at) for at in BEFORE_SORTING),
    *(Transition(at, Event.WENT_BY_HAND, Step.HAND_TALLY) for at in (*MACHINE, Step.CHECK)),
    Transition(Step.HAND_TALLY, Event.PILE_TOTALLED, Step.HAND_TALLY),
    Transition(Step.CHECK, Event.PILE_TOTALLED, Step.HAND_TALLY, When.BY_HAND),
    Transition(Step.HAND_TALLY, Event.HAND_TALLY_CLOSED, Step.CHECK),
    *(Transition(at, Event.CORRECTED, at) for at in UNFIXED if at is not Step.RECEIVE),
    Transition(Step.OPEN_COUNT, Event.SORTED_ANEW, Step.OPEN_COUNT),
    Transition(Step.HAND_TALLY, Event.SORTED_ANEW, Step.HAND_TALLY),
    Transition(Step.CHECK, Event.SORTED_ANEW, Step.HAND_TALLY, When.BY_HAND),
    *(
        Transition(at, Event.SORTED_ANEW, to, when)
        for at in (Step.KEY, Step.CONCLUDE, Step.CHECK)
        for to, when in ((Step.KEY, When.PILES_LEFT), (Step.CONCLUDE, When.PILES_DONE))
    ),
    *(Transition(at, Event.EXPLAINED, at) for at in UNFIXED),
    *(Transition(at, Event.ALIENS_DECIDED, at) for at in UNFIXED),
    Transition(Step.CHECK, Event.FIXED, Step.SIGN),
    Transition(Step.SIGN, Event.MADE_OFFICIAL, Step.PACK),
    Transition(Step.PACK, Event.PACKED, Step.DONE),
)

ORDER = (*BEFORE_SORTING, *MACHINE, Step.HAND_TALLY, Step.CHECK, Step.SIGN, Step.PACK, Step.DONE)
"""Every step, first to last."""
EVENT_OF_STEP = {at: event for at, event, _ in LINE} | {Step.SORT: Event.SORTED}
"""The event that keeping a step's figures for the first time is."""
