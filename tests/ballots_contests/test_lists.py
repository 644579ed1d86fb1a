"""What holds for a list: surplus, form, nobody twice, namesakes, no board member on it."""

import pytest

from ballots.contests.rules.lists import (
    SurplusLimits,
    board_on_list,
    check_entries,
    form_of,
    list_faults,
    list_remarks,
    surplus_findings,
)
from ballots.contests.rules.ordering import in_order, listed, with_sort_names
from ballots.contests.values import Born, ContestDetails, ListedPerson, ListEntry
from ballots.regulations.values import ContestKind, Form
from congress.term.values import Board, BoardPerson, Capacity
from tests.ballots_contests.preparing import codes

NOBODY = Board()


def _contest(seats: int, *, alternates: int = 0, kind: ContestKind = ContestKind.ELECTION) -> ContestDetails:
    return ContestDetails("bch", "Bầu Ban Chấp hành", seats, alternates=alternates, kind=kind)


def _people(count: int) -> tuple[ListedPerson, ...]:
    return listed(with_sort_names(ListEntry(f"Nguyễn Văn {chr(65 + i // 26)}{chr(97 + i % 26)}") for i in range(count)))


# Art. 14(1): at most 30 %, one person always; 10-15 % are prepared. Seats, names, what is said.
SURPLUS = [
    (1, 1, []),
    (1, 2, []),
    (1, 3, ["surplus-over-limit"]),
    (3, 3, ["surplus-under-least"]),
    (3, 4, []),
    (3, 5, ["surplus-over-limit"]),
    (4, 5, []),
    (4, 6, ["surplus-over-limit"]),
    (5, 6, []),
    (5, 7, ["surplus-over-limit"]),
    (15, 17, []),
    (15, 19, ["surplus-not-as-prepared"]),
    (15, 20, ["surplus-over-limit"]),
    # The 12th National Congress: 26 for 20 is exactly 30 %; Hà Nội 2015: 85 for 74 is 14.9 %.
    (20, 26, ["surplus-not-as-prepared"]),
    (20, 27, ["surplus-over-limit"]),
    (74, 85, []),
    (180, 220, ["surplus-not-as-prepared"]),
]


@pytest.mark.parametrize(("seats", "names", "found"), SURPLUS)
def test_the_surplus_is_measured_by_article_14(seats: int, names: int, found: list[str]) -> None:
    assert codes(surplus_findings(_contest(seats), names=names)) == found


def test_alternates_on_the_common_list_are_places_and_no_surplus() -> None:
    assert surplus_findings(_contest(10, alternates=2), names=13) == ()
    assert codes(surplus_findings(_contest(10, alternates=2), names=16)) == ["surplus-over-limit"]
    assert surplus_findings(_contest(10, alternates=2), names=12) == ()


@pytest.mark.parametrize("kind", [ContestKind.REVOTE, ContestKind.OPINION, ContestKind.INDICATIVE])
def test_a_re_vote_and_an_advisory_ballot_have_no_surplus_to_keep(kind: ContestKind) -> None:
    assert surplus_findings(_contest(1, kind=kind), names=5) == ()


def test_the_congress_may_set_other_limits() -> None:
    limits = SurplusLimits(least=2, most_percent=50, prepared_percent=(20, 50))
    assert surplus_findings(_contest(10), names=15, limits=limits) == ()
    assert codes(surplus_findings(_contest(10), names=16, limits=limits)) == ["surplus-over-limit"]
    assert codes(surplus_findings(_contest(10), names=11, limits=limits)) == ["surplus-under-least"]


def test_a_surplus_over_the_limit_stops_the_list_until_it_is_overruled() -> None:
    people = _people(5)
    assert codes(list_faults(_contest(3), people, NOBODY, overruled=False)) == ["surplus-over-limit"]
    assert list_faults(_contest(3), people, NOBODY, overruled=True) == ()
    remarks = list_remarks(_contest(3), people, form=Form.STRIKE, overruled=True)
    assert codes(remarks) == ["surplus-over-limit"]


@pytest.mark.parametrize(
    ("seats", "names", "by_hand", "congress", "form"),
    [
        (3, 4, None, None, Form.STRIKE),
        (3, 3, None, None, Form.AGREE),
        (1, 1, None, None, Form.AGREE),
        (1, 2, None, None, Form.STRIKE),
        (3, 4, Form.AGREE, None, Form.AGREE),
        (3, 3, Form.STRIKE, None, Form.STRIKE),
        (3, 4, None, Form.AGREE, Form.AGREE),
        (3, 4, Form.STRIKE, Form.AGREE, Form.STRIKE),
    ],
)
def test_the_form_follows_from_the_list_unless_a_person_sets_it(
    seats: int, names: int, by_hand: Form | None, congress: Form | None, form: Form
) -> None:
    details = ContestDetails("bch", "Bầu Ban Chấp hành", seats, form_by_hand=by_hand)
    assert form_of(details, names=names, congress_form=congress) is form


