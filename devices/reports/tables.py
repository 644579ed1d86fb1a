"""The tables of the reports (bảng biểu báo cáo), the same on paper and in the workbook. Vietnamese, as papers are."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from congress.i18n import code_of, say_in, sentence
from devices.readiness.values import Lack, SiteStanding
from devices.register.values.devices import Device
from devices.reports.values import IncidentTold, Phase, Report

_vi = say_in("vi")
Heads = tuple[tuple[str, float | None], ...]
"""Head and width in millimetres of each column; one takes the rest."""
Figures = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of a report (bảng): numbered rows under its title."""

    title: str
    heads: Heads
    rows: tuple[tuple[str, ...], ...]


def figures(report: Report, phase: Phase) -> Figures:
    """The figures that a report opens with (số liệu chung)."""
    return _FIGURES[phase](report)


def tables(report: Report, phase: Phase) -> tuple[ReportTable, ...]:
    """The tables of a report, in their order."""
    return tuple(table(report) for table in _TABLES[phase])


# --- before ------------------------------------------------------------------------------------------------


def _before(report: Report) -> Figures:
    standings = [one.standing for one in report.sites]
    days = next((one.days_left for one in standings if one.days_left is not None), None)
    return (
        ("Điểm tổ chức sẵn sàng", _share(report.ready, len(standings))),
        ("Vị trí sẵn sàng", _share(sum(one.ready for one in standings), sum(one.positions for one in standings))),
        (
            "Thiết bị có tem kiểm định",
            _share(sum(one.stamped for one in standings), sum(one.devices for one in standings)),
        ),
        (
            "Thiết bị dự phòng sẵn sàng",
            _share(sum(one.spares for one in standings), sum(one.spares_due for one in standings)),
        ),
        ("Vướng mắc", str(sum(len(one.lacks) for one in report.sites))),
        ("Còn lại đến ngày khai mạc", _opening(days)),
    )


def _sites(report: Report) -> ReportTable:
    heads: Heads = (
        ("Điểm tổ chức", None), ("Có thiết bị", 20), ("Sẵn sàng", 20), ("Tem", 18), ("Dự phòng", 20),
        ("Đánh giá", 30), ("Người phụ trách", 40),
    )  # fmt: skip
    rows = tuple(
        (
            one.name,
            _share(one.standing.filled, one.standing.positions),
            _share(one.standing.ready, one.standing.positions),
            _share(one.standing.stamped, one.standing.devices),
            _share(one.standing.spares, one.standing.spares_due),
            _judged(one.standing),
            one.who,
        )
        for one in report.sites
    )
    return ReportTable("Tình hình từng điểm tổ chức", heads, rows)


def _judged(standing: SiteStanding) -> str:
    until = "" if standing.lapse is None else f" đến {_moment(standing.lapse.at)}"
    return f"{_vi(code_of(standing.light))}{until}"


def _opening(days: int | None) -> str:
    if days is None:
        return "chưa định ngày"
    if days > 0:
        return f"{days} ngày"
    return "khai mạc hôm nay" if days == 0 else f"đã khai mạc {-days} ngày"


def _lacks(report: Report) -> ReportTable:
    heads: Heads = (("Điểm tổ chức", 50), ("Vướng mắc", None), ("Hạn", 25), ("Người chịu trách nhiệm", 45))
    rows = []
    for site in report.sites:
        # A row a thing: a device may lack every item of its template.
        by_thing: dict[str, list[Lack]] = {}
        for lack in site.lacks:
            by_thing.setdefault(lack.subject, []).append(lack)
        rows += [
            (site.name, " ".join(sentence(one, "vi") for one in found), _day(found[0].due_on), found[0].who)
            for found in by_thing.values()
        ]
    return ReportTable("Vướng mắc, hạn, trách nhiệm", heads, tuple(rows))


# --- during ------------------------------------------------------------------------------------------------


def _during(report: Report) -> Figures:
    minutes = report.minutes
    return (
        ("Sự cố", str(len(report.incidents))),
        ("Trong đó sự cố an toàn, an ninh thông tin", str(report.security)),
        ("Đã thay thiết bị dự phòng", str(report.swapped)),
        ("Chưa đóng", str(report.not_closed)),
        ("Tổng số phút gián đoạn", str(sum(minutes))),
        ("Lâu nhất (phút)", str(max(minutes, default=0))),
        ("Lần bỏ qua chốt kiểm tra", str(len(report.overrulings))),
    )


def _incidents(report: Report) -> ReportTable:
    heads: Heads = (
        ("Lúc", 24), ("Điểm tổ chức", 36), ("Thiết bị", 40), ("Sự cố", None), ("Thay bằng", 40),
        ("Phút gián đoạn", 20), ("Tình trạng", 30),
    )  # fmt: skip
    return ReportTable("Sự cố và thay thiết bị", heads, tuple(_incident(one) for one in report.incidents))


