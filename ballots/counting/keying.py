"""Deeds of keying (nhập phiếu): open the count, open a pile, keep each reading, close and reopen piles."""

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from ballots.counting import queries, rules, tags
from ballots.counting.deeds import OPEN_COUNT, StepDone, ask_gates, close, move, write
from ballots.counting.desk import OnPile, Plain
from ballots.counting.events import Event
from ballots.counting.loading import load
from ballots.counting.machine import perform
from ballots.counting.queries import PileAtHand
from ballots.counting.values import (
    Kept,
    OpenPile,
    PileHash,
    PileKind,
    PileState,
    Reading,
    Seen,
    SetAside,
    Step,
)
from congress.access.registry import BOARD, BOARD_MEMBERS, HEAD_WITH_MEMBER, deed
from congress.access.service import check_watch, roles_of
from congress.access.values import BOARD_ROLES, Actor, Authority, Role
from congress.errors import Refused
from congress.sealing import mac
from congress.store.unit import Unit

if TYPE_CHECKING:
    from congress.workspace import Workspace

_CONCLUDING = frozenset({Role.MEMBER, Role.HEAD})


@deed("count:open", who=HEAD_WITH_MEMBER, title="Count opened")
def open_count(workspace: "Workspace", by: Authority, *, contest_id: UUID) -> StepDone:
    """Open the count of the sorted piles (mở lượt kiểm phiếu); the gates are asked once more."""
    with workspace.unit(by, scope_id=contest_id) as unit:
        found = load(unit, contest_id)
        after = perform(found.desk, Plain(Event.COUNT_OPENED))
        site = found.sheet.site
        asked = ask_gates(workspace, unit, contest_id, site_id=None if site is None else site.id)
        number = queries.closed_counts(unit, contest_id) + 1
        queries.add_count(unit, contest_id, number=number, mode=found.stored.mode)
        write(unit, found, after, by, event=Event.COUNT_OPENED, figures={"count": number})
        unit.record(
            contest_id, count=number, mode=str(found.stored.mode), gates=asked["gates"], overruled=asked["overruled"]
        )
    return StepDone(after)


@deed("pile:open", who=BOARD, title="Pile opened")
def open_pile(workspace: "Workspace", by: Authority, *, contest_id: UUID, number: int) -> OpenPile:
    """Open a sorted pile for keying (mở tập), or take an open one over from another typist.

    Papers laid aside when sorting are keyed by the board itself.
    """
    with workspace.unit(by, scope_id=contest_id) as unit:
        found = load(unit, contest_id)
        pile = found.desk.pile(number)
        _check_typist(unit, by.first, pile.kind, contest_id=contest_id)
        taken_from = _typist_of(found.passes, number)
        if pile.state is PileState.OPEN and taken_from == by.first.account_id:
            raise Refused("pile-open-already", pile=number)
        after = perform(found.desk, OnPile(Event.PILE_OPENED, number))
        if found.count is None:
            raise Refused("count-not-open")
        account_id = by.first.account_id
        if pile.id is None:
            pile_id = queries.add_pile(
                unit, found.count.id, number=number, account_id=account_id, mode=found.stored.mode
            )
        else:
            pile_id = pile.id
            queries.open_pile(unit, pile_id, account_id=account_id)
        move(unit, found, after)
        took: dict[str, Any] = {"from": pile.typist} if taken_from is not None else {}
        unit.record(pile_id, pile=number, kind=str(pile.kind), papers=pile.papers, **took)
        return _opened(unit, contest_id, pile_id)


def pile_view(unit: Unit, contest_id: UUID, pile_id: UUID) -> OpenPile:
    """Step: an open pile as the entry screen needs it, to begin or to go on after an interruption."""
    return _opened(unit, contest_id, pile_id)


def _opened(unit: Unit, contest_id: UUID, pile_id: UUID) -> OpenPile:
    found = load(unit, contest_id)
    pile = next((pile for pile in found.desk.piles if pile.id == pile_id), None)
    if pile is None:
        raise Refused("pile-unknown", pile=str(pile_id))
    return OpenPile(
        id=pile_id,
        contest=found.contest,
        number=pile.number,
        kind=pile.kind,
        papers=pile.papers,
        mode=found.stored.mode,
        readings=rules.newest(found.readings[pile.number]),
    )


