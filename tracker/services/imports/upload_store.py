"""The wizard's file between its pages: kept as screened text, looked at anew on each page, forgotten within a day.

Nothing is a measurement before `finish`. What was shown is held by a token: the file's own, and for the last step one
of the rows that would be written over too, so that nobody's number is written over unseen.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import cast
from uuid import uuid4

from sqlalchemy import CursorResult, delete, select

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.base import Json, db
from tracker.models.imports import Upload
from tracker.models.measures import Measure
from tracker.services.imports import remembered_choices
from tracker.services.imports.check import Checked, CheckOptions, check_table, layout_in
from tracker.services.imports.choices import Choices
from tracker.services.imports.destinations import Destinations
from tracker.services.imports.far_outside import FarLine, Spread, far_lines, spread_of, stored_values
from tracker.services.imports.file.faults import FileError
from tracker.services.imports.file.header_row import Column, guess
from tracker.services.imports.file.kept_sheets import NAME_MOST, KeptSheet, pack, read_sheets, unpack
from tracker.services.imports.file.screened_cells import Blanked
from tracker.services.imports.file.table import ImportTable
from tracker.services.imports.layout import Layout
from tracker.services.imports.undo import forget_replaced
from tracker.services.imports.write import WritePlan, plan_of, store
from tracker.services.locking import lock_team
from tracker.text.screening import has_identity_number
from tracker.text.visible import without_invisible

LIFETIME = timedelta(hours=24)


_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


class StaleError(RuntimeError):
    """The form showed another file, or rows that have changed since: look once more before anything is stored."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A file as it stands: its table, what its columns hold, what is right and wrong, and what storing it would do."""

    table: ImportTable
    columns: Mapping[int, Column]
    checked: Checked
    plan: WritePlan
    token: str
    """What a form must carry that stores exactly this."""
    layout: Layout
    choices: Choices
    blanked: Blanked
    """Cells that held an identity number, and were emptied."""
    far: Sequence[FarLine]
    """Numbers far from the others; those that are not taken in are not in the plan."""
    before: Mapping[int, Spread]
    """What the team has of each measure, by its id."""


def current(access: TeamAccess) -> Upload | None:
    """Return the person's file in this team, unless its day is over."""
    query = select(Upload).where(Upload.team_id == access.team.id, Upload.user_id == access.user.id)
    return db.session.scalar(query.where(Upload.created_at > access.now - LIFETIME))


def keep(access: TeamAccess, *, name: str, data: bytes) -> Upload:
    """Read a file and keep it, in place of the one before. It is read and screened before the first statement.

    Raises:
        FileError: it cannot be read: nothing of it is kept.
    """
    sheets = read_sheets(data)
    access.require(Permission.RECORD)
    forget_old(access.now)
    lock_team(access)  # of two equal submissions, the second takes the place of the first
    discard(access)
    shown = without_invisible(name.replace("\0", ""))[-NAME_MOST:]
    upload = Upload(
        team_id=access.team.id, user_id=access.user.id, token=uuid4().hex, data=pack(sheets), created_at=access.now,
        name="" if has_identity_number(shown) else shown, sheet=next(iter(sheets)) if len(sheets) == 1 else None,
    )  # fmt: skip
    db.session.add(upload)
    _remember(access, upload)
    db.session.flush()
    return upload


def discard(access: TeamAccess) -> None:
    """Throw the person's file away."""
    mine = delete(Upload).where(Upload.team_id == access.team.id, Upload.user_id == access.user.id)
    db.session.execute(mine)


def forget_old(now: datetime) -> int:
    """Delete every file whose day is over; return how many. One that is just being stored is left for the next time."""
    old = select(Upload.id).where(Upload.created_at <= now - LIFETIME).with_for_update(skip_locked=True)
    done = db.session.execute(delete(Upload).where(Upload.id.in_(old)))
    forget_replaced(now)
    return cast("CursorResult[tuple[()]]", done).rowcount


