"""From the draft to the destroyed record: every state once, by the deeds that screens use, on both engines."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from ballots.contests import service as contests
from ballots.contests.rules.details import parse_born
from ballots.contests.values import ListEntry
from ballots.counting import service as counting
from ballots.regulations.service import tally_record
from ballots.results import drafting, keeping, making, service
from ballots.results.drafting import Signing
from ballots.results.facts import MinutesFacts
from ballots.results.pages import pages_of
from ballots.results.rules import same_draft
from ballots.results.steps import corrigenda_of, sealed_log
from ballots.results.values import Basis, Correction, ResultState, SealedEvent
from ballots.results.verifying import Given, verify
from congress.errors import Refused
from congress.journal import queries as journal
from congress.sealing.attachments import attached
from congress.sealing.heads import read_statement
from congress.sealing.sealed import format_key, new_key
from congress.sealing.values import Verdict
from congress.workspace import check_journal
from tests.ballots_counting.desks import NINE, at_desk
from tests.ballots_results.counted import CHAIR, HEAD, MEMBER, Counted, counted, counted_at, counted_by_hand
from tests.congress_papers.reading import text_of
from tests.scans import scanned
from tests.workspaces import Office

SCAN = scanned()
CORRECTION = Correction("Số đại biểu vắng mặt: 3", "Số đại biểu vắng mặt: 2", "Ghi nhầm")


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        work()
    return caught.value.code


# --- the whole way -----------------------------------------------------------------------------------------


def test_the_whole_way_by_digital_signatures_and_back_from_the_envelope(anywhere: Counted) -> None:
    at, workspace = anywhere, anywhere.workspace
    certificate = at.issue_keys()
    fixed = at.fix().result
    assert fixed.state is ResultState.FIXED
    assert attached(at.pdf(at.of_kind("counting-minutes")[0])) == {"outcome.json": fixed.outcome_bytes}

    at.sign()
    official = at.make_official(Basis.DIGITAL).result
    assert (official.state, official.basis) == (ResultState.OFFICIAL, Basis.DIGITAL)
    assert set(official.signed_by) == {"Trần Đức Bình", "Lê Thị Hà", "Nguyễn Thị Ánh"}

    printed = at.print_key()
    sealing = at.seal(last_group=printed.text[-5:])
    assert sealing.result.state is ResultState.SEALED
    assert not list(workspace.keys.glob("re*"))  # neither the record's key, its paper, nor the readings' key

    opened = keeping.open_record(
        workspace, at.office.by(HEAD, CHAIR), contest_id=at.contest_id, decision="12-QĐ/HU", key_text=printed.text
    )
    assert opened.agrees
    assert tally_record(opened.record).outcome == fixed.outcome
    assert hashlib.sha256(opened.record).hexdigest() == fixed.record_sha256

    # Another machine, which knows the certificate alone, and now the record.
    given = Given((certificate,), opened.record, at.office.clock.now())
    minutes = at.pdf(at.of_kind("counting-minutes-signed")[-1])
    seen = verify([("m.pdf", minutes), ("o.json", fixed.outcome_bytes), ("r.json", opened.record)], given)
    assert [(one.verdict, {finding.code for finding in one.findings}) for one in seen] == [
        (Verdict.VERIFIED, {"sample"}),
        (Verdict.VERIFIED, set()),
        (Verdict.VERIFIED, set()),
    ]

    at.office.clock.advance(days=186)
    keeping.destroy(workspace, at.office.by(HEAD, CHAIR), contest_id=at.contest_id, decision="45-QĐ/HU")
    assert not list(workspace.sealed.iterdir())
    with workspace.reading() as unit:
        assert [line.kind for line in sealed_log(unit, at.contest_id)] == [
            SealedEvent.KEY_PRINTED,
            SealedEvent.PACKED,
            SealedEvent.OPENED,
            SealedEvent.DESTROYED,
        ]
    assert check_journal(workspace) == ()


def test_two_people_of_one_name_are_told_apart_from_the_draft_to_the_verified_minutes(office: Office) -> None:
    two = [ListEntry("Nguyễn Văn An", born=parse_born(born)) for born in ("05/11/1989", "12/03/1982")]
    at = counted_at(at_desk(office, names=(*two, *NINE[2:])))
    assert [line.agree for line in at.draft().outcome.votes[:2]] == [7, 7]
    certificate = at.issue_keys()
    fixed = at.fix().result
    assert b"1982" not in fixed.outcome_bytes  # the outcome's form is stable: the bare name and the number
    at.sign()
    given = Given((certificate,), None, office.clock.now())
    for kind, verdict in (("counting-minutes", Verdict.UNDECIDED), ("counting-minutes-signed", Verdict.VERIFIED)):
        minutes = at.pdf(at.of_kind(kind)[-1])
        (seen,) = verify([("m.pdf", minutes)], given)
        assert seen.verdict is verdict
        text = " ".join(" ".join(page.text for page in pages_of(minutes)).split())
        for note in ("12/03/1982", "05/11/1989"):
            assert text.count(f"Nguyễn Văn An ({note})") == 1


def test_the_way_of_the_pen_says_until_the_scan_is_bound_that_it_is_not(anywhere: Counted) -> None:
    at = anywhere
    first = text_of(at.pdf(at.fix().papers[1]))
    assert "chưa công nhận chính thức" in first
    assert "Chưa gắn bản quét" in first
    second = text_of(at.pdf(at.make_official().papers[0]))
    assert "theo chữ ký tay trên biên bản" in second
    assert "Chưa gắn bản quét" in second
    by = at.office.by(HEAD, MEMBER)
    bound = service.bind_scan(at.workspace, by, contest_id=at.contest_id, scan=SCAN)
    third = text_of(at.pdf(bound.papers[1]))
    assert "Chưa gắn bản quét" not in third
    assert hashlib.sha256(SCAN).hexdigest()[:16] in third
    assert bound.result.scan_id == bound.papers[0].id
    assert [proof.number for proof in at.of_kind("proof")] == [1, 2, 3]
    with at.workspace.reading() as unit:
        (entry,) = journal.of_event(unit, "MAY-1", "result:scan:bind")
    assert entry.facts["scan_sha256"] == hashlib.sha256(SCAN).hexdigest()
    assert entry.facts["outcome_sha256"] == bound.result.outcome_sha256


def test_counted_by_hand_there_is_no_record_and_everything_else_is_the_same(any_office: Office) -> None:
    at = counted_by_hand(any_office)
    fixed = at.fix().result
    assert fixed.by_hand
    assert b'"record_sha256": null' in fixed.outcome_bytes
    assert fixed.sealed_file is None
    assert not list(at.workspace.sealed.iterdir())
    text = text_of(at.pdf(at.of_kind("counting-minutes")[0]))
    assert "Kiểm phiếu thủ công" in text
    assert "Chuyển sang kiểm phiếu thủ công. Người quyết định: đồng chí" in text
    assert "bản ghi kiểm phiếu" not in text
    assert "2 lượt (cuộc này: kiểm thủ công)" in text
    at.make_official()
    assert refused(at.print_key) == "no-sealed-record"
    sealed = at.seal(last_group="")
    assert "không có bản ghi điện tử" in text_of(at.pdf(sealed.hand_over))


# --- fixing ------------------------------------------------------------------------------------------------


def test_the_table_of_settings_says_beside_the_counts_decided_how_many_were_made(at_result: Counted) -> None:
    values = {line.title: line.value for line in at_result.draft().open_points}
    assert values["Số lượt kiểm độc lập của mỗi tập phiếu"] == "2 lượt (cuộc này: một lượt, chưa đối chiếu)"


def test_what_is_fixed_is_what_the_board_read(at_result: Counted) -> None:
    read = at_result.draft()
    done = at_result.fix()
    assert read.is_draft
    assert done.result.outcome.votes == read.outcome.votes
    assert done.result.outcome.record_sha256 is not None


def test_the_head_on_the_minutes_is_the_entry_before_the_fixing_and_the_machine_states_the_next(
    at_result: Counted,
) -> None:
    fixed = at_result.fix().result
    with at_result.workspace.reading() as unit:
        (entry,) = journal.of_event(unit, "MAY-1", "result:fix")
    assert (entry.number, entry.previous) == (fixed.head.number + 1, fixed.head.hash)
    assert entry.facts["outcome_sha256"] == fixed.outcome_sha256
    text = text_of(at_result.pdf(at_result.of_kind("counting-minutes")[0]))
    assert fixed.head.printed() in text
    assert fixed.outcome_sha256[:16] in text
    with at_result.workspace.reading() as unit:
        facts = drafting.facts_of(unit, at_result.contest_id, fixed)
    key = at_result.workspace.machine_key
    assert key is not None
    said = read_statement(making.stated(at_result.workspace, facts).statement, [key.public])
    assert (said.number, said.digest.hex()) == (entry.number, fixed.outcome_sha256)


def test_the_record_is_shuffled_and_each_paper_stands_alone(at_official: Counted) -> None:
    printed = at_official.print_key()
    at_official.seal(last_group=printed.text[-5:])
    by = at_official.office.by(HEAD, CHAIR)
    opened = keeping.open_record(
        at_official.workspace, by, contest_id=at_official.contest_id, decision="1-QĐ", key_text=printed.text
    )
    papers = tally_record(opened.record).record.papers
    assert len(papers) == 9
    assert all(paper.times == 1 for paper in papers)
    assert tally_record(opened.record).record.salt is not None


def test_the_figures_of_a_fixed_result_can_be_drawn_again_after_sealing(at_result: Counted) -> None:
    read = at_result.draft()
    at_result.fix()
    at_result.make_official()
    at_result.seal(last_group=at_result.print_key().text[-5:])
    with at_result.workspace.reading() as unit:
        again: MinutesFacts = drafting.facts_of(unit, at_result.contest_id, at_result.result)
    assert again.conclusions == read.conclusions
    assert again.names_chosen == read.names_chosen
    assert again.decisions == read.decisions


def test_a_draft_that_is_not_what_would_be_fixed_is_read_again(at_result: Counted) -> None:
    read = at_result.draft()
    at_result.at.office.clock.advance(minutes=5)
    assert same_draft(read, at_result.draft())
    by = at_result.office.by(HEAD, MEMBER)
    other = replace(read, left=read.left + 1)
    assert (
        refused(lambda: service.fix(at_result.workspace, by, contest_id=at_result.contest_id, read=other))
        == "draft-changed"
    )


def test_the_board_chooses_who_signs(at_result: Counted) -> None:
    chosen = service.draft(at_result.workspace, at_result.contest_id, signing=Signing(member="K'Brơi"))
    assert [one.name for one in chosen.signatories] == ["K'Brơi", "Trần Đức Bình"]
    with pytest.raises(Refused) as caught:
        service.draft(at_result.workspace, at_result.contest_id, signing=Signing(member="Người khác"))
    assert caught.value.code == "signer-not-of-the-board"


# --- nothing is edited -------------------------------------------------------------------------------------


def test_after_fixing_nothing_of_the_count_changes(at_result: Counted) -> None:
    at_result.fix()
    by = at_result.office.by(HEAD, MEMBER, reason="xem lại")
    assert refused(lambda: counting.reopen_pile(at_result.workspace, by, contest_id=at_result.contest_id, number=1))
    assert refused(at_result.fix) in {"result-fixed-already", "desk-fixed", "not-at-this-step"}


def test_after_official_only_numbered_corrigenda_are_made_and_the_minutes_stay(anywhere: Counted) -> None:
    at = anywhere
    at.issue_keys()
    minutes = at.pdf(at.fix().papers[0])
    by = at.office.by(HEAD, MEMBER)

    def correct() -> int:
        return service.correct(at.workspace, by, contest_id=at.contest_id, correction=CORRECTION).number

    assert refused(correct) == "result-not-so-far"
    at.make_official()
    assert [correct(), correct()] == [1, 2]
    assert refused(at.make_official) == "result-final"
    assert refused(at.sign) == "result-final"
    with at.workspace.reading() as unit:
        made = corrigenda_of(unit, at.contest_id)
    assert [one.number for one in made] == [1, 2]
    assert made[0].correction == CORRECTION
    papers = at.of_kind("corrigendum")
    text = text_of(at.pdf(papers[1]))
    assert "ĐÍNH CHÍNH SỐ 2" in text
    assert at.result.outcome_sha256[:8] in text
    assert at.pdf(at.of_kind("counting-minutes")[0]) == minutes


def test_a_corrigendum_says_what_was_printed_what_is_right_and_why(at_official: Counted) -> None:
    by = at_official.office.by(HEAD, MEMBER)
    half = Correction("Số phiếu", "  ", "nhầm")
    assert (
        refused(lambda: service.correct(at_official.workspace, by, contest_id=at_official.contest_id, correction=half))
        == "corrigendum-incomplete"
    )


def test_a_bound_scan_stays_bound_once_the_result_is_official(at_result: Counted) -> None:
    at_result.fix()
    by = at_result.office.by(HEAD, MEMBER)

    def bind(scan: bytes) -> object:
        return service.bind_scan(at_result.workspace, by, contest_id=at_result.contest_id, scan=scan)

    bind(SCAN)
    bind(scanned(shade=200))  # since the first was crooked
    at_result.make_official()
    assert refused(lambda: bind(SCAN)) == "scan-bound-already"
    assert refused(lambda: bind(b"")) == "scan-empty"
    assert refused(lambda: bind(b"MZ a program")) == "scan-unknown-kind"


@pytest.mark.parametrize("kind", ["PDF", "JPEG", "PNG", "TIFF"])
def test_a_scan_opens_and_is_no_paper_of_this_program(at_result: Counted, kind: str) -> None:
    minutes = at_result.pdf(at_result.fix().papers[0])
    by = at_result.office.by(HEAD, MEMBER)
    scan = scanned(kind)

    def bind(scan: bytes) -> object:
        return service.bind_scan(at_result.workspace, by, contest_id=at_result.contest_id, scan=scan)

    assert refused(lambda: bind(scan[:12])) == "scan-not-readable"
    assert refused(lambda: bind(minutes)) == "scan-is-paper"
    bind(scan)
    assert refused(lambda: bind(scan)) == "scan-is-paper"


# --- sealing -----------------------------------------------------------------------------------------------


def test_sealing_asks_for_the_key_from_the_paper(at_result: Counted) -> None:
    at_result.fix()
    assert refused(at_result.print_key) == "result-not-so-far"
    at_result.make_official()
    printed = at_result.print_key()
    again = at_result.print_key()  # the printer jammed
    assert again.text == printed.text
    last = printed.text[-5:]
    wrong = ("0" if last[0] != "0" else "1") + last[1:]
    for typed, code in (("", "key-not-in-hand"), (wrong, "key-group-differs"), (last[1:], "key-group-differs")):
        assert refused(partial(at_result.seal, last_group=typed)) == code
    at_result.seal(last_group=f" {last.lower()} ")


def test_the_envelope_opens_the_record_and_no_other_key_does(at_official: Counted) -> None:
    text = at_official.print_key().text
    at_official.seal(last_group=text[-5:])
    by = at_official.office.by(HEAD, CHAIR)

    def opened(key: str, decision: str = "12-QĐ/HU") -> keeping.Opened:
        return keeping.open_record(
            at_official.workspace, by, contest_id=at_official.contest_id, decision=decision, key_text=key
        )

    mistyped = text[:7] + ("0" if text[7] != "0" else "1") + text[8:]
    assert refused(lambda: opened(mistyped)) == "key-mistyped"
    assert refused(lambda: opened(text[:-1])) == "key-length"
    assert refused(lambda: opened(format_key(new_key()))) == "key-wrong"
    assert refused(lambda: opened(text, decision=" ")) == "decision-missing"
    assert opened(text.replace("-", " ").lower()).agrees


def test_an_altered_sealed_file_is_refused(at_official: Counted) -> None:
    (path,) = at_official.workspace.sealed.iterdir()
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(data)
    assert refused(at_official.print_key) == "sealed-altered"


def test_nothing_is_destroyed_before_its_time_or_over_a_complaint(anywhere: Counted) -> None:
    at = anywhere
    at.fix()
    at.make_official()
    two, one = (HEAD, CHAIR), HEAD

    def destroy() -> None:
        keeping.destroy(at.workspace, at.office.by(*two), contest_id=at.contest_id, decision="45-QĐ/HU")

    assert refused(destroy) == "not-sealed"
    sealing = at.seal(last_group=at.print_key().text[-5:])
    assert sealing.result.keep_until is not None
    keeping.note_complaint(at.workspace, at.office.by(one), contest_id=at.contest_id, text="Đơn của ông A")
    at.office.clock.advance(days=183)
    assert at.office.clock.now().date() > sealing.result.keep_until - timedelta(days=5)
    while at.office.clock.now().date() <= sealing.result.keep_until:
        at.office.clock.advance(days=1)
    assert refused(destroy) == "complaint-open"
    keeping.settle_complaint(at.workspace, at.office.by(*two), contest_id=at.contest_id, text="Kết luận 3-KL/UBKT")
    destroy()
    assert refused(destroy) == "destroyed-already"
    assert not list(at.workspace.sealed.iterdir())


def test_the_last_day_of_keeping_is_still_keeping(at_official: Counted) -> None:
    until = at_official.seal(last_group=at_official.print_key().text[-5:]).result.keep_until
    assert until is not None
    while at_official.office.clock.now().astimezone().date() < until:
        at_official.office.clock.advance(days=1)
    by = at_official.office.by(HEAD, CHAIR)
    assert (
        refused(lambda: keeping.destroy(at_official.workspace, by, contest_id=at_official.contest_id, decision="1-QĐ"))
        == "kept-until"
    )


def test_how_long_ballots_are_kept_and_how_many_copies_are_settings_of_the_congress(office: Office) -> None:
    at = counted(office)
    congress_id = at.at.sheet.congress.id
    for key, value in (("ballots_kept_months", "12"), ("minutes_copies", "5")):
        contests.set_setting(
            office.workspace, office.by(HEAD, reason="nghị quyết"), congress_id=congress_id, key=key, value=value
        )
    fixed = at.fix()
    assert "Biên bản được lập thành 05 bản" in text_of(at.pdf(fixed.papers[0]))
    at.make_official()
    sealing = at.seal(last_group=at.print_key().text[-5:])
    assert sealing.result.keep_until is not None
    assert (sealing.result.keep_until - office.clock.now().date()).days > 360
    assert "lưu giữ 12 tháng" in text_of(at.pdf(sealing.hand_over))
