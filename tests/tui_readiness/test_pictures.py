"""The screens of readiness at 80x24 and 120x40."""

import pytest

from devices.readiness.sealing import NewSeal
from devices.readiness.values import Item, SealKind
from tests.devices_readiness.test_service import POLICE, At
from tests.devices_register.stores import a_site
from tests.tui_readiness.conftest import AppAt
from tests.tui_widgets.snapshots import Snapshot

SCENES: dict[str, tuple[str, ...]] = {
    "board": (),
    "board-blocked": ("v", "down"),
    "site": ("enter",),
    "site-box": ("enter", "end"),
    "checklist": ("enter", "enter"),
    "checklist-entered": ("enter", "enter", "1", "2", "1"),
    "checklist-measured": ("enter", "enter", "down", "down", "down", "down", "down", "down", "1"),
}


def half_ready(at: At) -> None:
    """One device ready, one failed its check; two further sites, one of them with nothing needed."""
    first, second, *_ = at.tags
    at.check(first)
    at.check(second, failing=[Item.TONER])
    at.affix(
        NewSeal(SealKind.INSPECTION, "KĐ 0417", POLICE, tag=first), NewSeal(SealKind.SEAL, "NP 88", POLICE, tag=first)
    )
    a_site(at.office, "Nhà văn hóa thôn 2")


@pytest.mark.parametrize("scene", SCENES)
async def test_a_screen_looks_as_it_was_drawn(scene: str, at: At, app_at: AppAt, snapshot: Snapshot) -> None:
    half_ready(at)
    await snapshot(app_at, scene, press=SCENES[scene])
