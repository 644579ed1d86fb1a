"""`congress verify` on another machine that knows only a certificate: every kind, every verdict, every exit code."""

import json
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from ballots.regulations.formats import write_outcome
from ballots.regulations.service import tally_record
from ballots.results import making
from ballots.results.reading import same_text
from congress import i18n
from congress.clock import SystemClock
from tests.ballots_results import samples
from tests.ballots_results.samples import FORM_A, HEAD, LATER, Signers, by_hand, facts
from tui import cli

VERIFIED, NOT, MALFORMED = 0, 1, 2


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda self: LATER)


@pytest.fixture
def folder(tmp_path: Path, signers: Signers, signed: bytes) -> Path:
    """What another machine is given."""
    (tmp_path / "ca.pem").write_bytes(signers.authority.certificate)
    (tmp_path / "minutes.pdf").write_bytes(signed)
    (tmp_path / "record.json").write_bytes(FORM_A)
    (tmp_path / "outcome.json").write_bytes(facts().outcome_bytes)
    return tmp_path


@pytest.fixture
def ask(folder: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """The command with `--json`: exit code, and verdict and codes of each path."""

    def run(*arguments: str, trust: bool = True) -> tuple[int, list[tuple[str, str, set[str]]]]:
        given = [str(folder / word) if (folder / word).exists() else word for word in arguments]
        if trust:
            given += ["--trust", str(folder / "ca.pem")]
        capsys.readouterr()
        code = cli.main(["verify", *given, "--json"])
        said = json.loads(capsys.readouterr().out)
        if said["format"] == "congress-findings/1":
            assert code == MALFORMED
            return code, [(finding["where"], "", {finding["code"]}) for finding in said["findings"]]
        assert said["format"] == "congress-verdict/1"
        assert all(set(path) == {"path", "kind", "verdict", "findings"} for path in said["paths"])
        for path in said["paths"]:
            assert all(set(finding) == {"where", "code", "message"} for finding in path["findings"])
            assert all(finding["message"] != finding["code"] for finding in path["findings"])
        return code, [
            (path["kind"], path["verdict"], {finding["code"] for finding in path["findings"]}) for path in said["paths"]
        ]

    return run


# --- papers ------------------------------------------------------------------------------------------------


def test_signed_minutes_are_verified_by_the_certificate_alone(ask: Any) -> None:
    assert ask("minutes.pdf") == (VERIFIED, [("pdf", "verified", set())])


def test_without_an_anchor_nobody_knows_who_signed(ask: Any) -> None:
    assert ask("minutes.pdf", trust=False) == (NOT, [("pdf", "undecided", {"no-anchor"})])


def test_an_issuer_is_named_whole_and_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "Tổ chức chứng thực nội bộ Đại hội đại biểu Đảng bộ xã Đạ Tẻh"
    (folder / "long.pdf").write_bytes(samples.signers(name).signed(facts()))
    cli.main(["--lang", "vi", "verify", str(folder / "long.pdf")])
    assert f"của tổ chức cấp “{name}”" in capsys.readouterr().out


def test_several_files_are_summed_at_the_end(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["--lang", "vi", "verify", str(folder), "--trust", str(folder / "ca.pem")])
    assert capsys.readouterr().out.splitlines()[-1].startswith("3 tệp: 2 đã xác thực, 1 chưa kết luận được, 0 bị")


def test_a_file_of_another_kind_is_told_what_is_taken(ask: Any, folder: Path) -> None:
    (folder / "README.md").write_text("# Congress suite", encoding="utf-8")
    (folder / "broken.json").write_text("{", encoding="utf-8")
    assert ask("README.md") == (MALFORMED, [(str(folder / "README.md"), "", {"kind-not-checked"})])
    assert ask("broken.json")[1][0][2] == {"not-json"}


def test_a_workspace_in_the_surroundings_is_no_anchor(ask: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "keys").mkdir()
    (folder / "keys" / "authority.pem").write_bytes((folder / "ca.pem").read_bytes())
    monkeypatch.setenv("CONGRESS_WORKSPACE", str(folder))
    assert ask("minutes.pdf", trust=False)[1] == [("pdf", "undecided", {"no-anchor"})]
    assert ask("minutes.pdf", "--workspace", str(folder), trust=False)[1] == [("pdf", "verified", set())]


def test_minutes_that_nobody_signed_are_undecided(ask: Any, folder: Path) -> None:
    (folder / "plain.pdf").write_bytes(making.minutes_pdf(facts())[0])
    assert ask("plain.pdf") == (NOT, [("pdf", "undecided", {"unsigned"})])


def test_minutes_cut_back_to_a_signature_are_refused(ask: Any, folder: Path, signers: Signers) -> None:
    once = signers.sign(making.minutes_pdf(facts())[0], HEAD)
    (folder / "cut.pdf").write_bytes(once)
    assert ask("cut.pdf") == (NOT, [("pdf", "refused", {"signature-missing"})])


def test_minutes_signed_by_strangers_are_not_verified(ask: Any, folder: Path) -> None:
    strangers = samples.signers("Đại hội khác")
    (folder / "strange.pdf").write_bytes(strangers.signed(facts()))
    assert ask("strange.pdf") == (NOT, [("pdf", "undecided", {"no-anchor"})])


def test_altered_and_resaved_minutes_are_refused(ask: Any, folder: Path, signed: bytes) -> None:
    place = signed.index(b"stream") + 40
    (folder / "altered.pdf").write_bytes(signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :])
    (folder / "longer.pdf").write_bytes(signed + b"\n% a word")
    with pikepdf.open(BytesIO(signed)) as pdf:
        pdf.save(folder / "resaved.pdf")
    for name in ("altered.pdf", "longer.pdf", "resaved.pdf"):
        code, [(_, verdict, _)] = ask(name)
        assert (code, verdict) == (NOT, "refused"), name


