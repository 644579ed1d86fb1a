"""The papers of the desk (văn bản của bàn kiểm phiếu): minutes, notice, entry log, conclusions; always Vietnamese."""

from datetime import datetime

from ballots.counting import slips
from ballots.counting.desk import Desk
from ballots.counting.figures import BoxSealed, Issued, Received
from ballots.counting.loading import Loaded
from ballots.counting.values import AnnexLine, Logged, LogLine, PaperKind, Step
from ballots.counting.wording import Drawn, assembly, board_head, drawn, voters
from ballots.regulations.catalogue import regulation
from ballots.regulations.citations import Topic
from ballots.regulations.values import Form
from congress.access.values import Authority
from congress.errors import Broken
from congress.i18n import say_in
from congress.journal.values import Head
from congress.papers.blocks import (
    Align,
    Block,
    Column,
    KeyValue,
    KeyValues,
    Note,
    NumberedSection,
    Paragraph,
    Signature,
    Table,
)
from congress.papers.phrasing import capital, grouped, listed, long_moment, lowered

_vi = say_in("vi")


def pdf(one: Drawn) -> bytes:
    """The paper as PDF/A."""
    from congress.papers.render import render  # ReportLab and pikepdf, which keying papers does not need

    return render(one.paper).pdf


def of_step(step: Step, found: Loaded, after: Desk, *, head: Head, by: Authority, now: datetime) -> tuple[Drawn, ...]:
    """The papers that a step yields, with the figures as they will be kept."""
    match step:
        case Step.RECEIVE if after.figures.received is not None:
            return (receipt(found, after.figures.received, head=head, by=by, now=now),)
        case Step.SEAL_BOX if after.figures.box_sealed is not None:
            return (box(found, after.figures.box_sealed, head=head, now=now),)
        case Step.REPORT:
            return (issued_collected(found, after, head=head, now=now),)
        case Step.SORT if after.figures.sorted is not None:
            return (slips.cover_slips(found, after.figures.sorted.piles, head=head, now=now),)
        case _:
            return ()


def of_closing(
    found: Loaded, *, log: tuple[LogLine, ...], annex: tuple[AnnexLine, ...], head: Head, now: datetime
) -> tuple[Drawn, ...]:
    """The papers of a count that is closed: entry log and what the board concluded."""
    return entry_log(found, log, head=head, now=now), doubtful(found, annex, head=head, now=now)


def receipt(found: Loaded, figures: Received, *, head: Head, by: Authority, now: datetime) -> Drawn:
    """Minutes of receipt of the ballots (biên bản nhận phiếu bầu)."""
    sheet = found.sheet
    opening = (
        f"Hồi {long_moment(now)}, tại {sheet.congress.details.place}, Ban Kiểm phiếu {sheet.congress.details.title} "
        f"nhận phiếu {lowered(sheet.title)}, đếm phiếu và kiểm tra dấu của cấp ủy triệu tập đóng trên từng phiếu."
    )
    total = figures.printed + figures.faulty
    body: tuple[Block, ...] = (
        Paragraph(opening),
        NumberedSection("1.", "Thành phần", (*_board(found), Paragraph(f"Ghi máy: đồng chí {by.first.person}."))),
        NumberedSection("2.", "Phiếu bầu", (Paragraph(_form(found)),)),
        NumberedSection(
            "3.",
            "Kết quả nhận và kiểm tra",
            (
                KeyValues(
                    (
                        KeyValue("Tổng số phiếu đã nhận và đếm", grouped(total), "phiếu"),
                        KeyValue("Phiếu in đúng mẫu, có dấu của cấp ủy triệu tập", grouped(figures.printed), "phiếu"),
                        KeyValue("Phiếu in hỏng hoặc thiếu dấu, đã trả lại", grouped(figures.faulty), "phiếu"),
                    )
                ),
            ),
        ),
        Paragraph(
            f"Từ thời điểm này, Ban Kiểm phiếu quản lý {grouped(figures.printed)} phiếu để phát cho {voters(sheet)}. "
            "Biên bản được lập thành 02 bản, mỗi bên giữ 01 bản."
        ),
    )
    return drawn(
        found,
        PaperKind.RECEIPT,
        title="Biên bản nhận phiếu bầu",
        document="Biên bản",
        summary=f"nhận phiếu và kiểm tra dấu trên phiếu\n{lowered(sheet.title)}",
        body=body,
        head=head,
        now=now,
        signatures=(
            Signature(capacity="Bên giao", post=f"Bộ phận phục vụ {assembly(sheet)}", hint="(Ký, ghi rõ họ tên)"),
            board_head(found),
        ),
    )


