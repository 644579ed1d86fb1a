"""The desk drawn (sơ đồ trình tự): mermaid and a table from the machine's own data, for docs/desk.md."""

from collections.abc import Iterator
from itertools import groupby

from ballots.counting.events import TRANSITIONS, Event, Transition, When
from ballots.counting.guide import RULES
from ballots.counting.values import Step
from congress.i18n import say_in

_EVERYWHERE = frozenset({Event.CORRECTED, Event.EXPLAINED, Event.ALIENS_DECIDED})
"""Drawn once in words: loops at every step until the result is fixed."""
_WHEN = {
    When.ALWAYS: "",
    When.BY_MACHINE: " [by machine]",
    When.BY_HAND: " [by hand]",
    When.PILES_LEFT: " [piles left]",
    When.PILES_DONE: " [all piles closed]",
}


def mermaid() -> str:
    """The transitions as a mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {_name(Step.RECEIVE)}"]
    lines += [f"    {_name(rule.step)} : {rule.title}" for rule in RULES.values()]
    drawn = [arrow for arrow in TRANSITIONS if arrow.event not in _EVERYWHERE and not _is_quiet(arrow)]
    for (at, to), arrows in groupby(sorted(drawn, key=_ends), key=_ends):
        labels = ", ".join(f"{arrow.event}{_WHEN[arrow.when]}" for arrow in arrows)
        lines.append(f"    {at} --> {to} : {labels}")
    lines.append(f"    {_name(Step.DONE)} --> [*]")
    return "\n".join(lines)


def table() -> str:
    """The steps as a Markdown table: who, which figures, which papers."""
    vi = say_in("vi")
    rows = ["| step | bước | who | figures | papers | deeds |", "|---|---|---|---|---|---|"]
    rows += [
        f"| {rule.title} | {vi(rule.title)} | {rule.who} | {', '.join(rule.asks) or '—'} "
        f"| {', '.join(rule.papers) or '—'} | {', '.join(f'`{deed}`' for deed in rule.deeds)} |"
        for rule in RULES.values()
        if rule.deeds
    ]
    return "\n".join(rows)


def loops() -> Iterator[tuple[Event, tuple[Step, ...]]]:
    """Events that leave the desk where it is, and the steps at which they may happen."""
    for event in sorted(_EVERYWHERE | {Event.WENT_BY_HAND}):
        yield event, tuple(arrow.at for arrow in TRANSITIONS if arrow.event is event and arrow.at is arrow.to)


def _is_quiet(arrow: Transition) -> bool:
    return arrow.event is Event.WENT_BY_HAND and arrow.at is arrow.to


def _ends(arrow: Transition) -> tuple[str, str]:
    return _name(arrow.at), _name(arrow.to)


def _name(step: Step) -> str:
    return step.name.lower()
