"""A fresh interpreter for tests of what loads, what connects, and what a command answers."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


def python(
    source: str, *, arguments: Sequence[str] = (), folder: Path | None = None, environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `source` in a new interpreter and give what it wrote."""
    return subprocess.run(
        [sys.executable, "-c", source, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, **(environ or {})},
        timeout=60,
        check=False,
    )


def congress(
    *arguments: str, folder: Path | None = None, environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run one command as a person would."""
    source = "import sys; from tui.cli import main; sys.exit(main())"
    return python(source, arguments=arguments, folder=folder, environ=environ)


def modules_after(source: str) -> frozenset[str]:
    """The modules loaded once `source` has run in a new interpreter."""
    ran = python(f"{source}\nimport sys\nprint('\\n'.join(sys.modules))")
    assert ran.returncode == 0, ran.stderr
    return frozenset(ran.stdout.split())
