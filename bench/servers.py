"""A PostgreSQL of this run's own that keeps what it is given, as one in production does."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.databases import Server


@contextmanager
def postgresql() -> Iterator[str]:
    """Serve an empty database until the caller is done, and give its address."""
    server = Server(Path(tempfile.mkdtemp(prefix="tracker-bench-")), settings=())
    try:
        yield server.url().render_as_string(hide_password=False)
    finally:
        server.stop()
