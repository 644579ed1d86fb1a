"""Lists of devices taken in: looked at first, every fault by row and column, nothing written unless accepted."""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from uuid import UUID

import pytest
from openpyxl import Workbook

from congress.errors import Finding, Malformed, Refused
from congress.i18n import LANGUAGES, sentence
from congress.spreadsheet import read_grids
from congress.term import queries as term_queries
from congress.workspace import check_journal
from devices.register import importing, reports, service
from devices.register.importing import ImportPlan
from devices.register.queries import devices as queries
from devices.register.queries import tables
from devices.register.values.devices import Category, Condition, DeviceState, Tenure, UseClass
from devices.register.values.history import Happening
from devices.register.values.importing import RowOutcome
from devices.register.values.listing import Sought
from tests.devices_register.stores import TECHNICIAN, DamRong, dam_rong
from tests.workspaces import Office

HEADER = ["Stt", "Loại thiết bị", "Nhãn hiệu, model", "Số sê-ri", "Năm", "Tình trạng", "Tên đơn vị", "Người sử dụng"]
ROWS = [
    ["1", "Máy tính", "HP ProBook 440", "5CD2310A7", "2023", "Tốt", "Đảng ủy xã Đạ K' Nàng", "K'Brơi"],
    ["2", "Máy in màu", "Canon", "NN-77", "2019", "Cũ", "Đảng ủy xã Đạ K' Nàng", ""],
    ["3", "Máy Scan", "Epson", "", "", "Hỏng", "Đảng ủy xã Phi Liêng", "Đa Cát K' Hương"],
    ["Tổng", "3", "", "", "", "", "", ""],
]


def _csv(rows: Iterable[Sequence[str]] = (HEADER, *ROWS), *, encoding: str = "utf-8", sep: str = ",") -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=sep).writerows(rows)
    return target.getvalue().encode(encoding)


