"""The house knows every room: no table and no deed is left outside, and no terminal comes in."""

import ast

from tests.house.catalogues import ROOT
from tests.house.subprocesses import modules_after, python

WINGS = ("congress", "ballots", "devices")


def _dotted(path: str) -> str:
    return path.replace("/", ".").removesuffix(".py")


def test_every_module_with_tables_or_deeds_is_imported() -> None:
    due = set()
    for wing in WINGS:
        for path in (ROOT / wing).rglob("*.py"):
            marked = any(
                isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "deed"
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            )
            if path.name == "rows.py" or marked:
                due.add(_dotted(str(path.relative_to(ROOT))))
    assert due - modules_after("import tui.house") == set()


def test_it_brings_no_terminal() -> None:
    assert modules_after("import tui.house") & {"textual", "typer", "rich"} == set()


def test_no_two_deeds_have_one_name() -> None:
    """The registry refuses it; so loading the house is the proof."""
    ran = python("import tui.house\nfrom congress.access.registry import deeds\nprint(len(deeds()))")
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) > 20
