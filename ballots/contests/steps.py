"""Steps on contests, for this room's deeds and for the rooms above: reading the whole sheet, locking, rounds."""

from dataclasses import replace
from uuid import UUID

from ballots.contests import queries, rules
from ballots.contests.queries import Stored
from ballots.contests.rules import settings as setting_rules
from ballots.contests.values import ContestSheet, ListedPerson, SettingLine
from ballots.regulations.rules import derived_form, needed
from ballots.regulations.values import Candidate, Contest, ContestFile, ContestKind, ElectorateKind, Form
from congress.errors import Malformed, Refused
from congress.store.unit import Unit
from congress.term import queries as term_queries
from congress.term import service as term


def sheet(unit: Unit, contest_id: UUID) -> ContestSheet:
    """Step: everything known of a contest before it is counted (phiếu thông tin cuộc bầu)."""
    return _sheet(unit, existing(unit, contest_id))


def sheets(unit: Unit, congress_id: UUID) -> tuple[ContestSheet, ...]:
    """Step: the sheets of a congress's contests, in the order in which they were made."""
    return tuple(sheet(unit, line.id) for line in queries.contests(unit, congress_id))


def settings_of(unit: Unit, congress_id: UUID) -> tuple[SettingLine, ...]:
    """Step: every open point as it stands for a congress (nội dung do đại hội quyết định)."""
    congress = term.existing(unit, congress_id)
    return setting_rules.congress_lines(term_queries.settings(unit, congress_id), kind=str(congress.details.kind))


def existing(unit: Unit, contest_id: UUID) -> Stored:
    """Step: the contest of an id, or a refusal."""
    found = queries.stored(unit, contest_id)
    if found is None:
        raise Refused("contest-unknown")
    return found


def unlocked(unit: Unit, contest_id: UUID) -> Stored:
    """Step: a contest that may still be changed, or a refusal."""
    found = existing(unit, contest_id)
    if found.locked_at is not None:
        raise Refused("contest-locked", title=found.details.title, at=found.locked_at.astimezone().strftime("%H:%M"))
    return found


def lock_contest(unit: Unit, contest_id: UUID) -> ContestSheet:
    """Step: the desk opens; from now on nothing of the contest changes, its board and open points included.

    Refused while something is missing: `rules.blockers(sheet)` names it all.
    """
    found = unlocked(unit, contest_id)
    ready = _sheet(unit, found)
    if missing := rules.blockers(ready):
        raise Refused(
            "contest-not-ready",
            title=ready.title,
            count=len(missing),
            codes=", ".join(finding.code for finding in missing),
        )
    queries.lock(unit, contest_id, frozen={line.key: line.value for line in ready.settings})
    term.lock_for_contest(unit, found.congress_id, contest_id=contest_id)
    return sheet(unit, contest_id)


def set_present(unit: Unit, contest_id: UUID, *, present: int) -> ContestSheet:
    """Step: the attendance at this vote (số có mặt khi bỏ phiếu), which is counted once the desk is open.

    It is no part of the denominator; more persons than were summoned are refused.
    """
    found = existing(unit, contest_id)
    if faults := rules.check_roll(replace(queries.roll(unit, found), present=present)):
        raise Malformed(faults)
    queries.set_present(unit, contest_id, present=present)
    return sheet(unit, contest_id)


def add_round(
    unit: Unit, previous_id: UUID, *, kind: ContestKind, seats: int, numbers: tuple[int, ...]
) -> ContestSheet:
    """Step: a further round (bầu lần tiếp theo) with some names of the last list, under new numbers.

    Electorate, regulation and form's settings are those of the round before; the list asks to be confirmed anew.
    """
    previous = existing(unit, previous_id)
    if previous.locked_at is None:
        raise Refused("round-before-open", title=previous.details.title)
    if queries.next_round_of(unit, previous_id) is not None:
        raise Refused("round-exists", title=previous.details.title)
    known = dict(queries.people(unit, previous_id))
    if strangers := [number for number in numbers if number not in known]:
        raise Refused("round-number-unknown", numbers=", ".join(map(str, strangers)))
    details = replace(previous.details, kind=kind, seats=seats, form_by_hand=None)
    if kind is ContestKind.REVOTE:
        details = replace(details, alternates=0)
    contest_id = queries.add(
        unit,
        previous.congress_id,
        details,
        electorate_kind=previous.electorate_kind,
        round_number=previous.round + 1,
        previous_id=previous_id,
    )
    entries = rules.in_order(entry for number, entry in known.items() if number in set(numbers))
    queries.set_people(unit, contest_id, tuple(enumerate(entries, start=1)))
    queries.set_roll(unit, contest_id, queries.roll(unit, previous))
    return sheet(unit, contest_id)


def contest_file(unit: Unit, contest_id: UUID) -> ContestFile:
    """Step: a contest as the file that other machines read."""
    known = sheet(unit, contest_id)
    if known.contest is None:
        raise Refused("list-empty")
    return ContestFile(known.contest, known.heading)


def usual_electorate(unit: Unit, congress_id: UUID) -> ElectorateKind:
    """Step: who votes in the contests of a congress unless someone says otherwise."""
    return ElectorateKind(term.existing(unit, congress_id).details.kind)


def _sheet(unit: Unit, found: Stored) -> ContestSheet:
    congress = term.existing(unit, found.congress_id)
    decided = term_queries.settings(unit, found.congress_id)
    numbered = queries.people(unit, found.id)
    people = rules.listed(tuple(entry for _, entry in numbered), numbers=tuple(number for number, _ in numbered))
    details, names = found.details, len(people)
    fixed_form = setting_rules.congress_form(decided if found.frozen is None else _texts(found))
    form = rules.form_of(details, names=names, congress_form=fixed_form)
    roll = queries.roll(unit, found)
    situation = setting_rules.Situation(details, names, form, roll.kind)
    lines = setting_rules.contest_lines(decided, situation, frozen=found.frozen)
    electorate = rules.electorate_of(roll)
    asks_half = details.kind is ContestKind.ELECTION
    return ContestSheet(
        id=found.id,
        congress=congress,
        site=None if details.site_id is None else term_queries.site(unit, details.site_id),
        details=details,
        round=found.round,
        previous_id=found.previous_id,
        people=people,
        form=form,
        derived_form=derived_form(names=names, seats=details.seats),
        roll=roll,
        board=term.board_of(unit, found.congress_id, contest_id=found.id),
        settings=lines,
        confirmed=found.confirmed,
        overruled=found.overruled,
        locked_at=found.locked_at,
        contest=_contest(found, people, form=form, lines=lines) if people else None,
        electorate=electorate,
        needed=needed(electorate.denominator) if electorate is not None and asks_half else None,
    )


def _texts(found: Stored) -> dict[str, str]:
    return {key: str(value) for key, value in (found.frozen or {}).items()}


def _contest(found: Stored, people: tuple[ListedPerson, ...], *, form: Form, lines: tuple[SettingLine, ...]) -> Contest:
    details = found.details
    return Contest(
        id=details.code,
        title=details.title,
        regulation=details.regulation,
        form=form,
        seats=details.seats,
        candidates=tuple(Candidate(person.number, person.entry.name, person.printed_note) for person in people),
        kind=details.kind,
        alternates=details.alternates,
        round=found.round,
        settings=setting_rules.tally_settings(lines, details),
    )