def _xlsx(rows: Iterable[Sequence[object]], *, merged: Iterable[str] = ()) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _codes(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    for finding in findings:
        for language in LANGUAGES:
            said = sentence(finding, language)
            assert said != finding.code
            assert "{" not in said
    return [(finding.where, finding.code) for finding in findings]


def _accept(
    office: Office,
    data: bytes,
    plan: ImportPlan,
    *,
    spellings: dict[str, UUID] | None = None,
    confirmed: bool = False,
) -> importing.Imported:
    by, seen = office.by(TECHNICIAN), plan.digest
    return importing.accept(
        office.workspace, by, source=data, name=plan.name, digest=seen, spellings=spellings, confirmed=confirmed
    )


@pytest.fixture
def known(any_office: Office) -> DamRong:
    """The bodies of Đam Rông."""
    return dam_rong(any_office)


def test_a_look_writes_nothing_and_accepting_writes_what_was_seen(any_office: Office, known: DamRong) -> None:
    data, ws = _csv(), any_office.workspace
    head = ws.head().number
    plan = importing.look(ws, source=data, name="ds.csv")
    assert plan.is_acceptable
    assert [row.outcome for row in plan.planned.rows] == [RowOutcome.NEW] * 3
    assert _codes(plan.remarks) == [("ds.csv:1", "list-rows-nameless")]
    assert ws.head().number == head
    done = _accept(any_office, data, plan)
    assert (done.new, done.changed, done.same) == (3, 0, 0)
    with ws.reading() as unit:
        (laptop,) = queries.devices_by_serial(unit, ["5cd2310a7"])["5cd2310a7"]
        (told,) = queries.history(unit, laptop.id)
        found = [device for device, _ in tables.each(unit, Sought())]
    assert laptop.custody.holder_name == "K'Brơi"
    assert laptop.details.owner_id == known.old[0]
    assert told.happening is Happening.IMPORTED
    assert {(one.category, one.condition, one.details.colour) for one in found} == {
        (Category.COMPUTER, Condition.GOOD, None),
        (Category.PRINTER, Condition.WORN, True),
        (Category.SCANNER, Condition.BROKEN, None),
    }
    assert sum(one.counts for one in found) == 2
    assert check_journal(ws) == ()


def test_known_devices_are_found_by_tag_or_serial_and_updated(any_office: Office, known: DamRong) -> None:
    ws = any_office.workspace
    first = _csv()
    _accept(any_office, first, importing.look(ws, source=first, name="a.csv"))
    with ws.reading() as unit:
        scanner = next(device for device, _ in tables.each(unit, Sought(text="epson")))
    header = ["Mã thiết bị", *HEADER[1:]]
    rows = [
        ["", "máy tính", "", "5CD-2310 A7", "", "Hỏng", "", ""],
        ["", "máy in", "Canon", "NN77", "2019", "Cũ", "", ""],
        [scanner.tag.lower(), "", "Epson DS-530", "X1", "", "", "Đảng ủy xã Rô Men", ""],
    ]
    data = _csv([header, *rows])
    plan = importing.look(ws, source=data, name="b.csv")
    assert plan.planned.faults == ()
    assert [row.outcome for row in plan.planned.rows] == [RowOutcome.CHANGED, RowOutcome.CHANGED, RowOutcome.CHANGED]
    assert importing.differences(plan.planned.rows[1]) == {"serial": ["NN-77", "NN77"]}
    assert _codes(plan.changes) == [("b.csv:4:G", "list-owner-changes")]
    done = _accept(any_office, data, plan, confirmed=True)
    assert (done.new, done.changed) == (0, 3)
    with ws.reading() as unit:
        after = queries.devices_by_id(unit, [scanner.id])[scanner.id]
        told = queries.history(unit, scanner.id)
    assert (after.details.model, after.details.serial) == ("Epson DS-530", "X1")
    assert after.details.owner_id == known.old[4]
    assert after.condition is Condition.BROKEN
    assert [one.happening for one in told] == [Happening.CHANGED, Happening.IMPORTED]
    again = importing.look(ws, source=data, name="b.csv")
    assert [row.outcome for row in again.planned.rows] == [RowOutcome.SAME] * 3


def test_every_fault_is_named_by_row_and_column(office: Office) -> None:
    dam_rong(office)
    rows = [
        ["1", "Máy bay", "Đ" * 300, "S1", "1066", "Tuyệt", "Đảng ủy xã Rô Men", "☎"],
        ["2", "", "Dell", "S2", "2020", "", "", ""],
        ["3", "Máy in", "Canon", "S3", "", "", "Đảng ủy xã Rô Men", ""],
        ["4", "Máy in", "Canon", "S-3", "", "", "Đảng ủy xã Rô Men", ""],
        ["5", "Máy in", "Canon ☎", "S5", "", "", "Đảng ủy xã Rô Men", ""],
    ]
    header = [*HEADER, "Mã", "SL", "Màu sơn"]
    rows = [[*row, "", "1", ""] for row in rows]
    rows[2][-2], rows[3][-3] = "2", "TB-12345Z"
    plan = importing.look(office.workspace, source=_csv([["Danh sách"], header, *rows]), name="d.csv")
    assert not plan.is_acceptable
    assert sorted(_codes(plan.planned.faults)) == [
        ("d.csv:3:B", "list-word-unknown"),
        ("d.csv:3:E", "list-year-wrong"),
        ("d.csv:3:F", "list-word-unknown"),
        ("d.csv:4:B", "list-category-missing"),
        ("d.csv:4:G", "list-owner-missing"),
        ("d.csv:5:J", "list-quantity-not-one"),
        ("d.csv:6:D", "list-row-twice"),
        ("d.csv:6:I", "list-tag-wrong"),
        ("d.csv:7:C", "letters-not-printable"),
    ]
    assert _codes(plan.remarks) == [("d.csv:2:K", "list-column-unknown")]
    with pytest.raises(Malformed) as raised:
        importing.accept(
            office.workspace,
            office.by(TECHNICIAN),
            source=_csv([["Danh sách"], header, *rows]),
            digest=plan.digest,
            name="d.csv",
        )
    assert len(raised.value.findings) == 9
    with office.workspace.reading() as unit:
        assert tables.count(unit, Sought()) == 0


def test_other_spellings_wait_for_a_person_and_are_known_from_then_on(any_office: Office, known: DamRong) -> None:
    ws = any_office.workspace
    spelled = {"Đạ K'Nàng": known.old[0], "Đung K'Nó": known.old[8], "Huyện ủy": known.old[9]}
    rows = [["", "Máy tính", "Dell", f"S{n}", "", "", text, ""] for n, text in enumerate(spelled)]
    rows += [["", "Máy in", "Canon", "S9", "", "", "Huyện ủy", ""], ["", "UPS", "", "S8", "", "", "Xã lạ", ""]]
    data = _csv([HEADER, *rows])
    plan = importing.look(ws, source=data, name="x.csv")
    assert not plan.is_acceptable
    assert {doubt.text: doubt.candidates for doubt in plan.doubts} == {
        **{text: (body,) for text, body in spelled.items()},
        "Xã lạ": (),
    }
    assert next(doubt for doubt in plan.doubts if doubt.text == "Huyện ủy").rows == 2
    with ws.reading() as unit:
        told = importing.doubts_told(unit, plan.doubts)
    assert _codes(told)[-1] == ("x.csv:6:G", "list-body-unknown")
    said = {**spelled, "Xã lạ": known.old[1]}
    sure = importing.look(ws, source=data, name="x.csv", spellings=said)
    assert sure.is_acceptable
    with pytest.raises(Malformed, match="list-body-to-confirm"):
        _accept(any_office, data, plan)
    with pytest.raises(Refused, match="import-changed"):
        _accept(any_office, data, plan, spellings=said)
    assert _accept(any_office, data, sure, spellings=said).new == 5
    with ws.reading() as unit:
        assert {one.body_id for one in term_queries.spellings(unit)} == set(said.values())
    assert importing.look(ws, source=data, name="x.csv").is_acceptable


def test_a_list_does_not_do_what_needs_two_people_or_a_deed_of_its_own(office: Office) -> None:
    dam_rong(office)
    ws, first = office.workspace, _csv()
    _accept(office, first, importing.look(ws, source=first, name="a.csv"))
    header = [*HEADER, "Mục đích"]
    data = _csv([header, ["", "Máy tính", "HP", "5CD2310A7", "", "", "", "", "Mật"]])
    assert _codes(importing.look(ws, source=data, name="b.csv").planned.faults) == [
        ("b.csv:2:I", "list-use-class-differs")
    ]
    with ws.reading() as unit:
        tag = next(device.tag for device, _ in tables.each(unit, Sought(text="5CD2310A7")))
    service.lose(ws, office.by(TECHNICIAN, reason="mất"), tags=[tag])
    lost = _csv([["Mã", "Model"], [tag, "khác"]])
    assert _codes(importing.look(ws, source=lost, name="c.csv").planned.faults) == [("c.csv:2", "device-lost")]


def test_what_changed_since_the_look_is_looked_at_again(office: Office) -> None:
    dam_rong(office)
    ws, data = office.workspace, _csv()
    plan = importing.look(ws, source=data, name="a.csv")
    with pytest.raises(Refused, match="import-changed"):
        importing.accept(ws, office.by(TECHNICIAN), source=data + b"\r\n", name="a.csv", digest=plan.digest[::-1])
    _accept(office, data, plan)
    with pytest.raises(Refused, match="import-changed"):
        _accept(office, data, plan)


NFD = unicodedata.normalize("NFD", _csv().decode()).encode()


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (_csv(), "utf-8"),
        (_csv(encoding="utf-8-sig"), "utf-8"),
        (_csv(sep=";"), "utf-8"),
        (_csv(sep="\t", encoding="utf-16"), "utf-16"),
        (_csv(encoding="utf-16-le"), "utf-16"),
        (_csv(encoding="utf-16-be"), "utf-16"),
        (NFD, "utf-8"),
        (NFD.decode().replace("\u0111", "đ").encode("utf-16"), "utf-16"),
    ],
)
def test_letters_are_read_however_a_program_left_them(office: Office, data: bytes, encoding: str) -> None:
    dam_rong(office)
    plan = importing.look(office.workspace, source=data, name="a.csv")
    assert plan.encoding == encoding
    assert plan.is_acceptable, _codes(plan.planned.faults)
    assert plan.planned.rows[0].new is not None
    assert plan.planned.rows[0].new.holder_name == "K'Brơi"