def hold(access: TeamAccess, token: str) -> Upload:
    """Lock the file that a form showed.

    Raises:
        StaleError: there is another one now, or it was changed since, or it is gone.
    """
    access.require(Permission.RECORD)
    query = select(Upload).where(Upload.team_id == access.team.id, Upload.user_id == access.user.id)
    query = query.where(Upload.created_at > access.now - LIFETIME).with_for_update()
    upload = db.session.scalar(query, execution_options={"populate_existing": True})
    if upload is None or token_of(upload) != token:
        raise StaleError
    return upload


def token_of(upload: Upload) -> str:
    """Return what a form must carry to change this file."""
    return f"{upload.token}-{upload.version}"


def sheet_names(upload: Upload) -> list[str]:
    """List the sheets there are to choose from."""
    return list(unpack(upload.data))


def choose_sheet(access: TeamAccess, upload: Upload, name: str) -> None:
    """Take one of the file's sheets.

    Raises:
        NotFoundError: there is no such sheet.
    """
    if name not in sheet_names(upload):
        raise NotFoundError(name)
    upload.sheet, upload.columns, upload.choices = name, None, None
    upload.version += 1
    _remember(access, upload)


def table_of(upload: Upload) -> ImportTable:
    """Return the chosen sheet as a table.

    Raises:
        NotFoundError: none was chosen.
    """
    return _sheet_of(upload).table()


def columns_of(upload: Upload, table: ImportTable) -> dict[int, Column]:
    """Return what was said that each column holds; before that, what their names say, each meaning once.

    A file with the same first row as one before is taken to mean the same.
    """
    said = upload.columns if upload.columns is not None else (upload.choices or {}).get("columns")
    if said is not None:
        return {int(at): Column(name) for at, name in said.items() if int(at) < len(table.header)}
    found: dict[int, Column] = {}
    for at, column in guess(table.header).items():
        if column not in found.values():
            found[at] = column
    return found


def choices_of(upload: Upload) -> Choices:
    """Return what was decided for the whole file; a year in the name of the file or the sheet is one such thing."""
    choices = Choices.of(upload.choices)
    if choices.year is None and (found := _YEAR.findall(f"{upload.sheet or ''} {upload.name}")):
        return replace(choices, year=int(found[0])) if len(set(found)) == 1 else choices
    return choices


def said_year(upload: Upload) -> int | None:
    """Return the year that a person said for periods without one."""
    return Choices.of(upload.choices).year


def surveyed(access: TeamAccess, upload: Upload) -> tuple[Layout, Examined | None]:
    """Return how a file is built, and what comes of it as it stands, where its columns say enough."""
    table = table_of(upload)
    try:
        found = examine(access, upload)
    except FileError:
        columns = columns_of(upload, table)
        return layout_in(table, columns, choices_of(upload), Destinations.within(access)), None
    return found.layout, found


def choose_shape(upload: Upload, choices: Choices) -> None:
    """Say how the file is built; what its columns hold is then guessed anew."""
    upload.columns, upload.choices = None, choices.as_json()
    upload.version += 1


def choose_columns(
    access: TeamAccess,
    upload: Upload,
    columns: Mapping[int, Column],
    *,
    measure: Measure | None,
    choices: Choices | None = None,
) -> Examined:
    """Say what each column holds, which measure all rows are of where none does, and what is decided for all of them.

    Gives what comes of it, and remembers it for the next file of this kind.

    Raises:
        FileError: a needed column is missing or stands there twice, or the file breaks off: nothing is changed.
    """
    upload.columns = {str(at): column.value for at, column in columns.items()}
    upload.choices = (choices or choices_of(upload)).as_json()
    upload.measure_id = measure.id if measure and Column.MEASURE not in columns.values() else None
    upload.version += 1
    with db.session.no_autoflush:
        found = examine(access, upload)
    remembered_choices.remember(access, found.table.header, upload)
    return found


def answer(access: TeamAccess, upload: Upload, choices: Choices) -> None:
    """Keep what was answered about the whole file, and remember it for the next one of this kind."""
    upload.choices = choices.as_json()
    upload.version += 1
    remembered_choices.remember(access, table_of(upload).header, upload)


