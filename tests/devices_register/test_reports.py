"""List and counts as the register stands, as before and as after mergers, whether devices have followed or not."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from congress.errors import Malformed, Refused
from congress.term import bodies as term
from devices.register import counting, merging, reports
from devices.register.reports import Counts
from devices.register.values.devices import Category, DeviceDetails, NewDevice, Tenure
from devices.register.values.listing import Sought
from devices.register.values.mergers import Side, When
from tests.congress_papers.reading import cells_of, text_of
from tests.devices_register.stores import (
    CATEGORIES,
    HAVE,
    TECHNICIAN,
    all_devices,
    dam_rong,
    decision,
    registered,
)
from tests.devices_register.test_merging import PRINTED
from tests.workspaces import PIN, Office
from tui.cli import main

BEFORE, AFTER = Side(When.BEFORE), Side(When.AFTER)
OLD = {row[0]: tuple(map(int, row[1:])) for row in csv.reader(HAVE.splitlines())}
NEW = {f"Đảng ủy xã Đam Rông {n}": figures for n, figures in PRINTED.items()}


def _figures(counts: Counts) -> dict[str, tuple[int, ...]]:
    return {one.unit.name: tuple(one.have.get(kind, 0) for kind in CATEGORIES) for one in counts.units}


def _owners(office: Office, side: Side, text: str = "") -> dict[str, int]:
    data = reports.export(office.workspace, kind="csv", sought=Sought(text=text), side=side)
    owners: dict[str, int] = {}
    for row in csv.DictReader(StringIO(data.decode("utf-8-sig"))):
        assert row["Đơn vị giữ"] == row["Đơn vị sở hữu"]
        owners[row["Đơn vị sở hữu"]] = owners.get(row["Đơn vị sở hữu"], 0) + 1
    return owners


def test_both_sides_are_the_same_before_and_after_devices_follow(any_office: Office) -> None:
    ws = any_office.workspace
    known = dam_rong(any_office)
    with pytest.raises(Refused, match="report-no-merger"):
        reports.counts(ws, BEFORE)
    registered(any_office, all_devices(known))
    borrowed = NewDevice(DeviceDetails(Category.COMPUTER, known.old[0], tenure=Tenure.BORROWED))
    registered(any_office, [borrowed])
    merger = term.make_merger(ws, any_office.by("thuky"), details=decision(known))
    assert _figures(reports.counts(ws)) == OLD
    sums = {name: sum(figures) for name, figures in OLD.items()}
    sums["Đảng ủy xã Đạ K' Nàng"] += 1  # the list has the borrowed one, too
    for follows in (False, True):
        if follows:
            merging.apply_whole(ws, any_office.by(TECHNICIAN), merger_id=merger.id)
        assert _figures(reports.counts(ws, BEFORE)) == OLD
        assert _figures(reports.counts(ws, AFTER)) == NEW
        assert _owners(any_office, BEFORE) == sums
        assert _owners(any_office, AFTER, "không có") == {}  # no tag has an O
        assert _owners(any_office, BEFORE, "rô men") == {"Đảng ủy xã Rô Men": 7}
        assert set(_owners(any_office, AFTER)) == set(NEW)
    assert _figures(reports.counts(ws)) == NEW
    with pytest.raises(Malformed, match="merger-not-known"):
        reports.counts(ws, Side(When.NOW, ("9-QĐ",)))


def test_the_table_says_which_side_of_which_decision_it_shows(office: Office) -> None:
    known = dam_rong(office)
    registered(office, all_devices(known))
    term.make_merger(office.workspace, office.by("thuky"), details=decision(known))
    counts = reports.counts(office.workspace, AFTER)
    (cells,) = cells_of(counting.counts_xlsx(counts)).values()
    assert cells[0][0] == "Số lượng thiết bị theo đơn vị sau sắp xếp"
    assert "Quyết định: 2147-KL/HU ngày 14/04/2025." in [row[0] for row in cells]
    assert cells[-1] == [None, "Tổng", 55, 53, 1, 5, 114]
    text = text_of(counting.counts_pdf(counts))
    assert "02 Đảng ủy xã Đam Rông 2 35 33 01 03 72" in text


def test_the_command_counts_and_writes(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known = dam_rong(office)
    registered(office, all_devices(known))
    term.make_merger(office.workspace, office.by("thuky"), details=decision(known))
    office.workspace.close()
    monkeypatch.setenv("CONGRESS_PASSWORD", PIN)
    monkeypatch.setenv("CONGRESS_WORKSPACE", str(office.workspace.folder))
    assert main(["devices", "report", "--as-of", "after", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["format"], told["as_of"], told["decisions"]) == ("congress-device-counts/1", "after", ["2147-KL/HU"])
    assert told["units"][1]["have"] == {"computer": 35, "printer": 33, "photocopier": 1, "scanner": 3}
    assert main(["devices", "report"]) == 0
    assert "Đảng ủy xã Rô Men: Máy tính 3, Máy in 3, Máy scan 1" in capsys.readouterr().out
    for name in ("a.xlsx", "a.pdf"):
        assert main(["devices", "report", "--as-of", "before", "--out", str(tmp_path / name)]) == 0
        assert (tmp_path / name).stat().st_size > 0
    assert main(["devices", "report", "--out", str(tmp_path / "a.ods")]) == 1
    assert main(["devices", "export", "--as-of", "after", "--out", str(tmp_path / "l.csv")]) == 0
    assert "Đảng ủy xã Đam Rông 4" in (tmp_path / "l.csv").read_text(encoding="utf-8-sig")
