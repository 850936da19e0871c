"""Progress by month: two lines from 0 to 5, a disc for the team and a square for the host."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tracker.charts.draw.canvas import plain

TOP = 5
"""The highest step of the ladder."""
_APART = 15.0
"""How far apart two names at the end of the lines must stand to be read, px."""


@dataclass(frozen=True, slots=True)
class LineSize:
    """Outer measures in px, the room for numbers on the left and for names on the right, and how many last months."""

    width: float
    left: float
    right: float
    last: int
    height: float = 250
    top: float = 16
    bottom: float = 36


WIDE = LineSize(784, 38, 118, 12)
NARROW = LineSize(360, 34, 98, 6)


@dataclass(frozen=True, slots=True)
class ScoredMonth:
    """One month as it is drawn: its short name, and the two numbers, None where nobody set one."""

    name: str
    team: float | None
    host: float | None


def progress_line(
    months: Sequence[ScoredMonth], *, spoken: str, team: str, host: str, numbers: Sequence[str], size: LineSize = WIDE
) -> Markup:
    """Draw the months. `numbers` are the steps of the axis as they are written; the names stand at the lines' ends."""
    months = months[-size.last :]
    floor, right = size.height - size.bottom, size.width - size.right
    step = (right - size.left - 28) / max(1, len(months) - 1)
    xs = [size.left + 14 + place * step for place in range(len(months))]

    def y(value: float) -> float:
        return floor - value * (floor - size.top) / TOP

    drawn = [
        f'<svg class="rc" viewBox="0 0 {size.width:g} {size.height:g}" role="img" aria-label="{plain(spoken)}">',
        *(
            f'<path class="rc-grid" d="M{size.left:g} {y(value):.1f}H{right:g}"/>'
            f'<text x="{size.left - 8:g}" y="{y(value) + 4:.1f}" text-anchor="end">{plain(number)}</text>'
            for value, number in enumerate(numbers)
        ),
        *(
            f'<text x="{x:.1f}" y="{size.height - 12:g}" text-anchor="middle">{plain(month.name)}</text>'
            for x, month in zip(xs, months, strict=True)
        ),
    ]
    hosts, teams = [month.host for month in months], [month.team for month in months]
    for name, values in (("pg-host-l", hosts), ("pg-own-l", teams)):
        drawn += [
            f'<path class="{name}" d="M{"L".join(f"{xs[at]:.1f} {y(values[at] or 0):.1f}" for at in run)}"/>'
            for run in _unbroken(values)
            if len(run) > 1
        ]
    drawn += [square(x, y(value)) for x, value in zip(xs, hosts, strict=True) if value is not None]
    drawn += [disc(x, y(value)) for x, value in zip(xs, teams, strict=True) if value is not None]
    ends = [(name, values[-1] if values else None) for name, values in ((team, teams), (host, hosts))]
    drawn += _names([(name, None if value is None else y(value)) for name, value in ends], right + 6)
    return Markup("".join([*drawn, "</svg>"]))  # noqa: S704 the texts are escaped


def _names(ends: Sequence[tuple[str, float | None]], x: float) -> Iterator[str]:
    """Write the lines' names where they end; two that end at one height stand one above the other."""
    placed = sorted((height, name) for name, height in ends if height is not None)
    if len(placed) > 1 and placed[1][0] - placed[0][0] < _APART:
        placed[1] = placed[0][0] + _APART, placed[1][1]
    for height, name in placed:
        yield f'<text class="rc-label" x="{x:g}" y="{height + 4:.1f}">{plain(name)}</text>'


def _unbroken(values: Sequence[float | None]) -> Iterator[list[int]]:
    """Give the positions of each stretch without a gap."""
    run: list[int] = []
    for place, value in enumerate(values):
        if value is not None:
            run.append(place)
        elif run:
            yield run
            run = []
    if run:
        yield run


def disc(x: float, y: float) -> str:
    """Return the sign of the team's own number."""
    return f'<circle class="pg-own" cx="{x:.1f}" cy="{y:.1f}" r="4.4"/>'


def square(x: float, y: float) -> str:
    """Return the sign of the host's number."""
    return f'<rect class="pg-host" x="{x - 5.5:.1f}" y="{y - 5.5:.1f}" width="11" height="11" rx="1.5"/>'
