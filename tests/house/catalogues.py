"""What the code says, read from its source, and what the catalogues answer."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
WINGS = ("congress", "ballots", "devices", "tui")
LOCALE = ROOT / "congress" / "locale"
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
# Typer's own words: its texts, in its own domain.
FOREIGN_DOMAINS = {"typer"}

# Where a message id stands in a call: position of the argument, and of the mapping of its facts where it has one.
_SPEAKERS = {"t": (0, None), "_": (0, None)}
_CODES = {"Refused": (0, None), "Broken": (0, None), "Finding": (1, 2), "Blocker": (0, 1)}
_KEPT_APART = {"article"}  # of Refused: cited after the sentence, not in it


@dataclass(frozen=True, slots=True)
class Use:
    """A message id in the source (chỗ dùng), with the facts it is given."""

    msgid: str
    is_code: bool
    facts: frozenset[str] | None
    """Names of its facts; None where they are computed."""
    where: str


@cache
def sources() -> tuple[Path, ...]:
    """Every module of the four wings."""
    return tuple(path for wing in WINGS for path in sorted((ROOT / wing).rglob("*.py")))


@cache
def uses() -> tuple[Use, ...]:
    """Every message id that the source names literally."""
    return tuple(use for path in sources() for use in _uses_in(path))


@cache
def families() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Message ids put together in the source (`t(f"reason-{reason}")`), as patterns, and where."""
    found = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name), args=[*arguments]) if name in _SPEAKERS or name in _CODES:
                    place = f"{path.relative_to(ROOT)}:{node.lineno}"
                    position = (_SPEAKERS.get(name) or _CODES[name])[0]
                    found += [
                        (_pattern(value), place)
                        for value in arguments[position : position + 1]
                        if isinstance(value, ast.JoinedStr)
                    ]
                case _:
                    pass
    return tuple(found)


def _pattern(text: ast.JoinedStr) -> re.Pattern[str]:
    parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in text.values]
    return re.compile("".join(parts))


@cache
def catalogue(language: str) -> dict[str, tuple[str, str]]:
    """Message id -> (sentence, domain) of all domains of a language."""
    found: dict[str, tuple[str, str]] = {}
    for path in po_files(language):
        for msgid, text in messages(path):
            found.setdefault(msgid, (text, path.stem))
    return found


def po_files(language: str) -> list[Path]:
    """The catalogues of a language, one a room."""
    return sorted((LOCALE / language / "LC_MESSAGES").glob("*.po"))


def parsed(path: Path) -> Catalog:
    """One catalogue; a fault in it raises with its line."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], abort_invalid=True)


def messages(path: Path) -> Iterator[tuple[str, str]]:
    """Message ids and sentences of one catalogue."""
    for message in parsed(path):
        if message.id:
            yield str(message.id), str(message.string)


def placeholders(text: str) -> frozenset[str]:
    """The facts that a sentence names in braces."""
    return frozenset(name.partition(".")[0].partition("[")[0] for _, name, _, _ in Formatter().parse(text) if name)


def _uses_in(path: Path) -> Iterator[Use]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        place = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _SPEAKERS or name in _CODES:
                yield from _uses_of_call(node, name, place)
            case ast.Call(func=ast.Name(id="deed" | "Command"), keywords=keywords):
                for keyword in keywords:
                    if keyword.arg in {"title", "about"}:
                        yield from (Use(text, False, frozenset(), place) for text in _literals(keyword.value))
            case ast.Assign(targets=[ast.Name(id="code")], value=value):
                yield from (Use(text, True, None, place) for text in _literals(value) if CODE.fullmatch(text))
            case _:
                pass


def _uses_of_call(call: ast.Call, name: str, place: str) -> Iterator[Use]:
    position, mapping = _SPEAKERS.get(name) or _CODES[name]
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    if len(call.args) > position:
        value = call.args[position]
    elif name == "Finding" and "code" in named:
        value = named["code"]
    else:
        return
    facts = _keyword_facts(call) if mapping is None else _mapped_facts(call, mapping)
    for text in _literals(value):
        yield Use(text, name in _CODES, facts, place)


def _keyword_facts(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name) - _KEPT_APART


def _mapped_facts(call: ast.Call, position: int) -> frozenset[str] | None:
    given = call.args[position : position + 1] or [k.value for k in call.keywords if k.arg == "facts"]
    if not given:
        return frozenset()
    match given[0]:
        case ast.Dict(keys=keys) if all(isinstance(key, ast.Constant) for key in keys):
            return frozenset(str(key.value) for key in keys if isinstance(key, ast.Constant))
        case _:
            return None


def _literals(value: ast.expr) -> Iterator[str]:
    match value:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from _literals(body)
            yield from _literals(orelse)
        case _:
            pass
