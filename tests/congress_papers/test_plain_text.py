"""Data is never markup, and no text breaks a paper: it is printed as it stands or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.errors import Refused
from congress.papers.blocks import Column, KeyValue, KeyValues, Paragraph, QrCode, Table
from congress.papers.render import render
from tests.congress_papers.reading import text_of
from tests.congress_papers.samples import paper, with_text

_MARKUP = "<b>đậm</b> & &amp; [x] [/y] <br/> <font color=red> %s {name} ${x} \\n <!-- --> ]]>"
_REFUSALS = {"glyph-missing", "block-too-large", "footer-too-long"}

_MARKS = ("<", ">", "&", "</b>", "&lt;", "\n", "\t", "\u00a0", "\u00ad", "\u200b", "\u0306")
_pieces = st.sampled_from((*_MARKS, "ễ", "Đương ", "₫", "-" * 90, "W" * 200))
_texts = st.one_of(
    st.text(st.characters(), max_size=30),
    st.lists(_pieces, max_size=12).map("".join),
    st.text(st.characters(max_codepoint=0x24F), max_size=60),
)


def test_markup_in_data_is_printed_as_it_stands() -> None:
    table = Table((Column("<i>Cột</i>"),), ((_MARKUP,),))
    lines = KeyValues((KeyValue("<u>nhãn</u>", "&gt;"),))
    printed = text_of(render(paper(Paragraph(_MARKUP), table, lines, summary="<b>tên</b> &nbsp;")).pdf)
    assert printed.count(_MARKUP) == 2
    for text in ("<i>Cột</i>", "<u>nhãn</u>", "&gt;", "<b>tên</b> &nbsp;"):
        assert text in printed


@given(_texts)
def test_any_text_anywhere_is_printed_or_refused(text: str) -> None:
    assert _outcome(text) in {"printed", *_REFUSALS}


@given(st.text(st.sampled_from("abc<>&[]đễ %/\\\"'"), min_size=1, max_size=40))
def test_what_is_printed_can_be_read_back(text: str) -> None:
    printed = text_of(render(paper(Paragraph(f"x{text}x"))).pdf)
    assert printed.replace(" ", "") == f"x{text}x".replace(" ", "")


def test_a_line_feed_is_a_line_break() -> None:
    printed = render(paper(Paragraph("một\nhai"))).pdf
    assert text_of(printed) == "một hai"
    assert render(paper(Paragraph("một hai"))).pdf != printed


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(Refused) as overflow:
        render(paper(QrCode("a" * 3000)))
    assert overflow.value.code == "qr-too-long"
    with pytest.raises(Refused) as foot:
        render(paper(Paragraph("x"), footer="dài " * 300))
    assert foot.value.code == "footer-too-long"
    with pytest.raises(Refused) as block:
        render(paper(QrCode("a" * 2000, module_mm=5)))
    assert block.value.code == "block-too-large"


def _outcome(text: str) -> str:
    try:
        done = render(with_text(text))
    except Refused as refusal:
        return refusal.code
    return "printed" if done.pdf.startswith(b"%PDF-1.7") else "broken"
