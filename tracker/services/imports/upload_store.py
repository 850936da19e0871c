"""The wizard's file between its pages: kept as screened text, looked at anew on each page, forgotten within a day.

Nothing is a measurement before `finish`. What was shown is held by a token: the file's own, and for the last step one
of the rows that would be written over too, so that nobody's number is written over unseen.
"""

from __future__ import annotations

import csv
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO
from itertools import pairwise
from typing import cast
from uuid import uuid4

from sqlalchemy import CursorResult, delete, select

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.base import Json, db
from tracker.models.imports import Upload
from tracker.models.measures import Measure
from tracker.services.imports.check import Checked, check_table
from tracker.services.imports.columns import Column, guess
from tracker.services.imports.destinations import Destinations
from tracker.services.imports.faults import FileError, FileFault
from tracker.services.imports.table import ImportTable, Limits, as_table, read_table
from tracker.services.imports.write import WritePlan, plan_of, store
from tracker.services.locking import lock_team
from tracker.text.screening import has_identity_number, is_identity_number

LIFETIME = timedelta(hours=24)
LIMITS = Limits(most_bytes=8 * 1024 * 1024, most_unpacked=64 * 1024 * 1024, most_rows=100_000, most_columns=60)
"""What a page takes in. A larger file goes in by `tracker import`."""
MOST_SHEETS = 20
MOST_TEXT = 16 * 1024 * 1024
"""Signs in all sheets of a workbook together: one text that stands in many cells is small only in the file."""
_NAME_MOST = 120
_SHORTEST = 10
"""Fewer signs hold no identity number."""
_PERSONAL = 5
"""Figures after the day of birth."""
_SEPARATOR = ";"


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


def current(access: TeamAccess) -> Upload | None:
    """Give the person's file in this team, unless its day is over."""
    query = select(Upload).where(Upload.team_id == access.team.id, Upload.user_id == access.user.id)
    return db.session.scalar(query.where(Upload.created_at > access.now - LIFETIME))


def keep(access: TeamAccess, *, name: str, data: bytes) -> Upload:
    """Read a file and keep it, in place of the one before.

    Raises:
        FileError: it cannot be read, or holds an identity number: nothing of it is kept.
    """
    access.require(Permission.RECORD)
    forget_old(access.now)
    sheets = _sheets(data)
    lock_team(access)  # of two equal submissions, the second takes the place of the first
    discard(access)
    shown = name.replace("\0", "")[-_NAME_MOST:]
    upload = Upload(
        team_id=access.team.id, user_id=access.user.id, token=uuid4().hex, data=_pack(sheets), created_at=access.now,
        name="" if has_identity_number(shown) else shown, sheet=next(iter(sheets)) if len(sheets) == 1 else None,
    )  # fmt: skip
    db.session.add(upload)
    db.session.flush()
    return upload


def discard(access: TeamAccess) -> None:
    """Throw the person's file away."""
    mine = delete(Upload).where(Upload.team_id == access.team.id, Upload.user_id == access.user.id)
    db.session.execute(mine)


def forget_old(now: datetime) -> int:
    """Delete every file whose day is over; give how many. One that is just being stored is left for the next time."""
    old = select(Upload.id).where(Upload.created_at <= now - LIFETIME).with_for_update(skip_locked=True)
    done = db.session.execute(delete(Upload).where(Upload.id.in_(old)))
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
    """Give what a form must carry to change this file."""
    return f"{upload.token}-{upload.version}"


def sheet_names(upload: Upload) -> list[str]:
    """List the sheets there are to choose from."""
    return list(_unpack(upload))


def choose_sheet(upload: Upload, name: str) -> None:
    """Take one of the file's sheets.

    Raises:
        NotFoundError: there is no such sheet.
    """
    if name not in sheet_names(upload):
        raise NotFoundError(name)
    upload.sheet, upload.columns = name, None
    upload.version += 1


def table_of(upload: Upload) -> ImportTable:
    """Give the chosen sheet as a table.

    Raises:
        NotFoundError: none was chosen.
    """
    sheets = _unpack(upload)
    if upload.sheet is None or upload.sheet not in sheets:
        raise NotFoundError(upload.name)
    text, merged = sheets[upload.sheet]
    return as_table(text, _SEPARATOR, LIMITS, merged=merged)


def columns_of(upload: Upload, table: ImportTable) -> dict[int, Column]:
    """Give what was said that each column holds; before that, what their names say, each meaning once."""
    if upload.columns is not None:
        return {int(at): Column(name) for at, name in upload.columns.items()}
    found: dict[int, Column] = {}
    for at, column in guess(table.header).items():
        if column not in found.values():
            found[at] = column
    return found


def choose_columns(
    access: TeamAccess, upload: Upload, columns: Mapping[int, Column], *, measure: Measure | None
) -> Examined:
    """Say what each column holds, and which measure all rows are of where none does. Gives what comes of it.

    Raises:
        FileError: a needed column is missing or stands there twice, or the file breaks off: nothing is changed.
    """
    upload.columns = {str(at): column.value for at, column in columns.items()}
    upload.measure_id = measure.id if measure and Column.MEASURE not in columns.values() else None
    upload.version += 1
    with db.session.no_autoflush:
        return examine(access, upload)


