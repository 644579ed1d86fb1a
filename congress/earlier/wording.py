"""How papers say a comparison (cách viết trong văn bản): measures, shares, changes, in Vietnamese."""

from collections.abc import Mapping

from congress.earlier.rules.comparing import Line, Measure, Return
from congress.earlier.rules.percents import written
from congress.papers.phrasing import grouped
from congress.subjects import ContestResult, VoteKind
from congress.text import decimal_comma

NONE = "—"
MEASURES: Mapping[Measure, str] = {
    Measure.SEATS: "Số lượng bầu",
    Measure.NAMES: "Số người trong danh sách",
    Measure.SURPLUS: "Số dư",
    Measure.SURPLUS_SHARE: "Số dư so với số lượng bầu",
    Measure.SUMMONED: "Số được triệu tập",
    Measure.PRESENT: "Số có mặt",
    Measure.TURNOUT: "Có mặt so với triệu tập",
    Measure.ISSUED: "Phiếu phát ra",
    Measure.COLLECTED: "Phiếu thu về",
    Measure.VALID: "Phiếu hợp lệ",
    Measure.VALID_SHARE: "Phiếu hợp lệ so với thu về",
    Measure.INVALID: "Phiếu không hợp lệ",
    Measure.INVALID_SHARE: "Phiếu không hợp lệ so với thu về",
    Measure.ELECTED: "Số người trúng cử",
    Measure.HIGHEST: "Phiếu cao nhất của người trúng cử",
    Measure.HIGHEST_SHARE: "Tỷ lệ cao nhất của người trúng cử",
    Measure.LOWEST: "Phiếu thấp nhất của người trúng cử",
    Measure.LOWEST_SHARE: "Tỷ lệ thấp nhất của người trúng cử",
}
STANDINGS: Mapping[Return, str] = {
    Return.AGAIN: "Tái cử",
    Return.SAME_NAME: "Trùng tên, chưa rõ có phải một người",
    Return.NEW: "Trúng cử lần đầu so với nhiệm kỳ trước",
    Return.GONE: "Nhiệm kỳ trước trúng cử, nhiệm kỳ sau không",
}
_KINDS: Mapping[VoteKind, str] = {
    VoteKind.ELECTION: "",
    VoteKind.REVOTE: "bầu lại",
    VoteKind.OPINION: "phiếu xin ý kiến",
    VoteKind.INDICATIVE: "phiếu giới thiệu",
}


def share(hundredths: int) -> str:
    """A share as papers print it: "98,67%"."""
    return f"{decimal_comma(written(hundredths))}%"


def figure(line: Line, value: int | None) -> str:
    """A figure of a measure."""
    if value is None:
        return NONE
    return share(value) if line.is_share else _signed(value) if value < 0 else grouped(value)


def change(line: Line) -> str:
    """By how much a measure grew or fell; of shares in points."""
    if line.change is None:
        return NONE
    if not line.change:
        return "0"
    sign = "+" if line.change > 0 else "-"
    amount = abs(line.change)
    return sign + (decimal_comma(written(amount)) if line.is_share else grouped(amount))


def titled(one: ContestResult) -> str:
    """A contest's title with its kind and round where they are not the usual ones."""
    more = [_KINDS[one.kind], f"lần {one.round}" if one.round > 1 else ""]
    said = ", ".join(part for part in more if part)
    return f"{one.title} ({said})" if said else one.title


def sourced(one: ContestResult) -> str:
    """Where a result's figures come from."""
    return f"theo {one.source}" if one.source else "kiểm phiếu tại thư mục làm việc này"


def _signed(value: int) -> str:
    return f"-{grouped(-value)}"