def test_a_sample_is_verified_and_said_to_be_one(ask: Any, folder: Path, signers: Signers) -> None:
    (folder / "sample.pdf").write_bytes(signers.signed(facts(sample=True)))
    assert ask("sample.pdf") == (VERIFIED, [("pdf", "verified", {"sample"})])


def test_counted_by_hand_the_signed_minutes_prove_the_result_alone(ask: Any, folder: Path, signers: Signers) -> None:
    found = by_hand()
    (folder / "hand.pdf").write_bytes(signers.signed(found))
    (folder / "hand.json").write_bytes(found.outcome_bytes)
    assert ask("hand.pdf") == (VERIFIED, [("pdf", "verified", set())])
    assert ask("hand.json") == (NOT, [("outcome", "undecided", {"record-none"})])


@pytest.mark.parametrize("forged", [{"agree": 105}, {"percent": "71.00"}, {"name": "Nguyễn Văn Ân"}])
def test_figures_that_are_not_the_attached_ones_are_refused_though_trusted_keys_signed_them(
    ask: Any, folder: Path, signers: Signers, forged: dict[str, Any]
) -> None:
    """The page says one thing, the file in it another; who holds the keys signs both."""
    true = facts()
    lines = tuple(replace(line, **forged) if line.number == 1 else line for line in true.outcome.votes)
    page = replace(true, outcome=replace(true.outcome, votes=lines))
    (folder / "forged.pdf").write_bytes(signers.signed(page))
    code, [(_, verdict, found)] = ask("forged.pdf")
    assert (code, verdict) == (NOT, "refused")
    assert "votes-differ" in found


def test_a_figure_changed_in_the_page_and_signed_anew_is_refused(ask: Any, folder: Path, signers: Signers) -> None:
    """On each page in turn two digits change places in the content itself."""
    pdf = making.minutes_pdf(facts())[0]
    forged = 0
    for number in range(3):
        altered = digits_swapped(pdf, number)
        if altered is None or same_text(pdf, altered):
            continue
        (folder / "anew.pdf").write_bytes(signers.sign(altered))
        code, [(_, verdict, found)] = ask("anew.pdf")
        assert (code, verdict) == (NOT, "refused"), number
        assert found & {"figure-differs", "votes-differ", "validity-differs", "elected-differ"}
        forged += 1
    assert forged


