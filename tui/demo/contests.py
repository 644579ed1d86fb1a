"""The sample contests (các cuộc bầu mẫu): three that are counted to the end, and one to practise on."""

from ballots.contests.values import ContestDetails, ElectorateLine, ElectorateStage, ListEntry, Roll
from ballots.counting.figures import CardVote, CardVotes, Delegation
from ballots.counting.keypad import Because
from ballots.counting.values import PileKind
from ballots.regulations.values import BoardReason, Boxes, ElectorateKind, Marks, Strikes
from tui.demo.lists import COMMITTEE, DELEGATION, PRACTICE, SECRETARY, Nominee
from tui.demo.marks import Voters, piles, weights_of
from tui.demo.values import Doubt, SampleContest, SamplePaper, SamplePile

BODY = "Đảng bộ xã Đạ Srông"
UPPER_BODY = "Đảng bộ tỉnh Lâm Đồng"
SESSION = "Đại hội đại biểu lần thứ I"
TITLE = "Đại hội đại biểu Đảng bộ xã Đạ Srông lần thứ I, nhiệm kỳ 2025 - 2030"
PLACE = "Đạ Srông"
BEGINS, ENDS = 2025, 2030

_SUSPENDED = ElectorateLine(ElectorateStage.NOT_SUMMONED, "suspended", 1, "theo quyết định của Ban Thường vụ Đảng ủy")
_ABSENT = ElectorateLine(
    ElectorateStage.DEDUCTION,
    "absent-unreplaced",
    2,
    "01 đồng chí điều trị bệnh, 01 đồng chí đi học tập trung",
)


def _roll(present: int) -> Roll:
    """151 on the roll, 150 summoned, 148 in the denominator; one left early and stays in it."""
    return Roll(ElectorateKind.DELEGATES, on_roll=151, present=present, lines=(_SUSPENDED, _ABSENT))


def _handed_out(*issued: int, spoiled: int = 0) -> tuple[Delegation, ...]:
    names = (
        "Đoàn khối Đảng, Mặt trận, đoàn thể",
        "Đoàn khối chính quyền",
        "Đoàn Quân sự - Công an",
        "Đoàn khối giáo dục - y tế",
        "Đoàn các thôn phía bắc",
        "Đoàn các thôn phía nam",
    )
    lines = [Delegation(name, papers) for name, papers in zip(names, issued, strict=True)]
    lines[-1] = Delegation(names[-1], issued[-1], spoiled)
    return tuple(lines)


def _aside(*papers: SamplePaper) -> SamplePile:
    return SamplePile(PileKind.ASIDE, papers)


def _doubtful(
    seen: Marks, *, marks: Marks | None = None, void: BoardReason | None = None, why: str = ""
) -> SamplePaper:
    return SamplePaper(seen, Doubt(Because.SORTED, marks, void, why))


def committee() -> SampleContest:
    """The committee: 27 of 31, form A, void papers of several reasons, one paper that never came back."""
    voters = Voters(weights_of(COMMITTEE), seed="ban chấp hành")
    full = list(voters.papers(87, strike=4))
    # Set aside at the keyboard: a stroke through half a name. The board finds four names struck, not five.
    five = voters.strike(5)
    full[31] = SamplePaper(five, Doubt(Because.TYPIST, marks=Strikes.of(five.struck[:4])))
    return SampleContest(
        short="Ban Chấp hành",
        details=ContestDetails("bch", f"Bầu Ban Chấp hành {BODY} khóa I, nhiệm kỳ 2025 - 2030", 27),
        entries=_entries(COMMITTEE),
        roll=_roll(147),
        votes=CardVotes(147, CardVote(145, 1, 1), CardVote(144, 2, 1), CardVote(147)),
        printed=160,
        faulty=2,
        delegations=_handed_out(28, 31, 18, 24, 25, 21, spoiled=2),
        seals=("LĐ-00417", "LĐ-00418"),
        piles=(
            voters.heap(34, strike=4),
            *piles(PileKind.FULL, full),
            *piles(PileKind.FEWER, voters.fewer(18, strike=4, most=9)),
            _aside(
                _doubtful(voters.strike(3)),
                _doubtful(voters.strike(2)),
                _doubtful(voters.strike(4), void=BoardReason.PRIVATE_MARK),
                _doubtful(voters.strike(4), void=BoardReason.WRITTEN_IN),
                _doubtful(Strikes(tuple(range(1, len(COMMITTEE) + 1)))),
                _doubtful(voters.strike(3), marks=voters.strike(4)),
                _doubtful(
                    voters.strike(4), void=BoardReason.OTHER, why="phiếu rách rời, không ghép lại được phần danh sách"
                ),
            ),
        ),
        counts=2,
        mistyped=((2, 7), (3, 12), (6, 4)),
        missing=1,
        missing_because="Một đại biểu nhận phiếu nhưng không bỏ vào hòm; đã kiểm tra hòm phiếu và khu vực bỏ phiếu.",
    )


