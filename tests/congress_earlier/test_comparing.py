"""Two terms compared, in tables that officials can read: what belongs together, what changed, who came again."""

from dataclasses import replace

import pytest

from congress.earlier.rules.comparing import Measure, Return, compare, people, sameness
from congress.earlier.rules.pairing import pairs
from congress.subjects import ContestResult, VoteKind
from tests.congress_earlier.samples import COMMITTEE, LATER, person

BEFORE = replace(COMMITTEE, key="a")
AFTER = replace(LATER, key="b")


@pytest.mark.parametrize(
    ("measure", "first", "second", "change"),
    [
        (Measure.SEATS, 3, 4, 1),
        (Measure.NAMES, 4, 6, 2),
        (Measure.SURPLUS, 1, 2, 1),
        (Measure.SURPLUS_SHARE, 3333, 5000, 1667),  # 1/3 = 33,33 %; 2/4 = 50,00 %
        (Measure.SUMMONED, 150, 180, 30),
        (Measure.PRESENT, 148, 171, 23),
        (Measure.TURNOUT, 9867, 9500, -367),  # 148/150 = 98,67 %; 171/180 = 95,00 %
        (Measure.VALID, 146, 168, 22),
        (Measure.VALID_SHARE, 9932, 9825, -107),  # 146/147; 168/171
        (Measure.INVALID, 1, 3, 2),
        (Measure.INVALID_SHARE, 68, 175, 107),
        (Measure.ELECTED, 3, 4, 1),
        (Measure.HIGHEST, 140, 160, 20),
        (Measure.HIGHEST_SHARE, 9459, 8889, -570),
        (Measure.LOWEST, 90, 100, 10),
        (Measure.LOWEST_SHARE, 6081, 5556, -525),
    ],
)
def test_what_two_contests_tell_together(measure: Measure, first: int, second: int, change: int) -> None:
    line = compare(BEFORE, AFTER).line(measure)
    assert (line.first, line.second, line.change) == (first, second, change)


def test_who_was_elected_again() -> None:
    told = [(one.standing, one.name) for one in compare(BEFORE, AFTER).people]
    assert told == [
        (Return.AGAIN, "Đa Cát K'Hương"),  # cùng tên (viết liền), cùng năm sinh
        (Return.NEW, "Nguyễn Văn An"),  # cùng tên nhưng ngày sinh khác: người khác
        (Return.SAME_NAME, "Vũ Minh Sơn"),  # chỉ trùng tên, không có gì để phân biệt
        (Return.NEW, "Lê Thị Hà"),
        (Return.GONE, "Nguyễn Văn An"),
    ]


@pytest.mark.parametrize(
    ("born", "note", "other_born", "other_note", "expected"),
    [
        ("1975", "", "1975", "", Return.AGAIN),
        ("1975", "", "02/03/1975", "", Return.AGAIN),
        ("02/03/1975", "", "03/02/1975", "", Return.NEW),
        ("1975", "Bí thư", "1976", "Bí thư", Return.NEW),  # năm sinh khác thì chức vụ giống cũng không phải
        ("", "Bí thư chi bộ thôn 1", "1975", "bí thư Chi bộ thôn 1", Return.AGAIN),
        ("", "Bí thư", "", "Phó Bí thư", Return.SAME_NAME),  # chức vụ đổi theo năm
        ("", "", "", "", Return.SAME_NAME),
    ],
)
def test_when_two_of_one_name_are_one_person(
    born: str, note: str, other_born: str, other_note: str, expected: Return
) -> None:
    one = person(1, "Nguyễn Văn An", 1, "1.00", born=born, note=note)
    other = person(9, "NGUYỄN VĂN AN", 1, "1.00", born=other_born, note=other_note)
    assert sameness(one, other) is expected


