"""What is printed is what is attached: a second engine reads the minutes back, figure for figure."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from importlib import import_module
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballots.regulations.values import Outcome, ReasonCount, VoidReason
from ballots.results import making
from ballots.results.facts import MinutesFacts
from ballots.results.pages import pages_of
from ballots.results.reading import differences, is_sample, same_text
from congress.errors import Malformed
from congress.papers.values import A4_2004
from tests.ballots_results import samples
from tests.ballots_results.forging import clipped, filled_in, layered, noted
from tests.ballots_results.samples import KINDS, by_hand, facts, record, struck

Forge = Callable[[bytes], bytes]


def codes(pdf: bytes, outcome: Outcome) -> set[str]:
    return {finding.code for finding in differences(pages_of(pdf), outcome)}


@cache
def printed(found: MinutesFacts) -> bytes:
    """The same facts are set in type once."""
    return making.minutes_pdf(found)[0]


# --- nothing is wrong --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sample", [False, True])
def test_minutes_of_every_kind_read_back_as_their_outcome(kind: str, sample: bool) -> None:
    found = facts(KINDS[kind], sample=sample)
    pages = pages_of(printed(found))
    assert list(differences(pages, found.outcome)) == []
    assert is_sample(pages) is sample


def test_three_hundred_names_over_many_pages_read_back() -> None:
    found = facts(samples.THREE_HUNDRED)
    assert codes(printed(found), found.outcome) == set()


def test_counted_by_hand_and_in_the_older_layout_they_read_back() -> None:
    found = by_hand()
    assert codes(printed(found), found.outcome) == set()
    older = facts(style=A4_2004, assembly="Hội nghị", voters="ủy viên")
    assert codes(printed(older), older.outcome) == set()


def test_people_of_one_name_are_told_apart_wherever_they_are_printed() -> None:
    text = " ".join(" ".join(page.text for page in pages_of(printed(facts(samples.NAMESAKES)))).split())
    assert text.count("Nguyễn Thị Lan (12/03/1982)") == text.count("Nguyễn Thị Lan (Bí thư Đoàn [khóa I],") == 2
    assert text.count("Nguyễn Thị Lan ") == 3 * 2
    assert "Lê Thị Hà (" not in text


def test_people_of_one_name_without_their_notes_read_back_as_older_minutes_have_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(import_module("ballots.results.papers.minutes"), "notes_of", lambda candidates: {})
    found = facts(samples.NAMESAKES)
    pages = pages_of(making.minutes_pdf(found)[0])
    assert not any("Nguyễn Thị Lan (" in page.text for page in pages)
    assert list(differences(pages, found.outcome)) == []


@pytest.mark.parametrize(
    ("place", "changed", "codes_due"),
    [
        (r"(Nguyễn Thị Lan \()12/03/1982(?=\)\s+147)", r"\g<1>05/11/1989", {"votes-differ", "elected-differ"}),
        (r"(1 Nguyễn Thị Lan )12/03/1982", r"\g<1>05/11/1989", {"votes-differ", "elected-differ"}),
        (r"(sau đây trúng cử.*Nguyễn Thị Lan \()12/03/1982", r"\g<1>12/03/1983", {"elected-differ"}),
        (r"(Lê Thị Hà) 147", r"\1 (1989) 147", {"votes-differ", "elected-differ"}),
    ],
)
def test_a_note_that_is_not_the_one_of_the_list_is_named(place: str, changed: str, codes_due: set[str]) -> None:
    found = facts(samples.NAMESAKES)
    altered = []
    for page in pages_of(printed(found)):
        text = " ".join(page.text.split()) + " "
        altered.append(replace(page, text=re.sub(place, changed, text)))
    assert {finding.code for finding in differences(tuple(altered), found.outcome)} == codes_due


NAMES = st.text(
    alphabet=st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyAĐÊÔƯ áàảãạậẫặướờễộ'()-.0123456789"), min_size=1, max_size=60
).filter(lambda name: bool(name.strip()))


@settings(max_examples=settings().max_examples // 5)  # each draws and reads a whole paper
@given(names=st.lists(NAMES, min_size=2, max_size=30, unique=True), data=st.data())
def test_whatever_the_names_are_the_minutes_read_back(names: list[str], data: st.DataObject) -> None:
    """Names that look like figures, page numbers or headings, or are wrapped over lines, mislead nobody."""
    kept = list(dict.fromkeys(" ".join(name.split()) for name in names))
    if len(kept) < 2:
        return
    seats = data.draw(st.integers(1, len(kept) - 1))
    strikes = [*range(seats + 1, len(kept) + 1)]
    candidates = [{"number": number, "name": name} for number, name in enumerate(kept, start=1)]
    found = facts(record([struck(*strikes, times=147)], seats=seats, candidates=candidates))
    assert codes(printed(found), found.outcome) == set()


# --- something is ------------------------------------------------------------------------------------------


def votes(outcome: Outcome, number: int, **changes: Any) -> Outcome:
    lines = tuple(replace(line, **changes) if line.number == number else line for line in outcome.votes)
    return replace(outcome, votes=lines)


@pytest.mark.parametrize(
    ("forge", "code"),
    [
        (lambda o: replace(o, denominator=149), "figure-differs"),
        (lambda o: replace(o, needed=76), "figure-differs"),
        (lambda o: replace(o, needed=None), "figure-differs"),
        (lambda o: replace(o, valid=143, invalid=4), "validity-differs"),
        (lambda o: replace(o, invalid_by_reason=(ReasonCount(VoidReason.TOO_MANY, 3),)), "validity-differs"),
        (lambda o: votes(o, 1, agree=105), "votes-differ"),
        (lambda o: votes(o, 1, percent="70.28"), "votes-differ"),
        (lambda o: votes(o, 1, name="Nguyễn Văn Ân"), "votes-differ"),
        (lambda o: replace(o, votes=o.votes[:-1]), "votes-differ"),
        (lambda o: replace(o, votes=(o.votes[1], o.votes[0], *o.votes[2:])), "votes-differ"),
        (lambda o: replace(o, elected=(3, 2, 1)), "elected-differ"),
        (lambda o: replace(o, elected=(2, 3)), "elected-differ"),
        (lambda o: replace(o, alternates=(4,)), "elected-differ"),
        (lambda o: replace(o, unfilled=1), "elected-differ"),
        (lambda o: replace(o, record_sha256="ab" * 32), "record-hash-differs"),
        (lambda o: replace(o, record_sha256=None), "record-hash-differs"),
    ],
)
def test_any_figure_that_is_not_the_attached_one_is_named(forge: Callable[[Outcome], Outcome], code: str) -> None:
    found = facts()
    assert code in codes(printed(found), forge(found.outcome))


def test_figures_that_run_together_are_told_apart() -> None:
    """12 and 3 is not 1 and 23, though the digits are the same in a row."""
    found = facts(record([{"agree": [1, 2], "times": 12}, {"disagree": [1], "agree": [2], "times": 3}],
                         count=2, seats=2, form="agree"))  # fmt: skip
    assert codes(printed(found), found.outcome) == set()
    line = found.outcome.votes[0]
    assert (line.agree, line.disagree, line.none) == (12, 3, 0)
    shifted = votes(found.outcome, 1, agree=1, disagree=23)
    assert "votes-differ" in codes(printed(found), shifted)


def test_minutes_of_another_count_are_named_in_every_part() -> None:
    assert {"validity-differs", "votes-differ", "elected-differ"} <= codes(
        printed(facts()), facts(samples.ALTERNATES).outcome
    )


# --- what an eye would not see -----------------------------------------------------------------------------


def drawn_on(pdf: bytes, content: bytes, *, page: int = 0) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.pages[page].contents_add(b"q\n" + content + b"\nQ")
        out = BytesIO()
        opened.save(out)
    return out.getvalue()


def a_font(pdf: bytes) -> str:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return str(next(iter(opened.pages[0].Resources.Font.keys())))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("BT {font} 12 Tf 1 g 200 400 Td (!!!) Tj ET", "letters-without-ink"),
        ("BT {font} 12 Tf 3 Tr 200 400 Td (!!!) Tj ET", "letters-without-ink"),
        ("BT {font} 12 Tf 0 g -900 400 Td (!!!) Tj ET", "letters-off-page"),
        ("BT {font} 2 Tf 0 g 200 400 Td (!!!) Tj ET", "letters-too-small"),
        ("1 g 100 100 300 300 re f", "surface-on-page"),
        ("1 G 60 w 100 400 m 300 400 l S", "surface-on-page"),
        ("q 100 0 0 100 200 400 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q", "picture-on-page"),
    ],
)
def test_what_hides_or_fakes_figures_is_named(content: str, code: str) -> None:
    found = facts()
    pdf = printed(found)
    assert code in codes(drawn_on(pdf, content.replace("{font}", a_font(pdf)).encode("latin-1")), found.outcome)


@pytest.mark.parametrize(
    ("forge", "code"),
    [
        (noted, "annotation-on-page"),
        (partial(noted, kind="Stamp"), "annotation-on-page"),
        (layered, "layers-on-page"),
        (clipped, "letters-partly-hidden"),
        (filled_in, "field-on-page"),
    ],
)
def test_what_is_laid_over_a_page_or_takes_parts_of_it_away_is_named(forge: Forge, code: str) -> None:
    found = facts()
    pdf = printed(found)
    assert code not in codes(pdf, found.outcome)
    assert code in codes(forge(pdf), found.outcome)


def test_figures_printed_over_figures_are_named() -> None:
    """The true figure stays in the file, another is printed over it."""
    from tests.congress_papers.reading import words_of

    found = facts()
    pdf = printed(found)
    word = next(word for word in words_of(pdf) if word.text == "70,27")
    x, y = word.left_mm * 72 / 25.4, (297 - word.bottom_mm) * 72 / 25.4 + 3
    forged = drawn_on(pdf, f"BT {a_font(pdf)} 13 Tf 0 g {x} {y} Td (!!!!!) Tj ET".encode(), page=word.page - 1)
    assert "letters-on-letters" in codes(forged, found.outcome)


def test_a_line_added_to_a_section_is_named() -> None:
    found = facts()
    pages = pages_of(printed(found))
    text = re.sub(r"(Kết quả bầu đủ số lượng\.)", r"\1 Đồng chí Lê Thị Hà trúng cử bổ sung.", pages[2].text)
    altered = tuple(replace(page, text=text) if page is pages[2] else page for page in pages)
    assert {finding.code for finding in differences(altered, found.outcome)} == {"elected-differ"}


def test_equal_text_is_equal_however_the_file_is_written() -> None:
    pdf = printed(facts())
    with pikepdf.open(BytesIO(pdf)) as opened:
        out = BytesIO()
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)
    assert same_text(pdf, out.getvalue())
    assert not same_text(pdf, printed(facts(copies=4)))


def test_what_the_second_engine_cannot_read_is_wrong_input() -> None:
    with pytest.raises(Malformed):
        pages_of(b"%PDF-1.7 nothing")
    with pikepdf.open(BytesIO(printed(facts()))) as opened:
        opened.Root.Pages.Kids[1] = opened.make_indirect(pikepdf.Array([]))
        out = BytesIO()
        opened.save(out)
    with pytest.raises(Malformed):
        pages_of(out.getvalue())
