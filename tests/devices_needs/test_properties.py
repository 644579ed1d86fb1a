"""What holds for every plan: nothing is lost, no move exceeds what there is, the way is the shortest."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from devices.needs.norms import shared_printers
from devices.needs.rules import balance, plan, table
from devices.needs.rules.checking import discrepancies, figure
from devices.needs.rules.moving import moves
from devices.needs.rules.reckoning import line, need_of, with_variant
from devices.needs.values import (
    Basis,
    Case,
    Column,
    Distances,
    Line,
    Move,
    NewUnit,
    Norm,
    OldUnit,
    Rule,
    Use,
)

ITEMS = ("computers", "printers", "ups")
COUNTS = st.integers(0, 12)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A few old units that go into a few new ones, with norms of every kind."""
    new = [f"Đơn vị {number}" for number in range(1, draw(st.integers(1, 4)) + 1)]
    old = [f"Cũ {number}" for number in range(1, draw(st.integers(1, 5)) + 1)]
    norms = draw(
        st.lists(
            st.builds(
                Norm,
                st.sampled_from(ITEMS),
                st.just("việc"),
                st.sampled_from(Basis),
                st.integers(0, 4),
                st.sampled_from(Use),
            ),
            max_size=5,
        )
    )
    return Case(
        items=ITEMS,
        old_units=tuple(_old_unit(draw, name) for name in old),
        successors={name: draw(st.sampled_from(new)) for name in old},
        new_units=tuple(NewUnit(name, draw(st.integers(0, 8))) for name in new),
        norms=tuple(norms),
        distances=draw(st.none() | _distances(new)),
        variant=draw(st.none() | st.integers(1, 6).map(shared_printers)),
    )


def _old_unit(draw: st.DrawFn, name: str) -> OldUnit:
    have = tuple(draw(COUNTS) for _ in ITEMS)
    return OldUnit(name, have, tuple(draw(st.integers(0, whole)) for whole in have))


def _distances(units: list[str]) -> st.SearchStrategy[Distances]:
    pairs = [(one, other) for one in units for other in units if one != other]
    return st.fixed_dictionaries({pair: st.integers(0, 30).map(lambda tenths: Fraction(tenths, 10)) for pair in pairs})


@given(cases())
def test_no_device_is_lost_on_the_way_from_old_units_to_new_ones(case: Case) -> None:
    made = plan(case)
    before = {item: sum(old.have[place] for old in case.old_units) for place, item in enumerate(ITEMS)}
    assert {one.item: one.have for one in made.whole.totals} == before
    apart: Counter[str] = Counter()
    for pool in made.apart.values():
        apart.update({one.item: one.have for one in pool.totals})
    assert +apart == +Counter(before)


@given(cases())
def test_short_less_surplus_is_need_less_have_and_one_of_them_is_nought(case: Case) -> None:
    made = plan(case)
    for pool in (made.whole, *made.apart.values()):
        for one in pool.table:
            assert one.short - one.surplus == one.need - one.have
            assert min(one.short, one.surplus) == 0
        for one in pool.totals:
            assert one.short - one.surplus == one.need - one.have


@given(cases())
def test_moves_stay_within_surplus_and_short_and_leave_nothing_to_even_out(case: Case) -> None:
    made = plan(case)
    for pool in (made.whole, *made.apart.values()):
        gone, come = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
        for move in pool.moves:
            assert move.quantity > 0
            gone[move.giver, move.item] += move.quantity
            come[move.taker, move.item] += move.quantity
        for one in pool.table:
            assert gone[one.unit, one.item] <= one.surplus
            assert come[one.unit, one.item] <= one.short
        moved = {item: sum(move.quantity for move in pool.moves if move.item == item) for item in ITEMS}
        bought = {one.item: one.quantity for one in pool.purchase}
        for one in pool.totals:
            assert moved[one.item] == min(one.surplus, one.short)
            assert bought.get(one.item, 0) == one.short - moved[one.item]
            assert bought.get(one.item, 1) > 0


@given(cases())
def test_need_apart_adds_up_to_need_as_one(case: Case) -> None:
    whole = table(case)
    apart = [table(case, use=use) for use in Use]
    assert [one.need for one in whole] == [sum(pool[place].need for pool in apart) for place in range(len(whole))]


@given(cases())
def test_the_order_of_old_units_and_distances_does_not_matter(case: Case) -> None:
    ways = None if case.distances is None else dict(list(case.distances.items())[::-1])
    assert plan(replace(case, old_units=case.old_units[::-1], distances=ways)).whole == plan(case).whole


@st.composite
def small_problems(draw: st.DrawFn) -> tuple[tuple[Line, ...], Distances | None]:
    """At most three who give and three who take, a few devices each."""
    givers = [(f"G{number}", draw(st.integers(1, 3))) for number in range(draw(st.integers(1, 3)))]
    takers = [(f"T{number}", draw(st.integers(1, 3))) for number in range(draw(st.integers(1, 3)))]
    lines = [line(name, "ups", have=amount, need=0) for name, amount in givers]
    lines += [line(name, "ups", have=0, need=amount) for name, amount in takers]
    units = [one.unit for one in lines]
    return tuple(draw(st.permutations(lines))), draw(st.none() | _distances(units))


