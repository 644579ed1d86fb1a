"""What must not be left lying about: notes to oneself, this machine's paths, an index's address, reasons untold."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.house.catalogues import ROOT, sources
from tests.tools import require_tool

LOCKS = ("requirements.lock", "requirements-counting.lock")
# Put together here, so that this file does not find itself.
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|raise NotImplemented" r"Error|HA" r"CK)\b")
PLACES = re.compile(r"/(?:wo" r"rk|ro" r"ot|home/\w+|Users/\w+|opt/(?:py" r"pi|whe" r"els))/")
INDEXES = re.compile(r"py" r"pi\.org|pythonhos" r"ted|extra-ind" r"ex")
# The suite's silences: each says why, beside it.
SILENCED = re.compile(r"#\s*(?:type:\s*ig" r"nore|no" r"qa)")
WITH_REASON = re.compile(r"#\s*(?:type:\s*ig" r"nore\[[\w, -]+\]|no" r"qa:\s*[\w, ]+?)\s+#\s+\w+")


@cache
def texts() -> dict[str, str]:
    """Every text file of the project, as git sees it, with those not yet added."""
    git = require_tool("git")
    listed = subprocess.run(
        [git, "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    found = {}
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.is_file() and b"\0" not in (content := path.read_bytes()):
            found[name] = content.decode("utf-8")
    return found


def _lines_with(pattern: re.Pattern[str], *, leaving_out: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in sorted(texts().items())
        if name not in leaving_out
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_nothing_is_left_unfinished() -> None:
    assert _lines_with(UNFINISHED) == []


def test_no_path_of_a_machine_is_written_down() -> None:
    assert _lines_with(PLACES) == []


def test_no_package_index_is_named() -> None:
    assert _lines_with(INDEXES) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_of_a_lock_is_pinned_by_hash(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    requirements = re.split(
        r"\n(?=[a-z])", "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    )
    bare = [
        one.splitlines()[0] for one in requirements if one.strip() and not ("==" in one and "--hash=sha256:" in one)
    ]
    assert bare == []


def test_a_counting_laptop_installs_what_was_tested_and_no_server_s_driver() -> None:
    pins = [set(re.findall(r"^([a-z0-9-]+==[^ ;]+)", (ROOT / name).read_text(), re.MULTILINE)) for name in LOCKS]
    assert pins[1] - pins[0] == set()
    assert not {pin for pin in pins[1] if pin.startswith(("psycopg", "pytest", "mypy", "ruff"))}


def test_every_silenced_check_says_why_beside_it() -> None:
    silent = [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in sorted(texts().items())
        if name.endswith(".py")
        for number, line in enumerate(text.splitlines(), start=1)
        if SILENCED.search(line) and not WITH_REASON.search(line)
    ]
    assert silent == []


def test_every_broad_except_stands_at_a_front_door_or_raises_on() -> None:
    doors = {Path("tui/cli/__init__.py"), Path("tui/app.py")}
    broad = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources()
        if path.relative_to(ROOT) not in doors
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler) and _is_broad(node) and not _raises_on(node)
    ]
    assert broad == []


def _is_broad(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or ast.unparse(handler.type) in {"Exception", "BaseException"}


def _raises_on(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None
