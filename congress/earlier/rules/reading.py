"""The template's sheets understood (đọc bảng tính theo mẫu): every fault by row and column at once; pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from congress.earlier.rules import percents
from congress.earlier.rules.columns import CONTEST, HEADER_WITHIN, KINDS, OUTCOMES, PERSON, needed
from congress.earlier.values import Figure
from congress.errors import Finding
from congress.headings import Where, meant_twice
from congress.subjects import CandidateResult, ContestResult, Outcome, VoteKind
from congress.text import fold, unprintable

LONGEST_TEXT = 400
_NUMBER = re.compile(r"[0-9]{1,9}")
_DAY = re.compile(r"(?P<d>[0-9]{1,2})[/.-](?P<m>[0-9]{1,2})[/.-](?P<y>[0-9]{4})")
_ISO = re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Cells:
    """A sheet as it came: rows of text, and how its places are told."""

    rows: Sequence[Sequence[str]]
    where: Where


@dataclass(frozen=True, slots=True)
class Listed:
    """A contest as a sheet has it, and where."""

    result: ContestResult
    places: Mapping[tuple[Figure, int | None], str]

    def where(self, figure: Figure, number: int | None) -> str:
        """Where a figure stands; the contest's row where the sheet has no cell of it."""
        return self.places.get((figure, number)) or self.places[Figure.CODE, None]


@dataclass(frozen=True, slots=True)
class Understood:
    """Both sheets understood."""

    contests: tuple[Listed, ...] = ()
    faults: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read."""

    cells: Cells
    header: int
    columns: Mapping[Figure, int]
    faults: list[Finding] = field(default_factory=list)

    def body(self) -> Iterator[int]:
        """Rows that say anything, under the header."""
        for row in range(self.header + 1, len(self.cells.rows) + 1):
            if any(self.text(row, figure) for figure in self.columns):
                yield row

    def text(self, row: int, figure: Figure) -> str:
        """The cell's text; empty where the sheet has no such column."""
        cells, column = self.cells.rows[row - 1], self.columns.get(figure)
        return cells[column - 1] if column is not None and column <= len(cells) else ""

    def where(self, row: int, figure: Figure | None = None) -> str:
        """A cell's place, or its row's."""
        return self.cells.where(row, None if figure is None else self.columns.get(figure))

    def words(self, row: int, figure: Figure, *, due: bool = True) -> str:
        """A text that fits and can be printed."""
        text = self.text(row, figure)
        if due and not text:
            self.missing(row, figure)
        if len(text) > LONGEST_TEXT:
            self.faults.append(Finding(self.where(row, figure), "field-too-long", {"longest": LONGEST_TEXT}))
        if letters := unprintable(text):
            self.faults.append(Finding(self.where(row, figure), "letters-not-printable", {"letters": letters}))
        return text

    def missing(self, row: int, figure: Figure) -> None:
        """A cell that has to say something."""
        self.faults.append(Finding(self.where(row, figure), "earlier-cell-empty", {"figure": figure}))

    def number(self, row: int, figure: Figure, *, empty: int | None = None, least: int = 0) -> int:
        """A whole number, written with digits alone: 1.234 may mean either."""
        text = self.text(row, figure)
        if not text:
            if empty is None:
                self.missing(row, figure)
            return empty or 0
        if not _NUMBER.fullmatch(text):
            facts = {"text": text, "figure": figure}
            self.faults.append(Finding(self.where(row, figure), "earlier-not-a-whole-number", facts))
            return empty or 0
        if int(text) < least:
            self.faults.append(
                Finding(self.where(row, figure), "earlier-number-too-small", {"figure": figure, "least": least})
            )
        return int(text)

    def day(self, row: int, figure: Figure) -> date | None:
        """A day; None where none stands there."""
        text = self.text(row, figure)
        found = _day(text)
        if text and found is None:
            self.faults.append(Finding(self.where(row, figure), "earlier-not-a-day", {"text": text}))
        return found

    def choice(self, row: int, figure: Figure, known: Mapping[str, _Choice], *, empty: _Choice) -> _Choice:
        """One of the words that a column knows."""
        text = self.text(row, figure)
        found = known.get(fold(text), None) if text else empty
        if found is None:
            facts = {"text": text, "figure": figure, "choices": tuple(dict.fromkeys(known.values()))}
            self.faults.append(Finding(self.where(row, figure), "earlier-choice-unknown", facts))
        return found or empty


