"""Closing the book on the screen: what blocks, both media, two people, the certificate; packages verified, taken in."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from textual.pilot import Pilot

from congress.archive import closing, media, queries, service
from congress.archive.closing import ToGo
from congress.archive.values import Inspected
from congress.errors import Finding
from congress.journal import queries as journal
from congress.records.values import Record
from congress.sealing.values import Verdict
from tests.congress_archive.conftest import ARCHIVIST
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.waiting import shown, standing, until
from tests.tui_widgets.snapshots import compare_pictures
from tests.workspaces import PIN, Office
from tui.app import CongressApp
from tui.screens import archive_closing, archive_verified
from tui.screens.archive_closing import ArchiveClosingScreen
from tui.screens.archive_closing_restore import ArchiveRestoreScreen
from tui.screens.archive_closing_state import Book, Closing, Removal, book_of
from tui.screens.asking import ValuesDialog
from tui.screens.result_dialogs import SaidDialog
from tui.widgets.dialogs import TwoPersonDialog
from tui.widgets.forms import Form

PICTURES = Path(__file__).parent / "pictures"
OTHER_MEDIUM = Path("/dev/shm")  # another file system than that of temporary folders
STEPS = "Đóng sổ, lập hồ sơ"
AT = datetime.fromisoformat("2025-08-13T02:15:00+00:00")
SEALED = Closing(
    AT,
    "Hồ Thị Ổi",
    "/media/luu-tru/dai-hoi",
    (("nhiem-ky-2025-2030", "ab" * 32), ("nhiem-ky-2025-2030.sealed", "cd" * 32)),
    Record(uuid4(), None, closing.MINUTES, 1, "12" * 32, 999, "Biên bản đóng sổ, lập hồ sơ nhiệm kỳ.pdf", AT),
    holds_sealed=True,
)


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on another medium; where this machine has one only, it is said to be another."""
    if OTHER_MEDIUM.is_dir() and OTHER_MEDIUM.stat().st_dev != tmp_path.stat().st_dev:
        folder = Path(tempfile.mkdtemp(dir=OTHER_MEDIUM))
    else:
        folder = tmp_path / "stick"
        folder.mkdir()
        monkeypatch.setattr(media, "medium_of", lambda path: hash(folder in (path, *path.parents)))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def sealed_app(sealed_office: Office, tmp_path: Path) -> Callable[[str], CongressApp]:
    """The app on the sealed office, at this place, somebody logged in."""

    def make(account: str) -> CongressApp:
        office = sealed_office
        app = CongressApp(workspace=office.workspace, kept_in=tmp_path / "kept", ticks=office.clock.steady)
        app.start_at(office.actor(account), "archive-closing")
        return app

    return make


async def _asked(pilot: Pilot[Any], step: str, **values: str) -> None:
    """A step by its number, its dialog filled in and sent."""
    await pilot.press(step, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ValuesDialog))
    form = pilot.app.screen.query_one(Form)
    for name, text in values.items():
        form.put(name, text)
    form.submit()


async def _agreed(pilot: Pilot[Any], *, pin: str) -> None:
    """The second person's part."""
    await until(pilot, lambda: isinstance(pilot.app.screen, TwoPersonDialog))
    form = pilot.app.screen.query_one(Form)
    for name, text in (("reason", "Bàn giao Văn phòng Đảng ủy"), ("account", "truongban"), ("pin", pin)):
        form.put(name, text)
    form.submit()


