"""A PostgreSQL cluster of the test run's own (cụm PostgreSQL): in a temporary folder, on a socket, gone afterwards.

Each worker process of a run has one. It is started as the user `postgres` where the run is root's, which initdb
refuses; it forgets nothing it is told while it runs, but is not made to survive a power cut.
"""

import getpass
import os
import shutil
import signal
import subprocess
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import IO, Any

from tests.tools import lacks

_READY = "database system is ready to accept connections"
_QUICK = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "shared_buffers": "16MB",
    "max_connections": "40",
    "listen_addresses": "",
    "lc_messages": "C",
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server, reached through the socket in its folder."""

    folder: Path

    def url(self, database: str) -> str:
        """SQLAlchemy's address of one of its databases."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def create(self, database: str, *, template: str = "template1") -> str:
        """Make a database, empty or as a copy of `template`, and give its address."""
        self._run(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove a database, whoever is connected to it."""
        self._run(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Start a cluster and stop it at the end; a skip where PostgreSQL's programs are missing."""
    programs = _programs()
    as_user: dict[str, Any] = {"user": "postgres", "group": "postgres", "extra_groups": []} if _is_root() else {}
    folder = Path(tempfile.mkdtemp(prefix="congress-pg-"))
    try:
        if as_user:
            shutil.chown(folder, user="postgres", group="postgres")
        data = folder / "data"
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
            check=True,
            capture_output=True,
            cwd=folder,
            **as_user,
        )
        with _server(programs / "postgres", folder, as_user):
            yield Cluster(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _server(program: Path, folder: Path, as_user: dict[str, Any]) -> Iterator[None]:
    settings = [f"-c{name}={value}" for name, value in {**_QUICK, "unix_socket_directories": str(folder)}.items()]
    # The server falls with the process that started it, even where that one is killed.
    command = ["setpriv", "--pdeathsig", "INT", str(program), "-D", str(folder / "data"), *settings]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, cwd=folder, **as_user
    ) as server:
        ready, last = Event(), deque[str](maxlen=20)
        assert server.stderr is not None
        listener = Thread(target=_listen, args=(server.stderr, ready, last), daemon=True)
        listener.start()
        try:
            if not ready.wait(30) or server.poll() is not None:
                raise RuntimeError("PostgreSQL did not start:\n" + "".join(last))
            yield
        finally:
            server.send_signal(signal.SIGINT)  # fast shutdown: open connections are cut
            server.wait(30)
            listener.join(5)


def _listen(stream: IO[str], ready: Event, last: deque[str]) -> None:
    for line in stream:
        last.append(line)
        if _READY in line:
            ready.set()
    ready.set()  # it ended: nobody needs to wait on


def _programs() -> Path:
    """The folder of the newest installed PostgreSQL's programs; Debian keeps them off the path."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda place: int(place.parts[-3]))
    on_path = shutil.which("initdb")
    if on_path:
        places.append(Path(on_path).resolve())
    if not places:
        lacks("initdb is not installed (Debian package postgresql)")
    return places[-1].parent


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and getpass.getuser() == "root"
