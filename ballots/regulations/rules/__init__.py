"""The rules themselves (quy tắc): whole numbers only, no clock, disk or language.

`validity` judges one paper, `tallying` adds papers up, `majority` compares with half, `accounting` checks
that the papers add up, `deciding` says who is elected, `surplus` measures the list, `namesakes`
tells people of one name apart, `trying` makes the papers of a trial.
"""

from ballots.regulations.rules.accounting import Figures, faults, figures, remarks
from ballots.regulations.rules.deciding import decide
from ballots.regulations.rules.majority import exceeds_share, is_over_half, needed, percent
from ballots.regulations.rules.namesakes import namesakes, notes_of, renamed, told_apart
from ballots.regulations.rules.surplus import derived_form, max_surplus, surplus_concerns
from ballots.regulations.rules.tallying import Tally, tally_boxed_rows, tally_papers, tally_struck_rows
from ballots.regulations.rules.trying import Deck, deck, papers_for_totals
from ballots.regulations.rules.validity import chosen, judge, row_votes

__all__ = [
    "Deck",
    "Figures",
    "Tally",
    "chosen",
    "decide",
    "deck",
    "derived_form",
    "exceeds_share",
    "faults",
    "figures",
    "is_over_half",
    "judge",
    "max_surplus",
    "namesakes",
    "needed",
    "notes_of",
    "papers_for_totals",
    "percent",
    "remarks",
    "renamed",
    "row_votes",
    "surplus_concerns",
    "tally_boxed_rows",
    "tally_papers",
    "tally_struck_rows",
    "told_apart",
]
