"""The plan as a workbook (bảng tính): the tables of `tables`, a sheet each."""

from datetime import datetime

from congress.papers.workbooks import workbook
from devices.needs.service import Planned
from devices.needs.tables import sheets


def needs_xlsx(planned: Planned, *, created: datetime) -> bytes:
    """The workbook's bytes (tệp bảng tính)."""
    return workbook(tuple(sheets(planned)), title="Nhu cầu trang thiết bị sau sắp xếp", created=created)
