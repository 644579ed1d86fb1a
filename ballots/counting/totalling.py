"""Deeds of counting by hand (kiểm phiếu thủ công): totals keyed by pile from the tally sheets, with checks."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from ballots.counting import hand, queries, witness
from ballots.counting.deeds import StepDone, close, write
from ballots.counting.desk import OnPile
from ballots.counting.events import Event
from ballots.counting.hand import Keyed
from ballots.counting.loading import load
from ballots.counting.machine import perform
from congress.access.registry import BOARD_MEMBERS, TWO_OF_THE_BOARD, deed
from congress.access.values import Authority
from congress.errors import Malformed

if TYPE_CHECKING:
    from congress.workspace import Workspace


@deed("hand:total:keep", who=TWO_OF_THE_BOARD, title="Totals of a pile counted by hand kept")
def keep_total(workspace: "Workspace", by: Authority, *, contest_id: UUID, number: int, keyed: Keyed) -> StepDone:
    """Keep one pile's totals from its tally sheet (số liệu một tập); every fault in them is named at once.

    Two of the board do it, since void papers are among the totals. A correction is a further version.
    """
    with workspace.unit(by, scope_id=contest_id) as unit:
        found = load(unit, contest_id)
        pile = found.desk.pile(number)
        if wrong := hand.faults(found.slip, pile, keyed):
            raise Malformed(wrong)
        after = perform(found.desk, OnPile(Event.PILE_TOTALLED, number))
        total, names = hand.total_of(found.slip, pile, keyed)
        second = "" if by.second is None else by.second.person
        queries.add_total(
            unit,
            contest_id,
            total,
            numbers=found.contest.numbers,
            names=names,
            by=by.first.person,
            second=second,
        )
        figures: dict[str, Any] = {"pile": number, "papers": pile.papers, "valid": total.valid}
        write(unit, found, after, by, event=Event.PILE_TOTALLED, figures=figures)
        tag = witness.total_tag(unit, contest_id, total, names)
        unit.record(contest_id, **figures, votes=sum(total.agree), tag=tag)
        after = load(unit, contest_id).desk
    return StepDone(after)


@deed("hand:close", who=BOARD_MEMBERS, title="Counting by hand closed")
def close_hand_tally(workspace: "Workspace", by: Authority, *, contest_id: UUID) -> StepDone:
    """Close the counting by hand once every pile is totalled (kết thúc kiểm phiếu thủ công); yields the annex."""
    return close(workspace, by, contest_id, Event.HAND_TALLY_CLOSED)
