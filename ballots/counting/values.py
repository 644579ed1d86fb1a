"""The desk, its piles and readings (bàn kiểm phiếu, tập phiếu, kết quả nhập phiếu): values without behaviour."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from ballots.regulations.values import BoardReason, Contest, Marks, Paper, Reason
from congress.errors import Refused

COUNTS_MOST = 3
"""Independent counts of a pile at most."""
ONE_COUNT_PAPERS_MOST = 50
"""Papers of a contest up to which one count is enough, with a warning."""
PILE_PAPERS_MOST = 25
"""Papers of a clipped pile, so that the position is the number; a heap of one pattern may hold more."""


class Mode(StrEnum):
    """Whether a count is a trial or the real one (chế độ): the two never mix."""

    TEST = "test"
    """Chạy thử: every paper is marked MẪU."""
    OFFICIAL = "official"
    """Chính thức."""


class PileKind(StrEnum):
    """What a physical pile was sorted as (loại tập)."""

    FULL = "full"
    """Đủ: every paper chooses exactly the number."""
    FEWER = "fewer"
    """Thiếu: every paper chooses fewer, at least one."""
    HEAP = "heap"
    """Xấp cùng mẫu: all papers are marked alike; the pattern is entered once, the heap counted by two people."""
    ASIDE = "aside"
    """Để riêng: doubtful papers and those that choose too many; the board keys them and concludes on each."""


class PileState(StrEnum):
    """How far the keying of a pile has come (trạng thái tập)."""

    SORTED = "sorted"
    OPEN = "open"
    CLOSED = "closed"


class CountState(StrEnum):
    """Whether a count (lượt) is being keyed."""

    OPEN = "open"
    CLOSED = "closed"


class Step(StrEnum):
    """What is to be done next at the desk (bước công việc); rules of the trade in their order."""

    RECEIVE = "receive"
    CARD_VOTES = "card-votes"
    SEAL_BOX = "seal-box"
    ISSUE = "issue"
    CLOSE_VOTING = "close-voting"
    OPEN_BOX = "open-box"
    REPORT = "report"
    SORT = "sort"
    OPEN_COUNT = "open-count"
    KEY = "key"
    CONCLUDE = "conclude"
    HAND_TALLY = "hand-tally"
    CHECK = "check"
    SIGN = "sign"
    PACK = "pack"
    DONE = "done"


class Held(StrEnum):
    """What the database holds of a desk (nội dung đối chiếu)."""

    CONTEST = "contest"
    """List, electorate, open points, board."""
    WAY = "way"
    """Trial or official, by machine or by hand."""
    FIGURES = "figures"
    DECISIONS = "decisions"
    PILES = "piles"
    CONCLUSIONS = "conclusions"
    SETTLEMENTS = "settlements"
    TOTALS = "totals"
    KEPT = "kept"
    """What stayed of the papers when they were sealed."""


class PaperKind(StrEnum):
    """Papers that the desk yields (văn bản của bàn kiểm phiếu), as the register of papers names them."""

    RECEIPT = "receipt-minutes"
    BOX = "box-minutes"
    ISSUED_COLLECTED = "issued-collected"
    COVER_SLIPS = "cover-slips"
    TALLY_SHEETS = "tally-sheets"
    ENTRY_LOG = "entry-log"
    DOUBTFUL = "doubtful-papers"


@dataclass(frozen=True, slots=True)
class SortedPile:
    """A physical pile under its cover slip (tập phiếu đã phân loại)."""

    number: int
    kind: PileKind
    papers: int


@dataclass(frozen=True, slots=True)
class Pass:
    """One count's way through a pile (một lượt kiểm của tập)."""

    count: int
    """Number of the count, from 1."""
    state: PileState = PileState.SORTED
    read: int = 0
    """Papers that have a reading; a heap's one reading stands for all its papers."""
    id: UUID | None = None
    """Once opened."""
    typist: str = ""
    machine: str = ""


@dataclass(frozen=True, slots=True)
class Pile:
    """A physical pile and how far its counts have come (tập phiếu)."""

    number: int
    kind: PileKind
    papers: int
    passes: tuple[Pass, ...] = ()
    """One a count, in their order; none before the counts are opened."""
    waiting: int = 0
    """Papers set aside on which the board has not yet concluded; of several counts, known once all are closed."""
    differing: int = 0
    """Papers on which the counts differ and which nobody has settled; known once all are closed."""
    totalled: bool = False
    """Counted by hand, and its totals keyed."""

    @property
    def state(self) -> PileState:
        """Closed once every count of it is, open once any was begun."""
        states = {one.state for one in self.passes} or {PileState.SORTED}
        return states.pop() if len(states) == 1 else PileState.OPEN

    @property
    def read(self) -> int:
        """Papers that every count has read."""
        return min((one.read for one in self.passes), default=0)

    @property
    def at_hand(self) -> Pass | None:
        """The pass that is open, else the first that waits for a typist; none once every count is closed."""
        left = [one for one in self.passes if one.state is not PileState.CLOSED]
        return next((one for one in left if one.state is PileState.OPEN), left[0] if left else None)

    def of_count(self, count: int) -> Pass:
        """The pass of a count; refused where the pile has none."""
        for one in self.passes:
            if one.count == count:
                return one
        raise Refused("pass-unknown", pile=self.number, count=count)


