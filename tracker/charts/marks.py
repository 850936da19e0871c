"""Point glyphs: each mark has its own shape, glyph and class, so that none leans on colour alone.

Sizes are the numbers of the visual language: a disc of 3.2 px; 5.8 px with a plus when better; a square of 10.8 px
with a minus when worse; a diamond when no direction is wished for; 2 px on a small denominator.
"""

from __future__ import annotations

from markupsafe import Markup

from tracker.analysis import Mark, Verdict

RADIUS = 3.2
SMALL = 2.0

_ON_CENTRE = int(Mark.ON_CENTRE)
_BETTER = int(Mark.BETTER)
_WORSE = int(Mark.WORSE)
_NEUTRAL = int(Mark.NEUTRAL)
_EXCLUDED = int(Mark.EXCLUDED)

MARK_CLASS = {_BETTER: "better", _WORSE: "worse", _NEUTRAL: "neutral"}
"""The last part of the classes ``rc-…`` and ``sl-…`` of a run."""


def glyph(x: float, y: float, mark: int, radius: float = RADIUS) -> str:
    """The SVG of one point at (x, y) in px; ``radius`` is that of an ordinary point."""
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
    kind = "rc-hollow" if mark == _ON_CENTRE else "rc-dot"
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'


_VERDICT_SHAPES = {
    Verdict.BETTER: ("better", '<circle cx="9" cy="9" r="8"/><path d="M4.8 9h8.4M9 4.8v8.4"/>'),
    Verdict.WORSE: ("worse", '<rect x="1.5" y="1.5" width="15" height="15" rx="2.5"/><path d="M5 9h8"/>'),
    Verdict.STILL: ("steady", '<circle cx="9" cy="9" r="8"/><path d="M5 7h8M5 11h8"/>'),
    Verdict.STABLE: ("steady", '<circle cx="9" cy="9" r="8"/><path d="M5 7h8M5 11h8"/>'),
    Verdict.HELD: ("held", '<circle cx="9" cy="9" r="8"/><path d="M5 9.5l2.8 2.8L13 6.5"/>'),
    Verdict.SILENT: ("silent", '<circle cx="9" cy="9" r="7.2"/>'),
    Verdict.FEW: (
        "few",
        '<circle cx="4" cy="9" r="1.8"/><circle cx="9" cy="9" r="1.8"/><circle cx="14" cy="9" r="1.8"/>',
    ),
}


def verdict_class(verdict: Verdict) -> str:
    """The class name of a verdict in tags and cells: better, worse, steady, held, silent or few."""
    return _VERDICT_SHAPES[verdict][0]


def verdict_mark(verdict: Verdict, size: int = 18) -> Markup:
    """The mark that stands in a verdict's tag, always beside its word."""
    name, shape = _VERDICT_SHAPES[verdict]
    return Markup(  # noqa: S704 built from the constants above
        f'<svg class="mk mk-{name}" width="{size}" height="{size}" viewBox="0 0 18 18" aria-hidden="true" '
        f'focusable="false">{shape}</svg>'
    )
