"""A stamp's number is on one thing alone; what is off or broken stays off."""

from dataclasses import replace
from datetime import timedelta

import pytest

from congress.errors import Refused
from devices.readiness.rules import seals as rules
from devices.readiness.values import Seal, SealKind, SealState
from tests.devices_readiness.samples import BOX, LAPTOP_1, LAPTOP_2, TODAY, seal

STAMP = seal("KĐ 0012", SealKind.INSPECTION, on=LAPTOP_1)


def refused(new: Seal, *others: Seal) -> str | None:
    around = rules.Around(
        seals=others,
        tags={LAPTOP_1: "TB-1", LAPTOP_2: "TB-2"},
        checked=frozenset({LAPTOP_1, LAPTOP_2}),
        places=frozenset({BOX}),
    )
    found = rules.new_faults({1: new}, around, on=TODAY, where=lambda row, name: f"{row} {name}")
    return next((one.code for one in found), None)


def test_a_number_is_stuck_on_once_however_it_is_written() -> None:
    again = replace(seal("kd0012", SealKind.INSPECTION, on=LAPTOP_2))
    assert refused(again, STAMP) == "seal-number-used"
    assert refused(replace(again, issuer="Phòng An ninh mạng"), STAMP) is None
    assert refused(seal("kd0012", SealKind.SEAL, at=BOX), STAMP) is None


def test_a_number_that_was_on_a_broken_stamp_is_not_used_again() -> None:
    assert (
        refused(seal("KĐ 0012", SealKind.INSPECTION, on=LAPTOP_2), replace(STAMP, state=SealState.BROKEN)) is not None
    )


def test_a_device_carries_one_stamp_that_holds() -> None:
    second = seal("KĐ 0013", SealKind.INSPECTION, on=LAPTOP_1)
    assert refused(second, STAMP) == "seal-there-already"
    assert refused(second, replace(STAMP, state=SealState.REMOVED)) is None
    assert refused(seal("NP 1", SealKind.SEAL, on=LAPTOP_1), STAMP) is None


def test_a_seal_is_on_a_device_or_a_place_never_both_or_none() -> None:
    assert refused(replace(STAMP, place_id=BOX)) == "seal-on-one-thing"
    assert refused(replace(STAMP, device_id=None)) == "seal-on-one-thing"


@pytest.mark.parametrize("state", [SealState.REMOVED, SealState.BROKEN])
def test_what_is_off_cannot_come_off(state: SealState) -> None:
    with pytest.raises(Refused):
        rules.check_ending(replace(STAMP, state=state))
    rules.check_ending(STAMP)
    assert rules.held([replace(STAMP, state=state)], LAPTOP_1, SealKind.INSPECTION, on=TODAY) is None


def test_a_stamp_holds_to_its_last_day_and_not_longer() -> None:
    expiring = replace(STAMP, expires_on=TODAY)
    assert rules.held([expiring], LAPTOP_1, SealKind.INSPECTION, on=TODAY) == expiring
    assert rules.held([expiring], LAPTOP_1, SealKind.INSPECTION, on=TODAY + timedelta(days=1)) is None