def digits_swapped(pdf: bytes, number: int) -> bytes | None:
    """A page of votes with 104 turned into 140; None where it has no such figure."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        page = opened.pages[number]
        content = page.Contents.read_bytes()
        if b"(104)" not in content:
            return None
        page.Contents = opened.make_stream(content.replace(b"(104)", b"(140)"))
        out = BytesIO()
        opened.save(out)
    return out.getvalue()


def test_a_signed_paper_without_an_outcome_is_judged_by_its_signatures(
    ask: Any, folder: Path, signers: Signers
) -> None:
    from congress.sealing import signing
    from congress.sealing.values import Box, SignatureField
    from tests.congress_sealing.papers import page

    fields = [SignatureField(name, Box(20 + 60 * at, 200, 50, 30)) for at, name in enumerate(samples.FIELDS.values())]
    (folder / "letter.pdf").write_bytes(signers.sign(signing.add_fields(page("Công văn"), fields)))
    assert ask("letter.pdf") == (VERIFIED, [("pdf", "verified", set())])
    assert ask("letter.pdf", "--record", "record.json")[1] == [("pdf", "verified", {"outcome-not-attached"})]


# --- with the sealed record --------------------------------------------------------------------------------


def test_with_the_record_the_tally_is_done_again(ask: Any) -> None:
    assert ask("minutes.pdf", "outcome.json", "--record", "record.json") == (
        VERIFIED,
        [("pdf", "verified", set()), ("outcome", "verified", set())],
    )


def test_an_outcome_without_its_record_is_undecided(ask: Any) -> None:
    assert ask("outcome.json") == (NOT, [("outcome", "undecided", {"record-not-given"})])


def test_another_record_refuses_both(ask: Any, folder: Path) -> None:
    (folder / "other.json").write_bytes(samples.ALTERNATES)
    code, found = ask("minutes.pdf", "outcome.json", "--record", "other.json")
    assert code == NOT
    assert [verdict for _, verdict, _ in found] == ["refused", "refused"]
    assert all(codes == {"differs-from-record"} for _, _, codes in found)


def test_one_wrong_field_of_an_outcome_is_named_by_its_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tree = json.loads(facts().outcome_bytes)
    tree["votes"][2]["agree"] += 1
    (folder / "outcome.json").write_text(json.dumps(tree))
    arguments = ["verify", str(folder / "outcome.json"), "--record", str(folder / "record.json"), "--json"]
    assert cli.main(arguments) == NOT
    (path,) = json.loads(capsys.readouterr().out)["paths"]
    assert [finding["where"] for finding in path["findings"]] == ["$.votes[2].agree"]


def test_a_record_is_verified_where_verified_minutes_carry_its_hash(ask: Any, folder: Path) -> None:
    assert ask("record.json") == (NOT, [("record", "undecided", {"record-not-carried"})])
    assert ask("record.json", "minutes.pdf") == (
        VERIFIED,
        [("record", "verified", set()), ("pdf", "verified", set())],
    )
    assert ask("record.json", "minutes.pdf", trust=False)[1][0] == ("record", "undecided", {"record-not-carried"})
    (folder / "spaced.json").write_bytes(FORM_A + b"\n")
    assert ask("spaced.json", "minutes.pdf")[1][0] == ("record", "undecided", {"record-not-carried"})


# --- folders and bad input ---------------------------------------------------------------------------------


def test_a_folder_is_taken_apart_and_what_is_no_matter_of_ours_is_left_alone(ask: Any, folder: Path) -> None:
    (folder / "below").mkdir()
    (folder / "minutes.pdf").rename(folder / "below" / "0123456789abcdef")  # a PDF by its content
    (folder / "notes.txt").write_text("ghi chú")
    (folder / "settings.json").write_text('{"format": "another/1"}')
    code, found = ask(str(folder))
    assert code == NOT
    assert [kind for kind, _, _ in found] == ["pdf", "outcome", "record"]
    assert [verdict for _, verdict, _ in found] == ["verified", "undecided", "verified"]


def test_a_package_of_another_program_is_refused_with_all_that_it_lacks(ask: Any, folder: Path) -> None:
    package = folder / "term"
    package.mkdir()
    (package / "bagit.txt").write_text("BagIt-Version: 0.97")
    with zipfile.ZipFile(folder / "term.zip", "w") as archive:
        archive.writestr("bagit.txt", "BagIt-Version: 0.97")
    code, found = ask("term", "term.zip")
    assert code == NOT
    assert [(kind, verdict) for kind, verdict, _ in found] == [("package", "refused")] * 2
    assert all({"package-not-bagit", "package-file-missing"} <= codes for _, _, codes in found)


def test_unknown_files_are_named_clearly(ask: Any, folder: Path) -> None:
    with zipfile.ZipFile(folder / "other.zip", "w") as archive:
        archive.writestr("text.txt", "no package")
    (folder / "other.json").write_text('{"format": "congress-contest/1"}')
    (folder / "empty").mkdir()
    (folder / "text.pdf").write_text("not a PDF")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nbroken")
    code, found = ask("other.zip", "other.json", "empty", "text.pdf", "broken.pdf", "nowhere.pdf")
    assert code == MALFORMED
    assert {next(iter(codes)) for _, _, codes in found} == {
        "package-not-there", "format-unknown", "folder-empty", "not-a-pdf", "pdf-unreadable", "file-missing",
    }  # fmt: skip
    assert len(found) == 6


def test_every_fault_of_every_file_is_told_at_once(ask: Any, folder: Path) -> None:
    tree = json.loads(FORM_A)
    tree["papers"][0]["strike"] = [99]
    tree["ballots"]["printed"] = 3.0
    (folder / "bad.json").write_text(json.dumps(tree))
    (folder / "twice.json").write_text('{"format": "congress-outcome/1", "valid": 1, "valid": 2}')
    code, found = ask("bad.json", "twice.json", "minutes.pdf")
    assert code == MALFORMED
    told = {codes.pop() for _, _, codes in found}
    assert {"not-a-whole-number", "duplicate-key"} <= told
    assert any("bad.json" in where and "$." in where for where, _, _ in found)


def test_a_wrong_certificate_or_record_is_wrong_input(ask: Any, folder: Path) -> None:
    code, found = ask("minutes.pdf", "--trust", "outcome.json")
    assert (code, found[0][2]) == (MALFORMED, {"certificate-unreadable"})
    code, found = ask("minutes.pdf", "--record", "outcome.json")
    assert code == MALFORMED
    assert found[0][0].startswith("--record")
    assert ask("minutes.pdf", "--workspace", str(folder))[1][0][2] == {"workspace-without-authority"}


def test_a_broken_signed_paper_is_refused_not_unreadable(ask: Any, folder: Path, signed: bytes) -> None:
    (folder / "torn.pdf").write_bytes(signed[: len(signed) // 2] + b"\x00" * 99 + signed[len(signed) // 2 + 99 :])
    code, [(kind, verdict, _)] = ask("torn.pdf")
    assert (code, kind, verdict) == (NOT, "pdf", "refused")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_people_read_a_line_a_path_and_a_sentence_a_finding(
    folder: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    code = cli.main(["--lang", language, "verify", str(folder / "minutes.pdf"), str(folder / "outcome.json")])
    said = capsys.readouterr().out
    i18n.use("vi")
    assert code == NOT
    assert {"vi": "chưa kết luận được", "en": "undecided"}[language] in said
    assert "record-not-given" not in said


def test_the_outcome_of_tally_and_the_attached_one_are_the_same_bytes() -> None:
    assert write_outcome(tally_record(FORM_A).outcome) == facts().outcome_bytes
