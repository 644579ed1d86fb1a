"""The archive's deeds killed at each step: nothing is lost; what is left is taken away, goes on or is named.

The process kills itself before each naming, removal and entry in turn, so every state that a kill can leave is tried.
"""

import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from congress.archive import closing, keeping, media, queries, service
from congress.archive.sources import is_package
from congress.archive.unfinished import left_over
from congress.archive.values import Outcome
from congress.archive.verifying import inspect
from congress.errors import Refused
from congress.journal import queries as journal
from congress.sealing.values import Verdict
from congress.store.unit import Unit
from congress.workspace import ARCHIVE, check_journal
from tests.clocks import PinnedClock
from tests.congress_archive.conftest import ARCHIVIST, Archive, archive, full_house, sealed_template
from tests.workspaces import Office
from tui import house

if TYPE_CHECKING:
    from tests.ballots_counting.desks import AtDesk

__all__ = ["archive", "sealed_template"]

KILLS = int(os.environ.get("CONGRESS_KILLS", "20"))
TRIED = max(3, KILLS // 7)
"""Kills of one deed; with a large CONGRESS_KILLS each of its steps."""
REASON = "Bàn giao Văn phòng Đảng ủy"
STEPS = ((os, "replace"), (os, "rename"), (os, "unlink"), (os, "rmdir"), (Unit, "record"))
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process to kill is forked")


@dataclass
class Place:
    """Where one kill happens."""

    folder: Path
    stick: Path
    given: Archive
    template: Path
    actors: Any

    def fresh(self, prepare: "Callable[[Place, Office], None]") -> None:
        """As it was before the deed."""
        for folder in (self.folder, self.stick):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.template, self.folder)
        self.stick.mkdir()
        with self.office() as office:
            prepare(self, office)

    def office(self) -> "Opened":
        """Opened as the front doors open it."""
        return Opened(self)


@dataclass
class Opened:
    at: Place

    def __enter__(self) -> Office:
        clock = PinnedClock()
        self.workspace = house.open_for_work(self.at.folder)
        self.workspace.house = full_house(clock)
        return Office(self.workspace, clock, self.at.actors)

    def __exit__(self, *_: object) -> None:
        self.workspace.close()


