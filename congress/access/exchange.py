"""People and overruled gates (trao đổi dữ liệu người dùng); what opens a laptop never leaves it."""

from congress.access.rows import AccountRow, GateOverruledRow, GrantRow, PersonRow
from congress.access.values import AccountState
from congress.chapters import Retention, TableChapter
from congress.store.tables import Kept, NotKept

_LOG_IN = "chỉ dùng để đăng nhập trên máy đã cấp; tài khoản nhận về không đăng nhập được"

CHAPTERS = (
    TableChapter(
        name="people",
        title="Danh sách người sử dụng phần mềm; quyết định bỏ qua chốt kiểm tra",
        retention=Retention.PERMANENT,
        tables=(
            Kept(row=PersonRow),
            Kept(
                row=AccountRow,
                not_kept={
                    # Unique, and nobody's name to type: an account from elsewhere takes none that is used here.
                    "name": NotKept(_LOG_IN, lambda values: str(values["id"])),
                    "verifier": NotKept(_LOG_IN, lambda _: ""),
                    "must_change": NotKept(_LOG_IN, lambda _: True),
                    "state": NotKept(_LOG_IN, lambda _: AccountState.DISABLED),
                    "wrong_tries": NotKept(_LOG_IN, lambda _: 0),
                    "locked_until": NotKept(_LOG_IN, lambda _: None),
                },
            ),
            Kept(row=GateOverruledRow, of="scope_id"),
        ),
        left_out={
            GrantRow: "quyền hạn chỉ có hiệu lực trên máy đã giao; ai được giao vai trò gì, lúc nào đã có trong nhật ký"
        },
    ),
)
