"""What a machine may hold: the three degrees of State secrecy on a machine for them that leads nowhere, on no other."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from uuid import UUID

import pytest

from congress.access.gates import Blocker, Gate
from congress.errors import Refused
from congress.i18n import LANGUAGES, sentence
from congress.journal import queries as journal
from congress.store.unit import Unit
from congress.term import holding, queries, service
from congress.term.rules.holding import hindrance
from congress.term.values import CongressDetails, CongressKind, Holding, MachineClass, SecrecyLabel
from tests.workspaces import Office

CABLE = Blocker("machine-network-up", {"name": "eno1", "link": "wired"}, "eno1")
SECRETS = (SecrecyLabel.SECRET, SecrecyLabel.TOP_SECRET, SecrecyLabel.MOST_SECRET)
CLASSIFIED = Holding(MachineClass.CLASSIFIED)
WHY = "Kế hoạch 12-KH/ĐU"


@dataclass
class Looker:
    """A gate that looks at a machine (chốt giả định)."""

    found: tuple[Blocker, ...] = ()
    is_aside: str = ""
    name: str = "machine"

    def aside(self, unit: Unit, *, act: str, site_id: UUID | None) -> str:
        return self.is_aside

    def blockers(self, unit: Unit, *, act: str, site_id: UUID | None) -> tuple[Blocker, ...]:
        assert act == holding.HOLD_SECRET
        return self.found


def decide(office: Office, decided: Holding, *people: str, reason: str | None = WHY) -> Holding:
    by = office.by(*(people or ("quantri", "truongban")), reason=reason)
    return holding.set_holding(office.workspace, by, holding=decided)


def checked(office: Office, label: SecrecyLabel, *gates: Gate) -> str | None:
    with office.workspace.reading() as unit:
        try:
            holding.check(unit, label, gates=gates)
        except Refused as refused:
            return refused.code
    return None


@pytest.mark.parametrize(
    ("label", "machine", "ways", "code"),
    [
        (SecrecyLabel.INTERNAL, MachineClass.ORDINARY, (CABLE,), None),
        (SecrecyLabel.INTERNAL, MachineClass.ORDINARY, None, None),
        (SecrecyLabel.INTERNAL, MachineClass.CLASSIFIED, (CABLE,), None),
        *((label, MachineClass.ORDINARY, (), "hold-on-ordinary") for label in SECRETS),
        *((label, MachineClass.ORDINARY, (CABLE,), "hold-on-ordinary") for label in SECRETS),
        *((label, MachineClass.CLASSIFIED, (CABLE,), "hold-connected") for label in SECRETS),
        *((label, MachineClass.CLASSIFIED, None, "hold-machine-unseen") for label in SECRETS),
        *((label, MachineClass.CLASSIFIED, (), None) for label in SECRETS),
    ],
)
def test_worked_cases(
    label: SecrecyLabel, machine: MachineClass, ways: tuple[Blocker, ...] | None, code: str | None
) -> None:
    refused = hindrance(label, machine, ways)
    assert (None if refused is None else refused.code) == code


def test_only_one_of_all_cases_lets_a_secret_in() -> None:
    ways_out: tuple[tuple[Blocker, ...] | None, ...] = ((), (CABLE,), None)
    free = {
        (label, machine, ways)
        for label, machine, ways in product(SECRETS, MachineClass, ways_out)
        if hindrance(label, machine, ways) is None
    }
    assert free == {(label, MachineClass.CLASSIFIED, ()) for label in SECRETS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_says_the_label_and_what_leads_out(language: str) -> None:
    refused = hindrance(SecrecyLabel.TOP_SECRET, MachineClass.CLASSIFIED, (CABLE,))
    assert refused is not None
    said = sentence(refused, language)
    assert "eno1" in said
    assert ("Tối mật" if language == "vi" else "Top secret") in said


def test_a_workspace_is_on_an_ordinary_machine_until_two_people_say_otherwise(any_office: Office) -> None:
    office, free = any_office, Looker()
    assert checked(office, SecrecyLabel.SECRET, free) == "hold-on-ordinary"
    assert decide(office, CLASSIFIED) == CLASSIFIED
    assert checked(office, SecrecyLabel.SECRET, free) is None
    assert checked(office, SecrecyLabel.SECRET, Looker((CABLE,))) == "hold-connected"
    decide(office, Holding(ever_connected_counts=True))
    assert checked(office, SecrecyLabel.SECRET, free) == "hold-on-ordinary"
    with office.workspace.reading() as unit:
        assert holding.holding_of(unit) == Holding(ever_connected_counts=True)
        entries = journal.of_event(unit, unit.machine, holding.SET)
    assert [entry.facts for entry in entries] == [
        {"machine_class": "classified", "ever_connected_counts": False, "before": "ordinary"},
        {"machine_class": "ordinary", "ever_connected_counts": True, "before": "classified"},
    ]


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        work()
    return caught.value.code


def test_it_takes_a_reason_two_people_and_a_change(office: Office) -> None:
    assert refused(partial(decide, office, CLASSIFIED, reason=None)) == "reason-missing"
    assert refused(partial(decide, office, Holding())) == "machine-class-same"
    for people in (("quantri",), ("truongban", "uyvien1"), ("kythuat", "truongban"), ("luutru", "truongban")):
        assert refused(partial(decide, office, CLASSIFIED, *people)) in {"second-missing", "roles-missing"}
    with office.workspace.reading() as unit:
        assert holding.holding_of(unit) == Holding()


def test_where_no_gate_looked_no_secret_is_held(office: Office) -> None:
    decide(office, CLASSIFIED)
    assert checked(office, SecrecyLabel.SECRET) == "hold-machine-unseen"
    aside = Looker(is_aside="no-site", name="site-equipment")
    assert checked(office, SecrecyLabel.SECRET, aside) == "hold-machine-unseen"
    assert checked(office, SecrecyLabel.SECRET, aside, Looker()) is None
    assert checked(office, SecrecyLabel.SECRET, aside, Looker((CABLE,))) == "hold-connected"
    assert checked(office, SecrecyLabel.INTERNAL) is None


@pytest.fixture
def forged(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A workspace whose journal has an entry of this event with facts that no program of ours writes."""
    decide(office, CLASSIFIED)
    true = journal.of_event
    monkeypatch.setattr(
        journal,
        "of_event",
        lambda unit, stream, event: tuple(
            replace(entry, facts={"machine_class": "any"}) for entry in true(unit, stream, event)
        ),
    )
    return office


