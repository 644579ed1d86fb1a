"""`congress devices import`, `export` and `labels`: looked at, written when asked, a sentence for what is wrong."""

import json
from pathlib import Path

import pytest

from tests.congress_papers.reading import words_of
from tests.devices_register.stores import TECHNICIAN, dam_rong
from tests.workspaces import PIN, Office
from tui.cli import main

LIST = "Loại thiết bị,Model,Serial,Tên đơn vị\nMáy tính,HP,S1,Đảng ủy xã Rô Men\nMáy in,Canon,S2,Đạ K'Nàng\n"


@pytest.fixture
def folder(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with bodies, free for a command; a list beside it."""
    dam_rong(office)
    office.workspace.close()
    (tmp_path / "ds.csv").write_text(LIST, encoding="utf-8")
    monkeypatch.setenv("CONGRESS_PASSWORD", PIN)
    monkeypatch.setenv("CONGRESS_WORKSPACE", str(office.workspace.folder))
    return tmp_path


def test_a_list_is_looked_at_then_taken_in_then_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask = ["devices", "import", str(folder / "ds.csv")]
    assert main([*ask, "--accept", "--account", TECHNICIAN, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["written"], told["new"]) == (False, 1)
    assert [(one["where"], one["code"]) for one in told["findings"]] == [("ds.csv:3:D", "list-body-to-confirm")]

    said = ["--spelling", "Đạ K'Nàng=Đảng ủy xã Đạ K' Nàng"]
    assert main([*ask, *said]) == 0
    assert "Chưa ghi gì vào sổ." in capsys.readouterr().out
    assert main([*ask, *said, "--accept", "--account", TECHNICIAN, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["format"], told["written"], told["new"]) == ("congress-device-list/1", True, 2)

    assert main(["devices", "export", "--out", str(folder / "x.xlsx")]) == 0
    capsys.readouterr()
    assert main(["devices", "import", str(folder / "x.xlsx"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["same"] == 2

    assert main(["devices", "labels", "--sheet", "L4731", "--start", "5", "--out", str(folder / "t.pdf")]) == 0
    tags = [word for word in words_of((folder / "t.pdf").read_bytes()) if word.text.startswith("TB-")]
    assert len(tags) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["devices", "import", "ds.csv", "--spelling", "Xã lạ=Không có"], 2, "Không có"),
        (["devices", "import", "no.csv"], 2, "no.csv"),
        (["devices", "export", "--out", "a.ods"], 1, "ods"),
        (["devices", "labels", "--out", "a.pdf"], 1, "Chưa chọn thiết bị nào"),
        (["devices", "labels", "TB-1", "--out", "a.pdf"], 1, "TB-1"),
        (["devices", "labels", "--start", "999", "--out", "a.pdf"], 2, "24"),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_writes_nothing(
    folder: Path,
    arguments: list[str],
    code: int,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder)
    assert main(arguments) == code
    assert sentence in capsys.readouterr().err
    assert not list(folder.glob("a.*"))
