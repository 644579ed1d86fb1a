"""Who keyed what (người nhập): each count of a pile is another person's, whatever accounts they have."""

from uuid import UUID

from ballots.counting.loading import Loaded
from congress.access import queries as accounts
from congress.access.values import Actor
from congress.errors import Refused
from congress.store.unit import Unit


def check_other_person(unit: Unit, found: Loaded, typist: Actor, pile: int, *, count: int | None) -> None:
    """Step: refuse whoever keyed the pile in another count than `count`; who took over, or corrected, keyed it, too."""
    known = _typists(found, pile, but=count)
    if typist.account_id in known or typist.person in accounts.names(unit, known).values():
        raise Refused("pile-keyed-by-same", pile=pile, name=typist.person)


def _typists(found: Loaded, pile: int, *, but: int | None) -> set[UUID]:
    begun = {one.account_id for one in found.passes if one.number == pile and one.count != but}
    for (number, count), readings in found.readings.items():
        if number == pile and count != but:
            begun |= {reading.account_id for reading in readings if not reading.board}
    return begun
