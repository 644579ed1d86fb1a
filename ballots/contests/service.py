"""Deeds on contests: typed in or read from a file, list confirmed by a person, electorate, open points."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from ballots.contests import queries, rules
from ballots.contests.rules import details as detail_rules
from ballots.contests.rules import settings as setting_rules
from ballots.contests.rules.lists import OVERRULABLE
from ballots.contests.steps import (
    add_round,
    contest_file,
    existing,
    lock_contest,
    set_present,
    settings_of,
    sheet,
    sheets,
    unlocked,
    usual_electorate,
)
from ballots.contests.values import (
    Confirmation,
    ContestDetails,
    ContestSheet,
    ElectorateLine,
    ListEntry,
    Overrule,
    Roll,
    SettingLine,
)
from ballots.regulations.formats import read_contest, write_contest
from ballots.regulations.open_points import Value
from ballots.regulations.rules import derived_form
from ballots.regulations.values import ContestKind
from congress.access.registry import BOARD_MEMBERS, PREPARERS, One, deed
from congress.access.values import Authority, Role
from congress.errors import Malformed, Refused
from congress.jsondoc import read_source
from congress.store.unit import Unit
from congress.term import queries as term_queries
from congress.text import clean

if TYPE_CHECKING:
    from congress.workspace import Workspace

__all__ = [
    "add_round",
    "change_contest",
    "confirm_list",
    "confirm_settings",
    "contest_file",
    "drop_contest",
    "existing",
    "export_contest",
    "import_contest",
    "lock_contest",
    "make_contest",
    "make_round",
    "overrule_surplus",
    "set_candidates",
    "set_electorate",
    "set_present",
    "set_setting",
    "settings_of",
    "sheet",
    "sheets",
]

LIST_CONFIRMERS = One(frozenset({Role.HEAD, Role.MEMBER, Role.PRESIDIUM, Role.SECRETARY}))
"""A person of the board, the presidium or the secretariat; a technician types lists but never confirms one."""
IN_CHARGE_OF_THE_LIST = One(frozenset({Role.HEAD, Role.PRESIDIUM, Role.SECRETARY}))
WITH_CREDENTIALS = One(PREPARERS.roles | {Role.CREDENTIALS})
"""The credentials board supplies the figures of the electorate, QC190 Art. 7."""


@deed("contest:make", who=PREPARERS, title="Contest made")
def make_contest(workspace: "Workspace", by: Authority, *, congress_id: UUID, details: ContestDetails) -> ContestSheet:
    """Make a contest (cuộc bầu) of a congress; its list and electorate are entered afterwards."""
    wanted = _checked(details)
    with workspace.unit(by) as unit:
        contest_id = _add(unit, congress_id, wanted, round_number=1)
        unit.record(contest_id, scope_id=contest_id, details=_facts(wanted))
        return sheet(unit, contest_id)


@deed("contest:import", who=PREPARERS, title="Contest read from a file")
def import_contest(
    workspace: "Workspace", by: Authority, *, congress_id: UUID, source: Path | bytes, name: str = ""
) -> ContestSheet:
    """Make a contest from a file (nhập cuộc bầu từ tệp): its list keeps the order and numbers of the file.

    The program proposes the sort names and remarks where the order of names would be another.
    """
    data, shown = _read(source, name=name)
    file = read_contest(data, name=shown)
    contest = file.contest
    derived = derived_form(names=len(contest.candidates), seats=contest.seats)
    wanted = detail_rules.cleaned(detail_rules.details_of(contest, heading=file.body, derived=derived))
    entries = rules.with_sort_names(detail_rules.entries_of(contest))
    faults = detail_rules.placed_in_file((*detail_rules.check_details(wanted), *rules.check_entries(entries)))
    if faults := (*faults, *detail_rules.check_numbers(contest.numbers)):
        raise Malformed(faults)
    with workspace.unit(by) as unit:
        contest_id = _add(unit, congress_id, wanted, round_number=contest.round)
        queries.set_people(unit, contest_id, tuple(zip(contest.numbers, entries, strict=True)))
        unit.record(contest_id, scope_id=contest_id, file=shown, names=len(entries), details=_facts(wanted))
        return sheet(unit, contest_id)


@deed("contest:change", who=PREPARERS, title="Contest changed")
def change_contest(workspace: "Workspace", by: Authority, *, contest_id: UUID, details: ContestDetails) -> ContestSheet:
    """Change a contest (sửa cuộc bầu) before its desk opens; other seats ask for the list to be confirmed anew."""
    wanted = _checked(details)
    with workspace.unit(by, scope_id=contest_id) as unit:
        before = unlocked(unit, contest_id)
        _check_place(unit, before.congress_id, wanted)
        same = queries.id_of_code(unit, before.congress_id, code=wanted.code, round_number=before.round)
        if same not in (None, contest_id):
            raise Refused("contest-exists", code=wanted.code)
        queries.set_details(unit, contest_id, wanted)
        if _voted(before.details) != _voted(wanted):
            _unconfirm(unit, contest_id)
        unit.record(contest_id, before=_facts(before.details), after=_facts(wanted))
        return sheet(unit, contest_id)


@deed("contest:drop", who=PREPARERS, title="Contest dropped before it was opened")
def drop_contest(workspace: "Workspace", by: Authority, *, contest_id: UUID) -> None:
    """Drop a contest that was entered by mistake (xóa cuộc bầu nhập nhầm), before its desk opens."""
    with workspace.unit(by, scope_id=contest_id) as unit:
        found = unlocked(unit, contest_id)
        queries.remove(unit, contest_id)
        unit.record(contest_id, details=_facts(found.details))


@deed("contest:round:make", who=PREPARERS, title="Further round made")
def make_round(
    workspace: "Workspace",
    by: Authority,
    *,
    previous_id: UUID,
    kind: ContestKind,
    seats: int,
    numbers: Iterable[int],
) -> ContestSheet:
    """Make a further round (bầu lần tiếp theo), as the congress decided, with these names of the last list."""
    kept = tuple(numbers)
    with workspace.unit(by, scope_id=previous_id) as unit:
        made = add_round(unit, previous_id, kind=kind, seats=seats, numbers=kept)
        unit.record(
            made.id,
            scope_id=made.id,
            previous=str(previous_id),
            round=made.round,
            kind=str(kind),
            seats=seats,
            names=len(made.people),
        )
        return made


@deed("candidates:set", who=PREPARERS, title="List entered")
def set_candidates(
    workspace: "Workspace",
    by: Authority,
    *,
    contest_id: UUID,
    entries: Iterable[ListEntry],
    keep_order: bool = False,
) -> ContestSheet:
    """Enter the list of a contest (danh sách bầu cử): placed by the sort name and numbered from 1.

    An empty sort name is proposed. `keep_order` takes the order given, as a congress may have decided it.
    """
    wanted = _checked_entries(entries)
    placed = wanted if keep_order else rules.in_order(wanted)
    with workspace.unit(by, scope_id=contest_id) as unit:
        unlocked(unit, contest_id)
        queries.set_people(unit, contest_id, tuple(enumerate(placed, start=1)))
        _unconfirm(unit, contest_id)
        made = sheet(unit, contest_id)
        unit.record(contest_id, names=[person.entry.name for person in made.people], keep_order=keep_order)
        return made


@deed("list:confirm", who=LIST_CONFIRMERS, title="List confirmed")
def confirm_list(workspace: "Workspace", by: Authority, *, contest_id: UUID) -> ContestSheet:
    """Confirm the list (xác nhận danh sách): names, sort names, order and numbers are as the congress voted them."""
    with workspace.unit(by, scope_id=contest_id) as unit:
        unlocked(unit, contest_id)
        known = sheet(unit, contest_id)
        faults = rules.faults_of_list(known, overruled=known.overruled is not None)
        if faults:
            raise Malformed(faults)
        queries.set_confirmed(unit, contest_id, Confirmation(by.first.person, unit.now))
        unit.record(
            contest_id,
            seats=known.details.seats,
            names=[f"{person.number}. {person.entry.name}" for person in known.people],
            sort_names=[person.entry.sort_name for person in known.people],
        )
        return sheet(unit, contest_id)


@deed("list:surplus:overrule", who=IN_CHARGE_OF_THE_LIST, title="Surplus over the limit taken")
def overrule_surplus(workspace: "Workspace", by: Authority, *, contest_id: UUID) -> ContestSheet:
    """Take a surplus over the limit (vượt số dư) with a reason; it is kept with the contest and printed."""
    reason = by.due_reason()
    with workspace.unit(by, scope_id=contest_id) as unit:
        unlocked(unit, contest_id)
        known = sheet(unit, contest_id)
        faults = rules.faults_of_list(known, overruled=False)
        over = next((fault for fault in faults if fault.code == OVERRULABLE), None)
        if over is None:
            raise Refused("surplus-not-over")
        queries.set_overrule(unit, contest_id, Overrule(reason, by.first.person))
        unit.record(contest_id, surplus=dict(over.facts))
        return sheet(unit, contest_id)


@deed("electorate:set", who=WITH_CREDENTIALS, title="Electorate entered")
def set_electorate(workspace: "Workspace", by: Authority, *, contest_id: UUID, roll: Roll) -> ContestSheet:
    """Enter who counts (thành phần cử tri): the roll, each line that leaves it with its reason, the attendance."""
    wanted = replace(roll, lines=tuple(_cleaned_line(line) for line in roll.lines))
    if faults := rules.check_roll(wanted):
        raise Malformed(faults)
    with workspace.unit(by, scope_id=contest_id) as unit:
        unlocked(unit, contest_id)
        queries.set_roll(unit, contest_id, wanted)
        made = sheet(unit, contest_id)
        unit.record(
            contest_id,
            kind=str(wanted.kind),
            on_roll=wanted.on_roll,
            summoned=made.summoned,
            present=wanted.present,
            denominator=made.denominator,
            lines=[f"{line.stage}: {line.reason} {line.persons}" for line in wanted.lines],
        )
        return made


@deed("congress:setting:set", who=PREPARERS, title="Open point of the regulation decided")
def set_setting(
    workspace: "Workspace", by: Authority, *, congress_id: UUID, key: str, value: Value
) -> tuple[SettingLine, ...]:
    """Enter what the congress decided on an open point (nội dung quy chế để đại hội quyết định), with its reason.

    Contests whose desk is open keep what held before.
    """
    by.due_reason()
    wanted = setting_rules.parsed(key, str(value))
    with workspace.unit(by) as unit:
        before = next((line.value for line in settings_of(unit, congress_id) if line.key == key), None)
        term_queries.set_setting(unit, congress_id, key=key, value=str(wanted))
        unit.record(congress_id, key=key, before=before, after=wanted)
        return settings_of(unit, congress_id)


@deed("congress:settings:confirm", who=BOARD_MEMBERS, title="Open points confirmed")
def confirm_settings(
    workspace: "Workspace", by: Authority, *, congress_id: UUID, keys: Iterable[str] | None = None
) -> tuple[SettingLine, ...]:
    """Confirm open points at the values they have (ban kiểm phiếu xác nhận); all that wait, unless some are named."""
    with workspace.unit(by) as unit:
        lines = {line.key: line for line in settings_of(unit, congress_id)}
        wanted = [line.key for line in lines.values() if line.is_open] if keys is None else list(keys)
        for key in wanted:
            if key not in lines:
                raise Refused("setting-unknown", key=key)
            term_queries.set_setting(unit, congress_id, key=key, value=str(lines[key].value))
        if not wanted:
            raise Refused("settings-none-open")
        unit.record(congress_id, values=[f"{key}: {lines[key].value}" for key in wanted])
        return settings_of(unit, congress_id)


def export_contest(workspace: "Workspace", contest_id: UUID) -> bytes:
    """The bytes of a contest's file (xuất cuộc bầu ra tệp); nothing is changed."""
    with workspace.reading() as unit:
        return write_contest(contest_file(unit, contest_id))


