"""The counting minutes (biên bản kiểm phiếu): every field of rules 2.1 in the layout of Party papers."""

from dataclasses import replace
from datetime import datetime

from ballots.regulations.rules import notes_of, renamed
from ballots.regulations.values import ADVISORY, ContestKind, Form, PercentBase
from ballots.results.facts import BoardLine, Line, MinutesFacts
from ballots.results.papers import figures
from ballots.results.papers.annexes import annexes
from ballots.results.papers.shared import foot_of, in_two_lines
from congress.papers.blocks import (
    Align,
    Block,
    Column,
    KeyValue,
    KeyValues,
    NumberedSection,
    Paragraph,
    Signature,
    Signatures,
    Table,
    bold,
)
from congress.papers.phrasing import grouped, long_moment, lowered, two_digits
from congress.papers.values import Mark, PartyPaper, PlaceAndDate

_ROUNDED = "Tỷ lệ lấy hai chữ số thập phân, làm tròn"
_KINDS = {
    ContestKind.ELECTION: "",
    ContestKind.REVOTE: "Bầu lại giữa những người ngang phiếu.",
    ContestKind.OPINION: "Phiếu xin ý kiến: không quyết định người trúng cử.",
    ContestKind.INDICATIVE: "Phiếu giới thiệu: không quyết định người trúng cử.",
}


def minutes(facts: MinutesFacts) -> PartyPaper:
    """The counting minutes with every field of rules 2.1; `outcome_bytes` is attached by the caller."""
    title = lowered(facts.title)
    term = "" if facts.term in facts.title else f"\nnhiệm kỳ {facts.term}"
    return PartyPaper(
        title=f"Biên bản kiểm phiếu {title}",
        created=facts.at,
        issuer=facts.issuer,
        place_and_date=PlaceAndDate(facts.place, facts.at.astimezone().date()),
        kind="Biên bản",
        summary=in_two_lines(f"kiểm phiếu {title}{term}"),
        body=(
            Paragraph(
                f"Hồi {long_moment(facts.at)}, tại {facts.place}, Ban Kiểm phiếu {facts.congress_title} lập biên bản "
                f"kiểm phiếu {title}, như sau:"
            ),
            *(NumberedSection(f"{i}.", name, blocks) for i, (name, blocks) in enumerate(_sections(facts), start=1)),
            Paragraph(_closing(facts)),
        ),
        signatures=_signatures(facts),
        recipients=(f"Đoàn Chủ tịch {facts.assembly}", "Ban Kiểm phiếu", f"Lưu hồ sơ {facts.assembly}"),
        annexes=annexes(facts),
        mark=Mark.SAMPLE if facts.sample else None,
        secrecy=facts.secrecy,
        footer=foot_of(facts.head, machine=facts.machine, digest=facts.digest),
        style=facts.style,
    )


def draft(facts: MinutesFacts) -> PartyPaper:
    """The draft (dự thảo) that the whole board reads before the result is fixed: nothing to sign, no hash."""
    paper = minutes(facts)
    return replace(
        paper,
        title=f"Dự thảo: {paper.title}",
        kind="Biên bản (dự thảo)",
        signatures=None,
        recipients=(),
        mark=Mark.SAMPLE if facts.sample else Mark.DRAFT,
        footer=foot_of(facts.head, machine=facts.machine, digest=""),
    )


def stamp_lines(person: str, at: datetime) -> tuple[str, ...]:
    """What stands in the picture of a signature with a key of the workspace's own authority."""
    return ("Đã ký số (chứng thư nội bộ)", person, at.astimezone().isoformat(timespec="seconds"))


def _sections(facts: MinutesFacts) -> list[tuple[str, tuple[Block, ...]]]:
    outcome = renamed(facts.outcome, notes_of(facts.contest.candidates))
    return [
        ("Căn cứ", _basis(facts)),
        (figures.LIST, _list(facts)),
        (figures.BOARD, _board(facts)),
        (f"Số {facts.voters} làm căn cứ tính kết quả", _electorate(facts)),
        ("Phát phiếu, thu phiếu", _ballots(facts)),
        (figures.VALIDITY, figures.validity(outcome)),
        (figures.VOTES, (figures.votes(outcome, form=facts.contest.form), Paragraph(percent_base(facts)))),
        (
            figures.RANKED if facts.contest.kind in ADVISORY else figures.ELECTED,
            figures.result(outcome, assembly=facts.assembly.lower()),
        ),
        ("Cách kiểm phiếu, tổng kiểm tra", _method(facts)),
    ]


