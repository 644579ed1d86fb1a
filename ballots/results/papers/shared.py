"""What the papers of a result share: names of files, hashes, the foot of every page."""

from ballots.contests.values import ContestSheet
from ballots.counting.wording import foot
from ballots.regulations.values import Contest
from congress.journal.values import Head
from congress.papers.blocks import Align, Paragraph, mono

OUTCOME_NAME = "outcome.json"
"""The file inside the minutes: the result as machines read it."""
HASH_GROUP, HASH_PT = 8, 10.5


def file_name(kind: str, contest: Contest | ContestSheet, *, ending: str = "pdf") -> str:
    """Name of a paper's file: what it is, of which contest and round."""
    code = contest.details.code if isinstance(contest, ContestSheet) else contest.id
    return f"{kind} - {code} lần {contest.round}.{ending}"


def hash_line(digest: str) -> Paragraph:
    """A SHA-256 in groups that people can compare by eye (mã băm), on a line of its own."""
    groups = [digest[at : at + HASH_GROUP] for at in range(0, len(digest), HASH_GROUP)]
    return Paragraph(mono(" ".join(groups)), align=Align.CENTRE, size_pt=HASH_PT)


def foot_of(head: Head, *, machine: str, digest: str) -> str:
    """The foot of every page: head of the journal, the laptop, the result's hash where there is one."""
    line = foot(head, machine)
    return f"{line} · băm kết quả {digest[:16]}" if digest else line


def in_two_lines(title: str) -> str:
    """A title as a summary: its term stands on a line of its own."""
    return title.replace(", nhiệm kỳ ", "\nnhiệm kỳ ")