@pytest.fixture
def place(
    archive: Archive,
    sealed_template: "tuple[Path, AtDesk]",
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Place:
    monkeypatch.setattr(house, "house", lambda folder: full_house(PinnedClock()))
    stick = tmp_path / "stick"
    monkeypatch.setattr(media, "medium_of", lambda path: hash(stick in (path, *path.parents)))
    template, at = sealed_template
    return Place(tmp_path / "workspace", stick, archive, template, at.office.actors)


# --- deeds ---------------------------------------------------------------------------------------------------


def _nothing(place: Place, office: Office) -> None:
    """As the template has it."""


def _build(place: Place, office: Office) -> None:
    service.build_packages(office.workspace, office.by(ARCHIVIST), zipped=True)


def _close(place: Place, office: Office) -> None:
    closing.close_book(office.workspace, office.by(ARCHIVIST), second=place.stick)


def _remove(place: Place, office: Office) -> None:
    by = office.by(ARCHIVIST, "truongban", reason=REASON)
    with office.workspace.reading() as unit:
        was_done = closing.last_removal(unit) is not None
    if was_done:  # and finished at the opening
        with pytest.raises(Refused, match="sealed-part-none"):
            closing.remove_sealed(office.workspace, by, second=place.stick)
    else:
        closing.remove_sealed(office.workspace, by, second=place.stick)
    assert list((place.folder / "sealed").iterdir()) == []
    assert not list((place.folder / ARCHIVE).glob("*.sealed"))
    assert not (place.folder / ARCHIVE / closing.UNFINISHED).exists()


def _restore(place: Place, office: Office) -> None:
    inspected = [inspect(one, trust=[place.given.authority]) for one in (place.given.permanent, place.given.sealed)]
    by = office.by(ARCHIVIST, "truongban", reason=REASON)
    service.restore(office.workspace, by, inspected=inspected)
    assert len(list((place.folder / "sealed").iterdir())) == 1


def _closed_and_removed(place: Place, office: Office) -> None:
    _close(place, office)
    _remove(place, office)


def _take(place: Place, office: Office) -> None:
    inspected = [inspect(place.given.permanent, trust=[place.given.authority])]
    service.take(office.workspace, office.by(ARCHIVIST), inspected=inspected, results=True)


def _check(place: Place, office: Office) -> None:
    with office.workspace.reading() as unit:
        known = queries.packages(unit)
    for one in known:
        found = keeping.look_at(office.workspace, one.id)
        keeping.check_fixity(office.workspace, office.by(ARCHIVIST), found=found)
        assert found.outcome is Outcome.SUCCESS


def _damaged(place: Place, office: Office) -> None:
    _close(place, office)
    (folder,) = (one for one in (place.folder / ARCHIVE).iterdir() if one.name == place.given.permanent.name)
    (folder / "data" / "package.json").write_bytes(b"{}")
    (folder / "README.txt").unlink()
    (folder / "data" / "stranger.txt").write_bytes(b"?")


def _repair(place: Place, office: Office) -> None:
    folder = place.folder / ARCHIVE / place.given.permanent.name
    with office.workspace.reading() as unit:
        package = keeping.named(unit, str(folder))
        before = len(journal.of_event(unit, unit.machine, "archive:repair"))
    by = office.by(ARCHIVIST, reason=REASON)
    copy = place.stick / folder.name
    if before:  # the kill came after its entry
        with pytest.raises(Refused):
            keeping.repair(office.workspace, by, package_id=package.id, copy=copy)
        return
    made, after = keeping.repair(office.workspace, by, package_id=package.id, copy=copy)
    assert after.outcome is Outcome.SUCCESS
    assert [made.aside] == list(folder.parent.glob("*.damaged-*")), "a folder with what was damaged has no name"
    assert {"data/package.json"} <= {*made.brought}
    assert {"data/stranger.txt"} <= {*made.set_aside}


DEEDS: dict[str, tuple[Callable[[Place, Office], None], Callable[[Place, Office], None]]] = {
    "build": (_nothing, _build),
    "close": (_nothing, _close),
    "remove": (_close, _remove),
    "restore": (_closed_and_removed, _restore),
    "take": (_nothing, _take),
    "fixity": (_build, _check),
    "repair": (_damaged, _repair),
}


# --- killing -------------------------------------------------------------------------------------------------


def _do_and_die(place: Place, deed: Callable[[Place, Office], None], step: int) -> None:
    """The process that is killed, by itself, before its n-th step; ends well where the deed has fewer."""
    with place.office() as office:
        left = step

        def counted(true: Callable[..., Any]) -> Callable[..., Any]:
            def one(*given: Any, **named: Any) -> Any:
                nonlocal left
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return true(*given, **named)

            return one

        for where, name in STEPS:
            setattr(where, name, counted(getattr(where, name)))
        deed(place, office)
    (place.folder / "steps").write_text(str(step - left), encoding="utf-8")


def _killed(place: Place, deed: Callable[[Place, Office], None], step: int) -> bool:
    process = multiprocessing.get_context("fork").Process(target=_do_and_die, args=(place, deed, step))
    process.start()
    process.join(120)
    assert process.exitcode in {0, -signal.SIGKILL}, f"step {step}"
    return process.exitcode != 0


@pytest.mark.parametrize("name", DEEDS)
def test_what_a_kill_leaves_is_finished_or_named(place: Place, name: str) -> None:
    prepare, deed = DEEDS[name]
    place.fresh(prepare)
    assert not _killed(place, deed, 100_000)
    steps = int((place.folder / "steps").read_text(encoding="utf-8"))
    assert steps
    tried = range(steps) if steps <= TRIED else sorted({round(n * (steps - 1) / (TRIED - 1)) for n in range(TRIED)})
    for step in tried:
        place.fresh(prepare)
        assert _killed(place, deed, step)
        with place.office() as office:
            _look(place, office, step)
            deed(place, office)
            _look(place, office, step)


def _look(place: Place, office: Office, step: int) -> None:
    """Nothing is there that no register has, nothing is lost, the journal is whole."""
    workspace = office.workspace
    assert [one.code for one in check_journal(workspace) if one.code != "journal-foreign"] == [], step
    assert workspace.findings == ()
    with workspace.reading() as unit:
        known = queries.packages(unit)
        named = {Path(one) for one in left_over(unit, place.folder)}
        sealed = journal.of_event(unit, unit.machine, closing.REMOVE)
    assert named == set()
    hidden = [
        one for folder in (place.folder / ARCHIVE, place.folder / "sealed", place.stick) for one in folder.glob(".*")
    ]
    assert hidden == [], step
    due = {Path(one.place) for one in known if one.removed_at is None and not one.foreign}
    there = {one for one in (place.folder / ARCHIVE).glob("*") if is_package(one)}
    assert {one.with_name(one.name.removesuffix(".zip")) for one in there} == due, step
    names = {Path(one.place).name for one in known}
    assert {one.name for one in place.stick.iterdir()} <= names, step
    for one in place.stick.iterdir():
        assert inspect(one, trust=service.anchors(workspace)).verdict is Verdict.VERIFIED
    assert sealed or list((place.folder / "sealed").iterdir()), step
