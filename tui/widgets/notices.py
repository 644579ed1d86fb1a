"""Words to the person (thông báo): a remark, a refusal, every fault of bad data, our own failure."""

import re
from typing import Literal

from textual.content import Content
from textual.widgets import Static

from congress.errors import Broken, Malformed, Refused
from congress.i18n import sentence, t
from tui.messages import Problem
from tui.widgets.drawing import WRONG, line, lines

MOST_SHOWN = 12
"""Faults shown at once; how many more there are is said."""


_NUMBERED = re.compile(r"(?P<name>[a-z.-]+)\[(?P<number>\d+)\]")


def place_in_words(where: str) -> str:
    """Where a fault stands, in the words of the screens; a place in a file stays as it is."""
    named = {
        "board": t("Counting board"),
        "list": t("List of candidates"),
        "electorate": t("Electorate"),
        "electorate.on_roll": t("On the roll"),
        "electorate.not-summoned": t("Not summoned"),
        "electorate.deduction": t("Deducted"),
        "electorate.present": t("Present at the vote"),
        "settings": t("Open points"),
    }
    if found := _NUMBERED.fullmatch(where):
        place = named.get(found["name"])
        return where if place is None else t("{place}, number {number}", place=place, number=found["number"])
    return named.get(where, where)


def problem_lines(problem: Problem) -> list[Content]:
    """What went wrong, in sentences; for bad data where each fault stands."""
    match problem:
        case Refused():
            return [line((f"{WRONG} ", "bold $bad"), sentence(problem))]
        case Malformed(findings=findings):
            said = [
                line(
                    (f"{WRONG} ", "bold $bad"),
                    (f"{place_in_words(finding.where)}: " if finding.where else "", "$quiet"),
                    sentence(finding),
                )
                for finding in findings[:MOST_SHOWN]
            ]
            more = len(findings) - MOST_SHOWN
            return said if more <= 0 else [*said, line((t("and {more} more", more=more), "$quiet"))]
        case Broken():
            return [
                line(
                    (f"{WRONG} ", "bold $bad"),
                    (t("The program failed"), "bold"),
                    f": {t(problem.code, **problem.facts)}",
                ),
                line((t("Nothing that was stored is lost. Start again; if it stays, finish by hand."), "$quiet")),
            ]


def problem_text(problem: Problem) -> str:
    """The first sentence of a problem, as plain text."""
    match problem:
        case Refused():
            return sentence(problem)
        case Malformed(findings=findings):
            return f"{place_in_words(findings[0].where)}: {sentence(findings[0])}" if findings else ""
        case Broken():
            return t(problem.code, **problem.facts)


class ErrorPanel(Static):
    """What went wrong, said where it happened (khung báo lỗi); empty and away until there is something."""

    def __init__(self, problem: Problem | None = None, *, widget_id: str | None = None) -> None:
        super().__init__("", id=widget_id, markup=False)
        self._problem = problem

    def on_mount(self) -> None:
        """Show what it was made with."""
        self.show(self._problem) if self._problem else self.clear()

    def show(self, problem: Problem) -> None:
        """Say this problem."""
        self._problem = problem
        self.update(lines(problem_lines(problem)))
        self.display = True

    def clear(self) -> None:
        """Say nothing, take no room."""
        self._problem = None
        self.display = False


class Notice(Static):
    """A remark of one or more lines (lời nhắc): plain, good, or a warning."""

    def __init__(
        self, text: str | Content, *, tone: Literal["plain", "good", "warn"] = "plain", widget_id: str | None = None
    ) -> None:
        super().__init__(
            Content(text) if isinstance(text, str) else text, id=widget_id, markup=False, classes=f"-{tone}"
        )
