"""What holds for terms, congresses and boards, without a workspace."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from congress.errors import Finding
from congress.term import rules
from congress.term.values import BoardPerson, Capacity, CongressDetails, CongressKind

HEAD = BoardPerson("Trần Đức Bình", Capacity.HEAD, "012345")
DETAILS = CongressDetails(
    title="Đại hội đại biểu Đảng bộ xã Đam Rông 1 lần thứ I, nhiệm kỳ 2025 - 2030",
    kind=CongressKind.DELEGATES,
    body="Đảng bộ xã Đam Rông 1",
    session="Đại hội đại biểu lần thứ I",
    place="Đam Rông",
)


def _codes(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    return [(finding.where, finding.code) for finding in findings]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nguyễn Văn An", "NGUYỄN VĂN AN", True),
        ("Nguyễn Thị Hoà", "Nguyễn Thị Hòa", True),
        ("K'Brơi", "K’ Brơi", True),
        ("Nguyễn  Văn An", " Nguyễn Văn An", True),
        ("Nguyễn Văn Hà", "Nguyễn Văn Ha", False),
        ("Nguyễn Văn Đan", "Nguyễn Văn Dan", False),
        ("K'Hương", "Khương", False),
        ("Lê Hoá", "Lê Hòa", False),
    ],
)
def test_a_name_is_one_whatever_the_case_the_blanks_and_the_place_of_its_tone(
    one: str, other: str, *, same: bool
) -> None:
    assert rules.same_name(one, other) is same


@pytest.mark.parametrize(
    ("card", "other_name", "other_card", "same"),
    [
        ("12.345", "Người khác", "12345", True),
        ("12345", "Lê Thị Hà", "54321", False),
        ("", "LÊ THỊ HÀ", "54321", True),
        ("12345", "Lê Thị Hạ", "", False),
    ],
)
def test_two_cards_tell_namesakes_apart_and_one_card_alone_does_not(
    card: str, other_name: str, other_card: str, *, same: bool
) -> None:
    found = rules.same_person(name="Lê Thị Hà", card_number=card, other_name=other_name, other_card_number=other_card)
    assert found is same


def test_a_board_has_one_head() -> None:
    member = replace(HEAD, name="Lê Thị Hà", capacity=Capacity.MEMBER, card_number="")
    assert rules.check_board((HEAD, member)) == ()
    assert _codes(rules.check_board((member,))) == [("board", "board-heads")]
    two = (HEAD, replace(HEAD, name="Vũ Minh Sơn", card_number=""))
    assert _codes(rules.check_board(two)) == [("board", "board-heads")]


def test_every_fault_of_a_board_is_named_at_once() -> None:
    people = (
        HEAD,
        BoardPerson("", Capacity.MEMBER),
        BoardPerson("TRẦN ĐỨC BÌNH", Capacity.MEMBER),
        BoardPerson("Đ" * 200, Capacity.HEAD),
    )
    assert _codes(rules.check_board(people)) == [
        ("board", "board-heads"),
        ("board[2]", "person-name-missing"),
        ("board[3]", "board-person-twice"),
        ("board[4]", "field-too-long"),
    ]


def test_namesakes_with_two_cards_may_sit_on_one_board() -> None:
    namesake = BoardPerson("Trần Đức Bình", Capacity.MEMBER, "999999")
    assert rules.check_board((HEAD, namesake)) == ()


def test_every_missing_detail_of_a_congress_is_named() -> None:
    empty = replace(DETAILS, title="", body="", place="", upper_body="Đ" * 500)
    assert _codes(rules.check_congress(empty)) == [
        ("title", "field-missing"),
        ("body", "field-missing"),
        ("place", "field-missing"),
        ("upper_body", "field-too-long"),
    ]
    assert rules.check_congress(DETAILS) == ()


@pytest.mark.parametrize(
    ("kind", "title", "session"),
    [
        (CongressKind.DELEGATES, "Đại hội đại biểu xã X", "Đại hội đại biểu"),
        (CongressKind.DELEGATES, "Đại hội Đảng bộ xã X lần thứ XIV, 2025 - 2030", "Đại hội đại biểu lần thứ XIV"),
        (CongressKind.MEMBERS, "Đại hội Chi bộ 3", "Đại hội đảng viên"),
        (CongressKind.COMMITTEE, "Hội nghị lần thứ nhất", "Hội nghị Ban Chấp hành lần thứ nhất"),
    ],
)
def test_the_line_under_the_body_is_proposed_as_papers_write_it(kind: CongressKind, title: str, session: str) -> None:
    assert rules.propose_session(kind, title) == session


@pytest.mark.parametrize(("begins", "ends", "right"), [(2025, 2030, True), (2030, 2025, False), (2025, 2025, False)])
def test_a_term_ends_after_it_begins(begins: int, ends: int, *, right: bool) -> None:
    assert (rules.check_term(begins=begins, ends=ends) == ()) is right
