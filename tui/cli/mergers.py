"""`congress devices merge`, `move`, `unit`: units that merge, devices that follow, what became of a unit (sáp nhập)."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from congress.csvdoc import Source
from congress.errors import Finding, Malformed
from congress.i18n import sentence, t
from congress.jsondoc import finding_tree, read_source
from congress.term import merging
from congress.term import queries as terms
from congress.term.merging import MergerList, MergerPlan
from congress.term.rules.succession import Passage, Succession
from congress.term.values import MergerDetails, PartyBody
from congress.text import fold
from tui.cli.answers import complain, say, show
from tui.cli.folders import Accept, AccountName, AsJson, Folder, day_of, opened
from tui.cli.people import sign_in

if TYPE_CHECKING:
    from congress.store.unit import Unit

DONE, NOT_YET = 0, 1
"""NOT_YET: faults or open questions stand in the way; nothing was written."""

Decision = Annotated[str, typer.Option(help=t("The decision's number."), metavar="NUMBER")]


def merge(
    source: Annotated[str, typer.Argument(help=t("Old units and their new ones: XLSX or CSV."), metavar="LIST")],
    workspace: Folder,
    decision: Decision,
    decided: Annotated[str, typer.Option(help=t("The day of the decision, 14/4/2025."), metavar="DAY")],
    effective: Annotated[str, typer.Option(help=t("The day it holds from, 1/7/2025."), metavar="DAY")],
    new_units: Annotated[
        str | None, typer.Option(help=t("The new units' own list; those not there yet are entered."), metavar="LIST")
    ] = None,
    by_device: Annotated[
        bool, typer.Option("--by-device", help=t("Old units are divided device by device, not moved whole."))
    ] = False,
    spelling: Annotated[
        list[str] | None,
        typer.Option("--spelling", help=t("A unit's name as the list has it, =, its name."), metavar="TEXT=UNIT"),
    ] = None,
    enter: Annotated[
        bool, typer.Option("--enter", help=t("Names like no other are units that are not entered yet."))
    ] = False,
    accept: Accept = False,
    account: AccountName = None,
    json: AsJson = False,
) -> int:
    """Look at a list of mergers, or take it in with its decision; every fault is told by row and column."""
    handed = MergerList(
        mergers=_source(source),
        new_units=None if new_units is None else _source(new_units),
        decision=MergerDetails(
            decision, day_of(decided, option="--decided"), day_of(effective, option="--effective"), ()
        ),
        whole=not by_device,
        said=_said(spelling or ()),
        enter=enter,
    )
    with opened(workspace, writing=accept) as there:
        plan = merging.look(there, handed)
        written = accept and not plan.in_the_way
        if written:
            merging.accept(there, sign_in(there, account=account, second=None), handed, digest=plan.digest)
    if json:
        show(_told(plan, written=written))
    else:
        _shown(plan, written=written)
    return NOT_YET if plan.in_the_way else DONE


def move(
    workspace: Folder,
    decision: Decision,
    tags: Annotated[
        list[str] | None, typer.Argument(help=t("Devices of a unit that is divided, by tag."), metavar="TAG")
    ] = None,
    to: Annotated[
        str | None, typer.Option(help=t("The new unit that the tagged devices go to."), metavar="UNIT")
    ] = None,
    account: AccountName = None,
) -> int:
    """Let the register follow a decision: everything of units that go whole, or the devices named to one new unit."""
    from devices.register import merging as following

    if (to is None) != (not tags):
        raise Malformed([Finding("--to", "merger-tags-and-unit")])
    with opened(workspace, writing=True) as there:
        with there.reading() as unit:
            merger_id = _merger_id(unit, decision)
            new_id = None if to is None else _named(unit, to).id
        by = sign_in(there, account=account, second=None)
        if new_id is None:
            moved = following.apply_whole(there, by, merger_id=merger_id)
        else:
            moved = following.apply_some(there, by, merger_id=merger_id, new_id=new_id, tags=tags or ())
        with there.reading() as unit:
            left = following.still_to_move(unit, merger_id)
    say(t("Moved: {count} devices; still to move: {left}.", count=len(moved), left=len(left)))
    return DONE


def unit(
    name: Annotated[str, typer.Argument(help=t("The unit's name, or some words of it."), metavar="UNIT")],
    workspace: Folder,
    json: AsJson = False,
) -> int:
    """Say what became of a unit, and what it came from."""
    with opened(workspace, writing=False) as there, there.reading() as look:
        body = _named(look, name)
        names = {one.id: one.name for one in terms.bodies(look)}
        succession = Succession(terms.mergers(look))
    after, before, heirs = succession.after(body.id), succession.before(body.id), succession.heirs(body.id)
    if json:
        show(
            {
                "format": "congress-unit/1",
                "name": body.name,
                "closed_on": None if body.closed_on is None else body.closed_on.isoformat(),
                "successors": [names[one] for one in heirs],
                "after": [_passage(one, names) for one in after],
                "before": [_passage(one, names) for one in before],
            }
        )
        return DONE
    closed = body.closed_on
    state = t("works") if closed is None else t("closed from {day} on", day=closed.strftime("%d/%m/%Y"))
    say(f"{body.name}: {state}")
    for heading, passages in ((t("Went into:"), after), (t("Came from:"), before)):
        if passages:
            say(heading)
        for one in passages:
            say(f"  {names[one.old_id]} → {names[one.new_id]} ({_decided(one)}{'' if one.whole else t(', by device')})")
    return DONE


def _source(path: str) -> Source:
    return Source(Path(path).name, read_source(path))


def _said(given: Iterable[str]) -> dict[str, str]:
    found = dict(text.split("=", 1) for text in given if "=" in text)
    if faults := [Finding("--spelling", "merger-spelling-wrong", {"text": text}) for text in given if "=" not in text]:
        raise Malformed(faults)
    return found


def _merger_id(unit: "Unit", decision: str) -> UUID:
    known = terms.mergers(unit)
    found = next((one.id for one in known if one.details.decision == decision.strip()), None)
    if found is None:
        told = {"decision": decision, "known": "; ".join(one.details.decision for one in known) or "—"}
        raise Malformed([Finding("--decision", "merger-not-known", told)])
    return found


def _named(unit: "Unit", text: str) -> PartyBody:
    """The unit of a name or confirmed spelling, closed ones too; else the one whose name has all the words."""
    from congress.term.rules import same_name
    from congress.term.rules.bodies import spelling_key

    bodies = terms.bodies(unit)
    spelled = {one.text: one.body_id for one in terms.spellings(unit)}.get(spelling_key(text))
    words = fold(text).split()
    found = [body for body in bodies if same_name(body.name, text)] or [body for body in bodies if body.id == spelled]
    found = found or [body for body in bodies if words and all(word in fold(body.name) for word in words)]
    match sorted(found, key=lambda body: body.is_closed):
        case []:
            raise Malformed([Finding("UNIT", "merger-name-unknown", {"text": text})])
        case [only]:
            return only
        case [first, second, *_] if same_name(first.name, text) and second.is_closed:
            return first  # a new unit may bear the name of one that went into it
        case several:
            raise Malformed(
                [Finding("UNIT", "merger-name-to-confirm", {"text": text, "near": "; ".join(b.name for b in several)})]
            )


def _decided(passage: Passage) -> str:
    details = passage.merger.details
    return f"{details.decision}, {details.decided_on:%d/%m/%Y}"


def _passage(passage: Passage, names: dict[UUID, str]) -> dict[str, object]:
    details = passage.merger.details
    return {
        "old_unit": names[passage.old_id],
        "new_unit": names[passage.new_id],
        "whole": passage.whole,
        "decision": details.decision,
        "decided_on": details.decided_on.isoformat(),
        "effective_on": details.effective_on.isoformat(),
    }


def _numbers(plan: MergerPlan) -> dict[str, int]:
    planned = plan.planned
    return {
        "parts": len(planned.parts),
        "old_units_entered": len(planned.old),
        "new_units_entered": len(planned.new),
    }


def _told(plan: MergerPlan, *, written: bool) -> dict[str, object]:
    return {
        "format": "congress-merger-list/1",
        "written": written,
        **_numbers(plan),
        "remarks": [finding_tree(remark) for remark in plan.remarks],
        "findings": [finding_tree(finding) for finding in plan.in_the_way],
    }


def _shown(plan: MergerPlan, *, written: bool) -> None:
    for remark in (*plan.remarks, *plan.in_the_way):
        complain(f"{remark.where}: {sentence(remark)}")
    numbers = _numbers(plan)
    say(
        t(
            "Old units that go into a new one: {parts}; units to be entered: {old} old, {new} new.",
            parts=numbers["parts"],
            old=numbers["old_units_entered"],
            new=numbers["new_units_entered"],
        )
    )
    say(t("The list was taken in.") if written else t("Nothing was written."))
