"""Excel workbooks: read by a process of its own that may fall, and handed on as text like any other file."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tracker.services.imports.file.faults import FileError, FileFault

_READER = Path(__file__).with_name("workbook_worker.py")
_PATIENCE = 40
"""Seconds. The reader stops itself after half as many of work; on a busy machine it may have to wait for its turn."""
STATUSES = {3: FileFault.NOT_A_WORKBOOK, 4: FileFault.TOO_LARGE_INSIDE, 5: FileFault.LOCKED}
"""What the reader's exit status means. Any other is a fall: the workbook asked for more than it may have."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as text, cells parted by semicolons. `merged`: some of its cells are merged."""

    text: str
    merged: bool


def read_sheet(data: bytes, name: str, *, most_unpacked: int, most_rows: int, most_columns: int) -> Sheet:
    """Read a sheet by its name, or the only one that has cells where no name is given.

    Raises:
        FileError: it is no workbook, is locked or too large, has no cells, or has several sheets to choose from.
    """
    limits = map(str, (most_unpacked, most_rows, most_columns, most_unpacked))
    command = [sys.executable, "-I", str(_READER), *limits, name]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603 - our own words; a sheet's name is one argument, whatever it says
    except subprocess.TimeoutExpired:
        raise FileError(FileFault.TOO_LARGE_INSIDE) from None
    except ValueError:  # a NUL in the name
        raise FileError(FileFault.SHEETS) from None
    if done.returncode:
        raise FileError(STATUSES.get(done.returncode, FileFault.TOO_LARGE_INSIDE))
    head, _, text = done.stdout.decode().partition("\n")
    about = json.loads(head)
    if not about["sheets"]:
        raise FileError(FileFault.EMPTY)
    if not about["read"]:
        raise FileError(FileFault.SHEETS, sheets=tuple(about["sheets"]))
    return Sheet(text, about["merged"])
