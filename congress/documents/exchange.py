"""Documents, papers handed out, opinions on drafts (trao đổi tài liệu đại hội): with the whole workspace, for good.

The files themselves leave with the register of papers, which stands before these.
"""

from collections.abc import Iterator

from congress.chapters import Retention, Rows, TableChapter
from congress.documents.rows import DocumentRow, DraftRow, HandedTitleRow, IssuedCopyRow, OpinionRow
from congress.documents.rules.opinions import ANSWERED
from congress.documents.values.documents import PdfFault
from congress.documents.values.issues import CopyFate
from congress.errors import Finding
from congress.store.tables import Kept, Values
from congress.store.unit import Unit


def _known_faults(values: Values) -> None:
    if not isinstance(values["faults"], list):
        raise TypeError
    for code in values["faults"]:
        PdfFault(code)


def _check_documents(_: Unit, rows: Rows) -> Iterator[Finding]:
    """A withdrawn document says why and by whom; one that stands says neither."""
    for row in rows["document"]:
        told = {bool(row.values[name]) for name in ("withdrawn_at", "withdrawn_by", "withdrawn_reason")}
        if len(told) > 1:
            yield Finding(row.where, "document-row-withdrawal")


def _check_copies(_: Unit, rows: Rows) -> Iterator[Finding]:
    """A copy that is out has not come back; one that was destroyed has its minutes."""
    for row in rows["issued_copy"]:
        one = row.values
        back = one["back_at"] is not None and bool(one["back_by"])
        if (one["fate"] == CopyFate.OUT) == back or (one["fate"] == CopyFate.DESTROYED and not one["minutes"]):
            yield Finding(row.where, "issue-row-fate")


def _check_opinions(_: Unit, rows: Rows) -> Iterator[Finding]:
    """What was not taken as it was given is answered."""
    for row in rows["opinion"]:
        if row.values["verdict"] in ANSWERED and not row.values["answer"]:
            yield Finding(row.where, "opinion-answer-missing")


CHAPTERS = (
    TableChapter(
        name="documents",
        title="Tài liệu của đại hội và thông tin mô tả",
        retention=Retention.PERMANENT,
        whole_only=True,
        tables=(Kept(row=DocumentRow, order=("at",), checks={"faults": _known_faults}),),
        check=_check_documents,
    ),
    TableChapter(
        name="issues",
        title="Sổ cấp phát, thu hồi tài liệu",
        retention=Retention.PERMANENT,
        whole_only=True,
        tables=(Kept(row=HandedTitleRow, order=("at",)), Kept(row=IssuedCopyRow, order=("title_id", "number", "turn"))),
        check=_check_copies,
    ),
    TableChapter(
        name="opinions",
        title="Ý kiến góp ý vào dự thảo văn kiện",
        retention=Retention.PERMANENT,
        whole_only=True,
        tables=(Kept(row=DraftRow, order=("at",)), Kept(row=OpinionRow, order=("draft_id", "number"))),
        check=_check_opinions,
    ),
)
