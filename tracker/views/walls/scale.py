"""The scales that the charts of a section share, and how the section's head says them once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from math import isfinite

from tracker.analysis import Direction, Period, PeriodKind
from tracker.charts.draw.axes import value_axis
from tracker.charts.draw.sparkline import WALL, WallFrame
from tracker.charts.words.nouns import stretch
from tracker.models.measures import ValueKind
from tracker.services.measurements.history import due_period
from tracker.services.measures.values import is_share
from tracker.text.locale import Locale
from tracker.text.numbers import NumberStyle
from tracker.views.measures.reading import unit_of
from tracker.views.walls.charts import WallChart
from tracker.views.walls.question import WallSpan

_PERIODS: Mapping[WallSpan, Mapping[PeriodKind, int]] = {
    WallSpan.RECENT: {
        PeriodKind.DAY: 56,
        PeriodKind.WEEK: 33,
        PeriodKind.FORTNIGHT: 26,
        PeriodKind.MONTH: 24,
        PeriodKind.TERTIAL: 9,
        PeriodKind.QUARTER: 12,
        PeriodKind.YEAR: 10,
    },
    WallSpan.YEAR: {
        PeriodKind.DAY: 365,
        PeriodKind.WEEK: 52,
        PeriodKind.FORTNIGHT: 26,
        PeriodKind.MONTH: 12,
        PeriodKind.TERTIAL: 3,
        PeriodKind.QUARTER: 4,
        PeriodKind.YEAR: 2,
    },
}
"""How many periods of each kind a wall shows. Two years of months is recent: half a year of them is no chart."""
_MONTHS_BETWEEN = {WallSpan.RECENT: 24, WallSpan.YEAR: 12}
"""The same of what is counted between events, which has no periods."""


def frame_of(charts: Sequence[WallChart], span: WallSpan, today: date) -> WallFrame:
    """Return the time and the values that these charts share; of one kind of period, or of the one most have."""
    first, last = _time(charts, span, today)
    low, high = _values(charts)
    return WallFrame(first, last, low, high)


def scale_in_words(
    charts: Sequence[WallChart], frame: WallFrame, style: NumberStyle, locale: Locale, *, unit: str
) -> str:
    """Say the scale of a section once: unit, values, time, goal, and which way is better where that is down."""
    said = [unit] if unit else []
    said += [locale.level_range(frame.low, frame.high, style), _time_in_words(frame, locale)]
    goals = sorted({goal for each in charts for goal in each.judged.goals})
    if goals:
        told = locale.level_range(goals[0], goals[-1], style) if len(goals) > 1 else locale.level(goals[0], style)
        said.append(locale.gettext("mål %(value)s", value=told))
    if charts and all(each.measure.direction is Direction.LOWER for each in charts):
        said.append(locale.gettext("lavere er bedre"))
    return ", ".join(said)


def unit_in_words(charts: Sequence[WallChart]) -> str:
    """Return the unit these charts share; a share has none."""
    units = {unit_of(each.measure) for each in charts} - {""}
    return units.pop() if len(units) == 1 else ""


def _time(charts: Sequence[WallChart], span: WallSpan, today: date) -> tuple[Period, Period]:
    told = [each.judged.history for each in charts]
    kinds = Counter((each.measure.period_kind, each.measure.value_kind.is_between_events) for each in told)
    kind, is_between = kinds.most_common(1)[0][0] if kinds else (PeriodKind.WEEK, False)
    last = Period.containing(PeriodKind.DAY, today) if is_between else due_period(kind, today)
    drawn = [history.periods for history in told if history.periods]
    last = max([last, *(periods[-1] for periods in drawn)], key=lambda period: period.stop)
    if span is WallSpan.ALL:
        return min((periods[0] for periods in drawn), key=lambda period: period.start, default=last), last
    if is_between:
        month = _back(Period.containing(PeriodKind.MONTH, today), _MONTHS_BETWEEN[span])
        return Period.containing(PeriodKind.DAY, month.start), last
    return _back(due_period(kind, today), _PERIODS[span][kind]), last


def _back(period: Period, count: int) -> Period:
    """Return the first of so many periods that end with this one."""
    for _step in range(count - 1):
        period = period.previous
    return period


def _values(charts: Sequence[WallChart]) -> tuple[float, float]:
    """Return from where to where the values go: of the whole series, so that it stays when the time is changed."""
    if all(is_share(each.measure) for each in charts):
        return 0.0, 100.0
    levels: list[float] = []
    for each in charts:
        judged = each.judged
        levels += judged.reading.values.tolist()
        levels += judged.goals
        levels += [phase.centre for phase in judged.reading.phases if isfinite(phase.centre)]
    whole = all(each.measure.value_kind is ValueKind.COUNT for each in charts)
    axis = value_axis(levels, top=0, bottom=WALL.height, whole=whole)
    return axis.low, axis.high


def _time_in_words(frame: WallFrame, locale: Locale) -> str:
    first, last = frame.first, frame.last
    if first.kind is PeriodKind.WEEK and last.kind is PeriodKind.WEEK and first.year == last.year:
        return locale.gettext("uke %(first)s–%(last)s", first=first.number, last=last.number)
    return stretch(first, last, locale)
