"""Whom security incidents go to: kept in order, named on the report of a security incident and on no other."""

import pytest

from congress.errors import Malformed
from congress.records import files
from devices.readiness import escalation, incidents, printing
from devices.readiness.queries import congress as queries
from devices.readiness.values import Contact, Incident, IncidentKind
from tests.congress_papers.reading import text_of
from tests.devices_readiness.test_service import TECHNICIAN, At, at_site
from tests.workspaces import Office

TEAM = (
    Contact("Lê Văn Kỹ", "Phòng An ninh mạng, Công an tỉnh", "0263 000 113"),
    Contact("K'Brơi", "Văn phòng Tỉnh ủy", "0912 000 111"),
)


def listed(at: At, *contacts: Contact) -> tuple[Contact, ...]:
    office = at.office
    return escalation.set_contacts(
        office.workspace, office.by(TECHNICIAN), congress_id=at.site.congress_id, contacts=contacts
    )


def report(at: At, tag: str, kind: IncidentKind) -> Incident:
    office = at.office
    return incidents.report(office.workspace, office.by(TECHNICIAN), tag=tag, kind=kind, what="tem bị bóc")


def test_the_list_is_kept_in_its_order_and_replaced_as_a_whole(any_office: Office) -> None:
    at = at_site(any_office)
    listed(at, *TEAM)
    listed(at, *reversed(TEAM))
    with any_office.workspace.reading() as unit:
        assert queries.contacts(unit, at.site.congress_id) == TEAM[::-1]


def test_every_fault_of_the_list_is_told_and_nothing_is_kept(office: Office) -> None:
    at = at_site(office)
    with pytest.raises(Malformed) as malformed:
        listed(at, TEAM[0], Contact("", "Công an tỉnh", "0263"), Contact("K'Brơi"))
    assert [(one.where, one.code) for one in malformed.value.findings] == [
        ("contact[2].name", "field-empty"),
        ("contact[3].telephone", "field-empty"),
    ]
    with office.workspace.reading() as unit:
        assert queries.contacts(unit, at.site.congress_id) == ()


def test_the_report_of_a_security_incident_names_them_and_that_of_a_fault_does_not(office: Office) -> None:
    at = at_site(office)
    listed(at, *TEAM)
    for tag, kind in ((at.tags[0], IncidentKind.SECURITY), (at.tags[1], IncidentKind.FAULT)):
        incident = report(at, tag, kind)
        record = printing.print_incident(office.workspace, office.by(TECHNICIAN), incident_id=incident.id)
        said = text_of(files.fetch(office.workspace.papers, record.sha256))
        assert tag in said
        assert all((one.name in said) is (kind is IncidentKind.SECURITY) for one in TEAM)
