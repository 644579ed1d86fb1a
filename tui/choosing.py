"""Which congress and contest the screens are about (đại hội, cuộc bầu đang chọn)."""

from dataclasses import dataclass
from uuid import UUID

from ballots.contests import queries as contest_queries
from ballots.counting import queries as desk_queries
from ballots.counting.values import Mode
from congress.store.unit import Unit
from congress.term import queries as term_queries


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the header says (đang làm việc với)."""

    congress_id: UUID | None = None
    congress_title: str = ""
    contest_id: UUID | None = None
    contest_title: str = ""
    desk_is_open: bool = False
    is_official: bool = False


def chosen(unit: Unit, *, congress_id: UUID | None, contest_id: UUID | None) -> Chosen:
    """The choice as it still holds; without one the newest congress, and its contest where it has but one."""
    congresses = term_queries.congresses(unit)
    congress = next((one for one in congresses if one.id == congress_id), congresses[0] if congresses else None)
    if congress is None:
        return Chosen()
    contests = contest_queries.contests(unit, congress.id)
    only = contests[0] if len(contests) == 1 else None
    contest = next((one for one in contests if one.id == contest_id), only)
    if contest is None:
        return Chosen(congress.id, congress.details.title)
    desk = desk_queries.desk(unit, contest.id)
    return Chosen(
        congress.id,
        congress.details.title,
        contest.id,
        contest.title,
        desk_is_open=desk is not None,
        is_official=desk is not None and desk.mode is Mode.OFFICIAL,
    )
