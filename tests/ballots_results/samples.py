"""Minutes of made counts (biên bản mẫu): facts from count records, signed by people of a made authority."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from ballots.regulations.catalogue import regulation
from ballots.regulations.formats import write_outcome
from ballots.regulations.open_points import OPEN_POINTS
from ballots.regulations.service import tally_record
from ballots.results import making
from ballots.results.facts import (
    BoardLine,
    CardVoteLine,
    ConclusionLine,
    DecisionLine,
    DelegationLine,
    Line,
    MinutesFacts,
    OpenPointLine,
)
from ballots.results.values import Signatory
from congress.journal.values import Head
from congress.papers.values import A4_2018
from congress.sealing import keys, signing
from congress.sealing.values import Authority, Holder, SignerKey

AT = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
LATER = AT + timedelta(days=30)
SECRET, PASSPHRASE = "khóa gốc của đại hội", "mật khẩu ký"
LONG = "Tôn Nữ Hoàng Thị Phương Thảo Nguyên Vĩnh Tường Quỳnh Anh Bảo Châu"
NAMES = (
    "Nguyễn Văn An", "Trần Đức Bình", "Đa Cát K' Hương", "Lê Thị Hà", "Phạm Quốc Khánh", "Y Ngông Niê Kdăm",
    "H'Nghia Êban", LONG, "Ông Văn (Hai) 3", "Nguyễn Văn 12",
)  # fmt: skip
"""Long, with brackets, with figures: names that a reader could mistake."""
HEAD, MEMBER, CHAIR = "Vũ Minh Sơn", "Hoàng Thị Lan", "Nguyễn Thị Ánh"
FIELDS = {CHAIR: "doan-chu-tich", MEMBER: "uy-vien", HEAD: "truong-ban"}


def names(count: int) -> tuple[str, ...]:
    """So many different names."""
    return tuple(
        NAMES[index % len(NAMES)] + (f" {index // len(NAMES)}" if index >= len(NAMES) else "") for index in range(count)
    )


def record(
    papers: Iterable[dict[str, Any]],
    *,
    count: int = 5,
    seats: int = 3,
    form: str = "strike",
    collected: int | None = None,
    summoned: int = 150,
    **contest: Any,
) -> bytes:
    """A count record's bytes."""
    papers = list(papers)
    found = sum(paper.get("times", 1) for paper in papers)
    collected = found if collected is None else collected
    document = {
        "format": "congress-count/1",
        "contest": {
            "id": "bch",
            "title": "Bầu Ban Chấp hành Đảng bộ huyện Đam Rông khóa XXII",
            "regulation": "QC190",
            "form": form,
            "seats": seats,
            "candidates": [{"number": number, "name": name} for number, name in enumerate(names(count), start=1)],
            **contest,
        },
        "electorate": {
            "kind": "delegates",
            "summoned": summoned,
            "present": summoned - 3,
            "deductions": [{"reason": "absent-unreplaced", "persons": 2}],
        },
        "ballots": {"printed": collected + 13, "issued": collected, "spoiled": 2, "collected": collected},
        "papers": papers,
    }
    return json.dumps(document, ensure_ascii=False).encode()


def struck(*numbers: int, times: int = 1) -> dict[str, Any]:
    """Papers of form A."""
    return {"strike": list(numbers), "times": times}


