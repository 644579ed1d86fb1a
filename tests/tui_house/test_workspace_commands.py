"""`congress init`, `backup`, `restore`, `journal verify`, `check-machine`: as a person or a script would use them."""

import json
import re
import shutil
from pathlib import Path

import pytest

from congress.workspace import House, check_journal, look_into
from tests.house.catalogues import ROOT
from tests.house.forked import congress
from tests.workspaces import PIN, Office, Template

NAMES = ("--administrator", "Trần Văn Quản", "--head", "Lê Thị Hà")
PASSWORDS = {"CONGRESS_PASSWORD": PIN, "CONGRESS_SECOND_PASSWORD": PIN}


@pytest.fixture
def folder(embedded_template: Template, tmp_path: Path) -> Path:
    """A founded workspace that nobody has open. Its people work by this machine's own clock."""
    place = tmp_path / "workspace"
    shutil.copytree(embedded_template.folder, place)
    return place


def test_init_makes_a_workspace_and_prints_two_codes(tmp_path: Path) -> None:
    place = tmp_path / "Đại hội"
    made = congress("init", "--workspace", str(place), "--tag", "MÁY-1", *NAMES)
    assert made.returncode == 0, made.stderr
    assert len(re.findall(r"\b\d{8}\b", made.stdout)) == 2
    assert "Trần Văn Quản" in made.stdout
    checked = congress("journal", "verify", "--workspace", str(place))
    assert checked.returncode == 0, checked.stderr


def test_init_as_json_is_one_document(tmp_path: Path) -> None:
    made = congress("init", "--workspace", str(tmp_path / "w"), "--tag", "MAY-1", *NAMES, "--json")
    document = json.loads(made.stdout)
    assert [account["account"] for account in document["accounts"]] == ["quantri", "truongban"]
    assert made.stderr == ""


def test_init_without_a_terminal_names_everything_that_is_missing(tmp_path: Path) -> None:
    asked = congress("init", "--json")
    assert asked.returncode == 2
    findings = json.loads(asked.stdout)["findings"]
    assert [re.findall(r"--[a-z]+", finding["message"])[0] for finding in findings] == [
        "--workspace",
        "--tag",
        "--administrator",
        "--head",
    ]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--tag", "a/b", *NAMES), 1),
        (("--tag", "MAY-1", "--administrator", "Lê Thị Hà", "--head", "lê thị hà"), 1),
        (("--tag", "MAY-1", *NAMES, "--database-url", "mysql://a:bi-mat@b/c"), 1),
    ],
)
def test_init_that_is_refused_says_why_and_leaves_nothing(tmp_path: Path, options: tuple[str, ...], code: int) -> None:
    place = tmp_path / "w"
    refused = congress("init", "--workspace", str(place), *options)
    assert refused.returncode == code
    assert "Traceback" not in refused.stderr
    assert "bi-mat" not in refused.stdout + refused.stderr
    assert not place.exists()


def test_init_leaves_a_folder_with_something_in_it_alone(tmp_path: Path) -> None:
    (tmp_path / "thư.txt").write_text("của ai đó", encoding="utf-8")
    refused = congress("init", "--workspace", str(tmp_path), "--tag", "MAY-1", *NAMES)
    assert refused.returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["thư.txt"]


def test_verify_works_while_the_app_is_open_and_takes_heads_off_papers(office: Office) -> None:
    place, head = str(office.workspace.folder), office.workspace.head()
    good = congress(
        "journal",
        "verify",
        "--head",
        head.printed(),
        "--head",
        f"{head.number}:{head.hash[:8]}",
        environ={"CONGRESS_WORKSPACE": place},
    )
    assert good.returncode == 0, good.stderr
    bad = congress("journal", "verify", "--workspace", place, "--head", f"{head.number}:deadbeef", "--json")
    assert bad.returncode == 1
    document = json.loads(bad.stdout)
    assert document["verdict"] == "refused"
    assert [finding["code"] for finding in document["findings"]] == ["journal-head-differs"]
    mistyped = congress("journal", "verify", "--workspace", place, "--head", "12:xyz", "--json")
    assert mistyped.returncode == 2
    assert json.loads(mistyped.stdout)["findings"][0]["code"] == "journal-head-mistyped"


def test_verify_of_what_is_no_workspace_is_a_sentence(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "not there"):
        unreadable = congress("journal", "verify", "--workspace", str(place))
        assert unreadable.returncode == 2
        assert str(place) in unreadable.stderr
    missing = congress("journal", "verify", "--lang", "vi")
    assert missing.returncode == 2
    assert missing.stderr == (
        "congress journal verify: thiếu --workspace (hoặc biến môi trường CONGRESS_WORKSPACE); "
        "xem: congress journal verify --help\n"
    )


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (("devices", "needs", "--printed"), "congress devices needs --help"),
        (("init", "--tag", "MAY-1", "--administrator", ""), "congress init --help"),
        (("init", "--administrator="), "congress init --help"),
        (("init",), "congress init --help"),
        (("nonsense",), "congress --help"),
    ],
)
def test_wrong_usage_points_to_the_help_of_its_command(words: tuple[str, ...], command: str) -> None:
    wrong = congress(*words, "--lang", "en")
    assert wrong.returncode == 2
    assert all(line.endswith(f": {command}") for line in wrong.stderr.splitlines())


