"""The laptop watched while a count is open: said on the entry screen, blocking it, overruled from it by two people."""

from dataclasses import replace
from pathlib import Path

import pytest

from congress.access.gates import Blocker
from congress.journal import queries as journal
from congress.store.unit import Unit
from devices.machine.noted import FOUND, GONE
from devices.machine.values import Link
from tests.ballots_counting.desks import AtDesk, struck
from tests.tui_counting.conftest import StageAt
from tests.tui_counting.driving import Person, app_for, at_work
from tests.tui_counting.test_entry import pile_of
from tests.tui_widgets.snapshots import compare_pictures
from tests.workspaces import PIN
from tui.screens.entry import EntryScreen
from tui.screens.overruling import OverruleDialog

PICTURES = Path(__file__).parent / "pictures"
CABLE = Blocker("machine-network-up", {"name": "eno1", "link": Link.WIRED}, "eno1")


class Laptop:
    """A laptop that a cable can be plugged into (máy giả định): its gate and its watch."""

    name = "machine"

    def __init__(self) -> None:
        self.found: tuple[Blocker, ...] = ()

    def aside(self, *_: Unit, **__: object) -> str:
        """It always has a say."""
        return ""

    def blockers(self, *_: Unit, **__: object) -> tuple[Blocker, ...]:
        """What leads out."""
        return self.found

    def look(self) -> tuple[Blocker, ...]:
        """The same."""
        return self.found


def watched(stage: StageAt, name: str = "counting_open") -> tuple[AtDesk, Laptop]:
    at, laptop = stage(name), Laptop()
    workspace = at.office.workspace
    workspace.house = replace(workspace.house, gates=(laptop,), watch=laptop)
    return at, laptop


async def look(person: Person) -> None:
    """The moment every half minute."""
    person.app.watch_machine()
    await person.app.workers.wait_for_complete()
    await person.settle()


def events(at: AtDesk) -> list[str]:
    with at.office.workspace.reading() as unit:
        return [entry.event for entry in journal.entries(unit, unit.machine) if entry.event.startswith("machine:")]


async def test_a_way_out_is_said_blocks_and_lets_go_without_losing_what_was_typed(
    stage: StageAt, tmp_path: Path
) -> None:
    at, laptop = watched(stage)
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="kythuat")) as person:
        await person.press("enter", "enter")
        await person.write("0102⏎03")
        laptop.found = (CABLE,)
        await look(person)
        assert "eno1" in person.was_told
        assert events(at) == [FOUND]
        await person.write("04⏎")
        assert "phiếu 2 / 5" in person.sees
        assert len(pile_of(at, 1).readings) == 1
        laptop.found = ()
        await look(person)
        assert person.was_told == ""
        assert events(at) == [FOUND, GONE]
        await person.write("⏎")
        assert "phiếu 3 / 5" in person.sees
    assert [one.seen for one in pile_of(at, 1).readings] == [struck(1, 2), struck(3, 4)]


async def test_head_and_presidium_overrule_it_beside_whoever_keys(stage: StageAt, tmp_path: Path) -> None:
    at, laptop = watched(stage)
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="kythuat")) as person:
        await person.press("enter", "enter")
        laptop.found = (CABLE,)
        await person.write("0102⏎")  # nobody has looked yet: the paper itself is refused
        assert len(pile_of(at, 1).readings) == 0
        await person.press("f9")
        assert person.is_at(OverruleDialog)
        await person.fill("máy in qua mạng dây", "truongban", PIN, "uyvien1", PIN)
        assert person.is_at(OverruleDialog)
        assert "đoàn chủ tịch" in person.was_told
        await person.press("escape", "f9")
        await person.fill("máy in qua mạng dây", "truongban", PIN, "chutich", PIN)
        assert person.is_at(EntryScreen)
        await person.write("⏎")
        assert "phiếu 2 / 5" in person.sees
        assert person.app.session is not None
        assert person.app.session.person == "Đặng Văn Ơn"
        await look(person)
        assert person.was_told == ""
    assert [one.seen for one in pile_of(at, 1).readings] == [struck(1, 2)]


async def test_what_two_people_overruled_is_not_said_to_be_gone(stage: StageAt, tmp_path: Path) -> None:
    at, laptop = watched(stage)
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="kythuat")) as person:
        await person.press("enter", "enter")
        laptop.found = (CABLE,)
        await look(person)
        await person.press("f9")
        await person.fill("máy in qua mạng dây", "truongban", PIN, "chutich", PIN)
        await look(person)
        assert any("Máy vẫn còn đường ra ngoài" in said for said in person.noted)
        assert not any("không còn đường ra ngoài" in said for said in person.noted)


async def test_while_no_count_is_open_nothing_is_looked_at(
    stage: StageAt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, laptop = watched(stage, "sorted_into_piles")
    laptop.found = (CABLE,)
    async with at_work(lambda: app_for(at, tmp_path / "kept")) as person:
        await look(person)
        assert person.noted == []
    assert events(at) == []


async def test_a_look_that_fails_is_said(stage: StageAt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at, laptop = watched(stage)

    def broken() -> tuple[Blocker, ...]:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(laptop, "look", broken)
    async with at_work(lambda: app_for(at, tmp_path / "kept")) as person:
        await look(person)
        assert "Input/output error" in "".join(person.noted)


async def test_the_blocked_entry_looks_as_it_was_approved(stage: StageAt, tmp_path: Path) -> None:
    at, laptop = watched(stage)
    async with at_work(lambda: app_for(at, tmp_path / "kept", account="kythuat")) as person:
        await person.press("enter", "enter", "0", "1")
        laptop.found = (CABLE,)
        await look(person)
        person.app.clear_notifications()
        await person.settle()
        await compare_pictures(person.pilot, PICTURES / "entry-blocked")
        await person.press("f9")
        await compare_pictures(person.pilot, PICTURES / "entry-overrule")
