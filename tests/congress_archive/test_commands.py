"""Commands on packages: what they refuse in words, and by whom a package is said to be trusted."""

import json
import shutil
from pathlib import Path

import pytest

from congress import i18n
from congress.archive.trusting import tree_of
from tests.congress_archive.conftest import Archive
from tui import cli

LONG = "a" * 5_000


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONGRESS_LANG", "en")
    i18n.use("en")


@pytest.mark.parametrize(
    "words",
    [
        ("verify", f"/tmp/{LONG}"),
        ("archive", "verify", f"/tmp/{LONG}"),
        ("archive", "verify", ".", "--trust", f"/tmp/{LONG}"),
        ("archive", "list", "--workspace", f"/tmp/{LONG}"),
        ("archive", "key", "--out", f"/tmp/{LONG}"),
        ("archive", "decrypt", f"/tmp/{LONG}", "--identity", "x", "--out", f"/tmp/{LONG}"),
        ("journal", "verify", "--workspace", f"/tmp/{LONG}"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_path_that_no_system_takes_is_said_in_words(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*words]) == cli.MALFORMED
    told = capsys.readouterr().err
    assert "…" in told
    assert len(told) < 1_500


def test_a_key_goes_into_a_folder_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["archive", "key", "--out", str(tmp_path / "x" / "y")]) == cli.MALFORMED
    assert str(tmp_path / "x") in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    assert cli.main(["archive", "key", "--out", str(tmp_path / "y")]) == cli.DONE


@pytest.mark.parametrize("command", [("verify",), ("archive", "verify")], ids=" ".join)
def test_a_package_is_not_verified_by_what_lies_in_it(
    package: Path, archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    """Nor in the other package of the same term, nor through a link."""
    (tmp_path / "link").symlink_to(package / "authority.pem")
    for given in (package / "authority.pem", archive.sealed / "authority.pem", tmp_path / "link"):
        assert cli.main([*command, str(package), "--trust", str(given), "--json"]) == cli.MALFORMED
        said = json.loads(capsys.readouterr().out)
        assert [(one["where"], one["code"]) for one in said["findings"]] == [(str(given), "trust-from-package")]


@pytest.mark.parametrize("command", [("verify",), ("archive", "verify")], ids=" ".join)
def test_the_fingerprint_of_what_was_trusted_is_said(
    package: Path, archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    given = Path(shutil.copy(package / "authority.pem", tmp_path / "brought.pem"))
    (due,) = tree_of([archive.authority])
    assert len(due["sha256"]) == 64 + 31
    assert cli.main([*command, str(package), "--trust", str(given)]) == cli.DONE
    assert due["sha256"] in capsys.readouterr().out
    assert cli.main([*command, str(package), "--trust", str(given), "--json"]) == cli.DONE
    assert json.loads(capsys.readouterr().out)["trusted"] == [due]
