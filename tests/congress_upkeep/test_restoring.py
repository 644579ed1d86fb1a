"""A backup is brought back by two people, whole or not at all; what stood there is kept aside."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from congress.access import keyring
from congress.access import queries as access_queries
from congress.access import service as access
from congress.access.values import Authority
from congress.errors import Broken, Refused
from congress.journal import queries as journal_queries
from congress.records import files
from congress.records import queries as records_queries
from congress.sealing import keys
from congress.upkeep import restoring, service
from congress.upkeep.values import Backup
from congress.workspace import check_journal, open_folder
from tests.congress_upkeep.backing_up import DAMAGE, back_up, keep_paper, reopened, restore, works
from tests.workspaces import PIN, Office


def test_restoring_needs_two_people_and_a_reason(office: Office) -> None:
    made = back_up(office)
    with pytest.raises(Refused, match="reason-missing"):
        restore(office, made, reason="  ")
    prepared = restoring.prepare(
        office.workspace.folder, made.folder, house=office.workspace.house, current=office.workspace
    )
    with pytest.raises(Refused, match="second-missing"):
        service.restore(office.workspace, office.by("quantri", reason="máy hỏng"), prepared=prepared)
    prepared.abandon()
    assert not (office.workspace.folder / ".restoring").exists()
    works(office.workspace)


def test_restoring_brings_back_what_was_and_keeps_what_stood_there(office: Office) -> None:
    opened = office.workspace
    old_paper = keep_paper(opened, b"%PDF cu")
    made = back_up(office)
    office.clock.advance(minutes=5)
    new_paper = keep_paper(opened, b"%PDF moi")
    former = opened.head()
    prepared = restore(office, made)

    with reopened(office) as again:
        assert again.findings == ()
        assert check_journal(again) == ()
        with again.reading() as unit:
            (entry,) = journal_queries.of_event(unit, "MAY-1", "workspace:restore")
            papers = {record.sha256 for record in records_queries.of_scope(unit, None)}
        assert entry.number == made.head.number + 1
        assert (entry.actor, entry.second, entry.reason) == ("Trần Văn Quản", "Trần Đức Bình", "máy hỏng")
        assert entry.facts["former_number"] == former.number
        assert entry.facts["former_hash"] == former.hash
        assert entry.facts["left_behind"] == former.number - made.head.number
        assert papers == {old_paper}
        assert files.fetch(again.papers, old_paper) == b"%PDF cu"
        works(again)

    with open_folder(prepared.aside, house=opened.house) as aside:
        assert check_journal(aside, heads=(former,)) == ()
        assert aside.head().number == former.number + 1  # the restoring is its last entry
        assert files.fetch(aside.papers, new_paper) == b"%PDF moi"


def test_what_was_left_behind_can_be_brought_back_in_its_turn(office: Office) -> None:
    """The wrong backup was taken: the copy set aside opens as it is, and is backed up from there."""
    opened = office.workspace
    made = back_up(office)
    office.clock.advance(minutes=5)
    paper = keep_paper(opened, b"%PDF moi")
    aside = restore(office, made).aside
    office.clock.advance(minutes=5)
    with open_folder(aside, house=opened.house) as former:
        rescued = service.back_up(former, Office(former, office.clock, office.actors).by("quantri"))
    with reopened(office) as again:
        there = Office(again, office.clock, office.actors)
        restore(there, rescued)
    with reopened(office) as again:
        assert check_journal(again) == ()
        assert files.fetch(again.papers, paper) == b"%PDF moi"


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_database_is_said_and_brought_back_by_the_people_of_the_backup(office: Office, damage: str) -> None:
    opened = office.workspace
    made = back_up(office)
    office.clock.advance(minutes=5)
    works(opened)
    opened.close()
    database = opened.folder / "congress.db"
    DAMAGE[damage](database)
    left = database.read_bytes() if database.exists() else None
    with pytest.raises(Broken, match=r"database-damaged|database-empty|database-missing"):
        reopened(office)
    assert (database.read_bytes() if database.exists() else None) == left

    prepared = restoring.prepare(opened.folder, made.folder, house=opened.house, current=None)
    with pytest.raises(Refused, match="workspace-in-use"):
        reopened(office)
    two = Authority(
        access.log_in(prepared.workspace, name="quantri", secret=PIN),
        access.log_in(prepared.workspace, name="truongban", secret=PIN),
        "đĩa hỏng",
    )
    done = service.restore(prepared.workspace, two, prepared=prepared)
    with reopened(office) as again:
        assert again.findings == ()
        assert check_journal(again) == ()
        works(again)
    if left is not None:
        assert (done.aside / "congress.db").read_bytes() == left


def test_a_power_cut_at_any_step_of_the_exchange_leaves_the_old_or_the_new_one(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Every call that touches the disk in turn is the last one; afterwards one of the two opens whole."""
    opened = office.workspace
    made = back_up(office)
    office.clock.advance(minutes=5)
    works(opened)
    opened.close()
    pristine = tmp_path / "pristine"
    shutil.copytree(opened.folder, pristine)
    steps = 0
    while _exchange_cut_at(office, pristine, tmp_path / f"cut-{steps}", made, monkeypatch, last_step=steps):
        steps += 1
    assert steps > 8


