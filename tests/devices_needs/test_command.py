"""`congress devices needs`: one document or one readable page, files beside it, a sentence for what cannot be read."""

import json
from pathlib import Path

import pytest

from congress import i18n
from tests.congress_papers.reading import cells_of, text_of
from tests.devices_needs.samples import DAM_RONG
from tests.house.subprocesses import congress, modules_after, python
from tui.cli import main

UNITS, REST = (
    str(DAM_RONG["units"]),
    [
        *("--merge", str(DAM_RONG["merge"])),
        *("--new-units", str(DAM_RONG["new-units"])),
        *("--norms", str(DAM_RONG["norms"])),
    ],
)
PRINTED = ["--printed", str(DAM_RONG["printed"])]
ASKED = ["devices", "needs", UNITS, *REST]


def test_with_json_exactly_one_document_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASKED, *PRINTED, "--json"]) == 0
    printed = capsys.readouterr()
    answer = json.loads(printed.out)
    assert printed.err == ""
    assert list(answer) == ["format", "table", "discrepancies", "moves", "purchase", "findings"]
    assert answer["format"] == "congress-needs/1"
    assert len(answer["table"]) == 20
    assert answer["table"][0] == {
        "unit": "Đảng ủy xã Đam Rông 1",
        "item": "computers",
        "have": 6,
        "need": 24,
        "short": 18,
        "surplus": 0,
    }
    assert answer["table"][-1]["unit"] == "Tổng"
    assert len(answer["discrepancies"]) == 6
    assert answer["discrepancies"][0] == {
        "unit": "Đảng ủy xã Đam Rông 2",
        "item": "photocopiers",
        "column": "short",
        "printed": 1,
        "computed": 0,
        "rules": ["row-identity", "computed"],
    }
    ends = {"from": "Đảng ủy xã Đam Rông 2", "to": "Đảng ủy xã Đam Rông 1"}
    assert answer["moves"] == [
        {"item": "computers", **ends, "quantity": 11},
        {"item": "printers", **ends, "quantity": 8},
    ]
    assert {one["item"]: one["quantity"] for one in answer["purchase"]} == {
        "computers": 41,
        "printers": 47,
        "photocopiers": 3,
        "scanners": 7,
    }
    assert answer["findings"] == []


def test_without_a_printed_table_nothing_is_said_to_be_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASKED, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["discrepancies"] == []


def test_bad_input_is_one_document_of_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "norms.csv"
    bad.write_text("item,purpose,basis,quantity\ntables,x,person,-1\n", encoding="utf-8")
    out = tmp_path / "out.xlsx"
    assert main([*ASKED, "--norms", str(bad), "--json", "--xlsx", str(out)]) == 2
    told = json.loads(capsys.readouterr().out)
    assert told["format"] == "congress-findings/1"
    assert [(one["where"], one["code"]) for one in told["findings"]] == [
        (f"{bad}:2:item", "item-unknown"),
        (f"{bad}:2:quantity", "out-of-range"),
    ]
    assert not out.exists()


def test_every_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lost = [str(tmp_path / name) for name in ("a.csv", "b.csv")]
    assert main(["devices", "needs", lost[0], *REST, "--printed", lost[1], "--json"]) == 2
    assert [one["where"] for one in json.loads(capsys.readouterr().out)["findings"]] == lost