def _board(found: Loaded) -> tuple[Block, ...]:
    board = found.sheet.board
    head = "" if board.head is None else board.head.name
    lines: list[Block] = [Paragraph(f"Trưởng Ban Kiểm phiếu: đồng chí {head}.")]
    if board.members:
        lines.append(Paragraph(f"Ủy viên: {listed(person.name for person in board.members)}."))
    return tuple(lines)


def _form(found: Loaded) -> str:
    contest = found.contest
    names = len(contest.candidates)
    how = (
        "phiếu có số dư, bầu bằng cách gạch cả họ và tên người không bầu"
        if contest.form is Form.STRIKE
        else "phiếu không có số dư, đánh dấu X vào ô “đồng ý” hoặc ô “không đồng ý”"
    )
    return f"Danh sách {grouped(names)} người, bầu {grouped(contest.seats)} người; {how}."


def box(found: Loaded, figures: BoxSealed, *, head: Head, now: datetime) -> Drawn:
    """Minutes of sealing the empty box (biên bản kiểm tra, niêm phong hòm phiếu)."""
    sheet = found.sheet
    where = assembly(sheet)
    opening = (
        f"Hồi {long_moment(now)}, tại {sheet.congress.details.place}, trước khi {where} bỏ phiếu "
        f"{lowered(sheet.title)}, Ban Kiểm phiếu đã phổ biến thể lệ bầu cử, cách ghi phiếu; mở từng hòm phiếu để "
        f"{where} xem bên trong, xác nhận hòm phiếu rỗng, sau đó khóa và dán tem niêm phong."
    )
    rows = tuple((str(index), seal) for index, seal in enumerate(figures.seals, start=1))
    body: tuple[Block, ...] = (
        Paragraph(opening),
        KeyValues(
            (
                KeyValue("Số hòm phiếu", grouped(figures.boxes), "hòm"),
                KeyValue("Số tem niêm phong", grouped(len(figures.seals)), "tem"),
            )
        ),
        Table((Column("TT", 15, Align.CENTRE), Column("Số, ký hiệu tem niêm phong")), rows),
        Paragraph(f"Chứng kiến việc kiểm tra, niêm phong: {listed(figures.witnesses)}."),
        Paragraph(
            "Khi niêm phong, các tem còn nguyên vẹn. Hòm phiếu chỉ được mở tại nơi kiểm phiếu, sau khi kết thúc bỏ "
            "phiếu, trước toàn thể Ban Kiểm phiếu."
        ),
    )
    return drawn(
        found,
        PaperKind.BOX,
        title="Biên bản niêm phong hòm phiếu",
        document="Biên bản",
        summary=f"kiểm tra, niêm phong hòm phiếu\n{lowered(sheet.title)}",
        body=body,
        head=head,
        now=now,
        signatures=(
            Signature(post="Người chứng kiến", name=figures.witnesses[0], hint="(Ký, ghi rõ họ tên)"),
            board_head(found),
        ),
    )


