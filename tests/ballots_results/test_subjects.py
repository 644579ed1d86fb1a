"""The results counted here as values: what search and comparison of terms read."""

from dataclasses import replace

import pytest

from ballots.contests import service as contests
from ballots.contests.rules.details import parse_born
from ballots.contests.values import ContestDetails, ListEntry
from ballots.counting.values import Mode
from ballots.regulations.values import ContestKind
from ballots.results.subjects import contest_results
from congress.subjects import ContestResult, VoteKind
from tests.ballots_contests.preparing import ROLL
from tests.ballots_counting.desks import NINE, AtDesk, at_desk
from tests.ballots_results.counted import Counted, counted_at
from tests.workspaces import Office
from tui.house import house


def offered(at: Counted) -> tuple[ContestResult, ...]:
    with at.workspace.reading() as unit:
        return tuple(contest_results(unit))


def test_nothing_is_offered_before_the_result_is_fixed(at_result: Counted) -> None:
    assert offered(at_result) == ()


def test_a_fixed_result_is_offered_with_the_figures_of_its_outcome_and_its_electorate(at_result: Counted) -> None:
    fixed = at_result.fix().result
    (found,) = offered(at_result)
    assert (found.term, found.body) == ("2025 - 2030", "Đảng bộ xã Đam Rông 1")
    assert found.congress == "Đại hội đại biểu Đảng bộ xã Đam Rông 1 lần thứ I, nhiệm kỳ 2025 - 2030"
    assert (found.title, found.kind, found.round, found.seats) == ("Bầu bch", VoteKind.ELECTION, 1, 7)
    assert (found.summoned, found.present, found.denominator) == (150, 147, 148)
    assert (found.issued, found.collected, found.valid, found.invalid) == (9, 9, 8, 1)
    assert found.key == str(at_result.contest_id)
    assert found.on == fixed.fixed_at.astimezone().date()
    assert found.source == ""
    assert [(one.number, one.name, one.votes, one.percent, one.elected) for one in found.candidates] == [
        (line.number, line.name, line.agree, line.percent, line.number in fixed.outcome.elected)
        for line in fixed.outcome.votes
    ]


@pytest.mark.parametrize(("mode", "sample"), [(Mode.TEST, True), (Mode.OFFICIAL, False)])
def test_a_trial_is_offered_as_a_sample(office: Office, mode: Mode, sample: bool) -> None:
    at = counted_at(at_desk(office), mode=mode)
    at.fix()
    assert [one.sample for one in offered(at)] == [sample]


def test_what_is_sealed_is_offered_as_before(at_official: Counted) -> None:
    before = offered(at_official)
    at_official.seal(last_group=at_official.print_key().text[-5:])
    assert offered(at_official) == before


def test_an_opinion_ballot_elects_nobody_and_tells_note_and_birth_of_its_names(office: Office) -> None:
    known = at_desk(office).prepared
    workspace, by = office.workspace, office.by("thuky")
    details = ContestDetails("xyk", "Xin ý kiến giới thiệu nhân sự", 7, kind=ContestKind.OPINION)
    made = contests.make_contest(workspace, by, congress_id=known.congress.id, details=details)
    entries = [ListEntry(name) for name in NINE]
    entries[0] = replace(entries[0], born=parse_born("02/03/1975"), note="Bí thư chi bộ thôn 1")
    contests.set_candidates(workspace, by, contest_id=made.id, entries=entries)
    contests.confirm_list(workspace, office.by("uyvien1"), contest_id=made.id)
    contests.set_electorate(workspace, office.by("thamtra"), contest_id=made.id, roll=ROLL)
    at = counted_at(AtDesk(office, known, made.id))
    at.fix()
    (found,) = offered(at)
    assert found.kind is VoteKind.OPINION
    assert not any(one.elected or one.alternate for one in found.candidates)
    assert (found.candidates[0].born, found.candidates[0].note) == ("02/03/1975", "Bí thư chi bộ thôn 1")


def test_the_kinds_are_those_of_the_regulation() -> None:
    assert {str(kind) for kind in VoteKind} == {str(kind) for kind in ContestKind}


def test_the_house_offers_them() -> None:
    assert contest_results in house().results


def test_a_birth_that_tells_namesakes_apart_on_paper_is_no_note(office: Office) -> None:
    names = [ListEntry("Nguyễn Thị Lan", born=parse_born(day)) for day in ("12/03/1982", "05/11/1989")]
    at = counted_at(at_desk(office, names=[*names, *NINE[2:]]))
    at.fix()
    (found,) = offered(at)
    namesakes = [one for one in found.candidates if one.name == "Nguyễn Thị Lan"]
    assert sorted((one.born, one.note) for one in namesakes) == [("05/11/1989", ""), ("12/03/1982", "")]
