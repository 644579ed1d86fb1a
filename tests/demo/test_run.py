"""The whole demo as a person runs it: every file it names is there, every signature holds, nothing lies elsewhere."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from congress.workspace import ARCHIVE
from tests.congress_papers.pdfa import broken_rules
from tests.congress_papers.reading import pages_of
from tests.congress_sealing.test_signing import pdfsig_blocks
from tests.house.subprocesses import congress
from tests.terminals import CONGRESS, Terminal
from tests.tools import require_tool
from tui.demo.folder import AUTHORITY, KEY_PAPERS, REPORT
from tui.demo.people import PIN

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@dataclass(frozen=True, slots=True)
class Ran:
    """A demo that was run in a folder of its own."""

    place: Path
    """The current folder of the run; beside it stand its home and its temporary folder."""
    exit_code: int
    said: str
    complained: str

    @property
    def folder(self) -> Path:
        """Where it built."""
        return self.place / "demo"

    @property
    def named(self) -> list[Path]:
        """Every file it printed."""
        lines = (line.strip() for line in self.said.splitlines())
        return [self.place / line for line in lines if line.startswith("demo/")]

    @property
    def pdfs(self) -> list[Path]:
        """Every PDF in the folder under a human name; packages hold copies of them, but for their own file plans."""
        packages = self.folder / ARCHIVE
        found = sorted(path for path in self.folder.rglob("*.pdf") if packages not in path.parents)
        return [*found, *sorted(packages.glob("*/data/*.pdf"))]

    @property
    def packages(self) -> list[Path]:
        """The folders of the term's packages."""
        return [path for path in self.named if path.is_dir()]

    @property
    def signed(self) -> list[Path]:
        """The digitally signed ones."""
        return [path for path in self.pdfs if " - ký số " in path.name]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """One demo for all these tests."""
    top = tmp_path_factory.mktemp("demo-run")
    for name in ("here", "home", "temporary"):
        (top / name).mkdir()
    done = subprocess.run(
        [*CONGRESS, "demo", "--no-app"],
        cwd=top / "here",
        env=surroundings(top),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=240,
        stdin=subprocess.DEVNULL,
    )
    return Ran(top / "here", done.returncode, done.stdout, done.stderr)


def surroundings(top: Path) -> dict[str, str]:
    """A home and a temporary folder of its own; this tree is importable from there."""
    root = Path(__file__).parents[2]
    return {
        "PATH": str(Path(sys.executable).parent) + ":/usr/bin:/bin",
        "HOME": str(top / "home"),
        "TMPDIR": str(top / "temporary"),
        "PYTHONPATH": str(root),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
        "CONGRESS_LANG": "vi",
    }


def test_it_ends_well_and_asks_nothing(ran: Ran) -> None:
    assert (ran.exit_code, ran.complained) == (0, ""), ran.said


def test_every_file_it_names_is_there_and_every_paper_is_named(ran: Ran) -> None:
    assert len(ran.named) > 30
    assert [path.name for path in ran.packages] == ["2025-2030", "2025-2030.sealed"]
    assert [path for path in ran.named if not path.is_file()] == ran.packages
    assert {path for path in ran.pdfs if ran.folder / ARCHIVE not in path.parents} <= set(ran.named)


def test_devices_changed_hands_and_all_three_reports_are_there(ran: Ran) -> None:
    names = {path.name for path in ran.named}
    assert {"Biên bản bàn giao thiết bị 01-BB-BG.pdf", "Biên bản nhận lại thiết bị 01-BB-TL.pdf"} <= names
    assert {
        f"Báo cáo thiết bị {when} đại hội.{kind}" for when in ("trước", "trong", "sau") for kind in ("pdf", "xlsx")
    } <= names


def test_what_it_told_stays_to_be_read_when_the_app_covers_it(ran: Ran) -> None:
    report = (ran.folder / REPORT).read_text(encoding="utf-8")
    assert report in ran.said
    for said in ("truongban", PIN, "bản mẫu", "đã xác minh", "ký số 3.pdf", "app.json", "log/", "backups/"):
        assert said in report


def test_the_commands_it_names_run_as_they_stand(ran: Ran) -> None:
    command = next(line.strip() for line in ran.said.splitlines() if " verify " in line and "--trust" in line)
    done = subprocess.run(command, shell=True, cwd=ran.place, env=surroundings(ran.place.parent), check=False)
    assert done.returncode == 0, command


def test_nothing_lies_outside_its_folder(ran: Ran) -> None:
    assert [path.name for path in ran.place.iterdir()] == ["demo"]
    top = ran.place.parent
    assert list((top / "home").rglob("*")) == []
    assert list((top / "temporary").rglob("*")) == []


