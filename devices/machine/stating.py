"""This machine's signed statement of itself (máy tự xác nhận): a second laptop checks it before papers are counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from congress.access.keyring import machine_certificate
from congress.errors import Refused
from congress.journal.values import Head
from congress.sealing.machines import MachineState, program_name, state_machine, workspace_name
from congress.store import schema

if TYPE_CHECKING:
    from congress.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Statement:
    """A machine's statement, and the certificate that it is checked with (lời xác nhận của máy)."""

    text: str
    said: MachineState
    head: Head
    certificate: bytes


def stated(workspace: "Workspace", *, program: Iterable[Path]) -> Statement:
    """State what this machine runs and holds now, signed; `program`: the folders of the program's files."""
    key, certificate = workspace.machine_key, machine_certificate(workspace.keys)
    if key is None:
        raise Refused("machine-key-missing")
    if certificate is None:
        raise Refused("machine-not-certified")
    head, at = workspace.head(), workspace.house.clock.now().replace(microsecond=0)
    said = MachineState(program_name(program), name_of(head), workspace.settings.tag, at)
    return Statement(state_machine(key, said), said, head, certificate)


def name_of(head: Head) -> str:
    """The name of a workspace whose journal ends here (mã vùng làm việc), with this program's schema."""
    return workspace_name(stream=head.stream, number=head.number, head=head.hash, schema=schema.REVISION)
