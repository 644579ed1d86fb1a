"""Reading the printed minutes back (đọc lại biên bản): what people see on paper against the attached outcome.

The parts of the minutes that stand on the outcome alone are drawn once more from it, as plain text, and have to be
what a second engine reads between their headings, figure for figure: no line missing, none between.
"""

import re
from collections.abc import Iterable, Iterator

from ballots.regulations.rules import namesakes, renamed
from ballots.regulations.rules.namesakes import SQUARED
from ballots.regulations.values import Form, Outcome
from ballots.results.pages import Page, pages_of
from ballots.results.papers import figures
from congress.errors import Finding
from congress.papers.blocks import Block, Column, KeyValues, Paragraph, Runs, Span, Table
from congress.papers.phrasing import grouped
from congress.papers.values import Mark

ASSEMBLIES = ("đại hội", "hội nghị")
VOTERS = ("đại biểu", "đảng viên", "ủy viên")
_METHOD = "Cách kiểm phiếu, tổng kiểm tra"
_FURNITURE = re.compile(
    rf"\s*(?:(?:{'|'.join(Mark)}|\d+)\s+)*"
    r"Đầu\s+nhật\s+ký\s+\d+\s+·\s+(?:[0-9a-f]{4}\s+){4}·\s+máy\s+\S+(?:\s+·\s+băm\s+kết\s+quả\s+[0-9a-f]{16})?\s"
)
"""What stands on every page and is drawn first: mark, page number, foot."""
_LONG = 14
"""A word of so many letters may be broken by its cell."""


def is_sample(pages: tuple[Page, ...]) -> bool:
    """Whether every page says MẪU (văn bản mẫu)."""
    return bool(pages) and all(re.match(rf"\s*(?:\d+\s+)?{Mark.SAMPLE}\s", page.text) for page in pages)


def same_text(one: bytes, other: bytes) -> bool:
    """Whether two papers say the same on every page, letter for letter."""
    return [page.text.split() for page in pages_of(one)] == [page.text.split() for page in pages_of(other)]


def differences(pages: tuple[Page, ...], outcome: Outcome) -> Iterator[Finding]:
    """Everything on paper that is not the attached outcome's, each part with its place."""
    yield from doubts(pages)
    text = " ".join(_FURNITURE.sub(" ", page.text, count=1) for page in pages) + " "
    yield from _single_figures(text, outcome)
    yield from _sections(text, outcome)


def doubts(pages: tuple[Page, ...]) -> Iterator[Finding]:
    """What on each page a reader does not see as the engine does."""
    for number, page in enumerate(pages, start=1):
        for code in sorted(page.doubts):
            yield Finding(f"pdf:page {number}", code)


def _single_figures(text: str, outcome: Outcome) -> Iterator[Finding]:
    who = f"(?:{'|'.join(map(_words, VOTERS))})"
    figure = r"\s+([\d.]+)\s+"
    for name, pattern, value in (
        ("denominator", rf"Số\s+{who}\s+{_words('làm căn cứ tính kết quả')}{figure}người\s", outcome.denominator),
        ("needed", rf"{_words('Số phiếu cần có để trúng cử (quá một nửa)')}{figure}phiếu\s", outcome.needed),
    ):
        found = re.findall(pattern, text)
        expected = [] if value is None else [grouped(value)]
        if found != expected:
            facts = {"printed": ", ".join(found) or "—", "attached": ", ".join(expected) or "—"}
            yield Finding(f"pdf:{name}", "figure-differs", facts)
    printed = re.findall(_words("niêm phong cùng phiếu bầu:") + r"\s+((?:[0-9a-f]{8}\s+){8})", text)
    if ["".join(found.split()) for found in printed] != [h for h in (outcome.record_sha256,) if h is not None]:
        yield Finding("pdf:record_sha256", "record-hash-differs")


