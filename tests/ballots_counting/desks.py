"""A contest at its desk (bàn kiểm phiếu mẫu): led through its steps by the sample board, as far as a test needs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

import pytest

from ballots.contests.values import ContestSheet, ListEntry
from ballots.counting import service as counting
from ballots.counting.accounting import Accounting
from ballots.counting.desk import Desk
from ballots.counting.figures import (
    BoxOpened,
    BoxSealed,
    CardVote,
    CardVotes,
    Closed,
    Delegation,
    Issued,
    Received,
    Sorted,
)
from ballots.counting.values import Kept, Mode, OpenPile, PileKind, Seen, SetAside, SortedPile, Step
from ballots.regulations.values import Boxes, Strikes
from congress.access.values import Authority
from congress.errors import Malformed, Refused
from congress.journal import queries as journal
from congress.journal.values import JournalEntry
from congress.records import queries as records
from congress.records.values import Record
from tests.ballots_contests.preparing import Prepared, prepared
from tests.workspaces import Office

NINE = tuple(f"Nguyễn Văn {letter}" for letter in ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khoa", "Lan", "Minh"))
TYPIST, HEAD, MEMBER, OTHER = "kythuat", "truongban", "uyvien1", "uyvien2"
REASON = "theo quyết định của ban kiểm phiếu"


@dataclass(frozen=True, slots=True)
class AtDesk:
    """An office with one contest's desk in it."""

    office: Office
    prepared: Prepared
    contest_id: UUID

    @property
    def sheet(self) -> ContestSheet:
        """The contest as it stands."""
        return self.prepared.sheet(self.contest_id)

    @property
    def desk(self) -> Desk:
        """The desk as its rules see it."""
        with self.office.workspace.reading() as unit:
            return counting.desk_of(unit, self.contest_id)

    @property
    def accounting(self) -> Accounting:
        """Where every paper is."""
        return self.desk.accounting

    def by(self, first: str = TYPIST, second: str | None = None, *, reason: str | None = None) -> Authority:
        """Who does a deed."""
        return self.office.by(first, second, reason=reason)

    @property
    def two(self) -> Authority:
        """The head with a member, with a reason."""
        return self.by(HEAD, MEMBER, reason=REASON)

    def open(self, *, mode: Mode = Mode.TEST) -> None:
        """Open the desk."""
        counting.open_desk(self.office.workspace, self.two, contest_id=self.contest_id, mode=mode)

    def until_sorted(self, *piles: tuple[PileKind, int], issued: int | None = None, printed: int | None = None) -> None:
        """From the ballots received to the sorted piles; all papers come back unless `issued` says otherwise."""
        collected = sum(papers for _, papers in piles)
        issued = collected if issued is None else issued
        printed = issued + 3 if printed is None else printed
        workspace, where = self.office.workspace, self.contest_id
        by = self.by()
        counting.receive(workspace, by, contest_id=where, figures=Received(printed, 1))
        votes = CardVotes(147, CardVote(147), CardVote(140, 5, 2), CardVote(147))
        counting.vote_by_cards(workspace, by, contest_id=where, figures=votes)
        counting.seal_box(workspace, by, contest_id=where, figures=BoxSealed(1, ("A-001", "A-002"), ("Lê Thị Hà",)))
        half = issued // 2
        lines = (
            (Delegation("Đoàn 1", half), Delegation("Đoàn 2", issued - half, 1))
            if half
            else (Delegation("Đoàn 1", issued, 1),)
        )
        counting.issue(workspace, by, contest_id=where, figures=Issued(lines))
        counting.close_voting(workspace, by, contest_id=where, figures=Closed(printed - issued - 1))
        counting.open_box(workspace, by, contest_id=where, figures=BoxOpened(collected, collected))
        counting.report(workspace, by, contest_id=where)
        counting.sort(workspace, by, contest_id=where, figures=sorted_into(*piles))

    def open_count(self, counts: int = 1) -> None:
        """Open so many counts."""
        counting.open_count(self.office.workspace, self.two, contest_id=self.contest_id, counts=counts)

    def open_pile(self, number: int, *, by: str = TYPIST) -> OpenPile:
        """Open a pile."""
        return counting.open_pile(self.office.workspace, self.by(by), contest_id=self.contest_id, number=number)

    def keep(self, pile: OpenPile, position: int, seen: Seen, *, by: str = TYPIST, corrects: bool = False) -> Kept:
        """Keep one paper."""
        return counting.keep_reading(
            self.office.workspace,
            self.by(by),
            contest_id=self.contest_id,
            pile_id=pile.id,
            position=position,
            seen=seen,
            corrects=corrects,
        )

    def key(self, number: int, papers: Iterable[Seen], *, by: str = TYPIST, close: bool = True) -> OpenPile:
        """Open a pile, key its papers in turn, close it."""
        pile = self.open_pile(number, by=by)
        for position, seen in enumerate(papers, start=1):
            self.keep(pile, position, seen, by=by)
        if close:
            counting.close_pile(self.office.workspace, self.by(by), contest_id=self.contest_id, number=number)
        return pile

    @property
    def step(self) -> Step:
        """The step that is due."""
        return self.desk.step


def sorted_into(*piles: tuple[PileKind, int]) -> Sorted:
    """Piles numbered from 1."""
    return Sorted(tuple(SortedPile(number, kind, papers) for number, (kind, papers) in enumerate(piles, start=1)))


def aside(because: str = "pad-aside-typist", seen: Strikes | Boxes | None = None) -> SetAside:
    """A paper laid aside."""
    return SetAside(because, seen)


def struck(*numbers: int) -> Strikes:
    """A paper of form A."""
    return Strikes.of(numbers)


def at_desk(office: Office, *, seats: int = 7, names: Iterable[str | ListEntry] = NINE, code: str = "bch") -> AtDesk:
    """A contest of nine names for seven seats, ready for its desk."""
    made = prepared(office)
    sheet = made.ready(code=code, seats=seats, names=names)
    return AtDesk(office, made, sheet.id)


def boxed_desk(office: Office, *, names: Iterable[str] = ("Trần Thị Mai",)) -> AtDesk:
    """A contest without surplus, form B."""
    names = tuple(names)
    return at_desk(office, seats=len(names), names=names, code="bt")


def code(work: Callable[[], object]) -> str:
    """The code of a refusal."""
    with pytest.raises(Refused) as refused:
        work()
    return refused.value.code


def codes(work: Callable[[], object]) -> list[str]:
    """The codes of all faults of what was given."""
    with pytest.raises(Malformed) as malformed:
        work()
    return [finding.code for finding in malformed.value.findings]


def papers_of(at: AtDesk) -> tuple[Record, ...]:
    """The papers that the desk has yielded."""
    with at.office.workspace.reading() as unit:
        return records.of_scope(unit, at.contest_id)


def entries(at: AtDesk) -> list[JournalEntry]:
    """What the journal tells of the contest."""
    with at.office.workspace.reading() as unit:
        return [entry for entry in journal.entries(unit, "MAY-1") if entry.scope_id == at.contest_id]


def votes() -> CardVotes:
    """Votes by cards, 140 delegates present."""
    return CardVotes(140, CardVote(140), CardVote(130, 10), CardVote())
