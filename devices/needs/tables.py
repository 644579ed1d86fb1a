"""The tables of a plan (bảng biểu), once for paper and workbook: Có / Cần / Thiếu / Dư as the plans have them."""

from collections.abc import Iterator, Sequence

from congress.i18n import sentence
from congress.papers.phrasing import grouped
from congress.papers.workbooks import MONEY, Sheet, SheetColumn, Value
from devices.needs.rules import with_variant
from devices.needs.rules.checking import figure
from devices.needs.service import Planned
from devices.needs.values import TOTAL, Balance, Column, Costs, Dated, Line, Option, Plan, Use
from devices.needs.wording import COLUMNS, OPTIONS, RULES, USES, basis_words, item_name, km_words, short_day

Row = tuple[Value, ...]

_NUMBER = SheetColumn("TT", 10)
_UNIT = SheetColumn("Tên đơn vị", None, is_text=True)
_ITEM = SheetColumn("Thiết bị", 40, is_text=True)
_EQUAL_WAYS = "Không có bảng khoảng cách: coi mọi quãng đường như nhau, xếp theo tên đơn vị."
_ALL_ORDINARY = "Danh sách không ghi máy nào là máy mật: mọi máy hiện có được coi là máy thường."


def sheets(planned: Planned) -> Iterator[Sheet]:
    """Every table that has anything to say (các bảng), in the order of the paper."""
    plan = planned.plan
    yield needs(plan.whole, plan.case.items)
    yield moves(plan)
    yield purchase(plan.whole)
    if plan.apart:
        yield apart(plan)
        yield needs(plan.apart[Use.ORDINARY], plan.case.items, use=Use.ORDINARY)
        yield needs(plan.apart[Use.CLASSIFIED], plan.case.items, use=Use.CLASSIFIED)
    if planned.costs is not None:
        yield from costs(planned.costs)
    if plan.case.printed:
        yield wrong_cells(plan)
    yield norms(plan)
    if any(unit.dated is not None for unit in plan.case.new_units):
        yield staff(plan)
    if plan.findings:
        yield remarks(plan)


def needs(balance: Balance, items: Sequence[str], *, use: Use | None = None) -> Sheet:
    """Có / Cần / Thiếu / Dư of every unit (bảng nhu cầu), a group of four columns an item."""
    figures = {(line.unit, line.item): line for line in (*balance.table, *balance.totals)}
    units = list(dict.fromkeys(line.unit for line in balance.table))
    columns = (SheetColumn(COLUMNS[column], 12.3, item_name(item)) for item in items for column in Column)
    of_use = "" if use is None else f" ({USES[use].lower()})"
    return Sheet(
        name=f"Nhu cầu{of_use}",
        title=f"Nhu cầu trang thiết bị của các đơn vị sau sắp xếp{of_use}",
        columns=(_NUMBER, _UNIT, *columns),
        rows=tuple((place, unit, *_figures(figures, unit, items)) for place, unit in enumerate(units, start=1)),
        totals=(("", TOTAL, *_figures(figures, TOTAL, items)),),
    )


def _figures(lines: dict[tuple[str, str], Line], unit: str, items: Sequence[str]) -> Row:
    return tuple(figure(lines[unit, item], column) for item in items for column in Column)


def moves(plan: Plan) -> Sheet:
    """What goes from where to where (điều chuyển)."""
    measured = plan.case.distances is not None
    heads = (_NUMBER, _ITEM, SheetColumn("Nơi chuyển", 80, is_text=True), SheetColumn("Nơi nhận", None, is_text=True))
    columns = (*heads, SheetColumn("Số lượng", 22))
    rows: list[Row] = []
    for place, move in enumerate(plan.whole.moves, start=1):
        row: Row = (place, item_name(move.item), move.giver, move.taker, move.quantity)
        rows.append((*row, km_words(move.km)) if measured else row)
    moved = sum(move.quantity for move in plan.whole.moves)
    return Sheet(
        name="Điều chuyển",
        title="Điều chuyển giữa các đơn vị",
        columns=(*columns, SheetColumn("km", 20, is_text=True)) if measured else columns,
        rows=tuple(rows),
        totals=(("", TOTAL, "", "", moved, *([""] if measured else [])),),
        notes=(_total_way(plan) if measured else _EQUAL_WAYS,),
    )


def _total_way(plan: Plan) -> str:
    way = sum(move.quantity * move.km for move in plan.whole.moves if move.km is not None)
    return (
        f"Tổng quãng đường của các máy ngắn nhất: {km_words(way + 0)} máy-km." if way else "Không có quãng đường nào."
    )


def purchase(balance: Balance) -> Sheet:
    """What is bought (mua mới): short less moved."""
    come = _moved(balance)
    bought = {one.item: one.quantity for one in balance.purchase}
    return Sheet(
        name="Mua mới",
        title="Mua mới: phần thiếu trừ phần được điều chuyển",
        columns=(
            _NUMBER,
            SheetColumn("Thiết bị", None, is_text=True),
            *_counts("Thiếu", "Dư", "Điều chuyển", "Mua mới"),
        ),
        rows=tuple(
            (place, item_name(line.item), line.short, line.surplus, come.get(line.item, 0), bought.get(line.item, 0))
            for place, line in enumerate(balance.totals, start=1)
        ),
    )


