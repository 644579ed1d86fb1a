"""A damaged package is made whole from a second copy, or stays as it is."""

import shutil
import zipfile
from pathlib import Path

import pytest

from congress.archive import bags, keeping, queries
from congress.archive.fixity import Fixity
from congress.archive.repairing import Repaired
from congress.archive.values import Built, EventType, Outcome
from congress.errors import Malformed, Refused
from congress.journal import queries as journal
from tests.congress_archive.conftest import ARCHIVIST, built
from tests.workspaces import Office

REASON = "Đĩa hỏng"


@pytest.fixture
def package(sealed_office: Office, tmp_path: Path) -> Built:
    """The permanent package, known in the office's workspace."""
    return built(sealed_office, tmp_path / "out")[0]


@pytest.fixture
def copy(package: Built, tmp_path: Path) -> Path:
    """Its second copy."""
    return Path(shutil.copytree(package.folder, tmp_path / "copy"))


def _repair(office: Office, package: Built, copy: Path) -> tuple[Repaired, Fixity]:
    return keeping.repair(
        office.workspace, office.by(ARCHIVIST, reason=REASON), package_id=package.description.id, copy=copy
    )


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _outcome(folder: Path) -> Path:
    return next((folder / "data" / "outcomes").iterdir())


def _bytes(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


@pytest.mark.parametrize("damaged", sorted(bags.REQUIRED))
def test_every_tag_file_comes_back(sealed_office: Office, package: Built, copy: Path, damaged: str) -> None:
    _flip(package.folder / damaged)
    was = (package.folder / damaged).read_bytes()
    made, after = _repair(sealed_office, package, copy)
    assert (made.brought, made.set_aside, made.left) == ((damaged,), (), ())
    assert after.outcome is Outcome.SUCCESS
    assert (made.aside / damaged).read_bytes() == was
    assert _bytes(package.folder) == _bytes(copy)


def test_much_at_once_from_a_zip(sealed_office: Office, package: Built, copy: Path, tmp_path: Path) -> None:
    folder = package.folder
    _flip(_outcome(folder))
    shutil.rmtree(folder / "data" / "csv")
    for name in (*bags.MANIFESTS.values(), bags.DECLARATION, bags.SIGNATURES["sha256"]):
        (folder / name).unlink()
    (folder / "note.txt").write_text("alien")
    (folder / "data" / "csv").write_text("a file where a folder was")
    (folder / "data" / "papers" / "more.pdf").symlink_to(folder / "note.txt")
    zipped = tmp_path / "copy.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        for path in copy.rglob("*"):
            archive.write(path, f"term/{path.relative_to(copy).as_posix()}")
    made, after = _repair(sealed_office, package, zipped)
    assert made.set_aside == ("data/csv", "data/papers/more.pdf", "note.txt")
    assert (after.outcome, made.left) == (Outcome.SUCCESS, ())
    assert _bytes(folder) == _bytes(copy)
    assert (made.aside / "note.txt").read_text() == "alien"


def test_it_is_entered_once_with_what_was_done(sealed_office: Office, package: Built, copy: Path) -> None:
    sealed_office.clock.advance(minutes=1)
    victim = _outcome(package.folder)
    victim.unlink()
    _repair(sealed_office, package, copy)
    with sealed_office.workspace.reading() as unit:
        events = [one for one in queries.events(unit, package.description.id) if one.at == unit.now]
        (entry,) = journal.of_event(unit, unit.machine, "archive:repair")
    assert {one.type for one in events} == {EventType.RECOVERY, EventType.FIXITY}
    assert {one.outcome for one in events} == {Outcome.SUCCESS}
    path = victim.relative_to(package.folder).as_posix()
    assert (entry.reason, entry.facts["brought"], entry.facts["copy"]) == (REASON, [path], str(copy))


def test_a_copy_that_does_not_help_changes_nothing(sealed_office: Office, package: Built, copy: Path) -> None:
    for folder in (package.folder, copy):
        _flip(_outcome(folder))
    before = _bytes(package.folder)
    with pytest.raises(Malformed) as refused:
        _repair(sealed_office, package, copy)
    (finding,) = refused.value.findings
    assert (finding.where, finding.code) == (
        _outcome(package.folder).relative_to(package.folder).as_posix(),
        "repair-copy-no-help",
    )
    assert _bytes(package.folder) == before
    assert [one for one in package.folder.parent.iterdir() if "damaged" in one.name] == []


def test_what_the_copy_has_is_brought_and_the_rest_is_named(sealed_office: Office, package: Built, copy: Path) -> None:
    for folder in (package.folder, copy):
        (folder / bags.README).unlink()
    _flip(_outcome(package.folder))
    made, after = _repair(sealed_office, package, copy)
    assert made.brought == (_outcome(package.folder).relative_to(package.folder).as_posix(),)
    assert made.left == (bags.README,)
    assert after.outcome is Outcome.FAILURE


def test_a_list_is_never_taken_from_another_package(sealed_office: Office, package: Built) -> None:
    """It is whole, signed by the same machine, and yet it is not this one."""
    other = built(sealed_office, package.folder.parent)[0]
    _flip(package.folder / bags.MANIFESTS["sha512"])
    before = _bytes(package.folder)
    with pytest.raises(Malformed) as refused:
        _repair(sealed_office, package, other.folder)
    assert {one.code for one in refused.value.findings} == {"repair-list-nowhere"}
    assert _bytes(package.folder) == before


def test_two_damaged_copies_make_one_whole(sealed_office: Office, package: Built, copy: Path) -> None:
    _flip(_outcome(package.folder))
    (copy / bags.README).unlink()
    (copy / "note.txt").write_text("alien")
    assert _repair(sealed_office, package, copy)[1].outcome is Outcome.SUCCESS


def test_refused_with_what_to_do(sealed_office: Office, package: Built, copy: Path, tmp_path: Path) -> None:
    def code() -> str:
        with pytest.raises(Refused) as refused:
            _repair(sealed_office, package, copy)
        return refused.value.code

    assert code() == "repair-not-needed"
    copy, whole = package.folder, copy
    assert code() == "repair-from-itself"
    copy = whole
    shutil.rmtree(package.folder)
    assert code() == "repair-not-there"
    package.folder.write_bytes(b"PK")
    assert code() == "repair-zip"


def test_a_reason_is_due(sealed_office: Office, package: Built, copy: Path) -> None:
    with pytest.raises(Refused):
        keeping.repair(
            sealed_office.workspace, sealed_office.by(ARCHIVIST), package_id=package.description.id, copy=copy
        )
