"""What people say of a contest: cleaned, and every fault found (thông tin cuộc bầu). Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from ballots.contests.values import Born, ContestDetails, ListEntry, OwnSettings
from ballots.regulations.values import Contest, ContestSettings, Form
from congress.errors import Finding
from congress.term.rules import LONGEST_TEXT
from congress.text import clean

LONGEST_CODE = 40
MOST_SEATS = 400
WIDEST_SHEET = 3
"""Columns."""

_DAY = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YEAR = re.compile(r"(?:sinh năm |năm sinh )?(\d{4})", re.IGNORECASE)
_YEARS = range(1880, 2100)
_LISTED = re.compile(r"list\[(\d+)\]")
_FILE_KEYS = {"code": "id", "heading": "body", "list": "candidates"}


def cleaned(details: ContestDetails) -> ContestDetails:
    """The same details with their texts cleaned."""
    return replace(details, code=clean(details.code), title=clean(details.title), heading=clean(details.heading))


def check_details(details: ContestDetails) -> tuple[Finding, ...]:
    """Everything wrong with a contest's details, already cleaned."""
    return tuple(_faults(details))


def parse_born(text: str) -> Born | None:
    """A date of birth as people write it ("02/03/1975", "1975-03-02", "sinh năm 1975"), None where it is none."""
    wanted = clean(text)
    if found := _ISO.fullmatch(wanted):
        year, month, day = map(int, found.groups())
    elif found := _DAY.search(wanted):
        day, month, year = map(int, found.groups())
    elif found := _YEAR.fullmatch(wanted):
        year, month, day = int(found.group(1)), 0, 0
    else:
        return None
    if year not in _YEARS:
        return None
    if month:
        try:
            date(year, month, day)
        except ValueError:
            return None
    return Born(year, month, day)


def entries_of(contest: Contest) -> tuple[ListEntry, ...]:
    """The list of a contest file; a birth date is read out of a note that holds nothing but one."""
    return tuple(
        ListEntry(candidate.name, born=parse_born(candidate.note), note=candidate.note)
        for candidate in contest.candidates
    )


def details_of(contest: Contest, *, heading: str, derived: Form) -> ContestDetails:
    """The details of a contest file; its form is one set by hand where the list asks for another."""
    return ContestDetails(
        code=contest.id,
        title=contest.title,
        seats=contest.seats,
        heading=heading,
        kind=contest.kind,
        regulation=contest.regulation,
        alternates=contest.alternates,
        form_by_hand=None if contest.form is derived else contest.form,
        settings=_own(contest.settings),
    )


def placed_in_file(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same findings with the place in the contest's file: `list[2]` -> `$.candidates[1].name`."""
    return tuple(replace(finding, where=_place_in_file(finding.where)) for finding in findings)


def check_numbers(numbers: Iterable[int]) -> tuple[Finding, ...]:
    """Numbers of a file's list that no typist could key: at the pad `00` says that nobody is struck."""
    return tuple(
        Finding(f"$.candidates[{index}].number", "number-zero") for index, number in enumerate(numbers) if number == 0
    )


def _place_in_file(where: str) -> str:
    if found := _LISTED.fullmatch(where):
        return f"$.candidates[{int(found.group(1)) - 1}].name"
    return f"$.{_FILE_KEYS.get(where, where)}"


def _own(settings: ContestSettings) -> OwnSettings:
    """What a file's settings say beside the defaults; the rest is the congress's to decide."""
    usual = ContestSettings()
    return OwnSettings(
        all_disagree=None if settings.all_disagree is usual.all_disagree else settings.all_disagree,
        all_blank=None if settings.all_blank is usual.all_blank else settings.all_blank,
        percent_base=None if settings.percent_base is usual.percent_base else settings.percent_base,
        sheet=settings.sheet,
    )


def _faults(details: ContestDetails) -> Iterator[Finding]:
    for where, text, longest in (("code", details.code, LONGEST_CODE), ("title", details.title, LONGEST_TEXT)):
        if not text:
            yield Finding(where, "field-missing")
        elif len(text) > longest:
            yield Finding(where, "field-too-long", {"longest": longest})
    if len(details.heading) > LONGEST_TEXT:
        yield Finding("heading", "field-too-long", {"longest": LONGEST_TEXT})
    if not 1 <= details.seats <= MOST_SEATS:
        yield Finding("seats", "seats-wrong", {"seats": details.seats, "most": MOST_SEATS})
    if not 0 <= details.alternates <= MOST_SEATS:
        yield Finding("alternates", "alternates-wrong", {"alternates": details.alternates, "most": MOST_SEATS})
    sheet = details.settings.sheet
    if sheet is not None and sheet.columns is not None and not 1 <= sheet.columns <= WIDEST_SHEET:
        yield Finding("settings.sheet", "sheet-columns-wrong", {"columns": sheet.columns, "most": WIDEST_SHEET})
