"""Every text and every code has its sentence, in Vietnamese and in English, compiled as committed."""

from collections import defaultdict
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo

from congress.i18n import LANGUAGES
from tests.house.catalogues import (
    CODE,
    FOREIGN_DOMAINS,
    ROOT,
    catalogue,
    families,
    messages,
    parsed,
    placeholders,
    po_files,
    uses,
)
from tests.house.catalogues import (
    LOCALE as LOCALE_DIR,
)

ALL_PO = [path for language in LANGUAGES for path in po_files(language)]


def _name(path: Path) -> str:
    return f"{path.parts[-3]}/{path.stem}"


def test_every_text_and_code_of_the_source_has_a_vietnamese_sentence() -> None:
    vietnamese = catalogue("vi")
    missing = sorted({f"{use.msgid!r} at {use.where}" for use in uses() if use.msgid not in vietnamese})
    assert missing == []


def test_every_code_of_the_source_has_an_english_sentence() -> None:
    english = catalogue("en")
    missing = sorted({f"{use.msgid} at {use.where}" for use in uses() if use.is_code and use.msgid not in english})
    assert missing == []


def test_message_ids_put_together_in_the_source_exist() -> None:
    """`t(f"reason-{reason}")` has at least one sentence; that each member has one is its room's own test."""
    lonely = [
        f"{language}: {pattern.pattern} at {where}"
        for language in LANGUAGES
        for pattern, where in families()
        if not any(pattern.fullmatch(msgid) for msgid in catalogue(language))
    ]
    assert lonely == []


def test_codes_have_sentences_in_both_languages() -> None:
    codes = {
        language: {
            msgid
            for msgid, (_, domain) in catalogue(language).items()
            if CODE.fullmatch(msgid) and domain not in FOREIGN_DOMAINS
        }
        for language in LANGUAGES
    }
    assert codes["vi"] ^ codes["en"] == set()


def test_a_sentence_asks_only_for_facts_that_every_place_gives_it() -> None:
    wrong = []
    for language in LANGUAGES:
        sentences = catalogue(language)
        for use in uses():
            text = sentences.get(use.msgid, (use.msgid if not use.is_code else "", ""))[0]
            if use.facts is not None and not placeholders(text) <= use.facts:
                lacking = sorted(placeholders(text) - use.facts)
                wrong.append(f"{language} {use.msgid!r} asks for {lacking} at {use.where}")
    assert sorted(wrong) == []


def test_a_translated_text_keeps_the_facts_of_its_english_original() -> None:
    lost = [
        f"{msgid!r}: {sorted(placeholders(msgid) - placeholders(text))}"
        for msgid, (text, domain) in catalogue("vi").items()
        if domain not in FOREIGN_DOMAINS and not CODE.fullmatch(msgid) and placeholders(msgid) - placeholders(text)
    ]
    assert lost == []


def test_one_message_is_said_in_one_way_in_all_rooms() -> None:
    said: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for path in ALL_PO:
        for msgid, text in messages(path):
            said[path.parts[-3], msgid][path.stem] = text
    differing = {key: texts for key, texts in said.items() if len(set(texts.values())) > 1}
    assert differing == {}


@pytest.mark.parametrize("path", ALL_PO, ids=_name)
def test_a_catalogue_is_whole_and_compiled_as_committed(path: Path) -> None:
    """No fuzzy, empty or decomposed sentence; the .mo beside it holds just what the .po says."""
    fuzzy = [message.id for message in parsed(path) if message.fuzzy and message.id]
    empty = [msgid for msgid, text in messages(path) if not text.strip()]
    assert (fuzzy, empty) == ([], [])

    compiled = BytesIO()
    write_mo(compiled, parsed(path))
    beside = path.with_suffix(".mo")
    assert beside.exists(), f"run `make locale`: {beside.relative_to(ROOT)} is missing"
    same = beside.read_bytes() == compiled.getvalue()
    assert same, f"run `make locale`: {beside.relative_to(ROOT)} is old"


@pytest.mark.parametrize("path", ALL_PO, ids=_name)
def test_compiling_a_catalogue_again_gives_the_same_bytes(path: Path) -> None:
    """Its header names its dates; otherwise each `make locale` would write the hour into the .mo."""
    header = path.read_text(encoding="utf-8")[:1000]
    assert "POT-Creation-Date: " in header
    assert "PO-Revision-Date: " in header


def test_no_compiled_catalogue_is_left_without_its_source() -> None:
    left = [path for path in LOCALE_DIR.rglob("*.mo") if not path.with_suffix(".po").exists()]
    assert left == []


@pytest.mark.parametrize("path", ALL_PO, ids=_name)
def test_sentences_are_composed_text(path: Path) -> None:
    import unicodedata

    decomposed = [msgid for msgid, text in messages(path) if not unicodedata.is_normalized("NFC", text)]
    assert decomposed == []
