"""Words of the help (thuật ngữ): keys that hold everywhere, each step of the board, the glossary. Message ids."""

from collections.abc import Mapping

from ballots.counting.values import Step

EVERYWHERE = (
    ("Ctrl+P", "every screen and act by its name"),
    ("F1", "this help"),
    ("F2", "light or dark"),
    ("F10", "log out: the next person logs in"),
    ("Esc", "one screen back"),
    ("Tab", "the next field or list"),
    ("Ctrl+Q", "leave the app; everything is kept"),
)

STEPS: Mapping[Step, str] = {
    Step.RECEIVE: "Count the ballots received from the office, check the stamps; minutes of receipt.",
    Step.CARD_VOTES: "The congress votes by cards on number, list and counting board; for, against, others are noted.",
    Step.SEAL_BOX: "The head explains how to mark; the empty box is shown to all and sealed before witnesses.",
    Step.ISSUE: "Papers are issued by delegation; spoiled ones are exchanged, cancelled and counted.",
    Step.CLOSE_VOTING: "Unused papers are counted, cancelled and sealed.",
    Step.OPEN_BOX: "In the counting room the box is opened; two people count the papers by hand.",
    Step.REPORT: "Issued and collected are reported to the congress before any paper is tallied.",
    Step.SORT: "Doubtful papers aside, the rest into full and fewer; piles of 20 to 25 under a cover slip. Nothing is "
    "ever written on a ballot.",
    Step.OPEN_COUNT: "The head with a member opens the count; from now on papers are keyed.",
    Step.KEY: "Each pile is keyed at the numeric pad; the typist never concludes, a doubtful paper is set aside.",
    Step.CONCLUDE: "Two of the board conclude on each paper set aside: they fix its marks, or say why it is void.",
    Step.HAND_TALLY: "Without the machine: five-stroke tally sheets, totals keyed by pile with checks.",
    Step.CHECK: "Sum of votes equals names chosen; the whole board reads the draft, then it is fixed.",
    Step.SIGN: "The text is printed in n copies and signed; official when the head and a second say so. The presidium "
    "is informed first.",
    Step.PACK: "Papers are packed and sealed; the sealed record's key goes into the envelope with them.",
}

WORDS = (
    ("pile", "20 to 25 papers in a clip under a cover slip; the position in the clip is the number of a paper"),
    ("heap", "papers marked alike: the pattern is keyed once, two people count the heap"),
    ("set aside", "a doubtful paper; the board concludes, never the typist"),
    ("full, fewer", "papers that choose just as many as are elected, or not so many"),
    ("count", "every pile keyed once; further counts are independent of it"),
    ("denominator", "those summoned less the deducted: more than half of it elects"),
    ("surplus", "more names on the list than are elected"),
    ("open point", "what the regulation leaves to the congress, or nobody could confirm"),
    ("fix", "the result stands, the text is printed; after that only a numbered corrigendum"),
    ("official", "said by the head and a second over a signed text"),
    ("head of the journal", "number and hash of the last entry, printed on every paper"),
    ("one-time code", "typed once at the first log-in, then replaced by a PIN of one's own"),
)
