"""Every value that people see has its words, and files use the words of the screens."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest

from congress.i18n import LANGUAGES, code_of, say_in
from congress.term.values import BodyKind
from devices.register.formats import POSITIONS
from devices.register.rules import words
from devices.register.values.devices import Category, Condition, DeviceAct, DeviceState, Tenure, UseClass
from devices.register.values.history import Happening
from devices.register.values.importing import RowOutcome
from devices.register.values.sites import PlaceKind, PositionKind
from devices.register.values.stocktakes import FindVerdict

KINDS: tuple[type[StrEnum], ...] = (
    BodyKind,
    Category,
    Condition,
    DeviceAct,
    DeviceState,
    FindVerdict,
    Happening,
    PlaceKind,
    PositionKind,
    RowOutcome,
    Tenure,
    UseClass,
)
WRITTEN: tuple[Mapping[Any, tuple[str, ...]], ...] = (
    words.CATEGORIES,
    words.CONDITIONS,
    words.TENURES,
    words.USE_CLASSES,
    words.STATES,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("member", [member for kind in KINDS for member in kind], ids=code_of)
def test_a_value_has_its_words(member: StrEnum, language: str) -> None:
    assert say_in(language)(code_of(member)) != code_of(member)


def test_files_use_the_words_of_the_screens() -> None:
    say = say_in("vi")
    for spelled in WRITTEN:
        for member, spellings in spelled.items():
            assert spellings[0] == say(code_of(member))
    for kind, name in POSITIONS.items():
        assert name == say(code_of(kind))
    assert POSITIONS.keys() == set(PositionKind)


def test_no_spelling_means_two_things() -> None:
    tables = [list(spelled.values()) for spelled in WRITTEN]
    tables += [list(words.COLUMNS.values()), list(words.COLOURS.values())]
    for spelled in tables:
        keys = [words.key(one) for spellings in spelled for one in spellings]
        assert len(keys) == len(set(keys)), sorted(key for key in keys if keys.count(key) > 1)
