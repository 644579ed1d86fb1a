"""A list of mergers (danh sách đơn vị cũ, đơn vị mới) as people keep it: understood by row and column, pure.

Nothing is guessed: a name that no unit bears is settled by a person, who says which unit it means, or that it is a
unit of its own by saying the name itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID, uuid5

from congress.errors import Finding
from congress.headings import Where, meant_twice
from congress.term.rules.bodies import Names, check_body, loose_key, spelling_key
from congress.term.rules.congresses import NameKey, name_key
from congress.term.values import BodyDetails, BodyKind, MergerPart, PartyBody
from congress.text import clean, fold

HEADER_WITHIN = 30
"""The header stands in one of the first rows, under the title."""


class Column(StrEnum):
    """A column that is read (cột)."""

    OLD = "old_unit"
    NEW = "new_unit"
    HOW = "how"


_COLUMNS: Mapping[Column, tuple[str, ...]] = {
    Column.OLD: (
        "old_unit",
        "Đơn vị cũ",
        "Tên đơn vị cũ",
        "Đơn vị trước sắp xếp",
        "Đơn vị trước khi sắp xếp",
        "Đơn vị trước sáp nhập",
        "Tổ chức đảng cũ",
    ),
    Column.NEW: (
        "new_unit",
        "Đơn vị mới",
        "Tên đơn vị mới",
        "Đơn vị sau sắp xếp",
        "Đơn vị sau khi sắp xếp",
        "Đơn vị sau sáp nhập",
        "Tổ chức đảng mới",
    ),
    Column.HOW: ("how", "Cách chuyển", "Cách chuyển thiết bị", "Chuyển thiết bị"),
}
_READ = {fold(spelling): column for column, spellings in _COLUMNS.items() for spelling in spellings}
WHOLE, SOME = "whole", "devices"
_HOW = {
    fold(spelling): how
    for how, spellings in {
        WHOLE: (WHOLE, "Toàn bộ", "Nguyên trạng", "Cả đơn vị"),
        SOME: (SOME, "Từng thiết bị", "Từng máy", "Chia"),
    }.items()
    for spelling in spellings
}
_KINDS = (
    ("tinh uy", BodyKind.PROVINCE),
    ("thanh uy", BodyKind.PROVINCE),
    ("huyen uy", BodyKind.DISTRICT),
    ("thi uy", BodyKind.DISTRICT),
    ("quan uy", BodyKind.DISTRICT),
    ("co quan", BodyKind.AGENCY),
    ("van phong", BodyKind.AGENCY),
    ("ban ", BodyKind.AGENCY),
)
_TO_BE_ENTERED = UUID("6f0c8c1e-6d4b-4d0a-9c55-0d7f3c1b52aa")
"""Names of units that are not entered yet get ids of the list's own under it."""


@dataclass(frozen=True, slots=True)
class ListedPart:
    """A row of the list: an old unit and the new one it goes into."""

    row: int
    old: str
    new: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet understood: rows, and where its columns stand."""

    columns: Mapping[Column, int]
    parts: tuple[ListedPart, ...] = ()
    faults: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()
    """What is told but stands in nobody's way."""


@dataclass(frozen=True, slots=True)
class NameDoubt:
    """A name that a person has to settle (tên cần xác nhận)."""

    text: str
    where: str
    """The first cell of it."""
    rows: int
    near: tuple[str, ...]
    """Names it may mean; empty where the program has no idea."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A unit that the list enters (đơn vị được thêm), under an id of the list's own until it is kept."""

    id: UUID
    details: BodyDetails


@dataclass(frozen=True, slots=True)
class PlannedMerger:
    """What taking in a list would do: units entered, parts of the decision; faults and names to settle first."""

    parts: tuple[MergerPart, ...] = ()
    old: tuple[Wanted, ...] = ()
    new: tuple[Wanted, ...] = ()
    spelled: Mapping[str, UUID] = field(default_factory=dict)
    """Spellings that a person confirmed, and the units they mean."""
    faults: tuple[Finding, ...] = ()
    doubts: tuple[NameDoubt, ...] = ()
    remarks: tuple[Finding, ...] = ()


def find_columns(rows: Sequence[Sequence[str]], *needed: Column) -> tuple[int, Mapping[Column, int]] | None:
    """The first row that names all the columns that are needed, and where they stand, from 1."""
    for number, row in enumerate(rows[:HEADER_WITHIN], start=1):
        columns = {column: place for place, column in reversed(_meanings(row).items())}
        if all(column in columns for column in needed):
            return number, columns
    return None


