"""The demo builds in an empty folder or in the place of an earlier sample, and touches nothing else."""

from pathlib import Path

import pytest

from congress.errors import Refused
from congress.holder import hold
from tests.house.subprocesses import congress
from tui.demo.folder import MARKER, make_room, mark


def test_an_absent_folder_stays_absent_and_an_empty_one_empty(tmp_path: Path) -> None:
    make_room(tmp_path / "new")
    assert not (tmp_path / "new").exists()
    make_room(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_somebody_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(Refused) as refused:
        make_room(tmp_path)
    assert refused.value.code == "demo-folder-not-ours"
    assert (tmp_path / "letters.txt").read_text() == "mine"


def test_a_workspace_that_is_no_sample_is_refused(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"format": "congress-workspace/1"}')
    with pytest.raises(Refused, match="demo-folder-not-ours"):
        make_room(tmp_path)


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("mine")
    with pytest.raises(Refused, match="demo-folder-not-ours"):
        make_room(tmp_path / "demo")


def earlier(folder: Path) -> Path:
    """What an earlier demo leaves, as far as this matters."""
    mark(folder)
    (folder / "papers" / "objects").mkdir(parents=True)
    (folder / "papers" / "objects" / "ab").write_text("paper")
    (folder / "congress.db").write_text("database")
    return folder


def test_an_earlier_sample_is_cleared(tmp_path: Path) -> None:
    make_room(earlier(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_what_somebody_put_beside_an_earlier_sample_is_named_and_nothing_removed(tmp_path: Path) -> None:
    (earlier(tmp_path) / "letters.txt").write_text("mine")
    with pytest.raises(Refused) as refused:
        make_room(tmp_path)
    assert refused.value.code == "demo-folder-holds-more"
    assert refused.value.facts["names"] == "letters.txt"
    assert (tmp_path / "congress.db").exists()


def test_an_earlier_sample_that_is_open_is_kept(tmp_path: Path) -> None:
    held = hold(earlier(tmp_path))
    try:
        with pytest.raises(Refused, match="workspace-in-use"):
            make_room(tmp_path)
    finally:
        held.release()
    assert (tmp_path / "congress.db").exists()


def test_a_marker_that_says_something_else_is_no_marker(tmp_path: Path) -> None:
    (tmp_path / MARKER).write_text('{"format": "shopping-list/1"}')
    with pytest.raises(Refused, match="demo-folder-not-ours"):
        make_room(tmp_path)


def test_the_command_says_what_is_wrong_with_the_folder(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    done = congress("demo", "--workspace", str(tmp_path), "--no-app")
    assert done.returncode == 1
    assert "không phải bản mẫu" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]
