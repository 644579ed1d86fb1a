"""Slips of the counting table (phiếu bìa tập, bảng kiểm phiếu): printed for the hand, no signature of the board."""

from datetime import datetime

from ballots.counting.loading import Loaded
from ballots.counting.values import PaperKind, PileKind, SortedPile
from ballots.counting.wording import Drawn, drawn
from ballots.regulations.open_points import COUNTS
from ballots.regulations.rules import told_apart
from ballots.regulations.values import BoardReason, Form, VoidReason
from congress.i18n import say_in
from congress.journal.values import Head
from congress.papers.blocks import (
    Align,
    Block,
    FiveStrokeTallySheet,
    KeyValue,
    KeyValues,
    Note,
    PageBreak,
    Paragraph,
    Space,
    TallyLine,
    bold,
)
from congress.papers.phrasing import capital, grouped
from congress.papers.values import A5_SLIP

_vi = say_in("vi")
SQUARES = 10
"""Fifty papers a line: two piles."""


def cover_slips(found: Loaded, piles: tuple[SortedPile, ...], *, head: Head, now: datetime) -> Drawn:
    """A cover slip for each pile (phiếu bìa tập), clipped on its ballots; nothing is ever written on a ballot."""
    body: list[Block] = []
    for pile in piles:
        if body:
            body.append(PageBreak())
        body.extend(_slip(found, pile, of=len(piles)))
    return drawn(
        found, PaperKind.COVER_SLIPS, title="Phiếu bìa tập", body=tuple(body), head=head, now=now, page=A5_SLIP
    )


def _slip(found: Loaded, pile: SortedPile, *, of: int) -> tuple[Block, ...]:
    return (
        Paragraph(bold("PHIẾU BÌA TẬP"), align=Align.CENTRE, size_pt=14),
        Paragraph(found.sheet.title, align=Align.CENTRE),
        Space(4),
        Paragraph(bold(f"TẬP {pile.number:02d}"), align=Align.CENTRE, size_pt=40),
        Paragraph(f"trong {of} tập", align=Align.CENTRE),
        Space(3),
        Paragraph(bold(_kind(found, pile)), align=Align.CENTRE, size_pt=15),
        Paragraph(bold(f"{grouped(pile.papers)} phiếu"), align=Align.CENTRE, size_pt=24),
        Space(4),
        KeyValues(_counters(pile, int(found.sheet.setting(COUNTS))), left_mm=0),
        Space(4),
        Note(
            "Không viết, đánh dấu gì lên phiếu bầu. Giữ nguyên thứ tự trong kẹp: phiếu trên cùng là phiếu số 1. "
            "Phiếu để riêng khi nhập vẫn nằm đúng vị trí trong kẹp cho đến khi Ban Kiểm phiếu kết luận."
        ),
    )


def _kind(found: Loaded, pile: SortedPile) -> str:
    contest = found.contest
    names, seats = len(contest.candidates), contest.seats
    match pile.kind:
        case PileKind.FULL if contest.form is Form.STRIKE:
            return f"ĐỦ - gạch {max(0, names - seats)} trong {names}"
        case PileKind.FULL:
            return f"ĐỦ - bầu {min(seats, names)} người"
        case PileKind.FEWER:
            return "THIẾU - bầu ít hơn số lượng"
        case PileKind.HEAP:
            return "CÙNG MẪU - các phiếu ghi giống nhau"
        case PileKind.ASIDE:
            return "ĐỂ RIÊNG - Ban Kiểm phiếu kết luận"


def _counters(pile: SortedPile, counts: int) -> tuple[KeyValue, ...]:
    """Who sorts and counts the pile, who keys it: a box to tick for each count, another person's each."""
    if pile.kind is PileKind.HEAP and counts == 1:
        return KeyValue("Người đếm thứ nhất"), KeyValue("Người đếm thứ hai")
    sorter = KeyValue("Người phân loại, đếm")
    if pile.kind is PileKind.ASIDE or counts == 1:
        return sorter, KeyValue("[   ]  Người nhập")
    return sorter, *(KeyValue(f"[   ]  Lượt {count}, người nhập, máy số") for count in range(1, counts + 1))


def tally_sheets(found: Loaded, *, head: Head, now: datetime) -> Drawn:
    """Blank tally sheets in five-stroke squares (bảng kiểm phiếu gạch ô vuông), one set a pile, to be copied."""
    contest = found.contest
    body: tuple[Block, ...] = (
        Paragraph(found.sheet.congress.details.title, align=Align.CENTRE, size_pt=12),
        Paragraph(bold("BẢNG KIỂM PHIẾU"), align=Align.CENTRE, size_pt=16),
        Paragraph(found.sheet.title, align=Align.CENTRE),
        KeyValues((KeyValue("Tập số"), KeyValue("Loại tập"), KeyValue("Số phiếu trong tập")), left_mm=0),
        Note(
            "Mỗi phiếu là một nét; đủ bốn cạnh và một đường chéo là năm phiếu. Một người đọc, một người ghi, một người "
            "kiểm tra."
        ),
        *_votes(found),
        Space(3),
        Paragraph(bold("Phiếu không hợp lệ")),
        FiveStrokeTallySheet(_reasons(found), squares=4, name_head="Lý do"),
        Space(3),
        KeyValues(
            (
                KeyValue("Phiếu hợp lệ", unit="phiếu"),
                KeyValue("Phiếu không hợp lệ", unit="phiếu"),
                KeyValue("Tổng số tên được chọn trên phiếu hợp lệ", unit="tên"),
                KeyValue("Tổng số phiếu bầu của mọi người trong danh sách", unit="phiếu"),
                KeyValue("Người đọc"),
                KeyValue("Người ghi"),
                KeyValue("Người kiểm tra"),
            ),
            left_mm=0,
        ),
        Note(_control(contest.form)),
    )
    return drawn(found, PaperKind.TALLY_SHEETS, title="Bảng kiểm phiếu", body=body, head=head, now=now)


def _control(form: Form) -> str:
    ways = "số phiếu hợp lệ nhân với số người được bầu" if form is Form.STRIKE else "tổng số tên được chọn"
    return f"Tập đủ: tổng số phiếu bầu phải bằng {ways}. Không bằng thì kiểm lại tập đó."


def _votes(found: Loaded) -> tuple[Block, ...]:
    people = told_apart(found.contest.candidates)
    if found.contest.form is Form.STRIKE:
        lines = tuple(TallyLine(str(number), name) for number, name in people.items())
        return (FiveStrokeTallySheet(lines, squares=SQUARES, total_head="Số phiếu"),)
    lines = tuple(
        line
        for number, name in people.items()
        for line in (
            TallyLine(str(number), f"{name} - đồng ý"),
            TallyLine("", "không đồng ý"),
        )
    )
    return (FiveStrokeTallySheet(lines, squares=SQUARES, total_head="Số phiếu"),)


def _reasons(found: Loaded) -> tuple[TallyLine, ...]:
    one_name = len(found.contest.candidates) == 1
    by_form: tuple[VoidReason, ...]
    if found.contest.form is Form.STRIKE:
        by_form = (VoidReason.TOO_MANY, VoidReason.ELECTS_NOBODY)
    elif one_name:
        by_form = (VoidReason.BOTH_BOXES, VoidReason.NO_BOX)
    else:
        by_form = (VoidReason.ALL_DISAGREE, VoidReason.ALL_BLANK, VoidReason.ELECTS_NOBODY)
    reasons = (*BoardReason, *by_form)
    return tuple(TallyLine(str(i), capital(_vi(f"reason-{reason}"))) for i, reason in enumerate(reasons, start=1))
