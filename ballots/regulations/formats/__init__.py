"""Contests, count records and outcomes as JSON (định dạng dữ liệu): read strictly, written one way."""

from ballots.regulations.formats.contest import read_contest, write_contest
from ballots.regulations.formats.outcome import outcome_tree, read_outcome, write_outcome
from ballots.regulations.formats.record import read_record, write_record

__all__ = [
    "outcome_tree",
    "read_contest",
    "read_outcome",
    "read_record",
    "write_contest",
    "write_outcome",
    "write_record",
]
