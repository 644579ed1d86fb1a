"""Figures of the steps behind the count (số liệu các bước sau kiểm phiếu): signatures, packets."""

from collections.abc import Mapping
from uuid import UUID

from ballots.counting.values import Step
from ballots.results import queries
from ballots.results.steps import sealed_log
from ballots.results.values import ResultState, SealedEvent
from congress.i18n import t
from congress.store.unit import Unit


def later_figures(unit: Unit, contest_id: UUID) -> Mapping[Step, str]:
    """What the last steps of a desk came to, for those that are done."""
    result = queries.result(unit, contest_id)
    if result is None:
        return {}
    figures: dict[Step, str] = {}
    if result.state is not ResultState.FIXED:
        figures[Step.SIGN] = t("{count} signatures", count=len(result.places))
    packed = [event.packets for event in sealed_log(unit, contest_id) if event.kind is SealedEvent.PACKED]
    if packed:
        figures[Step.PACK] = t("{count} packets", count=packed[-1])
    return figures
