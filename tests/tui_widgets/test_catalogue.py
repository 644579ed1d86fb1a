"""Everything that widgets, keys and the pad say has its Vietnamese sentence; every code its English one too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from congress.i18n import say_in
from tui.keys import ACTIONS

ROOT = Path(__file__).parents[2]
PAD = sorted((ROOT / "ballots/counting/keypad").glob("*.py"))
SOURCES = [*(ROOT / "tui/widgets").glob("*.py"), ROOT / "tui/keys.py", *PAD]


def said_by(tree: ast.AST) -> Iterator[str]:
    """The texts inside `t(...)`, with both sides of a choice."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "t":
            constants = (part for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant))
            yield from (part.value for part in constants if isinstance(part.value, str))


def texts() -> set[str]:
    found = {action.label for action in ACTIONS.values()}
    for path in SOURCES:
        found |= set(said_by(ast.parse(path.read_text(encoding="utf-8"))))
    return found


def codes() -> set[str]:
    source = "\n".join(path.read_text(encoding="utf-8") for path in PAD)
    return set(re.findall(r'"(pad-[a-z-]+)"', source)) | {"field-empty"}


@pytest.mark.parametrize("text", sorted(texts()))
def test_every_text_is_said_in_vietnamese_with_the_same_facts(text: str) -> None:
    vietnamese = say_in("vi")(text)
    assert vietnamese != text
    assert set(re.findall(r"{(\w+)}", vietnamese)) == set(re.findall(r"{(\w+)}", text))


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_code_of_the_pad_has_a_sentence_in_both_languages(code: str) -> None:
    vietnamese, english = say_in("vi")(code), say_in("en")(code)
    assert code not in {vietnamese, english}
    assert set(re.findall(r"{(\w+)}", vietnamese)) == set(re.findall(r"{(\w+)}", english))
