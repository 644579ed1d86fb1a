"""Deeds on party bodies and mergers (tổ chức đảng, sáp nhập); steps for the rooms above."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from congress.access.registry import One, deed
from congress.access.values import Authority, Role
from congress.errors import Finding, Malformed, Refused
from congress.store.unit import Unit
from congress.term import queries
from congress.term.rules import bodies as rules
from congress.term.rules.merger_lists import PlannedMerger, Wanted
from congress.term.values import BodyDetails, Merger, MergerDetails, PartyBody, Spelling

if TYPE_CHECKING:
    from congress.workspace import Workspace

BODY_KEEPERS = One(frozenset({Role.ADMINISTRATOR, Role.SECRETARY, Role.SITE_TECHNICIAN}))
"""Enter the party bodies and the decisions that merge them."""
LISTED_MOST = 500
"""So many names stand in a journal entry; of more their number."""


@deed("body:make", who=BODY_KEEPERS, title="Party body entered")
def make_body(workspace: "Workspace", by: Authority, *, details: BodyDetails) -> PartyBody:
    """Enter a party body (thêm tổ chức đảng)."""
    (made,) = _made(workspace, by, (details,))
    return made


@deed("body:make-several", who=BODY_KEEPERS, title="Party bodies entered")
def make_bodies(workspace: "Workspace", by: Authority, *, details: Iterable[BodyDetails]) -> tuple[PartyBody, ...]:
    """Enter many party bodies at once (thêm nhiều tổ chức đảng): all of them or none."""
    return _made(workspace, by, tuple(details))


@deed("body:change", who=BODY_KEEPERS, title="Party body changed")
def change_body(workspace: "Workspace", by: Authority, *, body_id: UUID, details: BodyDetails) -> PartyBody:
    """Change what is said of a party body (sửa thông tin tổ chức đảng); a closed one stays as it is."""
    wanted = rules.cleaned(details)
    with workspace.unit(by) as unit:
        before = open_body(unit, body_id)
        others = tuple(body for body in queries.bodies(unit) if body.id != body_id)
        if faults := rules.check_body(wanted, others, where="body"):
            raise Malformed(faults)
        if body_id in queries.bodies_above(unit, wanted.parent_id):
            raise Refused("body-below-itself", body=before.name)
        queries.set_body(unit, body_id, wanted)
        unit.record(body_id, before=rules.facts(before.details), after=rules.facts(wanted))
        return existing_body(unit, body_id)


@deed("body:spelling:confirm", who=BODY_KEEPERS, title="Spellings of bodies confirmed")
def confirm_spellings(workspace: "Workspace", by: Authority, *, spellings: Mapping[str, UUID]) -> tuple[Spelling, ...]:
    """Confirm that other spellings mean a body (xác nhận cách viết khác của tên): imports know them from then on."""
    with workspace.unit(by) as unit:
        kept = keep_spellings(unit, by, spellings)
        names = {body.id: body.name for body in queries.bodies(unit)}
        unit.record("body", spellings=[f"{one.text} = {names[one.body_id]}" for one in kept][:LISTED_MOST])
        return kept


@deed("merger:make", who=BODY_KEEPERS, title="Decision on mergers entered")
def make_merger(
    workspace: "Workspace", by: Authority, *, details: MergerDetails, planned: PlannedMerger | None = None
) -> Merger:
    """Enter a decision on mergers (quyết định sáp nhập): the old bodies close on its day, the register follows it.

    `planned`: its parts with bodies that are entered by it and spellings that a person confirmed.
    """
    with workspace.unit(by) as unit:
        merger, facts = (
            keep_merger(unit, details) if planned is None else keep_planned(unit, by, decision=details, planned=planned)
        )
        unit.record(merger.id, **facts)
        return merger


def existing_body(unit: Unit, body_id: UUID) -> PartyBody:
    """Step: the body of an id, or a refusal."""
    found = queries.body(unit, body_id)
    if found is None:
        raise Refused("body-unknown")
    return found


def open_body(unit: Unit, body_id: UUID) -> PartyBody:
    """Step: the body of an id that no decision has closed, or a refusal."""
    found = existing_body(unit, body_id)
    if found.closed_on is not None:
        raise Refused("body-closed", body=found.name, on=found.closed_on.strftime("%d/%m/%Y"))
    return found


def existing_merger(unit: Unit, merger_id: UUID) -> Merger:
    """Step: the decision of an id, or a refusal."""
    found = next((merger for merger in queries.mergers(unit) if merger.id == merger_id), None)
    if found is None:
        raise Refused("merger-unknown")
    return found


def keep_merger(unit: Unit, details: MergerDetails) -> tuple[Merger, dict[str, Any]]:
    """Step: keep a decision on mergers, its old bodies closed on its day; with what a journal entry says of it."""
    wanted = rules.cleaned_merger(details)
    bodies = {body.id: body for body in queries.bodies(unit)}
    decisions = tuple(merger.details.decision for merger in queries.mergers(unit))
    if faults := rules.check_merger(wanted, bodies, decisions):
        raise Malformed(faults)
    merger = queries.add_merger(unit, wanted)
    for old_id in dict.fromkeys(part.old_id for part in wanted.parts):
        queries.close_body(unit, old_id, on=wanted.effective_on)
    return merger, {
        "decision": wanted.decision,
        "decided_on": wanted.decided_on.isoformat(),
        "effective_on": wanted.effective_on.isoformat(),
        "parts": [
            {"old": bodies[part.old_id].name, "new": bodies[part.new_id].name, "whole": part.whole}
            for part in wanted.parts[:LISTED_MOST]
        ],
        "in_all": len(wanted.parts),
    }


def keep_planned(
    unit: Unit, by: Authority, *, decision: MergerDetails, planned: PlannedMerger
) -> tuple[Merger, dict[str, Any]]:
    """Step: keep a decision with the bodies that it enters and the spellings confirmed; a new body may bear the name
    of an old one that goes into it."""
    there, going = queries.bodies(unit), {part.old_id for part in planned.parts}
    new = [one.details for one in planned.new]
    faults = list(rules.check_bodies([one.details for one in planned.old], there))
    faults += rules.check_bodies(new, [body for body in there if body.id not in going])
    if faults:
        raise Malformed(faults)
    kept = _entered(unit, planned.old, opened_on=None)
    kept |= _entered(unit, planned.new, opened_on=decision.effective_on)
    parts = tuple(
        replace(part, old_id=kept.get(part.old_id, part.old_id), new_id=kept.get(part.new_id, part.new_id))
        for part in planned.parts
    )
    merger, facts = keep_merger(unit, replace(decision, parts=parts))
    keep_spellings(unit, by, {text: kept.get(one, one) for text, one in planned.spelled.items()})
    entered = [one.details.name for one in (*planned.old, *planned.new)][:LISTED_MOST]
    return merger, {"entered": entered, "spellings": sorted(planned.spelled)[:LISTED_MOST], **facts}


def _entered(unit: Unit, wanted: Iterable[Wanted], *, opened_on: date | None) -> dict[UUID, UUID]:
    """Bodies entered, by the ids that the plan gave them."""
    several = tuple(wanted)
    made = queries.add_bodies(unit, [replace(one.details, opened_on=opened_on) for one in several])
    return {one.id: body.id for one, body in zip(several, made, strict=True)}


def keep_spellings(unit: Unit, by: Authority, spellings: Mapping[str, UUID]) -> tuple[Spelling, ...]:
    """Step: keep spellings that a person confirmed; one that is kept already may not mean another body."""
    bodies = {body.id: body for body in queries.bodies(unit)}
    kept = {one.text: one.body_id for one in queries.spellings(unit)}
    wanted = {rules.spelling_key(text): body_id for text, body_id in spellings.items()}
    if faults := rules.check_spellings(wanted, bodies, kept):
        raise Malformed(faults)
    for text, body_id in wanted.items():
        if text not in kept:
            queries.add_spelling(unit, Spelling(text, body_id), by=by.first.person)
    return tuple(Spelling(text, body_id) for text, body_id in wanted.items())


def _made(workspace: "Workspace", by: Authority, details: tuple[BodyDetails, ...]) -> tuple[PartyBody, ...]:
    wanted = tuple(rules.cleaned(one) for one in details)
    with workspace.unit(by) as unit:
        there = queries.bodies(unit)
        faults: list[Finding] = list(rules.check_bodies(wanted, there))
        if faults:
            raise Malformed(faults)
        made = queries.add_bodies(unit, wanted)
        subject = made[0].id if len(made) == 1 else "body"
        unit.record(subject, bodies=[one.name for one in wanted][:LISTED_MOST], in_all=len(made))
        return made
