"""What the tests of the readiness screens may ask for."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from devices.register.rules.tags import tag_of
from tests.clocks import PinnedClock
from tests.devices_readiness.test_service import At, at_site
from tests.sharing import shared_styles
from tests.tui_widgets.snapshots import snapshot
from tests.workspaces import Office, Template, copied
from tui.app import CongressApp

__all__ = ["shared_styles", "snapshot"]
TAGS = tuple(filter(None, map(tag_of, range(1_000_000, 1_000_100))))


@pytest.fixture(autouse=True)
def _in_viet_nam(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hours on the screens are those of Việt Nam, wherever the tests run."""
    monkeypatch.setenv("TZ", "ICT-7")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@contextmanager
def _equal_tags() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("devices.register.steps.new_tags", lambda _unit, number: TAGS[:number])
        yield


@pytest.fixture(scope="session")
def site_template(embedded_template: Template, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, At]:
    """A site made once a run, to be copied."""
    folder = tmp_path_factory.mktemp("site") / "workspace"
    with _equal_tags(), copied(embedded_template.folder, folder, clock=PinnedClock()) as opened:
        return folder, at_site(Office(opened, PinnedClock(), embedded_template.actors))


@pytest.fixture
def at(site_template: tuple[Path, At], tmp_path: Path, clock: PinnedClock) -> Iterator[At]:
    """A site with its devices in their positions, nothing checked yet; tags are the same in each run."""
    folder, made = site_template
    with _equal_tags(), copied(folder, tmp_path / "workspace", clock=clock) as opened:
        yield replace(made, office=Office(opened, clock, made.office.actors))


AppAt = Callable[..., CongressApp]


@pytest.fixture
def app_at(at: At, tmp_path: Path) -> AppAt:
    """`app_at("hoitruong")`: the app with somebody logged in, at the board of all sites."""

    def make(account: str = "hoitruong", place: str = "readiness") -> CongressApp:
        office = at.office
        app = CongressApp(workspace=office.workspace, kept_in=tmp_path / "kept", ticks=office.clock.steady)
        app.at_work.congress_id = at.site.congress_id
        app.start_at(office.actor(account), place)
        return app

    return make
