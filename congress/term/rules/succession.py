"""What became of a unit, and what it came from (đơn vị kế thừa, đơn vị tiền thân): through every decision, pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from congress.term.values import Merger


@dataclass(frozen=True, slots=True)
class Passage:
    """One step: an old unit that went into a new one by a decision (một lần sáp nhập)."""

    merger: Merger
    old_id: UUID
    new_id: UUID
    whole: bool


class Succession:
    """Who follows whom, by all decisions."""

    def __init__(self, mergers: Iterable[Merger]) -> None:
        after: defaultdict[UUID, list[Passage]] = defaultdict(list)
        before: defaultdict[UUID, list[Passage]] = defaultdict(list)
        for merger in mergers:
            for part in merger.details.parts:
                passage = Passage(merger, part.old_id, part.new_id, part.whole)
                after[part.old_id].append(passage)
                before[part.new_id].append(passage)
        self._after: Mapping[UUID, list[Passage]] = after
        self._before: Mapping[UUID, list[Passage]] = before

    def after(self, body_id: UUID) -> tuple[Passage, ...]:
        """Every step from a unit on, the nearest first (nhập vào đâu)."""
        return tuple(self._walked(self._after, body_id, forward=True))

    def before(self, body_id: UUID) -> tuple[Passage, ...]:
        """Every step that led to a unit, the nearest first (từ những đơn vị nào)."""
        return tuple(self._walked(self._before, body_id, forward=False))

    def heirs(self, body_id: UUID) -> tuple[UUID, ...]:
        """The units where a closed one ends up (đơn vị kế thừa hiện nay); none for one that nothing closed."""
        reached = dict.fromkeys(passage.new_id for passage in self.after(body_id))
        return tuple(one for one in reached if not self._after.get(one))

    def _walked(self, steps: Mapping[UUID, list[Passage]], body_id: UUID, *, forward: bool) -> Iterable[Passage]:
        seen, waiting = {body_id}, [body_id]
        while waiting:
            at = waiting.pop(0)
            for passage in steps.get(at, ()):
                yield passage
                further = passage.new_id if forward else passage.old_id
                if further not in seen:
                    seen.add(further)
                    waiting.append(further)
