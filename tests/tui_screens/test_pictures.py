"""Every screen of the shell and of preparation at 80x24 and 120x40, in both languages where words are long."""

from pathlib import Path

import pytest

from congress.journal.values import Head
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.preparing import Prepared
from tests.tui_widgets.snapshots import Snapshot
from tui.app import CongressApp

SCENES = {
    "home-preparing": ("truongban", "home", "bch", ()),
    "home-congress": ("thuky", "home", None, ()),
    "contests": ("thuky", "contests", "bch", ()),
    "contest-new": ("thuky", "contests", "bch", ("a",)),
    "list": ("thuky", "list", "bch", ("tab", "down", "down")),
    "list-person": ("thuky", "list", "bch", ("tab", "down", "down", "e")),
    "electorate": ("thamtra", "electorate", "bt", ()),
    "settings": ("truongban", "settings", "bch", ("down", "down", "down")),
    "settings-decide": ("truongban", "settings", "bch", ("down", "down", "down", "down", "e")),
    "regulation": ("truongban", "regulation", "bch", ("down", "down", "down")),
    "board": ("thuky", "board", "bch", ()),
    "congress": ("thuky", "congress", "bch", ()),
    "accounts": ("quantri", "accounts", "bch", ()),
    "account-new": ("quantri", "accounts", "bch", ("enter",)),
    "laptop": ("thuky", "app", "bch", ()),
    "help": ("thuky", "electorate", "bch", ("f1",)),
}


@pytest.mark.parametrize("scene", SCENES)
async def test_a_screen_looks_as_it_was_drawn(scene: str, app_at: AppAt, snapshot: Snapshot) -> None:
    account, place, contest, press = SCENES[scene]
    await snapshot(lambda: app_at(account, place, contest=contest), scene, press=press)


async def test_the_journal_looks_as_it_was_drawn(
    app_at: AppAt, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Head, "printed", lambda _self: "43 · 0123 4567 89ab cdef")
    monkeypatch.setattr("tui.screens.journal_words.short", lambda _digits: "0123 4567 89ab cdef")
    await snapshot(lambda: app_at("giamsat", "journal"), "journal")
    await snapshot(lambda: app_at("giamsat", "journal"), "journal-of-contest", press=("l", "down"))


async def test_upkeep_looks_as_it_was_drawn(app_at: AppAt, prepared: Prepared, snapshot: Snapshot) -> None:
    assert prepared.office.workspace.machine_key is not None
    prepared.office.workspace.folder = Path("/kiem-phieu")
    await snapshot(lambda: app_at("truongban", "backup"), "backup")


async def test_the_choice_of_a_workspace_looks_as_it_was_drawn(tmp_path: Path, snapshot: Snapshot) -> None:
    await snapshot(lambda: CongressApp(kept_in=tmp_path), "choose")
    await snapshot(lambda: CongressApp(Path("/kiem-phieu-moi"), kept_in=tmp_path), "found")
