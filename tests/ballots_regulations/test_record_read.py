"""What a count record and a contest file are read as, and that they are written one way."""

import json
import unicodedata
from dataclasses import replace
from hashlib import sha256

from hypothesis import given

from ballots.regulations.formats import read_contest, read_record, write_contest, write_record
from ballots.regulations.service import tally_record
from ballots.regulations.values import (
    BoardReason,
    Boxes,
    ContestFile,
    ContestKind,
    ContestSettings,
    Paper,
    PaperSize,
    RegulationId,
    Sheet,
    Strikes,
)
from tests.ballots_regulations import records


@given(records.records())
def test_a_record_written_and_read_again_is_the_same(given_record: records.Json) -> None:
    record = read_record(records.data(given_record))
    written = write_record(record)
    assert read_record(written) == record
    assert write_record(read_record(written)) == written


@given(records.contests())
def test_a_contest_file_written_and_read_again_is_the_same(contest: records.Json) -> None:
    file = read_contest(records.data({"format": "congress-contest/1", "body": "Đảng bộ huyện", **contest}))
    assert file.body == "Đảng bộ huyện"
    assert read_contest(write_contest(file)) == file


@given(records.records())
def test_what_may_be_left_out_means_its_default(given_record: records.Json) -> None:
    said = records.data(given_record)
    contest = given_record["contest"]
    for key, default in {"kind": "election", "alternates": 0, "round": 1, "settings": {}}.items():
        contest.setdefault(key, default)
    for key, default in {"all_disagree": "invalid", "all_blank": "invalid", "percent_base": "denominator"}.items():
        contest["settings"].setdefault(key, default)
    for candidate in contest["candidates"]:
        candidate.setdefault("note", "")
    for paper in given_record["papers"]:
        paper.setdefault("times", 1)
    assert read_record(records.data(given_record)) == read_record(said)


def test_only_what_the_description_names_may_be_left_out() -> None:
    record = records.example()
    for key in ("kind", "alternates", "round", "settings"):
        del record["contest"][key]
    del record["electorate"]["deductions"]
    read = read_record(records.data(record))
    assert (read.contest.kind, read.contest.alternates, read.contest.round) == (ContestKind.ELECTION, 0, 1)
    assert read.contest.settings == ContestSettings()
    assert read.electorate.denominator == 150


def test_every_part_of_a_record_arrives() -> None:
    given_record = records.example()
    given_record["salt"] = "0123456789abcdef" * 4
    given_record["contest"]["settings"]["sheet"] = {"paper": "A5", "columns": 2}
    given_record["papers"][3] = {"strike": [2, 1], "void": "other", "why": "rách đôi"}
    record = read_record(records.data(given_record))
    assert record.contest.regulation is RegulationId.QC190
    assert record.contest.settings.sheet == Sheet(PaperSize.A5, 2)
    assert record.contest.candidates[0].note == "1975"
    assert record.electorate.denominator == 148
    assert record.ballots.left == 13
    assert record.salt == given_record["salt"]
    assert record.papers == (
        Paper(Strikes((4,))),
        Paper(Strikes(), times=3),
        Paper(None, BoardReason.NOT_ISSUED),
        Paper(Strikes((1, 2)), BoardReason.OTHER, "rách đôi"),
    )


def test_a_missing_list_of_the_agree_form_is_empty() -> None:
    record = records.example()
    record["contest"]["form"] = "agree"
    record["ballots"]["collected"] = 5
    record["papers"] = [
        {},
        {"agree": [2]},
        {"disagree": [3, 1]},
        {"void": "signed"},
        {"agree": [1], "void": "signed"},
    ]
    assert read_record(records.data(record)).papers == (
        Paper(Boxes()),
        Paper(Boxes((2,), ())),
        Paper(Boxes((), (1, 3))),
        Paper(None, BoardReason.SIGNED),
        Paper(Boxes((1,), ()), BoardReason.SIGNED),
    )


def test_names_are_composed_and_trimmed_at_the_border() -> None:
    record = records.example()
    record["contest"]["candidates"][1]["name"] = f"  {unicodedata.normalize('NFD', 'Đa Cát K’  Hương')}\t"
    record["contest"]["title"] = unicodedata.normalize("NFD", "Bầu Ban Chấp hành")
    read = read_record(records.data(record))
    assert read.contest.candidates[1].name == "Đa Cát K’ Hương"
    assert read.contest.title == "Bầu Ban Chấp hành"
    assert unicodedata.is_normalized("NFC", write_record(read).decode())


def test_a_written_record_is_utf8_json_in_one_line_that_any_order_of_keys_gives() -> None:
    record = records.example()
    turned = dict(reversed(record.items()))
    turned["contest"] = dict(reversed(turned["contest"].items()))
    turned["papers"] = [dict(reversed(paper.items())) for paper in turned["papers"]]
    written = write_record(read_record(records.data(record)))
    assert write_record(read_record(records.data(turned))) == written
    assert written.endswith(b"}\n")
    assert written.count(b"\n") == 1
    assert "Nguyễn Văn An".encode() in written
    assert json.loads(written)["papers"] == [
        {"strike": [4]},
        {"strike": [], "times": 3},
        {"void": "not-issued"},
        {"strike": [2], "void": "private-mark"},
    ]


def test_the_hash_is_of_the_bytes_as_given_not_as_written_again() -> None:
    spaced = json.dumps(records.example(), indent=4).encode()
    assert tally_record(spaced).outcome.record_sha256 == sha256(spaced).hexdigest()


def test_a_contest_file_without_heading_has_none() -> None:
    contest = read_record(records.data(records.example())).contest
    file = ContestFile(replace(contest, title="Bầu bí thư"))
    assert b'"body"' not in write_contest(file)
    assert read_contest(write_contest(file)) == file
