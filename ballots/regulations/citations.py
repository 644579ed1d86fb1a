"""Regulations as data (quy chế dưới dạng dữ liệu): documents with number and date, provisions with certainty."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ballots.regulations.values import Reason, RegulationId


class Certainty(StrEnum):
    """How sure a provision is (mức độ chắc chắn): what is not READ, the board confirms against the text."""

    READ = "S"
    """Read in a source (đã đọc trong văn bản)."""
    READ_IN_PART = "S~"
    """The source breaks off before the rule ends (mới đọc được một phần)."""
    RECALLED = "R"
    """Known of the regulation, its text was not at hand (chưa đối chiếu văn bản)."""
    INFERRED = "I"
    """Follows from practice or from other provisions (suy ra)."""


@dataclass(frozen=True, slots=True)
class Document:
    """A regulation, guidance or decision (văn bản): number and date, since two may share one number."""

    number: str
    issued: date
    title: str

    def cite(self) -> str:
        """The document with number and date: "Quyết định 190-QĐ/TW ngày 10/10/2024"."""
        day, month = self.issued.day, self.issued.month
        # Party papers write a leading zero before days to 9 and before the months 1 and 2.
        dated = f"{day:02d}/{month:02d}" if month <= 2 else f"{day:02d}/{month}"
        return f"{self.title} {self.number} ngày {dated}/{self.issued.year}"


class Topic(StrEnum):
    """What a provision is about (nội dung quy định)."""

    SCOPE = "scope"
    VOTING_IN_SECRET = "voting-in-secret"
    CREDENTIALS_BOARD = "credentials-board"
    COUNTING_BOARD = "counting-board"
    CONCLUDING = "concluding"
    SURPLUS = "surplus"
    ENTERING_THE_LIST = "entering-the-list"
    BALLOT_PAPER = "ballot-paper"
    VALIDITY = "validity"
    ALTERNATES = "alternates"
    BRANCH_SECRETARY = "branch-secretary"
    DELEGATES = "delegates"
    BY_ELECTION = "by-election"
    MAJORITY = "majority"
    DENOMINATOR = "denominator"
    COMMITTEE_MEETING = "committee-meeting"
    TIES = "ties"
    TOO_FEW = "too-few"
    COMPLAINTS = "complaints"
    OBSTRUCTION = "obstruction"
    KEEPING_BALLOTS = "keeping-ballots"


@dataclass(frozen=True, slots=True)
class Provision:
    """What a regulation says on one topic (quy định), in our own words."""

    topic: Topic
    says: str
    certainty: Certainty
    article: str | None = None
    """Number of the article, with its clause: "30(1)"; None where the article was not at hand."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Why the regulation makes a paper void, or has it valid (căn cứ), with its certainty."""

    article: str | None
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Regulation:
    """One version of the election regulation (quy chế bầu cử)."""

    id: RegulationId
    decision: Document
    guidance: tuple[Document, ...]
    provisions: tuple[Provision, ...]
    void_grounds: Mapping[Reason, Ground]
    """By each reason for which a paper is void."""
    surplus_limit_percent: int
    prepared_surplus_percent: tuple[int, int]
    entry_share_percent: int
    complaint_working_days: int
    ballots_kept_months: int

    def provision(self, topic: Topic) -> Provision:
        """What this version says on a topic (quy định về nội dung này)."""
        return next(provision for provision in self.provisions if provision.topic is topic)

    def cite(self, topic: Topic) -> str:
        """The provision on a topic with number and date of its document (trích dẫn)."""
        return self.cite_article(self.provision(topic).article)

    def cite_article(self, article: str | None) -> str:
        """An article of this version: "Điều 30 khoản 1, Quyết định 190-QĐ/TW ngày 10/10/2024"."""
        if article is None:
            return self.decision.cite()
        number, _, clause = article.rstrip(")").partition("(")
        return f"Điều {number}{f' khoản {clause}' if clause else ''}, {self.decision.cite()}"