def issued_collected(found: Loaded, after: Desk, *, head: Head, now: datetime) -> Drawn:
    """Notice of issued and collected (thông báo số phiếu phát ra, thu về), QC190 Art. 8."""
    sheet, figures = found.sheet, after.figures
    if figures.issued is None or figures.box_opened is None or figures.received is None:
        raise Broken("figures-missing")
    issued, collected = figures.issued.issued, figures.box_opened.collected
    left = figures.closed.left if figures.closed else 0
    lines = [
        KeyValue(f"Số {voters(sheet)} được triệu tập", _known(sheet.summoned), voters(sheet)),
        KeyValue(
            f"Số {voters(sheet)} có mặt khi bỏ phiếu",
            _known(figures.card_votes.present if figures.card_votes else None),
            voters(sheet),
        ),
        KeyValue("Số phiếu Ban Kiểm phiếu đã nhận", grouped(figures.received.printed), "phiếu"),
        KeyValue("Số phiếu phát ra", grouped(issued), "phiếu"),
        KeyValue("Số phiếu hỏng, đã đổi và hủy", grouped(figures.issued.spoiled), "phiếu"),
        KeyValue("Số phiếu còn lại, đã hủy và niêm phong", grouped(left), "phiếu"),
        KeyValue("Số phiếu thu về", grouped(collected), "phiếu"),
    ]
    body: tuple[Block, ...] = (
        Paragraph(
            f"Ban Kiểm phiếu thông báo với {assembly(sheet)} số phiếu phát ra, thu về {_of(sheet.title)}, trước khi "
            "tiến hành kiểm phiếu, như sau:"
        ),
        KeyValues(tuple(lines)),
        Paragraph(_comparison(issued, collected, after.explained.aliens)),
        *_delegations(figures.issued),
        Note("Số phiếu thu về do Ban Kiểm phiếu đếm tay hai lần, hai lần bằng nhau."),
    )
    return drawn(
        found,
        PaperKind.ISSUED_COLLECTED,
        title="Thông báo số phiếu phát ra, thu về",
        document="Thông báo",
        summary=f"số phiếu phát ra, số phiếu thu về\n{lowered(sheet.title)}",
        body=body,
        head=head,
        now=now,
        signatures=(board_head(found),),
        recipients=(f"Đoàn Chủ tịch {assembly(sheet)}", f"Lưu hồ sơ {assembly(sheet)}"),
    )


def _of(title: str) -> str:
    return f"của cuộc {lowered(title)}"


def _known(number: int | None) -> str:
    return "" if number is None else grouped(number)


def _comparison(issued: int, collected: int, aliens: int | None) -> str:
    if collected == issued:
        return f"Số phiếu thu về bằng số phiếu phát ra: {grouped(collected)} phiếu."
    if collected < issued:
        return f"Số phiếu thu về ít hơn số phiếu phát ra {grouped(issued - collected)} phiếu."
    decided = (
        f" Đoàn Chủ tịch và Ban Kiểm phiếu đã xem xét, quyết định về {grouped(aliens)} phiếu không do Ban Kiểm phiếu "
        "phát ra; quyết định được ghi vào biên bản."
        if aliens
        else ""
    )
    return f"Số phiếu thu về nhiều hơn số phiếu phát ra {grouped(collected - issued)} phiếu.{decided}"


def _delegations(issued: Issued) -> tuple[Block, ...]:
    if len(issued.delegations) < 2:
        return ()
    rows = tuple(
        (str(index), line.name, grouped(line.issued), grouped(line.spoiled))
        for index, line in enumerate(issued.delegations, start=1)
    )
    table = Table(
        (
            Column("TT", 12, Align.CENTRE),
            Column("Đoàn, tổ"),
            Column("Phát ra", 28, Align.RIGHT),
            Column("Hỏng, đổi", 28, Align.RIGHT),
        ),
        rows,
        totals=(("", "Cộng", grouped(issued.issued), grouped(issued.spoiled)),),
    )
    return Paragraph("Phát phiếu theo đoàn:"), table


