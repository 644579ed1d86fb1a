"""What each step of the desk is (từng bước của bàn kiểm phiếu): who, which figures, which paper. Data, for all."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ballots.counting.figures import asked
from ballots.counting.values import PaperKind, Step


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step as the board does it (bước công việc)."""

    step: Step
    title: str
    """English text, a message id."""
    who: str
    """Who does it, a message id."""
    deeds: tuple[str, ...]
    """Names of the deeds that do it."""
    papers: tuple[str, ...] = ()
    """What it yields, as the register of papers names it."""
    article: str | None = None

    @property
    def asks(self) -> tuple[str, ...]:
        """The figures it asks for."""
        return asked(self.step)


BOARD = "The board or its technicians"
HEAD_AND_MEMBER = "The head with a member"
TWO_OF_THE_BOARD = "Two of the board"
HEAD_AND_PRESIDIUM = "The head with the presidium"

RULES: Mapping[Step, StepRule] = MappingProxyType(
    {
        rule.step: rule
        for rule in (
            StepRule(Step.RECEIVE, "Receive the ballots", BOARD, ("desk:receive",), (PaperKind.RECEIPT,)),
            StepRule(Step.CARD_VOTES, "Votes by cards", BOARD, ("desk:card-votes",)),
            StepRule(
                Step.SEAL_BOX,
                "Seal the empty box",
                BOARD,
                ("desk:box-sealed",),
                (PaperKind.BOX,),
                "QC190 Điều 8",
            ),
            StepRule(Step.ISSUE, "Hand out the papers", BOARD, ("desk:issued",), (), "QC190 Điều 8"),
            StepRule(Step.CLOSE_VOTING, "Close the voting", BOARD, ("desk:closed",)),
            StepRule(Step.OPEN_BOX, "Open the box, count twice", BOARD, ("desk:box-opened",)),
            StepRule(
                Step.REPORT,
                "Report issued and collected",
                BOARD,
                ("desk:reported",),
                (PaperKind.ISSUED_COLLECTED,),
                "QC190 Điều 8",
            ),
            StepRule(
                Step.SORT,
                "Sort into piles",
                BOARD,
                ("desk:sorted",),
                (PaperKind.COVER_SLIPS,),
            ),
            StepRule(Step.OPEN_COUNT, "Open the count", HEAD_AND_MEMBER, ("count:open",)),
            StepRule(
                Step.KEY,
                "Key the piles",
                BOARD,
                (
                    "pile:open",
                    "reading:keep",
                    "pile:close",
                    "pile:reopen",
                    "pile:restart",
                    "paper:third",
                    "paper:settle",
                ),
            ),
            StepRule(
                Step.CONCLUDE,
                "Compare the counts, conclude on the doubtful papers",
                TWO_OF_THE_BOARD,
                ("paper:third", "paper:settle", "paper:conclude", "count:close"),
                (PaperKind.ENTRY_LOG, PaperKind.DOUBTFUL),
                "QC190 Điều 8 khoản 2",
            ),
            StepRule(
                Step.HAND_TALLY,
                "Tally by hand",
                TWO_OF_THE_BOARD,
                ("hand:total:keep", "hand:close"),
                (PaperKind.TALLY_SHEETS, PaperKind.ENTRY_LOG, PaperKind.DOUBTFUL),
            ),
            StepRule(
                Step.CHECK,
                "Control total, draft",
                HEAD_AND_MEMBER,
                ("result:fix",),
                ("counting-minutes", "proof"),
            ),
            StepRule(
                Step.SIGN,
                "Sign, make official",
                HEAD_AND_MEMBER,
                ("result:sign", "result:scan:bind", "result:official"),
                ("counting-minutes-signed",),
                "QC190 Điều 8",
            ),
            StepRule(
                Step.PACK,
                "Seal, hand over the papers",
                HEAD_AND_PRESIDIUM,
                ("contest:key:print", "contest:seal"),
                ("hand-over-minutes",),
                "QC190 Điều 8, 35",
            ),
            StepRule(Step.DONE, "Everything done", "", ()),
        )
    }
)


def line(*, by_hand: bool) -> tuple[Step, ...]:
    """The steps in their order, as one desk goes through them."""
    machine = {Step.OPEN_COUNT, Step.KEY, Step.CONCLUDE}
    skipped = machine if by_hand else {Step.HAND_TALLY}
    return tuple(step for step in RULES if step not in skipped and step is not Step.DONE)
