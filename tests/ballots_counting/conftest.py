"""What tests of counting may ask for."""

import pytest

from ballots.counting import papers
from ballots.counting.wording import Drawn


@pytest.fixture
def papers_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers are drawn but not set in type: what a desk yields is tested elsewhere, and takes most of its time."""

    def plain(one: Drawn) -> bytes:
        return f"{one.name}: {len(one.paper.body)}".encode()

    monkeypatch.setattr(papers, "pdf", plain)
