"""Parts of what leaves for packages and bundles (phần dữ liệu trao đổi), as values: chapters make and read them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Retention(StrEnum):
    """How long a chapter is kept (thời hạn bảo quản)."""

    PERMANENT = "permanent"
    """Vĩnh viễn."""
    SEALED = "sealed-six-months"
    """Niêm phong cùng phiếu, 6 tháng rồi hủy theo quyết định: QC190 Art. 35."""


@dataclass(frozen=True, slots=True)
class Lines:
    """One table's rows (bảng dữ liệu): a line that says what they are, then a line of canonical JSON each."""

    name: str
    """`people/person.jsonl`: the chapter, the table."""
    data: bytes


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file that belongs to a chapter (tệp kèm theo); whoever packs it reads it below the workspace's folder."""

    name: str
    path: str
    """Below the workspace's folder, with `/`."""
    sha256: str | None = None
    """None where the file's own seal is its proof."""
    size: int | None = None


Entry = Lines | FileRef
Scope = Collection[UUID] | None
"""Contests whose entries leave, None: the whole workspace."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A document made from rows for whoever reads a package (tài liệu trích xuất); it is not read back."""

    name: str
    """Below the package's data, with `/`: `outcomes/….json`."""
    title: str
    """In Vietnamese, as a file plan has it."""
    data: bytes
    proof: bool = False
    """A restored workspace has to yield it again, byte for byte."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A contest whose desk was opened (cuộc bầu đã mở bàn kiểm phiếu), as far as its sealed part goes."""

    id: UUID
    title: str
    sealed: bool
    """Its papers are packed; what was on each of them left the database."""
    official: bool
    """Counted in earnest, not to try things out."""
    keep_until: date | None = None
    """So long its sealed part is kept."""
    complaint: bool = False
    """A complaint is open: nothing of it is destroyed."""
