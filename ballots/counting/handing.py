"""One machine's closed passes over piles, handed over to the machine of the desk (bàn giao lượt kiểm từ máy trạm).

The key of a contest's readings never leaves a laptop. So rows leave without their tags, under the bundle's signature,
and get the tags of the laptop that takes them in; the machine that keyed them stays named in each. Nothing is believed:
what comes in is checked as if it were keyed here.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from ballots.counting import queries, rules, tags
from ballots.counting.deeds import move
from ballots.counting.desk import OnPile
from ballots.counting.events import Event
from ballots.counting.loading import Loaded as LoadedDesk
from ballots.counting.loading import load
from ballots.counting.machine import perform
from ballots.counting.rows import PileRow, ReadingRow
from ballots.counting.values import Pass, Pile, PileState, Reading, Step
from ballots.counting.witness import sheet_digest
from congress.access import queries as accounts
from congress.cargo import About, Loaded
from congress.chapters import Retention, Rows, TableChapter
from congress.errors import Finding, Malformed, Refused
from congress.sealing import mac
from congress.store.tables import Kept, NotKept, Row, Values
from congress.store.unit import Unit

NAME = "count"
_TAG = "tính bằng khóa của máy nhận"
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CountCargo:
    """What a machine has counted of a contest (kết quả kiểm của một máy): every pass over a pile that it closed."""

    name: str = NAME

    def scopes(self, unit: Unit) -> tuple[UUID, ...]:
        """Step: the contests of which this machine has closed passes."""
        return tuple(contest for contest, _ in queries.begun(unit) if queries.closed_here(unit, contest))

    def load(self, unit: Unit, scope_id: UUID) -> Loaded:
        """Step: what leaves; every reading is checked against its tag first."""
        found = load(unit, scope_id)
        if found.stored.sealed is not None:
            raise Refused("papers-sealed")
        mine = [one for one in found.passes if one.state is PileState.CLOSED and one.machine == unit.machine]
        if not mine:
            raise Refused("bundle-without-passes")
        readings = [one for pile in mine for one in found.readings[pile.number, pile.count]]
        concluded = {pile.number for pile in mine for one in found.readings[pile.number, pile.count] if one.board}
        if concluded:
            raise Refused("bundle-of-concluded", piles=", ".join(map(str, sorted(concluded))))
        ids = {one.id for one in mine}
        chapter = _chapter(ids=ids)
        open_here = [one for one in found.passes if one.state is PileState.OPEN and one.machine == unit.machine]
        return Loaded(
            about=about_of(found),
            entries=chapter.write(unit, (scope_id,)),
            accounts={one.account_id for one in mine} | _hands(readings),
            told={
                "passes": [{"pile": one.number, "count": one.count, "digest": one.digest} for one in mine],
                "left": len(open_here),
            },
        )

    def arriving(self, unit: Unit, scope_id: UUID, about: About, *, machine: str) -> "ArrivingCount":
        """Step: make ready to take in what `machine` counted; Malformed where it counted another contest than ours."""
        if queries.desk(unit, scope_id) is None:
            raise Malformed([Finding("bundle", "bundle-contest-unknown")])
        found = load(unit, scope_id)
        faults = [Finding("bundle", code) for code, differs in unlike(found, about) if differs]
        if faults:
            raise Malformed(faults)
        return ArrivingCount(found, machine, tags.key_of(unit, scope_id))


@dataclass(slots=True)
class ArrivingCount:
    """Passes over piles that are being taken in (lượt kiểm đang nhận)."""

    found: LoadedDesk
    machine: str
    key: bytes = field(repr=False)
    new: list[_Place] = field(default_factory=list)
    """Pile and count of each pass that is not here yet."""

    @property
    def chapters(self) -> tuple[TableChapter, ...]:
        """What reads its rows."""
        return (_chapter(key=self.key, check=self._faults),)

    def settle(self, unit: Unit) -> Mapping[str, Any]:
        """Step: the desk goes on as if the passes were keyed here; gives which came, and where counts differ by now."""
        after = self.found.desk
        self.new.sort()
        for number, count in self.new:
            after = perform(after, OnPile(Event.PILE_TAKEN, number, count=count))
        if self.new:
            move(unit, self.found, after)
        now = load(unit, self.found.stored.contest_id)
        kept = {(one.number, one.count): one for one in now.passes}
        compared = [now.desk.pile(number) for number in sorted({number for number, _ in self.new})]
        return {
            "passes": [
                {"pile": number, "count": count, "digest": kept[number, count].digest} for number, count in self.new
            ],
            "compared": [
                {"pile": one.number, "aside": one.waiting, "differing": one.differing}
                for one in compared
                if one.state is PileState.CLOSED
            ],
        }

    def _faults(self, unit: Unit, rows: Rows) -> Iterator[Finding]:
        by_pass: dict[UUID, list[Row]] = defaultdict(list)
        for row in rows["reading"]:
            by_pass[row.values["pile_id"]].append(row)
        come = {row.values["id"]: row for row in rows["pile"]}
        for pass_id in by_pass.keys() - come.keys():
            yield Finding(by_pass[pass_id][0].where, "bundle-reading-astray")
        twice = Counter((row.values["count_id"], row.values["number"]) for row in rows["pile"])
        hands = self._hands(come.values(), by_pass)
        for row in rows["pile"]:
            if twice[row.values["count_id"], row.values["number"]] > 1:
                yield Finding(row.where, "row-twice")
            else:
                yield from self._pass_faults(unit, row, by_pass[row.values["id"]], hands)

    def _pass_faults(
        self, unit: Unit, row: Row, readings: list[Row], hands: Mapping[_Place, Collection[UUID]]
    ) -> Iterator[Finding]:
        place = self._place(row)
        if place is None:
            yield Finding(row.where, "bundle-count-unknown")
            return
        number, count = place
        where, facts = f"{row.where} ({number}/{count})", {"pile": number, "count": count}
        kept = next((one for one in self.found.passes if (one.number, one.count) == place), None)
        if kept is not None and kept.id != row.values["id"]:
            name = accounts.names(unit, [kept.account_id]).get(kept.account_id, "")
            yield Finding(where, "bundle-pass-taken", {**facts, "machine": kept.machine, "name": name})
            return
        if kept is not None:
            if not self._same(kept, row, readings):
                yield Finding(where, "bundle-pass-differs", facts)
            return
        found = [*self._unfit(where, row, place), *_unfit_readings(where, self.found, row, readings, self.machine)]
        found += self._same_hands(unit, where, place, hands)
        yield from found
        if not found:
            self.new.append(place)

    def _place(self, row: Row) -> _Place | None:
        for one in self.found.counts:
            if one.id == row.values["count_id"] and _pass(self.found, row.values["number"], one.number) is not None:
                return row.values["number"], one.number
        return None

    def _same(self, kept: queries.StoredPile, row: Row, readings: list[Row]) -> bool:
        here = {one.id for one in self.found.readings[kept.number, kept.count] if not one.board}
        told = (row.values["state"], row.values["digest"], row.values["salt"])
        return told == (kept.state, kept.digest, kept.salt) and here == {one.values["id"] for one in readings}

    def _unfit(self, where: str, row: Row, place: _Place) -> Iterator[Finding]:
        values, desk = row.values, self.found.desk
        if desk.step is not Step.KEY or desk.by_hand:
            yield Finding(where, "bundle-desk-not-keying", {"step": str(desk.step)})
        due = (PileState.CLOSED, self.found.stored.mode, self.machine)
        if (values["state"], values["mode"], values["machine"]) != due or not values["salt"] or not values["digest"]:
            yield Finding(where, "bundle-pass-unfit", {"pile": place[0], "count": place[1]})

    def _hands(self, passes: Iterable[Row], readings: Mapping[UUID, list[Row]]) -> dict[_Place, set[UUID]]:
        """Who keyed each pass, of those here and of those that come."""
        held = {
            (one.number, one.count): {one.account_id} | _hands(self.found.readings[one.number, one.count])
            for one in self.found.passes
            if (one.number, one.count) in self.found.readings
        }
        for row in passes:
            if (place := self._place(row)) is not None:
                typed = {one.values["account_id"] for one in readings.get(row.values["id"], ())}
                held.setdefault(place, set()).update(typed, [row.values["account_id"]])
        return held

    def _same_hands(
        self, unit: Unit, where: str, place: _Place, hands: Mapping[_Place, Collection[UUID]]
    ) -> Iterator[Finding]:
        """Each count of a pile is another person's, whatever accounts they have."""
        own = set(accounts.names(unit, hands[place]).values())
        for other, ids in hands.items():
            if other[0] == place[0] and other[1] != place[1]:
                for name in sorted(own & set(accounts.names(unit, ids).values())):
                    yield Finding(where, "pile-keyed-by-same", {"pile": place[0], "name": name})


