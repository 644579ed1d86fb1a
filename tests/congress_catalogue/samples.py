"""Subjects and results for tests (đối tượng, kết quả mẫu), and strategies that make others."""

from datetime import date

from hypothesis import strategies as st

from congress.subjects import CandidateResult, ContestResult, Subject, SubjectKind, VoteKind
from congress.text import clean

UNIT = Subject(
    SubjectKind.UNIT,
    "u1",
    "Đảng ủy xã Đạ Long",
    also=("Đảng ủy xã Đam Rông 4",),
    facts={"body-kind": "commune", "merged-by": ("2147-KL/HU",)},
)
DEVICE = Subject(SubjectKind.DEVICE, "d1", "TB-7K3M9Q", also=("HP LaserJet",), facts={"year": 2023})
CONTEST = ContestResult(
    key="c1",
    term="2025 - 2030",
    congress="Đại hội đại biểu Đảng bộ xã Đam Rông 1 lần thứ I",
    body="Đảng bộ xã Đam Rông 1",
    on=date(2025, 8, 12),
    title="Bầu Ban Chấp hành",
    seats=2,
    summoned=150,
    present=147,
    denominator=148,
    issued=147,
    collected=147,
    valid=146,
    invalid=1,
    candidates=(
        CandidateResult(1, "K'Brơi", "Bí thư chi bộ thôn 2", 140, "94.59", elected=True, born="02/03/1975"),
        CandidateResult(2, "Nguyễn Thị Ánh", "", 100, "67.57", elected=False, alternate=True),
        CandidateResult(3, "Đinh Văn Ơn", "", 3, "2.03", elected=False),
    ),
)

texts = st.text(max_size=12).map(clean) | st.sampled_from(["K'Brơi", "Đạ Long", "2147-KL/HU", "nguyễn", "x"])
names = texts.filter(bool)
numbers = st.integers(0, 10_000_000)
days = st.none() | st.dates()
facts = st.dictionaries(names, texts | numbers | st.lists(texts, max_size=3).map(tuple), max_size=4)
subjects = st.builds(
    Subject,
    kind=st.sampled_from(SubjectKind),
    key=names,
    title=names,
    term=texts,
    congress=texts,
    on=days,
    also=st.lists(names, max_size=3).map(tuple),
    facts=facts,
)
candidates = st.builds(
    CandidateResult,
    number=numbers,
    name=names,
    note=texts,
    votes=numbers,
    percent=st.sampled_from(["0.00", "94.59", "100.00", ""]),
    elected=st.booleans(),
    alternate=st.booleans(),
    born=texts,
)
results = st.builds(
    ContestResult,
    **dict.fromkeys(("key", "title"), names),
    **dict.fromkeys(("term", "congress", "body", "source"), texts),
    **dict.fromkeys(
        ("seats", "summoned", "present", "denominator", "issued", "collected", "valid", "invalid", "round"), numbers
    ),
    on=days,
    candidates=st.lists(candidates, max_size=3).map(tuple),
    kind=st.sampled_from(VoteKind),
    sample=st.booleans(),
)
