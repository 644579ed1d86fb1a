"""`congress archive search`: what is found, in words or as JSON, while the app holds the workspace."""

import json
from pathlib import Path

import pytest

from congress.term import bodies
from tests.congress_catalogue.samples import DEVICE
from tests.congress_catalogue.test_search import PACKAGE, PERSON, taken
from tests.devices_register.stores import TECHNICIAN, dam_rong, decision
from tests.workspaces import Office
from tui.cli import main


@pytest.fixture
def folder(office: Office, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace that is open elsewhere, with units merged and a package taken in."""
    known = dam_rong(office)
    bodies.make_merger(office.workspace, office.by(TECHNICIAN), details=decision(known))
    taken(office, [PERSON, DEVICE])
    monkeypatch.setenv("CONGRESS_WORKSPACE", str(office.workspace.folder))
    return office.workspace.folder


def test_a_closed_unit_leads_to_its_successor_by_the_decision(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["archive", "search", "da", "long"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Đơn vị: Đảng ủy xã Đạ Long",
        "    nhập vào Đảng ủy xã Đam Rông 4 theo 2147-KL/HU, từ 01/07/2025",
        "Đơn vị: Đảng ủy xã Đam Rông 4",
        "    nhập từ Đảng ủy xã Đạ Long theo 2147-KL/HU, từ 01/07/2025 · "
        "nhập từ Đảng ủy xã Đạ Tông theo 2147-KL/HU, từ 01/07/2025 · "
        "nhập từ Đảng ủy xã Đưng K' Nớ theo 2147-KL/HU, từ 01/07/2025",
    ]


def test_the_answer_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["archive", "search", "Đinh", "ơn", "--kind", "person", "--kind", "unit", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "format": "congress-search/1",
        "query": "Đinh ơn",
        "found": [
            {
                "kind": "person",
                "key": "p1",
                "title": PERSON.title,
                "term": PERSON.term,
                "congress": PERSON.congress,
                "on": None,
                "source": {"package": PACKAGE.package, "title": PACKAGE.title},
                "facts": {},
            }
        ],
        "more": 0,
        "at_least": False,
    }
    assert main(["archive", "search", "đảng", "ủy", "--limit", "3", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (len(told["found"]), told["more"], told["at_least"]) == (3, 11, False)


def test_nothing_found_is_an_answer_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["archive", "search", "khongcogi"]) == 0
    assert capsys.readouterr().out == "Không tìm thấy gì.\n"
    assert main(["archive", "search", "khongcogi", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["found"] == []
    assert main(["archive", "search", "đảng", "--kind", "fridge"]) != 0


def test_what_is_found_in_a_package_names_it_in_english_too(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONGRESS_LANG", "en")
    assert main(["archive", "search", "tb7k3m9q"]) == 0
    assert capsys.readouterr().out.splitlines() == ["Device: TB-7K3M9Q", f"    Package: {PACKAGE.title}"]
