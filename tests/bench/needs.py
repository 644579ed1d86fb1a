"""A province whose units merge: files read, table, moves, both views, the answer; then its workbook and paper."""

import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from congress.csvdoc import Source
from congress.store.unit import Unit
from congress.term import queries as term
from congress.term.values import MergerDetails, MergerPart
from congress.workspace import House, open_folder
from devices.needs import queries
from devices.needs.formats import Files, write_answer
from devices.needs.formats.workbook import needs_xlsx
from devices.needs.papers import needs_pdf
from devices.needs.registered import Asked, plan_registered
from devices.needs.service import Planned, plan_from
from devices.needs.values import Basis, Dated, Norm, NormSet, StaffNumber
from tests import workspaces
from tests.bench.measuring import Measured, peak_mebibytes, seconds
from tests.bench.register import fill
from tests.clocks import PinnedClock
from tests.congress_chapters.filling import within

OLD, NEW, DEVICES = 3_000, 200, 100_000
ITEMS = ("computers", "printers", "photocopiers", "scanners", "projectors", "network", "ups", "cameras")
SHARES = (40, 32, 4, 8, 4, 4, 6, 2)
"""How the devices fall to the items, in per cent."""


def measure() -> Iterator[Measured]:
    """3,000 old units, 200 new ones, 100,000 devices of eight kinds, 19,900 distances."""
    files = province()
    before = peak_mebibytes()
    made: list[Planned] = []
    whole = seconds(lambda: made.append(plan_from(files)))
    (planned,) = made
    whole += seconds(lambda: write_answer(planned.plan))
    grown = peak_mebibytes() - before
    moved = sum(move.quantity for move in planned.plan.whole.moves)
    told = f"{moved:,} devices in {len(planned.plan.whole.moves):,} moves"
    yield Measured(f"plan of {OLD:,} old units, {NEW} new, {DEVICES:,} devices", whole, "s", 10.0, told)
    yield Measured("  memory added by the plan", grown, "MiB")

    yield from _from_the_register()
    at = datetime(2026, 1, 1, tzinfo=UTC)
    yield Measured("  its workbook", seconds(lambda: needs_xlsx(planned, created=at)), "s")
    yield Measured("  its paper", seconds(lambda: needs_pdf(planned, created=at)), "s")
    yield Measured("  memory with both drawn", peak_mebibytes() - before, "MiB")


def _from_the_register() -> Iterator[Measured]:
    """As many units, devices counted from a workspace's register, its decision, norms and staff kept there."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "workspace"
        workspaces.found(folder)
        with open_folder(folder, house=House(clock=PinnedClock())) as opened:
            within(opened, fill)
            within(opened, _merge)
            made: list[Planned] = []
            whole = seconds(lambda: made.append(plan_registered(opened, Asked())))
    case = made[0].plan.case
    told = f"{sum(sum(old.have) for old in case.old_units):,} devices that count, {len(case.new_units)} new units"
    yield Measured(f"plan from a register of {DEVICES:,} devices", whole, "s", 10.0, told)


def _merge(unit: Unit) -> None:
    names = sorted(term.bodies(unit), key=lambda body: int(body.name.rsplit(" ", 1)[1]))
    old, new = names[:OLD], names[OLD : OLD + NEW]
    on = date(2025, 7, 1)
    parts = tuple(MergerPart(body.id, new[place % NEW].id) for place, body in enumerate(old))
    term.add_merger(unit, MergerDetails("1-QĐ", on, on, parts))
    norms = tuple(Norm(item, "việc chung", Basis.PERSON, 1) for item in ITEMS[:2])
    queries.put_norms(unit, NormSet(Dated("đo", on), norms), by="đo")
    queries.put_staff(unit, [StaffNumber(body.id, Dated("đo", on), 60) for body in new], by="đo")


def province() -> Files:
    """The files of a province: devices and staff drawn at random, seats on a map of 200 by 100 km."""
    draw = random.Random(2025)
    have = [[0] * len(ITEMS) for _ in range(OLD)]
    for item in draw.choices(range(len(ITEMS)), weights=SHARES, k=DEVICES):
        have[draw.randrange(OLD)][item] += 1
    old, new = [f"Đảng ủy xã cũ {n}" for n in range(1, OLD + 1)], [f"Đảng ủy xã {n}" for n in range(1, NEW + 1)]
    seats = [(draw.uniform(0, 200), draw.uniform(0, 100)) for _ in new]
    ways = [
        f"{new[a]},{new[b]},{abs(complex(*seats[a]) - complex(*seats[b])):.1f}" for a in range(NEW) for b in range(a)
    ]
    norms = [f"{item},việc chung,person,1" for item in ITEMS[:2]]
    norms += [f"{item},soạn thảo văn bản mật,unit,4" for item in ITEMS[:2]]
    norms += [f"{item},việc chung,unit,{draw.randint(10, 40)}" for item in ITEMS[2:]]
    return Files(
        units=_file("units", ",".join(("unit", *ITEMS)), _rows(old, have)),
        merge=_file("merge", "old_unit,new_unit", [f"{name},{draw.choice(new)}" for name in old]),
        new_units=_file("new_units", "new_unit,staff", [f"{name},{draw.randint(60, 320)}" for name in new]),
        norms=_file("norms", "item,purpose,basis,quantity", norms),
        distances=_file("distances", "from,to,km", ways),
    )


def _rows(names: list[str], have: list[list[int]]) -> list[str]:
    return [",".join((name, *map(str, counts))) for name, counts in zip(names, have, strict=True)]


def _file(name: str, head: str, rows: list[str]) -> Source:
    return Source(f"{name}.csv", "\n".join((head, *rows, "")).encode())