def test_the_help_names_a_tag_once() -> None:
    assert "[TAG]...\n" in congress("devices", "labels", "--help", "--lang", "en").stdout


def test_a_damaged_workspace_is_a_sentence_with_exit_code_70(folder: Path) -> None:
    database = folder / "congress.db"
    database.write_bytes(b"\xa5" * database.stat().st_size)
    for arguments in (("journal", "verify"), ("backup", "--account", "quantri")):
        broken = congress(*arguments, "--workspace", str(folder), environ=PASSWORDS)
        assert broken.returncode == 70
        assert "congress restore" in broken.stderr
        assert "Traceback" not in broken.stderr


@pytest.mark.parametrize("is_damaged", [False, True], ids=["whole", "damaged"])
def test_backup_and_restore_as_a_script_does_them(folder: Path, tmp_path: Path, *, is_damaged: bool) -> None:
    """Where the database can no longer be opened, the two prove who they are against the backup."""
    where = ("--workspace", str(folder), "--account", "quantri", "--json")
    made = congress("backup", *where, "--out", str(tmp_path / "stick"), environ=PASSWORDS)
    assert made.returncode == 0, made.stderr
    if is_damaged:
        (folder / "congress.db").write_bytes(b"\xa5" * 8192)
    backup = json.loads(made.stdout)["folder"]
    done = congress("restore", backup, *where, "--second", "truongban", "--reason", "máy hỏng", environ=PASSWORDS)
    assert done.returncode == 0, done.stderr
    assert Path(json.loads(done.stdout)["aside"]).is_dir()
    with look_into(folder, house=House()) as looked:
        assert check_journal(looked) == ()


@pytest.mark.parametrize(
    ("options", "environ", "code"),
    [
        (("--account", "quantri"), {"CONGRESS_PASSWORD": "sai rồi"}, 1),
        (("--account", "quantri"), {}, 2),
        ((), PASSWORDS, 2),
        (("--account", "uyvien1"), PASSWORDS, 1),
    ],
    ids=["wrong-password", "no-password", "no-account", "not-theirs"],
)
def test_a_backup_that_is_not_allowed_makes_no_copy(
    folder: Path, tmp_path: Path, options: tuple[str, ...], environ: dict[str, str], code: int
) -> None:
    refused = congress(
        "backup", "--workspace", str(folder), "--out", str(tmp_path / "stick"), *options, environ=environ
    )
    assert refused.returncode == code, refused.stderr
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / "stick").exists()


def test_a_restoring_that_fails_leaves_the_workspace_as_it_was(folder: Path, tmp_path: Path) -> None:
    refused = congress(
        "restore",
        str(tmp_path / "nowhere"),
        "--workspace",
        str(folder),
        "--account",
        "quantri",
        "--second",
        "truongban",
        "--reason",
        "thử",
        environ=PASSWORDS,
    )
    assert refused.returncode == 2
    assert not (folder / ".restoring").exists()
    assert congress("journal", "verify", "--workspace", str(folder)).returncode == 0


def test_check_machine_says_every_fact_and_whether_one_blocks(tmp_path: Path) -> None:
    checked = congress("check-machine", "--json", folder=tmp_path, environ={"PYTHONPATH": str(ROOT)})
    document = json.loads(checked.stdout)
    assert document["format"] == "congress-machine/1"
    assert checked.returncode == (1 if document["blocked"] else 0)
    assert document["blocked"] == any(fact["blocks"] for fact in document["facts"])
    assert {fact["topic"] for fact in document["facts"]} == {
        "offline",
        "no-way-out",
        "radio-off",
        "not-listening",
        "clock",
        "disk",
        "health",
        "encrypted",
        "power",
        "printer",
        "media",
        "backup",
        "holds",
    }
    spoken = congress("check-machine", "--lang", "en", environ={"COLUMNS": "400"})
    assert spoken.returncode == checked.returncode
    marks = [line[0] for line in spoken.stdout.splitlines()[1 : len(document["facts"]) + 1]]
    explained = [line for line in spoken.stdout.splitlines() if line.startswith("– is not so here")]
    assert bool(explained) == ("–" in marks)
    assert len(spoken.stdout.splitlines()) == len(document["facts"]) + 2 + len(explained)


