"""What must hold of every count, whatever the papers are."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballots.regulations.formats import read_record
from ballots.regulations.rules import (
    Tally,
    chosen,
    decide,
    judge,
    row_votes,
    tally_boxed_rows,
    tally_papers,
    tally_struck_rows,
)
from ballots.regulations.rules.tallying import CHUNK
from ballots.regulations.values import Boxes, Candidate, Contest, CountRecord, Form, Paper, RowVote, Standing, Strikes
from tests.ballots_regulations import records

PAPERS = CHUNK + 100
COUNTS = records.records().map(lambda record: read_record(records.data(record)))


def _tally(record: CountRecord) -> Tally:
    return tally_papers(record.contest, record.papers)


@given(COUNTS, st.randoms(use_true_random=False))
def test_the_order_of_papers_does_not_matter(record: CountRecord, chance: random.Random) -> None:
    papers = list(record.papers)
    chance.shuffle(papers)
    assert tally_papers(record.contest, papers) == _tally(record)


@given(COUNTS, st.integers(1, 5))
def test_piles_merged_equal_the_whole(record: CountRecord, piles: int) -> None:
    tallies = [tally_papers(record.contest, record.papers[pile::piles]) for pile in range(piles)]
    merged = sum(tallies, start=Tally.empty(record.contest))
    assert merged == _tally(record)
    assert _decided(record, merged) == _decided(record, _tally(record))


def _decided(record: CountRecord, tally: Tally) -> object:
    return decide(record.contest, record.electorate, ballots=record.ballots, tally=tally)


@given(COUNTS, st.data())
def test_a_further_valid_paper_never_lowers_anyones_votes(record: CountRecord, data: st.DataObject) -> None:
    before = _tally(record)
    paper = data.draw(_papers(record.contest))
    after = tally_papers(record.contest, [*record.papers, paper])
    is_valid = judge(record.contest, paper).standing is Standing.VALID
    assert after.valid == before.valid + is_valid
    named = chosen(record.contest, paper.marks) if paper.marks is not None and is_valid else ()
    gained = [late - early for early, late in zip(before.agree, after.agree, strict=True)]
    assert gained == [int(number in named) for number in record.contest.numbers]


def _papers(contest: Contest) -> st.SearchStrategy[Paper]:
    some = st.sets(st.sampled_from(contest.numbers))
    if contest.form is Form.STRIKE:
        return some.map(lambda struck: Paper(Strikes.of(struck)))
    return st.tuples(some, some).map(lambda boxes: Paper(Boxes.of(*boxes)))


@given(COUNTS)
def test_votes_never_exceed_valid_papers(record: CountRecord) -> None:
    tally = _tally(record)
    assert all(0 <= votes <= tally.valid for votes in tally.agree)
    assert all(agree + disagree <= tally.valid for agree, disagree in zip(tally.agree, tally.disagree, strict=True))
    assert tally.papers == record.ballots.collected


@given(COUNTS)
def test_the_sum_of_votes_is_the_number_of_names_chosen_on_valid_papers(record: CountRecord) -> None:
    tally = _tally(record)
    judged = [(judge(record.contest, paper), paper.times) for paper in record.papers]
    names = sum(len(verdict.chosen) * times for verdict, times in judged if verdict.standing is Standing.VALID)
    assert sum(tally.agree) == names == tally.names_chosen


@given(COUNTS)
def test_one_paper_after_the_other_gives_what_all_at_once_give(record: CountRecord) -> None:
    tally = _tally(record)
    void = [(judge(record.contest, paper).first, paper.times) for paper in record.papers]
    for line in tally.invalid_by_reason:
        assert line.papers == sum(times for reason, times in void if reason == line.reason)
    assert tally.invalid == sum(times for reason, times in void if reason is not None)


@given(COUNTS)
def test_papers_in_compact_form_tally_the_same(record: CountRecord) -> None:
    contest = record.contest
    whole = [paper for paper in record.papers if paper.board is None and paper.marks is not None]
    papers = [Paper(paper.marks) for paper in whole]
    bit = {number: 1 << row for row, number in enumerate(contest.numbers)}
    if contest.form is Form.STRIKE:
        struck = [sum(bit[n] for n in p.marks.struck) for p in papers if isinstance(p.marks, Strikes)]
        compact = tally_struck_rows(contest, iter(struck))
    else:
        boxes = [p.marks for p in papers if isinstance(p.marks, Boxes)]
        rows = [(sum(bit[n] for n in box.agree), sum(bit[n] for n in box.disagree)) for box in boxes]
        compact = tally_boxed_rows(contest, iter(rows))
    assert compact == tally_papers(contest, papers)


@pytest.mark.parametrize("names", [1, 7, 8, 9, 63, 64, 65, 300])
def test_lists_of_any_length_are_counted_over_several_chunks(names: int) -> None:
    record = read_record(records.data(records.example()))
    long = _long_list(record.contest, names)
    chance = random.Random(names)
    struck = [tuple(sorted(chance.sample(range(1, names + 1), chance.randrange(names)))) for _ in range(PAPERS)]
    tally = tally_papers(long, [Paper(Strikes(numbers)) for numbers in struck])
    strokes = dict.fromkeys(long.numbers, 0)
    for numbers in struck:
        for number in numbers:
            strokes[number] += 1
    assert tally.disagree == tuple(strokes.values())
    assert tally.agree == tuple(PAPERS - strikes for strikes in tally.disagree)
    rows = [sum(1 << (n - 1) for n in numbers) for numbers in struck]
    assert tally_struck_rows(long, rows) == tally


def _long_list(contest: Contest, names: int) -> Contest:
    candidates = tuple(Candidate(number, f"Người số {number}") for number in range(1, names + 1))
    return replace(contest, seats=names, candidates=candidates)


def test_tallies_of_different_lists_do_not_add() -> None:
    record = read_record(records.data(records.example()))
    with pytest.raises(ValueError):
        _ = Tally.empty(record.contest) + Tally.empty(_long_list(record.contest, 5))


def test_marks_of_another_list_or_form_are_no_papers_of_a_contest() -> None:
    contest = read_record(records.data(records.example())).contest
    for marks in (Strikes((5,)), Boxes((1,), ())):
        with pytest.raises(ValueError):
            tally_papers(contest, [Paper(marks)])
        with pytest.raises(ValueError):
            judge(contest, Paper(marks))
    for rows in (1 << 4, -1):
        with pytest.raises(ValueError):
            tally_struck_rows(contest, [rows])
    with pytest.raises(ValueError):
        tally_boxed_rows(contest, [(1, 2)])


@given(COUNTS)
def test_each_row_of_a_paper_votes_for_against_or_not_at_all(record: CountRecord) -> None:
    for paper in record.papers:
        if paper.marks is None:
            continue
        rows = row_votes(record.contest, paper.marks)
        named = [n for n, vote in zip(record.contest.numbers, rows, strict=True) if vote is RowVote.FOR]
        assert tuple(named) == chosen(record.contest, paper.marks)
        if isinstance(paper.marks, Strikes):
            assert RowVote.NONE not in rows
