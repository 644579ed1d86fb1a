"""The electorate from the roll to the denominator (từ danh sách đến mẫu số): pure.

On the roll -> not summoned -> summoned -> deducted -> denominator; nobody leaves twice. QC190 Art. 30,
04-HD/TW of 31/12/2024.
"""

from collections.abc import Iterator

from ballots.contests.values import ElectorateLine, ElectorateStage, NotSummonedReason, Roll
from ballots.regulations.values import DEDUCTION_REASONS, Deduction, DeductionReason, Electorate, ElectorateKind
from congress.errors import Finding
from congress.term.rules import same_name
from congress.text import clean

MOST_PERSONS = 10_000_000


def reasons_at(stage: ElectorateStage, kind: ElectorateKind) -> tuple[str, ...]:
    """The reasons that a step knows (lý do được phép), in the order in which a form offers them."""
    match stage:
        case ElectorateStage.NOT_SUMMONED:
            return tuple(NotSummonedReason)
        case ElectorateStage.DEDUCTION:
            return tuple(reason for reason in DeductionReason if reason in DEDUCTION_REASONS[kind])


def not_summoned(roll: Roll) -> int:
    """Persons on the roll who are not summoned (số không triệu tập)."""
    return sum(line.persons for line in roll.at(ElectorateStage.NOT_SUMMONED))


def deducted(roll: Roll) -> int:
    """Persons summoned who are taken off (số được trừ)."""
    return sum(line.persons for line in roll.at(ElectorateStage.DEDUCTION))


def summoned(roll: Roll) -> int | None:
    """Persons summoned (số được triệu tập); None while the roll is not entered."""
    return None if roll.on_roll is None else roll.on_roll - not_summoned(roll)


def is_complete(roll: Roll) -> bool:
    """Whether every figure is entered."""
    return roll.on_roll is not None and roll.present is not None


def electorate_of(roll: Roll) -> Electorate | None:
    """The electorate for the regulation's rules; None while the roll is incomplete or has faults."""
    called = summoned(roll)
    if called is None or roll.present is None or check_roll(roll):
        return None
    sums: dict[str, int] = {}
    for line in roll.at(ElectorateStage.DEDUCTION):
        sums[line.reason] = sums.get(line.reason, 0) + line.persons
    deductions = tuple(Deduction(reason, sums[reason]) for reason in DeductionReason if reason in sums)
    return Electorate(roll.kind, called, roll.present, deductions)


def check_roll(roll: Roll) -> tuple[Finding, ...]:
    """Every fault of an electorate as entered: wrong reasons, sums that cannot be, a person who leaves twice."""
    return (*_line_faults(roll), *_twice(roll.lines), *_sum_faults(roll))


def roll_remarks(roll: Roll) -> tuple[Finding, ...]:
    """What is possible, yet should be looked at: persons taken off are thought absent."""
    called = summoned(roll)
    if called is None or roll.present is None:
        return ()
    denominator = called - deducted(roll)
    if denominator < roll.present <= called:
        facts = {"present": roll.present, "denominator": denominator}
        return (Finding("electorate.present", "present-over-denominator", facts),)
    return ()


def _line_faults(roll: Roll) -> Iterator[Finding]:
    for stage in ElectorateStage:
        allowed = reasons_at(stage, roll.kind)
        for position, line in enumerate(roll.at(stage), start=1):
            where = f"electorate.{stage}[{position}]"
            if line.reason not in allowed:
                facts = {"reason": line.reason, "kind": str(roll.kind), "allowed": ", ".join(allowed) or "—"}
                yield Finding(where, "electorate-reason-wrong", facts)
            if not 1 <= line.persons <= MOST_PERSONS:
                yield Finding(where, "electorate-persons-wrong", {"persons": line.persons})


def _twice(lines: tuple[ElectorateLine, ...]) -> Iterator[Finding]:
    """A person named in two notes leaves twice."""
    seen: list[str] = []
    for line in lines:
        for name in _names_in(line.note):
            if any(same_name(name, earlier) for earlier in seen):
                yield Finding(f"electorate.{line.stage}", "electorate-person-twice", {"name": name})
            seen.append(name)


def _names_in(note: str) -> list[str]:
    """The names that a note lists between commas or semicolons: two words or more, each with a capital."""
    parts = (clean(part).split() for part in note.replace(";", ",").split(","))
    return [" ".join(words) for words in parts if len(words) > 1 and all(word[0].isupper() for word in words)]


def _sum_faults(roll: Roll) -> Iterator[Finding]:
    for where, figure in (("electorate.on_roll", roll.on_roll), ("electorate.present", roll.present)):
        if figure is not None and not 0 <= figure <= MOST_PERSONS:
            yield Finding(where, "electorate-figure-wrong", {"figure": figure})
    called = summoned(roll)
    if called is None or roll.on_roll is None or roll.on_roll < 0:
        return
    away, less = not_summoned(roll), deducted(roll)
    if away > roll.on_roll:
        facts = {"not_summoned": away, "on_roll": roll.on_roll}
        yield Finding("electorate.not-summoned", "not-summoned-over-roll", facts)
    elif called - less < 1:
        yield Finding("electorate.deduction", "denominator-below-one", {"summoned": called, "deducted": less})
    if roll.present is not None and roll.present > max(called, 0):
        facts = {"present": roll.present, "summoned": called}
        yield Finding("electorate.present", "present-over-summoned", facts)
