"""The words of lists (từ ngữ trong danh sách): how columns and values are called; the first spelling is what we write.

Files are Vietnamese whatever language the program speaks; spellings are compared without case, marks, doubled blanks.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from congress.documents.values.documents import CopyState, FileFormat
from congress.term.values import SecrecyLabel
from congress.text import fold

Member = TypeVar("Member", bound=StrEnum)


class Column(StrEnum):
    """A column of the list of documents (cột)."""

    ORDINAL = "ordinal"
    """Taken for nothing."""
    FILE = "file"
    KIND = "kind"
    SUMMARY = "summary"
    NUMBER = "number"
    ON = "on"
    ISSUER = "issuer"
    SIGNER = "signer"
    PAGES = "pages"
    LANGUAGE = "language"
    SECRECY = "secrecy"
    RETENTION = "retention_years"
    COPY_STATE = "copy_state"
    ARCHIVE_CODE = "archive_code"
    FONDS = "fonds"
    FILE_NUMBER = "file_number"
    FILE_TITLE = "file_title"
    PLACE_IN_FILE = "place_in_file"
    SCAN_DEVICE = "scan_device"
    SCANNED_ON = "scanned_on"
    FORMAT = "format"
    """Written only: found from the bytes."""
    SIZE = "size"
    """Written only."""
    SHA256 = "sha256"
    """Written only."""
    STATE = "state"
    """Written only: a document is withdrawn by its own deed."""


COLUMNS: Mapping[Column, tuple[str, ...]] = {
    Column.ORDINAL: ("TT", "Stt", "Số thứ tự", "No."),
    Column.FILE: ("Tên tệp", "Tệp", "Tên file", "File", "File name"),
    Column.KIND: ("Tên loại", "Tên loại văn bản", "Loại văn bản", "Loại tài liệu", "Kind"),
    Column.SUMMARY: ("Trích yếu nội dung", "Trích yếu", "Nội dung", "Tên loại và trích yếu", "Summary"),
    Column.NUMBER: ("Số, ký hiệu", "Số và ký hiệu", "Số ký hiệu", "Số hiệu", "Number"),
    Column.ON: ("Ngày tháng", "Ngày văn bản", "Ngày", "Ngày, tháng, năm", "Ngày ban hành", "Date"),
    Column.ISSUER: ("Cơ quan ban hành", "Tác giả", "Nơi ban hành", "Issuer"),
    Column.SIGNER: ("Người ký", "Signer"),
    Column.PAGES: ("Số trang", "Số tờ", "Trang", "Pages"),
    Column.LANGUAGE: ("Ngôn ngữ", "Language"),
    Column.SECRECY: ("Mức độ mật", "Độ mật", "Secrecy"),
    Column.RETENTION: ("Thời hạn bảo quản", "Thời hạn", "Retention"),
    Column.COPY_STATE: ("Bản chính, bản sao", "Tình trạng bản", "Loại bản", "Copy"),
    Column.ARCHIVE_CODE: ("Mã lưu trữ", "Mã cơ quan lưu trữ", "Archive code"),
    Column.FONDS: ("Phông", "Phông lưu trữ", "Tên phông", "Fonds"),
    Column.FILE_NUMBER: ("Hồ sơ số", "Số hồ sơ", "File number"),
    Column.FILE_TITLE: ("Tiêu đề hồ sơ", "Tên hồ sơ", "File title"),
    Column.PLACE_IN_FILE: ("Số thứ tự trong hồ sơ", "Văn bản số", "Số TT trong hồ sơ", "Place in file"),
    Column.SCAN_DEVICE: ("Thiết bị quét", "Máy quét", "Scanner"),
    Column.SCANNED_ON: ("Ngày quét", "Ngày số hóa", "Scanned on"),
    Column.FORMAT: ("Dạng tệp", "Format"),
    Column.SIZE: ("Dung lượng (byte)", "Dung lượng", "Size"),
    Column.SHA256: ("SHA-256", "Mã băm"),
    Column.STATE: ("Trạng thái", "State"),
}
WRITTEN_ONLY = (Column.FORMAT, Column.SIZE, Column.SHA256, Column.STATE)
TEMPLATE = tuple(column for column in Column if column not in WRITTEN_ONLY)
"""Columns of the list that is filled in and read back, in their order."""
EXPORTED = tuple(Column)
WIDTHS: Mapping[Column, int] = {
    Column.ORDINAL: 6,
    Column.FILE: 34,
    Column.SUMMARY: 48,
    Column.ISSUER: 28,
    Column.FILE_TITLE: 40,
    Column.SHA256: 66,
}
SECRECY: Mapping[SecrecyLabel, tuple[str, ...]] = {
    SecrecyLabel.INTERNAL: ("Không mật", "Thường", "Lưu hành nội bộ", "Không", "None"),
    SecrecyLabel.SECRET: ("Mật", "Secret"),
    SecrecyLabel.TOP_SECRET: ("Tối mật", "Top secret"),
    SecrecyLabel.MOST_SECRET: ("Tuyệt mật", "Most secret"),
}
COPY_STATES: Mapping[CopyState, tuple[str, ...]] = {
    CopyState.ORIGINAL: ("Bản chính", "Bản gốc", "Chính", "Gốc", "Original"),
    CopyState.COPY: ("Bản sao", "Sao", "Bản sao y", "Bản photo", "Copy"),
}
FORMATS: Mapping[FileFormat, str] = {
    FileFormat.PDF: "PDF",
    FileFormat.JPEG: "JPEG",
    FileFormat.PNG: "PNG",
    FileFormat.TIFF: "TIFF",
    FileFormat.DOCX: "DOCX",
    FileFormat.XLSX: "XLSX",
    FileFormat.ODT: "ODT",
    FileFormat.TEXT: "Văn bản thuần",
    FileFormat.OTHER: "Dạng khác",
}
PERMANENT = ("Vĩnh viễn", "VV", "Permanent")
YEARS = "{years} năm"
WITHDRAWN = "Đã rút"


def key(text: str) -> str:
    """What spellings of one word have in common."""
    return fold(text).strip(" .:*")


def reader(words: Mapping[Member, Iterable[str]]) -> Mapping[str, Member]:
    """By spelling, what it means."""
    return {key(spelling): member for member, spellings in words.items() for spelling in spellings}


READ_COLUMN = reader(COLUMNS)
READ_SECRECY = reader(SECRECY)
READ_COPY_STATE = reader(COPY_STATES)
