"""Gates: an act waits for what blocks it, or rests on two people's decision about just that."""

from dataclasses import dataclass, field
from uuid import UUID

import pytest

from congress.access import queries, service
from congress.access.gates import Blocker, Overruling, Passage, Standing, ask
from congress.errors import Refused
from congress.i18n import sentence
from congress.store.unit import Unit
from congress.workspace import House
from devices.machine.values import Link
from tests.congress_workspace.deeds import deed_of
from tests.workspaces import Office

CONTEST, OTHER, SITE = UUID(int=1), UUID(int=2), UUID(int=3)
WIRE = Blocker("machine-network-up", {"name": "eth0", "link": "wired"}, "eth0")
RADIO = Blocker("machine-network-up", {"name": "wlan0", "link": "wireless"}, "wlan0")


def disk(free: int) -> Blocker:
    return Blocker("machine-disk-nearly-full", {"free_gb": f"{free},0", "least_gb": "0,5"})


@dataclass
class Sample:
    """A gate that blocks as it is told."""

    found: list[Blocker] = field(default_factory=list)
    name: str = "machine"
    apart: str = ""

    def aside(self, unit: Unit, *, act: str, site_id: UUID | None) -> str:
        return self.apart

    def blockers(self, unit: Unit, *, act: str, site_id: UUID | None) -> tuple[Blocker, ...]:
        return tuple(self.found) if act == "count:open" else ()


@pytest.fixture
def gate(any_office: Office) -> Sample:
    sample = Sample()
    any_office.workspace.house = House(gates=(sample,), clock=any_office.clock)
    return sample


def opened(
    office: Office, *, scope_id: UUID = CONTEST, act: str = "count:open", site_id: UUID | None = None
) -> tuple[Overruling, ...]:
    """What a deed that asks the gates rests on."""
    rests: list[Passage] = []

    def body(unit: Unit) -> None:
        gates = office.workspace.house.gates
        rests.append(service.check_gates(unit, gates=gates, act=act, scope_id=scope_id, site_id=site_id))
        unit.record("thử")

    with deed_of(body) as do:
        do(office.workspace)
    return rests[0].overrulings


def overrule(
    office: Office, *seen: Blocker, reason: str | None = "mất mạng điều khiển", scope_id: UUID = CONTEST
) -> Overruling:
    by = office.by("truongban", "chutich", reason=reason)
    return service.overrule_gates(office.workspace, by, act="count:open", scope_id=scope_id, seen=seen)


def test_nothing_in_the_way_needs_nobody(any_office: Office, gate: Sample) -> None:
    assert opened(any_office) == ()


def test_everything_in_the_way_is_named_in_one_sentence(any_office: Office, gate: Sample) -> None:
    gate.found = [WIRE, disk(100)]
    with pytest.raises(Refused, match="gate-blocked") as refused:
        opened(any_office)
    assert refused.value.facts["blockers"] == (WIRE, disk(100))
    assert "eth0" in sentence(refused.value)
    assert "100" in sentence(refused.value)


def test_two_people_with_a_reason_let_the_act_go_on(any_office: Office, gate: Sample) -> None:
    gate.found = [WIRE]
    decided = overrule(any_office, WIRE)
    assert (decided.first, decided.second, decided.reason) == ("Trần Đức Bình", "Nguyễn Thị Ánh", "mất mạng điều khiển")
    assert opened(any_office) == (decided,)


def test_figures_that_move_are_the_same_blocker_but_another_network_is_not(any_office: Office, gate: Sample) -> None:
    gate.found = [disk(100)]
    overrule(any_office, disk(101))
    gate.found = [disk(90)]
    assert len(opened(any_office)) == 1
    gate.found = [disk(90), WIRE]
    with pytest.raises(Refused, match="gate-blocked") as refused:
        opened(any_office)
    assert refused.value.facts["blockers"] == (WIRE,)
    overrule(any_office, disk(90), WIRE)
    gate.found = [RADIO]
    with pytest.raises(Refused, match="gate-blocked"):
        opened(any_office)


def test_a_decision_holds_for_its_contest_act_and_site_alone(any_office: Office, gate: Sample) -> None:
    gate.found = [WIRE]
    overrule(any_office, WIRE)
    for scope_id, site_id in ((OTHER, None), (CONTEST, SITE)):
        with pytest.raises(Refused, match="gate-blocked"):
            opened(any_office, scope_id=scope_id, site_id=site_id)


def test_what_two_people_did_not_see_they_did_not_overrule(any_office: Office, gate: Sample) -> None:
    gate.found = [WIRE, RADIO]
    with pytest.raises(Refused, match="gate-changed") as refused:
        overrule(any_office, WIRE)
    assert refused.value.facts["blockers"] == (RADIO,)


def test_a_decision_needs_a_reason_and_something_to_decide(any_office: Office, gate: Sample) -> None:
    with pytest.raises(Refused, match="gate-not-blocked"):
        overrule(any_office, WIRE)
    gate.found = [WIRE]
    for reason in (None, " "):
        with pytest.raises(Refused, match="reason-missing"):
            overrule(any_office, WIRE, reason=reason)


def test_once_the_way_is_free_the_act_rests_on_no_decision(any_office: Office, gate: Sample) -> None:
    gate.found = [WIRE]
    overrule(any_office, WIRE)
    gate.found = []
    assert opened(any_office) == ()


def test_a_decision_is_read_back_as_it_was_made(any_office: Office, gate: Sample) -> None:
    gate.found = [WIRE, disk(100)]
    decided = overrule(any_office, WIRE, disk(100))
    with any_office.workspace.reading() as unit:
        assert queries.overrulings(unit, scope_id=CONTEST) == (decided,)
        assert ask(any_office.workspace.house.gates, unit, act="count:open") == (WIRE, disk(100))


def test_a_decision_stands_in_the_journal_with_its_reason(any_office: Office, gate: Sample) -> None:
    from congress.journal import queries as journal_queries

    gate.found = [WIRE]
    overrule(any_office, WIRE)
    with any_office.workspace.reading() as unit:
        (entry,) = journal_queries.of_event(unit, "MAY-1", "gate:overrule")
    assert (entry.scope_id, entry.reason) == (CONTEST, "mất mạng điều khiển")
    assert entry.facts["blockers"] == ["machine-network-up:eth0"]


def test_what_was_overruled_is_said_in_words_when_it_is_read_again(any_office: Office, gate: Sample) -> None:
    """A kind of network is a word of the catalogue, not its code: the minutes print it."""
    wire = Blocker("machine-network-up", {"name": "eth0", "link": Link.WIRED}, "eth0")
    gate.found = [wire]
    overrule(any_office, wire)
    (kept,) = opened(any_office)
    assert [sentence(blocker) for blocker in kept.blockers] == [sentence(wire)]
    assert "(mạng dây)" in sentence(wire)


def test_each_gate_says_how_it_stood(any_office: Office, gate: Sample) -> None:
    def stood() -> tuple[Standing, ...]:
        with any_office.workspace.reading() as unit:
            gates = any_office.workspace.house.gates
            return service.check_gates(unit, gates=gates, act="count:open", scope_id=CONTEST).standings

    assert stood() == (Standing("machine", "passed"),)
    gate.apart = "no-site"
    assert stood() == (Standing("machine", "no-site"),)
    gate.apart, gate.found = "", [WIRE]
    overrule(any_office, WIRE)
    assert stood() == (Standing("machine", "overruled"),)
