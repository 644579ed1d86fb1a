"""Workspaces for tests (thư mục làm việc mẫu): made and staffed once a run, copied for each test.

The people of the sample board have proved who they are and set PINs of their own; each is one person.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from congress import config, workspace
from congress.access import service as access
from congress.access.values import Actor, Authority, Grant, Role
from congress.config import HashCost
from congress.workspace import House, Workspace
from tests.clocks import PinnedClock
from tests.postgres import Cluster

CHEAP = HashCost(passes=1, memory_kib=8, lanes=1)
"""Argon2id as cheap as it goes; a test of access asserts what a real workspace pays."""
PIN = "135792"

STAFF: Mapping[str, tuple[str, Role]] = {
    "uyvien1": ("Lê Thị Hà", Role.MEMBER),
    "uyvien2": ("K'Brơi", Role.MEMBER),
    "kythuat": ("Đặng Văn Ơn", Role.TECHNICIAN),
    "hoitruong": ("Phạm Quốc Khánh", Role.SITE_TECHNICIAN),
    "chutich": ("Nguyễn Thị Ánh", Role.PRESIDIUM),
    "thamtra": ("Võ Ngọc Ẩn", Role.CREDENTIALS),
    "thuky": ("Bùi Đức Ý", Role.SECRETARY),
    "luutru": ("Hồ Thị Ổi", Role.ARCHIVIST),
    "giamsat": ("Trương Ứng", Role.SUPERVISOR),
}
ADMINISTRATOR, HEAD = "quantri", "truongban"
"""The two accounts a workspace is founded with."""


@dataclass(frozen=True, slots=True)
class Office:
    """An open workspace and the people at it (văn phòng): `office.by("truongban", "uyvien1")` does a deed."""

    workspace: Workspace
    clock: PinnedClock
    actors: Mapping[str, Actor]

    def actor(self, account: str) -> Actor:
        """One of the people, who proves this moment who they are."""
        return replace(self.actors[account], at=self.clock.now())

    def by(self, first: str, second: str | None = None, *, reason: str | None = None) -> Authority:
        """Who does a deed: one of the people, or two."""
        return Authority(self.actor(first), None if second is None else self.actor(second), reason)


def found(folder: Path, *, database_url: str | None = None) -> dict[str, Actor]:
    """Make a workspace in `folder`, give the sample board its accounts, close it."""
    clock = PinnedClock()
    with workspace.create(
        folder, house=House(clock=clock), tag="MAY-1", database_url=database_url, hash_cost=CHEAP
    ) as made:
        administrator, head = access.found(made, administrator="Trần Văn Quản", head="Trần Đức Bình")
        actors = {account.name: _settled(made, account.name, code) for account, code in (administrator, head)}
        by = Authority(actors[ADMINISTRATOR], actors[HEAD])
        for name, (person, role) in STAFF.items():
            account, code = access.make_account(made, by, name=name, person=person, grants=[Grant(role)])
            actors[account.name] = _settled(made, account.name, code)
    return actors


def copied(template: Path, folder: Path, *, clock: PinnedClock, database_url: str | None = None) -> Workspace:
    """Open a copy of a founded workspace, with the embedded database or at another address."""
    shutil.copytree(template, folder)
    if database_url is not None:
        config.write(folder, replace(config.read(folder), database_url=database_url))
    return workspace.open_folder(folder, house=House(clock=clock))


def reopened(folder: Path, *, clock: PinnedClock | None = None) -> Workspace:
    """Open a workspace that was used before, as after a power cut."""
    return workspace.open_folder(folder, house=House(clock=clock or PinnedClock()))


def _settled(made: Workspace, account: str, code: str) -> Actor:
    actor = access.log_in(made, name=account, secret=code)
    access.set_own_secret(made, Authority(actor), old=code, new=PIN)
    return actor


@dataclass(frozen=True, slots=True)
class Template:
    """A founded workspace that tests copy (bản mẫu)."""

    folder: Path
    actors: Mapping[str, Actor]
    database: str | None = None
    """On PostgreSQL, the name of the database that is the template."""


def on_server(folder: Path, cluster: Cluster) -> Template:
    """The template on a PostgreSQL cluster."""
    database = "congress_template"
    return Template(folder, found(folder, database_url=cluster.create(database)), database)
