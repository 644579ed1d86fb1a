"""The counting minutes (biên bản kiểm phiếu): every field of rules 2.1 in the layout of Party papers."""

import hashlib
from datetime import datetime

from ballots.regulations.values import ADVISORY, ContestKind, Form, NextStep, Outcome, Reason, TieFor
from ballots.results.papers.names import foot, grouped, long_moment, lowered
from ballots.results.values import MinutesFacts
from congress.i18n import say_in
from congress.papers.blocks import (
    Align,
    Block,
    Column,
    KeyValue,
    KeyValues,
    Note,
    NumberedSection,
    Paragraph,
    QrCode,
    Runs,
    Signature,
    Signatures,
    Table,
    bold,
    mono,
)
from congress.papers.values import Annex, Mark, PartyPaper, PlaceAndDate
from congress.text import decimal_comma

_vi = say_in("vi")
HEAD_FIELD, MEMBER_FIELD, PRESIDIUM_FIELD = "truong-ban", "uy-vien", "doan-chu-tich"

_PERCENT_BASE = {
    "denominator": "số đại biểu (đảng viên) tính mẫu số",
    "valid": "số phiếu hợp lệ",
    "collected": "số phiếu thu về",
}
_WHO = {
    "delegates": "đại biểu",
    "members": "đảng viên chính thức",
    "committee": "ủy viên",
}


def reason_text(reason: Reason) -> str:
    """A void reason as the minutes name it."""
    return _vi(f"reason-{reason}")


def minutes(facts: MinutesFacts) -> PartyPaper:
    """The counting minutes with every field of rules 2.1; `outcome_bytes` is attached by the caller."""
    title = lowered(facts.title)
    sections: list[Block] = [
        Paragraph(
            f"Vào {long_moment(facts.fixed_at)}, tại {facts.place}, Ban kiểm phiếu do {facts.congress_title} "
            f"biểu quyết thông qua lập biên bản kiểm phiếu {title} như sau:"
        ),
        *(_numbered(i, title, blocks) for i, (title, blocks) in enumerate(_sections(facts), start=1)),
        Paragraph(
            f"Biên bản được lập thành {facts.copies:02d} bản có nội dung như nhau, đã đọc lại để toàn thể Ban kiểm "
            "phiếu nghe, thống nhất thông qua và ký tên."
        ),
    ]
    return PartyPaper(
        title=f"Biên bản kiểm phiếu {title}",
        created=facts.fixed_at,
        issuer=facts.issuer,
        place_and_date=PlaceAndDate(facts.place, facts.on),
        kind="Biên bản" if not facts.corrigendum else f"Biên bản đính chính lần {facts.corrigendum}",
        summary=f"kiểm phiếu {title}\nnhiệm kỳ {facts.term}",
        body=tuple(sections),
        signatures=_signatures(facts),
        annexes=_annexes(facts),
        mark=Mark.SAMPLE if facts.sample else None,
        footer=foot(facts.journal, machine=facts.machine, digest=head_of(facts)),
    )


def head_of(facts: MinutesFacts) -> str:
    """SHA-256 of the attached outcome, in hex."""
    return hashlib.sha256(facts.outcome_bytes).hexdigest()


def signers(facts: MinutesFacts) -> dict[str, str]:
    """Which person signs in which field of the minutes."""
    places = {HEAD_FIELD: facts.head_of_board.name}
    if facts.members:
        places[MEMBER_FIELD] = facts.members[0].name
    if facts.presidium is not None:
        places[PRESIDIUM_FIELD] = facts.presidium.name
    return places


def stamp_lines(person: str, at: datetime) -> tuple[str, ...]:
    """What stands in the picture of a digital signature."""
    return ("Đã ký số", person, at.astimezone().isoformat(timespec="seconds"))


def _numbered(index: int, title: str, blocks: tuple[Block, ...]) -> NumberedSection:
    return NumberedSection(f"{index}.", title, blocks)


def _sections(facts: MinutesFacts) -> list[tuple[str, tuple[Block, ...]]]:
    contest = facts.contest
    return [
        ("Căn cứ", _basis(facts)),
        ("Số lượng và danh sách bầu cử", _list(facts)),
        ("Ban kiểm phiếu", _board(facts)),
        (f"Số {_WHO[facts.electorate.kind]} và mẫu số", _electorate(facts)),
        ("Số phiếu", _ballots(facts)),
        ("Kết quả theo thứ tự trên phiếu", _votes(facts)),
        ("Người trúng cử" if contest.kind not in ADVISORY else "Thứ tự theo số phiếu", _elected(facts)),
        ("Cách kiểm phiếu và đối chiếu", _method(facts)),
    ]


