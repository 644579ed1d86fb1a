"""Whom security incidents of a congress go to (Đội ứng cứu sự cố), in the order in which they are called."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from congress.access.registry import deed
from congress.access.values import Authority
from congress.errors import Finding, Malformed
from congress.term import service as congresses
from congress.text import clean
from devices.readiness.queries import congress as queries
from devices.readiness.service import TEAM
from devices.readiness.values import Contact
from devices.register.rules.details import check_text

if TYPE_CHECKING:
    from congress.workspace import Workspace

MOST = 30


@deed("incident:team:set", who=TEAM, title="Incident response team listed")
def set_contacts(
    workspace: "Workspace", by: Authority, *, congress_id: UUID, contacts: Iterable[Contact]
) -> tuple[Contact, ...]:
    """List whom security incidents go to (Đội ứng cứu sự cố), all of them, in their order."""
    listed = tuple(Contact(clean(one.name), clean(one.body), clean(one.telephone)) for one in contacts)
    faults = [fault for place, one in enumerate(listed, 1) for fault in _faults(one, where=f"contact[{place}]")]
    if len(listed) > MOST:
        faults.append(Finding("contacts", "contacts-too-many", {"most": MOST}))
    if faults:
        raise Malformed(faults)
    with workspace.unit(by) as unit:
        congresses.existing(unit, congress_id)
        queries.set_contacts(unit, congress_id, listed)
        unit.record(congress_id, contacts=[one.name for one in listed])
        return listed


def _faults(one: Contact, *, where: str) -> Iterable[Finding]:
    for name, text in (("name", one.name), ("body", one.body), ("telephone", one.telephone)):
        if not text and name != "body":
            yield Finding(f"{where}.{name}", "field-empty")
        yield from check_text(text, where=f"{where}.{name}")