def test_windows_1258_is_read_and_said(office: Office) -> None:
    dam_rong(office)
    text = _csv().decode()
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    apart = ""
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in marks if mark in tones)
        apart += unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones)) + tone
    plan = importing.look(office.workspace, source=apart.encode("cp1258"), name="a.csv")
    assert plan.encoding == "windows-1258"
    assert ("a.csv", "list-encoding-assumed") in _codes(plan.remarks)
    assert plan.is_acceptable, _codes(plan.planned.faults)


def test_merged_cells_hold_for_each_row_and_numbers_are_text(office: Office) -> None:
    known = dam_rong(office)
    rows: list[list[object]] = [
        ["DANH SÁCH THIẾT BỊ"],
        [],
        ["Đơn vị", "Loại thiết bị", "Model", "Serial", "Năm"],
        ["Đảng ủy xã Rô Men", "Máy tính", "HP 440", 123456, 2023],
        [None, "Máy in", "=1+1", "007", 2020.0],
    ]
    plan = importing.look(office.workspace, source=_xlsx(rows, merged=["A1:E1", "A4:A5"]), name="a.xlsx")
    assert _codes(plan.planned.faults) == [("a.xlsx:Sheet:5:C", "cell-not-calculated")]
    first, second = (row.new for row in plan.planned.rows)
    assert first is not None
    assert second is not None
    assert (first.details.serial, first.details.year) == ("123456", 2023)
    assert (second.details.serial, second.details.year) == ("007", 2020)
    assert first.details.owner_id == second.details.owner_id == known.old[4]