def test_backups_inside_are_destroyed_with_what_was_set_aside(office: Office) -> None:
    """After a sealing no copy of the readings stays on the laptop."""
    made = back_up(office)
    office.clock.advance(minutes=5)
    aside = restore(office, made).aside
    gone = service.destroy_backups(office.workspace.folder)
    assert set(gone) == {made.folder.name, aside.name}
    assert list(office.workspace.backups.iterdir()) == []
    with reopened(office) as again:
        assert check_journal(again) == ()


def test_a_lost_machine_key_is_made_anew_by_two(office: Office) -> None:
    opened = office.workspace
    (opened.keys / "machine.key").unlink()
    opened.close()
    with reopened(office) as again:
        there = Office(again, office.clock, office.actors)
        assert [finding.code for finding in check_journal(again)] == ["machine-key-missing"]
        public = service.renew_machine_key(again, there.by("quantri", "truongban", reason="mất khóa"))
        assert check_journal(again) == ()
        assert again.machine_key is not None
        assert again.machine_key.public.hex() == public


def test_the_machines_own_certificate_stays_with_its_key(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "ROUNDS", 20_000)
    secret = "khóa của tổ chức"
    keyring.make_authority(office.workspace, office.by("quantri", "truongban"), name="Đại hội", secret=secret)
    made = back_up(office)
    office.clock.advance(minutes=5)
    service.renew_machine_key(office.workspace, office.by("quantri", "truongban", reason="máy bị mượn"))
    certificate = keyring.certify_machine(office.workspace, office.by("quantri", "truongban"), secret=secret)
    restore(office, made)
    with reopened(office) as again:
        assert keyring.machine_certificate(again.keys) == certificate


def test_accounts_come_back_as_they_were(office: Office) -> None:
    made = back_up(office)
    access.make_account(
        office.workspace, office.by("quantri", "truongban"), name="moi", person="Người Mới Đến", grants=[]
    )
    restore(office, made)
    with reopened(office) as again, again.reading() as unit:
        assert "moi" not in {account.name for account in access_queries.accounts(unit)}


class _PowerCut(BaseException):
    pass


def _exchange_cut_at(
    office: Office,
    pristine: Path,
    folder: Path,
    made: Backup,
    monkeypatch: pytest.MonkeyPatch,
    *,
    last_step: int,
) -> bool:
    shutil.copytree(pristine, folder)
    current = open_folder(folder, house=office.workspace.house)
    prepared = restoring.prepare(folder, made.folder, house=office.workspace.house, current=current)
    there = Office(current, office.clock, office.actors)
    done = 0

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def step(*args: object, **kwargs: object) -> object:
            nonlocal done
            if done == last_step:
                raise _PowerCut
            done += 1
            return real(*args, **kwargs)

        return step

    cut = False
    with monkeypatch.context() as patch:
        for owner, name in ((os, "link"), (Path, "replace"), (Path, "unlink"), (shutil, "copyfile")):
            patch.setattr(owner, name, counted(getattr(owner, name)))
        try:
            service.restore(current, there.by("quantri", "truongban", reason="máy hỏng"), prepared=prepared)
        except _PowerCut:
            cut = True
    for left in (current, prepared.workspace):
        left.close()
    with open_folder(folder, house=office.workspace.house) as again:
        assert {finding.code for finding in check_journal(again)} <= {"journal-truncated", "journal-head-differs"}
        works(again)
    return cut


def test_a_backup_of_a_workspace_that_lost_its_head_file_is_brought_back_with_the_mark(office: Office) -> None:
    (office.workspace.folder / "journal.head").unlink()
    made = back_up(office)
    office.clock.advance(minutes=5)
    restore(office, made)
    with reopened(office) as again:
        assert {finding.code for finding in check_journal(again)} == {"journal-head-lost"}


def test_a_folder_in_the_place_of_the_head_file_does_not_hinder_a_restoring(office: Office) -> None:
    made = back_up(office)
    office.clock.advance(minutes=5)
    head = office.workspace.folder / "journal.head"
    head.unlink()
    head.mkdir()
    restore(office, made)
    with reopened(office) as again:
        assert again.findings == ()
