"""Counts from the bedside: taken in as they come, each once, and summed in the same transaction.

A phone sends what it has in batches, and sends a batch again until it is answered. So nothing here depends on order
or on how often: a count is known by the id the phone drew for it; an undo is the same count said to be undone, and it
holds whether it comes after its count, with it, or before.

Three tables change together or not at all: the count itself, the sums of its hour, and the measurement of its period.
Sums are read and written under a lock on the measure, so two phones at once add up on PostgreSQL as on SQLite.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from tracker.access.people import OSLO
from tracker.access.team_code import CodeAccess
from tracker.analysis import Period, PeriodKind
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.measurements import Measurement, Source
from tracker.models.measures import Measure, ValueKind
from tracker.models.tally import TallyEvent, TallyHour
from tracker.models.teams import Team
from tracker.services.audit.log import note_of_nobody
from tracker.services.measurements.audit_words import MEASUREMENT
from tracker.services.measurements.record import first_version, label_of

MOST_IN_A_BATCH = 500
MOST_IN_AN_HOUR = 10_000
"""Of one measure. A ward counts some tens; whoever floods a team through its code is stopped here."""
OLDEST = timedelta(days=90)
"""How long a phone may have been without network. What is older is refused and told: never today's."""

_EVENTS = cast(Table, TallyEvent.__table__)
_HOURS = cast(Table, TallyHour.__table__)
_MEASUREMENTS = cast(Table, Measurement.__table__)


@dataclass(frozen=True, slots=True)
class Count:
    """One count on its way in. `age`: how long ago it was made, by the phone's own clock; None: it does not say."""

    id: UUID
    measure_id: int
    answer: bool
    age: timedelta | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a batch: the ids that are safe here, and those that never will be.

    `refused` are answers to no question of the team's; `old` were counted longer ago than `OLDEST`.
    """

    kept: frozenset[UUID]
    refused: frozenset[UUID]
    old: frozenset[UUID] = frozenset()


class TooManyCountsError(RuntimeError):
    """More than anyone counts. Nothing of the batch was taken in."""


@dataclass(frozen=True, slots=True)
class Sum:
    """How many said yes, of how many."""

    yes: int = 0
    total: int = 0

    def __add__(self, other: Sum) -> Sum:
        """Add both parts."""
        return Sum(self.yes + other.yes, self.total + other.total)


_Place = tuple[int, datetime]
"""A measure's id and an hour."""


def take_in(access: CodeAccess, counts: Sequence[Count]) -> Taken:
    """Take a batch in, whatever of it came before.

    Raises:
        TooManyCountsError: the batch, or the sum of an hour, is beyond what anyone counts.
    """
    if len(counts) > MOST_IN_A_BATCH:
        raise TooManyCountsError
    batch = _merged(counts)
    kinds = _lock(access, {count.measure_id for count in batch.values()})
    known = {key: count for key, count in batch.items() if count.measure_id in kinds}
    old = _too_old(access, known)
    known = {key: count for key, count in known.items() if key not in old}
    if known:
        changes = _store(access, known, set(kinds))
        _sum_up(access, kinds, {place: by for place, by in changes.items() if by != Sum()})
    return Taken(frozenset(known), frozenset(batch.keys() - known.keys() - old), old)


def hour_of(age: timedelta | None, *, now: datetime) -> datetime:
    """Return the full hour something was counted in; now's where the phone does not say, or says it is to come."""
    at = now if age is None or age < timedelta(0) else now - age
    return at.replace(minute=0, second=0, microsecond=0)


def hours_of(period: Period) -> tuple[datetime, datetime]:
    """Give the moments a period begins and ends where people live: the first in it, the first after it."""
    return _midnight(period.start), _midnight(period.stop + timedelta(days=1))


def day_of(hour: datetime) -> date:
    """Give the day an hour belongs to, where people live. Their zone is whole hours from UTC: it is one day only."""
    return hour.astimezone(OSLO).date()


