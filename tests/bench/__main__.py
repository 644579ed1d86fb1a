"""`make bench`: every measurement, or those named, each with its limit; ends with 1 where a limit is missed."""

import os
import platform
import sys
from collections.abc import Callable, Iterable, Iterator

from tests.bench import (
    archive,
    board,
    entry,
    first_screen,
    fixity,
    keeping,
    looking,
    minutes,
    needs,
    register,
    starting,
    tallying,
)
from tests.bench.measuring import Measured

MEASUREMENTS: dict[str, Callable[[], Iterator[Measured]]] = {
    "keeping": keeping.measure,
    "looking": looking.measure,
    "entry": entry.measure,
    "starting": starting.measure,
    "first_screen": first_screen.measure,
    "tallying": tallying.measure,
    "minutes": minutes.measure,
    "register": register.measure,
    "needs": needs.measure,
    "board": board.measure,
    "fixity": fixity.measure,
    "archive": archive.measure,
}


def main(names: Iterable[str]) -> int:
    """Measure what is named, else everything."""
    wanted = tuple(names) or tuple(MEASUREMENTS)
    unknown = [name for name in wanted if name not in MEASUREMENTS]
    if unknown:
        print(f"no measurement is called {', '.join(unknown)}; there are: {', '.join(MEASUREMENTS)}", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors")
    missed = 0
    for name in wanted:
        for measured in MEASUREMENTS[name]():
            print(measured.line(), flush=True)
            missed += not measured.within
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
