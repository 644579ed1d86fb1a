"""The tables that the queries of this room speak to."""

from typing import cast

from sqlalchemy import Table

from ballots.counting.rows import (
    BallotCountRow,
    ConclusionRow,
    DeskRow,
    DeskStepRow,
    HandTotalRow,
    HandVotesRow,
    PileRow,
    ReadingRow,
    SettlementRow,
    SortedPileRow,
    ThirdEntryRow,
)
from congress.store.base import Base


def _table(row: type[Base]) -> Table:
    return cast(Table, row.__table__)


DESK = _table(DeskRow)
STEP = _table(DeskStepRow)
SORTED = _table(SortedPileRow)
COUNT = _table(BallotCountRow)
PILE = _table(PileRow)
READING = _table(ReadingRow)
CONCLUSION = _table(ConclusionRow)
SETTLEMENT = _table(SettlementRow)
THIRD = _table(ThirdEntryRow)
TOTAL = _table(HandTotalRow)
VOTES = _table(HandVotesRow)
