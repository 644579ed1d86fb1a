"""The log of our own faults (nhật ký lỗi): where the program broke, never what it was counting."""

import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from congress.errors import Broken

FILE_NAME = "faults.log"
_LARGEST_BYTES = 1_000_000


def record(error: BaseException, *, folder: Path | None = None) -> Path | None:
    """Write where `error` arose to the log in `folder` (default: the user's log folder), and give its path.

    None where nothing can be written, as on a full disk: the fault is then only told.
    """
    if folder is None:
        from platformdirs import user_log_path

        folder = user_log_path("congress", appauthor=False)
    path = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LARGEST_BYTES:
            path.replace(path.with_suffix(".old.log"))
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{describe(error)}\n")
    except OSError:
        return None
    return path


def describe(error: BaseException) -> str:
    """Types and places of `error` and of what caused it.

    Messages of foreign exceptions are left out, since they may quote what was read from a ballot; of ours the
    code stays, of the system's the number and its words.
    """
    return "".join(part for one in reversed([*_causes(error)]) for part in _one(one))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _one(error: BaseException) -> Iterator[str]:
    yield from traceback.format_tb(error.__traceback__)
    match error:
        case Broken():
            said = f": {error.code}"
        case OSError():
            said = f": [Errno {error.errno}] {error.strerror}"
        case _:
            said = ""
    yield f"{type(error).__module__}.{type(error).__qualname__}{said}\n"
