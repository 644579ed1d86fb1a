"""Documents on the screen: a file taken in by its form, a secret one by two, a folder by its list; the card."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from congress.documents import service
from congress.documents.queries import documents as queries
from congress.documents.rules import words
from congress.documents.rules.words import Column
from congress.documents.values.documents import Document, DocumentDetails, NewDocument
from congress.spreadsheet import read_grids, write_xlsx
from tests.congress_documents.samples import archival, make_classified, new, plain
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import shown, standing, type_in, until
from tests.tui_widgets.snapshots import compare_pictures
from tests.workspaces import PIN
from tui.screens.desk_deeds import ReasonDialog, TogetherDialog
from tui.screens.document_card import DocumentCardScreen
from tui.screens.document_form import DocumentFormScreen
from tui.screens.document_import import LIST, DocumentImportScreen
from tui.screens.documents import DocumentsScreen
from tui.widgets.dialogs import ConfirmDialog
from tui.widgets.forms import Form

PICTURES = Path(__file__).parent / "pictures"
KEEPER = "luutru"
EMPTY = "chưa có tài liệu nào"


def _documents(prepared: Prepared) -> tuple[Document, ...]:
    with prepared.office.workspace.reading() as unit:
        return queries.documents(unit, prepared.congress_id)


def _form(pilot: Pilot[Any]) -> Form:
    return pilot.app.screen.query_one(Form)


async def _at(pilot: Pilot[Any], kind: type[Any]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind), kind.__name__)


def _put(form: Form, **values: str) -> None:
    for name, text in values.items():
        form.put(name, text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of three files."""
    made = tmp_path / "tai-lieu"
    made.mkdir()
    (made / "Báo cáo chính trị.pdf").write_bytes(archival())
    (made / "Ảnh đoàn chủ tịch.jpg").write_bytes(b"\xff\xd8\xff anh")
    (made / "Nghị quyết.pdf").write_bytes(plain())
    return made


@pytest.fixture
def kept(prepared: Prepared) -> tuple[Document, ...]:
    """A report that is PDF/A, a resolution that is none and was withdrawn, a picture."""
    ws, by = prepared.office.workspace, prepared.office.by(KEEPER)
    where = {"congress_id": prepared.congress_id}
    report = service.add(ws, by, **where, new=new(archival(), "Báo cáo chính trị.pdf"))
    changes: dict[str, Any] = {"kind": "Nghị quyết", "summary": "Nghị quyết [b]Đại hội[/b]", "number": "01-NQ/ĐH"}
    wrong = service.add(ws, by, **where, new=new(plain(), "Nghị quyết.pdf", place_in_file=2, **changes))
    picture = DocumentDetails(kind="Ảnh", summary="Đoàn chủ tịch điều hành đại hội", on=date(2025, 6, 10))
    shot = NewDocument(data=b"\xff\xd8\xff anh", name="IMG_0412.jpg", details=picture)
    third = service.add(ws, by, **where, new=shot)
    service.withdraw(ws, prepared.office.by(KEEPER, reason="quét thiếu trang 2"), document_id=wrong.id)
    return report, wrong, third


async def test_a_file_is_taken_in_by_its_form_and_every_fault_stands_at_its_field(
    app_at: AppAt, prepared: Prepared, folder: Path
) -> None:
    async with standing(app_at(KEEPER, "documents"), EMPTY, size=(120, 40)) as pilot:
        await pilot.press("a")
        await _at(pilot, DocumentFormScreen)
        _put(_form(pilot), path=str(folder / "khong-co.pdf"), on="31/2/2025", summary="Báo cáo")
        await pilot.press("f4")
        await until(pilot, lambda: "Ngày không đúng" in shown(pilot.app) and "không có tệp này" in shown(pilot.app))
        _put(_form(pilot), path=str(folder / "Báo cáo chính trị.pdf"), on="20/5/2025")
        await pilot.press("f4")
        await until(pilot, lambda: "Chưa điền" in shown(pilot.app))
        _put(_form(pilot), kind="Báo cáo")
        await pilot.press("f4")
        await _at(pilot, DocumentsScreen)
        await until(pilot, lambda: "khai là PDF/A-3B, đạt các điều kiện được kiểm ở đây" in shown(pilot.app))
        await pilot.press("a")
        await _at(pilot, DocumentFormScreen)
        _put(_form(pilot), path=str(folder / "Báo cáo chính trị.pdf"), kind="x", summary="y")
        await pilot.press("f4")
        await until(pilot, lambda: "Tệp này đã có trong sổ, tên “Báo cáo chính trị.pdf”" in shown(pilot.app))
    (made,) = _documents(prepared)
    assert (made.details.pages, made.details.on) == (1, date(2025, 5, 20))


