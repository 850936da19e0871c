"""What a file brought in, kept together: until the end of the next working day all of it can be undone.

Undoing takes out what was new and puts back what was written over. A number that somebody has changed since, or left
out of the reading, stays as it is, and is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Table, delete, insert, literal, select, update

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Period
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.imports import ImportRun, ReplacedMeasurement
from tracker.models.measurements import Measurement, RareEvent
from tracker.models.measures import Measure
from tracker.services.audit.log import note
from tracker.services.imports.audit_words import IMPORT
from tracker.services.imports.bulk import batches
from tracker.services.imports.working_days import end_of_next_working_day
from tracker.services.locking import lock_team
from tracker.services.measurements.record import first_version

_TOGETHER = 400
_MOST_NAMED = 50
_KEPT = ("value", "numerator", "denominator", "not_measured", "missing_reason", "note", "source", "recorded_by_id",
         "recorded_at")  # fmt: skip
_MEASUREMENTS = cast(Table, Measurement.__table__)
_REPLACED = cast(Table, ReplacedMeasurement.__table__)


class TooLateError(RuntimeError):
    """The file can no longer be undone, or was undone already."""


@dataclass(frozen=True, slots=True)
class KeptNumber:
    """A number that stays though its file is undone: which one, and who changed it since and when."""

    measure: str
    period: Period
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Undoing:
    """What undoing a file did."""

    removed: int
    restored: int
    kept: int
    measures: Sequence[int]


def begin_runs(accesses: Mapping[int, TeamAccess], name: str) -> dict[int, ImportRun]:
    """Make what a file's rows are kept together by, one for each team."""
    runs = {
        team_id: ImportRun(
            team_id=team_id, stored_by_id=access.user.id, stored_at=access.now, name=name,
            until=end_of_next_working_day(access.now),
        )
        for team_id, access in accesses.items()
    }  # fmt: skip
    db.session.add_all(runs.values())
    db.session.flush()
    return runs


def keep_replaced(run: ImportRun, ids: Iterable[int]) -> None:
    """Keep what measurements say that are about to be written over."""
    source = _MEASUREMENTS.c
    said = [source[name] for name in _KEPT]
    for some in batches(ids, _TOGETHER):
        rows = select(literal(run.id), source.id, source.version + 1, *said, source.import_run_id)
        names = ["import_run_id", "measurement_id", "version", *_KEPT, "earlier_run_id"]
        db.session.execute(insert(_REPLACED).from_select(names, rows.where(source.id.in_(some))))


def find_run(access: TeamAccess, run_id: int) -> ImportRun:
    """Load one of the team's imports.

    Raises:
        NotFoundError: it is another team's.
    """
    row = db.session.scalar(select(ImportRun).where(ImportRun.id == run_id, ImportRun.team_id == access.team.id))
    if row is None:
        raise NotFoundError(run_id)
    return row


def recent(access: TeamAccess) -> Sequence[ImportRun]:
    """List the team's imports that may still be undone, newest first."""
    query = select(ImportRun).where(ImportRun.team_id == access.team.id, ImportRun.until > access.now)
    return db.session.scalars(query.order_by(ImportRun.id.desc()).limit(_MOST_NAMED)).all()


def can_undo(run: ImportRun, now: datetime) -> bool:
    """Return whether an import can still be undone."""
    return run.undone_at is None and now < run.until


def undo(access: TeamAccess, run: ImportRun) -> Undoing:
    """Undo a whole import, with one line in the trail.

    Raises:
        TooLateError: its time is over, or it was undone already.
    """
    access.require(Permission.RECORD)
    lock_team(access)
    db.session.refresh(run)
    if not can_undo(run, access.now):
        raise TooLateError
    ours = select(Measurement.id, Measurement.measure_id, Measurement.version, Measurement.excluded_at)
    here = {row.id: row for row in db.session.execute(ours.where(Measurement.import_run_id == run.id))}
    replaced = {
        row.measurement_id: row
        for row in db.session.execute(select(_REPLACED).where(_REPLACED.c.import_run_id == run.id))
    }
    new = first_version(run.stored_at)
    untouched = {
        row_id
        for row_id, row in here.items()
        if row.excluded_at is None and row.version == (replaced[row_id].version if row_id in replaced else new)
    }
    removed = _remove([row_id for row_id in untouched if row_id not in replaced])
    restored = _restore([replaced[row_id] for row_id in untouched if row_id in replaced])
    events = delete(RareEvent).where(RareEvent.import_run_id == run.id).returning(RareEvent.measure_id)
    event_measures = list(db.session.scalars(events))
    measures = sorted({row.measure_id for row in here.values()} | set(event_measures))
    done = Undoing(removed + len(event_measures), restored, len(here) - removed - restored, measures)
    run.undone_at, run.undone_by_id = access.now, access.user.id
    run.undoing = {"removed": done.removed, "restored": done.restored, "kept": done.kept}
    after = {"measures": list(measures), **run.undoing}
    note(access, Deed.REMOVED, IMPORT, run.id, label=run.name, after=after)
    db.session.flush()
    db.session.expire_all()
    return done


def kept_numbers(access: TeamAccess, run: ImportRun) -> list[KeptNumber]:
    """List the numbers of an undone import that stayed, as many as there is room for."""
    query = (
        select(Measurement, Measure)
        .join(Measure, Measure.id == Measurement.measure_id)
        .where(Measurement.import_run_id == run.id, Measurement.team_id == access.team.id)
        .order_by(Measure.position, Measure.id, Measurement.period_start)
        .limit(_MOST_NAMED)
    )
    return [
        KeptNumber(measure.name, Period(measure.period_kind, row.period_start), _name(row), row.recorded_at)
        for row, measure in db.session.execute(query)
    ]


def measures_of(access: TeamAccess, run: ImportRun) -> list[tuple[Measure, int, date, date]]:
    """List the measures an import brought numbers of: how many, and the first and last day of them."""
    found: dict[int, list[date]] = {}
    for model, day in ((Measurement, Measurement.period_start), (RareEvent, RareEvent.happened_on)):
        rows = select(model.measure_id, day).where(model.import_run_id == run.id, model.team_id == access.team.id)
        for measure_id, start in db.session.execute(rows):
            found.setdefault(measure_id, []).append(start)
    measures = db.session.scalars(select(Measure).where(Measure.id.in_(found)).order_by(Measure.position, Measure.id))
    return [(one, len(found[one.id]), min(found[one.id]), max(found[one.id])) for one in measures]


def forget_replaced(now: datetime) -> None:
    """Delete what was kept of imports that can no longer be undone."""
    over = select(ImportRun.id).where((ImportRun.until <= now) | ImportRun.undone_at.is_not(None))
    db.session.execute(delete(ReplacedMeasurement).where(ReplacedMeasurement.import_run_id.in_(over)))


def _name(row: Measurement) -> str:
    return row.recorded_by.name if row.recorded_by else ""


def _remove(ids: Sequence[int]) -> int:
    gone = 0
    for some in batches(ids, _TOGETHER):
        done = db.session.execute(delete(Measurement).where(Measurement.id.in_(some)))
        gone += cast("CursorResult[Any]", done).rowcount
    return gone


def _restore(rows: Sequence[Any]) -> int:
    for row in rows:
        said = {name: getattr(row, name) for name in _KEPT}
        values = {**said, "version": row.version + 1, "import_run_id": row.earlier_run_id}
        db.session.execute(update(_MEASUREMENTS).where(_MEASUREMENTS.c.id == row.measurement_id).values(values))
    return len(rows)
