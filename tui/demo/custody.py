"""The hall's devices change hands by minutes (bàn giao, nhận lại), and the reports that tell of them (báo cáo)."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from congress.access.values import Authority
from congress.term.values import PartyBody
from devices.custody import service as custody
from devices.custody.values import Handover, NewHandover, NewLine, NewReturn, Side
from devices.register.values.devices import Category, Condition, Device
from devices.reports import service as reports
from devices.reports.values import Phase
from tui.demo.finishing import papers_shown
from tui.demo.office import Office
from tui.demo.people import SITE_TECHNICIAN

BASIS = "Kế hoạch số 12-KH/ĐU của Đảng ủy xã Đạ Srông về phục vụ Đại hội"
_GIVER, _GIVER_POST, _TAKER_POST = "Phi Srỗn Ha Đội", "Chánh Văn phòng", "Tổ trưởng"
_WITH_COMPUTERS, _WITH_OTHERS = "sạc, chuột", "dây nguồn"
WORDS = {
    Phase.BEFORE: "Thiết bị của hội trường đã kiểm tra, dán tem; một máy hỏng đã được thay bằng máy dự phòng.",
    Phase.DURING: "Không có gián đoạn khi kiểm phiếu. Đề nghị giữ nguyên niêm phong đến hết Đại hội.",
    Phase.AFTER: "Máy hỏng đã trả về Văn phòng Đảng ủy để sửa nguồn; các máy còn lại trả trong tuần.\n"
    "Kinh nghiệm: mỗi bàn kiểm phiếu có sẵn một máy dự phòng đã niêm phong.",
}
"""What the team judges and proposes in each report."""


def handed_over(
    office: Office, devices: Sequence[Device], *, giver: PartyBody, taker: PartyBody, congress_id: UUID
) -> Handover:
    """All devices of the list go from the office to the congress's team, on one paper with one signature a side."""
    today = office.workspace.house.clock.now().astimezone().date()
    new = NewHandover(
        number="01-BB/BG",
        on=today,
        basis=BASIS,
        giver=Side(giver.id, _GIVER, _GIVER_POST),
        taker=Side(taker.id, SITE_TECHNICIAN.name, _TAKER_POST),
        lines=tuple(_line(device) for device in devices),
        place="Văn phòng Đảng ủy xã Đạ Srông",
        congress_id=congress_id,
        until=today + timedelta(days=7),
    )
    return custody.hand_over(office.workspace, _by(office), new=new, sample=True).handover


def handed_back(office: Office, of: Handover, *, tag: str) -> Handover:
    """The failed laptop comes back to the office; what stays out is named on the paper."""
    new = NewReturn(
        handover_id=of.id,
        number="01-BB/TL",
        on=of.on,
        giver_name=SITE_TECHNICIAN.name,
        giver_post=_TAKER_POST,
        taker_name=_GIVER,
        taker_post=_GIVER_POST,
        lines=(NewLine(tag=tag, condition=Condition.BROKEN, accessories=_WITH_COMPUTERS, note="không lên nguồn"),),
        place=of.place,
    )
    return custody.hand_back(office.workspace, _by(office), new=new, sample=True).handover


def reported(office: Office, congress_id: UUID, phase: Phase, *, number: int, contests: Sequence[UUID] = ()) -> None:
    """The report before, during or after the congress: PDF, and its tables as XLSX."""
    reports.print_report(
        office.workspace,
        _by(office),
        congress_id=congress_id,
        phase=phase,
        number=f"{number:02d}-BC/TKT",
        words=WORDS[phase],
        contest_ids=contests,
        sample=True,
    )


def papers_of(office: Office, scopes: Sequence[UUID]) -> tuple[Path, ...]:
    """The papers of several things, under their human names."""
    return tuple(path for scope in scopes for path in papers_shown(office, scope).values())


def _line(device: Device) -> NewLine:
    is_computer = device.category is Category.COMPUTER
    return NewLine(
        tag=device.tag, condition=device.condition, accessories=_WITH_COMPUTERS if is_computer else _WITH_OTHERS
    )


def _by(office: Office) -> Authority:
    return office.by(SITE_TECHNICIAN)
