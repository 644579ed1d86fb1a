"""Every key of the table is bound by some screen, and every deed has a door: a screen or a command that calls it."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from inspect import isfunction
from types import ModuleType

import tui.house  # brings every room's deeds
from congress.access.registry import deeds
from tests.house.catalogues import ROOT
from tui.keys import ACTIONS

WITHOUT_A_DOOR = {
    "machine:way-out:found": "the laptop's own entry: its watch writes it",
    "machine:way-out:gone": "the laptop's own entry: its watch writes it",
}
"""Deeds that no screen or command calls, each with the reason."""
TAKEN_BY_WIDGETS = {"open": "Enter on a row: tables take it themselves; the bar takes its cap from here"}
"""Actions that no screen binds, each with the reason."""
PLAYS = {"demo", "trial"}
"""What acts the whole day by itself is nobody's door."""


def _trees() -> Iterator[ast.Module]:
    for path in sorted((ROOT / "tui").rglob("*.py")):
        if not PLAYS & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}:
            yield ast.parse(path.read_text(encoding="utf-8"))


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(tui.__path__, "tui."):
        yield importlib.import_module(found.name)


def _imported(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """Name in a module -> the module it comes from and its name there."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.update({one.asname or one.name: (node.module, one.name) for one in node.names})
    return found


def _called(tree: ast.Module) -> Iterator[object]:
    """What a module names of the rooms: `service.open_count`, or `open_count` itself."""
    imported = _imported(tree)
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name in imported:
                module, own = imported[name]
                yield getattr(_found(module, own), attribute, None)
            case ast.Name(id=name) if name in imported:
                yield _found(*imported[name])
            case _:
                pass


def _found(module: str, name: str) -> object:
    if module.partition(".")[0] not in {"congress", "ballots", "devices"}:
        return None
    there = importlib.import_module(module)
    return getattr(there, name, None) or importlib.import_module(f"{module}.{name}")


def test_every_deed_is_called_by_a_screen_or_a_command() -> None:
    called = {f"{one.__module__}.{one.__qualname__}" for tree in _trees() for one in _called(tree) if isfunction(one)}
    assert {deed.name for deed in deeds() if deed.function not in called} == set(WITHOUT_A_DOOR)


def test_every_action_of_the_table_of_keys_is_bound_by_some_screen() -> None:
    bound = {
        binding.action
        for module in _modules()
        for kind in vars(module).values()
        if isinstance(kind, type)
        for binding in vars(kind).get("BINDINGS", ())
    }
    assert set(ACTIONS) - bound == set(TAKEN_BY_WIDGETS)
