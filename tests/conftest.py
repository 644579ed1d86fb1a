"""What every test may ask for, and what holds for all of them."""

import gc
import os
from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from congress import i18n
from tests.clocks import PinnedClock
from tests.sharing import shared_statements
from tests.tools import skips_fail

if TYPE_CHECKING:
    # Imported by the fixtures that need them: a test of a pure rule starts without a database.
    from tests.postgres import Cluster
    from tests.workspaces import Office, Template

__all__ = ["shared_statements"]

# Two slow cores do not make an example wrong: no deadline, and slow drawing of examples is no fault.
_CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("house", _CALM, max_examples=50, derandomize=True)
settings.register_profile("fuzz", _CALM, max_examples=1000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    """Where every tool is promised (CONGRESS_REQUIRE=1), a test that could not run has failed."""
    return _no_skips((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    """The same for a whole module that was skipped."""
    return _no_skips((yield))


def _no_skips(report: Any) -> Any:
    if report.skipped and skips_fail():
        report.outcome = "failed"
        report.longrepr = f"skipped, but CONGRESS_REQUIRE=1 promises every tool: {report.longrepr}"
    return report


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What collecting made stays to the end: nobody looks through it for garbage again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _own_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing of the person who runs the tests is read, nothing is left in their folders."""
    folder = tmp_path_factory.mktemp("surroundings")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("CONGRESS_")]:
            if name not in {"CONGRESS_REQUIRE", "CONGRESS_KILLS"}:
                patch.delenv(name)
        for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(folder / name.lower()))
        patch.setenv("LANG", "C.UTF-8")
        yield


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    """Every test begins in Vietnamese, whatever the one before it chose."""
    i18n.use("vi")
    yield
    i18n.use("vi")


@pytest.fixture
def clock() -> PinnedClock:
    """A clock that stands still."""
    return PinnedClock()


@pytest.fixture(scope="session")
def cluster() -> "Iterator[Cluster]":
    """The run's own PostgreSQL."""
    from tests import postgres

    with postgres.running_cluster() as running:
        yield running


@pytest.fixture(scope="session")
def embedded_template(tmp_path_factory: pytest.TempPathFactory, shared_statements: None) -> "Template":
    """A migrated and staffed workspace on the embedded database, made once a run."""
    from tests import workspaces

    folder = tmp_path_factory.mktemp("template") / "workspace"
    return workspaces.Template(folder, workspaces.found(folder))


@pytest.fixture(scope="session")
def server_template(tmp_path_factory: pytest.TempPathFactory, cluster: "Cluster") -> "Template":
    """The same on PostgreSQL."""
    from tests import workspaces

    return workspaces.on_server(tmp_path_factory.mktemp("server") / "workspace", cluster)


@pytest.fixture
def office(embedded_template: "Template", tmp_path: Path, clock: PinnedClock) -> "Iterator[Office]":
    """A workspace on the embedded database with the sample board at it."""
    from tests import workspaces

    with workspaces.copied(embedded_template.folder, tmp_path / "workspace", clock=clock) as opened:
        yield workspaces.Office(opened, clock, embedded_template.actors)


@pytest.fixture
def server_office(
    server_template: "Template", cluster: "Cluster", tmp_path: Path, clock: PinnedClock
) -> "Iterator[Office]":
    """A workspace on PostgreSQL with the sample board at it."""
    from tests import workspaces

    assert server_template.database is not None
    database = f"congress_{next(_databases)}"
    url = cluster.create(database, template=server_template.database)
    try:
        with workspaces.copied(server_template.folder, tmp_path / "workspace", clock=clock, database_url=url) as opened:
            yield workspaces.Office(opened, clock, server_template.actors)
    finally:
        cluster.drop(database)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def any_office(request: pytest.FixtureRequest) -> "Office":
    """The same office on each engine: what a service does must not depend on it."""
    found: Office = request.getfixturevalue("office" if request.param == "sqlite" else "server_office")
    return found


_databases = count(1)
