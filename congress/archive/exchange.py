"""Packages known here and their history (trao đổi sổ hồ sơ lưu trữ): they go along in the next package."""

import re

from congress.archive.rows import PackageEventRow, PackageRow
from congress.chapters import Retention, TableChapter
from congress.store.tables import Kept, Values

_DIGEST = re.compile(r"[0-9a-f]{64}")


def _is_digest(values: Values) -> None:
    if not _DIGEST.fullmatch(values["manifest_sha256"]):
        raise ValueError


def _is_object(values: Values) -> None:
    if not isinstance(values["detail"], dict):
        raise TypeError


CHAPTERS = (
    TableChapter(
        name="archive",
        title="Sổ hồ sơ lưu trữ và các sự kiện bảo quản",
        retention=Retention.PERMANENT,
        whole_only=True,
        tables=(
            Kept(row=PackageRow, checks={"manifest_sha256": _is_digest}),
            Kept(row=PackageEventRow, checks={"detail": _is_object}),
        ),
    ),
)
