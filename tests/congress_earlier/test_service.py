"""Results taken in as a person accepted them, with where they came from; nothing replaced, nothing deleted."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ballots.regulations.formats import write_outcome
from ballots.regulations.service import tally_record
from ballots.results.earlier import outcome_figures
from congress.earlier import queries, service
from congress.earlier.steps import Coming, Plan, known_results, take_results
from congress.earlier.subjects import contest_results
from congress.earlier.template import write_template
from congress.earlier.values import Earlier, Frame, SourceKind, SourceTold, Taken
from congress.errors import Malformed, Refused
from congress.i18n import sentence
from congress.journal import queries as journal
from congress.jsondoc import dump
from congress.records import files
from congress.records import queries as records
from congress.subjects import ContestResult
from tests.ballots_regulations.records import EXAMPLE
from tests.congress_chapters.filling import within
from tests.congress_earlier.samples import AGAIN, BODY, COMMITTEE, CONGRESS, FILE, TERM, contest_row, workbook
from tests.workspaces import Office

ARCHIVIST = "luutru"
FRAME = Frame(TERM, CONGRESS, BODY, None, "Bầu đoàn đại biểu", seats=3, summoned=20, present=20, issued=20)


def looked_at(office: Office, data: bytes) -> Plan:
    return service.look(office.workspace, data=data, name=FILE)


def taken(office: Office, data: bytes, *, confirmed: bool = False, remark: str = "") -> Taken:
    plan = looked_at(office, data)
    return service.accept(
        office.workspace,
        office.by(ARCHIVIST),
        data=data,
        name=FILE,
        digest=plan.digest,
        confirmed=confirmed,
        remark=remark,
    )


def kept(office: Office) -> tuple[Earlier, ...]:
    with office.workspace.reading() as unit:
        return queries.all_of(unit)


def offered(office: Office) -> list[ContestResult]:
    with office.workspace.reading() as unit:
        return list(contest_results(unit))


def refused(work: Callable[[], object]) -> list[str]:
    with pytest.raises((Refused, Malformed)) as caught:
        work()
    error = caught.value
    return [one.code for one in error.findings] if isinstance(error, Malformed) else [str(error.args[0])]


def test_a_workbook_is_taken_in_whole_with_its_source(office: Office) -> None:
    data = write_template([COMMITTEE, AGAIN])
    assert taken(office, data, remark="Biên bản lưu tại Văn phòng") == Taken(2, 0)
    first, second = kept(office)
    assert replace(first.result, key="", source="") == COMMITTEE
    assert replace(second.result, key="", source="") == AGAIN
    told = first.source.told
    assert (told.kind, told.name, told.by) == (SourceKind.WORKBOOK, FILE, "Hồ Thị Ổi")
    assert (told.sha256, told.remark) == (hashlib.sha256(data).hexdigest(), "Biên bản lưu tại Văn phòng")
    assert first.source == second.source
    with office.workspace.reading() as unit:
        assert told.record_id is not None
        record = records.by_id(unit, told.record_id)
    assert record is not None
    assert files.fetch(office.workspace.papers, record.sha256) == data


def test_what_was_taken_in_is_offered_with_its_source(office: Office) -> None:
    taken(office, write_template([COMMITTEE]))
    (found,) = offered(office)
    assert (found.title, found.source) == (COMMITTEE.title, FILE)
    assert found.key == str(kept(office)[0].id)


def test_looking_writes_nothing(office: Office) -> None:
    looked_at(office, write_template([COMMITTEE]))
    assert kept(office) == ()
    assert not list((office.workspace.papers / "objects").glob("*"))


def test_with_one_fault_nothing_is_taken_in(office: Office) -> None:
    data = workbook([contest_row(seats="ba")])
    assert refused(lambda: taken(office, data)) == ["earlier-not-a-whole-number"]
    assert kept(office) == ()


def test_what_does_not_add_up_is_taken_in_once_a_person_confirmed_it(office: Office) -> None:
    data = workbook([contest_row(invalid="2")])
    assert refused(lambda: taken(office, data)) == ["earlier-papers-do-not-add-up"]
    assert taken(office, data, confirmed=True) == Taken(1, 0)
    with office.workspace.reading() as unit:
        (entry,) = journal.of_event(unit, unit.machine, "earlier:import")
    assert entry.facts["confirmed"] == {"earlier-papers-do-not-add-up": 1}


def test_the_same_again_is_left_alone(office: Office) -> None:
    taken(office, write_template([COMMITTEE]))
    assert taken(office, write_template([COMMITTEE, AGAIN])) == Taken(1, 1)
    assert refused(lambda: taken(office, write_template([COMMITTEE, AGAIN]))) == ["earlier-nothing-new"]
    assert len(kept(office)) == 2


def test_other_figures_of_a_known_contest_replace_nothing_and_name_both(office: Office) -> None:
    taken(office, write_template([COMMITTEE]))
    other = replace(COMMITTEE, valid=145, invalid=2)
    data = write_template([other])
    plan = looked_at(office, data)
    assert [one.coming for one in plan.contests] == [Coming.DIFFERS]
    (fault,) = plan.faults
    assert fault.where == f"{FILE}:Cuộc bầu:2"
    assert sentence(fault, "vi").startswith(
        f"“{COMMITTEE.title}”, nhiệm kỳ 2020 - 2025, đã có từ {FILE} với số liệu khác: "
        "Phiếu hợp lệ: đang có 146, tệp ghi 145; Phiếu không hợp lệ: đang có 1, tệp ghi 2."
    )
    assert refused(lambda: taken(office, data)) == ["earlier-differs"]
    assert offered(office)[0].valid == 146


def test_a_result_withdrawn_with_a_reason_stays_and_makes_room(office: Office) -> None:
    taken(office, write_template([COMMITTEE]))
    (first,) = kept(office)
    gone = service.withdraw(office.workspace, office.by(ARCHIVIST, reason="chép nhầm biên bản"), contest_id=first.id)
    assert gone.withdrawn is not None
    assert (gone.withdrawn.by, gone.withdrawn.reason) == ("Hồ Thị Ổi", "chép nhầm biên bản")
    assert offered(office) == []
    assert taken(office, write_template([replace(COMMITTEE, valid=145, invalid=2)])) == Taken(1, 0)
    assert [one.valid for one in offered(office)] == [145]
    assert len(kept(office)) == 2
    again = office.by(ARCHIVIST, reason="lần nữa")
    assert refused(lambda: service.withdraw(office.workspace, again, contest_id=first.id)) == ["earlier-withdrawn"]


def test_withdrawing_asks_for_a_reason(office: Office) -> None:
    taken(office, write_template([COMMITTEE]))
    (first,) = kept(office)
    by = office.by(ARCHIVIST)
    assert refused(lambda: service.withdraw(office.workspace, by, contest_id=first.id)) == ["reason-missing"]


def test_a_result_counted_here_is_never_contradicted(office: Office) -> None:
    ws = office.workspace
    counted = replace(COMMITTEE, valid=140, invalid=7)
    ws.house = replace(ws.house, results=(lambda unit: iter([counted]), contest_results))
    assert refused(lambda: taken(office, write_template([COMMITTEE]))) == ["earlier-differs-from-count"]
    assert refused(lambda: taken(office, write_template([counted]))) == ["earlier-nothing-new"]


def test_what_changed_since_it_was_looked_at_is_looked_at_again(office: Office) -> None:
    data = write_template([COMMITTEE, AGAIN])
    plan = looked_at(office, data)
    taken(office, write_template([AGAIN]))
    ws, by = office.workspace, office.by(ARCHIVIST)
    assert refused(lambda: service.accept(ws, by, data=data, name=FILE, digest=plan.digest)) == ["earlier-changed"]


def test_who_may_not_keeps_no_file(office: Office) -> None:
    data = write_template([COMMITTEE])
    plan, ws = looked_at(office, data), office.workspace
    by = office.by("uyvien1")
    assert refused(lambda: service.accept(ws, by, data=data, name=FILE, digest=plan.digest)) == ["role-missing"]
    assert not list((ws.papers / "objects").glob("*"))


# --- outcome files -----------------------------------------------------------------------------------------


def test_an_outcome_s_file_is_taken_in_with_what_its_minutes_say(office: Office) -> None:
    outcome = tally_record(dump(EXAMPLE)).outcome
    data, ws = write_outcome(outcome), office.workspace
    plan = service.look_at_outcome(ws, data=data, name="outcome.json", frame=FRAME, reader=outcome_figures)
    assert plan.faults == ()
    done = service.take_outcome(
        ws,
        office.by(ARCHIVIST),
        data=data,
        name="outcome.json",
        frame=FRAME,
        reader=outcome_figures,
        digest=plan.digest,
        confirmed=True,
    )
    assert done == Taken(1, 0)
    (found,) = kept(office)
    assert found.source.told.kind is SourceKind.OUTCOME
    assert (found.result.valid, found.result.collected) == (outcome.valid, outcome.collected)
    assert [one.votes for one in found.result.candidates] == [line.agree for line in outcome.votes]
    assert [one.number for one in found.result.candidates if one.elected] == sorted(outcome.elected)


def test_an_outcome_without_its_contest_is_refused_at_each_field(office: Office) -> None:
    data, ws = write_outcome(tally_record(dump(EXAMPLE)).outcome), office.workspace
    frame = replace(FRAME, term=" ", title="", seats=0)
    with pytest.raises(Malformed) as caught:
        service.look_at_outcome(ws, data=data, name="outcome.json", frame=frame, reader=outcome_figures)
    assert [(one.where, one.code) for one in caught.value.findings] == [
        ("term", "field-missing"),
        ("title", "field-missing"),
        ("seats", "earlier-figure-too-small"),
    ]


def test_what_is_no_outcome_is_refused(office: Office) -> None:
    with pytest.raises(Malformed):
        service.look_at_outcome(
            office.workspace, data=b'{"format": "x"}', name="a.json", frame=FRAME, reader=outcome_figures
        )


# --- packages ----------------------------------------------------------------------------------------------


def of_package(office: Office, *results: ContestResult, name: str = "goi-2020.zip") -> Taken:
    told = SourceTold(SourceKind.PACKAGE, name, "0" * 64, "Hồ Thị Ổi")
    return within(office.workspace, lambda unit: take_results(unit, results, source=told))


def test_results_of_a_package_are_taken_in_by_another_room(office: Office) -> None:
    assert of_package(office, COMMITTEE, AGAIN) == Taken(2, 0)
    assert of_package(office, COMMITTEE) == Taken(0, 1)
    assert {one.source.told.kind for one in kept(office)} == {SourceKind.PACKAGE}
    assert len({one.source.id for one in kept(office)}) == 1


def test_a_package_that_contradicts_what_is_here_brings_nothing(office: Office) -> None:
    of_package(office, COMMITTEE)
    other = replace(COMMITTEE, seats=4)
    assert refused(lambda: of_package(office, AGAIN, other, name="goi-khac.zip")) == ["earlier-differs"]
    assert [one.result.title for one in kept(office)] == [COMMITTEE.title]


def test_a_package_of_what_was_counted_here_brings_nothing_twice(office: Office) -> None:
    ws, told = office.workspace, SourceTold(SourceKind.PACKAGE, "goi.zip", "0" * 64, "Hồ Thị Ổi")
    ws.house = replace(ws.house, results=(lambda unit: iter([replace(COMMITTEE, key="here")]), contest_results))
    done = within(ws, lambda unit: take_results(unit, [COMMITTEE], source=told, known=known_results(unit, ws)))
    assert done == Taken(0, 1)
    assert kept(office) == ()


def test_a_package_that_contradicts_itself_brings_nothing(office: Office) -> None:
    assert refused(lambda: of_package(office, COMMITTEE, replace(COMMITTEE, seats=4))) == ["earlier-differs"]
    assert kept(office) == ()


def test_on_either_engine_the_same_comes_back(any_office: Office, tmp_path: Path) -> None:
    of_package(any_office, COMMITTEE, AGAIN)
    assert [replace(one.result, key="", source="") for one in kept(any_office)] == [COMMITTEE, AGAIN]
