"""The card of a result of an earlier term (phiếu kết quả): figures, names with votes, where it came from."""

from collections.abc import Iterator
from typing import ClassVar
from uuid import UUID

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from congress.access.values import Authority
from congress.earlier import service
from congress.earlier.rules import checking
from congress.earlier.values import Earlier
from congress.i18n import code_of, sentence, t
from congress.records import queries as records
from congress.records.values import Record
from congress.subjects import CandidateResult, Outcome
from tui.keys import bindings
from tui.screens.desk_deeds import REASON
from tui.screens.device_asking import DeedDialog, Values
from tui.screens.earlier_words import HASH_SHOWN, electorate, papers, percent, round_said, source
from tui.screens.made_papers import MadePapers
from tui.widgets.drawing import NEXT, WRONG, bar, line, lines
from tui.widgets.forms import FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable

WITHDRAW = "earlier:withdraw"
BAR = 16
MOST_DOUBTS = 3
_STYLES = {Outcome.ELECTED: "$good", Outcome.ALTERNATE: "$gold", Outcome.NOT_ELECTED: "$quiet"}


class EarlierCardScreen(MadePapers):
    """Figures above, the list in ballot order, provenance below; X withdraws it, O opens its source."""

    HEADING = "Result of an earlier term"
    NEEDS: ClassVar[dict[str, str]] = {"withdraw": WITHDRAW}
    BINDINGS: ClassVar[list[BindingType]] = bindings("withdraw")
    SAYS = (
        "Above the figures of the minutes, in the table the list in ballot order with votes and percentages; below "
        "where it came from: file, its hash, who took it in and when. O opens the file that was kept.",
        "X withdraws a result that was copied wrongly, with a reason: it holds no more and stays to be seen; the right "
        "one is taken in anew.",
    )

    def __init__(self, result_id: UUID) -> None:
        super().__init__()
        self._result_id = result_id
        self._found: Earlier | None = None
        self._record: Record | None = None

    def compose_page(self) -> ComposeResult:
        """Figures, names, provenance."""
        yield Static("", id="earlier-figures", markup=False)
        yield WindowedTable(
            (
                Column.of_figures(t("No."), 3),
                Column(t("Name")),
                Column(t("Born"), 10, room=100),
                Column(t("Note"), room=100),
                Column.of_figures(t("Votes"), 6),
                Column.of_figures("%", 6),
                Column("", BAR, room=72),
                Column(t("Outcome"), 14),
            ),
            fetch=lambda offset, limit: [self._row(one) for one in self._people[offset : offset + limit]],
            count=lambda: len(self._people),
            widget_id="earlier-people",
        )
        yield Static("", id="earlier-source", markup=False)

    @property
    def _people(self) -> tuple[CandidateResult, ...]:
        return () if self._found is None else self._found.result.candidates

    def show_state(self) -> None:
        """The result as it stands now."""
        self._found = self.read(lambda unit: service.existing(unit, self._result_id))
        record_id = self._found.source.told.record_id
        self._record = None if record_id is None else self.read(lambda unit: records.by_id(unit, record_id))
        self.query_one("#earlier-figures", Static).update(lines(self._figures(self._found)))
        self.query_one("#earlier-source", Static).update(lines(self._provenance(self._found)))
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()

    def _figures(self, one: Earlier) -> Iterator[Content]:
        result = one.result
        yield line((f"{t('SAMPLE')} · ", "bold $gold") if result.sample else "", (result.title, "bold"))
        yield line((result.congress, "$quiet"))
        day = f" · {result.on:%d/%m/%Y}" if result.on else ""
        elected = sum(person.elected for person in result.candidates)
        said = t("seats {seats} · elected {elected}", seats=result.seats, elected=elected)
        yield line(f"{result.term}{day} · {round_said(result)} · {said}")
        yield line(electorate(result))
        yield line(papers(result))

    def _provenance(self, one: Earlier) -> Iterator[Content]:
        told = one.source.told
        yield line((source(one), "$quiet"))
        yield line((f"SHA-256 {told.sha256[:HASH_SHOWN]}…", "$quiet"), f"  ·  {told.remark}" if told.remark else "")
        doubts = checking.doubts(one.result, lambda *_: "")
        for doubt in doubts[:MOST_DOUBTS]:
            yield line((f"{NEXT} ", "bold $gold"), sentence(doubt))
        if (more := len(doubts) - MOST_DOUBTS) > 0:
            yield line((t("and {count} more that do not add up", count=more), "$quiet"))
        if one.withdrawn is not None:
            gone = one.withdrawn
            at = f"{gone.at.astimezone():%H:%M %d/%m/%Y}"
            said = t("Withdrawn by {by}, {at}: {reason}", by=gone.by, at=at, reason=gone.reason)
            yield line((f"{WRONG} {said}", "bold $bad"))

    def _row(self, one: CandidateResult) -> Row:
        base = self._found.result.denominator if self._found else 0
        outcome = one.outcome
        cells = (
            str(one.number),
            (one.name, "bold" if one.elected else ""),
            one.born,
            (one.note, "$quiet"),
            str(one.votes),
            percent(one.percent),
            bar(one.votes, base, BAR),
            (t(code_of(outcome)), _STYLES[outcome]),
        )
        return Row(one.number, cells)

    def newest_paper(self) -> Record | None:
        """The source that was kept."""
        return self._record

    def has_paper(self) -> bool:
        """Whether it was kept here; a package's is kept by the archive."""
        return self._record is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is withdrawn is not withdrawn again."""
        if action == "withdraw" and (self._found is None or self._found.withdrawn is not None):
            return False
        return super().check_action(action, parameters)

    def action_withdraw(self) -> None:
        """X: it was copied wrongly."""

        def deed(_values: Values, by: Authority) -> Earlier:
            return service.withdraw(self.workspace, by, contest_id=self._result_id)

        dialog = DeedDialog[Earlier](
            t("Withdraw this result?"),
            [FormField(REASON, t("Reason"))],
            deed=deed,
            said=(t("It holds no more, and stays to be seen with the reason."),),
            needed=(REASON,),
            yes=t("Withdraw"),
        )
        self.app.push_screen(dialog, self._withdrawn)

    def _withdrawn(self, one: Earlier | None) -> None:
        if one is not None:
            self.tell(t("Withdrawn: {title}", title=one.result.title))
