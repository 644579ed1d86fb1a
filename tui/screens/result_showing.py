"""How a result is put into words and lines (hiển thị kết quả): who is elected, the border, ties, what follows. Pure."""

from collections.abc import Iterator

from textual.content import Content

from ballots.regulations.rules import told_apart
from ballots.regulations.values import Contest, ContestKind, NextStep, Outcome, Tie, TieFor
from ballots.results.facts import MinutesFacts
from ballots.results.values import Basis, Result
from congress.i18n import t
from tui.widgets.accounting import figure
from tui.widgets.drawing import NEXT, OK, line
from tui.widgets.results import ResultPicture, ResultRow, Standing


def picture(contest: Contest, outcome: Outcome) -> ResultPicture:
    """The table: everyone in descending votes, equal votes in ballot order; the majority's line, the border."""
    tied = {number for tie in outcome.ties for number in tie.numbers}
    order = {number: place for place, number in enumerate(contest.numbers)}
    ranked = sorted(outcome.votes, key=lambda one: (-one.agree, order[one.number]))
    names = told_apart(contest.candidates)
    rows = tuple(
        ResultRow(
            rank,
            names[one.number],
            one.agree,
            one.percent,
            _standing(outcome, tied, one.number),
            is_told_apart=names[one.number] != one.name,
        )
        for rank, one in enumerate(ranked, start=1)
    )
    elected, alternates = len(outcome.elected), len(outcome.alternates)
    return ResultPicture(
        rows=rows,
        most=max(outcome.valid, outcome.denominator),
        needed=outcome.needed,
        border=t("elected {elected} of {seats}", elected=elected, seats=contest.seats) if elected else "",
        alternates_border=(
            t("alternates {alternates} of {places}", alternates=alternates, places=contest.alternates)
            if alternates
            else ""
        ),
    )


def _standing(outcome: Outcome, tied: set[int], number: int) -> Standing:
    if number in outcome.elected:
        return Standing.ELECTED
    if number in outcome.alternates:
        return Standing.ALTERNATE
    return Standing.TIED if number in tied else Standing.NOT_ELECTED


def papers_line(outcome: Outcome) -> Content:
    """Valid and void papers, by reason."""
    reasons = ", ".join(f"{t(f'reason-{one.reason}')} {figure(one.papers)}" for one in outcome.invalid_by_reason)
    return line(
        (f"{t('valid')} {figure(outcome.valid)}", "bold"),
        (f"  ·  {t('invalid')} {figure(outcome.invalid)}", "bold"),
        (f" ({reasons})" if reasons else "", "$quiet"),
    )


def how_counted(*, by_hand: bool, counts: int) -> str:
    """How the papers were counted: what screen, minutes and proof say alike."""
    if by_hand:
        return t("counted by hand")
    return t("One count, not compared") if counts <= 1 else t("{counts} counts, compared", counts=counts)


def state_line(result: Result | None, *, how: str) -> Content:
    """Draft, fixed, official or sealed; since when, on which signatures."""
    if result is None:
        said, style = t("DRAFT"), "bold $gold"
    else:
        said, style = t(f"state-{result.state}"), "bold $good"
    parts = [line((said, style)), line((f"  ·  {how}", "$gold"))]
    if result is not None:
        parts.append(line((f"  ·  {t('fixed at')} {result.fixed_at.astimezone():%H:%M %d/%m/%Y}", "$quiet")))
    if result is not None and result.basis is not None:
        parts.append(line((f"  ·  {basis_words(result)}", "$quiet")))
    return line(*parts)


def basis_words(result: Result) -> str:
    """On which signatures a result is official; a scan that is still missing is said."""
    if result.basis is Basis.DIGITAL:
        return t("signed digitally")
    return t("signed by pen") if result.scan_id is not None else t("signed by pen, scan not bound yet")


def what_follows(contest: Contest, outcome: Outcome) -> Iterator[Content]:
    """Ties by name, and what the regulation has next."""
    names = told_apart(contest.candidates)
    for tie in outcome.ties:
        tied = ", ".join(names[number] for number in tie.numbers)
        yield line(("= ", "bold $warn"), (_tie_words(tie), "bold"), f"  {tied}")
    if contest.kind in {ContestKind.OPINION, ContestKind.INDICATIVE}:
        yield line((t("next-advisory"), "$quiet"))
        return
    sign = (f"{OK} ", "bold $good") if outcome.next is NextStep.COMPLETE else (f"{NEXT} ", "bold $gold")
    words = t(f"next-{outcome.next}")
    if outcome.unfilled:
        words = f"{t('{seats} seats are not filled.', seats=outcome.unfilled)} {words}"
    yield line(sign, words)


def _tie_words(tie: Tie) -> str:
    if tie.border is TieFor.SEATS:
        return t("Equal votes for the last {places} seats:", places=tie.places)
    return t("Equal votes for the last {places} alternates:", places=tie.places)


def signers_line(facts: MinutesFacts) -> Content:
    """Who signs the minutes."""
    people = ", ".join(f"{one.name} ({one.post})" if one.post else one.name for one in facts.signatories)
    return line((f"{t('Signing')}: ", "$quiet"), people)
