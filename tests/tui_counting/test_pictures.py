"""Every counting screen as it looks at 80x24 and at 120x40."""

from pathlib import Path

import pytest

from tests.tui_counting.conftest import StageAt
from tests.tui_counting.driving import app_for, at_work
from tests.tui_widgets.snapshots import SIZES, compare_pictures

PICTURES = Path(__file__).parent / "pictures"

SCREENS: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    # name: stage, who is at work, place, keys
    "desk-not-open": ("prepared", "truongban", "desk", ()),
    "desk-open-dialog": ("prepared", "truongban", "desk", ("enter",)),
    "desk-new": ("opened", "truongban", "desk", ()),
    "desk-half-keyed": ("half_keyed", "truongban", "desk", ()),
    "desk-supervisor": ("half_keyed", "giamsat", "desk", ()),
    "step-receive": ("opened", "kythuat", "desk", ("enter",)),
    "step-card-votes": ("box_sealed", "kythuat", "desk", ("up", "up", "enter")),
    "step-box": ("box_sealed", "kythuat", "desk", ("up", "enter")),
    "step-issue": ("box_sealed", "kythuat", "desk", ("enter",)),
    "step-issue-kept": ("one_missing", "kythuat", "desk", ("up", "up", "up", "enter")),
    "step-report": ("one_missing", "kythuat", "desk", ("enter",)),
    "step-report-supervisor": ("one_missing", "giamsat", "desk", ("enter",)),
    "step-sort": ("sorted_into_piles", "kythuat", "desk", ("up", "enter", "minus")),
    "explain": ("one_missing", "truongban", "desk", ("x",)),
    "open-count": ("sorted_into_piles", "truongban", "desk", ("enter",)),
    "piles": ("half_keyed", "kythuat", "desk", ("enter",)),
    "pile-anew": ("half_keyed", "truongban", "desk", ("enter", "home", "x")),
    "piles-done": ("all_keyed", "kythuat", "desk", ("up", "enter")),
    "entry": ("half_keyed", "kythuat", "desk", ("enter", "enter", "0", "1", "0", "4")),
    "entry-done": ("half_keyed", "kythuat", "desk", ("enter", "enter", *"/", "slash", "slash")),
    "open-count-how-many": ("sorted_into_piles", "truongban", "desk", ("enter", "enter")),
    "piles-two-counts": ("one_of_two_keyed", "truongban", "desk", ("enter",)),
    "pile-anew-which-count": ("one_of_two_keyed", "truongban", "desk", ("enter", "home", "x")),
    "differences": ("one_of_two_keyed", "uyvien1", "differences", ()),
    "difference": ("one_of_two_keyed", "uyvien1", "differences", ("enter",)),
    "difference-third": ("third_read", "truongban", "differences", ("enter",)),
    "difference-technician": ("one_of_two_keyed", "kythuat", "differences", ("enter",)),
    "third-entry": ("one_of_two_keyed", "truongban", "differences", ("t",)),
    "doubtful": ("all_keyed", "uyvien1", "doubtful", ()),
    "doubtful-paper": ("all_keyed", "uyvien1", "doubtful", ("enter",)),
    "doubtful-paper-void": ("all_keyed", "uyvien1", "doubtful", ("enter", "7")),
    "doubtful-paper-presidium": ("all_keyed", "chutich", "doubtful", ("enter",)),
    "doubtful-concluded": ("concluded", "uyvien1", "doubtful", ()),
    "result-not-yet": ("half_keyed", "truongban", "result", ()),
    "result-draft": ("concluded", "truongban", "result", ()),
    "result-signers": ("concluded", "truongban", "result", ("s",)),
    "result-fix": ("concluded", "truongban", "result", ("f8",)),
    "result-fixed": ("fixed", "truongban", "result", ()),
    "result-acts-fixed": ("fixed", "truongban", "result", ("enter",)),
    "result-acts-official": ("official", "truongban", "result", ("enter",)),
    "result-official-dialog": ("fixed", "truongban", "result", ("enter", "down", "down", "down", "down", "enter")),
    "result-seal-dialog": ("official", "truongban", "result", ("enter", "down", "enter")),
    "hand-piles": ("by_hand", "truongban", "desk", ("enter",)),
    "hand-totals": ("by_hand", "truongban", "desk", ("enter", "enter")),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_the_screen_looks_as_it_was_approved(name: str, stage: StageAt, tmp_path: Path) -> None:
    reached, account, place, keys = SCREENS[name]
    at = stage(reached)
    async with at_work(lambda: app_for(at, tmp_path / "kept", account=account, place=place), size=SIZES[0]) as person:
        await person.press(*keys)
        await compare_pictures(person.pilot, PICTURES / name)
