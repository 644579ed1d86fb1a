"""Deeds of a stock-take (kiểm kê): tags are scanned where the devices stand; what is not scanned was not found."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from congress.access.registry import deed
from congress.access.service import authorise
from congress.access.values import Authority
from congress.errors import Malformed, Refused
from congress.journal.values import Head
from congress.records import files
from congress.records import service as records
from congress.records.values import Record
from congress.store.unit import Unit
from congress.term import bodies as term
from congress.term import queries as term_queries
from congress.text import clean
from devices.register import minutes, steps
from devices.register.queries import devices as queries
from devices.register.queries import stocktakes, tables
from devices.register.queries.devices import Told
from devices.register.rules import details as rules
from devices.register.rules import stocktaking
from devices.register.rules.tags import read_tag
from devices.register.service import EQUIPMENT
from devices.register.values.devices import Custody, Device, DeviceState, Whereabouts
from devices.register.values.history import Happening
from devices.register.values.stocktakes import Find, FindVerdict, StockTake

if TYPE_CHECKING:
    from congress.workspace import Workspace

MOST_SCANNED = 10_000
LONGEST_SCAN = 200
MINUTES, MINUTES_SHEET = "stock-take-minutes", "stock-take-sheet"
"""Kinds of its papers in the records."""


@deed("stock-take:open", who=EQUIPMENT, title="Stock-take opened")
def open_stock_take(
    workspace: "Workspace", by: Authority, *, title: str, site_id: UUID | None = None, body_id: UUID | None = None
) -> StockTake:
    """Open a stock-take of a site, or of what a body holds (mở đợt kiểm kê)."""
    wanted = clean(title)
    if faults := rules.check_text(wanted, where="title"):
        raise Malformed(faults)
    with workspace.unit(by) as unit:
        if not wanted:
            raise Refused("stock-take-title-missing")
        if (site_id is None) == (body_id is None):
            raise Refused("stock-take-of-one-place")
        place = _place_name(unit, site_id=site_id, body_id=body_id)
        made = stocktakes.add_stock_take(unit, title=wanted, site_id=site_id, body_id=body_id, by=by.first.person)
        unit.record(made.id, title=wanted, place=place)
        return made


@deed("stock-take:scan", who=EQUIPMENT, title="Tags scanned in a stock-take")
def scan(workspace: "Workspace", by: Authority, *, take_id: UUID, texts: Iterable[str]) -> tuple[Find, ...]:
    """Enter tags that were scanned (quét mã), one or many: right, wrong place, unknown or double."""
    read = [clean(text)[:LONGEST_SCAN] for text in texts]
    with workspace.unit(by) as unit:
        take = _open(unit, take_id)
        if not any(read) or len(read) > MOST_SCANNED:
            raise Refused("stock-take-nothing-scanned", most=MOST_SCANNED)
        tags = {text: read_tag(text) for text in read}
        known = queries.devices_of(unit, [tag for tag in tags.values() if tag is not None])
        seen = set(stocktakes.seen_devices(unit, take_id))
        found: list[tuple[str, FindVerdict, UUID | None]] = []
        for text in filter(None, read):
            device = known.get(tags[text] or "")
            found.append((text, stocktaking.verdict(take, device, seen=seen), None if device is None else device.id))
            if device is not None:
                seen.add(device.id)
        made = stocktakes.add_finds(unit, take_id, found, by=by.first.person)
        unit.record(take_id, scanned=[f"{one.text}: {one.verdict}" for one in made][: steps.LISTED_MOST])
        return made


@deed("stock-take:move", who=EQUIPMENT, title="Device moved to where it was found")
def move_here(workspace: "Workspace", by: Authority, *, take_id: UUID, number: int) -> Device:
    """Move a device that a stock-take found in the wrong place to this one (chuyển về đây): one key."""
    with workspace.unit(by) as unit:
        take = _open(unit, take_id)
        find = next((one for one in stocktakes.finds(unit, take_id) if one.number == number), None)
        if find is None or find.verdict is not FindVerdict.WRONG_PLACE or find.moved or find.device_id is None:
            raise Refused("stock-take-not-misplaced", number=number)
        device = queries.devices_by_id(unit, [find.device_id])[find.device_id]
        steps.refuse(tuple(rules.change_refusals(device)))
        if stocktaking.belongs(take, device):
            raise Refused("stock-take-not-misplaced", number=number)
        place = _place_name(unit, site_id=take.site_id, body_id=take.body_id)
        told = Told(_moved(take, device), Happening.TAKEN_STOCK, {"stock_take": take.title, "place": place})
        (moved,) = steps.keep(unit, by, [told])
        stocktakes.set_moved(unit, take_id, number)
        unit.record(device.id, tag=device.tag, stock_take=take.title, place=place)
        return moved


@deed("stock-take:close", who=EQUIPMENT, title="Stock-take closed")
def close_stock_take(workspace: "Workspace", by: Authority, *, take_id: UUID) -> tuple[Find, ...]:
    """Close a stock-take (kết thúc kiểm kê): what the register has here and nobody scanned was not found."""
    with workspace.unit(by) as unit:
        take = _open(unit, take_id)
        missing = not_scanned(unit, take)
        lines = [(device.tag, FindVerdict.NOT_FOUND, device.id) for device in missing]
        stocktakes.add_finds(unit, take_id, lines, by=by.first.person)
        stocktakes.close_stock_take(unit, take_id)
        finds = stocktakes.finds(unit, take_id)
        numbers = {str(verdict): sum(one.verdict is verdict for one in finds) for verdict in FindVerdict}
        unit.record(take_id, title=take.title, finds=numbers)
        return finds


@deed("stock-take:minutes:print", who=EQUIPMENT, title="Minutes of a stock-take printed")
def print_minutes(
    workspace: "Workspace", by: Authority, *, take_id: UUID, sample: bool = False
) -> tuple[Record, Record]:
    """Print the minutes of a closed stock-take (biên bản kiểm kê): PDF to be signed, XLSX of every line."""
    head = workspace.head()
    with workspace.reading() as unit:
        authorise(unit, by, scope_id=None)
        closed = _closed(unit, existing(unit, take_id), head=head, sample=sample)
    name = f"Biên bản kiểm kê - {closed.place}"
    pdf = files.keep_paper(workspace.papers, minutes.minutes(closed), name=f"{name}.pdf")
    xlsx = files.keep(workspace.papers, minutes.stock_workbook(closed), name=f"{name}.xlsx")
    with workspace.unit(by) as unit:
        paper = records.register(unit, pdf, kind=MINUTES, scope_id=take_id)
        sheet = records.register(unit, xlsx, kind=MINUTES_SHEET, scope_id=take_id)
        unit.record(take_id, title=closed.take.title, place=closed.place, papers=[paper.sha256, sheet.sha256])
        return paper, sheet


def place_of(unit: Unit, take: StockTake) -> str:
    """Step: the name of the site or body whose stock is taken (nơi kiểm kê)."""
    return _place_name(unit, site_id=take.site_id, body_id=take.body_id)


def existing(unit: Unit, take_id: UUID) -> StockTake:
    """Step: the stock-take of an id, or a refusal."""
    found = stocktakes.stock_take(unit, take_id)
    if found is None:
        raise Refused("stock-take-unknown")
    return found


def not_scanned(unit: Unit, take: StockTake) -> tuple[Device, ...]:
    """Step: devices that the register has here and that were not scanned yet (chưa quét)."""
    if take.site_id is not None:
        here = queries.devices_at(unit, take.site_id)
    else:
        assert take.body_id is not None
        here = queries.devices_held_by(unit, take.body_id)
    seen = stocktakes.seen_devices(unit, take.id)
    return tuple(device for device in here if device.id not in seen)


def _closed(unit: Unit, take: StockTake, *, head: Head, sample: bool) -> minutes.Closed:
    if take.closed_at is None:
        raise Refused("stock-take-still-open", title=take.title)
    finds = stocktakes.finds(unit, take.id)
    ids = list(dict.fromkeys(find.device_id for find in finds if find.device_id is not None))
    site = None if take.site_id is None else term_queries.site(unit, take.site_id)
    return minutes.Closed(
        take=take,
        place=place_of(unit, take),
        finds=finds,
        devices={line.id: line for line in tables.lines_of(unit, ids)},
        congress=None if site is None else term_queries.congress(unit, site.congress_id),
        head=head,
        now=unit.now,
        sample=sample,
    )


def _open(unit: Unit, take_id: UUID) -> StockTake:
    found = existing(unit, take_id)
    if found.closed_at is not None:
        raise Refused("stock-take-closed", title=found.title)
    return found


def _moved(take: StockTake, device: Device) -> Device:
    """To the site, or into the hands of the body; a lost one is found by that."""
    if take.site_id is None:
        assert take.body_id is not None
        after = replace(device, custody=Custody(take.body_id))
    else:
        after = replace(device, whereabouts=Whereabouts(take.site_id))
    return replace(after, state=DeviceState.RETURNED) if device.state is DeviceState.LOST else after


def _place_name(unit: Unit, *, site_id: UUID | None, body_id: UUID | None) -> str:
    if site_id is not None:
        site = term_queries.site(unit, site_id)
        if site is None:
            raise Refused("site-unknown")
        return site.name
    assert body_id is not None
    return term.existing_body(unit, body_id).name
