"""The parts of the minutes that stand on the outcome alone (phần số liệu): drawn from it, and read back against it."""

from collections.abc import Iterable, Iterator

from ballots.regulations.values import CandidateVotes, Form, NextStep, Outcome, Reason, Tie, TieFor
from congress.i18n import say_in
from congress.papers.blocks import Align, Block, Column, KeyValue, KeyValues, Paragraph, Runs, Table
from congress.papers.phrasing import capital, grouped, two_digits
from congress.text import decimal_comma

_vi = say_in("vi")

LIST = "Số lượng và danh sách bầu cử"
BOARD = "Ban Kiểm phiếu"
VALIDITY = "Số phiếu hợp lệ, không hợp lệ"
VOTES = "Số phiếu của từng người, theo thứ tự trên phiếu"
ELECTED = "Kết quả bầu cử"
RANKED = "Kết quả, theo số phiếu từ cao xuống thấp"
NUMBER, NAME = "TT", "Họ và tên"


def validity(outcome: Outcome) -> tuple[Block, ...]:
    """Papers collected, valid, invalid, and why (số phiếu hợp lệ, không hợp lệ)."""
    lines = KeyValues(
        (
            KeyValue("Số phiếu thu về", grouped(outcome.collected), "phiếu"),
            KeyValue("Số phiếu hợp lệ", grouped(outcome.valid), "phiếu"),
            KeyValue("Số phiếu không hợp lệ", grouped(outcome.invalid), "phiếu"),
        )
    )
    if not outcome.invalid_by_reason:
        return (lines,)
    table = Table(
        columns=(Column("Lý do không hợp lệ"), Column("Số phiếu", 30, Align.RIGHT)),
        rows=tuple((reason_text(line.reason), grouped(line.papers)) for line in outcome.invalid_by_reason),
        totals=(("Cộng", grouped(outcome.invalid)),),
    )
    return lines, table


def reason_text(reason: Reason) -> str:
    """A void reason as a table's cell: it begins with a capital."""
    return capital(_vi(f"reason-{reason}"))


def votes(outcome: Outcome, *, form: Form) -> Table:
    """Everybody's votes in ballot order (kết quả theo thứ tự trên phiếu)."""
    if form is Form.STRIKE:
        columns: tuple[Column, ...] = (Column("Số phiếu", 28, Align.RIGHT),)
        rows = tuple(row(line.number, line, line.agree) for line in outcome.votes)
    else:
        heads = ("Đồng ý", "Không đồng ý", "Không có ý kiến")
        columns = tuple(Column(head, 22, Align.RIGHT, group="Số phiếu") for head in heads)
        rows = tuple(row(line.number, line, line.agree, line.disagree, line.none) for line in outcome.votes)
    return Table(columns=_columns(*columns), rows=rows)


def result(outcome: Outcome, *, assembly: str) -> tuple[Block, ...]:
    """Who is elected in descending votes, or the order of an opinion ballot; what stays open, and who decides."""
    if outcome.ranking is not None:
        return _ranked(outcome, outcome.ranking), Paragraph(over_share(outcome))
    blocks: list[Block] = []
    if outcome.elected:
        who = "Đồng chí" if len(outcome.elected) == 1 else f"{two_digits(len(outcome.elected))} đồng chí"
        blocks += [
            Paragraph(f"{who} sau đây trúng cử, xếp theo số phiếu từ cao xuống thấp:"),
            _ranked(outcome, outcome.elected),
        ]
    else:
        blocks.append(Paragraph("Không có người trúng cử trong lần bầu này."))
    if outcome.alternates:
        who = "Đồng chí" if len(outcome.alternates) == 1 else f"{two_digits(len(outcome.alternates))} đồng chí"
        blocks += [
            Paragraph(f"{who} sau đây trúng cử dự khuyết, theo thứ tự:"),
            _ranked(outcome, outcome.alternates),
        ]
    return (*blocks, *(Paragraph(text) for text in remaining(outcome, assembly=assembly)))


def over_share(outcome: Outcome) -> str:
    """How many of an opinion ballot have more than 30 % of those present, QC190 Art. 14(3)."""
    over = outcome.over_30_percent or ()
    return f"Số người được trên 30% số người có mặt đồng ý: {grouped(len(over))} người."


def remaining(outcome: Outcome, *, assembly: str, by_number: bool = False) -> Iterator[str]:
    """What a count leaves open, in the words of the minutes: ties at a border, seats unfilled, who decides."""
    for tie in outcome.ties:
        yield f"{_tied(outcome, tie, by_number=by_number)} {_after_tie(outcome, assembly)}"
    if outcome.unfilled:
        yield (
            f"Còn thiếu {two_digits(outcome.unfilled)} người so với số lượng cần bầu; việc bầu tiếp hay không do "
            f"{assembly} quyết định."
        )
    if outcome.next is NextStep.COMPLETE and outcome.ranking is None:
        yield "Kết quả bầu đủ số lượng."


def _tied(outcome: Outcome, tie: Tie, *, by_number: bool) -> str:
    lines = [outcome.votes_of(number) for number in tie.numbers]
    names = ", ".join(str(line.number) if by_number else line.name for line in lines)
    border = "trúng cử" if tie.border is TieFor.SEATS else "trúng cử dự khuyết"
    return (
        f"{two_digits(len(lines))} đồng chí {'số ' if by_number else ''}{names} có số phiếu bằng nhau "
        f"({grouped(lines[0].agree)} phiếu) ở cuối danh sách {border}, còn {two_digits(tie.places)} chỗ."
    )


def _after_tie(outcome: Outcome, assembly: str) -> str:
    if outcome.next is NextStep.CONGRESS_DECIDES and outcome.needed is None:
        return f"Bầu lại vẫn ngang phiếu; việc bầu tiếp hay không do {assembly} quyết định."
    return (
        f"Danh sách bầu lại chỉ gồm những người ngang phiếu, để {assembly} bầu; người nhiều phiếu hơn trúng cử, không "
        "cần quá một nửa."
    )


def _ranked(outcome: Outcome, numbers: Iterable[int]) -> Table:
    rows = []
    for place, number in enumerate(numbers, start=1):
        line = outcome.votes_of(number)
        rows.append(row(place, line, line.agree))
    return Table(columns=_columns(Column("Số phiếu", 28, Align.RIGHT)), rows=tuple(rows))


def row(first: int, line: CandidateVotes, *figures: int) -> tuple[Runs, ...]:
    """One person's line in a table of votes."""
    return str(first), line.name, *(grouped(figure) for figure in figures), decimal_comma(line.percent)


def _columns(*figures: Column) -> tuple[Column, ...]:
    return Column(NUMBER, 14, Align.CENTRE), Column(NAME), *figures, Column("Tỷ lệ (%)", 24, Align.RIGHT)
