"""Closing the book and taking the sealed part off the laptop: what has to be there first, what stays, what is said."""

import errno
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ballots.contests.service import set_setting
from ballots.regulations.open_points import BY_KEY
from ballots.results import keeping
from congress.archive import closing, media, papers, queries, service
from congress.archive import keeping as archive_keeping
from congress.archive.closing import close_book, finish_removal, remove_sealed
from congress.archive.values import EventType
from congress.archive.verifying import inspect
from congress.errors import Refused
from congress.records import files
from congress.sealing.values import Verdict
from congress.term import queries as terms
from congress.upkeep.service import back_up
from congress.workspace import ARCHIVE, check_journal
from tests.congress_archive.conftest import ARCHIVIST
from tests.congress_papers.reading import text_of as text_of_pdf
from tests.workspaces import Office

REASON = "Bàn giao Văn phòng Đảng ủy"
OTHER_MEDIUM = Path("/dev/shm")  # another file system than that of temporary folders


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


def _closed(office: Office, stick: Path) -> closing.Closed:
    return close_book(office.workspace, office.by(ARCHIVIST), second=stick)


def _remove(office: Office, stick: Path) -> closing.Removed:
    by = office.by(ARCHIVIST, "truongban", reason=REASON)
    return remove_sealed(office.workspace, by, second=stick)


def test_both_packages_stand_whole_on_both_media(sealed_office: Office, stick: Path) -> None:
    done = _closed(sealed_office, stick)
    trust = service.anchors(sealed_office.workspace)
    for one, copy in zip(done.packages, done.copies, strict=True):
        for place in (one.folder, copy):
            found = inspect(place, trust=trust)
            assert (found.verdict, found.manifest_sha256) == (Verdict.VERIFIED, one.manifest_sha256)
    with sealed_office.workspace.reading() as unit:
        types = [one.type for one in queries.events(unit, done.packages[1].description.id)]
    assert types.count(EventType.REPLICATION) == 1
    assert types.count(EventType.FIXITY) == 2


def test_the_minutes_have_what_a_stranger_compares(sealed_office: Office, stick: Path) -> None:
    done = _closed(sealed_office, stick)
    text = text_of_pdf(files.fetch(sealed_office.workspace.papers, done.minutes.sha256))
    joined = "".join(text.split())
    assert all(one.manifest_sha256 in joined for one in done.packages)
    from congress.sealing.keys import read_certificate

    fingerprint = read_certificate(service.anchors(sealed_office.workspace)[0]).fingerprint.upper()
    assert ":".join(fingerprint[at : at + 2] for at in range(0, 64, 2)) in joined


def test_the_same_medium_is_no_second_one(sealed_office: Office, tmp_path: Path) -> None:
    (tmp_path / "beside").mkdir()
    with pytest.raises(Refused) as refused:
        close_book(sealed_office.workspace, sealed_office.by(ARCHIVIST), second=tmp_path / "beside")
    assert refused.value.code == "second-medium-same"
    with pytest.raises(Refused) as refused:
        close_book(sealed_office.workspace, sealed_office.by(ARCHIVIST), second=tmp_path / "nowhere")
    assert refused.value.code == "second-medium-missing"


def test_a_contest_counted_in_earnest_has_to_be_sealed_first() -> None:
    from uuid import uuid4

    from congress.chapters import Begun

    def one(*, sealed: bool, official: bool) -> Begun:
        return Begun(uuid4(), "Bầu Ban Chấp hành", sealed=sealed, official=official)

    left = one(sealed=False, official=True)
    contests = (one(sealed=True, official=True), left, one(sealed=False, official=False))
    assert closing.not_sealed(contests) == (left,)


