"""The journal in words: codes of facts through the catalogue, names and hashes as people read them."""

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from congress import i18n
from tests.tui_screens.conftest import AppAt
from tests.tui_widgets.snapshots import screen_text
from tui.screens.journal_words import in_words, named

ROOT = Path(__file__).parents[2]
SAID_WHOLE = {"old", "whole", "least"}
"""Parts of facts that have one sentence for all their parts."""


@pytest.mark.parametrize(
    ("fact", "value", "said"),
    [
        ("outcome", "right", "đúng"),
        ("basis", "digital", "ký số"),
        ("roles", ["head", "member"], "trưởng ban kiểm phiếu; ủy viên ban kiểm phiếu"),
        ("people", ["head: Hà An"], "Trưởng ban: Hà An"),
        ("outcome_sha256", "ab" * 32, "abab abab abab abab …"),
        ("keep_until", "2026-02-12", "12/02/2026"),
        ("names", ["An head", "K'Brơi"], "An head; K'Brơi"),
        ("details", {"kind": "election", "seats": 3}, "Loại: bầu cử, Số lượng cần bầu: 3"),
        ("keep_order", False, "không"),
        ("blockers", ["machine-network-up:eth0", "machine-printer-none"], "Mạng đang nối: eth0; Chưa cài máy in nào"),
        ("ways", ["machine-route-out:wlan0"], "Có đường ra ngoài qua: wlan0"),
        ("blockers", ["spares-short:computer"], "Dự phòng còn thiếu: Máy tính"),
        ("blockers", ["position-empty:counting-station 1"], "Vị trí chưa có thiết bị: Bàn kiểm phiếu 1"),
        ("machine_class", "classified", "Máy lưu tài liệu mật, không nối mạng"),
        ("before", "ordinary", "Máy thường, có thể nối mạng"),
        ("question", "clock-went-back", "Giờ của máy chạy lùi"),
        ("kind", "ballot-box", "Hòm phiếu"),
        ("after", {"category": "computer", "tenure": "own"}, "Loại: Máy tính, Hình thức sở hữu: Của đơn vị"),
        ("passed", ["clock", "Kiểm tra clock"], "Ngày, giờ đúng; Kiểm tra clock"),
        ("seals", [{"kind": "seal", "number": "NP 1"}], "Loại: Tem niêm phong, Số: NP 1"),
        ("seals", ["seal NP 1"], "Tem niêm phong NP 1"),
        ("counted", {"paper 1": 2}, "Giấy in 1: 2"),
        ("scanned", ["TB-1B4WTD: wrong-place"], "TB-1B4WTD: Sai vị trí"),
        ("finds", {"right": 2, "not-found": 1}, "Đúng vị trí: 2, Không thấy: 1"),
        ("parts", [{"old": "A", "new": "N", "whole": False}], "A → N (từng thiết bị)"),
        ("parts", ["A > N *"], "A > N *"),
        (
            "changes",
            [{"template": "computer counting", "item": "battery", "due": True, "days": 1, "least": 60}],
            "Máy tính (Kiểm phiếu): Pin, 1 ngày, ít nhất 60",
        ),
        (
            "changes",
            [{"template": "printer", "item": "toner", "due": False, "days": None}],
            "Máy in: Mực in, không kiểm tra",
        ),
        (
            "changes",
            [{"template": "printer", "item": "Dán nhãn tài sản", "due": True, "days": None}],
            "Máy in: Dán nhãn tài sản, không hạn",
        ),
        (
            "packages",
            [{"id": "9e1f", "name": "khoa-27", "manifest_sha256": "ab" * 32}],
            "khoa-27 (abab abab abab abab …)",
        ),
        ("outcome", "warning", "các tệp của hồ sơ toàn vẹn, có tệp lạ"),
    ],
)
def test_a_fact_is_said_in_words(fact: str, value: object, said: str) -> None:
    assert i18n.current() == "vi"
    assert in_words(fact, value) == said


def test_how_a_gate_stood_is_said_in_its_sentence() -> None:
    said = in_words("gates", ["gate-machine-passed"])
    assert said == "Khi mở kiểm phiếu, máy tính dùng để kiểm phiếu đạt chốt kiểm tra máy"


def test_every_fact_that_a_deed_records_has_a_name_in_words() -> None:
    assert i18n.current() == "vi"
    facts = set(_recorded())
    assert {"agrees", "decision", "packets", "tags", "in_all", "former_hash", "wiped_on", "tenure"} <= facts
    assert [fact for fact in sorted(facts - SAID_WHOLE) if named(fact) == fact] == []


def _recorded() -> Iterator[str]:
    """The names of facts in every `unit.record(subject, name=...)` of the source, and in the `**facts` it is given."""
    for folder in ("ballots", "congress", "devices"):
        trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / folder).rglob("*.py")]
        files = [[one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)] for tree in trees]
        public = [one for functions in files for one in functions if not one.name.startswith("_")]
        for functions in files:
            for function, call in ((one, call) for one in functions for call in _calls(one)):
                if ast.unparse(call.func) == "unit.record":
                    yield from (one.arg for one in call.keywords if one.arg not in {None, "scope_id"})
                    yield from _given(call, function, [*functions, *public])


def _given(call: ast.Call, function: ast.FunctionDef, functions: Sequence[ast.FunctionDef]) -> Iterator[str]:
    """The keys of the dictionaries that are written out where the facts of a call come from."""
    facts = [one.value for one in call.keywords]
    names = {one.value.id for one in call.keywords if one.arg is None and isinstance(one.value, ast.Name)}
    for one in ast.walk(function):
        if isinstance(one, ast.Assign | ast.AnnAssign | ast.AugAssign) and one.value is not None:
            targets = one.targets if isinstance(one, ast.Assign) else [one.target]
            if names & {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}:
                facts.append(one.value)
    asked = {ast.unparse(one.func).rpartition(".")[2] for fact in facts for one in _calls(fact)}
    returned = [
        one.value
        for maker in functions
        if maker.name in asked
        for one in ast.walk(maker)
        if isinstance(one, ast.Return) and one.value is not None
    ]
    for one in (part for fact in (*facts, *returned) for part in ast.walk(fact)):
        if isinstance(one, ast.Dict):
            yield from (str(key.value) for key in one.keys if isinstance(key, ast.Constant))


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    return (one for one in ast.walk(node) if isinstance(one, ast.Call))


def test_one_name_of_two_kinds_of_fact_is_told_apart() -> None:
    assert named("papers", 25) != named("papers", ["ab" * 32])
    assert named("minutes", 7) != named("minutes", "05-BB/CY")
    assert named("aside", 3) != named("aside", "aside-20250812-011500")
    assert named("key", "minutes_copies") != named("key", "a155d29f7bbf7763")
    assert named("tag", "TB-1B4WTD") != named("tag", "ab" * 32)
    assert named("place", "/mnt/goc") != named("place", "Hội trường xã")
    assert len({named("second", one) for one in (2, "/mnt/the", "D:\\the", "2020-2025")}) == 3
    assert named("files", 4) != named("files", ["sealed/1"])
    assert named("printed", 160) != named("printed", "Nguyễn Văn An")


async def test_the_verdict_leaves_standing_which_entries_are_shown(app_at: AppAt) -> None:
    app = app_at("giamsat", "journal")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        for _ in range(3):
            await app.workers.wait_for_complete()
            await pilot.pause()
        assert "Đang xem: mọi việc" in screen_text(app)
        assert "Nhật ký nguyên vẹn" in screen_text(app)
        await pilot.press("l")
        await pilot.pause()
        assert "Đang xem: chỉ các dòng của" in screen_text(app)
