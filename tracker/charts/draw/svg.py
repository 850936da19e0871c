"""The run chart as one SVG string: wide for a 784 px column, narrow with the last 20 periods for a phone.

Every colour comes from CSS classes, so light, dark, print and forced colours need no second drawing. The drawing is
one image with a name and a description; the table beside it is the way in for those who do not see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite

from markupsafe import Markup

from tracker.analysis import Reading
from tracker.charts.draw import flags as flag_strip
from tracker.charts.draw import layers
from tracker.charts.draw.axes import TimeAxis, time_axis
from tracker.charts.draw.brackets import brackets
from tracker.charts.draw.canvas import Box, Canvas, Size, canvas, plain, upright, wrapped
from tracker.charts.draw.labels import Label, end_labels
from tracker.charts.draw.margins import fitted
from tracker.charts.draw.marks import MARK_CLASS, RADIUS, SMALL, glyph
from tracker.charts.plot import Flag, FlagKind, Plot
from tracker.charts.shown import Shown, shown
from tracker.charts.words.points import Points
from tracker.charts.words.signals import centre_label
from tracker.charts.words.summary import description
from tracker.charts.words.verdict_sentences import nothing_yet
from tracker.text.locale import Locale

WIDE = Size(784, 384, left=46, right=112, top=40, bottom=46)
FULL = Size(1136, 384, left=46, right=112, top=40, bottom=46)
"""As wide as the page, where a chart has nothing beside it."""

NARROW = Size(360, 330, left=38, right=84, top=44, bottom=42, last=20, narrow=True)

_FLAG_Y = 12.0
_FLAG_FOOT = 22.0


def run_chart(reading: Reading, plot: Plot, language: Locale, *, chart_id: str, size: Size = WIDE) -> Markup:
    """The chart of one reading; ``chart_id`` must be unique on the page, since the drawing's ids begin with it."""
    paper = laid(reading, plot, language, chart_id=chart_id, size=size)
    start = opening(paper, "rc-narrow" if paper.size.narrow else "", description(reading, paper.view.plot, language))
    return Markup(f"{start}{inside(paper)}</svg>")  # noqa: S704 every text has been escaped where it was drawn


def laid(reading: Reading, plot: Plot, language: Locale, *, chart_id: str, size: Size) -> Canvas:
    """Lay a reading on paper of this size, with margins that hold its values."""
    view = shown(reading, plot)
    first = max(0, len(view.values) - size.last) if size.last else 0
    size = fitted([view], language, size)
    right = size.width - size.right
    periods = view.plot.periods[first:]
    time = time_axis(periods, size.left, right) if periods else TimeAxis(0, 1, size.left, right)
    return canvas(view, language, size, chart_id, time, first=first)


def inside(paper: Canvas) -> str:
    """Return all that is drawn of a run chart, without the element round it."""
    drawn = [layers.definitions(paper), layers.goal_band(paper), layers.grid(paper), layers.unit(paper)]
    if paper.view.last is None:
        return "".join((*drawn, layers.goal_lines(paper), waiting(paper)))
    marked = brackets(paper)
    return "".join(
        (
            *drawn,
            layers.limits(paper),
            layers.pauses(paper),
            layers.goal_lines(paper),
            layers.time_marks(paper),
            layers.centre_lines(paper),
            layers.phase_breaks(paper, _FLAG_FOOT, marked.texts),
            strip(paper, texts=marked.texts),
            line(paper),
            points(paper),
            marked.svg,
            end_labels(paper, list(_labels(paper))),
        )
    )


def opening(paper: Canvas, kind: str, text: str) -> str:
    """Return the start of a drawing, with its accessible name and description."""
    size, name = paper.size, paper.chart_id
    classes = f"rc {kind}".rstrip()
    return (
        f'<svg class="{classes}" viewBox="0 0 {size.width:g} {size.height:g}" preserveAspectRatio="xMidYMin" '
        f'role="img" aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{plain(paper.view.plot.title)}</title>'
        f'<desc id="{name}-d">{plain(text)}</desc>'
    )


def line(paper: Canvas, kind: str = "rc-line") -> str:
    """Return the data line: straight, broken where periods are missing."""
    first, xs, ys = paper.first, paper.x, paper.y
    return "".join(
        f'<path class="{kind}" d="M{"L".join(f"{xs[at - first]:.1f} {ys[at - first]:.1f}" for at in run)}"/>'
        for run in paper.segments()
        if len(run) > 1
    )


def point_name(chart_id: str, plot: Plot, at: int) -> str:
    """Return the name of a point in a wide drawing: its period, or its place where two events may share a day."""
    return f"{chart_id}-{at if plot.by_events else plot.periods[at].start.isoformat()}"


def points(paper: Canvas) -> str:
    """Every measured point, with its words as a tooltip in the wide drawing."""
    view = paper.view
    words = None if paper.size.narrow or paper.size.still else Points(view, paper.language)
    drawn = []
    for at in paper.drawn():
        mark = glyph(paper.at(at), paper.height(at), view.drawn_mark(at), SMALL if view.small(at) else RADIUS)
        if words is None:
            drawn.append(mark)
        else:
            drawn.append(
                f'<g id="{point_name(paper.chart_id, view.plot, at)}">'
                f"<title>{plain(chr(10).join(words.lines(at)))}</title>{mark}"
                f'<circle class="rc-hit" cx="{paper.at(at):.1f}" cy="{paper.height(at):.1f}" r="9"/></g>'
            )
    return "".join(drawn)