def test_what_excel_lost_or_could_not_compute_is_told() -> None:
    rows: list[list[object]] = [["Loại thiết bị", "Serial"], ["Máy in", 1234567890123456789], ["Máy in", "#REF!"]]
    (grid,) = read_grids(_xlsx(rows), name="a.xlsx")
    assert _codes(grid.faults) == [
        ("a.xlsx:Sheet:2:B", "cell-number-too-long"),
        ("a.xlsx:Sheet:3:B", "cell-error"),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b" \r\n ", "empty-file"),
        (b"a,b\r\n1,2", "list-header-missing"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "sheet-old-excel"),
        (b"PK\x03\x04 and then nothing", "sheet-not-xlsx"),
        (b"ma\0\0b,c", "sheet-not-text"),
        (b"\xd2\xd2,\xd2\r\n", "list-header-missing"),
        (b"\xff\xfea", "sheet-letters-unknown"),
        (b'a,"' + b"x" * 200_000 + b'"', "sheet-row-unreadable"),
        (b"," * 200, "sheet-too-large"),
        (b'a,"b\r\nc,d\r\n', "sheet-row-unreadable"),
        (b'a,"b"c,d\r\n', "sheet-row-unreadable"),
        ("Loại,Số máy\r\nMáy tính,Đ".encode() + b"\xff\r\n", "sheet-letters-unknown"),
        (b"%PDF-1.7", "sheet-of-another-kind"),
        (b"\xef\xbb\xbf\r\n<html><table>", "sheet-of-another-kind"),
    ],
)
def test_what_is_no_list_is_said_and_never_a_traceback(office: Office, data: bytes, code: str) -> None:
    with pytest.raises(Malformed) as raised:
        importing.look(office.workspace, source=data, name="a.csv")
    assert [one for _, one in _codes(raised.value.findings)] == [code]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_an_export_taken_in_again_changes_nothing(any_office: Office, known: DamRong, kind: str) -> None:
    ws = any_office.workspace
    header = [*HEADER, "Sở hữu", "Mục đích", "Phòng", "Ghi chú"]
    rows = [
        [*ROWS[0], "Mượn", "Kiểm phiếu", "bàn 3", "=HYPERLINK(1)"],
        [*ROWS[1], "Chung", "Internet", "-", "+84"],
        [*ROWS[2], "", "", "", "@x"],
    ]
    data = _csv([header, *rows])
    _accept(any_office, data, importing.look(ws, source=data, name="a.csv"))
    file = reports.export(ws, kind=kind)
    plan = importing.look(ws, source=file, name=f"b.{kind}")
    assert plan.planned.faults == ()
    assert [row.outcome for row in plan.planned.rows] == [RowOutcome.SAME] * 3
    assert {code for _, code in _codes(plan.remarks)} == {"list-column-not-taken"}
    with ws.reading() as unit:
        found = {device.details.serial: device for device, _ in tables.each(unit, Sought())}
    assert found["5CD2310A7"].details.tenure is Tenure.BORROWED
    assert found["5CD2310A7"].use_class is UseClass.COUNTING
    assert found["5CD2310A7"].details.note == "=HYPERLINK(1)"
    assert found["NN-77"].details.tenure is Tenure.SHARED
    assert found["NN-77"].state is DeviceState.REGISTERED
    (grid,) = read_grids(file, name="b")
    assert (
        not any(cell.startswith(("=", "+")) for cell in file.decode("utf-8-sig").split(",")) if kind == "csv" else grid
    )
    with pytest.raises(Refused, match="list-format-unknown"):
        reports.export(ws, kind="ods")


