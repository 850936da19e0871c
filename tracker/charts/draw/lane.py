"""A lane of the goal page: one measure on the time axis that all lanes share, with the flags through every lane.

The first lane carries the flags, the last one the months; a narrow lane stands alone and carries both. Where points
stand closer than 14 px, a run is a heavy line with marks at its ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import isfinite

from markupsafe import Markup

from tracker.analysis import Reading
from tracker.charts.draw import layers
from tracker.charts.draw.axes import TimeAxis, period_width
from tracker.charts.draw.canvas import Canvas, Size, canvas, plain, text_width, view_axis
from tracker.charts.draw.labels import Label, end_labels
from tracker.charts.draw.margins import fitted
from tracker.charts.draw.marks import SMALL, glyph
from tracker.charts.draw.svg import few_label, last_class, line, opening, strip, waiting
from tracker.charts.plot import Flag, Plot
from tracker.charts.shown import RUN_MARKS, Shown, shown
from tracker.charts.words.signals import centre_label
from tracker.charts.words.summary import description
from tracker.text.locale import Locale

WIDE = Size(888, 150, left=44, right=92, top=12, bottom=12)
TALL = Size(888, 190, left=44, right=92, top=12, bottom=12)
NARROW = Size(340, 150, left=44, right=74, top=12, bottom=12, narrow=True)

_STRIP = 18.0
_ONWARD = 120.0
"""How far below a lane its flags' lines go on, px: its row is taller than it where the measure's name is long."""
_ROW = 18.0
_SAID = 14.0
"""Room over a lane for where its axis begins, px."""

_WIDE_FONT, _APART = 13.5, 5.0
"""The size the names of months are taken to have, for fonts that are wide, and the least room between two, px."""

_DENSE = 14.0
_RADIUS = 2.4
_ROOMY_RADIUS = 3.0


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """The days all lanes of a goal share, both ends included."""

    start: date
    stop: date

    @classmethod
    def around(cls, plots: Iterable[Plot], flags: Iterable[Flag] = ()) -> TimeSpan | None:
        """Return the span of the measurements in whole months; None when there are none.

        It goes on to the newest flag, where work was done after the last measurement. What was done before that
        makes no empty years: those flags stand at the edge (``svg.strip``).
        """
        plots = list(plots)
        days = [day for plot in plots if plot.periods for day in (plot.periods[0].start, plot.periods[-1].stop)]
        if not days:
            return None
        begun = [flag.on for flag in (*flags, *(flag for plot in plots for flag in plot.flags))]
        first, last = min(days), max([*days, *begun])
        following = date(last.year + last.month // 12, last.month % 12 + 1, 1)
        return cls(first.replace(day=1), following - timedelta(days=1))

    def latest(self, months: int = 11) -> TimeSpan:
        """Return the last months of the span, for the narrow drawing."""
        count = self.stop.year * 12 + self.stop.month - months
        start = date(count // 12, count % 12 + 1, 1)
        return self if start <= self.start else TimeSpan(start, self.stop)

    def axis(self, size: Size) -> TimeAxis:
        """Return the time axis of a lane of this size."""
        return TimeAxis(self.start.toordinal(), self.stop.toordinal() + 1, size.left, size.width - size.right)

    def holds(self, day: date) -> bool:
        """Return whether a day is on the axis, rather than before it."""
        return day >= self.start

    def percent(self, day: date, size: Size = WIDE) -> float:
        """Where a day stands, in per cent of a lane's width: bars under the lanes line up with the flags' lines."""
        axis = self.axis(size)
        x = min(max(axis.x(day.toordinal() + 0.5), axis.left), axis.right)
        return round(100 * x / size.width, 2)


def lane(
    reading: Reading,
    plot: Plot,
    language: Locale,
    span: TimeSpan,
    *,
    chart_id: str,
    size: Size = WIDE,
    first: bool = False,
    last: bool = False,
) -> Markup:
    """The lane of one measure on the shared span; ``plot.flags`` are the goal's flags, the same in every lane."""
    first, last = first or size.narrow, last or size.narrow
    view = shown(reading, plot)
    above = (_STRIP if first else 0) + (_SAID if view_axis(view, size).cut else 0)
    size = replace(
        size,
        top=size.top + above,
        bottom=size.bottom + (_ROW if last else 0),
        height=size.height + above + (_ROW if last else 0),
    )
    if size.narrow:  # stands alone; the wide lanes of a page share their margins
        size = fitted([view], language, size)
    begin = next((at for at, one in enumerate(view.plot.periods) if one.start >= span.start), len(view.values))
    paper = canvas(view, language, size, chart_id, span.axis(size), first=begin)
    kind = "rc-lane rc-narrow" if size.narrow else "rc-lane"
    drawn = [
        opening(paper, kind, description(reading, view.plot, language)),
        layers.definitions(paper),
        layers.goal_band(paper),
        layers.goal_lines(paper),
        layers.grid(paper),
        layers.unit(paper) if paper.value.cut else "",
        layers.limits(paper),
        strip(paper, through=paper.base if last else size.height + _ONWARD, heads=first, snap=False),
    ]
    if last:
        drawn.append(months(paper, span))
    if view.last is None:
        drawn.append(waiting(paper))
    else:
        drawn.extend((layers.centre_lines(paper), line(paper, "rc-line rc-thin"), *_points(paper)))
    drawn.extend((end_labels(paper, list(_labels(paper))), "</svg>"))
    return Markup("".join(drawn))  # noqa: S704 every text has been escaped where it was drawn


