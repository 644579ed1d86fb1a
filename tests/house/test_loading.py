"""What a part of the suite loads, and that none of it reaches for a network."""

from pathlib import Path

import pytest

from tests.house.catalogues import ROOT, sources
from tests.house.subprocesses import modules_after, python

NEVER_WHERE_COUNTING = {"textual", "psycopg", "aiohttp", "http.client", "urllib.request", "typer", "rich"}
HEAVY = {"sqlalchemy", "alembic", "pyhanko", "textual", "pydantic", "reportlab", "cryptography", "babel", "rich"}


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _counting_modules() -> list[str]:
    """Everything a count stands on, room by room; drawing and signing come after it and are asked for then."""
    rooms = ("store", "records", "journal", "access", "term", "delegates")
    folders = [
        *(ROOT / "congress" / room for room in rooms),
        *(ROOT / "ballots" / room for room in ("regulations", "contests", "counting")),
    ]
    files = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    counting = [path for path in files if path.stem != "papers" and "migrations" not in path.parts]
    return ["congress.workspace", *map(_module, counting)]


def test_counting_loads_without_a_terminal_a_server_s_driver_or_a_network_client() -> None:
    loaded = modules_after("\n".join(f"import {name}" for name in _counting_modules()))
    assert loaded & NEVER_WHERE_COUNTING == set()


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["--lang", "en", "--help"]], ids=" ".join)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    loaded = modules_after(
        f"import contextlib, io\nfrom tui.cli import main\n"
        f"with contextlib.redirect_stdout(io.StringIO()): assert main({arguments!r}) == 0"
    )
    assert loaded & HEAVY == set()


def test_loading_every_room_and_both_front_doors_touches_no_network() -> None:
    """An audit hook sees every socket; what is imported here is all that the suite ever imports by itself."""
    names = [_module(path) for path in sources() if "migrations" not in path.parts]
    ran = python(
        "import sys\n"
        "seen = []\n"
        "watched = {'socket.connect', 'socket.bind', 'socket.getaddrinfo', 'socket.sendto'}\n"
        "sys.addaudithook(lambda event, _: seen.append(event) if event in watched else None)\n"
        + "".join(f"import {name}\n" for name in names)
        + "print(seen)"
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == "[]"
