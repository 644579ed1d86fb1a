"""Counts side by side, as a rule without a desk: what differs is named, nothing else is, and a shift is told."""

from uuid import UUID, uuid4

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ballots.counting.comparing import (
    LAID_ASIDE,
    Mark,
    Placed,
    Standing,
    agreement,
    placed,
    seen_differing,
    shifted,
)
from ballots.counting.values import Agreement, Mode, Reading, Seen, SetAside
from ballots.regulations.values import Boxes, Strikes
from congress.comparing import Differing, differing

NAMES = tuple(range(1, 13))
STRUCK = st.sets(st.sampled_from(NAMES), max_size=8).map(Strikes.of)
BOXED = st.builds(
    lambda yes, no: Boxes(tuple(sorted(yes)), tuple(sorted(no))),
    st.sets(st.sampled_from(NAMES)),
    st.sets(st.sampled_from(NAMES)),
)
SEEN: st.SearchStrategy[Seen] = st.one_of(STRUCK, STRUCK.map(lambda marks: SetAside("pad-aside-typist", marks)))
WHO, OTHER = uuid4(), uuid4()


def read(*counts: list[Seen], times: int = 1) -> tuple[Placed, ...]:
    """A pile read so by each count, compared."""
    passes = [_pass(seen, times) for seen in counts]
    return placed(7, passes, conclusions={}, settlements={})


def _pass(papers: list[Seen], times: int) -> list[Reading]:
    pile: UUID = uuid4()
    return [
        Reading(uuid4(), pile, position, 1, times, seen, WHO, False, Mode.TEST, "MAY-1")
        for position, seen in enumerate(papers, start=1)
    ]


@given(st.dictionaries(st.integers(), st.integers()), st.dictionaries(st.integers(), st.integers()))
def test_just_the_fields_that_differ_are_named_with_what_each_version_says(
    one: dict[int, int], other: dict[int, int]
) -> None:
    found = {each.field: each.values for each in differing([one, other])}
    assert found == {
        field: (one.get(field), other.get(field)) for field in one | other if one.get(field) != other.get(field)
    }


@given(st.lists(SEEN, min_size=1, max_size=3))
def test_a_paper_differs_where_its_readings_do_and_only_there(versions: list[Seen]) -> None:
    found = seen_differing(versions)
    aside = [isinstance(seen, SetAside) for seen in versions]
    if any(aside):
        assert [one.field for one in found] == ([] if all(aside) else [LAID_ASIDE])
        return
    for one in found:
        assert len(set(one.values)) > 1
    struck = [set(seen.struck) for seen in versions if isinstance(seen, Strikes)]
    assert {one.field for one in found} == {
        name for name in NAMES if any(name in one for one in struck) and not all(name in one for one in struck)
    }


@given(BOXED, BOXED)
def test_boxes_differ_by_the_name_whose_boxes_were_read_otherwise(one: Boxes, other: Boxes) -> None:
    def state(marks: Boxes, name: int) -> tuple[bool, bool]:
        return name in marks.agree, name in marks.disagree

    found = {each.field for each in seen_differing([one, other])}
    assert found == {name for name in NAMES if state(one, name) != state(other, name)}


def test_both_boxes_of_one_name_are_a_mark_of_their_own() -> None:
    one, other = Boxes((1, 2), (2, 3)), Boxes((1, 2), (3,))
    assert seen_differing([one, other]) == (Differing(2, (Mark.BOTH, Mark.AGREE)),)


@given(st.lists(STRUCK, min_size=1, max_size=25), st.data())
def test_every_planted_difference_is_found_at_its_place_and_no_other(
    papers: list[Strikes], data: st.DataObject
) -> None:
    wrong = data.draw(st.sets(st.integers(0, len(papers) - 1)))
    second: list[Seen] = [
        Strikes.of(set(paper.struck) ^ {data.draw(st.sampled_from(NAMES))}) if place in wrong else paper
        for place, paper in enumerate(papers)
    ]
    found = read(list(papers), second)
    assert {one.position - 1 for one in found if one.standing is Standing.DIFFERS} == wrong
    assert all((one.paper is None) == (one.standing is Standing.DIFFERS) for one in found)
    agreed = agreement(2, [found])
    assert (agreed.alike, agreed.differed, agreed.names) == (len(papers) - len(wrong), len(wrong), len(wrong))


@given(st.lists(STRUCK, min_size=6, max_size=25, unique=True), st.data(), st.booleans())
def test_a_paper_skipped_and_another_keyed_twice_is_told_as_a_shift(
    papers: list[Strikes], data: st.DataObject, first_is_wrong: bool
) -> None:
    at = data.draw(st.integers(0, len(papers) - 4))
    slipped: list[Seen] = [*papers[:at], *papers[at + 1 :], papers[-1]]
    right: list[Seen] = list(papers)
    counts = (slipped, right) if first_is_wrong else (right, slipped)
    assert shifted(read(*counts)) == at + 1


@given(st.lists(STRUCK, min_size=6, max_size=25, unique=True), st.data())
def test_single_slips_are_no_shift(papers: list[Strikes], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(papers) - 1))
    wrong = data.draw(STRUCK)
    assume(wrong not in papers)
    second: list[Seen] = [wrong if place == at else paper for place, paper in enumerate(papers)]
    assert shifted(read(list(papers), second)) is None


@pytest.mark.parametrize("counts", [1, 2, 3])
def test_papers_of_a_heap_each_count_in_the_agreement(counts: int) -> None:
    pattern: list[Seen] = [Strikes.of([8, 9])]
    found = read(*[pattern for _ in range(counts)], times=30)
    expected = {1: Agreement(1, 0, 0, 0, 30), 2: Agreement(2, 30, 0, 0, 0), 3: Agreement(3, 30, 0, 0, 0)}
    assert agreement(counts, [found]) == expected[counts]
