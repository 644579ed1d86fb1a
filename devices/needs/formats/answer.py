"""`congress-needs/1`: what a plan comes to, as JSON (kết quả)."""

from typing import Any

from congress.jsondoc import dump, finding_tree
from devices.needs.values import Discrepancy, Line, Move, Plan

FORMAT = "congress-needs/1"


def answer_tree(plan: Plan) -> dict[str, Any]:
    """The plan as a tree (cây kết quả)."""
    return {
        "format": FORMAT,
        "table": [_line(line) for line in (*plan.whole.table, *plan.whole.totals)],
        "discrepancies": [_discrepancy(one) for one in plan.discrepancies],
        "moves": [_move(move) for move in plan.whole.moves],
        "purchase": [{"item": one.item, "quantity": one.quantity} for one in plan.whole.purchase],
        "findings": [finding_tree(finding) for finding in plan.findings],
    }


def write_answer(plan: Plan) -> bytes:
    """The plan as bytes (ghi kết quả): equal plans give equal bytes in one language."""
    return dump(answer_tree(plan))


def _line(line: Line) -> dict[str, Any]:
    return {
        "unit": line.unit,
        "item": line.item,
        "have": line.have,
        "need": line.need,
        "short": line.short,
        "surplus": line.surplus,
    }


def _discrepancy(one: Discrepancy) -> dict[str, Any]:
    return {
        "unit": one.unit,
        "item": one.item,
        "column": one.column.value,
        "printed": one.printed,
        "computed": one.computed,
        "rules": [rule.value for rule in one.rules],
    }


def _move(move: Move) -> dict[str, Any]:
    return {"item": move.item, "from": move.giver, "to": move.taker, "quantity": move.quantity}