def test_check_machine_reads_the_workspace_s_last_backup_and_says_where_it_cannot(folder: Path, tmp_path: Path) -> None:
    def backup() -> dict[str, str]:
        checked = congress("check-machine", "--json", "--workspace", str(folder))
        return next(fact for fact in json.loads(checked.stdout)["facts"] if fact["topic"] == "backup")

    assert backup()["code"] == "machine-backup-never"
    who = ("--workspace", str(folder), "--account", "quantri")
    congress("backup", *who, "--out", str(tmp_path / "stick"), environ=PASSWORDS)
    assert backup()["code"] == "machine-backup-made"
    (folder / "settings.json").write_text("{}", encoding="utf-8")
    unread = congress("check-machine", "--json", "--workspace", str(folder))
    assert "settings.json" in unread.stderr
    assert '"machine-backup-unknown"' in unread.stdout


def test_a_medium_is_allowed_and_forbidden_by_two_with_a_reason(folder: Path) -> None:
    who = ("--workspace", str(folder), "--account", "quantri", "--second", "truongban", "--json")
    nobody = congress("media", "allow", "4C530001", *who[:-1], "--reason", " ", environ=PASSWORDS)
    assert nobody.returncode == 1
    done = congress("media", "allow", "4C530001", *who, "--reason", "USB của ban", environ=PASSWORDS)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"format": "congress-media/1", "allowed": ["4C530001"]}
    assert json.loads((folder / "settings.json").read_text(encoding="utf-8"))["allowed_media"] == ["4C530001"]
    twice = congress("media", "allow", "4C530001", *who, "--reason", "USB của ban", environ=PASSWORDS)
    assert twice.returncode == 1
    gone = congress("media", "forbid", "4C530001", *who, "--reason", "mất", environ=PASSWORDS)
    assert json.loads(gone.stdout)["allowed"] == []
    assert congress("journal", "verify", "--workspace", str(folder)).returncode == 0


@pytest.mark.parametrize("exists", [False, True])
def test_a_backup_is_brought_to_a_machine_that_has_nothing_yet(folder: Path, tmp_path: Path, *, exists: bool) -> None:
    who = ("--account", "quantri", "--json")
    made = congress("backup", "--workspace", str(folder), *who, "--out", str(tmp_path / "stick"), environ=PASSWORDS)
    backup, new = json.loads(made.stdout)["folder"], tmp_path / "máy mới"
    if exists:
        new.mkdir()
    there = ("--workspace", str(new), *who, "--second", "truongban", "--reason", "máy hỏng")
    refused = congress("restore", backup, *there, environ={**PASSWORDS, "CONGRESS_PASSWORD": "sai rồi"})
    assert refused.returncode == 1
    done = congress("restore", backup, *there, environ=PASSWORDS)
    assert done.returncode == 0, done.stderr
    with look_into(new, house=House()) as looked:
        assert check_journal(looked) == ()


def test_a_backup_warns_of_a_journal_whose_head_file_is_gone(folder: Path, tmp_path: Path) -> None:
    (folder / "journal.head").unlink()
    where = ("--workspace", str(folder))
    made = congress("backup", *where, "--account", "quantri", "--out", str(tmp_path / "stick"), environ=PASSWORDS)
    assert made.returncode == 0, made.stderr
    assert "journal.head" in made.stderr
    assert congress("journal", "verify", *where).returncode == 1


def test_a_database_without_a_table_is_brought_back(folder: Path, tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    where = ("--workspace", str(folder), "--account", "quantri", "--json")
    made = congress("backup", *where, "--out", str(tmp_path / "stick"), environ=PASSWORDS)
    with closing(sqlite3.connect(folder / "congress.db")) as connection, connection:
        connection.execute("DROP TABLE account")
    assert "congress restore" in congress("journal", "verify", "--workspace", str(folder)).stderr
    backup = json.loads(made.stdout)["folder"]
    done = congress("restore", backup, *where, "--second", "truongban", "--reason", "máy hỏng", environ=PASSWORDS)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "words",
    [("init", "--workspace", ""), ("journal", "verify", "--workspace="), ("backup", "--out", ""), ("verify", "")],
)
def test_an_empty_word_is_no_folder(words: tuple[str, ...], tmp_path: Path) -> None:
    done = congress(*words, "--json", environ=PASSWORDS, folder=tmp_path)
    assert done.returncode == 2
    (finding,) = json.loads(done.stdout)["findings"]
    assert finding["code"] == "usage-value-wrong"
    assert not list(tmp_path.iterdir())


def test_json_with_a_value_is_a_usage_fault_told_in_json() -> None:
    done = congress("verify", "x.pdf", "--json=1", environ=PASSWORDS)
    assert done.returncode == 2
    assert [finding["code"] for finding in json.loads(done.stdout)["findings"]] == ["usage-value-wrong"]