def apart(plan: Plan) -> Sheet:
    """All devices as one beside classified ones kept apart (máy mật tách riêng)."""
    pools = (("Tính chung", plan.whole), *((USES[use], balance) for use, balance in plan.apart.items()))
    columns = tuple(column for name, _ in pools for column in _counts("Thiếu", "Chuyển", "Mua", group=name, width=17))
    both = SheetColumn("Mua khi tách riêng", 26)
    return Sheet(
        name="Tách máy mật",
        title="Tính chung và tách riêng máy mật (độc lập, không kết nối mạng)",
        columns=(_NUMBER, SheetColumn("Thiết bị", None, is_text=True), *columns, both),
        rows=tuple(
            (place, item_name(item), *(figure for _, pool in pools for figure in _pool(pool, item)), _both(plan, item))
            for place, item in enumerate(plan.case.items, start=1)
        ),
        notes=(
            "Máy thường và máy mật không thay thế cho nhau.",
            *(() if plan.classified_known else (_ALL_ORDINARY,)),
        ),
    )


def _pool(balance: Balance, item: str) -> tuple[int, int, int]:
    short = sum(line.short for line in balance.totals if line.item == item)
    return short, _moved(balance).get(item, 0), _bought(balance, item)


def _both(plan: Plan, item: str) -> int:
    return sum(_bought(balance, item) for balance in plan.apart.values())


def _bought(balance: Balance, item: str) -> int:
    return sum(one.quantity for one in balance.purchase if one.item == item)


def _moved(balance: Balance) -> dict[str, int]:
    moved: dict[str, int] = {}
    for move in balance.moves:
        moved[move.item] = moved.get(move.item, 0) + move.quantity
    return moved


def _counts(*heads: str, group: str = "", width: float = 28) -> tuple[SheetColumn, ...]:
    return tuple(SheetColumn(head, width, group) for head in heads)


def costs(found: Costs) -> Iterator[Sheet]:
    """Both options with their costs, funds, and the estimate against what was paid (kinh phí)."""
    for number, option in enumerate(found.options, start=1):
        yield _option(option, number)
    if found.actual:
        yield _actual(found)
    if found.funds:
        yield _funds(found)


def _option(option: Option, number: int) -> Sheet:
    funds = "; ".join(f"{line.fund}: {grouped(line.estimate)} đồng" for line in option.funds)
    notes = [f"Điều chuyển {option.moved} máy, mua mới {option.bought} máy."]
    if funds:
        notes.append(f"Nguồn kinh phí: {funds}.")
    if option.unpriced:
        names = ", ".join(item_name(item).lower() for item in option.unpriced)
        notes.append(f"Chưa đủ đơn giá, nguồn kinh phí, nên chưa tính đủ: {names}.")
    return Sheet(
        name=f"Phương án {number}",
        title=OPTIONS[option.code],
        columns=(
            _NUMBER,
            SheetColumn("Thiết bị", None, is_text=True),
            SheetColumn("Mua mới", 24),
            SheetColumn("Đơn giá (đồng)", 38, format=MONEY),
            SheetColumn("Thành tiền (đồng)", 44, format=MONEY),
            SheetColumn("Nguồn kinh phí", 60, is_text=True),
        ),
        rows=tuple(
            (place, item_name(line.item), line.quantity, line.price, line.estimate, line.fund)
            for place, line in enumerate(option.lines, start=1)
        ),
        totals=(("", TOTAL, option.bought, "", option.estimate, ""),),
        notes=tuple(notes),
    )


def _actual(found: Costs) -> Sheet:
    lines = found.actual
    return Sheet(
        name="Dự toán và thực hiện",
        title="Dự toán phương án 1 và thực hiện",
        columns=(
            _NUMBER,
            SheetColumn("Thiết bị", None, is_text=True),
            SheetColumn("Nguồn kinh phí", 44, is_text=True),
            SheetColumn("Số lượng", 20, "Dự toán"),
            SheetColumn("Thành tiền (đồng)", 40, "Dự toán", MONEY),
            SheetColumn("Số lượng", 20, "Thực hiện"),
            SheetColumn("Thành tiền (đồng)", 40, "Thực hiện", MONEY),
            SheetColumn("Chênh lệch (đồng)", 40, format=MONEY),
        ),
        rows=tuple(
            (place, item_name(one.item), one.fund, one.quantity, one.estimate, one.bought, one.paid, one.difference)
            for place, one in enumerate(lines, start=1)
        ),
        totals=(
            (
                "",
                TOTAL,
                "",
                sum(one.quantity for one in lines),
                sum(one.estimate for one in lines),
                sum(one.bought for one in lines),
                sum(one.paid for one in lines),
                sum(one.difference for one in lines),
            ),
        ),
    )