FORM_A = record(
    [struck(4, 5, times=90), struck(1, 5, times=40), struck(2, 3, 4, times=14), struck(1),
     {"strike": [2, 5], "void": "private-mark"}, struck(1, 2, 3, 4, 5)]
)  # fmt: skip
FORM_B = record(
    [{"agree": list(range(1, 13)), "times": 1200}, {"agree": [1, 2], "disagree": [3, 4, 5], "times": 103},
     {"disagree": list(range(1, 13))}, {}],
    count=12, seats=12, form="agree", summoned=1310,
)  # fmt: skip
ALTERNATES = record(
    [struck(4, 5, 6, 7, 8, times=40), struck(3, 5, 6, 7, 8, times=30), struck(2, 5, 6, 7, 8, times=40),
     struck(1, 3, 6, 7, 8, times=7), struck(1, 3, 4, 7, 8, times=30)],
    count=8, alternates=2,
)  # fmt: skip
TIE = record(
    [struck(4, 5, 6, 3, times=50), struck(1, 4, 5, 6, times=50), struck(2, 4, 5, 6, times=47)],
    count=6, seats=2, alternates=1,
)  # fmt: skip
TIED_ALTERNATES = record(
    [struck(3, 4, times=70), struck(3, 4, times=2), struck(2, 4, times=75)], count=4, seats=1, alternates=1,
)  # fmt: skip
UNFILLED = record([struck(4, 5, times=60), struck(1, 2, times=60)])
REVOTE_TIED = record([struck(2, 3, times=70), struck(1, 3, times=70), struck(2, 1, times=7)], count=3, seats=1,
                     kind="revote", round=2)  # fmt: skip
OPINION = record([struck(6, 7, 8, 3, 4, times=80), struck(6, 7, 8, 1, 2, times=67)], count=8, kind="opinion")
SIXTY_THREE = record([struck(*range(56, 64), times=100), struck(*range(1, 9), times=47)], count=63, seats=55)
THREE_HUNDRED = record([struck(*range(291, 301), times=100), struck(*range(1, 11), times=47)], count=300, seats=290)
NOTED = [{"number": 1, "name": "Nguyễn Thị Lan", "note": "12/03/1982"},
         {"number": 2, "name": "Nguyễn Thị Lan", "note": "Bí thư Đoàn (khóa I), 05/11/1989"},
         {"number": 3, "name": "Lê Thị Hà", "note": "Trưởng phòng"}, {"number": 4, "name": "NGUYỄN  Thị Lan"},
         {"number": 5, "name": "Ông Văn (Hai) 3"}]  # fmt: skip
NAMESAKES = record([struck(4, 5, times=147)], candidates=NOTED)
NAMESAKES_TIED = record([struck(4, 5, 1, times=70), struck(2, 4, 5, times=70)], seats=1, candidates=NOTED)
NAMESAKES_BOXED = record([{"agree": [1, 2], "disagree": [3, 4, 5], "times": 147}], form="agree", candidates=NOTED)
KINDS = {
    "form-a": FORM_A, "form-b": FORM_B, "alternates": ALTERNATES, "tie": TIE, "tied-alternates": TIED_ALTERNATES,
    "unfilled": UNFILLED, "revote-tied": REVOTE_TIED, "opinion": OPINION, "namesakes": NAMESAKES,
    "namesakes-tied": NAMESAKES_TIED, "namesakes-boxed": NAMESAKES_BOXED, "sixty-three": SIXTY_THREE,
}  # fmt: skip


