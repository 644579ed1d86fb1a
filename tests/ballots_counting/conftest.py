"""What tests of counting may ask for."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ballots.counting import papers
from ballots.counting.wording import Drawn
from tests.ballots_counting.desks import AtDesk, at_desk
from tests.clocks import PinnedClock
from tests.workspaces import Office, Template, copied, reopened

Lead = Callable[[Office], AtDesk]
"""What leads an office to a desk."""


@pytest.fixture
def papers_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers are drawn but not set in type: what a desk yields is tested elsewhere, and takes most of its time."""

    def plain(one: Drawn) -> bytes:
        return f"{one.name}: {len(one.paper.body)}".encode()

    monkeypatch.setattr(papers, "pdf", plain)


@pytest.fixture(scope="session")
def desk_templates(
    embedded_template: Template, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Lead], tuple[Path, AtDesk]]:
    """Desks led to where tests begin, made once a run when the first test asks for them."""
    made: dict[Lead, tuple[Path, AtDesk]] = {}

    def template(lead: Lead) -> tuple[Path, AtDesk]:
        if lead not in made:
            folder = tmp_path_factory.mktemp("desk") / "workspace"
            with copied(embedded_template.folder, folder, clock=PinnedClock()) as opened:
                made[lead] = folder, lead(Office(opened, PinnedClock(), embedded_template.actors))
        return made[lead]

    return template


@pytest.fixture
def led(
    desk_templates: Callable[[Lead], tuple[Path, AtDesk]], tmp_path: Path, clock: PinnedClock
) -> Iterator[Callable[[Lead], AtDesk]]:
    """`led(at_desk)`: a copy of the desk that this leads to, on the embedded database, open."""
    opened = []

    def copy(lead: Lead) -> AtDesk:
        folder, at = desk_templates(lead)
        workspace = reopened(shutil.copytree(folder, tmp_path / "workspace"), clock=clock)
        opened.append(workspace)
        office = Office(workspace, clock, at.office.actors)
        return replace(at, office=office, prepared=replace(at.prepared, office=office))

    yield copy
    for workspace in opened:
        workspace.close()


@pytest.fixture
def at(led: Callable[[Lead], AtDesk]) -> AtDesk:
    """A contest whose desk may open."""
    return led(at_desk)