def _basis(facts: MinutesFacts) -> tuple[Block, ...]:
    voted = facts.assembly.lower()
    blocks: list[Block] = [
        Paragraph(f"- Điều lệ Đảng; Quy chế bầu cử trong Đảng ban hành kèm theo {facts.regulation}."),
        Paragraph(f"- Kết quả biểu quyết của {voted} về số lượng, danh sách bầu cử và Ban Kiểm phiếu."),
    ]
    if facts.card_votes:
        blocks.append(
            Table(
                columns=(
                    Column("Nội dung biểu quyết"),
                    *(Column(head, 33, Align.RIGHT) for head in ("Đồng ý", "Không đồng ý", "Ý kiến khác")),
                ),
                rows=tuple(
                    (vote.subject, grouped(vote.agreed), grouped(vote.against), grouped(vote.other))
                    for vote in facts.card_votes
                ),
            )
        )
    return tuple(blocks)


def _list(facts: MinutesFacts) -> tuple[Block, ...]:
    contest = facts.contest
    lines = [KeyValue("Số lượng cần bầu", grouped(contest.seats), "người")]
    if contest.alternates:
        lines.append(KeyValue("Số lượng dự khuyết lấy trong cùng danh sách", grouped(contest.alternates), "người"))
    lines.append(KeyValue("Số người trong danh sách bầu cử", grouped(len(contest.candidates)), "người"))
    if contest.round > 1:
        lines.append(KeyValue("Lần bầu", f"thứ {contest.round}"))
    form = (
        "Phiếu có số dư: người bầu gạch cả họ và tên người mình không bầu."
        if contest.form is Form.STRIKE
        else "Phiếu không có số dư: người bầu đánh dấu X vào ô “đồng ý” hoặc ô “không đồng ý”."
    )
    noted = any(candidate.note for candidate in contest.candidates)
    columns = (Column(figures.NUMBER, 14, Align.CENTRE), Column(figures.NAME))
    return (
        KeyValues(tuple(lines)),
        Paragraph(f"{form} {_KINDS[contest.kind]}".rstrip()),
        Table(
            columns=(*columns, Column("Ghi chú", 45)) if noted else columns,
            rows=tuple(
                (str(c.number), c.name, c.note) if noted else (str(c.number), c.name) for c in contest.candidates
            ),
        ),
    )


def _board(facts: MinutesFacts) -> tuple[Block, ...]:
    named = [f"Trưởng ban: {_person(facts.head_of_board)}."]
    named += [f"Ủy viên: {_person(member)}." for member in facts.members]
    return tuple(Paragraph(f"{i}) {text}") for i, text in enumerate(named, start=1))


def _person(person: BoardLine) -> str:
    return f"đồng chí {person.name}, {person.post}" if person.post else f"đồng chí {person.name}"


def _electorate(facts: MinutesFacts) -> tuple[Block, ...]:
    who, electorate = facts.voters, facts.electorate
    lines = []
    if facts.not_summoned:
        lines.append(KeyValue(f"Tổng số {who} có trong danh sách", grouped(facts.on_roll), "người"))
        lines += [_persons("Không triệu tập", line) for line in facts.not_summoned]
    lines.append(KeyValue(f"Số {who} được triệu tập", grouped(electorate.summoned), "người"))
    lines += [_persons("Trừ", line) for line in facts.deductions]
    lines.append(KeyValue(bold(f"Số {who} làm căn cứ tính kết quả"), bold(grouped(facts.outcome.denominator)), "người"))
    if facts.outcome.needed is not None:
        needed = bold(grouped(facts.outcome.needed))
        lines.append(KeyValue(bold("Số phiếu cần có để trúng cử (quá một nửa)"), needed, "phiếu"))
    lines.append(KeyValue(f"Số {who} có mặt khi bỏ phiếu", grouped(electorate.present), "người"))
    lines.append(
        KeyValue(f"Số {who} vắng mặt khi bỏ phiếu", grouped(electorate.summoned - electorate.present), "người")
    )
    return (KeyValues(tuple(lines)),)


def _persons(why: str, line: Line) -> KeyValue:
    note = f" ({line.note})" if line.note else ""
    return KeyValue(f"- {why}: {line.label}{note}", grouped(line.persons), "người")


def _ballots(facts: MinutesFacts) -> tuple[Block, ...]:
    ballots = facts.ballots
    lines = [
        KeyValue("Số phiếu Ban Kiểm phiếu đã nhận", grouped(ballots.printed), "phiếu"),
        KeyValue("Số phiếu phát ra", grouped(ballots.issued), "phiếu"),
        KeyValue("Số phiếu hỏng, đã đổi và hủy", grouped(ballots.spoiled), "phiếu"),
        KeyValue("Số phiếu còn lại, đã hủy và niêm phong", grouped(facts.left), "phiếu"),
    ]
    if facts.unaccounted:
        lines.append(KeyValue("Số phiếu đã nhận nhưng không tìm thấy", grouped(facts.unaccounted), "phiếu"))
    if facts.missing:
        lines.append(KeyValue("Số phiếu phát ra nhưng không thu về", grouped(facts.missing), "phiếu"))
    if facts.alien:
        lines.append(KeyValue("Số phiếu không do Ban Kiểm phiếu phát ra", grouped(facts.alien), "phiếu"))
    return (KeyValues(tuple(lines)), *_delegations(facts))