def _basis(facts: MinutesFacts) -> tuple[Block, ...]:
    return (
        Paragraph(f"- Điều lệ Đảng; {facts.regulation}."),
        Paragraph(f"- Kết quả biểu quyết của {facts.congress_title} về số lượng, danh sách bầu cử và Ban kiểm phiếu."),
    )


def _list(facts: MinutesFacts) -> tuple[Block, ...]:
    contest = facts.contest
    seats = [KeyValue("Số lượng được bầu", grouped(contest.seats), "người")]
    if contest.alternates:
        seats.append(KeyValue("Số dự khuyết lấy trong cùng danh sách", grouped(contest.alternates), "người"))
    seats.append(KeyValue("Danh sách bầu cử", grouped(len(contest.candidates)), "người"))
    if contest.round > 1:
        seats.append(KeyValue("Bầu lần thứ", str(contest.round)))
    form = (
        "Phiếu có số dư: gạch cả họ và tên người không bầu."
        if contest.form is Form.STRIKE
        else "Phiếu không có số dư: đánh dấu X vào ô đồng ý hoặc không đồng ý."
    )
    return (
        KeyValues(tuple(seats)),
        Paragraph(form),
        Table(
            columns=(Column("TT", 14, Align.CENTRE), Column("Họ và tên"), Column("Ghi chú", 45)),
            rows=tuple((f"{c.number:02d}", c.name, c.note) for c in contest.candidates),
        ),
    )


def _board(facts: MinutesFacts) -> tuple[Block, ...]:
    named = [f"Trưởng ban: {_person(facts.head_of_board.name, facts.head_of_board.post)}."]
    named += [f"Ủy viên: {_person(member.name, member.post)}." for member in facts.members]
    return tuple(Paragraph(f"{i}. {text}") for i, text in enumerate(named, start=1))


def _person(name: str, post: str) -> str:
    return f"đồng chí {name}, {post}" if post else f"đồng chí {name}"


def _electorate(facts: MinutesFacts) -> tuple[Block, ...]:
    who, electorate = _WHO[facts.electorate.kind], facts.electorate
    lines = []
    if facts.not_summoned:
        lines.append(KeyValue(f"Tổng số {who} trong danh sách", grouped(facts.on_roll), "người"))
        lines += [
            KeyValue(f"  Không triệu tập: {line.label}", grouped(line.persons), "người") for line in facts.not_summoned
        ]
    lines.append(KeyValue(f"Số {who} được triệu tập", grouped(electorate.summoned), "người"))
    lines += [KeyValue(f"  Trừ: {line.label}", grouped(line.persons), "người") for line in facts.deductions]
    lines.append(KeyValue(bold("Mẫu số để tính kết quả"), bold(grouped(facts.outcome.denominator)), "người"))
    if facts.outcome.needed is not None:
        lines.append(KeyValue("Số phiếu cần có để trúng cử (quá một nửa)", grouped(facts.outcome.needed), "phiếu"))
    lines.append(KeyValue(f"Số {who} có mặt khi bỏ phiếu", grouped(electorate.present), "người"))
    lines.append(
        KeyValue(f"Số {who} vắng mặt khi bỏ phiếu", grouped(electorate.summoned - electorate.present), "người")
    )
    return (KeyValues(tuple(lines)),)