def _meanings(row: Sequence[str]) -> dict[int, Column]:
    """What each heading means that is understood, by its column."""
    return {place: column for place, text in enumerate(row, start=1) if (column := _READ.get(fold(text))) is not None}


def read_parts(
    rows: Sequence[Sequence[str]], header: int, columns: Mapping[Column, int], where: Where, *, whole: bool
) -> Listed:
    """Every row below the header; `whole` where the list itself says nothing."""
    parts: list[ListedPart] = []
    faults: list[Finding] = []
    for number, row in enumerate(rows[header:], start=header + 1):
        old, new, how = (_cell(row, columns.get(column)) for column in Column)
        if not (old or new):
            continue
        for column, text in ((Column.OLD, old), (Column.NEW, new)):
            if not text:
                faults.append(Finding(where(number, columns[column]), "blank-text"))
        said = _HOW.get(fold(how)) if how else (WHOLE if whole else SOME)
        if said is None:
            told = {"text": how, "allowed": "Toàn bộ, Từng thiết bị"}
            faults.append(Finding(where(number, columns[Column.HOW]), "merger-how-unknown", told))
        elif old and new:
            parts.append(ListedPart(number, old, new, said == WHOLE))
    if not parts and not faults:
        faults.append(Finding(where(header + 1, None), "no-rows"))
    read = [part.row for part in parts]
    differing, alike = meant_twice(rows, header, _meanings(rows[header - 1]), read, where)
    return Listed(columns, tuple(parts), (*faults, *differing, *_doubled(parts, columns, where)), alike)


def read_names(rows: Sequence[Sequence[str]], header: int, column: int, where: Where) -> dict[str, str]:
    """The new units of their own list, by name the place."""
    found: dict[str, str] = {}
    for number, row in enumerate(rows[header:], start=header + 1):
        if name := _cell(row, column):
            found.setdefault(name, where(number, column))
    return found


def kind_of(name: str) -> BodyKind:
    """What a unit is, by the words its name begins with (loại tổ chức đảng); a commune's committee otherwise."""
    folded = f"{fold(name)} "
    return next((kind for words, kind in _KINDS if folded.startswith(words)), BodyKind.COMMUNE)


def plan(
    listed: Listed,
    there: Sequence[PartyBody],
    names: Names,
    where: Where,
    *,
    new_names: Mapping[str, str],
    said: Mapping[str, str],
    enter: bool = False,
) -> PlannedMerger:
    """What a list would do.

    `new_names`: the new units by their own list, and where each stands. `said`: what a person says that names mean;
    `enter`: that names like no other are units of their own.
    """
    return _Planner(listed, there, names, where, new_names=new_names, said=said, enter=enter).planned()


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place - 1] if place is not None and place <= len(row) else ""


def _doubled(parts: Iterable[ListedPart], columns: Mapping[Column, int], where: Where) -> Iterator[Finding]:
    """An old unit that stands twice: the same row again, or whole into several new ones."""
    seen: dict[NameKey, dict[NameKey, ListedPart]] = {}
    for part in parts:
        into = seen.setdefault(name_key(part.old), {})
        first = into.get(name_key(part.new)) or next(
            (other for other in into.values() if other.whole or part.whole), None
        )
        if first is not None:
            told = {"body": part.old, "row": first.row}
            yield Finding(where(part.row, columns[Column.OLD]), "merger-old-again", told)
        into.setdefault(name_key(part.new), part)


