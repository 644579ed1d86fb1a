"""Valid, void, or for the board: how a paper is judged beyond the worked cases."""

from ballots.regulations.rules import judge
from ballots.regulations.values import (
    BoardReason,
    Boxes,
    Candidate,
    Contest,
    ContestSettings,
    Form,
    Paper,
    RegulationId,
    Standing,
    Strikes,
    Treatment,
    VoidReason,
)


def _contest(form: Form, *, names: int = 4, seats: int = 3, settings: ContestSettings | None = None) -> Contest:
    candidates = tuple(Candidate(number, f"Người số {number}") for number in range(1, names + 1))
    return Contest("c", "Bầu", RegulationId.QC190, form, seats, candidates, settings=settings or ContestSettings())


def test_every_reason_is_told_and_the_boards_own_comes_first() -> None:
    paper = Paper(Strikes(()), board=BoardReason.SIGNED)
    verdict = judge(_contest(Form.STRIKE), paper)
    assert verdict.reasons == (BoardReason.SIGNED, VoidReason.TOO_MANY)
    assert verdict.first is BoardReason.SIGNED


def test_a_paper_void_without_its_marks_has_the_boards_reason_alone() -> None:
    verdict = judge(_contest(Form.AGREE), Paper(None, board=BoardReason.NOT_ISSUED))
    assert verdict.reasons == (BoardReason.NOT_ISSUED,)
    assert verdict.chosen == ()


def test_the_program_never_concludes_on_a_fresh_reading_with_something_against_it() -> None:
    contest = _contest(Form.STRIKE)
    assert judge(contest, Paper(Strikes((4,))), concluded=False).standing is Standing.VALID
    too_many = judge(contest, Paper(Strikes(())), concluded=False)
    assert too_many.standing is Standing.FOR_THE_BOARD
    assert too_many.reasons == (VoidReason.TOO_MANY,)
    assert judge(contest, Paper(Strikes(()))).standing is Standing.VOID


def test_a_disputed_paper_goes_to_the_board_even_where_the_setting_has_it_valid() -> None:
    settings = ContestSettings(all_disagree=Treatment.VALID, all_blank=Treatment.VALID)
    contest = _contest(Form.AGREE, names=3, settings=settings)
    for paper in (Paper(Boxes((), (1, 2, 3))), Paper(Boxes()), Paper(Boxes((1, 2, 3), (1, 2, 3)))):
        assert judge(contest, paper).standing is Standing.VALID
        fresh = judge(contest, paper, concluded=False)
        assert (fresh.standing, fresh.reasons, fresh.disputed) == (Standing.FOR_THE_BOARD, (), True)


def test_one_name_disagreed_is_a_clear_answer_and_no_dispute() -> None:
    verdict = judge(_contest(Form.AGREE, names=1, seats=1), Paper(Boxes((), (1,))), concluded=False)
    assert (verdict.standing, verdict.disputed, verdict.chosen) == (Standing.VALID, False, ())


def test_chosen_names_stand_in_ballot_order_not_in_the_order_of_numbers() -> None:
    candidates = (Candidate(9, "An"), Candidate(2, "Bình"), Candidate(5, "Chi"))
    contest = Contest("c", "Bầu", RegulationId.QC190, Form.STRIKE, 2, candidates)
    assert judge(contest, Paper(Strikes((2,)))).chosen == (9, 5)
