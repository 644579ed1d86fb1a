"""What the room shows an archive (tài liệu cho lưu trữ): outcomes as files, their schema, what is not sealed yet."""

from collections.abc import Iterator
from uuid import UUID

from ballots.contests import queries as contests
from ballots.counting import queries as counting
from ballots.counting.values import Mode
from ballots.regulations.formats.schemas import schemas
from ballots.results import queries, rules
from ballots.results.steps import result_of
from congress.chapters import Begun, Exhibit
from congress.store.unit import Unit
from congress.text import clean

_SCHEMA = "congress-outcome-1.schema.json"


def exhibits(unit: Unit) -> Iterator[Exhibit]:
    """Every fixed outcome as `congress-outcome/1`, byte for byte as its minutes carry it, and its schema."""
    found = [(contest_id, result_of(unit, contest_id)) for contest_id, _ in counting.begun(unit)]
    fixed = [(contest_id, result) for contest_id, result in found if result is not None]
    if fixed:
        yield Exhibit(f"schemas/{_SCHEMA}", "Lược đồ JSON của kết quả bầu cử", schemas()[_SCHEMA])
    for contest_id, result in fixed:
        title, code = _named(unit, contest_id)
        name = f"outcomes/{code}-{str(contest_id)[:8]}.json"
        yield Exhibit(name, f"Kết quả bầu cử: {title}", result.outcome_bytes, proof=True)


def begun(unit: Unit) -> Iterator[Begun]:
    """Every contest whose desk was opened, as far as its sealed part goes."""
    for contest_id, mode in counting.begun(unit):
        result = queries.result(unit, contest_id)
        yield Begun(
            id=contest_id,
            title=_named(unit, contest_id)[0],
            sealed=result is not None and result.sealed_at is not None,
            official=mode is Mode.OFFICIAL,
            keep_until=None if result is None else result.keep_until,
            complaint=rules.open_complaints(queries.sealed_events(unit, contest_id)) > 0,
        )


def _named(unit: Unit, contest_id: UUID) -> tuple[str, str]:
    contest = contests.stored(unit, contest_id)
    assert contest is not None  # a desk stands on its contest
    code = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in clean(contest.details.code))
    number = f" (lần {contest.round})" if contest.round > 1 else ""
    return f"{contest.details.title}{number}", code.lower()