def _every_flow(givers: list[tuple[str, int]], takers: dict[str, int]) -> Iterator[dict[tuple[str, str], int]]:
    """Every way to send as much as can be: device by device, some staying where they are."""
    if not givers:
        yield {}
        return
    (name, amount), *rest = givers
    if amount == 0:
        yield from _every_flow(rest, takers)
        return
    for taker, lacking in takers.items():
        if lacking:
            for flow in _every_flow([(name, amount - 1), *rest], {**takers, taker: lacking - 1}):
                yield {**flow, (name, taker): flow.get((name, taker), 0) + 1}
    yield from _every_flow([(name, amount - 1), *rest], takers)


@given(small_problems())
def test_no_other_way_of_moving_as_many_is_shorter(problem: tuple[tuple[Line, ...], Distances | None]) -> None:
    lines, distances = problem
    givers = [(one.unit, one.surplus) for one in lines if one.surplus]
    flows = list(_every_flow(givers, {one.unit: one.short for one in lines if one.short}))
    most = max(sum(flow.values()) for flow in flows)
    full = [flow for flow in flows if sum(flow.values()) == most]

    def way(flow: dict[tuple[str, str], int]) -> Fraction:
        return sum(((distances or {}).get(pair, Fraction(1)) * times for pair, times in flow.items()), Fraction(0))

    shortest = min(map(way, full))
    ours = {(move.giver, move.taker): move.quantity for move in moves(lines, distances)}
    assert sum(ours.values()) == most
    assert way(ours) == shortest
    # Ties by name: seen pair by pair in the order of names, none of the shortest gives the first more.
    pairs = sorted({(giver, taker) for flow in full for giver, taker in flow})
    if distances is None:
        assert [ours.get(pair, 0) for pair in pairs] == max([flow.get(pair, 0) for pair in pairs] for flow in full)


@given(cases(), st.data())
def test_a_printed_table_is_wrong_just_where_it_was_changed(case: Case, data: st.DataObject) -> None:
    made = plan(case).whole
    computed = (*made.table, *made.totals)
    assert discrepancies(computed, computed) == ()
    place = data.draw(st.integers(0, len(computed) - 1))
    column = data.draw(st.sampled_from(Column))
    right = computed[place]
    figures = {each: figure(right, each) for each in Column}
    figures[column] += data.draw(st.integers(1, 5))
    wrong = Line(right.unit, right.item, *(figures[each] for each in Column))
    (found,) = discrepancies((*computed[:place], wrong, *computed[place + 1 :]), computed)
    assert (found.unit, found.item, found.column) == (right.unit, right.item, column)
    assert (found.printed, found.computed) == (figures[column], figure(right, column))
    in_total = place >= len(made.table)
    assert set(found.rules) == {Rule.ROW_IDENTITY, Rule.COMPUTED} | ({Rule.COLUMN_SUM} if in_total else set())


@given(st.integers(0, 500), st.integers(1, 20))
def test_shared_printers_are_rounded_up_and_classified_ones_stay(staff: int, persons: int) -> None:
    norms = (
        Norm("printers", "thường", Basis.PERSON, 1),
        Norm("printers", "mật", Basis.PERSON, 1, Use.CLASSIFIED),
        Norm("printers", "màu", Basis.UNIT, 1),
        Norm("computers", "thường", Basis.PERSON, 1),
    )
    unit = NewUnit("A", staff)
    needs = [need_of(unit, norm) for norm in with_variant(norms, shared_printers(persons))]
    assert needs == [-(-staff // persons), staff, 1, staff]


def test_equal_lines_of_several_items_do_not_mix() -> None:
    lines = (
        line("A", "ups", have=1, need=0),
        line("A", "printers", have=0, need=1),
        line("B", "ups", have=0, need=1),
        line("B", "printers", have=1, need=0),
    )
    assert balance(lines, None).moves == (Move("ups", "A", "B", 1), Move("printers", "B", "A", 1))


def test_the_way_back_counts_where_only_that_is_given() -> None:
    lines = (line("A", "ups", have=1, need=0), line("B", "ups", have=0, need=1), line("C", "ups", have=0, need=1))
    (move,) = moves(lines, {("B", "A"): Fraction(9), ("A", "C"): Fraction("8.5")})
    assert (move.taker, move.km) == ("C", Fraction(17, 2))


def test_a_shorter_way_wins_over_the_order_of_names_however_little_shorter() -> None:
    lines = tuple(
        [line("A", "ups", have=10_000_000, need=0)]
        + [line(name, "ups", have=0, need=5_000_000) for name in ("B", "C", "D")]
    )
    ways = {("A", "B"): Fraction("7.000001"), ("A", "C"): Fraction(7), ("A", "D"): Fraction(7)}
    taken: defaultdict[str, int] = defaultdict(int)
    for move in moves(lines, ways):
        taken[move.taker] += move.quantity
    assert taken == {"C": 5_000_000, "D": 5_000_000}
