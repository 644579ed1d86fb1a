"""What a plan costs: both options, funds, and the estimate against what was paid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.needs.rules import costs
from devices.needs.rules.costing import BUY, FOLLOW
from devices.needs.service import plan_from
from devices.needs.values import Balance, Basis, FundLine, FundSum, Line, Norm, OldUnit, Price, Purchase
from tests.devices_needs.samples import dam_rong

PLAN = plan_from(dam_rong()).plan
COMPUTERS = Price("computers", 15_000_000, "Ngân sách tỉnh", bought=41, paid=600_000_000)
PRINTERS = Price("printers", 4_000_000, "Ngân sách tỉnh")
SCANNERS = Price("scanners", 8_000_000, "Ngân sách huyện", bought=6, paid=50_000_000)


def test_option_1_moves_and_buys_the_rest_option_2_buys_all_that_is_short() -> None:
    follow, buy = costs(PLAN.whole, (COMPUTERS, PRINTERS, SCANNERS)).options
    assert (follow.code, follow.moved, follow.bought) == (FOLLOW, 19, 41 + 47 + 3 + 7)
    assert (buy.code, buy.moved, buy.bought) == (BUY, 0, 52 + 55 + 3 + 7)
    assert [line.estimate for line in follow.lines] == [615_000_000, 188_000_000, None, 56_000_000]
    assert [line.estimate for line in buy.lines] == [780_000_000, 220_000_000, None, 56_000_000]


def test_funds_add_up_to_the_estimate_and_what_has_no_price_is_named() -> None:
    for option in costs(PLAN.whole, (COMPUTERS, PRINTERS, SCANNERS)).options:
        assert option.unpriced == ("photocopiers",)
        assert option.estimate == sum(line.estimate or 0 for line in option.lines)
        assert [fund.fund for fund in option.funds] == ["Ngân sách tỉnh", "Ngân sách huyện"]
    assert costs(PLAN.whole, (SCANNERS,)).options[0].funds == (FundLine("Ngân sách huyện", 56_000_000),)


def test_estimate_against_what_was_paid_only_where_it_was() -> None:
    computers, scanners = costs(PLAN.whole, (COMPUTERS, PRINTERS, SCANNERS)).actual
    assert (computers.quantity, computers.bought, computers.difference) == (41, 41, -15_000_000)
    assert (scanners.quantity, scanners.bought, scanners.difference) == (7, 6, -6_000_000)


def test_what_was_bought_without_being_planned_stands_there_too() -> None:
    (line,) = costs(PLAN.whole, (Price("ups", 1, "x", bought=2, paid=10),)).actual
    assert (line.quantity, line.estimate, line.difference) == (0, 0, 10)


def test_each_fund_with_both_options_and_what_it_paid() -> None:
    found = costs(PLAN.whole, (COMPUTERS, PRINTERS, SCANNERS, Price("ups", 1, "Khác", bought=2, paid=10)))
    assert found.funds == (
        FundSum("Ngân sách tỉnh", 803_000_000, 1_000_000_000, spent_on=615_000_000, paid=600_000_000),
        FundSum("Ngân sách huyện", 56_000_000, 56_000_000, spent_on=56_000_000, paid=50_000_000),
        FundSum("Khác", 0, 0, spent_on=0, paid=10),
    )
    assert [(fund.difference, fund.left) for fund in found.funds] == [
        (-15_000_000, 188_000_000),
        (-6_000_000, 0),
        (10, 0),
    ]
    for place, option in enumerate(found.options):
        assert sum((fund.follow, fund.buy)[place] for fund in found.funds) == option.estimate
    assert sum(fund.paid for fund in found.funds) == sum(line.paid for line in found.actual)


def test_prices_come_from_a_file() -> None:
    text = "item,price,fund,bought,paid\ncomputers,15000000,Ngân sách tỉnh,41,600000000\nprinters,4000000,Khác,,\n"
    planned = plan_from(dam_rong(prices=text))
    assert planned.costs == costs(PLAN.whole, (COMPUTERS, Price("printers", 4_000_000, "Khác")))
    assert plan_from(dam_rong()).costs is None
    shared = "item,price,fund,quantity\ncomputers,15000000,Ngân sách tỉnh,\ncomputers,16000000,Ngân sách Đảng,10\n"
    shares = (
        Price("computers", 15_000_000, "Ngân sách tỉnh"),
        Price("computers", 16_000_000, "Ngân sách Đảng", quantity=10),
    )
    assert plan_from(dam_rong(prices=shared)).costs == costs(PLAN.whole, shares)


def test_several_funds_share_an_item_in_their_order_and_one_takes_the_rest() -> None:
    party = Price("computers", 16_000_000, "Ngân sách Đảng", bought=12, paid=190_000_000, quantity=10)
    rest = Price("computers", 15_000_000, "Ngân sách tỉnh", bought=29, paid=430_000_000)
    aid = Price("computers", 14_000_000, "Tài trợ", quantity=20)
    found = costs(PLAN.whole, (rest, party, aid))
    shares = [
        [(line.fund, line.quantity, line.estimate) for line in option.lines if line.item == "computers"]
        for option in found.options
    ]
    assert shares == [
        [("Ngân sách tỉnh", 11, 165_000_000), ("Ngân sách Đảng", 10, 160_000_000), ("Tài trợ", 20, 280_000_000)],
        [("Ngân sách tỉnh", 22, 330_000_000), ("Ngân sách Đảng", 10, 160_000_000), ("Tài trợ", 20, 280_000_000)],
    ]
    assert [(one.fund, one.quantity, one.difference) for one in found.actual] == [
        ("Ngân sách tỉnh", 11, 265_000_000),
        ("Ngân sách Đảng", 10, 30_000_000),
    ]
    assert [(one.fund, one.follow, one.spent_on, one.paid) for one in found.funds] == [
        ("Ngân sách tỉnh", 165_000_000, 165_000_000, 430_000_000),
        ("Ngân sách Đảng", 160_000_000, 160_000_000, 190_000_000),
        ("Tài trợ", 280_000_000, 0, 0),
    ]


@given(st.integers(0, 60), st.lists(st.integers(0, 40) | st.none(), min_size=1, max_size=5))
def test_shares_never_make_more_or_fewer_devices_than_are_bought(quantity: int, funds: list[int | None]) -> None:
    given_once = [n for place, n in enumerate(funds) if n is not None or None not in funds[:place]]
    prices = [Price("ups", 7, f"nguồn {place}", quantity=n) for place, n in enumerate(given_once)]
    balance = Balance((), (Line("Tổng", "ups", 0, quantity, quantity, 0),), (), (Purchase("ups", quantity),))
    for option in costs(balance, prices).options:
        assert sum(line.quantity for line in option.lines) == option.bought == quantity
        nobody = quantity - sum(line.quantity for line in option.lines if line.fund)
        assert nobody == (0 if None in given_once else max(0, quantity - sum(n or 0 for n in given_once)))
        assert option.unpriced == (("ups",) if nobody else ())
        assert option.estimate == 7 * (quantity - nobody)


def test_values_that_make_no_sense_cannot_be_made() -> None:
    for make in (
        lambda: Norm("ups", "x", Basis.PERSON, -1),
        lambda: Norm("ups", "x", Basis.PERSON, 1, persons=0),
        lambda: Norm("ups", "x", Basis.UNIT, 1, persons=2),
        lambda: OldUnit("A", (1,), (2,)),
        lambda: OldUnit("A", (1,), (1, 0)),
    ):
        with pytest.raises(ValueError):
            make()
