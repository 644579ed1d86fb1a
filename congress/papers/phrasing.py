"""How papers write dates, figures and names within a sentence (cách viết)."""

from collections.abc import Iterable
from datetime import date, datetime


def long_date(on: date) -> str:
    """A date as papers write it: days below 10, and the months 1 and 2, with a leading zero."""
    month = f"{on.month:02}" if on.month <= 2 else str(on.month)
    return f"ngày {on.day:02} tháng {month} năm {on.year}"


def long_moment(at: datetime) -> str:
    """A moment as minutes open with, in local time: "09 giờ 30 phút, ngày …"."""
    local = at.astimezone()
    return f"{local.hour:02d} giờ {local.minute:02d} phút, {long_date(local.date())}"


def grouped(number: int) -> str:
    """A number as papers print it: thousands apart by a point, 19021 -> "19.021"."""
    return f"{number:,}".replace(",", ".")


def two_digits(number: int) -> str:
    """Small numbers as papers write them: "03 bản", "12 đồng chí"."""
    return f"{number:02d}"


def lowered(title: str) -> str:
    """A title within a sentence: "Bầu Ban Chấp hành …" -> "bầu Ban Chấp hành …"."""
    return title[:1].lower() + title[1:]


def capital(text: str) -> str:
    """A phrase that stands for itself in a cell: "bầu quá số lượng" -> "Bầu quá số lượng"."""
    return text[:1].upper() + text[1:]


def listed(names: Iterable[str]) -> str:
    """Persons in a sentence: "đồng chí A, đồng chí B"."""
    return ", ".join(f"đồng chí {name}" for name in names)
