"""Cold starts: the time from the key to the first line, the interpreter's own start included."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import Measured, median_seconds

PROGRAM = Path(sys.executable).with_name("congress")


def measure() -> Iterator[Measured]:
    """`congress --help`, beside the interpreter doing nothing."""
    help_ = median_seconds(lambda: _run(str(PROGRAM), "--help"), runs=15)
    bare = median_seconds(lambda: _run(sys.executable, "-c", ""), runs=15)
    yield Measured("start of congress --help", help_, "s", 0.3, remark=f"Python alone {bare:.2f} s")


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
