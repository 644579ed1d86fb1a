"""The files of a plan: what is wrong is named by file, row and column, all at once; near spellings are matched."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest

from congress.errors import Finding, Malformed
from congress.text import clean
from devices.needs.formats import Files, read_files
from devices.needs.service import plan_from
from devices.needs.values import Use
from tests.devices_needs.samples import DAM_RONG, dam_rong, small

PUBLISHED = {name: path.read_text(encoding="utf-8") for name, path in DAM_RONG.items()}


def _findings(files: Files) -> tuple[Finding, ...]:
    with pytest.raises(Malformed) as raised:
        plan_from(files)
    return raised.value.findings


def _faults(files: Files) -> list[tuple[str, str]]:
    return [(finding.where, finding.code) for finding in _findings(files)]


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        ({"units": ""}, ("units.csv:1:1", "empty-file")),
        ({"units": b"unit,computers\nA c\xff,1\n"}, ("units.csv:2:4", "not-utf8")),
        ({"units": "unit;computers\nA cũ;5\n"}, ("units.csv:1:1", "separator-not-comma")),
        ({"units": "unit,computers,\nA cũ,5,0\nB cũ,1,0\n"}, ("units.csv:1:3", "column-unnamed")),
        ({"units": "unit,computers,computers\nA cũ,5,0\nB cũ,1,0\n"}, ("units.csv:1:3", "column-twice")),
        ({"units": "unit\nA cũ\nB cũ\n"}, ("units.csv:1:2", "no-items")),
        ({"units": "units,computers\nA cũ,5\nB cũ,1\n"}, ("units.csv:1:3", "column-missing")),
        ({"units": "unit,computers\nA cũ,5,6\nB cũ,1\n"}, ("units.csv:2:3", "row-uneven")),
        ({"units": 'unit,computers\nA cũ,"5\nB cũ,1\n'}, ("units.csv:2:1", "not-csv")),
        ({"units": "unit,computers\nA cũ,-5\nB cũ,1\n"}, ("units.csv:2:computers", "out-of-range")),
        ({"units": "unit,computers\nA cũ,10000001\nB cũ,1\n"}, ("units.csv:2:computers", "out-of-range")),
        ({"units": "unit,computers\nA cũ,3.0\nB cũ,1\n"}, ("units.csv:2:computers", "not-a-whole-number")),
        ({"units": "unit,computers\nA cũ,٣\nB cũ,1\n"}, ("units.csv:2:computers", "not-a-whole-number")),
        ({"units": "unit,computers\nA cũ,\nB cũ,1\n"}, ("units.csv:2:computers", "not-a-whole-number")),
        ({"units": "unit,computers\nA cũ,5\nB cũ,1\nA  cũ,1\n"}, ("units.csv:4:unit", "row-repeated")),
        ({"units": "unit,computers\nA cũ,5\nB cũ,1\n,1\n"}, ("units.csv:4:unit", "blank-text")),
        ({"units": "unit,computers\nA cũ,5\nB cũ,1\nC,1\n"}, ("units.csv:4:unit", "old-unit-without-successor")),
        ({"merge": "old_unit,new_unit\nA cũ,A\nB cũ,B\nC,B\n"}, ("merge.csv:4:old_unit", "unit-unknown")),
        ({"merge": "old_unit,new_unit\nA cũ,A\nB cũ,C\n"}, ("merge.csv:3:new_unit", "unit-unknown")),
        ({"merge": "old_unit,new_unit\nA cũ,A\nB cũ,B\nA cũ,B\n"}, ("merge.csv:4:old_unit", "row-repeated")),
        ({"merge": "old_unit,new_unit\nA cũ,A\nB cũ,b\n"}, ("merge.csv:3:new_unit", "unit-unknown")),
        ({"new_units": "new_unit,staff\nA,2\nB,hai\n"}, ("new_units.csv:3:staff", "not-a-whole-number")),
        ({"new_units": "new_unit,staff\nA,2\nB,1\ntong,1\n"}, ("new_units.csv:4:new_unit", "unit-named-total")),
        ({"new_units": "new_unit,staff,km\nA,2,1\nB,1,1\n"}, ("new_units.csv:1:3", "column-unknown")),
        ({"norms": "item,purpose,basis,quantity\n"}, ("norms.csv:2:1", "no-rows")),
        ({"norms": "item,purpose,basis,quantity\nprinters,x,person,1\n"}, ("norms.csv:2:item", "item-unknown")),
        ({"norms": "item,purpose,basis,quantity\ncomputers,x,room,1\n"}, ("norms.csv:2:basis", "not-one-of")),
        ({"norms": "item,purpose,basis,quantity\ncomputers,x,unit,-1\n"}, ("norms.csv:2:quantity", "out-of-range")),
        (
            {"norms": "item,purpose,basis,quantity\ncomputers,x,unit,1\ncomputers,x,unit,1\n"},
            ("norms.csv:3:item", "row-repeated"),
        ),
        (
            {"printed": "new_unit,item,have,need,short,surplus\nA,computers,5,2,0,x\n"},
            ("printed.csv:2:surplus", "not-a-whole-number"),
        ),
        (
            {"printed": "new_unit,item,have,need,short,surplus\nA,computers,5,2,0,3\nA,computers,5,2,0,3\n"},
            ("printed.csv:3:new_unit", "row-repeated"),
        ),
        ({"distances": "from,to,km\nA,B,-1\n"}, ("distances.csv:2:km", "not-a-distance")),
        ({"distances": "from,to,km\nA,B,20001\n"}, ("distances.csv:2:km", "out-of-range")),
        ({"distances": "from,to,km\nA,B,1\nA,B,1\n"}, ("distances.csv:3:from", "row-repeated")),
        ({"distances": "from,to,km\nA,B,1\nA,A,1\n"}, ("distances.csv:3:km", "distance-to-itself")),
        ({"distances": "from,to,km\n"}, ("distances.csv", "distance-missing")),
        ({"classified": "unit,computers\nA cũ,6\n"}, ("classified.csv:2:computers", "classified-over-have")),
        ({"classified": "unit,printers\nA cũ,1\n"}, ("classified.csv:1:2", "column-unknown")),
        ({"prices": "item,price,fund\nprinters,1,x\n"}, ("prices.csv:2:item", "item-unknown")),
        ({"prices": "item,price,fund,bought,paid\ncomputers,1,x,1,\n"}, ("prices.csv:2:paid", "bought-and-paid")),
        ({"prices": "item,price,fund\ncomputers,1,x\ncomputers,1,x\n"}, ("prices.csv:3:item", "row-repeated")),
        ({"prices": "item,price,fund\ncomputers,1,x\ncomputers,1,y\n"}, ("prices.csv:3:item", "price-shares-missing")),
        ({"prices": "item,price,fund,quantity\ncomputers,1,x,-1\n"}, ("prices.csv:2:quantity", "out-of-range")),
    ],
)
def test_a_fault_is_named_by_file_row_and_column(texts: dict[str, str], fault: tuple[str, str]) -> None:
    assert _faults(small(**texts)) == [fault]


def test_faults_of_all_files_are_named_at_once() -> None:
    files = small(
        units="unit,computers\nA cũ,x\nB cũ,-1\n",
        merge="old_unit,new_unit\nA cũ,A\nB cũ,Z\n",
        new_units="new_unit,staff\nA,2\nB,\n",
        norms="item,purpose,basis,quantity\ncomputers,x,person,1\nscanners,x,person,1\n",
    )
    assert _faults(files) == [
        ("units.csv:2:computers", "not-a-whole-number"),
        ("units.csv:3:computers", "out-of-range"),
        ("merge.csv:3:new_unit", "unit-unknown"),
        ("new_units.csv:3:staff", "not-a-whole-number"),
        ("norms.csv:3:item", "item-unknown"),
    ]


def test_units_that_go_into_one_another_in_a_circle_are_named_once() -> None:
    units = "unit,computers\nA,1\nB,1\nC,1\nD,1\nE,1\n"
    new_units = "new_unit,staff\nA,1\nB,1\nC,1\nD,1\n"
    merge = "old_unit,new_unit\nE,A\nA,B\nB,C\nC,A\nD,D\n"
    (found,) = _findings(small(units=units, new_units=new_units, merge=merge))
    assert (found.where, found.code) == ("merge.csv:3:new_unit", "merger-circular")
    assert found.facts["names"] == "A → B → C → A"
    assert plan_from(small(units=units, new_units=new_units, merge=merge.replace("C,A", "C,D"))).plan.findings == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ({"units": "unit,computers\nA cũ,5\nB cũ,1\n".encode("utf-16")}, ("units.csv:1:1", "not-utf8")),
        ({"units": "unit,computers\nA cũ,5\n".encode() + "Bâ,1\n".encode("cp1258")}, ("units.csv:3:2", "not-utf8")),
        ({"units": "unit,computers\nA cũ,5\nB cũ,1\nB cũ,2\n"}, ("units.csv:4:unit", "row-repeated")),
        ({"units": f"unit,computers\nA cũ,{'9' * 5000}\nB cũ,1\n"}, ("units.csv:2:computers", "out-of-range")),
        ({"new_units": "new_unit,staff\nA,10000001\nB,1\n"}, ("new_units.csv:2:staff", "out-of-range")),
        ({"distances": "from,to,km\nA,B,-3\n"}, ("distances.csv:2:km", "not-a-distance")),
        ({"distances": "from,to,km\nA,B,1e9\n"}, ("distances.csv:2:km", "not-a-distance")),
        ({"distances": "from,to,km\nA,B,20001\n"}, ("distances.csv:2:km", "out-of-range")),
        ({"prices": f"item,price,fund\ncomputers,{10**16},x\n"}, ("prices.csv:2:price", "out-of-range")),
        ({"units": b"PK\x03\x04 and so on"}, ("units.csv:1:1", "workbook-not-csv")),
        ({"norms": b"\x89PNG\r\n\x1a\n"}, ("norms.csv:1:1", "not-utf8")),
    ],
)
def test_files_that_go_wrong_are_named_where_they_do(text: dict[str, str | bytes], fault: tuple[str, str]) -> None:
    assert fault in _faults(small(**text))


def test_a_variant_needs_its_item() -> None:
    assert _faults(replace(small(), shared_printers=5)) == [("shared-printers", "item-unknown")]


@pytest.mark.parametrize(
    ("right", "spelled"),
    [
        ("Đảng ủy xã Đạ K' Nàng", "Đảng ủy xã Đạ K'Nàng"),
        ("Đảng ủy xã Đạ K' Nàng", "Đảng ủy xã Đạ K’ Nàng"),
        ("Đảng ủy xã Đạ K' Nàng", "Đảng ủy xã  Đạ K' Nàng "),
        ("Đảng ủy xã Đưng K' Nớ", "Đảng ủy xã Đung K'Nó"),
        ("Đảng ủy xã Rô Men", "Dang uy xa Ro Men"),
        ("Đảng ủy xã Rô Men", unicodedata.normalize("NFD", "Đảng ủy xã Rô Men")),
    ],
)
def test_a_near_spelling_is_matched_and_reported(right: str, spelled: str) -> None:
    merge = PUBLISHED["merge"].replace(right, spelled)
    case, _ = read_files(dam_rong(merge=merge))
    row = next(number for number, line in enumerate(merge.splitlines(), start=1) if line.startswith(spelled))
    (finding,) = case.findings
    looks_alike = clean(spelled) == right
    code = "unit-name-spaced" if looks_alike else "unit-name-matched"
    assert (finding.where, finding.code) == (f"merge.csv:{row}:old_unit", code)
    assert finding.facts["meant"] == right
    assert case.successors == read_files(dam_rong())[0].successors


def test_capitals_are_no_near_spelling() -> None:
    merge = PUBLISHED["merge"].replace("Đảng ủy xã Rô Men", "Đảng ủy xã Rô men")
    assert _faults(dam_rong(merge=merge)) == [
        ("merge.csv:5:old_unit", "unit-unknown"),
        ("units.csv:6:unit", "old-unit-without-successor"),
    ]


def test_a_spelling_that_fits_two_units_is_an_error() -> None:
    files = small(units="unit,computers\nĐạ Tông,5\nĐạ Tống,1\n", merge="old_unit,new_unit\nĐạ Tông,A\nDa Tong,B\n")
    assert _faults(files) == [
        ("merge.csv:3:old_unit", "unit-ambiguous"),
        ("units.csv:3:unit", "old-unit-without-successor"),
    ]


def test_the_nearest_spelling_wins_over_one_without_marks() -> None:
    units = "unit,computers\nĐạ Tông,5\nĐạ Tống,1\n"
    merge = unicodedata.normalize("NFD", "old_unit,new_unit\nĐạ Tông,A\nĐạ Tống,B\n")
    case, _ = read_files(small(units=units, merge=merge))
    assert case.successors == {"Đạ Tông": "A", "Đạ Tống": "B"}
    assert [finding.code for finding in case.findings] == ["unit-name-spaced"] * 2


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: (
            "\ufeff" + "\n".join(",".join(f'"{cell}"' for cell in row.split(",")) for row in text.splitlines())
        ),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.rstrip("\n"),
        lambda text: text + "\n\n , \n",
    ],
    ids=["with BOM", "with BOM, quoted", "Windows", "old Mac", "no last line end", "blank lines"],
)
def test_files_as_spreadsheets_save_them(change: Callable[[str], str]) -> None:
    texts = {name: change(text) for name, text in PUBLISHED.items() if name in {"merge", "printed"}}
    assert plan_from(dam_rong(**texts)).plan == plan_from(dam_rong()).plan


def test_numbers_may_have_leading_zeros_as_the_plans_print_them() -> None:
    assert plan_from(dam_rong(units=PUBLISHED["units"].replace(",3", ",03"))).plan == plan_from(dam_rong()).plan


def test_columns_stand_in_any_order_and_items_keep_theirs() -> None:
    case, _ = read_files(small(units="ups,unit,computers\n1,A cũ,5\n0,B cũ,1\n"))
    assert case.items == ("ups", "computers")
    assert [old.have for old in case.old_units] == [(1, 5), (0, 1)]


def test_what_is_odd_but_no_fault_is_a_finding() -> None:
    plan = plan_from(
        small(
            units="unit,computers,ups\nA cũ,5,1\nB cũ,1,0\n",
            new_units="new_unit,staff\nA,2\nB,2\nC,1\n",
            printed="new_unit,item,have,need,short,surplus\nA,computers,5,2,0,3\n",
        )
    ).plan
    codes = [finding.code for finding in plan.findings]
    assert codes == ["item-without-norm", "unit-without-old-unit", *["printed-row-missing"] * 7]
    assert {finding.where for finding in plan.findings} == {"norms.csv", "new_units.csv", "printed.csv"}
    assert plan.discrepancies == ()


def test_classified_devices_are_told_by_a_file_of_their_own() -> None:
    plan = plan_from(dam_rong(classified="unit,computers\nCơ quan Huyện ủy,6\n")).plan
    assert plan.classified_known
    have = {use: sum(line.have for line in plan.apart[use].totals if line.item == "computers") for use in Use}
    assert have == {Use.ORDINARY: 49, Use.CLASSIFIED: 6}
    assert sum(move.quantity for move in plan.apart[Use.CLASSIFIED].moves) == 2


def test_a_norm_can_say_its_use() -> None:
    norms = "item,purpose,basis,quantity,use\ncomputers,phòng họp,unit,1,classified\n"
    case, _ = read_files(small(norms=norms))
    assert [norm.use for norm in case.norms] == [Use.CLASSIFIED]


def test_distances_missing_only_for_the_view_apart_leave_the_plan_whole() -> None:
    norms = "item,purpose,basis,quantity\ncomputers,thường,person,1\ncomputers,máy mật,unit,3\n"
    plan = plan_from(small(norms=norms, distances="from,to,km\n")).plan
    assert plan.apart == {}
    assert [finding.code for finding in plan.findings] == ["apart-ways-missing"]
