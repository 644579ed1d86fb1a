"""A contest from a file and back to one."""

import json
from pathlib import Path
from typing import Any

import pytest

from ballots.contests import rules, service
from ballots.contests.values import Born
from ballots.regulations.formats import read_contest
from ballots.regulations.values import ContestKind, Form, PercentBase, RegulationId
from congress.errors import Malformed, Refused
from tests.ballots_contests.preparing import prepared
from tests.workspaces import Office

FILE: dict[str, Any] = {
    "format": "congress-contest/1",
    "body": "Đảng bộ xã Đam Rông 1",
    "id": "bch",
    "title": "Bầu Ban Chấp hành Đảng bộ xã",
    "kind": "election",
    "regulation": "QC244",
    "form": "strike",
    "seats": 3,
    "alternates": 0,
    "round": 1,
    "candidates": [
        {"number": 3, "name": "Nguyễn Văn An", "note": "1975"},
        {"number": 1, "name": "Đa Cát K' Hương", "note": "Bí thư chi bộ 2"},
        {"number": 2, "name": "Vũ Minh Sơn"},
        {"number": 7, "name": "Lê Hà"},
    ],
    "settings": {
        "all_disagree": "invalid",
        "all_blank": "invalid",
        "percent_base": "valid",
        "sheet": {"paper": "A4", "columns": 2},
    },
}

TWO = [{"number": 1, "name": "Lê Hà"}, {"number": 2, "name": "Vũ Sơn"}]


def _bytes(**changes: object) -> bytes:
    return json.dumps({**FILE, **changes}, ensure_ascii=False).encode()


def test_a_file_becomes_a_contest_with_its_order_and_numbers(any_office: Office) -> None:
    known = prepared(any_office)
    made = service.import_contest(
        any_office.workspace, any_office.by("kythuat"), congress_id=known.congress.id, source=_bytes()
    )
    assert known.sheet(made.id) == made
    assert [(person.number, person.entry.name, person.entry.sort_name) for person in made.people] == [
        (3, "Nguyễn Văn An", "An"),
        (1, "Đa Cát K' Hương", "Hương"),
        (2, "Vũ Minh Sơn", "Sơn"),
        (7, "Lê Hà", "Hà"),
    ]
    assert made.people[0].entry.born == Born(1975)
    assert made.details.regulation is RegulationId.QC244
    assert made.details.settings.percent_base is PercentBase.VALID
    assert made.details.settings.all_blank is None
    assert made.details.form_by_hand is None
    assert "list-out-of-order" in [finding.code for finding in rules.remarks(made)]
    assert not made.list_confirmed


def test_what_goes_in_comes_out_again(office: Office, tmp_path: Path) -> None:
    known = prepared(office)
    path = tmp_path / "bch.json"
    path.write_bytes(_bytes())
    made = service.import_contest(office.workspace, office.by("thuky"), congress_id=known.congress.id, source=path)
    data = service.export_contest(office.workspace, made.id)
    assert json.loads(data) == FILE
    assert read_contest(data).contest == made.contest


def test_a_form_that_the_list_does_not_ask_for_is_one_set_by_hand(office: Office) -> None:
    known = prepared(office)
    made = service.import_contest(
        office.workspace, office.by("thuky"), congress_id=known.congress.id, source=_bytes(form="agree")
    )
    assert (made.form, made.derived_form, made.details.form_by_hand) == (Form.AGREE, Form.STRIKE, Form.AGREE)


def test_a_further_round_from_a_file_follows_the_one_before(office: Office) -> None:
    known = prepared(office)
    workspace, by, congress_id = office.workspace, office.by("thuky"), known.congress.id
    first = service.import_contest(workspace, by, congress_id=congress_id, source=_bytes())
    again = _bytes(round=2, kind="revote", seats=1)
    second = service.import_contest(workspace, by, congress_id=congress_id, source=again)
    assert (second.round, second.previous_id, second.details.kind) == (2, first.id, ContestKind.REVOTE)
    with pytest.raises(Refused, match="contest-exists"):
        service.import_contest(workspace, by, congress_id=congress_id, source=again)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (b"{", [("-", "not-json")]),
        (b"\xc3(", [("-", "not-utf8")]),
        (_bytes(seats=0), [("$.seats", "out-of-range")]),
        (_bytes(candidates=[]), [("$.candidates", "no-candidates")]),
        (_bytes(candidates=[TWO[0], {**TWO[1], "number": 1}]), [("$.candidates[1].number", "repeated-number")]),
        (_bytes(candidates=[TWO[0], {**TWO[1], "name": "LÊ HÀ"}]), [("$.candidates[1].name", "list-person-twice")]),
        (_bytes(id="x" * 50, seats=5000), [("$.id", "field-too-long"), ("$.seats", "seats-wrong")]),
        (_bytes(body="x" * 500), [("$.body", "field-too-long")]),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_leaves_nothing(
    office: Office, source: bytes, found: list[tuple[str, str]]
) -> None:
    known = prepared(office)
    with pytest.raises(Malformed) as caught:
        service.import_contest(office.workspace, office.by("thuky"), congress_id=known.congress.id, source=source)
    assert [(finding.where.partition(":")[0], finding.code) for finding in caught.value.findings] == found
    with office.workspace.reading() as unit:
        assert service.sheets(unit, known.congress.id) == ()


def test_a_missing_file_is_named(office: Office, tmp_path: Path) -> None:
    known = prepared(office)
    path = tmp_path / "không có.json"
    with pytest.raises(Malformed) as caught:
        service.import_contest(office.workspace, office.by("thuky"), congress_id=known.congress.id, source=path)
    assert [(finding.where, finding.code) for finding in caught.value.findings] == [(str(path), "file-missing")]


def test_a_contest_without_a_list_has_no_file(office: Office) -> None:
    known = prepared(office)
    made = known.contest(names=())
    with pytest.raises(Refused, match="list-empty"):
        service.export_contest(office.workspace, made.id)


def test_a_number_that_no_typist_can_key_is_refused(office: Office) -> None:
    """At the pad `00` says that nobody is struck."""
    known = prepared(office)
    tree = {**FILE, "candidates": [{"number": 4, "name": "Vũ Minh Sơn"}, {"number": 0, "name": "Lê Hà"}], "seats": 1}
    with pytest.raises(Malformed) as refused:
        service.import_contest(
            office.workspace, office.by("thuky"), congress_id=known.congress.id, source=json.dumps(tree).encode()
        )
    assert [(one.code, one.where) for one in refused.value.findings] == [("number-zero", "$.candidates[1].number")]
