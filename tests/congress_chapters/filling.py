"""An office in which every table has rows (thư mục làm việc có đủ dữ liệu), and an empty one to read them into."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

from ballots.contests import service as contests
from ballots.contests.values import ContestDetails, OwnSettings
from ballots.counting import service as counting
from ballots.counting.hand import Keyed
from ballots.counting.values import PileKind
from ballots.regulations.formats import write_outcome
from ballots.regulations.service import tally_record
from ballots.regulations.values import BoardReason, ContestKind, Sheet, Treatment
from ballots.results import queries as results
from ballots.results.values import Basis, Correction, Corrigendum, Result, ResultState, SealedEvent
from congress import workspace
from congress.access import queries as access
from congress.access.gates import Blocker, Overruling
from congress.access.registry import Anyone, deed, no_deed
from congress.archive import queries as packages
from congress.archive.values import EventType, Outcome, Package
from congress.catalogue import service as catalogue
from congress.catalogue import values as catalogues
from congress.chapters import Entry, Lines, Retention, read_chapters, write_chapters
from congress.csvdoc import Source
from congress.documents import collecting, issuing
from congress.documents import service as documents
from congress.documents.values.documents import DocumentDetails, NewDocument
from congress.documents.values.issues import NewCopy, NewReturn
from congress.documents.values.opinions import OpinionDetails
from congress.earlier import queries as earlier_queries
from congress.earlier import service as earlier
from congress.earlier.template import write_template
from congress.journal import queries as journal
from congress.jsondoc import dump
from congress.records import files
from congress.records import service as records
from congress.store.base import Base
from congress.store.portable import written
from congress.store.unit import Unit
from congress.subjects import Subject, SubjectKind
from congress.term import bodies
from congress.term import queries as term_queries
from congress.term import service as term
from congress.workspace import House, Workspace
from devices.custody import queries as handovers
from devices.custody.values import HandedLine, Handover, HandoverKind, Side
from devices.needs import keeping
from devices.readiness import incidents
from devices.readiness import queries as readiness_queries
from devices.readiness import service as readiness
from devices.readiness.queries import congress as of_congress
from devices.readiness.values import Contact, DueChange, IncidentKind, Inspection, Item, OwnItem, Seal, SealKind
from devices.register import service, sites
from devices.register.queries import devices as register
from devices.register.queries import stocktakes
from devices.register.queries.devices import Told
from devices.register.values.devices import (
    Category,
    Condition,
    Device,
    DeviceDetails,
    NewDevice,
    Tenure,
    UseClass,
    Wiping,
)
from devices.register.values.history import Happening
from devices.register.values.sites import Needed, PlaceKind, PositionKind
from devices.register.values.stocktakes import FindVerdict
from tests.ballots_contests.preparing import prepared
from tests.ballots_counting.desks import HEAD, MEMBER, OTHER, AtDesk, aside, struck
from tests.ballots_regulations.records import EXAMPLE
from tests.clocks import PinnedClock
from tests.congress_earlier.samples import AGAIN, COMMITTEE, FILE
from tests.devices_register.stores import TECHNICIAN, a_site, dam_rong, decision, registered
from tests.workspaces import CHEAP, Office
from tui.house import CHAPTERS

Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Filled:
    """The office and its contests (các cuộc bầu mẫu)."""

    office: Office
    keyed: UUID
    """Counted at the pad: a closed pile with a concluded paper, an open one whose readings have their moments still."""
    by_hand: UUID
    second_round: UUID
    """Of the contest that was keyed."""


def filled(office: Office) -> Filled:
    """Fill every table."""
    known, ws = prepared(office), office.workspace
    term.make_site(ws, office.by("thuky"), congress_id=known.congress.id, name="Hội trường 1", place="Đam Rông")
    by_hand = AtDesk(office, known, known.ready(code="bt", seats=3).id)
    at = AtDesk(office, known, known.ready(code="bch", seats=3).id)
    _key(at)
    _count_by_hand(by_hand)
    again = contests.make_round(
        ws, office.by("chutich"), previous_id=at.contest_id, kind=ContestKind.REVOTE, seats=1, numbers=[2, 3]
    )
    own = OwnSettings(all_disagree=Treatment.VALID, sheet=Sheet(None, 2))
    contests.make_contest(
        ws,
        office.by("thuky"),
        congress_id=known.congress.id,
        details=ContestDetails("dd", "Bầu đoàn đại biểu", 2, alternates=1, settings=own),
    )
    _keep_devices(office)
    _keep_documents(office, known.congress.id)
    kept = files.keep(ws.papers, b"%PDF-1.7 bien ban", name="Biên bản kiểm phiếu.pdf")

    def add(unit: Unit) -> None:
        minutes = records.register(unit, kept, kind="counting-minutes", scope_id=at.contest_id)
        _add_result(unit, office, at.contest_id, minutes.id)
        _add_package(unit)

    within(ws, add)
    _keep_earlier(office)
    return Filled(office, at.contest_id, by_hand.contest_id, again.id)


def _keep_earlier(office: Office) -> None:
    """Results of an earlier term from a workbook; one of them withdrawn."""
    ws, data = office.workspace, write_template([COMMITTEE, AGAIN])
    by = office.by("luutru", reason="chép nhầm biên bản")
    plan = earlier.look(ws, data=data, name=FILE)
    earlier.accept(ws, by, data=data, name=FILE, digest=plan.digest)
    with ws.reading() as unit:
        *_, last = earlier_queries.all_of(unit)
    earlier.withdraw(ws, by, contest_id=last.id)


def _keep_documents(office: Office, congress_id: UUID) -> None:
    """A report, and a picture that was withdrawn."""
    ws = office.workspace
    details = DocumentDetails(
        kind="Báo cáo chính trị", summary="trình đại hội", on=date(2025, 4, 2), retention_years=20
    )
    new = NewDocument(data=b"%PDF-1.7 cut off", name="bao cao.pdf", details=details)
    documents.add(ws, office.by("luutru"), congress_id=congress_id, new=new)
    new = NewDocument(data=b"\xff\xd8\xff anh", name="anh.jpg", details=replace(details, kind="Ảnh"))
    made = documents.add(ws, office.by("luutru"), congress_id=congress_id, new=new)
    documents.withdraw(ws, office.by("thuky", reason="chụp nhầm"), document_id=made.id)
    draft = issuing.make_title(ws, office.by("luutru"), congress_id=congress_id, title="Dự thảo báo cáo")
    copies = [NewCopy(holder="K'Brơi", delegation="Đoàn 1"), NewCopy(holder="Lê Thị Hà")]
    issuing.hand_out(ws, office.by("luutru"), title_id=draft.id, new=copies)
    text = collecting.make_draft(ws, office.by("luutru"), congress_id=congress_id, title="Dự thảo nghị quyết")
    said = OpinionDetails(section="Mục II", giver="Đoàn 1", text="Bổ sung chỉ tiêu", on=date(2025, 4, 3))
    collecting.add(ws, office.by("luutru"), draft_id=text.id, details=said)
    issuing.take_back(ws, office.by("luutru"), title_id=draft.id, new=NewReturn(numbers=(2,)))


def _add_package(unit: Unit) -> None:
    """A package of an earlier term, and what happened to it."""
    one = Package(
        id=uuid4(),
        retention=Retention.PERMANENT,
        title="Hồ sơ nhiệm kỳ 2020 - 2025",
        term="2020 - 2025",
        place="/media/luu-tru/2020-2025",
        manifest_sha256=hashlib.sha256(b"tagmanifest").hexdigest(),
        files=12,
        kib=3400,
        built_at=unit.now,
        foreign=True,
    )
    packages.add(unit, one)
    packages.add_event(
        unit, one.id, EventType.FIXITY, by="Hồ Thị Ổi", place=one.place, outcome=Outcome.FAILURE, detail={"files": 12}
    )
    brought = catalogues.Source(
        "c" * 64, one.title, "2020 - 2025", "Đảng bộ xã Đam Rông 1", unit.now, unit.now, "Hồ Thị Ổi"
    )
    catalogue.take_catalogue(unit, brought, [Subject(SubjectKind.TERM, "t", "2020 - 2025")])


def _keep_devices(office: Office) -> None:
    """Bodies merged, a device of each that was placed, a stock-take of a site."""
    known, ws, by = dam_rong(office), office.workspace, office.by(TECHNICIAN)
    merger = bodies.make_merger(ws, by, details=decision(known))
    bodies.confirm_spellings(ws, by, spellings={"Đạ K'Nàng": known.new[0]})
    site = a_site(office, "Hội trường 2")
    (station,) = sites.set_positions(ws, by, site_id=site.id, needed=[Needed(PositionKind.COUNTING_STATION)])
    sites.make_place(ws, by, site_id=site.id, kind=PlaceKind.BALLOT_BOX, name="Hòm phiếu số 1")
    old, new = known.new[0], known.new[1]
    wanted = (
        NewDevice(
            DeviceDetails(Category.COMPUTER, old, "HP", "S-1", None, 2023), new, "K'Brơi", use_class=UseClass.COUNTING
        ),
        NewDevice(DeviceDetails(Category.PRINTER, old, "Canon", "S-2", True, 2019, Tenure.SHARED, "in màu")),
    )
    first, second = registered(office, wanted)
    service.assign(ws, by, tags=[first.tag], site_id=site.id, positions={first.tag: station.id})

    def move(unit: Unit) -> None:
        told = Told(second, Happening.MERGED, {}, merger.id, known.old[0], known.new[0])
        register.tell(unit, [told], by="Phạm Quốc Khánh", second="", reason="")
        take = stocktakes.add_stock_take(unit, title="Kiểm kê", site_id=site.id, body_id=None, by="Phạm Quốc Khánh")
        found = [(first.tag, FindVerdict.RIGHT, first.id), ("lạ", FindVerdict.UNKNOWN, None)]
        stocktakes.add_finds(unit, take.id, found, by="Phạm Quốc Khánh")

    within(ws, move)
    _keep_handovers(office, known.old[0], new, second)
    _keep_readiness(office, site.id, first)
    text = "item,purpose,basis,quantity\ncomputers,soạn thảo văn bản mật,unit,4\n"
    keeping.keep_norms(ws, by, Source("norms.csv", text.encode()), given_by="02-PA/HU", since=date(2025, 4, 14))
    text = "new_unit,staff,seat\nĐảng ủy xã Đam Rông 1,20,xã Phi Liêng\n"
    keeping.keep_staff(ws, by, Source("staff.csv", text.encode()), given_by="02-PA/HU", since=date(2025, 7, 1))


def _keep_handovers(office: Office, giver: UUID, taker: UUID, device: Device) -> None:
    """A device handed over and taken back."""
    ws = office.workspace

    def add(unit: Unit) -> None:
        with_it = HandedLine(device_id=device.id, condition=Condition.GOOD, accessories=("dây nguồn",), seal="NP 7")
        went = Handover(
            id=uuid4(),
            kind=HandoverKind.CLASSIFIED,
            number="03-BB/VPHU",
            on=unit.now.date(),
            basis="Quyết định số 15-QĐ/HU",
            giver=Side(giver, "Đỗ Đức Hạnh", "Chánh Văn phòng"),
            taker=Side(taker, "K'Brơi"),
            lines=(replace(with_it, documents=("12-BC/HU",)),),
            at=unit.now,
            by="Phạm Quốc Khánh",
            until=unit.now.date(),
            use_class=UseClass.INTERNAL,
            wiping=Wiping("ghi đè 3 lượt", unit.now.date(), "05-BB/CY"),
        )
        back = replace(
            went,
            id=uuid4(),
            at=unit.now + timedelta(hours=1),
            giver=went.taker,
            taker=went.giver,
            returns=went.id,
            use_class=None,
            wiping=None,
        )
        for one in (went, back):
            handovers.add(unit, one)

    within(ws, add)


def _keep_readiness(office: Office, site_id: UUID, device: Device) -> None:
    """A device checked and out by an incident, a seal, a consumable, a request, who answers for the site."""
    ws, by = office.workspace, office.by(TECHNICIAN)
    readiness.name_duty(ws, by, site_id=site_id, who="Phạm Quốc Khánh", telephone="0263 000 000")
    readiness.check_device(ws, by, tag=device.tag, results=[readiness.Result(Item.CLOCK, passed=True, note="đúng giờ")])

    def add(unit: Unit) -> None:
        (paper,) = sites.filled_positions(unit, site_id)
        readiness_queries.add_counts(unit, {paper.position.id: 2}, by="Phạm Quốc Khánh")
        seal = Seal(uuid4(), SealKind.SEAL, "NP 0012", "Công an tỉnh", unit.now, device_id=device.id, spot="mép nắp")
        readiness_queries.add_seals(unit, [seal])
        asked = Inspection(uuid4(), site_id, "Công an tỉnh", unit.now, "Phạm Quốc Khánh", (device.id,))
        readiness_queries.add_inspection(unit, asked)
        site = term_queries.site(unit, site_id)
        assert site is not None
        of_congress.set_contacts(unit, site.congress_id, [Contact("Lê Văn Kỹ", "Công an tỉnh", "0263 000 113")])
        of_congress.set_changes(unit, site.congress_id, [DueChange("printer", Item.TONER, True, 2, 30)])
        of_congress.set_own_items(unit, site.congress_id, [OwnItem("printer", "Dán nhãn tài sản", 30)])

    within(ws, add)
    incidents.report(ws, by, tag=device.tag, kind=IncidentKind.FAULT, what="không lên nguồn")


def _key(at: AtDesk) -> None:
    ws = at.office.workspace
    at.open()
    at.until_sorted((PileKind.FULL, 3), (PileKind.ASIDE, 2), (PileKind.FULL, 2))
    at.open_count(2)
    at.key(1, [struck(4), struck(3), struck(4)])
    at.key(1, [struck(4), struck(2), struck(4)], by=OTHER)
    at.key(2, [aside("pad-aside-sorted", struck(1, 2, 3)), aside("pad-aside-sorted")], by=MEMBER)
    pile = at.open_pile(3)
    at.office.clock.advance(seconds=5, microseconds=123457)
    at.keep(pile, 1, struck(1))
    at.office.clock.advance(seconds=7, microseconds=654321)
    at.keep(pile, 1, struck(2), corrects=True)
    at.office.clock.advance(seconds=7)
    where = at.contest_id
    counting.keep_third(ws, at.by(MEMBER), contest_id=where, pile=1, position=2, seen=struck(3))
    counting.settle_paper(ws, at.two, contest_id=where, pile=1, position=2, marks=struck(3))
    counting.conclude_paper(ws, at.two, contest_id=where, pile=2, position=1, marks=struck(1, 2))
    void = BoardReason.OTHER
    counting.conclude_paper(ws, at.two, contest_id=where, pile=2, position=2, void=void, why="phiếu rách đôi")


def _count_by_hand(at: AtDesk) -> None:
    ws, where = at.office.workspace, at.contest_id
    at.open()
    at.until_sorted((PileKind.FULL, 3), (PileKind.ASIDE, 2))
    counting.go_by_hand(ws, at.by(HEAD, MEMBER, reason="mất điện"), contest_id=where)
    counting.keep_total(ws, at.two, contest_id=where, number=1, keyed=Keyed(3, (3, 3, 2, 1)))
    second = Keyed(1, (1, 0, 0, 0), void=((BoardReason.SIGNED, 1),))
    counting.keep_total(ws, at.two, contest_id=where, number=2, keyed=second)


def _add_result(unit: Unit, office: Office, contest_id: UUID, minutes: UUID) -> None:
    outcome = tally_record(dump(EXAMPLE)).outcome
    data = write_outcome(outcome)
    digest = hashlib.sha256(data).hexdigest()
    head = journal.head(unit, unit.machine)
    name = f"record-{(outcome.record_sha256 or '')[:32]}.sealed"
    fixed = Result(
        contest_id, ResultState.FIXED, outcome, data, digest, outcome.record_sha256, name, head, unit.now, minutes, ()
    )
    results.add(unit, fixed)
    results.set_scan(unit, contest_id, minutes)
    results.set_official(unit, contest_id, Basis.PEN, at=unit.now, signed_by=("Trần Đức Bình",))
    said = Correction("mười hai", "mười ba", "gõ nhầm")
    results.add_corrigendum(unit, contest_id, Corrigendum(1, said, "Trần Đức Bình", "Lê Thị Hà", unit.now, minutes))
    by = office.by(HEAD, "chutich")
    results.add_sealed_event(unit, contest_id, SealedEvent.PACKED, by=by, text="NP-01, NP-02", packets=2)
    blocker = Blocker("machine-network-up", {"interface": "wlan0"}, "wlan0")
    access.add_overruling(
        unit,
        Overruling(
            uuid4(),
            "count:open",
            contest_id,
            None,
            (blocker,),
            "Trần Đức Bình",
            "Nguyễn Thị Ánh",
            "không tắt được",
            unit.now,
        ),
    )


def within(ws: Workspace, work: Callable[[Unit], Done]) -> Done:
    """Do work in a writing unit, under a deed of the test's own."""
    with no_deed():

        @deed("test:chapters", who=Anyone(), title="Contest made")
        def do() -> Done:
            with ws.unit(None) as unit:
                done = work(unit)
                unit.record("test")
            return done

        return do()


