"""Opinions on drafts: typed or listed once each, answered where they are not taken, put together part by part."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.chapters import Lines
from congress.documents import collecting
from congress.documents.queries import opinions as queries
from congress.documents.rules import opinion_list
from congress.documents.rules import opinions as rules
from congress.documents.rules.listing import find_header
from congress.documents.values.lists import ListPlan
from congress.documents.values.opinions import Draft, Giver, Opinion, OpinionDetails, OpinionFigures, Uptake
from congress.errors import Malformed, Refused
from congress.journal import queries as journal
from congress.records import files
from congress.spreadsheet import read_grids, write_csv, write_xlsx
from congress.text import clean, unprintable
from tests.congress_chapters.filling import empty, lines, taken, written_of
from tests.congress_documents.samples import KEEPER, Archive, archive
from tests.congress_papers.reading import text_of
from tests.workspaces import Office

TODAY = date(2025, 8, 12)
LIST = "gop-y.xlsx"
SAID = OpinionDetails(
    section="Phần thứ hai, mục II.3",
    giver="Chi bộ thôn Păng Tiêng",
    on=date(2025, 5, 4),
    text="Bổ sung chỉ tiêu nước sạch",
)


@pytest.fixture
def at(office: Office) -> Archive:
    return archive(office)


@pytest.fixture
def draft(at: Archive) -> Draft:
    return made_draft(at)


def made_draft(at: Archive, title: str = "Dự thảo Báo cáo chính trị") -> Draft:
    ws, by = at.office.workspace, at.office.by(KEEPER)
    return collecting.make_draft(ws, by, congress_id=at.congress_id, title=title)


def added(at: Archive, draft: Draft, **changes: Any) -> Opinion:
    ws, by = at.office.workspace, at.office.by(KEEPER)
    return collecting.add(ws, by, draft_id=draft.id, details=replace(SAID, **changes))


def changed(at: Archive, opinion: Opinion, **changes: Any) -> Opinion:
    ws, by, details = at.office.workspace, at.office.by("thuky"), replace(opinion.details, **changes)
    return collecting.change(ws, by, opinion_id=opinion.id, details=details)


def codes(work: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(Malformed) as found:
        work()
    return sorted((one.where, one.code) for one in found.value.findings)


def opinions(at: Archive, draft_id: UUID) -> tuple[Opinion, ...]:
    with at.office.workspace.reading() as unit:
        return queries.opinions(unit, draft_id)


def test_an_opinion_comes_in_is_answered_and_the_journal_keeps_what_it_was(any_office: Office) -> None:
    at = archive(any_office)
    draft = made_draft(at)
    made = added(at, draft)
    after = changed(at, made, verdict=Uptake.PARTLY, answer="đưa vào mục III")
    assert opinions(at, draft.id) == (after,)
    assert (after.number, after.details.verdict) == (1, Uptake.PARTLY)
    with any_office.workspace.reading() as unit:
        told = [dict(one.facts) for one in journal.latest(unit, unit.machine, limit=2)]
    change = next(one for one in told if "after" in one)
    assert change["before"] == {"answer": None, "verdict": "undecided"}
    assert change["after"] == {"answer": "đưa vào mục III", "verdict": "partly"}


def test_what_is_not_taken_as_it_was_given_is_answered(at: Archive, draft: Draft) -> None:
    made = added(at, draft)
    for verdict in (Uptake.PARTLY, Uptake.NOT_TAKEN):
        assert codes(lambda: changed(at, made, verdict=verdict)) == [("opinion.answer", "opinion-answer-missing")]  # noqa: B023  # called at once
    assert changed(at, made, verdict=Uptake.TAKEN).details.answer == ""


def test_an_opinion_stands_once_and_every_fault_is_named(at: Archive, draft: Draft) -> None:
    first = added(at, draft)
    assert codes(lambda: added(at, draft, text="  BỔ SUNG chỉ tiêu nước sạch ")) == [("opinion.text", "opinion-there")]
    other = added(at, draft, text="Ý khác")
    assert codes(lambda: changed(at, other, text=first.details.text)) == [("opinion.text", "opinion-there")]
    wrong = {"giver": "", "text": "x" * 4001, "section": "☎", "on": date(2025, 9, 1)}
    assert codes(lambda: added(at, draft, **wrong)) == [
        ("opinion.giver", "field-empty"),
        ("opinion.on", "document-day-wrong"),
        ("opinion.section", "letters-not-printable"),
        ("opinion.text", "field-too-long"),
    ]
    with pytest.raises(Refused, match="draft-exists"):
        made_draft(at, "dự thảo báo cáo CHÍNH TRỊ")
    with pytest.raises(Refused, match="document-unchanged"):
        changed(at, first)


def look(at: Archive, draft: Draft, source: bytes) -> ListPlan[OpinionDetails]:
    return collecting.look(at.office.workspace, draft_id=draft.id, source=source, name=LIST)


HEAD = ["TT", "Mục", "Nội dung góp ý", "Người góp ý", "Ngày", "Kết quả tiếp thu", "Giải trình"]


def test_every_fault_of_a_list_stands_at_its_row_and_column(at: Archive, draft: Draft) -> None:
    added(at, draft, section="I")
    source = write_xlsx(
        [
            HEAD,
            ["1", "I", SAID.text, SAID.giver, "4/5/2025", "", ""],
            ["2", "II", "Ý hai", "", "32/5/2025", "", ""],
            ["3", "II", "Ý ba", "K'Brơi", "", "Không tiếp thu", ""],
            ["4", "II", "Ý tư", "K'Brơi", "", "xong", ""],
            ["5", "II", "Ý TƯ", "k'brơi", "", "", ""],
            ["", "", "", "", "", "", ""],
        ],
        title="x",
    )
    plan = look(at, draft, source)
    assert sorted((one.where.removeprefix(f"{LIST}:x:"), one.code) for one in plan.faults) == [
        ("2:C", "opinion-there"),
        ("3:D", "field-empty"),
        ("3:E", "date-wrong"),
        ("4:G", "opinion-answer-missing"),
        ("5:F", "list-word-unknown"),
        ("6:C", "opinion-twice"),
    ]
    by = at.office.by(KEEPER)
    with pytest.raises(Malformed):
        collecting.accept(at.office.workspace, by, draft_id=draft.id, source=source, name=LIST, digest=plan.digest)
    assert len(opinions(at, draft.id)) == 1
    assert codes(lambda: look(at, draft, write_xlsx([["a", "b"]], title="x"))) == [(LIST, "list-of-opinions-missing")]


def test_a_list_is_taken_in_as_it_was_looked_at(at: Archive, draft: Draft) -> None:
    rows = [[str(n), "Phần I", f"Ý thứ {n}", "Đoàn 1", "2025-05-04", "Tiếp thu", ""] for n in range(1, 4)]
    source = write_xlsx([HEAD, *rows], title="x")
    ws, by, plan = at.office.workspace, at.office.by(KEEPER), look(at, draft, source)
    added(at, draft)
    with pytest.raises(Refused, match="documents-changed"):
        collecting.accept(ws, by, draft_id=draft.id, source=source, name=LIST, digest=plan.digest)
    plan = look(at, draft, source)
    made = collecting.accept(ws, by, draft_id=draft.id, source=source, name=LIST, digest=plan.digest)
    assert [one.number for one in made] == [2, 3, 4]
    assert {one.details.verdict for one in made} == {Uptake.TAKEN}


def test_the_report_has_its_figures_and_every_opinion_by_part(at: Archive, draft: Draft) -> None:
    ws, by = at.office.workspace, at.office.by(KEEPER)
    with pytest.raises(Refused, match="opinions-none"):
        collecting.print_report(ws, by, congress_id=at.congress_id)
    made_draft(at, "Dự thảo Nghị quyết")
    added(at, draft, section="Mục X", text="Ý ở mười")
    changed(
        at, added(at, draft, section="Mục IX", text="Ý ở chín"), verdict=Uptake.NOT_TAKEN, answer="ngoài thẩm quyền"
    )
    added(at, draft, section="", giver="Lê Thị Hà", giver_kind=Giver.PERSON, text="Ý chung", verdict=Uptake.TAKEN)
    pdf, xlsx = collecting.print_report(ws, by, congress_id=at.congress_id, number="05-BC/ĐH")
    said = " ".join(text_of(files.fetch(ws.papers, pdf.sha256)).split())
    behind = said[said.index("II- Ý KIẾN") :]
    places = [
        behind.index(text) for text in ("Ý chung", "Ý ở chín", "ngoài thẩm quyền", "Ý ở mười", "Không có ý kiến.")
    ]
    assert places == sorted(places)
    assert "Số 05-BC/ĐH" in said
    figures, *sheets = read_grids(files.fetch(ws.papers, xlsx.sha256), name="x")
    assert [row[2:7] for row in figures.rows if row and row[0] == "Cộng"] == [("3", "1", "0", "1", "1")]
    assert [one.sheet for one in sheets] == ["Dự thảo 1", "Dự thảo 2"]


def test_opinions_leave_in_their_chapter_and_come_back(at: Archive, draft: Draft, tmp_path: Path) -> None:
    changed(at, added(at, draft), verdict=Uptake.PARTLY, answer="một phần")
    with empty(tmp_path / "other", at.office.clock) as other:
        taken(other, written_of(at.office.workspace))
        with other.reading() as unit:
            assert queries.opinions(unit, draft.id) == opinions(at, draft.id)


def test_ordinals_count_as_numbers() -> None:
    parts = ["Phần thứ nhất", "Phần thứ hai, mục IX", "Phần thứ hai, mục X", "Phần thứ ba", "Phần thứ mười"]
    assert sorted(reversed(parts), key=rules.section_key) == parts  # noqa: C414  # another order to begin with


def test_a_chapter_with_an_opinion_that_was_refused_unanswered_is_refused(
    at: Archive, draft: Draft, tmp_path: Path
) -> None:
    added(at, draft)
    entries = written_of(at.office.workspace)
    name, old = "opinions/opinion.jsonl", b'"verdict":"undecided"'
    data = lines(entries)[name]
    assert old in data
    altered = Lines(name, data.replace(old, b'"verdict":"not-taken"'))
    with empty(tmp_path / "other", at.office.clock) as other:
        found = codes(lambda: taken(other, [altered if one.name == name else one for one in entries]))
    assert found == [(f"{name}:2", "opinion-answer-missing")]


def test_parts_stand_in_the_order_of_their_numbers() -> None:
    parts = ["Mục X", "", "Mục IX", "Mục II.10", "Mục II.9", "Mục II", "Mục I"]
    ordered = ["", "Mục I", "Mục II", "Mục II.9", "Mục II.10", "Mục IX", "Mục X"]
    now = datetime(2025, 5, 4, tzinfo=UTC)
    made = [
        Opinion(id=UUID(int=n), draft_id=UUID(int=0), number=n, details=replace(SAID, section=part), at=now, by="")
        for n, part in enumerate(parts, 1)
    ]
    assert list(rules.by_section(made)) == ordered
    assert rules.figures(made) == OpinionFigures(undecided=7)


_texts = st.text(st.sampled_from("aăâbcdđêgiốơưxy ABCĐ0123456789-/,.()"), max_size=40).map(clean)


@st.composite
def any_details(draw: st.DrawFn) -> OpinionDetails:
    """Any opinion that the rules let through."""
    verdict = draw(st.sampled_from(Uptake))
    least = 1 if verdict in rules.ANSWERED else 0
    return OpinionDetails(
        section=draw(_texts),
        giver=draw(_texts.filter(bool)),
        giver_kind=draw(st.sampled_from(Giver)),
        on=draw(st.none() | st.dates(date(1990, 1, 1), TODAY)),
        text=draw(_texts.filter(bool)),
        verdict=verdict,
        answer=draw(_texts.filter(lambda text: len(text) >= least)),
    )


@given(st.lists(any_details(), min_size=1, max_size=4), st.sampled_from(["xlsx", "csv"]))
def test_opinions_written_into_a_list_are_read_again_to_the_letter(many: list[OpinionDetails], kind: str) -> None:
    assert not any(unprintable(one.text) for one in many)
    sheet = [[spellings[0] for spellings in opinion_list.COLUMNS.values()]]
    sheet += [[opinion_list.cells_of(one)[column] for column in opinion_list.COLUMNS] for one in many]
    (grid,) = read_grids(write_csv(sheet) if kind == "csv" else write_xlsx(sheet, title="x"), name=LIST)
    header = find_header(grid.rows, opinion_list.READ_COLUMN, needs=opinion_list.NEEDED)
    assert header is not None
    found = opinion_list.read_list(grid.rows, header, grid.where, today=TODAY)
    assert found.faults == ()
    assert [one for _, one in found.rows] == many


@given(st.lists(st.text("IVXL0123456789. Mụcă", max_size=12), max_size=8))
def test_any_parts_can_be_put_in_order(parts: list[str]) -> None:
    ordered = sorted(parts, key=rules.section_key)
    assert Counter(ordered) == Counter(parts)


def test_no_two_words_of_a_list_are_spelled_alike() -> None:
    for words in (opinion_list.COLUMNS, opinion_list.VERDICTS, opinion_list.GIVERS):
        spellings = [clean(text).casefold() for texts in words.values() for text in texts]
        assert len(spellings) == len(set(spellings))
