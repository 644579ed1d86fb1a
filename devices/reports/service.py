"""The deed that yields a report on equipment (lập báo cáo)."""

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from congress.access.registry import deed
from congress.access.service import authorise
from congress.access.values import Authority
from congress.errors import Finding, Malformed
from congress.journal import queries as journal
from congress.records import files
from congress.records import service as records
from congress.records.values import Record
from congress.store.unit import Unit
from congress.text import clean
from devices.readiness.service import TEAM
from devices.register.rules.details import check_text
from devices.reports.gathering import report_of
from devices.reports.papers import WHEN, About, report_paper
from devices.reports.sheets import report_workbook
from devices.reports.values import Phase

if TYPE_CHECKING:
    from congress.workspace import Workspace

LONGEST_WORDS = 4000
REPORT, SHEET = "equipment-report", "equipment-report-sheet"
PRINTED = "device:report:print"


@deed(PRINTED, who=TEAM, title="Report on equipment printed")
def print_report(
    workspace: "Workspace",
    by: Authority,
    *,
    congress_id: UUID,
    phase: Phase,
    number: str = "",
    words: str = "",
    contest_ids: Collection[UUID] = (),
    sample: bool = False,
) -> tuple[Record, ...]:
    """Print the report before, during or after a congress (báo cáo): PDF, and its tables as XLSX.

    `words`: what people judge, propose or have learnt; kept with the deed and printed on the report.
    """
    symbol, said = clean(number), "\n".join(part for line in words.splitlines() if (part := clean(line)))
    _check(symbol, said)
    with workspace.reading() as look:
        authorise(look, by, scope_id=None)
        report = report_of(look, congress_id, contest_ids=contest_ids)
    about = About(workspace.head(), symbol, said, sample)
    name = f"Báo cáo thiết bị {WHEN[phase]} đại hội"
    pdf = files.keep_paper(workspace.papers, report_paper(report, phase, about), name=f"{name}.pdf")
    xlsx = files.keep(workspace.papers, report_workbook(report, phase, title=name), name=f"{name}.xlsx")
    with workspace.unit(by) as unit:
        made = tuple(
            records.register(unit, kept, kind=f"{kind}-{phase}", scope_id=congress_id)
            for kind, kept in ((REPORT, pdf), (SHEET, xlsx))
        )
        unit.record(
            congress_id,
            phase=str(phase),
            number=symbol,
            words=said,
            papers=[record.sha256 for record in made],
        )
        return made


def words_before(unit: Unit, congress_id: UUID, phase: Phase) -> tuple[str, ...]:
    """Step: what was written in this report when it was last printed here, paragraph by paragraph."""
    printed = journal.of_event(unit, unit.machine, PRINTED)
    those = [one for one in printed if one.subject == str(congress_id) and one.facts.get("phase") == str(phase)]
    return tuple(str(those[-1].facts.get("words", "")).splitlines()) if those else ()


def _check(number: str, words: str) -> None:
    faults = list(check_text(number, where="number"))
    for line in words.split("\n"):
        faults += [one for one in check_text(line, where="words") if one.code != "field-too-long"]
    if len(words) > LONGEST_WORDS:
        faults.append(Finding("words", "field-too-long", {"longest": LONGEST_WORDS}))
    if faults:
        raise Malformed(faults)
