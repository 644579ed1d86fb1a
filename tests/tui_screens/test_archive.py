"""The archive on the screen: packages with their checks, a check broken off and gone on with, a repair."""

import shutil
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from congress.archive import bags, keeping, queries
from congress.archive.fixity import Fixity
from congress.archive.repairing import Repaired
from congress.archive.values import EventType, Outcome, Package
from congress.archive.verifying import inspect
from congress.catalogue.service import sources
from congress.chapters import Retention
from congress.errors import Finding
from congress.i18n import LANGUAGES, say_in
from congress.journal import queries as journal
from congress.store.unit import Unit
from tests.congress_archive.conftest import Archive, archive, sealed_template
from tests.congress_chapters.filling import within
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import fill, shown, standing, until
from tests.tui_widgets.snapshots import compare_pictures
from tui.screens.archive import ArchiveScreen
from tui.screens.archive_card import PackageCardScreen
from tui.screens.archive_check import CheckScreen, RepairScreen
from tui.screens.archive_closing import ArchiveClosingScreen
from tui.screens.archive_take import ArchiveTakeScreen
from tui.screens.asking import ValuesDialog
from tui.widgets.dialogs import ConfirmDialog
from tui.widgets.forms import Form

__all__ = ["archive", "sealed_template"]

PICTURES = Path(__file__).parent / "pictures"
ARCHIVIST = "luutru"
_BUILT = datetime(2025, 8, 10, 3, 0, tzinfo=UTC)
_WHOLE = Package(
    id=UUID(int=1),
    retention=Retention.PERMANENT,
    title="Hồ sơ nhiệm kỳ 2020-2025",
    term="2020-2025",
    place="/media/luu-tru/2020-2025",
    manifest_sha256="ab" * 32,
    files=177,
    kib=1330,
    built_at=_BUILT - timedelta(days=500),
    foreign=True,
)
_DAMAGED = replace(
    _WHOLE, id=UUID(int=2), title="Hồ sơ nhiệm kỳ 2025-2030", manifest_sha256="cd" * 32, built_at=_BUILT, foreign=False
)
_GONE = replace(
    _DAMAGED,
    id=UUID(int=3),
    retention=Retention.SEALED,
    title="Hồ sơ niêm phong 6 tháng (bản ghi từng phiếu) 2025-2030",
    manifest_sha256="ef" * 32,
    removed_at=_BUILT + timedelta(days=1),
)


def _entered(unit: Unit) -> None:
    for one in (_WHOLE, _DAMAGED, _GONE):
        queries.add(unit, one)
    by, place = "Hồ Thị Ổi", _DAMAGED.place
    queries.add_event(unit, _DAMAGED.id, EventType.PACKAGE_CREATION, by=by, place=place, detail={"files": 177})
    damaged = {"files": 177, "bytes": 1361743, "damaged": [f"data/papers/{n}.pdf" for n in range(7)], "seconds": 1}
    queries.add_event(unit, _DAMAGED.id, EventType.FIXITY, by=by, place=place, outcome=Outcome.FAILURE, detail=damaged)


@pytest.fixture
def known(prepared: Prepared, archive: Archive, tmp_path: Path) -> Package:
    """A package of another body, taken in here."""
    folder = Path(shutil.copytree(archive.permanent, tmp_path / "known"))
    found = inspect(folder, trust=())
    assert found.description is not None
    one = replace(
        _WHOLE,
        id=found.description.id,
        place=str(folder),
        manifest_sha256=found.manifest_sha256,
        built_at=found.description.built_at,
    )
    within(prepared.office.workspace, lambda unit: queries.add(unit, one))
    return one


def _events(prepared: Prepared, package: Package) -> list[tuple[EventType, Outcome]]:
    with prepared.office.workspace.reading() as unit:
        return [(one.type, one.outcome) for one in queries.events(unit, package.id)]


async def test_packages_look_as_they_were_drawn(app_at: AppAt, prepared: Prepared) -> None:
    async with standing(app_at(ARCHIVIST, "archive"), "chưa có hồ sơ nào") as pilot:
        await compare_pictures(pilot, PICTURES / "archive-none")
    within(prepared.office.workspace, _entered)
    async with standing(app_at(ARCHIVIST, "archive"), "2020-2025") as pilot:
        await compare_pictures(pilot, PICTURES / "archive")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PackageCardScreen) and "fixity" in shown(pilot.app))
        await compare_pictures(pilot, PICTURES / "archive-card")


