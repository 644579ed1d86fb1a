"""`congress check-machine`: what this laptop can prove about itself (kiểm tra máy)."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from congress.i18n import sentence, t
from devices.machine.service import examine
from devices.machine.values import Answer, Fact
from tui.cli.answers import say, show

FREE, BLOCKED = 0, 1
_BLOCKS = "✗"
_MARKS = {Answer.YES: "✓", Answer.NO: "–", Answer.UNKNOWN: "?"}


def check(
    workspace: Annotated[
        Path | None, typer.Option(envvar="CONGRESS_WORKSPACE", help=t("The workspace's folder."))
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=t("Print one JSON document."))] = False,
) -> int:
    """Say what can be proved, what is not so, and what cannot be known."""
    facts = examine(workspace or Path.cwd(), now=datetime.now(UTC))
    blocked = any(fact.blocks for fact in facts)
    if json:
        show({"format": "congress-machine/1", "blocked": blocked, "facts": [_told(fact) for fact in facts]})
        return BLOCKED if blocked else FREE
    for fact in facts:
        say(f"{_BLOCKS if fact.blocks else _MARKS[fact.answer]} {sentence(fact)}")
    if blocked:
        say(t("Official counting cannot open here until what is marked ✗ is put right, or two people say why."))
    else:
        say(t("Nothing here stands in the way of official counting."))
    return BLOCKED if blocked else FREE


def _told(fact: Fact) -> dict[str, object]:
    return {
        "topic": fact.topic.value,
        "answer": fact.answer.value,
        "code": fact.code,
        "message": sentence(fact),
        "blocks": fact.blocks,
    }
