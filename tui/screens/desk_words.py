"""What the desk's screens say of each step (lời dẫn từng bước): what is done in the hall, what it yields. Data."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from textual.content import Content

from ballots.counting.events import EVENT_OF_STEP, Event
from ballots.counting.guide import RULES
from ballots.counting.queries import StoredStep
from ballots.counting.values import Step
from congress.i18n import t
from tui.screens.desk_showing import clock, yields
from tui.widgets.drawing import line

HOW: Mapping[Step, str] = MappingProxyType(
    {
        Step.RECEIVE: "Count the ballots that the office hands over, look at each stamp; give back what is spoiled.",
        Step.CARD_VOTES: "The congress votes by cards on number, list and board. A vote not taken here stays empty.",
        Step.SEAL_BOX: "Show the empty box to the hall, lock it, stick on the seals before all.",
        Step.ISSUE: "Hand out by delegation; a spoiled paper is exchanged, cancelled and counted.",
        Step.CLOSE_VOTING: "Voting is over: count the unused papers, cancel and seal them.",
        Step.OPEN_BOX: "Open the box in the counting room. Two people count all papers, each for themselves.",
        Step.REPORT: "The congress hears how many papers were issued and collected, before anything is counted.",
        Step.SORT: "Doubtful papers and those that choose too many aside; the rest into full and fewer, 20 to 25 each.",
        Step.OPEN_COUNT: "Head and member open the count: from here papers are entered.",
        Step.KEY: "Each pile is entered at the numeric pad. What is not plain is laid aside, never decided.",
        Step.CONCLUDE: "Two of the board take out each paper laid aside, look at it and conclude.",
        Step.HAND_TALLY: "Call out and mark five-stroke squares, pile by pile; then type in the totals of each sheet.",
        Step.CHECK: "Every equation even, the control total too: the whole board reads the draft, then it is fixed.",
        Step.SIGN: "Sign the minutes by pen or digitally; head and member say by which it is official.",
        Step.PACK: "Pack the papers of this contest, seal the packets; the key of the record goes into the envelope.",
    }
)
"""What people do at a step, a message id."""

_EVENTS: Mapping[Step, Event] = MappingProxyType(
    {
        **EVENT_OF_STEP,
        Step.OPEN_COUNT: Event.COUNT_OPENED,
        Step.CONCLUDE: Event.COUNT_CLOSED,
        Step.HAND_TALLY: Event.HAND_TALLY_CLOSED,
    }
)


def introduction(step: Step) -> Iterator[Content]:
    """Who does a step, by which article, what is done, which papers it yields."""
    rule = RULES[step]
    cited = f"  ·  {rule.article}" if rule.article else ""
    yield line((t(rule.title), "bold"), (cited, "$quiet"))
    named = yields(step)
    yield line((t(rule.who) + (f"  ·  {named}" if named else ""), "$quiet"))
    if step in HOW:
        yield line(t(HOW[step]))


def history(step: Step, rows: tuple[StoredStep, ...]) -> Iterator[Content]:
    """Every time that figures of a step were kept: when, by whom, why they were corrected."""
    event = _EVENTS.get(step)
    mine = [row for row in rows if event is not None and row.event == str(event)]
    if mine:
        yield line("")
        yield line((t("Kept so far"), "$quiet"))
    for row in reversed(mine):
        people = " + ".join(name for name in (row.by, row.second) if name)
        yield line((clock(row.at), "bold"), f"  {people}")
        if row.reason:
            yield line((f"       {row.reason}", "$quiet"))
