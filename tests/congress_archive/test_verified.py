"""A package is accepted by other people's tools, and its README's own lines prove it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from congress.archive.bags import MANIFESTS, README, read_manifest
from congress.archive.readme import COMMAND
from congress.archive.verifying import inspect
from congress.sealing.values import Verdict
from tests.congress_archive.conftest import Archive, built
from tests.tools import require_tool
from tests.workspaces import Office

VALID, UNSIGNED = "Signature is Valid.", "is not signed."


@pytest.fixture(params=["permanent", "sealed"])
def each(request: pytest.FixtureRequest, archive: Archive) -> Path:
    """Each of the two packages."""
    found: Path = getattr(archive, request.param)
    return found


def test_with_the_authority_at_hand_it_is_verified(each: Path, archive: Archive) -> None:
    found = inspect(each, trust=[archive.authority])
    assert found.verdict is Verdict.VERIFIED
    assert {one.code for one in found.findings} <= {"sample"}


def test_without_an_anchor_nobody_can_say(each: Path) -> None:
    found = inspect(each, trust=[])
    assert found.verdict is Verdict.UNDECIDED
    assert "no-anchor" in {one.code for one in found.findings}


def test_bagit_py_accepts_it(each: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", "--quiet", str(each)], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr


def test_the_readme_s_own_lines_verify_it(each: Path) -> None:
    for tool, package in (("sha256sum", "coreutils"), ("openssl", "openssl"), ("pdfsig", "poppler-utils")):
        require_tool(tool, package=package)
    lines = [
        line.removeprefix(COMMAND)
        for line in (each / README).read_text(encoding="utf-8").splitlines()
        if line.startswith(COMMAND)
    ]
    assert len([line for line in lines if line.startswith("openssl")]) == 4
    for line in lines:
        run = subprocess.run(["bash", "-c", line], cwd=each, capture_output=True, text=True)
        assert run.returncode == 0, (line, run.stdout, run.stderr)
        if line.startswith("pdfsig"):
            blocks = run.stdout.split("Signature #")[1:]
            assert any(VALID in block for block in blocks)
            assert all(VALID in block or UNSIGNED in block for block in blocks), run.stdout


def test_the_readme_names_every_signed_paper(archive: Archive) -> None:
    said = (archive.permanent / README).read_text(encoding="utf-8")
    signed = [
        path
        for path in (archive.permanent / "data" / "papers").iterdir()
        if path.suffix == ".pdf" and b"/ByteRange" in path.read_bytes()
    ]
    assert len(signed) == 3
    for path in signed:
        assert f"'data/papers/{path.name}'" in said


def test_the_readme_s_lines_find_an_altered_file(package: Path) -> None:
    victim = package / "data" / "package.json"
    victim.write_bytes(victim.read_bytes().replace(b"2", b"3", 1))
    line = next(line for line in (package / README).read_text(encoding="utf-8").splitlines() if "sha256sum" in line)
    run = subprocess.run(["bash", "-c", line.strip()], cwd=package, capture_output=True, text=True)
    assert run.returncode == 1
    assert "data/package.json" in run.stdout


def test_no_single_ballot_is_in_the_permanent_part(archive: Archive) -> None:
    names = set(read_manifest((archive.permanent / MANIFESTS["sha256"]).read_bytes(), name="m", algorithm="sha256"))
    assert not [name for name in names if re.search(r"sealed\.|/sealed/|-sealed/|reading|conclusion\.", name)]


def test_the_same_as_one_file(sealed_office: Office, tmp_path: Path) -> None:
    permanent, sealed = built(sealed_office, tmp_path / "out", zipped=True)
    anchor = (permanent.folder / "authority.pem").read_bytes()
    for one in (permanent, sealed):
        assert one.zip is not None
        assert inspect(one.zip, trust=[anchor]).manifest_sha256 == one.manifest_sha256
        assert inspect(one.zip, trust=[anchor]).verdict is Verdict.VERIFIED


def test_a_second_building_takes_another_name_and_remembers_the_first(sealed_office: Office, tmp_path: Path) -> None:
    first = built(sealed_office, tmp_path / "out")
    second = built(sealed_office, tmp_path / "out")
    assert [one.folder.name for one in (*first, *second)] == [
        "2025-2030",
        "2025-2030.sealed",
        "2025-2030-2",
        "2025-2030-2.sealed",
    ]
    events = (second[0].folder / "data" / "events.csv").read_text(encoding="utf-8-sig")
    assert first[0].folder.name in events


def test_every_json_document_that_is_read_back_has_a_schema_that_it_keeps(archive: Archive) -> None:
    data = archive.permanent / "data"
    for name, document in (
        ("congress-package-1", json.loads((data / "package.json").read_bytes())),
        ("congress-catalogue-1", json.loads((data / "catalogue.jsonl").read_bytes().split(b"\n")[1])),
        ("congress-results-1", json.loads((data / "results.jsonl").read_bytes().split(b"\n")[1])),
    ):
        schema = json.loads((data / "schemas" / f"{name}.schema.json").read_bytes())
        assert schema["additionalProperties"] is False
        assert set(schema["required"]) == set(schema["properties"]) == set(document)
    for lines in (data / "chapters").rglob("*.jsonl"):
        stem = f"{lines.parent.name}.{lines.stem}"
        schema = json.loads((data / "schemas" / f"{stem}.schema.json").read_bytes())
        for line in lines.read_bytes().split(b"\n")[1:-1]:
            assert set(json.loads(line)) == set(schema["required"]), lines
