"""What a plan's chart could look like: invented numbers that suit the plan, always the same for the same plan.

They run level where the work begins, and then go to what is aimed at. The picture is read and drawn as any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, repeat

from markupsafe import Markup

from tracker.analysis import ChartKind, Direction, Period, Series, read
from tracker.charts.draw.sparkline import sparkline
from tracker.charts.plot import Plot
from tracker.models.measures import HowRecorded, ValueKind
from tracker.services.measures.plan import LEAST_BASELINE, Plan, check
from tracker.services.measures.values import least, most, to_typed
from tracker.services.refusal import Refused
from tracker.text.locale import Locale

_BEFORE = (0.15, -0.3, 0.2, 0.05, -0.15, 0.5, -0.1, 0.25, -0.35, 0.1, -0.05, -0.2)
_AFTER = (0.55, 0.7, 0.9, 0.75, 1.1, 0.95, 1.2, 1.05, 1.15)
"""Invented: 0 is where the work began, 1 is where it is to end."""

_STEADY = (0.1, -0.6, 0.5, -0.2, 0.7, -0.4, 0.3, -0.7, 0.6, 0.2, -0.5, 0.4, -0.3, 0.65, -0.1, 0.45, -0.65, 0.25, -0.35)
"""Invented: where no way is better, round the middle, with -1 and 1 as the ends of what is aimed at."""

_STEPS = 5  # fewer whole numbers than this between the ends would draw a staircase
_FIRST = date(2001, 1, 1)  # no day is shown


@dataclass(frozen=True, slots=True)
class _Usual:
    """Where a kind of value could lie, low and high, as it is typed; `whole` where it is counted one by one."""

    low: float
    high: float
    whole: bool = False


_USUAL: Mapping[ValueKind, _Usual] = {
    ValueKind.PROPORTION: _Usual(40, 80),
    ValueKind.RATE: _Usual(4, 8),
    ValueKind.COUNT: _Usual(6, 14, whole=True),
    ValueKind.CONTINUOUS: _Usual(10, 20),
    ValueKind.DAYS_BETWEEN: _Usual(8, 24, whole=True),
    ValueKind.OPPORTUNITIES_BETWEEN: _Usual(20, 60, whole=True),
}


def plan_sample(plan: Plan, locale: Locale) -> Markup:
    """Draw what the chart of a plan could look like, of a form that is not finished as well."""
    plan = _sound(plan)
    low, high = (None if end is None else to_typed(plan, end) for end in (plan.low, plan.high))
    target = None if plan.target is None else to_typed(plan, plan.target)
    values = _values(plan, target, low, high)
    freeze = plan.baseline_points
    series = Series(ChartKind.RUN, values, freeze=freeze, target=target, direction=plan.direction)
    reading = read(series)
    share = plan.value_kind is ValueKind.PROPORTION
    first = Period.containing(plan.period_kind, _FIRST)
    plot = Plot.of(
        reading,
        title="",
        periods=tuple(accumulate(repeat(first, len(values)), lambda period, _same: period.next)),
        unit="" if share else plan.unit,
        is_share=share,
        decimals=None if share and not plan.decimals else plan.decimals,
        target_low=low,
        target_high=high,
        by_events=plan.value_kind.is_between_events,
    )
    return sparkline(reading, plot, locale, name=locale.gettext("Oppdiktet eksempel"))


def _sound(plan: Plan) -> Plan:
    """Return the plan as far as it can be drawn: a goal that would be refused is left out."""
    baseline, decimals = plan.baseline_points, plan.decimals
    plan = replace(
        plan,
        denominator=plan.denominator or "-",
        how_recorded=HowRecorded.TYPED,
        deadline=None,
        baseline_points=None if baseline is None or baseline < LEAST_BASELINE else baseline,
        decimals=min(max(decimals, 0), 4),
    )
    try:
        check(plan)
    except Refused:
        return replace(plan, target=None, low=None, high=None)
    return plan


def _values(plan: Plan, target: float | None, low: float | None, high: float | None) -> list[float]:
    usual = _USUAL[plan.value_kind]
    floor, ceiling = least(plan), most(plan)
    if plan.direction is Direction.NEITHER:
        ends = (low, high) if low is not None and high is not None else _round_about(usual, target)
        middle, reach = (ends[0] + ends[1]) / 2, (ends[1] - ends[0]) / 2
        raw = [middle + reach * part for part in _STEADY]
    else:
        begin, end = _way(plan, usual, target, low, high)
        raw = [begin + (end - begin) * part for part in (*_BEFORE, *_AFTER)]
    if floor is not None:
        raw = [max(value, floor) for value in raw]
    if ceiling is not None:
        raw = [min(value, ceiling) for value in raw]
    steps = usual.whole and max(raw) - min(raw) >= _STEPS
    return [float(round(value)) for value in raw] if steps else raw


def _round_about(usual: _Usual, target: float | None) -> tuple[float, float]:
    """Return the ends of ordinary variation round a target, or where such values lie."""
    if target is None:
        return usual.low, usual.high
    reach = abs(target) / 5 or usual.low / 5
    return target - reach, target + reach


def _way(plan: Plan, usual: _Usual, target: float | None, low: float | None, high: float | None) -> tuple[float, float]:
    """Return where the work began, and where it is to end: at the target, or in the middle of the range."""
    up = plan.direction is Direction.HIGHER
    edge = target if target is not None else low if up else high
    if edge is None:
        return (usual.low, usual.high) if up else (usual.high, usual.low)
    end = edge if low is None or high is None else (low + high) / 2
    way = abs(edge) or usual.high - usual.low
    if up:
        return edge - way / 2, end
    room = most(plan)
    return edge + (way if room is None else min(way, 0.7 * (room - edge))), end
