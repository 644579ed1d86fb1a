"""After sealing nothing says in which order papers lay: free pages of the database, papers, journal, logs, copies."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from ballots.counting import service as counting
from ballots.counting.loading import load
from ballots.counting.values import PileKind
from ballots.regulations.values import Strikes
from ballots.results import keeping
from congress.upkeep import service as upkeep
from tests.ballots_counting.desks import HEAD, MEMBER, OTHER, REASON, at_desk, struck
from tests.ballots_results.counted import CHAIR, Counted
from tests.workspaces import Office

FIRST: tuple[Strikes, ...] = tuple(struck(*pair) for pair in ((5, 7), (1, 9), (3, 8), (2, 4), (6, 9), (1, 2), (4, 8)))
SECOND: tuple[Strikes, ...] = tuple(struck(*pair) for pair in ((3, 5), (7, 9), (1, 6), (2, 8)))
"""Each paper as no other, in no order of their own, so that a trace of any can be told."""


@pytest.fixture
def sealed(office: Office) -> tuple[Counted, str, list[bytes]]:
    """A contest counted twice, with a difference and backups on the way, up to the sealed packets."""
    at = at_desk(office)
    at.open()
    at.until_sorted((PileKind.FULL, len(FIRST)), (PileKind.FULL, len(SECOND)))
    at.open_count(2)
    at.key(1, FIRST)
    at.key(1, [*FIRST[:3], struck(2, 5), *FIRST[4:]], by=OTHER)
    upkeep.back_up(office.workspace, office.by("quantri"))
    at.key(2, SECOND)
    at.key(2, SECOND, by=OTHER)
    ws, where = office.workspace, at.contest_id
    counting.keep_third(ws, at.by(MEMBER), contest_id=where, pile=1, position=4, seen=FIRST[3])
    two = at.by(HEAD, MEMBER, reason=REASON)
    counting.settle_paper(ws, two, contest_id=where, pile=1, position=4, marks=FIRST[3])
    counting.close_count(ws, at.by(HEAD), contest_id=where)
    with ws.reading() as unit:
        found = load(unit, where)
        rows = [one for readings in found.readings.values() for one in readings]
        secrets = [one.id.bytes for one in rows] + [one.id.hex.encode() for one in rows]
        secrets += [str(one.id).encode() for one in rows] + [one.salt for one in found.passes if one.salt]
    counted = Counted(at)
    counted.fix()
    counted.make_official()
    key = counted.print_key().text
    counted.seal(last_group=key.split()[-1])
    return counted, key, secrets


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file as it lies there, and what is packed in it: streams of a PDF, entries of a workbook."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        data = path.read_bytes()
        yield str(path), data
        if data.startswith(b"%PDF"):
            with pikepdf.open(io.BytesIO(data)) as pdf:
                for thing in pdf.objects:
                    if isinstance(thing, pikepdf.Stream):
                        yield f"{path}#{thing.objgen}", thing.read_bytes()
        elif data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for name in archive.namelist():
                    yield f"{path}#{name}", archive.read(name)


def test_no_file_of_the_workspace_keeps_a_paper_its_place_or_its_reading(
    sealed: tuple[Counted, str, list[bytes]],
) -> None:
    counted, _, secrets = sealed
    marks = [json.dumps(list(paper.struck)).encode() for paper in (*FIRST, *SECOND)]
    marks += [mark.replace(b" ", b"") for mark in marks]
    found = [
        name for name, data in contents(counted.workspace.folder) for secret in (*secrets, *marks) if secret in data
    ]
    assert found == []
    assert not list((counted.workspace.folder / "backups").iterdir())


def test_the_same_search_finds_the_papers_before_they_are_sealed(office: Office) -> None:
    """The search itself can find: else the test above would prove nothing."""
    at = at_desk(office)
    at.open()
    at.until_sorted((PileKind.FULL, len(FIRST)))
    at.open_count(2)
    at.key(1, FIRST)
    marks = [json.dumps(list(paper.struck), separators=(",", ":")).encode() for paper in FIRST]
    everything = b"".join(data for _, data in contents(office.workspace.folder))
    assert all(mark in everything for mark in marks)


def test_the_sealed_record_itself_has_its_papers_shuffled_and_without_places(
    sealed: tuple[Counted, str, list[bytes]],
) -> None:
    counted, key, _ = sealed
    by = counted.office.by(HEAD, CHAIR)
    opened = keeping.open_record(
        counted.workspace, by, contest_id=counted.contest_id, decision="12-QĐ/TU", key_text=key
    )
    papers = json.loads(opened.record)["papers"]
    struck_on = [tuple(paper["strike"]) for paper in papers]
    keyed = [tuple(paper.struck) for paper in (*FIRST, *SECOND)]
    assert sorted(struck_on) == sorted(keyed)
    assert struck_on != keyed, "shuffled by the system's randomness: the same order once in 39,916,800 times"
    assert "position" not in opened.record.decode()
    assert opened.agrees
