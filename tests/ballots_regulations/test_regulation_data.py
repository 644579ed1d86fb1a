"""The regulations as data, and the open points that the minutes print."""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

import pytest

from ballots.regulations.catalogue import REGULATIONS, regulation
from ballots.regulations.citations import Certainty, Topic
from ballots.regulations.open_points import BY_KEY, OPEN_POINTS, OpenPoint, checked
from ballots.regulations.rules.majority import OPINION_SHARE_PERCENT
from ballots.regulations.rules.surplus import PREPARED_PERCENT, SURPLUS_LIMIT_PERCENT
from ballots.regulations.values import (
    REASON_ORDER,
    BoardReason,
    ContestKind,
    ContestSettings,
    DeductionReason,
    ElectorateKind,
    Form,
    NextStep,
    PercentBase,
    RegulationId,
    Standing,
    TieFor,
    VoidReason,
)
from congress.errors import Refused
from congress.i18n import LANGUAGES, say_in


def test_a_citation_carries_number_and_date_since_two_documents_share_a_number() -> None:
    qc190, qc244 = regulation(RegulationId.QC190), regulation(RegulationId.QC244)
    assert qc190.decision.cite() == "Quyết định 190-QĐ/TW ngày 10/10/2024"
    assert qc244.decision.cite() == "Quyết định 244-QĐ/TW ngày 09/6/2014"
    assert qc190.guidance[0].number == qc244.guidance[0].number == "04-HD/TW"
    assert qc190.guidance[0].cite() == "Hướng dẫn 04-HD/TW ngày 31/12/2024"
    assert qc244.guidance[0].cite() == "Hướng dẫn 04-HD/TW ngày 06/10/2014"
    assert qc190.cite(Topic.CONCLUDING) == "Điều 8 khoản 2, Quyết định 190-QĐ/TW ngày 10/10/2024"


@pytest.mark.parametrize(
    ("topic", "in_2014", "in_2024"),
    [
        (Topic.BALLOT_PAPER, "17", "15"),
        (Topic.COUNTING_BOARD, "7", "8"),
        (Topic.MAJORITY, "32", "30"),
        (Topic.KEEPING_BALLOTS, None, "35"),
        (Topic.COMPLAINTS, None, "33"),
        (Topic.SURPLUS, None, "14"),
    ],
)
def test_articles_moved_between_the_two_versions(topic: Topic, in_2014: str | None, in_2024: str) -> None:
    def article(of: RegulationId) -> str | None:
        found = regulation(of).provision(topic).article
        return found and found.partition("(")[0]

    assert (article(RegulationId.QC244), article(RegulationId.QC190)) == (in_2014, in_2024)


def test_the_credentials_board_is_an_article_of_2024() -> None:
    topics = {provision.topic for provision in regulation(RegulationId.QC244).provisions}
    assert set(Topic) - topics == {Topic.CREDENTIALS_BOARD}
    assert regulation(RegulationId.QC190).provision(Topic.CREDENTIALS_BOARD).article == "7"


@pytest.mark.parametrize("of", RegulationId)
def test_every_topic_stands_once_and_every_reason_has_its_ground(of: RegulationId) -> None:
    version = REGULATIONS[of]
    topics = [provision.topic for provision in version.provisions]
    assert len(topics) == len(set(topics))
    assert set(version.void_grounds) == set(REASON_ORDER)
    for ground in version.void_grounds.values():
        assert version.decision.number in version.cite_article(ground.article)


def test_what_was_not_read_is_never_marked_as_read() -> None:
    for version in REGULATIONS.values():
        for provision in version.provisions:
            assert provision.article is not None or provision.certainty is not Certainty.READ


def test_deadlines_and_limits_are_those_of_the_regulation() -> None:
    qc190 = regulation(RegulationId.QC190)
    assert (qc190.complaint_working_days, qc190.ballots_kept_months) == (15, 6)
    assert qc190.surplus_limit_percent == SURPLUS_LIMIT_PERCENT == 30
    assert qc190.prepared_surplus_percent == PREPARED_PERCENT == (10, 15)
    assert qc190.entry_share_percent == OPINION_SHARE_PERCENT == 30


def test_reasons_rank_with_the_boards_own_first() -> None:
    assert [reason.value for reason in REASON_ORDER] == [
        "not-issued", "not-stamped", "written-in", "signed", "private-mark", "other",
        "too-many", "both-boxes", "no-box", "all-disagree", "all-blank", "elects-nobody",
    ]  # fmt: skip
    assert len(BoardReason) == 6


@pytest.mark.parametrize("point", OPEN_POINTS, ids=lambda point: point.key)
def test_an_open_point_has_a_title_a_reason_and_allows_its_default(point: OpenPoint) -> None:
    assert point.allows(point.default)
    assert bool(point.choices) == isinstance(point.default, str)
    assert unicodedata.is_normalized("NFC", point.title + point.why)
    assert say_in("vi")(point.title_id) == point.title
    assert say_in("en")(point.title_id) != point.title_id
    for choice in point.choices:
        for language in LANGUAGES:
            assert say_in(language)(f"choice-{choice}") != f"choice-{choice}"


@pytest.mark.parametrize("point", [point for point in OPEN_POINTS if not point.choices], ids=lambda point: point.key)
def test_the_minutes_write_a_number_with_its_unit_or_in_words(point: OpenPoint) -> None:
    for value in {point.default, point.least, point.most, 0}:
        assert re.search(r"[^\W\d]|%", point.written(value)), value
    assert "(" not in point.subject
    assert point.subject in point.title


def test_the_points_that_change_a_count_are_those_of_a_contest() -> None:
    settings = ContestSettings()
    for key in ("all_disagree", "all_blank", "percent_base"):
        assert BY_KEY[key].default == getattr(settings, key)
        assert set(BY_KEY[key].choices) == {value.value for value in type(getattr(settings, key))}


def test_a_setting_that_is_not_allowed_is_refused() -> None:
    assert checked("minutes_copies", 5) == 5
    assert checked("all_blank", "valid") == "valid"
    for key, value in (
        ("minutes_copies", 0),
        ("minutes_copies", "3"),
        ("minutes_copies", True),
        ("all_blank", "maybe"),
    ):
        with pytest.raises(Refused) as refused:
            checked(key, value)
        assert refused.value.code == "setting-not-allowed"
    with pytest.raises(Refused) as refused:
        checked("colour", "red")
    assert refused.value.code == "setting-unknown"


def test_every_word_that_screens_and_papers_print_is_in_both_languages() -> None:
    words: dict[str, Iterable[StrEnum]] = {
        "reason": (*BoardReason, *VoidReason),
        "deduction": DeductionReason,
        "contest-kind": ContestKind,
        "contest-form": Form,
        "electorate": ElectorateKind,
        "percent-of": PercentBase,
        "standing": Standing,
        "tied-for": TieFor,
        "next": NextStep,
    }
    for language in LANGUAGES:
        for family, members in words.items():
            for member in members:
                code = f"{family}-{member}"
                assert say_in(language)(code) != code
