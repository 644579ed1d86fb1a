"""`congress tally`: one document or one readable page, and a sentence for whatever cannot be read."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from congress import i18n, jsondoc
from congress.errors import Malformed
from tests.ballots_regulations import naive, records
from tests.ballots_regulations.tables import REAL_BALLOTS
from tui.cli.tally import run

REAL = REAL_BALLOTS


def _file(tmp_path: Path, **changes: object) -> Path:
    record = records.example()
    record["contest"] |= changes
    path = tmp_path / "record.json"
    path.write_bytes(records.data(record))
    return path


def test_with_json_exactly_one_document_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(REAL), as_json=True) == 0
    printed = capsys.readouterr()
    outcome = json.loads(printed.out)
    outcome.pop("findings")
    assert outcome == naive.outcome(REAL.read_bytes())
    assert printed.err == ""


def test_a_dash_is_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REAL.read_bytes())))
    assert run("-", as_json=True) == 0
    assert json.loads(capsys.readouterr().out)["valid"] == 352


def test_a_dash_without_a_standard_input_is_a_missing_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(Malformed) as raised:
        run("-", as_json=True)
    assert [(finding.where, finding.code) for finding in raised.value.findings] == [("-", "file-missing")]


def test_for_people_the_page_shows_accounting_votes_and_what_follows(capsys: pytest.CaptureFixture[str]) -> None:
    run(str(REAL), as_json=False)
    page = capsys.readouterr().out
    for text in (
        "Triệu tập 365 − trừ 0 = 365",
        "In ra 400 = phát 365 + hỏng 0 + còn 35",
        "Thu 365 = hợp lệ 352 + không hợp lệ 13",
        "không bầu ai: 13",
        "Tổng phiếu bầu 1056 = tổng tên được chọn 1056",
        "38,08",
        "không có ai",
        "Còn thiếu 15 người.",
        "đại hội quyết định",
    ):
        assert text in page


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("kind", ["election", "revote", "opinion", "indicative"])
def test_the_page_is_whole_in_every_kind_and_language(
    kind: str, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    i18n.use(language)
    run(str(_file(tmp_path, kind=kind, alternates=1, seats=2)), as_json=False)
    page = capsys.readouterr().out
    assert "{" not in page
    for family in ("contest-kind-", "contest-form-", "percent-of-", "next-", "reason-", "deduction-", "tied-for-"):
        assert family not in page


def test_names_are_data_and_never_markup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    candidates = [
        {"number": number, "name": name} for number, name in enumerate(["[b]An[/b]", "[/x]", ":smile:", "[A] {B}"], 1)
    ]
    run(str(_file(tmp_path, candidates=candidates)), as_json=False)
    page = capsys.readouterr().out
    for candidate in candidates:
        assert str(candidate["name"]) in page


def _refused(source: str) -> tuple[str, str]:
    with pytest.raises(Malformed) as caught:
        run(source, as_json=True)
    (finding,) = caught.value.findings
    return finding.where, finding.code


def test_what_cannot_be_read_is_told_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = str(tmp_path / "không có.json")
    assert _refused(missing) == (missing, "file-missing")
    assert _refused(str(tmp_path)) == (str(tmp_path), "file-is-folder")
    assert _refused("a\0b") == ("a\0b", "file-unreadable")
    monkeypatch.setattr(jsondoc, "MAX_BYTES", 100)
    large = str(_file(tmp_path))
    assert _refused(large) == (large, "file-too-large")


def test_a_file_below_a_file_is_no_folder(tmp_path: Path) -> None:
    below = str(_file(tmp_path) / "x.json")
    assert _refused(below) == (below, "file-unreadable")


def test_the_command_loads_no_database_no_screen_and_no_signing() -> None:
    script = (
        "import sys; from tui.cli.tally import run; code = run(sys.argv[1], as_json=False); "
        "heavy = {'sqlalchemy', 'alembic', 'textual', 'pyhanko', 'cv2', 'reportlab', 'cryptography'}; "
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(REAL)], capture_output=True, check=True, text=True)
    assert done.stderr.strip() == "[]"
