"""Earlier terms are backed up before a new one opens (sao lưu nhiệm kỳ trước): 229-KH/TU of Hà Tĩnh, 10/02/2020.

The rule, as people can live with it: once ballots of a term have been counted here, a newer term is made only where
nothing was done since the last backup of the workspace, or since a package of its records was built, but logging in
and making terms. On a server the database is backed up by whoever keeps it, and this program cannot tell when.
"""

from congress.errors import Refused
from congress.journal import queries as journal
from congress.store.unit import Unit
from congress.term import queries
from congress.term.values import Term
from congress.upkeep.service import BACK_UP

PACKED = "archive:build"
"""A package of a term's records holds them whole."""
BACKED_UP = frozenset({BACK_UP, PACKED})
CHANGES_NOTHING = frozenset({"account:log-in", "term:make"})


def check_backed_up(unit: Unit, *, begins: int) -> None:
    """Step: refuse a term that begins in this year while an earlier one has changed since it was backed up."""
    earlier = _counted_before(unit, begins)
    if earlier is None or not unit.embedded:
        return
    deeds = 0
    for entry in journal.newest_first(unit, unit.machine):
        if entry.event in BACKED_UP:
            if deeds:
                last = f"{entry.at.astimezone():%H:%M %d/%m/%Y}"
                raise Refused("earlier-term-changed-since-backup", term=earlier.name, deeds=deeds, last=last)
            return
        deeds += entry.event not in CHANGES_NOTHING
    raise Refused("earlier-term-never-backed-up", term=earlier.name)


def _counted_before(unit: Unit, begins: int) -> Term | None:
    """The newest of the earlier terms under which a desk was opened."""
    found = [one.term for one in queries.congresses(unit) if one.locked and one.term.begins < begins]
    return max(found, key=lambda term: term.begins, default=None)
