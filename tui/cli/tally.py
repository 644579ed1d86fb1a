"""`congress tally`: the outcome of a count record, without a workspace (kiểm phiếu từ bản ghi)."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from ballots.regulations.rules import notes_of, renamed
from ballots.regulations.service import Tallied, tally_record
from ballots.regulations.values import CandidateVotes, ContestKind, Form, Outcome
from congress.i18n import current, sentence, t
from congress.jsondoc import read_source
from congress.text import decimal_comma
from tui.cli.folders import AsJson

if TYPE_CHECKING:
    from rich.table import Table

DONE = 0


def tally(
    record: Annotated[str, typer.Argument(help=t("A count record; - is standard input."), metavar="RECORD.json")],
    json: AsJson = False,
) -> int:
    """The command as Typer calls it (lệnh tally)."""
    return run(record, as_json=json)


def run(record: str, *, as_json: bool) -> int:
    """Tally a count record and print its outcome; Malformed names every fault of the record."""
    tallied = tally_record(read_source(record), name=record)
    if as_json:
        from ballots.regulations.formats import write_outcome

        sys.stdout.write(write_outcome(tallied.outcome).decode())
    else:
        _show(replace(tallied, outcome=renamed(tallied.outcome, notes_of(tallied.record.contest.candidates))))
    return DONE


def _show(tallied: Tallied) -> None:
    from rich.console import Console

    _say(_heading(tallied), [""], _accounting(tallied))
    # Names are data: no markup, no emoji codes, no colours guessed from their letters.
    Console(file=sys.stdout, markup=False, emoji=False, highlight=False).print(_table(tallied))
    _say(_conclusion(tallied))


def _say(*parts: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for part in parts for line in part)


def _heading(tallied: Tallied) -> Iterator[str]:
    contest = tallied.record.contest
    yield contest.title
    facts = [
        t(f"contest-kind-{contest.kind}"),
        contest.regulation.value,
        t(f"contest-form-{contest.form}"),
        t("{seats} of {names} names", seats=contest.seats, names=len(contest.candidates)),
    ]
    if contest.alternates:
        facts.append(t("alternates: {alternates}", alternates=contest.alternates))
    facts.append(t("round {round}", round=contest.round))
    yield " · ".join(facts)


def _accounting(tallied: Tallied) -> Iterator[str]:
    record, outcome = tallied.record, tallied.outcome
    electorate, ballots = record.electorate, record.ballots
    yield t(
        "Summoned {summoned} − deducted {deducted} = {denominator} in the denominator",
        summoned=electorate.summoned,
        deducted=electorate.deducted,
        denominator=outcome.denominator,
    )
    for line in electorate.deductions:
        yield f"    {t(f'deduction-{line.reason}')}: {line.persons}"
    if outcome.needed is not None:
        yield t("Votes needed (more than half): {needed}", needed=outcome.needed)
    yield t(
        "Printed {printed} = issued {issued} + spoiled {spoiled} + left {left}",
        printed=ballots.printed,
        issued=ballots.issued,
        spoiled=ballots.spoiled,
        left=ballots.left,
    )
    yield t(
        "Issued {issued} + not issued by the board {alien} = collected {collected} + missing {missing}",
        issued=ballots.issued,
        alien=tallied.tally.not_issued,
        collected=ballots.collected,
        missing=ballots.issued + tallied.tally.not_issued - ballots.collected,
    )
    yield t(
        "Collected {collected} = valid {valid} + invalid {invalid}",
        collected=outcome.collected,
        valid=outcome.valid,
        invalid=outcome.invalid,
    )
    for count in outcome.invalid_by_reason:
        yield f"    {t(f'reason-{count.reason}')}: {count.papers}"
    yield t(
        "Sum of votes {votes} = names chosen {names}",
        votes=sum(line.agree for line in outcome.votes),
        names=tallied.tally.names_chosen,
    )


def _table(tallied: Tallied) -> "Table":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    form, base = tallied.record.contest.form, tallied.record.contest.settings.percent_base
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column(t("No."), justify="right")
    table.add_column(t("Full name"), overflow="fold")
    table.add_column(t("Votes"), justify="right")
    for heading in [t("Disagree"), t("None")] if form is Form.AGREE else [t("Struck")]:
        table.add_column(heading, justify="right")
    table.add_column(t(f"percent-of-{base}"), justify="right")
    table.add_column(t("Result"))
    for line in tallied.outcome.votes:
        against = [str(line.disagree), str(line.none)] if form is Form.AGREE else [str(line.disagree)]
        result = _result(line.number, tallied.outcome)
        cells = [str(line.number), line.name, str(line.agree), *against, _percent(line), result]
        table.add_row(*map(Text, cells), style="bold" if line.number in tallied.outcome.elected else "")
    return table


def _percent(line: CandidateVotes) -> str:
    return decimal_comma(line.percent) if current() == "vi" else line.percent


def _result(number: int, outcome: Outcome) -> str:
    if number in outcome.elected:
        return t("elected")
    if number in outcome.alternates:
        return t("alternate")
    return t("tied") if any(number in tie.numbers for tie in outcome.ties) else ""


def _conclusion(tallied: Tallied) -> Iterator[str]:
    outcome = tallied.outcome
    if outcome.ranking is not None:
        yield from _named(t("In descending votes:"), outcome.ranking, outcome)
        yield from _named(t("More than 30 per cent of those present:"), outcome.over_30_percent or (), outcome)
    else:
        yield from _named(t("Elected, in descending votes:"), outcome.elected, outcome)
        if tallied.record.contest.alternates:
            yield from _named(t("Alternates, in descending votes:"), outcome.alternates, outcome)
        for tie in outcome.ties:
            numbers = ", ".join(map(str, tie.numbers))
            yield t(f"tied-for-{tie.border}", numbers=numbers, places=tie.places)
        if outcome.unfilled:
            yield t("Seats not filled: {unfilled}", unfilled=outcome.unfilled)
    for finding in outcome.findings:
        yield t("Note: {sentence}", sentence=sentence(finding))
    advisory = tallied.record.contest.kind in {ContestKind.OPINION, ContestKind.INDICATIVE}
    yield t("next-advisory") if advisory else t(f"next-{outcome.next}")
    yield t("SHA-256 of the record: {digest}", digest=outcome.record_sha256)


def _named(heading: str, numbers: Iterable[int], outcome: Outcome) -> Iterator[str]:
    lines = [outcome.votes_of(number) for number in numbers]
    yield heading if lines else f"{heading} {t('nobody')}"
    for rank, line in enumerate(lines, start=1):
        yield f"  {rank:>3}. {line.name} — {line.agree}"
