"""The pictures of screens."""

from tests.sharing import shared_styles
from tests.tui_widgets.snapshots import snapshot

__all__ = ["shared_styles", "snapshot"]
