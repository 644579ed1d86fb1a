"""Programs outside Python that some tests ask (công cụ ngoài): there, or the test is skipped.

Under CONGRESS_REQUIRE=1, as on the build machine, such a skip is a failure: see `tests/conftest.py`.
"""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest


def lacks(what: str) -> NoReturn:
    """End the test that asks for something this machine has not."""
    pytest.skip(what)  # where every tool is promised, `tests/conftest.py` makes it a failure


def require_tool(name: str, *, package: str | None = None) -> str:
    """The path of the program `name`, or a skip that names the Debian package it comes in."""
    found = shutil.which(name)
    if found is None:
        lacks(f"{name} is not installed (Debian package {package or name})")
    return found


def require_path(path: Path, *, comes_from: str) -> Path:
    """`path`, or a skip that says where it would come from."""
    if not path.exists():
        lacks(f"{path} is not there ({comes_from})")
    return path


def skips_fail() -> bool:
    """Whether this machine promises to have every tool."""
    return os.environ.get("CONGRESS_REQUIRE") == "1"
