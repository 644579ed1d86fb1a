"""The journal in words: codes of facts through the catalogue, names and hashes as people read them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from congress import i18n
from tests.tui_screens.conftest import AppAt
from tests.tui_widgets.snapshots import screen_text
from tui.screens.journal_words import in_words, named

ROOT = Path(__file__).parents[2]


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
    assert {"agrees", "decision", "packets"} <= facts
    assert [fact for fact in sorted(facts) if named(fact) == fact] == []


def _recorded() -> Iterator[str]:
    """The names of facts in every `unit.record(subject, name=...)` of the source."""
    for folder in ("ballots", "congress", "devices"):
        for path in (ROOT / folder).rglob("*.py"):
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "unit.record":
                    yield from (one.arg for one in call.keywords if one.arg not in {None, "scope_id"})


def test_one_name_of_two_kinds_of_fact_is_told_apart() -> None:
    assert named("papers", 25) != named("papers", ["ab" * 32])
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