def _incident(one: IncidentTold) -> tuple[str, ...]:
    incident = one.incident
    moved = "" if not one.spare else "; đã chuyển dữ liệu" if incident.data_moved else "; không chuyển dữ liệu"
    return (
        _moment(incident.reported_at),
        one.site,
        _device(one.device),
        f"{_vi(code_of(incident.kind))}: {incident.what}",
        "" if one.spare is None else f"{_device(one.spare)}{moved}",
        _number(incident.minutes_without_service),
        _vi(code_of(incident.state)),
    )


def _overrulings(report: Report) -> ReportTable:
    heads: Heads = (("Lúc", 24), ("Vướng mắc được bỏ qua", None), ("Lý do", 60), ("Hai người quyết định", 55))
    rows = tuple(
        (
            _moment(one.at),
            " ".join(dict.fromkeys(sentence(blocker, "vi") for blocker in one.blockers)),
            one.reason,
            f"{one.first}, {one.second}",
        )
        for one in report.overrulings
    )
    return ReportTable("Bỏ qua chốt kiểm tra", heads, rows)


# --- after -------------------------------------------------------------------------------------------------


def _after(report: Report) -> Figures:
    due, minutes = report.due_back, report.minutes
    return (
        ("Thiết bị đã nhận lại", _share(sum(one.back for one in due), sum(one.went for one in due))),
        ("Thiết bị còn tại điểm tổ chức", str(sum(len(one.devices) for one in report.sites))),
        ("Thiết bị hỏng, đang sửa, thất lạc", str(len(report.damaged))),
        ("Sự cố chưa đóng", str(report.not_closed)),
        ("Trung bình khôi phục phục vụ (phút)", str(round(sum(minutes) / len(minutes))) if minutes else "không có"),
    )


def _handovers(report: Report) -> ReportTable:
    heads: Heads = (
        ("Biên bản", 36), ("Ngày", 25), ("Bên nhận", None), ("Đã giao", 20), ("Nhận lại", 20), ("Còn", 16),
        ("Hạn trả", 25),
    )  # fmt: skip
    rows = tuple(
        (
            one.handover.number,
            _day(one.handover.on),
            one.taker,
            str(one.went),
            str(one.back),
            str(len(one.out)),
            _day(one.handover.until) or "giao hẳn",
        )
        for one in report.handovers
    )
    return ReportTable("Bàn giao và nhận lại", heads, rows)


def _out(report: Report) -> ReportTable:
    heads: Heads = (
        ("Mã", 31), ("Loại, kiểu máy", None), ("Số sê-ri", 40), ("Biên bản", 36), ("Nay do ai giữ", 62),
    )  # fmt: skip
    rows = tuple(
        (device.tag, _kind(device), device.details.serial, one.handover.number, report.holders[device.tag])
        for one in report.due_back
        for device in one.out
    )
    return ReportTable("Thiết bị chưa nhận lại", heads, rows)


def _at_sites(report: Report) -> ReportTable:
    heads: Heads = (("Điểm tổ chức", 60), ("Mã", 31), ("Loại, kiểu máy", None), ("Trạng thái", 40))
    rows = tuple(
        (site.name, device.tag, _kind(device), _vi(code_of(device.state)))
        for site in report.sites
        for device in site.devices
    )
    return ReportTable("Thiết bị còn tại các điểm", heads, rows)


def _damaged(report: Report) -> ReportTable:
    rows = [
        (one.tag, f"{_kind(one)}: {_vi(code_of(one.condition)).lower()}; {_vi(code_of(one.state)).lower()}.")
        for one in report.damaged
    ]
    rows += [(fault.where, sentence(fault, "vi")) for one in report.handovers for fault in one.differences]
    return ReportTable("Hư hỏng, khác khi bàn giao", (("Mã", 31), ("Nội dung", None)), tuple(rows))


def _restored(report: Report) -> ReportTable:
    heads: Heads = (
        ("Thiết bị", 46), ("Sự cố", None), ("Phút gián đoạn", 24), ("Giờ đến khi đóng", 24), ("Kết quả xử lý", 70),
    )  # fmt: skip
    rows = tuple(
        (
            _device(one.device),
            one.incident.what,
            _number(one.incident.minutes_without_service),
            _number(one.hours_to_close),
            one.incident.outcome,
        )
        for one in report.incidents
    )
    return ReportTable("Thời gian khôi phục", heads, rows)


_FIGURES: Mapping[Phase, Callable[[Report], Figures]] = {
    Phase.BEFORE: _before,
    Phase.DURING: _during,
    Phase.AFTER: _after,
}
_TABLES: Mapping[Phase, Iterable[Callable[[Report], ReportTable]]] = {
    Phase.BEFORE: (_sites, _lacks),
    Phase.DURING: (_incidents, _overrulings),
    Phase.AFTER: (_handovers, _out, _at_sites, _damaged, _restored),
}


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}"


def _number(value: int | None) -> str:
    return "—" if value is None else str(value)


def _day(on: object) -> str:
    return "" if on is None else f"{on:%d/%m/%Y}"


def _moment(at: datetime) -> str:
    return f"{at.astimezone():%d/%m %H:%M}"


def _kind(device: Device) -> str:
    return ", ".join(part for part in (_vi(code_of(device.category)), device.details.model) if part)


def _device(device: Device) -> str:
    return " ".join(part for part in (device.tag, device.details.serial) if part)