async def test_the_book_is_closed_then_the_sealed_part_removed_by_two(
    sealed_app: Callable[[str], CongressApp], sealed_office: Office, stick: Path
) -> None:
    workspace = sealed_office.workspace
    async with standing(sealed_app(ARCHIVIST), STEPS, size=(120, 40)) as pilot:
        app = pilot.app
        await _asked(pilot, "2", second=str(workspace.folder))
        await until(pilot, lambda: "nằm trên cùng một ổ đĩa" in shown(app))
        assert "Đang lập hồ sơ" not in shown(app)
        await _asked(pilot, "2", second=str(stick))
        await until(pilot, lambda: "Biên bản đóng sổ, lập hồ sơ nhiệm kỳ.pdf" in shown(app))
        await until(pilot, lambda: "Đang lập hồ sơ" not in shown(app))
        assert len(list(stick.iterdir())) == 2
        await _asked(pilot, "3")
        await until(pilot, lambda: "1 tệp niêm phong, 1 hồ sơ niêm phong, 0 bản sao lưu" in shown(app))
        assert "Không thể chứng minh các ô nhớ dự phòng của ổ SSD đã trống" in shown(app)
        assert len(list(workspace.sealed.iterdir())) == 1
        await _agreed(pilot, pin=PIN)
        await until(pilot, lambda: isinstance(app.screen, SaidDialog))
        await pilot.press("enter")
        await until(pilot, lambda: "Phần niêm phong giữ ở" in shown(app))
        assert "Giấy chứng nhận gỡ phần niêm phong khỏi máy.pdf" in shown(app)
    assert list(workspace.sealed.iterdir()) == []
    with workspace.reading() as unit:
        assert sum(one.removed_at is not None for one in queries.packages(unit)) == 1
        book = book_of(unit, workspace)
    assert not book.is_to_remove
    assert book.removed is not None
    assert book.removed.by == "Hồ Thị Ổi, Trần Đức Bình"


async def test_a_copy_that_was_altered_keeps_the_sealed_part_here(
    sealed_app: Callable[[str], CongressApp], sealed_office: Office, stick: Path
) -> None:
    done = closing.close_book(sealed_office.workspace, sealed_office.by(ARCHIVIST), second=stick)
    victim = next((done.copies[1] / "data" / "sealed").iterdir())
    victim.write_bytes(victim.read_bytes()[:-1] + b"\0")
    async with standing(sealed_app(ARCHIVIST), STEPS, size=(120, 40)) as pilot:
        await _asked(pilot, "3")
        await until(pilot, lambda: "không còn nguyên vẹn" in shown(pilot.app))
        assert isinstance(pilot.app.screen, ArchiveClosingScreen)
    assert len(list(sealed_office.workspace.sealed.iterdir())) == 1


async def test_whoever_may_not_is_told_why(
    sealed_app: Callable[[str], CongressApp], sealed_office: Office, stick: Path
) -> None:
    async with standing(sealed_app("giamsat"), STEPS, size=(120, 40)) as pilot:
        for step in "234":
            await pilot.press(step, "enter")
            await until(pilot, lambda: "✗" in shown(pilot.app))
            assert isinstance(pilot.app.screen, ArchiveClosingScreen)
            await pilot.press("up")
    assert list(stick.iterdir()) == []


async def test_only_verified_packages_are_taken_back_in(
    sealed_app: Callable[[str], CongressApp], sealed_office: Office, tmp_path: Path
) -> None:
    workspace = sealed_office.workspace
    made = service.build_packages(workspace, sealed_office.by(ARCHIVIST), out=tmp_path / "out")
    altered = Path(shutil.copytree(made[0].folder, tmp_path / "altered"))
    (altered / "data" / "package.json").write_bytes(b"{}")
    authority = tmp_path / "authority.pem"
    authority.write_bytes(service.anchors(workspace)[0])
    async with standing(sealed_app(ARCHIVIST), STEPS, size=(120, 40)) as pilot:
        app = pilot.app
        await _asked(pilot, "4", packages=f"{altered}; {tmp_path / 'nowhere'}")
        await until(pilot, lambda: "Hồ sơ: 2 · đã xác minh: 0" in shown(app))
        assert "mã băm không khớp danh mục" in shown(app)
        assert "nowhere" in shown(app)
        await pilot.press("f8")
        assert isinstance(app.screen, ArchiveRestoreScreen)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ArchiveClosingScreen))
        places = "; ".join(str(one.folder) for one in made)
        await _asked(pilot, "4", packages=places, certificate=str(authority))
        await until(pilot, lambda: "Hồ sơ: 2 · đã xác minh: 2" in shown(app))
        await pilot.press("f8")
        await _agreed(pilot, pin=PIN)
        await until(pilot, lambda: isinstance(app.screen, ArchiveClosingScreen))
    with workspace.reading() as unit:
        (entry,) = journal.of_event(unit, unit.machine, "archive:restore")
    assert (entry.actor, entry.second, entry.facts["rows"]) == ("Hồ Thị Ổi", "Trần Đức Bình", 0)


