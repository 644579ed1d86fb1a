"""docs/desk.md is drawn from the machine itself."""

from importlib import import_module
from pathlib import Path

from ballots.counting import drawing
from ballots.counting.events import TRANSITIONS, Event
from ballots.counting.guide import RULES, line
from ballots.counting.values import Step
from congress.access.registry import deeds
from tests.house.catalogues import catalogue

PAGE = Path(__file__).parents[2] / "docs" / "desk.md"


def test_the_page_of_the_desk_is_current() -> None:
    """`python -m ballots.counting.drawing docs/desk.md` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == drawing.page()


def test_every_event_stands_on_the_page() -> None:
    page = drawing.page()
    assert {event for event in Event if str(event) in page} == {arrow.event for arrow in TRANSITIONS} == set(Event)


def test_every_step_says_what_it_is_in_vietnamese_and_by_which_deeds_it_is_done() -> None:
    for module in ("ballots.counting.service", "ballots.results.service", "ballots.results.keeping"):
        import_module(module)
    vietnamese, known = catalogue("vi"), {deed.name for deed in deeds()}
    for step in Step:
        rule = RULES[step]
        assert rule.title in vietnamese
        assert step is Step.DONE or rule.who in vietnamese
        assert set(rule.deeds) <= known, step


def test_a_desk_by_machine_has_fourteen_steps_and_one_by_hand_twelve() -> None:
    assert len(line(by_hand=False)) == 14
    assert Step.HAND_TALLY not in line(by_hand=False)
    assert len(line(by_hand=True)) == 12
    assert not {Step.OPEN_COUNT, Step.KEY, Step.CONCLUDE} & set(line(by_hand=True))
