"""The pictures of screens."""

from tests.tui_widgets.snapshots import snapshot

__all__ = ["snapshot"]
