"""The papers of a trial: what was asked for, the same each time, and every fault of the figures named."""

import pytest

from congress.errors import Malformed
from tui.trial.task import task


def test_a_task_has_what_was_asked_for() -> None:
    drawn = task(papers=60, names=60, struck=8, seed=1)
    assert (len(drawn.papers), len(drawn.names), drawn.seats) == (60, 60, 52)
    assert all(len(paper.struck) == 8 for paper in drawn.papers)
    assert drawn.piles == (25, 25, 10)
    assert len(set(drawn.names.values())) == 60


def test_the_same_seed_gives_the_same_papers_another_seed_others() -> None:
    first, again, other = (task(papers=5, names=20, struck=3, seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first.papers != other.papers


def test_every_wrong_figure_is_named() -> None:
    with pytest.raises(Malformed) as refused:
        task(papers=0, names=300, struck=0, seed=1)
    assert [finding.where for finding in refused.value.findings] == ["--papers", "--names", "--struck"]


def test_a_paper_with_every_name_struck_is_no_task() -> None:
    with pytest.raises(Malformed):
        task(papers=1, names=5, struck=5, seed=1)
