"""Papers to set in tests (văn bản mẫu), made of nothing that any one board would say."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from congress.papers.blocks import (
    Align,
    Bar,
    BarChart,
    BarGroup,
    Block,
    CertificateKey,
    Column,
    FiveStrokeTallySheet,
    KeptTogether,
    KeyValue,
    KeyValues,
    Note,
    NumberedSection,
    PageBreak,
    Paragraph,
    QrCode,
    Runs,
    Signature,
    Signatures,
    Space,
    Table,
    TallyLine,
    TickBox,
    TickBoxes,
    bold,
    italic,
    mono,
)
from congress.papers.values import A5_SLIP, Annex, Mark, PartyPaper, PlaceAndDate, Secrecy

CREATED = datetime(2025, 9, 12, 10, 30, tzinfo=UTC)
ISSUER = ("Đảng bộ tỉnh Hà Tĩnh", "Đại hội đại biểu lần thứ XX")
HEAD_OF_JOURNAL = "Đầu nhật ký 4711: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
NAMES = (
    "Nguyễn Văn Hạnh",
    "Trần Thị Phượng",
    "Lê Quốc Đương",
    "Đa Cát K' Hương",
    "Y Ngông Niê Kdăm",
    "Phạm Thị Mỹ Ngọc Quỳnh Như",
)

TWO_SIGN = Signatures(
    (
        Signature(capacity="T/M Đoàn chủ tịch", post="Chủ tịch", name="Hoàng Trung Dũng", field="presidium"),
        Signature(capacity="T/M Ban kiểm phiếu", post="Trưởng ban", name="Nguyễn Văn Hạnh", field="head"),
    )
)
ONE_SIGNS = Signatures((Signature(capacity="T/M Ban Thường vụ", post="Phó Bí thư", name="Trần Thị Phượng"),))


def paper(*body: Block, **parts: Any) -> PartyPaper:
    """A bare paper with `body`."""
    return replace(PartyPaper(title="Văn bản thử", created=CREATED, body=body), **parts)


def minutes(names: int = 63, **parts: Any) -> PartyPaper:
    """A paper with head, title, figures, a long table, and two who sign."""
    whole = paper(
        Paragraph("Căn cứ Quy chế bầu cử trong Đảng; hôm nay, Ban kiểm phiếu lập biên bản như sau:"),
        NumberedSection(
            "1.",
            "Số phiếu",
            (
                KeyValues(
                    (
                        KeyValue("Số phiếu phát ra", "348", "phiếu"),
                        KeyValue("Số phiếu thu về", "348", "phiếu"),
                        KeyValue("Ghi chú bằng tay"),
                    )
                ),
            ),
        ),
        NumberedSection("2.", "Kết quả", (long_table(names),)),
        Paragraph(("Biên bản lập thành ", bold("03 bản"), " có giá trị như nhau, ", italic("đã đọc lại"), ".")),
        issuer=ISSUER,
        number="01-BB/ĐH",
        place_and_date=PlaceAndDate("Hà Tĩnh", date(2026, 2, 5)),
        kind="Biên bản",
        summary="kiểm phiếu bầu Ban Chấp hành Đảng bộ tỉnh khoá XX,\nnhiệm kỳ 2025 - 2030",
        signatures=TWO_SIGN,
        recipients=("Đoàn Chủ tịch Đại hội", "Lưu hồ sơ Đại hội"),
        footer=HEAD_OF_JOURNAL,
    )
    return replace(whole, **parts)


def long_table(rows: int) -> Table:
    """A table whose first cells are "D0001", "D0002" and so on."""
    return Table(
        (
            Column("Mã", 18, Align.CENTRE),
            Column("Họ và tên"),
            Column("Đồng ý", 22, Align.RIGHT, "Số phiếu"),
            Column("Không đồng ý", 22, Align.RIGHT, "Số phiếu"),
            Column("Tỷ lệ %", 20, Align.RIGHT),
        ),
        tuple((f"D{row:04}", NAMES[row % len(NAMES)], "340", "8", "97,70") for row in range(1, rows + 1)),
    )


def every_block() -> PartyPaper:
    """A paper with one of everything."""
    small = NumberedSection("1.1.", "Mục nhỏ", (Paragraph("Nội dung."),), level=3)
    return minutes(
        5,
        mark=Mark.DRAFT,
        secrecy=Secrecy.CONFIDENTIAL,
        body=(
            NumberedSection("I-", "Mục lớn", (small,), level=1),
            long_table(3),
            TickBoxes((TickBox("Máy", ticked=True), TickBox("Thủ công"))),
            Note("Ghi chú nhỏ."),
            QrCode("congress:" + "a" * 200, 0.4, "Mã QR"),
            CertificateKey("7F3K9QX2M4B8W6TDZ1HJ5RVC"),
            FiveStrokeTallySheet((TallyLine("1", NAMES[0], 17), TallyLine("2", NAMES[1]))),
            Space(5),
            KeptTogether((Paragraph(mono("9f86d081884c7d65")), Paragraph(italic("Liền khối.")))),
            PageBreak(),
            Paragraph("Trang sau."),
        ),
        annexes=(Annex("Phụ lục 1", (Paragraph("Nội dung phụ lục."),), "Tên phụ lục"),),
    )


def slip() -> PartyPaper:
    """A slip on A5, to be filled in by pen."""
    return minutes(
        3,
        place_and_date=PlaceAndDate("Hà Tĩnh"),
        style=A5_SLIP,
        body=(KeyValues((KeyValue("Số phiếu", "25", "phiếu"), KeyValue("Người nhập"))),),
        signatures=ONE_SIGNS,
    )


def with_text(text: str) -> PartyPaper:
    """`text` wherever a paper takes text."""
    runs: Runs = (text, bold(text))
    return paper(
        Paragraph(runs),
        NumberedSection("1.", text, (Table((Column(text, 30, group=text), Column("x")), ((runs, text),)),)),
        KeyValues((KeyValue(text, text, text),)),
        TickBoxes((TickBox(text),)),
        QrCode("x", caption=text),
        Note(text),
        FiveStrokeTallySheet((TallyLine("1", text),)),
        BarChart((text,), (BarGroup(text, (Bar(1, text),)),)),
        issuer=(text, text),
        number=text,
        place_and_date=PlaceAndDate(text, date(2026, 2, 5)),
        kind=text,
        summary=text,
        signatures=Signatures((Signature(name=text, capacity=text, post=text, hint=text),)),
        recipients=(text,),
        annexes=(Annex(text, (Paragraph(text),), text),),
        footer=text,
    )
