"""`congress check-machine`, `congress media`: what this laptop can prove about itself, what may be plugged in."""

import shutil
import textwrap
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from congress import workspace as workspaces
from congress.access.values import Authority
from congress.config import NAME as SETTINGS
from congress.errors import Broken, Malformed, Refused
from congress.i18n import code_of, sentence, t
from congress.workspace import House, Workspace
from devices.machine.media import allow_medium, forbid_medium
from devices.machine.service import examine
from devices.machine.values import Answer, Fact
from devices.register.own_class import contradictions
from tui.cli.answers import complain, report, say, show
from tui.cli.folders import AccountName, AsJson, Folder, SecondName
from tui.cli.people import asked, sign_in

FREE, BLOCKED = 0, 1
_BLOCKS = "✗"
_MARKS = {Answer.YES: "✓", Answer.NO: "–", Answer.UNKNOWN: "?"}
_NARROWEST, _WIDEST = 24, 100

MediumId = Annotated[str, typer.Argument(help=t("Its serial number, as check-machine names it."), metavar="SERIAL")]
Reason = Annotated[str | None, typer.Option(help=t("Why."), metavar="TEXT")]


def check(
    workspace: Annotated[
        Path | None, typer.Option(envvar="CONGRESS_WORKSPACE", help=t("The workspace's folder."))
    ] = None,
    json: AsJson = False,
) -> int:
    """Say what can be proved, what is not so, and what cannot be known."""
    facts = _examined(workspace or Path.cwd())
    blocked = any(fact.blocks for fact in facts)
    if json:
        show({"format": "congress-machine/1", "blocked": blocked, "facts": [_told(fact) for fact in facts]})
        return BLOCKED if blocked else FREE
    for line in table(facts, width=shutil.get_terminal_size().columns):
        say(line)
    if any(_mark(fact) == _MARKS[Answer.NO] for fact in facts):
        say(t("– is not so here, and does not keep official counting from opening."))
    if blocked:
        say(t("Official counting cannot open here until what is marked ✗ is put right, or two people say why."))
    else:
        say(t("Nothing here stands in the way of official counting."))
    return BLOCKED if blocked else FREE


def allow(
    medium: MediumId,
    workspace: Folder,
    account: AccountName = None,
    second: SecondName = None,
    reason: Reason = None,
    json: AsJson = False,
) -> int:
    """Let a stick, a card or a phone be plugged in here: two people, a reason."""
    return _change(allow_medium, medium, workspace, account=account, second=second, reason=reason, as_json=json)


def forbid(
    medium: MediumId,
    workspace: Folder,
    account: AccountName = None,
    second: SecondName = None,
    reason: Reason = None,
    json: AsJson = False,
) -> int:
    """Take a medium off the list of those that may be plugged in: two people, a reason."""
    return _change(forbid_medium, medium, workspace, account=account, second=second, reason=reason, as_json=json)


def _change(
    deed: Callable[..., tuple[str, ...]],
    medium: str,
    folder: Path,
    *,
    account: str | None,
    second: str | None,
    reason: str | None,
    as_json: bool,
) -> int:
    why = asked(reason, "--reason", t("Why"))
    other = asked(second, "--second", t("Second person's account"))
    with workspaces.open_folder(folder, house=House()) as opened:
        by: Authority = sign_in(opened, account=account, second=other, reason=why)
        allowed = deed(opened, by, medium=medium)
    if as_json:
        show({"format": "congress-media/1", "allowed": list(allowed)})
        return FREE
    say(t("Media that may be plugged in here: {count}", count=len(allowed)))
    for one in allowed:
        say(f"  {one}")
    return FREE


def _examined(folder: Path) -> tuple[Fact, ...]:
    """A workspace that cannot be read is said; the laptop is looked at all the same."""
    now = datetime.now(UTC)
    opened: Workspace | None = None
    if (folder / SETTINGS).exists():
        try:
            opened = workspaces.look_into(folder, house=House())
        except Malformed as problem:
            report(problem.findings, as_json=False)
        except (Refused, Broken) as problem:
            complain(sentence(problem))
    if opened is None:
        return examine(folder, now=now)
    with opened:
        with opened.reading() as unit:
            otherwise = contradictions(unit)
        return (*examine(folder, workspace=opened, now=now), *otherwise)


def table(facts: Sequence[Fact], *, width: int) -> Iterator[str]:
    """A row a fact (bảng kiểm tra máy): mark, what is asked, the answer, what was seen; long ones go on below."""
    rows = [(_mark(fact), t(code_of(fact.topic)), t(code_of(fact.answer)), sentence(fact)) for fact in facts]
    heads = ("", t("Checked"), t("Answer"), t("What was seen"))
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(3)]
    room = max(_NARROWEST, min(width, sum(widths) + 6 + _WIDEST) - sum(widths) - 6)
    for row in (heads, *rows):
        first, *rest = textwrap.wrap(row[3], room, break_long_words=False, break_on_hyphens=False) or [""]
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, first]).rstrip()
        yield from (" " * (sum(widths) + 6) + line for line in rest)


def _mark(fact: Fact) -> str:
    return _BLOCKS if fact.blocks else _MARKS[fact.answer]


def _told(fact: Fact) -> dict[str, object]:
    return {
        "topic": fact.topic.value,
        "answer": fact.answer.value,
        "code": fact.code,
        "thing": fact.thing,
        "message": sentence(fact),
        "blocks": fact.blocks,
    }
