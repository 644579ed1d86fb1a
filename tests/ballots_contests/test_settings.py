"""Open points: the default, what the congress decides, what a contest has of its own, what stays once it is open."""

import pytest

from ballots.contests.rules.settings import (
    SAID_ELSEWHERE,
    Situation,
    congress_form,
    congress_lines,
    contest_lines,
    number,
    parsed,
    tally_settings,
)
from ballots.contests.values import ContestDetails, OwnSettings, SettingLine
from ballots.regulations.open_points import OPEN_POINTS
from ballots.regulations.values import (
    ContestKind,
    ElectorateKind,
    Form,
    PaperSize,
    PercentBase,
    RegulationId,
    Sheet,
    Treatment,
)
from congress.errors import Refused

DETAILS = ContestDetails("bch", "Bầu Ban Chấp hành", 3)
FORM_A = Situation(DETAILS, 4, Form.STRIKE, ElectorateKind.DELEGATES)


def _value(lines: tuple[SettingLine, ...], key: str) -> object:
    return next(line.value for line in lines if line.key == key)


def _open(lines: tuple[SettingLine, ...]) -> set[str]:
    return {line.key for line in lines if line.is_open}


def test_every_open_point_is_listed_with_its_default() -> None:
    lines = congress_lines({}, kind="delegates")
    assert [line.key for line in lines] == [point.key for point in OPEN_POINTS]
    assert {line.key: line.value for line in lines} == {point.key: point.default for point in OPEN_POINTS}
    assert all(line.is_default for line in lines)
    assert [line.key for line in lines if line.is_decided] == ["congress_kind"]


def test_what_the_congress_decides_holds_and_says_so() -> None:
    lines = congress_lines({"all_disagree": "valid", "minutes_copies": "5"}, kind="members")
    known = {line.key: line for line in lines}
    assert (known["all_disagree"].value, known["all_disagree"].is_default) == ("valid", False)
    assert (known["minutes_copies"].value, known["minutes_copies"].is_decided) == (5, True)
    assert known["congress_kind"].value == "members"
    assert not known["percent_base"].is_decided


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [("all_blank", "valid", "valid"), ("surplus_limit_percent", " 40 ", 40), ("board_size", "5", 5)],
)
def test_a_value_is_read_in_the_type_of_its_point(key: str, text: str, value: object) -> None:
    assert parsed(key, text) == value


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("all_blank", "perhaps", "setting-not-allowed"),
        ("board_size", "0", "setting-not-allowed"),
        ("board_size", "many", "setting-not-allowed"),
        ("board_size", "٣", "setting-not-allowed"),
        ("signed", "valid", "setting-not-allowed"),
        ("no_such_point", "x", "setting-unknown"),
        *((key, "members", "setting-said-elsewhere") for key in sorted(SAID_ELSEWHERE)),
    ],
)
def test_a_value_that_the_point_does_not_know_is_refused(key: str, text: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        parsed(key, text)


def test_a_contest_says_for_itself_what_it_knows_of_itself() -> None:
    details = ContestDetails(
        "doan",
        "Bầu đoàn đại biểu",
        3,
        regulation=RegulationId.QC244,
        form_by_hand=Form.AGREE,
        settings=OwnSettings(all_blank=Treatment.VALID),
    )
    situation = Situation(details, 4, Form.AGREE, ElectorateKind.MEMBERS)
    lines = contest_lines({"all_blank": "invalid", "all_disagree": "valid"}, situation, frozen=None)
    found = [_value(lines, key) for key in ("ruleset", "ballot_form", "congress_kind", "all_blank", "all_disagree")]
    assert found == ["QC244", "agree", "members", "valid", "valid"]


def test_only_what_concerns_the_contest_waits_for_the_board() -> None:
    form_a = contest_lines({}, FORM_A, frozen=None)
    assert {"partial_strike", "tie"} <= _open(form_a)
    assert not {"all_disagree", "all_blank", "committee_deductions", "alternates_list"} & _open(form_a)

    many = Situation(DETAILS, 3, Form.AGREE, ElectorateKind.COMMITTEE)
    form_b = contest_lines({}, many, frozen=None)
    assert {"all_disagree", "all_blank", "committee_deductions", "tie"} <= _open(form_b)
    assert "partial_strike" not in _open(form_b)

    # On a list of one name both boxes or none are void by the regulation: nothing is left open.
    one = Situation(ContestDetails("bt", "Bầu Bí thư", 1), 1, Form.AGREE, ElectorateKind.DELEGATES)
    assert not {"all_disagree", "all_blank"} & _open(contest_lines({}, one, frozen=None))

    advice = ContestDetails("yk", "Xin ý kiến", 3, kind=ContestKind.OPINION)
    opinion = contest_lines({}, Situation(advice, 5, Form.STRIKE, ElectorateKind.DELEGATES), frozen=None)
    assert "tie" not in _open(opinion)


def test_a_point_that_was_decided_waits_no_longer_even_at_its_default() -> None:
    decided = {"partial_strike": "not-struck", "tie": "revote-among-tied"}
    assert not {"partial_strike", "tie"} & _open(contest_lines(decided, FORM_A, frozen=None))


def test_what_held_when_the_desk_opened_stays_for_the_count() -> None:
    frozen = {line.key: line.value for line in contest_lines({"percent_base": "valid"}, FORM_A, frozen=None)}
    later = {"percent_base": "collected", "surplus_limit_percent": "50", "minutes_copies": "7"}
    lines = contest_lines(later, FORM_A, frozen=frozen)
    assert _value(lines, "percent_base") == "valid"
    assert _value(lines, "surplus_limit_percent") == 30
    # Copies and keeping are paper work behind the count; they follow the congress.
    assert _value(lines, "minutes_copies") == 7


def test_the_record_carries_the_settings_of_the_count() -> None:
    own = OwnSettings(percent_base=PercentBase.COLLECTED, sheet=Sheet(PaperSize.A4, 2))
    details = ContestDetails("bch", "Bầu Ban Chấp hành", 3, settings=own)
    situation = Situation(details, 3, Form.AGREE, ElectorateKind.DELEGATES)
    settings = tally_settings(contest_lines({"all_disagree": "valid"}, situation, frozen=None), details)
    assert (settings.all_disagree, settings.all_blank) == (Treatment.VALID, Treatment.INVALID)
    assert (settings.percent_base, settings.sheet) == (PercentBase.COLLECTED, Sheet(PaperSize.A4, 2))


def test_numbers_and_the_form_of_the_congress() -> None:
    assert number(congress_lines({"board_size": "5"}, kind="members"), "board_size") == 5
    assert congress_form({}) is None
    assert congress_form({"ballot_form": "by-list"}) is None
    assert congress_form({"ballot_form": "agree"}) is Form.AGREE
