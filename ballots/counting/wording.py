"""How the desk's papers say things (cách viết): head, foot, who votes."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ballots.contests.values import ContestSheet
from ballots.counting.values import Mode, PaperKind
from ballots.regulations.values import ElectorateKind
from congress.journal.values import Head
from congress.papers.blocks import Block, Signature, Signatures
from congress.papers.values import A4_2004, A4_2018, Mark, PageStyle, PartyPaper, PlaceAndDate, Secrecy
from congress.term.values import SecrecyLabel

if TYPE_CHECKING:
    from ballots.counting.loading import Loaded

_SECRECY = {
    SecrecyLabel.INTERNAL: None,
    SecrecyLabel.SECRET: Secrecy.CONFIDENTIAL,
    SecrecyLabel.TOP_SECRET: Secrecy.STRICT,
    SecrecyLabel.MOST_SECRET: Secrecy.STRICTEST,
}
_VOTERS = {
    ElectorateKind.DELEGATES: "đại biểu",
    ElectorateKind.MEMBERS: "đảng viên",
    ElectorateKind.COMMITTEE: "ủy viên",
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper ready to be rendered (văn bản chờ in): what it is, what people call its file."""

    kind: PaperKind
    name: str
    paper: PartyPaper


def voters(sheet: ContestSheet) -> str:
    """Who votes here: "đại biểu", "đảng viên", "ủy viên"."""
    return _VOTERS[sheet.roll.kind]


def assembly(sheet: ContestSheet) -> str:
    """Where they vote: "Đại hội" or "Hội nghị"."""
    return "Hội nghị" if sheet.roll.kind is ElectorateKind.COMMITTEE else "Đại hội"


def foot(head: Head, machine: str) -> str:
    """The line at the foot of every page: the journal's head before this deed, and the laptop."""
    return f"Đầu nhật ký {head.printed()} · máy {machine}"


def style(sheet: ContestSheet) -> PageStyle:
    """The layout guide that the congress set."""
    return A4_2004 if str(sheet.setting("layout")).startswith("11-") else A4_2018


def secrecy(sheet: ContestSheet) -> Secrecy | None:
    """The degree of secrecy that the congress's papers carry; None for internal ones."""
    return _SECRECY[sheet.congress.details.secrecy]


def mark(mode: Mode) -> Mark | None:
    """A trial's papers say so on every page."""
    return Mark.SAMPLE if mode is Mode.TEST else None


def drawn(
    found: "Loaded",
    kind: PaperKind,
    *,
    title: str,
    body: tuple[Block, ...],
    head: Head,
    now: datetime,
    document: str = "",
    summary: str = "",
    signatures: tuple[Signature, ...] = (),
    recipients: tuple[str, ...] = (),
    page: PageStyle | None = None,
) -> Drawn:
    """A paper of this contest with everything that all of them share; a slip without `document` has no head."""
    sheet = found.sheet
    details = sheet.congress.details
    headed = bool(document)
    paper = PartyPaper(
        title=f"{title} - {sheet.title}",
        created=now,
        issuer=sheet.congress.heading if headed else (),
        place_and_date=PlaceAndDate(details.place, now.astimezone().date()) if headed else None,
        kind=document,
        summary=summary,
        body=body,
        signatures=Signatures(signatures) if signatures else None,
        recipients=recipients,
        mark=mark(found.stored.mode),
        secrecy=secrecy(sheet),
        footer=foot(head, found.stored.machine),
        style=page or style(sheet),
    )
    return Drawn(kind, f"{title} - {sheet.details.code} lần {sheet.round}.pdf", paper)


def board_head(found: "Loaded") -> Signature:
    """The head's signature, for the board."""
    head = found.sheet.board.head
    return Signature(capacity="T/M Ban Kiểm phiếu", post="Trưởng ban", name="" if head is None else head.name)
