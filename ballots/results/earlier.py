"""An outcome's file of an earlier term as figures (đọc tệp kết quả nhiệm kỳ trước), for the room that keeps them."""

from ballots.regulations.formats import read_outcome
from congress.earlier.values import OutcomeFigures
from congress.subjects import CandidateResult


def outcome_figures(data: bytes, name: str) -> OutcomeFigures:
    """What a `congress-outcome/1` says; `Malformed` where it is none. Notes and births stand in no outcome."""
    outcome = read_outcome(data, name=name)
    return OutcomeFigures(
        denominator=outcome.denominator,
        collected=outcome.collected,
        valid=outcome.valid,
        invalid=outcome.invalid,
        candidates=tuple(
            CandidateResult(
                number=line.number,
                name=line.name,
                note="",
                votes=line.agree,
                percent=line.percent,
                elected=line.number in outcome.elected,
                alternate=line.number in outcome.alternates,
            )
            for line in outcome.votes
        ),
    )
