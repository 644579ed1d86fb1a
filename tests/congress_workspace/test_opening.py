"""A workspace is opened by one program at a time, looked into by any, and never half made."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from congress import config, workspace
from congress.access import service as access
from congress.config import HashCost, Settings
from congress.errors import Broken, Malformed, Refused
from congress.i18n import sentence
from congress.workspace import House, check_journal, look_into, open_folder, opening
from tests.clocks import PinnedClock
from tests.unprivileged import as_somebody_else, public_folder
from tests.workspaces import CHEAP, PIN, Office, Template

HOLDER = """
import sys, time
from pathlib import Path
from congress.workspace import House, open_folder
from tests.clocks import PinnedClock
opened = open_folder(Path(sys.argv[1]), house=House(clock=PinnedClock()))
print("open", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def closed(embedded_template: Template, tmp_path: Path) -> Path:
    """A founded workspace that nobody has open."""
    folder = tmp_path / "closed"
    shutil.copytree(embedded_template.folder, folder)
    return folder


def opened(folder: Path) -> workspace.Workspace:
    return open_folder(folder, house=House(clock=PinnedClock()))


def test_a_second_program_is_refused_with_the_holder_s_name(closed: Path) -> None:
    with AnotherProgram(closed) as holder:
        with pytest.raises(Refused) as refused:
            opened(closed)
        assert refused.value.code == "workspace-in-use"
        assert refused.value.facts["program"] == str(holder.pid)
        assert str(holder.pid) in sentence(refused.value)
    with opened(closed):
        pass


def test_the_same_program_is_refused_a_second_opening(office: Office) -> None:
    with pytest.raises(Refused, match="workspace-in-use"):
        opened(office.workspace.folder)


def test_a_killed_program_leaves_no_lock_behind(closed: Path) -> None:
    with AnotherProgram(closed) as holder:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        assert (closed / ".lock").exists()
        assert (closed / ".holder.json").exists()
        with opened(closed) as again:
            assert check_journal(again) == ()


def test_a_closed_workspace_names_no_holder(closed: Path) -> None:
    opened(closed).close()
    assert not (closed / ".holder.json").exists()


def test_closing_twice_does_not_take_the_folder_from_the_next_program(closed: Path) -> None:
    first = opened(closed)
    first.close()
    with opened(closed):
        first.close()
        assert (closed / ".holder.json").exists()
        with pytest.raises(Refused, match="workspace-in-use"):
            opened(closed)


def test_a_failed_opening_lets_go_of_the_folder(closed: Path) -> None:
    (closed / "congress.db").rename(closed / "away.db")
    with pytest.raises(Broken, match="database-missing"):
        opened(closed)
    (closed / "away.db").rename(closed / "congress.db")
    with opened(closed):
        pass


def test_it_is_looked_into_while_another_program_works(office: Office) -> None:
    with look_into(office.workspace.folder, house=office.workspace.house) as looked:
        before = looked.head().number
        access.log_in(office.workspace, name="uyvien1", secret=PIN)
        assert looked.head().number == before + 1
        assert check_journal(looked) == ()


def test_another_user_s_folder_is_refused_in_a_sentence(embedded_template: Template) -> None:
    with public_folder() as folder:
        mine = folder / "workspace"
        shutil.copytree(embedded_template.folder, mine)
        mine.chmod(0o555)
        (mine / ".lock").touch(mode=0o600)

        def act() -> str:
            try:
                opened(mine).close()
            except Refused as refused:
                return refused.code
            return "opened"

        assert as_somebody_else(act) == "folder-not-writable"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks on every disk")
def test_a_disk_without_locks_is_refused_in_a_sentence(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr("fcntl.flock", no_locks)
    with pytest.raises(Refused, match="folder-not-writable"):
        opened(closed)


@pytest.mark.parametrize("state", ["closed", "killed", "open"])
def test_a_folder_that_cannot_be_written_is_looked_into(embedded_template: Template, state: str) -> None:
    """A burnt disc, a locked stick: closed in order, or left by a killed program with its log."""
    with public_folder() as folder:
        place = folder / "workspace"
        shutil.copytree(embedded_template.folder, place)
        working = opened(place)
        access.log_in(working, name="uyvien1", secret=PIN)
        due = working.head()
        read_only = place
        if state == "closed":
            working.close()
        elif state == "killed":
            read_only = folder / "copy"
            shutil.copytree(place, read_only)
            (read_only / "congress.db-shm").unlink()
        for path in (read_only, *read_only.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)

        def act() -> str:
            with look_into(read_only, house=House(clock=PinnedClock())) as looked:
                codes = [finding.code for finding in check_journal(looked)]
                return f"{looked.head() == due} {codes}"

        assert as_somebody_else(act) == "True []"
        assert (
            not [path.name for path in read_only.iterdir() if path.name.startswith("congress.db-")] or state != "closed"
        )
        working.close()


@pytest.mark.parametrize(("tag", "kept"), [("MAY-1", "MAY-1"), (" Ma\u0301y  số 2 ", "Máy số 2")])
def test_a_tag_is_cleaned_where_it_enters(tmp_path: Path, tag: str, kept: str) -> None:
    with workspace.create(tmp_path / "new", house=House(clock=PinnedClock()), tag=tag, hash_cost=CHEAP) as made:
        assert made.settings.tag == kept


@pytest.mark.parametrize("tag", ["", "  ", "x" * 41, "a/b", "a\u202eb:c", "#1"])
def test_a_tag_that_papers_and_files_cannot_carry_is_refused_and_nothing_made(tmp_path: Path, tag: str) -> None:
    with pytest.raises(Refused, match="tag-wrong"):
        workspace.create(tmp_path / "new", house=House(clock=PinnedClock()), tag=tag, hash_cost=CHEAP)
    assert not (tmp_path / "new").exists()


def test_a_new_workspace_costs_what_a_real_log_in_should(tmp_path: Path) -> None:
    """RFC 9106's second recommended option; only fixtures are cheaper."""
    with workspace.create(tmp_path / "new", house=House(clock=PinnedClock()), tag="MAY-1") as made:
        assert made.settings.hash_cost == HashCost(passes=3, memory_kib=65536, lanes=4)


@pytest.mark.parametrize("there", ["file-inside", "file-itself"])
def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path: Path, there: str) -> None:
    folder = tmp_path / "new"
    content = folder / "thư.txt"
    if there == "file-itself":
        folder.write_text("của ai đó", encoding="utf-8")
    else:
        folder.mkdir()
        content.write_text("của ai đó", encoding="utf-8")
    with pytest.raises(Refused, match="folder-not-empty"):
        workspace.create(folder, house=House(clock=PinnedClock()), tag="MAY-1", hash_cost=CHEAP)
    assert (content if there == "file-inside" else folder).read_text(encoding="utf-8") == "của ai đó"


@pytest.mark.parametrize("existed", [True, False])
def test_a_making_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, existed: bool
) -> None:
    from congress.store import schema

    folder = tmp_path / "new"
    if existed:
        folder.mkdir()

    def failing(_: object) -> None:
        raise Refused("disk-full")

    monkeypatch.setattr(schema, "migrate", failing)
    with pytest.raises(Refused, match="disk-full"):
        workspace.create(folder, house=House(clock=PinnedClock()), tag="MAY-1", hash_cost=CHEAP)
    assert folder.exists() == existed
    assert not existed or list(folder.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps who may read a file in lists, not in these bits")
def test_secrets_are_for_the_owner_alone(office: Office) -> None:
    folder = office.workspace.folder
    config.write(folder, Settings("MAY-1", "postgresql+psycopg://a:mat-khau@b/c"))
    modes = {name: (folder / name).stat().st_mode & 0o777 for name in ("settings.json", "keys", "keys/machine.key")}
    assert modes == {"settings.json": 0o600, "keys": 0o700, "keys/machine.key": 0o600}


def test_a_supervisor_under_another_user_walks_the_journal_without_seeing_keys(embedded_template: Template) -> None:
    """The head's statement is then checked against the key that the founding entry names."""
    with public_folder() as folder:
        place = folder / "workspace"
        shutil.copytree(embedded_template.folder, place)
        (place / "congress.db").chmod(0o644)

        def act() -> str:
            with look_into(place, house=House(clock=PinnedClock())) as looked:
                return f"{looked.machine_key} {check_journal(looked)}"

        assert as_somebody_else(act) == "None ()"


def test_a_folder_that_is_no_workspace_is_named(tmp_path: Path) -> None:
    for act in (opened, lambda folder: look_into(folder, house=House(clock=PinnedClock()))):
        with pytest.raises(Refused, match="not-a-workspace"):
            act(tmp_path / "nowhere")


def test_a_server_s_address_of_another_kind_is_refused_without_telling_its_password(tmp_path: Path) -> None:
    for url in (
        "mysql://u:mat-khau@h/d",
        "postgresql://u:mat-khau@h/d",
        "mat-khau",
        "postgresql+psycopg://u:mat-khau@h:x/d",
    ):
        with pytest.raises(Refused, match="database-url-unknown") as refused:
            workspace.create(
                tmp_path / "new", house=House(clock=PinnedClock()), tag="MAY-1", database_url=url, hash_cost=CHEAP
            )
        assert "mat-khau" not in sentence(refused.value)
        assert not (tmp_path / "new").exists()


@pytest.mark.postgres
def test_a_server_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    url = f"postgresql+psycopg://postgres@/nowhere?host={tmp_path}"
    with pytest.raises(Broken, match="database-unreachable"):
        workspace.create(
            tmp_path / "new", house=House(clock=PinnedClock()), tag="MAY-1", database_url=url, hash_cost=CHEAP
        )
    assert not (tmp_path / "new").exists()


SETTINGS = {"format": "congress-workspace/1", "tag": "MAY-1", "database_url": None, "hash_cost": None}
COST = {"passes": 1, "memory_kib": 8, "lanes": 1}


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("", {"empty-file"}),
        ("{", {"not-json"}),
        ("[]", {"settings-other-format"}),
        ("{}", {"settings-other-format"}),
        (json.dumps({**SETTINGS, "format": "congress-workspace/2"}), {"settings-other-format"}),
        (json.dumps(SETTINGS), {"settings-wrong-value"}),
        (json.dumps({**SETTINGS, "hash_cost": COST, "màu": 1}), {"settings-key-unknown"}),
        (json.dumps({**SETTINGS, "hash_cost": {**COST, "passes": True}}), {"settings-wrong-value"}),
        (json.dumps({**SETTINGS, "hash_cost": {**COST, "memory_kib": 10**9}}), {"settings-wrong-value"}),
        (json.dumps({**SETTINGS, "hash_cost": COST, "tag": " "}), {"settings-wrong-value"}),
        (json.dumps({**SETTINGS, "hash_cost": COST, "tag": "Ma\u0301y"}, ensure_ascii=False), {"settings-wrong-value"}),
        (json.dumps({**SETTINGS, "hash_cost": COST, "database_url": 5}), {"settings-wrong-value"}),
        (json.dumps({**SETTINGS, "hash_cost": COST, "allowed_media": None}), {"settings-wrong-value"}),
        (json.dumps({**SETTINGS, "hash_cost": COST, "allowed_media": ["A", 5]}), {"settings-wrong-value"}),
        (json.dumps({**SETTINGS, "hash_cost": COST, "allowed_media": [""]}), {"settings-wrong-value"}),
        ('{"format": "congress-workspace/1", "tag": "a", "tag": "b"}', {"duplicate-key", "settings-wrong-value"}),
        ("[" * 5000, {"too-deep"}),
    ],
)
def test_every_fault_of_the_settings_is_named(closed: Path, content: str, found: set[str]) -> None:
    (closed / config.NAME).write_text(content, encoding="utf-8")
    with pytest.raises(Malformed) as malformed:
        opened(closed)
    assert {finding.code for finding in malformed.value.findings} == found
    assert all(sentence(finding) != finding.code for finding in malformed.value.findings)