def examine(access: TeamAccess, upload: Upload) -> Examined:
    """Look at every row of a file as it stands.

    Raises:
        NotFoundError: no sheet was chosen.
        FileError: a needed column is missing or stands there twice, or the file breaks off.
    """
    table = table_of(upload)
    columns = columns_of(upload, table)
    always = {} if upload.measure_id is None else {Column.MEASURE: str(upload.measure_id)}
    checked = check_table(
        table,
        columns,
        Destinations.within(access),
        today=access.today,
        needs_team=False,
        confirmed=upload.confirmed,
        always=always,
    )
    plan = plan_of(checked)
    seen = hashlib.sha256(repr([(each.old.id, each.old.version) for each in plan.overwrites]).encode()).hexdigest()
    return Examined(table, columns, checked, plan, f"{token_of(upload)}-{seen[:16]}")


def mend(upload: Upload, cells: Mapping[tuple[int, int], str], *, confirmed: bool) -> None:
    """Write other words into some of the file's cells, by row as the sheet counts them and column from 0."""
    table, sheets = table_of(upload), _unpack(upload)
    by_row: dict[int, dict[int, str]] = {}
    for (row, at), text in cells.items():
        by_row.setdefault(row, {})[at] = text
    rows = (_mended(row, by_row.get(number)) for number, row in enumerate(table.everything(), start=1))
    sheets[str(upload.sheet)] = (_text(rows), table.merged)
    upload.data = _pack(sheets)
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
    store(found.plan)
    upload.result, upload.data, upload.columns = _result(found), b"", None
    db.session.flush()


def _result(found: Examined) -> Json:
    plan = found.plan
    shelves = [line.shelf for line in plan.new]
    shelves += [each.line.shelf for each in plan.overwrites]
    shelves += [event.shelf for event in plan.events]
    names = dict.fromkeys(shelf.measure.name for shelf in shelves)
    return {
        "new": len(plan.new) + len(plan.events),
        "overwritten": len(plan.overwrites),
        "same": plan.same,
        "failed": found.checked.failed,
        "measures": list(names),
    }


def _sheets(data: bytes) -> dict[str, tuple[str, bool]]:
    """Read every sheet of a file and screen it; a file of text is one sheet without a name."""
    try:
        tables = iter([("", read_table(data, LIMITS))])
    except FileError as error:
        if error.fault is not FileFault.SHEETS or len(error.sheets) > MOST_SHEETS:
            raise
        _screen_names(error.sheets)
        tables = ((name, read_table(data, LIMITS, sheet=name)) for name in error.sheets)
    sheets: dict[str, tuple[str, bool]] = {}
    room = MOST_TEXT
    for name, table in tables:
        room -= len(table.text)
        if room < 0:
            raise FileError(FileFault.TOO_LARGE_INSIDE)
        sheets[name] = _screened(table), table.merged
    return sheets


def _screen_names(sheets: Iterable[str]) -> None:
    for name in sheets:
        if len(name) > _NAME_MOST:  # Excel's own names have 31 signs at most
            raise FileError(FileFault.NOT_A_WORKBOOK)
        if has_identity_number(name):
            raise FileError(FileFault.IDENTITY_NUMBER)


def _screened(table: ImportTable) -> str:
    """Write a table's rows in one way, unless there is an identity number in any of its cells."""
    rows = list(table.everything())
    for number, row in enumerate(rows, start=1):
        if any(len(cell) >= _SHORTEST and _is_a_person(cell) for cell in row) or _is_parted(row):
            raise FileError(FileFault.IDENTITY_NUMBER, row=number)
    if len(rows) > LIMITS.most_rows:
        raise FileError(FileFault.TOO_MANY_ROWS)
    return _text(rows)


def _is_a_person(cell: str) -> bool:
    return has_identity_number(cell) or is_identity_number(cell)


def _is_parted(row: list[str]) -> bool:
    """Tell whether a day of birth and the five figures after it stand in two cells side by side, as registers do."""
    return any(
        len(number) == _PERSONAL and number.isdigit() and 6 <= len(day) <= 8 and has_identity_number(day + number)
        for day, number in pairwise(row)
    )


def _text(rows: Iterable[list[str]]) -> str:
    out = StringIO()
    csv.writer(out, delimiter=_SEPARATOR, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _mended(row: list[str], cells: Mapping[int, str] | None) -> list[str]:
    if not cells:
        return row
    mended = row + [""] * (max(cells) + 1 - len(row))
    for at, text in cells.items():
        mended[at] = text.replace("\0", "")
    return mended


def _pack(sheets: Mapping[str, tuple[str, bool]]) -> bytes:
    return zlib.compress(json.dumps(sheets).encode(), 1)


def _unpack(upload: Upload) -> dict[str, tuple[str, bool]]:
    if not upload.data:
        return {}
    kept: dict[str, list[object]] = json.loads(zlib.decompress(upload.data))
    return {name: (str(text), bool(merged)) for name, (text, merged) in kept.items()}
