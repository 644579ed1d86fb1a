"""Deeds on contests, on both engines: from typing them in to the desk that fixes them."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from ballots.contests import queries, rules, service
from ballots.contests.values import (
    Born,
    Confirmation,
    ContestDetails,
    ListEntry,
    Overrule,
    OwnSettings,
    Roll,
)
from ballots.regulations.values import (
    ContestKind,
    Deduction,
    DeductionReason,
    Electorate,
    ElectorateKind,
    Form,
    PaperSize,
    RegulationId,
    Sheet,
    Treatment,
)
from congress.errors import Malformed, Refused
from congress.i18n import sentence
from congress.term import service as term
from congress.term.values import BoardPerson, Capacity
from congress.workspace import check_journal
from tests.ballots_contests.preparing import BOARD, NAMES, ROLL, codes, prepared
from tests.workspaces import Office


def test_a_contest_is_kept_as_it_was_entered(any_office: Office) -> None:
    known = prepared(any_office)
    workspace, by = any_office.workspace, any_office.by("thuky")
    site = term.make_site(workspace, by, congress_id=known.congress.id, name="Hội trường lớn")
    details = ContestDetails(
        code="đđb",
        title="Bầu đoàn đại biểu dự đại hội cấp trên",
        seats=10,
        heading="Đảng bộ xã Đam Rông 1",
        kind=ContestKind.ELECTION,
        regulation=RegulationId.QC190,
        alternates=2,
        form_by_hand=Form.STRIKE,
        site_id=site.id,
        settings=OwnSettings(all_blank=Treatment.VALID, sheet=Sheet(PaperSize.A4, 2)),
    )
    made = service.make_contest(workspace, by, congress_id=known.congress.id, details=details)
    assert known.sheet(made.id) == made
    assert (made.details, made.site, made.round) == (details, site, 1)
    assert (made.contest, made.electorate, made.needed) == (None, None, None)
    assert made.roll == Roll(ElectorateKind.DELEGATES)
    assert made.details.form_by_hand is not None


def test_the_list_is_placed_and_numbered_and_read_back(any_office: Office) -> None:
    known = prepared(any_office)
    made = known.contest(names=())
    entries = [
        ListEntry("  Vũ Minh  Sơn "),
        ListEntry("Lê Thị Hạ", born=Born(1980, 5, 2), card_number="12", note="Bí thư chi bộ"),
        ListEntry("Y Ngông Niê Kdăm", born=Born(1975)),
        ListEntry("H'Nghia Êban", sort_name="Êban"),
    ]
    service.set_candidates(any_office.workspace, any_office.by("kythuat"), contest_id=made.id, entries=entries)
    people = known.sheet(made.id).people
    assert [(person.number, person.entry.name, person.entry.sort_name) for person in people] == [
        (1, "H'Nghia Êban", "Êban"),
        (2, "Lê Thị Hạ", "Hạ"),
        (3, "Y Ngông Niê Kdăm", "Ngông"),
        (4, "Vũ Minh Sơn", "Sơn"),
    ]
    assert people[1].entry == replace(entries[1], sort_name="Hạ")
    assert people[2].entry.born == Born(1975)


def test_a_contest_goes_all_the_way_to_its_desk(any_office: Office) -> None:
    known = prepared(any_office)
    ready = known.ready()
    assert rules.blockers(ready) == ()
    assert ready.confirmed == Confirmation("Lê Thị Hà", any_office.clock.now())
    assert ready.electorate == Electorate(
        ElectorateKind.DELEGATES, 150, 147, (Deduction(DeductionReason.ABSENT_UNREPLACED, 2),)
    )
    assert (ready.denominator, ready.needed) == (148, 75)
    assert ready.contest is not None
    assert [candidate.name for candidate in ready.contest.candidates] == [
        "Nguyễn Văn An",
        "Phan Thị Cúc",
        "Đa Cát K' Hương",
        "Vũ Minh Sơn",
    ]
    assert (ready.contest.form, ready.details.form_by_hand) == (Form.STRIKE, None)

    locked = known.lock(ready.id)
    assert locked.locked_at == any_office.clock.now()
    assert replace(locked, locked_at=None, congress=ready.congress, settings=ready.settings) == ready
    assert locked.congress.locked
    assert {line.key: line.value for line in locked.settings} == {line.key: line.value for line in ready.settings}
    assert check_journal(any_office.workspace) == ()


def test_everything_that_is_missing_is_named_at_once(office: Office) -> None:
    known = prepared(office)
    made = known.contest(names=())
    assert codes(rules.blockers(made)) == ["list-empty", "settings-unconfirmed", "electorate-incomplete"]
    made = known.contest(code="khac", names=["Trần Đức Bình", "Lê An"])
    assert codes(rules.blockers(made)) == [
        "names-fewer-than-seats",
        "board-member-on-list",
        "list-unconfirmed",
        "settings-unconfirmed",
        "electorate-incomplete",
    ]
    waits = next(one for one in rules.blockers(made) if one.code == "settings-unconfirmed")
    assert sentence(waits, "en").isascii(), "the titles too are said in the reader's language"
    with pytest.raises(Refused, match="contest-not-ready") as caught:
        known.lock(made.id)
    assert caught.value.facts["count"] == 5
    assert not known.sheet(made.id).congress.locked


def test_a_board_that_is_missing_or_small_stops_the_desk(office: Office) -> None:
    known = prepared(office)
    ready = known.ready()
    workspace, by = office.workspace, office.by("thuky")
    term.set_board(workspace, by, congress_id=known.congress.id, people=BOARD[:2])
    assert codes(rules.blockers(known.sheet(ready.id))) == ["board-small"]
    assert codes(rules.remarks(known.sheet(ready.id))) == ["board-even"]
    least = office.by("thuky", reason="Chi bộ có 7 đảng viên")
    service.set_setting(workspace, least, congress_id=known.congress.id, key="board_size", value=2)
    assert rules.blockers(known.sheet(ready.id)) == ()


def test_nothing_of_a_contest_changes_once_its_desk_is_open(any_office: Office) -> None:
    known = prepared(any_office)
    ready = known.ready()
    known.lock(ready.id)
    workspace, by = any_office.workspace, any_office.by("truongban", reason="đổi")
    deeds = (
        lambda: service.change_contest(workspace, by, contest_id=ready.id, details=ready.details),
        lambda: service.drop_contest(workspace, by, contest_id=ready.id),
        lambda: service.set_candidates(workspace, by, contest_id=ready.id, entries=[ListEntry("Lê An")]),
        lambda: service.confirm_list(workspace, by, contest_id=ready.id),
        lambda: service.overrule_surplus(workspace, by, contest_id=ready.id),
        lambda: service.set_electorate(workspace, by, contest_id=ready.id, roll=ROLL),
        lambda: known.lock(ready.id),
    )
    before = known.sheet(ready.id)
    for change in deeds:
        with pytest.raises(Refused, match="contest-locked"):
            change()
    assert known.sheet(ready.id) == before


def test_board_and_open_points_of_an_open_contest_stay_as_they_were(office: Office) -> None:
    known = prepared(office)
    locked = known.lock(known.ready().id)
    workspace, by = office.workspace, office.by("thuky", reason="Đại hội biểu quyết")
    service.set_setting(workspace, by, congress_id=known.congress.id, key="percent_base", value="valid")
    team = (BoardPerson("Bùi Đức Ý", Capacity.HEAD), *BOARD[1:])
    term.set_board(workspace, by, congress_id=known.congress.id, people=team)
    assert known.sheet(locked.id).setting("percent_base") == "denominator"
    assert known.sheet(locked.id).board.people == BOARD
    other = known.contest(code="bt", seats=1, names=["Lê An"])
    assert other.setting("percent_base") == "valid"
    assert other.board.people == team


@pytest.mark.parametrize("account", ["kythuat", "quantri", "thamtra", "giamsat"])
def test_a_list_is_confirmed_by_the_board_the_presidium_or_the_secretary_only(office: Office, account: str) -> None:
    known = prepared(office)
    made = known.contest()
    with pytest.raises(Refused, match="role-missing"):
        service.confirm_list(office.workspace, office.by(account), contest_id=made.id)


@pytest.mark.parametrize("account", ["truongban", "uyvien2", "chutich", "thuky"])
def test_who_confirmed_a_list_is_kept(office: Office, account: str) -> None:
    known = prepared(office)
    made = known.contest()
    confirmed = service.confirm_list(office.workspace, office.by(account), contest_id=made.id)
    assert confirmed.confirmed is not None
    assert confirmed.confirmed.by == office.actor(account).person


def test_a_change_of_names_or_seats_asks_for_the_list_again(office: Office) -> None:
    known = prepared(office)
    workspace, by = office.workspace, office.by("thuky")
    made = service.confirm_list(workspace, by, contest_id=known.contest().id)

    same = service.change_contest(workspace, by, contest_id=made.id, details=replace(made.details, title="Khác"))
    assert same.list_confirmed
    more = service.change_contest(workspace, by, contest_id=made.id, details=replace(same.details, seats=4))
    assert not more.list_confirmed
    assert more.form is Form.AGREE

    again = service.confirm_list(workspace, by, contest_id=made.id)
    assert again.list_confirmed
    entries = [ListEntry(name) for name in NAMES]
    assert not service.set_candidates(workspace, by, contest_id=made.id, entries=entries).list_confirmed


def test_a_surplus_over_the_limit_needs_a_reason_that_is_kept(any_office: Office) -> None:
    known = prepared(any_office)
    workspace = any_office.workspace
    made = known.contest(seats=2)
    with pytest.raises(Malformed) as caught:
        service.confirm_list(workspace, any_office.by("truongban"), contest_id=made.id)
    assert codes(caught.value.findings) == ["surplus-over-limit"]
    with pytest.raises(Refused, match="reason-missing"):
        service.overrule_surplus(workspace, any_office.by("chutich"), contest_id=made.id)
    by = any_office.by("chutich", reason=" Đại hội biểu quyết giữ danh sách ")
    overruled = service.overrule_surplus(workspace, by, contest_id=made.id)
    assert overruled.overruled == Overrule("Đại hội biểu quyết giữ danh sách", "Nguyễn Thị Ánh")
    assert service.confirm_list(workspace, any_office.by("truongban"), contest_id=made.id).list_confirmed

    shorter = service.set_candidates(workspace, by, contest_id=made.id, entries=[ListEntry(n) for n in NAMES[:3]])
    assert shorter.overruled is None
    with pytest.raises(Refused, match="surplus-not-over"):
        service.overrule_surplus(workspace, by, contest_id=made.id)


def test_an_order_that_the_congress_decided_is_kept_and_remarked(office: Office) -> None:
    known = prepared(office)
    made = known.contest(names=())
    entries = [ListEntry("Vũ Minh Sơn"), ListEntry("Nguyễn Văn An"), ListEntry("Lê Bình"), ListEntry("Phan Chi")]
    by = office.by("thuky")
    kept = service.set_candidates(office.workspace, by, contest_id=made.id, entries=entries, keep_order=True)
    assert [person.entry.name for person in kept.people] == [entry.name for entry in entries]
    assert "list-out-of-order" in codes(rules.remarks(kept))


def test_decomposed_names_enter_composed(office: Office) -> None:
    import unicodedata

    known = prepared(office)
    names = [unicodedata.normalize("NFD", name) for name in NAMES]
    made = known.contest(names=names)
    assert {person.entry.name for person in made.people} == set(NAMES)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code": " "}, "field-missing"),
        ({"title": ""}, "field-missing"),
        ({"title": "Đ" * 500}, "field-too-long"),
        ({"heading": "Đ" * 500}, "field-too-long"),
        ({"seats": 0}, "seats-wrong"),
        ({"seats": 10_000}, "seats-wrong"),
        ({"alternates": -1}, "alternates-wrong"),
        ({"settings": OwnSettings(sheet=Sheet(PaperSize.A5, 9))}, "sheet-columns-wrong"),
    ],
)
def test_faulty_details_are_named(office: Office, change: dict[str, Any], code: str) -> None:
    known = prepared(office)
    details = replace(ContestDetails("bch", "Bầu Ban Chấp hành", 3), **change)
    with pytest.raises(Malformed) as caught:
        service.make_contest(office.workspace, office.by("thuky"), congress_id=known.congress.id, details=details)
    assert codes(caught.value.findings) == [code]


def test_codes_are_unique_and_places_are_the_congress_s_own(office: Office) -> None:
    known = prepared(office)
    made = known.contest()
    workspace, by, congress_id = office.workspace, office.by("thuky"), known.congress.id
    again = replace(made.details, code="BCH")
    with pytest.raises(Refused, match="contest-exists"):
        service.make_contest(workspace, by, congress_id=congress_id, details=again)
    other = known.contest(code="bt")
    with pytest.raises(Refused, match="contest-exists"):
        service.change_contest(workspace, by, contest_id=other.id, details=replace(other.details, code="bch"))
    with pytest.raises(Refused, match="site-unknown"):
        details = replace(other.details, code="khac", site_id=uuid4())
        service.make_contest(workspace, by, congress_id=congress_id, details=details)
    with pytest.raises(Refused, match="congress-unknown"):
        service.make_contest(workspace, by, congress_id=uuid4(), details=replace(other.details, code="khac"))
    with pytest.raises(Refused, match="contest-unknown"):
        known.sheet(uuid4())


def test_a_contest_entered_by_mistake_is_dropped_whole(any_office: Office) -> None:
    known = prepared(any_office)
    ready = known.ready()
    service.drop_contest(any_office.workspace, any_office.by("thuky"), contest_id=ready.id)
    with any_office.workspace.reading() as unit:
        assert queries.contests(unit, known.congress.id) == ()
        assert queries.people(unit, ready.id) == ()
    assert known.contest().details.code == "bch"


def test_an_opinion_ballot_needs_no_half_and_has_a_team_of_its_own(office: Office) -> None:
    known = prepared(office)
    workspace, by = office.workspace, office.by("thuky")
    details = ContestDetails("yk", "Phiếu xin ý kiến", 2, kind=ContestKind.OPINION)
    made = service.make_contest(workspace, by, congress_id=known.congress.id, details=details)
    service.set_candidates(workspace, by, contest_id=made.id, entries=[ListEntry(name) for name in NAMES])
    team = [replace(BOARD[0], name="Bùi Đức Ý"), *BOARD[1:]]
    term.set_board(workspace, by, congress_id=known.congress.id, people=team, contest_id=made.id)
    entered = service.set_electorate(workspace, by, contest_id=made.id, roll=ROLL)
    assert (entered.needed, entered.denominator) == (None, 148)
    assert entered.board.people == tuple(team)
    assert service.confirm_list(workspace, by, contest_id=made.id).list_confirmed
