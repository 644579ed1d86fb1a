"""Deeds of keying (nhập phiếu): open the count, open a pile, keep each reading, close and reopen piles."""

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from ballots.counting import queries, rules, tags
from ballots.counting.deeds import OPEN_COUNT, StepDone, ask_gates, close, move, write
from ballots.counting.desk import OnPile, OpenCount
from ballots.counting.events import Event
from ballots.counting.loading import load
from ballots.counting.machine import perform
from ballots.counting.queries import PileAtHand
from ballots.counting.typists import check_other_person
from ballots.counting.values import (
    Kept,
    OpenPile,
    Pass,
    Pile,
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
def open_count(workspace: "Workspace", by: Authority, *, contest_id: UUID, counts: int) -> StepDone:
    """Open so many independent counts of the sorted piles (mở lượt kiểm phiếu); the gates are asked once more.

    Each pile is keyed by as many different people, none of whom learns what another read before all have closed it.
    One count in earnest is refused for more than 50 papers.
    """
    with workspace.unit(by, scope_id=contest_id) as unit:
        found = load(unit, contest_id)
        after = perform(found.desk, OpenCount(counts))
        rules.check_counts(counts, papers=sum(pile.papers for pile in after.piles), mode=found.stored.mode)
        site = found.sheet.site
        asked = ask_gates(workspace, unit, contest_id, site_id=None if site is None else site.id)
        for number in range(1, counts + 1):
            queries.add_count(unit, contest_id, number=number, mode=found.stored.mode)
        write(unit, found, after, by, event=Event.COUNT_OPENED, figures={"counts": counts})
        unit.record(
            contest_id, counts=counts, mode=str(found.stored.mode), gates=asked["gates"], overruled=asked["overruled"]
        )
    return StepDone(after)


@deed("pile:open", who=BOARD, title="Pile opened")
def open_pile(
    workspace: "Workspace", by: Authority, *, contest_id: UUID, number: int, count: int | None = None
) -> OpenPile:
    """Open a sorted pile for keying (mở tập), or take an open one over from another typist of the same count.

    Without `count` it is the count that is due. Whoever keyed the pile in another count is refused. Papers laid aside
    when sorting are keyed by the board itself.
    """
    with workspace.unit(by, scope_id=contest_id) as unit:
        found = load(unit, contest_id)
        pile = found.desk.pile(number)
        _check_typist(unit, by.first, pile.kind, contest_id=contest_id)
        one = _due_pass(pile, count)
        taken_from = _typist_of(found.passes, number, one.count)
        if one.state is PileState.OPEN and taken_from == by.first.account_id:
            raise Refused("pile-open-already", pile=number)
        after = perform(found.desk, OnPile(Event.PILE_OPENED, number, count=one.count))
        check_other_person(unit, found, by.first, number, count=one.count)
        account_id = by.first.account_id
        if one.id is None:
            count_id = next(each.id for each in found.counts if each.number == one.count)
            pile_id = queries.add_pile(unit, count_id, number=number, account_id=account_id, mode=found.stored.mode)
        else:
            pile_id = one.id
            queries.open_pile(unit, pile_id, account_id=account_id)
        move(unit, found, after)
        took: dict[str, Any] = {"from": one.typist} if taken_from is not None else {}
        unit.record(pile_id, pile=number, count=one.count, kind=str(pile.kind), papers=pile.papers, **took)
        return _opened(unit, contest_id, pile_id)


def _due_pass(pile: Pile, count: int | None) -> Pass:
    if count is not None:
        return pile.of_count(count)
    if pile.at_hand is not None:
        return pile.at_hand
    if pile.passes:
        raise Refused("pile-closed", pile=pile.number)
    raise Refused("count-not-open")


def pile_view(unit: Unit, contest_id: UUID, pile_id: UUID) -> OpenPile:
    """Step: an open pile as the entry screen needs it, to begin or to go on after an interruption."""
    return _opened(unit, contest_id, pile_id)


def _opened(unit: Unit, contest_id: UUID, pile_id: UUID) -> OpenPile:
    found = load(unit, contest_id)
    passes = ((pile, one) for pile in found.desk.piles for one in pile.passes if one.id == pile_id)
    pile, one = next(passes, (None, None))
    if pile is None or one is None:
        raise Refused("pile-unknown", pile=str(pile_id))
    return OpenPile(
        id=pile_id,
        contest=found.contest,
        number=pile.number,
        kind=pile.kind,
        papers=pile.papers,
        mode=found.stored.mode,
        readings=rules.newest(found.readings[pile.number, one.count]),
        count=one.count,
        counts=len(pile.passes),
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
    A correction is a further version at the same position. A heap that has one count has one reading with two
    people's counts. The only deed without a journal entry of its own: closing the pile writes it.
    """
    with workspace.unit(by, scope_id=contest_id) as unit:
        check_watch(unit, workspace.house.watch, act=OPEN_COUNT, scope_id=contest_id)
        pile = _pile_at_hand(unit, by, contest_id=contest_id, pile_id=pile_id)
        rules.check_reading(
            rules.slip_from(pile.slip),
            pile.kind,
            seen,
            papers=pile.papers,
            times=times,
            recount=recount,
            counts=pile.counts,
        )
        second = _second_counter(unit, by, pile, contest_id=contest_id)
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


def _second_counter(unit: Unit, by: Authority, pile: PileAtHand, *, contest_id: UUID) -> Actor | None:
    if pile.kind is not PileKind.HEAP or pile.counts > 1:
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
    """Close the open count of a pile, read to its last paper (đóng tập): its salted hash is written, moments dropped.

    With the last count of the pile closed, the counts are compared: the journal says on how many papers they differ.
    """
    salt = mac.new_salt()
    with workspace.unit(by, scope_id=contest_id) as unit:
        found = load(unit, contest_id)
        pile = found.desk.pile(number)
        _check_typist(unit, by.first, pile.kind, contest_id=contest_id)
        one = _open_pass(pile)
        after = perform(found.desk, OnPile(Event.PILE_CLOSED, number, count=one.count))
        pile_id = found.pass_id(number, one.count)
        digest = rules.pile_digest(salt, found.readings[number, one.count])
        tag = mac.mac(tags.key_of(unit, contest_id), rules.pile_bytes(pile_id, digest))
        queries.close_pile(unit, pile_id, salt=salt, digest=digest, mac=tag)
        move(unit, found, after)
        # How many a count laid aside would tell the next one something: it is said once all are closed.
        compared = load(unit, contest_id).desk.pile(number) if after.pile(number).state is PileState.CLOSED else None
        said: dict[str, Any] = {} if compared is None else {"aside": compared.waiting, "differing": compared.differing}
        unit.record(
            pile_id,
            pile=number,
            count=one.count,
            kind=str(pile.kind),
            papers=pile.papers,
            typist=one.typist,
            digest=digest,
            **said,
        )
    workspace.empty_log()
    return PileHash(number, pile.papers, digest, compared)


def _open_pass(pile: Pile) -> Pass:
    found = next((one for one in pile.passes if one.state is PileState.OPEN), None)
    if found is None:
        raise Refused("pile-not-open", pile=pile.number)
    return found


@deed("pile:reopen", who=HEAD_WITH_MEMBER, title="Closed pile opened again")
def reopen_pile(
    workspace: "Workspace", by: Authority, *, contest_id: UUID, number: int, count: int | None = None
) -> StepDone:
    """Open a closed pile again for corrections (mở lại tập), with a reason; it is closed anew under a new hash.

    Refused once several counts of it are compared: a difference is settled with the paper in hand, or a whole count
    is keyed anew. Without `count` it is the last that was closed.
    """
    by.due_reason()
    with workspace.unit(by, scope_id=contest_id) as unit:
        found = load(unit, contest_id)
        pile = found.desk.pile(number)
        of = _closed_last(pile) if count is None else count
        after = perform(found.desk, OnPile(Event.PILE_REOPENED, number, count=of))
        pile_id, papers_of_pile = found.pass_id(number, of), pile.papers
        check_other_person(unit, found, by.first, number, count=of)
        queries.open_pile(unit, pile_id, account_id=by.first.account_id)
        figures: dict[str, Any] = {"pile": number, "count": of, "papers": papers_of_pile}
        write(unit, found, after, by, event=Event.PILE_REOPENED, figures=figures)
        unit.record(pile_id, **figures)
    return StepDone(after)


def _closed_last(pile: Pile) -> int:
    closed = [one.count for one in pile.passes if one.state is PileState.CLOSED]
    if not closed:
        raise Refused("pile-not-closed", pile=pile.number)
    return closed[-1]


@deed("pile:restart", who=HEAD_WITH_MEMBER, title="Pile's readings thrown away, keyed from its first paper")
def restart_pile(
    workspace: "Workspace", by: Authority, *, contest_id: UUID, number: int, count: int | None = None
) -> StepDone:
    """Throw one count's readings of a pile away (nhập lại cả tập), with a reason: the wrong pile was keyed, or a
    paper twice; without `count` those of the count begun last.

    A single paper is corrected, or settled, instead. What was concluded and settled on the pile's papers goes, too.
    Readings thrown away are gone, their number stands in log and journal.
    """
    by.due_reason()
    with workspace.unit(by, scope_id=contest_id) as unit:
        found = load(unit, contest_id)
        of = _begun_last(found.desk.pile(number)) if count is None else count
        after = perform(found.desk, OnPile(Event.PILE_RESTARTED, number, count=of))
        pile_id, first = found.pass_id(number, of), found.pass_id(number)
        figures: dict[str, Any] = {
            "pile": number,
            "count": of,
            "readings": queries.drop_pass(unit, pile_id, first=first),
        }
        write(unit, found, after, by, event=Event.PILE_RESTARTED, figures=figures)
        unit.record(
            pile_id,
            **figures,
            concluded=queries.conclusions_made(unit, contest_id),
            settled=queries.settlements_made(unit, contest_id),
        )
    workspace.empty_log()
    return StepDone(after)


@deed("count:close", who=BOARD_MEMBERS, title="Count closed")
def close_count(workspace: "Workspace", by: Authority, *, contest_id: UUID) -> StepDone:
    """Close the count once every paper is concluded on (kết thúc lượt); yields entry log and annex."""
    return close(workspace, by, contest_id, Event.COUNT_CLOSED)


def _begun_last(pile: Pile) -> int:
    begun = [one.count for one in pile.passes if one.state is not PileState.SORTED]
    if not begun:
        raise Refused("pile-not-open", pile=pile.number)
    return begun[-1]


def _typist_of(passes: tuple[queries.StoredPile, ...], number: int, count: int) -> UUID | None:
    return next((one.account_id for one in passes if (one.number, one.count) == (number, count)), None)
