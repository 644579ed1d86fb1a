"""A package's catalogue is searched, and its results compared, without restoring it."""

import pytest

from congress.archive import queries, service
from congress.archive.verifying import inspect
from congress.catalogue.service import search
from congress.errors import Malformed, Refused
from congress.sealing.values import Verdict
from congress.subjects import SubjectKind
from tests.congress_archive.conftest import ARCHIVIST, Archive
from tests.workspaces import Office


@pytest.fixture
def reader(other: Office) -> Office:
    """Another office, which has nothing of that term."""
    return other


def test_a_candidate_of_another_term_is_found_by_a_name_without_marks(reader: Office, archive: Archive) -> None:
    inspected = [inspect(archive.permanent, trust=[archive.authority])]
    assert inspected[0].verdict is Verdict.VERIFIED
    workspace = reader.workspace
    assert service.take(workspace, reader.by(ARCHIVIST), inspected=inspected) == 1
    assert service.take(workspace, reader.by(ARCHIVIST), inspected=inspected) == 0
    with workspace.reading() as unit:
        persons = search(unit, workspace.house, "nguyen van an", kinds=[SubjectKind.VOTE]).found
        contest = search(unit, workspace.house, "bau bch", kinds=[SubjectKind.CONTEST]).found
        known = queries.packages(unit)
    assert next(one.subject.title for one in persons) == "Nguyễn Văn An"
    assert contest
    assert all(one.source is not None for one in (*persons, *contest))
    assert [one.foreign for one in known] == [True]


def test_its_results_come_along_where_they_are_asked_for(reader: Office, archive: Archive) -> None:
    inspected = [inspect(archive.permanent, trust=[archive.authority])]
    service.take(reader.workspace, reader.by(ARCHIVIST), inspected=inspected, results=True)
    with reader.workspace.reading() as unit:
        results = [one for offered in reader.workspace.house.results for one in offered(unit)]
    assert len(results) == 1
    assert results[0].source


def test_a_sealed_package_has_nothing_to_find(reader: Office, archive: Archive) -> None:
    inspected = [inspect(archive.sealed, trust=[archive.authority])]
    with pytest.raises(Malformed) as refused:
        service.take(reader.workspace, reader.by(ARCHIVIST), inspected=inspected)
    assert {one.code for one in refused.value.findings} == {"package-without-catalogue"}


def test_what_is_not_verified_is_not_taken(reader: Office, archive: Archive) -> None:
    with pytest.raises(Malformed):
        service.take(reader.workspace, reader.by(ARCHIVIST), inspected=[inspect(archive.permanent, trust=[])])


def test_what_was_built_here_is_not_taken_in_beside_itself(sealed_office: Office) -> None:
    workspace, by = sealed_office.workspace, sealed_office.by(ARCHIVIST)
    made = service.build_packages(workspace, by)
    inspected = [inspect(made[0].folder, trust=service.anchors(workspace))]
    with pytest.raises(Refused) as refused:
        service.take(workspace, by, inspected=inspected)
    assert refused.value.code == "package-built-here"