def examine(access: TeamAccess, upload: Upload) -> Examined:
    """Look at every row of a file as it stands.

    Raises:
        NotFoundError: no sheet was chosen.
        FileError: a needed column is missing or stands there twice, or the file breaks off.
    """
    sheet = _sheet_of(upload)
    table = sheet.table()
    columns, choices = columns_of(upload, table), choices_of(upload)
    always = {} if upload.measure_id is None else {Column.MEASURE: str(upload.measure_id)}
    destinations = Destinations.within(access)
    checked = check_table(
        table,
        columns,
        destinations,
        today=access.today,
        needs_team=False,
        how=CheckOptions(confirmed=upload.confirmed, always=always, choices=choices, asks=True, blanked=sheet.blanked),
    )
    stored = stored_values({line.destination.measure.id: line.destination.measure for line in checked.lines}.values())
    far = far_lines(checked.lines, stored)
    left = {(each.line.row, each.line.destination) for each in far if not is_taken(each, choices)}
    if left:
        checked.held_back = len(left)
        checked.lines = [line for line in checked.lines if (line.row, line.destination) not in left]
    plan = plan_of(checked)
    seen = hashlib.sha256(repr([(each.old.id, each.old.version) for each in plan.overwrites]).encode()).hexdigest()
    before = {measure_id: spread for measure_id, values in stored.items() if (spread := spread_of(values))}
    layout = layout_in(table, columns, choices, destinations)
    token = f"{token_of(upload)}-{seen[:16]}"
    return Examined(table, columns, checked, plan, token, layout, choices, sheet.blanked, far, before)


def is_taken(far: FarLine, choices: Choices) -> bool:
    """Return whether a number far from the others is taken in: yes, unless a decimal mark may be missing."""
    return choices.far.get(far.key, not far.lacks_mark)


def mend(upload: Upload, cells: Mapping[tuple[int, int], str], *, confirmed: bool) -> None:
    """Write other words into some of the file's cells, by row as the sheet counts them and column from 0."""
    sheets = unpack(upload.data)
    sheets[str(upload.sheet)] = _sheet_of(upload).mended(cells)
    upload.data = pack(sheets)
    upload.confirmed = confirmed
    upload.version += 1


def finish(access: TeamAccess, upload: Upload, token: str) -> None:
    """Store the rows that are right, and forget the file; only how many there were is kept for the rest of its day.

    Raises:
        StaleError: a row would be written over that the form did not show.
        MeanwhileError: somebody recorded some of the same periods at this very moment.
    """
    found = examine(access, upload)
    if found.token != token:
        raise StaleError
    runs = store(found.plan, name=upload.name)
    run = runs.get(access.team.id)
    result = _result(found) | ({"run": run.id} if run else {})
    upload.result, upload.data, upload.columns, upload.choices = result, b"", None, None
    db.session.flush()


def _sheet_of(upload: Upload) -> KeptSheet:
    """Return the chosen sheet.

    Raises:
        NotFoundError: none was chosen.
    """
    sheets = unpack(upload.data)
    if upload.sheet is None or upload.sheet not in sheets:
        raise NotFoundError(upload.name)
    return sheets[upload.sheet]


def _remember(access: TeamAccess, upload: Upload) -> None:
    """Begin with what the team decided for the last file with this first row."""
    if upload.sheet is None:
        return
    try:
        header = table_of(upload).header
    except FileError:
        return
    habit = remembered_choices.find(access, header)
    if habit is not None:
        upload.choices = {**habit.choices, "columns": habit.columns}
        upload.measure_id = habit.measure_id


def _result(found: Examined) -> Json:
    plan = found.plan
    destinations = [line.destination for line in plan.new]
    destinations += [each.line.destination for each in plan.overwrites]
    destinations += [event.destination for event in plan.events]
    names = dict.fromkeys(destination.measure.name for destination in destinations)
    return {
        "new": len(plan.new) + len(plan.events),
        "overwritten": len(plan.overwrites),
        "same": plan.same,
        "failed": found.checked.failed + found.checked.held_back,
        "measures": list(names),
    }
