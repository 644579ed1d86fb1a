"""The screens of readiness at 80x24 and 120x40."""

import pytest

from devices.readiness import escalation, incidents
from devices.readiness.values import Contact, IncidentKind, Item, NewSeal, SealKind
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
    "seals": ("enter", "d"),
    "inspection": ("enter", "t"),
    "incident-new": ("enter", "s", "a"),
    "incidents": ("enter", "s"),
    "swap": ("enter", "s", "t"),
    "incident-security": ("enter", "s"),
    "templates": ("down",),
    "escalation": ("enter", "s", "d"),
    "use": ("enter", "u"),
    "consumables": ("enter", "k"),
    "checklist-measured": ("enter", "enter", "down", "down", "down", "down", "down", "down", "1"),
}


def half_ready(at: At) -> None:
    """One device ready, one failed its check, the spare laptop ready; a further site without positions."""
    first, second, *_ = at.tags
    at.check(first)
    at.check(second, failing=[Item.TONER])
    at.affix(
        NewSeal(SealKind.INSPECTION, "KĐ 0417", POLICE, tag=first), NewSeal(SealKind.SEAL, "NP 88", POLICE, tag=first)
    )
    third = at.tags[2]
    at.check(third)
    at.affix(
        NewSeal(SealKind.INSPECTION, "KĐ 0418", POLICE, tag=third), NewSeal(SealKind.SEAL, "NP 89", POLICE, tag=third)
    )
    a_site(at.office, "Nhà văn hóa thôn 2")


def report(at: At, *, is_security: bool = False) -> None:
    """The counting laptop is out."""
    by = at.office.by("hoitruong")
    kind = IncidentKind.SECURITY if is_security else IncidentKind.FAULT
    incidents.report(at.office.workspace, by, tag=at.tags[0], kind=kind, what="không lên nguồn, đèn báo không sáng")


def list_team(at: At) -> None:
    """Two people to call."""
    team = (
        Contact("Lê Văn Kỹ", "Phòng An ninh mạng, Công an tỉnh", "0263 000 113"),
        Contact("K'Brơi", "Văn phòng Tỉnh ủy", "0912 000 111"),
    )
    by = at.office.by("hoitruong")
    escalation.set_contacts(at.office.workspace, by, congress_id=at.site.congress_id, contacts=team)


@pytest.mark.parametrize("scene", SCENES)
async def test_a_screen_looks_as_it_was_drawn(scene: str, at: At, app_at: AppAt, snapshot: Snapshot) -> None:
    half_ready(at)
    if scene in {"incidents", "swap"}:
        report(at)
    if scene in {"incident-security", "escalation"}:
        list_team(at)
        report(at, is_security=True)
    account = "kythuat" if scene == "use" else "hoitruong"
    place = scene if scene == "templates" else "readiness"
    await snapshot(lambda: app_at(account, place), scene, press=SCENES[scene])


@pytest.mark.parametrize(("scene", "keys"), [("board-ready-ahead", ()), ("site-ready-ahead", ("enter",))])
async def test_a_site_ready_days_ahead_says_until_when(
    scene: str, keys: tuple[str, ...], at: At, app_at: AppAt, snapshot: Snapshot
) -> None:
    at.make_ready()
    await snapshot(app_at, scene, press=keys)
