"""A plan from the register is the one that the stateless command makes of the register's own files."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.csvdoc import Source
from congress.errors import Malformed, Refused
from congress.term import bodies as term
from congress.term.values import BodyDetails, BodyKind, Merger, MergerDetails, MergerPart, PartyBody
from congress.workspace import check_journal
from devices.needs import keeping
from devices.needs.formats import Files, answer_tree
from devices.needs.formats.case import CLASSIFIED, MERGE, NEW_UNITS, NORMS, UNITS, case_files
from devices.needs.formats.workbook import needs_xlsx
from devices.needs.papers import needs_pdf
from devices.needs.registered import Asked, plan_registered
from devices.needs.rules.registered import ITEMS, found
from devices.needs.service import Planned, plan_from, planned
from devices.needs.values import Basis, Case, Dated, Norm, StaffNumber, Use
from devices.register import merging, service
from devices.register.queries import mergers as register
from devices.register.values.devices import Category, Condition, DeviceDetails, NewDevice, Tenure, UseClass
from devices.register.values.mergers import Owned
from tests.congress_papers.reading import cells_of, text_of
from tests.devices_needs.samples import DAM_RONG
from tests.devices_register.stores import TECHNICIAN, DamRong, all_devices, dam_rong, decision, registered
from tests.workspaces import Office

ON = date(2025, 7, 1)
DATED = Dated("thử", ON)


def _published(name: str) -> Source:
    return Source(f"{name}.csv", DAM_RONG[name].read_bytes())


def _kept(office: Office, *, since: date = ON) -> None:
    by, ws = office.by(TECHNICIAN), office.workspace
    keeping.keep_norms(ws, by, _published("norms"), given_by="Phương án 02-PA/HU", since=since)
    keeping.keep_staff(ws, by, _published("new-units"), given_by="Kết luận 2147-KL/HU", since=since)


def _merged(office: Office) -> tuple[DamRong, Merger]:
    known = dam_rong(office)
    registered(office, all_devices(known))
    return known, term.make_merger(office.workspace, office.by("thuky"), details=decision(known))


def _files(case: Case, *, printed: Source | None = None) -> Files:
    files = {name: Source(name, data) for name, data in case_files(case).items()}
    return Files(
        units=files[UNITS],
        merge=files[MERGE],
        new_units=files[NEW_UNITS],
        norms=files[NORMS],
        classified=files[CLASSIFIED],
        printed=printed,
    )


def _bought(made: Planned) -> dict[str, int]:
    return {one.item: one.quantity for one in made.plan.whole.purchase}


def test_the_register_of_dam_rong_gives_the_published_figures_before_and_after_devices_follow(
    any_office: Office,
) -> None:
    _, merger = _merged(any_office)
    _kept(any_office)
    asked = Asked(printed=_published("printed"))
    before = plan_registered(any_office.workspace, asked)
    merging.apply_whole(any_office.workspace, any_office.by(TECHNICIAN), merger_id=merger.id)
    after = plan_registered(any_office.workspace, asked)
    assert answer_tree(before.plan) == answer_tree(after.plan)
    assert before.plan.case == after.plan.case
    assert _bought(after) == {"computers": 41, "printers": 47, "photocopiers": 3, "scanners": 7}
    assert {(move.item, move.quantity) for move in after.plan.whole.moves} == {("computers", 11), ("printers", 8)}
    assert len(after.plan.discrepancies) == 6
    stateless = plan_from(_files(after.plan.case, printed=_published("printed")))
    assert answer_tree(stateless.plan) == answer_tree(after.plan)
    assert check_journal(any_office.workspace) == ()


def test_workbook_and_paper_say_whose_norms_and_staff_of_which_day(office: Office) -> None:
    _merged(office)
    _kept(office)
    made = plan_registered(office.workspace, Asked())
    at = office.clock.now()
    cells = cells_of(needs_xlsx(made, created=at))
    assert cells["Biên chế"][-2:] == [
        [4, "Đảng ủy xã Đam Rông 4", 20, "01/07/2025", "Kết luận 2147-KL/HU"],
        [None, "Tổng", 80, None, None],
    ]
    assert cells["Định mức"][1][0] == "Nguồn: Phương án 02-PA/HU; áp dụng từ ngày 01/07/2025."
    assert "Kết luận 2147-KL/HU" in text_of(needs_pdf(made, created=at))


def test_the_norms_and_staff_of_the_day_count(office: Office) -> None:
    _merged(office)
    _kept(office)
    by, ws = office.by(TECHNICIAN), office.workspace
    later = Source("n.csv", b"item,purpose,basis,quantity\ncomputers,x,person,2\n")
    keeping.keep_norms(ws, by, later, given_by="sau", since=date(2026, 1, 1))
    staff = Source("s.csv", "new_unit,staff\nĐảng ủy xã Đam Rông 1,30\n".encode())
    keeping.keep_staff(ws, by, staff, given_by="sau", since=date(2026, 1, 1))
    now, then = plan_registered(ws, Asked(on=date(2026, 2, 1))), plan_registered(ws, Asked())
    assert now.plan.case.norms_dated == Dated("sau", date(2026, 1, 1))
    assert [(one.staff, one.dated) for one in now.plan.case.new_units[:2]] == [
        (30, Dated("sau", date(2026, 1, 1))),
        (20, Dated("Kết luận 2147-KL/HU", ON)),
    ]
    assert _bought(then)["computers"] == 41
    with pytest.raises(Refused, match="needs-no-norms"):
        plan_registered(ws, Asked(on=date(2025, 6, 30)))
    corrected = Source("n.csv", b"item,purpose,basis,quantity\ncomputers,x,person,3\n")
    assert keeping.look_at_norms(ws, corrected, given_by="sửa", since=ON).before is not None
    keeping.keep_norms(ws, by, corrected, given_by="sửa", since=ON)
    assert plan_registered(ws, Asked()).plan.case.norms_dated == Dated("sửa", ON)


def test_everything_that_is_missing_is_named(office: Office) -> None:
    ws, by = office.workspace, office.by(TECHNICIAN)
    with pytest.raises(Refused, match="needs-no-merger"):
        plan_registered(ws, Asked())
    known = dam_rong(office)
    devices = registered(office, [NewDevice(DeviceDetails(Category.COMPUTER, known.old[0]))] * 2)
    parts = tuple(MergerPart(known.old[0], new, whole=False) for new in known.new[:2])
    merger = term.make_merger(ws, office.by("thuky"), details=MergerDetails("1-QĐ", ON, ON, parts))
    keeping.keep_norms(ws, by, _published("norms"), given_by="x", since=ON)
    with pytest.raises(Malformed) as raised:
        plan_registered(ws, Asked())
    assert [(one.where, one.code) for one in raised.value.findings] == [
        ("Đảng ủy xã Đạ K' Nàng", "needs-undivided"),
        ("Đảng ủy xã Đam Rông 1", "needs-staff-missing"),
        ("Đảng ủy xã Đam Rông 2", "needs-staff-missing"),
    ]
    with pytest.raises(Malformed, match="merger-not-known"):
        plan_registered(ws, Asked(decisions=("2-QĐ",)))
    keeping.keep_staff(ws, by, _published("new-units"), given_by="x", since=ON)
    for device, new in zip(devices, known.new, strict=False):
        merging.apply_some(ws, by, merger_id=merger.id, new_id=new, tags=[device.tag])
    case = plan_registered(ws, Asked()).plan.case
    assert [(old.name, old.have[0], case.successors[old.name]) for old in case.old_units] == [
        ("Đảng ủy xã Đạ K' Nàng → Đảng ủy xã Đam Rông 1", 1, "Đảng ủy xã Đam Rông 1"),
        ("Đảng ủy xã Đạ K' Nàng → Đảng ủy xã Đam Rông 2", 1, "Đảng ủy xã Đam Rông 2"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("new_unit,staff\nĐam Rông 1,20\n", "merger-name-to-confirm"),
        ("new_unit,staff\nXã lạ,20\n", "merger-name-unknown"),
        ("new_unit,staff\nĐảng ủy xã Đam Rông 1,20\nĐẢNG ỦY XÃ ĐAM RÔNG 1,20\n", "row-repeated"),
        ("new_unit,staff\nĐảng ủy xã Đam Rông 1,-1\n", "out-of-range"),
        ("new_unit\nĐảng ủy xã Đam Rông 1\n", "column-missing"),
        ("item,purpose,basis,quantity\nlaptops,x,person,1\n", "item-unknown"),
        ("item,purpose,basis,quantity\ncomputers,x,person,1e3\n", "not-a-whole-number"),
    ],
)
def test_lists_that_cannot_be_kept_are_faults_and_nothing_is_kept(office: Office, text: str, code: str) -> None:
    dam_rong(office)
    keep = keeping.keep_norms if text.startswith("item") else keeping.keep_staff
    with pytest.raises(Malformed, match=code):
        keep(office.workspace, office.by(TECHNICIAN), Source("f.csv", text.encode()), given_by="x", since=ON)
    with pytest.raises(Malformed, match=r"needs-source-missing|field-too-long"):
        keep(office.workspace, office.by(TECHNICIAN), _published("new-units"), given_by=" ", since=ON)


def test_the_count_is_that_of_each_device_by_itself(any_office: Office) -> None:
    known = dam_rong(any_office)
    new = [
        NewDevice(DeviceDetails(category, owner, tenure=tenure), condition=condition, use_class=use)
        for category in (Category.COMPUTER, Category.MEDIA)
        for owner in known.old[:2]
        for tenure in Tenure
        for condition in Condition
        for use in (UseClass.CLASSIFIED, UseClass.INTERNAL)
    ]
    devices = registered(any_office, new)
    service.lose(any_office.workspace, any_office.by(TECHNICIAN, reason="mất"), tags=[devices[0].tag])
    counted: dict[Owned, int] = {}
    for n, device in enumerate(devices):
        if n and device.counts:
            owner = device.details.owner_id
            owned = Owned(owner, owner, device.category, device.use_class is UseClass.CLASSIFIED)
            counted[owned] = counted.get(owned, 0) + 1
    with any_office.workspace.reading() as unit:
        assert register.have(unit, []) == counted


# --- every register ------------------------------------------------------------------------------------------

OLD = tuple(UUID(int=n) for n in range(1, 6))
NEW = tuple(UUID(int=n) for n in range(11, 14))
ELSEWHERE = UUID(int=99)


@st.composite
def registers(draw: st.DrawFn) -> Case:
    """Units of one decision, some divided, some with a new unit's name; devices before and after they moved."""
    names = dict(zip(OLD, ["Cũ 1", "Cũ 2", "Mới 1", 'Cũ, "4"', "Cũ 2"], strict=True))
    names |= dict(zip(NEW, ["Mới 1", "Mới 2", "Mới 3"], strict=True)) | {ELSEWHERE: "Tỉnh ủy"}
    bodies = {
        one: PartyBody(one, BodyDetails(name, BodyKind.COMMUNE), ON if one in OLD else None)
        for one, name in names.items()
    }
    parts: list[MergerPart] = []
    for old in draw(st.lists(st.sampled_from(OLD), min_size=1, unique=True)):
        into = draw(st.lists(st.sampled_from(NEW), min_size=1, max_size=2, unique=True))
        parts += [MergerPart(old, new, whole=len(into) == 1) for new in into]
    merger = Merger(UUID(int=100), MergerDetails("1", ON, ON, tuple(parts)))
    have: dict[Owned, int] = {}
    for owned in draw(st.lists(_owned(parts), max_size=12)):
        have[owned] = draw(st.integers(1, 9))
    norms = draw(st.lists(_norm(), min_size=1, max_size=4, unique_by=lambda one: (one.item, one.basis)))
    staff = {new: StaffNumber(new, DATED, draw(st.integers(0, 9)), "Xã, nơi đặt") for new in NEW}
    register_says = found([merger], bodies, have, norms, staff)
    assert register_says.faults == ()
    return Case(
        items=register_says.items,
        old_units=register_says.old_units,
        successors=register_says.successors,
        new_units=register_says.new_units,
        norms=tuple(norms),
    )


