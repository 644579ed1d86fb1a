"""Lists of mergers taken in: looked at, settled by a person, written whole; what became of a unit, and the reverse."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from openpyxl import Workbook

from congress.csvdoc import Source
from congress.errors import Malformed, Refused
from congress.term import bodies, merging, queries
from congress.term.merging import MergerList
from congress.term.rules.merger_lists import kind_of
from congress.term.rules.succession import Succession
from congress.term.values import BodyDetails, BodyKind, Merger, MergerDetails, MergerPart
from congress.workspace import check_journal
from tests.ballots_regulations.tables import KNOWN
from tests.devices_register.stores import HAVE
from tests.workspaces import Office

DECISION = MergerDetails("2147-KL/HU", date(2025, 4, 14), date(2025, 7, 1), ())


def _published(name: str) -> Source:
    return Source(f"{name}.csv", (KNOWN / f"dam-rong-{name}.csv").read_bytes())


PUBLISHED = MergerList(mergers=_published("merge"), new_units=_published("new-units"), decision=DECISION)


def _list(text: str, **more: Any) -> MergerList:
    return replace(MergerList(mergers=Source("m.csv", text.encode()), decision=DECISION), **more)


def _told(plan: merging.MergerPlan) -> list[tuple[str, str]]:
    return [(one.where, one.code) for one in plan.in_the_way]


def _accepted(office: Office, handed: MergerList) -> Merger:
    plan = merging.look(office.workspace, handed)
    assert _told(plan) == []
    return merging.accept(office.workspace, office.by("thuky"), handed, digest=plan.digest)


def _entered(office: Office, *names: str) -> None:
    bodies.make_bodies(
        office.workspace, office.by("thuky"), details=[BodyDetails(name, kind_of(name)) for name in names]
    )


def _old_units() -> list[str]:
    return [line.split(",")[0] for line in HAVE.splitlines()]


def test_the_published_merger_enters_the_new_units_and_closes_the_old_ones(any_office: Office) -> None:
    _entered(any_office, *_old_units())
    merger = _accepted(any_office, PUBLISHED)
    with any_office.workspace.reading() as unit:
        by_name = {body.name: body for body in queries.bodies(unit)}
        succession = Succession(queries.mergers(unit))
    assert len(by_name) == 14
    assert len(merger.whole) == 10
    old, new = by_name["Đảng ủy xã Rô Men"], by_name["Đảng ủy xã Đam Rông 2"]
    assert (old.closed_on, new.closed_on, new.details.opened_on) == (date(2025, 7, 1), None, date(2025, 7, 1))
    assert succession.heirs(old.id) == (new.id,)
    assert {one.old_id for one in succession.before(new.id)} == {
        by_name[name].id for name in ("Cơ quan Huyện ủy", "Đảng ủy xã Rô Men", "Đảng ủy xã Liêng Srônh")
    }
    assert check_journal(any_office.workspace) == ()


def test_looking_writes_nothing_and_names_of_strangers_are_asked_about(office: Office) -> None:
    plan = merging.look(office.workspace, PUBLISHED)
    assert {code for _, code in _told(plan)} == {"merger-name-unknown"}
    assert len(plan.in_the_way) == 10
    with office.workspace.reading() as unit:
        assert queries.bodies(unit) == ()
    assert merging.look(office.workspace, replace(PUBLISHED, enter=True)).in_the_way == ()


def test_a_workspace_without_units_may_take_them_all_from_the_list(office: Office) -> None:
    _accepted(office, replace(PUBLISHED, enter=True))
    with office.workspace.reading() as unit:
        kinds = {body.name: body.details.kind for body in queries.bodies(unit)}
    assert len(kinds) == 14
    assert kinds["Cơ quan Huyện ủy"] is BodyKind.AGENCY


def test_a_spelling_counts_only_once_a_person_confirmed_it_and_is_known_from_then_on(office: Office) -> None:
    _entered(office, "Đảng ủy xã Đạ K' Nàng")
    listed = _list("old_unit,new_unit\nĐạ K’Nàng,Đảng ủy xã Đam Rông 1\n", enter=True)
    plan = merging.look(office.workspace, listed)
    assert _told(plan) == [("m.csv:2:A", "merger-name-to-confirm")]
    assert plan.planned.doubts[0].near == ("Đảng ủy xã Đạ K' Nàng",)
    with pytest.raises(Malformed, match="merger-name-to-confirm"):
        merging.accept(office.workspace, office.by("thuky"), listed, digest=plan.digest)
    merger = _accepted(office, replace(listed, said={"Đạ K’Nàng": "Đảng ủy xã Đạ K' Nàng"}))
    with office.workspace.reading() as unit:
        assert [one.text for one in queries.spellings(unit)] == ["đạ k’nàng"]
        assert len(merger.details.parts) == 1
        assert len(queries.bodies(unit)) == 2


def test_a_name_near_another_may_be_a_unit_of_its_own_where_a_person_says_so(office: Office) -> None:
    _entered(office, "Đảng ủy xã Tân Tiến")
    listed = _list("old_unit,new_unit\nĐảng ủy phường Tân Tiến,Đảng ủy phường Hòa Bình\n", enter=True)
    assert _told(merging.look(office.workspace, listed)) == [("m.csv:2:A", "merger-name-to-confirm")]
    _accepted(office, replace(listed, said={"Đảng ủy phường Tân Tiến": "Đảng ủy phường Tân Tiến"}))
    with office.workspace.reading() as unit:
        assert len(queries.bodies(unit)) == 3


def test_a_new_unit_may_bear_the_name_of_one_that_goes_into_it(any_office: Office) -> None:
    _entered(any_office, "Đảng ủy xã A", "Đảng ủy xã B")
    merger = _accepted(
        any_office, _list("old_unit,new_unit\nĐảng ủy xã B,Đảng ủy xã A\nĐảng ủy xã A,Đảng ủy xã A\n", enter=True)
    )
    (new_id,) = set(merger.whole.values())
    with any_office.workspace.reading() as unit:
        named = [body for body in queries.bodies(unit) if body.name == "Đảng ủy xã A"]
    assert sorted(body.is_closed for body in named) == [False, True]
    assert next(body.id for body in named if not body.is_closed) == new_id


def test_a_unit_that_goes_cannot_receive_in_a_circle_or_a_chain(office: Office) -> None:
    for rows in ("A,B\nB,A\n", "A,B\nB,C\n"):
        plan = merging.look(office.workspace, _list(f"old_unit,new_unit\n{rows}", enter=True))
        assert ("m.csv:2:B", "merger-new-is-old") in _told(plan)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("old_unit,new_unit\nA,N\nA,N\n", [("m.csv:3:A", "merger-old-again")]),
        ("old_unit,new_unit\nA,N\nA,M\n", [("m.csv:3:A", "merger-old-again")]),
        ("old_unit,new_unit\nA,\n,N\n", [("m.csv:2:B", "blank-text"), ("m.csv:3:A", "blank-text")]),
        ("old_unit,new_unit,how\nA,N,nửa\n", [("m.csv:2:C", "merger-how-unknown")]),
        ("old_unit,new_unit\n", [("m.csv:2", "no-rows")]),
        ("old_unit,new_unit\nA,☎\n", [("m.csv:2:B", "letters-not-printable")]),
    ],
)
def test_every_fault_is_told_by_row_and_column(office: Office, text: str, faults: list[tuple[str, str]]) -> None:
    assert _told(merging.look(office.workspace, _list(text, enter=True))) == faults


def test_a_unit_divided_device_by_device_may_go_into_several(office: Office) -> None:
    rows = "Đơn vị cũ;Đơn vị mới;Cách chuyển\nA;N;Từng thiết bị\nA;M;Từng thiết bị\nB;N;Toàn bộ\n"
    merger = _accepted(office, _list(rows, enter=True))
    assert sorted(part.whole for part in merger.details.parts) == [False, False, True]


def test_a_workbook_with_a_title_and_merged_cells_is_read_as_it_looks(office: Office) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["DANH SÁCH"], [], ["TT", "Đơn vị mới", "Đơn vị cũ"], [1, "N", "A"], [None, None, "B"]):
        sheet.append(row)
    sheet.merge_cells("B4:B5")
    target = BytesIO()
    book.save(target)
    merger = _accepted(office, replace(_list("", enter=True), mergers=Source("m.xlsx", target.getvalue())))
    assert len(set(merger.whole.values())) == 1
    assert len(merger.whole) == 2


def test_a_list_without_its_columns_is_no_list(office: Office) -> None:
    for data in (b"a,b\n1,2\n", b"", b"\x00\x01", b"PK\x03\x04"):
        with pytest.raises(Malformed):
            merging.look(office.workspace, replace(_list(""), mergers=Source("m.csv", data)))


def test_the_decision_has_a_number_days_in_order_and_stands_once(office: Office) -> None:
    _accepted(office, replace(PUBLISHED, enter=True))
    later = _list("old_unit,new_unit\nX,Y\n", enter=True)
    assert ("decision", "merger-exists") in _told(merging.look(office.workspace, later))
    backward = replace(later, decision=MergerDetails(" ", date(2025, 7, 1), date(2025, 4, 14), ()))
    assert {code for _, code in _told(merging.look(office.workspace, backward))} == {
        "merger-decision-missing",
        "merger-days-wrong",
    }


def test_what_changed_since_it_was_looked_at_is_looked_at_again(office: Office) -> None:
    handed = replace(PUBLISHED, enter=True)
    plan = merging.look(office.workspace, handed)
    _entered(office, "Đảng ủy xã Rô Men")
    with pytest.raises(Refused, match="import-changed"):
        merging.accept(office.workspace, office.by("thuky"), handed, digest=plan.digest)
    with office.workspace.reading() as unit:
        assert len(queries.bodies(unit)) == 1


def test_a_closed_unit_merges_no_more_and_its_successor_is_proposed(office: Office) -> None:
    _accepted(office, replace(PUBLISHED, enter=True))
    again = _list("old_unit,new_unit\nĐảng ủy xã Rô Men,N\nRô Men,M\n", enter=True)
    plan = merging.look(office.workspace, replace(again, decision=replace(DECISION, decision="2")))
    assert _told(plan) == [("m.csv:2:A", "body-closed"), ("m.csv:3:A", "merger-name-to-confirm")]
    assert plan.planned.doubts[0].near == ("Đảng ủy xã Đam Rông 2",)


def test_succession_goes_through_every_decision_and_a_circle_ends() -> None:
    a, b, c = uuid4(), uuid4(), uuid4()

    def merger(old: UUID, new: UUID) -> Merger:
        return Merger(uuid4(), replace(DECISION, parts=(MergerPart(old, new),)))

    through = Succession([merger(a, b), merger(b, c)])
    assert through.heirs(a) == (c,)
    assert [one.old_id for one in through.before(c)] == [b, a]
    assert through.heirs(c) == ()
    assert Succession([merger(a, b), merger(b, a)]).heirs(a) == ()
