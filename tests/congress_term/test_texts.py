"""Every value that people see has a sentence in both languages."""

import pytest

from congress.i18n import LANGUAGES, say_in
from congress.term.values import Capacity, CongressKind, SecrecyLabel

SHOWN = [
    *(f"congress-kind-{kind}" for kind in CongressKind),
    *(f"secrecy-{label}" for label in SecrecyLabel),
    *(f"capacity-{capacity}" for capacity in Capacity),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", SHOWN)
def test_a_value_has_its_words(code: str, language: str) -> None:
    assert say_in(language)(code) != code
