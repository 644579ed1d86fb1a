"""What the tests of the readiness screens may ask for."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from devices.register.rules.tags import tag_of
from tests.devices_readiness.test_service import At, at_site
from tests.tui_widgets.snapshots import snapshot
from tests.workspaces import Office
from tui.app import CongressApp

__all__ = ["snapshot"]
TAGS = tuple(filter(None, map(tag_of, range(1_000_000, 1_000_100))))


@pytest.fixture(autouse=True)
def _in_viet_nam(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hours on the screens are those of Việt Nam, wherever the tests run."""
    monkeypatch.setenv("TZ", "ICT-7")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def at(office: Office, monkeypatch: pytest.MonkeyPatch) -> At:
    """A site with its devices in their positions, nothing checked yet; tags are the same in each run."""
    monkeypatch.setattr("devices.register.steps.new_tags", lambda _unit, number: TAGS[:number])
    return at_site(office)


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
