"""Measurements: one period of one measure, recorded, corrected, emptied, left out of the reading or taken in again.

A form says which version of each cell it saw. Where a cell has changed since, and to something else than what is sent
now, nothing is stored and both are told. The same values sent again change nothing, so a retry is harmless.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import case, false, func, or_, select, tuple_
from sqlalchemy.exc import IntegrityError

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Period, PeriodKind
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import Json, db
from tracker.models.measurements import Measurement, Source
from tracker.models.measures import Measure
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.measurements.audit_words import MEASUREMENT
from tracker.services.measurements.entries import EMPTY, Entry, check
from tracker.text.parse import show_period
from tracker.text.screening import refuse_identity_numbers

PERIODS = 8
"""How many periods the form shows."""

_REMEMBERED = ("value", "numerator", "denominator", "not_measured", "missing_reason")
_DAWN = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class MeasurementCell:
    """One entry on its way in; `seen_version` is 0 where the form saw an empty cell."""

    measure: Measure
    period: Period
    entry: Entry
    seen_version: int = 0


@dataclass(frozen=True, slots=True)
class MeasurementChange:
    """What became of a cell that changed: created, changed or removed."""

    measure: Measure
    period: Period
    deed: Deed
    before: Entry
    after: Entry


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell someone else changed meanwhile: her entry and version (0: she emptied it), and the one that came now."""

    measure: Measure
    period: Period
    name: str
    theirs: Entry
    mine: Entry
    version: int
    at: datetime | None = None
    """When she did; None where nobody knows."""


