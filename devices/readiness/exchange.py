"""Checks, stamps and seals, incidents (trao đổi dữ liệu sẵn sàng thiết bị): nothing of them is secret."""

from congress.chapters import Retention, TableChapter
from congress.store.tables import Kept
from devices.readiness.rows import (
    CheckChangeRow,
    CheckRow,
    ConsumableCountRow,
    EscalationContactRow,
    IncidentRow,
    InspectionLineRow,
    InspectionRow,
    OwnCheckRow,
    SealRow,
    SiteDutyRow,
)

CHAPTERS = (
    TableChapter(
        name="readiness",
        title="Kiểm tra, tem kiểm định, niêm phong, sự cố thiết bị",
        retention=Retention.PERMANENT,
        whole_only=True,
        tables=(
            Kept(row=CheckRow, order=("at",)),
            Kept(row=SealRow, order=("affixed_at",)),
            Kept(row=IncidentRow, order=("reported_at",)),
            Kept(row=ConsumableCountRow, order=("at",)),
            Kept(row=InspectionRow, order=("at",)),
            Kept(row=InspectionLineRow),
            Kept(row=SiteDutyRow),
            Kept(row=EscalationContactRow),
            Kept(row=CheckChangeRow),
            Kept(row=OwnCheckRow),
        ),
    ),
)