def strip(
    paper: Canvas,
    *,
    through: float | None = None,
    heads: bool = True,
    snap: bool = True,
    texts: Sequence[Box] = (),
) -> str:
    """Return the flags above the plot and their dotted lines down to the axis.

    A flag whose intervention starts a phase sits on the phase's line, which is then its line too. ``through`` is how
    far down the lines go; without ``heads`` only the lines are drawn, as in the lower lanes of the goal page, where
    without ``snap`` every flag stands on its own day. Lines stop at ``texts``, and go on after them. Flags from before
    the lanes' first day stand together at their left edge, without a line.
    """
    spots = flag_strip.spots(paper) if heads and snap else []
    placed = flag_strip.place([*_within(paper, snap=snap), *flag_strip.bubbles(paper, spots)], paper.right)
    footless = {spot.mark.number for spot in spots if not spot.mark.is_point}
    older = _older(paper) if heads and not snap else ""
    if older:
        placed = tuple(flag_strip.beside(placed, older))
    foot = paper.base if through is None else through
    start = _FLAG_FOOT if heads else 0.0
    breaks = _break_lines(paper) if snap else frozenset()
    drawn = []
    for mark in placed:
        for flag, x in zip(mark.flags, mark.feet, strict=True):
            if x in breaks or flag.number in footless:
                continue
            if not heads:
                drawn.append(f'<path class="rc-note" d="M{x:.1f} {start:.1f}V{foot:.1f}"/>')
                continue
            elbow = f"M{mark.x:.1f} {start:.1f}L{x:.1f} {start + 8:.1f}"
            down = upright(x, start + 8, foot, texts).removeprefix(f"M{x:.1f} {start + 8:.1f}")
            drawn.append(f'<path class="rc-note" d="{elbow}{down}"/>')
    if older:
        drawn.append(flag_strip.before(older, _FLAG_Y))
    drawn.append(flag_strip.bars(paper, spots, texts))
    if heads:
        drawn.extend(flag_strip.draw(mark, _FLAG_Y) for mark in placed)
    return "".join(drawn)


def _within(paper: Canvas, *, snap: bool) -> Iterable[tuple[Flag, float]]:
    """Flags on the paper with their true x; the one that starts a phase stands on the phase's line."""
    starts = {}
    for phase in paper.view.reading.phases[1:]:
        if phase.start >= paper.first:
            at = phase.start - paper.first
            starts[(paper.times.begin[at], paper.times.end[at])] = paper.opens(phase.start)
    for flag in paper.view.plot.flags:
        day = flag.on.toordinal()
        x = paper.time.x(day + 0.5)
        if snap and flag.kind is FlagKind.INTERVENTION:
            x = next((place for (begin, end), place in starts.items() if begin <= day < end), x)
        if paper.left <= x <= paper.right:
            yield flag, x


def _older(paper: Canvas) -> str:
    """Return what stands at the left edge for the flags from before the first day on the paper: ``1–3 før``."""
    older = [flag for flag in paper.view.plot.flags if paper.time.x(flag.on.toordinal() + 0.5) < paper.left]
    return paper.language.gettext("%(numbers)s før", numbers=flag_strip.numbers(older)) if older else ""


def _break_lines(paper: Canvas) -> frozenset[float]:
    phases = paper.view.reading.phases[1:]
    return frozenset(paper.opens(phase.start) for phase in phases if phase.start >= paper.first)


def waiting(paper: Canvas) -> str:
    """Return the chart of a series without points says when the first one comes, on as many lines as it needs."""
    x, y = (paper.left + paper.right) / 2, (paper.top + paper.base) / 2
    lines = wrapped(nothing_yet(paper.view, paper.language), paper.right - paper.left - 16, 14)
    top = y - 9 * (len(lines) - 1)
    return "".join(
        f'<text class="rc-empty" x="{x:.1f}" y="{top + 18 * at:.1f}" text-anchor="middle">{plain(text)}</text>'
        for at, text in enumerate(lines)
    )


def _labels(paper: Canvas) -> Iterable[Label]:
    """Return the labels at the right end: centre line, goal, last value, and how many points there are when too few."""
    view, language = paper.view, paper.language
    phase = view.current
    if phase is not None and view.current_known and isfinite(phase.centre):
        yield Label(paper.value.y(phase.centre), centre_label(view, language, phase.centre), "rc-label")
    yield from layers.goal_label(paper)
    if view.latest is None:
        return
    if view.latest >= paper.first:
        y = paper.height(view.latest)
        yield Label(y, language.figure(view.values[view.latest], view.plot), last_class(view))
        if phase is not None and not view.current_known:
            yield Label(y + 1, few_label(view, language), "rc-label rc-few")


def few_label(view: Shown, language: Locale) -> str:
    """Return how far a phase has come towards its median: ``6 av 12``."""
    assert view.current is not None
    return language.gettext("%(count)s av %(minimum)s", count=view.current.measured, minimum=view.plot.minimum)


def last_class(view: Shown) -> str:
    """Return the class of the last value's label: it takes the colour of its mark."""
    assert view.latest is not None
    kind = MARK_CLASS.get(view.marks[view.latest])
    return f"rc-label rc-last rc-t-{kind}" if kind else "rc-label rc-last"