def test_a_form_that_the_list_does_not_ask_for_is_remarked() -> None:
    remarks = list_remarks(_contest(3), _people(4), form=Form.AGREE, overruled=False)
    assert codes(remarks) == ["agree-with-surplus"]
    remarks = list_remarks(_contest(2), _people(2), form=Form.STRIKE, overruled=False)
    assert codes(remarks) == ["strike-without-surplus"]


def test_an_empty_list_and_one_that_cannot_fill_the_seats_are_faults() -> None:
    assert codes(list_faults(_contest(3), (), NOBODY, overruled=False)) == ["list-empty"]
    assert codes(list_faults(_contest(3), _people(2), NOBODY, overruled=False)) == ["names-fewer-than-seats"]
    opinion = _contest(3, kind=ContestKind.OPINION)
    assert list_faults(opinion, _people(2), NOBODY, overruled=False) == ()


def test_fewer_names_than_official_and_alternate_places_is_remarked() -> None:
    details = _contest(3, alternates=2)
    assert list_faults(details, _people(4), NOBODY, overruled=False) == ()
    remarks = list_remarks(details, _people(4), form=Form.STRIKE, overruled=False)
    assert codes(remarks) == ["names-fewer-than-alternates"]


HEAD = BoardPerson("Trần Đức Bình", Capacity.HEAD, "001")


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (ListEntry("Trần Đức Bình"), True),
        (ListEntry("TRẦN ĐỨC BÌNH", card_number="001"), True),
        (ListEntry("Trần Đức Bình", card_number="002"), False),
        (ListEntry("Trần Đức Bính", card_number="001"), True),
        (ListEntry("Trần Đức Bính"), False),
    ],
)
def test_nobody_on_the_list_sits_on_the_board(entry: ListEntry, *, found: bool) -> None:
    """By name and card number, QC190 Art. 8; a card tells a namesake apart."""
    people = listed(with_sort_names([entry]))
    assert bool(board_on_list(people, Board((HEAD,)))) is found
    faults = list_faults(_contest(1), people, Board((HEAD,)), overruled=False)
    assert codes(faults) == (["board-member-on-list"] if found else [])


TWICE = [
    ([ListEntry("Lê Thị Hà"), ListEntry("LÊ THỊ HÀ")], True),
    ([ListEntry("Lê Thị Hà", born=Born(1975)), ListEntry("Lê Thị Hà", born=Born(1975), note="Bí thư")], True),
    ([ListEntry("Lê Thị Hà", born=Born(1975)), ListEntry("Lê Thị Hà", born=Born(1976))], False),
    ([ListEntry("Lê Thị Hà", note="Chi bộ 1"), ListEntry("Lê Thị Hà", note="Chi bộ 2")], False),
    ([ListEntry("Lê Thị Hà", card_number="1"), ListEntry("Lê Thị Hà", card_number="2")], False),
    ([ListEntry("Lê Thị Hà", card_number="1"), ListEntry("Lê Thị Hạ", card_number="1")], True),
    ([ListEntry("Lê Thị Hà"), ListEntry("Lê Thị Hạ")], False),
]


@pytest.mark.parametrize(("entries", "twice"), TWICE)
def test_a_person_stands_on_a_list_once(entries: list[ListEntry], *, twice: bool) -> None:
    found = check_entries(with_sort_names(entries))
    assert codes(found) == (["list-person-twice"] if twice else [])


def test_namesakes_whom_no_voter_could_tell_apart_stop_the_list() -> None:
    same = [ListEntry("Lê Thị Hà", card_number="1"), ListEntry("Lê Thị Hà", card_number="2")]
    faults = list_faults(_contest(1), listed(with_sort_names(same)), NOBODY, overruled=False)
    assert codes(faults) == ["list-rows-alike"]


def test_namesakes_with_birth_dates_are_remarked_and_may_stand() -> None:
    entries = [ListEntry("Lê Thị Hà", born=Born(1975)), ListEntry("Lê Thị Hà", born=Born(1980))]
    people = listed(in_order(with_sort_names(entries)))
    assert list_faults(_contest(1), people, NOBODY, overruled=False) == ()
    remarks = list_remarks(_contest(1), people, form=Form.STRIKE, overruled=False)
    assert codes(remarks) == ["list-namesakes"]


def test_every_fault_of_a_list_is_named_at_once() -> None:
    entries = [ListEntry(""), ListEntry("A" * 130), ListEntry("Lê Hà"), ListEntry("lê hà"), ListEntry("LÊ HÀ")]
    found = check_entries(with_sort_names(entries))
    assert [(finding.where, finding.code) for finding in found] == [
        ("list[1]", "person-name-missing"),
        ("list[2]", "field-too-long"),
        ("list[4]", "list-person-twice"),
        ("list[5]", "list-person-twice"),
    ]


def test_a_list_in_another_order_is_remarked() -> None:
    people = listed(with_sort_names([ListEntry("Vũ Chi"), ListEntry("Lê An")]))
    remarks = list_remarks(_contest(1), people, form=Form.STRIKE, overruled=False)
    assert [(finding.code, finding.facts["numbers"]) for finding in remarks] == [("list-out-of-order", "1, 2")]
