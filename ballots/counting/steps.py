"""Steps of the counting room for its own deeds, for the screens, and for the rooms above (bước nghiệp vụ)."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from ballots.counting import loading, queries, tags, views
from ballots.counting.accounting import Accounting
from ballots.counting.comparing import Placed, agreement_json
from ballots.counting.deeds import OPEN_COUNT
from ballots.counting.desk import Desk, Plain
from ballots.counting.events import Event
from ballots.counting.loading import load
from ballots.counting.machine import perform
from ballots.counting.values import AnnexLine, LogLine, Mode, ThirdEntry
from ballots.regulations.values import Paper
from congress.access.values import Authority
from congress.errors import Refused
from congress.journal import queries as journal
from congress.store.unit import Unit

if TYPE_CHECKING:
    from congress.workspace import Workspace


def desk_of(unit: Unit, contest_id: UUID) -> Desk:
    """Step: the desk of a contest as its rules see it."""
    return load(unit, contest_id).desk


def accounting(unit: Unit, contest_id: UUID) -> Accounting:
    """Step: where every paper is (cân đối phiếu)."""
    return desk_of(unit, contest_id).accounting


def papers_of(unit: Unit, contest_id: UUID) -> tuple[Paper, ...]:
    """Step: every paper as the regulation takes it, the board's conclusions in it; in no order of piles.

    Every reading is checked against its tag. Refused where the count went by hand or the papers are sealed.
    """
    found = load(unit, contest_id)
    if found.stored.by_hand:
        raise Refused("counted-by-hand")
    if found.stored.sealed is not None:
        raise Refused("papers-sealed")
    if unread := found.desk.accounting.unread:
        raise Refused("papers-unread", papers=unread)
    if waiting := found.desk.accounting.waiting:
        raise Refused("papers-waiting", papers=waiting)
    if unsettled := found.desk.accounting.unsettled:
        raise Refused("papers-differing", papers=unsettled)
    papers = [one.paper for placed in found.placed.values() for one in placed if one.paper is not None]
    return tuple(sorted(papers, key=repr))


def issued_of(unit: Unit, contest_id: UUID) -> int | None:
    """Step: how many papers were handed out; None before they were. No paper is read."""
    issued = loading.figures_of(queries.steps(unit, contest_id)).issued
    return None if issued is None else issued.issued


def mode_of(unit: Unit, contest_id: UUID) -> Mode:
    """Step: whether a contest is counted officially or as a trial."""
    return loading.existing(unit, contest_id).mode


def differences(unit: Unit, contest_id: UUID) -> tuple[Placed, ...]:
    """Step: the papers that the counts read differently, settled ones too, by pile and position."""
    return views.differences(load(unit, contest_id))


def third_entry(unit: Unit, contest_id: UUID, paper: Placed) -> ThirdEntry | None:
    """Step: what a third person read on a paper last."""
    key = tags.key_of(unit, contest_id)
    return tags.checked_thirds(unit, contest_id, key=key).get((paper.pile_id, paper.position))


def gates_passed(unit: Unit, found: loading.Loaded) -> tuple[str, ...]:
    """Step: how each gate stood when counting was opened last, as codes; the journal's entry of it says so."""
    entries = journal.of_scope(unit, found.stored.machine, found.stored.contest_id)
    opening = {"desk:open", OPEN_COUNT}
    opened: list[dict[str, Any]] = [dict(entry.facts) for entry in entries if entry.event in opening]
    return tuple(opened[-1].get("gates", ())) if opened else ()


def is_any_count_open(unit: Unit) -> bool:
    """Step: whether papers of some contest are being keyed here: so long the laptop is watched."""
    return queries.is_any_count_open(unit)


def annex(unit: Unit, contest_id: UUID) -> tuple[AnnexLine, ...]:
    """Step: what the board concluded (phụ lục): reason, how many papers, who; nothing that points at a paper."""
    return views.annex(unit, load(unit, contest_id))


def entry_log(unit: Unit, contest_id: UUID) -> tuple[LogLine, ...]:
    """Step: the entry log (nhật ký nhập phiếu): what was done, on how many papers, by whom."""
    return views.entry_log(unit, load(unit, contest_id))


def desk_view(unit: Unit, contest_id: UUID) -> views.DeskView:
    """Step: where the desk is, what is next, what blocks, and every equation: for the home screen."""
    return views.desk_view(load(unit, contest_id))


def by_hand(unit: Unit, contest_id: UUID) -> bool:
    """Step: whether the contest is counted by hand (kiểm phiếu thủ công)."""
    return loading.existing(unit, contest_id).by_hand


def note_fixed(unit: Unit, contest_id: UUID, *, by: Authority | None = None) -> Desk:
    """Step: the result is fixed (đã chốt)."""
    return move(unit, contest_id, Event.FIXED, by=by)


def note_official(unit: Unit, contest_id: UUID, *, by: Authority | None = None) -> Desk:
    """Step: the result is official (đã công nhận)."""
    return move(unit, contest_id, Event.MADE_OFFICIAL, by=by)


def note_packed(unit: Unit, contest_id: UUID, *, by: Authority | None = None) -> Desk:
    """Step: the papers are packed and sealed (đã niêm phong, đóng gói)."""
    return move(unit, contest_id, Event.PACKED, by=by)


def move(unit: Unit, contest_id: UUID, event: Event, *, by: Authority | None = None) -> Desk:
    """Step: take the desk on by an event of the results room: fixed, made official, packed; by whom, if told."""
    after = perform(load(unit, contest_id).desk, Plain(event))
    queries.move_desk(unit, contest_id, step=after.step, by_hand=after.by_hand)
    if by is not None:
        queries.add_step(
            unit,
            contest_id,
            event=str(event),
            by=by.first.person,
            second=None if by.second is None else by.second.person,
            reason=by.reason,
            figures={},
        )
    return after


def seal_readings(unit: Unit, contest_id: UUID) -> int:
    """Step: delete every reading, conclusion, salt and pile's totals of a contest; sums, annex and log stay.

    Gives how many readings went.
    """
    found = load(unit, contest_id)
    if found.stored.sealed is not None:
        raise Refused("papers-sealed")
    if found.desk.tally is None:
        raise Refused("papers-unread", papers=found.desk.accounting.unread)
    kept = {
        "tally": loading.tally_json(found.desk.tally),
        "agreement": agreement_json(found.agreement),
        "annex": views.annex_json(views.annex(unit, found)),
        "log": views.log_json(views.entry_log(unit, found)),
    }
    queries.keep_sealed(unit, contest_id, kept)
    return queries.forget_papers(unit, contest_id)


def after_sealing(workspace: "Workspace", contest_id: UUID) -> None:
    """Once the sealing is committed: nothing deleted is left in the file or its log, the readings' key is destroyed."""
    from congress.sealing import sealed  # cryptography, which keying papers does not need

    workspace.scrub()
    path = tags.key_file(workspace.keys, contest_id)
    if path.exists():
        sealed.destroy(path)