def _ballots(facts: MinutesFacts) -> tuple[Block, ...]:
    ballots, outcome = facts.ballots, facts.outcome
    lines = [
        KeyValue("Số phiếu in ra", grouped(ballots.printed), "phiếu"),
        KeyValue("Số phiếu phát ra", grouped(ballots.issued), "phiếu"),
        KeyValue("Số phiếu hỏng đã đổi, hủy", grouped(ballots.spoiled), "phiếu"),
        KeyValue("Số phiếu còn lại đã hủy, niêm phong", grouped(facts.left), "phiếu"),
        KeyValue("Số phiếu thu về", grouped(outcome.collected), "phiếu"),
    ]
    if facts.missing:
        lines.append(KeyValue("Số phiếu phát ra không thu về", grouped(facts.missing), "phiếu"))
    if facts.alien:
        lines.append(KeyValue("Số phiếu không do Ban kiểm phiếu phát ra", grouped(facts.alien), "phiếu"))
    lines += [
        KeyValue("Số phiếu hợp lệ", grouped(outcome.valid), "phiếu"),
        KeyValue("Số phiếu không hợp lệ", grouped(outcome.invalid), "phiếu"),
    ]
    blocks: list[Block] = [KeyValues(tuple(lines))]
    if outcome.invalid_by_reason:
        blocks.append(
            Table(
                columns=(Column("Lý do không hợp lệ"), Column("Số phiếu", 30, Align.RIGHT)),
                rows=tuple((reason_text(line.reason), grouped(line.papers)) for line in outcome.invalid_by_reason),
                totals=(("Cộng", grouped(outcome.invalid)),),
            )
        )
    return tuple(blocks)


def _votes(facts: MinutesFacts) -> tuple[Block, ...]:
    outcome, base = facts.outcome, _PERCENT_BASE[facts.contest.settings.percent_base]
    agree_form = facts.contest.form is Form.AGREE
    columns: tuple[Column, ...] = (Column("TT", 14, Align.CENTRE), Column("Họ và tên"))
    if agree_form:
        columns += (
            Column("Đồng ý", 24, Align.RIGHT),
            Column("Không đồng ý", 24, Align.RIGHT),
            Column("Không có ý kiến", 24, Align.RIGHT),
        )
    else:
        columns += (Column("Số phiếu", 28, Align.RIGHT),)
    columns += (Column("Tỷ lệ (%)", 24, Align.RIGHT),)
    rows: list[tuple[Runs, ...]] = []
    for line in outcome.votes:
        figures = (line.agree, line.disagree, line.none) if agree_form else (line.agree,)
        rows.append(
            (f"{line.number:02d}", line.name, *(grouped(figure) for figure in figures), decimal_comma(line.percent))
        )
    return (Table(columns=columns, rows=tuple(rows)), Paragraph(f"Tỷ lệ tính trên {base}."))


def _elected(facts: MinutesFacts) -> tuple[Block, ...]:
    outcome, contest = facts.outcome, facts.contest
    if contest.kind in ADVISORY:
        over = outcome.over_30_percent or ()
        return (
            _ranked(outcome, outcome.ranking or ()),
            Paragraph(f"Số người đạt trên 30% số người có mặt: {grouped(len(over))} người."),
        )
    blocks: list[Block] = []
    if outcome.elected:
        blocks += [
            Paragraph(f"Có {len(outcome.elected):02d} đồng chí trúng cử, xếp theo số phiếu từ cao xuống thấp:"),
            _ranked(outcome, outcome.elected),
        ]
    else:
        blocks.append(Paragraph("Không có người trúng cử trong lần bầu này."))
    if outcome.alternates:
        blocks += [Paragraph("Trúng cử dự khuyết, theo thứ tự:"), _ranked(outcome, outcome.alternates)]
    blocks += [Paragraph(text) for text in remaining(outcome, contest_kind=contest.kind)]
    return tuple(blocks)


def remaining(outcome: Outcome, *, contest_kind: ContestKind) -> list[str]:
    """What a count leaves open, in the words of the minutes: ties at a border, seats unfilled, who decides."""
    texts = []
    for tie in outcome.ties:
        names = ", ".join(outcome.votes_of(number).name for number in tie.numbers)
        border = "trúng cử chính thức" if tie.border is TieFor.SEATS else "trúng cử dự khuyết"
        texts.append(
            f"Các đồng chí {names} có số phiếu bằng nhau ở cuối danh sách {border}, còn {tie.places:02d} chỗ. "
            + (
                "Kết quả bầu lại vẫn ngang phiếu; có bầu tiếp hay không do đại hội quyết định."
                if contest_kind is ContestKind.REVOTE
                else "Đoàn Chủ tịch lập danh sách những người ngang phiếu để đại hội bầu lại; người nhiều phiếu hơn "
                "trúng cử, không cần quá một nửa."
            )
        )
    if outcome.unfilled:
        texts.append(
            f"Còn thiếu {outcome.unfilled:02d} người so với số lượng được bầu; có bầu tiếp hay không do đại hội "
            "quyết định."
        )
    if outcome.next is NextStep.COMPLETE:
        texts.append("Đã bầu đủ số lượng.")
    return texts


