"""Measurements from a file: read, checked row by row, held against what is stored, and stored at once or not at all.

`import_measurements` does all of it for the command line. A wizard takes the same steps one at a time: `read_table`,
`guess` (or a person's own choice of columns), `check_table`, `plan_of`, `store`. The format: `docs/import.md`.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from tracker.access.people import Actor
from tracker.access.team import TeamAccess
from tracker.services.imports.check import Checked, CheckOptions, check_table
from tracker.services.imports.destinations import Destinations
from tracker.services.imports.file.header_row import guess
from tracker.services.imports.file.table import Limits, read_table
from tracker.services.imports.write import WritePlan, plan_of, store

_AS_IT_STANDS = CheckOptions()


class ImportStage(StrEnum):
    """What is being done with a file."""

    CHECK = "check"
    STORE = "store"


Watch = Callable[[ImportStage, int, int], None]
"""Is told which stage is at work, how many rows it has done, and of how many."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file. `plan` is what was stored, or what would be where `stored` is False."""

    checked: Checked
    plan: WritePlan
    stored: bool


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let the collector of circles wait: a million rows make none, and it would look through them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_uncollected()
def import_measurements(
    data: bytes,
    *,
    by: Actor,
    team: TeamAccess | None = None,
    skip_errors: bool = False,
    dry_run: bool = False,
    limits: Limits | None = None,
    sheet: str = "",
    how: CheckOptions = _AS_IT_STANDS,
    watch: Watch | None = None,
) -> Report:
    """Store a file's rows, as the person `by`, in teams she may record in (or in one `team`, if the file names none).

    Nothing is stored unless every row is right, or `skip_errors` says that the right ones are enough; nor on a
    `dry_run`. `sheet`: which one of a workbook with several. `how`: whether telephone numbers in notes are meant to
    stand there, and what is decided for the whole file. `watch` is told how far it has come.

    Raises:
        FileError: the file cannot be read at all.
        MeanwhileError: somebody recorded some of the same periods at the same time.
    """
    table = read_table(data, limits, sheet=sheet)
    destinations = Destinations.of(by) if team is None else Destinations.within(team)
    watch = watch or (lambda _stage, _done, _all: None)
    room = table.room
    checked = check_table(
        table,
        guess(table.header),
        destinations,
        today=by.today,
        needs_team=team is None,
        how=how,
        tick=lambda row: watch(ImportStage.CHECK, row, room),
    )
    watch(ImportStage.CHECK, room, room)
    plan = plan_of(checked)
    if dry_run or (checked.failed and not skip_errors):
        return Report(checked, plan, stored=False)
    written = 0

    def tick(rows: int) -> None:
        nonlocal written
        written += rows
        watch(ImportStage.STORE, written, plan.changes)

    store(plan, name=how.name, tick=tick)
    return Report(checked, plan, stored=True)