def _owned(parts: Sequence[MergerPart]) -> st.SearchStrategy[Owned]:
    moved = st.sampled_from(parts).map(lambda part: (part.old_id, part.new_id))
    waiting = [(part.old_id, part.old_id) for part in parts if part.whole]
    own = st.sampled_from([(part.new_id, part.new_id) for part in parts] + [(ELSEWHERE, ELSEWHERE)])
    whose = moved | own | (st.sampled_from(waiting) if waiting else st.nothing())
    categories = st.sampled_from([*ITEMS, Category.MEDIA])
    return st.builds(
        lambda pair, category, secret: Owned(pair[0], pair[1], category, secret), whose, categories, st.booleans()
    )


def _norm() -> st.SearchStrategy[Norm]:
    items = st.sampled_from(tuple(ITEMS.values()))
    uses = st.sampled_from(Use)
    return st.builds(Norm, items, st.just('việc, "mật"'), st.sampled_from(Basis), st.integers(0, 4), uses)


@given(registers())
def test_the_stateless_answer_on_the_register_s_files_equals_the_register_s(case: Case) -> None:
    ours, theirs = planned(case, None).plan, plan_from(_files(case)).plan
    plain = [replace(one, where="") for one in theirs.findings]
    assert answer_tree(replace(theirs, findings=())) == answer_tree(replace(ours, findings=()))
    assert plain == [replace(one, where="") for one in ours.findings]
    assert theirs.apart == ours.apart
    assert theirs.case.old_units == ours.case.old_units