def _sections(text: str, outcome: Outcome) -> Iterator[Finding]:
    ended = (figures.ELECTED, figures.RANKED)
    validity = _between(text, (figures.VALIDITY,), (figures.VOTES,))
    votes = _between(text, (figures.VOTES,), ended)
    result = _between(text, ended, (_METHOD,))
    if validity is None or votes is None or result is None:
        yield Finding("pdf", "figures-not-found")
        return
    if not _is(validity, _pattern(figures.validity(outcome))):
        yield Finding("pdf:validity", "validity-differs")
    outcome = renamed(outcome, _noted(votes, _between(text, (figures.LIST,), (figures.BOARD,)), outcome))
    if not any(_is(votes, _pattern((figures.votes(outcome, form=form),)) + _base(outcome)) for form in Form):
        yield Finding("pdf:votes", "votes-differ")
    if not any(_is(result, _pattern(figures.result(outcome, assembly=place))) for place in ASSEMBLIES):
        yield Finding("pdf:result", "elected-differ")


def _noted(votes: str, listed: str | None, outcome: Outcome) -> dict[int, str]:
    """What the paper says to tell people of one name apart, by number.

    The outcome has bare names: the note is what stands beside the votes, if the paper's list says the same of them.
    """
    found = {}
    rows = (listed or "").translate(SQUARED)
    for line in namesakes(outcome.votes):
        row, figure = f"{line.number} {line.name}", grouped(line.agree)
        beside = re.search(rf"\s{_words(row)}\s+\(([^()]+)\)\s+{re.escape(figure)}\s", f" {votes}")
        if beside and re.search(rf"\s{_words(f'{row} {beside[1]}'.translate(SQUARED))}\s", rows):
            found[line.number] = " ".join(beside[1].split())
    return found


def _between(text: str, names: Iterable[str], following: Iterable[str]) -> str | None:
    """What stands under a heading; None where it is missing or stands twice."""
    heading, after = (rf"\s\d+\.\s+(?:{'|'.join(map(_words, of))})\s" for of in (names, following))
    found = re.findall(f"{heading}(.*?)(?={after})", text, re.DOTALL)
    return f"{found[0]} " if len(found) == 1 and isinstance(found[0], str) else None


def _is(text: str, pattern: str) -> bool:
    return re.fullmatch(rf"\s*{pattern}", text) is not None


def _base(outcome: Outcome) -> str:
    """The sentence that names what the percentages are of."""
    who = f"(?:{'|'.join(map(_words, VOTERS))})"
    bases = (
        (rf"{who}\s+{_words('làm căn cứ tính kết quả')}", outcome.denominator, "người"),
        (_words("phiếu hợp lệ"), outcome.valid, "phiếu"),
        (_words("phiếu thu về"), outcome.collected, "phiếu"),
    )
    said = "|".join(rf"{of}\s+\({re.escape(grouped(figure))}\s+{unit}\)\.\s+" for of, figure, unit in bases)
    return _words("Tỷ lệ lấy hai chữ số thập phân, làm tròn, tính trên số") + rf"\s+(?:{said})"


# --- the text that is expected -----------------------------------------------------------------------------


def _pattern(blocks: Iterable[Block]) -> str:
    return "".join(_blocks(blocks))


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _cell(block.runs)
            case KeyValues():
                for item in block.items:
                    yield _cell(item.label) + _cell(item.value) + _cell(item.unit)
            case Table():
                head = _head(block.columns)
                for row in (*block.rows, *block.totals):
                    yield head + "".join(map(_cell, row))
            case _:
                raise ValueError(block)


def _head(columns: tuple[Column, ...]) -> str:
    """The head of a table, which each page repeats: the upper line first where columns are grouped."""
    upper = list(dict.fromkeys(column.group or column.head for column in columns))
    lower = [column.head for column in columns if column.group]
    return f"(?:{''.join(map(_cell, (*upper, *lower)))})?"


def _cell(runs: Runs) -> str:
    match runs:
        case str():
            return _words(runs) + r"\s+" if runs.strip() else ""
        case Span():
            return _cell(runs.text)
        case _:
            return "".join(map(_cell, runs))


def _words(text: str) -> str:
    return r"\s+".join(map(_word, text.split()))


def _word(word: str) -> str:
    letters = map(re.escape, word)
    return r"\s*".join(letters) if len(word) >= _LONG else "".join(letters)
