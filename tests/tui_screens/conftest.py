"""The app on a prepared workspace: who is logged in, where they are (chương trình trên dữ liệu mẫu)."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from congress import workspace
from congress.access.values import Actor
from congress.workspace import House
from tests.clocks import PinnedClock
from tests.congress_archive.conftest import sealed_office, sealed_template
from tests.sharing import shared_styles
from tests.tui_screens.equipment import Equipped, equip
from tests.tui_screens.preparing import Prepared, prepare
from tests.tui_widgets.snapshots import snapshot
from tests.workspaces import Office, Template, copied
from tui.app import CongressApp

__all__ = ["sealed_office", "sealed_template", "shared_styles", "snapshot"]


@pytest.fixture(autouse=True, scope="session")
def _hours_of_viet_nam() -> Iterator[None]:
    """Pictures show hours as people there read them, wherever the tests run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Asia/Ho_Chi_Minh")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(scope="session")
def prepared_template(embedded_template: Template, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A congress with a contest in preparation and one whose desk may open, made once a run."""
    folder = tmp_path_factory.mktemp("prepared") / "workspace"
    with copied(embedded_template.folder, folder, clock=PinnedClock()) as opened:
        office = Office(opened, PinnedClock(), embedded_template.actors)
        return prepare(office, folder)


@pytest.fixture
def prepared(prepared_template: Prepared, tmp_path: Path, clock: PinnedClock) -> "Iterator[Prepared]":
    """A copy of it, open, for one test."""
    folder = tmp_path / "workspace"
    shutil.copytree(prepared_template.folder, folder)
    with workspace.open_folder(folder, house=House(clock=clock)) as opened:
        yield replace(prepared_template, folder=folder, office=Office(opened, clock, prepared_template.office.actors))


@pytest.fixture
def equipped(prepared: Prepared) -> Equipped:
    """Five devices, two sites."""
    return equip(prepared)


AppAt = Callable[..., CongressApp]


@pytest.fixture
def app_at(prepared: Prepared, tmp_path: Path) -> AppAt:
    """`app_at("truongban", "electorate")`: the app with somebody logged in, at a place; without names at the door."""

    def make(account: str | None = None, place: str = "home", *, contest: str | None = "bch") -> CongressApp:
        office = prepared.office
        actor: Actor | None = None if account is None else office.actor(account)
        app = CongressApp(workspace=office.workspace, kept_in=tmp_path / "kept", ticks=office.clock.steady)
        if app.session is not None and contest is not None:
            app.session.contest_id = prepared.contests[contest]
        if actor is not None:
            app.start_at(actor, place)
        return app

    return make
