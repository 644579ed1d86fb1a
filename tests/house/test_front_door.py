"""The command line's front door: language, exit codes, one JSON document, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import pytest
import typer

from congress import i18n
from congress.errors import Broken, Finding, Malformed, Refused
from tests.house.subprocesses import congress, python
from tui import cli
from tui.cli import commands, typed

FAILURES = {
    "refused": Refused("usage-wrong-example"),
    "malformed": Malformed([Finding("$.papers[3]", "unknown-key-example"), Finding("$.seats", "too-small-example")]),
    "broken": Broken("database-example"),
    "bug": KeyError("Nguyễn Văn A: 3, 7, 12"),
    "disk": OSError(28, "No space left on device"),
    "interrupted": KeyboardInterrupt(),
}


def example(
    act: Annotated[str, typer.Argument()], *, as_json: Annotated[bool, typer.Option("--json")] = False
) -> int | None:
    """Stands for any command."""
    if act in FAILURES:
        raise FAILURES[act]
    return {"done": None, "not-verified": 1}[act]


@pytest.fixture(autouse=True)
def _table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    table = (
        commands.Command(("example",), "tests.house.test_front_door:example", "Print the version."),
        commands.Command(("group", "example"), "tests.house.test_front_door:example", "Print the version."),
    )
    monkeypatch.setattr(typed, "COMMANDS", table)
    monkeypatch.setattr(typed, "GROUPS", {"group": "Print the version."})
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("example done", 0),
        ("group example done", 0),
        ("--help", 0),
        ("example --help", 0),
        ("example not-verified", 1),
        ("example refused", 1),
        ("example malformed", 2),
        ("example", 2),
        ("example done more", 2),
        ("example done --nonsense", 2),
        ("nonsense", 2),
        ("group", 2),
        ("group nonsense", 2),
        ("--lang xx example done", 2),
        ("--lang", 2),
        ("example broken", 70),
        ("example bug", 70),
        ("example disk", 70),
        ("example interrupted", 130),
    ],
)
def test_every_end_has_its_exit_code(arguments: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments.split()) == code
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    if code in {1, 2, 70} and "not-verified" not in arguments:
        assert said.out == ""
        assert said.err.strip()


@pytest.mark.parametrize(
    "arguments", ["example refused", "example malformed", "example bug", "example done more", "nonsense"]
)
def test_with_json_what_went_wrong_is_one_document_on_standard_output(
    arguments: str, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main([*arguments.split(), "--json"])
    document = json.loads(capsys.readouterr().out)
    assert document["format"] == "congress-findings/1"
    assert document["findings"]
    assert all(set(finding) == {"where", "code", "message"} for finding in document["findings"])


def test_every_fault_of_bad_data_is_told_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["example", "malformed"])
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(": ")[0] for line in lines] == ["$.papers[3]", "$.seats"]


def test_the_log_tells_where_it_broke_but_not_what_was_being_counted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    cli.main(["example", "bug"])
    log = next(tmp_path.rglob("faults.log"))
    assert str(log) in capsys.readouterr().err
    written = log.read_text(encoding="utf-8")
    assert "KeyError" in written
    assert "in example" in written
    assert "Nguyễn" not in written


def test_a_fault_is_told_even_where_no_log_can_be_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert cli.main(["example", "bug"]) == 70
    assert len(capsys.readouterr().err.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "language", "rest"),
    [
        (["--lang", "en", "tally", "x"], "en", ["tally", "x"]),
        (["tally", "x", "--lang=vi"], "vi", ["tally", "x"]),
        (["tally", "--lang", "en", "x"], "en", ["tally", "x"]),
        (["tally", "x"], None, ["tally", "x"]),
        (["tally", "--", "--lang", "en"], None, ["tally", "--", "--lang", "en"]),
    ],
)
def test_the_language_may_stand_anywhere_before_two_dashes(
    arguments: list[str], language: str | None, rest: list[str]
) -> None:
    assert cli.take_language(arguments) == (language, rest)


@pytest.mark.parametrize(
    ("arguments", "environ", "language"),
    [
        (["--lang", "en"], {"CONGRESS_LANG": "vi", "LANG": "vi_VN.UTF-8"}, "en"),
        ([], {"CONGRESS_LANG": "en", "LANG": "vi_VN.UTF-8"}, "en"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "C.UTF-8"}, "vi"),
    ],
)
def test_the_language_is_asked_for_else_set_else_the_system_s_else_vietnamese(
    arguments: list[str], environ: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CONGRESS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    cli.main([*arguments, "example", "done"])
    assert i18n.current() == language


def test_help_is_in_the_language_asked_for(tmp_path: Path) -> None:
    vietnamese = congress("--help", folder=tmp_path).stdout
    english = congress("--lang", "en", "--help", folder=tmp_path).stdout
    assert "Cách dùng: congress" in vietnamese
    assert "Tùy chọn" in vietnamese
    assert "Usage" not in vietnamese
    assert "Usage: congress" in english


def test_vietnamese_leaves_as_utf_8_under_any_code_page(tmp_path: Path) -> None:
    said = congress("--help", folder=tmp_path, environ={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert "Kiểm phiếu" in said.stdout


def test_a_reader_that_goes_away_ends_the_command_quietly(tmp_path: Path) -> None:
    """As in `congress … | head -1`."""
    source = (
        "import sys\n"
        "from tui.cli import commands, typed, main\n"
        "typed.COMMANDS = (commands.Command(('many',), '__main__:many', 'Print the version.'),)\n"
        "def many() -> None:\n"
        "    for _ in range(100_000): sys.stdout.write('x' * 80 + '\\n')\n"
        "sys.exit(main(['many']))\n"
    )
    reader, writer = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-c", source], stdout=writer, stderr=subprocess.PIPE, cwd=tmp_path
    ) as writing:
        os.close(writer)
        os.read(reader, 80)
        os.close(reader)
        assert writing.stderr is not None
        said = writing.stderr.read()
    assert (writing.returncode, said) == (cli.NOBODY_READS, b"")


def test_every_command_of_the_table_can_be_asked_for_help() -> None:
    ran = python(
        "import contextlib, io, sys\n"
        "from tui.cli import commands, main\n"
        "for command in commands.COMMANDS:\n"
        "    said = io.StringIO()\n"
        "    with contextlib.redirect_stdout(said): assert main([*command.words, '--help']) == 0, command\n"
        "    assert ' '.join(command.words) in said.getvalue(), command\n"
    )
    assert ran.returncode == 0, ran.stderr
