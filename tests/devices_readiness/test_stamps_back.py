"""The list of a request comes back with the stamps' numbers: looked at whole, every fault by row and column."""

import io
from collections.abc import Mapping

import pytest
from openpyxl import load_workbook

from congress.errors import Malformed, Refused
from congress.records import files
from congress.spreadsheet import write_csv
from devices.readiness import importing, printing, queries, sealing
from devices.readiness.formats import read_stamps
from devices.readiness.importing import StampsRead
from tests.devices_readiness.test_service import POLICE, TECHNICIAN, At, at_site
from tests.workspaces import Office

HEADS = ("TT", "Mã", "Loại", "Kiểu máy", "Số sê-ri", "Số tem", "Hạn (ngày/tháng/năm)")
FIRST = 4
"""The first row of a device: the title, an empty row and the heads stand above."""


def requested(at: At) -> bytes:
    """The workbook of the request, every device of the site in it, checked."""
    for tag in at.tags:
        at.check(tag)
    office = at.office
    asked = printing.request_inspection(
        office.workspace, office.by(TECHNICIAN), site_id=at.site.id, addressed_to=POLICE
    )
    return files.fetch(office.workspace.papers, asked.papers[1].sha256)


def filled(sheet: bytes, cells: Mapping[str, str | None]) -> bytes:
    """The workbook with a number in every row, then some cells otherwise."""
    book = load_workbook(io.BytesIO(sheet))
    page = book.worksheets[0]
    for row in range(FIRST, page.max_row + 1):
        page[f"F{row}"] = f"KĐ {row:04d}"
        page[f"G{row}"] = "31/12/2026"
    for place, value in cells.items():
        page[place] = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def look(at: At, data: bytes, name: str = "so-tem.xlsx") -> StampsRead:
    return importing.look(at.office.workspace, site_id=at.site.id, data=data, name=name)


def test_the_numbers_come_back_and_are_put_on_together(any_office: Office) -> None:
    at = at_site(any_office)
    found = look(at, filled(requested(at), {}))
    assert (found.faults, found.left_out) == ((), ())
    sealing.affix(any_office.workspace, any_office.by(TECHNICIAN), seals=found.stamps)
    with any_office.workspace.reading() as unit:
        stuck = queries.seals_on(unit, [one.id for one in at.devices])
    assert {one.device_id for one in stuck} == {one.id for one in at.devices}
    assert {(one.issuer, f"{one.expires_on:%d/%m/%Y}") for one in stuck} == {(POLICE, "31/12/2026")}


def test_every_fault_is_told_by_row_and_column_and_nothing_is_written(office: Office) -> None:
    at = at_site(office)
    sheet = requested(at)
    first = load_workbook(io.BytesIO(sheet)).worksheets[0]["B4"].value
    found = look(
        at,
        filled(
            sheet,
            {"E4": "SN-99", "F5": "kđ0004", "F6": None, "G6": "31/02/2026", "B7": "TB-000000", "G4": "01/01/2020"},
        ),
    )
    rows = [int(one.where.split(":")[-2]) for one in found.faults]
    assert rows == sorted(rows)  # as a person goes through the sheet
    told = {(one.where.rpartition(":")[2], one.where.split(":")[-2], one.code) for one in found.faults}
    assert {
        ("E", "4", "stamps-serial-differs"),
        ("F", "5", "stamps-number-twice"),
        ("F", "6", "stamps-number-missing"),
        ("G", "6", "stamps-day-wrong"),
        ("B", "7", "device-unknown"),
        ("G", "4", "seal-expired-already"),
    } == told  # fmt: skip
    assert found.left_out
    assert str(first) not in found.left_out
    with office.workspace.reading() as unit:
        assert queries.seals_on(unit, [one.id for one in at.devices]) == ()


def test_a_number_that_is_on_something_and_a_device_not_checked_are_told(office: Office) -> None:
    at = at_site(office)
    tag = at.tags[0]
    printing.request_inspection(office.workspace, office.by(TECHNICIAN), site_id=at.site.id, addressed_to=POLICE)
    at.check(tag)
    rows = [HEADS, ("1", tag, "", "", "sn 1", "KĐ 1", ""), ("2", at.tags[1], "", "", "SN-2", "KĐ 2", "2026-12-31")]
    (open_checks,) = look(at, write_csv(rows), "so-tem.csv").faults
    assert (open_checks.where, open_checks.code) == ("so-tem.csv:3:B", "device-checks-open")
    at.check(at.tags[1])
    found = look(at, write_csv(rows), "so-tem.csv")
    assert found.faults == ()
    sealing.affix(office.workspace, office.by(TECHNICIAN), seals=found.stamps)
    again = look(at, write_csv(rows), "so-tem.csv").faults
    assert {(one.where, one.code) for one in again} == {
        ("so-tem.csv:2:F", "seal-number-used"),
        ("so-tem.csv:2:B", "seal-there-already"),
        ("so-tem.csv:3:F", "seal-number-used"),
        ("so-tem.csv:3:B", "seal-there-already"),
    }


@pytest.mark.parametrize(("rows", "code"), [([["a", "b"]], "stamps-header-missing"), ([HEADS], "stamps-none")])
def test_a_file_that_is_no_such_list_is_refused(office: Office, rows: list[list[str]], code: str) -> None:
    at = at_site(office)
    requested(at)
    with pytest.raises(Malformed) as malformed:
        look(at, write_csv(rows), "so-tem.csv")
    assert [one.code for one in malformed.value.findings] == [code]


def test_without_a_request_there_is_no_list_to_come_back(office: Office) -> None:
    at = at_site(office)
    with pytest.raises(Refused, match="inspection-none-asked"):
        look(at, write_csv([HEADS, ("1", at.tags[0], "", "", "SN-1", "KĐ 1", "")]), "so-tem.csv")


def test_two_columns_of_stamp_numbers_that_differ_are_a_fault() -> None:
    rows = [["Mã", "Số sê-ri", "Số tem", "Số tem"], ["TB-00000U", "S1", "KĐ-1", "KĐ-2"]]
    listed = read_stamps(write_csv(rows), name="tem.csv")
    assert [(fault.where, fault.code) for fault in listed.faults] == [("tem.csv:1:D", "list-columns-differ")]
    assert listed.rows[0].number == "KĐ-1"
