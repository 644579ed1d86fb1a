"""`congress open`, and `congress` alone: the full-screen app (mở chương trình)."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from congress.errors import Refused
from congress.i18n import current, t, use
from tui.collecting import none_while_loading

if TYPE_CHECKING:
    from tui.places import Whereabouts

DONE = 0
AGAIN = (sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())")
"""Starts this program again; the labels of keys are fixed once the app is loaded."""


def open_app(
    workspace: Annotated[
        Path | None,
        typer.Option(envvar="CONGRESS_WORKSPACE", help=t("The workspace's folder; without it one is chosen or made.")),
    ] = None,
    place: Annotated[str, typer.Option(hidden=True)] = "home",
    contest: Annotated[UUID | None, typer.Option(hidden=True)] = None,
) -> int:
    """Open the full-screen app."""
    return run(workspace, place=place, contest_id=contest)


def run(
    folder: Path | None, *, kept_in: Path | None = None, place: str = "home", contest_id: UUID | None = None
) -> int:
    """Run the app on a folder, or on the choice of one; `place` and `contest_id` are where somebody left it.

    `kept_in` takes what the person of this laptop likes, in the place of the user's own settings folder.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused("terminal-missing")
    _speak_as_chosen()
    with none_while_loading():
        from tui.app import OTHER_LANGUAGE, CongressApp
        from tui.places import PLACES, Whereabouts

    if place not in {one.name for one in PLACES}:
        raise typer.BadParameter(place, param_hint="--place")
    app = CongressApp(folder, kept_in=kept_in, returns_to=Whereabouts(contest_id, place))
    with app.workspace_closed_at_the_end():
        app.run()
    if app.fault is not None:
        raise app.fault
    if app.return_code == OTHER_LANGUAGE:
        return _again(app.folder, app.preferences.language or current(), app.left_at)
    return DONE


def _speak_as_chosen() -> None:
    """The language chosen in the app holds, unless the command line or its surroundings name another one."""
    from tui import preferences
    from tui.cli import take_language

    asked, _ = take_language(sys.argv[1:])
    chosen = preferences.read(preferences.default_folder()).language
    if chosen is not None and asked is None and not os.environ.get("CONGRESS_LANG"):
        use(chosen)


def _again(folder: Path | None, language: str, left_at: "Whereabouts") -> int:
    words: Sequence[str] = ("--lang", language, "open", "--place", left_at.place)
    if left_at.contest_id is not None:
        words = (*words, "--contest", str(left_at.contest_id))
    if folder is not None:
        words = (*words, "--workspace", str(folder))
    return subprocess.run([*AGAIN, *words], check=False).returncode
