"""The result on screen: read, fixed, signed, official, corrected, sealed, and what comes months later."""

from functools import partial
from pathlib import Path

import pytest

from ballots.results.steps import corrigenda_of, existing, sealed_log
from ballots.results.values import Basis, Result, ResultState, SealedEvent
from tests.ballots_counting.desks import AtDesk
from tests.ballots_results.counted import PASSPHRASE, Counted
from tests.scans import scanned
from tests.tui_counting.conftest import StageAt
from tests.tui_counting.driving import Person, app_for, at_work
from tui.screens.result import ResultScreen
from tui.screens.result_acts import ActsScreen
from tui.screens.result_dialogs import KeyDialog, SaidDialog


def result_of(at: AtDesk) -> Result:
    """The result as the workspace holds it."""
    with at.office.workspace.reading() as unit:
        return existing(unit, at.contest_id)


async def to_the_acts(person: Person, *, down: int) -> None:
    """Open the list of acts and choose the one so many lines below the top."""
    await person.press("enter")
    assert person.is_at(ActsScreen)
    await person.press("home", *["down"] * down, "enter")


async def test_nothing_is_fixed_by_one_person_alone(stage: StageAt, tmp_path: Path) -> None:
    at = stage("concluded")
    async with at_work(lambda: app_for(at, tmp_path / "kept", place="result")) as person:
        assert "DỰ THẢO" in person.sees
        await person.press("f8")
        await person.fill("truongban", "135792")
        assert "Người thứ hai phải là người khác" in person.sees
        await person.press("escape")
        assert person.is_at(ResultScreen)
        assert "DỰ THẢO" in person.sees


async def test_who_signs_is_chosen_before_the_result_is_fixed(stage: StageAt, tmp_path: Path) -> None:
    at = stage("concluded")
    async with at_work(lambda: app_for(at, tmp_path / "kept", place="result")) as person:
        await person.press("s", "right", "enter", "right", "enter")
        assert "Người ký: K'Brơi (Ủy viên), Trần Đức Bình (Trưởng ban)" in person.sees
        await person.press("f8")
        await person.with_second()
        assert "ĐÃ CHỐT" in person.sees
    assert [place.signatory.name for place in result_of(at).places] == ["K'Brơi", "Trần Đức Bình"]


