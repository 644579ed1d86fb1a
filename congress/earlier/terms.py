"""Two terms compared (so sánh hai nhiệm kỳ): which terms there are, their contests side by side, printed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from congress.access.registry import deed
from congress.access.service import authorise
from congress.access.values import Authority
from congress.earlier.papers import About, Compared, comparison_paper
from congress.earlier.rules.comparing import compare
from congress.earlier.rules.matching import ContestKey, contest_key, same
from congress.earlier.rules.pairing import Pair, pairs
from congress.earlier.service import ARCHIVISTS
from congress.earlier.tables import comparison_workbook
from congress.errors import Finding, Malformed, Refused
from congress.records import files
from congress.records import service as records
from congress.records.values import Record
from congress.store.unit import Unit
from congress.subjects import ContestResult
from congress.term import queries as term_queries
from congress.text import clean, unprintable

if TYPE_CHECKING:
    from congress.workspace import Workspace

PAPER, SHEET = "terms-compared", "terms-compared-sheet"
PRINTED = "earlier:compare:print"


def terms_known(workspace: "Workspace", unit: Unit) -> tuple[str, ...]:
    """Step: the terms of which results are here, the newest first."""
    return tuple(sorted({_term(one) for one in _results(workspace, unit)}, reverse=True))


def paired(workspace: "Workspace", unit: Unit, *, first: str, second: str, said: Mapping[str, str]) -> tuple[Pair, ...]:
    """Step: the contests of two terms side by side; `said`: what a person put together, by keys."""
    results = tuple(_results(workspace, unit))
    earlier, later = ([one for one in results if _term(one) == term] for term in (first, second))
    return pairs(earlier, later, said)


def compared(first: str, second: str, found: tuple[Pair, ...]) -> Compared:
    """Step: everything that two terms tell together."""
    together = tuple(compare(one.first, one.second) for one in found if one.first and one.second)
    alone = tuple(one for one in found if not (one.first and one.second))
    return Compared(first, second, together, alone)


@deed(PRINTED, who=ARCHIVISTS, title="Two terms compared on paper")
def print_comparison(
    workspace: "Workspace",
    by: Authority,
    *,
    first: str,
    second: str,
    said: Mapping[str, str] | None = None,
    number: str = "",
) -> tuple[Record, ...]:
    """Print the comparison of two terms (in bảng so sánh): PDF with its bars, and its tables as XLSX."""
    symbol = clean(number)
    if letters := unprintable(symbol):
        raise Malformed([Finding("number", "letters-not-printable", {"letters": letters})])
    if first == second:
        raise Refused("terms-are-one", term=first)
    with workspace.reading() as look:
        authorise(look, by, scope_id=None)
        told = compared(first, second, paired(workspace, look, first=first, second=second, said=said or {}))
        about = _about(workspace, look, told, number=symbol)
    if not any(told.results):
        raise Refused("terms-without-results", first=first, second=second)
    name = f"So sánh nhiệm kỳ {first} và {second}"
    pdf = files.keep_paper(workspace.papers, comparison_paper(told, about), name=f"{name}.pdf")
    xlsx = files.keep(workspace.papers, comparison_workbook(told, at=about.at), name=f"{name}.xlsx")
    with workspace.unit(by) as unit:
        made = tuple(
            records.register(unit, kept, kind=kind, scope_id=None) for kind, kept in ((PAPER, pdf), (SHEET, xlsx))
        )
        papers = [record.sha256 for record in made]
        unit.record("terms", first=first, second=second, pairs=len(told.comparisons), number=symbol, papers=papers)
        return made


def _about(workspace: "Workspace", unit: Unit, told: Compared, *, number: str) -> About:
    """Headed by the congress of the later term that is held here, else by the body whose results these are."""
    congress = next((one for one in term_queries.congresses(unit) if one.term.name == told.second), None)
    head = workspace.head()
    if congress is not None:
        return About(congress.heading, congress.details.place, unit.now, head, number)
    bodies = [one.body for one in told.results]
    return About(tuple(bodies[:1]), "", unit.now, head, number)


def _results(workspace: "Workspace", unit: Unit) -> tuple[ContestResult, ...]:
    """Every result once: one that was taken in, and came back with a restored package, too, is the same twice."""
    found: list[ContestResult] = []
    seen: dict[ContestKey, ContestResult] = {}
    for one in (each for offers in workspace.house.results for each in offers(unit)):
        key = contest_key(one)
        if key not in seen or not same(seen[key], one):
            found.append(one)
        seen.setdefault(key, one)
    return tuple(found)


def _term(one: ContestResult) -> str:
    """A term as people spell it, blanks around its hyphen or not."""
    return " - ".join(part.strip() for part in one.term.replace("–", "-").split("-"))
