"""The real app in a real terminal, typed by an input method: backspaces and new letters in one write."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from tests.terminals import BACKSPACE, CONGRESS, ENTER, ESCAPE, Terminal
from tests.tui_screens.preparing import Prepared
from tests.workspaces import PIN

# What Unikey sends for Telex "Truwowrng ban" and "Hajnh DDuwowfng": each write takes letters back and puts new ones.
TRUONG_BAN = ("T", "r", "u", f"{BACKSPACE}ư", "o", f"{BACKSPACE}ơ", f"{BACKSPACE}ở", "n", "g", " ", "b", "a", "n")
HANH_DUONG = (
    "H", "a", f"{BACKSPACE}ạ", "n", "h", " ", "D", f"{BACKSPACE}Đ", "u", f"{BACKSPACE}ư", "o", f"{BACKSPACE}ơ",
    f"{BACKSPACE}ờ", "n", "g",
)  # fmt: skip


def typed(terminal: Terminal, writes: Iterable[str], *, shows: str) -> None:
    """Send each write by itself; at the end the screen shows the whole text."""
    for keys in writes:
        terminal.press(keys)
    terminal.wait_for(shows)


def test_a_person_logs_in_and_types_a_name_by_an_input_method(prepared_template: Prepared, tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    shutil.copytree(prepared_template.folder, folder)
    with Terminal([*CONGRESS, "open", "--workspace", str(folder)]) as terminal:
        terminal.wait_for("Mã máy: MAY-1", seconds=60)
        typed(terminal, TRUONG_BAN, shows="Trưởng ban")
        terminal.press(ENTER)
        terminal.press(PIN + ENTER)
        terminal.wait_for("Bầu Bí thư Đảng ủy")
        terminal.press(ENTER)
        terminal.wait_for("Xác nhận danh sách")
        terminal.press(ENTER)
        terminal.wait_for("thêm: họ và tên")
        typed(terminal, HANH_DUONG, shows="Hạnh Đường")
        terminal.press(ENTER)
        terminal.wait_for(lambda screen: "Hạnh Đường            Đường" in screen or "● chưa lưu" in screen)
        terminal.press("\x1bOS")  # F4
        terminal.wait_for("đã lưu, chưa xác nhận")
        terminal.press(ESCAPE)
        terminal.wait_for("7 người")
        terminal.press("\x11")  # Ctrl+Q
        assert terminal.wait_until_it_ends() == 0
    assert not (folder / ".holder.json").exists()
