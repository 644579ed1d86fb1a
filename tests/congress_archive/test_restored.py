"""A package taken back into an empty workspace gives what was there, byte for byte; anything else gives nothing."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from congress import workspace
from congress.archive import closing, queries, restoring, service
from congress.archive.values import EventType
from congress.archive.verifying import inspect
from congress.chapters import FileRef, Lines, Retention, write_chapters
from congress.errors import Malformed, Refused
from congress.records import queries as records
from congress.workspace import check_journal
from tests.clocks import PinnedClock
from tests.congress_archive.conftest import Archive, full_house
from tests.workspaces import CHEAP, Office
from tui.house import CHAPTERS

REASON = "Mở lại hồ sơ nhiệm kỳ"


@pytest.fixture
def empty(tmp_path: Path, clock: PinnedClock) -> Iterator[Office]:
    """A workspace of another tag with its two founders."""
    from congress.access import service as access
    from congress.access.values import Authority

    with workspace.create(tmp_path / "new", house=full_house(clock), tag="LUU-TRU-1", hash_cost=CHEAP) as made:
        accounts = access.found(made, administrator="Nguyễn Thị Lưu", head="Trần Văn Trữ")
        actors = {}
        for account, code in accounts:
            actor = access.log_in(made, name=account.name, secret=code)
            access.set_own_secret(made, Authority(actor), old=code, new="135792")
            actors[account.name] = actor
        yield Office(made, clock, actors)


def test_the_outcome_comes_back_byte_for_byte(empty: Office, archive: Archive) -> None:
    inspected = [inspect(place, trust=[archive.authority]) for place in (archive.permanent, archive.sealed)]
    taken = service.restore(empty.workspace, empty.by("quantri", "truongban", reason=REASON), inspected=inspected)
    assert taken > 50
    with empty.workspace.reading() as unit:
        proofs = [one.data for room in empty.workspace.house.exhibits for one in room(unit) if one.proof]
        papers = records.all_of(unit)
        known = queries.packages(unit)
        events = queries.events(unit)
    assert proofs == [archive.outcome]
    assert papers
    assert all((empty.workspace.papers / "objects" / one.sha256).is_file() for one in papers)
    assert len(list(empty.workspace.sealed.glob("record-*.sealed"))) == 1
    assert {one.foreign for one in known} == {True}
    assert {one.type for one in events} >= {EventType.INGESTION}
    assert [one for one in check_journal(empty.workspace) if one.code != "journal-foreign"] == []


def test_every_row_and_file_of_the_packages_is_written_again_byte_for_byte(empty: Office, archive: Archive) -> None:
    """Not the results alone: a second package of the restored workspace would hold the same."""
    both = (archive.permanent, archive.sealed)
    inspected = [inspect(place, trust=[archive.authority]) for place in both]
    service.restore(empty.workspace, empty.by("quantri", "truongban", reason=REASON), inspected=inspected)
    with empty.workspace.reading() as unit:
        written = [one for retention in Retention for one in write_chapters(unit, CHAPTERS, None, retention=retention)]
    rows = {one.name: set(one.data.split(b"\n")[1:]) for one in written if isinstance(one, Lines)}
    files = {one.name: one for one in written if isinstance(one, FileRef)}
    for place, found in zip(both, inspected, strict=True):
        assert found.description is not None
        for one in found.description.entries:
            data = (place / "data" / one.path).read_bytes()
            if one.file is None:
                assert set(data.split(b"\n")[1:]) <= rows[one.entry], one.entry
            else:
                assert files[one.entry] == one.file
                assert (empty.workspace.folder / one.file.path).read_bytes() == data


def test_a_sealed_package_that_was_taken_in_is_named_for_people_at_the_removal(empty: Office, archive: Archive) -> None:
    inspected = [inspect(place, trust=[archive.authority]) for place in (archive.permanent, archive.sealed)]
    service.restore(empty.workspace, empty.by("quantri", "truongban", reason=REASON), inspected=inspected)
    with empty.workspace.reading() as unit:
        elsewhere = closing.copies_elsewhere(unit, empty.workspace)
    assert [place for _, place in elsewhere] == [str(archive.sealed)]


def test_only_the_permanent_part_leaves_the_papers_out(empty: Office, archive: Archive) -> None:
    inspected = [inspect(archive.permanent, trust=[archive.authority])]
    service.restore(empty.workspace, empty.by("quantri", "truongban", reason=REASON), inspected=inspected)
    assert list(empty.workspace.sealed.iterdir()) == []


def test_twice_takes_nothing_more(empty: Office, archive: Archive) -> None:
    inspected = [inspect(archive.permanent, trust=[archive.authority])]
    by = empty.by("quantri", "truongban", reason=REASON)
    assert service.restore(empty.workspace, by, inspected=inspected) > 0
    assert service.restore(empty.workspace, by, inspected=inspected) == 0


def test_what_is_not_verified_is_not_read(empty: Office, archive: Archive) -> None:
    with pytest.raises(Malformed):
        service.restore(
            empty.workspace,
            empty.by("quantri", "truongban", reason=REASON),
            inspected=[inspect(archive.permanent, trust=[])],
        )
    with empty.workspace.reading() as unit:
        assert records.all_of(unit) == ()


def test_a_file_changed_after_the_look_is_noticed(empty: Office, archive: Archive, package: Path) -> None:
    inspected = [inspect(package, trust=[archive.authority])]
    victim = next((package / "data" / "papers").iterdir())
    victim.write_bytes(victim.read_bytes() + b"\n")
    with pytest.raises(Malformed) as refused:
        service.restore(empty.workspace, empty.by("quantri", "truongban", reason=REASON), inspected=inspected)
    assert {one.code for one in refused.value.findings} == {"package-file-altered"}
    with empty.workspace.reading() as unit:
        assert records.all_of(unit) == ()


def test_a_list_changed_along_with_its_file_after_the_look_is_noticed(
    empty: Office, archive: Archive, package: Path
) -> None:
    inspected = [inspect(package, trust=[archive.authority])]
    victim = next((package / "data" / "papers").iterdir())
    lists = package / "manifest-sha512.txt"
    before = hashlib.sha512(victim.read_bytes()).hexdigest()
    victim.write_bytes(victim.read_bytes() + b"\n")
    after = hashlib.sha512(victim.read_bytes()).hexdigest()
    lists.write_text(lists.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    rows = package / "data" / "chapters" / "term" / "term.jsonl"
    before = hashlib.sha512(rows.read_bytes()).hexdigest()
    rows.write_bytes(rows.read_bytes().replace(b"2025", b"2026"))
    after = hashlib.sha512(rows.read_bytes()).hexdigest()
    assert before != after
    lists.write_text(lists.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(Malformed) as refused:
        service.restore(empty.workspace, empty.by("quantri", "truongban", reason=REASON), inspected=inspected)
    assert [(one.where, one.code) for one in refused.value.findings] == [
        ("data/chapters/term/term.jsonl", "package-file-altered")
    ]


def test_a_damaged_file_under_the_name_of_one_that_comes_in_is_put_right(empty: Office, archive: Archive) -> None:
    found = inspect(archive.permanent, trust=[archive.authority])
    assert found.description is not None
    (name, sha256) = next((one.file.path, one.file.sha256) for one in found.description.entries if one.file)
    target = empty.workspace.folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(b"damaged")
    service.restore(empty.workspace, empty.by("quantri", "truongban", reason=REASON), inspected=[found])
    assert hashlib.sha256(target.read_bytes()).hexdigest() == sha256


def test_a_laptop_that_writes_the_same_journal_is_told_to_take_another_tag(other: Office, archive: Archive) -> None:
    inspected = [inspect(archive.permanent, trust=[archive.authority])]
    with pytest.raises(Malformed) as refused:
        service.restore(other.workspace, other.by("luutru", "truongban", reason=REASON), inspected=inspected)
    assert "journal-own-stream" in {one.code for one in refused.value.findings}


def test_two_people_and_a_reason(empty: Office, archive: Archive) -> None:
    inspected = [inspect(archive.permanent, trust=[archive.authority])]
    for by in (empty.by("quantri", reason=REASON), empty.by("quantri", "truongban")):
        with pytest.raises(Refused):
            service.restore(empty.workspace, by, inspected=inspected)


def test_a_proof_that_the_rows_do_not_yield_gives_up_all(
    empty: Office, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The comparison can fail: a room that words an outcome otherwise is found out."""
    inspected = [inspect(archive.permanent, trust=[archive.authority])]

    def other_words(unit: object, rooms: object, one: object) -> object:
        from congress.errors import Finding

        yield Finding("data/outcomes", "package-yields-other")

    monkeypatch.setattr(restoring, "_unlike", other_words)
    with pytest.raises(Malformed):
        service.restore(empty.workspace, empty.by("quantri", "truongban", reason=REASON), inspected=inspected)
    with empty.workspace.reading() as unit:
        assert records.all_of(unit) == ()
