"""The gate (chốt sẵn sàng): a site where ballots are counted on devices of the register has to be ready."""

from collections.abc import Mapping
from uuid import UUID

from congress.access.gates import Blocker
from congress.store.unit import Unit
from devices.readiness import steps
from devices.readiness.rules.sites import lacks
from devices.register.queries import devices as register
from devices.register.values.devices import UseClass


class ReadinessGate:
    """On once the site's register holds a device for counting; before that it says nothing."""

    name = "site-equipment"

    def aside(self, unit: Unit, *, act: str, site_id: UUID | None) -> str:
        """No site is named, or its register holds nothing that counts."""
        if site_id is None:
            return "no-site"
        return "" if _counts(unit, site_id) else "no-counting-device"

    def blockers(self, unit: Unit, *, act: str, site_id: UUID | None) -> tuple[Blocker, ...]:
        """What the site still lacks, whatever the act."""
        if site_id is None or not _counts(unit, site_id):
            return ()
        return tuple(
            Blocker(lack.code, lack.facts, _thing(lack.subject, lack.facts))
            for lack in lacks(steps.site_now(unit, site_id))
        )


def _counts(unit: Unit, site_id: UUID) -> bool:
    return any(device.use_class is UseClass.COUNTING for device in register.devices_at(unit, site_id))


def _thing(subject: str, facts: Mapping[str, object]) -> str:
    """Which one: a device may lack several items of its template."""
    return f"{subject} {facts['item']}" if "item" in facts else subject