@deed("reading:keep", who=BOARD, title="Reading kept", journal=False)
def keep_reading(
    workspace: "Workspace",
    by: Authority,
    *,
    contest_id: UUID,
    pile_id: UUID,
    position: int,
    seen: Seen,
    corrects: bool = False,
    times: int = 1,
    recount: int | None = None,
) -> Kept:
    """Keep what was seen on one paper (ghi một phiếu): on the disk before this returns, tagged, never changed.

    Refused while the laptop has a way out that no two people have overruled: the paper is keyed again then.
    A correction is a further version at the same position. A heap has one reading with two people's counts. The
    only deed without a journal entry of its own: closing the pile writes it.
    """
    with workspace.unit(by, scope_id=contest_id) as unit:
        check_watch(unit, workspace.house.watch, act=OPEN_COUNT, scope_id=contest_id)
        pile = _pile_at_hand(unit, by, contest_id=contest_id, pile_id=pile_id)
        rules.check_reading(
            rules.slip_from(pile.slip), pile.kind, seen, papers=pile.papers, times=times, recount=recount
        )
        second = _second_counter(unit, by, pile.kind, contest_id=contest_id)
        version = _next_version(pile, position=position, corrects=corrects)
        _keep_conclusion(pile, seen, position=position)
        reading = Reading(
            id=uuid4(),
            pile_id=pile_id,
            position=position,
            version=version,
            times=times,
            seen=seen,
            account_id=by.first.account_id,
            board=False,
            mode=pile.mode,
            machine=unit.machine,
            at=unit.now,
            recount=recount,
            second_account_id=None if second is None else second.account_id,
        )
        key = tags.key_of(unit, contest_id)
        queries.add_reading(unit, reading, mac=mac.mac(key, rules.reading_bytes(reading)))
    return Kept(position, version)


def _pile_at_hand(unit: Unit, by: Authority, *, contest_id: UUID, pile_id: UUID) -> PileAtHand:
    pile = queries.pile_at_hand(unit, pile_id)
    if pile is None or pile.contest_id != contest_id:
        raise Refused("pile-unknown", pile=str(pile_id))
    if pile.step is not Step.KEY or pile.by_hand:
        raise Refused("not-at-this-step", event=str(Event.PAPER_READ), step=str(pile.step))
    if pile.state is not PileState.OPEN:
        raise Refused("pile-not-open", pile=pile.number)
    if pile.account_id != by.first.account_id:
        raise Refused("pile-of-another", pile=pile.number)
    _check_typist(unit, by.first, pile.kind, contest_id=contest_id)
    return pile


def _check_typist(unit: Unit, typist: Actor, kind: PileKind, *, contest_id: UUID) -> None:
    if kind is PileKind.ASIDE and not roles_of(unit, typist, scope_id=contest_id) & _CONCLUDING:
        raise Refused("aside-pile-board-only")


def _second_counter(unit: Unit, by: Authority, kind: PileKind, *, contest_id: UUID) -> Actor | None:
    if kind is not PileKind.HEAP:
        return None
    if by.second is None or not roles_of(unit, by.second, scope_id=contest_id) & BOARD_ROLES:
        raise Refused("heap-second-missing")
    return by.second


def _next_version(pile: PileAtHand, *, position: int, corrects: bool) -> int:
    """A new paper goes to the next position, a correction to one that is there: no paper twice, none left out."""
    versions = [place.version for place in pile.places if place.position == position]
    if corrects:
        if not versions:
            raise Refused("nothing-to-correct", pile=pile.number, position=position)
        return max(versions) + 1
    if versions:
        raise Refused("position-read-already", pile=pile.number, position=position)
    last = max((place.position for place in pile.places), default=0)
    most = 1 if pile.kind is PileKind.HEAP else pile.papers
    if position != last + 1 or position > most:
        raise Refused("position-out-of-turn", pile=pile.number, position=position, due=min(last + 1, most))
    return 1


