"""The papers of the desk: which contest, sample or not, and where the journal stood."""

import subprocess

from ballots.counting import service as counting
from ballots.counting.figures import Received
from ballots.counting.values import Mode, PileKind
from congress.records import files
from tests.ballots_counting.desks import (
    AtDesk,
    entries,
    papers_of,
)
from tests.tools import require_tool

FULL, ASIDE = PileKind.FULL, PileKind.ASIDE


def test_the_papers_name_the_contest_say_sample_and_end_with_the_journals_head(at: AtDesk) -> None:
    require_tool("pdftotext", package="poppler-utils")
    at.open()
    at.until_sorted((FULL, 20), (ASIDE, 2))
    ws = at.office.workspace
    counting.print_tally_sheets(ws, at.by(), contest_id=at.contest_id)
    heads = {f"{entry.number} · {entry.hash[:4]}" for entry in entries(at)}
    for record in papers_of(at):
        text = text_of(files.fetch(ws.papers, record.sha256))
        assert "MẪU" in text, record.kind
        assert any(head in text for head in heads), record.kind
        assert "bch" in text, record.kind


def test_an_official_paper_is_no_sample(at: AtDesk) -> None:
    require_tool("pdftotext", package="poppler-utils")
    at.open(mode=Mode.OFFICIAL)
    ws = at.office.workspace
    done = counting.receive(ws, at.by(), contest_id=at.contest_id, figures=Received(10))
    text = text_of(files.fetch(ws.papers, done.papers[0].sha256))
    assert "MẪU" not in text
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
    assert "nhận phiếu và kiểm tra dấu trên phiếu" in text


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()
