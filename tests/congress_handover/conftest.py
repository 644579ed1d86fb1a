"""A head's laptop and a station with the same contest at keying, made once a run, copied for each test."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import pytest

from ballots.counting import papers, tags
from ballots.counting.handing import NAME, CountCargo
from ballots.counting.stationing import SetupCargo
from ballots.counting.wording import Drawn
from congress import config, workspace
from congress.access import keyring
from congress.handover import service
from congress.handover.values import TakenIn
from congress.journal import signing
from congress.sealing import keys
from congress.workspace import House, Workspace
from tests.ballots_counting.desks import HEAD, MEMBER, TYPIST, AtDesk, at_desk
from tests.ballots_counting.keying import ASIDE, FULL
from tests.clocks import PinnedClock
from tests.workspaces import Office, Template, copied

SECRET = "khóa gốc của đại hội"
PILES = ((FULL, 3), (FULL, 2), (ASIDE, 1))


@dataclass(frozen=True, slots=True)
class Machine:
    """A laptop with its desk: the head's, or a station's."""

    at: AtDesk
    certificate: bytes

    @property
    def workspace(self) -> Workspace:
        """Its workspace."""
        return self.at.office.workspace

    @property
    def contest_id(self) -> UUID:
        """The one contest."""
        return self.at.contest_id

    def export(self, to: "Machine", out: Path) -> bytes:
        """A bundle of what this machine counted, for another."""
        by = self.at.by(TYPIST)
        service.export(self.workspace, by, kind=NAME, scope_id=self.contest_id, to=[to.certificate], out=out)
        return out.read_bytes()

    def take(self, data: bytes) -> TakenIn:
        """Take a bundle in: the head with a member."""
        return service.take_in(self.workspace, self.at.by(HEAD, MEMBER), name="gói", data=data)


@dataclass(frozen=True, slots=True)
class Two:
    """The head's laptop and a station."""

    head: Machine
    station: Machine


def house(clock: PinnedClock) -> House:
    """What both need of a house."""
    return House(clock=clock, cargoes=(SetupCargo(), CountCargo()))


def led(office: Office, *, counts: int = 2) -> AtDesk:
    """A contest at keying, on a workspace with an authority."""
    keyring.make_authority(office.workspace, office.by("quantri", HEAD), name="Đại hội xã", secret=SECRET)
    at = at_desk(office)
    at.open()
    at.until_sorted(*PILES)
    at.open_count(counts)
    return at


def as_station(source: Path, folder: Path, at: AtDesk, *, tag: str) -> None:
    """A copy of the head's workspace as another laptop has it: its own tag, keys and certificate."""
    shutil.copytree(source, folder)
    config.write(folder, replace(config.read(folder), tag=tag))
    signing.make_key(folder / "keys")
    contest_key = tags.key_file(folder / "keys", at.contest_id)
    contest_key.unlink()
    tags.make_key(folder / "keys", at.contest_id)
    clock = PinnedClock()
    with workspace.open_folder(folder, house=house(clock)) as opened:
        keyring.certify_machine(opened, Office(opened, clock, at.office.actors).by("quantri", HEAD), secret=SECRET)
    (folder / "keys" / keyring.KEY).unlink()


@pytest.fixture
def papers_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers are drawn but not set in type."""
    monkeypatch.setattr(papers, "pdf", _plain)


def _plain(one: Drawn) -> bytes:
    return one.name.encode()


@pytest.fixture(scope="session")
def two_templates(embedded_template: Template, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, AtDesk]:
    """A folder with all of them, closed."""
    folder = tmp_path_factory.mktemp("two")
    clock = PinnedClock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "ROUNDS", 20_000)
        patch.setattr(papers, "pdf", _plain)
        with copied(embedded_template.folder, folder / "head", clock=clock) as opened:
            at = led(Office(opened, clock, embedded_template.actors))
        for tag in ("MAY-2", "MAY-3"):
            as_station(folder / "head", folder / tag, at, tag=tag)
    return folder, at


@dataclass(slots=True)
class Hall:
    """Opens the laptops that a test needs."""

    template: tuple[Path, AtDesk]
    folder: Path
    clock: PinnedClock
    opened: list[Workspace]

    def machine(self, name: str) -> Machine:
        """`head`, `MAY-2` or `MAY-3`, opened."""
        source, at = self.template
        shutil.copytree(source / name, self.folder / name)
        there = workspace.open_folder(self.folder / name, house=house(self.clock))
        self.opened.append(there)
        office = Office(there, self.clock, at.office.actors)
        here = replace(at, office=office, prepared=replace(at.prepared, office=office))
        certificate = keyring.machine_certificate(there.keys)
        assert certificate is not None
        return Machine(here, certificate)


@pytest.fixture
def hall(two_templates: tuple[Path, AtDesk], tmp_path: Path, clock: PinnedClock) -> Iterator[Hall]:
    """Laptops in one hall."""
    made = Hall(two_templates, tmp_path, clock, [])
    yield made
    for one in made.opened:
        one.close()


@pytest.fixture
def two(hall: Hall) -> Two:
    """The head's laptop and a station."""
    return Two(hall.machine("head"), hall.machine("MAY-2"))
