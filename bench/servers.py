"""What a measurement is served by: a PostgreSQL of this run's own, and the application behind gunicorn."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from config import ROOT
from tests.databases import Server

SECRET = "for the benchmark only, and long enough"


@dataclass(frozen=True, slots=True)
class Served:
    """The application as it is served: where, and by which process and its children."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """Return the CPU time that the server's processes have taken so far."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        ticks = 0
        for pid in (str(self.pid), *children):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def postgresql() -> Iterator[str]:
    """Serve an empty database until the caller is done, and give its address. It keeps what it is given."""
    server = Server(Path(tempfile.mkdtemp(prefix="tracker-bench-")), settings=())
    try:
        yield server.url().render_as_string(hide_password=False)
    finally:
        server.stop()


@contextmanager
def served(folder: Path, url: str, *, more: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Serve the application on loopback as `serve` does, until the caller is done.

    SQLite has one writer, so one process; PostgreSQL has many.
    """
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = os.environ | {
        "TRACKER_SECRET_KEY": SECRET,
        "TRACKER_DATABASE_URL": url,
        "TRACKER_INSTANCE": str(folder),
        "TRACKER_INSECURE_COOKIES": "1",
        **(more or {}),
    }
    workers = 1 if url.startswith("sqlite") else 2
    command = [sys.executable, "-m", "gunicorn", f"--bind=127.0.0.1:{port}", f"--workers={workers}"]
    command += ["--threads=8", "--keep-alive=5", "--log-level=error", "--no-control-socket", "tracker.app:create_app()"]
    server = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield Served(port, server.pid)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()
