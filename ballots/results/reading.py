"""Reading the printed minutes back (đọc lại biên bản): what people see on paper against the attached outcome.

The parts of the minutes that stand on the outcome alone are drawn once more from it, as plain text, and have to be
what a second engine reads between their headings: no line missing, none between.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ballots.counting.wording import grouped
from ballots.regulations.values import Form, Outcome
from ballots.results.papers import figures
from congress.errors import Finding, Malformed
from congress.papers.blocks import Block, KeyValues, Paragraph, Runs, Span, Table
from congress.papers.values import Mark

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

ASSEMBLIES = ("đại hội", "hội nghị")
_VOTERS = "(?:đại biểu|đảng viên|ủy viên)"
_METHOD = "Cách kiểm phiếu, tổng kiểm tra"
_PERCENT_BASE = re.compile(
    "Tỷlệlấyhaichữsốthậpphân,làmtròn,tínhtrênsố"
    f"(?:{_VOTERS.replace(' ', '')}làmcăncứtínhkếtquả|phiếuhợplệ|phiếuthuvề)"
    r"\((?P<base>[\d.]+)(?:người|phiếu)\)\."
)
_FOOT = re.compile(r"Đầu nhật ký .* · máy .*")
_LEAST_PT = 7.0
_LIGHTEST = 235


@dataclass(frozen=True, slots=True)
class Printed:
    """What a reader sees of a paper (chữ trên văn bản)."""

    text: str
    """Without page numbers, marks, feet and the heads of tables; without blanks."""
    sample: bool
    """Marked MẪU on every page."""
    doubtful: tuple[Finding, ...]
    """What a reader does not see as the engine does: letters without ink, pictures."""


def read(pdf: bytes) -> Printed:
    """The text that a reader sees, by an engine that is not the one that set it."""
    document = _opened(pdf)
    try:
        pages = [page for page in document]
        lines = [_lines(page) for page in pages]
        doubtful = tuple(finding for number, page in enumerate(pages, start=1) for finding in _unseen(page, number))
    finally:
        document.close()
    marks = {str(mark) for mark in Mark}
    kept = [
        line
        for number, page in enumerate(lines, start=1)
        for line in page
        if line not in marks and line not in {str(number), f"{number} {Mark.SAMPLE}"} and not _FOOT.fullmatch(line)
    ]
    sample = bool(lines) and all(_is_marked(page, number) for number, page in enumerate(lines, start=1))
    return Printed(_squeezed("".join(kept)), sample, doubtful)


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """The text of each page, blanks left out: equal where nothing that people read was changed."""
    document = _opened(pdf)
    try:
        return tuple(_squeezed("".join(_lines(page))) for page in document)
    finally:
        document.close()


def differences(printed: Printed, outcome: Outcome) -> Iterator[Finding]:
    """Everything on paper that is not the attached outcome's, each part with its place."""
    yield from printed.doubtful
    yield from _figures(printed.text, outcome)
    parts = _parts(printed.text)
    if parts is None:
        yield Finding("pdf", "figures-not-found")
        return
    validity, votes, result = parts
    if validity not in _plain(figures.validity(outcome)):
        yield Finding("pdf:validity", "validity-differs")
    if not any(_votes_hold(votes, outcome, form) for form in Form):
        yield Finding("pdf:votes", "votes-differ")
    expected = {text for place in ASSEMBLIES for text in _plain(figures.result(outcome, assembly=place))}
    if result not in expected:
        yield Finding("pdf:result", "elected-differ")


