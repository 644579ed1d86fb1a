"""Đam Rông as officials can read it (`tests/known/*-dam-rong.md`), every row of every table."""

from devices.needs.norms import DAM_RONG_2025, source_of
from devices.needs.service import plan_from
from devices.needs.values import TOTAL, Column, Rule, Use
from devices.needs.wording import COLUMNS
from tests.ballots_regulations.tables import rows
from tests.devices_needs.samples import dam_rong

PLAN = plan_from(dam_rong()).plan
TESTS = {"dòng": Rule.ROW_IDENTITY, "cột": Rule.COLUMN_SUM, "tính": Rule.COMPUTED}


def test_have_need_short_and_surplus_of_every_unit() -> None:
    lines = [
        (line.unit, line.item, line.have, line.need, line.short, line.surplus)
        for line in (*PLAN.whole.table, *PLAN.whole.totals)
    ]
    known = [
        (row["Đơn vị"], row["Thiết bị"], *(int(row[name]) for name in ("Có", "Cần", "Thiếu", "Dư")))
        for row in rows("nhu-cau-dam-rong")
    ]
    assert lines == known


def test_exactly_six_printed_cells_are_wrong_each_with_its_rules() -> None:
    found = [(one.unit, one.item, one.column, one.printed, one.computed, one.rules) for one in PLAN.discrepancies]
    columns = {name: column for column, name in COLUMNS.items()}
    known = [
        (
            row["Đơn vị"],
            row["Thiết bị"],
            columns[row["Cột"]],
            int(row["Đã in"]),
            int(row["Đúng là"]),
            tuple(TESTS[name] for name in row["Phép thử không qua"].split(", ")),
        )
        for row in rows("o-sai-dam-rong")
    ]
    assert len(found) == 6
    assert found == known
    assert list(columns) == ["Có", "Cần", "Thiếu", "Dư"]
    assert {one.column for one in PLAN.discrepancies} == {Column.SHORT, Column.SURPLUS}


def test_what_moves_and_what_is_bought_also_with_classified_machines_apart() -> None:
    totals = {line.item: line for line in PLAN.whole.totals}
    ordinary, classified = PLAN.apart[Use.ORDINARY], PLAN.apart[Use.CLASSIFIED]
    for row in rows("mua-moi-dam-rong"):
        item = row["Thiết bị"]
        assert totals[item].short == int(row["Thiếu"])
        for balance, moved, bought in (
            (PLAN.whole, row["Điều chuyển"], row["Mua"]),
            (ordinary, row["Máy thường: chuyển"], row["Máy thường: mua"]),
            (classified, "0", row["Máy mật: mua"]),
        ):
            assert sum(move.quantity for move in balance.moves if move.item == item) == int(moved)
            assert sum(one.quantity for one in balance.purchase if one.item == item) == int(bought)
    assert not PLAN.classified_known
    assert PLAN.findings == ()


def test_the_surplus_goes_to_the_first_by_name_while_all_ways_are_equal() -> None:
    (computers, printers) = PLAN.whole.moves
    ends = ("Đảng ủy xã Đam Rông 2", "Đảng ủy xã Đam Rông 1")
    assert (computers.item, computers.giver, computers.taker, computers.quantity) == ("computers", *ends, 11)
    assert (printers.item, printers.giver, printers.taker, printers.quantity) == ("printers", *ends, 8)


def test_the_norms_as_data_are_those_of_the_published_file() -> None:
    assert PLAN.case.norms == DAM_RONG_2025.norms
    assert source_of(PLAN.case.norms[::-1]) == DAM_RONG_2025.dated
    assert source_of(PLAN.case.norms[1:]) is None


def test_total_is_the_last_unit_of_the_table() -> None:
    assert [line.unit for line in PLAN.whole.totals] == [TOTAL] * 4
