"""`congress devices merge`, `move`, `unit`: a list of mergers, devices that follow, what became of a unit."""

import json
from pathlib import Path

import pytest

from tests.ballots_regulations.tables import KNOWN
from tests.devices_register.stores import TECHNICIAN, all_devices, dam_rong, registered
from tests.workspaces import PIN, Office
from tui.cli import main

MERGE = [
    *("devices", "merge", str(KNOWN / "dam-rong-merge.csv"), "--new-units", str(KNOWN / "dam-rong-new-units.csv")),
    *("--decision", "2147-KL/HU", "--decided", "14/4/2025", "--effective", "2025-07-01"),
]


@pytest.fixture
def folder(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the ten old units' 114 devices, free for a command."""
    registered(office, all_devices(dam_rong(office)))
    office.workspace.close()
    monkeypatch.setenv("CONGRESS_PASSWORD", PIN)
    monkeypatch.setenv("CONGRESS_WORKSPACE", str(office.workspace.folder))
    return tmp_path


def test_units_merge_and_their_devices_follow(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*MERGE, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["format"], told["written"], told["parts"]) == ("congress-merger-list/1", False, 10)
    assert main([*MERGE, "--accept", "--account", TECHNICIAN]) == 0
    assert "Đã nhập danh sách." in capsys.readouterr().out
    assert main(["devices", "move", "--decision", "2147-KL/HU", "--account", TECHNICIAN]) == 0
    assert "Đã chuyển 114 thiết bị; còn phải chuyển: 0." in capsys.readouterr().out
    assert main([*MERGE, "--json"]) == 1
    assert {one["code"] for one in json.loads(capsys.readouterr().out)["findings"]} == {"merger-exists", "body-closed"}

    assert main(["devices", "unit", "rô men", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["closed_on"], told["successors"]) == ("2025-07-01", ["Đảng ủy xã Đam Rông 2"])
    assert main(["devices", "unit", "Đảng ủy xã Đam Rông 2"]) == 0
    shown = capsys.readouterr().out
    for words in (
        "đang hoạt động",
        "Hình thành từ:",
        "Cơ quan Huyện ủy → Đảng ủy xã Đam Rông 2 (2147-KL/HU, 14/04/2025)",
    ):
        assert words in shown


def test_a_unit_is_divided_device_by_device(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "m.csv").write_text("old_unit,new_unit\nĐảng ủy xã Rô Men,N\nĐảng ủy xã Rô Men,M\n", encoding="utf-8")
    days = ["--decision", "1-QĐ", "--decided", "1/6/2025", "--effective", "1/7/2025", "--account", TECHNICIAN]
    assert main(["devices", "merge", str(folder / "m.csv"), *days, "--by-device", "--enter", "--accept"]) == 0
    assert main(["devices", "export", "--out", str(folder / "x.csv"), "--search", "Rô Men"]) == 0
    capsys.readouterr()
    rows = (folder / "x.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    tags = [cell for cell in rows[0].split(",") if cell.startswith("TB-")]
    assert main(["devices", "move", *tags, "--to", "N", "--decision", "1-QĐ", "--account", TECHNICIAN]) == 0
    assert f"còn phải chuyển: {len(rows) - 1}." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        ([*MERGE, "--spelling", "Rô Men"], 2, "Rô Men"),
        ([*MERGE[:-1], "30/2/2025"], 2, "--effective"),
        (["devices", "move", "--decision", "x", "--account", TECHNICIAN], 2, "x"),
        (["devices", "move", "TB-1", "--decision", "x", "--account", TECHNICIAN], 2, "--to"),
        (["devices", "unit", "Rô Mèn Khác"], 2, "Rô Mèn Khác"),
        (["devices", "unit", "Đảng ủy"], 2, "Đảng ủy xã Rô Men"),
        (["devices", "merge", "no.csv", *MERGE[5:]], 2, "no.csv"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    folder: Path, arguments: list[str], code: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == code
    assert sentence in capsys.readouterr().err
