"""The sample congress prepared (chuẩn bị): term, congress, board, each contest up to its confirmed list."""

from dataclasses import replace
from uuid import UUID

from ballots.contests import service as contests
from ballots.contests.values import ContestSheet
from congress.term import service as term
from congress.term.values import BoardPerson, Capacity, CongressDetails, CongressKind
from tui.demo import contests as sample
from tui.demo.office import Office
from tui.demo.people import ADMINISTRATOR, CREDENTIALS, FURTHER_BOARD, HEAD, MEMBER, SECOND_MEMBER, SECRETARY, Person
from tui.demo.values import SampleContest


def congress_made(office: Office) -> UUID:
    """Term, congress and board, entered by the secretary."""
    workspace = office.workspace
    made = term.make_term(workspace, office.by(ADMINISTRATOR), begins=sample.BEGINS, ends=sample.ENDS)
    details = CongressDetails(
        sample.TITLE,
        CongressKind.DELEGATES,
        sample.BODY,
        sample.SESSION,
        sample.PLACE,
        upper_body=sample.UPPER_BODY,
        opens_on=workspace.house.clock.now().astimezone().date(),
    )
    congress = term.make_congress(workspace, office.by(SECRETARY), term_id=made.id, details=details)
    board = [
        _of_board(office, HEAD, Capacity.HEAD),
        _of_board(office, MEMBER, Capacity.MEMBER),
        _of_board(office, SECOND_MEMBER, Capacity.MEMBER),
        *(BoardPerson(name, Capacity.MEMBER) for name in FURTHER_BOARD),
    ]
    term.set_board(workspace, office.by(SECRETARY), congress_id=congress.id, people=board)
    return congress.id


def _of_board(office: Office, person: Person, capacity: Capacity) -> BoardPerson:
    return BoardPerson(person.name, capacity, person_id=office.actors[person.account].person_id)


def contest_prepared(office: Office, congress_id: UUID, wanted: SampleContest, *, site_id: UUID) -> ContestSheet:
    """A contest typed in for the hall, its list confirmed by the head, its electorate entered by those who verify."""
    workspace = office.workspace
    made = contests.make_contest(
        workspace, office.by(SECRETARY), congress_id=congress_id, details=replace(wanted.details, site_id=site_id)
    )
    contests.set_candidates(workspace, office.by(SECRETARY), contest_id=made.id, entries=wanted.entries)
    contests.confirm_list(workspace, office.by(HEAD), contest_id=made.id)
    return contests.set_electorate(workspace, office.by(CREDENTIALS), contest_id=made.id, roll=wanted.roll)


def settings_confirmed(office: Office, congress_id: UUID) -> None:
    """The board confirms the open points of the regulation that ask for it."""
    contests.confirm_settings(office.workspace, office.by(HEAD), congress_id=congress_id)
