"""What was counted at the bedside, read from the sums by the hour: today's, a period's, and how it spreads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import DateTime, bindparam, select, type_coerce

from tracker.access.people import OSLO
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.access.team_code import CodeAccess
from tracker.analysis import Period, PeriodKind
from tracker.analysis.small_numbers import is_small
from tracker.models.base import db
from tracker.models.measures import CatalogueMeasure, Measure, ValueKind
from tracker.models.tally import TallyEvent, TallyHour
from tracker.services.tally.counts import Sum, day_of, hours_of

SPLIT_WEEKS = 8
SPLIT_LEAST = 30
"""Counts there must be before they are split: fewer, over seven days and a day's hours, are mostly chance."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question at the bedside. `key`: the library's key of its measure, empty where it is the team's own."""

    measure_id: int
    name: str
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Day:
    """What one day has of one question. `marks`: an answer each, in order of hours; within an hour, yes comes first."""

    sum: Sum
    marks: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class SplitPart:
    """One weekday (1, a Monday, to 7) or one hour of the day (0 to 23), where people live. `share`: 0 to 1."""

    number: int
    sum: Sum

    @property
    def share(self) -> float | None:
        """How many said yes, of all; None where they are so few that one person's afternoon would be a percentage."""
        return None if is_small(self.sum.total) else self.sum.yes / self.sum.total


@dataclass(frozen=True, slots=True)
class CountSplit:
    """How a measure's counts spread, from a day to a day, both included."""

    first: date
    last: date
    sum: Sum
    weekdays: tuple[SplitPart, ...]
    hours: tuple[SplitPart, ...]


def questions_of(access: CodeAccess | TeamAccess) -> list[Question]:
    """List what is asked at the bedside, in the order of the team's measures."""
    query = select(Measure.id, Measure.name, Measure.tally_question, CatalogueMeasure.key).where(
        Measure.team_id == access.team.id,
        Measure.archived_at.is_(None),
        Measure.value_kind == ValueKind.PROPORTION,
        Measure.tally_question != "",
    )
    query = query.outerjoin(CatalogueMeasure, CatalogueMeasure.id == Measure.catalogue_id)
    rows = db.session.execute(query.order_by(Measure.position, Measure.id))
    return [Question(measure_id, name, text, key or "") for measure_id, name, text, key in rows]


def day_so_far(access: CodeAccess, measure_ids: Collection[int]) -> dict[int, Day]:
    """Return what today has of each measure; the caller has them from `questions_of`, so they are the team's."""
    by_measure = _hours(measure_ids, access.today, access.today)
    return {measure_id: _day(by_measure.get(measure_id, ())) for measure_id in measure_ids}


def find_count(access: CodeAccess, count_id: UUID) -> TallyEvent | None:
    """Return one of the team's counts that was not undone."""
    query = select(TallyEvent).where(TallyEvent.team_id == access.team.id, TallyEvent.id == count_id)
    return db.session.scalar(query.where(~TallyEvent.undone))


def tallied(access: TeamAccess, measures: Sequence[Measure], *, first: date, last: date) -> dict[tuple[int, date], Sum]:
    """Return what was counted of measures in the periods that begin between two days: by measure id and first day.

    A period that somebody wrote another number for keeps its counts: this is where they can be seen.
    """
    access.require(Permission.READ)
    kinds = {measure.id: measure.period_kind for measure in measures if measure.team_id == access.team.id}
    end = max((Period.containing(kind, last).stop for kind in kinds.values()), default=last)
    sums: defaultdict[tuple[int, date], Sum] = defaultdict(Sum)
    for measure_id, rows in _hours(kinds, first, end).items():
        for hour, amount in rows:
            start = Period.containing(kinds[measure_id], day_of(hour)).start
            if first <= start <= last:
                sums[measure_id, start] += amount
    return {where: amount for where, amount in sums.items() if amount.total}