def about_of(found: LoadedDesk) -> dict[str, object]:
    """What has to be the same on both machines."""
    return {"mode": str(found.stored.mode), "contest_sha256": sheet_digest(found.sheet)}


def unlike(found: LoadedDesk, about: About) -> Iterator[tuple[str, bool]]:
    """Codes of faults, and whether each is there."""
    own = about_of(found)
    yield "bundle-mode-differs", about.get("mode") != own["mode"]
    yield "bundle-contest-differs", about.get("contest_sha256") != own["contest_sha256"]
    yield "papers-sealed", found.stored.sealed is not None


def _pass(found: LoadedDesk, number: int, count: int) -> tuple[Pile, Pass] | None:
    for pile in found.desk.piles:
        for one in pile.passes:
            if (pile.number, one.count) == (number, count):
                return pile, one
    return None


def _unfit_readings(where: str, found: LoadedDesk, row: Row, rows: list[Row], machine: str) -> Iterator[Finding]:
    """What is wrong with the readings of a pass, as if they were keyed here."""
    pile = found.desk.pile(row.values["number"])
    readings = sorted((_reading(one.values) for one in rows), key=lambda one: (one.position, one.version))
    due = (False, None, found.stored.mode, machine)
    for one in readings:
        at = f"{where}[{one.position}]"
        if (one.board, one.at, one.mode, one.machine) != due or one.seen is None:
            yield Finding(at, "bundle-reading-unfit")
            continue
        check = partial(rules.check_reading, found.slip, pile.kind, one.seen, papers=pile.papers)
        counts = len(found.counts)
        yield from _refusals(at, partial(check, times=one.times, recount=one.recount, counts=counts))
    yield from _refusals(where, partial(tags.check_versions, pile.number, readings))
    read = sum(one.times for one in rules.newest(readings))
    if read != pile.papers:
        yield Finding(where, "pile-not-all-read", {"pile": pile.number, "read": read, "papers": pile.papers})
    if rules.pile_digest(row.values["salt"] or b"", readings) != row.values["digest"]:
        yield Finding(where, "pile-altered", {"pile": pile.number})


