"""Every value that people see has a sentence in both languages, and findings are said with their facts."""

import pytest

from ballots.contests.rules.lists import list_faults
from ballots.contests.rules.ordering import listed, with_sort_names
from ballots.contests.values import ContestDetails, ElectorateStage, ListEntry, NameDoubt, NotSummonedReason
from congress.i18n import LANGUAGES, say_in, sentence
from congress.term.values import Board, BoardPerson, Capacity

SHOWN = [
    *(f"stage-{stage}" for stage in ElectorateStage),
    *(f"not-summoned-{reason}" for reason in NotSummonedReason),
    *NameDoubt,
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", SHOWN)
def test_a_value_has_its_words(code: str, language: str) -> None:
    assert say_in(language)(code) != code


def test_a_finding_names_the_person_and_the_article() -> None:
    board = Board((BoardPerson("Lê Thị Hà", Capacity.HEAD),))
    people = listed(with_sort_names([ListEntry("Lê Thị Hà")]))
    (found,) = list_faults(ContestDetails("bt", "Bầu Bí thư", 1), people, board, overruled=False)
    said = sentence(found, "vi")
    assert "Lê Thị Hà (số 1)" in said
    assert "Điều 8" in said
