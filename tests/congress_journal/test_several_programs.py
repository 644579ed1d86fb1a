"""On a server several programs write at once: one chain, no gap, every entry of each there once."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from congress.journal import queries
from congress.workspace import check_journal
from tests.workspaces import Office

pytestmark = pytest.mark.postgres

WRITER = """
import sys
from pathlib import Path
from congress.workspace import House, open_folder
from tests.clocks import PinnedClock
from tests.congress_workspace.deeds import deed_of
folder, name, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with open_folder(folder, house=House(clock=PinnedClock())) as opened:
    print("open", flush=True)
    sys.stdin.readline()
    for n in range(times):
        with deed_of(lambda unit: unit.record(name, n=n)) as do:
            do(opened)
"""


def test_programs_that_write_at_once_make_one_chain_without_a_gap(server_office: Office) -> None:
    opened, times, names = server_office.workspace, 25, ("một", "hai", "ba")
    before = opened.head().number
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(opened.folder), name, str(times)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for name in names
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    assert check_journal(opened) == ()
    with opened.reading() as unit:
        entries = [entry for entry in queries.entries(unit, "MAY-1") if entry.number > before]
    assert [entry.number for entry in entries] == list(range(before + 1, before + 1 + times * len(names)))
    for name in names:
        assert [entry.facts["n"] for entry in entries if entry.subject == name] == list(range(times))
    turns = sum(one.subject != next_one.subject for one, next_one in pairwise(entries))
    assert turns > len(names), "they did not write at once"
