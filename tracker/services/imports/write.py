"""From checked rows to stored ones: what is new, what would be written over, what stands there; then all at once.

One transaction, rows in bulk. The trail gets one line for each measure with its counts, and one with before and after
for each row that was written over. The same file again finds everything in place and changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, cast

from sqlalchemy import CursorResult, Table, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from tracker.access.permissions import Permission
from tracker.analysis import Period
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import Json, db
from tracker.models.imports import ImportRun
from tracker.models.measurements import Measurement, MissingReason, RareEvent, Source
from tracker.services.audit.log import changes, note
from tracker.services.imports.bulk import Row, batches, insert_rows, stored_as
from tracker.services.imports.check import Checked, EventLine, MeasurementLine
from tracker.services.imports.destinations import Destination
from tracker.services.imports.undo import begin_runs, keep_replaced
from tracker.services.measurements.audit_words import MEASUREMENT
from tracker.services.measurements.entries import Entry
from tracker.services.measurements.record import first_version, label_of
from tracker.services.measures.audit_words import MEASURE

Runs = Mapping[int, ImportRun]
"""By team."""
_ASKED = 400
"""Measures that are asked about at once."""

_MEASUREMENTS = cast(Table, Measurement.__table__)
_EVENTS = cast(Table, RareEvent.__table__)
NEW_COLUMNS = (
    "team_id", "measure_id", "period_start", "value", "numerator", "denominator", "not_measured", "missing_reason",
    "note", "source", "recorded_by_id", "recorded_at", "version", "excluded_reason", "import_run_id",
)  # fmt: skip
"""The columns that a new row fills."""


class MeanwhileError(RuntimeError):
    """Somebody recorded some of the same periods while the file was stored. Nothing of it was; try again."""


class Stored(NamedTuple):
    """A period as it stands."""

    id: int
    version: int
    entry: Entry
    note: str


@dataclass(frozen=True, slots=True)
class Overwrite:
    """A row that says something else than what is stored."""

    line: MeasurementLine
    old: Stored


@dataclass(slots=True)
class WritePlan:
    """What storing a file will do. Made anew right before it is done."""

    new: list[MeasurementLine] = field(default_factory=list)
    overwrites: list[Overwrite] = field(default_factory=list)
    events: list[EventLine] = field(default_factory=list)
    same: int = 0
    """Rows that stand there already."""

    @property
    def changes(self) -> int:
        """How many rows are written."""
        return len(self.new) + len(self.overwrites) + len(self.events)


def plan_of(checked: Checked) -> WritePlan:
    """Hold the rows of a file against what is stored."""
    plan = WritePlan()
    stored = _stored({line.destination.measure.id for line in checked.lines})
    for line in checked.lines:
        old = stored.get((line.destination.measure.id, line.start))
        if old is None:
            plan.new.append(line)
        elif old.entry == line.entry and line.note in {"", old.note}:  # an empty note empties nothing
            plan.same += 1
        else:
            plan.overwrites.append(Overwrite(line, old))
    # One day may have several events: as many are added as the file has more of.
    there = _counted_events({line.destination.measure.id for line in checked.events})
    for event in checked.events:
        key = (event.destination.measure.id, event.day, event.opportunities)
        if there[key] > 0:
            there[key] -= 1
            plan.same += 1
        else:
            plan.events.append(event)
    return plan


def store(plan: WritePlan, *, name: str = "", tick: Callable[[int], None] = lambda _rows: None) -> dict[int, ImportRun]:
    """Do what a plan says, all of it or nothing. Returns what can be undone, by the team's id.

    `name`: what the file is called. `tick` is told how many rows have been written since it was told last.

    Raises:
        MeanwhileError: somebody recorded some of the same periods since the plan was made.
        ForbiddenError: the person may not record in one of the teams.
    """
    for destination in {line.destination for line in _all(plan)}:
        destination.access.require(Permission.RECORD)
    try:
        with db.session.begin_nested():
            runs = begin_runs({line.destination.access.team.id: line.destination.access for line in _all(plan)}, name)
            insert_rows(_MEASUREMENTS, NEW_COLUMNS, _new(plan.new, runs), tick=tick)
            _overwrite(plan.overwrites, runs, tick)
            for events in batches(plan.events):
                db.session.execute(insert(_EVENTS), [_event(line, runs) for line in events])
                tick(len(events))
            _note(plan, runs)
            db.session.flush()
    except IntegrityError:
        raise MeanwhileError from None
    db.session.expire_all()  # rows written in bulk have passed the session by
    return runs


def _stored(measure_ids: Iterable[int]) -> dict[tuple[int, date], Stored]:
    columns = (
        Measurement.measure_id, Measurement.period_start, Measurement.id, Measurement.version, Measurement.value,
        Measurement.numerator, Measurement.denominator, Measurement.not_measured, Measurement.missing_reason,
        Measurement.note,
    )  # fmt: skip
    found = {}
    for ids in batches(sorted(measure_ids), _ASKED):
        for row in db.session.execute(select(*columns).where(Measurement.measure_id.in_(ids))):
            measure_id, start, row_id, version, *said, text = row
            found[measure_id, start] = Stored(row_id, version, Entry(*said), text)
    return found


def _counted_events(measure_ids: Iterable[int]) -> Counter[tuple[int, date, int | None]]:
    columns = (RareEvent.measure_id, RareEvent.happened_on, RareEvent.opportunities)
    found: Counter[tuple[int, date, int | None]] = Counter()
    for ids in batches(sorted(measure_ids), _ASKED):
        rows = db.session.execute(select(*columns).where(RareEvent.measure_id.in_(ids)))
        found.update((row[0], row[1], row[2]) for row in rows)
    return found


def _said(line: MeasurementLine) -> dict[str, Any]:
    entry, access = line.entry, line.destination.access
    return {
        "value": entry.value,
        "numerator": entry.numerator,
        "denominator": entry.denominator,
        "not_measured": entry.not_measured,
        "missing_reason": entry.reason,
        "note": line.note,
        "source": Source.IMPORT,
        "recorded_by_id": access.user.id,
        "recorded_at": access.now,
    }


def _new(lines: Sequence[MeasurementLine], runs: Runs) -> Iterator[Row]:
    """Write lines as the rows of `NEW_COLUMNS`. What is the same for many is turned into the database's own form once.

    All that may have to be read is read before the first row: while COPY runs, its connection answers nothing else.
    """
    source = stored_as(_MEASUREMENTS, "source")(Source.IMPORT)
    return _rows(
        lines, {destination: _around(destination, source, runs) for destination in {line.destination for line in lines}}
    )


def _rows(lines: Sequence[MeasurementLine], of_destination: Mapping[Destination, tuple[Row, Row]]) -> Iterator[Row]:
    as_day, as_reason = stored_as(_MEASUREMENTS, "period_start"), stored_as(_MEASUREMENTS, "missing_reason")
    days: dict[date, Any] = {}
    for _, destination, start, entry, text in lines:
        before, after = of_destination[destination]
        day = days.get(start)
        if day is None:
            day = days[start] = as_day(start)
        reason = None if entry.reason is None else as_reason(entry.reason)
        said = (day, entry.value, entry.numerator, entry.denominator, entry.not_measured, reason, text)
        yield before + said + after


def _around(destination: Destination, source: str, runs: Runs) -> tuple[Row, Row]:
    """Return what every row of a measure begins and ends with."""
    access = destination.access
    moment = stored_as(_MEASUREMENTS, "recorded_at")(access.now)
    run = runs[access.team.id].id
    return (access.team.id, destination.measure.id), (
        source,
        access.user.id,
        moment,
        first_version(access.now),
        "",
        run,
    )


def _overwrite(overwrites: Sequence[Overwrite], runs: Runs, tick: Callable[[int], None]) -> None:
    """Correct rows that still are as the plan saw them; what they said is kept beside, to be put back."""
    statement = update(_MEASUREMENTS).where(
        _MEASUREMENTS.c.id == bindparam("old_id"), _MEASUREMENTS.c.version == bindparam("old_version")
    )
    names = ("value", "numerator", "denominator", "not_measured", "missing_reason", "note", "source",
             "recorded_by_id", "recorded_at", "version", "import_run_id")  # fmt: skip
    statement = statement.values({name: bindparam(f"new_{name}") for name in names})
    for batch in batches(overwrites):
        for team_id, run in runs.items():
            ids = [each.old.id for each in batch if each.line.destination.access.team.id == team_id]
            keep_replaced(run, ids)
        rows = []
        for line, old in ((overwrite.line, overwrite.old) for overwrite in batch):
            said = _said(line) | {"note": line.note or old.note, "version": old.version + 1}
            said["import_run_id"] = runs[line.destination.access.team.id].id
            rows.append({"old_id": old.id, "old_version": old.version} | {f"new_{n}": said[n] for n in names})
        done = cast("CursorResult[Any]", db.session.execute(statement, rows))
        if done.rowcount != len(rows):
            raise MeanwhileError
        tick(len(rows))


def _event(line: EventLine, runs: Runs) -> dict[str, Any]:
    access = line.destination.access
    return {
        "team_id": access.team.id,
        "measure_id": line.destination.measure.id,
        "happened_on": line.day,
        "opportunities": line.opportunities,
        "recorded_by_id": access.user.id,
        "recorded_at": access.now,
        "import_run_id": runs[access.team.id].id,
    }


def _note(plan: WritePlan, runs: Runs) -> None:
    added = Counter(line.destination for line in plan.new)
    added.update(line.destination for line in plan.events)
    written_over = Counter(overwrite.line.destination for overwrite in plan.overwrites)
    days: dict[Destination, list[date]] = defaultdict(list)
    for line in _all(plan):
        days[line.destination].append(line.day if isinstance(line, EventLine) else line.start)
    for destination, found in days.items():
        after = {"imported": added[destination], "overwritten": written_over[destination]}
        span = {"first": min(found).isoformat(), "last": max(found).isoformat()}
        measure = destination.measure
        note(
            destination.access,
            Deed.CHANGED,
            MEASURE,
            measure.id,
            label=measure.name,
            after=after | span,
            import_run_id=runs[destination.access.team.id].id,
        )
    for some in batches(plan.overwrites):
        db.session.execute(insert(AuditLine), [_corrected(overwrite) for overwrite in some])


def _corrected(overwrite: Overwrite) -> dict[str, Any]:
    """Write the trail's line of one row that was written over, as `audit.note` does of one."""
    line, old, access = overwrite.line, overwrite.old, overwrite.line.destination.access
    before, after = changes(_plain(old.entry, old.note), _plain(line.entry, line.note or old.note))
    measure = line.destination.measure
    return {
        "team_id": access.team.id, "at": access.now, "user_id": access.user.id, "user_name": access.user.name,
        "deed": Deed.CHANGED, "subject": MEASUREMENT.key, "subject_id": old.id,
        "label": label_of(measure, Period(measure.period_kind, line.start)), "before": before, "after": after,
    }  # fmt: skip


def _plain(entry: Entry, text: str) -> Json:
    reason = entry.reason.value if isinstance(entry.reason, MissingReason) else None
    return {
        "value": entry.value,
        "numerator": entry.numerator,
        "denominator": entry.denominator,
        "not_measured": entry.not_measured,
        "missing_reason": reason,
        "note": text,
    }


def _all(plan: WritePlan) -> Iterator[MeasurementLine | EventLine]:
    yield from plan.new
    yield from (overwrite.line for overwrite in plan.overwrites)
    yield from plan.events