async def test_a_secret_document_asks_for_the_second_person(app_at: AppAt, prepared: Prepared, folder: Path) -> None:
    async with standing(app_at(KEEPER, "documents"), EMPTY, size=(120, 40)) as pilot:
        await pilot.press("a")
        await _at(pilot, DocumentFormScreen)
        path = str(folder / "Nghị quyết.pdf")
        _put(_form(pilot), path=path, kind="Đề án", summary="nhân sự", secrecy="top-secret")
        await pilot.press("f4")
        await _at(pilot, TogetherDialog)
        _put(_form(pilot), reason="cấp trên yêu cầu", second="chutich", pin=PIN)
        _form(pilot).submit()
        await until(pilot, lambda: "Không số hóa tài liệu tối mật" in shown(pilot.app))
        _put(_form(pilot), approval="05-CV/TU ngày 02/5/2025", pin=PIN)
        _form(pilot).submit()
        await until(pilot, lambda: "đây là máy" in shown(pilot.app))
        make_classified(prepared.office)
        _put(_form(pilot), pin=PIN)
        _form(pilot).submit()
        await _at(pilot, DocumentsScreen)
    (made,) = _documents(prepared)
    assert (made.second, made.approval) == ("Nguyễn Thị Ánh", "05-CV/TU ngày 02/5/2025")


async def test_a_folder_is_listed_filled_in_looked_at_and_taken_in(
    app_at: AppAt, prepared: Prepared, folder: Path
) -> None:
    async with standing(app_at(KEEPER, "documents"), EMPTY, size=(120, 40)) as pilot:
        await pilot.press("i")
        await _at(pilot, DocumentImportScreen)
        await type_in(pilot, str(folder))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        await pilot.press("right", "enter")
        await until(pilot, lambda: (folder / LIST).exists())
        pilot.app.screen.query_one("#list-path").focus()
        await pilot.press("enter")
        await until(pilot, lambda: "lỗi: 6" in shown(pilot.app))
        pilot.app.screen.query_one("#folder-path").value = "~/tai-lieu"  # type: ignore[attr-defined]  # an Input
        await compare_pictures(pilot, PICTURES / "documents-import-faults")
        pilot.app.screen.query_one("#folder-path").value = str(folder)  # type: ignore[attr-defined]  # an Input
        _fill(folder / LIST)
        pilot.app.screen.query_one("#list-path").focus()
        await pilot.press("enter")
        await until(pilot, lambda: "Tệp: 3 · lỗi: 0 · lưu ý: 1" in shown(pilot.app))
        await pilot.press("f8")
        await _at(pilot, DocumentsScreen)
        await until(pilot, lambda: "3 tài liệu" in shown(pilot.app))
    assert {one.details.kind for one in _documents(prepared)} == {"Văn bản"}


def _fill(path: Path) -> None:
    (grid,) = read_grids(path.read_bytes(), name=path.name)
    heads, *rows = (list(row) for row in grid.rows)
    kind, summary = (heads.index(words.COLUMNS[column][0]) for column in (Column.KIND, Column.SUMMARY))
    for row in rows:
        row[kind], row[summary] = "Văn bản", row[1]
    path.write_bytes(write_xlsx([heads, *rows], title="Danh mục"))


async def test_a_document_is_found_corrected_and_withdrawn_on_its_card(
    app_at: AppAt, prepared: Prepared, kept: tuple[Document, ...]
) -> None:
    async with standing(app_at(KEEPER, "documents"), "3 tài liệu · đã rút 1", size=(120, 40)) as pilot:
        await pilot.press("slash", *"doan chu tich", "enter")
        await until(pilot, lambda: "1 tài liệu" in shown(pilot.app))
        await pilot.press("enter")
        await _at(pilot, DocumentCardScreen)
        await pilot.press("e")
        await _at(pilot, DocumentFormScreen)
        _put(_form(pilot), signer="K'Brơi")
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(pilot.app.screen, DocumentCardScreen) and "K'Brơi" in shown(pilot.app))
        await pilot.press("x")
        await _at(pilot, ReasonDialog)
        _put(_form(pilot), reason="ảnh mờ")
        _form(pilot).submit()
        await until(pilot, lambda: "Hồ Thị Ổi: ảnh mờ" in shown(pilot.app))
    assert [one.withdrawn is not None for one in _documents(prepared)].count(True) == 2


async def test_whoever_may_not_is_told_who_may(app_at: AppAt, kept: tuple[Document, ...]) -> None:
    async with standing(app_at("giamsat", "documents"), "3 tài liệu", size=(120, 40)) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "lưu trữ; quản trị" in shown(pilot.app))
        assert isinstance(pilot.app.screen, DocumentsScreen)


async def test_documents_look_as_they_were_drawn(app_at: AppAt, kept: tuple[Document, ...]) -> None:
    async with standing(app_at(KEEPER, "documents"), "3 tài liệu") as pilot:
        await compare_pictures(pilot, PICTURES / "documents")
        await pilot.press("down", "enter")
        await _at(pilot, DocumentCardScreen)
        await until(pilot, lambda: "SHA-256" in shown(pilot.app) or "Phông" in shown(pilot.app))
        await compare_pictures(pilot, PICTURES / "document-card")
        await pilot.press("escape", "a")
        await _at(pilot, DocumentFormScreen)
        await compare_pictures(pilot, PICTURES / "document-form")
