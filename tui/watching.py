"""The laptop watched while a count is open (canh chừng máy): a thread looks, a message says what it found."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.faults import PROBLEMS
from tui.messages import MachineLooked, WatchFailed

if TYPE_CHECKING:
    from congress.access.gates import Blocker
    from devices.machine.watch import Change
    from tui.app import CongressApp
    from tui.session import Session

EVERY_SECONDS = 30.0
GROUP = "watch"
"""Workers that look: one at a time."""


def look(app: "CongressApp", session: "Session") -> None:
    """Look, tell the app, write down what came and what went. In a thread: keys typed meanwhile are not held up."""
    try:
        looked = app.attempt(lambda: _looked(session), alone=False)
        if looked is None:
            return
        app.post_message(MachineLooked(looked.blocking, is_shut=looked.is_shut))
        if changed := looked.changed:
            from devices.machine.watch import note

            app.attempt(lambda: note(session.workspace, changed))
    except PROBLEMS as problem:
        if app.session is session:  # else the workspace was closed meanwhile, and there is nobody to tell
            app.post_message(WatchFailed(problem))


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look found (kết quả một lần xem)."""

    blocking: "tuple[Blocker, ...]"
    """Nobody has overruled it for the contest at hand."""
    is_shut: bool
    """Nothing leads out at all."""
    changed: "Change"


def _looked(session: "Session") -> Looked | None:
    """What leads out of the laptop; None while no count is open."""
    from ballots.counting.deeds import OPEN_COUNT
    from ballots.counting.steps import is_any_count_open
    from congress.access.service import watched
    from devices.machine.watch import change

    with session.reading() as unit:
        if not is_any_count_open(unit):
            return None
    found, contest_id = session.workspace.house.watch.look(), session.contest_id
    with session.reading() as unit:
        open_ones = found if contest_id is None else watched(unit, found, act=OPEN_COUNT, scope_id=contest_id)
        return Looked(open_ones, not found, change(unit, found))
