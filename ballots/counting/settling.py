"""Two of the board settle what the counts read differently (thống nhất kết quả đọc), with the paper in hand."""

from typing import TYPE_CHECKING
from uuid import UUID

from ballots.counting import queries, rules, tags
from ballots.counting.comparing import Placed, Standing
from ballots.counting.concluding import left_without, of_the_board
from ballots.counting.deeds import move
from ballots.counting.desk import Settle
from ballots.counting.events import FIXED
from ballots.counting.loading import Loaded, load
from ballots.counting.machine import perform
from ballots.counting.typists import check_other_person
from ballots.counting.values import Seen, SetAside, Settlement, ThirdEntry
from ballots.regulations.values import Marks
from congress.access.registry import BOARD, TWO_OF_THE_BOARD, deed
from congress.access.service import roles_of
from congress.access.values import BOARD_ROLES, Authority
from congress.errors import Refused
from congress.sealing import mac
from congress.text import clean

if TYPE_CHECKING:
    from congress.workspace import Workspace


@deed("paper:settle", who=TWO_OF_THE_BOARD, title="Difference between counts settled")
def settle_paper(
    workspace: "Workspace", by: Authority, *, contest_id: UUID, pile: int, position: int, marks: Marks
) -> Settlement:
    """Settle what is marked on a paper that the counts read differently, or anew before the result is fixed.

    `by` gives the reason: which count went wrong, and how. Marks that do not fit the pile are refused: the board
    concludes on such a paper. Every count's reading stays as it was.
    """
    by.due_reason()
    with workspace.unit(by, scope_id=contest_id) as unit:
        found = load(unit, contest_id)
        paper = _differing(found, pile, position)
        times, of = paper.newest.times, found.desk.pile(pile)
        counts = len(of.passes)
        rules.check_reading(found.slip, of.kind, marks, papers=of.papers, times=times, counts=counts)
        after = perform(found.desk, Settle(pile, left_without(found, pile, position)))
        reading = of_the_board(paper.newest, marks, unit, by)
        settlement = Settlement(
            pile_id=paper.pile_id,
            position=position,
            version=reading.version,
            why=clean(by.reason or ""),
            first=by.first.person,
            second="" if by.second is None else by.second.person,
        )
        key = tags.key_of(unit, contest_id)
        queries.add_reading(unit, reading, mac=mac.mac(key, rules.reading_bytes(reading)))
        tag = mac.mac(key, rules.settlement_bytes(contest_id, settlement))
        queries.add_settlement(unit, contest_id, settlement, mac=tag)
        move(unit, found, after)
        # Neither pile, position nor marks: a settlement in the journal must not point at a paper.
        unit.record(
            contest_id,
            differing=sum(one.differing for one in after.piles),
            settled=queries.settlements_made(unit, contest_id),
        )
    return settlement


@deed("paper:third", who=BOARD, title="Paper keyed by a third person before a difference is settled")
def keep_third(
    workspace: "Workspace", by: Authority, *, contest_id: UUID, pile: int, position: int, seen: Seen
) -> ThirdEntry:
    """Keep what a third person reads on a paper on which the counts differ (lượt đọc thứ ba); it only proposes.

    It is the second person of `by`, where there is one: whoever is logged in stays so. Refused for whoever keyed the
    pile.
    """
    with workspace.unit(by, scope_id=contest_id) as unit:
        found = load(unit, contest_id)
        if found.desk.step in FIXED:
            raise Refused("desk-fixed")
        paper = _differing(found, pile, position)
        if not isinstance(seen, SetAside):
            rules.check_marks(found.slip, seen)
        third = by.first if by.second is None else by.second
        if not roles_of(unit, third, scope_id=contest_id) & BOARD_ROLES:
            raise Refused("third-not-of-the-board")
        check_other_person(unit, found, third, pile, count=None)
        key = tags.key_of(unit, contest_id)
        before = tags.checked_thirds(unit, contest_id, key=key).get((paper.pile_id, position))
        entry = ThirdEntry(
            pile_id=paper.pile_id,
            position=position,
            version=1 if before is None else before.version + 1,
            seen=seen,
            account_id=third.account_id,
            mode=found.stored.mode,
            machine=unit.machine,
        )
        queries.add_third(unit, contest_id, entry, mac=mac.mac(key, rules.third_bytes(contest_id, entry)))
        unit.record(contest_id)
    return entry


def _differing(found: Loaded, pile: int, position: int) -> Placed:
    paper = found.paper_at(pile, position)
    if paper.standing in {Standing.DIFFERS, Standing.SETTLED}:
        return paper
    if paper.is_aside or paper.standing is Standing.CONCLUDED:
        raise Refused("paper-for-the-board")
    raise Refused("paper-not-differing", pile=pile, position=position)
