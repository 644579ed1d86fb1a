"""Files under their hash: whole on the disk before the deed, never replaced, names that every system takes."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress import workspace
from congress.errors import Broken, Refused
from congress.records import files, queries, service
from congress.records.values import Record
from congress.store.unit import Unit
from congress.workspace import Workspace
from tests.congress_workspace.deeds import deed_of
from tests.workspaces import Office

LONG = "Biên bản kiểm phiếu bầu Ban Chấp hành Đảng bộ " * 8


def register(opened: Workspace, data: bytes, *, name: str = "Biên bản.pdf") -> Record:
    kept = files.keep(opened.papers, data, name=name)
    made: list[Record] = []

    def body(unit: Unit) -> None:
        made.append(service.register(unit, kept, kind="minutes", scope_id=None))
        unit.record("biên bản", sha256=kept.sha256)

    with deed_of(body) as do:
        do(opened)
    return made[0]


def test_a_name_tells_a_paper_that_was_made_again_from_the_first(office: Office) -> None:
    opened = office.workspace
    names = [service.show(opened.papers, register(opened, data)).name for data in (b"1", b"2", b"3")]
    assert names == ["Biên bản.pdf", "Biên bản - lập lần 2.pdf", "Biên bản - lập lần 3.pdf"]


def test_what_is_kept_is_fetched_byte_for_byte(tmp_path: Path) -> None:
    kept = files.keep(tmp_path, b"\x00\xff%PDF", name="a.pdf")
    assert kept.sha256 == hashlib.sha256(b"\x00\xff%PDF").hexdigest()
    assert files.fetch(tmp_path, kept.sha256) == b"\x00\xff%PDF"


def test_equal_bytes_are_one_file_under_two_names(tmp_path: Path) -> None:
    one, other = files.keep(tmp_path, b"x", name="a.pdf"), files.keep(tmp_path, b"x", name="b.pdf")
    assert one.sha256 == other.sha256
    assert [path.name for path in (tmp_path / "objects").iterdir()] == [one.sha256]


def test_a_file_that_was_altered_is_named_and_never_given_out(tmp_path: Path) -> None:
    kept = files.keep(tmp_path, b"%PDF", name="a.pdf")
    (tmp_path / "objects" / kept.sha256).write_bytes(b"%PDG")
    with pytest.raises(Broken, match="kept-file-altered"):
        files.fetch(tmp_path, kept.sha256)
    with pytest.raises(Broken, match="kept-file-altered"):
        files.show(tmp_path, sha256=kept.sha256, name="a.pdf")


def test_keeping_the_bytes_again_heals_a_file_that_was_altered(tmp_path: Path) -> None:
    kept = files.keep(tmp_path, b"%PDF", name="a.pdf")
    (tmp_path / "objects" / kept.sha256).write_bytes(b"")
    files.keep(tmp_path, b"%PDF", name="a.pdf")
    assert files.fetch(tmp_path, kept.sha256) == b"%PDF"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="kept-file-missing"):
        files.fetch(tmp_path, "ab" * 32)


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_write_that_fails_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os if failing == "fsync" else Path, failing, full)
    with pytest.raises(Refused, match="file-not-written"):
        files.keep(tmp_path, b"%PDF", name="a.pdf")
    assert list((tmp_path / "objects").iterdir()) == []


def test_a_failing_replacement_keeps_the_former_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "settings.json"
    files.write(target, b"truoc", private=True)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="file-not-written"):
        files.write(target, b"sau")
    assert target.read_bytes() == b"truoc"
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    ("name", "legal"),
    [
        ("Biên bản.pdf", "Biên bản.pdf"),
        ("a/b\\c:d*e?.pdf", "a-b-c-d-e-.pdf"),
        ("con.pdf", "-con.pdf"),
        ("NUL", "-NUL"),
        ("com1.tar.gz", "-com1.tar.gz"),
        ("  .. ", "file"),
        ("", "file"),
        ("tên. ", "tên"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("Bie\u0302n ba\u0309n.pdf", "Biên bản.pdf"),
    ],
)
def test_a_name_is_one_that_windows_takes(name: str, legal: str) -> None:
    assert files.legal_name(name) == legal


def test_a_long_name_keeps_its_ending_and_fits_the_file_system(tmp_path: Path) -> None:
    """255 bytes, not letters: a Vietnamese letter takes up to three."""
    kept = files.keep(tmp_path, b"%PDF", name=f"{LONG}.pdf")
    assert kept.name.endswith(".pdf")
    assert files.show(tmp_path, sha256=kept.sha256, name=kept.name).read_bytes() == b"%PDF"


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_is_kept_as_it_is(name: str) -> None:
    legal = files.legal_name(name)
    assert files.legal_name(legal) == legal
    assert 0 < len(legal.encode(errors="replace")) <= 200
    assert not set(legal) & set('<>:"/\\|?*')
    assert legal.strip(" .") == legal


def test_a_paper_of_the_same_name_is_shown_beside_not_over(office: Office) -> None:
    """Two contests' minutes are both called that; and a copy that somebody wrote in stays theirs."""
    one, other = register(office.workspace, b"mot"), register(office.workspace, b"hai")
    papers = office.workspace.papers
    first, second = service.show(papers, one), service.show(papers, other)
    assert first.read_bytes() == b"mot"
    assert second.read_bytes() == b"hai"
    first.write_bytes(b"co nguoi viet vao")
    third = service.show(papers, one)
    assert third.read_bytes() == b"mot"
    assert first.read_bytes() == b"co nguoi viet vao"
    assert service.show(papers, one) == third


def test_papers_of_one_kind_are_numbered_and_none_is_replaced(any_office: Office) -> None:
    made = [register(any_office.workspace, content) for content in (b"mot", b"hai", b"ba")]
    assert [record.number for record in made] == [1, 2, 3]
    with any_office.workspace.reading() as unit:
        assert queries.of_scope(unit, None, kind="minutes") == tuple(made)
        assert queries.by_id(unit, made[1].id) == made[1]


def test_what_no_deed_registered_is_swept_at_the_next_opening(office: Office) -> None:
    opened = office.workspace
    kept = register(opened, b"%PDF")
    orphan = files.keep(opened.papers, b"dang do", name="b.pdf")
    (opened.papers / "objects" / f".{'0' * 64}.new").write_bytes(b"nua")
    opened.close()
    with workspace.open_folder(opened.folder, house=opened.house) as again:
        assert [path.name for path in (again.papers / "objects").iterdir()] == [kept.sha256]
        with pytest.raises(Broken):
            files.fetch(again.papers, orphan.sha256)


def test_nothing_is_swept_where_the_database_is_not_the_one_the_files_belong_to(office: Office) -> None:
    """An old copy of the database put in place by hand knows none of the newer papers: they are not orphans."""
    opened = office.workspace
    opened.close()
    old = opened.folder.parent / "old.db"
    shutil.copyfile(opened.folder / "congress.db", old)
    with workspace.open_folder(opened.folder, house=opened.house) as again:
        kept = register(again, b"%PDF ban quet co chu ky")
    shutil.copyfile(old, opened.folder / "congress.db")
    with workspace.open_folder(opened.folder, house=opened.house) as again:
        assert [finding.code for finding in again.findings] == ["journal-head-leads"]
        assert files.fetch(again.papers, kept.sha256) == b"%PDF ban quet co chu ky"