def secretary() -> SampleContest:
    """The secretary, elected by the congress: one name, form B."""
    yes, no = Boxes(agree=(1,)), Boxes(disagree=(1,))
    return SampleContest(
        short="Bí thư",
        details=ContestDetails("bithu", "Bầu Bí thư Đảng ủy xã Đạ Srông khóa I, nhiệm kỳ 2025 - 2030", 1),
        entries=_entries(SECRETARY),
        roll=_roll(147),
        votes=CardVotes(147, CardVote(147), CardVote(147)),
        printed=155,
        faulty=0,
        delegations=_handed_out(28, 31, 18, 24, 25, 21),
        seals=("LĐ-00419", "LĐ-00420"),
        packet_seals=("LĐ-00431", "LĐ-00432"),
        piles=(
            SamplePile(PileKind.HEAP, (SamplePaper(yes),), times=114),
            *piles(PileKind.FULL, [SamplePaper(yes)] * 25),
            *piles(PileKind.FEWER, [SamplePaper(no)] * 5),
            _aside(
                _doubtful(Boxes((1,), (1,))),
                _doubtful(Boxes()),
                # A tick in the box instead of an X: the board takes it for agreement.
                _doubtful(Boxes(), marks=yes),
            ),
        ),
    )


def delegation() -> SampleContest:
    """The delegation to the upper congress: eight officials, then one alternate, from one common list of ten."""
    voters = Voters(weights_of(DELEGATION), seed="đoàn đại biểu")
    return SampleContest(
        short="Đoàn đại biểu",
        details=ContestDetails(
            "ddb",
            f"Bầu đoàn đại biểu dự Đại hội đại biểu {UPPER_BODY} lần thứ I, nhiệm kỳ 2025 - 2030",
            8,
            alternates=1,
        ),
        entries=_entries(DELEGATION),
        roll=_roll(146),
        # The number is allocated from above and not voted.
        votes=CardVotes(146, list=CardVote(144, 0, 2)),
        printed=155,
        faulty=1,
        delegations=_handed_out(28, 31, 18, 24, 25, 20, spoiled=1),
        seals=("LĐ-00421", "LĐ-00422"),
        piles=(
            voters.heap(30, strike=2),
            *piles(PileKind.FULL, voters.papers(100, strike=2)),
            *piles(PileKind.FEWER, voters.fewer(12, strike=2, most=5)),
            _aside(
                _doubtful(voters.strike(1)),
                _doubtful(Strikes()),
                _doubtful(voters.strike(2), void=BoardReason.SIGNED),
                _doubtful(voters.strike(3), marks=voters.strike(2)),
            ),
        ),
    )


def practice() -> SampleContest:
    """A ballot to practise on: fruit for names, left in the middle of keying."""
    voters = Voters(weights_of(PRACTICE), seed="tập nhập phiếu")
    return SampleContest(
        short="Bầu thử",
        details=ContestDetails("thu", "Bầu thử để tập nhập phiếu", 10),
        entries=_entries(PRACTICE),
        roll=Roll(ElectorateKind.DELEGATES, on_roll=24, present=24),
        votes=CardVotes(24, CardVote(24), CardVote(24), CardVote(24)),
        printed=30,
        faulty=0,
        delegations=(Delegation("Ban Kiểm phiếu và tổ kỹ thuật", 24),),
        seals=("LĐ-00499",),
        piles=(
            SamplePile(PileKind.FULL, voters.papers(8, strike=2)),
            SamplePile(PileKind.FULL, voters.papers(10, strike=2)),
            SamplePile(PileKind.FEWER, voters.fewer(4, strike=2, most=6)),
            _aside(_doubtful(voters.strike(1)), _doubtful(voters.strike(2), void=BoardReason.PRIVATE_MARK)),
        ),
    )


def _entries(nominees: tuple[Nominee, ...]) -> tuple[ListEntry, ...]:
    return tuple(nominee.entry for nominee in nominees)
