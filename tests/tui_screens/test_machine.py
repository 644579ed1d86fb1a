"""This machine on the screen: every answer, unknown said as unknown, looked at again, media allowed by two people."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from congress.term.holding import holding_of
from congress.term.values import Holding, MachineClass
from devices.machine import service
from devices.machine.values import MEBIBYTE, Interface, Link, Medium, Observed, Power
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import fill, shown, standing, until
from tests.tui_widgets.snapshots import compare_pictures, screen_text
from tests.workspaces import PIN
from tui.app import CongressApp
from tui.screens.asking import ValuesDialog
from tui.screens.desk_deeds import TogetherDialog
from tui.screens.machine import MachineScreen
from tui.widgets.dialogs import TwoPersonDialog
from tui.widgets.forms import Form

PICTURES = Path(__file__).parent / "pictures"
STICK = "AA-0417-[b]"
SEEN = Observed(
    now=datetime(2025, 8, 12, 1, 10, tzinfo=UTC),
    interfaces=(Interface("wlan0", Link.WIRELESS, is_up=True),),
    ways_out=(),
    radios_on=None,
    free_bytes=10_000 * MEBIBYTE,
    printers=("HP_LaserJet",),
    listening=("tcp 0.0.0.0:22",),
    power=Power(on_mains=True, percent=90),
    media=(Medium(STICK, "SanDisk Ultra"),),
)


class Laptop:
    """What is seen of the laptop, as a test changes it."""

    def __init__(self) -> None:
        self.seen = SEEN
        self.looks = 0

    def observe(self, _folder: Path, **_given: Any) -> Observed:
        self.looks += 1
        return self.seen


@pytest.fixture
def laptop(monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """A laptop that is online and cannot tell of its radio."""
    made = Laptop()
    monkeypatch.setattr(service, "observe", made.observe)
    return made


def _at(app_at: AppAt) -> CongressApp:
    return app_at("quantri", "machine")


async def test_what_blocks_and_what_is_unknown_is_told_and_looked_at_again(app_at: AppAt, laptop: Laptop) -> None:
    async with standing(_at(app_at), "1 việc chặn kiểm phiếu chính thức", size=(120, 40)) as pilot:
        assert "mục không xem được" in shown(pilot.app)
        assert "wlan0" in shown(pilot.app)
        looks = laptop.looks
        laptop.seen = replace(SEEN, interfaces=(), radios_on=())
        await pilot.press("f5")
        await until(
            pilot, lambda: "Không có gì ở máy này cản trở" in shown(pilot.app) or "wlan0" not in shown(pilot.app)
        )
        assert laptop.looks == looks + 1, "looked at once for a key, not again for each repaint"


async def test_a_stick_is_allowed_and_forbidden_again_by_two_people_with_a_reason(
    app_at: AppAt, prepared: Prepared, laptop: Laptop
) -> None:
    workspace = prepared.office.workspace
    async with standing(_at(app_at), "SanDisk Ultra", size=(120, 40)) as pilot:
        await pilot.press(*["down"] * 10)
        await until(pilot, lambda: STICK in screen_text(pilot.app).splitlines()[-2])
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, ValuesDialog))
        assert pilot.app.screen.query_one(Form).values["medium"] == STICK
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TwoPersonDialog))
        await fill(pilot, "Chuyển bản sao lưu", "truongban", PIN)
        await until(pilot, lambda: isinstance(pilot.app.screen, MachineScreen))
        await until(pilot, lambda: "Được phép cắm" in shown(pilot.app))
        assert workspace.settings.allowed_media == (STICK,)
        await pilot.press("end", "delete")
        await until(pilot, lambda: isinstance(pilot.app.screen, TwoPersonDialog))
        await fill(pilot, "Đã xong", "truongban", PIN)
        await until(pilot, lambda: workspace.settings.allowed_media == ())
        await until(pilot, lambda: "Được phép cắm" not in shown(pilot.app))


async def test_two_people_say_what_this_machine_is_for(app_at: AppAt, prepared: Prepared, laptop: Laptop) -> None:
    workspace = prepared.office.workspace
    async with standing(_at(app_at), "Máy thường, có thể nối mạng", size=(120, 40)) as pilot:
        await pilot.press("c")
        await until(pilot, lambda: isinstance(pilot.app.screen, TogetherDialog))
        await pilot.press("right")
        await pilot.press("enter")
        await pilot.press("right")
        await pilot.press("enter")
        await fill(pilot, "Kế hoạch 12", "truongban", PIN)
        await until(pilot, lambda: isinstance(pilot.app.screen, MachineScreen))
        await until(pilot, lambda: "Máy dùng soạn thảo, lưu giữ tài liệu mật mà đang" in shown(pilot.app))
        laptop.seen = replace(SEEN, interfaces=(), radios_on=())
        await pilot.press("f5")
        await until(pilot, lambda: "Máy tính dùng soạn thảo, lưu giữ tài liệu mật" in shown(pilot.app))
    with workspace.reading() as unit:
        assert holding_of(unit) == Holding(MachineClass.CLASSIFIED, ever_connected_counts=True)


async def test_whoever_may_not_allow_is_told_why(app_at: AppAt, laptop: Laptop) -> None:
    async with standing(app_at("giamsat", "machine"), "SanDisk", size=(120, 40)) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "✗ " in shown(pilot.app) and isinstance(pilot.app.screen, MachineScreen))


async def test_this_machine_looks_as_it_was_drawn(app_at: AppAt, prepared: Prepared, laptop: Laptop) -> None:
    settings = prepared.office.workspace.settings
    prepared.office.workspace.change_settings(replace(settings, allowed_media=("4C530001",)))
    async with standing(_at(app_at), "3 mục không xem được") as pilot:
        await compare_pictures(pilot, PICTURES / "machine")


async def test_saying_what_the_machine_is_for_looks_as_it_was_drawn(app_at: AppAt, laptop: Laptop) -> None:
    async with standing(_at(app_at), "3 mục không xem được") as pilot:
        await pilot.press("c")
        await until(pilot, lambda: isinstance(pilot.app.screen, TogetherDialog))
        await compare_pictures(pilot, PICTURES / "machine-class")
