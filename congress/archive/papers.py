"""The room's papers (văn bản lưu trữ): the file plan of a package."""

from collections.abc import Sequence

from congress.archive.formats import TITLES
from congress.archive.values import Description, PlannedFile
from congress.papers.blocks import Align, Column, KeyValue, KeyValues, Paragraph, Table
from congress.papers.phrasing import long_moment
from congress.papers.values import Mark, PageStyle, PaperSize, PartyPaper, PlaceAndDate, Secrecy
from congress.term.values import Congress, SecrecyLabel

_STYLE = PageStyle(size=PaperSize.A4_ACROSS, table_pt=11)
_DIGITS = 16
SECRECY = {
    SecrecyLabel.INTERNAL: None,
    SecrecyLabel.SECRET: Secrecy.CONFIDENTIAL,
    SecrecyLabel.TOP_SECRET: Secrecy.STRICT,
    SecrecyLabel.MOST_SECRET: Secrecy.STRICTEST,
}


def file_plan_paper(said: Description, files: Sequence[PlannedFile], *, congresses: Sequence[Congress]) -> PartyPaper:
    """The file plan (mục lục hồ sơ): what stands in a package, and how long it is kept."""
    rows = tuple(
        (str(number), one.title, one.path, f"{one.digests.size:,}".replace(",", "."), one.digests.sha256[:_DIGITS])
        for number, one in enumerate(files, 1)
    )
    columns = (
        Column("TT", 12, Align.CENTRE),
        Column("Nội dung", 88),
        Column("Tệp", 84),
        Column("Số byte", 26, Align.RIGHT),
        Column("SHA-256 (16 số đầu)", 42),
    )
    place = congresses[0].details.place if congresses else ""
    return PartyPaper(
        title=f"Mục lục hồ sơ - {said.title}",
        created=said.built_at,
        issuer=congresses[0].heading if congresses else (said.body,) if said.body else (),
        place_and_date=PlaceAndDate(place, said.built_at.astimezone().date()) if place else None,
        kind="Mục lục hồ sơ",
        summary=said.title,
        body=(
            KeyValues(
                (
                    KeyValue("Thời hạn bảo quản", TITLES[said.retention]),
                    KeyValue("Lập lúc", long_moment(said.built_at)),
                    KeyValue("Máy lập hồ sơ", said.machine),
                    KeyValue("Số tệp", str(len(files))),
                )
            ),
            Paragraph("Mã băm đầy đủ của từng tệp ở manifest-sha256.txt và manifest-sha512.txt."),
            Table(columns, rows),
        ),
        mark=Mark.SAMPLE if said.sample else None,
        secrecy=SECRECY[said.secrecy],
        style=_STYLE,
    )