class ConflictError(RuntimeError):
    """Cells were changed by someone else since the form saw them; nothing was stored."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        """Keep both sides of every such cell."""
        super().__init__(f"{len(conflicts)} cells were changed meanwhile")
        self.conflicts = tuple(conflicts)


class NotMeasuredError(ValueError):
    """There is no value to leave out."""


def record(
    access: TeamAccess, measure: Measure, *, period: Period, entry: Entry, seen_version: int
) -> MeasurementChange | None:
    """Record, correct or empty one cell; None where it says so already. Raises as `record_many`."""
    return next(iter(record_many(access, [MeasurementCell(measure, period, entry, seen_version)])), None)


def record_many(access: TeamAccess, cells: Iterable[MeasurementCell]) -> list[MeasurementChange]:
    """Record a whole form: all of it or nothing. Gives the cells that changed; the others said so already.

    Raises:
        NotFoundError: a measure is another team's.
        EntryError: an entry cannot be stored.
        ConflictError: cells were changed since the form saw them.
    """
    access.require(Permission.RECORD)
    # One order for all, so that two forms at once wait for each other and never in a circle.
    ordered = sorted(cells, key=lambda cell: (cell.measure.id, cell.period.start))
    for cell in ordered:
        if cell.measure.team_id != access.team.id:
            raise NotFoundError(Measure.__tablename__)
        check(cell.measure, cell.period, cell.entry, today=access.today)
    with db.session.begin_nested():
        stored = _locked(ordered)
        rows = [stored.get((cell.measure.id, cell.period.start)) for cell in ordered]
        changing = [(cell, row) for cell, row in zip(ordered, rows, strict=True) if cell.entry != Entry.of(row)]
        _refuse_conflicts(access, [pair for pair in changing if _is_stale(*pair)])
        made = [_change(access, cell, row) for cell, row in changing]
    return [change for change in made if change is not None]


def latest(kind: PeriodKind, *, until: date, count: int = PERIODS) -> tuple[Period, ...]:
    """Return the periods of a kind to record, oldest first, the last one holding the day `until`."""
    periods = [Period.containing(kind, until)]
    while len(periods) < count:
        periods.append(periods[-1].previous)
    return tuple(reversed(periods))


def recorded(
    access: TeamAccess, measures: Sequence[Measure], *, first: date, last: date
) -> dict[tuple[int, date], Measurement]:
    """Read what is stored of measures in periods that begin between two days: by measure id and first day."""
    query = select(Measurement).where(
        Measurement.team_id == access.team.id,
        Measurement.measure_id.in_([measure.id for measure in measures]),
        Measurement.period_start.between(first, last),
    )
    return {(row.measure_id, row.period_start): row for row in db.session.scalars(query)}


def recorded_in(
    access: TeamAccess, places: Iterable[tuple[Sequence[Measure], Sequence[Period]]]
) -> dict[tuple[int, date], Measurement]:
    """Read what is stored of measures in periods of their own, in one query: by measure id and first day."""
    wanted = [
        Measurement.measure_id.in_([measure.id for measure in measures])
        & Measurement.period_start.in_([period.start for period in periods])
        for measures, periods in places
    ]
    query = select(Measurement).where(Measurement.team_id == access.team.id, or_(false(), *wanted))
    return {(row.measure_id, row.period_start): row for row in db.session.scalars(query)}


def period_to_write(access: TeamAccess, measures: Sequence[Measure], kind: PeriodKind) -> Period:
    """Return the last period that is over, where one of the measures lacks it; else the one that runs.

    A measure whose first number is newer than that period does not lack it.
    """
    running = Period.containing(kind, access.today)
    due = running.previous
    ids = [measure.id for measure in measures if measure.period_kind is kind]
    query = (
        select(
            Measurement.measure_id,
            func.min(Measurement.period_start),
            func.max(case((Measurement.period_start == due.start, 1), else_=0)),
        )
        .where(Measurement.team_id == access.team.id, Measurement.measure_id.in_(ids))
        .group_by(Measurement.measure_id)
    )
    begun = {measure_id: (first, bool(has)) for measure_id, first, has in db.session.execute(query)}
    lacks = any(
        measure_id not in begun or (begun[measure_id][0] < due.start and not begun[measure_id][1]) for measure_id in ids
    )
    return due if lacks else running


def find(access: TeamAccess, measure: Measure, period: Period) -> Measurement:
    """Load one period of one measure.

    Raises:
        NotFoundError: nothing is recorded there.
    """
    query = select(Measurement).where(
        Measurement.team_id == access.team.id,
        Measurement.measure_id == measure.id,
        Measurement.period_start == period.start,
    )
    row = db.session.scalar(query.with_for_update())
    if row is None or period.kind is not measure.period_kind:
        raise NotFoundError(Measurement.__tablename__)
    return row


def exclude(access: TeamAccess, measure: Measure, *, period: Period, reason: str) -> None:
    """Leave a point out of the reading, for a reason that is shown with it. Again, with another reason: it is changed.

    Raises:
        NotFoundError: nothing is recorded there.
        NotMeasuredError: the period was not measured.
        IdentityNumberError: the reason holds one.
    """
    access.require(Permission.DECIDE)
    refuse_identity_numbers(reason)
    row = find(access, measure, period)
    if row.not_measured:
        raise NotMeasuredError
    if row.excluded_at is not None and row.excluded_reason == reason:
        return
    before = {"reason": row.excluded_reason} if row.excluded_at else None
    row.excluded_at, row.excluded_by_id, row.excluded_reason = access.now, access.user.id, reason
    label = label_of(measure, period)
    note(access, Deed.EXCLUDED, MEASUREMENT, row.id, label=label, before=before, after={"reason": reason})


def include(access: TeamAccess, measure: Measure, *, period: Period) -> None:
    """Take a point into the reading again.

    Raises:
        NotFoundError: nothing is recorded there.
    """
    access.require(Permission.DECIDE)
    row = find(access, measure, period)
    if row.excluded_at is None:
        return
    before = {"reason": row.excluded_reason}
    row.excluded_at, row.excluded_by_id, row.excluded_reason = None, None, ""
    note(access, Deed.INCLUDED, MEASUREMENT, row.id, label=label_of(measure, period), before=before)


def label_of(measure: Measure, period: Period) -> str:
    """Return what a measurement is called in the trail: "Satte legen seg ned?, 45/2026"."""
    when = show_period(period)
    return f"{measure.name[: 198 - len(when)]}, {when}"


def first_version(now: datetime) -> int:
    """Give the version a new row begins with: never one that an earlier row of the same cell had.

    A cell that was emptied and filled again must not look like the one a form saw before. Seconds since 2020.
    """
    return max(1, int((now - _DAWN).total_seconds()))


def made_by(version: int) -> datetime:
    """Return when a row of this version had been made, but for a second for each time it was corrected."""
    return _DAWN + timedelta(seconds=version)


def _locked(cells: Sequence[MeasurementCell]) -> dict[tuple[int, date], Measurement]:
    """Read the cells' rows as they are now, and let nobody else change them before we are done."""
    if not cells:
        return {}
    places = [(cell.measure.id, cell.period.start) for cell in cells]
    query = select(Measurement).where(tuple_(Measurement.measure_id, Measurement.period_start).in_(places))
    query = query.order_by(Measurement.id).with_for_update()
    rows = db.session.scalars(query, execution_options={"populate_existing": True})
    return {(row.measure_id, row.period_start): row for row in rows}