async def test_home_says_what_is_damaged_and_what_is_due(app_at: AppAt, prepared: Prepared) -> None:
    within(prepared.office.workspace, _entered)
    async with standing(app_at(ARCHIVIST, contest=None), "đến hạn kiểm tra", size=(120, 40)) as pilot:
        assert "hư hỏng hoặc có tệp lạ: 1" in shown(pilot.app)


async def test_a_check_is_broken_off_gone_on_with_and_entered_once(
    app_at: AppAt, prepared: Prepared, known: Package, monkeypatch: pytest.MonkeyPatch
) -> None:
    look, begun, let_go = keeping.look_at, threading.Event(), threading.Event()

    def slow(workspace: Any, package_id: UUID, *, advance: Any) -> Any:
        read = 0

        def waits(got: int) -> None:
            nonlocal read
            advance(got)
            read += got
            if read > 300_000:
                begun.set()
                assert let_go.wait(10)
                advance(0)

        return look(workspace, package_id, advance=waits)

    monkeypatch.setattr(keeping, "look_at", slow)
    async with standing(app_at(ARCHIVIST, "archive"), "2020-2025") as pilot:
        await pilot.press("k")
        await until(pilot, begun.is_set)
        await until(pilot, lambda: " MB/s" in shown(pilot.app) and "%" in shown(pilot.app))
        await pilot.press("escape")
        let_go.set()
        await until(pilot, lambda: "Đã dừng kiểm tra" in shown(pilot.app))
        assert isinstance(pilot.app.screen, CheckScreen)
        assert _events(prepared, known) == []
        await pilot.press("k")
        await until(pilot, lambda: "toàn vẹn" in shown(pilot.app) and _events(prepared, known) != [])
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ArchiveScreen))
    assert _events(prepared, known) == [(EventType.FIXITY, Outcome.SUCCESS)]
    with prepared.office.workspace.reading() as unit:
        (event,) = queries.events(unit, known.id)
    assert 0 < event.detail["read_bytes"] < event.detail["bytes"]  # type: ignore[operator]  # figures, as JSON has them


async def test_a_repair_brings_what_the_copy_has(
    app_at: AppAt, prepared: Prepared, known: Package, archive: Archive
) -> None:
    place = Path(known.place)
    (place / bags.README).write_text("other")
    async with standing(app_at(ARCHIVIST, "archive"), "2020-2025", size=(120, 40)) as pilot:
        await pilot.press("k")
        await until(pilot, lambda: "README.txt" in shown(pilot.app))
        await until(pilot, lambda: _events(prepared, known) != [])
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ArchiveScreen))
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, ValuesDialog))
        await fill(pilot, str(archive.permanent), "Đĩa hỏng")
        await until(pilot, lambda: isinstance(pilot.app.screen, RepairScreen))
        await until(pilot, lambda: "Lấy từ bản sao: README.txt" in shown(pilot.app))
    assert (place / bags.README).read_bytes() == (archive.permanent / bags.README).read_bytes()
    assert sorted(_events(prepared, known)) == [
        (EventType.FIXITY, Outcome.FAILURE),
        (EventType.FIXITY, Outcome.SUCCESS),
        (EventType.RECOVERY, Outcome.SUCCESS),
    ]


async def test_what_is_refused_is_said_and_leaves_the_screen_free(
    app_at: AppAt, prepared: Prepared, known: Package
) -> None:
    async with standing(app_at(ARCHIVIST, "archive"), "2020-2025", size=(120, 40)) as pilot:
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, ValuesDialog))
        await fill(pilot, known.place, "Đĩa hỏng")
        await until(pilot, lambda: "Bản sao phải ở nơi khác" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ArchiveScreen))
    async with standing(app_at("giamsat", "archive"), "2020-2025", size=(120, 40)) as pilot:
        await pilot.press("k")
        await until(pilot, lambda: "lưu trữ" in shown(pilot.app) and not isinstance(pilot.app.screen, CheckScreen))


async def test_building_asks_where_and_says_what_it_lacks(app_at: AppAt, prepared: Prepared) -> None:
    async with standing(app_at(ARCHIVIST, "archive"), "chưa có hồ sơ nào", size=(120, 40)) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, ValuesDialog))
        form = pilot.app.screen.query_one(Form)
        assert form.values["folder"] == str(prepared.office.workspace.folder / "archive")
        form.submit()
        await until(pilot, lambda: "Chưa có tổ chức chứng thực nội bộ" in shown(pilot.app))


