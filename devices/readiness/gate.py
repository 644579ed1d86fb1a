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

    name = "Equipment of the site"

    def blockers(self, unit: Unit, *, act: str, site_id: UUID | None) -> tuple[Blocker, ...]:
        """What the site still lacks, whatever the act."""
        if site_id is None:
            return ()
        devices = register.devices_at(unit, site_id)
        if not any(device.use_class is UseClass.COUNTING for device in devices):
            return ()
        return tuple(
            Blocker(lack.code, lack.facts, _thing(lack.subject, lack.facts))
            for lack in lacks(steps.site_now(unit, site_id))
        )


def _thing(subject: str, facts: Mapping[str, object]) -> str:
    """Which one: a device may lack several items of its template."""
    return f"{subject} {facts['item']}" if "item" in facts else subject