def _is_stale(cell: MeasurementCell, row: Measurement | None) -> bool:
    return cell.seen_version != (row.version if row else 0)


def _refuse_conflicts(access: TeamAccess, stale: Sequence[tuple[MeasurementCell, Measurement | None]]) -> None:
    if stale:
        raise ConflictError([_conflict(access, cell, row) for cell, row in stale])


def _conflict(access: TeamAccess, cell: MeasurementCell, row: Measurement | None) -> Conflict:
    name, at = _who(access, cell, row)
    version = row.version if row else 0
    return Conflict(cell.measure, cell.period, name, Entry.of(row), cell.entry, version, at)


def _who(access: TeamAccess, cell: MeasurementCell, row: Measurement | None) -> tuple[str, datetime | None]:
    """Name who changed a cell, and when; nobody where it was counted at the bedside."""
    if row is None:
        return _who_emptied(access, cell)
    return row.recorded_by.name if row.recorded_by else "", row.recorded_at


def _who_emptied(access: TeamAccess, cell: MeasurementCell) -> tuple[str, datetime | None]:
    query = select(AuditLine.user_name, AuditLine.at).where(
        AuditLine.team_id == access.team.id,
        AuditLine.subject == MEASUREMENT.key,
        AuditLine.deed == Deed.REMOVED,
        AuditLine.label == label_of(cell.measure, cell.period),
    )
    found = db.session.execute(query.order_by(AuditLine.id.desc()).limit(1)).one_or_none()
    return (found[0] or "", found[1]) if found else ("", None)


def _change(access: TeamAccess, cell: MeasurementCell, row: Measurement | None) -> MeasurementChange | None:
    if row is None:
        return _create(access, cell)
    before = Entry.of(row)
    label = label_of(cell.measure, cell.period)
    if cell.entry.is_empty:
        note(access, Deed.REMOVED, MEASUREMENT, row.id, label=label, before=_whole(row))
        db.session.delete(row)
        db.session.flush()
        return MeasurementChange(cell.measure, cell.period, Deed.REMOVED, before, EMPTY)
    was = snapshot(row, *_REMEMBERED, "source")
    _fill(access, row, cell.entry)
    row.version += 1
    old, new = changes(was, snapshot(row, *_REMEMBERED, "source"))
    note(access, Deed.CHANGED, MEASUREMENT, row.id, label=label, before=old, after=new)
    db.session.flush()
    return MeasurementChange(cell.measure, cell.period, Deed.CHANGED, before, cell.entry)


def _create(access: TeamAccess, cell: MeasurementCell) -> MeasurementChange | None:
    row = Measurement(
        team_id=access.team.id,
        measure_id=cell.measure.id,
        period_start=cell.period.start,
        version=first_version(access.now),
    )
    _fill(access, row, cell.entry)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # someone else was first, between our look and now
        other = _locked([cell]).get((cell.measure.id, cell.period.start))
        if other is None:
            raise
        if Entry.of(other) != cell.entry:
            raise ConflictError([_conflict(access, cell, other)]) from None
        return None
    label = label_of(cell.measure, cell.period)
    note(access, Deed.CREATED, MEASUREMENT, row.id, label=label, after=_whole(row))
    return MeasurementChange(cell.measure, cell.period, Deed.CREATED, EMPTY, cell.entry)


def _fill(access: TeamAccess, row: Measurement, entry: Entry) -> None:
    row.value, row.numerator, row.denominator = entry.value, entry.numerator, entry.denominator
    row.not_measured, row.missing_reason = entry.not_measured, entry.reason
    row.source = Source.ENTRY
    row.recorded_by_id, row.recorded_at = access.user.id, access.now


def _whole(row: Measurement) -> Json:
    """Return what is worth remembering of a row that comes or goes: what it says, nothing that it leaves open."""
    everything = snapshot(row, "measure_id", "period_start", *_REMEMBERED, "note", "excluded_reason")
    return {name: value for name, value in everything.items() if value not in (None, "", False)}