def says(days: Iterable[date], text: str, span: TimeSpan, *, size: Size = WIDE) -> Markup:
    """A lane of small bubbles, one an answer at its day, over the lanes of a theme; ``text`` says it all in words."""
    axis, base = span.axis(size), 76.0
    opened = f'<svg class="rc rc-says" viewBox="0 0 {size.width:g} 84" preserveAspectRatio="xMidYMin" role="img"'
    drawn = [f'{opened} aria-label="{plain(text)}">']
    for place, day in enumerate(sorted(days)):
        if not span.start <= day <= span.stop:
            continue
        x, y = axis.x(day.toordinal() + 0.5), 16.0 + place % 3 * 18
        drawn.append(
            f'<path class="rc-says-b" d="M{x - 7:.1f} {y - 6:.1f}h14a3 3 0 0 1 3 3v5a3 3 0 0 1 -3 3h-8l-4 4v-4h-2'
            'a3 3 0 0 1 -3 -3v-5a3 3 0 0 1 3 -3z"/>'
        )
    drawn.append(f'<path class="rc-axis" d="M{axis.left:g} {base:g}H{axis.right:g}"/></svg>')
    return Markup("".join(drawn))  # noqa: S704 numbers, and one text that was escaped


def months(paper: Canvas, span: TimeSpan) -> str:
    """The names of months along the lowest lane, every third or more, with the year at the first and each January."""
    drawn = []
    width = paper.time.day_width * 30.4
    step = next((count for count in (1, 2, 3, 6, 12) if count * width >= 46), 12)
    day = span.start.replace(day=1)
    if day.month % step != 1 % step:
        day = _months_on(day, step - (day.month - 1) % step)
    named, free = None, float("-inf")
    while day <= span.stop:
        x = max(paper.time.x(day.toordinal()), paper.left)
        name = paper.language.short_month(day.month)
        if day.year != named:
            name = f"{name} {day.year}"
        drawn.append(f'<path class="rc-monthtick" d="M{x:.1f} {paper.base:.1f}v6"/>')
        if x >= free:  # one that would run into the name before it is left to its mark
            named, free = day.year, x + text_width(name, _WIDE_FONT) + _APART
            drawn.append(f'<text class="rc-tick" x="{x + 3:.1f}" y="{paper.base + 18:.1f}">{name}</text>')
        day = _months_on(day, step)
    return "".join(drawn)


def _months_on(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def _points(paper: Canvas) -> Iterator[str]:
    """Points; in a dense lane a run is a heavy line with a mark at each end of it."""
    view = paper.view
    dense = period_width(view.plot.periods[0].kind, paper.time) < _DENSE
    radius = _RADIUS if dense else _ROOMY_RADIUS
    hidden: set[int] = set()
    if dense:
        for signal in view.signals:
            inside = [at for at in signal.points if at >= paper.first]
            if len(inside) > 2:
                hidden.update(inside[1:-1])
                yield from _heavy(paper, range(inside[0], inside[-1] + 1), signal.effect.value)
    for at in paper.drawn():
        if at in hidden and view.marks[at] in RUN_MARKS:
            continue
        size = min(radius, SMALL) if view.small(at) else radius
        yield glyph(paper.at(at), paper.height(at), view.drawn_mark(at), size)


def _heavy(paper: Canvas, inside: range, kind: str) -> Iterator[str]:
    for run in paper.segments():
        within = [at for at in run if at in inside]
        if len(within) > 1:
            path = "L".join([f"{paper.at(at):.1f} {paper.height(at):.1f}" for at in within])
            yield f'<path class="sl-{kind}" d="M{path}"/>'


def _labels(paper: Canvas) -> Iterator[Label]:
    view, language = paper.view, paper.language
    phase = view.current
    if phase is not None and view.current_known and isfinite(phase.centre):
        yield Label(paper.value.y(phase.centre), _centre_label(view, language, paper.size), "rc-label")
    yield from layers.goal_label(paper)
    if view.latest is not None and view.latest >= paper.first:
        y = paper.height(view.latest)
        yield Label(y, language.figure(view.values[view.latest], view.plot), last_class(view))
        if not view.current_known:
            yield Label(y + 1, few_label(view, language), "rc-label rc-few")


def _centre_label(view: Shown, language: Locale, size: Size) -> str:
    assert view.current is not None
    if size.narrow and view.centre_is_median:
        return language.gettext("Med. %(value)s", value=language.level(view.current.centre, view.plot))
    return centre_label(view, language, view.current.centre)
