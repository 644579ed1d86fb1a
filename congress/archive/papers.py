"""The room's papers (văn bản lưu trữ): file plan, minutes of closing the book, certificate of a removal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from congress.access.values import Authority
from congress.archive.formats import TITLES
from congress.archive.gathering import Gathered
from congress.archive.trusting import pairs
from congress.archive.values import Built, Description, Package, PlannedFile
from congress.chapters import Begun
from congress.journal.values import Head
from congress.papers.blocks import (
    Align,
    Block,
    Column,
    KeyValue,
    KeyValues,
    Note,
    Paragraph,
    Signature,
    Signatures,
    Table,
    mono,
)
from congress.papers.phrasing import long_date, long_moment
from congress.papers.values import Mark, PageStyle, PaperSize, PartyPaper, PlaceAndDate, Secrecy
from congress.term.values import Congress, SecrecyLabel

_STYLE = PageStyle(size=PaperSize.A4_ACROSS, table_pt=11)
_DIGITS = 16
_READ_FIRST = ("papers", "sealed", "outcomes", "csv")
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
        for number, one in enumerate(sorted(files, key=_papers_first), 1)
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


def _papers_first(one: PlannedFile) -> int:
    """What people read stands before what programs read; within each, as it was put in."""
    places = [at for at, folder in enumerate(_READ_FIRST) if one.path.startswith(f"data/{folder}/")]
    return places[0] if places else len(_READ_FIRST)


@dataclass(frozen=True, slots=True)
class Removal:
    """What leaves a laptop, and where it stands from now on (nội dung gỡ khỏi máy)."""

    package: Package
    kept_at: Path
    contests: tuple[Begun, ...]
    files: tuple[str, ...]
    backups: tuple[str, ...]
    elsewhere: tuple[tuple[str, str], ...]
    own: int
    """Sealed packages on this laptop that go."""


def closing_minutes(
    gathered: Gathered,
    made: Sequence[Built],
    copies: Sequence[Path],
    *,
    by: Authority,
    fingerprint: str,
    months: int,
) -> PartyPaper:
    """Minutes of closing the book (biên bản đóng sổ): the packages, both media, how a stranger knows the authority."""
    rows = tuple(
        (str(number), one.description.title, TITLES[one.description.retention], str(one.files), str(copy))
        for number, (one, copy) in enumerate(zip(made, copies, strict=True), 1)
    )
    columns = (
        Column("TT", 12, Align.CENTRE),
        Column("Hồ sơ", 50),
        Column("Thời hạn bảo quản", 42),
        Column("Số tệp", 16, Align.RIGHT),
        Column("Bản thứ hai", None),
    )
    hashes: list[Block] = []
    for one in made:
        hashes += [
            Paragraph(f"Mã băm SHA-256 của danh mục {one.folder.name} (tagmanifest-sha512.txt):"),
            Paragraph((mono(one.manifest_sha256),), align=Align.LEFT, size_pt=10),
        ]
    return _paper(
        "đóng sổ, lập hồ sơ nhiệm kỳ",
        gathered.congresses,
        at=gathered.at,
        head=gathered.head,
        sample=gathered.sample,
        body=(
            Paragraph(
                f"Hồi {long_moment(gathered.at)}, hồ sơ nhiệm kỳ đã được lập từ máy {made[0].description.machine}, ghi "
                "trên hai vật mang tin khác nhau và đọc lại từng byte ở cả hai nơi, không sai lệch."
            ),
            Table(columns, rows, size_pt=11),
            *hashes,
            Paragraph("Dấu vân tay SHA-256 của chứng thư tổ chức chứng thực nội bộ (tệp authority.pem trong hồ sơ):"),
            Paragraph((mono(pairs(fingerprint)),), align=Align.LEFT, size_pt=10),
            Paragraph(
                "Ai kiểm tra hồ sơ về sau so dấu vân tay này với chứng thư trong hồ sơ theo hướng dẫn ở README.txt. Hồ "
                f"sơ được nộp vào lưu trữ cơ quan trong thời hạn {months} tháng."
            ),
        ),
        signatures=Signatures((Signature(post="Người lập hồ sơ", name=by.first.person),)),
    )


def removal_certificate(
    gone: Removal, *, by: Authority, head: Head, at: datetime, congresses: Sequence[Congress], machine: str
) -> PartyPaper:
    """Certificate that the sealed part left a laptop (giấy chứng nhận gỡ phần niêm phong): what went, what stays."""
    contests = tuple(
        (str(number), one.title, long_date(one.keep_until) if one.keep_until else "")
        for number, one in enumerate(gone.contests, 1)
    )
    second = by.second.person if by.second else ""
    return _paper(
        "gỡ phần niêm phong khỏi máy tính",
        congresses,
        kind="Giấy chứng nhận",
        at=at,
        head=head,
        sample=any(not one.official for one in gone.contests),
        body=(
            Paragraph(
                f"Hồi {long_moment(at)}, phần niêm phong (bản ghi từng phiếu đã mã hóa) của các cuộc bầu dưới đây được "
                f"gỡ khỏi máy {machine} sau khi đọc lại từng byte bản ở vật mang tin thứ hai. Lý do: {by.reason or ''}."
            ),
            Table((Column("TT", 14, Align.CENTRE), Column("Cuộc bầu"), Column("Lưu giữ đến hết", 48)), contests),
            KeyValues(
                (
                    KeyValue("Hồ sơ niêm phong", gone.package.title),
                    KeyValue("Nơi để bản còn lại", str(gone.kept_at)),
                    KeyValue("Tệp bản ghi đã gỡ", str(len(gone.files))),
                    KeyValue("Bản hồ sơ niêm phong trên máy đã gỡ", str(gone.own)),
                    KeyValue("Bản sao lưu trên máy đã hủy", str(len(gone.backups))),
                )
            ),
            Paragraph("Mã băm SHA-256 của danh mục hồ sơ niêm phong:"),
            Paragraph((mono(gone.package.manifest_sha256),), align=Align.LEFT, size_pt=10),
            *_elsewhere(gone.elsewhere),
            Paragraph(
                "Số liệu tổng hợp, biên bản và nhật ký còn trên máy. Đây không phải là hủy phiếu: phần niêm phong được "
                "lưu giữ cùng phiếu bầu, chỉ mở hoặc hủy theo quyết định của cấp có thẩm quyền."
            ),
            Note(
                "Tệp đã được ghi đè rồi xóa. Ổ đĩa thể rắn (SSD) và thẻ nhớ có thể còn giữ dữ liệu cũ ở những ô nhớ dự "
                "phòng mà không chương trình nào xóa được; không thể chứng minh các ô nhớ đó đã trống."
            ),
        ),
        signatures=Signatures(
            (Signature(post="Người thứ hai", name=second), Signature(post="Người thực hiện", name=by.first.person)),
            columns=2,
        ),
    )


def _elsewhere(copies: Sequence[tuple[str, str]]) -> tuple[Block, ...]:
    if not copies:
        return ()
    return (
        Paragraph("Bản sao ở ngoài thư mục làm việc, phải hủy hoặc niêm phong cùng phiếu:"),
        Table((Column("Tên bản sao", 62), Column("Nơi để")), tuple(copies), size_pt=11),
    )


def _paper(
    what: str,
    congresses: Sequence[Congress],
    *,
    at: datetime,
    head: Head,
    sample: bool,
    body: tuple[Block, ...],
    signatures: Signatures,
    kind: str = "Biên bản",
) -> PartyPaper:
    newest = congresses[0].details if congresses else None
    return PartyPaper(
        title=f"{kind} {what}",
        created=at,
        issuer=congresses[0].heading if congresses else (),
        place_and_date=PlaceAndDate(newest.place, at.astimezone().date()) if newest else None,
        kind=kind,
        summary=what,
        body=body,
        signatures=signatures,
        recipients=("Lưu trữ cơ quan", "Lưu hồ sơ đại hội"),
        mark=Mark.SAMPLE if sample else None,
        secrecy=SECRECY[newest.secrecy] if newest else None,
        footer=head.foot(),
    )
