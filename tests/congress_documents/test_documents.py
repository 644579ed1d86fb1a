"""Documents come in, are corrected and withdrawn; nothing is deleted, nothing stands twice, secret ones take two."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from congress.documents import service
from congress.documents.queries import documents as queries
from congress.documents.subjects import subjects
from congress.documents.values.documents import Document, FileFormat, NewDocument
from congress.errors import Malformed, Refused
from congress.journal import queries as journal
from congress.journal.values import JournalEntry
from congress.records import files
from congress.records import queries as records
from congress.term.values import SecrecyLabel
from congress.workspace import check_journal
from tests.congress_documents.samples import DETAILS, KEEPER, Archive, archival, archive, new, plain
from tests.workspaces import Office

TOGETHER = (KEEPER, "truongban")


@pytest.fixture
def at(office: Office) -> Archive:
    return archive(office)


def added(at: Archive, data: bytes = b"chung", name: str = "a.txt", **changes: Any) -> Document:
    ws, by = at.office.workspace, at.office.by(KEEPER)
    return service.add(ws, by, congress_id=at.congress_id, new=new(data, name, **changes))


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as found:
        work()
    return found.value.code


def told_of(at: Archive) -> dict[str, Any]:
    return dict(entry(at).facts)


def entry(at: Archive) -> JournalEntry:
    with at.office.workspace.reading() as unit:
        return journal.latest(unit, unit.machine, limit=1)[0]


def test_a_file_comes_in_with_its_metadata_and_is_found_again(any_office: Office) -> None:
    at = archive(any_office)
    made = added(at, archival(), "Ba\u0301o ca\u0301o: 12/BC.pdf")
    ws = any_office.workspace
    with ws.reading() as unit:
        assert queries.documents(unit, at.congress_id) == (made,)
        (record,) = records.of_scope(unit, made.id)
    assert (made.name, record.kind, record.number) == ("Báo cáo- 12-BC.pdf", "document", 1)
    assert files.fetch(ws.papers, made.sha256) == archival()
    assert (made.details, made.looked.archival) == (replace(DETAILS, pages=1), "3b")
    told = told_of(at)
    assert told["sha256"] == made.sha256
    assert told["details"]["summary"] == DETAILS.summary
    assert told["details"]["on"] == "2025-05-20"
    assert check_journal(ws) == ()


def test_a_second_file_keeps_its_own_name(at: Archive) -> None:
    assert [added(at, data).name for data in (b"mot", b"hai")] == ["a.txt", "a.txt"]


def test_bytes_that_are_there_already_are_refused_with_their_name(at: Archive) -> None:
    added(at, archival(), "Báo cáo.pdf")
    with pytest.raises(Refused) as found:
        added(at, archival(), "ten khac.pdf")
    assert (found.value.code, found.value.facts["name"]) == ("document-twice", "Báo cáo.pdf")
    with at.office.workspace.reading() as unit:
        assert len(queries.documents(unit)) == 1


def test_what_nobody_can_read_is_kept_as_it_came(at: Archive) -> None:
    made = added(at, b"%PDF-1.7 cut off", "hong.pdf")
    assert made.looked.format is FileFormat.PDF
    assert [str(one) for one in made.looked.faults] == ["pdf-of-nobody-read"]
    assert files.fetch(at.office.workspace.papers, made.sha256) == b"%PDF-1.7 cut off"


def test_every_fault_of_the_metadata_is_named_at_once(at: Archive) -> None:
    wrong: dict[str, Any] = {
        "kind": "",
        "summary": " ",
        "pages": 0,
        "retention_years": 101,
        "signer": "☎",
        "file_number": "",
    }
    with pytest.raises(Malformed) as found:
        added(at, b"x", file_title="", on=DETAILS.scanned_on, scanned_on=DETAILS.on, issuer="x" * 201, **wrong)
    named = {(one.where.partition(".")[2], one.code) for one in found.value.findings}
    assert named == {
        ("kind", "field-empty"),
        ("summary", "field-empty"),
        ("pages", "document-number-wrong"),
        ("retention_years", "document-number-wrong"),
        ("signer", "letters-not-printable"),
        ("issuer", "field-too-long"),
        ("scanned_on", "document-scanned-before"),
        ("place_in_file", "document-file-missing"),
    }


def test_a_correction_keeps_the_former_version_in_the_journal(at: Archive) -> None:
    made, ws = added(at), at.office.workspace
    wanted = replace(made.details, summary="Báo cáo chính trị (bản đã sửa)", pages=42)
    after = service.correct(ws, at.office.by("thuky"), document_id=made.id, details=wanted)
    assert after == replace(made, details=wanted)
    told = entry(at).facts
    assert told["before"] == {"pages": None, "summary": DETAILS.summary}
    assert told["after"] == {"pages": 42, "summary": wanted.summary}
    by = at.office.by(KEEPER)
    assert refused(lambda: service.correct(ws, by, document_id=made.id, details=wanted)) == "document-unchanged"


def test_a_document_is_withdrawn_with_a_reason_and_stays(at: Archive) -> None:
    made, ws = added(at), at.office.workspace
    assert refused(lambda: service.withdraw(ws, at.office.by(KEEPER), document_id=made.id)) == "reason-missing"
    after = service.withdraw(ws, at.office.by(KEEPER, reason="quét nhầm"), document_id=made.id)
    assert after.withdrawn is not None
    assert (after.withdrawn.by, after.withdrawn.reason) == ("Hồ Thị Ổi", "quét nhầm")
    assert files.fetch(ws.papers, made.sha256) == b"chung"
    for work in (
        lambda: service.withdraw(ws, at.office.by(KEEPER, reason="lại"), document_id=made.id),
        lambda: service.correct(ws, at.office.by(KEEPER), document_id=made.id, details=DETAILS),
    ):
        assert refused(work) == "document-withdrawn"


def test_a_secret_document_takes_two_and_a_reason(at: Archive) -> None:
    ws, secret = at.office.workspace, new(b"mat", "mat.txt", secrecy=SecrecyLabel.SECRET)
    assert refused(lambda: added(at, secrecy=SecrecyLabel.SECRET)) == "document-secret-by-two"

    def add(**by: Any) -> Document:
        who = at.office.by(*by.pop("who", TOGETHER), **by)
        return service.add_secret(ws, who, congress_id=at.congress_id, new=secret)

    assert refused(add) == "reason-missing"
    assert refused(lambda: add(who=(KEEPER,), reason="vì")) == "second-missing"
    assert refused(lambda: add(who=("thuky", "truongban"), reason="vì")) == "roles-missing"
    made = add(reason="số hóa theo kế hoạch 03-KH/VPTU")
    assert (made.by, made.second, entry(at).reason) == ("Hồ Thị Ổi", "Trần Đức Bình", "số hóa theo kế hoạch 03-KH/VPTU")


def test_an_ordinary_machine_takes_nothing_secret(office: Office) -> None:
    at = archive(office, classified=False)
    ws, by = at.office.workspace, at.office.by(KEEPER, "truongban", reason="Được giao")
    secret = new(b"mat", "mat.txt", secrecy=SecrecyLabel.SECRET)
    code = "hold-on-ordinary"
    assert refused(lambda: service.add_secret(ws, by, congress_id=at.congress_id, new=secret)) == code
    assert list(ws.papers.rglob("*.txt")) == []
    made = added(at)
    marked = replace(made.details, secrecy=SecrecyLabel.SECRET)
    assert refused(lambda: service.correct_secrecy(ws, by, document_id=made.id, details=marked)) == code


@pytest.mark.parametrize("label", [SecrecyLabel.TOP_SECRET, SecrecyLabel.MOST_SECRET])
def test_top_secret_is_not_digitised_unless_allowed_in_writing(at: Archive, label: SecrecyLabel) -> None:
    ws, by = at.office.workspace, at.office.by(*TOGETHER, reason="vì")

    def add(one: NewDocument) -> Document:
        return service.add_secret(ws, by, congress_id=at.congress_id, new=one)

    wanted = new(b"mat", "a.txt", secrecy=label)
    assert refused(lambda: add(wanted)) == "document-not-digitised"
    made = add(replace(wanted, approval="05-CV/TU ngày 02/5/2025"))
    assert made.approval == "05-CV/TU ngày 02/5/2025"


def test_a_degree_of_secrecy_is_changed_by_two(at: Archive) -> None:
    made, ws = added(at), at.office.workspace
    secret, top = (replace(made.details, secrecy=label) for label in (SecrecyLabel.SECRET, SecrecyLabel.TOP_SECRET))
    alone = at.office.by(KEEPER)
    assert refused(lambda: service.correct(ws, alone, document_id=made.id, details=secret)) == "document-secrecy-by-two"
    two = at.office.by(*TOGETHER, reason="đóng dấu mật")
    unallowed = refused(lambda: service.correct_secrecy(ws, two, document_id=made.id, details=top))
    assert unallowed == "document-not-digitised"
    after = service.correct_secrecy(ws, two, document_id=made.id, details=secret)
    assert after.is_secret
    assert set(told_of(at)["after"]) == {"secrecy"}


def test_what_a_secret_document_is_about_stands_neither_in_the_journal_nor_in_the_search(at: Archive) -> None:
    ws, by = at.office.workspace, at.office.by(*TOGETHER, reason="vì")
    told = {"summary": "Việc kín nhất", "signer": "Người kín", "file_title": "Hồ sơ kín"}
    wanted = new(b"mat", "Việc kín nhất.txt", secrecy=SecrecyLabel.SECRET, **told)
    made = service.add_secret(ws, by, congress_id=at.congress_id, new=wanted)
    service.correct(ws, at.office.by(KEEPER), document_id=made.id, details=replace(wanted.details, summary="Việc khác"))
    with ws.reading() as unit:
        said = str([one.facts for one in journal.latest(unit, unit.machine, limit=2)])
        (found,) = subjects(unit, None)
        assert list(subjects(unit, ["viec"])) == []
    assert "kín" not in said
    assert "Việc" not in said
    assert "kín" not in str(found)
    assert found.title == "Báo cáo chính trị 12-BC/ĐU"


def test_a_document_is_found_by_its_number_code_and_file_name(at: Archive) -> None:
    made = added(at, plain(), "Quét số 7.pdf")
    with at.office.workspace.reading() as unit:
        for words in (None, ["12-bc/du"], ["ld-01"], ["quet", "so", "7"], ["chinh", "tri"]):
            (found,) = subjects(unit, words)
            assert found.key == str(made.id)
        assert list(subjects(unit, ["khong", "co"])) == []
    assert found.on == DETAILS.on
    assert found.facts["pages"] == 2