def entry_log(found: Loaded, log: tuple[LogLine, ...], *, head: Head, now: datetime) -> Drawn:
    """The entry log (nhật ký nhập phiếu bầu): what, why, how many papers, who; never which paper, or when."""
    sheet = found.sheet
    rows = tuple(
        (str(index), _vi(str(line.what)), log_reason(line), grouped(line.papers), ", ".join(line.who))
        for index, line in enumerate(log, start=1)
    )
    counted = "thủ công" if found.stored.by_hand else f"bằng máy vi tính, nhập từng phiếu, {_ways(found)}"
    piles = found.desk.piles
    papers = grouped(sum(pile.papers for pile in piles))
    body: tuple[Block, ...] = (
        Paragraph(f"Kiểm phiếu {counted}: {papers} phiếu thu về, phân loại thành {grouped(len(piles))} tập."),
        Table(
            (
                Column("TT", 12, Align.CENTRE),
                Column("Việc", 45),
                Column("Lý do"),
                Column("Số phiếu", 20, Align.RIGHT),
                Column("Người thực hiện", 42),
            ),
            rows,
        ),
        Note("Nhật ký không ghi dấu trên phiếu, tập, vị trí của phiếu và giờ nhập từng phiếu."),
    )
    return drawn(
        found,
        PaperKind.ENTRY_LOG,
        title="Nhật ký nhập phiếu",
        document="Nhật ký nhập phiếu bầu",
        summary=lowered(sheet.title),
        body=body,
        head=head,
        now=now,
        signatures=(board_head(found),),
    )


def _ways(found: Loaded) -> str:
    counts = len(found.counts)
    return "một lượt, chưa đối chiếu" if counts == 1 else f"{counts} lượt độc lập, đã đối chiếu"


def log_reason(line: LogLine) -> str:
    """Why, in words: a code of the pad or of the regulation, or what a person said."""
    match line.what:
        case Logged.ASIDE:
            return capital(_vi(line.reason))
        case Logged.CONCLUDED:
            return "Hợp lệ" if line.reason == "valid" else capital(_vi(f"reason-{line.reason}"))
        case _:
            return line.reason


def doubtful(found: Loaded, annex: tuple[AnnexLine, ...], *, head: Head, now: datetime) -> Drawn:
    """What the board concluded on doubtful papers (kết luận của Ban Kiểm phiếu), QC190 Art. 8(2)."""
    sheet = found.sheet
    rows = tuple(
        (
            str(index),
            annex_reason(line),
            "Hợp lệ" if line.reason is None else "Không hợp lệ",
            grouped(line.papers),
            ", ".join(name for name in (line.first, line.second) if name),
        )
        for index, line in enumerate(annex, start=1)
    )
    table: tuple[Block, ...] = (
        Table(
            (
                Column("TT", 12, Align.CENTRE),
                Column("Lý do"),
                Column("Kết luận", 32),
                Column("Số phiếu", 20, Align.RIGHT),
                Column("Người kết luận", 43),
            ),
            rows,
            totals=(("", "Cộng", "", grouped(sum(line.papers for line in annex)), ""),),
        ),
    )
    article = regulation(found.contest.regulation).cite(Topic.CONCLUDING)
    body: tuple[Block, ...] = (
        Paragraph(f"Theo {article}, Ban Kiểm phiếu đã xem xét và kết luận về những phiếu cần xem xét như sau:"),
        *(table if annex else (Paragraph("Không có phiếu nào phải xem xét, kết luận."),)),
    )
    return drawn(
        found,
        PaperKind.DOUBTFUL,
        title="Kết luận phiếu cần xem xét",
        document="Phụ lục",
        summary=f"kết luận của Ban Kiểm phiếu về phiếu cần xem xét\n{lowered(sheet.title)}",
        body=body,
        head=head,
        now=now,
        signatures=(board_head(found),),
    )


def annex_reason(line: AnnexLine) -> str:
    """A conclusion as its annex names it."""
    reason = "Ban Kiểm phiếu xác định dấu trên phiếu" if line.reason is None else _vi(f"reason-{line.reason}")
    return capital(f"{reason}: {line.why}" if line.why else reason)


def tally_sheets(found: Loaded, *, head: Head, now: datetime) -> Drawn:
    """Blank tally sheets (bảng kiểm phiếu thủ công)."""
    return slips.tally_sheets(found, head=head, now=now)
