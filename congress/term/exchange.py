"""Terms, congresses, sites and boards (trao đổi dữ liệu nhiệm kỳ, đại hội): few rows, that every contest stands on."""

from congress.chapters import Retention, TableChapter
from congress.store.tables import Kept
from congress.term.rows import BoardMemberRow, CongressRow, CongressSettingRow, SiteRow, TermRow

CHAPTERS = (
    TableChapter(
        name="term",
        title="Nhiệm kỳ, đại hội, điểm tổ chức; thành phần ban kiểm phiếu",
        retention=Retention.PERMANENT,
        tables=(
            Kept(row=TermRow),
            Kept(row=CongressRow),
            Kept(row=SiteRow),
            Kept(row=CongressSettingRow),
            Kept(row=BoardMemberRow, of="contest_id", and_common=True),
        ),
    ),
)
