"""A chart's numbers, for programs that draw it themselves: points, lines and flags of the page's own drawing.

What leaves is rounded to one decimal more than the page shows, so that a file holds no more than was meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from math import isfinite, isnan

from tracker.analysis import Mark, PeriodKind, PhaseReading
from tracker.charts.draw import svg
from tracker.charts.draw.axes import label_step, period_width, times
from tracker.charts.draw.canvas import Canvas
from tracker.charts.plot import FlagKind
from tracker.charts.shown import EXCLUDED, MISSING, Shown
from tracker.charts.words.nouns import named
from tracker.charts.words.signals import centre_label
from tracker.documents.report import ChartData, ChartFlag, ChartLine, EndLabel, LineKind, PointKind
from tracker.text.locale import Locale
from tracker.views.measures.reading import Drawn

_WHOLE = 100.0
_POINTS = {
    int(Mark.BETTER): PointKind.BETTER,
    int(Mark.WORSE): PointKind.WORSE,
    int(Mark.NEUTRAL): PointKind.NEUTRAL,
    EXCLUDED: PointKind.ASIDE,
}
_SHORT = frozenset({PeriodKind.MONTH})


def chart_data(drawn: Drawn) -> ChartData | None:
    """Return what a chart is drawn of; None where nothing is measured yet."""
    paper = svg.laid(drawn.reading, drawn.plot, drawn.locale, chart_id="native", size=svg.WIDE)
    view, locale = paper.view, drawn.locale
    if view.last is None:
        return None
    plot, share = view.plot, view.plot.is_share
    ticks, size = paper.value.ticks, _Size(plot.decimals or 0, is_share=share)
    return ChartData(
        name=locale.gettext("Andel") if share else locale.gettext("Verdi"),
        labels=[_label(view, at, locale) for at in range(len(view.values))],
        values=[None if view.marks[at] == MISSING else size.of(value) for at, value in enumerate(view.values)],
        points=[_POINTS.get(mark, PointKind.PLAIN) for mark in view.marks],
        lines=[line for line in _lines(view, size, locale) if any(value is not None for value in line.values)],
        flags=list(_flags(paper)),
        ends=list(_ends(view, size, locale)),
        low=size.of(paper.value.low) or 0.0,
        high=size.of(paper.value.high) or 0.0,
        step=(size.of(ticks[1] - ticks[0]) or 1.0) if len(ticks) > 1 else 1.0,
        shape=size.shape,
        named_every=_named_every(paper),
    )


def _named_every(paper: Canvas) -> int:
    plot = paper.view.plot
    kind = plot.periods[0].kind
    return max(1, len(plot.periods) // 8) if plot.by_events else label_step(kind, period_width(kind, paper.time))


class _Size:
    """How values are written in files: a share as a part of one, rounded to one decimal more than is shown."""

    def __init__(self, decimals: int, *, is_share: bool) -> None:
        self._by, self._places = (_WHOLE, decimals + 3) if is_share else (1.0, decimals + 1)
        digits = f"0.{'0' * decimals}" if decimals else "0"
        self.shape = f"{digits} %" if is_share else digits

    def of(self, value: float | None) -> float | None:
        """Return a value as files hold it; None where there is none."""
        return None if value is None or not isfinite(value) else round(value / self._by, self._places)


def number_shape(drawn: Iterable[Drawn]) -> str:
    """Return how the values of measures that are alike are written in files: with the most decimals of any of them."""
    plots = [each.plot for each in drawn]
    is_share = any(plot.is_share for plot in plots)
    return _Size(max((plot.decimals or 0 for plot in plots), default=0), is_share=is_share).shape


def sized(drawn: Drawn, value: float | None) -> float | None:
    """Return a value of a measure as files hold it."""
    return _Size(drawn.plot.decimals or 0, is_share=drawn.plot.is_share).of(value)


def file_values(drawn: Drawn) -> list[float | None]:
    """Return all values of a measure as files hold them; None where none was measured."""
    size = _Size(drawn.plot.decimals or 0, is_share=drawn.plot.is_share)
    return [size.of(value) for value in drawn.reading.values.tolist()]


def _label(view: Shown, at: int, locale: Locale) -> str:
    period = view.plot.periods[at]
    if period.kind in _SHORT:
        return f"{locale.short_month(period.start.month)} {period.year}"
    return named(period, view.plot, locale)


def _lines(view: Shown, size: _Size, locale: Locale) -> Iterator[ChartLine]:
    """Yield the centre line of each phase, where it was worked out and where it is extended, then limits and goals."""
    centre = locale.gettext("Median") if view.centre_is_median else locale.gettext("Midtlinje")
    longer = locale.gettext("Median forlenget") if view.centre_is_median else locale.gettext("Midtlinje forlenget")
    for number, phase in enumerate(view.reading.phases):
        if not view.known[number]:
            continue
        name = view.phase_name(number)
        behind = f", {name}" if name else ""
        extends = phase.baseline_stop < phase.stop and len(set(view.centre[phase.start : phase.stop])) == 1
        stop = phase.baseline_stop if extends else phase.stop
        yield ChartLine(centre + behind, LineKind.CENTRE, _stretch(view, view.centre, phase.start, stop, size))
        if extends:
            start = max(phase.start, stop - 1)
            yield ChartLine(longer + behind, LineKind.EXTENDED, _stretch(view, view.centre, start, phase.stop, size))
        if view.limited:
            upper, lower = locale.gettext("Øvre grense") + behind, locale.gettext("Nedre grense") + behind
            yield _limit(upper, view, view.reading.upper.tolist(), phase, size)
            yield _limit(lower, view, view.reading.lower.tolist(), phase, size)
    yield from _goals(view, size, locale)


def _limit(name: str, view: Shown, limits: list[float], phase: PhaseReading, size: _Size) -> ChartLine:
    return ChartLine(name, LineKind.LIMIT, _stretch(view, limits, phase.start, phase.stop, size))


def _stretch(view: Shown, values: list[float], start: int, stop: int, size: _Size) -> list[float | None]:
    return [size.of(value) if start <= at < stop else None for at, value in enumerate(values[: len(view.values)])]


def _goals(view: Shown, size: _Size, locale: Locale) -> Iterator[ChartLine]:
    """Yield the goal, a line for each time it was another; a range has two lines."""
    plot, days = view.plot, [period.start for period in view.plot.periods]
    begun: date | None = None
    steps = [(earlier.until, (earlier.value, earlier.low, earlier.high)) for earlier in plot.earlier_targets]
    for until, levels in [*steps, (None, (plot.target, plot.target_low, plot.target_high))]:
        inside = [(begun is None or day > begun) and (until is None or day <= until) for day in days]
        name = locale.gettext("Mål") if until is None else locale.gettext("Mål til %(day)s", day=locale.day(until))
        names = (name, locale.gettext("%(goal)s, nedre", goal=name), locale.gettext("%(goal)s, øvre", goal=name))
        for each, level in zip(names, levels, strict=True):
            yield ChartLine(each, LineKind.GOAL, [size.of(level) if held else None for held in inside])
        begun = until


def _flags(paper: Canvas) -> Iterator[ChartFlag]:
    """Yield the flags that stand on the chart, each over the period it began in; what people say stays in the team."""
    view = paper.view
    when = times(view.plot.periods, joined=view.plot.by_events)
    for flag in sorted(view.plot.flags, key=lambda flag: (flag.on, flag.number)):
        day = flag.on.toordinal()
        spans = enumerate(zip(when.begin, when.end, strict=True))
        at = next((at for at, (first, last) in spans if first <= day < last), None)
        if at is not None and flag.kind is not FlagKind.COMMENT:
            yield ChartFlag(flag.number, flag.kind.value, float(at), flag.title)


def _ends(view: Shown, size: _Size, locale: Locale) -> Iterator[EndLabel]:
    """Yield the labels at the right end: the last value, the goal, the centre line, and how many points are too few."""
    plot, phase = view.plot, view.current
    if view.latest is not None:
        last = view.values[view.latest]
        text = locale.figure(last, plot)
        if phase is not None and not view.current_known:
            text = f"{text} ({svg.few_label(view, locale)})"
        yield EndLabel(text, "last", size.of(last) or 0.0)
    if plot.target is not None:
        text = locale.gettext("Mål %(value)s", value=locale.level(plot.target, plot))
        yield EndLabel(text, "goal", size.of(plot.target) or 0.0)
    elif plot.goal_range is not None:
        yield EndLabel(locale.gettext("Målområde"), "goal", size.of(sum(plot.goal_range) / 2) or 0.0)
    if phase is not None and view.current_known and not isnan(phase.centre):
        yield EndLabel(centre_label(view, locale, phase.centre), "centre", size.of(phase.centre) or 0.0)