async def test_a_machine_that_shows_no_pdf_is_told_where_the_draft_lies(
    stage: StageAt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = stage("concluded")
    monkeypatch.setattr("tui.screens.desk_opening.shutil.which", lambda _: None)
    monkeypatch.setattr("tui.screens.desk_opening.sys.platform", "linux")
    async with at_work(lambda: app_for(at, tmp_path / "kept", place="result")) as person:
        await person.press("d")
        assert "không có chương trình xem PDF" in person.was_told
        assert person.is_at(ResultScreen)
        assert "DỰ THẢO" in person.sees
        await person.press("f8")
        await person.with_second()
        assert "ĐÃ CHỐT" in person.sees
        assert person.was_told == ""


@pytest.mark.timeout(240)
async def test_minutes_signed_digitally_make_the_result_official(stage: StageAt, tmp_path: Path) -> None:
    at = stage("fixed")
    Counted(at).issue_keys()
    for account in ("truongban", "uyvien1", "chutich"):
        async with at_work(partial(app_for, at, tmp_path / account, account=account, place="result")) as person:
            await to_the_acts(person, down=1)
            await person.fill(PASSPHRASE)
            assert "✓" in person.sees
    async with at_work(lambda: app_for(at, tmp_path / "kept", place="result")) as person:
        await person.press("enter")
        assert "3/3" in person.sees
        await to_official(person)
        assert "ký số" in person.sees
    result = result_of(at)
    assert result.basis is Basis.DIGITAL
    assert len(result.signed_by) == 3


@pytest.mark.slow
async def test_minutes_signed_elsewhere_come_back_by_head_and_member(stage: StageAt, tmp_path: Path) -> None:
    at = stage("fixed")
    counted = Counted(at)
    counted.issue_keys()
    counted.sign("truongban", "uyvien1", "chutich")
    signed, words = tmp_path / "đã ký.pdf", tmp_path / "thư.txt"
    signed.write_bytes(counted.pdf(counted.of_kind("counting-minutes-signed")[-1]))
    words.write_text("không phải biên bản", encoding="utf-8")
    before = result_of(at).signed_id
    async with at_work(lambda: app_for(at, tmp_path / "kept", place="result")) as person:
        await to_the_acts(person, down=2)
        await person.with_second("truongban", str(signed), "")
        assert "Người thứ hai phải là người khác" in person.sees
        await person.press("escape", "enter")
        await person.with_second("uyvien1", str(words), "")
        assert person.app.screen.query("#field-certificate")
        assert result_of(at).signed_id == before
        await person.press("escape", "enter")
        await person.with_second("uyvien1", str(signed), "")
        assert person.is_at(ActsScreen)
    assert result_of(at).signed_id != before


async def to_official(person: Person) -> None:
    """Choose the act that makes the result official, agree to what it rests on."""
    await person.press("home", *["down"] * 4, "enter")
    await person.with_second("uyvien1", "")


async def test_a_scan_is_bound_later_and_what_is_no_scan_is_refused(stage: StageAt, tmp_path: Path) -> None:
    at = stage("official")
    scan, words = tmp_path / "quét.pdf", tmp_path / "thư.txt"
    scan.write_bytes(scanned("PDF"))
    words.write_text("không phải bản quét", encoding="utf-8")
    async with at_work(lambda: app_for(at, tmp_path / "kept", place="result")) as person:
        assert "chưa gắn bản quét" in person.sees
        await to_the_acts(person, down=1)
        await person.with_second("uyvien1", str(tmp_path / "không có.pdf"))
        assert "Không đọc được tệp" in person.sees
        await person.press("escape", "enter")
        await person.with_second("uyvien1", str(words))
        assert person.app.screen.query("#field-path")
        await person.press("escape", "enter")
        await person.with_second("uyvien1", str(scan))
        assert "chưa gắn bản quét" not in person.sees
    assert result_of(at).scan_id is not None


async def test_after_it_is_official_there_are_only_numbered_corrigenda(stage: StageAt, tmp_path: Path) -> None:
    at = stage("official")
    async with at_work(lambda: app_for(at, tmp_path / "kept", place="result")) as person:
        assert "F8" not in person.sees
        await to_the_acts(person, down=4)
        await person.with_second("uyvien1", "Nguyễn Văn An", "Nguyễn Văn Ân", "in sai dấu")
        assert "Đính chính số 1" in person.sees
    with at.office.workspace.reading() as unit:
        (corrigendum,) = corrigenda_of(unit, at.contest_id)
    assert corrigendum.correction.corrected == "Nguyễn Văn Ân"


@pytest.mark.timeout(240)
@pytest.mark.slow
async def test_ballots_are_sealed_opened_by_decision_and_kept(stage: StageAt, tmp_path: Path) -> None:
    at = stage("official")
    async with at_work(lambda: app_for(at, tmp_path / "kept", place="result")) as person:
        await person.press("enter", "enter")
        await person.with_second("chutich")
        assert isinstance(person.screen, KeyDialog)
        key = person.screen._key.text  # what stands on the paper
        assert key.split("-")[0] in person.sees
        await person.press("right", "enter", "enter")
        await person.with_second("chutich", "1", "NP-1", "WRONG")
        assert person.app.screen.query("#field-last_group")
        await person.press("escape", "enter")
        await person.with_second("chutich", "1", "NP-1", key.split("-")[-1])
        assert person.is_at(SaidDialog)
        await person.press("enter")
        await choose(person, "Ghi nhận khiếu nại")
        await person.fill("Đảng viên A, cách ghi phiếu")
        await choose(person, "Hủy theo quyết định")
        await person.with_second("chutich", "15-QĐ/TU")
        assert "Phiếu lưu đến hết ngày" in person.sees
        await person.press("escape")
        await choose(person, "Mở niêm phong")
        await person.with_second("chutich", "16-QĐ/TU", key)
        assert "khớp với kết quả ở mọi mục" in person.sees
    with at.office.workspace.reading() as unit:
        events = [line.kind for line in sealed_log(unit, at.contest_id)]
    assert result_of(at).state is ResultState.SEALED
    assert events == [SealedEvent.KEY_PRINTED, SealedEvent.PACKED, SealedEvent.COMPLAINT, SealedEvent.OPENED]


async def choose(person: Person, title: str) -> None:
    """Choose the act with this title."""
    from tui.widgets.steps import StepList

    steps = person.screen.query_one(StepList)
    place = next(index for index, step in enumerate(steps.steps) if step.title == title)
    await person.press("home", *["down"] * place, "enter")
