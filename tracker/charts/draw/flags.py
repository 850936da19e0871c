"""The strip of flags above the plot: what was changed, tested, what happened, what was said.

Two flags closer than 22 px: the later one steps right. Three or more that crowd each other become one, "3–5".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import escape

from tracker.charts.plot import Flag, FlagKind

STEP = 22.0
"""The least distance in px between the middles of two flags."""

SIZE = 20.0


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
    return shape(mark.x, y, mark.flags[0].kind) + _number(mark.x, y, mark.label, mark.flags[0].kind)


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
        case FlagKind.COMMENT:
            return (
                f'<path class="rc-flag-open" d="M{x - 7:.1f} {y - 10:.1f}h14a4 4 0 0 1 4 4v7a4 4 0 0 1 -4 4h-6l-5 5'
                'v-5h-3a4 4 0 0 1 -4 -4v-7a4 4 0 0 1 4 -4z"/>'
            )


def _number(x: float, y: float, label: str, kind: FlagKind) -> str:
    ink = "rc-flagtext" if kind is FlagKind.INTERVENTION else "rc-flagtext-open"
    lift = 2.0 if kind is FlagKind.COMMENT else 4.5
    return f'<text class="{ink}" x="{x:.1f}" y="{y + lift:.1f}" text-anchor="middle">{escape(label)}</text>'