@dataclass(frozen=True, slots=True)
class SetAside:
    """The reading of a paper set aside (để riêng): a remark for the board and what was typed, never a verdict."""

    because: str
    """Why the typist laid it aside, a code with its sentence in the catalogue."""
    seen: Marks | None = None


Seen = Marks | SetAside
"""What one reading holds: marks, or that the paper was laid aside."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was seen on one paper of a pile (kết quả nhập một phiếu); never changed, a later version replaces it."""

    id: UUID
    pile_id: UUID
    position: int
    """Place in the clipped pile, from 1; no order of voting."""
    version: int
    times: int
    """1, or all papers of a heap."""
    seen: Seen | None
    """None in a reading of the board that found the paper void without fixing its marks."""
    account_id: UUID
    board: bool
    """The board's reading, from concluding."""
    mode: Mode
    machine: str
    at: datetime | None = None
    """Dropped when the pile is closed."""
    recount: int | None = None
    """A heap's second count, by a second person."""
    second_account_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the board concluded on one paper (kết luận), QC190 Art. 8(2): its marks are fixed, or it is void."""

    pile_id: UUID
    position: int
    version: int
    """Of the board's reading that it made."""
    void: BoardReason | None
    why: str
    """The board's words."""
    reason: Reason | None
    """What the paper counts under: the board's reason, the regulation's, or None for a valid paper."""
    basis: str
    """Citation of the article."""
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """What two of the board settled where the counts differed (thống nhất kết quả đọc), with the paper in hand."""

    pile_id: UUID
    """Of the first count's pass."""
    position: int
    version: int
    """Of the board's reading that it made."""
    why: str
    """The board's words: which count went wrong, and how."""
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class ThirdEntry:
    """A paper keyed once more by a third person, who saw none of the counts (lượt đọc thứ ba của một phiếu)."""

    pile_id: UUID
    """Of the first count's pass."""
    position: int
    version: int
    seen: Seen
    account_id: UUID
    mode: Mode
    machine: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far independent counts agreed, paper by paper, before anyone looked again (kết quả đối chiếu các lượt)."""

    counts: int
    alike: int
    """Papers that every count read alike."""
    differed: int
    """Papers that were settled or concluded with the paper in hand."""
    names: int
    """Names, and layings aside, on which they differed."""
    once: int
    """Papers of piles that one count is due for: the board itself keys and concludes on them."""


@dataclass(frozen=True, slots=True)
class HandTotal:
    """One pile counted by hand (kết quả kiểm thủ công của một tập)."""

    pile: int
    valid: int
    void: tuple[tuple[Reason, int], ...]
    """Void papers under their first reason, in the order of reasons."""
    agree: tuple[int, ...]
    """Votes in ballot order."""
    disagree: tuple[int, ...]
    """Against, in ballot order; on form A the valid papers less the votes."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The acknowledgement of a reading (đã ghi): it is on the disk."""

    position: int
    version: int


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """Papers the board concluded on (phụ lục): reason, how many, who; no mark, pile, position or time."""

    reason: Reason | None
    """None: the marks were fixed and the paper is valid."""
    why: str
    papers: int
    first: str
    second: str


class Logged(StrEnum):
    """What the entry log tells of (việc ghi trong nhật ký nhập phiếu)."""

    KEYED = "log-keyed"
    CORRECTED = "log-corrected"
    ASIDE = "log-aside"
    REOPENED = "log-reopened"
    RESTARTED = "log-restarted"
    CONCLUDED = "log-concluded"
    SETTLED = "log-settled"
    THIRD = "log-third"
    BY_HAND = "log-by-hand"


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the entry log (nhật ký nhập phiếu): what, why, on how many papers, by whom."""

    what: Logged
    reason: str
    """A code with its sentence in the catalogue, a person's words, or nothing."""
    papers: int
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PileHash:
    """What the journal says of a closed pile (mã băm của tập)."""

    number: int
    papers: int
    digest: str
    compared: Pile | None = None
    """The pile with what its counts differ on, once the last of them is closed."""


@dataclass(frozen=True, slots=True)
class OpenPile:
    """A pile as the entry screen gets it (tập đang nhập): its list, and the readings kept so far."""

    id: UUID
    contest: Contest
    number: int
    kind: PileKind
    papers: int
    mode: Mode
    readings: tuple[Reading, ...]
    """This count's newest of each position, in the order of positions; nothing of any other count."""
    count: int = 1
    counts: int = 1
    """How many counts the pile gets."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A paper that waits for the board (phiếu cần kết luận), or on which it concluded."""

    pile_id: UUID
    pile: int
    position: int
    because: str
    seen: Marks | None
    concluded: Conclusion | None = None
    paper: Paper | None = field(default=None, repr=False)
    """What it counts as, once concluded."""
    ready: bool = False
    """Its pile is closed, so the paper may be taken out."""
    typed: tuple[Seen | None, ...] = ()
    """What each count read, in the order of counts."""

    @property
    def place(self) -> tuple[int, int]:
        """Where the paper lies: its pile's number, its position in it."""
        return self.pile, self.position


class Progress(StrEnum):
    """How a step stands (tình trạng bước)."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as the home screen shows it (dòng công việc)."""

    step: Step
    progress: Progress
    at: datetime | None
    who: tuple[str, ...]
    facts: tuple[tuple[str, int], ...]
    """Figures worth a glance, by their codes."""
    record_id: UUID | None
    """The newest paper the step yielded."""
    corrections: int = 0
