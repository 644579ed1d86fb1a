"""A sealed contest and its packages, made once a run, copied for each test that changes them."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from congress import workspace
from congress.archive import service
from congress.archive.values import Built
from congress.workspace import House, Workspace
from tests.clocks import PinnedClock
from tests.workspaces import Office, Template

if TYPE_CHECKING:
    from tests.ballots_counting.desks import AtDesk

ARCHIVIST = "luutru"


@dataclass(frozen=True, slots=True)
class Archive:
    """Two packages of one term, and by whom they can be checked."""

    permanent: Path
    sealed: Path
    authority: bytes
    """PEM."""
    outcome: bytes
    """The sealed contest's outcome as it was fixed."""


def full_house(clock: PinnedClock) -> House:
    """The house as the front doors put it together, with a clock of its own and no gates."""
    from ballots.results import archiving
    from tui.house import CHAPTERS, EXHIBITS, RESULTS, SUBJECTS

    return House(
        clock=clock, chapters=CHAPTERS, exhibits=EXHIBITS, results=RESULTS, subjects=SUBJECTS, begun=archiving.begun
    )


def reopened_in_full(folder: Path, clock: PinnedClock) -> Workspace:
    """A workspace opened with the whole house."""
    return workspace.open_folder(folder, house=full_house(clock))


@pytest.fixture(scope="session")
def sealed_template(embedded_template: Template, tmp_path_factory: pytest.TempPathFactory) -> "tuple[Path, AtDesk]":
    """An office with keys, one contest signed, official and sealed."""
    from ballots.counting import papers
    from ballots.counting.wording import Drawn
    from ballots.results.values import Basis
    from congress.sealing import keys
    from tests.ballots_results.counted import counted
    from tests.workspaces import copied

    def plain(one: Drawn) -> bytes:
        return f"{one.name}: {len(one.paper.body)}".encode()

    folder = tmp_path_factory.mktemp("sealed") / "workspace"
    clock = PinnedClock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "ROUNDS", 20_000)
        patch.setattr(papers, "pdf", plain)
        with copied(embedded_template.folder, folder, clock=clock) as opened:
            at = counted(Office(opened, clock, embedded_template.actors))
            at.issue_keys()
            at.fix()
            at.sign()
            at.make_official(Basis.DIGITAL)
            at.seal(last_group=at.print_key().text.split()[-1])
        return folder, at.at


@pytest.fixture(scope="session")
def archive(sealed_template: "tuple[Path, AtDesk]", tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Its packages: read only."""
    source, at = sealed_template
    folder = tmp_path_factory.mktemp("archive")
    shutil.copytree(source, folder / "workspace")
    clock = PinnedClock()
    with reopened_in_full(folder / "workspace", clock) as opened:
        office = Office(opened, clock, at.office.actors)
        permanent, sealed = built(office, folder / "out")
        with opened.reading() as unit:
            (outcome,) = [one.data for room in opened.house.exhibits for one in room(unit) if one.proof]
        return Archive(permanent.folder, sealed.folder, service.anchors(opened)[0], outcome)


def built(office: Office, out: Path, *, zipped: bool = False) -> tuple[Built, ...]:
    """What the archivist builds."""
    return service.build_packages(office.workspace, office.by(ARCHIVIST), out=out, zipped=zipped)


@pytest.fixture
def package(archive: Archive, tmp_path: Path) -> Path:
    """A copy of the permanent package, to be tampered with."""
    return Path(shutil.copytree(archive.permanent, tmp_path / "package"))


@pytest.fixture
def sealed_office(sealed_template: "tuple[Path, AtDesk]", tmp_path: Path, clock: PinnedClock) -> Iterator[Office]:
    """The office itself, opened with the whole house."""
    source, at = sealed_template
    shutil.copytree(source, tmp_path / "sealed-office")
    with reopened_in_full(tmp_path / "sealed-office", clock) as opened:
        yield Office(opened, clock, at.office.actors)


@pytest.fixture
def other(embedded_template: Template, tmp_path: Path, clock: PinnedClock) -> Iterator[Office]:
    """Another laptop's workspace: people, and nothing else."""
    folder = tmp_path / "other"
    shutil.copytree(embedded_template.folder, folder)
    with workspace.open_folder(folder, house=full_house(clock)) as opened:
        yield Office(opened, clock, embedded_template.actors)
