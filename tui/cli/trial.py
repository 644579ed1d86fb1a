"""`congress trial`: papers typed at the numeric pad, timed (tập nhập phiếu)."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from congress.errors import Finding, Malformed, Refused
from congress.i18n import t
from tui.cli.answers import say
from tui.collecting import none_while_loading
from tui.trial.task import Task, task

DONE = 0


def trial(
    papers: Annotated[int, typer.Option(help=t("Papers to type."))] = 100,
    names: Annotated[int, typer.Option(help=t("Names on a paper."))] = 60,
    struck: Annotated[int, typer.Option(help=t("Names struck on each paper."))] = 8,
    seed: Annotated[int, typer.Option(help=t("The same number gives the same papers."))] = 1,
    print_to: Annotated[
        Path | None,
        typer.Option(
            "--print", help=t("Write the papers to type from, and leave them off the screen."), metavar="F.pdf"
        ),
    ] = None,
) -> int:
    """Type papers at the real entry; seconds a paper and errors are printed at the end."""
    if print_to is not None and not print_to.absolute().parent.is_dir():
        raise Malformed([Finding(str(print_to.absolute().parent), "folder-missing")])
    drawn = task(papers=papers, names=names, struck=struck, seed=seed)
    if print_to is not None:
        _print(drawn, print_to)
        say(t("The papers are in {path}.", path=print_to))
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        if print_to is not None:
            return DONE
        raise Refused("trial-needs-terminal")
    _run(drawn, shows_paper=print_to is None)
    return DONE


def _print(drawn: Task, path: Path) -> None:
    from congress.records import files
    from tui.trial.printing import papers_pdf

    files.write(path.absolute(), papers_pdf(drawn))


def _run(drawn: Task, *, shows_paper: bool) -> None:
    with none_while_loading():
        import tui.house  # the tables and deeds that keeping a paper needs
        from tui.trial.report import lines
        from tui.trial.scratch import scratch
        from tui.trial.screen import TrialApp

    say(t("Preparing {papers} papers, one moment …", papers=len(drawn.papers)))
    sys.stdout.flush()
    with scratch(drawn) as desk:
        app = TrialApp(drawn, desk, shows_paper=shows_paper)
        app.run()
        if app.fault is not None:
            raise app.fault
    for text in lines(drawn.papers, app.typed):
        say(text)