@pytest.mark.parametrize(
    ("name", "book"),
    [
        ("nothing", Book(has_term=False)),
        ("blocked", Book(has_term=True, counted=3, left=("Bầu Bí thư Đảng ủy", "Bầu Ủy ban Kiểm tra [b]khóa I[/b]"))),
        ("closed", Book(has_term=True, counted=3, closed=SEALED)),
        (
            "removed",
            Book(
                has_term=True,
                counted=3,
                closed=Closing(AT, SEALED.by, SEALED.second, SEALED.packages, SEALED.minutes, holds_sealed=False),
                removed=Removal(
                    AT,
                    "Hồ Thị Ổi, Trần Đức Bình",
                    "/media/luu-tru/dai-hoi/nhiem-ky-2025-2030.sealed",
                    Record(uuid4(), None, closing.CERTIFICATE, 1, "34" * 32, 9, "Giấy chứng nhận.pdf", AT),
                    (("backup-20250812-090000", "/media/the-nho"),),
                ),
            ),
        ),
    ],
)
async def test_the_book_looks_as_it_was_drawn(
    app_at: AppAt, monkeypatch: pytest.MonkeyPatch, name: str, book: Book
) -> None:
    monkeypatch.setattr(archive_closing, "book_of", lambda _unit, _workspace: book)
    async with standing(app_at(ARCHIVIST, "archive-closing"), STEPS) as pilot:
        await compare_pictures(pilot, PICTURES / f"archive-closing-{name}")


async def test_the_dialog_of_removing_looks_as_it_was_drawn(app_at: AppAt, monkeypatch: pytest.MonkeyPatch) -> None:
    to_go = ToGo(
        Path("/media/luu-tru/dai-hoi/nhiem-ky-2025-2030.sealed"),
        ("Bầu Ban Chấp hành Đảng bộ xã khóa I", "Bầu Bí thư Đảng ủy"),
        2,
        ("archive/nhiem-ky-2025-2030.sealed",),
        ("backup-20250812-090000",),
        (("backup-20250812-100000", "/media/the-nho"),),
    )
    monkeypatch.setattr(
        archive_closing, "book_of", lambda _unit, _workspace: Book(has_term=True, counted=2, closed=SEALED)
    )
    monkeypatch.setattr(closing, "to_go", lambda _workspace, *, second: to_go)
    async with standing(app_at(ARCHIVIST, "archive-closing"), STEPS) as pilot:
        await _asked(pilot, "3")
        await until(pilot, lambda: isinstance(pilot.app.screen, TwoPersonDialog))
        await compare_pictures(pilot, PICTURES / "archive-closing-remove")


async def test_a_refused_package_looks_as_it_was_drawn(app_at: AppAt, monkeypatch: pytest.MonkeyPatch) -> None:
    def inspect(place: Path, *, trust: object) -> Inspected:
        found = (
            Finding("data/sealed/bch.jsonl", "package-file-altered"),
            Finding("data/la.pdf", "package-file-missing"),
        )
        refused = place.name == "hong"
        verdict = Verdict.REFUSED if refused else Verdict.VERIFIED
        return Inspected(place, verdict, found if refused else (), None, 12, 34_567, "ab" * 32)

    monkeypatch.setattr(archive_verified, "inspect", inspect)
    async with standing(app_at(ARCHIVIST, "archive-closing"), STEPS) as pilot:
        await _asked(pilot, "4", packages="/media/luu-tru/nhiem-ky-2025-2030; /media/luu-tru/hong")
        await until(pilot, lambda: "Hồ sơ: 2 · đã xác minh: 1" in shown(pilot.app))
        await compare_pictures(pilot, PICTURES / "archive-closing-refused")
