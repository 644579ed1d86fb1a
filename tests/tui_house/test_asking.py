"""At a terminal a command asks for what was not given; passwords are never seen."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from congress import config
from congress.access import service as access
from congress.workspace import House, open_folder
from tests.terminals import CONGRESS, ENTER, Terminal
from tests.workspaces import CHEAP


@pytest.mark.slow
def test_init_asks_and_the_first_log_in_sets_a_pin_of_one_s_own(tmp_path: Path) -> None:
    place = tmp_path / "w"
    with Terminal(
        [*CONGRESS, "init", "--lang", "vi"], folder=Path(__file__).parents[2], columns=120, rows=40
    ) as terminal:
        for question, answer in (
            ("Thư mục làm việc:", str(place)),
            ("Mã của máy này (ví dụ MAY-1):", "MAY-1"),
            ("Họ và tên quản trị:", "Trần Văn Quản"),
            ("Họ và tên trưởng ban kiểm phiếu:", "Lê Thị Hà"),
        ):
            terminal.wait_for(question)
            terminal.press(f"{answer}{ENTER}")
        screen = terminal.wait_for("truongban")
        assert terminal.wait_until_it_ends() == 0
    code = re.findall(r"quantri.*?(\d{8})", screen)[0]

    config.write(place, replace(config.read(place), hash_cost=CHEAP))
    command = [*CONGRESS, "backup", "--lang", "vi", "--workspace", str(place), "--account", "quantri"]
    with Terminal(command, folder=Path(__file__).parents[2], columns=120, rows=40) as terminal:
        terminal.wait_for("Mật khẩu hoặc mã PIN của quantri:")
        terminal.press(f"{code}{ENTER}")
        for pin in ("123456", "135792"):  # the first is too plain, and asked for anew
            terminal.wait_for(lambda screen: screen.rstrip().endswith("(ít nhất 6 ký tự):"))
            terminal.press(f"{pin}{ENTER}")
            terminal.wait_for(lambda screen: screen.rstrip().endswith("Nhập lại lần nữa:"))
            terminal.press(f"{pin}{ENTER}")
        screen = terminal.wait_for("Đã sao lưu và đối chiếu")
        assert terminal.wait_until_it_ends() == 0
    assert code not in screen
    assert "135792" not in screen
    with open_folder(place, house=House()) as opened:
        assert access.log_in(opened, name="quantri", secret="135792").person == "Trần Văn Quản"


@pytest.mark.slow
def test_init_refuses_a_full_folder_before_it_asks_on_and_says_what_an_empty_answer_lacks(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("")
    with Terminal(
        [*CONGRESS, "init", "--lang", "vi"], folder=Path(__file__).parents[2], columns=120, rows=40
    ) as terminal:
        terminal.wait_for("Thư mục làm việc:")
        terminal.press(ENTER)
        terminal.wait_for("Chưa gõ gì, cần nhập: Thư mục làm việc.")
        terminal.press(f"{tmp_path}{ENTER}")
        assert terminal.wait_until_it_ends() == 1
        assert "Mã của máy này" not in terminal.screen
