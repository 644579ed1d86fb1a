"""Search over everything on the screen: as it is typed, marks or not; a card; the way to a thing's own screen."""

import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from congress.catalogue import service
from congress.catalogue.values import Source
from congress.errors import Broken
from congress.subjects import Subject, SubjectKind
from congress.term import bodies
from tests.congress_chapters.filling import within
from tests.devices_register.stores import dam_rong, decision
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.equipment import KEEPER, Equipped
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import shown, standing, type_in, until
from tests.tui_widgets.snapshots import compare_pictures
from tui.house import RESULTS, SUBJECTS
from tui.screens.bodies import BodiesScreen
from tui.screens.device_card import DeviceCardScreen
from tui.screens.search import SearchScreen
from tui.screens.search_card import FoundCardScreen

PICTURES = Path(__file__).parent / "pictures"
AT = datetime(2021, 3, 2, 1, 10, tzinfo=UTC)
TERM, BODY = "2015 - 2020", "Đảng bộ xã Đạ Long"
PACKAGE = Source("a" * 64, f"Hồ sơ nhiệm kỳ {TERM}, {BODY}", TERM, BODY, AT, AT, "Hồ Thị Ổi")
CONGRESS = "Đại hội đại biểu Đảng bộ xã Đạ Long lần thứ IX, nhiệm kỳ 2015 - 2020"
VOTE = Subject(
    SubjectKind.VOTE,
    "c/1",
    "Đa Cát K'Brơi",
    TERM,
    CONGRESS,
    AT.date(),
    ("Bí thư chi bộ thôn 2", BODY),
    {
        "vote-kind": "election",
        "round": 1,
        "body": BODY,
        "contest": "Bầu Ban Chấp hành",
        "contest-key": "c",
        "number": 1,
        "note": "Bí thư chi bộ thôn 2",
        "votes": 140,
        "denominator": 148,
        "percent": "94.59",
        "standing": "elected",
    },
)
DOCUMENT = Subject(SubjectKind.DOCUMENT, "d", "Báo cáo chính trị", TERM, CONGRESS, AT.date(), ("12-BC/ĐU", "Đạ Long"))


@pytest.fixture
def searched(prepared: Prepared) -> Prepared:
    """Units merged, a package taken in; the rooms offer what they hold."""
    office = prepared.office
    known = dam_rong(office)
    bodies.make_merger(office.workspace, office.by(KEEPER), details=decision(known))
    within(office.workspace, lambda unit: service.take_catalogue(unit, PACKAGE, [VOTE, DOCUMENT]))
    office.workspace.house = replace(office.workspace.house, subjects=SUBJECTS, results=RESULTS)
    return prepared


async def test_a_closed_unit_and_its_successor_are_found_while_one_types(app_at: AppAt, searched: Prepared) -> None:
    async with standing(app_at("luutru", "search"), "gõ nội dung cần tìm") as pilot:
        await type_in(pilot, "da long")
        await until(pilot, lambda: "nhập vào Đảng ủy xã Đam Rông 4 theo 2147-KL/HU" in shown(pilot.app))
        assert "Báo cáo chính trị" in shown(pilot.app)
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FoundCardScreen))
        assert "Kết thúc hoạt động ngày 01/07/2025" in shown(pilot.app)
        assert "thư mục làm việc này" in shown(pilot.app)
        await pilot.press("g")
        await until(pilot, lambda: isinstance(pilot.app.screen, BodiesScreen))
        await until(pilot, lambda: "Nhập vào" in shown(pilot.app) or "Đam Rông 4" in shown(pilot.app))
        assert "Rô Men" not in shown(pilot.app)


async def test_a_thing_of_a_package_has_a_card_and_no_way(app_at: AppAt, searched: Prepared) -> None:
    async with standing(app_at("luutru", "search"), "gõ nội dung cần tìm") as pilot:
        await type_in(pilot, "kbroi 2015")
        await until(pilot, lambda: "140 phiếu (94,59 %) · trúng cử" in shown(pilot.app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FoundCardScreen))
        assert "Bí thư chi bộ thôn 2" in shown(pilot.app)
        assert "lập ngày 02/03/2021, Hồ Thị Ổi đưa vào" in shown(pilot.app)
        assert "Đến nơi" not in shown(pilot.app)
        await pilot.press("g")
        assert isinstance(pilot.app.screen, FoundCardScreen)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
        assert "140 phiếu" in shown(pilot.app)


async def test_one_kind_only(app_at: AppAt, searched: Prepared) -> None:
    async with standing(app_at("luutru", "search"), "gõ nội dung cần tìm") as pilot:
        await type_in(pilot, "da long")
        await until(pilot, lambda: "Báo cáo chính trị" in shown(pilot.app))
        await pilot.press("f6", "f6", "f6")
        await until(pilot, lambda: "Đơn vị · 2 kết quả" in shown(pilot.app))
        assert "Báo cáo chính trị" not in shown(pilot.app)


async def test_a_device_s_own_card_is_reached(app_at: AppAt, searched: Prepared, equipped: Equipped) -> None:
    tag = equipped.devices[0].tag
    async with standing(app_at(KEEPER, "search"), "gõ nội dung cần tìm") as pilot:
        await type_in(pilot, tag.lower())
        await until(pilot, lambda: "1 kết quả" in shown(pilot.app))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FoundCardScreen))
        await pilot.press("g")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeviceCardScreen))


async def test_searching_never_holds_up_the_keys_and_an_old_answer_is_not_shown(
    app_at: AppAt, searched: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, begun, real = threading.Event(), threading.Event(), service.search

    def slow(unit: object, house: object, text: str, **asked: object) -> object:
        if text == "da":
            begun.set()
            assert free.wait(20)
        return real(unit, house, text, **asked)  # type: ignore[arg-type]  # as the screen gave it

    monkeypatch.setattr(service, "search", slow)
    async with standing(app_at("luutru", "search"), "gõ nội dung cần tìm") as pilot:
        await type_in(pilot, "da")
        await until(pilot, begun.is_set)
        await type_in(pilot, " long")
        await until(pilot, lambda: "nhập vào Đảng ủy xã Đam Rông 4" in shown(pilot.app))
        found = shown(pilot.app)
        free.set()
        await pilot.pause(0.3)
        assert shown(pilot.app) == found


async def test_what_went_wrong_is_said(app_at: AppAt, searched: Prepared, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> object:
        raise Broken("catalogue-unfit", key="x", faults="y")

    monkeypatch.setattr(service, "search", broken)
    async with standing(app_at("luutru", "search"), "gõ nội dung cần tìm") as pilot:
        await type_in(pilot, "da")
        await until(pilot, lambda: "Lỗi chương trình" in shown(pilot.app))


async def test_pictures(app_at: AppAt, searched: Prepared) -> None:
    async with standing(app_at("luutru", "search"), "gõ nội dung cần tìm") as pilot:
        await type_in(pilot, "đa long")
        await until(pilot, lambda: "nhập vào" in shown(pilot.app))
        await pilot.press("down")
        await compare_pictures(pilot, PICTURES / "search")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FoundCardScreen))
        await compare_pictures(pilot, PICTURES / "search-card")