def _refusals(where: str, check: Callable[[], None]) -> Iterator[Finding]:
    try:
        check()
    except Refused as refused:
        yield Finding(where, refused.code, dict(refused.facts))


def _hands(readings: Iterable[Reading]) -> set[UUID]:
    found = {one.account_id for one in readings if not one.board}
    return found | {one.second_account_id for one in readings if one.second_account_id is not None}


def _reading(values: Values) -> Reading:
    known = {name: values[name] for name in Reading.__slots__} | {"seen": rules.seen_from(values["seen"])}
    return Reading(**known)


def _seen(values: Values) -> None:
    if rules.seen_json(rules.seen_from(values["seen"])) != values["seen"]:
        raise ValueError


def _no_faults(_: Unit, __: Rows) -> Iterator[Finding]:
    yield from ()


def _chapter(
    *,
    ids: Collection[UUID] = (),
    key: bytes = b"",
    check: Callable[[Unit, Rows], Iterator[Finding]] = _no_faults,
) -> TableChapter:
    """The rows of some passes: those of `ids` leave, those that come in are tagged with `key`."""

    def pass_tag(values: Values) -> bytes:
        return mac.mac(key, rules.pile_bytes(values["id"], values["digest"]))

    def reading_tag(values: Values) -> bytes:
        return mac.mac(key, rules.reading_bytes(_reading(values)))

    return TableChapter(
        name=NAME,
        title="Lượt kiểm của một máy: các tập đã đóng và nội dung từng phiếu",
        retention=Retention.SEALED,
        tables=(
            Kept(
                row=PileRow,
                of="count_id.contest_id",
                not_kept={"mac": NotKept(_TAG, pass_tag)},
                only=lambda values: values["id"] in ids,
            ),
            Kept(
                row=ReadingRow,
                of="pile_id.count_id.contest_id",
                not_kept={"mac": NotKept(_TAG, reading_tag)},
                checks={"seen": _seen},
                only=lambda values: values["pile_id"] in ids,
            ),
        ),
        check=check,
    )
