"""Brackets: every signal that marks points is spanned and says why in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import ceil, isfinite
from typing import NamedTuple

from tracker.analysis import Direction, Effect, Side, Signal
from tracker.charts.draw.canvas import Box, Canvas, plain, text_width
from tracker.charts.draw.layers import centre_steps, goal_levels
from tracker.charts.words.signals import signal_text

_FONT = 13.0
_TEXT_LIFT = 6.0
_NUDGE = 4.0
"""How far a bracket steps at a time, px, until it covers nothing that was drawn before."""

_CLEAR = 4.0
"""What is kept free around a point, px."""

_BOLD = 1.15
"""How much wider the bold text of a bracket may be than `text_width` says, in a wide font."""

_STRIDE = 6.0
"""The data line is held free in boxes of about this width, px: one box of a steep line would hold far too much."""

_SINGLES = 3
"""How many single points outside the limits are named in the drawing, those of a longer signal not among them.

The words name them all.
"""


class Brackets(NamedTuple):
    """Brackets as they are drawn, and where their texts stand: no other line is to run through those."""

    svg: str
    texts: tuple[Box, ...]


def brackets(paper: Canvas) -> Brackets:
    """Return the brackets of every signal on the paper, each with its text, none on top of another."""
    drawn = list(_drawn(paper))
    taken: list[Box] = []
    marked = [signal for signal in paper.view.signals if signal.points and signal.points[-1] >= paper.first]
    marked.sort(key=lambda signal: (-len(signal.points), signal.points))
    spanned = {point for signal in marked if len(signal.points) > 1 for point in signal.points}
    single = [signal for signal in marked if len(signal.points) == 1 and signal.points[0] not in spanned]
    named = single[-_SINGLES:]
    texts: list[Box] = []
    svg = "".join(
        [_bracket(paper, signal, drawn, taken, texts) for signal in marked if len(signal.points) > 1 or signal in named]
    )
    return Brackets(svg, tuple(texts))


def _bracket(paper: Canvas, signal: Signal, drawn: list[Box], taken: list[Box], texts: list[Box]) -> str:
    begin, end = max(signal.points[0], paper.first), signal.points[-1]
    heights = [y for at in range(begin, end + 1) if isfinite(y := paper.height(at))]
    if not heights:
        return ""
    left, right = max(paper.at(begin) - 5, paper.left), min(paper.at(end) + 5, paper.right)
    text = signal_text(signal, paper.view, paper.language, short=paper.size.narrow)
    wide = text_width(text, _FONT)
    # The text ends with its run, so that it does not hide what came before; at the left edge it begins with it.
    ends = right - wide >= paper.left
    text_left = right - wide if ends else left
    span = (min(left, text_left), max(right, text_left + wide))
    over, y = _room(
        paper, signal, heights, span, [box for box in drawn if box.left < span[1] and span[0] < box.right], taken
    )
    tick = 5 if over else -5
    path = f"M{left:.1f} {y + tick:.1f}V{y:.1f}H{right:.1f}v{tick}"
    baseline = y - _TEXT_LIFT if over else y + 15
    reach = wide * _BOLD
    begins = right - reach if ends else left
    texts.append(Box(begins - _CLEAR, begins + reach + _CLEAR, baseline - _FONT, baseline + _CLEAR))
    kind = f"rc-br-{_NAMES[signal.effect]}"
    halo = " on-band" if _on_band(paper, baseline - 5) else ""
    place = f'x="{right:.1f}" y="{baseline:.1f}" text-anchor="end"' if ends else f'x="{left:.1f}" y="{baseline:.1f}"'
    return (
        f'<path class="rc-bracket {kind}" d="{path}"/><text class="rc-brtext {kind}{halo}" {place}>{plain(text)}</text>'
    )


_NAMES = {Effect.BETTER: "better", Effect.WORSE: "worse", Effect.NEUTRAL: "neutral"}


def _room(
    paper: Canvas,
    signal: Signal,
    heights: list[float],
    span: tuple[float, float],
    drawn: list[Box],
    taken: list[Box],
) -> tuple[bool, float]:
    """Over or under the run and at which height: the side the run lies on first, the nearest place that is free.

    Where no place is free on either side, it is the one that covers least, and no other bracket if that can be.
    """
    sides = (False, True) if signal.side is Side.BELOW else (True, False)
    places = [(over, y) for over in sides for y in _heights(paper, heights, over=over)]
    best, least = places[0], (len(taken) + 1, 0)
    for over, y in places:
        box = _box(*span, y, over=over)
        covered = (sum(map(box.touches, taken)), sum(map(box.touches, drawn)))
        if covered < least:
            best, least = (over, y), covered
        if not any(covered):
            break
    over, y = best
    taken.append(_box(*span, y, over=over))
    return over, y


def _heights(paper: Canvas, heights: list[float], *, over: bool) -> Iterator[float]:
    """Where a bracket may lie on one side of its run, the nearest first; at the paper's edge where there is no room."""
    ceiling, floor = 24.0 + 18, paper.base - (26 if not paper.size.narrow else 4) - 18
    y = max(min(heights) - 16, ceiling) if over else min(max(heights) + 18, floor)
    while ceiling <= y <= floor:
        yield y
        y += -_NUDGE if over else _NUDGE


def _drawn(paper: Canvas) -> Iterator[Box]:
    """Return what a bracket should not cover: goals, centre lines, and the data with the line between its points."""
    for left, right, goal in goal_levels(paper):
        yield _line(left, right, paper.value.y(goal))
    for left, right, centre in centre_steps(paper):
        yield _line(left, right, paper.value.y(centre))
    for run in paper.segments():
        for at in run:
            x, y = paper.at(at), paper.height(at)
            yield Box(x - _CLEAR, x + _CLEAR, y - _CLEAR, y + _CLEAR)
        for one, other in pairwise(run):
            yield from _stretch(paper.at(one), paper.height(one), paper.at(other), paper.height(other))


def _line(left: float, right: float, y: float) -> Box:
    return Box(left, right, y - 2, y + 2)


def _stretch(x: float, y: float, to_x: float, to_y: float) -> Iterator[Box]:
    """Return a straight line in boxes that hold no more than it."""
    parts = max(1, ceil(max(to_x - x, abs(to_y - y)) / _STRIDE))
    wide, high = (to_x - x) / parts, (to_y - y) / parts
    for part in range(parts):
        upper, lower = sorted((y + part * high, y + (part + 1) * high))
        yield Box(x + part * wide, x + (part + 1) * wide, upper - 1, lower + 1)


def _box(left: float, right: float, y: float, *, over: bool) -> Box:
    return Box(left, right, y - 18, y + 5) if over else Box(left, right, y - 5, y + 18)


def _on_band(paper: Canvas, y: float) -> bool:
    """Return whether a height lies on the goal tint, so that the text's halo takes its colour."""
    plot = paper.view.plot
    if plot.target is None or plot.direction is Direction.NEITHER:
        return False
    goal = paper.value.y(plot.target)
    return paper.top < y < goal if plot.direction is Direction.HIGHER else goal < y < paper.base
