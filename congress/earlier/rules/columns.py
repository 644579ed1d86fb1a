"""Columns of the template and the words in them (cột của bảng tính mẫu), as officials write them."""

from collections.abc import Iterator, Mapping

from congress.earlier.values import Figure
from congress.subjects import Outcome, VoteKind
from congress.text import fold

HEADER_WITHIN = 30
"""The header stands in one of the first rows, under the title."""
CONTESTS_SHEET, PEOPLE_SHEET, GUIDE_SHEET = "Cuộc bầu", "Danh sách", "Hướng dẫn"

CONTEST_HEADS: Mapping[Figure, tuple[str, ...]] = {
    Figure.CODE: ("Mã cuộc bầu", "code", "contest"),
    Figure.TERM: ("Nhiệm kỳ", "term"),
    Figure.CONGRESS: ("Đại hội, hội nghị", "Đại hội", "Tên đại hội", "congress"),
    Figure.BODY: ("Tổ chức đảng", "Đảng bộ", "body"),
    Figure.ON: ("Ngày bầu", "on", "day"),
    Figure.TITLE: ("Tên cuộc bầu", "Cuộc bầu", "title"),
    Figure.KIND: ("Loại cuộc bầu", "Loại", "kind"),
    Figure.ROUND: ("Lần bầu", "round"),
    Figure.SEATS: ("Số lượng bầu", "Số lượng cần bầu", "seats"),
    Figure.SUMMONED: ("Số được triệu tập", "Triệu tập", "summoned"),
    Figure.PRESENT: ("Số có mặt", "Có mặt", "present"),
    Figure.DENOMINATOR: ("Số làm căn cứ tính kết quả", "Căn cứ tính kết quả", "denominator"),
    Figure.ISSUED: ("Phiếu phát ra", "Số phiếu phát ra", "issued"),
    Figure.COLLECTED: ("Phiếu thu về", "Số phiếu thu về", "collected"),
    Figure.VALID: ("Phiếu hợp lệ", "Số phiếu hợp lệ", "valid"),
    Figure.INVALID: ("Phiếu không hợp lệ", "Số phiếu không hợp lệ", "invalid"),
}
PERSON_HEADS: Mapping[Figure, tuple[str, ...]] = {
    Figure.CODE: CONTEST_HEADS[Figure.CODE],
    Figure.NUMBER: ("Số thứ tự", "STT", "TT", "number"),
    Figure.NAME: ("Họ và tên", "Họ tên", "name"),
    Figure.BORN: ("Năm sinh", "Ngày sinh", "born"),
    Figure.NOTE: ("Ghi chú", "Chức vụ, đơn vị", "note"),
    Figure.VOTES: ("Số phiếu", "Số phiếu đồng ý", "Số phiếu bầu", "votes"),
    Figure.PERCENT: ("Tỷ lệ (%)", "Tỷ lệ %", "Tỷ lệ", "percent"),
    Figure.OUTCOME: ("Kết quả", "Trúng cử", "outcome", "elected"),
}
_MAY_LACK = frozenset(
    {
        Figure.ON,
        Figure.KIND,
        Figure.ROUND,
        Figure.DENOMINATOR,
        Figure.BORN,
        Figure.NOTE,
        Figure.PERCENT,
    }
)


def _meanings(heads: Mapping[Figure, tuple[str, ...]]) -> dict[str, Figure]:
    return {fold(spelling): figure for figure, spellings in heads.items() for spelling in spellings}


CONTEST, PERSON = _meanings(CONTEST_HEADS), _meanings(PERSON_HEADS)

KIND_WORDS: Mapping[VoteKind, tuple[str, ...]] = {
    VoteKind.ELECTION: ("Bầu cử", "Bầu", "election"),
    VoteKind.REVOTE: ("Bầu lại", "revote"),
    VoteKind.OPINION: ("Xin ý kiến", "Phiếu xin ý kiến", "opinion"),
    VoteKind.INDICATIVE: ("Giới thiệu", "Phiếu giới thiệu", "indicative"),
}
OUTCOME_WORDS: Mapping[Outcome, tuple[str, ...]] = {
    Outcome.ELECTED: ("Trúng cử", "Chính thức", "Có", "x", "1", "elected"),
    Outcome.ALTERNATE: ("Dự khuyết", "alternate"),
    Outcome.NOT_ELECTED: ("Không trúng cử", "Không", "-", "0", "not-elected"),
}
KINDS = {fold(word): kind for kind, words in KIND_WORDS.items() for word in words}
OUTCOMES = {fold(word): outcome for outcome, words in OUTCOME_WORDS.items() for word in words}


def needed(columns: Mapping[str, Figure]) -> Iterator[Figure]:
    """The columns that a sheet has to have."""
    return (figure for figure in dict.fromkeys(columns.values()) if figure not in _MAY_LACK)
