"""What a command says (trả lời): sentences for people, or exactly one JSON document for programs."""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

from congress.errors import Finding, Refused
from congress.i18n import sentence

PROGRAM = "congress"
"""Where a refusal stands: it is about the deed, not about a place in a file."""

_LONGEST_SHOWN = 1_000


def say(text: str) -> None:
    """One line on standard output."""
    sys.stdout.write(f"{text}\n")


def complain(text: str) -> None:
    """One line on standard error; where nobody can be told, the exit code alone speaks."""
    try:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    except OSError:
        sys.stderr = nowhere()


def nowhere() -> TextIO:
    """A stream for the life of the process on which nothing is heard."""
    return Path(os.devnull).open("w", encoding="utf-8")


def show(document: Mapping[str, object]) -> None:
    """The one JSON document of a command that was asked with `--json`."""
    say(json.dumps(document, ensure_ascii=False, indent=2))


def report(problems: Iterable[Finding | Refused], *, as_json: bool) -> None:
    """Every problem: as `congress-findings/1` on standard output, else a sentence each on standard error."""
    rows = [
        {
            "where": problem.where if isinstance(problem, Finding) else PROGRAM,
            "code": problem.code,
            "message": sentence(problem),
        }
        for problem in problems
    ]
    if as_json:
        show({"format": "congress-findings/1", "findings": rows})
        return
    for row in rows:
        complain(f"{_shortened(row['where'])}: {row['message']}")


def _shortened(where: str) -> str:
    """A path as people read it: of one that is longer than any system takes, both ends."""
    half = _LONGEST_SHOWN // 2
    return where if len(where) <= _LONGEST_SHOWN else f"{where[:half]} … {where[-half:]}"


def program() -> str:
    """This program as it was called, so that a line that names it runs as it stands (lệnh gọi chương trình)."""
    called = Path(sys.argv[0])
    if called.stem != "congress":
        return "congress"
    here = Path.cwd()
    said = str(called.relative_to(here) if called.is_relative_to(here) else called)
    return f'"{said}"' if " " in said else said
