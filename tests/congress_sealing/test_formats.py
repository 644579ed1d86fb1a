"""The verdict document, and that every code of the room has its sentence in both languages."""

import re
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

import congress.sealing
from congress import i18n
from congress.errors import Finding
from congress.sealing import formats
from congress.sealing.values import Checked, Kind, Verdict, gravest
from congress.sealing.verifying import WEIGHTS

ROOM = Path(congress.sealing.__file__).parent
CHECKED = [
    Checked("a.pdf", Kind.PDF, Verdict.VERIFIED),
    Checked("thư mục/b.pdf", Kind.PDF, Verdict.UNDECIDED, (Finding("pdf", "unsigned"),)),
]


def test_the_document_is_the_one_of_the_specification() -> None:
    i18n.use("en")
    assert formats.verdict_tree(CHECKED) == {
        "format": "congress-verdict/1",
        "paths": [
            {"path": "a.pdf", "kind": "pdf", "verdict": "verified", "findings": []},
            {
                "path": "thư mục/b.pdf",
                "kind": "pdf",
                "verdict": "undecided",
                "findings": [{"where": "pdf", "code": "unsigned", "message": "The paper has no digital signature."}],
            },
        ],
    }


def test_messages_can_be_asked_for_in_one_language() -> None:
    tree = formats.verdict_tree(CHECKED, language="vi")
    assert tree["paths"][1]["findings"][0]["message"] == "Văn bản chưa có chữ ký số."


def test_only_verified_throughout_ends_with_0() -> None:
    assert formats.exit_code([]) == 0
    assert formats.exit_code(CHECKED[:1]) == 0
    assert formats.exit_code(CHECKED) == 1


def test_refused_outweighs_undecided() -> None:
    assert gravest([Verdict.UNDECIDED, Verdict.REFUSED, Verdict.VERIFIED]) is Verdict.REFUSED
    assert gravest([Verdict.UNDECIDED, Verdict.VERIFIED]) is Verdict.UNDECIDED
    assert gravest([]) is Verdict.VERIFIED


def codes_in_source() -> set[str]:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in ROOM.glob("*.py"))
    raised = re.findall(r'(?:Refused|Broken)\(\s*"([a-z0-9-]+)"', sources)
    found = re.findall(r'Finding\(\s*f?"[^"]+",\s*"([a-z0-9-]+)"', sources)
    noted = re.findall(r'\.note\(\s*"([a-z0-9-]+)"', sources)
    return {*raised, *found, *noted, *WEIGHTS}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_code_has_its_sentence(language: str) -> None:
    say = i18n.say_in(language)
    assert {code for code in codes_in_source() if say(code) == code} == set()


def test_every_code_that_is_noted_has_a_weight() -> None:
    source = (ROOM / "verifying.py").read_text(encoding="utf-8")
    noted = set(re.findall(r'\.note\(\s*"([a-z0-9-]+)"', source))
    assert noted <= set(WEIGHTS)


MOMENT = datetime(2026, 3, 4, 9, 30, tzinfo=timezone(timedelta(hours=7)))
FACTS = {
    "least": 8, "field": "head", "page": 2, "pages": 1, "wanted": 65, "typed": 64, "given": "k", "group": 3, "key": "k",
    "name": "Nguyễn Thị Hạnh", "issuer": "Đại hội", "found": 1, "needed": 2, "empty": 1, "covered": 10, "bytes": 20,
    "extras": "crls", "reason": "Mất khóa.", "bound": "ab", "bound_bytes": 3,
    "path": "gói.zip", "detail": "No space left on device", "recipient": "age1", "tag": "MAY-1", "most": 26,
    **dict.fromkeys(("not_before", "not_after", "at", "signed_at"), MOMENT),
}  # fmt: skip


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_sentence_can_be_said_with_its_facts(language: str) -> None:
    say = i18n.say_in(language)
    for code in codes_in_source():
        said = say(code, **FACTS)
        assert "{" not in said
    assert "09:30 ngày 04/03/2026" in i18n.say_in("vi")("certificate-revoked", **FACTS)
