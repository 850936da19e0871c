"""A chart on a wall of charts: the sparkline on two scales that a whole section shares, with ticks where work began.

A grid stands at the foot, half way up and at the top of the values. The reading is the measure's own and whole: a span
only cuts what is drawn of it, so that neither centre line nor run nor verdict follows the time that is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from tracker.analysis import Period, Reading
from tracker.charts.draw.axes import times
from tracker.charts.draw.canvas import plain, unbroken
from tracker.charts.draw.marks import glyph
from tracker.charts.draw.sparkline import (
    SparkSize,
    centre_lines,
    goal_lines,
    path_of,
    run_lines,
    spoken_label,
)
from tracker.charts.plot import Plot
from tracker.charts.shown import shown
from tracker.text.locale import Locale

WALL = SparkSize(208, 88, 6)
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
    said = [spoken_label(view, language)]
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
        drawn += (goal_lines(view, size, frame.low, frame.reach), centre_lines(view, size, xs, frame.low, frame.reach))
        shown_at = [[at for at in run if xs[at] >= 0] for run in unbroken(view.marks, when)]
        drawn += [f'<path class="sl-line" d="{path_of(run, xs, ys)}"/>' for run in shown_at if len(run) > 1]
        drawn += run_lines(view, shown_at, xs, ys)
        if xs[view.last] >= 0:
            drawn.append(glyph(xs[view.last], ys[view.last], view.drawn_mark(view.last), 3))
    if ticks:
        drawn.append(f'<path class="sl-tick" d="{"".join(f"M{x:.1f} 0v{_TICK}" for x in ticks)}"/>')
    drawn.append("</svg>")
    return Markup("".join(drawn))  # noqa: S704 the label is escaped, the rest is numbers and constants


_GRID = "".join(f"M0 {y:g}h{WALL.width}" for y in (WALL.pad, WALL.height / 2, WALL.height - WALL.pad))


def _middle(period: Period) -> float:
    """Return where the point of a period stands, as an ordinal day."""
    return (period.start.toordinal() + period.stop.toordinal() + 1) / 2
