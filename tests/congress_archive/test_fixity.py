"""A package is checked again and again through the years: what is found, when it is due, what is read only once."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from congress.archive import bags, fixity, keeping, queries
from congress.archive.digesting import digests_of
from congress.archive.rows import PackageRow
from congress.archive.scheduling import Due, schedule, to_be_told
from congress.archive.values import Built, EventType, Outcome, Package, PackageEvent
from congress.archive.verifying import OXUM, payload_of
from congress.errors import Malformed, Refused
from congress.journal import queries as journal
from congress.sealing import detached
from tests.congress_archive.conftest import ARCHIVIST, built
from tests.congress_chapters.filling import within
from tests.workspaces import PIN, Office

_HOLE, _HOLES = 10 << 20, 150
ROOT = Path(__file__).parents[2]


@pytest.fixture
def package(sealed_office: Office, tmp_path: Path) -> Built:
    """The permanent package, known in the office's workspace."""
    return built(sealed_office, tmp_path / "out")[0]


def _checked(office: Office, package: Built, *, place: Path | None = None) -> fixity.Fixity:
    office.clock.advance(minutes=1)
    found = keeping.look_at(office.workspace, package.description.id, place=place)
    keeping.check_fixity(office.workspace, office.by(ARCHIVIST), found=found)
    return found


def _known(office: Office, package: Built) -> Package:
    with office.workspace.reading() as unit:
        return keeping.existing(unit, package.description.id)


def _due(office: Office, package: Built) -> Due:
    with office.workspace.reading() as unit:
        return next(one for one in schedule(unit) if one.package.id == package.description.id)


def _memory(office: Office, package: Built) -> Path:
    return office.workspace.folder / "archive" / f"fixity-{package.description.id}.jsonl"


def test_a_check_is_one_event_and_one_entry(sealed_office: Office, package: Built) -> None:
    before = _events(sealed_office, package)
    found = _checked(sealed_office, package)
    assert (found.outcome, found.damaged, found.read) == (Outcome.SUCCESS, (), found.size)
    (event,) = _events(sealed_office, package)[len(before) :]
    assert (event.type, event.outcome, event.place) == (EventType.FIXITY, Outcome.SUCCESS, str(package.folder))
    assert (event.detail["files"], event.detail["bytes"]) == payload_of(package.folder)
    with sealed_office.workspace.reading() as unit:
        (entry,) = journal.of_event(unit, unit.machine, "archive:fixity")
    assert (entry.subject, entry.facts["outcome"]) == (str(package.description.id), "success")


def _bit_flipped(folder: Path) -> str:
    victim = next((folder / "data" / "outcomes").iterdir())
    data = bytearray(victim.read_bytes())
    data[7] ^= 1
    victim.write_bytes(data)
    return victim.relative_to(folder).as_posix()


def _signature_damaged(folder: Path) -> str:
    (folder / bags.SIGNATURES["sha512"]).write_bytes(b"\0" * 64)
    return bags.SIGNATURES["sha512"]


def _missing(folder: Path) -> str:
    (folder / bags.README).unlink()
    return bags.README


def _added(folder: Path) -> str:
    (folder / "note.txt").write_text("alien")
    return "note.txt"


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        (_bit_flipped, Outcome.FAILURE),
        (_signature_damaged, Outcome.FAILURE),
        (_missing, Outcome.FAILURE),
        (_added, Outcome.WARNING),
    ],
)
def test_what_changed_is_named(
    sealed_office: Office, package: Built, change: Callable[[Path], str], outcome: Outcome
) -> None:
    path = change(package.folder)
    found = _checked(sealed_office, package)
    assert (found.outcome, path in found.damaged) == (outcome, True)
    assert _due(sealed_office, package).is_damaged
    assert _told(sealed_office) == ["archive-damaged"]
    assert _events(sealed_office, package)[-1].detail["damaged"] == list(found.damaged)


def test_another_package_of_the_same_machine_is_not_this_one(sealed_office: Office, package: Built) -> None:
    other = built(sealed_office, package.folder.parent)[0]
    found = _checked(sealed_office, package, place=other.folder)
    assert found.outcome is Outcome.FAILURE
    assert {one.code for one in found.findings} == {"package-other-manifest"}


def test_a_package_of_an_unknown_authority_keeps_its_fixity(sealed_office: Office, package: Built) -> None:
    """Who built it is undecided here; its name and its digests are not."""
    found = fixity.check(_known(sealed_office, package), package.folder, trust=())
    assert found.outcome is Outcome.SUCCESS