async def test_months_between_checks_are_set(app_at: AppAt, prepared: Prepared, known: Package) -> None:
    async with standing(app_at(ARCHIVIST, "archive"), "12/08/2026", size=(120, 40)) as pilot:
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(pilot.app.screen, ValuesDialog))
        await pilot.press("backspace", "backspace", "6", "enter")
        await until(pilot, lambda: "12/02/2026" in shown(pilot.app))


async def test_packages_of_other_terms_are_verified_and_made_findable(
    app_at: AppAt, prepared: Prepared, archive: Archive, tmp_path: Path
) -> None:
    altered = Path(shutil.copytree(archive.permanent, tmp_path / "altered"))
    (altered / "data" / "package.json").write_bytes(b"{}")
    authority = tmp_path / "authority.pem"
    authority.write_bytes(archive.authority)

    async def asked(pilot: Pilot[Any], place: Path) -> None:
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, ValuesDialog))
        form = pilot.app.screen.query_one(Form)
        form.put("packages", str(place))
        form.put("certificate", str(authority))
        form.submit()

    async with standing(app_at(ARCHIVIST, "archive"), "chưa có hồ sơ nào") as pilot:
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, ValuesDialog))
        await compare_pictures(pilot, PICTURES / "archive-take")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ArchiveScreen))
        await asked(pilot, altered)
        await until(pilot, lambda: "Hồ sơ: 1 · đã xác minh: 0" in shown(pilot.app))
        await pilot.press("f8")
        assert isinstance(pilot.app.screen, ArchiveTakeScreen)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ArchiveScreen))
        await asked(pilot, archive.permanent)
        await until(pilot, lambda: "Hồ sơ: 1 · đã xác minh: 1" in shown(pilot.app))
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        pilot.app.screen.query_one("#yes").focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ArchiveScreen))
    with prepared.office.workspace.reading() as unit:
        assert [one.foreign for one in queries.packages(unit)] == [True]
        assert len(sources(unit)) == 1
        (entry,) = journal.of_event(unit, unit.machine, "archive:take")
    assert entry.facts["results"] is True


async def test_f8_leads_to_closing_the_book(app_at: AppAt) -> None:
    async with standing(app_at(ARCHIVIST, "archive"), "chưa có hồ sơ nào", size=(120, 40)) as pilot:
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(pilot.app.screen, ArchiveClosingScreen))


async def test_a_check_and_a_repair_look_as_they_were_drawn(
    app_at: AppAt, prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    within(prepared.office.workspace, _entered)
    findings = (
        Finding("data/papers/1.pdf", "package-file-altered"),
        Finding("data/papers/2.pdf", "package-file-missing"),
    )
    place = Path(_DAMAGED.place)
    found = Fixity(_DAMAGED, place, Outcome.FAILURE, findings, 177, 1_361_743, 1_361_743, 0.5)
    whole = Fixity(_DAMAGED, place, Outcome.SUCCESS, (), 177, 1_361_743, 1_361_743, 0.5)
    made = Repaired(("data/papers/1.pdf",), ("data/la.txt",), ("data/papers/2.pdf",), place.with_name("x.damaged-1"))
    monkeypatch.setattr(keeping, "look_at", lambda *_, **__: found)
    monkeypatch.setattr(keeping, "check_fixity", lambda *_, **__: None)
    monkeypatch.setattr(keeping, "repair", lambda *_, **__: (made, whole))
    async with standing(app_at(ARCHIVIST, "archive"), "2020-2025") as pilot:
        await pilot.press("down", "k")
        await until(pilot, lambda: "data/papers/2.pdf" in shown(pilot.app))
        await compare_pictures(pilot, PICTURES / "archive-check")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ArchiveScreen))
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, ValuesDialog))
        await fill(pilot, "/media/ban-sao", "Đĩa hỏng")
        await until(pilot, lambda: isinstance(pilot.app.screen, RepairScreen) and "data/la.txt" in shown(pilot.app))
        await compare_pictures(pilot, PICTURES / "archive-repair")


def test_every_event_and_its_end_has_words_in_both_languages() -> None:
    for language in LANGUAGES:
        say = say_in(language)
        keys = [f"premis-{one.name.lower().replace('_', '-')}" for one in EventType]
        keys += [f"premis-ended-{one.value}" for one in Outcome]
        assert [key for key in keys if say(key) == key] == []
