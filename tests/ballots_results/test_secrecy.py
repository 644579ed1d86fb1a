"""After sealing no file in the workspace tells what was marked on a paper, nor in which order papers lay."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ballots.counting import queries
from ballots.counting import service as counting
from ballots.regulations.formats import read_record
from ballots.results import keeping, making, service
from ballots.results.values import Correction, Packed
from congress.journal import queries as journal
from congress.upkeep import service as upkeep
from congress.workspace import Workspace
from tests.ballots_results.counted import ADMINISTRATOR, CHAIR, HEAD, MEMBER, PILE, SEALS, Counted, counted_by_hand
from tests.workspaces import Office

# Seven rows of five strikes and more of nine names: none of these spellings stands anywhere by chance.
SPELLINGS = tuple(
    spelling
    for struck in {marks.struck for marks in PILE}
    for spelling in (
        json.dumps({"strike": list(struck)}, separators=(",", ":")),
        json.dumps({"strike": list(struck)}),
        json.dumps({"struck": list(struck)}, separators=(",", ":")),
        f'"seen":{{"strike":{json.dumps(list(struck), separators=(",", ":"))}',
    )
)


def everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file, and every stream of every PDF as it is read."""
    import pikepdf

    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        data = path.read_bytes()
        yield str(path.relative_to(folder)), data
        if data.startswith(b"%PDF"):
            with pikepdf.open(path) as pdf:
                for index, stored in enumerate(pdf.objects):
                    if isinstance(stored, pikepdf.Stream):
                        yield f"{path.name}:{index}", stored.read_bytes()


def telling(workspace: Workspace) -> set[str]:
    """Files in which a paper's marks stand."""
    return {
        name for name, data in everything(workspace.folder) if any(spelling.encode() in data for spelling in SPELLINGS)
    }


@pytest.fixture
def sealed(at_official: Counted) -> tuple[Counted, str]:
    text = at_official.print_key().text
    at_official.seal(last_group=text[-5:])
    return at_official, text


def test_before_sealing_only_the_database_tells_what_was_marked(at_official: Counted) -> None:
    found = telling(at_official.workspace)
    assert found
    assert all(name.startswith("congress.db") for name in found)


def test_after_sealing_no_file_tells_what_was_marked_on_a_paper(sealed: tuple[Counted, str]) -> None:
    at, _ = sealed
    assert telling(at.workspace) == set()


def test_after_sealing_the_key_stands_nowhere(sealed: tuple[Counted, str]) -> None:
    from congress.sealing.sealed import parse_key

    at, text = sealed
    key = parse_key(text)
    spellings = [key, key.hex().encode(), text.encode(), text.replace("-", "").encode()]
    groups = text.split("-")
    assert not [
        name
        for name, data in everything(at.workspace.folder)
        if any(spelling in data for spelling in spellings) or all(group.encode() in data for group in groups)
    ]


def test_the_journal_never_holds_a_mark_a_place_or_the_key(sealed: tuple[Counted, str]) -> None:
    at, text = sealed
    with at.workspace.reading() as unit:
        facts = [
            json.dumps(dict(entry.facts), ensure_ascii=False)
            for entry in journal.entries(unit, "MAY-1")
            if entry.event.startswith(("result:", "contest:", "sealed:"))
        ]
    assert facts
    for said in facts:
        assert not re.search(r'"(strike|struck|seen|position|papers)"', said)
        assert text[:5] not in said


def test_the_record_has_its_papers_in_no_order_of_the_piles(sealed: tuple[Counted, str]) -> None:
    at, text = sealed
    by = at.office.by(HEAD, CHAIR)
    opened = keeping.open_record(at.workspace, by, contest_id=at.contest_id, decision="1-QĐ", key_text=text)
    papers = read_record(opened.record).papers
    assert len(papers) == len(PILE) + 2
    assert len({making.shuffled(papers) for _ in range(20)}) > 1
    assert telling(at.workspace) == set(), "opening leaves nothing behind"


def test_backups_inside_are_destroyed_and_those_elsewhere_are_named_for_people(
    at_official: Counted, tmp_path: Path
) -> None:
    at, elsewhere = at_official, tmp_path / "stick"
    elsewhere.mkdir()
    upkeep.back_up(at.workspace, at.office.by(ADMINISTRATOR))
    outside = upkeep.back_up(at.workspace, at.office.by(ADMINISTRATOR), into=elsewhere)
    text = at.print_key().text
    by = at.office.by(HEAD, CHAIR)
    sealing = keeping.seal(at.workspace, by, contest_id=at.contest_id, packed=Packed(2, SEALS), last_group=text[-5:])
    assert len(sealing.backups_destroyed) == 1
    assert not list(at.workspace.backups.iterdir())
    assert [copy.place for copy in sealing.copies] == [str(elsewhere)]
    assert telling(at.workspace) == set()
    from tests.congress_papers.reading import text_of

    assert sealing.copies[0].name in text_of(at.pdf(sealing.hand_over)).replace(" ", "")
    assert outside.folder.exists()


def test_no_totals_of_a_single_pile_stay_once_ballots_counted_by_hand_are_packed(office: Office) -> None:
    at = counted_by_hand(office)
    at.fix()
    at.make_official()
    with at.workspace.reading() as unit:
        before = counting.desk_of(unit, at.contest_id).tally
        assert before is not None
        assert queries.totals(unit, at.contest_id, numbers=before.numbers)
    at.seal(last_group="")
    with at.workspace.reading() as unit:
        assert not queries.totals(unit, at.contest_id, numbers=before.numbers)
        assert counting.desk_of(unit, at.contest_id).tally == before
        assert counting.accounting(unit, at.contest_id).agreed
    correction = Correction("8", "08", "đánh số thống nhất")
    service.correct(at.workspace, at.office.by(HEAD, MEMBER), contest_id=at.contest_id, correction=correction)
