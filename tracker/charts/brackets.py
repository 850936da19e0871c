"""Brackets: every signal that marks points is spanned and says why in words."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from tracker.analysis import Direction, Effect, Side, Signal
from tracker.charts.canvas import Canvas, plain, text_width
from tracker.charts.layers import goal_steps
from tracker.charts.signals import signal_text

_FONT = 13.0
_TEXT_LIFT = 6.0
_NUDGE = 4.0
"""How far a bracket steps at a time, px, until it covers nothing that was there before."""

_SINGLES = 3
"""How many single points outside the limits are named in the drawing; the words name them all."""


@dataclass(frozen=True, slots=True)
class _Box:
    """What a bracket with its text covers, px."""

    left: float
    right: float
    upper: float
    lower: float

    def touches(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.upper < other.lower
            and other.upper < self.lower
        )


def brackets(paper: Canvas) -> str:
    """The brackets of every signal on the paper, each with its text, none on top of another."""
    taken = [
        _Box(left, right, paper.value.y(goal) - 2, paper.value.y(goal) + 2) for left, right, goal in goal_steps(paper)
    ]
    marked = [signal for signal in paper.view.signals if signal.points and signal.points[-1] >= paper.first]
    marked.sort(key=lambda signal: (-len(signal.points), signal.points))
    single = [signal for signal in marked if len(signal.points) == 1]
    named = single[-_SINGLES:]
    return "".join([_bracket(paper, signal, taken) for signal in marked if len(signal.points) > 1 or signal in named])


def _bracket(paper: Canvas, signal: Signal, taken: list[_Box]) -> str:
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
    over, y = _room(paper, signal, heights, text_left, max(right, text_left + wide), taken)
    tick = 5 if over else -5
    span = f"M{left:.1f} {y + tick:.1f}V{y:.1f}H{right:.1f}v{tick}"
    baseline = y - _TEXT_LIFT if over else y + 15
    kind = f"rc-br-{_NAMES[signal.effect]}"
    halo = " on-band" if _on_band(paper, baseline - 5) else ""
    place = f'x="{right:.1f}" y="{baseline:.1f}" text-anchor="end"' if ends else f'x="{left:.1f}" y="{baseline:.1f}"'
    return (
        f'<path class="rc-bracket {kind}" d="{span}"/><text class="rc-brtext {kind}{halo}" {place}>{plain(text)}</text>'
    )


_NAMES = {Effect.BETTER: "better", Effect.WORSE: "worse", Effect.NEUTRAL: "neutral"}


def _room(
    paper: Canvas, signal: Signal, heights: list[float], left: float, right: float, taken: list[_Box]
) -> tuple[bool, float]:
    """Over or under the run and at which height: the side the run lies on if there is room, else the other."""
    ceiling, floor = 24.0, paper.base - (26 if not paper.size.narrow else 4)
    sides = (False, True) if signal.side is Side.BELOW else (True, False)
    for over in sides:
        y = min(heights) - 16 if over else max(heights) + 18
        box = _box(left, right, y, over=over)
        while any(box.touches(other) for other in taken):
            y += -_NUDGE if over else _NUDGE
            box = _box(left, right, y, over=over)
        if box.upper >= ceiling and box.lower <= floor:
            taken.append(box)
            return over, y
    y = max(min(heights) - 16, ceiling + 20)
    taken.append(_box(left, right, y, over=True))
    return True, y


def _box(left: float, right: float, y: float, *, over: bool) -> _Box:
    return _Box(left, right, y - 18, y + 5) if over else _Box(left, right, y - 5, y + 18)


def _on_band(paper: Canvas, y: float) -> bool:
    """Whether a height lies on the goal tint, so that the text's halo takes its colour."""
    plot = paper.view.plot
    if plot.target is None or plot.direction is Direction.NEITHER:
        return False
    goal = paper.value.y(plot.target)
    return paper.top < y < goal if plot.direction is Direction.HIGHER else goal < y < paper.base
