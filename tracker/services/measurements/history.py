"""What a measure's chart is made of: its rows become one `History`, here and nowhere else.

Whatever the number of measures and points, the same few queries are asked: of a page's one chart, of a team's, of a
whole network's. A history has one entry a period from the first recorded one to the last: what was not recorded is
None, never zero. For measures between events it has one entry an interval, at the day of the event that ended it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from itertools import compress, pairwise
from operator import not_
from operator import or_ as or_of
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row

from tracker.analysis import ChartKind, Series
from tracker.analysis.periods import Period, PeriodKind, periods_between
from tracker.models.base import db
from tracker.models.measurements import MissingReason, Phase, Source
from tracker.models.measures import Measure, MeasureTarget, ValueKind
from tracker.services.measurements.history_rows import (
    EVENTS,
    IS_MISSING,
    NUMBERS,
    PHASES,
    SPECIAL_ROWS,
    START,
    WHOLE_ROWS,
    WORDS,
    BareRow,
    bare_rows,
    day_of,
    grouped_rows,
)
from tracker.services.measurements.soundness import all_drawable, is_drawable, tell_unreadable
from tracker.services.measures.values import factor, to_typed


class Note(NamedTuple):
    """What there is to say of one point: why it is missing or left out, and by whom it was recorded."""

    text: str
    missing_reason: MissingReason | None
    excluded_reason: str
    source: Source
    recorded_by_id: int | None
    """None where it was counted at the bedside: nobody knows by whom."""
    recorded_at: datetime


class Finished(NamedTuple):
    """Who said that all of the period that runs is in, and when: its point is judged before it is over."""

    position: int
    by_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class History:
    """The rows of one measure in time order; every tuple has one entry a period."""

    measure: Measure
    periods: tuple[Period, ...]
    numerators: tuple[float | None, ...]
    """The values themselves where the measure has no denominator."""
    denominators: tuple[float | None, ...] | None
    not_measured: frozenset[int] = frozenset()
    """Positions where someone said that nothing was measured; other gaps are only gaps."""
    excluded: frozenset[int] = frozenset()
    phases: tuple[Phase, ...] = ()
    """The phases after the first that have begun, in order."""
    phase_starts: tuple[int, ...] = ()
    decided: tuple[Phase, ...] = ()
    """Every phase that was decided, in order; one may stand where there is nothing to part."""
    notes: Mapping[int, Note] = field(default_factory=dict)
    running: frozenset[int] = frozenset()
    """The position of the period that is not over, however its number came in: shown, and judged when over."""
    tallied: bool = False
    """Whether the period that runs is being counted at the bedside."""
    finished: Finished | None = None
    """Where somebody said that the period that runs is done."""
    year: int | None = None
    """The year of the period that runs today: it goes unsaid in the names of weeks."""
    misses_last: bool = False
    """Whether the last finished period has nothing, neither a number nor a word that it was not measured."""
    silent_periods: int = 0
    """Finished periods since the last that was recorded, or said not to be measured: a holiday is no silence."""
    unreadable: frozenset[int] = frozenset()
    """Positions of rows that hold what no chart can be drawn of: they count as gaps."""


def histories(measures: Sequence[Measure], *, today: date, words: bool = True) -> list[History]:
    """Read the rows of many measures in two to four queries; the order is that of `measures`.

    Without `words`, notes are read only of points that were not measured or are left out, and who finished a period
    only of those that run: a whole network's table says nothing of the others, and they are most of its time.
    """
    ids = [measure.id for measure in measures]
    rows: Mapping[int, Sequence[BareRow]]
    if words:
        rows = said = grouped_rows(WHOLE_ROWS, ids)
    else:
        since = _running_since(measures, today)
        rows, marked = bare_rows(ids, since)
        said = grouped_rows(SPECIAL_ROWS, marked, since=since)
    phases: dict[int, list[Phase]] = defaultdict(list)
    for phase in db.session.scalars(PHASES, {"ids": ids}):
        phases[phase.measure_id].append(phase)
    between = [measure.id for measure in measures if measure.value_kind.is_between_events]
    events = grouped_rows(EVENTS, between) if between else {}
    return [
        _between(measure, events.get(measure.id, []), phases[measure.id])
        if measure.value_kind.is_between_events
        else _by_period(
            measure,
            rows.get(measure.id, []),
            said.get(measure.id, []),
            phases[measure.id],
            today,
            words=words,
        )
        for measure in measures
    ]


def series_of(history: History) -> Series:
    """Return what the engine reads. Shares become percent, rates events per their exposure."""
    measure = history.measure
    aim = target_of(measure)
    freeze = (measure.baseline_points, *(phase.baseline_points or measure.baseline_points for phase in history.phases))
    return Series(
        _drawable(measure.chart_kind, history),
        _column(history.numerators),
        None if history.denominators is None else _column(history.denominators),
        phase_starts=history.phase_starts,
        freeze=freeze if any(freeze) else None,
        excluded=history.excluded | history.running,
        multiplier=factor(measure),
        target=None if aim is None or aim.value is None else to_typed(measure, aim.value),
        direction=measure.direction,
    )


def _column(numbers: Sequence[float | None]) -> NDArray[np.float64]:
    """Return numbers as the engine takes them in soonest."""
    return np.array(numbers, dtype=np.float64)


def _drawable(kind: ChartKind, history: History) -> ChartKind:
    """Return the chart the numbers can be drawn on: with two events on one day, time between them has no T chart."""
    return ChartKind.RUN if kind is ChartKind.T and 0 in history.numerators else kind


def target_of(measure: Measure) -> MeasureTarget | None:
    """Return the target that holds now: the last one set."""
    return measure.targets[-1] if measure.targets else None


def next_to_record(told: Sequence[History], *, today: date) -> Period | None:
    """Find what there is to record: the last finished period where a measure lacks it, else the running one.

    None where nothing is recorded by period. Where measures have several kinds of period, the first measure's counts.
    """
    by_period = [history for history in told if not history.measure.value_kind.is_between_events]
    if not by_period:
        return None
    kind = by_period[0].measure.period_kind
    due = due_period(kind, today)
    same_kind = [history for history in by_period if history.measure.period_kind is kind]
    lacking = any(history.misses_last or not history.periods for history in same_kind)
    return due if lacking else due.next


def lacking(told: Sequence[History], *, today: date) -> Mapping[Period, Sequence[Measure]]:
    """Return the finished periods that have nothing, with the measures that lack them and have begun before.

    Only the last finished period of each kind: what was forgotten before that is a gap on the chart.
    """
    found: defaultdict[Period, list[Measure]] = defaultdict(list)
    for history in told:
        if history.misses_last:
            found[due_period(history.measure.period_kind, today)].append(history.measure)
    return dict(sorted(found.items(), key=lambda each: each[0].stop))


def due_period(kind: PeriodKind, today: date) -> Period:
    """Return the last period that is over: the newest one that can be fully counted."""
    return Period.containing(kind, today).previous


def _running_since(measures: Sequence[Measure], today: date) -> date:
    """Return the day since which a period of any of these measures has run."""
    return min((due_period(kind, today).next.start for kind in {each.period_kind for each in measures}), default=today)


def _by_period(
    measure: Measure,
    rows: Sequence[BareRow],
    said: Sequence[Row[Any]],
    phases: Sequence[Phase],
    today: date,
    *,
    words: bool,
) -> History:
    kind = measure.period_kind
    year = Period.containing(kind, today).year
    if not rows:
        no_parts = () if measure.value_kind.has_denominator else None
        return History(measure, (), (), no_parts, decided=tuple(phases), year=year)
    first, last_start = (Period.containing(kind, day_of(row[START])).start for row in (rows[0], rows[-1]))
    periods, index = _calendar(kind, first, last_start)
    has_parts = measure.value_kind.has_denominator
    numerators: list[float | None] = [None] * len(periods)
    denominators: list[float | None] = [None] * len(periods)
    not_measured, excluded, unreadable = set(), set(), set()
    sound, others = _parted(measure, rows, index)
    if len(sound) == len(periods):  # a number in every period
        _places, (*numerators,), (*denominators,) = zip(*sound, strict=True)
    else:
        for place, numerator, denominator in sound:
            numerators[place], denominators[place] = numerator, denominator
    for row in others:
        _, start, value, numerator, denominator, is_missing, is_excluded = row[: len(NUMBERS)]
        at = index.get(start)
        if at is None or not (is_missing or is_drawable(measure.value_kind, value, numerator, denominator)):
            unreadable.add(index[Period.containing(kind, day_of(start)).start])
            tell_unreadable(measure, day_of(start))
            continue
        numerators[at] = numerator if has_parts else value
        denominators[at] = denominator
        if is_missing:
            not_measured.add(at)
        if is_excluded:
            excluded.add(at)
    notes = {
        at: Note(*row[-len(WORDS) :])
        for row in said
        if (at := index.get(row.period_start)) is not None and (words or at in not_measured or at in excluded)
    }
    begun = _begun(phases, [period.start for period in periods])
    due, last = due_period(kind, today), len(periods) - 1
    is_early = periods[last] > due and not rows[-1][IS_MISSING]
    newest = said[-1] if said and said[-1].period_start == day_of(rows[-1][START]) else None
    is_done = is_early and newest is not None and newest.finished_at is not None
    finished = Finished(last, newest.finished_by_id, newest.finished_at) if newest and is_done else None
    before = index.get(due.start)
    misses_last = (
        (periods[last] < due) if before is None else (numerators[before] is None and before not in not_measured)
    )
    return History(
        measure,
        periods,
        tuple(numerators),
        tuple(denominators) if has_parts else None,
        frozenset(not_measured),
        frozenset(excluded),
        tuple(phase for phase, _ in begun),
        tuple(start for _, start in begun),
        tuple(phases),
        notes,
        running=frozenset({last} if is_early and finished is None else ()),
        tallied=newest is not None and newest.is_counted,
        finished=finished,
        year=year,
        misses_last=misses_last,
        silent_periods=max(0, periods[last].steps_to(due)),
        unreadable=frozenset(unreadable),
    )


def _parted(
    measure: Measure, rows: Sequence[BareRow], index: Mapping[date | str, int]
) -> tuple[Sequence[tuple[int, float, float | None]], Sequence[BareRow]]:
    """Return place, numerator and denominator of the rows that a glance shows to be sound, and those to look at.

    Nearly every row is sound, and looking at each takes three times as long. Where one is not, all are looked at.
    """
    _, starts, values, tops, bottoms, missing, excluded, *_words = zip(*rows, strict=True)
    numbers = tops if measure.value_kind.has_denominator else values
    marked: Sequence[BareRow] = ()
    if True in missing or True in excluded:
        is_marked = list(map(or_of, missing, excluded))
        marked = list(compress(rows, is_marked))
        is_plain = list(map(not_, is_marked))
        starts, numbers, bottoms = (tuple(compress(each, is_plain)) for each in (starts, numbers, bottoms))
    places = list(map(index.get, starts))
    if None in places or not numbers or not all_drawable(measure.value_kind, numbers, bottoms):
        return (), rows
    return list(zip(cast("list[int]", places), numbers, bottoms, strict=True)), marked


def without_numbers(history: History) -> History:
    """Return the history of a measure that cannot be drawn at all: as if nothing were recorded."""
    return History(history.measure, (), (), None if history.denominators is None else ())


def _between(measure: Measure, rows: Sequence[Row[Any]], phases: Sequence[Phase]) -> History:
    """Make one entry of each interval between two events: its days, or the opportunities in it."""
    in_days = measure.value_kind is ValueKind.DAYS_BETWEEN
    values = tuple(
        float((later.happened_on - earlier.happened_on).days) if in_days else later.opportunities
        for earlier, later in pairwise(rows)
    )
    days = [row.happened_on for row in rows[1:]]
    begun = _begun(phases, days)
    return History(
        measure,
        tuple(Period(PeriodKind.DAY, day) for day in days),
        values,
        None,
        phases=tuple(phase for phase, _ in begun),
        phase_starts=tuple(start for _, start in begun),
        decided=tuple(phases),
    )


def _begun(phases: Iterable[Phase], days: Sequence[date]) -> list[tuple[Phase, int]]:
    """Pair the phases that have begun with their first position; before the first point there is nothing to part."""
    found: dict[int, Phase] = {}
    for phase in phases:
        place = next((place for place, day in enumerate(days) if day >= phase.starts_on), 0)
        if place:
            found[place] = phase
    return [(phase, place) for place, phase in sorted(found.items())]


@lru_cache(maxsize=512)
def _calendar(kind: PeriodKind, first: date, last: date) -> tuple[tuple[Period, ...], Mapping[date | str, int]]:
    """List the periods from one to another, and where each begins, as day and as text; many teams share the same."""
    periods = periods_between(Period(kind, first), Period(kind, last))
    places: dict[date | str, int] = {period.start: place for place, period in enumerate(periods)}
    places.update({period.start.isoformat(): place for place, period in enumerate(periods)})
    return periods, places
