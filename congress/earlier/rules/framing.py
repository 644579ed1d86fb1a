"""What an outcome's file doesn't say (thông tin cuộc bầu nhập thêm): checked, and put to its figures."""

from collections.abc import Iterator
from dataclasses import replace

from congress.earlier.rules.reading import LONGEST_TEXT
from congress.earlier.values import Frame, OutcomeFigures
from congress.errors import Finding
from congress.subjects import ContestResult
from congress.text import clean, unprintable

_TEXTS = ("term", "congress", "body", "title")
_LEAST = {"seats": 1, "round": 1, "summoned": 1, "present": 0, "issued": 0}


def check_frame(frame: Frame) -> tuple[Finding, ...]:
    """Everything missing or wrong in what was typed, each at its field."""
    return tuple(_faults(_cleaned(frame)))


def framed(frame: Frame, found: OutcomeFigures) -> ContestResult:
    """The result: what was typed, and what the file says."""
    typed = _cleaned(frame)
    return ContestResult(
        key="",
        term=typed.term,
        congress=typed.congress,
        body=typed.body,
        on=typed.on,
        title=typed.title,
        seats=typed.seats,
        summoned=typed.summoned,
        present=typed.present,
        denominator=found.denominator,
        issued=typed.issued,
        collected=found.collected,
        valid=found.valid,
        invalid=found.invalid,
        candidates=found.candidates,
        kind=typed.kind,
        round=typed.round,
    )


def _cleaned(frame: Frame) -> Frame:
    return replace(
        frame,
        term=clean(frame.term),
        congress=clean(frame.congress),
        body=clean(frame.body),
        title=clean(frame.title),
    )


def _faults(frame: Frame) -> Iterator[Finding]:
    for name in _TEXTS:
        text = getattr(frame, name)
        if not text:
            yield Finding(name, "field-missing")
        if len(text) > LONGEST_TEXT:
            yield Finding(name, "field-too-long", {"longest": LONGEST_TEXT})
        if letters := unprintable(text):
            yield Finding(name, "letters-not-printable", {"letters": letters})
    for name, least in _LEAST.items():
        if getattr(frame, name) < least:
            yield Finding(name, "earlier-figure-too-small", {"least": least})
