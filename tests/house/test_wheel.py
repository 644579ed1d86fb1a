"""The built wheel runs from an empty folder, with everything it needs inside."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.house.catalogues import ROOT, WINGS


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree without asking an index."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, timeout=120)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment of its own with the wheel; the locked dependencies are borrowed from this one."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(pip, check=True, capture_output=True, timeout=120)
    # A plain path: the borrowed folder's own .pth files, among them this tree's, are not read.
    purelib = next((home / "lib").glob("python*/site-packages"))
    (purelib / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home


def test_fonts_styles_catalogues_and_migrations_are_inside(wheel: Path) -> None:
    tracked = {
        path.relative_to(ROOT).as_posix()
        for wing in WINGS
        for path in (ROOT / wing).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    inside = set(zipfile.ZipFile(wheel).namelist())
    assert tracked - inside == set()
    kinds = {Path(name).suffix for name in inside}
    assert {".ttf", ".tcss", ".mo", ".py"} <= kinds
    assert any("/migrations/versions/" in name for name in inside)


def test_nothing_but_the_four_wings_is_inside(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(WINGS)


def test_it_answers_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    ran = _run(installed, tmp_path, "congress", "--help")
    assert ran.returncode == 0, ran.stderr
    assert "Cách dùng: congress" in ran.stdout

    where = _run(installed, tmp_path, "python", "-c", "import congress, tui; print(congress.__file__, tui.__file__)")
    assert all(Path(place).is_relative_to(installed) for place in where.stdout.split()), where.stdout


def test_it_prints_vietnamese_papers_with_its_own_fonts(installed: Path, tmp_path: Path) -> None:
    ran = _run(
        installed,
        tmp_path,
        "python",
        "-c",
        "from congress.papers import typefaces; print(typefaces.printable('Đắk Lắk'))",
    )
    assert ran.stdout.strip() == "Đắk Lắk", ran.stderr


def _run(installed: Path, folder: Path, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(installed / "bin" / program), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
