"""Cheap keys, desks' papers not set in type, and one set of signed minutes a run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ballots.counting import papers
from ballots.counting.wording import Drawn
from congress.sealing import keys
from tests.ballots_contests.preparing import Prepared
from tests.ballots_counting.desks import AtDesk
from tests.ballots_results import samples
from tests.ballots_results.counted import Counted, counted
from tests.ballots_results.samples import Signers
from tests.clocks import PinnedClock
from tests.workspaces import Office, Template, copied


@pytest.fixture(scope="session", autouse=True)
def _cheap_rounds() -> Iterator[None]:
    """Keys of tests are not worth 600,000 rounds; the sealing room asserts what the program really uses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "ROUNDS", 20_000)
        yield


@contextmanager
def _plain_desk_papers() -> Iterator[None]:
    """Papers of the desk are drawn but not set in type: they have tests of their own."""

    def plain(one: Drawn) -> bytes:
        return f"{one.name}: {len(one.paper.body)}".encode()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(papers, "pdf", plain)
        yield


@pytest.fixture(autouse=True)
def _desk_papers_unset() -> Iterator[None]:
    with _plain_desk_papers():
        yield


def _template(
    embedded_template: Template, folder: Path, clock: PinnedClock, ready: Callable[[Counted], object]
) -> tuple[Path, AtDesk]:
    with _plain_desk_papers(), copied(embedded_template.folder, folder, clock=clock) as opened:
        at = counted(Office(opened, clock, embedded_template.actors))
        ready(at)
        return folder, at.at


@contextmanager
def _copy(template: tuple[Path, AtDesk], folder: Path, clock: PinnedClock) -> Iterator[Counted]:
    source, at = template
    with copied(source, folder, clock=clock) as opened:
        office = Office(opened, clock, at.office.actors)
        yield Counted(AtDesk(office, Prepared(office, at.prepared.congress), at.contest_id))


@pytest.fixture(scope="session")
def counted_template(embedded_template: Template, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, AtDesk]:
    """A counted contest, made once a run."""
    folder = tmp_path_factory.mktemp("counted") / "workspace"
    return _template(embedded_template, folder, PinnedClock(), lambda at: None)


@pytest.fixture(scope="session")
def official_template(embedded_template: Template, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, AtDesk]:
    """A contest whose result is official by pen, made once a run."""
    folder = tmp_path_factory.mktemp("official") / "workspace"
    return _template(embedded_template, folder, PinnedClock(), lambda at: (at.fix(), at.make_official()))


@pytest.fixture
def at_result(counted_template: tuple[Path, AtDesk], tmp_path: Path, clock: PinnedClock) -> Iterator[Counted]:
    """A contest whose papers are all concluded on, on the embedded database."""
    with _copy(counted_template, tmp_path / "counted", clock) as at:
        yield at


@pytest.fixture
def at_official(official_template: tuple[Path, AtDesk], tmp_path: Path, clock: PinnedClock) -> Iterator[Counted]:
    """A contest whose result is official by pen, on the embedded database."""
    with _copy(official_template, tmp_path / "official", clock) as at:
        yield at


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def anywhere(request: pytest.FixtureRequest) -> Counted:
    """The same on each engine."""
    if request.param == "postgresql":
        return counted(request.getfixturevalue("server_office"))
    found: Counted = request.getfixturevalue("at_result")
    return found


@pytest.fixture(scope="session")
def signers() -> Signers:
    """An authority with three people."""
    return samples.signers()


@pytest.fixture(scope="session")
def signed(signers: Signers) -> bytes:
    """Minutes of form A signed by three."""
    return signers.signed(samples.facts())
