"""The list of withdrawn answers that is kept apart from the database: ids alone, one a line.

A copy of the database that is put back has answers that were withdrawn since. The list is applied before it opens, so
it must not be put back with it. A line is written before the deletion is committed: where that fails, an id stands
there of an answer whose writer wanted it gone, and which goes the next time the list is applied.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_IDS = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class WithdrawnList:
    """The list in a file."""

    path: Path

    def add(self, public_id: str) -> None:
        """Write an id down, so that it is on the disk when this returns."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, f"\n{public_id}\n".encode("ascii"))  # a line of its own, also after half a one
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def ids(self) -> Iterator[str]:
        """Go through the ids; what is none, such as half a line, is passed over."""
        if not self.path.exists():
            return
        with self.path.open(encoding="ascii", errors="replace") as lines:
            for line in lines:
                public_id = line.strip()
                if len(public_id) == 16 and set(public_id) <= _IDS:
                    yield public_id
