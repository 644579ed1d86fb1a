"""The restore drill: what a spare laptop would take, with nothing left of it and nothing changed."""

from pathlib import Path

import pytest

from congress.errors import Malformed, Refused
from congress.journal import queries as journal_queries
from congress.upkeep.drilling import drill
from tests.congress_upkeep.backing_up import DAMAGE, back_up, keep_paper, works
from tests.workspaces import Office


def test_a_drill_brings_the_backup_back_apart_and_says_how_long_it_took(office: Office) -> None:
    keep_paper(office.workspace, b"%PDF-1.7 thu")
    made = back_up(office)
    before = office.workspace.head()
    done = drill(office.workspace, office.by("quantri"), source=made.folder)
    assert (done.backup, done.files, done.number) == (made.folder.name, len(made.files), made.head.number)
    assert done.behind == before.number - made.head.number
    assert done.seconds >= 0
    with office.workspace.reading() as unit:
        (entry,) = journal_queries.of_event(unit, "MAY-1", "workspace:drill")
    assert entry.facts["number"] == made.head.number
    assert entry.facts["files"] == done.files


def test_nothing_of_a_drill_stays_and_work_goes_on(office: Office) -> None:
    made = back_up(office)
    drill(office.workspace, office.by("truongban"), source=made.folder)
    assert not [path for path in (office.workspace.folder / ".restoring").rglob("*") if path.is_file()]
    works(office.workspace)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_backup_that_could_not_be_restored_is_found_by_the_drill_and_nothing_stays(
    office: Office, damage: str
) -> None:
    made = back_up(office)
    DAMAGE[damage](made.folder / "congress.db")
    with pytest.raises((Malformed, Refused)):
        drill(office.workspace, office.by("quantri"), source=made.folder)
    assert not [path for path in (office.workspace.folder / ".restoring").rglob("*") if path.is_file()]
    works(office.workspace)


def test_a_folder_that_is_no_backup_and_a_person_who_keeps_none_are_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Malformed, match="not-a-backup"):
        drill(office.workspace, office.by("quantri"), source=tmp_path)
    made = back_up(office)
    with pytest.raises(Refused):
        drill(office.workspace, office.by("giamsat"), source=made.folder)