def facts(data: bytes = FORM_A, **changes: Any) -> MinutesFacts:
    """The facts of the minutes on a count record."""
    tallied = tally_record(data)
    known = regulation(tallied.record.contest.regulation)
    points = tuple(
        OpenPointLine(point.title, str(point.default), known.cite(point.topic) if point.topic else "", index % 7 != 0)
        for index, point in enumerate(OPEN_POINTS)
    )
    found = MinutesFacts(
        issuer=("Đảng bộ tỉnh Lâm Đồng", "Đảng bộ huyện Đam Rông", "Đại hội đại biểu lần thứ XXII"),
        place="Đam Rông",
        title=tallied.record.contest.title,
        term="2025 - 2030",
        congress_title="Đại hội đại biểu Đảng bộ huyện Đam Rông lần thứ XXII, nhiệm kỳ 2025 - 2030",
        assembly="Đại hội",
        voters="đại biểu",
        secrecy=None,
        style=A4_2018,
        contest=tallied.record.contest,
        electorate=tallied.record.electorate,
        on_roll=tallied.record.electorate.summoned + 1,
        not_summoned=(Line("bị đình chỉ sinh hoạt đảng", 1),),
        deductions=(Line("đại biểu vắng mặt suốt đại hội, không có dự khuyết thay thế", 2, "đoàn 4"),),
        card_votes=(CardVoteLine("Số lượng bầu", 145, 1, 1), CardVoteLine("Danh sách bầu cử", 147, 0, 0)),
        ballots=tallied.record.ballots,
        left=tallied.record.ballots.left,
        unaccounted=0,
        missing=0,
        alien=0,
        delegations=(DelegationLine("Đoàn 1", 50, 1), DelegationLine("Đoàn 2", 97, 1)),
        head_of_board=BoardLine(HEAD),
        members=(BoardLine(MEMBER), BoardLine("Y Ngông Niê Kdăm")),
        signatories=(
            Signatory(CHAIR, "Phó Bí thư", "T/M Đoàn Chủ tịch", FIELDS[CHAIR]),
            Signatory(MEMBER, "Ủy viên", "", FIELDS[MEMBER]),
            Signatory(HEAD, "Trưởng ban", "T/M Ban Kiểm phiếu", FIELDS[HEAD]),
        ),
        outcome=tallied.outcome,
        names_chosen=tallied.tally.names_chosen,
        conclusions=(ConclusionLine("có dấu hiệu riêng, viết thêm", False, 1, (MEMBER, HEAD)),),
        decisions=(DecisionLine("Bỏ qua chốt kiểm tra: máy có cạc mạng", "đã rút dây", (HEAD, CHAIR)),),
        open_points=points,
        regulation=known.decision.cite(),
        agreement=None,
        by_hand=False,
        counts=1,
        copies=3,
        head=Head("MAY-1", 42, "ab" * 32),
        at=AT,
        machine="MAY-1",
        program="congress-suite 0.1.0",
        sample=False,
        outcome_bytes=write_outcome(tallied.outcome),
        statement=f"congress-result/1 43 {'A' * 43} 2026-11-22T02:30:00Z ABCDEFGHIJK {'B' * 86}",
    )
    return replace(found, **changes)


def by_hand(data: bytes = FORM_A) -> MinutesFacts:
    """The same figures, counted by hand: no record, no hash of one."""
    counted = facts(data)
    outcome = replace(counted.outcome, record_sha256=None)
    return replace(counted, by_hand=True, counts=0, outcome=outcome, outcome_bytes=write_outcome(outcome, by_hand=True))


@dataclass(frozen=True)
class Signers:
    """An authority and the people who sign."""

    authority: Authority
    keys: dict[str, SignerKey]

    def sign(self, pdf: bytes, *people: str, at: datetime = AT) -> bytes:
        """Signed by people, all three unless they are named."""
        for person in people or (HEAD, MEMBER, CHAIR):
            key = self.keys[person]
            pdf = signing.sign(pdf, FIELDS[person], pkcs12=key.pkcs12, passphrase=PASSPHRASE, at=at)
        return pdf

    def signed(self, found: MinutesFacts) -> bytes:
        """The minutes of these facts, signed by all."""
        return self.sign(making.minutes_pdf(found)[0])


def signers(name: str = "Đại hội huyện Đam Rông") -> Signers:
    """A new authority with three people."""
    begins, ends = AT - timedelta(days=1000), AT + timedelta(days=2000)
    authority = keys.create_authority(name, SECRET, not_before=begins, not_after=ends)
    issued = {
        person: keys.issue_signer(
            authority,
            Holder(person, tag=field),
            authority_secret=SECRET,
            passphrase=PASSPHRASE,
            not_before=begins,
            not_after=ends,
        )
        for person, field in FIELDS.items()
    }
    return Signers(authority, issued)
