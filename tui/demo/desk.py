"""A sample contest at its desk (bàn kiểm phiếu): every step from the empty box to the closed count, by its deed."""

from dataclasses import replace
from uuid import UUID

from ballots.counting import service as counting
from ballots.counting.accounting import EquationName
from ballots.counting.figures import BoxOpened, BoxSealed, Closed, Issued, Received, Sorted
from ballots.counting.values import Mode, OpenPile, PileKind, Seen, SetAside, SortedPile
from ballots.regulations.values import Marks, Strikes
from tui.demo.office import Office, free_the_way
from tui.demo.people import CHAIR, HEAD, MEMBER, SECOND_MEMBER, SECOND_TYPIST, TYPIST, WITNESS, Person
from tui.demo.telling import Advance
from tui.demo.values import SampleContest, SamplePaper, SamplePile

STEPS = 10
"""So many times `led_to_keying` says that it has come further."""


def led_to_keying(
    office: Office, contest_id: UUID, wanted: SampleContest, advance: Advance, *, site_id: UUID
) -> tuple[str, ...]:
    """From the open desk to the open count; gives what of this machine two people overruled."""
    workspace, by = office.workspace, office.by(MEMBER)
    overruled = free_the_way(office, contest_id, site_id=site_id)
    two = office.by(HEAD, MEMBER)
    counting.open_desk(workspace, two, contest_id=contest_id, mode=Mode.TEST)
    advance()
    received = Received(wanted.printed, wanted.faulty)
    counting.receive(workspace, by, contest_id=contest_id, figures=received)
    advance()
    counting.vote_by_cards(workspace, by, contest_id=contest_id, figures=wanted.votes)
    advance()
    box = BoxSealed(1, wanted.seals, (CHAIR.name, WITNESS))
    counting.seal_box(workspace, by, contest_id=contest_id, figures=box)
    advance()
    counting.issue(workspace, by, contest_id=contest_id, figures=Issued(wanted.delegations))
    advance()
    counting.close_voting(workspace, by, contest_id=contest_id, figures=Closed(wanted.left))
    advance()
    opened = BoxOpened(wanted.collected, wanted.collected)
    counting.open_box(workspace, by, contest_id=contest_id, figures=opened)
    if wanted.missing:
        why = office.by(HEAD, MEMBER, reason=wanted.missing_because)
        counting.explain(workspace, why, contest_id=contest_id, equation=EquationName.ISSUED, papers=wanted.missing)
    advance()
    counting.report(workspace, by, contest_id=contest_id)
    advance()
    piles = Sorted(tuple(SortedPile(number, pile.kind, pile.size) for number, pile in enumerate(wanted.piles, start=1)))
    counting.sort(workspace, by, contest_id=contest_id, figures=piles)
    advance()
    overruled += free_the_way(office, contest_id, site_id=site_id)
    counting.open_count(workspace, office.by(HEAD, MEMBER), contest_id=contest_id, counts=wanted.counts)
    advance()
    return overruled


def keyed(office: Office, contest_id: UUID, wanted: SampleContest, advance: Advance) -> None:
    """Key every pile in every count, by the technicians in turn and what lies aside by a member.

    Then settle what the counts read differently, conclude on what lies aside, close.
    """
    for count in range(1, wanted.counts + 1):
        for number, pile in enumerate(wanted.piles, start=1):
            if count <= pile.counts(wanted.counts):
                pile_keyed(office, contest_id, number, _typed(wanted, number, count), advance, count=count)
    settled(office, contest_id, wanted)
    concluded(office, contest_id, wanted)
    counting.close_count(office.workspace, office.by(SECOND_MEMBER), contest_id=contest_id)


def pile_keyed(
    office: Office,
    contest_id: UUID,
    number: int,
    pile: SamplePile,
    advance: Advance,
    *,
    only: int | None = None,
    count: int = 1,
) -> None:
    """Open a pile, keep each of its papers, close it; with `only`, stop after so many papers and leave it open."""
    typist = typist_of(number, pile.kind, count)
    opened = counting.open_pile(office.workspace, office.by(typist), contest_id=contest_id, number=number)
    for position, paper in enumerate(pile.papers[:only], start=1):
        _keep(office, typist, opened, contest_id, position, paper, times=pile.times)
        for _ in range(pile.times):
            advance()
    if only is None:
        counting.close_pile(office.workspace, office.by(typist), contest_id=contest_id, number=number)


def typist_of(number: int, kind: PileKind, count: int = 1) -> Person:
    """Who keys a pile: each count another; what was sorted aside, only the board itself."""
    if kind is PileKind.ASIDE:
        return MEMBER
    return SECOND_TYPIST if (number + count) % 2 == 0 else TYPIST


def _typed(wanted: SampleContest, number: int, count: int) -> SamplePile:
    """A pile as a count types it: the second mistypes a number here and there."""
    pile = wanted.piles[number - 1]
    slips = {position for of, position in wanted.mistyped if of == number and count == 2}
    papers = (
        SamplePaper(mistyped(paper.seen)) if position in slips else paper
        for position, paper in enumerate(pile.papers, start=1)
    )
    return replace(pile, papers=tuple(papers))


def mistyped(seen: Marks) -> Marks:
    """A paper with its first struck number typed one too high, or too low."""
    assert isinstance(seen, Strikes), "slips are planted on form A"
    first, *rest = seen.struck
    wrong = next(number for number in (first + 1, first + 2, first - 1, first + 3) if number > 0 and number not in rest)
    return Strikes.of([wrong, *rest])


def settled(office: Office, contest_id: UUID, wanted: SampleContest) -> None:
    """The head and a member look at each paper on which the counts differ, and settle."""
    two = office.by(HEAD, SECOND_MEMBER, reason="đối chiếu với phiếu: lượt 2 nhập sai")
    for number, position in wanted.mistyped:
        marks = wanted.piles[number - 1].papers[position - 1].seen
        counting.settle_paper(office.workspace, two, contest_id=contest_id, pile=number, position=position, marks=marks)


def _keep(
    office: Office, typist: Person, pile: OpenPile, contest_id: UUID, position: int, paper: SamplePaper, *, times: int
) -> None:
    heap = pile.kind is PileKind.HEAP and pile.counts == 1
    counting.keep_reading(
        office.workspace,
        office.by(typist, SECOND_MEMBER if heap else None),
        contest_id=contest_id,
        pile_id=pile.id,
        position=position,
        seen=_seen(paper),
        times=times,
        recount=times if heap else None,
    )


def _seen(paper: SamplePaper) -> Seen:
    return paper.seen if paper.doubt is None else SetAside(paper.doubt.remark, paper.seen)


def concluded(office: Office, contest_id: UUID, wanted: SampleContest) -> None:
    """The head and a member conclude on every paper that lies aside."""
    for number, pile in enumerate(wanted.piles, start=1):
        for position, paper in enumerate(pile.papers, start=1):
            if paper.doubt is None:
                continue
            counting.conclude_paper(
                office.workspace,
                office.by(HEAD, SECOND_MEMBER),
                contest_id=contest_id,
                pile=number,
                position=position,
                marks=paper.seen if paper.doubt.marks is None else paper.doubt.marks,
                void=paper.doubt.void,
                why=paper.doubt.why,
            )