def understand(sheets: Sequence[Cells], *, name: str) -> Understood:
    """The sheet of contests and the one of candidates, wherever they stand in the workbook.

    A table of contests has titles, one of candidates has names; other sheets are left alone.
    """
    faults: list[Finding] = []
    remarks: list[Finding] = []
    contests = _found(sheets, CONTEST, Figure.TITLE, name, faults, remarks)
    people = _found(sheets, PERSON, Figure.NAME, name, faults, remarks)
    if contests is None or people is None:
        missing = [
            Finding(name, "earlier-contests-missing") if contests is None else None,
            Finding(name, "earlier-people-missing") if people is None else None,
        ]
        return Understood(faults=(*faults, *(one for one in missing if one is not None)))
    read = _contests(contests, people, remarks)
    return Understood(read, (*faults, *contests.faults, *people.faults), tuple(remarks))


def _found(
    sheets: Sequence[Cells],
    columns: Mapping[str, Figure],
    named_by: Figure,
    name: str,
    faults: list[Finding],
    remarks: list[Finding],
) -> _Sheet | None:
    found: _Sheet | None = None
    for cells in sheets:
        for header, row in enumerate(cells.rows[:HEADER_WITHIN], start=1):
            meanings = {place: columns[fold(cell)] for place, cell in enumerate(row, 1) if fold(cell) in columns}
            if named_by not in meanings.values() or Figure.CODE not in meanings.values():
                continue
            if found is not None:
                faults.append(Finding(cells.where(header, None), "earlier-sheet-twice", {"figure": named_by}))
                break
            first = {figure: place for place, figure in sorted(meanings.items(), reverse=True)}
            found = _Sheet(cells, header, first)
            twice = meant_twice(cells.rows, header, meanings, range(header + 1, len(cells.rows) + 1), cells.where)
            faults += twice[0]
            remarks += twice[1]
            faults += [
                Finding(cells.where(header, None), "earlier-column-missing", {"figure": figure})
                for figure in needed(columns)
                if figure not in first
            ]
            break
    return found


def _contests(sheet: _Sheet, people: _Sheet, remarks: list[Finding]) -> tuple[Listed, ...]:
    rows_of = _people_by_code(people)
    listed: list[Listed] = []
    codes: dict[str, int] = {}
    contests: dict[tuple[str, ...], int] = {}
    for row in sheet.body():
        code = sheet.words(row, Figure.CODE)
        key = fold(code)
        if key and key in codes:
            facts = {"text": code, "row": codes[key]}
            sheet.faults.append(Finding(sheet.where(row, Figure.CODE), "earlier-code-twice", facts))
            continue
        codes.setdefault(key, row)
        rows = rows_of.pop(key, [])
        if key and not rows:
            sheet.faults.append(Finding(sheet.where(row), "earlier-contest-without-people", {"text": code}))
        one = _contest(sheet, row, people, rows, remarks)
        same = tuple(fold(sheet.text(row, it)) for it in (Figure.TERM, Figure.BODY, Figure.TITLE))
        same = (*same, str(one.result.round))
        if same in contests:
            sheet.faults.append(Finding(sheet.where(row), "earlier-contest-twice", {"row": contests[same]}))
        contests.setdefault(same, row)
        listed.append(one)
    if not codes and not sheet.faults:
        sheet.faults.append(Finding(sheet.where(sheet.header), "earlier-no-contests"))
    for rows in rows_of.values():
        for row in rows[:1]:
            text = people.text(row, Figure.CODE)
            facts = {"text": text, "rows": len(rows)}
            people.faults.append(Finding(people.where(row, Figure.CODE), "earlier-code-unknown", facts))
    return tuple(listed)


def _people_by_code(people: _Sheet) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in people.body():
        code = people.text(row, Figure.CODE)
        if not code:
            people.missing(row, Figure.CODE)
            continue
        found.setdefault(fold(code), []).append(row)
    return found