def _ranked(outcome: Outcome, numbers: tuple[int, ...]) -> Table:
    rows: list[tuple[Runs, ...]] = []
    for place, number in enumerate(numbers, start=1):
        line = outcome.votes_of(number)
        rows.append((f"{place:02d}", line.name, grouped(line.agree), decimal_comma(line.percent)))
    return Table(
        columns=(
            Column("TT", 14, Align.CENTRE),
            Column("Họ và tên"),
            Column("Số phiếu", 28, Align.RIGHT),
            Column("Tỷ lệ (%)", 24, Align.RIGHT),
        ),
        rows=tuple(rows),
    )


def method(*, by_hand: bool, counts: int) -> str:
    """How the papers were counted, as screen, minutes and proof all say it."""
    if by_hand:
        return "Kiểm phiếu thủ công."
    if counts == 1:
        return "Kiểm phiếu bằng máy vi tính, nhập tay từng phiếu: một lượt, chưa đối chiếu."
    return f"Kiểm phiếu bằng máy vi tính, nhập tay từng phiếu: {counts} lượt độc lập, đã đối chiếu khớp nhau."


def control_total(facts: MinutesFacts) -> str:
    """The control total in words: sum of votes = names chosen."""
    total = sum(line.agree for line in facts.outcome.votes)
    sign = "=" if total == facts.names_chosen else "≠"
    return (
        f"Tổng kiểm tra: tổng số phiếu bầu của {len(facts.outcome.votes)} người ({grouped(total)}) {sign} tổng số tên "
        f"được chọn trên các phiếu hợp lệ ({grouped(facts.names_chosen)})."
    )


def _method(facts: MinutesFacts) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Paragraph(method(by_hand=facts.by_hand, counts=facts.counts)),
        Paragraph(control_total(facts)),
        Paragraph(
            (
                "Mã băm SHA-256 của bản ghi kiểm phiếu (niêm phong cùng phiếu bầu): ",
                mono(facts.outcome.record_sha256 or "—"),
            ),
            align=Align.LEFT,
            size_pt=11,
        ),
    ]
    if facts.statement:
        blocks.append(QrCode(facts.statement, module_mm=0.4, caption="Xác nhận của máy kiểm phiếu"))
    return tuple(blocks)


def _signatures(facts: MinutesFacts) -> Signatures:
    member = facts.members[0] if facts.members else None
    signed = [
        Signature(capacity="T/M Ban kiểm phiếu", post="Trưởng ban", name=facts.head_of_board.name, field=HEAD_FIELD),
    ]
    if member is not None:
        signed.insert(0, Signature(capacity="", post="Ủy viên", name=member.name, field=MEMBER_FIELD))
    if facts.presidium is not None:
        signed.append(
            Signature(
                capacity="T/M Đoàn Chủ tịch",
                post=facts.presidium.post,
                name=facts.presidium.name,
                field=PRESIDIUM_FIELD,
            )
        )
    return Signatures(tuple(signed), columns=min(len(signed), 3))


def _annexes(facts: MinutesFacts) -> tuple[Annex, ...]:
    annexes = []
    if facts.annex:
        annexes.append(Annex("Phụ lục 1", (_concluded(facts),), summary="Phiếu do Ban kiểm phiếu xem xét, kết luận"))
    settings = Table(
        columns=(Column("Nội dung"), Column("Thực hiện tại đại hội này", 60)),
        rows=tuple((line.title, line.value if line.is_default else bold(line.value)) for line in facts.settings),
    )
    annexes.append(
        Annex(
            f"Phụ lục {len(annexes) + 1}",
            (
                settings,
                Note(
                    "Chữ đậm: khác với mức mặc định của chương trình. Các điểm này do đại hội, Ban kiểm phiếu xác nhận."
                ),
            ),
            summary="Những điểm Quy chế để đại hội thống nhất",
        )
    )
    return tuple(annexes)


def _concluded(facts: MinutesFacts) -> Table:
    return Table(
        columns=(Column("Lý do, kết luận"), Column("Số phiếu", 28, Align.RIGHT), Column("Người kết luận", 62)),
        rows=tuple((line.reason, grouped(line.papers), "; ".join(line.concluded_by)) for line in facts.annex),
        totals=(("Cộng", grouped(sum(line.papers for line in facts.annex)), ""),),
    )
