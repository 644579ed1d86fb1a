"""Deeds that only tests do (việc giả lập): registered for the time of one test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from congress.access import registry
from congress.access.registry import Anyone, Who
from congress.access.values import Authority
from congress.store.unit import Unit
from congress.workspace import Workspace

Body = Callable[[Unit], None]

ANYONE = Anyone()


@contextmanager
def deed_of(body: Body, *, who: Who = ANYONE, journal: bool = True) -> Iterator[Callable[..., None]]:
    """A deed `test:do` that runs `body` in its unit."""
    with registry.no_deed():

        @registry.deed("test:do", who=who, title="Version", journal=journal)
        def do(workspace: Workspace, by: Authority | None = None) -> None:
            with workspace.unit(by) as unit:
                body(unit)

        yield do


def recording(unit: Unit) -> None:
    """The least a deed does: it tells the journal of itself."""
    unit.record("thử")
