"""The sample's term as packages (hồ sơ nhiệm kỳ mẫu): what the archivist builds when the congress is over."""

from dataclasses import dataclass
from pathlib import Path

from congress.archive.service import build_packages
from congress.workspace import ARCHIVE
from tui.demo.office import Office
from tui.demo.people import ARCHIVIST


@dataclass(frozen=True, slots=True)
class Package:
    """One package of the sample (hồ sơ đã lập)."""

    title: str
    folder: Path
    files: int


def archived(office: Office) -> tuple[Package, ...]:
    """The archivist builds the packages; each is read again, byte for byte, before the journal names it."""
    made = build_packages(office.workspace, office.by(ARCHIVIST))
    below = office.workspace.folder / ARCHIVE  # as the demo was asked for it: the register has whole paths
    return tuple(Package(one.description.title, below / one.folder.name, one.files) for one in made)