def _keep_conclusion(pile: PileAtHand, seen: Seen, *, position: int) -> None:
    """What the board concluded, no typist turns into a vote: such a paper can only be laid aside again."""
    newest = max((p for p in pile.places if p.position == position), key=lambda p: p.version, default=None)
    if newest is not None and newest.board and not isinstance(seen, SetAside):
        raise Refused("paper-concluded", pile=pile.number, position=position)


@deed("pile:close", who=BOARD, title="Pile closed, hash of its readings written")
def close_pile(workspace: "Workspace", by: Authority, *, contest_id: UUID, number: int) -> PileHash:
    """Close a pile that is read to its last paper (đóng tập): its salted hash is written, moments are dropped."""
    salt = mac.new_salt()
    with workspace.unit(by, scope_id=contest_id) as unit:
        found = load(unit, contest_id)
        pile = found.desk.pile(number)
        _check_typist(unit, by.first, pile.kind, contest_id=contest_id)
        after = perform(found.desk, OnPile(Event.PILE_CLOSED, number))
        pile_id = found.pile_id(number)
        digest = rules.pile_digest(salt, found.readings[number])
        tag = mac.mac(tags.key_of(unit, contest_id), rules.pile_bytes(pile_id, digest))
        queries.close_pile(unit, pile_id, salt=salt, digest=digest, mac=tag)
        move(unit, found, after)
        unit.record(
            pile_id,
            pile=number,
            kind=str(pile.kind),
            papers=pile.papers,
            aside=pile.waiting,
            typist=pile.typist,
            digest=digest,
        )
    workspace.empty_log()
    return PileHash(number, pile.papers, digest)


@deed("pile:reopen", who=HEAD_WITH_MEMBER, title="Closed pile opened again")
def reopen_pile(workspace: "Workspace", by: Authority, *, contest_id: UUID, number: int) -> StepDone:
    """Open a closed pile again for corrections (mở lại tập), with a reason; it is closed anew under a new hash."""
    by.due_reason()
    with workspace.unit(by, scope_id=contest_id) as unit:
        found = load(unit, contest_id)
        after = perform(found.desk, OnPile(Event.PILE_REOPENED, number))
        pile_id, papers_of_pile = found.pile_id(number), found.desk.pile(number).papers
        queries.open_pile(unit, pile_id, account_id=by.first.account_id)
        figures: dict[str, Any] = {"pile": number, "papers": papers_of_pile}
        write(unit, found, after, by, event=Event.PILE_REOPENED, figures=figures)
        unit.record(pile_id, **figures)
    return StepDone(after)


@deed("pile:restart", who=HEAD_WITH_MEMBER, title="Pile's readings thrown away, keyed from its first paper")
def restart_pile(workspace: "Workspace", by: Authority, *, contest_id: UUID, number: int) -> StepDone:
    """Throw a pile's readings away (nhập lại cả tập), with a reason: the wrong pile was keyed, or a paper twice.

    A single paper is corrected instead; readings thrown away are gone, their number stands in log and journal.
    """
    by.due_reason()
    with workspace.unit(by, scope_id=contest_id) as unit:
        found = load(unit, contest_id)
        after = perform(found.desk, OnPile(Event.PILE_RESTARTED, number))
        pile_id = found.pile_id(number)
        figures: dict[str, Any] = {"pile": number, "readings": queries.drop_pile(unit, pile_id)}
        write(unit, found, after, by, event=Event.PILE_RESTARTED, figures=figures)
        unit.record(pile_id, **figures, concluded=queries.conclusions_made(unit, contest_id))
    workspace.empty_log()
    return StepDone(after)


@deed("count:close", who=BOARD_MEMBERS, title="Count closed")
def close_count(workspace: "Workspace", by: Authority, *, contest_id: UUID) -> StepDone:
    """Close the count once every paper is concluded on (kết thúc lượt); yields entry log and annex."""
    return close(workspace, by, contest_id, Event.COUNT_CLOSED)


def _typist_of(passes: tuple[queries.StoredPile, ...], number: int) -> UUID | None:
    return next((one.account_id for one in passes if one.number == number), None)