def test_a_numbered_row_without_its_category_is_a_fault_and_a_count_of_none_is_no_device(office: Office) -> None:
    dam_rong(office)
    header = ["Stt", "Loại thiết bị", "Năm", "Đơn vị", "Số lượng"]
    body = "Đảng ủy xã Rô Men"
    rows = [["1", "", "2023", body, "1"], ["2", "Máy in", "2023", body, "0"], ["3", "", "", body, ""]]
    plan = importing.look(office.workspace, source=_csv([header, *rows]), name="a.csv")
    assert _codes(plan.planned.faults) == [
        ("a.csv:3:E", "list-quantity-not-one"),
        ("a.csv:2:B", "list-category-missing"),
    ]


def test_leading_zeros_that_excel_shows_are_kept_and_an_empty_result_is_a_result() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Loại thiết bị", "Serial", "Năm"], ["Máy in", 12345, '=IF(TRUE,"","")'], ["Máy in", 12345, "=1+1"]):
        sheet.append(row)
    sheet["B2"].number_format = "00000000"
    target = io.BytesIO()
    book.save(target)
    told = re.compile(rb'<c r="C2"( t="\w+")?>')
    (grid,) = read_grids(_replaced(target.getvalue(), told, b'<c r="C2" t="str">'), name="a.xlsx")
    assert [row[1] for row in grid.rows[1:]] == ["00012345", "12345"]
    assert _codes(grid.faults) == [("a.xlsx:Sheet:3:C", "cell-not-calculated")]


def _replaced(data: bytes, what: re.Pattern[bytes], by: bytes) -> bytes:
    """A workbook with one thing in its sheet written otherwise."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                part, times = what.subn(by, part)
                assert times == 1
            made.writestr(entry.filename, part)
    return target.getvalue()


def test_two_columns_of_one_meaning_are_said_by_their_letters(office: Office) -> None:
    dam_rong(office)
    header = ["Loại thiết bị", "Số sê-ri", "Đơn vị", "Số máy", "Cơ quan, đơn vị"]
    body = "Đảng ủy xã Rô Men"
    rows = [["Máy in", "A1", body, "A1", ""], ["Máy in", "A2", body, "B2", body]]
    plan = importing.look(office.workspace, source=_csv([header, *rows]), name="a.csv")
    assert _codes(plan.planned.faults) == [("a.csv:1:D", "list-columns-differ")]
    assert plan.planned.faults[0].facts == {
        "text": "Số máy",
        "column": "D",
        "other": "Số sê-ri",
        "first": "B",
        "row": 3,
    }
    assert _codes(plan.remarks) == [("a.csv:1:E", "list-column-twice")]
    rows[1][3] = ""
    alike = importing.look(office.workspace, source=_csv([header, *rows]), name="a.csv")
    assert alike.is_acceptable
    assert _codes(alike.remarks) == [("a.csv:1:D", "list-column-twice"), ("a.csv:1:E", "list-column-twice")]


def test_a_file_under_a_password_is_said_to_be_one() -> None:
    data = b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Malformed) as raised:
        read_grids(data, name="a.xlsx")
    assert _codes(raised.value.findings) == [("a.xlsx", "sheet-under-password")]
