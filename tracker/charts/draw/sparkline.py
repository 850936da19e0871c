"""The chart at text size: line, centre line, goal tint, runs in their colour, and the last point with its mark.

It always stands beside a number. On cards the range fits the values; in a table all rows share one ``scale``. On a wall
of charts a whole section shares two, time and values, with a grid at foot, half and top, and ticks where work began.
The reading is the measure's own and whole: a span only cuts what is drawn of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isfinite

from markupsafe import Markup

from tracker.analysis import Direction, Period, Reading
from tracker.charts.draw.axes import times
from tracker.charts.draw.canvas import plain, unbroken
from tracker.charts.draw.marks import MARK_CLASS, glyph
from tracker.charts.plot import Plot
from tracker.charts.shown import RUN_MARKS, Shown, shown
from tracker.charts.words.edge import most_are_alike
from tracker.charts.words.signals import centre_label
from tracker.text.locale import Locale


@dataclass(frozen=True, slots=True)
class SparkSize:
    """Width, height and inner margin in px; ``bare`` has line and last point only."""

    width: int
    height: int
    pad: int
    bare: bool = False


CARD = SparkSize(252, 76, 6)
ROW = SparkSize(168, 40, 6)
TEXT = SparkSize(84, 20, 3, bare=True)
WALL = SparkSize(208, 88, 6)


def sparkline(
    reading: Reading,
    plot: Plot,
    language: Locale,
    *,
    size: SparkSize = CARD,
    scale: tuple[float, float] | None = None,
    name: str = "",
) -> Markup:
    """Return the small drawing of a reading; ``scale`` is the range shared by many, without it the values' own.

    ``name`` is said before the values to those who do not see it, where the picture is not of real numbers.
    """
    view = shown(reading, plot)
    spoken = ": ".join(part for part in (name, _label(view, language)) if part)
    opening = (
        f'<svg class="sl" viewBox="0 0 {size.width} {size.height}" width="{size.width}" height="{size.height}" '
        f'role="img" aria-label="{plain(spoken)}">'
    )
    if view.last is None:
        return Markup(opening + "</svg>")  # noqa: S704 the label is escaped
    low, high = scale or _own_scale(view)
    reach = (high - low) or 1.0
    room = size.height - 2 * size.pad
    when = times(view.plot.periods, joined=view.plot.by_events)
    start = when.middle[0]
    along = (size.width - 2 * size.pad) / max(1.0, when.middle[-1] - start)
    xs = [size.pad + (day - start) * along for day in when.middle]
    ys = [size.pad + (1 - (value - low) / reach) * room for value in view.values]
    drawn = [opening]
    if not size.bare:
        drawn.extend((_goal(view, size, low, reach), _centre(view, size, xs, low, reach)))
    stretches = list(unbroken(view.marks, when))
    drawn.extend(f'<path class="sl-line" d="{_path(run, xs, ys)}"/>' for run in stretches if len(run) > 1)
    drawn.extend(_runs(view, stretches, xs, ys))
    last, mark = view.last, view.marks[view.last]
    if size.bare:
        kind = f" sl-end-{MARK_CLASS[mark]}" if mark in RUN_MARKS else ""
        drawn.append(f'<circle class="sl-end{kind}" cx="{xs[last]:.1f}" cy="{ys[last]:.1f}" r="2.6"/>')
    else:
        drawn.append(glyph(xs[last], ys[last], view.drawn_mark(last), 3))
    drawn.append("</svg>")
    return Markup("".join(drawn))  # noqa: S704 numbers and constants only


def _levels(view: Shown) -> list[float]:
    """Everything the range must hold: values, centre line of the current phase, goal."""
    levels = [value for value in view.values if isfinite(value)]
    if view.current is not None and view.current_known:
        levels.append(view.current.centre)
    plot = view.plot
    levels.extend(goal for goal in (plot.target, plot.target_low, plot.target_high) if goal is not None)
    return levels


def _own_scale(view: Shown) -> tuple[float, float]:
    levels = _levels(view)
    low, high = min(levels), max(levels)
    air = (high - low) * 0.12 or 1.0
    return (max(0.0, low - air) if low >= 0 else low - air), high + air


def _goal(view: Shown, size: SparkSize, low: float, reach: float) -> str:
    """Return the tint of where the goal is reached, and the line at its edge."""
    plot = view.plot

    def height(value: float) -> float:
        y = size.pad + (1 - (value - low) / reach) * (size.height - 2 * size.pad)
        return min(max(y, 0.0), float(size.height))

    levels = [height(level) for level in (plot.target, plot.target_high, plot.target_low) if level is not None]
    corners = None
    if plot.goal_range is not None:
        corners = height(plot.goal_range[1]), height(plot.goal_range[0])
    elif plot.target is not None and plot.direction is not Direction.NEITHER:
        higher = plot.direction is Direction.HIGHER
        corners = (0.0, levels[0]) if higher else (levels[0], float(size.height))
    band = ""
    if corners is not None:
        top, bottom = corners
        band = f'<rect class="rc-band" x="0" y="{top:.1f}" width="{size.width}" height="{bottom - top:.1f}"/>'
    return band + "".join(f'<path class="sl-goal" d="M0 {y:.1f}H{size.width}"/>' for y in levels)


def _centre(view: Shown, size: SparkSize, xs: list[float], low: float, reach: float) -> str:
    """Return the centre line of each known phase over its own stretch; the last goes on to the edge.

    A phase that lies before the left edge has none.
    """
    drawn = []
    phases = view.reading.phases
    for number, phase in enumerate(phases):
        if not view.known[number]:
            continue
        left = 0.0 if number == 0 else max(0.0, (xs[phase.start - 1] + xs[phase.start]) / 2)
        right = size.width if number == len(phases) - 1 else (xs[phase.stop - 1] + xs[phase.stop]) / 2
        if right <= left:
            continue
        y = size.pad + (1 - (phase.centre - low) / reach) * (size.height - 2 * size.pad)
        drawn.append(f'<path class="sl-median" d="M{left:.1f} {y:.1f}H{right:.1f}"/>')
    return "".join(drawn)


def _runs(view: Shown, stretches: list[list[int]], xs: list[float], ys: list[float]) -> Iterator[str]:
    """Return runs as heavier lines in their colour; a point on the centre line inside a run does not break it."""
    for signal in view.signals:
        if len(signal.points) < 2:
            continue
        inside = range(signal.points[0], signal.points[-1] + 1)
        for stretch in stretches:
            run = [at for at in stretch if at in inside]
            if len(run) > 1:
                yield f'<path class="sl-{signal.effect.value}" d="{_path(run, xs, ys)}"/>'


def _path(run: list[int], xs: list[float], ys: list[float]) -> str:
    """Return the line through these positions."""
    return "M" + "L".join([f"{xs[at]:.1f} {ys[at]:.1f}" for at in run])


def _label(view: Shown, language: Locale) -> str:
    """Return what the drawing says, for those who do not see it: centre line and last value."""
    if view.latest is None:
        return language.gettext("Ingen målinger ennå.")
    last = language.gettext("siste %(value)s", value=language.value(view.values[view.latest], view.plot))
    if view.current is None or not view.current_known:
        return last
    label = f"{centre_label(view, language, view.current.centre)}, {last}"
    if not view.edge:
        return label
    return f"{label}. {most_are_alike(view.current, view, language)}"


_TICK = 6
"""How tall a tick is, px."""


@dataclass(frozen=True, slots=True)
class WallFrame:
    """What the charts of a section share: their first and their last period, and the values at foot and top."""

    first: Period
    last: Period
    low: float
    high: float

    @property
    def reach(self) -> float:
        """How far it is from foot to top."""
        return (self.high - self.low) or 1.0


def wall_chart(
    reading: Reading, plot: Plot, language: Locale, frame: WallFrame, *, begun: Iterable[int] = ()
) -> Markup:
    """Return the drawing of a reading in the frame of its section; ``begun`` are ordinal days on which work began."""
    view = shown(reading, plot)
    size = WALL
    start, stop = (_middle(period) for period in (frame.first, frame.last))
    along = (size.width - 2 * size.pad) / max(1.0, stop - start)
    ticks = [size.pad + (day - start) * along for day in begun if frame.first.start.toordinal() <= day <= stop + 7]
    said = [_label(view, language)]
    if ticks:
        said.append(language.ngettext("%(num)s tiltak begynte", "%(num)s tiltak begynte", len(ticks)))
    drawn = [
        f'<svg class="sl sl-wall" viewBox="0 0 {size.width} {size.height}" role="img" ',
        f'aria-label="{plain(", ".join(said))}">',
        f'<path class="sl-grid" d="{_GRID}"/>',
    ]
    if view.last is not None:
        when = times(view.plot.periods, joined=view.plot.by_events)
        xs = [size.pad + (day - start) * along for day in when.middle]
        ys = [
            size.pad + (1 - (value - frame.low) / frame.reach) * (size.height - 2 * size.pad) for value in view.values
        ]
        drawn += (_goal(view, size, frame.low, frame.reach), _centre(view, size, xs, frame.low, frame.reach))
        shown_at = [[at for at in run if when.middle[at] >= start] for run in unbroken(view.marks, when)]
        drawn += [f'<path class="sl-line" d="{_path(run, xs, ys)}"/>' for run in shown_at if len(run) > 1]
        drawn += _runs(view, shown_at, xs, ys)
        if when.middle[view.last] >= start:
            drawn.append(glyph(xs[view.last], ys[view.last], view.drawn_mark(view.last), 3))
    if ticks:
        drawn.append(f'<path class="sl-tick" d="{"".join(f"M{x:.1f} 0v{_TICK}" for x in ticks)}"/>')
    drawn.append("</svg>")
    return Markup("".join(drawn))  # noqa: S704 the label is escaped, the rest is numbers and constants


_GRID = "".join(f"M0 {y:g}h{WALL.width}" for y in (WALL.pad, WALL.height / 2, WALL.height - WALL.pad))


def _middle(period: Period) -> float:
    """Return where the point of a period stands, as an ordinal day."""
    return (period.start.toordinal() + period.stop.toordinal() + 1) / 2