def test_an_entry_that_says_nothing_known_decides_nothing_less_strict(forged: Office) -> None:
    with forged.workspace.reading() as unit:
        assert holding.holding_of(unit) == Holding(MachineClass.ORDINARY, ever_connected_counts=True)


@pytest.mark.parametrize("label", SECRETS)
def test_a_congress_is_marked_secret_only_where_the_machine_may_hold_it(office: Office, label: SecrecyLabel) -> None:
    workspace, by = office.workspace, office.by("thuky")
    term = service.make_term(workspace, by, begins=2025, ends=2030)
    plain = CongressDetails("Đại hội xã Rô Men", CongressKind.DELEGATES, "Đảng bộ xã Rô Men", "Lần thứ I", "Rô Men")
    made = service.make_congress(workspace, by, term_id=term.id, details=plain)
    marked = replace(made.details, secrecy=label)

    def mark() -> object:
        return service.change_congress(workspace, by, congress_id=made.id, details=marked)

    def make() -> object:
        return service.make_congress(workspace, by, term_id=term.id, details=replace(marked, title="Đại hội khác"))

    workspace.house = replace(workspace.house, gates=(Looker(),))
    assert [refused(mark), refused(make)] == ["hold-on-ordinary"] * 2
    decide(office, CLASSIFIED)
    workspace.house = replace(workspace.house, gates=(Looker((CABLE,)),))
    assert [refused(mark), refused(make)] == ["hold-connected"] * 2
    with workspace.reading() as unit:
        assert [one.details.secrecy for one in queries.congresses(unit)] == [SecrecyLabel.INTERNAL]
    workspace.house = replace(workspace.house, gates=(Looker(),))
    mark()
    make()
    workspace.house = replace(workspace.house, gates=(Looker((CABLE,)),))
    corrected = replace(marked, upper_body="Đảng bộ tỉnh Lâm Đồng")  # the mark stays as it is: nothing new is held
    service.change_congress(workspace, by, congress_id=made.id, details=corrected)
