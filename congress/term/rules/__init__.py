"""What holds for terms, congresses and boards (quy tắc); for party bodies and their mergers in `bodies`."""

from congress.term.rules.congresses import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_NAME,
    LONGEST_TEXT,
    NameKey,
    card_key,
    check_board,
    check_congress,
    check_term,
    cleaned,
    cleaned_person,
    name_key,
    propose_session,
    propose_term_name,
    same_name,
    same_person,
)

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "LONGEST_NAME",
    "LONGEST_TEXT",
    "NameKey",
    "card_key",
    "check_board",
    "check_congress",
    "check_term",
    "cleaned",
    "cleaned_person",
    "name_key",
    "propose_session",
    "propose_term_name",
    "same_name",
    "same_person",
]
