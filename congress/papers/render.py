"""A paper becomes a file (in ra tệp): laid out by `layout`, made fit for the archive by `archival`."""

from congress.papers.archival import archival_pdf
from congress.papers.layout import lay_out
from congress.papers.values import Attachment, PartyPaper, Rendered


def render(paper: PartyPaper, *, attachments: tuple[Attachment, ...] = ()) -> Rendered:
    """`paper` as PDF/A-3b (bản in): equal input gives equal bytes. Refuses letters that cannot be printed."""
    plain = lay_out(paper)
    pdf = archival_pdf(plain.pdf, title=paper.title, created=paper.created, attachments=attachments)
    return Rendered(pdf=pdf, pages=plain.pages, signature_boxes=plain.signature_boxes)