def _delegations(facts: MinutesFacts) -> tuple[Block, ...]:
    if len(facts.delegations) < 2:
        return ()
    return (
        Paragraph("Phát phiếu theo đoàn:"),
        Table(
            columns=(
                Column("TT", 14, Align.CENTRE),
                Column("Đoàn, tổ"),
                Column("Phát ra", 28, Align.RIGHT),
                Column("Hỏng, đổi", 28, Align.RIGHT),
            ),
            rows=tuple(
                (str(place), line.name, grouped(line.issued), grouped(line.spoiled))
                for place, line in enumerate(facts.delegations, start=1)
            ),
            totals=(("", "Cộng", grouped(facts.ballots.issued), grouped(facts.ballots.spoiled)),),
        ),
    )


def percent_base(facts: MinutesFacts) -> str:
    """What the percentages are of, printed beside them (mẫu tính tỷ lệ)."""
    outcome = facts.outcome
    match facts.contest.settings.percent_base:
        case PercentBase.DENOMINATOR:
            base = f"số {facts.voters} làm căn cứ tính kết quả ({grouped(outcome.denominator)} người)"
        case PercentBase.VALID:
            base = f"số phiếu hợp lệ ({grouped(outcome.valid)} phiếu)"
        case PercentBase.COLLECTED:
            base = f"số phiếu thu về ({grouped(outcome.collected)} phiếu)"
    return f"{_ROUNDED}, tính trên {base}."


def method(facts: MinutesFacts) -> str:
    """How the papers were counted, as screen, minutes and proof all say it (cách kiểm phiếu)."""
    if facts.by_hand:
        return "Kiểm phiếu thủ công; số liệu từng tập được cộng và kiểm tra trên máy vi tính."
    if facts.counts == 1:
        return "Kiểm phiếu bằng máy vi tính, nhập từng phiếu: một lượt, chưa đối chiếu."
    return (
        f"Kiểm phiếu bằng máy vi tính, nhập từng phiếu: {facts.counts} lượt độc lập, do những người khác nhau nhập; đã "
        "đối chiếu từng phiếu."
    )


def agreed(facts: MinutesFacts) -> str:
    """How far independent counts agreed, and what was done where they did not (kết quả đối chiếu); "" for one."""
    found = facts.agreement
    if found is None or found.counts < 2:
        return ""
    papers = grouped(found.alike + found.differed)
    said = f"Đối chiếu {found.counts} lượt: {grouped(found.alike)}/{papers} phiếu khớp nhau ngay từ đầu"
    if found.differed:
        said += (
            f"; {grouped(found.differed)} phiếu có kết quả nhập khác nhau, đã được hai thành viên ban kiểm phiếu đối "
            "chiếu với phiếu và thống nhất"
        )
    once = f" {grouped(found.once)} phiếu để riêng khi phân loại do ban kiểm phiếu trực tiếp kết luận."
    return f"{said}.{once if found.once else ''}"


def control_total(facts: MinutesFacts) -> str:
    """The control total in words (tổng kiểm tra): sum of votes = names chosen."""
    total = sum(line.agree for line in facts.outcome.votes)
    sign = "=" if total == facts.names_chosen else "≠"
    return (
        f"Tổng kiểm tra: tổng số phiếu của {grouped(len(facts.outcome.votes))} người ({grouped(total)}) {sign} tổng số "
        f"tên được chọn trên các phiếu hợp lệ ({grouped(facts.names_chosen)})."
    )


def _method(facts: MinutesFacts) -> tuple[Block, ...]:
    said = [method(facts), *filter(None, [agreed(facts)])]
    blocks: list[Block] = [*(Paragraph(f"- {line}") for line in said), Paragraph(f"- {control_total(facts)}")]
    for line in facts.decisions:
        why = f" Lý do: {line.reason.rstrip('.')}." if line.reason else ""
        people = " và ".join(f"đồng chí {name}" for name in line.by)
        blocks.append(Paragraph(f"- {line.what}. Người quyết định: {people}.{why}"))
    blocks += [Paragraph(f"- {remark}") for remark in facts.remarks]
    blocks.append(Paragraph(f"- Chương trình {facts.program}, máy {facts.machine}."))
    return tuple(blocks)


def _closing(facts: MinutesFacts) -> str:
    if facts.is_draft:
        return (
            "Dự thảo để toàn thể Ban Kiểm phiếu đọc và kiểm tra trước khi chốt kết quả; không dùng thay biên bản "
            "kiểm phiếu."
        )
    return (
        f"Biên bản được lập thành {two_digits(facts.copies)} bản có giá trị như nhau, đã đọc lại cho toàn thể Ban "
        "Kiểm phiếu nghe, thống nhất thông qua và ký tên."
    )


def _signatures(facts: MinutesFacts) -> Signatures:
    signed = tuple(
        Signature(
            capacity=one.capacity,
            post=one.post,
            name=one.name,
            field="" if facts.is_draft else one.field,
        )
        for one in facts.signatories
    )
    return Signatures(signed, columns=min(len(signed), 3))
