"""`congress devices norms`, `staff`, `plan`: looked at, kept when asked, planned from the register, files handed on."""

import json
from pathlib import Path

import pytest

from congress.term import bodies as term
from tests.devices_needs.samples import DAM_RONG
from tests.devices_register.stores import TECHNICIAN, all_devices, dam_rong, decision, registered
from tests.workspaces import PIN, Office
from tui.cli import main

DATED = ["--source", "Phương án 02-PA/HU", "--since", "1/7/2025"]
KEPT = ["--accept", "--account", TECHNICIAN]


@pytest.fixture
def folder(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose ten old units merge, free for a command."""
    known = dam_rong(office)
    registered(office, all_devices(known))
    term.make_merger(office.workspace, office.by("thuky"), details=decision(known))
    office.workspace.close()
    monkeypatch.setenv("CONGRESS_PASSWORD", PIN)
    monkeypatch.setenv("CONGRESS_WORKSPACE", str(office.workspace.folder))
    return tmp_path


def test_from_the_register_to_the_same_answer_as_from_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    norms, staff = str(DAM_RONG["norms"]), str(DAM_RONG["new-units"])
    assert main(["devices", "norms", norms, *DATED]) == 0
    assert "9 dòng định mức, áp dụng từ 01/07/2025, nguồn: Phương án 02-PA/HU." in capsys.readouterr().out
    assert main(["devices", "plan"]) == 1
    assert "Chưa có định mức nào áp dụng vào ngày 01/07/2025" in capsys.readouterr().err
    assert main(["devices", "norms", norms, *DATED, *KEPT]) == 0
    assert main(["devices", "staff", staff, *DATED]) == 0
    assert main(["devices", "plan", "--json"]) == 2
    capsys.readouterr()
    assert main(["devices", "staff", staff, *DATED, *KEPT]) == 0
    assert "Đảng ủy xã Đam Rông 1: 20" in capsys.readouterr().out

    out, xlsx, pdf = folder / "out", folder / "p.xlsx", folder / "p.pdf"
    files = ["--xlsx", str(xlsx), "--pdf", str(pdf), "--export", str(out)]
    printed = ["--printed", str(DAM_RONG["printed"])]
    assert main(["devices", "plan", *printed, *files, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [one["quantity"] for one in answer["purchase"]] == [41, 47, 3, 7]
    assert len(answer["discrepancies"]) == 6
    assert xlsx.stat().st_size > 0
    assert pdf.read_bytes().startswith(b"%PDF")
    rest = ["--merge", "merge.csv", "--new-units", "new-units.csv", "--norms", "norms.csv"]
    asked = [str(out / one) if one.endswith(".csv") else one for one in [*rest, "--classified", "classified.csv"]]
    assert main(["devices", "needs", str(out / "units.csv"), *asked, *printed, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == answer

    assert main(["devices", "plan", "--export", str(out)]) == 2
    assert "không trống" in capsys.readouterr().err
    assert main(["devices", "plan"]) == 0
    assert "Mua mới: máy tính 41, máy in 47" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["norms", "no.csv", *DATED], 2, "no.csv"),
        (["norms", str(DAM_RONG["norms"]), "--source", " ", "--since", "1/7/2025"], 2, "nguồn"),
        (["staff", str(DAM_RONG["norms"]), *DATED], 2, "new_unit"),
        (["staff", str(DAM_RONG["new-units"]), "--source", "x", "--since", "7/2025"], 2, "--since"),
        (["plan", "--decision", "9-QĐ"], 2, "9-QĐ"),
        (["plan", "--on", "x"], 2, "--on"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    folder: Path, arguments: list[str], code: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["devices", *arguments]) == code
    assert sentence in capsys.readouterr().err
