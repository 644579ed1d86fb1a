"""The board concludes on doubtful papers (kết luận phiếu), QC190 Art. 8(2): two of its names, never a typist."""

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from ballots.counting import queries, rules, tags
from ballots.counting.comparing import Placed, Standing, left
from ballots.counting.deeds import move
from ballots.counting.desk import Conclude, Left
from ballots.counting.loading import Loaded, load
from ballots.counting.machine import perform
from ballots.counting.values import Conclusion, PileKind, Reading
from ballots.regulations.catalogue import regulation
from ballots.regulations.citations import Topic
from ballots.regulations.rules import judge
from ballots.regulations.values import BoardReason, Marks
from congress.access.registry import TWO_OF_THE_BOARD, deed
from congress.access.values import Authority
from congress.errors import Refused
from congress.sealing import mac
from congress.store.unit import Unit
from congress.text import clean

if TYPE_CHECKING:
    from congress.workspace import Workspace


@deed("paper:conclude", who=TWO_OF_THE_BOARD, title="Doubtful paper concluded")
def conclude_paper(
    workspace: "Workspace",
    by: Authority,
    *,
    contest_id: UUID,
    pile: int,
    position: int,
    marks: Marks | None = None,
    void: BoardReason | None = None,
    why: str = "",
) -> Conclusion:
    """Conclude on a paper that was laid aside or that the counts read differently, or anew before the result is fixed.

    The board either fixes the marks, and the regulation says whether the paper is valid and why not, or finds it
    void for one of its own six reasons. Too many, nobody and the like are never picked by hand.
    """
    why = clean(why)
    _check_choice(marks, void, why)
    with workspace.unit(by, scope_id=contest_id) as unit:
        found = load(unit, contest_id)
        newest = _paper_for_the_board(found, pile, position).newest
        if marks is not None:
            rules.check_marks(found.slip, marks)
        after = perform(found.desk, Conclude(pile, left_without(found, pile, position)))
        reading = of_the_board(newest, marks, unit, by)
        verdict = judge(found.contest, rules.concluded_paper(marks, void, why))
        conclusion = Conclusion(
            pile_id=newest.pile_id,
            position=position,
            version=reading.version,
            void=void,
            why=why,
            reason=verdict.first,
            basis=regulation(found.contest.regulation).cite(Topic.CONCLUDING),
            first=by.first.person,
            second="" if by.second is None else by.second.person,
        )
        key = tags.key_of(unit, contest_id)
        queries.add_reading(unit, reading, mac=mac.mac(key, rules.reading_bytes(reading)))
        tag = mac.mac(key, rules.conclusion_bytes(contest_id, conclusion))
        queries.add_conclusion(unit, contest_id, conclusion, mac=tag)
        move(unit, found, after)
        # Neither pile, position nor marks: a conclusion in the journal must not point at a paper.
        unit.record(
            contest_id,
            counts_as="valid" if verdict.first is None else str(verdict.first),
            by_board=void is not None,
            waiting=sum(one.waiting for one in after.piles),
            concluded=queries.conclusions_made(unit, contest_id),
        )
    return conclusion


def _check_choice(marks: Marks | None, void: BoardReason | None, why: str) -> None:
    if marks is None and void is None:
        raise Refused("conclusion-missing")
    if void is BoardReason.OTHER and not why:
        raise Refused("conclusion-why-missing")


def _paper_for_the_board(found: Loaded, pile: int, position: int) -> Placed:
    paper = found.paper_at(pile, position)
    if paper.standing is Standing.ALIKE:
        raise Refused("paper-not-aside", pile=pile, position=position)
    if found.desk.pile(pile).kind is PileKind.HEAP:
        raise Refused("heap-not-aside")
    return paper


def left_without(found: Loaded, pile: int, position: int) -> Left:
    """What is left of a pile once people have looked at one more paper of it."""
    return left(one for one in found.placed[pile] if one.position != position)


def of_the_board(newest: Reading, marks: Marks | None, unit: Unit, by: Authority) -> Reading:
    """The board's reading of a paper, by two of it: it stands in the first count and replaces what was read."""
    return replace(
        newest,
        id=uuid4(),
        version=newest.version + 1,
        seen=marks,
        account_id=by.first.account_id,
        second_account_id=None if by.second is None else by.second.account_id,
        board=True,
        machine=unit.machine,
        at=None,
    )
