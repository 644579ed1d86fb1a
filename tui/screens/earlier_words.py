"""How results of earlier terms are said (cách nói): figures in one line, percentages, where they come from."""

from congress.earlier.values import Earlier
from congress.i18n import code_of, current, t
from congress.subjects import ContestResult
from congress.text import decimal_comma

HASH_SHOWN = 16


def percent(text: str) -> str:
    """A percentage as this language writes it."""
    return decimal_comma(text) if current() == "vi" else text


def round_said(result: ContestResult) -> str:
    """A re-vote or a further round, where it is one."""
    kind = t(code_of(result.kind))
    return kind if result.round == 1 else f"{kind}, {t('round {number}', number=result.round)}"


def electorate(result: ContestResult) -> str:
    """Who was called, who came, what the result is computed of."""
    return t(
        "Summoned {summoned} · present {present} · denominator {denominator}",
        summoned=result.summoned,
        present=result.present,
        denominator=result.denominator,
    )


def papers(result: ContestResult) -> str:
    """What became of the papers."""
    return t(
        "Issued {issued} · collected {collected} · valid {valid} · invalid {invalid}",
        issued=result.issued,
        collected=result.collected,
        valid=result.valid,
        invalid=result.invalid,
    )


def source(one: Earlier) -> str:
    """The file or package, who took it in, when."""
    told = one.source.told
    return t(
        "{kind} {name} · taken in by {by}, {at}",
        kind=t(code_of(told.kind)),
        name=told.name,
        by=told.by,
        at=f"{one.source.at.astimezone():%H:%M %d/%m/%Y}",
    )
