"""Words of the tables (cách gọi trên bảng biểu): items, uses, options, as Vietnamese papers have them."""

from datetime import date
from fractions import Fraction

from devices.needs.rules.costing import BUY, FOLLOW
from devices.needs.values import Basis, Column, Norm, Rule, Use

ITEMS = {
    "computers": "Máy tính",
    "laptops": "Máy tính xách tay",
    "printers": "Máy in",
    "photocopiers": "Máy photocopy",
    "scanners": "Máy scan",
    "projectors": "Máy chiếu",
    "cameras": "Máy ảnh",
    "camcorders": "Máy quay",
    "network": "Thiết bị mạng",
    "ups": "UPS",
    "keypads": "Bàn phím số",
}
"""What the columns of a list are called; any other column bears its own name."""

COLUMNS = {Column.HAVE: "Có", Column.NEED: "Cần", Column.SHORT: "Thiếu", Column.SURPLUS: "Dư"}
RULES = {
    Rule.ROW_IDENTITY: "Thiếu − Dư khác Cần − Có",
    Rule.COLUMN_SUM: "dòng Tổng khác tổng các dòng",
    Rule.COMPUTED: "khác số tính từ hiện có và định mức",
}
USES = {Use.ORDINARY: "Máy thường", Use.CLASSIFIED: "Máy mật"}
OPTIONS = {
    FOLLOW: "Phương án 1: máy chuyển theo cán bộ, mua phần còn thiếu",
    BUY: "Phương án 2: mua mới toàn bộ phần thiếu",
}


def item_name(item: str) -> str:
    """An item as papers call it (tên thiết bị)."""
    return ITEMS.get(item, item)


def basis_words(norm: Norm) -> str:
    """What a norm counts by (cách tính)."""
    if norm.basis is Basis.UNIT:
        return "mỗi đơn vị"
    return "mỗi người" if norm.persons == 1 else f"mỗi {norm.persons} người"


def short_day(on: date) -> str:
    """A day as tables write it: 01/07/2025."""
    return on.strftime("%d/%m/%Y")


def km_words(km: Fraction | None) -> str:
    """Kilometres with a comma (số km); empty where all ways are equal."""
    if km is None:
        return ""
    text = f"{float(km):.6f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")
