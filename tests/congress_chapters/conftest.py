"""A filled office and its entries, written once for the tests that only read them."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from congress.chapters import Entry
from congress.workspace import Workspace
from tests.clocks import PinnedClock
from tests.congress_chapters.filling import Filled, empty, filled, written_of
from tests.postgres import Cluster
from tests.workspaces import Office, Template, copied

_DATABASE = "chapters"
_databases = count(1)


@pytest.fixture(scope="package")
def sample(embedded_template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """An office with rows in every table."""
    clock = PinnedClock()
    folder = tmp_path_factory.mktemp("chapters") / "workspace"
    with copied(embedded_template.folder, folder, clock=clock) as opened:
        yield filled(Office(opened, clock, embedded_template.actors))


@pytest.fixture(scope="package")
def server_sample(
    server_template: Template, cluster: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Filled]:
    """The same on PostgreSQL."""
    assert server_template.database is not None
    clock = PinnedClock()
    url = cluster.create(_DATABASE, template=server_template.database)
    folder = tmp_path_factory.mktemp("chapters") / "workspace"
    try:
        with copied(server_template.folder, folder, clock=clock, database_url=url) as opened:
            yield filled(Office(opened, clock, server_template.actors))
    finally:
        cluster.drop(_DATABASE)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def any_sample(request: pytest.FixtureRequest) -> Filled:
    """The same office on each engine."""
    found: Filled = request.getfixturevalue("sample" if request.param == "sqlite" else "server_sample")
    return found


@pytest.fixture
def any_empty(request: pytest.FixtureRequest, any_sample: Filled, tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace on the engine of the sample."""
    clock = any_sample.office.clock
    if any_sample.office.workspace.embedded:
        with empty(tmp_path / "empty", clock) as made:
            yield made
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    database = f"{_DATABASE}_{next(_databases)}"
    try:
        with empty(tmp_path / "empty", clock, database_url=cluster.create(database)) as made:
            yield made
    finally:
        cluster.drop(database)


@pytest.fixture(scope="package")
def entries(sample: Filled) -> tuple[Entry, ...]:
    """Everything that leaves it."""
    return written_of(sample.office.workspace)


@pytest.fixture(scope="package")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """An empty workspace that stays empty."""
    with empty(tmp_path_factory.mktemp("chapters") / "nothing", PinnedClock()) as made:
        yield made
