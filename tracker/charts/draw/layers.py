"""What lies behind and around the points: grid, goal, pauses, limits, time marks, centre lines, phases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite
from typing import NamedTuple

from tracker.analysis import Direction, PhaseReading
from tracker.charts.draw.axes import label_step, period_width, spans
from tracker.charts.draw.canvas import Box, Canvas, plain, shortened, text_width, upright
from tracker.charts.draw.labels import Label
from tracker.charts.draw.margins import tick_texts
from tracker.charts.words.axis import axis_text
from tracker.charts.words.signals import centre_label

_MONTH_FONT = 13.0
"""What names of months are taken to be written in: a little over their size, for fonts that are wide."""

_MONTH_GAP = 5.0
"""The least room between the names of two months, px."""


def definitions(paper: Canvas) -> str:
    """Return the two hatches of one drawing: goal range and pause."""
    return (
        f'<defs><pattern id="{paper.chart_id}-h" width="7" height="7" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path class="rc-hatch" d="M0 0v7"/></pattern>'
        f'<pattern id="{paper.chart_id}-g" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(-45)"><path class="rc-gaphatch" d="M0 0v5"/></pattern></defs>'
    )


def grid(paper: Canvas) -> str:
    """Horizontal lines with their values."""
    value = paper.value
    drawn = []
    names = tick_texts(value, paper.view.plot, paper.language)
    for at, (tick, number) in enumerate(zip(value.ticks, names, strict=True)):
        y = value.y(tick)
        kind = "rc-axis" if at == 0 and tick == value.low else "rc-grid"
        drawn.append(
            f'<path class="{kind}" d="M{paper.left:.1f} {y:.1f}H{paper.right:.1f}"/>'
            f'<text class="rc-tick" x="{paper.left - 8:.1f}" y="{y + 4:.1f}" text-anchor="end">{number}</text>'
        )
    if value.ticks[0] != value.low:
        drawn.append(f'<path class="rc-axis" d="M{paper.left:.1f} {paper.base:.1f}H{paper.right:.1f}"/>')
    return "".join(drawn)


def unit(paper: Canvas) -> str:
    """Return what the axis counts, and that it does not begin at 0 when someone chose to cut it."""
    plot = paper.view.plot
    parts = [plot.unit] if plot.unit and not plot.is_share else []
    if paper.value.cut:
        parts.append(axis_text(plot, paper.language))
    if not parts:
        return ""
    text = shortened(". ".join(parts), paper.right)
    return f'<text class="rc-unit" x="4" y="{paper.top - 10:.1f}">{plain(text)}</text>'


class GoalStep(NamedTuple):
    """What was aimed at from one x to another: a value, a range, or nothing."""

    left: float
    right: float
    value: float | None
    low: float | None
    high: float | None


def goal_steps(paper: Canvas) -> Iterator[GoalStep]:
    """Return what was aimed at over time: what held before stays where it was in force."""
    plot = paper.view.plot
    left = paper.left
    for earlier in plot.earlier_targets:
        right = min(paper.time.x(earlier.until.toordinal() + 1), paper.right)
        if right > left:
            yield GoalStep(left, right, earlier.value, earlier.low, earlier.high)
            left = right
    if left < paper.right:
        yield GoalStep(left, paper.right, plot.target, plot.target_low, plot.target_high)


def goal_levels(paper: Canvas) -> Iterator[tuple[float, float, float]]:
    """Return the lines of the goal: from x, to x, at value. A range has one at each end."""
    for left, right, *levels in goal_steps(paper):
        yield from ((left, right, level) for level in levels if level is not None)


def goal_band(paper: Canvas) -> str:
    """Return the goal range: a flat tint and a hatch, towards the better end or between its two ends."""
    direction, axis = paper.view.plot.direction, paper.value
    drawn = []
    for left, right, value, low, high in goal_steps(paper):
        if low is not None or high is not None:
            upper, lower = axis.y(axis.high if high is None else high), axis.y(axis.low if low is None else low)
        elif value is None or direction is Direction.NEITHER:
            continue
        elif direction is Direction.HIGHER:
            upper, lower = paper.top, axis.y(value)
        else:
            upper, lower = axis.y(value), paper.base
        drawn.append(_band(paper, left, right, upper, lower))
    return "".join(drawn)


def _band(paper: Canvas, left: float, right: float, upper: float, lower: float) -> str:
    place = f'x="{left:.1f}" y="{upper:.1f}" width="{right - left:.1f}" height="{max(0.0, lower - upper):.1f}"'
    return f'<rect class="rc-band" {place}/><rect {place} fill="url(#{paper.chart_id}-h)"/>'


def goal_lines(paper: Canvas) -> str:
    """Return the goal line, or the two edges of a goal range."""
    return "".join(
        f'<path class="rc-goal" d="M{left:.1f} {paper.value.y(goal):.1f}H{right:.1f}"/>'
        for left, right, goal in goal_levels(paper)
    )


def goal_label(paper: Canvas) -> Iterator[Label]:
    """Return the label of the goal that is in force, or of the goal range."""
    plot, language = paper.view.plot, paper.language
    if plot.target is not None:
        text = language.gettext("Mål %(value)s", value=language.level(plot.target, plot))
        yield Label(paper.value.y(plot.target), text, "rc-label rc-goaltext")
    elif plot.goal_range is not None:
        yield Label(paper.value.y(sum(plot.goal_range) / 2), language.gettext("Målområde"), "rc-label rc-goaltext")


def pauses(paper: Canvas) -> str:
    """Planned pauses: hatched, with the reason written along them."""
    drawn = []
    for pause in paper.view.plot.pauses:
        left = max(paper.time.x(pause.start.toordinal()), paper.left)
        right = min(paper.time.x(pause.stop.toordinal() + 1), paper.right)
        if right <= left:
            continue
        drawn.append(
            f'<rect class="rc-pause" x="{left:.1f}" y="{paper.top:.1f}" width="{right - left:.1f}" '
            f'height="{paper.base - paper.top:.1f}" fill="url(#{paper.chart_id}-g)"/>'
        )
        x, wide = (left + right) / 2, right - left
        if text_width(pause.reason, 11.5) + 8 <= wide:
            drawn.append(f'<text class="rc-gap" x="{x:.1f}" y="{paper.base - 8:.1f}" text-anchor="middle">')
            drawn.append(f"{plain(pause.reason)}</text>")
        elif wide >= 12:
            reason = shortened(pause.reason, paper.base - paper.top - 16, 11.5)
            turn = f"translate({x + 4:.1f} {_foot(paper, x, text_width(reason, 11.5)):.1f}) rotate(-90)"
            drawn.append(f'<text class="rc-gap" transform="{turn}">{plain(reason)}</text>')
    return "".join(drawn)


def _foot(paper: Canvas, x: float, length: float) -> float:
    """Where a text along a pause begins: at the foot, or under the top where a line would cross it only at the foot."""
    lines = [*centre_steps(paper), *goal_levels(paper)]
    levels = [paper.value.y(level) for left, right, level in lines if left <= x <= right]
    foot, under = paper.base - 8, paper.top + 8 + length

    def crossed(begin: float) -> bool:
        return any(begin - length - 4 < y < begin + 4 for y in levels)

    return under if crossed(foot) and not crossed(under) else foot


def limits(paper: Canvas) -> str:
    """Control limits, where the reading has them: a light band and its two edges, stepping with each period."""
    if not paper.view.limited:
        return ""
    reading, y = paper.view.reading, paper.value.y
    upper, lower = reading.upper.tolist(), reading.lower.tolist()
    over: list[str] = []
    under: list[str] = []
    edge: list[str] = []
    known = [paper.view.known[at] for at, phase in enumerate(reading.phases) for _ in range(phase.start, phase.stop)]
    for at in range(paper.first, len(upper)):
        if not known[at]:
            continue
        left, right = paper.opens(at), paper.closes(at)
        low, high = lower[at], upper[at]
        if isfinite(high):
            over.append(f"M{left:.1f} {y(high):.1f}H{right:.1f}")
        if isfinite(low):
            under.append(f"M{left:.1f} {y(low):.1f}H{right:.1f}")
        if isfinite(high) or isfinite(low):
            ceiling, floor = y(high) if isfinite(high) else paper.top, y(low) if isfinite(low) else paper.base
            edge.append(f"M{left:.1f} {ceiling:.1f}H{right:.1f}V{floor:.1f}H{left:.1f}z")
    if not edge:
        return ""
    return f'<path class="rc-limitband" d="{"".join(edge)}"/><path class="rc-limit" d="{"".join(over + under)}"/>'


def time_marks(paper: Canvas) -> str:
    """Return the time axis: a mark for every period, names where they fit, months or years below."""
    plot, language, base = paper.view.plot, paper.language, paper.base
    kind = plot.periods[0].kind
    wide = period_width(kind, paper.time)
    step = label_step(kind, wide)
    dense = wide < 3 and not plot.by_events
    marks = "".join(f"M{x:.1f} {base:.1f}v4" for at, x in enumerate(paper.x) if not dense or at % step == 0)
    drawn = [f'<path class="rc-axis" d="{marks}"/>']
    free = float("-inf")
    for at in () if plot.by_events else range(0, len(paper.x), step):
        period = plot.periods[paper.first + at]
        name = language.first_tick(period) if at == 0 and not paper.size.narrow else language.tick(period)
        half = text_width(name) / 2
        if paper.x[at] - half < free:
            continue
        free = paper.x[at] + half + 4
        drawn.append(
            f'<text class="rc-tick" x="{paper.x[at]:.1f}" y="{base + 17:.1f}" text-anchor="middle">{name}</text>'
        )
    drawn.extend(_months(paper))
    return "".join(drawn)


def _months(paper: Canvas) -> Iterator[str]:
    """Months or years below the marks. One with its year that is wider than itself goes on into its neighbour.

    The first one goes on to the left, where there is nothing; a later one hides the names and marks it covers.
    """
    free = float("-inf")
    for span in spans(paper.time, paper.view.plot.periods[0].kind):
        if span.begins and span.left > free:
            yield f'<path class="rc-monthtick" d="M{span.left:.1f} {paper.base + 24:.1f}v14"/>'
        names = [] if span.month is None else [paper.language.short_month(span.month)]
        if span.year is not None:
            names.append(str(span.year))
        name = " ".join(names)
        half = text_width(name, _MONTH_FONT) / 2
        x = (span.left + span.right) / 2
        if span.year is not None and 2 * half + 8 > span.right - span.left:
            x = span.left + half + 5 if span.begins else span.right - half - 5
        if name and x - half > free:
            free = x + half + _MONTH_GAP
            yield (f'<text class="rc-month" x="{x:.1f}" y="{paper.base + 35:.1f}" text-anchor="middle">{name}</text>')


def centre_lines(paper: Canvas) -> str:
    """Return the centre line of each phase with enough points: solid where it was worked out, dashed where extended."""
    view = paper.view
    phases = view.reading.phases
    drawn = []
    for number, phase in enumerate(phases):
        if not view.known[number] or phase.stop <= paper.first:
            continue
        start = max(phase.start, paper.first)
        left = paper.opens(start) if number and start == phase.start else paper.at(start)
        last = number == len(phases) - 1
        right = paper.right if last else paper.opens(phases[number + 1].start)
        if len(set(view.centre[start : phase.stop])) > 1:
            drawn.append(_moving_centre(paper, start, phase))
            continue
        y = paper.value.y(phase.centre)
        solid = _solid_end(paper, phase, start, left, right)
        if solid > left:
            drawn.append(f'<path class="rc-median" d="M{left:.1f} {y:.1f}H{solid:.1f}"/>')
        if right > solid + 3:
            drawn.append(f'<path class="rc-median rc-ext" d="M{solid:.1f} {y:.1f}H{right:.1f}"/>')
    return "".join(drawn)


def centre_steps(paper: Canvas) -> Iterator[tuple[float, float, float]]:
    """Return the centre lines that are drawn: from x, to x, value; one step a phase, or one a point where it moves."""
    view, phases = paper.view, paper.view.reading.phases
    for number, phase in enumerate(phases):
        if not view.known[number] or phase.stop <= paper.first:
            continue
        start = max(phase.start, paper.first)
        if len(set(view.centre[start : phase.stop])) > 1:
            steps = ((paper.opens(at), paper.closes(at), view.centre[at]) for at in range(start, phase.stop))
            yield from (step for step in steps if isfinite(step[2]))
        else:
            last = number == len(phases) - 1
            yield paper.opens(start), paper.right if last else paper.opens(phases[number + 1].start), phase.centre


def _solid_end(paper: Canvas, phase: PhaseReading, start: int, left: float, right: float) -> float:
    """Where the baseline ends, px; a phase used whole is solid to the edge unless the time axis goes on far beyond."""
    if phase.baseline_stop < phase.stop:
        return paper.at(phase.baseline_stop - 1) if phase.baseline_stop > start else left
    end = paper.closes(phase.stop - 1)
    return right if right - end < 14 else end


def _moving_centre(paper: Canvas, start: int, phase: PhaseReading) -> str:
    """Return a centre line that someone decided point by point, drawn as steps."""
    centre = paper.view.centre
    steps = "".join(
        f"M{paper.opens(at):.1f} {paper.value.y(centre[at]):.1f}H{paper.closes(at):.1f}"
        for at in range(start, phase.stop)
        if isfinite(centre[at])
    )
    return f'<path class="rc-median" d="{steps}"/>' if steps else ""


def phase_breaks(paper: Canvas, top: float, texts: Sequence[Box] = ()) -> str:
    """Return a line midway between periods where a phase begins, its name at the foot, earlier centre lines named.

    The line stops at ``texts`` and goes on after them.
    """
    view, phases = paper.view, paper.view.reading.phases
    drawn = []
    for number, phase in enumerate(phases):
        if phase.stop <= paper.first:
            continue
        whole = phase.start >= paper.first
        left = paper.opens(phase.start) if number and whole else paper.left
        right = paper.opens(phases[number + 1].start) if number + 1 < len(phases) else paper.right
        if number and whole:
            drawn.append(f'<path class="rc-break" d="{upright(left, top, paper.base, texts)}"/>')
        if paper.size.narrow:
            continue
        name = shortened(view.phase_name(number), right - left - 12)
        if name:
            drawn.append(f'<text class="rc-phase" x="{left + 8:.1f}" y="{paper.base - 10:.1f}">{plain(name)}</text>')
        if view.known[number] and number + 1 < len(phases):
            drawn.append(_earlier_label(paper, phase, left, right))
    return "".join(drawn)


def _earlier_label(paper: Canvas, phase: PhaseReading, left: float, right: float) -> str:
    """Return the centre line's label above its own line, lifted over the points it would stand on."""
    text = centre_label(paper.view, paper.language, phase.centre)
    wide = text_width(text) + 8
    if right - left < wide:
        return ""
    x = max(left, paper.at(max(phase.start, paper.first))) + 2
    near = [paper.height(at) for at in range(max(phase.start, paper.first), phase.stop) if paper.at(at) < x + wide]
    y = min([paper.value.y(phase.centre), *(height for height in near if isfinite(height))]) - 14
    return f'<text class="rc-label-in" x="{x:.1f}" y="{max(y, paper.top + 12):.1f}">{plain(text)}</text>'
