"""The trial's screen: the desk's entry on a database of its own, the paper in view, errors counted."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

import tui.house  # the tables and deeds that keeping a paper needs
from ballots.counting import service as counting
from ballots.regulations.values import Strikes
from tests.congress_papers.reading import pages_of
from tests.house.subprocesses import congress
from tests.terminals import CONGRESS, ENTER, Terminal
from tests.workspaces import CHEAP
from tui.trial.report import wrong
from tui.trial.scratch import Scratch, scratch
from tui.trial.screen import PaperSheet, TrialApp
from tui.trial.task import Task, task
from tui.widgets.frame import HeaderLine


@pytest.fixture
def drawn() -> Task:
    """Two piles, the second of two papers."""
    return task(papers=27, names=12, struck=2, seed=3)


@pytest.fixture
def desk(drawn: Task) -> Iterator[Scratch]:
    """The scratch workspace of one trial."""
    with scratch(drawn, hash_cost=CHEAP) as made:
        yield made


async def type_paper(pilot: Pilot[None], paper: Strikes) -> None:
    """The numbers, then Enter."""
    await pilot.press(*"".join(f"{number:02d}" for number in paper.struck), "enter")


@pytest.mark.slow
async def test_every_paper_goes_into_the_database_pile_after_pile(drawn: Task, desk: Scratch) -> None:
    app = TrialApp(drawn, desk, shows_paper=True)
    async with app.run_test(size=(80, 24)) as pilot:
        for number, paper in enumerate(drawn.papers, start=1):
            assert app.query_one(HeaderLine).unit == f"phiếu {number} trong 27"
            await type_paper(pilot, paper)
    assert app.fault is None
    assert wrong(drawn.papers, app.typed.kept) == ()
    assert (len(app.typed.seconds), app.typed.refused, app.typed.keys) == (27, 0, 27 * 5)
    with desk.workspace.reading() as unit:
        second = counting.desk_of(unit, desk.contest_id).pile(2).passes[0].id
        assert second is not None
        pile = counting.pile_view(unit, desk.contest_id, second)
    assert [reading.seen for reading in pile.readings] == list(drawn.papers[25:])


async def test_the_struck_names_of_the_paper_in_hand_stand_on_the_screen(drawn: Task, desk: Scratch) -> None:
    app = TrialApp(drawn, desk, shows_paper=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        sheet = app.query_one(PaperSheet)
        shown = "\n".join(sheet.render_line(y).text for y in range(sheet.content_size.height))
        assert {int(number) for number in re.findall(r"(\d\d)━", shown)} == set(drawn.papers[0].struck)
        assert {int(number) for number in re.findall(r"(\d\d) ", shown)} == set(drawn.names) - set(
            drawn.papers[0].struck
        )


async def test_wrong_numbers_wrong_keys_and_corrections_are_counted(drawn: Task, desk: Scratch) -> None:
    app = TrialApp(drawn, desk, shows_paper=True)
    async with app.run_test(size=(80, 24)) as pilot:
        other = next(n for n in drawn.names if n not in drawn.papers[0].struck)
        await pilot.press("x")
        await type_paper(pilot, Strikes.of((other, drawn.papers[0].struck[0])))
        await pilot.pause()
        assert wrong(drawn.papers, app.typed.kept) == (1,)
        await pilot.press("full_stop", "enter")
        await type_paper(pilot, drawn.papers[0])
        await pilot.pause()
        assert wrong(drawn.papers, app.typed.kept) == ()
        assert (app.typed.refused, app.typed.corrected) == (1, 1)


async def test_escape_asks_whether_to_stop(drawn: Task, desk: Scratch) -> None:
    app = TrialApp(drawn, desk, shows_paper=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_paper(pilot, drawn.papers[0])
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.screen_stack) == 2
        await pilot.press("escape")
        await type_paper(pilot, drawn.papers[1])
        await pilot.pause()
        assert len(app.typed.kept) == 2


def test_without_a_terminal_it_says_so() -> None:
    done = congress("trial")
    assert done.returncode == 1
    assert "thiết bị đầu cuối" in done.stderr


def test_the_papers_can_be_printed_to_type_from(tmp_path: Path) -> None:
    done = congress(
        "trial", "--papers", "3", "--names", "10", "--struck", "2", "--print", "papers.pdf", folder=tmp_path
    )
    assert done.returncode == 0, done.stderr
    pages = pages_of((tmp_path / "papers.pdf").read_bytes())
    assert len(pages) == 3
    assert all(f"Tập 1, phiếu {number}" in page and "MẪU" in page for number, page in enumerate(pages, start=1))


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    refused = congress("trial", "--print", "no/papers.pdf", folder=tmp_path)
    assert refused.returncode == 2
    assert "không có thư mục này" in refused.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_at_a_terminal_the_report_is_printed_at_the_end(tmp_path: Path) -> None:
    drawn = task(papers=2, names=12, struck=2, seed=7)
    options = ("--papers", "2", "--names", "12", "--struck", "2", "--seed", "7")
    environ = {"CONGRESS_LANG": "vi", "TMPDIR": str(tmp_path)}
    with Terminal((*CONGRESS, "trial", *options), environ=environ) as terminal:
        terminal.wait_for("Tập 1 trong 1", seconds=90)
        for paper in drawn.papers:
            terminal.press("".join(f"{number:02d}" for number in paper.struck) + ENTER)
        assert terminal.wait_until_it_ends(seconds=60) == 0
        assert "Phiếu nhập sai: 0 trong 2" in terminal.screen
    assert list(tmp_path.iterdir()) == []
