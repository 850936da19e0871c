"""Point glyphs: each mark has its own shape, glyph and class, so that none leans on colour alone.

Sizes are the numbers of the visual language: a disc of 3.2 px; 5.8 px with a plus when better; a square of 10.8 px
with a minus when worse; a diamond when no direction is wished for; 2 px on a small denominator.
"""

from __future__ import annotations

from tracker.analysis import Mark
from tracker.charts.shown import RUNNING

RADIUS = 3.2
SMALL = 2.0

_ON_CENTRE = int(Mark.ON_CENTRE)
_BETTER = int(Mark.BETTER)
_WORSE = int(Mark.WORSE)
_NEUTRAL = int(Mark.NEUTRAL)
_EXCLUDED = int(Mark.EXCLUDED)

_HOLLOW = {_ON_CENTRE: "rc-hollow", RUNNING: "rc-running"}
MARK_CLASS = {_BETTER: "better", _WORSE: "worse", _NEUTRAL: "neutral"}
"""The last part of the classes ``rc-…`` and ``sl-…`` of a run."""


def glyph(x: float, y: float, mark: int, radius: float = RADIUS) -> str:
    """Return the SVG of one point at (x, y) in px; ``radius`` is that of an ordinary point."""
    if mark == _BETTER:
        size = radius + 2.6
        arm = size * 0.52
        return (
            f'<g class="rc-better"><circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"/>'
            f'<path d="M{x - arm:.1f} {y:.1f}h{2 * arm:.1f}M{x:.1f} {y - arm:.1f}v{2 * arm:.1f}"/></g>'
        )
    if mark == _WORSE:
        size = radius + 2.2
        arm = size * 0.55
        return (
            f'<g class="rc-worse"><rect x="{x - size:.1f}" y="{y - size:.1f}" width="{2 * size:.1f}" '
            f'height="{2 * size:.1f}" rx="1.5"/><path d="M{x - arm:.1f} {y:.1f}h{2 * arm:.1f}"/></g>'
        )
    if mark == _NEUTRAL:
        size = radius + 3
        return f'<path class="rc-neutral" d="M{x:.1f} {y - size:.1f}l{size:.1f} {size:.1f}l-{size:.1f} {size:.1f}l-{size:.1f} -{size:.1f}z"/>'  # noqa: E501
    if mark == _EXCLUDED:
        size = radius + 1.4
        arm = size * 0.7
        return (
            f'<g class="rc-excluded"><circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"/>'
            f'<path d="M{x - arm:.1f} {y - arm:.1f}l{2 * arm:.1f} {2 * arm:.1f}m0 -{2 * arm:.1f}l-{2 * arm:.1f} {2 * arm:.1f}"/></g>'  # noqa: E501
        )
    if mark in _HOLLOW:
        return f'<circle class="{_HOLLOW[mark]}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
    kind = "rc-dot rc-few-of" if radius == SMALL else "rc-dot"
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