def _too_old(access: CodeAccess, counts: Mapping[UUID, Count]) -> frozenset[UUID]:
    """Return what was counted too long ago to be taken in; what came in time and is sent again is not among it."""
    old = {key for key, count in counts.items() if count.age is not None and count.age > OLDEST and not count.undone}
    if not old:
        return frozenset()
    here = select(_EVENTS.c.id).where(_EVENTS.c.team_id == access.team.id, _EVENTS.c.id.in_(old))
    return frozenset(old - set(db.session.scalars(here)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), OSLO)


def _merged(counts: Iterable[Count]) -> dict[UUID, Count]:
    """Return each count once; undone, if it is said to be undone anywhere."""
    batch: dict[UUID, Count] = {}
    for count in counts:
        earlier = batch.get(count.id)
        if earlier is None or (count.undone and not earlier.undone):
            batch[count.id] = count
    return batch


def _lock(access: CodeAccess, ids: set[int]) -> dict[int, PeriodKind]:
    """Hold the team's measures that can be tallied until the batch is stored; return how each is summed.

    The team first, then its measures in order, as other deeds do: so nobody waits in a circle.
    """
    if not ids:
        return {}
    if db.engine.dialect.name == "postgresql":  # SQLite has one lock for all, which is ours already
        held = select(Team.id).where(Team.id == access.team.id)
        db.session.execute(held.with_for_update(read=True, key_share=True))
    query = select(Measure.id, Measure.period_kind).where(
        Measure.team_id == access.team.id, Measure.id.in_(ids), Measure.value_kind == ValueKind.PROPORTION
    )
    rows = db.session.execute(query.order_by(Measure.id).with_for_update(key_share=True))
    return dict(rows.all())


def _store(access: CodeAccess, batch: Mapping[UUID, Count], measures: set[int]) -> dict[_Place, Sum]:
    """Write down the counts that are new and undo those that are not yet undone; return what that adds to each hour."""
    rows = [
        {
            "team_id": access.team.id,
            "id": count.id,
            "measure_id": count.measure_id,
            "hour": hour_of(count.age, now=access.now),
            "answer": count.answer,
            "undone": count.undone,
        }
        for count in batch.values()
    ]
    new = set(db.session.scalars(_statements(db.engine.dialect.name).add_events, rows))
    changes: defaultdict[_Place, Sum] = defaultdict(Sum)
    for count in batch.values():
        if count.id in new and not count.undone:
            changes[count.measure_id, hour_of(count.age, now=access.now)] += Sum(int(count.answer), 1)
    if undone := [count.id for count in batch.values() if count.undone and count.id not in new]:
        undoing = (
            update(_EVENTS)
            .where(_EVENTS.c.team_id == access.team.id, _EVENTS.c.id.in_(undone), ~_EVENTS.c.undone)
            .where(_EVENTS.c.measure_id.in_(measures))
            .values(undone=True)
            .returning(_EVENTS.c.measure_id, _EVENTS.c.hour, _EVENTS.c.answer)
        )
        for measure_id, hour, answer in db.session.execute(undoing):
            changes[measure_id, hour] += Sum(-int(answer), -1)
    return changes


def _sum_up(access: CodeAccess, kinds: Mapping[int, PeriodKind], changes: Mapping[_Place, Sum]) -> None:
    """Write the new sums of the hours that changed, and of the periods they lie in."""
    if not changes:
        return
    sums = _read_hours(changes)
    for place, by in changes.items():
        sums[place] = sums.get(place, Sum()) + by
        if sums[place].total > MOST_IN_AN_HOUR:
            raise TooManyCountsError
    db.session.execute(
        _statements(db.engine.dialect.name).write_hours,
        [
            {"measure_id": place[0], "hour": place[1], "yes": sums[place].yes, "total": sums[place].total}
            for place in sorted(changes)
        ],
    )
    periods = {(measure_id, Period.containing(kinds[measure_id], day_of(hour))) for measure_id, hour in changes}
    _fill(access, {where: _sum_of(*where) for where in periods})


