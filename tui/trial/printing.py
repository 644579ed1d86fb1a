"""Papers to type from (phiếu tập nhập), one a page: a list with names struck as voters strike them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from ballots.counting.values import PILE_PAPERS_MOST
from ballots.regulations.values import Strikes
from congress.clock import SystemClock
from congress.papers.blocks import Align, Block, Column, Note, PageBreak, Paragraph, Runs, Space, Table, bold, struck
from congress.papers.values import Mark, PartyPaper
from tui.trial.task import Task

_ONE_COLUMN = 24
_TITLE = "Phiếu tập nhập"
_SAID = "Tên và dấu gạch là bịa ra để tập nhập phiếu; không phải phiếu bầu."


def papers_pdf(task: Task) -> bytes:
    """The papers of a trial, pile after pile."""
    labelled = (
        (f"Tập {index // PILE_PAPERS_MOST + 1}, phiếu {index % PILE_PAPERS_MOST + 1}", paper)
        for index, paper in enumerate(task.papers)
    )
    return sheets(task.names, labelled, created=SystemClock().now())


def sheets(names: Mapping[int, str], papers: Iterable[tuple[str, Strikes]], *, created: datetime) -> bytes:
    """One page a paper, each under the words that say where it lies."""
    from congress.papers.render import render

    body: list[Block] = []
    for label, paper in papers:
        if body:
            body.append(PageBreak())
        body += _sheet(names, label, paper)
    return render(PartyPaper(title=_TITLE, created=created, body=tuple(body), mark=Mark.SAMPLE)).pdf


def _sheet(names: Mapping[int, str], label: str, paper: Strikes) -> Iterator[Block]:
    yield Paragraph(bold(_TITLE.upper()), align=Align.CENTRE, size_pt=15)
    yield Paragraph(bold(label), align=Align.CENTRE, size_pt=13)
    yield Space(2)
    rows = [_row(number, name, paper) for number, name in names.items()]
    pair = (Column("Số TT", 14, Align.CENTRE), Column("Họ và tên", 68))
    if len(rows) <= _ONE_COLUMN:
        yield Table(pair, tuple(rows))
    else:
        down = -(-len(rows) // 2)
        blank: tuple[Runs, Runs] = ("", "")
        beside = [*rows[down:], *([blank] * (2 * down - len(rows)))]
        yield Table((*pair, *pair), tuple((*left, *right) for left, right in zip(rows, beside, strict=False)))
    yield Note(_SAID)


def _row(number: int, name: str, paper: Strikes) -> tuple[Runs, Runs]:
    return f"{number:02d}", struck(name) if number in paper.struck else name