def empty(folder: Path, clock: PinnedClock, *, tag: str = "MAY-2", database_url: str | None = None) -> Workspace:
    """A workspace without people, rows or journal."""
    house = House(clock=clock, chapters=CHAPTERS)
    return workspace.create(folder, house=house, tag=tag, database_url=database_url, hash_cost=CHEAP)


def written_of(ws: Workspace, scope: UUID | None = None, *, retention: Retention | None = None) -> tuple[Entry, ...]:
    """Every entry of a workspace, or those kept in one way."""
    with ws.reading() as unit:
        kinds = Retention if retention is None else (retention,)
        contests = None if scope is None else {scope}
        return tuple(entry for kind in kinds for entry in write_chapters(unit, CHAPTERS, contests, retention=kind))


def taken(ws: Workspace, entries: Iterable[Entry]) -> int:
    """Read entries into a workspace."""
    return within(ws, lambda unit: read_chapters(unit, CHAPTERS, entries))


def lines(entries: Iterable[Entry]) -> dict[str, bytes]:
    """The data of entries by name."""
    return {entry.name: entry.data for entry in entries if isinstance(entry, Lines)}


def rows_of(ws: Workspace) -> dict[str, list[Mapping[str, Any]]]:
    """Everything in every table, each row's columns in their written form."""
    with ws.reading() as unit:
        return {
            table.name: sorted(
                (
                    {name: written(value) for name, value in row.items()}
                    for row in unit.connection.execute(table.select()).mappings()
                ),
                key=lambda row: [str(row[column.name]) for column in table.primary_key],
            )
            for table in Base.metadata.sorted_tables
        }