def test_of_two_namesakes_each_finds_the_right_one() -> None:
    first = (person(1, "Nguyễn Văn An", 9, "1.00"), person(2, "Nguyễn Văn An", 8, "1.00", born="1975"))
    second = (person(1, "Nguyễn Văn An", 7, "1.00", born="1975"), person(2, "Nguyễn Văn An", 6, "1.00"))
    found = people(first, second)
    assert [(one.standing, one.first and one.first.number) for one in found] == [
        (Return.AGAIN, 2),
        (Return.SAME_NAME, 1),
    ]


def test_nobody_elected_leaves_nothing_to_compare() -> None:
    opinion = replace(BEFORE, candidates=tuple(replace(one, elected=False) for one in BEFORE.candidates))
    line = compare(opinion, AFTER).line(Measure.HIGHEST)
    assert (line.first, line.second, line.change) == (None, 160, None)


# --- which belong together ---------------------------------------------------------------------------------


def contest(
    key: str, title: str, *, body: str = COMMITTEE.body, round_: int = 1, kind: VoteKind = VoteKind.ELECTION
) -> ContestResult:
    return replace(COMMITTEE, key=key, title=title, body=body, round=round_, kind=kind)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Bầu Ban Chấp hành khóa XXI, nhiệm kỳ 2020 - 2025", "Bầu Ban Chấp hành khóa XXII, nhiệm kỳ 2025-2030"),
        ("Bầu Ban Chấp hành Đảng bộ xã", "Bầu Ban Chấp hành Đảng bộ xã Đam Rông 1 lần thứ II"),
        ("BẦU BÍ THƯ", "Bầu bí thư"),
        ("Bầu đại biểu dự Đại hội Đảng bộ huyện", "Bầu đoàn đại biểu dự Đại hội Đảng bộ tỉnh"),
    ],
)
def test_titles_that_are_proposed_to_be_one_contest(first: str, second: str) -> None:
    (found,) = pairs([contest("a", first)], [contest("b", second)], {})
    assert (found.first and found.first.key, found.second and found.second.key) == ("a", "b")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (contest("a", "Bầu Ban Chấp hành"), contest("b", "Bầu Bí thư")),
        (contest("a", "Bầu Ban Chấp hành"), contest("b", "Bầu Ban Chấp hành", round_=2)),
        (contest("a", "Bầu Bí thư"), contest("b", "Bầu Bí thư", kind=VoteKind.INDICATIVE)),
    ],
)
def test_what_is_not_proposed_to_be_one_contest(one: ContestResult, other: ContestResult) -> None:
    found = pairs([one], [other], {})
    assert [(pair.first and pair.first.key, pair.second and pair.second.key) for pair in found] == [
        (None, "b"),
        ("a", None),
    ]


def test_of_many_bodies_each_finds_its_own() -> None:
    bodies = ("Đảng bộ xã Phi Liêng", "Đảng bộ xã Liêng Srônh")
    first = [contest(f"a{n}", "Bầu Ban Chấp hành", body=body) for n, body in enumerate(bodies)]
    second = [contest(f"b{n}", "Bầu Ban Chấp hành", body=body) for n, body in enumerate(reversed(bodies))]
    found = pairs(first, second, {})
    assert all(pair.first and pair.second and pair.first.body == pair.second.body for pair in found)


def test_what_a_person_says_goes_before_what_is_proposed() -> None:
    first = [contest("a", "Bầu Ban Chấp hành"), contest("c", "Bầu Ban Thường vụ")]
    second = [contest("b", "Bầu Ban Chấp hành"), contest("d", "Bầu Ban Thường vụ")]
    crossed = pairs(first, second, {"a": "d", "c": "b"})
    assert [(one.first and one.first.key, one.second and one.second.key) for one in crossed] == [("c", "b"), ("a", "d")]
    apart = pairs(first, second, {"a": ""})
    assert [(one.first and one.first.key, one.second and one.second.key) for one in apart] == [
        (None, "b"),
        ("c", "d"),
        ("a", None),
    ]
