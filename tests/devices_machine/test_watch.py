"""While a count is open a way out keeps entry waiting until it is gone or overruled; the journal says both."""

from dataclasses import replace
from pathlib import Path

import pytest

from ballots.counting import service as counting
from ballots.counting.values import PileKind
from congress.access.service import overrule_gates
from congress.errors import Refused
from congress.i18n import LANGUAGES, sentence
from congress.journal import queries as journal
from congress.workspace import House, Workspace, open_folder
from devices.machine import linux, watch
from devices.machine.gate import MachineGate
from devices.machine.noted import FOUND, GONE, ways_open
from devices.machine.values import Interface, Link
from devices.machine.watch import STALE_AFTER_S, MachineWatch
from tests.ballots_counting.desks import AtDesk, at_desk, struck
from tests.workspaces import Office

CABLE = "machine-network-up:eno1"


class Laptop:
    """What is plugged in and switched on (máy giả định); how often somebody looked."""

    def __init__(self) -> None:
        self.cable = False
        self.routes: tuple[str, ...] = ()
        self.radios: tuple[str, ...] = ()
        self.looks = 0

    def interfaces(self) -> tuple[Interface, ...]:
        """One socket for a cable."""
        self.looks += 1
        return (Interface("eno1", Link.WIRED, is_up=self.cable),)


@pytest.fixture
def laptop(monkeypatch: pytest.MonkeyPatch) -> Laptop:
    made = Laptop()
    monkeypatch.setattr(linux, "interfaces", made.interfaces)
    monkeypatch.setattr(linux, "ways_out", lambda: made.routes)
    monkeypatch.setattr(linux, "radios_on", lambda: made.radios)
    return made


@pytest.fixture
def at(office: Office, laptop: Laptop, tmp_path: Path) -> AtDesk:
    """A count of two piles, opened on a laptop with nothing plugged in, and watched."""
    workspace, clock = office.workspace, office.clock
    workspace.house = replace(
        workspace.house, gates=(MachineGate(tmp_path),), watch=MachineWatch(tmp_path, clock=clock)
    )
    desk = at_desk(office)
    desk.open()
    desk.until_sorted((PileKind.FULL, 3), (PileKind.FEWER, 2))
    desk.open_count()
    return desk


def noted(at: AtDesk) -> list[tuple[str, object, str]]:
    """What the journal says came and went, by whom."""
    with at.office.workspace.reading() as unit:
        entries = [entry for entry in journal.entries(unit, unit.machine) if entry.event in {FOUND, GONE}]
    return [(entry.event, entry.facts["ways"], entry.actor) for entry in entries]


def blocking(refused: Refused) -> list[tuple[str, str]]:
    found = refused.facts["blockers"]
    assert isinstance(found, tuple)
    return [one.key for one in found]


def look(at: AtDesk) -> None:
    noted_in(at.office.workspace)


def noted_in(workspace: Workspace) -> None:
    found = workspace.house.watch.look()
    with workspace.reading() as unit:
        changed = watch.change(unit, found)
    watch.note(workspace, changed)


def kept(at: AtDesk) -> int:
    with at.office.workspace.reading() as unit:
        return sum(pile.read for pile in counting.desk_of(unit, at.contest_id).piles)


def overruled(at: AtDesk) -> None:
    workspace = at.office.workspace
    with workspace.reading() as unit:
        seen = workspace.house.gates[0].blockers(unit, act="count:open", site_id=None)
    site = at.sheet.site
    overrule_gates(
        workspace,
        at.by("truongban", "chutich", reason="máy in qua mạng dây"),
        act="count:open",
        scope_id=at.contest_id,
        site_id=None if site is None else site.id,
        seen=seen,
    )


def test_a_way_out_keeps_entry_waiting_until_it_is_gone_and_no_paper_is_lost(at: AtDesk, laptop: Laptop) -> None:
    pile = at.open_pile(1)
    at.keep(pile, 1, struck(1, 2))
    laptop.cable = True
    look(at)
    with pytest.raises(Refused, match="watch-blocked") as refused:
        at.keep(pile, 2, struck(3, 4))
    assert blocking(refused.value) == [("machine-network-up", "eno1")]
    for language in LANGUAGES:
        assert "eno1" in sentence(refused.value, language)
    assert kept(at) == 1
    laptop.cable = False  # pulled out: nobody waits for the next look
    assert at.keep(pile, 2, struck(3, 4)).position == 2


@pytest.mark.parametrize("which", ["routes", "radios"])
def test_a_route_or_a_radio_is_a_way_out_too(at: AtDesk, laptop: Laptop, which: str) -> None:
    pile = at.open_pile(1)
    setattr(laptop, which, ("wlan0",))
    look(at)
    with pytest.raises(Refused, match="watch-blocked"):
        at.keep(pile, 1, struck(1, 2))


def test_two_people_let_entry_go_on_and_only_with_what_they_saw(at: AtDesk, laptop: Laptop) -> None:
    pile = at.open_pile(1)
    laptop.cable = True
    look(at)
    overruled(at)
    assert at.keep(pile, 1, struck(1, 2)).position == 1
    laptop.radios = ("bluetooth",)
    look(at)
    with pytest.raises(Refused, match="watch-blocked") as refused:
        at.keep(pile, 2, struck(1, 2))
    assert blocking(refused.value) == [("machine-radio-on", "bluetooth")]


def test_it_stands_in_the_journal_once_when_it_comes_and_once_when_it_goes(at: AtDesk, laptop: Laptop) -> None:
    look(at)
    assert noted(at) == []
    laptop.cable = True
    look(at)
    look(at)
    assert noted(at) == [(FOUND, [CABLE], "")]
    laptop.radios = ("wlan",)
    look(at)
    laptop.cable = False
    look(at)
    look(at)
    assert noted(at)[1:] == [(FOUND, ["machine-radio-on:wlan"], ""), (GONE, [CABLE], "")]


def test_a_program_started_anew_writes_neither_a_second_time(at: AtDesk, laptop: Laptop) -> None:
    laptop.cable = True
    look(at)
    folder, house = at.office.workspace.folder, at.office.workspace.house
    at.office.workspace.close()
    anew = replace(house, watch=MachineWatch(folder, clock=house.clock))
    with open_folder(folder, house=anew) as opened:
        noted_in(opened)
        with opened.reading() as unit:
            assert ways_open(unit) == {CABLE}
            assert len(journal.of_event(unit, unit.machine, FOUND)) == 1
        laptop.cable = False
        noted_in(opened)
        with opened.reading() as unit:
            assert ways_open(unit) == set()


def test_papers_ask_for_no_look_of_their_own_while_somebody_watches(at: AtDesk, laptop: Laptop) -> None:
    pile = at.open_pile(1)
    look(at)
    looks = laptop.looks
    at.keep(pile, 1, struck(1, 2))
    at.keep(pile, 2, struck(1, 2))
    assert laptop.looks == looks
    at.office.clock.advance(seconds=STALE_AFTER_S + 1)  # nobody watches any more: the paper itself looks
    laptop.cable = True
    with pytest.raises(Refused, match="watch-blocked"):
        at.keep(pile, 3, struck(1, 2))


def test_a_house_that_watches_nothing_lets_entry_go_on(office: Office, laptop: Laptop) -> None:
    assert isinstance(office.workspace.house, House)
    laptop.cable = True
    desk = at_desk(office)
    desk.open()
    desk.until_sorted((PileKind.FULL, 1))
    desk.open_count()
    assert desk.keep(desk.open_pile(1), 1, struck(1, 2)).position == 1
    assert laptop.looks == 0
