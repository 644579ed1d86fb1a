"""The command line's front door (dòng lệnh): one command in, one exit code out.

0 done or verified; 1 refused by a rule or not verified; 2 wrong usage, malformed or unreadable input; 70 our
fault; 130 and 141 where the person, or the program that reads us, broke off.
"""

import errno
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from congress.errors import Broken, Finding, Malformed, Refused
from congress.i18n import LANGUAGES, choose, t, use
from tui.cli.answers import PROGRAM, complain, nowhere, report

DONE, REFUSED, MALFORMED, BROKEN, INTERRUPTED, NOBODY_READS = 0, 1, 2, 70, 130, 141
_UNREADABLE = frozenset({"not-a-workspace"})
"""Refusals that say that what was named cannot be read as what it was named for."""

_NAMES_REFUSED = frozenset({errno.ENAMETOOLONG, errno.ELOOP, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR})
"""What a system answers to a path that somebody named wrongly, or may not use: no fault of ours."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code. Nothing that goes wrong here shows a traceback."""
    _write_utf8()
    try:
        code = run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still buffered goes nowhere, so that the interpreter's own flush at exit stays quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        return _unheard(error)
    return code


def _unheard(error: OSError) -> int:
    """The answer could not be written (a full disk behind `>`): said on what is left, never with a traceback."""
    # What is still buffered goes nowhere, so that the interpreter's own flush at exit stays quiet.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    complain(t("The answer could not be written: {what}", what=error.strerror or type(error).__name__))
    return BROKEN


def run(arguments: Sequence[str]) -> int:
    """Run one command; what it raises is told in the user's language and becomes its exit code."""
    as_json = any(word == "--json" or word.startswith("--json=") for word in arguments)
    try:
        use(choose())
        language, rest = take_language(arguments)
        use(choose(language))
        from tui.cli.typed import run as run_typed

        return run_typed(rest)
    except Malformed as error:
        report(error.findings, as_json=as_json)
        return MALFORMED
    except Refused as error:
        report([error], as_json=as_json)
        return MALFORMED if error.code in _UNREADABLE else REFUSED
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.errno not in _NAMES_REFUSED or error.filename is None:
            return _broke(error, as_json=as_json)
        facts = {"detail": error.strerror or ""}
        report([Finding(str(error.filename), "path-refused", facts)], as_json=as_json)
        return MALFORMED
    except Exception as error:  # noqa: BLE001  # a front door: whatever broke is logged and told in a sentence
        return _broke(error, as_json=as_json)


def take_language(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """The language of `--lang`, wherever it stands, and the arguments without it."""
    rest = list(arguments)
    stop = rest.index("--") if "--" in rest else len(rest)
    language: str | None = None
    for place in reversed(range(stop)):
        option, equals, value = rest[place].partition("=")
        if option != "--lang":
            continue
        taken = 1 if equals else 2
        language = value if equals else "".join(rest[place + 1 : place + 2])
        if language not in LANGUAGES:
            raise Malformed([Finding(PROGRAM, "usage-language-unknown", {"name": language})])
        del rest[place : place + taken]
    return language, rest


def _broke(error: Exception, *, as_json: bool) -> int:
    from congress import log

    match error:
        case Broken():
            finding = Finding(PROGRAM, error.code, error.facts)
        case OSError(errno=errno.ENOSPC):
            finding = Finding(PROGRAM, "disk-out-of-space")
        case OSError():
            finding = Finding(PROGRAM, "system-failed", {"what": error.strerror or type(error).__name__})
        case _:
            finding = Finding(PROGRAM, "program-broken", {"what": type(error).__name__})
    report([finding], as_json=as_json)
    path = log.record(error)
    complain(t("The details are in {path}", path=path) if path else t("The details could not be written to the disk."))
    return BROKEN


def _write_utf8() -> None:
    """Vietnamese and JSON leave as UTF-8 whatever the system's code page; a broken name is escaped, not fatal."""
    # Whoever closed a stream wants nothing on it; Python then has none at all.
    if sys.stdout is None:
        sys.stdout = nowhere()
    if sys.stderr is None:
        sys.stderr = nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
