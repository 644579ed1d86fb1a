"""What the tests of counting screens may ask for."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ballots.counting import papers
from ballots.counting.wording import Drawn
from tests.ballots_counting.desks import AtDesk, at_desk, boxed_desk
from tests.clocks import PinnedClock
from tests.sharing import shared_styles
from tests.tui_counting.stages import STAGES
from tests.workspaces import Office, Template, copied, reopened

__all__ = ["shared_styles"]


@pytest.fixture
def papers_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers of the desk are drawn but not set in type: what they look like is tested elsewhere."""

    def plain(one: Drawn) -> bytes:
        return f"{one.name}: {len(one.paper.body)}".encode()

    monkeypatch.setattr(papers, "pdf", plain)


@pytest.fixture
def at(office: Office, papers_unset: None) -> AtDesk:
    """A contest of nine names for seven seats, ready for its desk."""
    return at_desk(office)


@pytest.fixture
def boxed(office: Office, papers_unset: None) -> AtDesk:
    """A contest of one name, form B."""
    return boxed_desk(office)


@pytest.fixture(autouse=True)
def _in_viet_nam(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hours on the screens are those of Việt Nam, wherever the tests run."""
    monkeypatch.setenv("TZ", "ICT-7")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(scope="session")
def stage_templates(
    embedded_template: Template, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], tuple[Path, AtDesk]]:
    """Desks at each stage, made once a run when the first test asks for them."""
    made: dict[str, tuple[Path, AtDesk]] = {}

    def template(name: str) -> tuple[Path, AtDesk]:
        if name not in made:
            folder = tmp_path_factory.mktemp(name) / "workspace"
            with copied(embedded_template.folder, folder, clock=PinnedClock()) as opened:
                at = at_desk(Office(opened, PinnedClock(), embedded_template.actors))
                made[name] = folder, STAGES[name](at) if name in STAGES else at
        return made[name]

    return template


StageAt = Callable[[str], AtDesk]


@pytest.fixture
def stage(
    stage_templates: Callable[[str], tuple[Path, AtDesk]], tmp_path: Path, papers_unset: None
) -> Iterator[StageAt]:
    """`stage("half_keyed")`: a copy of the desk at that stage, open; with any other name, a desk not yet open."""
    opened = []

    def at_stage(name: str) -> AtDesk:
        folder, at = stage_templates(name)
        copy, clock = shutil.copytree(folder, tmp_path / "workspace"), PinnedClock()
        workspace = reopened(copy, clock=clock)
        opened.append(workspace)
        office = Office(workspace, clock, at.office.actors)
        return replace(at, office=office, prepared=replace(at.prepared, office=office))

    yield at_stage
    for workspace in opened:
        workspace.close()
