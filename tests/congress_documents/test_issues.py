"""Numbered copies go out under their numbers, come back once, and the register tells what is still out."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.chapters import Lines
from congress.documents import issuing, service
from congress.documents.queries import issues as queries
from congress.documents.rules import issues as rules
from congress.documents.values.issues import CopyFate, HandedTitle, IssuedCopy, IssueFigures, NewCopy, NewReturn
from congress.documents.values.lists import ListPlan
from congress.errors import Malformed, Refused
from congress.journal import queries as journal
from congress.records import files
from congress.spreadsheet import read_grids, write_xlsx
from congress.term.values import SecrecyLabel
from tests.congress_chapters.filling import empty, lines, taken, written_of
from tests.congress_documents.samples import KEEPER, Archive, archive, new
from tests.congress_papers.reading import text_of
from tests.workspaces import Office

REPORT = "Dự thảo Báo cáo chính trị"
LIST = "ds.xlsx"


@pytest.fixture
def at(office: Office) -> Archive:
    return archive(office)


@pytest.fixture
def title(at: Archive) -> HandedTitle:
    return made_title(at)


def made_title(at: Archive, text: str = REPORT) -> HandedTitle:
    return issuing.make_title(at.office.workspace, at.office.by(KEEPER), congress_id=at.congress_id, title=text)


def out(at: Archive, title: HandedTitle, *holders: str, **more: Any) -> tuple[IssuedCopy, ...]:
    copies = [NewCopy(holder=holder, **more) for holder in holders]
    return issuing.hand_out(at.office.workspace, at.office.by(KEEPER), title_id=title.id, new=copies)


def back(at: Archive, title: HandedTitle, *numbers: int, **more: Any) -> tuple[IssuedCopy, ...]:
    ws, by = at.office.workspace, at.office.by("thuky")
    return issuing.take_back(ws, by, title_id=title.id, new=NewReturn(numbers=numbers, **more))


def codes(work: Callable[[], object]) -> list[str]:
    with pytest.raises(Malformed) as found:
        work()
    return sorted(one.code for one in found.value.findings)


def copies(at: Archive, title: HandedTitle) -> tuple[IssuedCopy, ...]:
    with at.office.workspace.reading() as unit:
        return queries.copies(unit, title.id)


def test_copies_go_out_in_order_and_under_numbers_asked_for(any_office: Office) -> None:
    at = archive(any_office)
    title = made_title(at)
    assert [one.number for one in out(at, title, "Nguyễn Văn An", "Lê Thị Hà", delegation="Đoàn 1")] == [1, 2]
    (asked,) = out(at, title, "K'Brơi", number=7, delegation="Đoàn 2")
    (after,) = out(at, title, "Trần Đức Bình")
    assert (asked.number, after.number) == (7, 8)
    with any_office.workspace.reading() as unit:
        told = journal.latest(unit, unit.machine, limit=2)
    assert {"title": REPORT, "copies": ["7: K'Brơi, Đoàn 2"]} in [one.facts for one in told]
    (first, *_) = back(at, title, 1, 7)
    assert (first.fate, first.back_by) == (CopyFate.RETURNED, "Bùi Đức Ý")
    left = rules.still_out(copies(at, title))
    assert {name: [one.number for one in held] for name, held in left.items()} == {"Đoàn 1": [2], "": [8]}
    assert rules.figures(copies(at, title)) == IssueFigures(out=2, returned=2)


def test_a_copy_that_is_out_goes_to_nobody_else_and_one_that_came_back_may(at: Archive, title: HandedTitle) -> None:
    out(at, title, "An", "Bình")
    assert codes(lambda: out(at, title, "Cúc", number=2)) == ["copy-not-free"]
    back(at, title, 2)
    (again,) = out(at, title, "Cúc", number=2)
    assert (again.number, again.turn) == (2, 2)
    assert [(one.number, one.turn, one.fate) for one in copies(at, title)] == [
        (1, 1, CopyFate.OUT),
        (2, 1, CopyFate.RETURNED),
        (2, 2, CopyFate.OUT),
    ]


def test_what_may_become_of_a_copy(at: Archive, title: HandedTitle) -> None:
    out(at, title, "An", "Bình", "Cúc")
    assert codes(lambda: back(at, title, 9)) == ["copy-unknown"]
    assert codes(lambda: back(at, title, 1, fate=CopyFate.DESTROYED)) == ["copy-minutes-missing"]
    back(at, title, 1, fate=CopyFate.DESTROYED, minutes="02-BB/VP")
    back(at, title, 2, fate=CopyFate.LOST, note="để quên trên xe")
    back(at, title, 3)
    for number, fate in ((1, CopyFate.RETURNED), (3, CopyFate.RETURNED), (3, CopyFate.LOST), (2, CopyFate.LOST)):
        assert codes(lambda number=number, fate=fate: back(at, title, number, fate=fate)) == ["copy-is-so"]  # type: ignore[misc]  # each its own
    (found,) = back(at, title, 2)
    assert (found.fate, found.note) == (CopyFate.RETURNED, "để quên trên xe")
    # All of them or none: what is right about one number does not come in beside what is wrong about another.
    assert codes(lambda: back(at, title, 2, 1, fate=CopyFate.DESTROYED, minutes="x")) == ["copy-is-so"]
    assert rules.latest(copies(at, title))[2].fate is CopyFate.RETURNED


def test_a_paper_is_entered_once_and_takes_the_title_of_its_document(at: Archive, title: HandedTitle) -> None:
    ws, by = at.office.workspace, at.office.by(KEEPER)
    with pytest.raises(Refused, match="issue-title-exists"):
        made_title(at, " dự thảo BÁO CÁO chính trị ")
    assert codes(lambda: made_title(at, " ")) == ["field-empty"]
    of = service.add(ws, by, congress_id=at.congress_id, new=new(b"x", "a.txt"))
    made = issuing.make_title(ws, by, congress_id=at.congress_id, document_id=of.id)
    assert made.title == of.details.summary
    secret = new(b"y", "b.txt", secrecy=SecrecyLabel.SECRET, number="03-ĐA/ĐU")
    two = at.office.by(KEEPER, "chutich", reason="vì")
    hidden = service.add_secret(ws, two, congress_id=at.congress_id, new=secret)
    made = issuing.make_title(ws, by, congress_id=at.congress_id, document_id=hidden.id)
    assert made.title == "Báo cáo chính trị 03-ĐA/ĐU"


def look(at: Archive, title: HandedTitle, *rows: list[str]) -> ListPlan[NewCopy]:
    return issuing.look(at.office.workspace, title_id=title.id, source=_table(*rows), name=LIST)


def _table(*rows: list[str]) -> bytes:
    return _written(tuple(map(tuple, rows)))


@cache
def _written(rows: tuple[tuple[str, ...], ...]) -> bytes:
    """One file: a workbook written anew a second later has other bytes."""
    return write_xlsx(rows, title="x")


HEAD = ["TT", "Họ và tên", "Đoàn", "Số bản"]


def test_a_list_of_names_gives_numbers_in_order(at: Archive, title: HandedTitle) -> None:
    out(at, title, "An")
    rows = (HEAD, ["1", "Bình", "Đoàn 1", ""], ["2", "Cúc", "Đoàn 2", "3"], ["3", "Dung", "Đoàn 2", ""])
    plan = look(at, title, *rows)
    assert [(one.holder, one.number) for one in plan.planned] == [("Bình", 2), ("Cúc", 3), ("Dung", 4)]
    ws, by = at.office.workspace, at.office.by(KEEPER)
    made = issuing.accept(ws, by, title_id=title.id, source=_table(*rows), name=LIST, digest=plan.digest)
    assert [one.number for one in made] == [2, 3, 4]
    with pytest.raises((Refused, Malformed)):
        issuing.accept(ws, by, title_id=title.id, source=_table(*rows), name=LIST, digest=plan.digest)
    assert len(copies(at, title)) == 4


def test_every_fault_of_a_list_stands_at_its_row_and_column(at: Archive, title: HandedTitle) -> None:
    out(at, title, "An")
    plan = look(
        at, title, HEAD,
        ["1", "", "Đoàn 1", ""], ["2", "Bình", "", "1"], ["3", "Cúc", "", "x"], ["4", "Dung", "", "5"],
        ["5", "An", "", "5"],
    )  # fmt: skip
    assert [(one.where.removeprefix(f"{LIST}:x:"), one.code) for one in plan.faults] == [
        ("2:B", "field-empty"),
        ("4:D", "list-number-wrong"),
        ("3:D", "copy-not-free"),
        ("6:D", "copy-twice"),
    ]
    assert [one.code for one in plan.remarks] == ["copy-holds-already"]
    assert codes(lambda: look(at, title, ["a", "b"])) == ["list-of-names-missing"]


def test_what_changed_since_the_list_was_looked_at_is_refused(at: Archive, title: HandedTitle) -> None:
    rows = (HEAD, ["1", "Bình", "", ""])
    plan = look(at, title, *rows)
    out(at, title, "An")
    ws, by = at.office.workspace, at.office.by(KEEPER)
    with pytest.raises(Refused, match="documents-changed"):
        issuing.accept(ws, by, title_id=title.id, source=_table(*rows), name=LIST, digest=plan.digest)


def test_the_register_is_printed_with_what_is_still_out_by_delegation(at: Archive, title: HandedTitle) -> None:
    out(at, title, "Nguyễn Văn An", "Lê Thị Hà", delegation="Đoàn khối Dân vận")
    out(at, title, "K'Brơi", delegation="Đoàn thôn Păng Tiêng")
    back(at, title, 1)
    ws = at.office.workspace
    pdf, xlsx = issuing.print_register(ws, at.office.by(KEEPER), title_id=title.id)
    said = " ".join(text_of(files.fetch(ws.papers, pdf.sha256)).split())
    left = said[said.index("Còn chưa thu hồi, theo đoàn") :]
    assert "2 (Lê Thị Hà)" in left
    assert "3 (K'Brơi)" in left
    assert "Nguyễn Văn An" not in left
    (grid,) = read_grids(files.fetch(ws.papers, xlsx.sha256), name="x")
    assert ["1", "1", "Nguyễn Văn An", "Đoàn khối Dân vận"] in [list(row[:4]) for row in grid.rows]


def test_the_register_leaves_in_its_chapter_and_comes_back(at: Archive, title: HandedTitle, tmp_path: Path) -> None:
    out(at, title, "An", "Bình")
    back(at, title, 2, fate=CopyFate.DESTROYED, minutes="1-BB")
    with empty(tmp_path / "other", at.office.clock) as other:
        taken(other, written_of(at.office.workspace))
        with other.reading() as unit:
            assert queries.copies(unit, title.id) == copies(at, title)


@pytest.mark.parametrize(
    ("old", "instead"),
    [
        (b'"fate":"out"', b'"fate":"returned"'),
        (b'"fate":"returned"', b'"fate":"destroyed"'),
        (b'"fate":"returned"', b'"fate":"out"'),
    ],
)
def test_a_chapter_in_which_a_state_does_not_fit_its_row_is_refused(
    at: Archive, title: HandedTitle, tmp_path: Path, old: bytes, instead: bytes
) -> None:
    out(at, title, "An", "Bình")
    back(at, title, 2)
    entries = written_of(at.office.workspace)
    name = "issues/issued_copy.jsonl"
    data = lines(entries)[name]
    assert old in data
    damaged = [Lines(name, data.replace(old, instead, 1)) if one.name == name else one for one in entries]
    with empty(tmp_path / "other", at.office.clock) as other:
        assert codes(lambda: taken(other, damaged)) == ["issue-row-fate"]


@given(st.lists(st.integers(1, 9999), min_size=1, max_size=20, unique=True), st.sampled_from([", ", " ", ";", ","]))
def test_numbers_typed_are_read(numbers: list[int], between: str) -> None:
    assert rules.read_numbers(between.join(map(str, numbers))) == tuple(numbers)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("5-7", (5, 6, 7)),
        ("5 - 6, 9", (5, 6, 9)),
        ("3–4", (3, 4)),
        ("", None),
        ("7-5", None),
        ("a", None),
        ("1,,2", None),
    ],
)
def test_ranges_are_read_and_nothing_is_guessed(text: str, numbers: tuple[int, ...] | None) -> None:
    assert rules.read_numbers(text) == numbers


@given(st.text(max_size=30))
def test_no_text_makes_reading_numbers_fail(text: str) -> None:
    found = rules.read_numbers(text)
    assert found is None or all(0 <= number <= 9999 for number in found)


@given(st.lists(st.tuples(st.integers(1, 12) | st.none(), st.booleans()), max_size=12))
def test_no_number_is_given_twice(wanted: list[tuple[int | None, bool]]) -> None:
    new_ = [NewCopy(holder="x", number=number) for number, _ in wanted]
    made, faults = rules.numbered(new_, {}, where=[str(place) for place in range(len(new_))])
    numbers = [one.number for one in made]
    assert (len(set(numbers)) == len(numbers)) == (not faults)
    given_ = [one.number for one, asked in zip(made, new_, strict=True) if asked.number is None]
    assert given_ == sorted(given_, key=lambda number: number or 0)
