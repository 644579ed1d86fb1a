"""The state machine, walked: nothing it forbids can be reached, and every reason is told."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.i18n import LANGUAGES, sentence
from devices.register.rules.states import FIRST, RESTING, TRANSITIONS, Given, acts_open_to, after, refusals
from devices.register.values.devices import (
    NOWHERE,
    Category,
    Condition,
    Custody,
    Device,
    DeviceAct,
    DeviceDetails,
    DeviceState,
    UseClass,
    Whereabouts,
    Wiping,
)

S = DeviceState
BODY, SITE = UUID(int=1), UUID(int=2)
NEW = Device(
    UUID(int=3),
    "TB-00000U",
    DeviceDetails(Category.COMPUTER, BODY),
    Custody(BODY),
    NOWHERE,
    Condition.GOOD,
    UseClass.INTERNAL,
    FIRST,
)
WIPED = Wiping("ghi đè", date(2025, 8, 1), "1-BB")
EDGES = {
    (S.REGISTERED, S.ASSIGNED),
    (S.ASSIGNED, S.ASSIGNED),
    (S.RETURNED, S.ASSIGNED),
    (S.ASSIGNED, S.SEALED),
    (S.SEALED, S.ASSIGNED),
    (S.SEALED, S.IN_USE),
    *(
        (one, S.RETURNED)
        for one in (
            S.ASSIGNED,
            S.SEALED,
            S.IN_USE,
            S.INCIDENT,
            S.REPAIR,
        )
    ),
    (S.LOST, S.RETURNED),
    *(
        (one, S.INCIDENT)
        for one in (
            S.REGISTERED,
            S.ASSIGNED,
            S.SEALED,
            S.IN_USE,
            S.RETURNED,
        )
    ),
    (S.INCIDENT, S.REPAIR),
    *((one, S.LOST) for one in set(DeviceState) - {S.LOST, S.RETIRED}),
    *(
        (one, S.RETIRED)
        for one in (
            S.REGISTERED,
            S.RETURNED,
            S.INCIDENT,
            S.REPAIR,
            S.LOST,
        )
    ),
}
"""Written from the issue's words, not from the table."""

givens = st.builds(
    Given,
    whereabouts=st.sampled_from([NOWHERE, Whereabouts(SITE, None, "bàn 1"), Whereabouts(SITE, UUID(int=9))]),
    reason=st.sampled_from(["", "hỏng nguồn"]),
    wiping=st.sampled_from([None, WIPED]),
)


@given(
    st.lists(st.tuples(st.sampled_from(DeviceAct), givens, st.sampled_from(Condition)), max_size=30),
    st.sampled_from(UseClass),
)
def test_a_walk_keeps_to_the_drawing(walk: list[tuple[DeviceAct, Given, Condition]], use_class: UseClass) -> None:
    device = replace(NEW, use_class=use_class)
    for act, known, condition in walk:
        device = replace(device, condition=condition)
        reasons = refusals(device, act, known)
        assert (act in acts_open_to(device)) or [one.code for one in reasons] == ["device-act-not-allowed"]
        if reasons:
            continue
        before, device = device, after(device, act, known)
        assert (before.state, device.state) in EDGES
        if device.state in {S.ASSIGNED, S.SEALED, S.IN_USE}:
            assert device.whereabouts.site_id == SITE
        if device.state in {S.SEALED, S.IN_USE} and before.state is not device.state:
            assert device.condition is not Condition.BROKEN
        if device.state in {S.RETURNED, S.REPAIR, S.RETIRED, S.LOST} or act is DeviceAct.REPORT:
            assert device.whereabouts.position_id is None
        if device.state is S.RETIRED and use_class in {UseClass.CLASSIFIED, UseClass.COUNTING}:
            assert known.wiping is not None
        assert replace(device, state=before.state, whereabouts=before.whereabouts) == before


def test_every_edge_of_the_drawing_is_an_act_and_no_other() -> None:
    drawn = {(source, one.target) for one in TRANSITIONS.values() for source in one.sources}
    assert drawn == EDGES
    assert set(TRANSITIONS) == set(DeviceAct)


def test_every_state_can_be_left_but_the_last() -> None:
    for state in DeviceState:
        assert bool(acts_open_to(replace(NEW, state=state))) is (state is not S.RETIRED)
    assert S.SEALED not in RESTING


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_says_which_act_and_why(language: str) -> None:
    for act in DeviceAct:
        for state in DeviceState:
            broken = replace(NEW, state=state, condition=Condition.BROKEN, use_class=UseClass.CLASSIFIED)
            for refusal in refusals(broken, act, Given()):
                said = sentence(refusal, language)
                assert said != refusal.code
                assert "TB-00000U" in said
                assert "{" not in said
