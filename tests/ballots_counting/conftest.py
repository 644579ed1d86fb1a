"""What tests of counting may ask for."""

import pytest

from ballots.counting import papers
from ballots.counting.wording import Drawn
from tests.ballots_counting.desks import AtDesk, at_desk
from tests.workspaces import Office


@pytest.fixture
def papers_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers are drawn but not set in type: what a desk yields is tested elsewhere, and takes most of its time."""

    def plain(one: Drawn) -> bytes:
        return f"{one.name}: {len(one.paper.body)}".encode()

    monkeypatch.setattr(papers, "pdf", plain)


@pytest.fixture
def at(office: Office) -> AtDesk:
    """A contest whose desk may open."""
    return at_desk(office)
