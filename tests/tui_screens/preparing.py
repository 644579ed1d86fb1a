"""A congress prepared for the screens (đại hội mẫu cho các màn hình): a committee in preparation, a secretary ready."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from ballots.contests import service
from ballots.contests.values import Born, ContestDetails, ElectorateLine, ElectorateStage, ListEntry, Roll
from ballots.counting import service as counting
from ballots.counting.figures import BoxSealed, CardVote, CardVotes, Received
from ballots.counting.values import Mode
from ballots.regulations.values import ElectorateKind
from congress.term import service as term
from congress.term.values import BoardPerson, Capacity, CongressDetails, CongressKind
from tests.workspaces import Office

TITLE = "Đại hội đại biểu Đảng bộ xã Đa Tẻh lần thứ I, nhiệm kỳ 2025 - 2030"
NAMES = (
    ListEntry("Nguyễn Văn An", born=Born(1975, 3, 2), note="Bí thư Đảng ủy"),
    ListEntry("Trần Thị Bích Hạnh", born=Born(1981, 11, 20), note="Phó Bí thư"),
    ListEntry("Đa Cát K' Hương", born=Born(1988, 1, 5), note="Trưởng ban Tổ chức"),
    ListEntry("Y Ngông Niê Kdăm", born=Born(1979, 7, 30), note="Chủ tịch Mặt trận"),
    ListEntry("H'Nghia Êban", born=Born(1990, 9, 9), note="Hội Phụ nữ"),
    ListEntry("Lê [b]Đức[/b] Ơn", born=Born(1984), note="Công an xã"),
)
ROLL = Roll(
    ElectorateKind.DELEGATES,
    151,
    147,
    (
        ElectorateLine(ElectorateStage.NOT_SUMMONED, "suspended", 1, "Nguyễn Văn Bảy"),
        ElectorateLine(ElectorateStage.DEDUCTION, "absent-unreplaced", 2, "Công văn 12-CV/ĐU"),
    ),
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """The workspace, its people and its contests by their codes."""

    folder: Path
    office: Office
    congress_id: UUID
    contests: Mapping[str, UUID]


def prepare(office: Office, folder: Path) -> Prepared:
    """`bch` lacks its confirmation, electorate and open points; `bt` lacks nothing but them."""
    ws = office.workspace
    made = term.make_term(ws, office.by("quantri"), begins=2025, ends=2030)
    details = CongressDetails(
        TITLE, CongressKind.DELEGATES, "Đảng bộ xã Đa Tẻh", "Đại hội đại biểu lần thứ I", "Lâm Đồng"
    )
    congress = term.make_congress(ws, office.by("thuky"), term_id=made.id, details=details)
    people = (
        BoardPerson("Trần Đức Bình", Capacity.HEAD),
        BoardPerson("Lê Thị Hà", Capacity.MEMBER),
        BoardPerson("K'Brơi", Capacity.MEMBER),
        BoardPerson("Phan Thị Mỹ Lệ", Capacity.MEMBER),
        BoardPerson("Hoàng Quốc Việt", Capacity.MEMBER),
    )
    term.set_board(ws, office.by("thuky"), congress_id=congress.id, people=people)
    term.make_site(ws, office.by("thuky"), congress_id=congress.id, name="Hội trường xã", place="Đa Tẻh")
    contests = {}
    for code, title, seats, entries in (
        ("bch", "Bầu Ban Chấp hành Đảng bộ xã khóa I", 5, NAMES),
        ("bt", "Bầu Bí thư Đảng ủy", 1, (NAMES[0],)),
        ("db", "Bầu đại biểu dự đại hội cấp trên", 3, ()),
    ):
        details_ = ContestDetails(code, title, seats)
        sheet = service.make_contest(ws, office.by("thuky"), congress_id=congress.id, details=details_)
        contests[code] = sheet.id
        if entries:
            service.set_candidates(ws, office.by("kythuat"), contest_id=sheet.id, entries=entries)
    bt = contests["bt"]
    service.confirm_list(ws, office.by("uyvien1"), contest_id=bt)
    service.set_electorate(ws, office.by("thamtra"), contest_id=bt, roll=ROLL)
    return Prepared(folder, office, congress.id, contests)


def open_desk(prepared: Prepared) -> UUID:
    """Take `bt` to the step where the papers are handed out."""
    office, contest_id = prepared.office, prepared.contests["bt"]
    ws = office.workspace
    service.confirm_settings(ws, office.by("truongban"), congress_id=prepared.congress_id)
    counting.open_desk(ws, office.by("truongban", "uyvien1"), contest_id=contest_id, mode=Mode.TEST)
    counting.receive(ws, office.by("kythuat"), contest_id=contest_id, figures=Received(160))
    vote = CardVote(147)
    counting.vote_by_cards(
        ws, office.by("kythuat"), contest_id=contest_id, figures=CardVotes(147, seats=vote, list=vote, board=vote)
    )
    sealed = BoxSealed(1, ("00123", "00124"), ("Nguyễn Thị Ánh",))
    counting.seal_box(ws, office.by("uyvien1"), contest_id=contest_id, figures=sealed)
    return contest_id