def _contest(sheet: _Sheet, row: int, people: _Sheet, rows: Sequence[int], remarks: list[Finding]) -> Listed:
    summoned = sheet.number(row, Figure.SUMMONED, least=1)
    denominator = sheet.number(row, Figure.DENOMINATOR, empty=summoned, least=1)
    if not sheet.text(row, Figure.DENOMINATOR) and summoned:
        where = sheet.where(row, Figure.DENOMINATOR)
        remarks.append(Finding(where, "earlier-base-taken-from-summoned", {"summoned": summoned}))
    places: dict[tuple[Figure, int | None], str] = {}
    places.update({(figure, None): sheet.where(row, figure) for figure in sheet.columns})
    places[Figure.CODE, None] = sheet.where(row)
    candidates = _people(people, rows, denominator, places, remarks)
    result = ContestResult(
        key="",
        term=sheet.words(row, Figure.TERM),
        congress=sheet.words(row, Figure.CONGRESS),
        body=sheet.words(row, Figure.BODY),
        on=sheet.day(row, Figure.ON),
        title=sheet.words(row, Figure.TITLE),
        seats=sheet.number(row, Figure.SEATS, least=1),
        summoned=summoned,
        present=sheet.number(row, Figure.PRESENT),
        denominator=denominator,
        issued=sheet.number(row, Figure.ISSUED),
        collected=sheet.number(row, Figure.COLLECTED),
        valid=sheet.number(row, Figure.VALID),
        invalid=sheet.number(row, Figure.INVALID),
        candidates=candidates,
        kind=sheet.choice(row, Figure.KIND, KINDS, empty=VoteKind.ELECTION),
        round=sheet.number(row, Figure.ROUND, empty=1, least=1),
    )
    return Listed(result, places)


def _people(
    sheet: _Sheet,
    rows: Sequence[int],
    denominator: int,
    places: dict[tuple[Figure, int | None], str],
    remarks: list[Finding],
) -> tuple[CandidateResult, ...]:
    taken: dict[int, int] = {}
    found: list[CandidateResult] = []
    computed: list[int] = []
    for row in rows:
        number = sheet.number(row, Figure.NUMBER, least=1)
        if number in taken:
            facts = {"number": number, "row": taken[number]}
            sheet.faults.append(Finding(sheet.where(row, Figure.NUMBER), "earlier-number-twice", facts))
            continue
        taken[number] = row
        places.update({(figure, number): sheet.where(row, figure) for figure in sheet.columns})
        found.append(_person(sheet, row, number, denominator))
        if not sheet.text(row, Figure.PERCENT):
            computed.append(row)
    if computed:
        where = sheet.where(computed[0], Figure.PERCENT)
        remarks.append(Finding(where, "earlier-percent-computed", {"count": len(computed)}))
    return tuple(sorted(found, key=lambda one: one.number))


def _person(sheet: _Sheet, row: int, number: int, denominator: int) -> CandidateResult:
    votes = sheet.number(row, Figure.VOTES)
    outcome = sheet.choice(row, Figure.OUTCOME, OUTCOMES, empty=Outcome.NOT_ELECTED)
    return CandidateResult(
        number=number,
        name=sheet.words(row, Figure.NAME),
        note=sheet.words(row, Figure.NOTE, due=False),
        votes=votes,
        percent=_percent(sheet, row, votes, denominator),
        elected=outcome is Outcome.ELECTED,
        alternate=outcome is Outcome.ALTERNATE,
        born=_born(sheet, row),
    )


def _percent(sheet: _Sheet, row: int, votes: int, denominator: int) -> str:
    text = sheet.text(row, Figure.PERCENT)
    if not text:
        return percents.rounded(votes, denominator)
    found = percents.read(text, votes=votes, denominator=denominator)
    if found is None:
        sheet.faults.append(Finding(sheet.where(row, Figure.PERCENT), "earlier-not-a-percentage", {"text": text}))
    return percents.written(found or 0)


def _born(sheet: _Sheet, row: int) -> str:
    text = sheet.text(row, Figure.BORN)
    if not text or _YEAR.fullmatch(text):
        return text
    found = _day(text)
    if found is None:
        sheet.faults.append(Finding(sheet.where(row, Figure.BORN), "earlier-not-a-birth", {"text": text}))
        return ""
    return f"{found:%d/%m/%Y}"


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text) or _ISO.fullmatch(text)
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"])) if found else None
    except ValueError:
        return None