def _funds(found: Costs) -> Sheet:
    """What each fund is asked for and has paid: sums over what has a price."""
    money = [
        SheetColumn("Phương án 1", 36, "Dự toán (đồng)", MONEY),
        SheetColumn("Phương án 2", 36, "Dự toán (đồng)", MONEY),
        SheetColumn("Phần đã mua", 36, "Dự toán (đồng)", MONEY),
        SheetColumn("Thực hiện (đồng)", 36, format=MONEY),
        SheetColumn("Chênh lệch (đồng)", 36, format=MONEY),
        SheetColumn("Chưa mua (đồng)", 36, format=MONEY),
    ]
    shown = money if found.actual else money[:2]
    figures = [(one.follow, one.buy, one.spent_on, one.paid, one.difference, one.left) for one in found.funds]
    sums = [sum(column) for column in zip(*figures, strict=True)]
    return Sheet(
        name="Nguồn kinh phí",
        title="Dự toán và thực hiện theo nguồn kinh phí" if found.actual else "Dự toán theo nguồn kinh phí",
        columns=(_NUMBER, SheetColumn("Nguồn kinh phí", None, is_text=True), *shown),
        rows=tuple(
            (place, one.fund, *row[: len(shown)])
            for place, (one, row) in enumerate(zip(found.funds, figures, strict=True), start=1)
        ),
        totals=(("", TOTAL, *sums[: len(shown)]),),
        notes=("Chênh lệch = thực hiện trừ dự toán phương án 1 của phần đã mua.",) if found.actual else (),
    )


def wrong_cells(plan: Plan) -> Sheet:
    """Cells of the printed table that are wrong (ô sai)."""
    return Sheet(
        name="Ô sai",
        title="Ô sai trong bảng đã in",
        columns=(
            _NUMBER,
            _UNIT,
            _ITEM,
            SheetColumn("Cột", 20, is_text=True),
            SheetColumn("Đã in", 18),
            SheetColumn("Đúng là", 20),
            SheetColumn("Căn cứ", 90, is_text=True),
        ),
        rows=tuple(
            (
                place,
                one.unit,
                item_name(one.item),
                COLUMNS[one.column],
                one.printed,
                one.computed,
                "; ".join(RULES[rule] for rule in one.rules),
            )
            for place, one in enumerate(plan.discrepancies, start=1)
        ),
        notes=() if plan.discrepancies else ("Không có ô nào sai.",),
    )


def norms(plan: Plan) -> Sheet:
    """The norms that the plan was made by (định mức)."""
    return Sheet(
        name="Định mức",
        title="Định mức áp dụng",
        columns=(
            _NUMBER,
            _ITEM,
            SheetColumn("Mục đích", None, is_text=True),
            SheetColumn("Loại", 30, is_text=True),
            SheetColumn("Cách tính", 36, is_text=True),
            SheetColumn("Số lượng", 24),
        ),
        rows=tuple(
            (place, item_name(one.item), one.purpose, USES[one.use], basis_words(one), one.quantity)
            for place, one in enumerate(with_variant(plan.case.norms, plan.case.variant), start=1)
        ),
        notes=(*_source(plan), *_variant(plan)),
    )


def staff(plan: Plan) -> Sheet:
    """How many persons each unit has, who says so and from when (biên chế)."""
    units = plan.case.new_units
    return Sheet(
        name="Biên chế",
        title="Biên chế của các đơn vị sau sắp xếp",
        columns=(
            _NUMBER,
            _UNIT,
            SheetColumn("Số người", 24),
            SheetColumn("Áp dụng từ", 30, is_text=True),
            SheetColumn("Nguồn", 90, is_text=True),
        ),
        rows=tuple(
            (place, unit.name, unit.staff, *(("", "") if unit.dated is None else _dated(unit.dated)))
            for place, unit in enumerate(units, start=1)
        ),
        totals=(("", TOTAL, sum(unit.staff for unit in units), "", ""),),
    )


def _dated(dated: Dated) -> tuple[str, str]:
    return short_day(dated.since), dated.source


def _source(plan: Plan) -> Iterator[str]:
    dated = plan.case.norms_dated
    if dated is not None:
        yield f"Nguồn: {dated.source}; áp dụng từ ngày {short_day(dated.since)}."


def _variant(plan: Plan) -> Iterator[str]:
    variant = plan.case.variant
    if variant is not None:
        yield f"Dùng chung máy in, {variant.persons} người một máy: {variant.reason}."


def remarks(plan: Plan) -> Sheet:
    """What the files should be looked at for (lưu ý)."""
    return Sheet(
        name="Lưu ý",
        title="Lưu ý về số liệu",
        columns=(_NUMBER, SheetColumn("Vị trí", 80, is_text=True), SheetColumn("Nội dung", None, is_text=True)),
        rows=tuple(
            (place, finding.where, sentence(finding, "vi")) for place, finding in enumerate(plan.findings, start=1)
        ),
    )