def _figures(text: str, outcome: Outcome) -> Iterator[Finding]:
    named: list[tuple[str, str, int | None]] = [
        ("denominator", rf"Số{_VOTERS}làm căn cứ tính kết quả([\d.]+)người", outcome.denominator),
        ("needed", r"Số phiếu cần có để trúng cử \(quá một nửa\)([\d.]+)phiếu", outcome.needed),
    ]
    for name, pattern, value in named:
        expected = [] if value is None else [grouped(value)]
        found = re.findall(_squeezed(pattern), text)
        if found != expected:
            facts = {"printed": ", ".join(found) or "—", "attached": ", ".join(expected) or "—"}
            yield Finding(f"pdf:{name}", "figure-differs", facts)
    recorded = re.findall(r"niêmphongcùngphiếubầu:([0-9a-f]{64})", text)
    if recorded != ([] if outcome.record_sha256 is None else [outcome.record_sha256]):
        yield Finding("pdf:record_sha256", "record-hash-differs")


def _parts(text: str) -> tuple[str, str, str] | None:
    """What stands under the three headings of figures; None where one is missing or stands twice."""
    found = []
    for name, after in (
        ((figures.VALIDITY,), (figures.VOTES,)),
        ((figures.VOTES,), (figures.ELECTED, figures.RANKED)),
        ((figures.ELECTED, figures.RANKED), (_METHOD,)),
    ):
        between = re.findall(rf"\d\.(?:{_any(name)})(.*?)\d\.(?={_any(after)})", text)
        if len(between) != 1:
            return None
        found.append(between[0])
    return found[0], found[1], found[2]


def _any(names: Iterable[str]) -> str:
    return "|".join(re.escape(_squeezed(name)) for name in names)


def _votes_hold(printed: str, outcome: Outcome, form: Form) -> bool:
    table = figures.votes(outcome, form=form)
    for rows in _plain((table,)):
        if printed.startswith(rows) and (base := _PERCENT_BASE.fullmatch(printed[len(rows) :])):
            bases = {outcome.denominator, outcome.valid, outcome.collected}
            return base["base"] in {grouped(figure) for figure in bases}
    return False


# --- the expected text -------------------------------------------------------------------------------------


def _plain(blocks: Iterable[Block]) -> set[str]:
    """The text of blocks without blanks; a table broken by pages repeats its head, so heads are left out of both."""
    return {_squeezed("".join(_texts(blocks)))}


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _runs(block.runs)
            case KeyValues():
                for item in block.items:
                    yield f"{_runs(item.label)}{_runs(item.value)}{item.unit}"
            case Table():
                for row in (*block.rows, *block.totals):
                    yield from map(_runs, row)
            case _:
                raise ValueError(block)


def _runs(runs: Runs) -> str:
    match runs:
        case str():
            return runs
        case Span():
            return runs.text
        case _:
            return "".join(_runs(part) for part in runs)


def _squeezed(text: str) -> str:
    return "".join(text.split())


# --- pages -------------------------------------------------------------------------------------------------


def _opened(pdf: bytes) -> "PdfDocument":
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise Malformed([Finding("pdf", "pdf-unreadable")]) from error


def _lines(page: "PdfPage") -> list[str]:
    text = unicodedata.normalize("NFC", page.get_textpage().get_text_range())
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _is_marked(page: list[str], number: int) -> bool:
    return any(line in {Mark.SAMPLE, f"{number} {Mark.SAMPLE}"} for line in page)


def _unseen(page: "PdfPage", number: int) -> Iterator[Finding]:
    """Letters that leave no ink or lie outside the page, and pictures: the minutes have none of them."""
    import pypdfium2.raw as raw

    where = f"pdf:page {number}"
    for shown in page.get_objects(max_depth=8):
        if shown.type == raw.FPDF_PAGEOBJ_IMAGE:
            yield Finding(where, "picture-on-page")
        elif shown.type == raw.FPDF_PAGEOBJ_TEXT and not _has_ink(shown):
            yield Finding(where, "letters-without-ink")


def _has_ink(shown: Any) -> bool:
    import ctypes

    import pypdfium2.raw as raw

    if raw.FPDFTextObj_GetTextRenderMode(shown.raw) != raw.FPDF_TEXTRENDERMODE_FILL:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(shown.raw, red, green, blue, alpha):
        return False
    return alpha.value == 255 and min(red.value, green.value, blue.value) < _LIGHTEST
