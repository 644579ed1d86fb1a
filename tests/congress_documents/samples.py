"""Files and metadata for tests (tài liệu mẫu): a PDF/A as papers make it, PDFs that break one condition each."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from typing import Any
from uuid import UUID

import pikepdf
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from congress.documents.rules.documents import FIRST_DAY
from congress.documents.values.documents import CopyState, DocumentDetails, NewDocument
from congress.papers.blocks import Paragraph
from congress.papers.render import render
from congress.papers.values import PartyPaper
from congress.term import holding
from congress.term import service as term
from congress.term.values import Congress, CongressDetails, CongressKind, Holding, MachineClass
from congress.text import clean, unprintable
from tests.congress_term.test_holding import Looker
from tests.workspaces import Office

KEEPER = "luutru"
DETAILS = DocumentDetails(
    kind="Báo cáo chính trị",
    summary="Báo cáo chính trị trình Đại hội đại biểu Đảng bộ xã Đa Tẻh lần thứ I",
    number="12-BC/ĐU",
    on=date(2025, 5, 20),
    issuer="Đảng ủy xã Đa Tẻh",
    signer="Nguyễn Văn An",
    archive_code="LĐ-01",
    fonds="Phông Đảng bộ xã Đa Tẻh",
    file_number="03",
    file_title="Hồ sơ Đại hội đại biểu lần thứ I",
    place_in_file=1,
    scan_device="Fujitsu fi-7160",
    scanned_on=date(2025, 5, 21),
)


def new(data: bytes, name: str = "Báo cáo.pdf", **changes: Any) -> NewDocument:
    """A file with the sample's metadata, some of it otherwise."""
    return NewDocument(data=data, name=name, details=replace(DETAILS, **changes))


def made_congress(office: Office) -> Congress:
    """A congress that documents may be of."""
    made = term.make_term(office.workspace, office.by("quantri"), begins=2025, ends=2030)
    title = "Đại hội đại biểu Đảng bộ xã Đa Tẻh lần thứ I, nhiệm kỳ 2025 - 2030"
    details = CongressDetails(title, CongressKind.DELEGATES, "Đảng bộ xã Đa Tẻh", "Đại hội lần thứ I", "Lâm Đồng")
    return term.make_congress(office.workspace, office.by("thuky"), term_id=made.id, details=details)


@dataclass(frozen=True, slots=True)
class Archive:
    """An office with a congress whose documents are kept."""

    office: Office
    congress_id: UUID


def make_classified(office: Office) -> None:
    """From now on the office's machine may hold what is secret: it leads nowhere, and two people decided so."""
    office.workspace.house = replace(office.workspace.house, gates=(Looker(),))
    by = office.by("quantri", "truongban", reason="Kế hoạch 12-KH/ĐU")
    holding.set_holding(office.workspace, by, holding=Holding(MachineClass.CLASSIFIED))


def archive(office: Office, *, classified: bool = True) -> Archive:
    """The office and its congress; its machine may hold what is secret, unless an ordinary one is asked for."""
    if classified:
        make_classified(office)
    return Archive(office, made_congress(office).id)


# --- PDFs --------------------------------------------------------------------------------------------------


@cache
def archival() -> bytes:
    """A paper as this program prints it: PDF/A-3b."""
    body = (Paragraph("Kính thưa Đại hội,"),)
    return render(PartyPaper(title="Báo cáo", created=datetime(2025, 5, 20, tzinfo=UTC), body=body)).pdf


@cache
def plain(text: str = "scan") -> bytes:
    """A PDF that declares nothing, its font not embedded."""
    target = BytesIO()
    canvas = Canvas(target, invariant=1)
    for _ in range(2):
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def altered(change: Callable[[pikepdf.Pdf], object], data: bytes | None = None, **saving: Any) -> bytes:
    """A PDF in which something was changed."""
    target = BytesIO()
    with pikepdf.open(BytesIO(archival() if data is None else data)) as pdf:
        change(pdf)
        pdf.save(target, **saving)
    return target.getvalue()


def declare(pdf: pikepdf.Pdf, part: str, level: str = "B") -> None:
    """Let a PDF say that it is PDF/A."""
    with pdf.open_metadata() as xmp:
        xmp["pdfaid:part"] = part
        xmp["pdfaid:conformance"] = level


# --- whatever metadata may be ------------------------------------------------------------------------------

_LETTERS = "aăâbcdđêgiốơưxy ABCĐ0123456789-/,.()'"


def _texts(least: int = 0, most: int = 40) -> st.SearchStrategy[str]:
    return (
        st.text(st.sampled_from(_LETTERS), max_size=most)
        .map(clean)
        .filter(lambda text: len(text) >= least and not unprintable(text) and not text.startswith("'"))
    )


def _days() -> st.SearchStrategy[date]:
    return st.dates(FIRST_DAY, date(2025, 6, 1))


@st.composite
def details(draw: st.DrawFn) -> DocumentDetails:
    """Any metadata that the rules let through, without a degree of secrecy."""
    on = draw(st.none() | _days())
    file_number = draw(_texts())
    return DocumentDetails(
        kind=draw(_texts(1)),
        summary=draw(_texts(1, 80)),
        number=draw(_texts()),
        on=on,
        issuer=draw(_texts()),
        language=draw(_texts()),
        pages=draw(st.none() | st.integers(1, 999)),
        retention_years=draw(st.none() | st.integers(1, 100)),
        copy_state=draw(st.sampled_from(CopyState)),
        signer=draw(_texts()),
        archive_code=draw(_texts()),
        fonds=draw(_texts()),
        file_number=file_number,
        file_title=draw(_texts()),
        place_in_file=draw(st.none() | st.integers(1, 999)) if file_number else None,
        scan_device=draw(_texts()),
        scanned_on=draw(st.none() | (_days().filter(lambda day: on is None or day >= on))),
    )
