"""What the papers share: how figures, dates and files are written."""

from datetime import date, datetime

from congress.journal.values import Head


def file_name(kind: str, contest: object, *, ending: str = "pdf") -> str:
    """Name of a paper's file: what it is, and of which contest."""
    return f"{kind} - {contest}.{ending}"


def lowered(title: str) -> str:
    """A title within a sentence: "Bầu Ban Chấp hành …" -> "bầu Ban Chấp hành …"."""
    return title[:1].lower() + title[1:]


def grouped(number: int) -> str:
    """A number as papers print it: thousands apart by a point, 19021 -> "19.021"."""
    return f"{number:,}".replace(",", ".")


def long_date(on: date) -> str:
    """A date as papers write it: "ngày 05 tháng 02 năm 2026", "ngày 15 tháng 5 năm 2026"."""
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"


def long_moment(at: datetime) -> str:
    """A moment as minutes open with: "09 giờ 30 phút, ngày …", in local time."""
    local = at.astimezone()
    return f"{local.hour:02d} giờ {local.minute:02d} phút, {long_date(local.date())}"


def foot(head: Head, *, machine: str, digest: str | None = None) -> str:
    """The line at the foot of every page: head of the journal, hash where there is one, the laptop."""
    parts = [f"Đầu nhật ký {head.printed()}"]
    if digest:
        parts.append(f"băm kết quả {digest[:16]}")
    parts.append(f"máy {machine}")
    return " · ".join(parts)
