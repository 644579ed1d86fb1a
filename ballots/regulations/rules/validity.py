"""Valid or void (phiếu hợp lệ, không hợp lệ): QC190 Art. 15 and 30(1), QC244 Art. 17 and 32."""

from typing import NamedTuple, assert_never

from ballots.regulations.values import (
    Boxes,
    Contest,
    Form,
    Marks,
    Paper,
    PaperVerdict,
    Reason,
    RowVote,
    Standing,
    Strikes,
    Treatment,
    VoidReason,
)


class Shape(NamedTuple):
    """How many rows of a paper say what (hình dạng phiếu): all that its validity depends on."""

    chosen: int
    against: int
    both: int
    """Rows of form B with both boxes marked; such a row gives no vote."""


def void_reasons(contest: Contest, shape: Shape) -> tuple[VoidReason, ...]:
    """Every reason the regulation has against a paper of this shape (lý do không hợp lệ), in their order."""
    too_many = (VoidReason.TOO_MANY,) if shape.chosen > contest.seats else ()
    match contest.form:
        case Form.STRIKE:
            return too_many or (() if shape.chosen else (VoidReason.ELECTS_NOBODY,))
        case Form.AGREE if len(contest.candidates) == 1:
            return _one_name(shape)
        case Form.AGREE:
            return too_many or (() if shape.chosen else _elects_nobody(contest, shape))
        case _:
            assert_never(contest.form)


def _one_name(shape: Shape) -> tuple[VoidReason, ...]:
    # X in exactly one box is valid, under disagree alone too: the voter has spoken on the only row.
    if shape.both:
        return (VoidReason.BOTH_BOXES,)
    return () if shape.chosen or shape.against else (VoidReason.NO_BOX,)


def _elects_nobody(contest: Contest, shape: Shape) -> tuple[VoidReason, ...]:
    if _is_all_disagree(contest, shape):
        return _unless_valid(contest.settings.all_disagree, VoidReason.ALL_DISAGREE)
    if _is_all_blank(contest, shape):
        return _unless_valid(contest.settings.all_blank, VoidReason.ALL_BLANK)
    return (VoidReason.ELECTS_NOBODY,)


def _unless_valid(treatment: Treatment, reason: VoidReason) -> tuple[VoidReason, ...]:
    return () if treatment is Treatment.VALID else (reason,)


def _is_all_disagree(contest: Contest, shape: Shape) -> bool:
    return shape.against == len(contest.candidates)


def _is_all_blank(contest: Contest, shape: Shape) -> bool:
    return not shape.chosen and not shape.against


def is_disputed(contest: Contest, shape: Shape) -> bool:
    """Whether readings of the regulation differ on this paper (cần ban kiểm phiếu thống nhất)."""
    several_boxed = contest.form is Form.AGREE and len(contest.candidates) > 1
    return several_boxed and (_is_all_disagree(contest, shape) or _is_all_blank(contest, shape))


def row_votes(contest: Contest, marks: Marks) -> tuple[RowVote, ...]:
    """What each row says, in ballot order (từng dòng): a row with both boxes or neither gives no vote."""
    _check(contest, marks)
    match marks:
        case Strikes(struck=struck):
            return tuple(RowVote.AGAINST if number in struck else RowVote.FOR for number in contest.numbers)
        case Boxes(agree=agree, disagree=disagree):
            return tuple(_row(number in agree, number in disagree) for number in contest.numbers)
        case _:
            assert_never(marks)


def _row(agreed: bool, disagreed: bool, /) -> RowVote:
    if agreed == disagreed:
        return RowVote.NONE
    return RowVote.FOR if agreed else RowVote.AGAINST


def _check(contest: Contest, marks: Marks) -> None:
    match marks:
        case Strikes(struck=struck):
            form, seen = Form.STRIKE, set(struck)
        case Boxes(agree=agree, disagree=disagree):
            form, seen = Form.AGREE, set(agree) | set(disagree)
        case _:
            assert_never(marks)
    if form is not contest.form or not seen <= set(contest.numbers):
        raise ValueError("these marks are not of this contest's paper")


def chosen(contest: Contest, marks: Marks) -> tuple[int, ...]:
    """Whom the marks choose, in ballot order (người được chọn)."""
    rows = zip(contest.numbers, row_votes(contest, marks), strict=True)
    return tuple(number for number, vote in rows if vote is RowVote.FOR)


def shape_of(contest: Contest, marks: Marks) -> Shape:
    """How many rows say what (hình dạng phiếu)."""
    rows = row_votes(contest, marks)
    both = len(set(marks.agree) & set(marks.disagree)) if isinstance(marks, Boxes) else 0
    return Shape(rows.count(RowVote.FOR), rows.count(RowVote.AGAINST), both)


def judge(contest: Contest, paper: Paper, *, concluded: bool = True) -> PaperVerdict:
    """What a paper means (kết luận về phiếu), with every reason against it.

    With `concluded=False` (a reading fresh from a keyboard or scanner) whatever is not plainly valid is for
    the board: it, not the program, concludes on void and disputed papers, QC190 Art. 8(2).
    """
    if paper.marks is None:
        by_regulation: tuple[VoidReason, ...] = ()
        names: tuple[int, ...] = ()
        disputed = False
    else:
        shape = shape_of(contest, paper.marks)
        by_regulation = void_reasons(contest, shape)
        names = chosen(contest, paper.marks)
        disputed = is_disputed(contest, shape)
    reasons: tuple[Reason, ...] = ((paper.board,) if paper.board else ()) + by_regulation
    return PaperVerdict(_standing(reasons, disputed=disputed, concluded=concluded), reasons, names, disputed)


def _standing(reasons: tuple[Reason, ...], *, disputed: bool, concluded: bool) -> Standing:
    if not concluded and (reasons or disputed):
        return Standing.FOR_THE_BOARD
    return Standing.VOID if reasons else Standing.VALID
