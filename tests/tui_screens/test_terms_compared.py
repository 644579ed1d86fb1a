"""Two terms compared on the screen: chosen, paired by hand, figures and names, printed."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from congress.earlier.subjects import contest_results
from congress.records import queries as records
from congress.subjects import ContestResult
from tests.congress_earlier.samples import AGAIN, COMMITTEE, LATER
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.test_earlier import ARCHIVIST, taken
from tests.tui_screens.waiting import shown, standing, until
from tests.tui_widgets.snapshots import compare_pictures
from tui.screens.asking import ValuesDialog
from tui.screens.device_asking import DeedDialog
from tui.screens.terms_compared import TermsComparedScreen
from tui.screens.terms_pair import TermsPairScreen, TermsPeopleScreen
from tui.widgets.forms import Form

PICTURES = Path(__file__).parent / "pictures"
OTHER = replace(LATER, title="Bầu Ban Thường vụ Đảng ủy")
LAST = replace(COMMITTEE, term="2015 - 2020", title="Bầu Ban Chấp hành Đảng bộ xã, nhiệm kỳ 2015 - 2020")


def with_results(prepared: Prepared, *results: ContestResult) -> None:
    ws = prepared.office.workspace
    ws.house = replace(ws.house, results=(contest_results,))
    taken(prepared, *results)


async def test_one_term_alone_is_nothing_to_compare(app_at: AppAt, prepared: Prepared) -> None:
    with_results(prepared, COMMITTEE)
    async with standing(app_at(ARCHIVIST, "terms-compared"), "cần kết quả của hai nhiệm kỳ") as pilot:
        await pilot.press("l", "m", "p", "enter")
        assert isinstance(pilot.app.screen, TermsComparedScreen)


async def test_the_newest_two_terms_are_compared_and_others_when_they_are_chosen(
    app_at: AppAt, prepared: Prepared
) -> None:
    with_results(prepared, LAST, COMMITTEE, LATER)
    async with standing(app_at(ARCHIVIST, "terms-compared"), "2020 - 2025 → 2025 - 2030", size=(120, 40)) as pilot:
        app = pilot.app
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, ValuesDialog))
        form = app.screen.query_one(Form)
        form.put("first", "2025 - 2030")
        form.submit()
        await until(pilot, lambda: "Hai nhiệm kỳ phải khác nhau" in shown(app))
        form.put("first", "2015 - 2020")
        form.submit()
        await until(pilot, lambda: "2015 - 2020 → 2025 - 2030 · đã ghép: 1" in shown(app))


async def test_contests_are_put_together_by_hand_and_apart_again(app_at: AppAt, prepared: Prepared) -> None:
    with_results(prepared, COMMITTEE, OTHER)
    async with standing(app_at(ARCHIVIST, "terms-compared"), "đã ghép: 0", size=(120, 40)) as pilot:
        app = pilot.app
        await pilot.press("enter")
        assert isinstance(app.screen, TermsComparedScreen)
        with prepared.office.workspace.reading() as unit:
            later = next(one.key for one in contest_results(unit) if one.title == OTHER.title)
        await pilot.press("down")  # the earlier term's contest stands below while it is alone
        await _put(pilot, later)
        await until(pilot, lambda: "đã ghép: 1" in shown(app))
        await pilot.press("home")
        await _put(pilot, "")
        await until(pilot, lambda: "đã ghép: 0" in shown(app))


async def _put(pilot: Pilot[Any], key: str) -> None:
    await pilot.press("m")
    await until(pilot, lambda: isinstance(pilot.app.screen, ValuesDialog))
    form = pilot.app.screen.query_one(Form)
    form.put("second", key)
    form.submit()


async def test_the_comparison_is_printed_with_what_was_put_together(app_at: AppAt, prepared: Prepared) -> None:
    with_results(prepared, COMMITTEE, LATER)
    async with standing(app_at(ARCHIVIST, "terms-compared"), "đã ghép: 1", size=(120, 40)) as pilot:
        app = pilot.app
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        app.screen.query_one(Form).submit()
        await until(pilot, lambda: "So sánh nhiệm kỳ 2020 - 2025 và 2025 - 2030.pdf" in shown(app))
    with prepared.office.workspace.reading() as unit:
        kinds = [one.kind for one in records.of_scope(unit, None)]
    assert {"terms-compared", "terms-compared-sheet"} <= set(kinds)


async def test_who_may_not_print_is_told_who_may(app_at: AppAt, prepared: Prepared) -> None:
    with_results(prepared, COMMITTEE, LATER)
    async with standing(app_at("giamsat", "terms-compared"), "đã ghép: 1", size=(120, 40)) as pilot:
        await pilot.press("p")
        await until(pilot, lambda: "lưu trữ" in shown(pilot.app).lower())
        assert isinstance(pilot.app.screen, TermsComparedScreen)


async def test_two_terms_look_as_they_were_drawn(app_at: AppAt, prepared: Prepared) -> None:
    with_results(prepared, COMMITTEE, AGAIN, LATER, replace(OTHER, sample=True))
    async with standing(app_at(ARCHIVIST, "terms-compared"), "đã ghép: 1") as pilot:
        app = pilot.app
        await compare_pictures(pilot, PICTURES / "terms-compared")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TermsPairScreen) and "Có mặt (%)" in shown(app))
        await compare_pictures(pilot, PICTURES / "terms-pair")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TermsPeopleScreen) and "Vũ Minh Sơn" in shown(app))
        await compare_pictures(pilot, PICTURES / "terms-people")
