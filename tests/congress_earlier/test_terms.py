"""Two terms compared on paper: what stands in the PDF and in the workbook, who prints it, where it is refused."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from congress.earlier import terms
from congress.earlier.steps import take_results
from congress.earlier.subjects import contest_results
from congress.earlier.values import SourceKind, SourceTold
from congress.errors import Malformed, Refused
from congress.records import files
from congress.subjects import ContestResult
from tests.congress_chapters.filling import within
from tests.congress_earlier.samples import AGAIN, COMMITTEE, LATER, OPINION
from tests.congress_papers.reading import text_of
from tests.workspaces import Office


def filled(office: Office, *results: ContestResult) -> Office:
    ws = office.workspace
    ws.house = replace(ws.house, results=(contest_results,))
    told = SourceTold(SourceKind.WORKBOOK, "nhiem-ky.xlsx", "0" * 64, "Hồ Thị Ổi")
    within(ws, lambda unit: take_results(unit, results, source=told))
    return office


def printed(office: Office, first: str = "2020 - 2025", second: str = "2025 - 2030") -> tuple[str, bytes]:
    """The text of the PDF, and the workbook."""
    ws = office.workspace
    pdf, xlsx = terms.print_comparison(ws, office.by("luutru"), first=first, second=second, number="12-BC/VP")
    assert [pdf.name, xlsx.name] == [f"So sánh nhiệm kỳ {first} và {second}.{kind}" for kind in ("pdf", "xlsx")]
    said = text_of(files.fetch(ws.papers, pdf.sha256)).replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(said.split()), files.fetch(ws.papers, xlsx.sha256)


def test_the_terms_that_are_known_whatever_the_blanks_in_their_names(office: Office) -> None:
    filled(office, COMMITTEE, replace(AGAIN, term="2020-2025"), LATER)
    with office.workspace.reading() as unit:
        assert terms.terms_known(office.workspace, unit) == ("2025 - 2030", "2020 - 2025")


def test_what_was_counted_here_and_taken_in_too_stands_once(office: Office) -> None:
    ws = filled(office, COMMITTEE, LATER).workspace
    ws.house = replace(ws.house, results=(lambda unit: iter([replace(LATER, key="here")]), contest_results))
    with ws.reading() as unit:
        (pair,) = terms.paired(ws, unit, first=COMMITTEE.term, second=LATER.term, said={})
    assert pair.second is not None
    assert pair.second.key == "here"


def test_the_paper_says_figures_shares_names_and_sources(office: Office) -> None:
    text, _ = printed(filled(office, COMMITTEE, LATER, OPINION))
    for said in (
        "BẢNG SO SÁNH",
        "Số lượng bầu 3 4 +1",
        "33,33% 50,00% +16,67",
        "98,67% 95,00% -3,67",
        "Tái cử (1): Đa Cát K'Hương (02/03/1975).",
        "Trùng tên, chưa rõ có phải một người (1): Vũ Minh Sơn.",
        "Nhiệm kỳ trước trúng cử, nhiệm kỳ sau không (1): Nguyễn Văn An (02/03/1980).",
        "Cuộc bầu chỉ có ở một nhiệm kỳ",
        "theo nhiem-ky.xlsx",
    ):
        assert said in text
    assert "MẪU" not in text


def test_the_workbook_has_counts_as_numbers_and_a_line_for_each_person(office: Office) -> None:
    _, data = printed(filled(office, COMMITTEE, LATER))
    book = load_workbook(BytesIO(data))
    figures, names = book.worksheets
    row = [cell.value for cell in list(figures.rows)[-1]]
    assert row[:9] == [LATER.title, 3, 4, 4, 6, 1, 2, "33,33", "50,00"]
    assert [(cells[1].value, cells[4].value) for cells in list(names.rows)[-5:]] == [
        ("Đa Cát K'Hương", "Tái cử"),
        ("Nguyễn Văn An", "Trúng cử lần đầu so với nhiệm kỳ trước"),
        ("Vũ Minh Sơn", "Trùng tên, chưa rõ có phải một người"),
        ("Lê Thị Hà", "Trúng cử lần đầu so với nhiệm kỳ trước"),
        ("Nguyễn Văn An", "Nhiệm kỳ trước trúng cử, nhiệm kỳ sau không"),
    ]


def test_a_trial_s_figures_mark_the_paper_as_a_sample(office: Office) -> None:
    text, _ = printed(filled(office, COMMITTEE, replace(LATER, sample=True)))
    assert "MẪU" in text


def test_what_a_person_put_together_is_what_is_printed(office: Office) -> None:
    filled(office, COMMITTEE, LATER)
    ws = office.workspace
    with ws.reading() as unit:
        (key,) = [one.key for one in contest_results(unit) if one.term == COMMITTEE.term]
    by = office.by("luutru")
    pdf, _ = terms.print_comparison(ws, by, first="2020 - 2025", second="2025 - 2030", said={key: ""})
    assert "Không có cuộc bầu nào ghép được" in text_of(files.fetch(ws.papers, pdf.sha256)).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("first", "second", "number", "code"),
    [
        ("2020 - 2025", "2020 - 2025", "", "terms-are-one"),
        ("1990 - 1995", "1995 - 2000", "", "terms-without-results"),
    ],
)
def test_what_cannot_be_compared(office: Office, first: str, second: str, number: str, code: str) -> None:
    filled(office, COMMITTEE, LATER)
    assert refused(lambda: printed(office, first, second)) == code


def test_a_number_that_cannot_be_printed_is_refused(office: Office) -> None:
    filled(office, COMMITTEE, LATER)
    ws, by = office.workspace, office.by("luutru")
    with pytest.raises(Malformed):
        terms.print_comparison(ws, by, first="2020 - 2025", second="2025 - 2030", number="號")


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        work()
    return caught.value.code