@pytest.mark.parametrize("arguments", [["devices", "needs"], ["devices", "needs", UNITS], ["devices"], [*ASKED, "--x"]])
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    assert main(arguments) == 2


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_page_is_whole_in_every_language(language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prices = tmp_path / "prices.csv"
    prices.write_text("item,price,fund,bought,paid\ncomputers,15000000,Ngân sách,41,600000000\n", encoding="utf-8")
    distances = tmp_path / "distances.csv"
    unit = "Đảng ủy xã Đam Rông"
    distances.write_text(
        "from,to,km\n" + "".join(f"{unit} {a},{unit} {b},{a * b}.5\n" for a in range(1, 5) for b in range(1, a)),
        encoding="utf-8",
    )
    options = [*("--prices", str(prices)), *("--distances", str(distances)), *("--shared-printers", "5")]
    assert main(["--lang", language, *ASKED, *PRINTED, *options]) == 0
    page = capsys.readouterr().out
    assert "{" not in page
    for family in ("item-", "use-", "column-", "rule-", "option-", "printed-row"):
        assert family not in page
    figures = ("(2,5 km)", "615.000.000", "600.000.000")
    for figure in figures if language == "vi" else ("(2.5 km)", "615,000,000", "600,000,000"):
        assert figure in page


def test_names_are_data_and_never_markup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = {"units": "unit,computers\n[b]A[/b],1\n", "merge": "old_unit,new_unit\n[b]A[/b],[/x] {B}\n"}
    names |= {"new": "new_unit,staff\n[/x] {B},1\n", "norms": "item,purpose,basis,quantity\ncomputers,x,person,1\n"}
    for name, text in names.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    units, merge, new, norms = (str(tmp_path / name) for name in names)
    assert main(["devices", "needs", units, "--merge", merge, "--new-units", new, "--norms", norms]) == 0
    assert "[/x] {B}" in capsys.readouterr().out


def test_workbook_and_paper_hold_the_table(tmp_path: Path) -> None:
    xlsx, pdf = tmp_path / "nhu cầu.xlsx", tmp_path / "nhu cầu.pdf"
    assert main([*ASKED, *PRINTED, "--json", "--xlsx", str(xlsx), "--pdf", str(pdf)]) == 0
    assert cells_of(xlsx.read_bytes())["Nhu cầu"][6][:6] == [3, "Đảng ủy xã Đam Rông 3", 6, 24, 18, 0]
    assert "Tổng 55 96 52 11" in text_of(pdf.read_bytes())


@pytest.mark.parametrize("option", ["--xlsx", "--pdf"])
def test_a_place_that_cannot_be_written_is_named(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder's name is wrong usage; a place that refuses the file is a refusal, as of every command."""
    for place, code in ((tmp_path, 2), (tmp_path / "none" / "x", 1)):
        assert main([*ASKED, "--json", option, str(place)]) == code
        (told,) = json.loads(capsys.readouterr().out)["findings"]
        assert str(place) in told["where"] + told["message"]
    assert list(tmp_path.iterdir()) == []


def test_nothing_that_is_read_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    units, out = tmp_path / "units.csv", tmp_path / "out"
    units.write_bytes(DAM_RONG["units"].read_bytes())
    for given in (["--xlsx", str(units)], ["--xlsx", str(out), "--pdf", str(tmp_path / "." / "out")]):
        assert main(["devices", "needs", str(units), *REST, "--json", *given]) == 2
        assert [one["code"] for one in json.loads(capsys.readouterr().out)["findings"]] == ["file-given-twice"]
    assert units.read_bytes() == DAM_RONG["units"].read_bytes()
    assert not out.exists()


def test_json_loads_no_database_no_screen_no_signing_and_draws_nothing() -> None:
    loaded = modules_after(f"from tui.cli import main\nassert main({[*ASKED, '--json']!r}) == 0")
    heavy = {"sqlalchemy", "alembic", "textual", "pyhanko", "cv2", "reportlab", "cryptography", "openpyxl"}
    assert loaded & (heavy | {"rich.table", "numpy", "scipy"}) == set()


def test_a_plan_with_moves_touches_no_network() -> None:
    ran = python(
        "import sys\n"
        "seen = []\n"
        "sys.addaudithook(lambda event, _: seen.append(event) if event.startswith('socket.') else None)\n"
        "from tui.cli import main\n"
        f"code = main({[*ASKED, '--json']!r})\n"
        "assert 'networkx' in sys.modules\n"
        "print([code, *seen], file=sys.stderr)"
    )
    assert (ran.returncode, ran.stderr.strip()) == (0, "[0]")


def test_from_an_empty_folder_as_a_person_would(tmp_path: Path) -> None:
    ran = congress(*ASKED, *PRINTED, folder=tmp_path, environ={"CONGRESS_LANG": "vi"})
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Mua mới: máy tính 41, máy in 47, máy photocopy 3, máy scan 7" in ran.stdout
    assert "Ô sai trong bảng đã in: 6" in ran.stdout
