"""The strip of flags above the plot: what was changed, tested, what happened, what was said.

Two flags closer than 22 px: the later one steps right. Three or more that crowd each other become one, "3–5".
What is said of a stretch has a bar over it, between the strip and the plot, and its feet stand between two points:
nothing covers a point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isnan

from markupsafe import escape

from tracker.charts.draw.canvas import Box, Canvas, upright
from tracker.charts.plot import Flag, FlagKind, ThreadMark

STEP = 22.0
"""The least distance in px between the middles of two flags."""

SIZE = 20.0

BAR_Y = 28.0
BAR_STEP = 5.0
_MOST_BARS = 3
_RING = 8.5


@dataclass(frozen=True, slots=True)
class Placed:
    """One mark in the strip: the flags it stands for, where it stands, and where each of them points.

    ``x`` is the middle of the mark; ``feet`` has the true place of each flag on the time axis; px.
    """

    flags: tuple[Flag, ...]
    x: float
    feet: tuple[float, ...]

    @property
    def merged(self) -> bool:
        """Whether it stands for several flags."""
        return len(self.flags) > 1

    @property
    def label(self) -> str:
        """The number; of those that were merged, "3–5" where they follow each other, else each of them: "3, 4, 7"."""
        return numbers(self.flags)

    @property
    def width(self) -> float:
        """How wide the mark is, px."""
        return max(SIZE, 10 + 7.5 * len(self.label)) if self.merged else SIZE


def numbers(flags: Sequence[Flag]) -> str:
    """Return the numbers of some flags: "3–5" where they follow each other, else each of them: "3, 4, 7"."""
    found = sorted(flag.number for flag in flags)
    if len(found) > 1 and found == list(range(found[0], found[-1] + 1)):
        return f"{found[0]}–{found[-1]}"
    return ", ".join(map(str, found))


def place(flags: Iterable[tuple[Flag, float]], right: float) -> tuple[Placed, ...]:
    """Lay out flags, each with its true x, so that none covers another; ``right`` is the plot's right edge, px."""
    ordered = sorted(flags, key=lambda pair: (pair[1], pair[0].number))
    groups: list[list[tuple[Flag, float]]] = []
    for pair in ordered:
        groups.append([pair])
        while len(groups) > 1 and _crowded(groups[-2], groups[-1]):
            later = groups.pop()
            groups[-1].extend(later)
    placed: list[Placed] = []
    for group in groups:
        placed.extend(_stand(group))
    return tuple(_inside(placed, right))


def _stand(group: list[tuple[Flag, float]]) -> list[Placed]:
    """Return where the marks of one crowd stand: one, two side by side, or one for all."""
    if len(group) <= 2:
        first = group[0][1]
        return [Placed((flag,), max(x, first + STEP * at), (x,)) for at, (flag, x) in enumerate(group)]
    feet = tuple(x for _, x in group)
    return [Placed(tuple(flag for flag, _ in group), (feet[0] + feet[-1]) / 2, feet)]


def _crowded(earlier: list[tuple[Flag, float]], later: list[tuple[Flag, float]]) -> bool:
    last, first = _stand(earlier)[-1], _stand(later)[0]
    return first.x - last.x < (last.width + first.width) / 2 + STEP - SIZE


def _inside(placed: list[Placed], right: float) -> list[Placed]:
    """Step marks that ran over the right edge back, pushing those before them."""
    inside: list[Placed] = []
    limit = right
    for mark in reversed(placed):
        x = min(mark.x, limit)
        inside.append(mark if x == mark.x else Placed(mark.flags, x, mark.feet))
        limit = x - STEP
    return inside[::-1]


def draw(mark: Placed, y: float) -> str:
    """Return the SVG of one mark with its middle at height ``y``."""
    if mark.merged:
        half = mark.width / 2
        return (
            f'<rect class="rc-flag-open" x="{mark.x - half:.1f}" y="{y - 10:.1f}" width="{mark.width:.1f}" '
            f'height="20" rx="10"/>{_number(mark.x, y, mark.label, FlagKind.TEST)}'
        )
    flag = mark.flags[0]
    said = _voice(mark.x, y) if flag.voiced else ""
    return shape(mark.x, y, flag.kind) + _number(mark.x, y, mark.label, flag.kind) + said


def _voice(x: float, y: float) -> str:
    """Return the small bubble at the upper right corner of a flag that came from answers."""
    return (
        f'<path class="rc-flag-open rc-voiced" d="M{x + 10:.1f} {y - 11:.1f}h6a2 2 0 0 1 2 2v3a2 2 0 0 1 -2 2h-3l-3 3'
        'v-3a2 2 0 0 1 -2 -2v-3a2 2 0 0 1 2 -2z"/>'
    )


def before(text: str, y: float) -> str:
    """Return the mark at the left edge of a strip that holds the numbers of flags from before it."""
    width = _before_width(text)
    return (
        f'<rect class="rc-flag-open" x="1.0" y="{y - 10:.1f}" width="{width:.1f}" height="20" rx="10"/>'
        f'<text class="rc-flagtext-open rc-before" x="{1 + width / 2:.1f}" y="{y + 4.5:.1f}" text-anchor="middle">'
        f"{escape(text)}</text>"
    )


