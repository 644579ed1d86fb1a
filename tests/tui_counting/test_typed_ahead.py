"""What is typed faster than the screen follows lands where it was meant to (phím gõ trước)."""

from pathlib import Path

from textual import events
from textual.widgets import Input

from ballots.counting import service as counting
from ballots.counting.figures import CardVote, Delegation, Issued, Received
from tests.tui_counting.conftest import StageAt
from tests.tui_counting.driving import Person, app_for, at_work
from tui.app import CongressApp
from tui.screens.contest_electorate import ElectorateScreen
from tui.screens.desk_votes import CardVotesScreen
from tui.widgets.dialogs import TryingDialog
from tui.widgets.grid import Grid

_KEYS = {"⏎": "enter", "⇥": "tab", "↓": "down", " ": "space"}


async def at_once(person: Person, text: str) -> None:
    """Every key in one read, as a quick hand sends them to a slow laptop; then all that follows."""
    for char in text:
        person.app.post_message(events.Key(_KEYS.get(char, char), None if char in "⏎⇥↓" else char))
    for _ in range(10):
        await person.settle()


async def test_a_name_typed_with_the_key_that_opens_its_dialog_stands_in_the_dialog(
    stage: StageAt, tmp_path: Path
) -> None:
    at = stage("prepared")
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="quantri", place="accounts")) as person:
        await at_once(person, "aHà")
        assert isinstance(person.screen, TryingDialog)
        assert person.screen.query_one("#field-person", Input).value == "Hà"


async def test_figures_typed_in_one_go_stand_each_in_their_own_field_of_a_growing_grid(
    stage: StageAt, tmp_path: Path
) -> None:
    at = stage("box_sealed")
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="kythuat")) as person:
        await person.press("enter")
        await at_once(person, "Bắc⏎70⏎1⏎Nam⇥77⇥0⏎")
        rows = [dict(row) for row in person.screen.query_one(Grid).values]
        assert rows == [
            {"name": "Bắc", "issued": "70", "spoiled": "1"},
            {"name": "Nam", "issued": "77", "spoiled": "0"},
        ]
        await person.press("f4")
    assert at.desk.figures.issued == Issued((Delegation("Bắc", 70, 1), Delegation("Nam", 77, 0)))


async def test_figures_of_the_electorate_typed_in_one_go_do_not_run_together(stage: StageAt, tmp_path: Path) -> None:
    at = stage("prepared")
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="thamtra", place="electorate")) as person:
        assert person.is_at(ElectorateScreen)
        await at_once(person, "151⏎1⏎theo quyết định⏎2↓")
        values = {one.id: one.value for one in person.screen.query(Input)}
        assert values["on-roll"] == "151"
        assert values["not-summoned-suspended"] == "1"
        assert values["not-summoned-suspended-note"] == "theo quyết định"
        assert values["not-summoned-prosecuted"] == "2"


async def test_what_is_typed_takes_the_place_of_the_figure_that_stands_there(stage: StageAt, tmp_path: Path) -> None:
    at = stage("opened")
    counting.receive(at.office.workspace, at.by(), contest_id=at.contest_id, figures=Received(150))
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="kythuat")) as person:
        await person.press("enter")
        assert isinstance(person.screen, CardVotesScreen)
        await at_once(person, "140⏎0⏎12⏎0⏎130⏎10⏎0⏎140⏎0⏎0⏎")
        assert "Chỉ có 0 trong 12 thẻ tán thành" in person.sees
        await at_once(person, "139⏎1⏎0⏎")  # the cursor stands in the row that was refused
        await person.press("f4")
    votes = at.desk.figures.card_votes
    assert votes is not None
    assert (votes.present, votes.seats, votes.list) == (140, CardVote(139, 1), CardVote(130, 10))


async def test_a_key_whose_screen_never_takes_it_does_not_hold_up_the_keyboard(stage: StageAt, tmp_path: Path) -> None:
    at = stage("prepared")
    made: list[CongressApp] = []

    def make() -> CongressApp:
        made.append(app_for(at, tmp_path / "kept", account="quantri", place="accounts"))
        return made[0]

    async with at_work(make) as person:
        await at_once(person, "⇥⇥↓⏎")  # keys that nothing here does anything with, or that open a dialog
        await at_once(person, "⏎")
        assert not made[0]._typed_ahead._waiting
