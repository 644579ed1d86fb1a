"""Deeds on terms, congresses, sites and boards, on both engines."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from congress.access.registry import PREPARERS, deed, no_deed
from congress.errors import Malformed, Refused
from congress.term import queries, service
from congress.term.values import BoardPerson, Capacity, Congress, CongressDetails, CongressKind
from congress.workspace import check_journal
from tests.workspaces import Office

DETAILS = CongressDetails(
    title="Đại hội đại biểu Đảng bộ huyện Đam Rông lần thứ XXII, nhiệm kỳ 2025 - 2030",
    kind=CongressKind.DELEGATES,
    body="Đảng bộ huyện Đam Rông",
    session="Đại hội đại biểu lần thứ XXII",
    place="Đam Rông",
    opens_on=date(2025, 8, 12),
)
BOARD = (
    BoardPerson("Trần Đức Bình", Capacity.HEAD),
    BoardPerson("Lê Thị Hà", Capacity.MEMBER),
    BoardPerson("K'Brơi", Capacity.MEMBER),
)


def _congress(office: Office) -> Congress:
    by = office.by("thuky")
    term = service.make_term(office.workspace, by, begins=2025, ends=2030)
    return service.make_congress(office.workspace, by, term_id=term.id, details=DETAILS)


def test_a_congress_is_kept_as_it_was_entered(any_office: Office) -> None:
    made = _congress(any_office)
    with any_office.workspace.reading() as unit:
        assert queries.congress(unit, made.id) == made
        assert queries.congresses(unit) == (made,)
        assert [term.name for term in queries.terms(unit)] == ["2025 - 2030"]
    assert made.details == DETAILS
    assert made.heading == ("Đảng bộ huyện Đam Rông", "Đại hội đại biểu lần thứ XXII")
    assert not made.locked
    assert check_journal(any_office.workspace) == ()


def test_text_is_cleaned_where_it_enters_and_the_session_proposed(office: Office) -> None:
    by = office.by("quantri")
    term = service.make_term(office.workspace, by, begins=2025, ends=2027, name="  Nhiệm kỳ\u00a02025 - 2027 ")
    details = replace(DETAILS, title=" Đại hội Chi bộ\n1 ", session="", kind=CongressKind.MEMBERS)
    made = service.make_congress(office.workspace, by, term_id=term.id, details=details)
    assert (term.name, made.details.title) == ("Nhiệm kỳ 2025 - 2027", "Đại hội Chi bộ 1")
    assert made.details.session == "Đại hội đảng viên"


def test_terms_and_congresses_are_not_made_twice(office: Office) -> None:
    made = _congress(office)
    by = office.by("thuky")
    with pytest.raises(Refused, match="term-exists"):
        service.make_term(office.workspace, by, begins=2025, ends=2030)
    again = replace(DETAILS, title=DETAILS.title.upper())
    with pytest.raises(Refused, match="congress-exists"):
        service.make_congress(office.workspace, by, term_id=made.term.id, details=again)
    with pytest.raises(Refused, match="term-unknown"):
        service.make_congress(office.workspace, by, term_id=uuid4(), details=replace(DETAILS, title="Khác"))


def test_a_congress_changes_until_it_is_locked(any_office: Office) -> None:
    made = _congress(any_office)
    by = any_office.by("thuky")
    other = replace(DETAILS, opens_on=None, upper_body="Đảng bộ tỉnh Lâm Đồng")
    changed = service.change_congress(any_office.workspace, by, congress_id=made.id, details=other)
    assert changed.details == other
    _lock(any_office, made, contest_id=uuid4())
    with pytest.raises(Refused, match="congress-locked"):
        service.change_congress(any_office.workspace, by, congress_id=made.id, details=DETAILS)


def test_sites_have_names_of_their_own(any_office: Office) -> None:
    made = _congress(any_office)
    by = any_office.by("kythuat")
    site = service.make_site(any_office.workspace, by, congress_id=made.id, name=" Hội trường A ", place="Đam Rông")
    assert site.name == "Hội trường A"
    for name, code in (("HỘI TRƯỜNG A", "site-exists"), ("  ", "site-name-missing")):
        with pytest.raises(Refused, match=code):
            service.make_site(any_office.workspace, by, congress_id=made.id, name=name)
    with any_office.workspace.reading() as unit:
        assert queries.sites(unit, made.id) == (site,)
        assert queries.site(unit, site.id) == site


def test_a_contest_without_a_board_of_its_own_is_counted_by_the_congress_board(any_office: Office) -> None:
    made = _congress(any_office)
    by, contest_id, workspace = any_office.by("thuky"), uuid4(), any_office.workspace
    service.set_board(workspace, by, congress_id=made.id, people=BOARD)
    with workspace.reading() as unit:
        board = service.board_of(unit, made.id, contest_id=contest_id)
    assert board.people == BOARD
    assert board.head == BOARD[0]
    assert (board.members, board.size) == (BOARD[1:], 3)

    team = (BoardPerson("Bùi Đức Ý", Capacity.HEAD), BoardPerson("Hồ Thị Ổi", Capacity.MEMBER))
    service.set_board(workspace, by, congress_id=made.id, people=team, contest_id=contest_id)
    with workspace.reading() as unit:
        assert service.board_of(unit, made.id, contest_id=contest_id).people == team
        assert service.board_of(unit, made.id, contest_id=uuid4()).people == BOARD


def test_a_board_of_an_open_contest_stays_as_it_was(office: Office) -> None:
    made, contest_id = _congress(office), uuid4()
    by, workspace = office.by("thuky"), office.workspace
    service.set_board(workspace, by, congress_id=made.id, people=BOARD)
    _lock(office, made, contest_id=contest_id)
    service.set_board(workspace, by, congress_id=made.id, people=BOARD[:2])
    with workspace.reading() as unit:
        assert service.board_of(unit, made.id, contest_id=contest_id).people == BOARD
        assert service.board_of(unit, made.id).people == BOARD[:2]
    with pytest.raises(Refused, match="board-fixed"):
        service.set_board(workspace, by, congress_id=made.id, people=BOARD[:2], contest_id=contest_id)


def test_a_board_person_may_be_the_person_of_an_account(office: Office) -> None:
    made = _congress(office)
    known = replace(BOARD[0], person_id=office.actor("truongban").person_id)
    board = service.set_board(office.workspace, office.by("thuky"), congress_id=made.id, people=[known])
    assert board.head == known
    stranger = replace(BOARD[0], person_id=uuid4())
    with pytest.raises(Refused, match="board-person-unknown"):
        service.set_board(office.workspace, office.by("thuky"), congress_id=made.id, people=[stranger])


def test_a_faulty_board_names_every_fault_and_changes_nothing(office: Office) -> None:
    made = _congress(office)
    service.set_board(office.workspace, office.by("thuky"), congress_id=made.id, people=BOARD)
    with pytest.raises(Malformed) as caught:
        service.set_board(office.workspace, office.by("thuky"), congress_id=made.id, people=[BOARD[1], BOARD[1]])
    assert [finding.code for finding in caught.value.findings] == ["board-heads", "board-person-twice"]
    with office.workspace.reading() as unit:
        assert service.board_of(unit, made.id).people == BOARD


@pytest.mark.parametrize("account", ["luutru", "giamsat", "hoitruong", "thamtra"])
def test_who_does_not_prepare_the_congress_enters_nothing(office: Office, account: str) -> None:
    with pytest.raises(Refused, match="role-missing"):
        service.make_term(office.workspace, office.by(account), begins=2025, ends=2030)


def _lock(office: Office, congress: Congress, *, contest_id: UUID) -> None:
    """What a desk's opening does with the congress, inside a deed of the test's own."""
    with no_deed():

        @deed("test:lock", who=PREPARERS, title="Term made")
        def lock() -> None:
            with office.workspace.unit(office.by("thuky")) as unit:
                service.lock_for_contest(unit, congress.id, contest_id=contest_id)
                unit.record(congress.id)

        lock()