def test_settings_are_read_as_they_were_written(tmp_path: Path) -> None:
    settings = Settings("Máy số 2", "postgresql+psycopg://a@b/c", HashCost(2, 16, 3))
    config.write(tmp_path, settings)
    assert config.read(tmp_path) == settings


class AnotherProgram:
    """A program of its own that has a folder open."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )

    def __enter__(self) -> "subprocess.Popen[str]":
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "open\n"
        return self.process

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()


def test_a_making_that_was_killed_is_said_by_everyone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "new"
    monkeypatch.setattr(opening, "_undo", lambda *_, **__: None)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(config, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        workspace.create(folder, house=House(clock=PinnedClock()), tag="MAY-1", hash_cost=CHEAP)
    acts: tuple[Callable[[], object], ...] = (
        lambda: workspace.create(folder, house=House(), tag="MAY-1", hash_cost=CHEAP),
        lambda: opened(folder),
        lambda: look_into(folder, house=House()),
    )
    for act in acts:
        with pytest.raises(Refused, match="making-not-ended") as refused:
            act()
        assert str(folder) in sentence(refused.value)


def test_a_workspace_made_before_there_was_a_list_of_media_allows_none(tmp_path: Path) -> None:
    (tmp_path / config.NAME).write_text(json.dumps({**SETTINGS, "hash_cost": COST}), encoding="utf-8")
    assert config.read(tmp_path).allowed_media == ()


def test_a_making_that_was_killed_before_its_first_accounts_is_said_too(tmp_path: Path) -> None:
    """Nobody could log in there: no accounts, or codes that no one was shown."""
    folder = tmp_path / "new"
    workspace.create(folder, house=House(clock=PinnedClock()), tag="MAY-1", hash_cost=CHEAP).close()
    with pytest.raises(Refused, match="making-not-ended"):
        opened(folder)
