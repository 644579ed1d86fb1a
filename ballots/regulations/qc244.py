"""Quy chế bầu cử trong Đảng of 2014 (Quyết định 244-QĐ/TW ngày 09/6/2014): for counts held under it."""

from dataclasses import replace
from datetime import date

from ballots.regulations.citations import Certainty, Document, Ground, Provision, Regulation, Topic
from ballots.regulations.qc190 import PROVISIONS as PROVISIONS_2024
from ballots.regulations.qc190 import VOID_GROUNDS as GROUNDS_2024
from ballots.regulations.values import BoardReason, Reason, RegulationId

READ, IN_PART, RECALLED, INFERRED = Certainty

DECISION = Document("244-QĐ/TW", date(2014, 6, 9), "Quyết định")
GUIDANCE_2014 = Document("04-HD/TW", date(2014, 10, 6), "Hướng dẫn")
GUIDANCE_2020 = Document("03-HD/TW", date(2020, 3, 20), "Hướng dẫn")

# Where each topic stood in 2014: the article, and how sure that is.
ARTICLES: dict[Topic, tuple[str | None, Certainty]] = {
    Topic.COUNTING_BOARD: ("7", READ),
    Topic.CONCLUDING: ("7", RECALLED),
    Topic.BALLOT_PAPER: ("17(1)", READ),
    Topic.VALIDITY: ("17(2)", READ),
    Topic.BRANCH_SECRETARY: ("19(9)", READ),
    Topic.DELEGATES: ("20(2)", READ),
    Topic.MAJORITY: ("32", READ),
    Topic.DENOMINATOR: ("32", READ),
    Topic.COMMITTEE_MEETING: ("32", RECALLED),
    Topic.TIES: ("32", RECALLED),
    Topic.TOO_FEW: ("32", RECALLED),
}
NOT_IN_2014 = {Topic.CREDENTIALS_BOARD}
"""The credentials board is an article of 2024."""


def _of_2014(provision: Provision) -> Provision:
    article, certainty = ARTICLES.get(provision.topic, (None, RECALLED))
    return replace(provision, article=article, certainty=certainty)


PROVISIONS = tuple(_of_2014(provision) for provision in PROVISIONS_2024 if provision.topic not in NOT_IN_2014)

VOID_GROUNDS: dict[Reason, Ground] = {
    **{reason: Ground("17(2)", ground.certainty) for reason, ground in GROUNDS_2024.items()},
    BoardReason.OTHER: Ground("7", RECALLED),
}

QC244 = Regulation(
    id=RegulationId.QC244,
    decision=DECISION,
    guidance=(GUIDANCE_2014, GUIDANCE_2020),
    provisions=PROVISIONS,
    void_grounds=VOID_GROUNDS,
    surplus_limit_percent=30,
    prepared_surplus_percent=(10, 15),
    entry_share_percent=30,
    complaint_working_days=15,
    ballots_kept_months=6,
)