def test_what_fails_leaves_nothing_on_either_medium(
    sealed_office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise Refused("changed-meanwhile")

    monkeypatch.setattr(closing, "enter", fails)
    with pytest.raises(Refused):
        _closed(sealed_office, stick)
    assert list(stick.iterdir()) == []
    assert list((sealed_office.workspace.folder / "archive").iterdir()) == []


def test_a_second_medium_that_is_full_says_so_and_keeps_nothing(
    sealed_office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = shutil.copyfile

    def fills(source: Path, target: Path) -> object:
        if stick in Path(target).parents and Path(source).name == "README.txt":
            raise OSError(errno.ENOSPC, "No space left on device", str(target))
        return true(source, target)

    monkeypatch.setattr(shutil, "copyfile", fills)
    with pytest.raises(Refused) as refused:
        _closed(sealed_office, stick)
    assert refused.value.code == "package-not-written"
    assert refused.value.facts["detail"] == "No space left on device"
    assert str(refused.value.facts["path"]).startswith(str(stick))
    assert list(stick.iterdir()) == []
    assert list((sealed_office.workspace.folder / "archive").iterdir()) == []


def test_the_sealed_part_leaves_and_the_rest_stays(sealed_office: Office, stick: Path) -> None:
    workspace = sealed_office.workspace
    earlier = service.build_packages(workspace, sealed_office.by(ARCHIVIST))
    back_up(workspace, sealed_office.by("quantri"))
    done = _closed(sealed_office, stick)
    removed = _remove(sealed_office, stick)
    assert list(workspace.sealed.iterdir()) == []
    assert list(workspace.backups.iterdir()) == []
    assert not done.packages[1].folder.exists()
    assert not earlier[1].folder.exists()
    assert done.packages[0].folder.exists()
    assert removed.files > 1
    assert len(removed.backups) == 1
    with workspace.reading() as unit:
        assert [one.name for room in workspace.house.exhibits for one in room(unit) if one.proof]
        gone = [one for one in queries.packages(unit) if one.removed_at is not None]
    assert {one.id for one in gone} == {done.packages[1].description.id, earlier[1].description.id}
    assert [one for one in check_journal(workspace) if one.code != "journal-foreign"] == []
    assert inspect(done.copies[1], trust=service.anchors(workspace)).verdict is Verdict.VERIFIED


def test_nothing_of_the_sealed_record_is_left_in_any_file(sealed_office: Office, stick: Path) -> None:
    workspace = sealed_office.workspace
    (record,) = workspace.sealed.iterdir()
    body = record.read_bytes()[-64:]
    _closed(sealed_office, stick)
    _remove(sealed_office, stick)
    for path in workspace.folder.rglob("*"):
        if path.is_file():
            assert body not in path.read_bytes(), path


def test_the_certificate_says_what_cannot_be_proven(sealed_office: Office, stick: Path) -> None:
    _closed(sealed_office, stick)
    removed = _remove(sealed_office, stick)
    text = " ".join(text_of_pdf(files.fetch(sealed_office.workspace.papers, removed.certificate.sha256)).split())
    assert "SSD" in text
    assert "không thể chứng minh các ô nhớ đó đã trống" in text
    assert "Hồ Thị Ổi" in text
    assert "Trần Đức Bình" in text


@pytest.mark.parametrize("harm", ["missing", "altered", "another"])
def test_without_a_whole_second_copy_nothing_goes(sealed_office: Office, stick: Path, harm: str) -> None:
    workspace = sealed_office.workspace
    done = _closed(sealed_office, stick)
    copy = done.copies[1]
    match harm:
        case "missing":
            shutil.rmtree(copy)
        case "altered":
            victim = next((copy / "data" / "sealed").iterdir())
            victim.write_bytes(victim.read_bytes()[:-1] + b"\0")
        case _:
            shutil.rmtree(copy)
            shutil.copytree(done.copies[0], copy)
    with pytest.raises(Refused) as refused:
        _remove(sealed_office, stick)
    assert refused.value.code in {"second-copy-missing", "second-copy-not-whole"}
    assert len(list(workspace.sealed.iterdir())) == 1
    assert done.packages[1].folder.exists()


def test_before_the_book_is_closed_nothing_goes(sealed_office: Office, stick: Path) -> None:
    with pytest.raises(Refused) as refused:
        _remove(sealed_office, stick)
    assert refused.value.code == "book-not-closed"


def test_it_goes_once(sealed_office: Office, stick: Path) -> None:
    _closed(sealed_office, stick)
    _remove(sealed_office, stick)
    with pytest.raises(Refused) as refused:
        _remove(sealed_office, stick)
    assert refused.value.code == "sealed-part-none"


def test_one_person_or_no_reason_is_not_enough(sealed_office: Office, stick: Path) -> None:
    _closed(sealed_office, stick)
    for by in (
        sealed_office.by(ARCHIVIST, reason=REASON),
        sealed_office.by("quantri", reason=REASON),
        sealed_office.by(ARCHIVIST, "truongban"),
        sealed_office.by(ARCHIVIST, "thuky", reason=REASON),
    ):
        with pytest.raises(Refused):
            remove_sealed(sealed_office.workspace, by, second=stick)
    assert len(list(sealed_office.workspace.sealed.iterdir())) == 1


def _cut_short(office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """A removal whose rows are gone, and no file yet."""

    def fails(*_: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(closing, "destroy", fails)
        with pytest.raises((Refused, KeyboardInterrupt)):
            _remove(office, stick)


def test_a_removal_cut_short_is_finished_at_the_next_opening(
    sealed_office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = sealed_office.workspace
    done = _closed(sealed_office, stick)
    _cut_short(sealed_office, stick, monkeypatch, KeyboardInterrupt())
    assert done.packages[1].folder.exists()
    scrubbed: list[bool] = []
    monkeypatch.setattr(workspace, "scrub", lambda: scrubbed.append(True))
    keeping.finish_sealing(workspace)
    finish_removal(workspace)
    assert list(workspace.sealed.iterdir()) == []
    assert not done.packages[1].folder.exists()
    assert scrubbed == [True]
    finish_removal(workspace)
    assert scrubbed == [True]


def test_a_file_that_cannot_be_destroyed_is_named_and_tried_again(
    sealed_office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = sealed_office.workspace
    done = _closed(sealed_office, stick)
    locked = PermissionError(13, "Read-only file system", str(done.packages[1].folder))
    _cut_short(sealed_office, stick, monkeypatch, locked)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", lambda *_: (_ for _ in ()).throw(locked))
        with pytest.raises(Refused) as refused:
            finish_removal(workspace)
    assert (refused.value.code, refused.value.facts["path"]) == ("removal-not-ended", str(done.packages[1].folder))
    finish_removal(workspace)
    assert not done.packages[1].folder.exists()


def test_a_first_copy_that_is_not_connected_is_not_certified_as_removed(
    sealed_office: Office, stick: Path, tmp_path: Path
) -> None:
    done = close_book(sealed_office.workspace, sealed_office.by(ARCHIVIST), second=stick, out=tmp_path / "out")
    (tmp_path / "out").rename(tmp_path / "pulled-out")
    with pytest.raises(Refused) as refused:
        _remove(sealed_office, stick)
    assert refused.value.code == "first-copy-missing"
    assert len(list(sealed_office.workspace.sealed.iterdir())) == 1
    (tmp_path / "pulled-out").rename(tmp_path / "out")
    _remove(sealed_office, stick)
    assert not done.packages[1].folder.exists()


def test_what_a_repair_set_aside_goes_too(sealed_office: Office, stick: Path) -> None:
    """A record of which one bit is damaged is still a record."""
    done = _closed(sealed_office, stick)
    victim = next((done.packages[1].folder / "data" / "sealed").iterdir())
    victim.write_bytes(victim.read_bytes()[:-1] + b"\0")
    made, _ = archive_keeping.repair(
        sealed_office.workspace,
        sealed_office.by(ARCHIVIST, reason="Đĩa hỏng"),
        package_id=done.packages[1].description.id,
        copy=done.copies[1],
    )
    assert made.aside.exists()
    _remove(sealed_office, stick)
    assert not made.aside.exists()


def test_what_left_comes_back_from_its_package(sealed_office: Office, stick: Path) -> None:
    """Opening by decision: the medium's package is read again, then the envelope's key opens the record."""
    workspace = sealed_office.workspace
    done = _closed(sealed_office, stick)
    _remove(sealed_office, stick)
    inspected = [inspect(done.copies[1], trust=service.anchors(workspace))]
    by = sealed_office.by(ARCHIVIST, "truongban", reason="Quyết định 12-QĐ/ĐU mở niêm phong")
    assert service.restore(workspace, by, inspected=inspected) == 1
    assert len(list(workspace.sealed.iterdir())) == 1


def _refused_and_whole(office: Office, done: closing.Closed, second: Path, code: str) -> None:
    with pytest.raises(Refused) as refused:
        _remove(office, second)
    assert refused.value.code == code
    trust = service.anchors(office.workspace)
    assert {inspect(one, trust=trust).verdict for one in done.copies} == {Verdict.VERIFIED}
    assert len(list(office.workspace.sealed.iterdir())) == 1


def test_the_first_copy_is_no_second_one(sealed_office: Office, stick: Path) -> None:
    done = _closed(sealed_office, stick)
    first = done.packages[1].folder
    _refused_and_whole(sealed_office, done, first.parent, "second-medium-same")
    shutil.rmtree(done.copies[1])
    done.copies[1].symlink_to(first)
    _refused_and_whole(sealed_office, done, stick, "second-medium-same")


def test_a_first_copy_that_leads_to_the_second_one_destroys_it_not(sealed_office: Office, stick: Path) -> None:
    done = _closed(sealed_office, stick)
    shutil.rmtree(done.packages[1].folder)
    done.packages[1].folder.symlink_to(done.copies[1])
    _refused_and_whole(sealed_office, done, stick, "second-medium-same")


def test_a_second_medium_that_is_the_laptop_s_own_disk_is_refused(
    sealed_office: Office, stick: Path, tmp_path: Path
) -> None:
    """The stick would have the first copy, and the removing would leave the other one on the laptop."""
    (tmp_path / "beside").mkdir()
    with pytest.raises(Refused) as refused:
        close_book(sealed_office.workspace, sealed_office.by(ARCHIVIST), second=tmp_path / "beside", out=stick)
    assert refused.value.code == "second-medium-same"


def test_a_copy_pulled_out_before_anything_went_keeps_everything(
    sealed_office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = _closed(sealed_office, stick)
    drawn = papers.removal_certificate

    def pulled_out(*given: Any, **named: Any) -> Any:
        shutil.rmtree(done.copies[1])
        return drawn(*given, **named)

    monkeypatch.setattr(papers, "removal_certificate", pulled_out)
    with pytest.raises(Refused) as refused:
        _remove(sealed_office, stick)
    assert refused.value.code == "second-copy-missing"
    assert len(list(sealed_office.workspace.sealed.iterdir())) == 1
    assert done.packages[1].folder.exists()


def test_what_stands_later_where_the_sealed_part_was_is_left_alone(sealed_office: Office, stick: Path) -> None:
    """The other stick, mounted there today: a removal that came to its end destroys nothing more."""
    done = _closed(sealed_office, stick)
    _remove(sealed_office, stick)
    shutil.copytree(done.copies[1], done.packages[1].folder)
    finish_removal(sealed_office.workspace)
    trust = service.anchors(sealed_office.workspace)
    assert inspect(done.packages[1].folder, trust=trust).verdict is Verdict.VERIFIED


def test_what_a_killed_building_left_goes_too(sealed_office: Office, stick: Path) -> None:
    archive = sealed_office.workspace.folder / ARCHIVE
    record = next(sealed_office.workspace.sealed.iterdir()).read_bytes()
    done = _closed(sealed_office, stick)
    (archive / ".x.sealed.part" / "data").mkdir(parents=True)
    for left in (
        archive / ".x.sealed.part" / "data" / "record",
        archive / ".x.sealed.zip.part",
        archive / f"{done.packages[1].folder.name}.zip.age",
    ):
        left.write_bytes(record)
    _remove(sealed_office, stick)
    assert [path.name for path in archive.iterdir()] == [done.packages[0].folder.name]


def test_a_place_means_the_same_whatever_folder_one_works_in(
    sealed_office: Office, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = close_book(sealed_office.workspace, sealed_office.by(ARCHIVIST), second=stick, out=Path("out"))
    monkeypatch.chdir("/")
    with sealed_office.workspace.reading() as unit:
        assert [Path(one.place) for one in queries.packages(unit)] == [
            tmp_path / "out" / p.folder.name for p in done.packages
        ]
    _remove(sealed_office, stick)
    assert not (tmp_path / "out" / done.packages[1].folder.name).exists()


def test_a_sealed_package_elsewhere_of_the_same_name_stays_and_is_named(
    sealed_office: Office, stick: Path, tmp_path: Path
) -> None:
    workspace = sealed_office.workspace
    service.build_packages(workspace, sealed_office.by(ARCHIVIST))
    elsewhere = service.build_packages(workspace, sealed_office.by(ARCHIVIST), out=tmp_path / "out")[1]
    assert (workspace.folder / ARCHIVE / elsewhere.folder.name).exists()
    _closed(sealed_office, stick)
    removed = _remove(sealed_office, stick)
    assert inspect(elsewhere.folder, trust=service.anchors(workspace)).verdict is Verdict.VERIFIED
    assert str(elsewhere.folder) in [place for _, place in removed.elsewhere]
    with workspace.reading() as unit:
        known = queries.package(unit, elsewhere.description.id)
    assert known is not None
    assert known.removed_at is None


def test_the_minutes_say_the_months_to_hand_over_that_the_congress_decided(sealed_office: Office, stick: Path) -> None:
    workspace = sealed_office.workspace

    def said(name: str) -> str:
        (stick / name).mkdir()
        done = close_book(workspace, sealed_office.by(ARCHIVIST), second=stick / name)
        return " ".join(text_of_pdf(files.fetch(workspace.papers, done.minutes.sha256)).split())

    assert "trong thời hạn 3 tháng" in said("first")
    with workspace.reading() as unit:
        (congress,) = terms.congresses(unit)
    by = sealed_office.by("quantri", reason="Đại hội quyết định")
    set_setting(workspace, by, congress_id=congress.id, key=closing.HAND_OVER, value=6)
    assert "trong thời hạn 6 tháng" in said("second")


def test_months_to_hand_over_are_those_of_the_open_point() -> None:
    assert BY_KEY[closing.HAND_OVER].default == closing.HAND_OVER_MONTHS
