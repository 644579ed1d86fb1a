"""What the tests of counting screens may ask for."""

import time
from collections.abc import Iterator

import pytest

from ballots.counting import papers
from ballots.counting.wording import Drawn
from tests.ballots_counting.desks import AtDesk, at_desk, boxed_desk
from tests.tui_widgets.snapshots import snapshot
from tests.workspaces import Office

__all__ = ["snapshot"]


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