def split_of(access: TeamAccess, measure: Measure) -> CountSplit | None:
    """Spread a measure's counts of the latest weeks over weekdays and hours; None where there are too few."""
    access.require(Permission.READ)
    if measure.team_id != access.team.id or measure.value_kind is not ValueKind.PROPORTION:
        return None
    first = access.today - timedelta(days=7 * SPLIT_WEEKS - 1)
    rows = db.session.execute(_BARE_HOURS, _between([measure.id], first, access.today)).all()
    amounts = [(yes, total) for _, yes, total in rows]
    whole = Sum(sum(yes for yes, _ in amounts), sum(total for _, total in amounts))
    if whole.total < SPLIT_LEAST:
        return None
    weekdays, hours = zip(*(_weekday_and_hour(hour) for hour, _, _ in rows), strict=True)
    return CountSplit(
        first,
        access.today,
        whole,
        _parts(weekdays, amounts, range(1, 8)),
        _parts(hours, amounts, range(min(hours), max(hours) + 1)),
    )


def _parts(numbers: Sequence[int], amounts: Sequence[tuple[int, int]], shown: range) -> tuple[SplitPart, ...]:
    """Add the amounts (yes, all) up by their weekday or hour, one number an amount."""
    yes = np.bincount(numbers, [part for part, _ in amounts], minlength=shown.stop).tolist()
    total = np.bincount(numbers, [whole for _, whole in amounts], minlength=shown.stop).tolist()
    return tuple(SplitPart(each, Sum(int(yes[each]), int(total[each]))) for each in shown)


def _day(rows: Iterable[tuple[datetime, Sum]]) -> Day:
    marks: list[bool] = []
    whole = Sum()
    for _, amount in rows:
        marks += [True] * amount.yes + [False] * (amount.total - amount.yes)
        whole += amount
    return Day(whole, tuple(marks))


def _hours(measure_ids: Iterable[int], first: date, last: date) -> Mapping[int, list[tuple[datetime, Sum]]]:
    """Read the sums by the hour from a day to a day, both included, in one query."""
    found: defaultdict[int, list[tuple[datetime, Sum]]] = defaultdict(list)
    for measure_id, hour, yes, total in db.session.execute(_HOURS, _between(measure_ids, first, last)):
        found[measure_id].append((hour, Sum(yes, total)))
    return found


def _between(measure_ids: Iterable[int], first: date, last: date) -> dict[str, Any]:
    """Return what is asked for: the hours of these measures from a day to a day, both included."""
    begin, _ = hours_of(Period(PeriodKind.DAY, first))
    _, end = hours_of(Period(PeriodKind.DAY, last))
    return {"ids": list(measure_ids), "begin": begin, "end": end}


@lru_cache(maxsize=16_384)
def _weekday_and_hour(hour: datetime) -> tuple[int, int]:
    """Return the weekday (1, a Monday, to 7) and the hour where people live, of an hour as stored, in UTC.

    Kept, since all teams count in the same hours.
    """
    local = hour.replace(tzinfo=UTC).astimezone(OSLO)
    return local.isoweekday(), local.hour


# Built once: most of what a small question costs is putting its words together.
_HOURS = (
    select(TallyHour.measure_id, TallyHour.hour, TallyHour.yes, TallyHour.total)
    .where(
        TallyHour.measure_id.in_(bindparam("ids", expanding=True)),
        TallyHour.hour >= bindparam("begin"),
        TallyHour.hour < bindparam("end"),
    )
    .order_by(TallyHour.measure_id, TallyHour.hour)
)
_BARE_HOURS = select(type_coerce(TallyHour.hour, DateTime), TallyHour.yes, TallyHour.total).where(
    TallyHour.measure_id.in_(bindparam("ids", expanding=True)),
    TallyHour.hour >= bindparam("begin"),
    TallyHour.hour < bindparam("end"),
    TallyHour.total > 0,
)
