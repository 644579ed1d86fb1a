"""Deeds on media (vật mang tin): which sticks, cards and phones may be plugged in where this workspace is."""

from dataclasses import replace
from typing import TYPE_CHECKING

from congress.access.registry import ADMINISTRATOR_WITH_HEAD, deed
from congress.access.values import Authority
from congress.config import cleaned_medium
from congress.errors import Refused
from congress.text import clean

if TYPE_CHECKING:
    from congress.workspace import Workspace


@deed("medium:allow", who=ADMINISTRATOR_WITH_HEAD, title="Medium allowed to be plugged in")
def allow_medium(workspace: "Workspace", by: Authority, *, medium: str) -> tuple[str, ...]:
    """Put a medium on the list of this workspace (cho phép vật mang tin), with a reason; gives the list."""
    kept, allowed = cleaned_medium(medium), workspace.settings.allowed_media
    if kept in allowed:
        raise Refused("medium-allowed-already", medium=kept)
    return _listed(workspace, by, kept, tuple(sorted({*allowed, kept})))


@deed("medium:forbid", who=ADMINISTRATOR_WITH_HEAD, title="Medium no longer allowed")
def forbid_medium(workspace: "Workspace", by: Authority, *, medium: str) -> tuple[str, ...]:
    """Take a medium off the list (thôi cho phép vật mang tin), with a reason; gives the list."""
    kept, allowed = cleaned_medium(medium), workspace.settings.allowed_media
    if kept not in allowed:
        raise Refused("medium-not-allowed", medium=kept)
    return _listed(workspace, by, kept, tuple(one for one in allowed if one != kept))


def _listed(workspace: "Workspace", by: Authority, medium: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """The list changes once the journal says so: of a program killed between the two the list is the shorter proof."""
    if not clean(by.reason or ""):
        raise Refused("reason-missing")
    with workspace.unit(by) as unit:
        unit.record(medium, allowed=len(allowed))
    workspace.change_settings(replace(workspace.settings, allowed_media=allowed))
    return allowed