def _add(unit: Unit, congress_id: UUID, details: ContestDetails, *, round_number: int) -> UUID:
    kind = usual_electorate(unit, congress_id)
    _check_place(unit, congress_id, details)
    if queries.id_of_code(unit, congress_id, code=details.code, round_number=round_number) is not None:
        raise Refused("contest-exists", code=details.code)
    previous = queries.id_of_code(unit, congress_id, code=details.code, round_number=round_number - 1)
    return queries.add(
        unit, congress_id, details, electorate_kind=kind, round_number=round_number, previous_id=previous
    )


def _check_place(unit: Unit, congress_id: UUID, details: ContestDetails) -> None:
    if details.site_id is None:
        return
    place = term_queries.site(unit, details.site_id)
    if place is None or place.congress_id != congress_id:
        raise Refused("site-unknown")


def _checked(details: ContestDetails) -> ContestDetails:
    wanted = detail_rules.cleaned(details)
    if faults := detail_rules.check_details(wanted):
        raise Malformed(faults)
    return wanted


def _checked_entries(entries: Iterable[ListEntry]) -> tuple[ListEntry, ...]:
    wanted = rules.with_sort_names(entries)
    if faults := rules.check_entries(wanted):
        raise Malformed(faults)
    return wanted


def _cleaned_line(line: ElectorateLine) -> ElectorateLine:
    return replace(line, reason=clean(line.reason), note=clean(line.note))


def _voted(details: ContestDetails) -> tuple[object, ...]:
    """What the congress voted beside the names: a change of it asks for a new look at the list."""
    return details.seats, details.alternates, details.kind


def _unconfirm(unit: Unit, contest_id: UUID) -> None:
    queries.set_confirmed(unit, contest_id, None)
    queries.set_overrule(unit, contest_id, None)


def _read(source: Path | bytes, *, name: str) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, name or "-"
    return read_source(str(source)), name or source.name


def _facts(details: ContestDetails) -> dict[str, object]:
    return {
        "code": details.code,
        "title": details.title,
        "kind": str(details.kind),
        "regulation": str(details.regulation),
        "form": None if details.form_by_hand is None else str(details.form_by_hand),
        "seats": details.seats,
        "alternates": details.alternates,
    }
