"""The desk drawn (sơ đồ trình tự): docs/desk.md from the machine's own data.

`python -m ballots.counting.drawing docs/desk.md` writes the page anew.
"""

import sys
from itertools import groupby
from pathlib import Path

from ballots.counting.events import FIXED, ORDER, TRANSITIONS, Event, Transition, When
from ballots.counting.guide import RULES
from ballots.counting.values import PileKind, Step
from congress.i18n import say_in

_LOOPS = {
    Event.CORRECTED: "A step's figures are kept anew, with a reason; the old row stays.",
    Event.EXPLAINED: "The head and a member explain printed or issued papers that are not to be found.",
    Event.ALIENS_DECIDED: "The head and the presidium decide on papers that the board did not issue.",
    Event.WENT_BY_HAND: "The head and a member go over to counting by hand, with a reason. There is no way back.",
}
_WHEN = {
    When.ALWAYS: "",
    When.BY_MACHINE: " (by machine)",
    When.BY_HAND: " (by hand)",
    When.PILES_LEFT: " (piles left)",
    When.PILES_DONE: " (all piles closed)",
}
_HEAD = """# The desk (bàn kiểm phiếu)

One desk a contest. `ballots/counting/events.py` holds its transitions as data, `machine.perform` takes them or
refuses, and random walks in `tests/ballots_counting/test_walks.py` show that none of these is ever reached: papers
keyed before issued and collected were reported, a result while a difference is unexplained, anything changed once
the result is fixed, a way back from counting by hand. This page is made from the same data; a test compares them.
"""
_SECRECY = """Nothing keeps the order of papers beyond a pile: readings have random ids and no rowid, their moments are
dropped when the pile is closed, and the pile's one entry in the journal holds a salted hash, never a mark. Positions in
the clipped pile stay until the papers are sealed: they say where a paper lies, not when it was cast.
"""
_PILES = {
    PileKind.FULL: "every paper chooses exactly the number; a reading that does not is refused",
    PileKind.FEWER: "every paper chooses fewer, at least one",
    PileKind.HEAP: "papers of one pattern: entered once a count, counted by two people, unequal refused",
    PileKind.ASIDE: "doubtful papers and those that choose too many: keyed once by the board, concluded one by one",
}


def page() -> str:
    """The whole page."""
    vi = say_in("vi")
    piles = [f"| `{kind}` | {vi(f'pile-kind-{kind}')} | {says} |" for kind, says in _PILES.items()]
    parts = (
        _HEAD,
        "## Steps\n",
        table(),
        "\nThe desk's papers are numbered in the register; a corrected step yields a further one.\n",
        "## Transitions\n",
        f"```mermaid\n{mermaid()}\n```\n",
        "## Wherever the desk is, until the result is fixed\n",
        loops(),
        "\n## Piles\n\n| kind | loại tập | what it holds |\n|---|---|---|",
        "\n".join(piles),
        "\n## Order of papers\n",
        _SECRECY.rstrip(),
    )
    return "\n".join(parts) + "\n"


def table() -> str:
    """The steps as a Markdown table: who, which figures, which papers, by which deeds."""
    vi = say_in("vi")
    rows = ["| step | bước | who | figures | papers | deeds |", "|---|---|---|---|---|---|"]
    rows += [
        f"| {rule.title} | {vi(rule.title)} | {rule.who} | {', '.join(rule.asks) or '-'} "
        f"| {', '.join(rule.papers) or '-'} | {', '.join(f'`{deed}`' for deed in rule.deeds)} |"
        for rule in RULES.values()
        if rule.deeds
    ]
    return "\n".join(rows)


def mermaid() -> str:
    """The transitions as a mermaid state diagram; loops that are everywhere are said in words instead."""
    lines = ["stateDiagram-v2", f"    [*] --> {_name(Step.RECEIVE)}"]
    lines += [f"    {_name(rule.step)}: {rule.title}" for rule in RULES.values()]
    drawn = [arrow for arrow in TRANSITIONS if not (arrow.event in _LOOPS and arrow.at is arrow.to)]
    for (at, to), arrows in groupby(sorted(drawn, key=_ends), key=_ends):
        labels = ", ".join(f"{arrow.event}{_WHEN[arrow.when]}" for arrow in arrows)
        lines.append(f"    {_name(ORDER[at])} --> {_name(ORDER[to])}: {labels}")
    lines.append(f"    {_name(Step.DONE)} --> [*]")
    return "\n".join(lines)


def loops() -> str:
    """What may happen at any step until the result is fixed, in words."""
    open_steps = [step for step in ORDER if step not in FIXED]
    lines = []
    for event, says in _LOOPS.items():
        at = {arrow.at for arrow in TRANSITIONS if arrow.event is event}
        without = [RULES[step].title for step in open_steps if step not in at]
        lines.append(f"- `{event}`: {says}" + (f" Not at: {', '.join(without)}." if without else ""))
    return "\n".join(lines)


def _ends(arrow: Transition) -> tuple[int, int]:
    return ORDER.index(arrow.at), ORDER.index(arrow.to)


def _name(step: Step) -> str:
    return step.name.lower()


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