def test_what_is_not_there_is_no_damage(sealed_office: Office, package: Built) -> None:
    shutil.rmtree(package.folder)
    before = _events(sealed_office, package)
    with pytest.raises(Malformed):
        _checked(sealed_office, package)
    assert _events(sealed_office, package) == before


def test_the_command_goes_on_past_a_medium_that_is_not_connected(
    sealed_office: Office, package: Built, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And a folder whose very declaration is gone is a damaged package, not none."""
    from tui.cli import run

    away, damaged = package, built(sealed_office, package.folder.parent)[0]
    shutil.rmtree(away.folder)
    (damaged.folder / bags.DECLARATION).unlink()
    office, folder = sealed_office, sealed_office.workspace.folder
    office.workspace.close()
    monkeypatch.setenv("CONGRESS_PASSWORD", PIN)
    named = ["archive", "fixity", str(away.folder), str(damaged.folder)]
    assert run([*named, "--account", ARCHIVIST, "--workspace", str(folder)]) == 2
    said = capsys.readouterr()
    assert str(away.folder) in said.err
    assert f"{damaged.folder}: " in said.out
    assert f"    {bags.DECLARATION}: " in said.out


def test_what_left_the_laptop_is_checked_no_more(sealed_office: Office, package: Built) -> None:
    within(sealed_office.workspace, lambda unit: queries.set_removed(unit, package.description.id))
    assert _due(sealed_office, package).next is None
    with pytest.raises(Refused):
        _checked(sealed_office, package)


def test_a_check_is_due_some_months_after_the_last_one(sealed_office: Office, package: Built) -> None:
    office = sealed_office
    assert _due(office, package).next == date(2026, 8, 12)
    office.clock.advance(days=30)
    _checked(office, package)
    assert _due(office, package).next == date(2026, 9, 11)
    keeping.set_months(office.workspace, office.by(ARCHIVIST), months=3)
    due = _due(office, package)
    assert due.next == date(2025, 12, 11)
    assert not due.is_due(date(2025, 12, 10))
    assert due.is_due(date(2025, 12, 11))
    assert _told(office) == []
    office.clock.advance(days=100)
    assert _told(office) == ["archive-check-due"]
    for months in (0, 121):
        with pytest.raises(Malformed):
            keeping.set_months(office.workspace, office.by(ARCHIVIST), months=months)


class _Stopped(Exception):
    pass


def _broken_off(office: Office, package: Built) -> None:
    """Stopped after some of the files."""
    read = 0

    def stop_late(got: int) -> None:
        nonlocal read
        read += got
        if read > package.size // 2:
            raise _Stopped

    with pytest.raises(_Stopped):
        keeping.look_at(office.workspace, package.description.id, advance=stop_late)
    assert _memory(office, package).exists()


def test_a_check_that_was_broken_off_goes_on(sealed_office: Office, package: Built) -> None:
    _broken_off(sealed_office, package)
    shown: list[int] = []
    found = keeping.look_at(sealed_office.workspace, package.description.id, advance=shown.append)
    assert found.outcome is Outcome.SUCCESS
    assert 0 < found.read < found.size
    assert sum(shown) == found.size  # the bar counts what is spared, too
    assert not _memory(sealed_office, package).exists()
    assert keeping.look_at(sealed_office.workspace, package.description.id).read == found.size


def test_a_file_touched_meanwhile_is_read_again(sealed_office: Office, package: Built) -> None:
    _broken_off(sealed_office, package)
    path = json.loads(_memory(sealed_office, package).read_text(encoding="utf-8").splitlines()[1])["path"]
    victim = package.folder / path
    data = victim.read_bytes()
    victim.write_bytes(bytes([data[0] ^ 1]) + data[1:])
    assert _checked(sealed_office, package).damaged == (path,)


def test_what_was_read_long_ago_elsewhere_or_of_another_package_is_not_believed(
    sealed_office: Office, package: Built
) -> None:
    office, folder = sealed_office, package.folder
    known = _known(office, package)
    _broken_off(office, package)
    now = office.clock.now()
    for later, spared in (
        (fixity.BELIEVED, True),
        (fixity.BELIEVED + timedelta(seconds=1), False),
        (-fixity.BELIEVED, False),
    ):
        with fixity.Kept(_memory(office, package), known, folder, now + later) as kept:
            assert any(kept.known(f"data/{path}") for path in _below(folder)) is spared
    copy = Path(shutil.copytree(folder, folder.with_name("copy")))
    with fixity.Kept(_memory(office, package), known, copy, now) as kept:
        assert not any(kept.known(f"data/{path}") for path in _below(folder))


def test_a_line_that_was_cut_off_is_no_line(sealed_office: Office, package: Built) -> None:
    _broken_off(sealed_office, package)
    memory = _memory(sealed_office, package)
    memory.write_bytes(memory.read_bytes()[:-9])
    assert _checked(sealed_office, package).outcome is Outcome.SUCCESS
    _broken_off(sealed_office, package)
    memory.write_bytes(memory.read_bytes()[:9])
    assert keeping.look_at(sealed_office.workspace, package.description.id).read == package.size


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
@pytest.mark.slow
def test_the_command_killed_in_the_middle_reads_only_the_rest(sealed_office: Office, tmp_path: Path) -> None:
    package = _long(sealed_office, built(sealed_office, tmp_path / "out")[0])
    office, memory = sealed_office, _memory(sealed_office, package)
    office.workspace.close()
    line = [
        str(Path(sys.executable).with_name("congress")),
        "archive",
        "fixity",
        str(package.folder),
        "--account",
        ARCHIVIST,
        "--json",
    ]
    line += ["--workspace", str(office.workspace.folder)]
    surroundings = {**os.environ, "CONGRESS_PASSWORD": PIN}
    with subprocess.Popen(line, env=surroundings, cwd=ROOT, stdout=subprocess.PIPE) as run:
        until = time.monotonic() + 60
        while not memory.exists() and run.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        run.send_signal(signal.SIGKILL)
    assert run.returncode == -signal.SIGKILL
    noted = memory.read_text(encoding="utf-8").splitlines()[1:]
    said = subprocess.run(line, env=surroundings, cwd=ROOT, capture_output=True, text=True, check=True)
    (found,) = json.loads(said.stdout)["packages"]
    assert found["outcome"] == "success"
    assert found["bytes"] - found["read_bytes"] == sum(json.loads(one)["bytes"] for one in noted) > 0
    assert not memory.exists()
    assert said.stderr == ""


def _long(office: Office, package: Built) -> Built:
    """The same package with so much in it that a check takes seconds: holes, which take no room on the disk."""
    data, hole = package.folder / "data", digests_of(bytes(_HOLE))
    more = {f"data/{number:03}.bin": hole for number in range(_HOLES)}
    for name in more:
        with (package.folder / name).open("wb") as file:
            file.truncate(_HOLE)
    for algorithm, name in bags.MANIFESTS.items():
        listed = bags.read_manifest((package.folder / name).read_bytes(), name=name, algorithm=algorithm)
        listed |= {path: getattr(one, algorithm) for path, one in more.items()}
        (package.folder / name).write_bytes(bags.manifest(listed))
    sizes = [path.stat().st_size for path in data.rglob("*") if path.is_file()]
    said = bags.read_info((package.folder / bags.INFO).read_bytes()) | {OXUM: f"{sum(sizes)}.{len(sizes)}"}
    (package.folder / bags.INFO).write_bytes(bags.info(said.items()))
    _sign_again(office, package)
    return package


def _sign_again(office: Office, package: Built) -> None:
    key = office.workspace.machine_key
    assert key is not None
    for algorithm, name in bags.TAG_MANIFESTS.items():
        listed = {one: digests_of((package.folder / one).read_bytes()) for one in bags.LISTED}
        data = bags.manifest({one: getattr(found, algorithm) for one, found in listed.items()})
        (package.folder / name).write_bytes(data)
        (package.folder / bags.SIGNATURES[algorithm]).write_bytes(detached.sign(key, data))
    digest = hashlib.sha256((package.folder / bags.TAG_MANIFESTS["sha512"]).read_bytes()).hexdigest()
    named = update(PackageRow).where(PackageRow.id == package.description.id).values(manifest_sha256=digest)
    within(office.workspace, lambda unit: unit.connection.execute(named))


def _below(folder: Path) -> list[str]:
    return [path.relative_to(folder / "data").as_posix() for path in (folder / "data").rglob("*") if path.is_file()]


def _events(office: Office, package: Built) -> list[PackageEvent]:
    with office.workspace.reading() as unit:
        return list(queries.events(unit, package.description.id))


def _told(office: Office) -> list[str]:
    with office.workspace.reading() as unit:
        return [one.code for one in to_be_told(unit)]
