"""Terms, congresses, sites and boards (trao đổi dữ liệu nhiệm kỳ, đại hội): few rows, that every contest stands on.

Party bodies and mergers are a chapter of their own: no contest needs them.
"""

from congress.chapters import Retention, TableChapter
from congress.store.tables import Kept
from congress.term.rows import (
    BoardMemberRow,
    BodySpellingRow,
    CongressRow,
    CongressSettingRow,
    MergerPartRow,
    MergerRow,
    PartyBodyRow,
    SiteRow,
    TermRow,
)

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
    TableChapter(
        name="bodies",
        title="Tổ chức đảng, các quyết định sắp xếp, sáp nhập",
        retention=Retention.PERMANENT,
        whole_only=True,
        tables=(
            Kept(row=PartyBodyRow, order=("level",)),
            Kept(row=BodySpellingRow),
            Kept(row=MergerRow),
            Kept(row=MergerPartRow),
        ),
    ),
)