def _read_hours(places: Iterable[_Place]) -> dict[_Place, Sum]:
    """Read what the hours that change have now."""
    by_measure: defaultdict[int, list[datetime]] = defaultdict(list)
    for measure_id, hour in places:
        by_measure[measure_id].append(hour)
    found: dict[_Place, Sum] = {}
    for measure_id, hours in by_measure.items():
        query = select(TallyHour.hour, TallyHour.yes, TallyHour.total)
        rows = db.session.execute(query.where(TallyHour.measure_id == measure_id, TallyHour.hour.in_(hours)))
        found |= {(measure_id, hour): Sum(yes, total) for hour, yes, total in rows}
    return found


def _sum_of(measure_id: int, period: Period) -> Sum:
    """Add up the hours of a period."""
    begin, end = hours_of(period)
    query = select(func.sum(TallyHour.yes), func.sum(TallyHour.total)).where(
        TallyHour.measure_id == measure_id, TallyHour.hour >= begin, TallyHour.hour < end
    )
    yes, total = db.session.execute(query).one()
    return Sum(yes or 0, total or 0)


def _fill(access: CodeAccess, sums: Mapping[tuple[int, Period], Sum]) -> None:
    """Let the periods say what was counted, but where a person has said otherwise.

    A period whose every count was undone says nothing again, unless somebody has decided to leave it out.
    """
    rows = [
        {
            "team_id": access.team.id,
            "measure_id": measure_id,
            "period_start": period.start,
            "numerator": float(amount.yes),
            "denominator": float(amount.total),
            "not_measured": False,
            "note": "",
            "source": Source.TALLY,
            "excluded_reason": "",
            "version": first_version(access.now),
            "recorded_at": access.now,
        }
        for (measure_id, period), amount in sums.items()
    ]
    rows.sort(key=lambda row: (row["measure_id"], row["period_start"]))
    db.session.execute(_statements(db.engine.dialect.name).fill, rows)
    for (measure_id, period), amount in sorted(sums.items(), key=lambda each: (each[0][0], each[0][1].start)):
        if not amount.total:
            _empty(access, measure_id, period)


def _empty(access: CodeAccess, measure_id: int, period: Period) -> None:
    """Take away a number of which every count was undone.

    Where the period is over, others may have seen it: then the trail says that it is gone.
    """
    nothing = delete(Measurement).where(
        Measurement.measure_id == measure_id,
        Measurement.period_start == period.start,
        Measurement.source == Source.TALLY,
        Measurement.denominator == 0,
        Measurement.excluded_at.is_(None),
    )
    row_id = db.session.scalar(nothing.returning(Measurement.id))
    if row_id is None or period.stop >= access.today:
        return
    measure = db.session.get_one(Measure, measure_id)
    was = {"measure_id": measure_id, "period_start": period.start.isoformat(), "source": Source.TALLY.value}
    note_of_nobody(
        Deed.REMOVED,
        MEASUREMENT,
        row_id,
        team_id=access.team.id,
        at=access.now,
        label=label_of(measure, period),
        before=was,
    )


@dataclass(frozen=True, slots=True)
class _Statements:
    """What is written: made once, since making them takes longer than running them."""

    add_events: Any
    write_hours: Any
    fill: Any


@cache
def _statements(dialect: str) -> _Statements:
    """Return the statements in the words of a database: both know what to do where a row is there already."""
    insert: Any = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}[dialect]
    hours, fill = insert(_HOURS), insert(_MEASUREMENTS)
    return _Statements(
        insert(_EVENTS).on_conflict_do_nothing().returning(_EVENTS.c.id),
        hours.on_conflict_do_update(
            index_elements=["measure_id", "hour"], set_={"yes": hours.excluded.yes, "total": hours.excluded.total}
        ),
        fill.on_conflict_do_update(
            index_elements=["measure_id", "period_start"],
            set_={
                "numerator": fill.excluded.numerator,
                "denominator": fill.excluded.denominator,
                "version": _MEASUREMENTS.c.version + 1,
                "recorded_at": fill.excluded.recorded_at,
            },
            where=_MEASUREMENTS.c.source == Source.TALLY,
        ),
    )
