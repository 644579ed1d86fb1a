"""People and overruled gates (trao đổi dữ liệu người dùng); what opens a laptop never leaves it."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from congress.access.rows import AccountRow, GateOverruledRow, GrantRow, PersonRow
from congress.access.values import AccountState
from congress.chapters import Retention, TableChapter
from congress.store.tables import Kept, NotKept

_LOG_IN = "chỉ dùng để đăng nhập trên máy đã cấp; tài khoản nhận về không đăng nhập được"

_PERSONS = Kept(row=PersonRow)
_ACCOUNTS = Kept(
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
)


def some_people(accounts: Collection[UUID], persons: Collection[UUID]) -> TableChapter:
    """Of all people those alone who did what a bundle carries; none of them can log in where it goes."""
    return TableChapter(
        name="people",
        title="Người đã thực hiện",
        retention=Retention.PERMANENT,
        tables=(
            replace(_PERSONS, only=lambda values: values["id"] in persons),
            replace(_ACCOUNTS, only=lambda values: values["id"] in accounts),
        ),
    )


def station_people(contest_id: UUID) -> TableChapter:
    """Everybody with what opens a laptop: encrypted to a station alone, where they log in with the PIN they have."""
    return TableChapter(
        name="station-people",
        title="Tài khoản đăng nhập tại máy trạm",
        retention=Retention.SEALED,
        tables=(
            _PERSONS,
            replace(_ACCOUNTS, not_kept={name: _ACCOUNTS.not_kept[name] for name in ("wrong_tries", "locked_until")}),
            Kept(row=GrantRow, only=lambda values: values["scope_id"] in {None, contest_id}),
        ),
    )


CHAPTERS = (
    TableChapter(
        name="people",
        title="Danh sách người sử dụng phần mềm; quyết định bỏ qua chốt kiểm tra",
        retention=Retention.PERMANENT,
        tables=(_PERSONS, _ACCOUNTS, Kept(row=GateOverruledRow, of="scope_id")),
        left_out={
            GrantRow: "quyền hạn chỉ có hiệu lực trên máy đã giao; ai được giao vai trò gì, lúc nào đã có trong nhật ký"
        },
    ),
)