class _Planner:
    def __init__(
        self,
        listed: Listed,
        there: Sequence[PartyBody],
        names: Names,
        where: Where,
        *,
        new_names: Mapping[str, str],
        said: Mapping[str, str],
        enter: bool,
    ) -> None:
        self._listed, self._names, self._where, self._enter = listed, names, where, enter
        self._there = there
        self._open = {body.id: body for body in there if not body.is_closed}
        self._closed = {name_key(body.name): body for body in there if body.is_closed}
        self._new_names = {name_key(name): (clean(name), place) for name, place in new_names.items()}
        self._said = {spelling_key(text): clean(name) for text, name in said.items()}
        self._old: dict[NameKey, Wanted] = {}
        self._new: dict[NameKey, Wanted] = {}
        self._doubts: dict[str, NameDoubt] = {}
        self._faults: list[Finding] = []
        self._spelled: dict[str, UUID] = {}

    def planned(self) -> PlannedMerger:
        """Old units first: a new one may bear the name of one that goes into it."""
        olds = [self._old_of(part) for part in self._listed.parts]
        rows = tuple(zip(self._listed.parts, olds, strict=True))
        self._goes = {old for old in olds if old is not None}
        self._keep_their_name = {old for part, old in rows if name_key(part.old) == name_key(self._meant(part.new))}
        parts = []
        for part, old in rows:
            new = self._new_of(part)
            if old is not None and new is not None:
                parts.append(MergerPart(old, new, part.whole))
        return PlannedMerger(
            parts=tuple(parts),
            old=tuple(self._old.values()),
            new=tuple(self._new.values()),
            spelled=self._spelled,
            faults=(*self._listed.faults, *self._faults),
            doubts=tuple(self._doubts.values()),
            remarks=(*self._listed.remarks, *self._left_out()),
        )

    def _old_of(self, part: ListedPart) -> UUID | None:
        name = self._meant(part.old)
        found = self._names.surely(name)
        if found is None:
            if name_key(name) in self._closed:
                self._fault(part, Column.OLD, "body-closed", _closed_facts(self._closed[name_key(name)]))
                return None
            if name_key(name) not in self._old and not self._may_enter(part, Column.OLD, part.old, name):
                return None
            found = self._entered(self._old, part, Column.OLD, name)
        self._spell(part.old, name, found)
        return found

    def _new_of(self, part: ListedPart) -> UUID | None:
        name = self._meant(part.new)
        key = name_key(name)
        known = self._names.surely(name)
        if known is None and key in self._old:
            known = self._old[key].id
        if known in self._goes:
            if known in self._keep_their_name:  # one of those that go into it gives it its name
                return self._entered(self._new, part, Column.NEW, name)
            self._fault(part, Column.NEW, "merger-new-is-old", {"body": name})
            return None
        if known is None:
            listed, _ = self._new_names.get(key, ("", ""))
            if not listed and key not in self._new and not self._may_enter(part, Column.NEW, part.new, name):
                return None
            known = self._entered(self._new, part, Column.NEW, listed or name)
        self._spell(part.new, name, known)
        return known

    def _meant(self, text: str) -> str:
        """The name that a person said for what stands there, or just that."""
        return self._said.get(spelling_key(text), text)

    def _may_enter(self, part: ListedPart, column: Column, text: str, name: str) -> bool:
        """Whether a name that nobody bears is a unit of its own; else a person is asked."""
        if spelling_key(text) in self._said and name_key(name) == name_key(text):
            return True
        near = self._near(name, column)
        if self._enter and not near and spelling_key(text) not in self._said:
            return True
        known = self._doubts.get(text)
        place = self._where(part.row, self._listed.columns[column])
        self._doubts[text] = NameDoubt(text, place, 1, near) if known is None else replace(known, rows=known.rows + 1)
        return False

    def _near(self, name: str, column: Column) -> tuple[str, ...]:
        """Names that may be meant: of open units, and of the new ones' own list."""
        near = [self._open[one].name for one in self._names.perhaps(name) if one in self._open]
        if column is Column.NEW:
            near += [one for one, _ in self._new_names.values() if loose_key(one) == loose_key(name)]
        return tuple(dict.fromkeys(near))

    def _entered(self, into: dict[NameKey, Wanted], part: ListedPart, column: Column, name: str) -> UUID:
        key = name_key(name)
        if key not in into:
            details = BodyDetails(clean(name), kind_of(name))
            into[key] = Wanted(uuid5(_TO_BE_ENTERED, f"{column} {details.name}"), details)
            place = self._where(part.row, self._listed.columns[column])
            self._faults += check_body(details, (), where=place)
        return into[key].id

    def _spell(self, text: str, name: str, body_id: UUID) -> None:
        if name_key(text) != name_key(name):
            self._spelled[spelling_key(text)] = body_id

    def _left_out(self) -> Iterator[Finding]:
        """New units of their own list that nothing goes into: they are not entered by this decision."""
        led_to = {name_key(self._meant(part.new)) for part in self._listed.parts}
        for key, (name, place) in self._new_names.items():
            if key not in led_to:
                yield Finding(place, "merger-new-unit-left-out", {"body": name})

    def _fault(self, part: ListedPart, column: Column, code: str, facts: Mapping[str, object]) -> None:
        self._faults.append(Finding(self._where(part.row, self._listed.columns[column]), code, facts))


def _closed_facts(body: PartyBody) -> dict[str, object]:
    return {"body": body.name, "on": "" if body.closed_on is None else body.closed_on.strftime("%d/%m/%Y")}
