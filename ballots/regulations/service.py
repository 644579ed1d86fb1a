"""Tallying a count record without a workspace (kiểm phiếu từ bản ghi)."""

from dataclasses import dataclass
from hashlib import sha256

from ballots.regulations.formats import read_record
from ballots.regulations.rules import Tally, decide, tally_papers
from ballots.regulations.values import CountRecord, Outcome


@dataclass(frozen=True, slots=True)
class Tallied:
    """A record with what it comes to (bản ghi và kết quả)."""

    record: CountRecord
    tally: Tally
    outcome: Outcome


def tally_record(data: bytes, *, name: str = "-") -> Tallied:
    """The outcome of a count record's bytes as given (kết quả của bản ghi); `Malformed` with every fault."""
    record = read_record(data, name=name)
    tally = tally_papers(record.contest, record.papers)
    outcome = decide(
        record.contest,
        record.electorate,
        ballots=record.ballots,
        tally=tally,
        record_sha256=sha256(data).hexdigest(),
    )
    return Tallied(record, tally, outcome)
