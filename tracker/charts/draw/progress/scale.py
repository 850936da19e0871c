"""Progress in one row of a table: both numbers on one scale."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from tracker.charts.draw.progress.line import TOP, disc, square

_WIDTH, _HEIGHT, _INSET = 76, 20, 6


@lru_cache(maxsize=512)
def progress_scale(team: float | None, host: float | None) -> Markup:
    """Draw two numbers on a scale of one row: the disc over the square, and a line between where they differ."""
    along = (_WIDTH - 2 * _INSET) / TOP
    middle = _HEIGHT / 2
    ticks = "".join(f"M{_INSET + value * along:.1f} {middle - 3:g}v6" for value in range(TOP + 1))
    drawn = [
        f'<svg class="pg-c" width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}" aria-hidden="true">',
        f'<path class="rc-axis" d="M{_INSET} {middle:g}H{_WIDTH - _INSET}{ticks}"/>',
    ]
    if team is not None and host is not None and team != host:
        start, stop = (_INSET + value * along for value in sorted((team, host)))
        drawn.append(f'<path class="pg-gap" d="M{start:.1f} {middle:g}H{stop:.1f}"/>')
    if host is not None:
        drawn.append(square(_INSET + host * along, middle))
    if team is not None:
        drawn.append(disc(_INSET + team * along, middle))
    return Markup("".join([*drawn, "</svg>"]))  # noqa: S704 numbers only