def beside(placed: Iterable[Placed], text: str) -> list[Placed]:
    """Step marks that the mark of earlier flags would cover to its right, pushing those after them."""
    stepped: list[Placed] = []
    limit = _before_width(text) + 3
    for mark in placed:
        x = max(mark.x, limit + mark.width / 2)
        stepped.append(mark if x == mark.x else Placed(mark.flags, x, mark.feet))
        limit = x + mark.width / 2 + 2
    return stepped


def _before_width(text: str) -> float:
    return 12 + 7.5 * len(text)


def shape(x: float, y: float, kind: FlagKind) -> str:
    """Return the outline of a kind of flag: filled square, ring, diamond or speech bubble, 20 px."""
    match kind:
        case FlagKind.INTERVENTION:
            return f'<rect class="rc-flag" x="{x - 10:.1f}" y="{y - 10:.1f}" width="20" height="20" rx="4"/>'
        case FlagKind.TEST:
            return f'<circle class="rc-flag-open" cx="{x:.1f}" cy="{y:.1f}" r="10"/>'
        case FlagKind.EVENT:
            return f'<path class="rc-flag-open" d="M{x:.1f} {y - 12:.1f}l12 12l-12 12l-12 -12z"/>'
        case FlagKind.COMMENT | FlagKind.WAITING:
            fill = "rc-flag rc-waits" if kind is FlagKind.WAITING else "rc-flag-open"
            return (
                f'<path class="{fill}" d="M{x - 7:.1f} {y - 10:.1f}h14a4 4 0 0 1 4 4v7a4 4 0 0 1 -4 4h-6l-5 5'
                'v-5h-3a4 4 0 0 1 -4 -4v-7a4 4 0 0 1 4 -4z"/>'
            )


def _number(x: float, y: float, label: str, kind: FlagKind) -> str:
    ink = "rc-flagtext" if kind in {FlagKind.INTERVENTION, FlagKind.WAITING} else "rc-flagtext-open"
    ink += " rc-waits" if kind is FlagKind.WAITING else ""
    lift = 2.0 if kind in {FlagKind.COMMENT, FlagKind.WAITING} else 4.5
    return f'<text class="{ink}" x="{x:.1f}" y="{y + lift:.1f}" text-anchor="middle">{escape(label)}</text>'


@dataclass(frozen=True, slots=True)
class ThreadSpot:
    """A thread on one paper: the positions of its first and last period there."""

    mark: ThreadMark
    first: int
    last: int

    def flag(self, *, still: bool) -> Flag:
        """Return its bubble; on paper that leaves the page it is not told who waits for whom."""
        kind = FlagKind.WAITING if self.mark.waits and not still else FlagKind.COMMENT
        return Flag(self.mark.number, kind, self.mark.first, "")


def spots(paper: Canvas) -> list[ThreadSpot]:
    """Return the threads that are about something on this paper; a stretch that begins before it is cut."""
    starts = [period.start for period in paper.view.plot.periods]
    found = []
    for mark in paper.view.plot.threads:
        inside = [at for at in range(paper.first, len(starts)) if mark.first <= starts[at] <= mark.last]
        if inside:
            found.append(ThreadSpot(mark, inside[0], inside[-1]))
    return found


def bubbles(paper: Canvas, placed: Sequence[ThreadSpot]) -> Iterator[tuple[Flag, float]]:
    """Yield the bubble of each thread with where it stands: over its point, or over the middle of its stretch."""
    for spot in placed:
        x = paper.at(spot.first) if spot.mark.is_point else (paper.opens(spot.first) + paper.closes(spot.last)) / 2
        yield spot.flag(still=paper.size.still), x


def bars(paper: Canvas, placed: Sequence[ThreadSpot], texts: Sequence[Box] = ()) -> str:
    """Return the bars of stretches, one below another where they share weeks, and the rings round points."""
    drawn = []
    ends = [float("-inf")] * _MOST_BARS
    for spot in sorted(placed, key=lambda each: each.first):
        fill = "rc-said rc-waits" if spot.mark.waits and not paper.size.still else "rc-said rc-said-open"
        if spot.mark.is_point:
            y = paper.height(spot.first)
            if not isnan(y):
                drawn.append(f'<circle class="rc-ring" cx="{paper.at(spot.first):.1f}" cy="{y:.1f}" r="{_RING}"/>')
            continue
        left, right = max(paper.opens(spot.first), paper.left), min(paper.closes(spot.last), paper.right)
        level = next((at for at, end in enumerate(ends) if end < left), _MOST_BARS - 1)
        ends[level] = right
        y = BAR_Y + BAR_STEP * level - 2
        drawn.append(f'<rect class="{fill}" x="{left:.1f}" y="{y:.1f}" width="{right - left:.1f}" height="4" rx="1"/>')
        drawn.extend(f'<path class="rc-note" d="{upright(x, y + 4, paper.base, texts)}"/>' for x in (left, right))
    return "".join(drawn)