def test_every_page_is_marked_as_a_sample(ran: Ran) -> None:
    for path in ran.pdfs:
        assert all("MẪU" in page for page in pages_of(path.read_bytes())), path


def test_three_people_signed_and_pdfsig_finds_each_signature_valid(ran: Ran) -> None:
    assert len(ran.signed) == 2
    for path in ran.signed:
        blocks = pdfsig_blocks(path)
        assert [block["Signature Validation"] for block in blocks] == ["Signature is Valid."] * 3
        assert "Total document signed" in blocks[-1]
        assert len({block["Signer Certificate Common Name"] for block in blocks}) == 3


def test_qpdf_finds_nothing_wrong(ran: Ran) -> None:
    for path in ran.pdfs:
        done = subprocess.run([require_tool("qpdf"), "--check", str(path)], capture_output=True, check=False)
        assert done.returncode == 0, done.stdout


def test_every_paper_is_pdf_a(ran: Ran) -> None:
    assert {path.name: rules for path, rules in broken_rules(ran.pdfs).items() if rules} == {}


def test_another_machine_that_knows_the_certificate_verifies_them(ran: Ran) -> None:
    trust = str(ran.folder / AUTHORITY)
    done = congress("verify", *map(str, ran.signed), "--trust", trust, "--json")
    assert done.returncode == 0, done.stdout
    for path in json.loads(done.stdout)["paths"]:
        assert path["verdict"] == "verified"
        assert "sample" in {finding["code"] for finding in path["findings"]}


def test_its_packages_are_verified_by_the_same_certificate_and_by_another_program(ran: Ran) -> None:
    done = congress("archive", "verify", *map(str, ran.packages), "--trust", str(ran.folder / AUTHORITY), "--json")
    assert done.returncode == 0, done.stdout
    for path in ran.packages:
        assert (
            subprocess.run([sys.executable, "-m", "bagit", "--validate", "--quiet", path], check=False).returncode == 0
        )


def test_without_the_certificate_nobody_verifies_them(ran: Ran) -> None:
    done = congress("verify", str(ran.signed[0]), "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["paths"][0]["verdict"] == "undecided"


def test_the_journal_is_whole(ran: Ran) -> None:
    done = congress("journal", "verify", "--workspace", str(ran.folder))
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_real_ballots_are_tallied_and_their_source_is_cited(ran: Ran) -> None:
    assert re.search(r"365 phiếu thật: hợp lệ 352, không hợp lệ 13; cần 183 phiếu, cao nhất 139", ran.said)
    assert "PrefLib 00026" in ran.said


def test_no_reading_and_no_key_of_the_sealed_contest_is_left(ran: Ran) -> None:
    """Three contests still have their records' keys; that of the sealed one is on its paper alone."""
    keys = [path.name for path in (ran.folder / "keys").iterdir()]
    assert len([name for name in keys if name.startswith("record-")]) == 2
    assert len(list((ran.folder / "sealed").iterdir())) == 3
    assert len(list((ran.folder / KEY_PAPERS).iterdir())) == 1


XDG = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
"""Named by the house's tests; empty is as good as not set, so that the home would be written to."""


@pytest.fixture
def at_terminal(tmp_path: Path) -> Iterator[Terminal]:
    """The demo in a terminal, where the app opens at its end."""
    (tmp_path / "home").mkdir()
    (tmp_path / "temporary").mkdir()
    environ = surroundings(tmp_path) | dict.fromkeys(XDG, "")
    with Terminal((*CONGRESS, "demo", "--workspace", "sample"), folder=tmp_path, environ=environ) as terminal:
        yield terminal


def test_at_a_terminal_the_app_opens_on_it(at_terminal: Terminal, tmp_path: Path) -> None:
    at_terminal.wait_for("Mã PIN", seconds=200)
    at_terminal.wait_for("Ctrl+P", seconds=60)
    at_terminal.press("\x11")
    assert at_terminal.wait_until_it_ends(seconds=60) == 0
    assert (tmp_path / "sample" / "congress.db").exists()
    assert list((tmp_path / "home").rglob("*")) == []


def test_its_permanent_package_has_the_sample_documents(ran: Ran) -> None:
    listed = (ran.packages[0] / "manifest-sha256.txt").read_text(encoding="utf-8")
    for name in ("Báo cáo chính trị.pdf", "Nghị quyết đại hội - bản quét đã ký.pdf", "Phiên khai mạc.jpg"):
        assert f"/{name}" in listed
