"""The restore drill (diễn tập phục hồi): a backup brought back apart from the workspace, timed, and destroyed again."""

import shutil
from pathlib import Path

from congress.access.registry import deed
from congress.access.service import authorise
from congress.access.values import Authority
from congress.errors import Malformed, Refused
from congress.sealing.sealed import destroy
from congress.upkeep import restoring
from congress.upkeep.service import KEEPERS
from congress.upkeep.values import Drill
from congress.workspace import WORK, Workspace, check_journal, open_folder

_PLACE = "drill"
"""Below the folder of restorings: what a killed drill leaves there is taken away when the workspace opens."""


@deed("workspace:drill", who=KEEPERS, title="Restoring a backup practised")
def drill(workspace: Workspace, by: Authority, *, source: Path) -> Drill:
    """Bring a backup back as on a spare laptop (diễn tập phục hồi), open it, check its journal, take the time.

    The workspace goes on as it is; what was brought back is destroyed. Every fault of the backup is named.
    """
    with workspace.reading() as look:
        authorise(look, by, scope_id=None)  # before anything is copied; the unit below asks again
    clock = workspace.house.clock
    folder = workspace.folder / WORK / _PLACE
    began = clock.steady()
    try:
        prepared = restoring.prepare(folder, source, house=workspace.house, current=None)
        try:
            behind = prepared.compare(workspace).left_behind
            restoring.exchange(prepared, None)
        except BaseException:  # Ctrl+C too: nothing of it stays open
            prepared.abandon()
            raise
        with open_folder(folder, house=workspace.house) as again:
            if findings := check_journal(again):
                raise Malformed(findings)
            number = again.head().number
        seconds = clock.steady() - began
        files = len(prepared.source.files)
    except OSError as error:
        raise Refused("folder-not-writable", folder=str(folder), detail=error.strerror or "") from error
    finally:
        _destroy(folder)
    done = Drill(source.name, files, number, behind, seconds)
    with workspace.unit(by) as unit:
        unit.record(source.name, number=number, left_behind=behind, files=files, milliseconds=round(seconds * 1000))
    return done


def _destroy(folder: Path) -> None:
    """It holds readings like the workspace itself."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            destroy(path)
    shutil.rmtree(folder, ignore_errors=True)
