"""How a desk is put into words and signs (hiển thị bàn kiểm phiếu): equations, steps, figures, people. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from textual.content import Content

from ballots.contests.values import ContestSheet
from ballots.counting.accounting import Accounting, EquationName
from ballots.counting.accounting import Equation as Balanced
from ballots.counting.accounting import Term as Figure
from ballots.counting.guide import RULES
from ballots.counting.values import Progress, Step, StepLine
from ballots.counting.views import DeskView
from congress.errors import Finding
from congress.i18n import sentence, t
from tui.widgets.accounting import Equation, Term, figure
from tui.widgets.drawing import NEXT, WRONG, line
from tui.widgets.steps import DeskStep, StepState

_ALWAYS = frozenset({EquationName.PRINTED, EquationName.ISSUED})
_ONLY_WHERE_THERE = frozenset({"term-alien", "term-missing", "term-pile-fewer", "term-pile-aside", "term-pile-full"})
"""Figures that are left out while they are nought: an equation stays in one line."""


# --- the accounting ----------------------------------------------------------------------------------------


def equations(accounting: Accounting) -> tuple[Equation, ...]:
    """The equations of papers, short enough to stand beside each other; those without a figure come later."""
    shown = (one for one in accounting.equations if one.name in _ALWAYS or _has_figures(one))
    return tuple(_equation(one) for one in shown)


def _has_figures(one: Balanced) -> bool:
    return all(term.value is not None for term in one.right)


def _equation(one: Balanced) -> Equation:
    right: Sequence[Figure] = one.right
    if one.name is EquationName.VALID and len(one.right) > 1:
        valid, *invalid = one.right
        right = (valid, Figure("term-invalid", sum(term.value or 0 for term in invalid)))
    elif one.name is EquationName.VALID:
        right = (*one.right, Figure("term-invalid", 0))
    return Equation(_capital(_terms(one.left)), _terms(right))


def _terms(side: Sequence[Figure]) -> tuple[Term, ...]:
    kept = [term for term in side if term.value != 0 or term.code not in _ONLY_WHERE_THERE] or list(side[:1])
    return tuple(Term(t(f"bar-{term.code}"), term.value) for term in kept)


def _capital(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    first, *rest = terms
    return (Term(first.label[:1].upper() + first.label[1:], first.papers), *rest)


# --- the contest -------------------------------------------------------------------------------------------


def about(sheet: ContestSheet) -> Content:
    """What is elected by whom, in one line."""
    names = len(sheet.people)
    parts = [t("elect {seats} of {names}", seats=sheet.details.seats, names=names) if names else t("no list yet")]
    if sheet.electorate is not None:
        deducted = (sheet.summoned or 0) - (sheet.denominator or 0)
        parts.append(
            t("summoned {summoned}, less {deducted}", summoned=figure(sheet.summoned), deducted=figure(deducted))
        )
    if sheet.needed is not None:
        parts.append(t("{needed} votes elect", needed=figure(sheet.needed)))
    return line(("  ·  ".join(parts), "$quiet"))


# --- the steps ---------------------------------------------------------------------------------------------

_WORK_LEFT = frozenset({"papers-waiting", "papers-differing", "piles-not-totalled"})
"""What keeps a step from being closed is the step's own work: nothing is wrong."""
_STATES = {Progress.DONE: StepState.DONE, Progress.NOW: StepState.NEXT, Progress.LATER: StepState.TO_COME}


def desk_steps(view: DeskView, *, later: Mapping[Step, str] | None = None) -> tuple[DeskStep, ...]:
    """Every step of a desk with its figure, its hour and its people; `later`: figures of steps behind the count."""
    blocked = any(one.code not in _WORK_LEFT for one in view.blockers)
    behind = later or {}
    return tuple(_desk_step(one, behind.get(one.step, ""), blocked=blocked) for one in view.lines)


def _desk_step(one: StepLine, figure_behind: str, *, blocked: bool) -> DeskStep:
    state = StepState.BLOCKED if blocked and one.progress is Progress.NOW else _STATES[one.progress]
    facts = dict(one.facts)
    progress = None
    if {"term-piles", "term-piles-closed"} <= facts.keys():
        progress = (facts["term-piles-closed"], facts["term-piles"])
        facts = {}
    first, rest = next(iter(facts.items()), None), list(facts.items())[1:]
    said = figure_behind or "—"
    if first is not None:
        said = f"{figure(first[1])} {t(f'figure-{first[0]}')}"
    note = [f"{figure(value)} {t(f'figure-{code}')}" for code, value in rest if value]
    if one.corrections:
        note.append(t("corrected {times} times", times=one.corrections) if one.corrections > 1 else t("corrected once"))
    if one.at is not None:
        note.append(clock(one.at))
    if one.who:
        note.append(" + ".join(map(short_name, one.who)))
    elif one.progress is not Progress.DONE:
        note.append(t(f"short-{RULES[one.step].who}"))
    return DeskStep(str(one.step), t(f"step-{one.step}"), state, said, " · ".join(filter(None, note)), progress)


def short_name(name: str) -> str:
    """A person's name as it fits a line: the last two words ("Trần Đức Bình" -> "Đức Bình")."""
    words = name.split()
    return " ".join(words[-2:]) if len(words) > 2 else name


def clock(at: datetime) -> str:
    """The hour of a deed, in local time."""
    return f"{at.astimezone():%H:%M}"


def what_blocks(blockers: Iterable[Finding], *, at_most: int | None = None) -> Iterator[Content]:
    """Each thing that stands in the way, in a line; how many more there are."""
    found = tuple(blockers)
    shown = found if at_most is None or len(found) <= at_most else found[: at_most - 1]
    for one in shown:
        sign = ("· ", "bold $gold") if one.code in _WORK_LEFT else (f"{WRONG} ", "bold $bad")
        yield line(sign, sentence(one))
    if more := len(found) - len(shown):
        yield line((t("and {more} more", more=more), "$quiet"))


def what_to_know(remarks: Iterable[Finding]) -> Iterator[Content]:
    """What does not block but should be known, in a line each."""
    for one in remarks:
        yield line(("! ", "bold $warn"), (sentence(one), "$quiet"))


def next_line(view: DeskView) -> Content:
    """What is next, who does it, and which papers it yields."""
    rule = view.next
    if view.step is Step.DONE:
        return line((t(rule.title), "bold $good"))
    named = yields(view.step)
    under = f"\n  {named}" if named else ""
    return line((f"{NEXT} ", "bold $gold"), (t(rule.title), "bold"), (f"  ·  {t(rule.who)}{under}", "$quiet"))


def yields(step: Step) -> str:
    """The papers that a step yields, in words; empty where it yields none."""
    named = ", ".join(t(f"paper-{kind}") for kind in RULES[step].papers)
    return f"{t('Yields')}: {named}" if named else ""
