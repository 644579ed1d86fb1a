"""Reading the printed minutes back (đọc lại biên bản): what people see on paper against the attached outcome."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ballots.regulations.values import CandidateVotes, Outcome
from ballots.results.papers.names import grouped
from congress.errors import Finding
from congress.text import decimal_comma

_VOTES = re.compile(r"Kết quả theo thứ tự trên phiếu(.*?)Tỷ lệ tính trên", re.DOTALL)
_ELECTED = re.compile(r"(?:\d+\. Người trúng cử|\d+\. Thứ tự theo số phiếu)(.*?)\d+\. Cách kiểm phiếu", re.DOTALL)
_FURNITURE = re.compile(r"^(?:MẪU|DỰ THẢO|\d+(?: MẪU| DỰ THẢO)?|Đầu nhật ký .*|TT Họ và tên .*|.*Tỷ lệ \(%\))$")
_FIGURES = {
    "collected": r"Số phiếu thu về ([\d.]+) phiếu",
    "valid": r"Số phiếu hợp lệ ([\d.]+) phiếu",
    "invalid": r"Số phiếu không hợp lệ ([\d.]+) phiếu",
    "denominator": r"Mẫu số để tính kết quả ([\d.]+) người",
}


@dataclass(frozen=True, slots=True)
class Printed:
    """The text of a paper, page after page (chữ trên văn bản)."""

    text: str
    sample: bool
    """Marked MẪU on every page."""


def read(pdf: bytes) -> Printed:
    """The text that a reader sees, by an engine that is not the one that set it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [_page(page) for page in document]
    finally:
        document.close()
    lines = [line for page in pages for line in page if not _FURNITURE.match(line)]
    return Printed("\n".join(lines), sample=bool(pages) and all("MẪU" in page for page in pages))


def differences(printed: Printed, outcome: Outcome) -> Iterator[Finding]:
    """Every figure on paper that is not the attached outcome's."""
    for name, pattern in _FIGURES.items():
        expected = grouped(getattr(outcome, name))
        found = re.findall(pattern, printed.text)
        if found != [expected]:
            yield Finding(f"pdf:{name}", "figure-differs", {"printed": ", ".join(found) or "—", "attached": expected})
    votes = _VOTES.search(printed.text)
    if votes is None or not any(_squeezed(votes[1]) == rows for rows in _vote_rows(outcome)):
        yield Finding("pdf:votes", "votes-differ")
    elected = _ELECTED.search(printed.text)
    if elected is None or not _ranked_rows(outcome, _squeezed(elected[1])):
        yield Finding("pdf:elected", "elected-differ")


def _page(page: object) -> list[str]:
    text = page.get_textpage().get_text_range()  # type: ignore[attr-defined]  # pypdfium2 is not annotated
    return [line.strip() for line in unicodedata.normalize("NFC", text).splitlines() if line.strip()]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _vote_rows(outcome: Outcome) -> Iterator[str]:
    """The table of votes as form A prints it, and as form B does."""
    yield "".join(_row(line.number, line, line.agree) for line in outcome.votes)
    yield "".join(_row(line.number, line, line.agree, line.disagree, line.none) for line in outcome.votes)


def _ranked_rows(outcome: Outcome, squeezed: str) -> bool:
    if outcome.ranking is not None:
        return "".join(_ranked(outcome, outcome.ranking)) in squeezed
    parts = [rows for numbers in (outcome.elected, outcome.alternates) if (rows := "".join(_ranked(outcome, numbers)))]
    return all(rows in squeezed for rows in parts) and (bool(outcome.elected) or "Khôngcóngườitrúngcử" in squeezed)


def _ranked(outcome: Outcome, numbers: tuple[int, ...]) -> Iterator[str]:
    for place, number in enumerate(numbers, start=1):
        line = outcome.votes_of(number)
        yield _row(place, line, line.agree)


def _row(first: int, line: CandidateVotes, *figures: int) -> str:
    printed = "".join(grouped(figure) for figure in figures)
    return _squeezed(f"{first:02d}{line.name}{printed}{decimal_comma(line.percent)}")
