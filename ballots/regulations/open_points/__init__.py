"""Open points (điểm cần đại hội thống nhất): what the regulation leaves to the congress, or nobody could confirm.

Each is a named setting of the congress, shown on screen and printed in the minutes with its value. Where only one
value is allowed, the program knows no other way yet, and the point is printed so that the board can see it.
"""

from ballots.regulations.open_points.counting import BASIS, PAPER, RESULT
from ballots.regulations.open_points.organising import BOARD, COUNTS, KEEPING, LIST
from ballots.regulations.open_points.point import Group, OpenPoint, Value
from congress.errors import Refused

__all__ = ["BY_KEY", "COUNTS", "OPEN_POINTS", "Group", "OpenPoint", "Value", "checked"]

OPEN_POINTS: tuple[OpenPoint, ...] = (*BASIS, *PAPER, *RESULT, *LIST, *BOARD, *KEEPING)
BY_KEY = {point.key: point for point in OPEN_POINTS}


def checked(key: str, value: Value) -> Value:
    """`value` where the congress may set it for `key` (kiểm tra thiết lập), else `Refused`."""
    point = BY_KEY.get(key)
    if point is None:
        raise Refused("setting-unknown", key=key)
    if not point.allows(value):
        allowed = ", ".join(point.choices) or f"{point.least}–{point.most}"
        raise Refused("setting-not-allowed", key=key, value=value, allowed=allowed)
    return value
