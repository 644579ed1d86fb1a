"""The last entries of the journal, for the second column of home (việc gần đây)."""

from uuid import UUID

from textual.content import Content

from congress.access.registry import deed_of
from congress.i18n import t
from congress.journal import queries as journal
from congress.store.unit import Unit
from tui.widgets.drawing import line

MOST = 12


def title_of(event: str) -> str:
    """What was done, in words; an event of another release by its name."""
    known = deed_of(event)
    return event if known is None else t(known.title)


def recent(unit: Unit, contest_id: UUID | None) -> list[Content]:
    """The last entries, of a contest where one is chosen: hour, deed, who."""
    found = journal.latest(unit, unit.machine, limit=MOST, scope_id=contest_id)
    said: list[Content] = []
    for entry in found:
        who = ", ".join(name for name in (entry.actor, entry.second) if name)
        said.append(line((f"{entry.at.astimezone():%H:%M}  ", "$gold"), title_of(entry.event)))
        if who:
            said.append(line((f"       {who}", "$quiet")))
    return said or [line((t("nothing here yet"), "$quiet"))]
