"""Norms and staff numbers (trao đổi định mức, biên chế): what plans are made by; nothing of them is secret."""

from congress.chapters import Retention, TableChapter
from congress.store.tables import Kept
from devices.needs.rows import NormRow, NormSetRow, StaffNumberRow

CHAPTERS = (
    TableChapter(
        name="needs",
        title="Định mức trang thiết bị và biên chế, theo ngày áp dụng và nguồn",
        retention=Retention.PERMANENT,
        whole_only=True,
        tables=(Kept(row=NormSetRow, order=("since",)), Kept(row=NormRow), Kept(row=StaffNumberRow)),
    ),
)
