"""Every widget at 80x24 and 120x40 looks as it was last approved."""

import pytest

from tests.tui_widgets.gallery import SCENES, Gallery
from tests.tui_widgets.snapshots import Snapshot


@pytest.mark.parametrize("scene", [*SCENES, "dialog-confirm", "dialog-two"])
async def test_the_picture_of(scene: str, snapshot: Snapshot) -> None:
    await snapshot(lambda: Gallery(scene), scene)
