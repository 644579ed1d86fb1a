"""Count records for tests: the one of the description, and random ones of every kind and form."""

import copy
import json
import random
from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]

EXAMPLE: Json = {
    "format": "congress-count/1",
    "contest": {
        "id": "bch",
        "title": "Bầu Ban Chấp hành",
        "kind": "election",
        "regulation": "QC190",
        "form": "strike",
        "seats": 3,
        "alternates": 0,
        "round": 1,
        "candidates": [
            {"number": 1, "name": "Nguyễn Văn An", "note": "1975"},
            {"number": 2, "name": "Trần Thị Bình"},
            {"number": 3, "name": "Lê Văn Chi"},
            {"number": 4, "name": "Phạm Văn Dũng"},
        ],
        "settings": {"all_disagree": "invalid"},
    },
    "electorate": {
        "kind": "delegates",
        "summoned": 150,
        "present": 147,
        "deductions": [{"reason": "absent-unreplaced", "persons": 2}],
    },
    "ballots": {"printed": 160, "issued": 147, "spoiled": 0, "collected": 6},
    "papers": [
        {"strike": [4]},
        {"strike": [], "times": 3},
        {"void": "not-issued"},
        {"strike": [2], "void": "private-mark"},
    ],
}

REASONS = {
    "delegates": ["absent-unreplaced", "convener-absent"],
    "members": ["living-elsewhere", "excused-absent", "suspended", "absent-accepted"],
    "committee": [],
}
BOARD = ["not-issued", "not-stamped", "written-in", "signed", "private-mark", "other"]


def example() -> Json:
    """The record of the description, to be changed at will."""
    return copy.deepcopy(EXAMPLE)


def data(record: Any) -> bytes:
    """A record as bytes."""
    return json.dumps(record, ensure_ascii=False).encode()


@st.composite
def contests(draw: st.DrawFn) -> Json:
    """A contest of any kind and form, with numbers in no order."""
    numbers = draw(st.lists(st.integers(0, 70), min_size=1, max_size=6, unique=True))
    contest: Json = {
        "id": "c",
        "title": "Bầu",
        "regulation": draw(st.sampled_from(["QC190", "QC244"])),
        "form": draw(st.sampled_from(["strike", "agree"])),
        "seats": draw(st.integers(1, len(numbers) + 1)),
        "candidates": [{"number": number, "name": f"Người số {number}"} for number in numbers],
    }
    choices = {
        "kind": st.sampled_from(["election", "election", "revote", "opinion", "indicative"]),
        "alternates": st.integers(0, 3),
        "round": st.integers(1, 3),
        "settings": st.fixed_dictionaries(
            {},
            optional={
                "all_disagree": st.sampled_from(["invalid", "valid"]),
                "all_blank": st.sampled_from(["invalid", "valid"]),
                "percent_base": st.sampled_from(["denominator", "valid", "collected"]),
                "sheet": st.fixed_dictionaries({"paper": st.just("A4"), "columns": st.integers(1, 3)}),
            },
        ),
    }
    contest |= draw(st.fixed_dictionaries({}, optional=choices))
    return contest


@st.composite
def papers_of(draw: st.DrawFn, contest: Json) -> Json:
    """A paper of that contest: whatever a voter may mark, or the board may say."""
    numbers = [candidate["number"] for candidate in contest["candidates"]]
    some = st.lists(st.sampled_from(numbers), unique=True)
    if contest["form"] == "strike":
        paper: Json = {"strike": draw(some)}
    else:
        paper = draw(st.fixed_dictionaries({}, optional={"agree": some, "disagree": some}))
    if draw(st.integers(0, 7)) == 0:
        paper["void"] = draw(st.sampled_from(BOARD))
        if paper["void"] == "other":
            paper["why"] = "rách đôi"
        if draw(st.booleans()):
            paper.pop("strike", None)
    if draw(st.integers(0, 3)) == 0:
        paper["times"] = draw(st.integers(1, 4))
    return paper


@st.composite
def records(draw: st.DrawFn) -> Json:
    """A well-formed count record."""
    contest = draw(contests())
    papers = draw(st.lists(papers_of(contest), max_size=24))
    collected = sum(paper.get("times", 1) for paper in papers)
    alien = sum(paper.get("times", 1) for paper in papers if paper.get("void") == "not-issued")
    issued = collected - alien + draw(st.integers(0, 2))
    spoiled = draw(st.integers(0, 2))
    kind = draw(st.sampled_from(sorted(REASONS)))
    lines: list[Json] = []
    if REASONS[kind]:
        line = st.fixed_dictionaries({"reason": st.sampled_from(REASONS[kind]), "persons": st.integers(0, 3)})
        lines = draw(st.lists(line, max_size=3))
    deducted = sum(line["persons"] for line in lines)
    # Near the number of papers, so that halves are often just reached and just missed.
    whole = draw(st.integers(1, collected + 4))
    return {
        "format": "congress-count/1",
        "contest": contest,
        "electorate": {
            "kind": kind,
            "summoned": whole + deducted,
            "present": draw(st.integers(0, whole + deducted)),
            "deductions": lines,
        },
        "ballots": {
            "printed": issued + spoiled + draw(st.integers(0, 5)),
            "issued": issued,
            "spoiled": spoiled,
            "collected": collected,
        },
        "papers": papers,
    }


def random_record(chance: random.Random) -> Json:
    """A well-formed count record, quickly drawn: few names and many papers alike, so that votes often tie."""
    numbers = chance.sample(range(40), chance.randint(1, 5))
    contest: Json = {
        "id": "c",
        "title": "Bầu",
        "regulation": "QC190",
        "kind": chance.choice(["election", "election", "election", "revote", "revote", "opinion", "indicative"]),
        "form": chance.choice(["strike", "agree"]),
        "seats": chance.randint(1, len(numbers) + (chance.random() < 0.2)),
        "alternates": chance.choice([0, 0, 1, 2]),
        "candidates": [{"number": number, "name": f"Người số {number}"} for number in numbers],
        "settings": {
            "all_disagree": chance.choice(["invalid", "valid"]),
            "all_blank": chance.choice(["invalid", "valid"]),
            "percent_base": chance.choice(["denominator", "valid", "collected"]),
        },
    }
    papers = [_random_paper(contest, numbers, chance) for _ in range(chance.randint(0, 9))]
    collected = sum(paper["times"] for paper in papers)
    # Often few in the denominator, so that more pass half than there are seats.
    whole = chance.randint(1, collected // 2 + 1 if chance.random() < 0.5 else collected + 2)
    return {
        "format": "congress-count/1",
        "contest": contest,
        "electorate": {
            "kind": "delegates",
            "summoned": whole + 2,
            "present": chance.randint(0, whole + 2),
            "deductions": [{"reason": "convener-absent", "persons": 2}],
        },
        "ballots": {"printed": collected + 3, "issued": collected, "spoiled": 1, "collected": collected},
        "papers": papers,
    }


def _random_paper(contest: Json, numbers: list[int], chance: random.Random) -> Json:
    lean = chance.choice([0.15, 0.5, 0.85])
    paper: Json = {"times": chance.randint(1, 2)}
    if contest["form"] == "strike":
        paper["strike"] = [number for number in numbers if chance.random() > lean]
    else:
        paper["agree"] = [number for number in numbers if chance.random() < lean]
        exact = chance.random() < 0.6
        paper["disagree"] = [n for n in numbers if (n not in paper["agree"] if exact else chance.random() > lean)]
    if chance.random() < 0.1:
        paper["void"] = chance.choice(BOARD[:-1])
    return paper
